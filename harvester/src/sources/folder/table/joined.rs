use super::column::Column;
use crate::mapping::table_entry::{Entry, FileEntry};
use datenkreis_vocab::date;
use datenkreis_vocab::finding::{Finding, rule};
use std::collections::HashMap;

/// A cell of a column that is known.
pub struct Cell<'a> {
    /// What it means.
    pub column: Column,
    /// How the table calls the column.
    pub heading: &'a str,
    /// What stands in it.
    pub text: String,
}

/// The rows of one dataset: each is a file, the first speaks for the dataset.
#[derive(Debug, Default)]
pub struct Joined {
    entry: Entry,
    findings: Vec<Finding>,
    /// What was said about the dataset first, by column.
    said: HashMap<Column, String>,
    /// What the first row said about its file; an empty cell of a later row means the same.
    first: Option<FileEntry>,
}

impl Joined {
    /// Adds row `number`. What may differ from file to file stays with the row's file; what else differs
    /// from an earlier row is told.
    pub fn add(&mut self, number: usize, cells: &[Cell<'_>]) {
        let mut file = FileEntry::default();
        cells.iter().filter(|cell| cell.column.names_file()).for_each(|cell| put_file(cell, &mut file));
        let has_file = file != FileEntry::default();
        cells.iter().filter(|cell| cell.column.varies_by_file()).for_each(|cell| put_file(cell, &mut file));
        let is_further_file = has_file && self.first.is_some();
        for cell in cells {
            let of_file = cell.column.names_file() || is_further_file && cell.column.varies_by_file();
            if !of_file {
                self.say(number, cell);
            }
        }
        match &self.first {
            Some(first) => inherit(&mut file, first),
            None => self.first = Some(file.clone()),
        }
        if has_file {
            self.entry.distribution.push(file);
        }
    }

    /// Adds what is wrong with a row, each thing once.
    pub fn tell(&mut self, finding: Finding) {
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }

    fn say(&mut self, number: usize, cell: &Cell<'_>) {
        match self.said.get(&cell.column) {
            None => {
                cell.column.put(&cell.text, &mut self.entry);
                self.said.insert(cell.column, cell.text.clone());
            }
            Some(first) if *first == cell.text => {}
            Some(first) => {
                let property = format!("{}, Zeile {number}", cell.heading);
                self.findings
                    .push(Finding::new(&rule::ROWS_DIFFER, property).found(&cell.text).concluded(first));
            }
        }
    }

    /// The dataset of all rows, and what they disagree about. It is as new as its newest file, and each
    /// file says only what the dataset does not.
    pub fn finish(self) -> (Entry, Vec<Finding>) {
        let mut entry = self.entry;
        let mut files = std::mem::take(&mut entry.distribution);
        let modified = dated(&entry.modified, files.iter().map(|file| &file.modified));
        let issued = dated(&entry.issued, files.iter().map(|file| &file.issued));
        if let Some((_, newest)) = modified.into_iter().max() {
            entry.modified = newest;
        }
        if let Some((_, oldest)) = issued.into_iter().min() {
            entry.issued = oldest;
        }
        for language in files.iter().flat_map(|file| &file.language) {
            if !entry.language.contains(language) {
                entry.language.push(language.clone());
            }
        }
        for file in &mut files {
            for (own, all) in [
                (&mut file.license, &entry.license),
                (&mut file.attribution, &entry.attribution),
                (&mut file.modified, &entry.modified),
                (&mut file.issued, &entry.issued),
            ] {
                if own == all {
                    own.clear();
                }
            }
            if file.language == entry.language {
                file.language.clear();
            }
        }
        entry.distribution = files;
        (entry, self.findings)
    }
}

fn put_file(cell: &Cell<'_>, file: &mut FileEntry) {
    cell.column.put_file(&cell.text, file);
}

fn inherit(file: &mut FileEntry, first: &FileEntry) {
    for (own, first) in [
        (&mut file.license, &first.license),
        (&mut file.attribution, &first.attribution),
        (&mut file.modified, &first.modified),
        (&mut file.issued, &first.issued),
    ] {
        if own.is_empty() {
            own.clone_from(first);
        }
    }
    if file.language.is_empty() {
        file.language.clone_from(&first.language);
    }
}

/// The readable dates among what is said, each with its form of XML Schema, which sorts by time.
fn dated<'a>(all: &'a String, files: impl Iterator<Item = &'a String>) -> Vec<(String, String)> {
    let read = |found: &String| Some((date::read(found)?.literal.value().to_owned(), found.clone()));
    std::iter::once(all).chain(files).filter_map(read).collect()
}
