//! The dataset as schema.org JSON-LD, for search engines.

use crate::language::Language;
use crate::pages::clean;
use datenkreis_catalogue::view::DatasetView;
use datenkreis_vocab::model::{Coded, Distribution, LangString, best};
use oxrdf::{Literal, NamedNode};
use serde_json::{Map, Value, json};

/// Google Dataset Search cuts descriptions there.
const DESCRIPTION_CHARACTERS: usize = 5000;

/// JSON that may stand inside `<script type="application/ld+json">`: `<`, `>` and `&` are written as
/// escapes, so nothing in it can end the element.
pub fn script(view: &DatasetView, language: Language, title: &str, base: &str) -> String {
    document(view, language, title, base)
        .to_string()
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
}

fn document(view: &DatasetView, language: Language, title: &str, base: &str) -> Value {
    let dataset = &view.dataset;
    let mut object = Map::new();
    object.insert("@context".into(), "https://schema.org/".into());
    object.insert("@type".into(), "Dataset".into());
    object.insert("@id".into(), dataset.iri.as_str().into());
    object.insert("url".into(), dataset.iri.as_str().into());
    object.insert("name".into(), title.into());
    let description = text(&dataset.description, language)
        .map(|text| text.chars().take(DESCRIPTION_CHARACTERS).collect::<String>());
    put(&mut object, "description", description);
    let keywords: Vec<_> = dataset.keyword.iter().map(|keyword| clean::line(&keyword.value)).collect();
    put(&mut object, "keywords", some(keywords));
    let identifiers: Vec<_> = dataset.identifier.iter().map(|literal| literal.value().to_owned()).collect();
    put(&mut object, "identifier", some(identifiers));
    put(&mut object, "dateModified", dataset.modified.as_ref().map(Literal::value));
    put(&mut object, "datePublished", dataset.issued.as_ref().map(Literal::value));
    put(&mut object, "version", dataset.version.clone());
    put(
        &mut object,
        "license",
        dataset.distribution.iter().find_map(|distribution| license(distribution.license.as_ref())),
    );
    let publisher = dataset.publisher.as_ref().map(|agent| {
        let mut organisation = Map::from_iter([("@type".to_owned(), Value::from("Organization"))]);
        put(&mut organisation, "name", text(&agent.name, language));
        put(&mut organisation, "url", agent.homepage.as_ref().map(NamedNode::as_str));
        organisation
    });
    put(&mut object, "publisher", publisher);
    let periods: Vec<_> = dataset
        .temporal
        .iter()
        .map(|period| {
            let end = |literal: &Option<Literal>| literal.as_ref().map_or("..", Literal::value).to_owned();
            format!("{}/{}", end(&period.start_date), end(&period.end_date))
        })
        .collect();
    put(&mut object, "temporalCoverage", some(periods));
    let places: Vec<_> = dataset
        .spatial
        .iter()
        .filter_map(|place| text(&place.pref_label, language))
        .map(|name| json!({ "@type": "Place", "name": name }))
        .collect();
    put(&mut object, "spatialCoverage", some(places));
    let distributions: Vec<_> =
        dataset.distribution.iter().map(|distribution| download(distribution, language)).collect();
    put(&mut object, "distribution", some(distributions));
    object.insert("isAccessibleForFree".into(), true.into());
    object.insert(
        "includedInDataCatalog".into(),
        json!({ "@type": "DataCatalog", "@id": format!("{base}/catalog"), "url": base }),
    );
    object.into()
}

fn download(distribution: &Distribution, language: Language) -> Value {
    let mut object = Map::from_iter([("@type".to_owned(), Value::from("DataDownload"))]);
    put(&mut object, "name", text(&distribution.title, language));
    let address = distribution.download_url.first().or(distribution.access_url.first());
    put(&mut object, "contentUrl", address.and_then(|address| clean::web_link(address.as_str())));
    let format = distribution.media_type.as_ref().or(distribution.format.as_ref());
    put(&mut object, "encodingFormat", format.map(|format| clean::line(super::distribution::code(format))));
    put(&mut object, "contentSize", distribution.byte_size.map(|size| format!("{size} B")));
    put(&mut object, "license", license(distribution.license.as_ref()));
    object.into()
}

fn license(license: Option<&Coded>) -> Option<String> {
    license.and_then(|license| license.concept.as_ref()).map(|concept| concept.as_str().to_owned())
}

fn text(texts: &[LangString], language: Language) -> Option<String> {
    best(texts, language.tag()).map(|text| clean::plain(&text.value)).filter(|text| !text.is_empty())
}

fn some<T>(values: Vec<T>) -> Option<Vec<T>> {
    (!values.is_empty()).then_some(values)
}

fn put(object: &mut Map<String, Value>, name: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        object.insert(name.into(), value.into());
    }
}
