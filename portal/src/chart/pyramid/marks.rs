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
            let groups = comparison.groups.iter().zip(bars);
            let rows = groups.map(|(group, pair)| {
                Some((group, pair[sex.index()].number().filter(|value| *value >= 0.0)?))
            });
            for row in rows.chain([None]) {
                match row {
                    Some((group, value)) => {
                        let (x, (y, height)) = (self.x(sex, value), self.span(group));
                        steps.extend([(x, y + height), (x, y)]);
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
        let top = self.pyramid.groups.last().map_or(self.bottom, |group| self.span(group).0);
        let edges = [self.bottom, self.y(middle), self.y(old), top];
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
        let (y, height) = self.span(group);
        for sex in [Sex::Men, Sex::Women] {
            if let Some(value) = bars[row][sex.index()].number().filter(|value| *value >= 0.0) {
                canvas.rectangle("dk-plot__cohort", (0.5, self.x(sex, value)), y, height);
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
        let y = y + height / 2.0;
        canvas.text_if(shown, "dk-plot__halo", (1.0, -4.0), y, Anchor::End, &text);
        canvas.keys.push(Key::new(Sample::Fill("dk-plot__cohort".into()), text));
    }

    /// How far up the open group is drawn.
    fn open_note(&self, language: Language) -> Option<String> {
        let group = self.pyramid.groups.last().filter(|group| group.to.is_none())?;
        let last = f64::from(group.from) + self.pyramid.drawn_years(group) - 1.0;
        let ages = group.label();
        Some(match language {
            Language::De => format!("Die Gruppe {ages} ist gezeichnet, als reichte sie bis {last} Jahre."),
            Language::En => format!("The group {ages} is drawn as if it reached to the age of {last}."),
        })
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
        let text = canvas.frame.say(
            "Die Altersgruppen sind verschieden breit: Ein Balken ist so hoch, wie die Gruppe Altersjahre hat, und so lang wie der Durchschnitt dieser Jahre.",
            "The age groups differ in width: a bar is as high as its group has years of age, and as long as the average of these years.",
        );
        if !groups.is_empty() && self.pyramid.years_of_all().is_none() {
            canvas.notes.push(text.into());
            canvas.notes.extend(self.open_note(language));
        }
        let text =
            canvas.frame.say("Anteile an allen Menschen in Prozent.", "Shares of all people in percent.");
        if self.pyramid.basis == Basis::Share {
            canvas.notes.push(text.into());
        }
    }
}
