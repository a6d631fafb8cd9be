//! What a dataset is: title, description, keywords, themes, language and other plain statements.

use super::Reader;
use super::fields::{Fields, member, text_of};
use super::texts::{self, texts};
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::model::{Coded, Dataset, LangString};
use serde_json::Value;
use std::collections::BTreeSet;

/// Title, description, keywords, themes, language and other plain statements.
pub(super) fn describe(fields: &mut Fields, dataset: &mut Dataset, reader: &mut Reader) {
    dataset.title = first_texts(fields, &["title_translated", "title", "display_name"]);
    if dataset.title.is_empty() {
        dataset.title = first_texts(fields, &["name"]);
        // Without a name either, the check tells.
        if let Some(name) = dataset.title.first() {
            reader.values.findings.push(Finding::new(&rule::TITLE_MISSING, "title").concluded(&name.value));
        }
    }
    dataset.description =
        first_texts(fields, &["notes_translated", "notes", "description_translated", "description"]);
    for (property, tag) in fields.take_all(&["tags_translated", "tags", "keyword", "keywords"]) {
        let words = words(&tag);
        if words.is_empty() {
            reader.not_mapped(&property, &tag);
        }
        add_keywords(words, dataset);
    }
    themes(fields, dataset, reader);
    dataset.language = coded(fields, &["language", "languages"], &[',', ';']);
    dataset.access_rights = one_coded(fields, "access_rights").or_else(|| of_visibility(fields, reader));
    dataset.availability =
        fields.take_text(&["availability", "plannedAvailability"]).map(|(_, found)| Coded::found(found));
    dataset.r#type = coded(fields, &["dcat_type"], &[]);
    dataset.hvd_category = coded(fields, &["hvd_category"], &[]);
    dataset.version = fields.take_text(&["version", "dcat_version"]).map(|(_, version)| version);
    dataset.version_notes = all_texts(fields, &["version_notes"]);
    dataset.provenance = all_texts(fields, &["provenance"]);
    dataset.spatial_resolution_in_meters = fields
        .take_text(&["spatial_resolution_in_meters", "spatial_resolution"])
        .and_then(|(property, found)| reader.values.decimal(&found, &property));
}

/// CKAN's own word on who may see a package and its files: `private` is `false`, and no resource is restricted
/// (ckanext-restricted). DKAN's `private` tells nothing, see [`super::CkanPackage::mark`].
fn of_visibility(fields: &Fields, reader: &mut Reader) -> Option<Coded> {
    const PUBLIC: &str = "http://publications.europa.eu/resource/authority/access-right/PUBLIC";
    let is_public =
        fields.peek("private").and_then(text_of).is_some_and(|said| said.eq_ignore_ascii_case("false"));
    let resources = fields.peek("resources").and_then(Value::as_array);
    let is_restricted = |resource: &Value| {
        let level = resource.get("restricted").and_then(|said| {
            let said = said.as_str().and_then(|text| serde_json::from_str(text).ok()).unwrap_or(said.clone());
            member(&said, &["level"]).or_else(|| text_of(&said))
        });
        level.is_some_and(|level| !["public", "false"].contains(&level.to_lowercase().as_str()))
    };
    let has_files = resources.is_some_and(|resources| !resources.is_empty());
    if reader.dkan || !is_public || !has_files || resources.into_iter().flatten().any(is_restricted) {
        return None;
    }
    let finding = Finding::new(&rule::VALUE_CONCLUDED, "access_rights").found("private: false");
    reader.values.findings.push(finding.concluded(PUBLIC));
    Some(Coded::found(PUBLIC))
}

fn first_texts(fields: &mut Fields, names: &[&str]) -> Vec<LangString> {
    names
        .iter()
        .filter_map(|name| fields.take(&[name]))
        .map(|(_, value)| texts(&value))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

pub(super) fn all_texts(fields: &mut Fields, names: &[&str]) -> Vec<LangString> {
    fields.take_all(names).iter().flat_map(|(_, value)| texts(value)).collect()
}

fn coded(fields: &mut Fields, names: &[&str], separators: &[char]) -> Vec<Coded> {
    fields.take_texts(names, separators).into_iter().map(|(_, found)| Coded::found(found)).collect()
}

fn one_coded(fields: &mut Fields, name: &str) -> Option<Coded> {
    fields.take_text(&[name]).map(|(_, found)| Coded::found(found))
}

/// The words of a tag: a text that may list several, texts by language, or an object with a name.
fn words(tag: &Value) -> Vec<LangString> {
    match tag {
        Value::String(text) => {
            let words = text.split([',', ';']).map(str::trim).filter(|word| !word.is_empty());
            words.map(LangString::untagged).collect()
        }
        Value::Object(_) if !texts::is_by_language(tag) => {
            let names = ["display_name", "name", "title"].iter().filter_map(|name| tag.get(*name));
            names.map(texts).find(|words| !words.is_empty()).unwrap_or_default()
        }
        tag => texts(tag),
    }
}

fn add_keywords(words: Vec<LangString>, dataset: &mut Dataset) {
    for word in words {
        if !dataset.keyword.contains(&word) {
            dataset.keyword.push(word);
        }
    }
}

/// Themes stand in `theme` (IRIs), in CKAN's groups (a group is what the portal sorts by, in Germany
/// mostly the themes) and in the OGD schema's `subgroups`. A group called by a four-letter code is
/// one of the EU's; else its title tells more than its name.
fn themes(fields: &mut Fields, dataset: &mut Dataset, reader: &Reader) {
    let mut found: Vec<String> = fields
        .take_texts(&["theme", "themes", "category", "categories"], &[])
        .into_iter()
        .map(|(_, theme)| theme)
        .collect();
    if !reader.dkan {
        for (name, group) in fields.take_all(&["groups", "subgroups"]) {
            match &group {
                // ckanext-odsh: extra `groups` = "educ,envi".
                Value::String(text) if name.starts_with("extras.") => {
                    found.extend(text.split(',').map(|part| part.trim().to_owned()));
                }
                Value::String(text) => found.push(text.clone()),
                group => {
                    let code = member(group, &["name"]).filter(|name| name.len() == 4);
                    found.extend(code.or_else(|| {
                        let title =
                            ["title", "display_name", "name"].iter().filter_map(|name| group.get(*name));
                        title.flat_map(texts).map(|title| title.value).next()
                    }));
                }
            }
        }
    }
    let mut known = BTreeSet::new();
    dataset.theme = found
        .into_iter()
        .filter(|theme| !theme.is_empty() && known.insert(theme.to_lowercase()))
        .map(Coded::found)
        .collect();
}
