//! What a run adds up to.

use super::batch::{Batch, Outcome};
use datenkreis_catalogue::journal::{RunCounts, Verdict};
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::identity::NativeId;

/// Notes kept word for word; further ones are only counted.
const NOTES_KEPT: usize = 1_000;

/// The sums of a run so far.
#[derive(Default)]
pub struct Tally {
    pub counts: RunCounts,
    pub notes: Vec<Finding>,
    /// Published records the source says it deleted.
    pub deleted: Vec<NativeId>,
    notes_left_out: u64,
    gaps: Vec<String>,
}

impl Tally {
    /// Takes over what the source told beside its records.
    pub fn tell(&mut self, batch: &mut Batch) {
        self.counts.declared = batch.declared.or(self.counts.declared);
        batch.notes.drain(..).for_each(|note| self.note(note));
        batch.gaps.drain(..).for_each(|gap| self.gap(gap));
    }

    pub fn add(&mut self, outcome: Outcome) {
        let counts = &mut self.counts;
        counts.created += outcome.created;
        counts.updated += outcome.updated;
        counts.unchanged += outcome.unchanged;
        counts.skipped += outcome.skipped;
        counts.failed += outcome.failed;
        counts.seen = counts.created + counts.updated + counts.unchanged + counts.skipped + counts.failed;
        self.deleted.extend(outcome.deleted);
        for note in outcome.notes {
            self.note(note);
        }
        if outcome.unidentified > 0 {
            self.gap(format!(
                "{} unlesbare Einträge ohne Kennung / unreadable records without an id",
                outcome.unidentified
            ));
        }
    }

    pub fn note(&mut self, finding: Finding) {
        if self.notes.len() < NOTES_KEPT {
            self.notes.push(finding);
        } else {
            self.notes_left_out += 1;
        }
    }

    /// Something is missing, so that this run may not remove anything.
    pub fn gap(&mut self, reason: String) {
        if !self.gaps.contains(&reason) {
            self.gaps.push(reason);
        }
    }

    /// Fewer records than the source itself declares is a gap.
    pub fn compare_with_declared(&mut self) {
        if let Some(declared) = self.counts.declared
            && self.counts.seen < declared
        {
            self.note(
                Finding::new(&rule::SOURCE_CAPPED, "count")
                    .found(format!("{} < {declared}", self.counts.seen)),
            );
            self.gap(format!(
                "die Quelle nennt {declared} Einträge, lieferte aber {} / the source declares {declared} records but delivered {}",
                self.counts.seen, self.counts.seen
            ));
        }
    }

    pub fn is_complete(&self) -> bool {
        self.gaps.is_empty()
    }

    /// The verdict of a run with gaps.
    pub fn interrupted(&self) -> Verdict {
        if self.counts.seen == 0 { Verdict::Failed } else { Verdict::Partial }
    }

    /// The mappings of tables that are not there, or give no figures.
    fn unread_tables(&self) -> Vec<&str> {
        let rules = [
            &rule::TABLE_NOT_FOUND,
            &rule::TABLE_UNREADABLE,
            &rule::TABLE_LAYOUT_CHANGED,
            &rule::TABLE_WITHOUT_FIGURES,
        ];
        let failed = self.notes.iter().filter(|note| rules.iter().any(|rule| rule.id == note.rule));
        let mut tables: Vec<&str> =
            failed.map(|note| note.property.split(':').next().unwrap_or_default()).collect();
        tables.dedup();
        tables
    }

    /// Why the run is not complete, or what was not read though all records were, in words.
    pub fn reason(&self) -> Option<String> {
        let mut reasons = self.gaps.clone();
        let tables = self.unread_tables();
        if !tables.is_empty() {
            let tables = tables.join(", ");
            reasons.push(format!("Tabellen nicht gelesen: {tables} / tables not read: {tables}"));
        }
        if self.notes_left_out > 0 {
            reasons.push(format!(
                "{} weitere Befunde nicht einzeln aufgehoben / further notes not kept one by one",
                self.notes_left_out
            ));
        }
        (!reasons.is_empty()).then(|| reasons.join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_that_were_not_read_are_named_once() {
        let mut tally = Tally::default();
        tally.note(Finding::new(&rule::TABLE_NOT_FOUND, "geburten"));
        tally.note(Finding::new(&rule::TABLE_LAYOUT_CHANGED, "bevoelkerung: Zeile 1, Spalte 2"));
        tally.note(Finding::new(&rule::TABLE_LAYOUT_CHANGED, "bevoelkerung: Zeile 1, Spalte 3"));
        tally.note(Finding::new(&rule::TABLE_ROW_CELLS, "wanderung: Zeile 5, Spalte 2"));
        let reason = tally.reason().unwrap_or_default();
        assert!(reason.ends_with("tables not read: geburten, bevoelkerung"), "{reason}");
        assert!(tally.is_complete(), "all records are there");
    }
}
