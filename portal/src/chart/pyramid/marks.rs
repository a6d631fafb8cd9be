//! What lies over the bars: the outline of a comparison, age limits, a birth cohort, and the notes below.

use super::{Basis, Plot, Sex};
use crate::chart::axis;
use crate::chart::canvas::{Anchor, Canvas, FONT_PX, LINE_PX};
use crate::chart::legend::{Key, Sample};
use crate::chart::number::{Datum, Measure};
use crate::chart::palette::fill;
use crate::chart::text::{width, wrap};
use crate::language::Language;

/// Width of the labels right of the bars, in pixels.
const LABEL_PX: f64 = 72.0;

impl Plot<'_> {
    /// The comparison as steps around its bars; a missing value interrupts them.
    pub(super) fn outline(&self, canvas: &mut Canvas<'_>, bars: &[[Datum; 2]]) {
        let Some(comparison) = &self.pyramid.comparison else { return };
        for sex in [Sex::Men, Sex::Women] {
            let mut steps: Vec<(f64, f64)> = Vec::new();
            let rows = bars.iter().map(|pair| pair[sex.index()].number().filter(|value| *value >= 0.0));
            for (row, value) in rows.chain([None]).enumerate() {
                match value {
                    Some(value) => {
                        let x = self.x(sex, value);
                        steps.extend([(x, self.y(row) + self.row), (x, self.y(row))]);
                    }
                    None if !steps.is_empty() => {
                        canvas.polyline("dk-plot__casing", &steps);
                        canvas.polyline("dk-plot__outline", &steps);
                        steps.clear();
                    }
                    None => {}
                }
            }
        }
        for sex in [Sex::Men, Sex::Women] {
            let name = format!("{}, {}", self.pyramid.name, sex.name(canvas.frame.language));
            canvas.keys.insert(sex.index(), Key::new(Sample::Fill(fill(sex.index())), name));
        }
        canvas.keys.insert(2, Key::new(Sample::Line("dk-plot__outline".into()), &comparison.name));
    }

    /// The ages that divide the population, with the shares of the three groups.
    pub(super) fn limits(&self, canvas: &mut Canvas<'_>) {
        let Some(parts) = self.pyramid.parts() else { return };
        let language = canvas.frame.language;
        let (middle, old) = parts.limits;
        let row = |age: u8| self.pyramid.groups.iter().filter(|group| group.from < age).count();
        let edges = [0, row(middle), row(old), self.pyramid.groups.len()]
            .map(|row| self.bottom - row as f64 * self.row);
        for y in &edges[1..3] {
            canvas.line("dk-plot__limit", (0.0, *y), (1.0, *y));
        }
        let percent = Measure { unit: "%".into(), decimals: 1, ..Measure::default() };
        let names = match language {
            Language::De => {
                [format!("unter {middle}"), format!("{middle} bis {}", old - 1), format!("{old} und älter")]
            }
            Language::En => {
                [format!("under {middle}"), format!("{middle} to {}", old - 1), format!("{old} and over")]
            }
        };
        for ((name, share), edge) in names.iter().zip(parts.shares).zip(edges.windows(2)) {
            let lines = wrap(name, FONT_PX, LABEL_PX);
            let middle = (edge[0] + edge[1]) / 2.0;
            let below = middle + lines.len() as f64 * LINE_PX / 2.0;
            canvas.lines("", (1.0, 10.0), middle - LINE_PX / 2.0, Anchor::Start, &lines);
            canvas.text(
                "dk-plot__strong",
                (1.0, 10.0),
                below,
                Anchor::Start,
                &percent.short(language, share),
            );
        }
    }

    /// A birth cohort, in the colour of text, with its words.
    pub(super) fn cohort(&self, canvas: &mut Canvas<'_>) {
        let Some((row, group)) = self.pyramid.cohort_group() else { return };
        let Some(born) = self.pyramid.cohort else { return };
        let bars = self.pyramid.bars();
        for sex in [Sex::Men, Sex::Women] {
            if let Some(value) = bars[row][sex.index()].number().filter(|value| *value >= 0.0) {
                canvas.rectangle("dk-plot__cohort", (0.5, self.x(sex, value)), self.y(row), self.row);
            }
        }
        let ages = group.label();
        let text = match canvas.frame.language {
            Language::De => format!("Jahrgang {born}: {ages} Jahre"),
            Language::En => format!("Born {born}: age {ages}"),
        };
        // Beside the bar where there is room; the key tells the same everywhere.
        let women = bars[row][Sex::Women.index()].number().unwrap_or_default();
        let free = 1.0 - self.x(Sex::Women, women);
        let shown = canvas.fits(width(&text, FONT_PX) + 16.0, free);
        let y = self.y(row) + self.row / 2.0;
        canvas.text_if(shown, "dk-plot__halo", (1.0, -4.0), y, Anchor::End, &text);
        canvas.keys.push(Key::new(Sample::Fill("dk-plot__cohort".into()), text));
    }

    /// What a reader has to know about the values.
    pub(super) fn notes(&self, canvas: &mut Canvas<'_>) {
        let language = canvas.frame.language;
        let groups = &self.pyramid.groups;
        let has = |datum| groups.iter().any(|group| group.men == datum || group.women == datum);
        if has(Datum::Suppressed) {
            canvas.notes.push(axis::suppressed_note(language));
        }
        if let Some(born) = self.pyramid.cohort.filter(|_| self.pyramid.cohort_is_unborn()) {
            let year = self.pyramid.year;
            canvas.notes.push(match language {
                Language::De => format!("Der Jahrgang {born} war {year} noch nicht geboren."),
                Language::En => format!("Those born in {born} were not yet born in {year}."),
            });
        }
        let known = self.pyramid.total().is_some();
        let text = canvas.frame.say(
            "Für einzelne Altersgruppen liegt kein Wert vor; Anteile lassen sich deshalb nicht berechnen.",
            "There is no value for some age groups, so shares cannot be computed.",
        );
        if !known {
            canvas.notes.push(text.into());
        }
        let text = canvas.frame.say(
            "Eine Altersgrenze liegt mitten in einer Altersgruppe; die Anteile lassen sich deshalb nicht berechnen.",
            "An age limit lies inside an age group, so the shares cannot be computed.",
        );
        let inside = |age: u8| !groups.iter().any(|group| group.from == age);
        if self.pyramid.limits.is_some_and(|(middle, old)| inside(middle) || inside(old)) {
            canvas.notes.push(text.into());
        }
        let width = |group: &super::AgeGroup| group.to.map(|to| i32::from(to) - i32::from(group.from));
        let mut widths = groups.iter().filter_map(width);
        let first = widths.next();
        let text = canvas.frame.say(
            "Die Altersgruppen sind verschieden breit: Ihre Balken lassen sich nicht miteinander vergleichen.",
            "The age groups differ in width: their bars cannot be compared with each other.",
        );
        if widths.any(|width| Some(width) != first) {
            canvas.notes.push(text.into());
        }
        let text =
            canvas.frame.say("Anteile an allen Menschen in Prozent.", "Shares of all people in percent.");
        if self.pyramid.basis == Basis::Share {
            canvas.notes.push(text.into());
        }
    }
}
