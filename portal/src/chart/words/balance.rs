//! Words of gains and losses over years.

use super::{Kind, Tell, Topic, Words, easy, inside, nothing, pick};
use crate::chart::balance::{Balance, Part};
use crate::chart::number::signed;
use crate::language::Language;

impl Tell for Balance {
    fn words(&self, language: Language, topic: &Topic<'_>) -> Words {
        let nets: Vec<(usize, f64)> = (0..self.years.len())
            .filter_map(|year| Some((year, self.measure.round(self.net(year)?))))
            .collect();
        let Some(&(last, net)) = nets.last() else { return nothing(language, &self.measure.name, topic) };
        let (place, year) = (topic.place, self.years[last]);
        let amount = self.measure.write(language, net.abs());
        let headline = match (net.total_cmp(&0.0), language) {
            (std::cmp::Ordering::Greater, Language::De) => {
                format!("{place} gewinnt {year} insgesamt {amount}")
            }
            (std::cmp::Ordering::Less, Language::De) => format!("{place} verliert {year} insgesamt {amount}"),
            (_, Language::De) => format!("{place} {year}: Gewinne und Verluste gleichen sich aus"),
            (std::cmp::Ordering::Greater, Language::En) => {
                format!("{place} gained {amount} in total in {year}")
            }
            (std::cmp::Ordering::Less, Language::En) => format!("{place} lost {amount} in total in {year}"),
            (_, Language::En) => format!("{place} {year}: gains and losses cancel each other out"),
        };
        let mut description = vec![self.year(language, last, net)];
        description.extend(self.years(language, &nets));
        description.extend(self.together(language, &nets));
        Words { headline, description, easy: easy::lines(language, self.easy(topic, year, last, net)) }
    }
}

impl Balance {
    /// All parts of a year.
    fn year(&self, language: Language, year: usize, net: f64) -> String {
        let parts = |parts: &[Part]| {
            let part = |part: &Part| {
                Some(format!(
                    "{} {}",
                    inside(language, &part.name),
                    self.measure.number(language, part.value(year)?)
                ))
            };
            parts.iter().filter_map(part).collect::<Vec<_>>().join(", ")
        };
        let sides: Vec<String> =
            [parts(&self.gains), parts(&self.losses)].into_iter().filter(|side| !side.is_empty()).collect();
        let net = signed(language, net, self.measure.decimals);
        format!("{}: {}; {} {net}.", self.years[year], sides.join("; "), inside(language, &self.net))
    }

    /// In how many years there were more gains than losses.
    fn years(&self, language: Language, nets: &[(usize, f64)]) -> Option<String> {
        let up = nets.iter().filter(|(_, net)| *net > 0.0).count();
        let all = nets.len();
        (all > 1).then(|| {
            pick(
                language,
                format!("{} über 0: in {up} von {all} Jahren mit Werten.", self.net),
                format!("{} above 0: in {up} of {all} years with values.", self.net),
            )
        })
    }

    /// The sum over all years, if all are known.
    fn together(&self, language: Language, nets: &[(usize, f64)]) -> Option<String> {
        let (first, last) = (self.years.first()?, self.years.last()?);
        let sum = signed(language, nets.iter().map(|(_, net)| net).sum(), self.measure.decimals);
        (nets.len() == self.years.len() && nets.len() > 1).then(|| {
            pick(
                language,
                format!("{first} bis {last} zusammen: {sum}."),
                format!("{first} to {last} together: {sum}."),
            )
        })
    }

    fn easy(&self, topic: &Topic<'_>, year: i32, place: usize, net: f64) -> Vec<String> {
        let part = |part: &Part| {
            Some(format!("{} im Jahr {year}: {}.", part.name, easy::about(&self.measure, part.value(place)?)))
        };
        let mut lines = vec![format!("Es geht um das Jahr {year} {}.", topic.within)];
        lines.extend(self.gains.iter().chain(&self.losses).filter_map(part));
        let more = match topic.kind {
            Kind::Population => ["Es sind mehr Menschen geworden.", "Es sind weniger Menschen geworden."],
            _ => ["Es ist mehr geworden.", "Es ist weniger geworden."],
        };
        lines.push(match net.total_cmp(&0.0) {
            std::cmp::Ordering::Greater => more[0].into(),
            std::cmp::Ordering::Less => more[1].into(),
            std::cmp::Ordering::Equal => "Die Zahl ist gleich geblieben.".into(),
        });
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::number::{Datum, Measure};

    const SELM: Topic<'_> = Topic { place: "Selm", within: "in Selm", kind: Kind::Population };

    fn balance(gains: &[Datum], losses: &[Datum]) -> Balance {
        let part = |name: &str, values: &[Datum]| vec![Part { name: name.into(), values: values.to_vec() }];
        let measure = Measure { unit: "Personen".into(), unit_of_one: "Person".into(), ..Measure::default() };
        let years = (2020..).take(gains.len()).collect();
        let (gains, losses) = (part("Geburten", gains), part("Sterbefälle", losses));
        Balance { measure, years, gains, losses, net: "Saldo".into() }
    }

    #[test]
    fn gains_and_losses() {
        let check = |gain: f64, loss: f64, headline: &str, easy: &str| {
            let words = balance(&[Datum::Known(gain)], &[Datum::Known(loss)]).words(Language::De, &SELM);
            assert_eq!(words.headline.replace('\u{a0}', " "), headline);
            assert!(words.easy.iter().any(|line| line == easy), "{words:?}");
        };
        check(5.0, 3.0, "Selm gewinnt 2020 insgesamt 2 Personen", "Es sind mehr Menschen geworden.");
        check(3.0, 4.0, "Selm verliert 2020 insgesamt 1 Person", "Es sind weniger Menschen geworden.");
        let even = "Selm 2020: Gewinne und Verluste gleichen sich aus";
        check(3.0, 3.0, even, "Die Zahl ist gleich geblieben.");
        check(0.0, 0.0, even, "Die Zahl ist gleich geblieben.");
    }

    #[test]
    fn sums_only_of_what_is_known() {
        let known = Datum::Known;
        let check = |losses: [Datum; 3], year: &str, sum: Option<&str>| {
            let words = balance(&[known(5.0); 3], &losses).words(Language::De, &SELM);
            assert!(words.description[0].starts_with(year), "{words:?}");
            let found = words.description.iter().find(|sentence| sentence.contains("zusammen"));
            assert_eq!(found.map(String::as_str), sum);
        };
        check(
            [known(1.0), known(9.0), known(4.0)],
            "2022: Geburten 5; Sterbefälle 4; Saldo +1.",
            Some("2020 bis 2022 zusammen: +1."),
        );
        check(
            [known(1.0), known(9.0), Datum::Suppressed],
            "2021: Geburten 5; Sterbefälle 9; Saldo −4.",
            None,
        );
    }
}
