//! Words of who comes and who goes.

use super::{Tell, Topic, Words, easy, inside, nothing, pick, quoted};
use crate::chart::flows::{Flow, Flows};
use crate::chart::number::signed;
use crate::language::Language;

impl Tell for Flows {
    fn words(&self, language: Language, topic: &Topic<'_>) -> Words {
        let nets: Vec<(&Flow, f64)> =
            self.rows.iter().filter_map(|row| Some((row, self.measure.round(row.net()?)))).collect();
        if nets.is_empty() {
            return nothing(language, &self.measure.name, topic);
        }
        let best =
            nets.iter().copied().filter(|(_, net)| *net > 0.0).reduce(|a, b| if b.1 > a.1 { b } else { a });
        let worst =
            nets.iter().copied().filter(|(_, net)| *net < 0.0).reduce(|a, b| if b.1 < a.1 { b } else { a });
        let found = self.extremes(language, best, worst);
        let headline = format!("{}: {found}", topic.place);
        let description = vec![self.together(language).unwrap_or_else(|| format!("{headline}."))];
        let line = |(row, net): (&Flow, f64)| {
            let more = if net > 0.0 { "mehr" } else { "weniger" };
            format!("{}: {} {more}.", quoted(language, &row.name), easy::about(&self.measure, net.abs()))
        };
        let mut lines = vec![format!("Es geht um: {} und {} {}.", self.gains, self.losses, topic.within)];
        lines.extend(best.into_iter().chain(worst).map(line));
        if best.or(worst).is_none() {
            lines.push("Die Zahlen sind gleich.".into());
        }
        Words { headline, description, easy: easy::lines(language, lines) }
    }
}

impl Flows {
    /// Where most is gained and where most is lost.
    fn extremes(
        &self,
        language: Language,
        best: Option<(&Flow, f64)>,
        worst: Option<(&Flow, f64)>,
    ) -> String {
        let named = |word: &str, (row, net): (&Flow, f64)| {
            let net = signed(language, net, self.measure.decimals);
            format!("{word} {} ({net})", quoted(language, &row.name))
        };
        let gain = best.map(|best| named(pick(language, "größter Gewinn bei", "largest gain in"), best));
        let loss = worst.map(|worst| named(pick(language, "größter Verlust bei", "largest loss in"), worst));
        let found: Vec<String> = gain.into_iter().chain(loss).collect();
        match found.is_empty() {
            true => pick(
                language,
                "Gewinne und Verluste gleichen sich überall aus",
                "gains and losses cancel each other out everywhere",
            )
            .into(),
            false => found.join(", "),
        }
    }

    /// All categories together, if all are known.
    fn together(&self, language: Language) -> Option<String> {
        let sum = |value: fn(&Flow) -> Option<f64>| self.rows.iter().map(value).sum::<Option<f64>>();
        let (gain, loss) = (sum(|row| row.gain.number())?, sum(|row| row.loss.number())?);
        let net = signed(language, self.measure.round(gain - loss), self.measure.decimals);
        let [gain, loss] = [gain, loss].map(|value| self.measure.number(language, value));
        let [gains, losses, name] = [&self.gains, &self.losses, &self.net].map(|name| inside(language, name));
        Some(pick(
            language,
            format!("Zusammen: {gains} {gain}, {losses} {loss}, {name} {net}."),
            format!("Together: {gains} {gain}, {losses} {loss}, {name} {net}."),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::number::{Datum, Measure};
    use crate::chart::words::Kind;

    const SELM: Topic<'_> = Topic { place: "Selm 2023", within: "in Selm 2023", kind: Kind::Count };

    fn flows(rows: &[(&str, f64, f64)]) -> Flows {
        let row = |(name, gain, loss): &(&str, f64, f64)| Flow {
            name: (*name).into(),
            gain: Datum::Known(*gain),
            loss: Datum::Known(*loss),
        };
        Flows {
            measure: Measure {
                name: "Wanderungen".into(),
                unit: "Personen".into(),
                unit_of_one: "Person".into(),
                ..Measure::default()
            },
            gains: "Zuzüge".into(),
            losses: "Fortzüge".into(),
            net: "Saldo".into(),
            rows: rows.iter().map(row).collect(),
        }
    }

    #[test]
    fn gains_and_losses() {
        let check = |rows: &[(&str, f64, f64)], headline: &str, sum: Option<&str>| {
            let words = flows(rows).words(Language::De, &SELM);
            assert_eq!(words.headline, headline);
            assert_eq!(words.description.first().map(String::as_str), sum);
        };
        check(
            &[("jung", 3.0, 9.0), ("alt", 4.0, 1.0)],
            "Selm 2023: größter Gewinn bei „alt“ (+3), größter Verlust bei „jung“ (−6)",
            Some("Zusammen: Zuzüge 7, Fortzüge 10, Saldo −3."),
        );
        check(
            &[("jung", 3.0, 1.0)],
            "Selm 2023: größter Gewinn bei „jung“ (+2)",
            Some("Zusammen: Zuzüge 3, Fortzüge 1, Saldo +2."),
        );
        check(
            &[("jung", 0.0, 0.0)],
            "Selm 2023: Gewinne und Verluste gleichen sich überall aus",
            Some("Zusammen: Zuzüge 0, Fortzüge 0, Saldo 0."),
        );
        check(
            &[("jung", f64::NAN, 0.0), ("alt", 2.0, 1.0)],
            "Selm 2023: größter Gewinn bei „alt“ (+1)",
            Some("Selm 2023: größter Gewinn bei „alt“ (+1)."),
        );
        check(
            &[("jung", f64::NAN, 0.0)],
            "Wanderungen in Selm 2023: keine Werte",
            Some("Wanderungen in Selm 2023: Es liegen keine Werte vor."),
        );
    }

    #[test]
    fn in_leichte_sprache() {
        let words = flows(&[("unter 18 Jahren", 3.0, 2.0)]).words(Language::De, &SELM);
        assert_eq!(words.easy[0], "Es geht um: Zuzüge und Fortzüge in Selm 2023.");
        assert_eq!(words.easy[1].replace('\u{a0}', " "), "„unter 18 Jahren“: 1 Person mehr.");
    }
}
