//! Words of who comes and who goes.

use super::{Tell, Topic, Words, easy, nothing, pick};
use crate::chart::flows::{Flow, Flows};
use crate::chart::number::signed;
use crate::language::Language;

impl Tell for Flows {
    fn words(&self, language: Language, topic: &Topic<'_>) -> Words {
        let nets: Vec<(&Flow, f64)> =
            self.rows.iter().filter_map(|row| Some((row, self.measure.round(row.net()?)))).collect();
        let best =
            nets.iter().copied().filter(|(_, net)| *net > 0.0).reduce(|a, b| if b.1 > a.1 { b } else { a });
        let worst =
            nets.iter().copied().filter(|(_, net)| *net < 0.0).reduce(|a, b| if b.1 < a.1 { b } else { a });
        if nets.is_empty() {
            return nothing(language, &self.measure.name, topic);
        }
        let write = |net| signed(language, net, self.measure.decimals);
        let named = |word: &str, (row, net): (&Flow, f64)| format!("{word}: {} ({})", row.name, write(net));
        let gain = best.map(|best| named(pick(language, "größter Gewinn", "largest gain"), best));
        let loss = worst.map(|worst| named(pick(language, "größter Verlust", "largest loss"), worst));
        let found: Vec<String> = gain.into_iter().chain(loss).collect();
        let finding = match found.is_empty() {
            true => pick(
                language,
                "Gewinne und Verluste gleichen sich überall aus",
                "gains and losses cancel each other out everywhere",
            )
            .into(),
            false => found.join(", "),
        };
        let mut description = vec![format!("{} {}: {finding}.", self.measure.name, topic.within)];
        if nets.len() == self.rows.len() {
            let sum = write(nets.iter().map(|(_, net)| net).sum());
            description.push(pick(
                language,
                format!("{} zusammen: {sum}.", self.net),
                format!("{} in total: {sum}.", self.net),
            ));
        }
        let line = |(row, net): (&Flow, f64)| {
            let more = if net > 0.0 { "mehr" } else { "weniger" };
            format!("{}: {} {more}.", row.name, easy::about(&self.measure, net.abs()))
        };
        let mut lines = vec![format!("Es geht um: {} und {} {}.", self.gains, self.losses, topic.within)];
        lines.extend(best.into_iter().chain(worst).map(line));
        if found.is_empty() {
            lines.push("Die Zahlen sind gleich.".into());
        }
        let headline = format!("{} – {finding}", topic.place);
        Words { headline, description, easy: easy::lines(language, lines) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::number::{Datum, Measure};
    use crate::chart::words::Kind;

    const SELM: Topic<'_> = Topic { place: "Selm", within: "in Selm", kind: Kind::Population };

    #[test]
    fn gains_and_losses() {
        let check = |rows: &[(&str, f64, f64)], headline: &str, sum: Option<&str>| {
            let row = |(name, gain, loss): &(&str, f64, f64)| Flow {
                name: (*name).into(),
                gain: Datum::Known(*gain),
                loss: Datum::Known(*loss),
            };
            let measure = Measure { name: "Wanderung".into(), ..Measure::default() };
            let rows = rows.iter().map(row).collect();
            let flows = Flows { measure, net: "Saldo".into(), rows, ..Flows::default() };
            let words = flows.words(Language::De, &SELM);
            assert_eq!(words.headline, headline);
            assert_eq!(words.description.get(1).map(String::as_str), sum);
        };
        check(
            &[("jung", 3.0, 9.0), ("alt", 4.0, 1.0)],
            "Selm – größter Gewinn: alt (+3), größter Verlust: jung (−6)",
            Some("Saldo zusammen: −3."),
        );
        check(&[("jung", 3.0, 1.0)], "Selm – größter Gewinn: jung (+2)", Some("Saldo zusammen: +2."));
        check(
            &[("jung", 0.0, 0.0)],
            "Selm – Gewinne und Verluste gleichen sich überall aus",
            Some("Saldo zusammen: 0."),
        );
        check(&[("jung", f64::NAN, 0.0)], "Wanderung in Selm: keine Werte", None);
    }
}
