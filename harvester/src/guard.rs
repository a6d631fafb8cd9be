//! Refuses a run that would lose too much: an empty answer with status 200 is the commonest way
//! in which catalogues vanish.

use datenkreis_vocab::identity::SourceId;

/// What a complete run is about to lose.
pub struct Loss {
    /// Records the run delivered.
    pub delivered: u64,
    /// Records of the source that are published.
    pub published: u64,
    /// Published records that would be marked missing or withdrawn.
    pub lost: u64,
    /// Whether the run asked for everything; only then an empty answer means anything.
    pub everything_was_asked_for: bool,
}

/// Lets a loss pass up to the larger of `share` × published and `records`; never an empty answer
/// where there was something. The error says which rule held the run of `source`, and what to do.
pub fn guard(source: &SourceId, loss: &Loss, share: f64, records: u64) -> Result<(), String> {
    let Loss { published, lost, .. } = *loss;
    let by_share = (published as f64 * share) as u64;
    let emptied = loss.everything_was_asked_for && loss.delivered == 0 && published > 0;
    let (german, english) = if emptied {
        (
            format!(
                "die Quelle lieferte nichts mehr, veröffentlicht sind {published} Datensätze; eine leere Lieferung wird immer angehalten"
            ),
            format!(
                "the source delivered nothing, {published} datasets are published; an empty delivery is always held"
            ),
        )
    } else if lost > by_share.max(records) {
        let percent = (share * 1000.0).round() / 10.0;
        (
            format!(
                "{lost} von {published} Datensätzen gingen verloren, mehr als {percent} % ({by_share}) und mehr als {records} Stück"
            ),
            format!(
                "{lost} of {published} datasets would be lost, more than {percent} % ({by_share}) and more than {records} in number"
            ),
        )
    } else {
        return Ok(());
    };
    Err(format!(
        "angehalten: {german}; wenn das stimmt: `datenkreis release {source}` / \
         held: {english}; if this is right: `datenkreis release {source}`"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(delivered: u64, published: u64, lost: u64, passes: bool) {
        let loss = Loss { delivered, published, lost, everything_was_asked_for: true };
        assert_eq!(
            guard(&SourceId::new("quelle"), &loss, 0.1, 20).is_ok(),
            passes,
            "{delivered} delivered, {lost} of {published} lost"
        );
    }

    #[test]
    fn the_larger_of_share_and_records_may_go() {
        check(80, 100, 20, true);
        check(79, 100, 21, false);
        check(900, 1000, 100, true);
        check(899, 1000, 101, false);
    }

    #[test]
    fn an_empty_answer_is_held_however_few_there_were() {
        check(0, 1, 1, false);
        check(0, 0, 0, true);
    }

    #[test]
    fn an_incremental_run_may_bring_nothing() {
        let loss = Loss { delivered: 0, published: 50, lost: 0, everything_was_asked_for: false };
        assert!(guard(&SourceId::new("quelle"), &loss, 0.1, 20).is_ok());
    }

    #[test]
    fn the_reason_names_the_rule_and_the_command() {
        let check = |delivered: u64, published: u64, lost: u64, expected: &str| {
            let loss = Loss { delivered, published, lost, everything_was_asked_for: true };
            let reason = guard(&SourceId::new("quelle"), &loss, 0.1, 20).unwrap_err();
            assert!(reason.contains(expected), "{reason}");
            assert_eq!(reason.matches("`datenkreis release quelle`").count(), 2, "{reason}");
        };
        check(0, 6, 6, "eine leere Lieferung wird immer angehalten");
        check(
            600,
            1000,
            400,
            "400 von 1000 Datensätzen gingen verloren, mehr als 10 % (100) und mehr als 20 Stück",
        );
    }
}
