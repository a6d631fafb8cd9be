//! From what was typed to a query: every word in some field, whole words before compounds. Where a
//! word does not occur at all, its parts are searched, and then the word that was probably meant.

use super::schema::Fields;
use super::vocabulary::{Vocabulary, fold};
use crate::search::analyzer;
use crate::search::typed::{self, Kind, Part};
use std::collections::HashSet;
use std::ops::Range;
use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, Occur, PhraseQuery,
    Query, TermQuery, TermSetQuery,
};
use tantivy::schema::IndexRecordOption;
use tantivy::tokenizer::TextAnalyzer;

/// How much further fields that match add to the best one.
const TIE_BREAKER: f32 = 0.1;
/// Letters of each part of a compound that is taken apart, at least.
const SHORTEST_PART: usize = 4;
/// Score of a compound in the title (about as much as the word itself in the description) and of
/// one anywhere.
const COMPOUND_IN_TITLE: f32 = 6.0;
const COMPOUND: f32 = 1.0;

/// What is done about a word that occurs nowhere.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mending {
    /// Nothing: nothing matches.
    None,
    /// A compound is taken apart.
    Parts,
    /// Of a compound, only the end is searched, which says what the whole is.
    End,
    /// A typing error is mended.
    Typos,
}

/// A query and what else the page must know about it.
pub struct Matching {
    /// The query.
    pub query: Box<dyn Query>,
    /// The text as it was searched, if words were mended.
    pub corrected: Option<String>,
    /// Stems to be marked in summaries.
    pub marks: HashSet<String>,
    /// Whether hits have a score.
    pub scored: bool,
    /// Whether a word typed occurs nowhere, mended or not.
    pub has_unknown: bool,
}

/// Makes the query for `text`. Without text all documents match; a text in which nothing can be
/// searched for matches none.
pub fn matching(
    text: &str,
    mending: Mending,
    vocabulary: &Vocabulary,
    fields: &Fields,
) -> tantivy::Result<Matching> {
    let parts = typed::parts(text);
    let mut builder = Builder {
        text,
        mending,
        vocabulary,
        fields,
        has_unknown: false,
        stemmer: analyzer::stems(),
        corrections: Vec::new(),
        marks: HashSet::new(),
    };
    let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    let only_stop_words = parts.iter().filter(|part| !part.excluded).all(|part| builder.is_stop_word(part));
    for part in &parts {
        if part.excluded {
            clauses.push((Occur::MustNot, builder.phrase(part)));
        } else if only_stop_words || !builder.is_stop_word(part) {
            clauses.push((Occur::Must, builder.part(part)?));
        }
    }
    let scored = clauses.iter().any(|(occur, _)| *occur == Occur::Must);
    let query: Box<dyn Query> = if text.trim().is_empty() {
        Box::new(AllQuery)
    } else if clauses.is_empty() {
        Box::new(EmptyQuery)
    } else {
        if !scored {
            clauses.push((Occur::Must, Box::new(AllQuery)));
        }
        Box::new(BooleanQuery::new(clauses))
    };
    Ok(Matching {
        query,
        corrected: corrected(text, &builder.corrections),
        marks: builder.marks,
        scored,
        has_unknown: builder.has_unknown,
    })
}

struct Builder<'a> {
    text: &'a str,
    mending: Mending,
    vocabulary: &'a Vocabulary,
    fields: &'a Fields,
    has_unknown: bool,
    stemmer: TextAnalyzer,
    corrections: Vec<(Range<usize>, String)>,
    marks: HashSet<String>,
}

impl Builder<'_> {
    fn is_stop_word(&self, part: &Part) -> bool {
        part.kind == Kind::Word && typed::is_stop_word(&fold(&self.text[part.words[0].clone()]))
    }

    fn part(&mut self, part: &Part) -> tantivy::Result<Box<dyn Query>> {
        match part.kind {
            Kind::Word => self.word(part.words[0].clone()),
            Kind::Joined => {
                let together: String = part.words.iter().map(|word| &self.text[word.clone()]).collect();
                let stem = self.stem(&together);
                let one_word = self.known(&stem);
                let apart = part.words.iter().map(|word| match &one_word {
                    // Found as one word: then the parts need not be found as well.
                    Some(_) => self.stem_query(word.clone()),
                    None => self.word(word.clone()),
                });
                let apart = apart.map(|query| query.map(|query| (Occur::Must, query)));
                let apart: Box<dyn Query> =
                    Box::new(BooleanQuery::new(apart.collect::<tantivy::Result<_>>()?));
                Ok(match one_word {
                    Some(one_word) => Box::new(BooleanQuery::union(vec![one_word, apart])),
                    None => apart,
                })
            }
            Kind::Phrase => {
                for word in &part.words {
                    let stem = self.stem(&self.text[word.clone()]);
                    self.marks.insert(stem);
                }
                Ok(self.phrase(part))
            }
        }
    }

    /// A word, mended if need be.
    fn word(&mut self, range: Range<usize>) -> tantivy::Result<Box<dyn Query>> {
        let word = &self.text[range.clone()];
        let stem = self.stem(word);
        if let Some(query) = self.known(&stem) {
            return Ok(query);
        }
        self.has_unknown = true;
        let meant: Vec<String> = match self.mending {
            Mending::None => vec![],
            Mending::Parts => self.parts(word),
            Mending::End => self.parts(word).into_iter().skip(1).collect(),
            Mending::Typos => {
                self.vocabulary.correction(word, self.fields)?.map(str::to_owned).into_iter().collect()
            }
        };
        if meant.is_empty() {
            return Ok(Box::new(EmptyQuery));
        }
        let words = meant.iter().map(|word| {
            let stem = self.stem(word);
            (Occur::Must, self.known(&stem).unwrap_or_else(|| Box::new(EmptyQuery)))
        });
        let query = BooleanQuery::new(words.collect());
        self.corrections.push((range, meant.join(" ")));
        Ok(Box::new(query))
    }

    /// The two words a compound is made of, if both occur: `Straßenbaum` is a `Baum` at a `Straße`. Of
    /// several ways to cut it, the one with the longest end: German words end with what they mean.
    fn parts(&mut self, word: &str) -> Vec<String> {
        let cuts: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
        let inner =
            cuts.get(SHORTEST_PART..(cuts.len() + 1).saturating_sub(SHORTEST_PART)).unwrap_or_default();
        let apart = inner.iter().map(|&at| word.split_at(at)).find(|(first, last)| {
            [first, last].into_iter().all(|part| {
                let stem = self.stem(part);
                self.vocabulary.contains(&stem)
            })
        });
        let is_noun = word.starts_with(char::is_uppercase);
        let last_written = |last: &str| if is_noun { capitalised(last) } else { last.to_owned() };
        apart.map_or_else(Vec::new, |(first, last)| vec![first.to_owned(), last_written(last)])
    }

    fn stem_query(&mut self, range: Range<usize>) -> tantivy::Result<Box<dyn Query>> {
        let stem = self.stem(&self.text[range]);
        Ok(self.known(&stem).unwrap_or_else(|| Box::new(EmptyQuery)))
    }

    /// Documents with a word of this stem or a compound of it; `None` if there is neither.
    fn known(&mut self, stem: &str) -> Option<Box<dyn Query>> {
        let compounds = self.vocabulary.compounds(stem);
        let occurs = self.vocabulary.contains(stem);
        if !occurs && compounds.is_empty() {
            return None;
        }
        let mut fields: Vec<Box<dyn Query>> = Vec::new();
        if occurs {
            for (field, boost) in self.fields.text {
                let term = TermQuery::new(Term::from_field_text(field, stem), IndexRecordOption::WithFreqs);
                fields.push(Box::new(BoostQuery::new(Box::new(term), boost)));
            }
        }
        if !compounds.is_empty() {
            for (field, score) in [(self.fields.text[0].0, COMPOUND_IN_TITLE), (self.fields.all, COMPOUND)] {
                let terms = TermSetQuery::new(
                    compounds.iter().map(|compound| Term::from_field_text(field, compound)),
                );
                fields.push(Box::new(ConstScoreQuery::new(Box::new(terms), score)));
            }
        }
        self.marks.insert(stem.to_owned());
        self.marks.extend(compounds.into_iter().map(str::to_owned));
        Some(Box::new(DisjunctionMaxQuery::with_tie_breaker(fields, TIE_BREAKER)))
    }

    /// The words next to each other in some field, without compounds.
    fn phrase(&mut self, part: &Part) -> Box<dyn Query> {
        let stems: Vec<String> = part.words.iter().map(|word| self.stem(&self.text[word.clone()])).collect();
        let fields = self.fields.text.into_iter().map(|(field, boost)| {
            let mut terms: Vec<Term> = stems.iter().map(|stem| Term::from_field_text(field, stem)).collect();
            let query: Box<dyn Query> = match terms.pop() {
                Some(term) if terms.is_empty() => {
                    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
                }
                Some(term) => {
                    terms.push(term);
                    Box::new(PhraseQuery::new(terms))
                }
                None => Box::new(EmptyQuery),
            };
            Box::new(BoostQuery::new(query, boost)) as Box<dyn Query>
        });
        Box::new(DisjunctionMaxQuery::with_tie_breaker(fields.collect(), TIE_BREAKER))
    }

    fn stem(&mut self, word: &str) -> String {
        analyzer::tokens(&mut self.stemmer, word)
            .into_iter()
            .next()
            .map(|token| token.text)
            .unwrap_or_default()
    }
}

fn capitalised(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().into_iter().flat_map(char::to_uppercase).chain(characters).collect()
}

fn corrected(text: &str, corrections: &[(Range<usize>, String)]) -> Option<String> {
    let mut output = String::new();
    let mut done = 0;
    for (range, word) in corrections {
        output.push_str(text.get(done..range.start)?);
        output.push_str(word);
        done = range.end;
    }
    (done > 0).then(|| output + &text[done..])
}
