//! How German text becomes terms: words, without case, accents and the difference between `ä`,
//! `ae` and `a`, brought to their stem. Typed words and stored texts go through the same steps.
//!
//! A change here changes what lies on disk: raise [`VERSION`], and every index is made anew.

use std::collections::HashMap;
use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, RawTokenizer, Stemmer, TextAnalyzer, Token, TokenFilter,
    TokenStream, Tokenizer,
};

/// Part of the names under which the analyzers stand in the schema of an index.
pub const VERSION: &str = "2";

/// Longer words are cut to this many characters, in texts and in what is typed.
const LONGEST_WORD: usize = 64;
/// Stems that one tokenizer remembers, at most; some megabytes.
const MOST_KNOWN: usize = 20_000;

/// Words as they stand in the text.
pub fn words() -> TextAnalyzer {
    TextAnalyzer::from(WordTokenizer::default())
}

/// Words in lower case without accents; `ä`, `ae` and `a` are one, likewise `ß` and `ss`.
pub fn folded() -> TextAnalyzer {
    TextAnalyzer::builder(WordTokenizer::default())
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .filter(Digraphs)
        .build()
}

/// Stems of folded words: `Straßen` and `strassen` give `strass`.
pub fn stems() -> TextAnalyzer {
    TextAnalyzer::from(StemTokenizer::default())
}

/// All tokens of `text`.
pub fn tokens(analyzer: &mut TextAnalyzer, text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    analyzer.token_stream(text).process(&mut |token| tokens.push(token.clone()));
    tokens
}

/// The key by which titles are sorted: DIN 5007-1 (`ä` = `a`, `ß` = `ss`), punctuation ignored.
pub fn collation_key(title: &str) -> String {
    let mut analyzer =
        TextAnalyzer::builder(RawTokenizer::default()).filter(LowerCaser).filter(AsciiFoldingFilter).build();
    let lettered: String = title
        .chars()
        .filter(|&c| !is_ignorable(c))
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let blank_free = lettered.split_whitespace().collect::<Vec<_>>().join(" ");
    tokens(&mut analyzer, &blank_free).into_iter().map(|token| token.text).collect()
}

/// Characters that belong to a word without changing it: combining accents (`u` + U+0308 is `ü`),
/// soft hyphens and zero-width joiners.
pub fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Runs of letters and digits; characters that [`is_ignorable`] are dropped from them.
#[derive(Clone, Default)]
struct WordTokenizer {
    token: Token,
}

struct WordStream<'a> {
    text: &'a str,
    next: usize,
    token: &'a mut Token,
}

impl Tokenizer for WordTokenizer {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        self.token.reset();
        WordStream { text, next: 0, token: &mut self.token }
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        let rest = &self.text[self.next..];
        let Some(from) = rest.find(char::is_alphanumeric).map(|at| self.next + at) else {
            self.next = self.text.len();
            return false;
        };
        let word = &self.text[from..];
        let to = word
            .find(|c: char| !c.is_alphanumeric() && !is_ignorable(c))
            .map_or(self.text.len(), |at| from + at);
        self.token.position = self.token.position.wrapping_add(1);
        self.token.offset_from = from;
        self.token.offset_to = to;
        self.token.text.clear();
        self.token.text.extend(self.text[from..to].chars().filter(|&c| !is_ignorable(c)).take(LONGEST_WORD));
        self.next = to;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

/// Stems of words. Texts repeat their words, and finding a stem costs ten times as much as finding
/// it again, so stems are remembered.
struct StemTokenizer {
    words: WordTokenizer,
    stemmer: TextAnalyzer,
    known: HashMap<String, String>,
}

struct StemStream<'a> {
    words: WordStream<'a>,
    stemmer: &'a mut TextAnalyzer,
    known: &'a mut HashMap<String, String>,
}

impl Default for StemTokenizer {
    fn default() -> Self {
        let stemmer = TextAnalyzer::builder(WordTokenizer::default())
            .filter(LowerCaser)
            .filter(AsciiFoldingFilter)
            .filter(Digraphs)
            .filter(Stemmer::new(Language::German));
        Self { words: WordTokenizer::default(), stemmer: stemmer.build(), known: HashMap::new() }
    }
}

impl Clone for StemTokenizer {
    /// Each clone remembers for itself.
    fn clone(&self) -> Self {
        Self { words: self.words.clone(), stemmer: self.stemmer.clone(), known: HashMap::new() }
    }
}

impl Tokenizer for StemTokenizer {
    type TokenStream<'a> = StemStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> StemStream<'a> {
        StemStream {
            words: self.words.token_stream(text),
            stemmer: &mut self.stemmer,
            known: &mut self.known,
        }
    }
}

impl TokenStream for StemStream<'_> {
    fn advance(&mut self) -> bool {
        if !self.words.advance() {
            return false;
        }
        let word = &mut self.words.token_mut().text;
        if let Some(stem) = self.known.get(word.as_str()) {
            word.clear();
            word.push_str(stem);
            return true;
        }
        let mut stem = String::new();
        self.stemmer.token_stream(word).process(&mut |token| stem.push_str(&token.text));
        if self.known.len() < MOST_KNOWN {
            self.known.insert(word.clone(), stem.clone());
        }
        *word = stem;
        true
    }

    fn token(&self) -> &Token {
        self.words.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.words.token_mut()
    }
}

/// Takes the `e` from `ae`, `oe` and `ue`, but leaves `ue` after a vowel or `q` (`neue`, `Quelle`):
/// the rule of Lucene's GermanNormalizationFilter.
#[derive(Clone)]
struct Digraphs;

#[derive(Clone)]
struct DigraphTokenizer<T>(T);

struct DigraphStream<T> {
    inner: T,
    buffer: String,
}

impl TokenFilter for Digraphs {
    type Tokenizer<T: Tokenizer> = DigraphTokenizer<T>;

    fn transform<T: Tokenizer>(self, tokenizer: T) -> DigraphTokenizer<T> {
        DigraphTokenizer(tokenizer)
    }
}

impl<T: Tokenizer> Tokenizer for DigraphTokenizer<T> {
    type TokenStream<'a> = DigraphStream<T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        DigraphStream { inner: self.0.token_stream(text), buffer: String::new() }
    }
}

impl<T: TokenStream> TokenStream for DigraphStream<T> {
    fn advance(&mut self) -> bool {
        if !self.inner.advance() {
            return false;
        }
        let token = self.inner.token_mut();
        if token.text.contains('e') {
            self.buffer.clear();
            shorten_digraphs(&token.text, &mut self.buffer);
            std::mem::swap(&mut token.text, &mut self.buffer);
        }
        true
    }

    fn token(&self) -> &Token {
        self.inner.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.inner.token_mut()
    }
}

/// What the letters so far allow.
#[derive(PartialEq)]
enum Before {
    /// An `u` may begin a digraph.
    Consonant,
    /// An `e` now ends a digraph.
    Digraph,
    /// An `u` now does not begin one.
    Vowel,
}

fn shorten_digraphs(word: &str, output: &mut String) {
    let mut before = Before::Consonant;
    for c in word.chars() {
        match c {
            'e' if before == Before::Digraph => {
                before = Before::Vowel;
                continue;
            }
            'a' | 'o' => before = Before::Digraph,
            'u' if before == Before::Consonant => before = Before::Digraph,
            'e' | 'i' | 'q' | 'u' | 'y' => before = Before::Vowel,
            _ => before = Before::Consonant,
        }
        output.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_same(left: &str, right: &str) {
        let terms = |text| tokens(&mut stems(), text).into_iter().map(|token| token.text).collect::<Vec<_>>();
        assert_eq!(terms(left), terms(right), "{left} | {right}");
    }

    fn check_folded(text: &str, expected: &[&str]) {
        let found: Vec<String> = tokens(&mut folded(), text).into_iter().map(|token| token.text).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn spellings_of_one_word_give_one_stem() {
        check_same("Straße", "Strasse");
        check_same("Straßen", "STRASSE");
        check_same("Bevölkerung", "Bevoelkerung");
        check_same("Bevölkerung", "bevolkerung");
        check_same("Bevo\u{308}lkerung", "Bevölkerung");
        check_same("Radwege", "Radweg");
        check_same("Häuser", "Haus");
        check_same("Spielplätze", "Spielplatz");
        check_same("Schulen", "Schule");
        check_same("Bäume", "Baum");
        check_same("Haus\u{ad}halt", "Haushalte");
        check_same("Cafés", "Cafes");
    }

    #[test]
    fn digraphs_are_left_where_they_are_none() {
        check_folded("neue Quelle Steuer bauen", &["neue", "quelle", "steuer", "bauen"]);
        check_folded("Überflüsse Oeffentlich", &["uberflusse", "offentlich"]);
    }

    #[test]
    fn words_are_cut_but_kept() {
        let long = "a".repeat(1_000);
        let found = tokens(&mut folded(), &long);
        assert_eq!((found.len(), found[0].text.len(), found[0].offset_to), (1, LONGEST_WORD, 1_000));
    }

    #[test]
    fn titles_sort_as_in_a_german_directory() {
        let mut titles =
            vec!["Zoo", "Ärzte", "„Abfall“", "Aal", "Straße", "Strassenbau", "Übersicht", "2024"];
        titles.sort_by_key(|title| collation_key(title));
        assert_eq!(titles, ["2024", "Aal", "„Abfall“", "Ärzte", "Straße", "Strassenbau", "Übersicht", "Zoo"]);
    }
}
