//! How many packages a portal itself marks as not to be published. Their names stay untold: they may
//! be private.

use crate::mapping::ckan_package::Mark;
use datenkreis_vocab::finding::{Finding, rule};

/// The counts of one walk.
#[derive(Debug, Default)]
pub struct LeftOut {
    deleted: u64,
    draft: u64,
    private: u64,
    harvest_source: u64,
}

impl LeftOut {
    /// Counts one package.
    pub fn add(&mut self, mark: Mark) {
        match mark {
            Mark::Deleted => self.deleted += 1,
            Mark::Draft => self.draft += 1,
            Mark::Private => self.private += 1,
            Mark::HarvestSource => self.harvest_source += 1,
        }
    }

    /// What there is to tell, once.
    pub fn take_note(&mut self) -> Option<Finding> {
        let Self { deleted, draft, private, harvest_source } = std::mem::take(self);
        let parts: Vec<String> = [
            (deleted, "gelöscht / deleted"),
            (draft, "Entwurf / draft"),
            (private, "nicht öffentlich / private"),
            (harvest_source, "Harvest-Quelle / harvest source"),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, reason)| format!("{count} × {reason}"))
        .collect();
        (!parts.is_empty()).then(|| Finding::new(&rule::LEFT_OUT, "package").found(parts.join("; ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_told_once_and_by_reason() {
        let mut left_out = LeftOut::default();
        assert_eq!(left_out.take_note(), None);
        for mark in [Mark::Private, Mark::Deleted, Mark::Private] {
            left_out.add(mark);
        }
        let found = left_out.take_note().and_then(|note| note.found);
        assert_eq!(found.as_deref(), Some("1 × gelöscht / deleted; 2 × nicht öffentlich / private"));
        assert_eq!(left_out.take_note(), None);
    }
}
