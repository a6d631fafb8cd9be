//! Where a chart can be found: what it is called, and its addresses. The page of a chart with an extension is its API.

/// A chart among those of the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Begins all ids of its markup.
    pub id: String,
    /// What is seen.
    pub name: String,
    /// What its files are called, without extension.
    pub file: String,
    /// The path of its page, with its state as query string.
    pub page: String,
    /// Whether it is drawn on boundaries, whose source is to be named.
    pub is_map: bool,
}

impl Place {
    /// The path of a file, by its extension.
    pub fn as_file(&self, extension: &str) -> String {
        below(&self.page, &format!(".{extension}"))
    }

    /// The path of the page for a frame on somebody else's.
    pub fn embedded(&self) -> String {
        below(&self.page, "/einbetten")
    }
}

/// A path with something behind it, before its query string.
fn below(path: &str, end: &str) -> String {
    match path.split_once('?') {
        Some((path, query)) => format!("{path}{end}?{query}"),
        None => format!("{path}{end}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_state_stays_behind_the_extension() {
        assert_eq!(below("/a/b", ".csv"), "/a/b.csv");
        assert_eq!(below("/a/b?jahr=2024", "/einbetten"), "/a/b/einbetten?jahr=2024");
    }
}
