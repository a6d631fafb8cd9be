//! The texts of the quality pages, and the phrases with numbers in them.

use super::format;
use crate::language::Language;
use datenkreis_vocab::mqa::MOST_POINTS;

/// The texts in `language`.
pub fn of(language: Language) -> &'static QualityTexts {
    match language {
        Language::De => &GERMAN,
        Language::En => &ENGLISH,
    }
}

texts! {
    QualityTexts:

    // Region
    title: "Qualität der Metadaten" / "Quality of the metadata";
    lead: "Wie gut lassen sich die Daten dieses Portals finden, verstehen und nutzen? Hier steht, wie viele Punkte die Beschreibungen nach der Methode von data.europa.eu erreichen und was sie am schnellsten besser macht." / "How well can the data of this portal be found, understood and used? This page shows how many points the descriptions earn by the method of data.europa.eu, and what improves them fastest.";
    nothing: "Es ist noch kein Datensatz bewertet." / "No dataset has been assessed yet.";
    score_mean: "Punkte im Mittel (so steht es da)" / "Mean points (as it stands)";
    rating: "Bewertung" / "Rating";
    dimension: "Bereich" / "Dimension";
    dimensions: "Punkte je Bereich" / "Points by dimension";
    reached: "Erreicht" / "Reached";
    repaired: "So kam es an, so steht es da" / "As it arrived, as it stands";
    repaired_arrived: "So kam es an" / "As it arrived";
    repaired_published: "So steht es da" / "As it stands";
    repaired_note: "Beide Zahlen ohne die Punkte dafür, dass Adressen antworten; die hängen nicht von der Beschreibung ab. Den Unterschied hat das Portal ergänzt und berichtigt." / "Both figures leave out the points for addresses that answer; they do not depend on the description. The portal has added and corrected the difference.";
    development: "Entwicklung" / "Development";
    development_picture: "Verlauf der Punkte; die Werte stehen in der Tabelle darunter." / "Course of the points; the values are in the table below.";
    day: "Tag" / "Day";
    datasets: "Datensätze" / "Datasets";
    municipalities: "Kommunen" / "Municipalities";
    municipality: "Kommune" / "Municipality";
    by_portal: "Vom Portal ergänzt" / "Added by the portal";
    next_step: "Wertvollster nächster Schritt" / "Most valuable next step";
    dead_links: "Tote Links" / "Dead links";
    nothing_missing: "nichts fehlt" / "nothing is missing";
    without_datasets: "noch ohne Datensätze" / "no datasets yet";
    metrics: "Alle Messgrößen (so steht es da)" / "All metrics (as it stands)";
    metric: "Messgröße" / "Metric";
    worth: "Wert in Punkten" / "Worth in points";
    share: "Erfüllt" / "Met";
    missing: "Fehlt bei" / "Missing in";
    pending: "Noch nicht geprüft" / "Not checked yet";
    govdata: "Die Messgrößen von GovData (so steht es da)" / "The measures of GovData (as it stands)";
    govdata_lead: "GovData zählt für jeden Datenlieferanten, wie oft diese Regeln verletzt sind. So sähe das Dashboard für die Daten dieses Portals aus." / "GovData counts for each contributor how often these rules are broken. This is what its dashboard would show for the data of this portal.";
    govdata_rule: "Regel" / "Rule";
    govdata_breaches: "Verletzungen" / "Breaches";
    govdata_ratio: "je Datensatz" / "per dataset";
    rules: "Was am häufigsten auffällt (so kam es an)" / "What is found most often (as it arrived)";
    rules_lead: "Diese Mängel hatten die Angaben, als sie ankamen. Was das Portal ergänzen oder berichtigen konnte, fehlt in den Messgrößen oben nicht mehr." / "These faults the metadata had when they arrived. What the portal could add or correct is not missing in the metrics above any more.";
    rules_none: "Bei der Prüfung ist nichts aufgefallen." / "Nothing was found in the checks.";
    violations: "Amtliche Regeln von DCAT-AP.de 3.0 und DCAT-AP HVD (so steht es da)" / "Official constraints of DCAT-AP.de 3.0 and DCAT-AP HVD (as it stands)";
    constraints: "Amtliche Regeln, die verletzt sind" / "Official constraints that are broken";
    constraints_lead: "Gezählt sind Datensätze, die eine Pflichtregel von DCAT-AP.de 3.0 oder, als hochwertige Datensätze, von DCAT-AP HVD verletzen: so, wie sie angekommen sind, und so, wie das Portal sie veröffentlicht. Den Unterschied hat das Portal berichtigt. Die Regeln sprechen von RDF, dem Format, das zwischen Portalen ausgetauscht wird: Was in einem Feld oder einer Zelle ein Wort ist („jährlich“), muss dort ein Verweis sein und zählt bei der Ankunft mit, auch wenn das Portal es versteht und an der Quelle nichts zu ändern ist. Was in welches Feld Ihrer Quelle gehört, steht bei den Schritten oben und auf der Seite jedes Datensatzes." / "What is counted are datasets that break an obligatory constraint of DCAT-AP.de 3.0 or, as high-value datasets, of DCAT-AP HVD: as they arrived, and as the portal publishes them. The portal has corrected the difference. The constraints speak of RDF, the format exchanged between portals: what is a word in a field or a cell (“annual”) has to be a reference there and counts on arrival, even if the portal understands it and nothing needs to change at the source. What belongs into which field of your source is told with the steps above and on the page of each dataset.";
    constraints_all: "Alle verletzten Regeln" / "All broken constraints";
    constraints_in_rdf: "In RDF" / "In RDF";
    constraints_none: "Kein Datensatz verletzt eine Pflichtregel, auch nicht bei der Ankunft." / "No dataset breaks an obligatory constraint, nor did on its arrival.";
    constraints_arrived: "Angekommen" / "Arrived";
    constraints_published: "Veröffentlicht" / "Published";
    constraints_breaches_arrived: "Verletzungen angekommen" / "Breaches on arrival";
    constraints_breaches_published: "Verletzungen veröffentlicht" / "Breaches as published";
    series_proposed: "Datensätze, die vermutlich zu einer Reihe gehören" / "Datasets that are probably part of a series";
    how: "Wie gemessen wird" / "How it is measured";
    how_text: "Die Methode heißt Metadata Quality Assessment (MQA) und stammt von data.europa.eu, dem Datenportal der Europäischen Union: 23 Messgrößen in fünf Bereichen, zusammen höchstens 405 Punkte. Für jeden Datensatz zählt seine beste Datei. Über 350 Punkte gelten als ausgezeichnet, über 220 als gut, ab 120 als ausreichend." / "The method is called Metadata Quality Assessment (MQA) and comes from data.europa.eu, the data portal of the European Union: 23 metrics in five dimensions, 405 points at most. For each dataset its best file counts. More than 350 points are excellent, more than 220 good, 120 or more sufficient.";
    how_pending: "Ob eine Adresse antwortet, wird nach und nach geprüft, damit kein Server überlastet wird. Was noch nicht geprüft ist, zählt vorerst null Punkte. Deshalb steht neben der Punktzahl, wie hoch sie noch werden kann." / "Whether an address answers is checked little by little, so that no server is overloaded. What has not been checked yet counts no points for now. So beside the points it says how many there may still be.";
    how_source: "Methode bei data.europa.eu (englisch)" / "The method at data.europa.eu";

    // One municipality
    lead_of: "Die nächsten Schritte stehen nach Gewinn und Aufwand geordnet: oben, was am meisten Punkte für die wenigste Arbeit bringt." / "The next steps are sorted by gain and effort: first what brings the most points for the least work.";
    none_of: "Von dieser Stelle ist noch kein Datensatz im Katalog." / "There is no dataset of this body in the catalogue yet.";
    none_what_to_do: "Ein Ordner mit Dateien genügt, um anzufangen; ein eigenes Portal ist nicht nötig. Wie das geht, steht auf der Seite über das Portal." / "A folder of files is enough to begin; no portal of your own is needed. The page about the portal tells how.";
    steps: "Die nächsten Schritte" / "The next steps";
    steps_region: "Was die Beschreibungen am schnellsten besser macht" / "What improves the descriptions fastest";
    steps_region_lead: "Geordnet nach Punkten und Aufwand, über alle Datensätze der Region. Die genauen Texte stehen auf den Seiten der Kommunen und an jedem Datensatz." / "Sorted by points and effort, over all datasets of the region. The exact texts are on the pages of the municipalities and at each dataset.";
    steps_none: "Es fehlt nichts, was sich durch bessere Angaben gewinnen ließe." / "Nothing is missing that better statements could gain.";
    effort: "Aufwand" / "Effort";
    effort_1: "eine Angabe eintragen" / "fill in one field";
    effort_2: "etwas herausfinden oder reparieren" / "find out or repair something";
    effort_3: "eine weitere Datei oder eine Entscheidung" / "another file or a decision";
    step_example: "Der genaue Text, am Beispiel" / "The exact text, by the example of";
    step_datasets: "Betroffene Datensätze, die mit den wenigsten Punkten zuerst" / "Datasets concerned, those with the fewest points first";
    back: "Alle nächsten Schritte" / "All next steps";
    links_dead: "Links, die ins Leere führen" / "Links that lead nowhere";
    links_dead_none: "Kein bekannter Link ist tot." / "No known link is dead.";
    links_dead_lead: "Diese Adressen haben an drei verschiedenen Tagen nicht geantwortet." / "These addresses did not answer on three different days.";
    downloads: "Mitnehmen" / "Take away";
    download_csv: "Alles, was zu tun ist, als CSV" / "All there is to do, as CSV";
    download_constraints: "Die betroffenen Datensätze als CSV" / "The datasets concerned as CSV";
    download_atom: "Nur was neu zu tun ist: Atom-Feed" / "Only what is new to do: Atom feed";
    download_atom_all: "Alle Änderungen, auch Verbesserungen: Atom-Feed" / "All changes, improvements too: Atom feed";
    download_json: "Alle Zahlen als JSON" / "All figures as JSON";
    show_datasets: "Datensätze ansehen" / "See the datasets";

    // One dataset
    of_dataset: "Qualität" / "Quality";
    gains: "Was fehlt" / "What is missing";
    gain_of: "Gewinn hier:" / "Gain here:";
    gains_none: "Es fehlt nichts." / "Nothing is missing.";
    added: "Was das Portal ergänzt hat" / "What the portal has added";
    added_link: "Was, warum, und mit welchen Texten es auch in der Quelle steht" / "What, why, and the texts by which the source says it, too";
    added_lead: "Diese Angaben fehlten oder waren nicht nach der Liste. Das Portal hat sie ergänzt; mit diesen Texten stehen sie auch in der Quelle." / "These statements were missing or not as listed. The portal has added them; with these texts they will stand at the source, too.";
    licence_not_listed: "Lizenz steht nicht so da, wie die Liste sie hat" / "Licence not stated as the list has it";
    access_not_listed: "Zugangsbeschränkung steht nicht so da, wie die Liste sie hat" / "Access rights not stated as the list has them";
    broken: "Verletzte Regeln" / "Rules broken";
    broken_none: "Alle Pflichtregeln von DCAT-AP.de 3.0 und, für hochwertige Datensätze, von DCAT-AP HVD sind eingehalten." / "All obligatory constraints of DCAT-AP.de 3.0 and, for high-value datasets, of DCAT-AP HVD are met.";
    all_of: "Alle Datensätze dieser Stelle im Überblick:" / "All datasets of this body at a glance:";
    method: "Wie gemessen wird, und die Lage in der Region" / "How it is measured, and the situation in the region";
    fix_open: "Bitte ersetzen Sie jede Angabe in ‹einfachen Winkelzeichen› samt den Zeichen." / "Please replace every gap in ‹single angle quotes›, marks included.";
    fix_file: "Gemeint ist diese Datei; von mehreren zählt die, die am meisten Punkte hat:" / "This file is meant; of several the one counts that has the most points:";
    fix_row: "Tabelle, eine neue Zeile mit derselben Kennung (die vorhandenen Zeilen bleiben)" / "Table, a new row with the same identifier (the rows there stay)";
    fix_proposed: "Vorschlag – bitte prüfen, bevor Sie ihn übernehmen." / "A proposal – please check it before you take it over.";
    fix_known: "Diese Werte stehen so im Katalog." / "These values stand in the catalogue.";
    fix_ckan: "CKAN, Aufruf von" / "CKAN, call of";
    fix_dkan: "DKAN, im Formular „Bearbeiten“ dieses Eintrags (die Schnittstelle nimmt keine Änderungen an)" / "DKAN, in the form “Edit” of this entry (its interface takes no changes)";
    fix_turtle: "Turtle, an" / "Turtle, at";
    fix_cell: "Tabelle, Spalte" / "Table, column";
    fix_toml: "In der TOML-Datei, oberhalb des ersten Abschnitts [[datei]]" / "In the TOML file, above the first section [[datei]]";
    fix_or_toml: "oder in der TOML-Datei, oberhalb des ersten Abschnitts [[datei]]" / "or in the TOML file, above the first section [[datei]]";
    fix_toml_file: "In der TOML-Datei, am Ende (gibt es schon einen Abschnitt [[datei]] für diese Datei, gelten beide zusammen)" / "In the TOML file, at its end (if there is a section [[datei]] for this file already, both count together)";
    fix_or_toml_file: "oder in der TOML-Datei, am Ende (gibt es schon einen Abschnitt [[datei]] für diese Datei, gelten beide zusammen)" / "or in the TOML file, at its end (if there is a section [[datei]] for this file already, both count together)";
    fix_toml_replaced: "In der TOML-Datei, im Abschnitt [[datei]] anstelle der Zeile, die hier hinter # steht" / "In the TOML file, in the section [[datei]] instead of the line that stands here behind #";
    fix_or_toml_replaced: "oder in der TOML-Datei, im Abschnitt [[datei]] anstelle der Zeile, die hier hinter # steht" / "or in the TOML file, in the section [[datei]] instead of the line that stands here behind #";
    fix_record: "bei der Kennung" / "at the identifier";
    fix_iso: "Für ISO 19139" / "For ISO 19139";
    fix_iso_place: "In das Element" / "Into the element";

    // Feed
    feed_title: "Neue Befunde" / "New findings";
    feed_lost: "Nicht mehr erfüllt:" / "No longer met:";
    feed_gained: "Neu erfüllt:" / "Newly met:";
    feed_found: "Neu gefunden:" / "Newly found:";
    feed_mended: "Behoben:" / "Mended:";
    feed_links_lost: "Bei der Prüfung der Adressen nicht mehr erfüllt:" / "No longer met when the addresses were checked:";
    feed_links_gained: "Bei der Prüfung der Adressen erfüllt:" / "Met when the addresses were checked:";

    // Table
    csv_since: "Zuerst gesehen" / "First seen";
    csv_points: "Gewinn in Punkten" / "Points to be gained";
    csv_order: "Reihenfolge" / "Order";
    csv_missed: "Punkte fehlen" / "Points missing";
    csv_violation: "Regelverletzung" / "Violation";
}

impl QualityTexts {
    /// `231,4 von 405 Punkten`.
    pub fn points(&self, points: f64) -> String {
        let points = format::decimal(self.language, points);
        match self.language {
            Language::De => format!("{points} von {MOST_POINTS} Punkten"),
            Language::En => format!("{points} of {MOST_POINTS} points"),
        }
    }

    /// How much more there may be: `bis zu 311, wenn alle Adressen antworten`.
    pub fn possible(&self, points: f64) -> String {
        let points = format::decimal(self.language, points);
        match self.language {
            Language::De => format!("bis zu {points}, wenn alles noch nicht Geprüfte in Ordnung ist"),
            Language::En => format!("up to {points} if everything not checked yet is in order"),
        }
    }

    /// `75 von 100`.
    pub fn of(&self, points: f64, most: u16) -> String {
        let points = format::decimal(self.language, points);
        match self.language {
            Language::De => format!("{points} von {most}"),
            Language::En => format!("{points} of {most}"),
        }
    }

    /// `+20 Punkte`.
    pub fn plus(&self, points: f64) -> String {
        let number = format::decimal(self.language, points);
        let sign = if points < 0.0 { "" } else { "+" };
        match (self.language, number.as_str()) {
            (Language::De, "1") => "+1 Punkt".into(),
            (Language::De, _) => format!("{sign}{number} Punkte"),
            (Language::En, "1") => "+1 point".into(),
            (Language::En, _) => format!("{sign}{number} points"),
        }
    }

    /// What a change brings: `+20 Punkte, +30 weitere, wenn die Adresse antwortet`.
    pub fn gained(&self, points: f64, answers: f64) -> String {
        let (certain, further) = (self.plus(points), self.plus(answers));
        let more = format::decimal(self.language, answers);
        match (self.language, points > 0.0, answers > 0.0) {
            (_, _, false) => certain,
            (Language::De, true, true) => format!("{certain}, +{more} weitere, wenn die Adresse antwortet"),
            (Language::De, false, true) => format!("{further}, wenn die Adresse antwortet"),
            (Language::En, true, true) => format!("{certain}, +{more} more if the address answers"),
            (Language::En, false, true) => format!("{further} if the address answers"),
        }
    }

    /// `betrifft 12 von 40`.
    pub fn missing_in(&self, missed: u64, datasets: u64) -> String {
        let [missed, datasets] = [missed, datasets].map(|count| format::number(self.language, count));
        match self.language {
            Language::De => format!("betrifft {missed} von {datasets}"),
            Language::En => format!("concerns {missed} of {datasets}"),
        }
    }

    /// `+20 Punkte je Datensatz, betrifft 12 von 40`; `+5 bis +35 Punkte je Datensatz …`.
    pub fn step(&self, [least, most]: [u16; 2], missed: u64, datasets: u64) -> String {
        let plus = self.plus(f64::from(most));
        let missing = self.missing_in(missed, datasets);
        match (self.language, least < most) {
            (Language::De, false) => format!("{plus} je Datensatz, {missing}"),
            (Language::De, true) => format!("+{least} bis {plus} je Datensatz, {missing}"),
            (Language::En, false) => format!("{plus} per dataset, {missing}"),
            (Language::En, true) => format!("+{least} to {plus} per dataset, {missing}"),
        }
    }

    /// What a step brings if it is done everywhere; `answers` of the points come if addresses answer.
    pub fn total(&self, points: u64, answers: u64) -> String {
        let sum = format::number(self.language, points + answers);
        let hoped = format::number(self.language, answers);
        match (self.language, points, answers) {
            (Language::De, _, 0) => format!("zusammen {sum} Punkte"),
            (Language::De, 0, _) => format!("zusammen {sum} Punkte, wenn die Adressen antworten"),
            (Language::De, _, _) => {
                format!("zusammen {sum} Punkte, davon {hoped}, wenn die Adressen antworten")
            }
            (Language::En, _, 0) => format!("{sum} points in all"),
            (Language::En, 0, _) => format!("{sum} points in all if the addresses answer"),
            (Language::En, _, _) => format!("{sum} points in all, {hoped} of them if the addresses answer"),
        }
    }

    /// Link to the datasets concerned.
    pub fn concerned(&self, datasets: u64) -> String {
        let number = format::number(self.language, datasets);
        match (self.language, datasets) {
            (Language::De, 1) => "Zum betroffenen Datensatz".into(),
            (Language::De, _) => format!("Zu den {number} betroffenen Datensätzen"),
            (Language::En, 1) => "To the dataset concerned".into(),
            (Language::En, _) => format!("To the {number} datasets concerned"),
        }
    }

    /// The title of an organisation's page.
    pub fn title_of(&self, name: &str) -> String {
        match self.language {
            Language::De => format!("{name}: Qualität der Metadaten"),
            Language::En => format!("{name}: quality of the metadata"),
        }
    }

    /// The title of a step: `Stadt Unna: Zugangsbeschränkung fehlt`.
    pub fn title_of_step(&self, name: &str, missing: &str) -> String {
        format!("{name}: {missing}")
    }

    /// How often the official constraints are broken.
    pub fn violations(&self, violations: u64, warnings: u64, datasets: u64) -> String {
        let counted = |count: u64, [one, several]: [&str; 2]| {
            format!("{} {}", format::number(self.language, count), if count == 1 { one } else { several })
        };
        match self.language {
            Language::De => format!(
                "{} und {} in {}.",
                counted(violations, ["Verstoß", "Verstöße"]),
                counted(warnings, ["Warnung", "Warnungen"]),
                counted(datasets, ["geprüften Datensatz", "geprüften Datensätzen"])
            ),
            Language::En => format!(
                "{} and {} in {}.",
                counted(violations, ["violation", "violations"]),
                counted(warnings, ["warning", "warnings"]),
                counted(datasets, ["dataset checked", "datasets checked"])
            ),
        }
    }

    /// The words for an effort.
    pub fn effort(&self, effort: u8) -> &'static str {
        match effort {
            1 => self.effort_1,
            2 => self.effort_2,
            _ => self.effort_3,
        }
    }

    /// The title of an event in a feed: `Straßenbäume: 250 Punkte (vorher 230)`.
    pub fn event(&self, title: &str, points: u16, before: Option<u16>) -> String {
        match (self.language, before) {
            (Language::De, Some(before)) if before != points => {
                format!("{title}: {points} von {MOST_POINTS} Punkten (vorher {before})")
            }
            (Language::De, _) => format!("{title}: {points} von {MOST_POINTS} Punkten"),
            (Language::En, Some(before)) if before != points => {
                format!("{title}: {points} of {MOST_POINTS} points (before: {before})")
            }
            (Language::En, _) => format!("{title}: {points} of {MOST_POINTS} points"),
        }
    }
}
