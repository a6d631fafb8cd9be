//! Observations in the default graph, and the structure of their cubes, which several cubes may share.
//!
//! A cube has a marker with the form it is in: what its statements were made of, or that it is being changed.

use super::embedded::{COUNTED, EmbeddedStore, LoadError, failed, quads};
use super::{NewCube, StatementChange, Statements};
use crate::Result;
use crate::catalog_record::catalog_iri;
use datenkreis_vocab::cube::iri;
use datenkreis_vocab::ns::qb;
use oxigraph::store::Transaction;
use oxrdf::{
    GraphNameRef, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Quad, Term, Triple,
};
use std::collections::BTreeMap;
use std::sync::atomic::Ordering;

impl EmbeddedStore {
    pub(super) fn mark_revision(&self, revision: u64) -> Result<()> {
        // The older marker stays until the next flush; the larger one counts.
        self.store.insert(&self.marker(COUNTED, revision)).map_err(failed("noting a revision"))?;
        self.revision.store(revision, Ordering::Release);
        Ok(())
    }

    pub(super) fn cube_markers(&self) -> Result<BTreeMap<String, String>> {
        let graph = self.state_graph();
        let start = self.cube_marker("");
        let mut held = BTreeMap::new();
        let state = self.store.quads_for_pattern(None, None, None, Some(graph.as_ref().into()));
        for quad in state {
            let quad = quad.map_err(failed("reading which cubes there are"))?;
            if let (Some(id), Term::Literal(form)) =
                (quad.predicate.as_str().strip_prefix(start.as_str()), &quad.object)
            {
                held.insert(id.to_owned(), form.value().to_owned());
            }
        }
        Ok(held)
    }

    pub(super) fn add_cubes(&self, cubes: Vec<NewCube<'_>>) -> Result<()> {
        let quads = cubes.into_iter().flat_map(|cube| {
            let statements = Statements { own: vec![], shared: cube.structure };
            let marker = self.form_quad(cube.id, &cube.form);
            let ends = quads(&self.speaker(cube.id), statements).into_iter().chain([marker]);
            let observations =
                cube.observations.flatten().map(|triple| triple.in_graph(GraphNameRef::DefaultGraph));
            observations.chain(ends)
        });
        self.load_quads(quads.map(Ok::<Quad, LoadError>))?;
        *self.counted_observations.lock() = None;
        Ok(())
    }

    pub(super) fn replace_observations(
        &self,
        cube: &str,
        form: &str,
        changes: &[StatementChange],
    ) -> Result<()> {
        let mut transaction = self.transaction()?;
        self.mark_form(cube, Some(form), &mut transaction)?;
        self.apply_in(&mut transaction, changes)?;
        let mut counted = self.counted_observations.lock();
        let before = counted.take();
        transaction.commit().map_err(failed("committing observations"))?;
        let number = |of: fn(&StatementChange) -> &Statements| -> u64 {
            let observations = changes.iter().filter(|change| is_observation(of(change)));
            observations.count() as u64
        };
        *counted = before.map(|before| {
            (before + number(|change| &change.after)).saturating_sub(number(|change| &change.before))
        });
        Ok(())
    }

    pub(super) fn replace_structure(&self, cube: &str, form: Option<&str>, triples: &[Triple]) -> Result<()> {
        let change = self.restated(self.speaker(cube), triples)?;
        let mut transaction = self.transaction()?;
        self.apply_in(&mut transaction, &[change])?;
        self.mark_form(cube, form, &mut transaction)?;
        transaction.commit().map_err(failed("committing the structure of a cube"))
    }

    pub(super) fn subjects_of(&self, cube: &str) -> impl Iterator<Item = Result<NamedNode>> + use<> {
        let cube = NamedNode::new_unchecked(iri::cube(&self.base, cube).as_str());
        let found = self.store.quads_for_pattern(
            None,
            Some(qb::DATA_SET),
            Some(cube.as_ref().into()),
            Some(GraphNameRef::DefaultGraph),
        );
        found.filter_map(|quad| match quad.map(|quad| quad.subject) {
            Ok(NamedOrBlankNode::NamedNode(subject)) => Some(Ok(subject)),
            Ok(NamedOrBlankNode::BlankNode(_)) => None,
            Err(error) => Some(Err(failed("reading observations")(error))),
        })
    }

    pub(super) fn said_about(&self, subject: &NamedNode) -> Result<Vec<Triple>> {
        let subject = NamedOrBlankNodeRef::from(subject.as_ref());
        let said = self.store.quads_for_pattern(Some(subject), None, None, Some(GraphNameRef::DefaultGraph));
        let said = said.map(|quad| quad.map(Triple::from)).collect::<Result<Vec<_>, _>>();
        said.map_err(failed("reading an observation"))
    }

    pub(super) fn count_all_observations(&self) -> Result<u64> {
        let mut counted = self.counted_observations.lock();
        if let Some(count) = *counted {
            return Ok(count);
        }
        let mut count = 0;
        let all =
            self.store.quads_for_pattern(None, Some(qb::DATA_SET), None, Some(GraphNameRef::DefaultGraph));
        for quad in all {
            quad.map_err(failed("counting observations"))?;
            count += 1;
        }
        *counted = Some(count);
        Ok(count)
    }

    /// Who says what a cube is made of.
    fn speaker(&self, cube: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{}/graph/cube/{cube}", self.base))
    }

    fn cube_marker(&self, cube: &str) -> NamedNode {
        self.state(&format!("cube-{cube}"))
    }

    fn form_quad(&self, cube: &str, form: &str) -> Quad {
        let form = Literal::new_simple_literal(form);
        Quad::new(catalog_iri(&self.base), self.cube_marker(cube), form, self.state_graph())
    }

    fn mark_form(&self, cube: &str, form: Option<&str>, transaction: &mut Transaction<'_>) -> Result<()> {
        let (marker, graph) = (self.cube_marker(cube), self.state_graph());
        let marker = NamedNodeRef::from(&marker);
        let before = transaction.quads_for_pattern(None, Some(marker), None, Some(graph.as_ref().into()));
        let before = before.collect::<Result<Vec<_>, _>>().map_err(failed("reading the marker of a cube"))?;
        for quad in &before {
            transaction.remove(quad);
        }
        if let Some(form) = form {
            transaction.insert(&self.form_quad(cube, form));
        }
        Ok(())
    }
}

fn is_observation(statements: &Statements) -> bool {
    statements.own.iter().any(|triple| triple.predicate == qb::DATA_SET)
}
