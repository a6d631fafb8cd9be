use super::{Certainty, Found};
use percent_encoding::percent_decode_str;
use std::collections::HashMap;

/// An official list, read from its table in `vocab/data`.
#[derive(Debug)]
pub struct List {
    /// Name of the list.
    pub title: &'static str,
    /// What the IRIs of its entries begin with.
    pub base: &'static str,
    /// Who keeps the list.
    pub source: &'static str,
    /// Version or date of the copy.
    pub version: &'static str,
    entries: Vec<Entry>,
    by_iri: HashMap<String, usize>,
    by_spelling: HashMap<String, (usize, Certainty)>,
}

/// An entry of an official list.
#[derive(Debug)]
pub struct Entry {
    /// Its IRI.
    pub iri: String,
    /// What follows the base of the list.
    pub local: &'static str,
    /// Labels in German and English.
    pub label: [&'static str; 2],
    flags: &'static str,
    spellings: &'static str,
    assumed: &'static str,
}

impl Entry {
    /// Whether the table marks this entry with `flag`.
    pub fn has(&self, flag: &str) -> bool {
        self.flags.split(' ').any(|word| word == flag)
    }

    /// The value of `key=value` among the flags.
    pub fn value(&self, key: &str) -> Option<&'static str> {
        self.flags.split(' ').find_map(|word| word.strip_prefix(key)?.strip_prefix('='))
    }

    /// Other spellings that mean the entry.
    pub fn spellings(&self) -> impl Iterator<Item = &'static str> {
        words(self.spellings)
    }

    /// Every spelling that means exactly this entry. A code that means something else in daily use
    /// stands for the entry only within its IRI.
    fn exact_spellings(&self) -> Vec<&str> {
        let mut spellings = vec![self.iri.as_str()];
        if !self.has("code-only") {
            spellings.extend([self.local, self.label[0], self.label[1]]);
        }
        spellings.extend(words(self.spellings));
        spellings
    }
}

impl List {
    /// Reads a table: `# key: value` lines, then one entry a line with the columns local part, German
    /// label, English label, flags, spellings, spellings that leave something open. Missing labels
    /// are filled from the English one, then from the local part.
    pub(super) fn parse(table: &'static str) -> Self {
        let mut list = Self {
            title: header(table, "title"),
            base: header(table, "base"),
            source: header(table, "source"),
            version: header(table, "version"),
            entries: vec![],
            by_iri: HashMap::new(),
            by_spelling: HashMap::new(),
        };
        list.entries =
            table.lines().filter(|line| !line.starts_with('#')).map(|line| entry(list.base, line)).collect();
        for (index, entry) in list.entries.iter().enumerate() {
            list.by_iri.insert(entry.iri.clone(), index);
            for spelling in entry.exact_spellings() {
                list.by_spelling.entry(fold(spelling)).or_insert((index, Certainty::Spelling));
            }
        }
        for (index, entry) in list.entries.iter().enumerate() {
            for spelling in words(entry.assumed) {
                list.by_spelling.entry(fold(spelling)).or_insert((index, Certainty::Assumed));
            }
        }
        list
    }

    /// The entries in the order of the table.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry with this very IRI.
    pub fn entry(&self, iri: &str) -> Option<&Entry> {
        self.by_iri.get(iri).and_then(|&index| self.entries.get(index))
    }

    /// The entry that `found` means: its IRI, or any known spelling without regard to case,
    /// punctuation, `http` or `https`, `www.`, umlauts written out, and signs for "and".
    pub fn lookup(&'static self, found: &str) -> Option<Found> {
        if let Some(entry) = self.entry(found) {
            return Some(Found { iri: &entry.iri, certainty: Certainty::Listed });
        }
        let spelled = self.by_spelling.get(&fold(found)).copied().or_else(|| {
            // Catalogue pages that show a concept: …/resource?uri=http://…
            let (_, shown) = found.split_once("uri=http")?;
            let shown = percent_decode_str(shown).decode_utf8_lossy();
            self.by_spelling.get(&fold(&format!("http{shown}"))).copied()
        });
        let spelled = spelled.or_else(|| {
            let mut written_out = written_out(found).into_iter();
            written_out.find_map(|spelling| self.by_spelling.get(&fold(&spelling)).copied())
        });
        let (index, certainty) = spelled?;
        self.entries.get(index).map(|entry| Found { iri: &entry.iri, certainty })
    }

    /// The label of an entry; any language but `en` gives German.
    pub fn label(&'static self, iri: &str, language: &str) -> Option<&'static str> {
        self.entry(iri).map(|entry| entry.label[usize::from(language == "en")])
    }
}

/// The value of a `# key: value` line.
pub(crate) fn header(table: &'static str, key: &str) -> &'static str {
    table
        .lines()
        .take_while(|line| line.starts_with('#'))
        .find_map(|line| line.strip_prefix("# ")?.strip_prefix(key)?.strip_prefix(':'))
        .map(str::trim)
        .unwrap_or_default()
}

fn entry(base: &str, line: &'static str) -> Entry {
    let mut columns = line.split('\t');
    let mut next = || columns.next().unwrap_or_default();
    let (local, german, english) = (next(), next(), next());
    let english = if english.is_empty() { local } else { english };
    let german = if german.is_empty() { english } else { german };
    Entry {
        iri: format!("{base}{local}"),
        local,
        label: [german, english],
        flags: next(),
        spellings: next(),
        assumed: next(),
    }
}

/// `Bauen & Wohnen`, `Bauen + Wohnen` and `Bauen/Wohnen` with the word for "and" in either language. Nothing
/// for addresses, in which these signs are no words.
fn written_out(found: &str) -> Vec<String> {
    const SIGNS: [char; 3] = ['&', '+', '/'];
    // No name of an entry is longer than a few words.
    if found.len() > 200 || found.contains("://") || !found.contains(SIGNS) {
        return vec![];
    }
    let plain = found.replace("&amp;", "&");
    ["und", "and"].iter().map(|word| plain.replace(SIGNS, &format!(" {word} "))).collect()
}

fn words(column: &str) -> impl Iterator<Item = &str> {
    column.split('|').filter(|word| !word.is_empty())
}

/// Brings spellings that mean the same to one key: lower case, umlauts written out, every run of
/// other characters one blank, without `http(s)://` and `www.`.
pub(crate) fn fold(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in text.chars() {
        // Nearly all are ASCII, and tables of ten thousand names are folded at start.
        if c.is_ascii() {
            fold_char(c.to_ascii_lowercase(), &mut key);
        } else {
            c.to_lowercase().for_each(|c| fold_char(c, &mut key));
        }
    }
    let bare = key.trim_end();
    let bare = bare.strip_prefix("https ").or_else(|| bare.strip_prefix("http ")).unwrap_or(bare);
    bare.strip_prefix("www ").unwrap_or(bare).to_owned()
}

fn fold_char(c: char, key: &mut String) {
    match c {
        'ä' => key.push_str("ae"),
        'ö' => key.push_str("oe"),
        'ü' => key.push_str("ue"),
        'ß' => key.push_str("ss"),
        c if c.is_alphanumeric() => key.push(c),
        _ if key.is_empty() || key.ends_with(' ') => {}
        _ => key.push(' '),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Every entry is found by each of its spellings, and no spelling means two entries.
    pub(in crate::lists) fn check_table(list: &'static List) {
        assert!(!list.title.is_empty() && !list.source.is_empty() && !list.version.is_empty());
        assert!(!list.entries().is_empty());
        for entry in list.entries() {
            let expected = |certainty| Some(Found { iri: entry.iri.as_str(), certainty });
            assert_eq!(list.lookup(&entry.iri), expected(Certainty::Listed));
            for spelling in entry.exact_spellings().into_iter().filter(|spelling| *spelling != entry.iri) {
                assert_eq!(list.lookup(spelling), expected(Certainty::Spelling), "{spelling}");
            }
            for spelling in words(entry.assumed) {
                assert_eq!(list.lookup(spelling), expected(Certainty::Assumed), "{spelling}");
            }
        }
        assert_eq!(list.lookup(""), None);
        assert_eq!(list.lookup("gibt es nicht"), None);
    }

    #[test]
    fn keys_ignore_what_does_not_matter() {
        for spelling in ["CC-BY/4.0", "cc_by 4.0", " CC BY (4.0) ", "https://www.CC.by/4.0/"] {
            assert!(["cc by 4 0", "cc by 4 0"].contains(&fold(spelling).as_str()), "{spelling}");
        }
        assert_eq!(fold("Wöchentlich"), fold("woechentlich"));
        assert_eq!(fold("…"), "");
    }

    #[test]
    fn signs_for_and_are_words() {
        for (found, expected) in [
            ("Bauen & Wohnen", &["Bauen  und  Wohnen", "Bauen  and  Wohnen"][..]),
            ("a &amp; b", &["a  und  b", "a  and  b"]),
            ("a/b+c", &["a und b und c", "a and b and c"]),
            ("Bauen und Wohnen", &[]),
            ("https://a.example/b", &[]),
        ] {
            assert_eq!(written_out(found), expected, "{found}");
        }
    }
}
