//! The one place that writes markup: escapes every text, lets no number through that is none.

use std::fmt::{self, Display, Write};

/// Markup in the making. Elements are written in the order of the calls; the same calls give the same
/// bytes.
#[derive(Debug, Default)]
pub struct Svg {
    text: String,
}

impl Svg {
    /// Starts an element; its attributes follow.
    pub fn element(&mut self, name: &'static str) -> Element<'_> {
        self.text.push('<');
        self.text.push_str(name);
        Element { svg: self, name }
    }

    /// Ends an element that was left open.
    pub fn end(&mut self, name: &str) {
        let _ = write!(self.text, "</{name}>");
    }

    /// Adds markup that this writer has made before.
    pub fn append(&mut self, other: &Self) {
        self.text.push_str(&other.text);
    }

    /// Adds the rules of a style sheet of our own, which hold no text of others.
    pub fn rules(&mut self, rules: &str) {
        self.text.push_str(rules);
    }

    /// Whether some markup was written before.
    pub fn contains(&self, markup: &str) -> bool {
        self.text.contains(markup)
    }

    /// Whether nothing was written yet.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// What was written.
    pub fn into_text(self) -> String {
        self.text
    }
}

/// An element whose attributes are being written; one of the methods that take it whole ends it.
#[must_use = "an element has to be ended"]
pub struct Element<'a> {
    svg: &'a mut Svg,
    name: &'static str,
}

impl Element<'_> {
    /// An attribute, escaped.
    pub fn with(self, name: &str, value: impl Display) -> Self {
        let _ = write!(self.svg.text, " {name}=\"");
        let _ = write!(Escaped(&mut self.svg.text), "{value}");
        self.svg.text.push('"');
        self
    }

    /// An attribute that is a number in user units or pixels.
    pub fn at(self, name: &str, value: f64) -> Self {
        self.with(name, coordinate(value))
    }

    /// Ends the element without content.
    pub fn empty(self) {
        self.svg.text.push_str("/>");
    }

    /// Ends the element with an escaped text in it.
    pub fn text(self, text: &str) {
        self.svg.text.push('>');
        let _ = Escaped(&mut self.svg.text).write_str(text);
        self.svg.end(self.name);
    }

    /// Leaves the element open for further elements; [`Svg::end`] closes it.
    pub fn open(self) {
        self.svg.text.push('>');
    }
}

/// A number of a drawing: at most two decimals, none that are not needed. What is no finite number
/// becomes 0, so that a fault of a scale never breaks a page.
pub fn coordinate(value: f64) -> String {
    decimals(value, 2)
}

/// A share of the width, 0 to 1, in percent.
pub fn percent(share: f64) -> String {
    format!("{}%", decimals(share * 100.0, 3))
}

/// Rounded as whole numbers, for a map has tens of thousands of coordinates.
fn decimals(value: f64, places: u32) -> String {
    let one = 10_i64.pow(places);
    let value = if value.is_finite() { value } else { 0.0 };
    let rounded = (value * one as f64).round() as i64;
    let (sign, whole, mut part) =
        (if rounded < 0 { "-" } else { "" }, rounded.abs() / one, rounded.abs() % one);
    if part == 0 {
        return format!("{sign}{whole}");
    }
    let mut width = places as usize;
    while part % 10 == 0 {
        (part, width) = (part / 10, width - 1);
    }
    format!("{sign}{whole}.{part:0width$}")
}

struct Escaped<'a>(&'a mut String);

impl Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for character in text.chars() {
            match character {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                '\t' | '\n' => self.0.push(' '),
                // Not allowed in XML 1.0, not even as a reference.
                '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => self.0.push('\u{fffd}'),
                other => self.0.push(other),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped() {
        let mut svg = Svg::default();
        svg.element("text").with("class", "a\"b").text("<b>&\u{1}'");
        svg.element("g").open();
        svg.element("rect").at("x", 1.5).empty();
        svg.end("g");
        let expected = "<text class=\"a&quot;b\">&lt;b&gt;&amp;\u{fffd}&#39;</text><g><rect x=\"1.5\"/></g>";
        assert_eq!(svg.into_text(), expected);
    }

    #[test]
    fn numbers_of_drawings() {
        let check = |value, expected: &str| assert_eq!(coordinate(value), expected, "{value}");
        check(0.0, "0");
        check(-0.001, "0");
        check(12.0, "12");
        check(-12.345, "-12.35");
        check(100.5, "100.5");
        check(f64::NAN, "0");
        check(f64::INFINITY, "0");
        assert_eq!(percent(1.0 / 3.0), "33.333%");
        assert_eq!(percent(1.0), "100%");
    }
}
