//! The words of the whole index in memory: which stems exist, which compounds contain a word, and
//! which word was meant when one does not occur.

use super::schema::Fields;
use crate::search::analyzer;
use memchr::{memchr, memmem, memrchr};
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};
use tantivy::{Searcher, SegmentReader, TantivyError};

/// Shortest word that is looked for at the beginning, at the end and inside of compounds, in bytes.
const SHORTEST_FIRST: usize = 3;
const SHORTEST_LAST: usize = 4;
const SHORTEST_INNER: usize = 5;
/// Shortest rest of a compound; what is shorter is an ending, not a word.
const SHORTEST_REST: usize = 3;
/// Letters from which a word may begin a compound whatever follows: `baum` begins `baumassnahm`, but
/// that is a `massnahm`.
const SHORTEST_ALONE: usize = 5;
/// Compounds of one word that are searched, at most; reached only by fragments of words.
const MOST_COMPOUNDS: usize = 4_000;
/// Letters from which one and from which two typing errors are mended.
const ONE_ERROR: usize = 4;
const TWO_ERRORS: usize = 8;

/// Words of one committed state of the index.
pub struct Vocabulary {
    searcher: Searcher,
    stems: Vec<Arc<Stems>>,
    words: OnceLock<Words>,
}

impl Vocabulary {
    /// Puts the stems of the segments together.
    pub fn new(searcher: Searcher, stems: Vec<Arc<Stems>>) -> Self {
        Self { searcher, stems, words: OnceLock::new() }
    }

    /// Whether a text has a word of this stem.
    pub fn contains(&self, stem: &str) -> bool {
        self.stems.iter().any(|stems| stems.contains(stem))
    }

    /// Stems of longer words that are put together from a word of this stem and others: `radweg` is
    /// in `radwegenetz`, `spielplatz` in `kinderspielplatz`.
    pub fn compounds(&self, stem: &str) -> BTreeSet<&str> {
        let mut compounds = BTreeSet::new();
        if stem.len() >= SHORTEST_FIRST && stem.chars().all(char::is_alphabetic) {
            let finder = memmem::Finder::new(stem);
            for stems in &self.stems {
                stems.compounds(&finder, &mut compounds);
            }
            if stem.chars().count() < SHORTEST_ALONE {
                compounds.retain(|compound| match compound.strip_prefix(stem) {
                    Some(rest) => self.begins_with_word(rest),
                    None => true,
                });
            }
        }
        compounds
    }

    /// Whether a text begins with a word that occurs: `kataster` does, `aßnahmen` does not.
    fn begins_with_word(&self, text: &str) -> bool {
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8());
        ends.skip(SHORTEST_REST - 1).any(|end| self.contains(&text[..end]))
    }

    /// The word that was probably meant by one that does not occur, as texts write it: the nearest
    /// one, of these the most frequent. Numbers are never changed.
    pub fn correction(&self, word: &str, fields: &Fields) -> tantivy::Result<Option<&str>> {
        let folded = fold(word);
        let length = folded.chars().count();
        if length < ONE_ERROR || folded.chars().any(|c| !c.is_alphabetic()) {
            return Ok(None);
        }
        Ok(self.words(fields)?.nearest(&folded, if length >= TWO_ERRORS { 2 } else { 1 }))
    }

    /// Reads the words, if that has not happened yet.
    pub fn prepare(&self, fields: &Fields) -> tantivy::Result<()> {
        self.words(fields).map(drop)
    }

    fn words(&self, fields: &Fields) -> tantivy::Result<&Words> {
        match self.words.get() {
            Some(words) => Ok(words),
            None => {
                let words = Words::read(&self.searcher, fields)?;
                Ok(self.words.get_or_init(|| words))
            }
        }
    }
}

/// All stems of one segment, sorted, each between two line feeds.
pub struct Stems {
    lines: String,
}

impl Stems {
    /// Reads them.
    pub fn read(segment: &SegmentReader, fields: &Fields) -> tantivy::Result<Self> {
        let inverted = segment.inverted_index(fields.all)?;
        let mut stream = inverted.terms().stream()?;
        let mut lines = String::from("\n");
        while stream.advance() {
            if let Ok(stem) = std::str::from_utf8(stream.key()) {
                lines.push_str(stem);
                lines.push('\n');
            }
        }
        Ok(Self { lines })
    }

    /// Whether there is this stem, by bisection.
    fn contains(&self, stem: &str) -> bool {
        let text = self.lines.as_bytes();
        // Line feeds at both ends of what is left.
        let (mut low, mut high) = (0, text.len() - 1);
        while low < high {
            let middle = low.midpoint(high);
            let begin = memrchr(b'\n', &text[..=middle]).map_or(0, |line_feed| line_feed + 1);
            let end = memchr(b'\n', &text[begin..]).map_or(text.len(), |length| begin + length);
            match text[begin..end].cmp(stem.as_bytes()) {
                Ordering::Equal => return true,
                Ordering::Less => low = end,
                Ordering::Greater => high = begin - 1,
            }
        }
        false
    }

    fn compounds<'a>(&'a self, finder: &memmem::Finder<'_>, compounds: &mut BTreeSet<&'a str>) {
        let text = self.lines.as_bytes();
        let length = finder.needle().len();
        let mut at = 0;
        while compounds.len() < MOST_COMPOUNDS
            && let Some(found) = finder.find(&text[at..]).map(|found| at + found)
        {
            let begin = memrchr(b'\n', &text[..found]).map_or(0, |line| line + 1);
            let after = found + length;
            let end = memchr(b'\n', &text[after..]).map_or(text.len(), |line| after + line);
            let is_compound = match (found - begin, end - after) {
                (0, rest) => rest >= SHORTEST_REST,
                (rest, 0) => rest >= SHORTEST_REST && length >= SHORTEST_LAST,
                (left, right) => left.min(right) >= SHORTEST_REST && length >= SHORTEST_INNER,
            };
            if is_compound {
                compounds.insert(&self.lines[begin..end]);
                at = end;
            } else {
                // The word may stand in this line once more.
                at = found + 1;
            }
        }
    }
}

/// The words as texts write them, for mending typing errors.
struct Words {
    words: Vec<Word>,
}

struct Word {
    /// The folded word.
    folded: Box<str>,
    /// Its most frequent spelling.
    spelling: Box<str>,
    /// How many documents have it.
    documents: u32,
    letters: u32,
}

impl Words {
    fn read(searcher: &Searcher, fields: &Fields) -> Result<Self, TantivyError> {
        let mut spellings: HashMap<String, u32> = HashMap::new();
        for segment in searcher.segment_readers() {
            let inverted = segment.inverted_index(fields.words)?;
            let mut stream = inverted.terms().stream()?;
            while stream.advance() {
                let documents = stream.value().doc_freq;
                if let Ok(word) = std::str::from_utf8(stream.key())
                    && word.chars().all(char::is_alphabetic)
                    && word.len() >= SHORTEST_FIRST
                {
                    *spellings.entry(word.to_owned()).or_default() += documents;
                }
            }
        }
        let mut folder = analyzer::folded();
        let mut spellings: Vec<(String, String, u32)> = spellings
            .into_iter()
            .map(|(spelling, documents)| (first(&mut folder, &spelling), spelling, documents))
            .collect();
        spellings.sort_by(|left, right| {
            left.0.cmp(&right.0).then(right.2.cmp(&left.2)).then(left.1.cmp(&right.1))
        });
        let mut words: Vec<Word> = Vec::with_capacity(spellings.len());
        for (folded, spelling, documents) in spellings {
            match words.last_mut() {
                Some(last) if *last.folded == *folded => {
                    last.documents = last.documents.saturating_add(documents)
                }
                _ => words.push(Word {
                    letters: letters(&folded),
                    folded: folded.into(),
                    spelling: spelling.into(),
                    documents,
                }),
            }
        }
        Ok(Self { words })
    }

    fn nearest(&self, folded: &str, errors: usize) -> Option<&str> {
        let wanted: Vec<char> = folded.chars().collect();
        let wanted_letters = letters(folded);
        let mut best: Option<(usize, &Word)> = None;
        let mut candidate = Vec::new();
        for word in &self.words {
            // Each error changes at most two of the letters that occur, and the length by one.
            if (word.letters ^ wanted_letters).count_ones() as usize > 2 * errors {
                continue;
            }
            candidate.clear();
            candidate.extend(word.folded.chars());
            let most = best.map_or(errors, |(distance, _)| distance);
            if candidate.len().abs_diff(wanted.len()) > most {
                continue;
            }
            let distance = distance(&wanted, &candidate);
            let is_better = match best {
                None => distance <= errors,
                Some((so_far, other)) => {
                    distance < so_far || distance == so_far && word.documents > other.documents
                }
            };
            if is_better {
                best = Some((distance, word));
            }
        }
        best.map(|(_, word)| &*word.spelling)
    }
}

/// The folded form of a word.
pub fn fold(word: &str) -> String {
    first(&mut analyzer::folded(), word)
}

fn first(analyzer: &mut tantivy::tokenizer::TextAnalyzer, word: &str) -> String {
    analyzer::tokens(analyzer, word).into_iter().next().map(|token| token.text).unwrap_or_default()
}

/// Which of the letters occur.
fn letters(word: &str) -> u32 {
    word.chars().fold(0, |letters, c| letters | 1 << (c as u32 % 32))
}

/// Optimal string alignment: insertions, deletions, changes and swaps of neighbours. Words are at
/// most 64 characters long.
fn distance(left: &[char], right: &[char]) -> usize {
    let width = right.len() + 1;
    let mut before_last = vec![0; width];
    let mut last: Vec<usize> = (0..width).collect();
    let mut row = vec![0; width];
    for (i, &l) in left.iter().enumerate() {
        row[0] = i + 1;
        for (j, &r) in right.iter().enumerate() {
            let mut cost = (last[j] + usize::from(l != r)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && l == right[j - 1] && left[i - 1] == r {
                cost = cost.min(before_last[j - 1] + 1);
            }
            row[j + 1] = cost;
        }
        std::mem::swap(&mut before_last, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    last[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_are_found_by_bisection() {
        let words = ["a", "ab", "baum", "baumkataster", "strass", "z"];
        let stems = Stems { lines: format!("\n{}\n", words.join("\n")) };
        assert!(words.iter().all(|word| stems.contains(word)));
        assert!(!["", "b", "bau", "baumk", "zz", "\u{10FFFF}"].iter().any(|word| stems.contains(word)));
        assert!(!Stems { lines: "\n".into() }.contains("a"));
    }

    #[test]
    fn distances_count_swaps_once() {
        let check = |left: &str, right: &str, expected| {
            let chars = |text: &str| text.chars().collect::<Vec<_>>();
            assert_eq!(distance(&chars(left), &chars(right)), expected, "{left} {right}");
        };
        check("abfall", "abfall", 0);
        check("abfal", "abfall", 1);
        check("abafll", "abfall", 1);
        check("", "abc", 3);
        check("radweg", "radwege", 1);
        check("unna", "kamen", 5);
    }
}
