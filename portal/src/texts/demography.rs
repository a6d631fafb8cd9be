//! The texts of the pages on statistics, and the phrases with numbers in them.

use crate::language::Language;
use datenkreis_vocab::question::Reason;

/// The texts in `language`.
pub fn of(language: Language) -> &'static DemographyTexts {
    match language {
        Language::De => &GERMAN,
        Language::En => &ENGLISH,
    }
}

texts! {
    DemographyTexts:

    // Views
    view_pyramid: "Altersaufbau" / "Age structure";
    view_development: "Einwohnerzahl" / "Population";
    view_balance: "Geburten, Sterbefälle, Zu- und Fortzüge" / "Births, deaths and migration";
    view_age_groups: "Altersgruppen" / "Age groups";
    view_ratios: "Jugend- und Altenquotient" / "Youth and old-age ratio";
    view_households: "Haushalte" / "Households";
    view_origins: "Woher sie kommen, wohin sie ziehen" / "Where people come from and move to";
    view_moves_by_age: "Wanderung nach Alter" / "Migration by age";
    view_citizenship: "Staatsangehörigkeit" / "Citizenship";
    view_nationalities: "Ausländische Staatsangehörigkeiten" / "Foreign citizenships";
    view_region: "Einwohnerzahl der Region" / "Population of the region";
    view_map: "Karte" / "Map";
    view_ranking: "Rangfolge" / "Ranking";
    view_indicator: "Kennzahl im Vergleich" / "Indicator compared";

    // Words in charts and tables
    age: "Alter" / "Age";
    men: "Männer" / "Men";
    women: "Frauen" / "Women";
    births: "Geburten" / "Births";
    deaths: "Sterbefälle" / "Deaths";
    moves_in: "Zuzüge" / "Moves in";
    moves_out: "Fortzüge" / "Moves out";
    net: "Saldo" / "Balance";
    moves: "Zu- und Fortzüge" / "Moves in and out";
    level: "Ebene" / "Level";
    level_municipalities: "Städte und Gemeinden" / "Municipalities";
    level_districts: "Kreise und kreisfreie Städte" / "Districts and cities";
    origin: "Herkunft oder Ziel" / "Origin or destination";
    household_size: "Haushaltsgröße" / "Household size";
    unit_persons: "Personen" / "persons";
    at_end_of_year: "31.12." / "31 December";
    unit_share: "Anteil in Prozent" / "share in percent";
    unit_households: "private Haushalte" / "private households";
    projection_low: "Vorausberechnung, untere Variante" / "projection, low variant";
    projection_middle: "Vorausberechnung, mittlere Variante" / "projection, middle variant";
    projection_high: "Vorausberechnung, obere Variante" / "projection, high variant";

    // Overview
    title: "Demografie" / "Demography";
    lead: "Wie viele Menschen leben hier, wie alt sind sie, und wie ändert sich das? Amtliche Zahlen für die Region und jede ihrer Städte und Gemeinden – jede einzelne lässt sich bis zur Zelle der Tabelle zurückverfolgen, aus der sie stammt." / "How many people live here, how old are they, and how is that changing? Official figures for the region and each of its towns and municipalities – every one of them can be traced back to the cell of the table it comes from.";
    nothing: "Für dieses Portal sind noch keine Statistiken eingerichtet." / "No statistics have been set up for this portal yet.";
    nothing_read: "Die Tabellen sind eingerichtet, aber noch nicht gelesen. Nach der nächsten Ernte stehen hier Zahlen." / "The tables are set up but have not been read yet. There will be figures after the next harvest.";
    areas: "Alle Städte und Gemeinden" / "All towns and municipalities";
    areas_lead: "Jeder Name führt zur Seite der Gemeinde." / "Each name leads to the page of the municipality.";
    area: "Gebiet" / "Area";
    indicator: "Kennzahl" / "Indicator";
    year: "Jahr" / "Year";
    show: "Anzeigen" / "Show";
    rank: "Rang" / "Rank";
    rank_note: "Rang: der höchste Wert steht auf Platz 1. Verglichen werden die Gemeinden desselben Kreises, bei Kreisen und kreisfreien Städten die der Region." / "Rank: the highest value is number 1. Compared are the municipalities of the same district, or the districts and cities of the region.";
    course: "Verlauf" / "Course";

    // Start page
    entry_lead: "Amtliche Zahlen zur Bevölkerung, als Karte, Diagramm und Tabelle – jede bis zu ihrer Quelle zurückzuverfolgen." / "Official figures on the population as maps, charts and tables – each can be traced back to its source.";
    entry_all: "Alle Städte und Gemeinden auf der Karte und im Vergleich" / "All towns and municipalities on the map and compared";

    // Question box
    question: "Frage stellen" / "Ask a question";
    question_label: "Ihre Frage" / "Your question";
    question_hint: "Zum Beispiel: „Wie viele über 65 leben in Selm?“ oder „Altenquotient Unna im Vergleich zum Kreis“" / "For example: “How many people over 65 live in Selm?”";
    question_button: "Antwort suchen" / "Find the answer";
    question_answer: "Antwort" / "Answer";
    question_understood: "So wurde die Frage verstanden" / "This is how the question was understood";
    question_not: "Diese Frage kann das Portal nicht beantworten" / "The portal cannot answer this question";
    question_unknown: "Nicht verstanden" / "Not understood";
    question_suggestions: "Vielleicht gemeint" / "Perhaps meant";
    question_examples: "Solche Fragen versteht es" / "Questions it understands";
    question_query: "Die Abfrage dazu" / "The query behind it";

    // Area
    area_lead: "Amtliche Zahlen, jede mit ihrer Quelle." / "Official figures, each with its source.";
    key_figures: "Das Wichtigste" / "Key figures";
    state: "Was gezeigt wird" / "What is shown";
    play: "Abspielen" / "Play";
    pause: "Anhalten" / "Pause";
    cohort: "Geburtsjahrgang verfolgen" / "Follow a birth cohort";
    cohort_hint: "Ein Geburtsjahr, z. B. 1964" / "A year of birth, e.g. 1964";
    age_limit_middle: "Mittlere Altersgruppe ab" / "Middle age group from";
    age_limit_old: "Älteste Altersgruppe ab" / "Oldest age group from";
    basis: "Balken zeigen" / "Bars show";
    basis_persons: "Personen" / "persons";
    basis_shares: "Anteile" / "shares";
    no_indicators: "Für dieses Gebiet ist noch keine Kennzahl berechnet." / "No indicator has been calculated for this area yet.";
    compare_with: "Vergleichen mit" / "Compare with";
    compare_none: "nicht vergleichen" / "nothing";
    compare_year: "Vergleichsjahr" / "Year to compare";
    indicators: "Alle Kennzahlen" / "All indicators";
    value: "Wert" / "Value";
    similar: "Ähnliche Gemeinden" / "Similar municipalities";
    similar_lead: "Am ähnlichsten nach den genannten Kennzahlen, jede gleich gewichtet und an ihrer Streuung gemessen." / "Most similar by the indicators named, each with equal weight and measured by its spread.";
    distance: "Abstand" / "Distance";
    missing_views: "Was hier noch fehlt" / "What is still missing here";
    missing_views_lead: "Diese Darstellungen erscheinen, sobald eine Tabelle mit den Zahlen eingerichtet ist, die in Klammern stehen." / "These views appear as soon as a table is set up with the figures named in parentheses.";
    missing_views_operator: "Für Betreiber: so kommen die Zahlen dazu" / "For operators: how to add the figures";
    missing_views_steps: "Die Tabelle des Statistikamts als Datensatz in eine Quelle legen, mit „datenkreis propose-cube“ eine Zuordnung vorschlagen lassen, prüfen und in den Ordner der Zuordnungen legen (docs/statistics.md). Nach der nächsten Ernte stehen die Zahlen hier. In welche Statistik sie gehören:" / "Put the table of the statistical office into a source as a dataset, let “datenkreis propose-cube” propose a mapping, check it and put it into the directory of mappings (docs/statistics.md). After the next harvest the figures are here. The statistic they belong into:";
    missing_views_there: "gibt es schon, für andere Gebiete oder Jahre" / "exists already, for other areas or years";
    not_on_paper: "Nur am Bildschirm:" / "On the screen only:";
    datasets_of: "Offene Daten aus dieser Kommune" / "Open data of this municipality";
    sources: "Quellen" / "Sources";

    // Chart
    table: "Zahlen als Tabelle" / "Figures as a table";
    downloads: "Herunterladen und einbetten" / "Download and embed";
    embed: "Zum Einbetten in eine andere Seite" / "To embed in another page";
    chart_page: "Diese Darstellung für sich" / "This chart by itself";
    source: "Quelle" / "Source";
    license: "Lizenz" / "Licence";
    source_and_licence: "Quelle und Lizenz" / "Source and licence";
    as_of: "gelesen" / "read";
    method: "So wird gerechnet" / "How it is calculated";
    easy: "In Leichter Sprache" / "In easy German";
    download_csv: "CSV (Tabelle)" / "CSV (table)";
    download_json: "JSON-stat" / "JSON-stat";
    download_parquet: "Parquet" / "Parquet";
    download_ttl: "RDF (Turtle)" / "RDF (Turtle)";
    download_svg: "SVG (Bild)" / "SVG (picture)";
    download_png: "PNG (Bild)" / "PNG (picture)";
    download_zip: "ZIP mit Beschreibung" / "ZIP with description";
    download_query: "SPARQL-Abfrage" / "SPARQL query";

    // Pedigree
    pedigree: "Herkunft dieser Zahl" / "Where this figure comes from";
    pedigree_lead: "Von der Zahl zurück bis zu den Bytes, die das Portal empfangen hat." / "From the figure back to the bytes the portal received.";
    pedigree_figure: "Zahl" / "Figure";
    pedigree_cube: "Statistik" / "Statistic";
    pedigree_table: "Tabelle" / "Table";
    pedigree_row: "Die Zeile, in der sie steht" / "The row it stands in";
    pedigree_run: "Geholt" / "Fetched";
    pedigree_bytes: "Archivierte Datei" / "Archived file";
    pedigree_hash: "SHA-256" / "SHA-256";
    pedigree_calculated: "Diese Zahl ist gerechnet." / "This figure is calculated.";
    pedigree_behind: "Die Tabellen dahinter" / "The tables behind it";
    pedigree_inputs: "Gerechnet aus" / "Calculated from";
    pedigree_history: "Frühere Fassungen der Tabelle" / "Earlier versions of the table";

    pedigree_query: "Abfrage" / "Query";
    pedigree_ask: "Abfrage stellen (SPARQL)" / "Ask the query (SPARQL)";
    pedigree_observation: "Beobachtung" / "Observation";
    pedigree_mapping: "Zuordnung" / "Mapping";

    // Boundaries
    area_gone: "Dieses Gebiet gibt es nicht mehr." / "This area is no more.";
    replaced_by: "An seine Stelle trat" / "It was replaced by";
    dissolved: "Gebiete, die es nicht mehr gibt" / "Areas that are no more";
    compare_areas: "Gebiete nebeneinander vergleichen" / "Compare areas side by side";
    present_boundaries: "heutige Grenzen" / "present boundaries";
    present_boundaries_note: "Die Grenzen haben sich geändert. Neben den Zahlen nach dem damaligen Stand stehen die auf heutige Grenzen umgerechneten; sie sind geschätzt." / "The boundaries changed. Beside the figures within the boundaries of the time stand those recalculated to present boundaries; these are estimates.";

    // Cube
    cube_tables: "Tabellen" / "Tables";
    cube_notes: "Was bei der Prüfung auffiel" / "What the checks found";
    cube_notes_none: "Summen und Fortschreibung stimmen, soweit sie sich prüfen lassen." / "Totals and balances are right as far as they can be checked.";
    cube_measure: "Gemessen wird" / "Measured";
    cube_dataset: "Diese Statistik als Datensatz im Katalog" / "This statistic as a dataset of the catalogue";
    downloads_only: "Herunterladen" / "Download";
    findings: "Befunde" / "Findings";
    notes_imbalances: "Summen, die nicht aufgehen" / "Totals that do not add up";
    notes_differences: "Tabellen, die Verschiedenes sagen" / "Tables that disagree";
    notes_kept_back: "Kleine Zahlen, die gesperrt sind" / "Small figures that are suppressed";
    kept_back_table: "Die Datei wird hier nicht ausgegeben: Sie nennt kleine Zahlen, an denen einzelne Menschen erkennbar sein können." / "The file is not given out here: it states small figures by which single people may be recognised.";
    notes_left_out: "Tabellen, die nicht zu dieser Statistik passen" / "Tables that do not fit this statistic";
    cube_observations: "Werte" / "Values";
    cubes: "Alle Statistiken" / "All statistics";
    cubes_lead: "Die Zahlen der Seiten zum Herunterladen, auch als verknüpfte Daten." / "The figures of these pages to download, also as linked data.";

    // Indicator
    definition: "Definition" / "Definition";
    formula: "Formel" / "Formula";
    unit: "Einheit" / "Unit";
    needs: "Braucht" / "Needs";
    validity: "Aussagekräftig" / "Meaningful";
    definition_source: "Herkunft der Definition" / "Source of the definition";
    too_few_values: "Für ein Diagramm gibt es von dieser Kennzahl noch zu wenige Werte: Es braucht mindestens zwei Gebiete oder zwei Jahre." / "There are too few values of this indicator for a chart yet: it takes at least two areas or two years.";
    all_indicators: "Alle Kennzahlen" / "All indicators";

    // Dashboards
    dashboards: "Dashboards" / "Dashboards";
    dashboards_lead: "Zusammengestellt aus den Statistiken dieses Portals. Jede Zahl führt zurück zu der Tabelle, aus der sie stammt." / "Put together from the statistics of this portal. Every figure leads back to the table it comes from.";
    dashboards_none: "Für dieses Portal sind noch keine Dashboards eingerichtet." / "No dashboards have been set up for this portal yet.";
    more_dashboards: "Weitere Dashboards" / "More dashboards";
    no_figures_yet: "Noch keine Daten" / "No data yet";
    choose_area: "Gebiet wählen" / "Choose an area";
    time: "Zeit" / "Time";
    series_break: "Bruch in der Reihe" / "Break in the series";

    // Comparison
    comparison: "Vergleich" / "Comparison";
    comparison_lead: "Bis zu fünf Gebiete nebeneinander." / "Up to five areas side by side.";
}

impl DemographyTexts {
    /// A place among others.
    pub fn rank_of(&self, rank: usize, all: usize) -> String {
        match self.language {
            Language::De => format!("{rank} von {all}"),
            Language::En => format!("{rank} of {all}"),
        }
    }

    /// How many figures are suppressed, and why.
    pub fn kept_back(&self, below: &str, small: &str, further: &str) -> String {
        match self.language {
            Language::De => format!(
                "In Teilen der Gemeinden sind Anzahlen von Menschen und Fällen unter {below} gesperrt ({small}), damit niemand erkennbar ist, und weitere Werte ({further}), aus denen sie sich zurückrechnen ließen. Gesperrte Werte tragen das Zeichen •; null ist nicht gesperrt."
            ),
            Language::En => format!(
                "In parts of municipalities counts of people and cases below {below} are suppressed ({small}), so that nobody can be recognised, and further figures ({further}) from which they could be recalculated. Suppressed figures carry the sign •; zero is not suppressed."
            ),
        }
    }

    /// Two tables or more.
    pub fn so_many_tables(&self, count: usize) -> String {
        match self.language {
            Language::De => format!("{count} Tabellen"),
            Language::En => format!("{count} tables"),
        }
    }

    /// A year that is projected.
    pub fn projected_year(&self, year: i16) -> String {
        match self.language {
            Language::De => format!("{year} (Vorausberechnung)"),
            Language::En => format!("{year} (projection)"),
        }
    }

    /// That a group of ages is not known, but a wider one.
    pub fn wider_ages(&self, ages: &str) -> String {
        match self.language {
            Language::De => format!(
                "Genau diese Altersgruppe ist hier nicht bekannt. Die nächste bekannte heißt „{ages}“."
            ),
            Language::En => {
                format!("Exactly this age group is not known here. The nearest one known is “{ages}”.")
            }
        }
    }

    /// Row and column of a table.
    pub fn cell_at(&self, row: u32, column: u16) -> String {
        match self.language {
            Language::De => format!("Zeile {row}, Spalte {column}"),
            Language::En => format!("row {row}, column {column}"),
        }
    }

    /// A harvest run by its number.
    pub fn run_number(&self, run: i64) -> String {
        match self.language {
            Language::De => format!("Erntelauf {run}"),
            Language::En => format!("harvest run {run}"),
        }
    }

    /// From which size of population on.
    pub fn inhabitants_from(&self, number: &str) -> String {
        match (self.language, number) {
            (_, "0") => String::new(),
            (Language::De, _) => format!("ab {number} Einwohnerinnen und Einwohnern"),
            (Language::En, _) => format!("from {number} inhabitants on"),
        }
    }

    /// How many codes a dimension has.
    pub fn codes(&self, count: &str) -> String {
        match self.language {
            Language::De => format!("{count} verschiedene Angaben"),
            Language::En => format!("{count} different codes"),
        }
    }

    /// That the table could not be read the last time.
    pub fn table_failed(&self, at: &str) -> String {
        match self.language {
            Language::De => {
                format!("Am {at} ließ sich die Tabelle nicht mehr lesen; es stehen die Zahlen von davor.")
            }
            Language::En => {
                format!("On {at} the table could not be read any more; these are the figures from before.")
            }
        }
    }

    /// That there are more of a kind.
    pub fn and_more(&self, count: &str) -> String {
        match self.language {
            Language::De => format!("und {count} weitere"),
            Language::En => format!("and {count} more"),
        }
    }

    /// A total that is not the sum of its parts.
    pub fn imbalance(&self, about: &str, found: &str, expected: &str, difference: &str) -> String {
        match self.language {
            Language::De => {
                format!("{about}: angegeben {found}, die Teile ergeben {expected} (Unterschied {difference})")
            }
            Language::En => {
                format!("{about}: stated {found}, the parts make {expected} (difference {difference})")
            }
        }
    }

    /// Two tables that disagree: the figure and the title of the one that counts, and of the other.
    pub fn difference(&self, about: &str, kept: (&str, &str), other: (&str, &str)) -> String {
        let ((kept, by), (other, against)) = (kept, other);
        match self.language {
            Language::De => format!("{about}: gezeigt wird {kept} ({by}), anders {other} ({against})"),
            Language::En => format!("{about}: shown is {kept} ({by}), otherwise {other} ({against})"),
        }
    }

    /// That the year asked for has no figures, so another one is shown.
    pub fn no_such_year(&self, year: i16) -> String {
        match self.language {
            Language::De => format!(
                "Für {year} gibt es diese Zahlen nicht. Gezeigt wird ein anderes Jahr; es steht im Titel."
            ),
            Language::En => {
                format!("There are no such figures of {year}. Another year is shown; the title names it.")
            }
        }
    }

    /// That there is nothing to compare with: a year, or areas.
    pub fn not_compared_with(&self, what: &str) -> String {
        match self.language {
            Language::De => format!("Ohne Zahlen zum Vergleich: {what}."),
            Language::En => format!("No figures to compare with: {what}."),
        }
    }

    /// That the years of ages (of a pyramid also of sexes) end before those of all inhabitants.
    pub fn older_by_age(&self, by_sex: bool, year: i16, newest: i16) -> String {
        match self.language {
            Language::De => {
                let by = if by_sex { "nach Alter und Geschlecht" } else { "nach Altersgruppen" };
                format!("Gezählt ist {by} bis {year}, die Einwohnerzahl im Ganzen bis {newest}.")
            }
            Language::En => {
                let by = if by_sex { "age and sex" } else { "age group" };
                format!("Counts by {by} reach to {year}, those of all inhabitants to {newest}.")
            }
        }
    }

    /// That a table has more than a sentence names.
    pub fn more_in_the_table(&self, more: usize) -> String {
        match (self.language, more) {
            (Language::De, 1) => "; eine weitere Zahl in der Tabelle".to_owned(),
            (Language::De, more) => format!("; {more} weitere in der Tabelle"),
            (Language::En, more) => format!("; {more} more in the table"),
        }
    }

    /// The years of which there are figures, if others were asked for as well.
    pub fn figures_only_of(&self, first: i16, last: i16) -> String {
        let years = if first == last { first.to_string() } else { format!("{first}–{last}") };
        match self.language {
            Language::De => format!("Zahlen gibt es nur für {years}."),
            Language::En => format!("There are figures of {years} only."),
        }
    }

    /// Up to when figures are projected, after a sentence.
    pub fn projected_up_to(&self, year: i16) -> String {
        match self.language {
            Language::De => format!(" Vorausberechnet ist bis {year}."),
            Language::En => format!(" The projection reaches to {year}."),
        }
    }

    /// The only areas there are figures of.
    pub fn figures_only_in(&self, names: &str) -> String {
        match self.language {
            Language::De => format!("Zahlen dazu gibt es nur für: {names}."),
            Language::En => format!("There are figures of it only for: {names}."),
        }
    }

    /// What there are no figures of.
    pub fn without_figures(&self, names: &str) -> String {
        match self.language {
            Language::De => format!("Ohne Zahlen: {names}."),
            Language::En => format!("Without figures: {names}."),
        }
    }

    /// What adds most to the distance of two areas.
    pub fn differs_in(&self, parts: &[String]) -> String {
        let parts = parts.join(", ");
        match self.language {
            Language::De => format!("verschieden vor allem in: {parts}"),
            Language::En => format!("differs above all in: {parts}"),
        }
    }

    /// How many municipalities were compared.
    pub fn compared_with(&self, count: usize, is_few: bool) -> String {
        let few = match (self.language, is_few) {
            (_, false) => "",
            (Language::De, _) => " Bei so wenigen ist auch die ähnlichste nicht unbedingt sehr ähnlich.",
            (Language::En, _) => " Among so few even the most similar one need not be very similar.",
        };
        match (self.language, count) {
            (Language::De, 1) => format!("Verglichen wurde eine andere Gemeinde.{few}"),
            (Language::De, _) => format!("Verglichen wurden {count} andere Gemeinden.{few}"),
            (Language::En, 1) => format!("One other municipality was compared.{few}"),
            (Language::En, _) => format!("{count} other municipalities were compared.{few}"),
        }
    }

    /// Why an area has no similar ones.
    pub fn not_compared(&self, missing: &[String]) -> String {
        let missing = missing.join(", ");
        match self.language {
            Language::De => format!("Ein Vergleich ist nicht möglich, denn es fehlt: {missing}."),
            Language::En => format!("No comparison is possible, for this is missing: {missing}."),
        }
    }

    /// The heading of a sum.
    pub fn sum_of(&self, name: &str) -> String {
        match self.language {
            Language::De => format!("{name} (Summe)"),
            Language::En => format!("{name} (sum)"),
        }
    }

    /// What a sum is made of.
    pub fn sum_of_parts(&self, parts: &str) -> String {
        match self.language {
            Language::De => {
                format!("Summe von: {parts}. Gezeigt sind die Jahre, in denen von allen eine Zahl vorliegt.")
            }
            Language::En => {
                format!("Sum of: {parts}. Shown are the years in which there is a figure of each.")
            }
        }
    }

    /// That a picture shows only the largest of many.
    pub fn largest_of(&self, shown: usize, all: usize) -> String {
        match self.language {
            Language::De => {
                format!("Gezeigt sind die {shown} häufigsten von {all}; alle stehen in der Tabelle.")
            }
            Language::En => format!("Shown are the {shown} most frequent of {all}; the table has them all."),
        }
    }

    /// A census between two values.
    pub fn in_between(&self, labels: &str) -> String {
        match self.language {
            Language::De => format!("dazwischen: {labels}"),
            Language::En => format!("in between: {labels}"),
        }
    }

    /// That there are no figures of a place, and what would bring them.
    pub fn no_figures_of(&self, name: &str) -> String {
        match self.language {
            Language::De => format!(
                "Für {name} liegen in diesem Portal noch keine Zahlen vor. Sie erscheinen, sobald eine Tabelle eingerichtet ist, in der der amtliche Schlüssel des Gebiets steht. Andere Gebiete stehen unter „Demografie“."
            ),
            Language::En => format!(
                "There are no figures about {name} in this portal yet. They appear as soon as a table is set up that has the official key of the area. Other areas are listed under “Demography”."
            ),
        }
    }

    /// That there is more about an area.
    pub fn everything_about(&self, area: &str) -> String {
        match self.language {
            Language::De => format!("Alle Zahlen: {area}"),
            Language::En => format!("All figures: {area}"),
        }
    }

    /// Why a question has no answer.
    pub fn reason(&self, reason: Reason) -> &'static str {
        let [german, english] = match reason {
            Reason::UnknownWords => ["Einige Wörter kennt es nicht.", "It does not know some of the words."],
            Reason::PlaceWithoutFigures => [
                "Dieses Wort kennt das Portal nicht; ist ein Ort gemeint, gibt es zu ihm hier keine Zahlen.",
                "The portal does not know this word; if a place is meant, there are no figures about it here.",
            ],
            Reason::SeveralPlaces => ["Mehrere Orte heißen so.", "Several places have this name."],
            Reason::NothingAsked => {
                ["Es ist nicht zu erkennen, wonach gefragt ist.", "It is not clear what is asked for."]
            }
            Reason::Contradiction => {
                ["Es ist nach zweierlei zugleich gefragt.", "Two things are asked for at once."]
            }
            Reason::NoFigures => ["Dazu gibt es hier keine Zahlen.", "There are no figures for this here."],
        };
        match self.language {
            Language::De => german,
            Language::En => english,
        }
    }
}
