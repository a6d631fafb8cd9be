//! Links to the pages of a long list.

/// The links below a list; none if there is one page only.
pub struct Pagination {
    /// First, last, and the neighbours of the current page.
    pub pages: Vec<PageLink>,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
}

/// A link to one page.
pub struct PageLink {
    /// Its number.
    pub number: usize,
    /// `None` for a gap.
    pub href: Option<String>,
    /// Whether the visitor is there.
    pub current: bool,
}

impl Pagination {
    /// The links from `current` of `last` pages; `path` gives the address of a page.
    pub fn new(current: usize, last: usize, path: &impl Fn(usize) -> String) -> Self {
        Self {
            pages: links(current, last, path),
            previous: (current > 1).then(|| path(current - 1)),
            next: (current < last).then(|| path(current + 1)),
        }
    }
}

fn links(current: usize, last: usize, path: &impl Fn(usize) -> String) -> Vec<PageLink> {
    if last < 2 {
        return vec![];
    }
    let mut links: Vec<PageLink> = vec![];
    for number in 1..=last {
        if number == 1 || number == last || number.abs_diff(current) <= 1 {
            links.push(PageLink { number, href: Some(path(number)), current: number == current });
        } else if links.last().is_some_and(|link| link.href.is_some()) {
            links.push(PageLink { number, href: None, current: false });
        }
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_have_gaps() {
        let check = |current, last, expected: &str| {
            let links = links(current, last, &|page| page.to_string());
            let shown: Vec<_> = links.iter().map(|link| link.href.clone().unwrap_or("…".into())).collect();
            assert_eq!(shown.join(" "), expected);
        };
        check(1, 1, "");
        check(1, 3, "1 2 3");
        check(5, 9, "1 … 4 5 6 … 9");
        check(1, 500, "1 2 … 500");
    }
}
