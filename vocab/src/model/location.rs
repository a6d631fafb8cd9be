use super::LangString;
use super::geometry::{self, Geometry};
use super::reader::{Node, Reader, shown};
use super::writer::Writer;
use crate::finding::rule;
use crate::lists::political_geocoding;
use crate::ns::{dcat, dcterms, geosparql, locn, rdf, rdfs, skos};
use oxrdf::{Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Term, Triple};

/// The names of a place, the best first.
const NAMES: [NamedNodeRef<'static>; 3] = [skos::PREF_LABEL, rdfs::LABEL, dcterms::TITLE];

/// dcterms:Location.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Location {
    /// An official place IRI (then usually nothing else), or the node's own IRI.
    pub iri: Option<NamedNode>,
    /// skos:prefLabel or rdfs:label at the source; written as skos:prefLabel on our own nodes only.
    pub pref_label: Vec<LangString>,
    /// dcat:bbox as upper-case WKT polygon in CRS84, without a CRS prefix.
    pub bbox: Option<String>,
    /// dcat:centroid as upper-case WKT point in CRS84, without a CRS prefix.
    pub centroid: Option<String>,
}

impl Location {
    /// Whether the place is nothing but a node below the dataset, or not even that: its geometry could not be read,
    /// or there was none, and no statement of `extra` is about it.
    pub fn says_nothing(&self, dataset: &NamedNode, extra: &[Triple]) -> bool {
        let is_bare = Self { iri: self.iri.clone(), ..Self::default() } == *self;
        is_bare
            && self
                .iri
                .as_ref()
                .is_none_or(|iri| is_below(iri, dataset) && !extra.iter().any(|triple| is_about(triple, iri)))
    }

    /// Writes the statement that refers to the place, and the node unless the IRI alone says all.
    /// Without the type GovData's reader overlooks the geometry, and the shapes of DCAT-AP 3.0 warn of an
    /// official key, whose list describes it as a concept only. Never locn:geometry, which ends
    /// that reader's run when its value is a node and breaches the shapes when it is not.
    pub(super) fn to_rdf(&self, subject: &NamedNode, writer: &mut Writer<'_>) {
        if *self == Self::default() {
            return;
        }
        let is_own = self.iri.as_ref().is_none_or(|iri| is_below(iri, writer.dataset()));
        let geometries = [(dcat::BBOX, &self.bbox), (dcat::CENTROID, &self.centroid)];
        let has_geometry = geometries.iter().any(|(_, wkt)| wkt.is_some());
        let node = writer.node(self.iri.as_ref(), "place", |writer, node| {
            if is_own || has_geometry || is_official(self.iri.as_ref()) {
                writer.class(node, dcterms::LOCATION);
            }
            if is_own {
                writer.texts(node, skos::PREF_LABEL, &self.pref_label);
            }
            for (predicate, wkt) in geometries {
                if let Some(wkt) = wkt {
                    writer.add(node, predicate, Literal::new_typed_literal(wkt, geosparql::WKT_LITERAL));
                }
            }
        });
        writer.add(subject, dcterms::SPATIAL, node);
    }

    /// Reads a place given as node, as bare IRI, as geometry or as name.
    pub(super) fn from_rdf<'a>(
        reader: &mut Reader<'a>,
        predicate: NamedNodeRef<'static>,
        term: &'a Term,
    ) -> Option<Self> {
        match term {
            Term::NamedNode(iri) => Some(Self::from_node(reader, iri)),
            Term::Literal(literal) if !literal.value().trim().is_empty() => {
                let mut location = Self::default();
                match geometry::read(literal.value()) {
                    Some(geometry) => location.add_geometry(reader, predicate, term, geometry),
                    None => location.pref_label.extend(LangString::from_term(term)),
                }
                Some(location)
            }
            _ => reader.refuse(&rule::LITERAL_INVALID, predicate, term),
        }
    }

    fn from_node<'a>(reader: &mut Reader<'a>, iri: &'a NamedNode) -> Self {
        let node = reader.node(iri);
        let mut location = Self { iri: Some(iri.clone()), ..Self::default() };
        location.pref_label = location.labels_from_rdf(reader, node);
        location.bbox = wkt_from_rdf(reader, node, dcat::BBOX, "POLYGON", Geometry::to_polygon);
        location.centroid = wkt_from_rdf(reader, node, dcat::CENTROID, "POINT", Geometry::to_point);
        for term in reader.take(node, locn::GEOMETRY) {
            location.geometry_from_rdf(reader, term);
        }
        let has_geometry = location.bbox.is_some() || location.centroid.is_some();
        if reader.is_own(iri) || has_geometry || is_official(Some(iri)) {
            reader.types(node, &[dcterms::LOCATION]);
        }
        location
    }

    /// The labels; those of a foreign node stay its own statements.
    fn labels_from_rdf<'a>(&self, reader: &mut Reader<'a>, node: Node<'a>) -> Vec<LangString> {
        let labels = reader.names(node, &NAMES);
        if !reader.is_own(node.iri) {
            for label in &labels {
                reader.extra_text(node, skos::PREF_LABEL, label);
            }
        }
        labels
    }

    /// locn:geometry is a literal, or a node with gsp:asWKT.
    fn geometry_from_rdf<'a>(&mut self, reader: &mut Reader<'a>, term: &'a Term) {
        let literals = match term {
            Term::NamedNode(iri) => {
                let node = reader.peek(iri);
                reader.dissolve(iri, None);
                let mut literals = reader.take(node, geosparql::AS_WKT);
                literals.extend(reader.take(node, rdf::VALUE));
                literals
            }
            _ => vec![term],
        };
        for literal in literals {
            match geometry_of(literal) {
                Some(geometry) => self.add_geometry(reader, locn::GEOMETRY, literal, geometry),
                None => reader.not_publishable(locn::GEOMETRY, literal),
            }
        }
    }

    /// A geometry becomes the bounding box or, if it is a point, the centroid. What that does not say
    /// (the outline of an area, a second geometry) is told.
    fn add_geometry(
        &mut self,
        reader: &mut Reader<'_>,
        predicate: NamedNodeRef<'static>,
        term: &Term,
        geometry: Geometry,
    ) {
        let (place, wkt) = match geometry.is_point() {
            true => (&mut self.centroid, geometry.to_point()),
            false => (&mut self.bbox, geometry.to_polygon()),
        };
        let is_new = place.is_none();
        let kept = place.get_or_insert(wkt);
        if is_new && geometry::is_converted(&shown(term)) {
            reader.find(&rule::VALUE_REWRITTEN, predicate, shown(term), Some(kept.clone()));
            if geometry.is_plain {
                return;
            }
        }
        let says_the_same = geometry::read(kept).is_some_and(|kept| kept.has_extent_of(&geometry));
        if !(geometry.is_plain && says_the_same) {
            let concluded = says_the_same.then(|| kept.clone());
            reader.find(&rule::TRIPLE_NOT_PUBLISHED, predicate, shown(term), concluded);
        }
    }
}

/// Whether it is the key of a German administrative area.
fn is_official(iri: Option<&NamedNode>) -> bool {
    iri.is_some_and(|iri| political_geocoding::label(iri.as_str()).is_some())
}

fn is_about(triple: &Triple, iri: &NamedNode) -> bool {
    matches!(&triple.subject, NamedOrBlankNode::NamedNode(subject) if subject == iri)
}

fn is_below(iri: &NamedNode, dataset: &NamedNode) -> bool {
    iri.as_str().strip_prefix(dataset.as_str()).is_some_and(|rest| rest.starts_with(['/', '#']))
}

fn geometry_of(term: &Term) -> Option<Geometry> {
    match term {
        Term::Literal(literal) => geometry::read(literal.value()),
        _ => None,
    }
}

/// dcat:bbox or dcat:centroid: what already is canonical WKT stays to the letter. The same geometry
/// in several notations (CKAN writes WKT and GeoJSON) is one value.
fn wkt_from_rdf<'a>(
    reader: &mut Reader<'a>,
    node: Node<'a>,
    predicate: NamedNodeRef<'static>,
    keyword: &str,
    to_wkt: impl Fn(&Geometry) -> String,
) -> Option<String> {
    let mut chosen: Option<(String, Geometry)> = None;
    let mut others = vec![];
    let mut terms = reader.take(node, predicate);
    // Degrees need no conversion.
    terms.sort_by_key(|term| {
        let text = shown(term);
        (geometry::is_in_metres(&text), !geometry::is_canonical(&text, keyword))
    });
    for term in terms {
        match (geometry_of(term), &chosen) {
            (None, _) => reader.not_publishable(predicate, term),
            (Some(geometry), None) => {
                let text = shown(term);
                let is_in_metres = geometry::is_in_metres(&text);
                let is_kept = geometry::is_canonical(&text, keyword) && !is_in_metres;
                let wkt = if is_kept { text.clone() } else { to_wkt(&geometry) };
                if geometry::is_converted(&text) {
                    reader.find(&rule::VALUE_REWRITTEN, predicate, text, Some(wkt.clone()));
                }
                chosen = Some((wkt, geometry));
            }
            (Some(geometry), Some((_, kept))) if kept.has_extent_of(&geometry) => {}
            (Some(_), Some(_)) => others.push(shown(term)),
        }
    }
    let wkt = chosen.map(|(wkt, _)| wkt);
    if !others.is_empty() {
        reader.find(&rule::CARDINALITY, predicate, others.join(" | "), wkt.clone());
    }
    wkt
}

impl<'a> Reader<'a> {
    fn not_publishable(&mut self, predicate: NamedNodeRef<'static>, term: &Term) {
        self.find(&rule::TRIPLE_NOT_PUBLISHED, predicate, shown(term), None);
    }

    fn extra_text(&mut self, node: Node<'a>, predicate: NamedNodeRef<'static>, text: &LangString) {
        self.keep(Triple::new(node.iri.clone(), predicate, text.to_literal()));
    }
}
