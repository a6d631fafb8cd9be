//! What is known of a dataset besides its files, as rows of names and values.

use super::date;
use super::distribution::{coded, others};
use crate::language::Language;
use crate::pages::links::Links;
use crate::pages::series::{SeriesView, own_source};
use crate::pages::status::source_title;
use crate::pages::value::{Row, Value};
use crate::pages::{clean, concept};
use crate::state::Portal;
use crate::texts::{Texts, area, format};
use datenkreis_catalogue::view::DatasetView;
use datenkreis_vocab::model::{Agent, Coded, ContactPoint, LangString, Location, PeriodOfTime, best};
use oxrdf::NamedNode;

/// Makes the rows of one dataset.
pub struct Facts<'a> {
    /// The portal, for names of places and sources.
    pub portal: &'a Portal,
    /// The page's language.
    pub language: Language,
    /// Addresses of our pages.
    pub links: &'a Links,
    /// The dataset.
    pub view: &'a DatasetView,
    /// The series it is in, as far as they are ours.
    pub series: &'a [SeriesView],
}

impl Facts<'_> {
    /// What people ask first: who, where, when, how often.
    pub fn glance(&self) -> Vec<Row> {
        let texts = self.texts();
        let dataset = &self.view.dataset;
        rows([
            Row::new(texts.publisher, dataset.publisher.iter().flat_map(|agent| self.agent(agent)).collect()),
            Row::new(texts.place, self.places()),
            Row::new(
                texts.period,
                dataset.temporal.iter().map(|period| Value::text(self.period(period))).collect(),
            ),
            Row::new(texts.modified, self.date(dataset.modified.as_ref())),
            Row::new(texts.issued, self.date(dataset.issued.as_ref())),
            Row::new(texts.frequency, self.one(&dataset.accrual_periodicity)),
            Row::new(texts.landing_page, addresses(&dataset.landing_page)),
            Row::new(texts.in_series, self.series()),
        ])
    }

    /// Whom to ask.
    pub fn contacts(&self) -> Vec<Row> {
        let contacts = &self.view.dataset.contact_point;
        contacts.iter().flat_map(|contact| self.contact(contact)).collect()
    }

    /// Everything that the page does not show elsewhere.
    pub fn all(&self) -> Vec<Row> {
        let texts = self.texts();
        let dataset = &self.view.dataset;
        let agents = |agents: &[Agent]| agents.iter().flat_map(|agent| self.agent(agent)).collect();
        let other_identifiers =
            dataset.other_identifier.iter().map(|identifier| match &identifier.datatype {
                Some(datatype) => Value::labelled(&identifier.notation, datatype),
                None => Value::text(&identifier.notation),
            });
        let identifiers = dataset.identifier.iter().map(|literal| match clean::web_link(literal.value()) {
            // Whole, for it is the name itself: another scheme would be another name.
            Some(address) => Value::labelled(address, address),
            None => Value::text(literal.value()),
        });
        rows([
            Row::new(texts.other_languages, others(&dataset.title, self.language)),
            Row::new(texts.identifiers, identifiers.collect()),
            Row::new(texts.other_identifiers, other_identifiers.collect()),
            Row::new(texts.version, dataset.version.iter().map(Value::text).collect()),
            Row::new(texts.version_notes, self.tagged(&dataset.version_notes)),
            Row::new(texts.r#type, self.list(&dataset.r#type)),
            Row::new(texts.data_language, self.list(&dataset.language)),
            Row::new(texts.access_rights, self.one(&dataset.access_rights)),
            Row::new(texts.availability, self.one(&dataset.availability)),
            Row::new(texts.hvd_category, self.list(&dataset.hvd_category)),
            Row::new(texts.legislation, addresses(&dataset.applicable_legislation)),
            Row::new(texts.legal_basis, self.tagged(&dataset.legal_basis)),
            Row::new(texts.creator, agents(&dataset.creator)),
            Row::new(texts.contributor, agents(&dataset.contributor)),
            Row::new(texts.originator, agents(&dataset.originator)),
            Row::new(texts.custodian, agents(&dataset.custodian)),
            Row::new(texts.contributor_id, self.concepts(&dataset.contributor_id)),
            Row::new(texts.geocoding_level, self.list(&dataset.political_geocoding_level_uri)),
            Row::new(texts.geocoding, self.keys(&dataset.political_geocoding_uri)),
            Row::new(texts.geocoding_description, self.tagged(&dataset.geocoding_description)),
            Row::new(
                texts.bounding_box,
                self.areas(dataset.spatial.iter().filter_map(|place| place.bbox.as_ref())),
            ),
            Row::new(
                texts.centroid,
                self.areas(dataset.spatial.iter().filter_map(|place| place.centroid.as_ref())),
            ),
            Row::new(
                texts.spatial_resolution,
                dataset
                    .spatial_resolution_in_meters
                    .iter()
                    .map(|metres| Value::text(format!("{} m", metres.value())))
                    .collect(),
            ),
            Row::new(
                texts.temporal_resolution,
                dataset.temporal_resolution.iter().map(|duration| Value::text(duration.value())).collect(),
            ),
            Row::new(texts.provenance, self.tagged(&dataset.provenance)),
            Row::new(texts.conforms_to, addresses(&dataset.conforms_to)),
            Row::new(texts.page, addresses(&dataset.page)),
            Row::new(texts.relation, self.relatives(&dataset.relation)),
            Row::new(texts.references, self.relatives(&dataset.references)),
        ])
    }

    /// How we know.
    pub fn harvest(&self) -> Vec<Row> {
        let texts = self.texts();
        let view = self.view;
        let source = self.portal.source(&view.source);
        let title = source_title(self.portal, &view.source);
        let source_link = match own_source(view.source.as_str()) {
            Some(title) => Value::text(title),
            None => Value::own(title, self.links.source(&view.source)),
        };
        let moment = |at| vec![Value::text(format::moment(self.language, at))];
        let site = source.and_then(|source| source.site.as_ref()).map(|site| Value::address(site.as_str()));
        rows([
            Row::new(texts.harvest_source, vec![source_link.german(self.language)]),
            Row::new(texts.status_site, site.into_iter().collect()),
            Row::new(texts.harvest_native_id, vec![Value::text(view.native_id.as_str())]),
            Row::new(texts.harvest_first, moment(view.first_harvested)),
            Row::new(texts.harvest_version, moment(view.harvested)),
            Row::new(texts.harvest_seq, vec![Value::text(texts.change_number(view.seq))]),
        ])
    }

    fn texts(&self) -> &'static Texts {
        crate::texts::of(self.language)
    }

    fn tagged(&self, texts: &[LangString]) -> Vec<Value> {
        texts.iter().map(|text| Value::tagged(text, self.language)).collect()
    }

    fn list(&self, values: &[Coded]) -> Vec<Value> {
        values.iter().map(|value| coded(self.texts(), value)).collect()
    }

    fn one(&self, value: &Option<Coded>) -> Vec<Value> {
        value.iter().map(|value| coded(self.texts(), value)).collect()
    }

    fn concepts(&self, nodes: &[NamedNode]) -> Vec<Value> {
        nodes.iter().map(|node| coded(self.texts(), &Coded::concept(node.clone()))).collect()
    }

    /// Official keys with the names they stand for.
    fn keys(&self, nodes: &[NamedNode]) -> Vec<Value> {
        let named = |node: &NamedNode| {
            let iri = node.as_str();
            let key = iri.rsplit('/').next().unwrap_or(iri);
            match concept::of_iri(iri, self.language) {
                Some(name) => Value::labelled(format!("{name} ({key})"), iri),
                None => Value::address(iri),
            }
        };
        nodes.iter().map(named).collect()
    }

    /// Geometries in words; one without coordinates as it stands.
    fn areas<'b>(&self, geometries: impl Iterator<Item = &'b String>) -> Vec<Value> {
        let words = |wkt: &String| area(self.language, wkt).unwrap_or_else(|| wkt.clone());
        geometries.map(|wkt| Value::text(words(wkt))).collect()
    }

    fn date(&self, literal: Option<&oxrdf::Literal>) -> Vec<Value> {
        literal.map(|literal| Value::text(date(self.language, literal))).into_iter().collect()
    }

    /// Our series under their titles, those of others under their addresses.
    fn series(&self) -> Vec<Value> {
        let ours = self.series.iter().filter_map(|view| view.series.clone());
        let is_foreign = |node: &&NamedNode| {
            !matches!(self.links.dataset_page(node.as_str()), crate::pages::links::Page::Dataset(_))
        };
        let foreign = self.view.dataset.in_series.iter().filter(is_foreign);
        ours.chain(foreign.map(|node| Value::address(node.as_str()))).collect()
    }

    /// Datasets that may be ours.
    fn relatives(&self, nodes: &[NamedNode]) -> Vec<Value> {
        let relative = |node: &NamedNode| match self.links.dataset_page(node.as_str()) {
            page @ crate::pages::links::Page::Dataset(_) => {
                Value::own(clean::short_address(node.as_str()), self.links.path(&page))
            }
            _ => Value::address(node.as_str()),
        };
        nodes.iter().map(relative).collect()
    }

    fn agent(&self, agent: &Agent) -> Vec<Value> {
        let name = best(&agent.name, self.language.tag());
        let mut values: Vec<Value> = match (name, &agent.homepage) {
            (Some(name), Some(homepage)) => vec![Value::labelled(&name.value, homepage.as_str())],
            (Some(name), None) => vec![Value::tagged(name, self.language)],
            (None, homepage) => homepage.iter().map(|homepage| Value::address(homepage.as_str())).collect(),
        };
        values.extend(agent.mbox.iter().map(|mbox| direct(mbox.as_str(), "mailto:")));
        values.extend(agent.r#type.iter().map(|kind| Value::text(concept::label(kind, self.language))));
        values
    }

    fn contact(&self, contact: &ContactPoint) -> Vec<Row> {
        let texts = self.texts();
        let names = contact
            .r#fn
            .iter()
            .chain(contact.organization_name.iter().filter(|name| contact.r#fn.as_ref() != Some(name)));
        rows([
            Row::new(texts.contact_name, names.map(|name| Value::tagged(name, self.language)).collect()),
            Row::new(
                texts.mailto,
                contact.has_email.iter().map(|mail| direct(mail.as_str(), "mailto:")).collect(),
            ),
            Row::new(
                texts.telephone,
                contact.has_telephone.iter().map(|number| direct(number.as_str(), "tel:")).collect(),
            ),
            Row::new(texts.website, addresses(&contact.has_url)),
        ])
    }

    /// Named places; a place of which only coordinates are known stands under "all metadata".
    fn places(&self) -> Vec<Value> {
        let mut places: Vec<Value> = vec![];
        for place in &self.view.dataset.spatial {
            if let Some(place) = self.place(place)
                && !places.iter().any(|known| known.text == place.text)
            {
                places.push(place);
            }
        }
        places
    }

    fn place(&self, place: &Location) -> Option<Value> {
        if let Some(iri) = &place.iri {
            if let Some(key) = concept::place_key(iri.as_str())
                && let Some(name) = concept::municipality(self.portal, self.language, &key)
            {
                return Some(Value::own(name, self.links.filtered("kommune", &key)));
            }
            if let Some(label) = concept::of_iri(iri.as_str(), self.language) {
                return Some(Value::labelled(label, iri.as_str()));
            }
        }
        let label =
            best(&place.pref_label, self.language.tag()).map(|label| Value::tagged(label, self.language));
        let foreign = || {
            let iri = place.iri.as_ref().map(NamedNode::as_str)?;
            (!iri.starts_with(self.view.dataset.iri.as_str())).then(|| Value::address(iri))
        };
        label.or_else(foreign)
    }

    fn period(&self, period: &PeriodOfTime) -> String {
        let texts = self.texts();
        let end =
            |literal: &Option<oxrdf::Literal>| literal.as_ref().map(|literal| date(self.language, literal));
        match (end(&period.start_date), end(&period.end_date)) {
            (Some(start), Some(end)) if start == end => start,
            (Some(start), Some(end)) => format!("{start} – {end}"),
            (Some(start), None) => format!("{} {start}", texts.since),
            (None, Some(end)) => format!("{} {end}", texts.until),
            (None, None) => texts.unknown.into(),
        }
    }
}

/// An e-mail address or a telephone number.
fn direct(address: &str, scheme: &str) -> Value {
    let text = address.strip_prefix(scheme).unwrap_or(address);
    let text = percent_encoding::percent_decode_str(text).decode_utf8_lossy();
    Value::labelled(text, address)
}

fn addresses(nodes: &[NamedNode]) -> Vec<Value> {
    nodes.iter().map(|node| Value::address(node.as_str())).collect()
}

fn rows<const N: usize>(rows: [Option<Row>; N]) -> Vec<Row> {
    rows.into_iter().flatten().collect()
}
