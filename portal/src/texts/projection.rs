//! The texts about the projection of population: its method, its assumptions and its test.

use crate::language::Language;
use datenkreis_vocab::cube::known::{
    BIRTHS_PER_WOMAN, DEATHS_TO_TABLE, ERROR_PERCENT, MEAN_ERROR_PERCENT, NET_MIGRATION, PROJECTED_BIRTHS,
    PROJECTED_DEATHS,
};

/// The texts in `language`.
pub fn of(language: Language) -> &'static ProjectionTexts {
    match language {
        Language::De => &GERMAN,
        Language::En => &ENGLISH,
    }
}

texts! {
    ProjectionTexts:

    title: "So wird die Bevölkerung vorausberechnet" / "How the population is projected";
    name: "Vorausberechnung" / "Projection";
    lead: "Eine Vorausberechnung dieses Portals, keine amtliche. Sie zeigt, wie sich die Bevölkerung entwickelt, wenn die Annahmen auf dieser Seite eintreffen; eine Vorhersage ist sie nicht." / "A projection made by this portal, not an official one. It shows how the population develops if the assumptions on this page come true; it is no prediction.";
    source: "Vorausberechnung dieses Portals; ihre Annahmen und Quellen" / "Projection made by this portal; its assumptions and sources";
    easy: "Das ist eine Voraus-Berechnung. Sie sagt, was vielleicht wird. Niemand weiß es genau." / "This is a projection. It says what may come. Nobody knows exactly.";
    note_own: "Gestrichelt: eine Vorausberechnung dieses Portals, keine amtliche. Sie zeigt, was geschieht, wenn die Annahmen eintreffen; sie ist keine Vorhersage." / "Dashed: a projection made by this portal, not an official one. It shows what happens if its assumptions come true; it is no prediction.";
    note_other: "Gestrichelt: eine Vorausberechnung. Sie zeigt, was geschieht, wenn ihre Annahmen eintreffen; sie ist keine Vorhersage." / "Dashed: a projection. It shows what happens if its assumptions come true; it is no prediction.";
    note_pyramid_other: "Vorausberechnete Jahre (mittlere Variante) sind nicht gezählt." / "Projected years (middle variant) are not counted.";
    note_pyramid_own: "Vorausberechnete Jahre (mittlere Variante) sind nicht gezählt: Sie sind eine Rechnung dieses Portals, keine amtliche und keine Vorhersage." / "Projected years (middle variant) are not counted: they are a calculation of this portal, not an official one, and no prediction.";

    calculation: "Die Rechnung" / "The calculation";
    calculation_text: "Jahr für Jahr wird jeder Altersjahrgang älter (Kohorten-Komponenten-Verfahren): Wer stirbt, wird abgezogen, wer zuzieht, kommt hinzu, wer fortzieht, geht ab; aus den Frauen jedes Alters folgen die Geburten, 51,3 % davon Jungen. P ist die Bevölkerung nach Alter a und Geschlecht am Ende des Jahres t, q die Sterbewahrscheinlichkeit, W der Wanderungssaldo, F die Zahl der Frauen, f die der Geburten je Frau." / "Year by year each age group grows older (cohort-component method): deaths are taken away, moves in are added, moves out taken away; births follow from the women of each age, 51.3% of them boys. P is the population by age a and sex at the end of year t, q the probability of death, W net migration, F the number of women, f births per woman.";
    formula: "P(a+1, t+1) = P(a, t) · (1 − q(a, t)) + W(a, t)" / "P(a+1, t+1) = P(a, t) · (1 − q(a, t)) + W(a, t)";
    formula_births: "B(t+1) = Σ f(a) · (F(a, t) + F(a−1, t)) / 2" / "B(t+1) = Σ f(a) · (F(a, t) + F(a−1, t)) / 2";
    start: "Ausgangspunkt" / "Starting point";
    start_text: "Ausgangspunkt ist die amtliche Bevölkerung. Wo Alter und Geschlecht am Stichtag nicht veröffentlicht sind, werden die letzten bekannten ohne Wanderung fortgeschrieben und dann an alle bekannten Summen angepasst: an die des Gebiets und an die des Gebiets, zu dem es gehört. Altersgruppen werden mit einer Kurve auf Altersjahre verteilt, die jede Gruppensumme erhält." / "It starts from the official population. Where ages and sexes are not published for that day, the last ones known are carried forward without migration and then fitted to all sums that are known: those of the area, and those of the area around it. Age groups are spread over single years by a curve that keeps the sum of each group.";
    mortality: "Sterblichkeit" / "Mortality";
    mortality_text: "Sterbewahrscheinlichkeiten aus der amtlichen Sterbetafel, mal dem Verhältnis der Sterbefälle des Gebiets zu denen, die die Tafel ergibt. Unter 400 Fällen in den bekannten Jahren gilt das Verhältnis des umgebenden Gebiets." / "Probabilities of death of the official life table, times the ratio of deaths in the area to those the table gives. With fewer than 400 cases in the years known, the ratio of the area around is taken.";
    fertility: "Geburten" / "Births";
    fertility_text: "Geburtenziffern nach Alter aus der amtlichen Statistik, mal dem Verhältnis der Geburten des Gebiets zu denen, die die Ziffern ergeben; auch hier gilt die Grenze von 400 Fällen." / "Official births per woman by age, times the ratio of births in the area to those the rates give; with the same limit of 400 cases.";
    migration: "Wanderung" / "Migration";
    migration_text: "Wie viele in einem mittleren Jahr mehr zu- als fortziehen, folgt für jedes Geschlecht aus der Bilanz der letzten Jahre: Veränderung der Bevölkerung weniger Geburten plus Sterbefälle, ohne Jahre mit einem Zensus; Geburten und Sterbefälle, die nicht veröffentlicht sind, nach diesem Verfahren. Wie alt sie sind, folgt aus den Zu- und Fortzügen nach Alter, die auf diesen Saldo gebracht werden (Zuzüge mal f, Fortzüge durch f). Wo Zu- und Fortzüge nach Alter fehlen, aber die Bevölkerung jedes Jahr nach Alter bekannt ist, ist es der Rest, der nach Geburten und Sterbefällen bleibt." / "How many more people move in than out in a mean year follows for each sex from the balance of the last years: change of population less births plus deaths, without years of a census; births and deaths that are not published by this method. How old they are follows from moves by age, brought to that balance (moves in times f, moves out divided by f). Where moves by age are not known, but ages are each year, it is what remains after births and deaths.";
    variants: "Varianten" / "Variants";
    sums: "Summen" / "Sums";
    sums_text: "Sind alle Teile eines Gebiets bekannt, ist seine Vorausberechnung ihre Summe; auch Gemeinden, die zu klein sind, um gezeigt zu werden, zählen darin mit. Gezeigt werden ganze Personen, die in jeder Richtung aufgehen." / "Where all parts of an area are known, its projection is their sum; municipalities too small to be shown count in it. Whole persons are shown, and they add up in every direction.";
    limit: "Grenzen" / "Limits";
    limit_text: "Unter 5.000 Einwohnerinnen und Einwohnern bestimmt der Zufall das Ergebnis; für so kleine Gebiete zeigt das Portal keine Vorausberechnung, sondern verweist auf die des umgebenden Gebiets. Neubaugebiete, Unterkünfte, Kriege und Gesetze kennt die Rechnung nicht." / "Below 5,000 inhabitants chance decides the outcome; for such small areas the portal shows no projection but refers to that of the area around. New housing, shelters, wars and laws are unknown to the calculation.";

    assumptions: "Annahmen und Ergebnis" / "Assumptions and outcome";
    assumptions_lead: "Jede Zahl führt zu dem, woraus sie gerechnet ist." / "Each figure leads to what it was calculated from.";
    ages_known: "Alter und Geschlecht zuletzt bekannt" / "Ages and sexes last known";
    births_per_woman: "Geburten je Frau" / "Births per woman";
    deaths_to_table: "Sterblichkeit zur Sterbetafel" / "Mortality to life table";
    net_migration: "Wanderungssaldo im Jahr" / "Net migration a year";
    low: "untere Variante" / "low variant";
    middle: "mittlere Variante" / "middle variant";
    high: "obere Variante" / "high variant";
    without_migration: "ohne Wanderung" / "without migration";

    test: "Prüfung an der Vergangenheit" / "Test with the past";
    mean_error: "Mittel der Teile, ohne Vorzeichen" / "Mean of the parts, without sign";
    inputs: "Woraus gerechnet wird" / "What it is calculated from";
    figures: "Alle Zahlen" / "All figures";
    too_small: "Unter 5.000 Einwohnerinnen und Einwohnern zeigt das Portal keine Vorausberechnung: der Zufall wäre zu groß." / "Below 5,000 inhabitants the portal shows no projection: chance would be too large.";
    unknown: "Über Alter, Geschlecht oder Wanderung ist hier zu wenig bekannt, um die Bevölkerung vorauszuberechnen." / "Too little is known of ages, sexes or migration here to project the population.";
    instead: "Eine Vorausberechnung gibt es für:" / "There is a projection for:";
}

impl ProjectionTexts {
    /// The heading of a counted population.
    pub fn inhabitants(&self, year: i16) -> String {
        match self.language {
            Language::De => format!("Einwohnerzahl {year}"),
            Language::En => format!("Population {year}"),
        }
    }

    /// What is to be known about a line that is projected, by the portal itself or by somebody else.
    pub fn note(&self, is_own: bool) -> &'static str {
        if is_own { self.note_own } else { self.note_other }
    }

    /// The same about an age structure.
    pub fn note_pyramid(&self, is_own: bool) -> &'static str {
        if is_own { self.note_pyramid_own } else { self.note_pyramid_other }
    }

    /// A year that is projected.
    pub fn year(&self, year: i16) -> String {
        format!("{year} ({})", self.name)
    }

    /// A year that is compared across a census.
    pub fn across(&self, year: i16) -> String {
        match self.language {
            Language::De => format!("{year}, neuer Zensus"),
            Language::En => format!("{year}, new census"),
        }
    }

    /// How far the variants lie apart, and what changes over the years; all in per cent.
    pub fn variants_text(&self, births: &str, moves: &str, decline: &str, fading: &str) -> String {
        match self.language {
            Language::De => format!(
                "Die obere und die untere Variante nehmen {births} mehr oder weniger Geburten je Frau und in jedem Alter einen um {moves} höheren oder niedrigeren Wanderungssaldo an. Die Sterblichkeit sinkt in allen Varianten um {decline} im Jahr, der Wanderungssaldo nimmt um {fading} im Jahr ab. „Ohne Wanderung“ zeigt, was allein aus dem Alter folgt."
            ),
            Language::En => format!(
                "The high and the low variant assume {births} more or fewer births per woman and, at each age, a net migration that is {moves} higher or lower. In all variants mortality declines by {decline} a year and net migration fades by {fading} a year. “Without migration” shows what follows from age alone."
            ),
        }
    }

    /// What the test is, with its first and its last year.
    pub fn test_text(&self, first: i16, last: i16) -> String {
        match self.language {
            Language::De => format!(
                "Dieselbe Rechnung, Jahre früher begonnen und nur mit dem, was bis dahin bekannt war (gibt es keine ältere Sterbetafel, mit der ersten danach): um wie viel Prozent die mittlere Variante {first} bis {last} über (+) oder unter (−) der gezählten Bevölkerung gelegen hätte. Über einen Zensus hinweg enthält die Abweichung auch dessen Berichtigung."
            ),
            Language::En => format!(
                "The same calculation, begun years before and with nothing but what was known then (if there is no older life table, with the first one after): by how many per cent the middle variant would have been above (+) or below (−) the counted population from {first} to {last}. Across a census the error holds its correction, too."
            ),
        }
    }

    /// How a statement of the cube of assumptions is calculated.
    pub fn formula_of(&self, statement: &str) -> &'static str {
        let [german, english] = match statement {
            BIRTHS_PER_WOMAN => [
                "Σ f(a) · Geburten des Gebiets / Geburten nach den Ziffern",
                "Σ f(a) · births of the area / births by the rates",
            ],
            DEATHS_TO_TABLE => [
                "Sterbefälle des Gebiets / Sterbefälle nach der Sterbetafel",
                "deaths of the area / deaths by the life table",
            ],
            NET_MIGRATION => {
                ["(P(t) − P(t−n) − Geburten + Sterbefälle) / n", "(P(t) − P(t−n) − births + deaths) / n"]
            }
            PROJECTED_BIRTHS => [self.formula_births; 2],
            PROJECTED_DEATHS => ["Σ P(a, t) · q(a, t)"; 2],
            ERROR_PERCENT => {
                ["100 · (vorausberechnet − gezählt) / gezählt", "100 · (projected − counted) / counted"]
            }
            MEAN_ERROR_PERCENT => ["Σ |Abweichung| / Anzahl", "Σ |error| / number"],
            _ => ["P(t) − P(t−1) − Geburten + Sterbefälle", "P(t) − P(t−1) − births + deaths"],
        };
        match self.language {
            Language::De => german,
            Language::En => english,
        }
    }
}
