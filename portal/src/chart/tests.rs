//! The rules that every chart keeps.

use super::number::Datum;
use super::png::FontStore;
use super::samples::{NASTY, Sample, all, on_page, plain};
use super::{Frame, Medium, Standalone, palette};
use crate::language::Language;
use proptest::prelude::*;
use resvg::usvg::roxmltree::{Document, Node};

const TEXTS: Standalone<'_> = Standalone {
    width_px: 640,
    title: NASTY,
    subtitle: "Untertitel",
    description: NASTY,
    source: "Quelle: Kreis & Land",
};

fn alone(chart: &dyn Sample, width_px: u32) -> super::Drawing {
    let medium = Medium::Standalone(Standalone { width_px, ..TEXTS });
    chart.draw(&Frame { language: Language::En, prefix: "p1", medium })
}

/// The markup as XML; legend and picture as a page has them together.
fn parse<T>(markup: &str, check: impl Fn(&Document<'_>) -> T) -> T {
    let markup =
        if markup.starts_with("<svg xmlns") { markup.to_owned() } else { format!("<body>{markup}</body>") };
    check(&Document::parse(&markup).unwrap_or_else(|error| panic!("{error}: {markup}")))
}

#[test]
fn a_page_gets_no_style_and_no_fixed_width() {
    for (name, chart) in all(&plain()) {
        let drawing = on_page(chart.as_chart());
        let markup = format!("{}{}", drawing.legend, drawing.svg);
        assert!(!markup.contains("style") && !markup.contains("<b>\""), "{name}: {markup}");
        parse(&markup, |document| {
            for node in document.descendants().filter(|node| node.is_element()) {
                let id = node.attribute("id");
                assert!(id.is_none_or(|id| id.starts_with("p1-")), "{name}: {id:?}");
                let scaled = |node: Node<'_, '_>| node.attribute("viewBox").is_some();
                // Text is never scaled: no picture around it has a viewBox.
                assert!(
                    !node.has_tag_name("text") || !node.ancestors().any(scaled),
                    "{name}: text is scaled"
                );
                if node.has_tag_name("text")
                    && !node.ancestors().any(|node| node.attribute("aria-hidden").is_some())
                {
                    assert!(node.attribute("x").is_some_and(|x| x.ends_with('%')), "{name}: {node:?}");
                }
            }
        });
    }
}

#[test]
fn every_picture_is_named() {
    for (name, chart) in all(&plain()).into_iter().filter(|(name, _)| *name != "value") {
        parse(&on_page(chart.as_chart()).svg, |document| {
            let root = document.descendants().find(|node| node.has_tag_name("svg")).expect("a picture");
            let links = document.descendants().any(|node| node.attribute("href").is_some());
            assert_eq!(root.attribute("role"), Some(if links { "group" } else { "img" }), "{name}");
            assert_eq!(root.attribute("aria-labelledby"), Some("p1-title p1-description"), "{name}");
            assert_eq!(links, ["map", "ranked"].contains(&name), "{name}");
        });
    }
}

#[test]
fn a_picture_that_stands_alone_explains_itself() {
    for (name, chart) in all(&plain()) {
        for width in [1, 320, 800, 1200] {
            let drawing = alone(chart.as_ref(), width);
            assert!(!drawing.svg.contains("var(") && !drawing.svg.contains("dk-plot__from"), "{name}");
            assert!(drawing.legend.is_empty(), "{name}");
            parse(&drawing.svg, |document| {
                let root = document.root_element();
                assert_eq!(root.tag_name().namespace(), Some("http://www.w3.org/2000/svg"), "{name}");
                let texts: String = document.descendants().filter_map(|node| node.text()).collect();
                for text in ["Ort", "Untertitel", "Quelle"] {
                    assert!(texts.contains(text), "{name}: {text} is missing");
                }
                assert_eq!(root.attribute("height"), Some(drawing.height_px.to_string().as_str()));
                assert!(
                    !document.descendants().any(|node| node.has_attribute("href")),
                    "{name}: links lead nowhere"
                );
            });
        }
    }
}

#[test]
fn no_text_is_smaller_than_12_pixels() {
    let sizes = alone(all(&plain())[0].1.as_ref(), 320).svg;
    let sizes: Vec<f64> = sizes
        .split("font-size: ")
        .skip(1)
        .filter_map(|rest| rest.split_once("px").and_then(|(size, _)| size.parse().ok()))
        .collect();
    assert!(sizes.len() > 3 && sizes.iter().all(|size| *size >= 12.0), "{sizes:?}");
}

#[test]
fn every_class_has_a_shape() {
    let rules = palette::standalone_rules();
    for (name, chart) in all(&plain()) {
        let drawing = on_page(chart.as_chart());
        parse(&format!("{}{}", drawing.legend, drawing.svg), |document| {
            for class in document.descendants().filter_map(|node| node.attribute("class")) {
                let shapes = class
                    .split(' ')
                    .filter(|class| class.starts_with("dk-plot__") && !class.starts_with("dk-plot__from-"));
                for shape in shapes {
                    assert!(rules.contains(&format!(".{shape} {{")), "{name}: {shape} has no rule");
                }
            }
        });
    }
}

#[test]
fn values_that_are_not_there_have_words() {
    for (name, chart) in all(&plain()).into_iter().filter(|(name, _)| *name != "value") {
        let drawing = on_page(chart.as_chart());
        assert!(format!("{}{}", drawing.legend, drawing.svg).contains('•'), "{name}: {}", drawing.svg);
        assert!(drawing.notes.iter().any(|note| note.starts_with("•: ")), "{name}: {:?}", drawing.notes);
    }
}

#[test]
fn pictures_become_png() {
    let font = |bytes: &[u8]| bytes.to_vec();
    let [regular, strong] = [
        font(include_bytes!("../../../web/dist/fira-sans-400.ttf")),
        font(include_bytes!("../../../web/dist/fira-sans-600.ttf")),
    ];
    let store = FontStore::new(regular, strong).expect("two fonts");
    for (name, chart) in all(&plain()) {
        let drawing = alone(chart.as_ref(), 320);
        let png = store.png(&drawing, 1.0).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(png.starts_with(b"\x89PNG"), "{name}");
        assert_eq!(png, store.png(&alone(chart.as_ref(), 320), 1.0).expect("again"), "{name}");
        assert!(store.png(&drawing, 1000.0).is_err(), "{name}: too large");
        assert!(store.png(&on_page(chart.as_chart()), 1.0).is_err(), "{name}: made for a page");
    }
    assert!(FontStore::new(vec![], vec![]).is_err());
}

fn datum() -> impl Strategy<Value = Datum> {
    prop_oneof![
        4 => (-1e6..1e6_f64).prop_map(Datum::Known),
        2 => any::<f64>().prop_map(Datum::Known),
        1 => Just(Datum::Missing),
        1 => Just(Datum::Suppressed),
        1 => Just(Datum::Known(0.0)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    /// Whatever the values are, the markup is well-formed, the same each time, and holds only numbers.
    #[test]
    fn any_values_can_be_drawn(values in prop::collection::vec(datum(), 0..9)) {
        for (name, chart) in all(&values) {
            let page = on_page(chart.as_chart());
            let file = alone(chart.as_ref(), 640);
            prop_assert_eq!(&page, &on_page(chart.as_chart()));
            for drawing in [&page, &file] {
                let markup = format!("{}{}", drawing.legend, drawing.svg);
                parse(&markup, |document| {
                    for attribute in document.descendants().flat_map(|node| node.attributes().collect::<Vec<_>>()) {
                        let value = attribute.value();
                        let numeric = ["x", "y", "x1", "x2", "y1", "y2", "width", "height", "cx", "cy", "points"];
                        let numbers = numeric.contains(&attribute.name());
                        let odd = |c: char| !(c.is_ascii_digit() || " .,%-".contains(c));
                        assert!(!numbers || !value.contains(odd), "{name}: {}={value}", attribute.name());
                    }
                });
                for word in ["NaN", "inf"] {
                    let found = markup.split(['>', '"', ' ', ',']).any(|part| part.trim_start_matches(['-', '−', '+']) == word);
                    prop_assert!(!found, "{}: {}", name, word);
                }
            }
        }
    }
}
