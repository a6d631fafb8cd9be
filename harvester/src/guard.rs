//! Refuses a run that would lose too much: an empty answer with status 200 is the commonest way
//! in which catalogues vanish.

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
/// where there was something. The error says what to do.
pub fn guard(loss: &Loss, share: f64, records: u64) -> Result<(), String> {
    let allowed = ((loss.published as f64 * share) as u64).max(records);
    let emptied = loss.everything_was_asked_for && loss.delivered == 0 && loss.published > 0;
    if !emptied && loss.lost <= allowed {
        return Ok(());
    }
    Err(format!(
        "angehalten: {lost} von {published} Datensätzen würden verloren gehen (erlaubt: {allowed}); wenn das stimmt: `datenkreis release` / \
         held: {lost} of {published} datasets would be lost (allowed: {allowed}); if this is right: `datenkreis release`",
        lost = if emptied { loss.published } else { loss.lost },
        published = loss.published,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(delivered: u64, published: u64, lost: u64, passes: bool) {
        let loss = Loss { delivered, published, lost, everything_was_asked_for: true };
        assert_eq!(
            guard(&loss, 0.1, 20).is_ok(),
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
        assert!(guard(&loss, 0.1, 20).is_ok());
    }
}
