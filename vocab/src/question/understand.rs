//! From what the words of a question mean to the question.

use super::places::{Places, name_of, similar};
use super::reading::{Reading, push};
use super::text::{fold, tokens};
use super::{Answer, Ground, NotUnderstood, Order, Question, Reason, What, Years};
use crate::cube::Level;
use crate::cube::known::{CHANGES, POPULATION};
use crate::text::Text;

/// What a question says.
pub(super) fn understand(ground: &Ground, question: &str) -> Answer {
    let tokens = tokens(question);
    let mut reading = Reading::new(ground);
    let uses_capitals = (0..tokens.len()).any(|at| {
        let is_capital = tokens[at].text.chars().next().is_some_and(char::is_uppercase);
        is_capital && reading.names.at(&tokens[at..], true).is_some()
    });
    let mut at = 0;
    while at < tokens.len() {
        at += reading.read(&tokens[at..], uses_capitals);
    }
    match reading.question() {
        Ok(question) => Answer::Understood(question),
        Err(reason) => Answer::NotUnderstood(reading.not_understood(reason)),
    }
}

impl Reading<'_> {
    /// Puts together what was read.
    fn question(&mut self) -> Result<Question, Reason> {
        let order = self.order()?;
        self.kinds_of_area(order);
        self.moves();
        self.surroundings();
        if self.average.is_some() && self.indicators != ["durchschnittsalter"] {
            self.unknown.extend(self.average.take());
        }
        if !self.unknown.is_empty() {
            return Err(self.wrong.unwrap_or(Reason::UnknownWords));
        }
        let to_come = self.years.contains(&Years::ToCome);
        if self.years.iter().any(|years| *years != Years::ToCome) {
            self.years.retain(|years| *years != Years::ToCome);
        }
        let what = self.what(order, to_come)?;
        // Only people are projected, and no years are compared to find which area comes first.
        let is_projected = matches!(&what, What::Population { .. } | What::Ages)
            || matches!(&what, What::Indicator(id) if id == "einwohner");
        if to_come && (!is_projected || order.is_some()) {
            return Err(Reason::NoFigures);
        }
        self.exists(&what)?;
        let years = match self.years[..] {
            [] if self.course => Years::All,
            [] => Years::Latest,
            [years] => years,
            _ => return Err(Reason::Contradiction),
        };
        if self.compares && self.compared.is_empty() && self.places.len() == 1 {
            return Err(Reason::Contradiction);
        }
        Ok(Question {
            what,
            places: self.places.clone(),
            compare_with: self.compared.clone(),
            years,
            order,
            used: self.used.clone(),
        })
    }

    fn order(&self) -> Result<Option<Order>, Reason> {
        match (self.highest, self.asks_for_area) {
            (None, false) => Ok(None),
            // “Welche Stadt ist größer, Selm oder Werne?” is answered by both figures.
            (None, true) if self.places.len() > 1 => Ok(None),
            // “Which” and “where” ask for the first of all; without an end nothing is first.
            (None, true) => {
                Err(if self.unknown.is_empty() { Reason::NothingAsked } else { Reason::UnknownWords })
            }
            (Some(highest), _) => {
                let kinds = self.kinds.iter().map(|(level, ..)| *level);
                let among =
                    kinds.filter(|level| *level >= Level::District).max().unwrap_or(Level::Municipality);
                Ok(Some(Order { highest, among }))
            }
        }
    }

    /// Kinds of areas: what is ordered, what is compared with, or nothing beside a name.
    fn kinds_of_area(&mut self, order: Option<Order>) {
        for (level, words, joined) in std::mem::take(&mut self.kinds) {
            let first = self.places.first().cloned();
            if order.is_some_and(|order| order.among == level) {
                let [de, en] = match level {
                    Level::District => ["unter den Kreisen", "among the districts"],
                    Level::Quarter => ["unter den Stadtteilen", "among the quarters"],
                    _ => ["unter den Gemeinden", "among the municipalities"],
                };
                self.conclude(words, de, en);
            } else if level >= Level::Municipality {
                // “Stadt Selm”, “die Gemeinde”: the rank of a place that is named.
                match first {
                    None if level == Level::Municipality => {
                        self.conclude(words, "alle Gemeinden", "all municipalities");
                    }
                    None => self.unknown.push(words),
                    Some(_) => {}
                }
            } else {
                let around = Places::of_level(self.ground, level, first.as_ref());
                match around {
                    Some(key) if (self.compares || joined) && first.is_some() => {
                        let name = name_of(self.ground, &key);
                        self.conclude(words, format!("{name} ({key})"), format!("{name} ({key})"));
                        push(&mut self.compared, key);
                    }
                    Some(key) if first.is_none() && !self.compares => self.place(key, words),
                    _ => self.unknown.push(words),
                }
            }
        }
    }

    /// What “nach Selm gezogen” and “aus Selm gezogen” ask for.
    fn moves(&mut self) {
        let (code, de, en) = match (&self.moved, self.toward, &self.away) {
            (Some(_), true, None) => ("zuzug", "Zuzüge", "moves in"),
            (Some(_), false, Some(_)) => ("fortzug", "Fortzüge", "moves out"),
            _ => {
                self.unknown.extend(self.moved.take());
                self.unknown.extend(self.away.take());
                return;
            }
        };
        push(&mut self.cube, (CHANGES, code));
        let words = self.moved.take().unwrap_or_default();
        self.conclude(words, de, en);
    }

    /// What a single place is compared with, if nobody says: what is around it.
    fn surroundings(&mut self) {
        if !self.compares || !self.compared.is_empty() || self.places.len() > 1 {
            return;
        }
        if self.than.is_some() {
            self.unknown.extend(self.than.take());
            return;
        }
        let Some(place) = self.places.first() else { return };
        let levels = [Level::District, Level::State, Level::Country];
        if let Some(key) =
            levels.into_iter().find_map(|level| Places::of_level(self.ground, level, Some(place)))
        {
            let name = name_of(self.ground, &key);
            self.conclude(String::new(), format!("{name} ({key})"), format!("{name} ({key})"));
            self.compared.push(key);
        }
    }

    fn what(&mut self, order: Option<Order>, to_come: bool) -> Result<What, Reason> {
        // “Wie viele Kinder wurden geboren” asks for births, whatever age children have.
        let of_births = self.cube.first().is_some_and(|(_, code)| *code == "lebendgeborene");
        let age = self.ages.first().copied().or(self.aged.filter(|age| !(of_births && age.from == 0)));
        let of_persons = age.is_some() || !self.sex.is_empty();
        if self.ages.len() > 1 || self.sex.len() > 1 || self.cube.len() > 1 {
            return Err(Reason::Contradiction);
        }
        if let (Some(age), Some(aged)) = (self.ages.first(), self.aged)
            && !aged.holds(*age)
        {
            return Err(Reason::Contradiction);
        }
        // “Wie viele Ausländer” is a number, “Anteil der Ausländer” an indicator.
        let foreign = self.cube.first().is_some_and(|(_, code)| *code == "nicht-deutsch");
        let other = self.share || of_persons || !self.indicators.is_empty() || !self.cube.is_empty();
        // “Altersgruppe 18 bis 24” names one of them.
        if self.of_each_age && age.is_none() {
            return if other || order.is_some() { Err(Reason::Contradiction) } else { Ok(What::Ages) };
        }
        match (&self.indicators[..], self.cube.first().copied()) {
            ([], None) if self.share && age.is_none() && self.sex == ["F"] => {
                Ok(What::Indicator("frauenanteil".into()))
            }
            ([], None) if of_persons => {
                Ok(What::Population { age, sex: self.sex.first().copied(), share: self.share })
            }
            ([], None) if self.share => Err(Reason::NothingAsked),
            ([], None) if self.persons || self.by_size || to_come => Ok(What::Indicator("einwohner".into())),
            ([], None) if self.course && !self.places.is_empty() => {
                self.conclude(String::new(), "Einwohnerinnen und Einwohner", "inhabitants");
                Ok(What::Indicator("einwohner".into()))
            }
            ([], None) if !self.places.is_empty() && (self.compares || !self.asks) && order.is_none() => {
                Ok(What::Overview)
            }
            ([], None) => Err(Reason::NothingAsked),
            ([], Some(_)) if foreign && self.share && !of_persons => {
                Ok(What::Indicator("auslaenderanteil".into()))
            }
            ([], Some((cube, code))) if !of_persons && !self.share => Ok(What::Cube { cube, code }),
            ([id], None) if !of_persons && !self.share => Ok(What::Indicator((*id).into())),
            _ => Err(Reason::Contradiction),
        }
    }

    /// Whether there are figures of this kind.
    fn exists(&self, what: &What) -> Result<(), Reason> {
        let exists = match what {
            What::Indicator(id) => self.ground.indicators.iter().any(|(known, _)| known == id),
            What::Cube { cube, .. } => self.ground.cubes.iter().any(|known| known == cube),
            What::Population { .. } | What::Ages => self.ground.cubes.iter().any(|known| known == POPULATION),
            What::Overview => true,
        };
        if exists { Ok(()) } else { Err(Reason::NoFigures) }
    }

    fn not_understood(self, reason: Reason) -> NotUnderstood {
        let titles = self.ground.indicators.iter().map(|(_, title)| title);
        let mut suggestions = Vec::new();
        for word in &self.unknown {
            let folded = fold(word);
            let is_like = |title: &str| {
                title.split([' ', '(']).any(|part| strsim::jaro_winkler(&fold(part), &folded) > 0.85)
            };
            let like = titles.clone().filter(|title| is_like(&title.de) || is_like(&title.en)).cloned();
            let places = similar(self.ground, word).into_iter().map(|name| Text::new(name.clone(), name));
            for suggestion in like.chain(places) {
                push(&mut suggestions, suggestion);
            }
        }
        NotUnderstood { reason, used: self.used, unknown: self.unknown, suggestions }
    }
}
