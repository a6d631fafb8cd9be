//! Whether `[cube.dimensions]` tells where every code stands.

use super::{Check, file};
use crate::tables::mapping::{Code, Layout, Place, folded};
use datenkreis_vocab::cube::{AreaKey, CubeDefinition, Dimension};

impl Check<'_> {
    /// Every dimension once, in the order of the definition.
    pub(super) fn places(
        &mut self,
        at: &str,
        found: &file::Cube,
        definition: &CubeDefinition,
        layout: &Layout,
    ) -> Vec<Place> {
        let ids: Vec<&str> = definition.dimensions.iter().map(Dimension::id).collect();
        for id in found.dimensions.keys().filter(|id| !ids.contains(&id.as_str())) {
            let message =
                format!("the cube `{}` has no dimension `{id}`; it has: {}", found.id, ids.join(", "));
            self.tell(&["cube", at, "dimensions", id], &message);
        }
        let mut places = vec![];
        for dimension in &definition.dimensions {
            match found.dimensions.get(dimension.id()) {
                Some(place) => places.extend(self.place(at, dimension, place, layout)),
                None => {
                    let message = format!(
                        "it is not told where the code of the dimension `{}` stands: add `{} = {{ … }}` to [cube.dimensions]",
                        dimension.id(),
                        dimension.id()
                    );
                    self.tell(&["cube", at, "id"], &message);
                }
            }
        }
        places
    }

    fn place(
        &mut self,
        at: &str,
        dimension: &Dimension,
        found: &file::Place,
        layout: &Layout,
    ) -> Option<Place> {
        let key = ["cube", at, "dimensions", dimension.id()];
        let code = self.code(&key, dimension, found, layout);
        for (label, notation) in &found.codes {
            self.is_code(&[&key[..], &["codes", label]].concat(), dimension, notation);
        }
        let within = found.within.as_ref().and_then(|area| {
            let read = AreaKey::read(area);
            if read.is_none() || *dimension != Dimension::RefArea {
                let message = format!("`{area}`: the key of an area, for refArea only");
                self.tell(&[&key[..], &["within"]].concat(), &message);
            }
            read
        });
        let matches =
            found.matches.as_ref().map(|pattern| self.group(&[&key[..], &["matches"]].concat(), pattern));
        Some(Place {
            code: code?,
            matches: matches.flatten(),
            codes: found.codes.iter().map(|(label, code)| (folded(label), code.clone())).collect(),
            leave_out: found.leave_out.iter().map(|label| folded(label)).collect(),
            within,
            fill_down: found.fill_down,
        })
    }

    /// Where the code stands: exactly one way of telling it.
    fn code(
        &mut self,
        key: &[&str],
        dimension: &Dimension,
        found: &file::Place,
        layout: &Layout,
    ) -> Option<Code> {
        let file::Place { column, header, section, title, constant, .. } = found;
        match (column, header, section, title, constant) {
            (Some(column), None, None, None, None) => {
                self.column(key, column, layout);
                Some(Code::Column(column.clone()))
            }
            (None, Some(row), None, None, None) => {
                self.header(key, *row, layout);
                Some(Code::Header(*row))
            }
            (None, None, Some(column), None, None) => {
                self.column(key, column, layout);
                Some(Code::Section(column.clone()))
            }
            (None, None, None, Some(pattern), None) => {
                if layout.skip == 0 {
                    self.tell(key, "there are no rows above the header: `layout.skip` is 0");
                }
                Some(Code::Title(self.group(key, pattern)?))
            }
            (None, None, None, None, Some(notation)) => {
                self.is_code(key, dimension, notation);
                Some(Code::Constant(notation.clone()))
            }
            _ => {
                self.tell(
                    key,
                    "exactly one of `column`, `header`, `section`, `title` and `constant` is needed",
                );
                None
            }
        }
    }

    pub(super) fn is_code(&mut self, key: &[&str], dimension: &Dimension, notation: &str) {
        if dimension.label_of(notation).is_some() {
            return;
        }
        let allowed = match dimension {
            Dimension::RefArea => "an official key, e.g. 05978 or 05978020".to_owned(),
            Dimension::RefPeriod => "e.g. 2024, 2024-09 or 2024-09-30".into(),
            Dimension::Sex => "F, M, T".into(),
            Dimension::Age => "e.g. Y25, Y0T4, Y_GE90 or _T".into(),
            Dimension::Coded(coded) => {
                coded.codes.iter().map(|code| code.notation.as_str()).collect::<Vec<_>>().join(", ")
            }
        };
        self.tell(key, &format!("`{notation}` is no code of `{}`; allowed is: {allowed}", dimension.id()));
    }
}
