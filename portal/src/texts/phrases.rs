use super::{Texts, format};
use crate::language::Language;
use datenkreis_catalogue::journal::{LinkCounts, LinkHealth, LinkState};
use datenkreis_vocab::identity::Seq;

impl Texts {
    /// `1.234 Datensätze`.
    pub fn datasets(&self, count: u64) -> String {
        let number = format::number(self.language, count);
        match (self.language, count) {
            (Language::De, 1) => "1 Datensatz".into(),
            (Language::De, _) => format!("{number} Datensätze"),
            (Language::En, 1) => "1 dataset".into(),
            (Language::En, _) => format!("{number} datasets"),
        }
    }

    /// `11 Quellen`.
    pub fn sources(&self, count: usize) -> String {
        match (self.language, count) {
            (Language::De, 1) => "1 Quelle".into(),
            (Language::De, _) => format!("{count} Quellen"),
            (Language::En, 1) => "1 source".into(),
            (Language::En, _) => format!("{count} sources"),
        }
    }

    /// How the links stand: `1.234 bekannt, 1.200 erreichbar, 20 mit Fehler, 14 tot; zuletzt geprüft am …`.
    /// `None` if there are none.
    pub fn links(&self, counts: &LinkCounts) -> Option<String> {
        let number = |count| format::number(self.language, count);
        let named = match self.language {
            Language::De => [
                ("bekannt", counts.known()),
                ("erreichbar", counts.ok),
                ("mit Fehler", counts.failing),
                ("tot", counts.dead),
                ("nur mit Anmeldung oder für Programme gesperrt", counts.denied),
                ("nicht abfragbar", counts.refused),
                ("noch nicht geprüft", counts.unchecked),
            ],
            Language::En => [
                ("known", counts.known()),
                ("reachable", counts.ok),
                ("failing", counts.failing),
                ("dead", counts.dead),
                ("with login only or closed to programs", counts.denied),
                ("cannot be asked", counts.refused),
                ("not checked yet", counts.unchecked),
            ],
        };
        let parts: Vec<_> = named
            .iter()
            .enumerate()
            // The first four always; the others if there are any.
            .filter(|(place, (_, count))| *place < 4 || *count > 0)
            .map(|(_, (name, count))| format!("{} {name}", number(*count)))
            .collect();
        let last = counts.last_check.map(|at| {
            let at = format::moment(self.language, at);
            match self.language {
                Language::De => format!("; zuletzt geprüft am {at}"),
                Language::En => format!("; last checked {at}"),
            }
        });
        (counts.known() > 0).then(|| format!("{}{}.", parts.join(", "), last.unwrap_or_default()))
    }

    /// What a reader should know before following a link that is dead.
    pub fn dead_link(&self, link: &LinkState) -> Option<String> {
        if link.health != LinkHealth::Dead {
            return None;
        }
        let day = |at| format::day(self.language, at);
        Some(match (self.language, link.last_good, link.checked) {
            (Language::De, Some(good), _) => {
                format!("Zurzeit nicht erreichbar. Zuletzt erreichbar am {}.", day(good))
            }
            (Language::En, Some(good), _) => {
                format!("Not reachable at present. Last reachable on {}.", day(good))
            }
            (Language::De, None, Some(at)) => {
                format!("Bei keiner Prüfung erreichbar, zuletzt geprüft am {}.", day(at))
            }
            (Language::En, None, Some(at)) => format!("Never reachable when checked, last on {}.", day(at)),
            (_, None, None) => return None,
        })
    }

    /// `9 von 11`.
    pub fn of(&self, part: usize, whole: usize) -> String {
        match self.language {
            Language::De => format!("{part} von {whole}"),
            Language::En => format!("{part} of {whole}"),
        }
    }

    /// Heading of the result list.
    pub fn results(&self, count: u64) -> String {
        match (self.language, count) {
            (Language::De, 0) => "Keine Datensätze gefunden".into(),
            (Language::En, 0) => "No datasets found".into(),
            (Language::De, _) => format!("{} gefunden", self.datasets(count)),
            (Language::En, _) => format!("{} found", self.datasets(count)),
        }
    }

    /// Title of a result page.
    pub fn search_for(&self, text: &str) -> String {
        match self.language {
            Language::De => format!("Suche nach „{text}“"),
            Language::En => format!("Search for “{text}”"),
        }
    }

    /// That something else than typed was searched.
    pub fn corrected(&self, typed: &str, corrected: &str) -> String {
        match self.language {
            Language::De => {
                format!("Keine Treffer für „{typed}“; gezeigt werden Treffer für „{corrected}“.")
            }
            Language::En => {
                format!("Nothing matches “{typed}”; these results are for “{corrected}”.")
            }
        }
    }

    /// `Seite 3`.
    pub fn page_number(&self, page: usize) -> String {
        match self.language {
            Language::De => format!("Seite {page}"),
            Language::En => format!("Page {page}"),
        }
    }

    /// `Seite 3 von 12`.
    pub fn page_of(&self, page: usize, pages: usize) -> String {
        match self.language {
            Language::De => format!("Seite {page} von {pages}"),
            Language::En => format!("Page {page} of {pages}"),
        }
    }

    /// How many more values a facet has.
    pub fn more_values(&self, count: usize) -> String {
        match self.language {
            Language::De => format!("{count} weitere"),
            Language::En => format!("{count} more"),
        }
    }

    /// How many more datasets a series has than are listed.
    pub fn more_members(&self, count: usize) -> String {
        match self.language {
            Language::De => format!("und {count} weitere"),
            Language::En => format!("and {count} more"),
        }
    }

    /// How many further values there are.
    pub fn and_more(&self, more: &usize) -> String {
        match self.language {
            Language::De => format!("und {more} weitere"),
            Language::En => format!("and {more} more"),
        }
    }

    /// Where a reader can go to the state the page shows.
    pub fn data_state(&self, at: jiff::Timestamp, seq: Seq, datasets: u64) -> String {
        let moment = format::moment(self.language, at);
        let datasets = self.datasets(datasets);
        match self.language {
            Language::De => {
                format!("Datenstand: {moment} – {datasets}, Änderung Nr. {seq}. Betrieben mit Datenkreis.")
            }
            Language::En => {
                format!("State of the data: {moment} – {datasets}, change no. {seq}. Runs on Datenkreis.")
            }
        }
    }

    /// A change by its number in the whole catalogue: `Nr. 43`.
    pub fn change_number(&self, seq: Seq) -> String {
        match self.language {
            Language::De => format!("Nr. {seq}"),
            Language::En => format!("no. {seq}"),
        }
    }

    /// A grace time.
    pub fn days(&self, days: u32) -> String {
        match (self.language, days) {
            (Language::De, 1) => "1 Tag".into(),
            (Language::De, _) => format!("{days} Tage"),
            (Language::En, 1) => "1 day".into(),
            (Language::En, _) => format!("{days} days"),
        }
    }

    /// How often a rule is broken.
    pub fn in_datasets(&self, count: u64) -> String {
        let number = format::number(self.language, count);
        match (self.language, count) {
            (Language::De, 1) => "in 1 Datensatz".into(),
            (Language::De, _) => format!("in {number} Datensätzen"),
            (Language::En, 1) => "in 1 dataset".into(),
            (Language::En, _) => format!("in {number} datasets"),
        }
    }

    /// Button to a file: `CSV herunterladen (12 kB)`.
    pub fn download(&self, format: Option<&str>, size: Option<&str>) -> String {
        let what = match (self.language, format) {
            (Language::De, Some(format)) => format!("{format} herunterladen"),
            (Language::De, None) => "Herunterladen".into(),
            (Language::En, Some(format)) => format!("Download {format}"),
            (Language::En, None) => "Download".into(),
        };
        match size {
            // The number keeps its unit when the button breaks into lines.
            Some(size) => format!("{what} ({})", size.replace(' ', "\u{a0}")),
            None => what,
        }
    }

    /// Button to a service or a page.
    pub fn open(&self, format: Option<&str>) -> String {
        match (self.language, format) {
            (Language::De, Some(format)) => format!("{format} öffnen"),
            (Language::De, None) => "Öffnen".into(),
            (Language::En, Some(format)) => format!("Open {format}"),
            (Language::En, None) => "Open".into(),
        }
    }

    /// Link to the list of all datasets with a finding.
    pub fn all_affected(&self, count: u64) -> String {
        let number = format::number(self.language, count);
        match self.language {
            Language::De => format!("Alle {number} betroffenen Datensätze"),
            Language::En => format!("All {number} affected datasets"),
        }
    }

    /// A whole number.
    pub fn number(&self, number: &u64) -> String {
        format::number(self.language, *number)
    }
}
