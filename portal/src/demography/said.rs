//! What the address of a page says to its charts: `jahr=2018` to all of them, `pyramide.jahr=2018` to one.

use url::form_urlencoded::{Serializer, parse};

/// The pairs of a query string.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said(Vec<(String, String)>);

impl Said {
    /// Of a query string, without `?`.
    pub fn read(query: &str) -> Self {
        Self(parse(query.as_bytes()).into_owned().collect())
    }

    /// What is said to all charts.
    pub fn to_all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .filter(|(name, _)| !name.contains('.'))
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// What is said to one chart alone.
    pub fn to_one<'s>(&'s self, chart: &'s str) -> impl Iterator<Item = (&'s str, &'s str)> + Clone {
        self.0.iter().filter_map(move |(name, value)| {
            let name = name.strip_prefix(chart)?.strip_prefix('.')?;
            Some((name, value.as_str()))
        })
    }

    /// What counts for one chart: what is said to it alone counts instead of what is said to all, also if it is empty;
    /// then the chart has its default. `None` if nothing is said to it alone.
    pub fn for_one<'s>(&'s self, chart: &'s str) -> Option<impl Iterator<Item = (&'s str, &'s str)>> {
        let own = self.to_one(chart);
        own.clone().next()?;
        let is_said = {
            let own = own.clone();
            move |name: &str| own.clone().any(|(own, _)| own == name)
        };
        Some(self.to_all().filter(move |(name, _)| !is_said(name)).chain(own))
    }

    /// A query string that says the same to single charts, as far as it has one of these names, behind `all`.
    pub fn query<'c>(&self, all: String, charts: impl Iterator<Item = &'c str>, names: &[&str]) -> String {
        let mut query = Serializer::new(all);
        for chart in charts {
            for (name, value) in self.to_one(chart).filter(|(name, _)| names.contains(name)) {
                query.append_pair(&format!("{chart}.{name}"), value);
            }
        }
        query.finish()
    }
}
