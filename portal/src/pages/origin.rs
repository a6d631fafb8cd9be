//! Field by field: what the source delivered, what is published of it, and why they differ.

use super::dataset::FindingView;
use super::layout::Layout;
use super::quality::{Fixes, GainView};
use super::value::Value;
use super::{clean, html, render};
use crate::api::dataset::segments;
use crate::caching;
use crate::error::PortalError;
use crate::language::Language;
use crate::state::Portal;
use crate::texts::quality::{self, QualityTexts};
use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use datenkreis_catalogue::journal::{ChangeKind, Received, Version, general_property};
use datenkreis_catalogue::view::DatasetView;
use datenkreis_harvester::mapping::origin::{self, Statement};
use datenkreis_vocab::finding::Finding;
use datenkreis_vocab::iri::dataset_at;
use datenkreis_vocab::model::best;
use std::collections::{BTreeSet, HashMap};

/// Values shown in one cell; a dataset may have hundreds of files. The record itself has them all.
const VALUES_SHOWN: usize = 30;

/// Properties people ask about first, in this order; the others follow as they stand in the graph.
const FIRST: [&str; 12] = [
    "dcterms:title",
    "dcterms:description",
    "dcterms:publisher foaf:name",
    "dcat:contactPoint vcard:fn",
    "dcat:contactPoint vcard:hasEmail",
    "dcat:theme",
    "dcat:keyword",
    "dcterms:spatial",
    "dcterms:issued",
    "dcterms:modified",
    "dcat:distribution dcterms:license",
    "dcat:distribution dcterms:format",
];

#[derive(Template)]
#[template(path = "pages/origin.html")]
struct OriginPage {
    layout: Layout,
    title: String,
    record: Option<String>,
    rows: Vec<Row>,
    /// Findings that belong to no property.
    further: Vec<FindingView>,
    words: &'static QualityTexts,
    /// What the portal has added, and the source could say itself.
    added: Vec<GainView>,
}

/// One property.
struct Row {
    /// What people call it.
    name: Option<String>,
    property: String,
    outcome: &'static str,
    class: &'static str,
    /// Said where no finding tells why.
    reason: Option<&'static str>,
    delivered: Cell,
    published: Cell,
    why: Vec<FindingView>,
}

/// The values of one side.
#[derive(Default)]
struct Cell {
    values: Vec<Shown>,
    /// How many more there are.
    more: usize,
}

struct Shown {
    /// The field at the source; nothing on the side of the catalogue.
    field: Option<String>,
    /// What people call an entry of an official list.
    label: Option<&'static str>,
    value: String,
}

/// GET `/dataset/{source}/{id}/herkunft`, `/en/dataset/{source}/{id}/provenance`.
pub async fn page(
    request: HttpRequest,
    portal: web::Data<Portal>,
    language: Language,
) -> Result<HttpResponse, PortalError> {
    let (version, received) = find(&request, &portal, language).await?;
    let page = move || {
        let added = added(&portal, language, &version, received.as_ref())?;
        render(&OriginPage { added, ..OriginPage::new(&portal, language, version, received) })
    };
    Ok(html(StatusCode::OK, web::block(page).await??))
}

/// GET `/dataset/{source}/{id}/original`: the record as the source delivered it.
pub async fn record(
    request: HttpRequest,
    portal: web::Data<Portal>,
    language: Language,
) -> Result<HttpResponse, PortalError> {
    let (version, received) = find(&request, &portal, language).await?;
    let received = received.ok_or_else(|| PortalError::not_found(language))?;
    let media_type = if received.dialect == "rdf" { "application/n-triples" } else { "application/json" };
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::CONTENT_TYPE, media_type))
        .insert_header(header::ETag(caching::tag(format!("{}-original", version.hash))))
        .insert_header((header::CACHE_CONTROL, "public, max-age=300, must-revalidate"));
    Ok(response.body(received.payload))
}

async fn find(
    request: &HttpRequest,
    portal: &web::Data<Portal>,
    language: Language,
) -> Result<(Version, Option<Received>), PortalError> {
    let (source, id) = segments(request).ok_or_else(|| PortalError::not_found(language))?;
    let dataset = dataset_at(portal.base(), &source, &id);
    let catalogue = portal.catalogue.clone();
    let (version, received) = web::block(move || {
        let version = catalogue.current(&dataset)?;
        let received = catalogue.received(&dataset)?;
        Ok::<_, datenkreis_catalogue::Error>((version, received))
    })
    .await??;
    let version = version.ok_or_else(|| PortalError::not_found(language))?;
    if version.kind == ChangeKind::Withdrawn {
        return Err(PortalError::gone(language));
    }
    Ok((version, received))
}

/// What the portal has added; nothing to a dataset that is not assessed, as a series is not.
fn added(
    portal: &Portal,
    language: Language,
    version: &Version,
    received: Option<&Received>,
) -> Result<Vec<GainView>, PortalError> {
    let Some((quality, received)) = portal.catalogue.quality_of(&version.dataset)?.zip(received) else {
        return Ok(vec![]);
    };
    let links = portal.catalogue.links_of(&version.dataset)?;
    let Version { triples, findings, .. } = version;
    let words = quality::of(language);
    Ok(GainView::added(&Fixes::new(portal, words, &quality, received, triples, findings, &links)))
}

impl OriginPage {
    fn new(portal: &Portal, language: Language, version: Version, received: Option<Received>) -> Self {
        let published = origin::published(&version.dataset, &version.triples);
        let view = DatasetView::from_version(version);
        let iri = view.dataset.iri.as_str().to_owned();
        let links = super::links::Links::new(portal.base(), language);
        let texts = crate::texts::of(language);
        let mut layout = Layout::new(portal, language, links.origin_page(&iri), texts.origin_title);
        let title = best(&view.dataset.title, language.tag()).map(|title| clean::line(&title.value));
        let title = title.unwrap_or_else(|| texts.result_untitled.into());
        layout.trail =
            vec![Value::own(texts.nav_search, links.search()), Value::own(&title, links.dataset(&iri))];
        layout.noindex = true;
        let record = received.is_some().then(|| links.record(&iri));
        let received = received.unwrap_or_default();
        let mut why = Why::new(language, &received.dialect, &view.findings);
        let delivered = at_their_place(origin::delivered(&received), &published, &why);
        why.values = delivered.clone();
        let on = |side: &[Statement], way: &str| -> Vec<Statement> {
            side.iter().filter(|said| said.property.as_deref() == Some(way)).cloned().collect()
        };
        let row = |way: &str, why: Vec<FindingView>| {
            let stands = on(&published, way);
            let stands = if stands.is_empty() { published_instead(&why, &published) } else { stands };
            Row::new(texts, way, &on(&delivered, way), &stands, why)
        };
        let mut rows: Vec<Row> =
            ways(&published, &delivered).iter().map(|way| row(way, why.take(way))).collect();
        // Nothing came and nothing is published, but there is something to say: a proposal, or that it is
        // missing.
        rows.extend(why.ways().iter().map(|way| row(way, why.take(way))));
        rows.extend(Row::without_place(texts, &delivered, &mut why));
        Self { layout, title, record, rows, further: why.rest(), words: quality::of(language), added: vec![] }
    }
}

/// A field that a dialect has for a whole node (`spatial`) stands beside that statement about the node which
/// says the same (its name), so that no value has two rows; but where a finding tells what became of it, it stays.
fn at_their_place(mut delivered: Vec<Statement>, published: &[Statement], why: &Why<'_>) -> Vec<Statement> {
    let mut of_value: HashMap<&str, Vec<&str>> = HashMap::new();
    for said in published {
        of_value.entry(plain(&said.value)).or_default().extend(said.property.as_deref());
    }
    for said in &mut delivered {
        let Some(way) = said.property.as_deref() else { continue };
        let same = of_value.get(plain(&said.value)).map(Vec::as_slice).unwrap_or_default();
        let is_below = |inner: &&&str| inner.strip_prefix(way).is_some_and(|rest| rest.starts_with(' '));
        if !same.contains(&way)
            && !why.tells(way, &said.value)
            && let Some(inner) = same.iter().find(is_below)
        {
            said.property = Some((*inner).to_owned());
        }
    }
    delivered
}

/// What findings say is published, if it stands at another property.
fn published_instead(why: &[FindingView], published: &[Statement]) -> Vec<Statement> {
    let is_told = |said: &&Statement| {
        why.iter()
            .any(|finding| finding.concluded.as_deref().is_some_and(|told| plain(told) == plain(&said.value)))
    };
    published.iter().filter(is_told).cloned().collect()
}

/// The ways of both sides, each once.
fn ways(published: &[Statement], delivered: &[Statement]) -> Vec<String> {
    let all = published.iter().chain(delivered).filter_map(|said| said.property.as_deref());
    let all: BTreeSet<&str> = all.collect();
    let first = FIRST.into_iter().filter(|way| all.contains(way));
    // What is said of the dataset itself goes before what is said of its files.
    let mut rest: Vec<&str> = all.iter().copied().filter(|way| !FIRST.contains(way)).collect();
    rest.sort_by_key(|way| (way.starts_with("dcat:distribution"), *way));
    first.chain(rest).map(str::to_owned).collect()
}

impl Row {
    fn new(
        texts: &crate::texts::Texts,
        way: &str,
        delivered: &[Statement],
        published: &[Statement],
        mut why: Vec<FindingView>,
    ) -> Self {
        let values = |side: &[Statement]| -> BTreeSet<String> {
            side.iter().map(|said| plain(&said.value).to_owned()).collect()
        };
        let (came, stands) = (values(delivered), values(published));
        let is_proposed = why.iter().any(|finding| finding.proposed.is_some());
        let (outcome, class, reason) = match (came.is_empty(), stands.is_empty()) {
            (true, true) if is_proposed => (texts.origin_proposed, "left-out", None),
            (true, true) if why.iter().any(|finding| finding.found.is_some()) => {
                (texts.origin_left_out, "left-out", None)
            }
            (true, true) => (texts.origin_missing, "left-out", None),
            (true, _) => (texts.origin_added, "added", Some(texts.origin_added_why)),
            (false, true) => (texts.origin_left_out, "left-out", Some(texts.origin_left_out_why)),
            _ if came == stands && why.iter().any(|finding| finding.fix.is_some()) => {
                (texts.origin_faulty, "rewritten", None)
            }
            _ if came == stands => (texts.origin_unchanged, "unchanged", None),
            _ => (texts.origin_rewritten, "rewritten", Some(texts.origin_rewritten_why)),
        };
        let (delivered, published) =
            (Cell::new(texts.language, delivered, true), Cell::new(texts.language, published, false));
        for finding in &mut why {
            finding.found.take_if(|found| delivered.shows(found));
            finding.concluded.take_if(|concluded| published.shows(concluded));
        }
        Self {
            name: name_of(way, texts.language),
            property: way.to_owned(),
            outcome,
            class,
            reason: reason.filter(|_| why.is_empty()),
            delivered,
            published,
            why,
        }
    }

    /// What has no place in DCAT-AP.de, field by field.
    fn without_place(
        texts: &crate::texts::Texts,
        delivered: &[Statement],
        why: &mut Why<'_>,
    ) -> Option<Self> {
        let homeless: Vec<Statement> =
            delivered.iter().filter(|said| said.property.is_none()).cloned().collect();
        let why = why.of_fields(&homeless);
        (!homeless.is_empty()).then(|| Self::new(texts, "–", &homeless, &[], why))
    }
}

/// What people call a way: its last property, and what is said of what: `Lizenz (Datei)`.
fn name_of(way: &str, language: Language) -> Option<String> {
    let name = |term: &str| datenkreis_vocab::shapes::called(term, language.tag());
    let mut steps: Vec<&str> = way.split(' ').collect();
    let last = name(steps.pop()?)?;
    let before: Vec<&str> = steps
        .iter()
        .filter_map(|step| match *step {
            "dcat:distribution" if language == Language::De => Some("Datei"),
            "dcat:distribution" => Some("file"),
            step => name(step),
        })
        .collect();
    Some(if before.is_empty() { last.to_owned() } else { format!("{last} ({})", before.join(", ")) })
}

/// A value without its language tag, which our rules add or mend.
fn plain(value: &str) -> &str {
    let tag = |rest: &str| {
        !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    match value.rsplit_once(" @") {
        Some((text, language)) if tag(language) => text.trim(),
        _ => value.trim(),
    }
}

impl Cell {
    fn new(language: Language, statements: &[Statement], with_field: bool) -> Self {
        let mut shown: Vec<Shown> = vec![];
        let mut known = BTreeSet::new();
        for said in statements {
            let field = with_field.then(|| clean::line(&said.field));
            if known.insert((field.clone(), &said.value)) {
                let label = datenkreis_vocab::lists::label(&said.value, language.tag());
                let label = label.filter(|label| *label != said.value);
                shown.push(Shown { field, label, value: clean::line(&said.value) });
            }
        }
        let more = shown.len().saturating_sub(VALUES_SHOWN);
        shown.truncate(VALUES_SHOWN);
        Self { values: shown, more }
    }

    /// Whether a value stands in the cell, so that it need not be said again beside it.
    fn shows(&self, value: &str) -> bool {
        self.values.iter().any(|shown| plain(&shown.value) == plain(value))
    }
}

/// The findings, each given away once.
struct Why<'a> {
    language: Language,
    by_way: HashMap<String, Vec<&'a Finding>>,
    /// What was delivered.
    values: Vec<Statement>,
}

impl<'a> Why<'a> {
    fn new(language: Language, dialect: &str, findings: &'a [Finding]) -> Self {
        let mut by_way: HashMap<String, Vec<&Finding>> = HashMap::new();
        for finding in findings {
            let field = general_property(&finding.property);
            let way = origin::property_of(dialect, &field).unwrap_or(field);
            // Rules name a property of all files by their class.
            let way = match way.strip_prefix("dcat:Distribution ") {
                Some(property) => format!("dcat:distribution {property}"),
                None => way,
            };
            by_way.entry(way).or_default().push(finding);
        }
        Self { language, by_way, values: vec![] }
    }

    /// Whether a finding at a property names the value.
    fn tells(&self, way: &str, value: &str) -> bool {
        let names =
            |finding: &&Finding| finding.found.as_deref().is_some_and(|found| plain(found) == plain(value));
        self.by_way.get(way).is_some_and(|findings| findings.iter().any(names))
    }

    /// The findings about a property: those that name the whole way, then those that name its end.
    fn take(&mut self, way: &str) -> Vec<FindingView> {
        let end = way.rsplit(' ').next().unwrap_or(way);
        let start = way.split(' ').next().unwrap_or(way);
        let mut taken = vec![];
        for part in [way, end, start] {
            let findings = self.by_way.remove(part).unwrap_or_default();
            let (here, elsewhere): (Vec<&Finding>, Vec<&Finding>) =
                findings.into_iter().partition(|finding| !self.is_elsewhere(finding, way, part));
            taken.extend(here);
            if !elsewhere.is_empty() {
                self.by_way.insert(part.to_owned(), elsewhere);
            }
        }
        self.views(taken)
    }

    /// Whether the value that a finding names was delivered at another property with the same end, and not at this
    /// one: what is said of a file is not said of the dataset.
    fn is_elsewhere(&self, finding: &Finding, way: &str, end: &str) -> bool {
        let Some(found) = finding.found.as_deref().map(plain) else { return false };
        let here = self.values.iter().filter(|said| plain(&said.value) == found);
        let ways: Vec<&str> = here.filter_map(|said| said.property.as_deref()).collect();
        !ways.contains(&way) && ways.iter().any(|known| known.rsplit(' ').next() == Some(end))
    }

    /// The properties of the findings left, as far as people have a name for them; those of the dataset
    /// itself first.
    fn ways(&self) -> Vec<String> {
        // Names of classes begin with a capital letter; a class is not stated.
        let is_property = |way: &str| {
            let last = way.rsplit([' ', ':']).next().unwrap_or_default();
            last.starts_with(|c: char| c.is_lowercase()) && name_of(way, self.language).is_some()
        };
        let named = self.by_way.keys().filter(|way| is_property(way));
        let mut ways: Vec<String> = named.cloned().collect();
        ways.sort_by_key(|way| (way.starts_with("dcat:distribution"), way.clone()));
        ways
    }

    fn of_fields(&mut self, statements: &[Statement]) -> Vec<FindingView> {
        let fields: BTreeSet<String> = statements.iter().map(|said| general_property(&said.field)).collect();
        let taken = fields.iter().filter_map(|field| self.by_way.remove(field)).flatten().collect();
        self.views(taken)
    }

    fn rest(mut self) -> Vec<FindingView> {
        let mut ways: Vec<String> = self.by_way.keys().cloned().collect();
        ways.sort();
        let taken = ways.iter().filter_map(|way| self.by_way.remove(way)).flatten().collect();
        self.views(taken)
    }

    fn views(&self, findings: Vec<&Finding>) -> Vec<FindingView> {
        let view =
            |finding: &&Finding| FindingView::new(self.language, finding, &[finding.property.as_str()]);
        findings.iter().map(view).collect()
    }
}

#[cfg(test)]
mod tests;
