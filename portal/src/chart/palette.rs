//! The colours of charts, as the style sheet has them: read from its source, so that a page and a picture
//! that stands alone cannot differ.

use std::sync::LazyLock;

const COLOURS: &str = include_str!("../../../web/src/components/chart/_colours.scss");
const SHAPES: &str = include_str!("../../../web/src/components/chart/_shapes.scss");

/// Colours for categories; a category of a higher number begins again with another line style or sign.
pub const CATEGORIES: usize = 6;

/// Steps of a ramp.
pub const STEPS: usize = 5;

/// The background of a picture that stands alone.
pub const SURFACE: &str = "#ffffff";

/// Which colours classes of values get.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ramp {
    /// More is further from the background.
    #[default]
    Sequential,
    /// Less and more than a middle: orange, grey, blue.
    Diverging,
}

impl Ramp {
    /// The style class of a class of values, of `count`; both from 0. Fewer than five classes are
    /// spread over the whole ramp.
    pub fn class(self, index: usize, count: usize) -> String {
        let step = step(index, count);
        match self {
            Self::Sequential => format!("dk-plot__sequence-{step}"),
            Self::Diverging => format!("dk-plot__diverging-{step}"),
        }
    }
}

/// The style class of a text on a colour of the sequence, as [`Ramp::class`] counts them.
pub fn on_sequence(index: usize, count: usize) -> String {
    format!("dk-plot__on-sequence-{}", step(index, count))
}

/// The style class that fills with the colour of a category, from 0.
pub fn fill(category: usize) -> String {
    format!("dk-plot__fill-{}", category % CATEGORIES + 1)
}

/// The style class that strokes with the colour of a category, from 0.
pub fn stroke(category: usize) -> String {
    format!("dk-plot__stroke-{}", category % CATEGORIES + 1)
}

/// The style class of a text on the colour of a category, from 0.
pub fn on(category: usize) -> String {
    format!("dk-plot__on-{}", category % CATEGORIES + 1)
}

/// The rules of all shapes with concrete colours, for a picture that stands alone.
pub fn standalone_rules() -> &'static str {
    static RULES: LazyLock<String> = LazyLock::new(|| {
        let mut rules: String =
            SHAPES.lines().filter(|line| !line.starts_with("//")).flat_map(|line| [line, "\n"]).collect();
        for (name, colour) in mixin("light") {
            rules = rules.replace(&format!("var({name})"), colour);
        }
        rules
    });
    &RULES
}

/// One of the five steps of a ramp.
fn step(index: usize, count: usize) -> usize {
    match count {
        0 | 1 => 3,
        _ => 1 + (index.min(count - 1) * 4 + (count - 1) / 2) / (count - 1),
    }
}

/// The properties of a mixin of the style sheet, with their values.
fn mixin(name: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let start = format!("@mixin {name} {{");
    let lines = COLOURS.lines().skip_while(move |line| *line != start).skip(1);
    let lines = lines.take_while(|line| *line != "}");
    lines.filter_map(|line| line.trim().trim_end_matches(';').split_once(": "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    /// Red, green and blue of linear light, 0 to 1.
    type Light = [f64; 3];

    fn light_of(colour: &str) -> Light {
        let channel = |from| {
            let value = u8::from_str_radix(&colour[from..from + 2], 16).expect("hexadecimal");
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        [channel(1), channel(3), channel(5)]
    }

    /// WCAG 2.2, "relative luminance".
    fn luminance(colour: &str) -> f64 {
        let [red, green, blue] = light_of(colour);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// WCAG 2.2, "contrast ratio".
    fn contrast(one: &str, other: &str) -> f64 {
        let [one, other] = [luminance(one), luminance(other)];
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// How colours look to people without one kind of cone: Machado, Oliveira and Fernandes 2009,
    /// severity 1.0, for protanopia, deuteranopia and tritanopia.
    const BLINDNESS: [[[f64; 3]; 3]; 3] = [
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    ];

    /// Distance of two colours in Oklab, times 100, seen with `sight`.
    fn distance(one: &str, other: &str, sight: &[[f64; 3]; 3]) -> f64 {
        let seen = |colour: &str| {
            let light = light_of(colour);
            let row = |row: &[f64; 3]| {
                row.iter().zip(light).map(|(factor, value)| factor * value).sum::<f64>().clamp(0.0, 1.0)
            };
            oklab(sight.each_ref().map(row))
        };
        let squares = seen(one).into_iter().zip(seen(other)).map(|(one, other)| (one - other).powi(2));
        squares.sum::<f64>().sqrt() * 100.0
    }

    /// Björn Ottosson 2020.
    fn oklab([red, green, blue]: Light) -> Light {
        let long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue).cbrt();
        let middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue).cbrt();
        let short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue).cbrt();
        [
            0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
            1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
            0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
        ]
    }

    fn colours(name: &str) -> BTreeMap<&'static str, &'static str> {
        mixin(name).map(|(name, value)| (name.trim_start_matches("--dk-chart-"), value)).collect()
    }

    #[test]
    fn every_colour_is_known_to_every_theme() {
        let light: BTreeSet<_> = colours("light").into_keys().collect();
        assert!(light.len() > 30);
        assert_eq!(light, colours("dark").into_keys().collect());
        // Sequences keep their colours when colours are forced.
        assert!(colours("forced").keys().all(|name| light.contains(name)));
        assert_eq!(colours("light")["surface"], SURFACE);
        assert!(!standalone_rules().contains("var("), "a shape uses an unknown colour");
        assert!(!standalone_rules().contains("//"), "a comment is no CSS");
    }

    #[test]
    fn contrasts() {
        for theme in ["light", "dark"] {
            let colours = colours(theme);
            let check = |one: &str, other: &str, least: f64| {
                let found = contrast(colours[one], colours[other]);
                assert!(found >= least, "{theme}: {one} on {other} is {found:.2}, not {least}");
            };
            for text in ["text", "muted"] {
                check(text, "surface", 4.5);
            }
            for shape in ["axis", "outline", "mark", "1", "2", "3", "4", "5", "6"] {
                check(shape, "surface", 3.0);
            }
            for step in 1..=STEPS {
                check(&format!("on-sequence-{step}"), &format!("sequence-{step}"), 4.5);
            }
            for category in 1..=CATEGORIES {
                check(&format!("on-{category}"), &category.to_string(), 4.5);
                if category <= 2 {
                    check("hatch", &category.to_string(), 3.0);
                }
            }
        }
    }

    #[test]
    fn neighbours_differ_for_every_sight() {
        for (theme, least) in [("light", 8.0), ("dark", 7.0)] {
            let colours = colours(theme);
            for (ramp, count) in [("", CATEGORIES), ("sequence-", STEPS), ("diverging-", STEPS)] {
                for step in 1..count {
                    let [one, other] = [step, step + 1].map(|step| colours[format!("{ramp}{step}").as_str()]);
                    for sight in &BLINDNESS {
                        let found = distance(one, other, sight);
                        assert!(found >= least, "{theme}: {ramp}{step} and the next are {found:.1} apart");
                    }
                }
            }
        }
    }

    #[test]
    fn sequences_rise_in_lightness() {
        for (theme, sign) in [("light", -1.0), ("dark", 1.0)] {
            let colours = colours(theme);
            let steps: Vec<f64> =
                (1..=5).map(|step| luminance(colours[format!("sequence-{step}").as_str()]) * sign).collect();
            assert!(steps.is_sorted(), "{theme}: {steps:?}");
            // The ends of a diverging ramp stand out from the background, its middle does not.
            let from_surface =
                |step: &str| contrast(colours[format!("diverging-{step}").as_str()], colours["surface"]);
            for (outer, inner) in [("1", "2"), ("2", "3"), ("4", "3"), ("5", "4")] {
                assert!(from_surface(outer) > from_surface(inner), "{theme}: {outer}, {inner}");
            }
        }
    }

    #[test]
    fn few_classes_use_the_whole_ramp() {
        let check = |count, expected: &[&str]| {
            let found: Vec<String> = (0..count).map(|index| Ramp::Sequential.class(index, count)).collect();
            let found: Vec<&str> = found.iter().map(|class| &class["dk-plot__sequence-".len()..]).collect();
            assert_eq!(found, expected);
        };
        check(1, &["3"]);
        check(2, &["1", "5"]);
        check(3, &["1", "3", "5"]);
        check(5, &["1", "2", "3", "4", "5"]);
    }
}
