//! Words of a population by age and sex.

use super::{Tell, Topic, Words, easy, list, pick};
use crate::chart::number::{Measure, number, percent};
use crate::chart::pyramid::{AgeGroup, Parts, Pyramid, Sex};
use crate::language::Language;

/// More groups than this are no peak.
const PEAKS: usize = 3;

impl Tell for Pyramid {
    fn words(&self, language: Language, topic: &Topic<'_>) -> Words {
        let within = topic.within;
        let by_age = pick(
            language,
            format!("Menschen {within} nach Alter und Geschlecht, {}", self.year),
            format!("People {within} by age and sex, {}", self.year),
        );
        let parts = self.parts();
        let headline = match &parts {
            Some(parts) => oldest(language, parts, &self.name),
            None => by_age.clone(),
        };
        let mut description = Vec::new();
        description.extend(parts.as_ref().map(|parts| shares(language, parts, &self.name)));
        description.extend(self.both_sexes(language));
        description.extend(self.compared(language).or_else(|| self.peak(language)));
        description.extend(self.followed(language));
        if description.is_empty() {
            description.push(format!("{by_age}."));
        }
        Words { headline, description, easy: easy::lines(language, self.easy(within)) }
    }
}

impl Pyramid {
    fn both_sexes(&self, language: Language) -> Option<String> {
        let [men, women] = [self.sum(Sex::Men)?, self.sum(Sex::Women)?];
        let total = self.measure.number(language, men + women);
        let [men, women] = [men, women].map(|sum| self.measure.number(language, sum));
        Some(pick(
            language,
            format!("Menschen insgesamt: {total}, davon Frauen: {women}, Männer: {men}."),
            format!("People in total: {total}, of them women: {women}, men: {men}."),
        ))
    }

    /// The same shares of the comparison.
    fn compared(&self, language: Language) -> Option<String> {
        let comparison = self.comparison.as_ref()?;
        let groups = comparison.groups.clone();
        let parts = Self { groups, limits: self.limits, ..Self::default() }.parts()?;
        let text = shares(language, &parts, &comparison.name);
        Some(pick(language, format!("Zum Vergleich {text}"), format!("For comparison, {text}")))
    }

    /// How many there are of the cohort that is followed, or of the ages it lies in.
    fn followed(&self, language: Language) -> Option<String> {
        let (born, (_, group)) = (self.cohort?, self.cohort_group()?);
        let persons = self.measure.write(language, group.persons()?);
        let (ages, year) = (group.label(), self.year);
        let alone = group.to == Some(group.from);
        Some(match (language, alone) {
            (Language::De, true) => {
                format!("Der Jahrgang {born} ist Ende {year} {ages} Jahre alt: {persons}.")
            }
            (Language::De, false) => {
                format!("Der Jahrgang {born} gehört Ende {year} zu den Altersjahren {ages}: {persons}.")
            }
            (Language::En, true) => {
                format!("Those born in {born} are {ages} years old at the end of {year}: {persons}.")
            }
            (Language::En, false) => {
                format!("Those born in {born} belong to the ages {ages} at the end of {year}: {persons}.")
            }
        })
    }

    /// The largest age group, or few equally large ones. The open last one is wider and does not count; groups that
    /// differ in width cannot be compared.
    fn peak(&self, language: Language) -> Option<String> {
        self.years_of_all()?;
        let closed = || self.groups.iter().filter(|group| group.to.is_some());
        let known: Vec<(&AgeGroup, f64)> =
            closed().filter_map(|group| Some((group, group.persons()?))).collect();
        let highest = known.iter().map(|(_, persons)| *persons).fold(0.0, f64::max);
        let peaks: Vec<String> =
            known.iter().filter(|(_, persons)| *persons == highest).map(|(group, _)| group.label()).collect();
        if highest == 0.0 || peaks.len() > PEAKS || known.len() < closed().count() {
            return None;
        }
        let ages = list(language, &peaks);
        let highest = self.measure.write(language, highest);
        Some(match (peaks.len() == 1, language) {
            (true, Language::De) => format!("Am häufigsten ist das Alter {ages}: {highest}."),
            (false, Language::De) => format!("Am häufigsten sind die Alter {ages}: je {highest}."),
            (true, Language::En) => format!("The largest age group is {ages}: {highest}."),
            (false, Language::En) => format!("The largest age groups are {ages}: {highest} each."),
        })
    }

    fn easy(&self, within: &str) -> Vec<String> {
        let mut lines = vec![format!("Das Bild zeigt das Alter der Menschen {within}.")];
        if let Some(total) = self.total() {
            let people =
                Measure { unit: "Menschen".into(), unit_of_one: "Mensch".into(), ..Measure::default() };
            let live = if total == 1.0 { "lebte" } else { "lebten" };
            let people = easy::about(&people, total);
            lines.push(format!("{} {live} im Jahr {} {people}.", easy::sentence(within), self.year));
        }
        if let Some(Parts { limits, shares, .. }) = self.parts() {
            let line = |share: f64, text: String| {
                let people = easy::sentence(&easy::of_hundred(share));
                format!("{people} {} {text}.", if people.starts_with("1 ") { "ist" } else { "sind" })
            };
            lines.push(line(shares[2], format!("{} Jahre alt oder älter", limits.1)));
            lines.push(line(shares[0], format!("jünger als {} Jahre", limits.0)));
        }
        if let (Some(men), Some(women)) = (self.sum(Sex::Men), self.sum(Sex::Women)) {
            lines.push(match women.total_cmp(&men) {
                std::cmp::Ordering::Greater => "Es gibt mehr Frauen als Männer.".into(),
                std::cmp::Ordering::Less => "Es gibt mehr Männer als Frauen.".into(),
                std::cmp::Ordering::Equal => "Es gibt gleich viele Frauen und Männer.".into(),
            });
        }
        lines
    }
}

/// `name` is the area with its year.
fn oldest(language: Language, parts: &Parts, name: &str) -> String {
    let share = percent(language, &number(language, parts.shares[2], 1));
    let age = parts.limits.1;
    pick(
        language,
        format!("{name}: {share} der Menschen sind {age} Jahre oder älter"),
        format!("{name}: {share} of the people are {age} or older"),
    )
}

fn shares(language: Language, parts: &Parts, name: &str) -> String {
    let [young, middle, old] = parts.shares.map(|share| percent(language, &number(language, share, 1)));
    let (from, until) = parts.limits;
    let last = until - 1;
    pick(
        language,
        format!(
            "{name}: unter {from} Jahren {young}, {from} bis {last} Jahre {middle}, {until} Jahre und älter {old}."
        ),
        format!("{name}: aged under {from}: {young}, {from} to {last}: {middle}, {until} and over: {old}."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::number::Datum;
    use crate::chart::words::Kind;

    const SELM: Topic<'_> = Topic { place: "Selm", within: "in Selm", kind: Kind::Population };

    fn pyramid(values: [(f64, f64); 3]) -> Pyramid {
        let group = |(index, (men, women)): (u8, (f64, f64))| {
            let to = (index < 2).then_some(index * 30 + 29);
            AgeGroup { from: index * 30, to, men: Datum::Known(men), women: Datum::Known(women) }
        };
        let groups = (0_u8..).zip(values).map(group).collect();
        Pyramid { name: "Selm 2023".into(), year: 2023, groups, limits: Some((30, 60)), ..Pyramid::default() }
    }

    #[test]
    fn tiny_places() {
        let check = |values, headline: &str, easy: &[&str]| {
            let words = pyramid(values).words(Language::De, &SELM);
            assert_eq!(words.headline.replace('\u{a0}', " "), headline);
            let found: Vec<String> =
                words.easy.iter().skip(1).map(|line| line.replace('\u{a0}', " ")).collect();
            assert_eq!(found, easy);
        };
        check(
            [(0.0, 0.0), (0.0, 0.0), (0.0, 1.0)],
            "Selm 2023: 100,0 % der Menschen sind 60 Jahre oder älter",
            &[
                "In Selm lebte im Jahr 2023 1 Mensch.",
                "100 von 100 Menschen sind 60 Jahre alt oder älter.",
                "0 von 100 Menschen sind jünger als 30 Jahre.",
                "Es gibt mehr Frauen als Männer.",
            ],
        );
        check(
            [(0.0, 0.0); 3],
            "Menschen in Selm nach Alter und Geschlecht, 2023",
            &["In Selm lebten im Jahr 2023 0 Menschen.", "Es gibt gleich viele Frauen und Männer."],
        );
    }

    #[test]
    fn the_cohort_followed_is_told() {
        let check = |cohort, expected: &str| {
            let pyramid = Pyramid { cohort: Some(cohort), ..pyramid([(1.0, 2.0), (3.0, 4.0), (5.0, 6.0)]) };
            let words = pyramid.words(Language::De, &SELM).description.join(" ");
            assert_eq!(words.contains("Der Jahrgang"), !expected.is_empty());
            assert!(words.contains(expected), "{words}");
        };
        check(1990, "Der Jahrgang 1990 gehört Ende 2023 zu den Altersjahren 30–59: 7.");
        check(2024, "");
    }

    #[test]
    fn equal_peaks_are_named_together() {
        let check = |values, expected: Option<&str>| {
            let found = pyramid(values).peak(Language::De);
            assert_eq!(found.as_deref(), expected);
        };
        check([(1.0, 2.0), (1.0, 1.0), (9.0, 9.0)], Some("Am häufigsten ist das Alter 0–29: 3."));
        check(
            [(1.0, 1.0), (2.0, 0.0), (9.0, 9.0)],
            Some("Am häufigsten sind die Alter 0–29 und 30–59: je 2."),
        );
        check([(0.0, 0.0), (0.0, 0.0), (9.0, 9.0)], None);
        check([(f64::NAN, 0.0), (2.0, 0.0), (9.0, 9.0)], None);
    }
}
