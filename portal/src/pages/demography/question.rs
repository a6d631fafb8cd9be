//! The question box: a question in German or English, the figures it asks for, and how it was understood. What was
//! not understood is said, never guessed.

use super::figure::origins;
use super::{Figure, Ground, page};
use crate::demography::answer::{Instead, answer};
use crate::demography::query::Query;
use crate::demography::shown::{Table, Tabulate};
use crate::error::PortalError;
use crate::language::Language;
use crate::pages::layout::Layout;
use crate::pages::links::Page;
use crate::pages::value::Value;
use crate::state::Portal;
use crate::texts::demography::DemographyTexts;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use datenkreis_vocab::cube::AreaKey;
use datenkreis_vocab::cube::known::POPULATION;
use datenkreis_vocab::indicator::indicators;
use datenkreis_vocab::question::{self, Answer, Conclusion, KnownPlace, Reason, What};

/// Longest question that is read, in characters.
const LONGEST: usize = 300;

#[derive(Template)]
#[template(path = "pages/question.html")]
struct QuestionPage {
    layout: Layout,
    words: &'static DemographyTexts,
    question: String,
    answer: Option<AnswerView>,
    /// What each group of words was taken for.
    understood: Vec<(String, String)>,
    not_understood: Option<String>,
    unknown: Vec<String>,
    suggestions: Vec<String>,
    examples: Vec<(String, String)>,
}

struct AnswerView {
    sentence: String,
    table: Table,
    chart: Option<Figure>,
    query: String,
    /// The sources that the chart does not name.
    sources: Vec<Value>,
    /// The page of the place or places, if nothing else was asked.
    page: Option<Value>,
}

/// GET `/frage` and `/en/question`, with the question as `frage`.
pub async fn question(
    request: HttpRequest,
    portal: web::Data<Portal>,
    language: Language,
) -> Result<HttpResponse, PortalError> {
    let query = request.query_string().to_owned();
    let asked = url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "frage");
    let asked: String =
        asked.map(|(_, text)| text.trim().chars().take(LONGEST).collect()).unwrap_or_default();
    page(move || Ok(QuestionPage::new(&portal, language, asked, query))).await
}

impl QuestionPage {
    fn new(portal: &Portal, language: Language, asked: String, query: String) -> Self {
        let ground = Ground::new(portal, language);
        let mut layout = Layout::new(portal, language, Page::Question(query), ground.texts.question);
        layout.noindex = !asked.is_empty();
        layout.trail = vec![Value::own(ground.texts.title, layout.links.demography())];
        let mut page = Self {
            words: ground.texts,
            answer: None,
            understood: vec![],
            not_understood: None,
            unknown: vec![],
            suggestions: vec![],
            examples: examples(&ground),
            question: asked,
            layout,
        };
        if page.question.is_empty() {
            return page;
        }
        let tag = language.tag();
        let told = |used: Vec<Conclusion>| {
            used.into_iter().map(|said| (said.words, said.means.get(tag).to_owned())).collect()
        };
        match known(&ground).understand(&page.question) {
            Answer::Understood(question) => {
                page.answer = AnswerView::new(&ground, &question);
                if page.answer.is_none() {
                    page.not_understood = Some(without_answer(&ground, &question));
                }
                page.understood = told(question.used);
            }
            Answer::NotUnderstood(not) => {
                page.not_understood = Some(ground.texts.reason(not.reason).into());
                page.understood = told(not.used);
                page.unknown = not.unknown;
                page.suggestions = not.suggestions.iter().map(|text| text.get(tag).to_owned()).collect();
            }
        }
        page
    }
}

/// That there are no figures of what was asked for, and of what there are some.
fn without_answer(ground: &Ground<'_>, question: &question::Question) -> String {
    let nothing = ground.texts.reason(Reason::NoFigures);
    match Instead::of(ground.figures(), question, &areas(ground)) {
        Some(Instead::Years { first, last, projected }) => {
            let projected = projected.map(|year| ground.texts.projected_up_to(year));
            format!("{nothing} {}", ground.texts.figures_only_of(first, last))
                + &projected.unwrap_or_default()
        }
        Some(Instead::Ages(ages)) => ground.texts.wider_ages(ages.label().get(ground.language.tag())),
        Some(Instead::Areas(areas)) => {
            let names: Vec<String> = areas.iter().map(|area| ground.figures().name(area)).collect();
            format!("{nothing} {}", ground.texts.figures_only_in(&names.join(", ")))
        }
        None => nothing.to_owned(),
    }
}

/// The areas of the region that have figures, and those around them.
fn areas(ground: &Ground<'_>) -> Vec<AreaKey> {
    let territory = &ground.portal.statistics.territory;
    let around = territory
        .outer
        .first()
        .into_iter()
        .flat_map(|outer| std::iter::successors(outer.parent(), AreaKey::parent));
    // A region whose organisations have no keys is about whatever there are figures of.
    let anywhere = ground.cubes.get(POPULATION).filter(|_| territory.outer.is_empty());
    let anywhere = anywhere.into_iter().flat_map(|cube| cube.areas());
    let mut areas: Vec<AreaKey> = vec![];
    for area in territory.outer.iter().chain(&territory.municipalities).chain(anywhere).cloned().chain(around)
    {
        if !areas.contains(&area) && ground.area(area.as_str()).is_ok() {
            areas.push(area);
        }
    }
    areas
}

fn known(ground: &Ground<'_>) -> question::Ground {
    let places = areas(ground).into_iter().map(|key| {
        let about = ground.portal.catalogue.statistics().areas.area(&key);
        let short = &about.short_name.de;
        let mut names = vec![short.clone()];
        // “Fröndenberg/Ruhr” is Fröndenberg to its people, “Halle (Westf.)” Halle.
        let end = ["/", " (", " an der ", " am "].into_iter().filter_map(|mark| short.find(mark)).min();
        names.extend(end.map(|end| short[..end].to_owned()));
        names.extend(about.rank.map(|rank| format!("{rank} {}", about.short_name.de)));
        KnownPlace { key, names }
    });
    question::Ground {
        places: places.collect(),
        indicators: indicators()
            .iter()
            .map(|found| {
                (found.id.to_owned(), datenkreis_vocab::text::Text::new(found.title("de"), found.title("en")))
            })
            .collect(),
        cubes: ground.cubes.iter().map(|cube| cube.definition.id.clone()).collect(),
    }
}

impl AnswerView {
    fn new(ground: &Ground<'_>, question: &question::Question) -> Option<Self> {
        let figures = ground.figures();
        if question.what == What::Overview {
            let areas: Vec<&AreaKey> = question.places.iter().chain(&question.compare_with).collect();
            let page = match areas[..] {
                [] => return None,
                [area] => Value::own(figures.name(area), ground.links.area(area)),
                _ => comparison(ground, &areas),
            };
            return Some(Self {
                sentence: String::new(),
                table: Table::default(),
                chart: None,
                query: String::new(),
                sources: vec![],
                page: Some(page),
            });
        }
        let answered = answer(figures, ground.texts, question, &areas(ground))?;
        let shown = answered.chart.and_then(|address| {
            let shown = ground.show(address.view, &address.area, &address.state)?;
            Some((address, shown))
        });
        let (sentence, table, used) = match (answered.figures, &shown) {
            (Some(Tabulate { table, used, .. }), _) => (answered.sentence, table, used),
            // The chart itself is the answer, and has its table.
            (None, Some((_, shown))) => (answered.sentence, Table::default(), shown.used.clone()),
            (None, None) => return None,
        };
        let patterns = crate::demography::formats::patterns(&used);
        let query = Query { base: ground.portal.base(), title: &sentence, patterns: &patterns }.to_string();
        let chart = shown.map(|(address, shown)| Figure::new(ground, &address, shown));
        let (mut sources, _) = origins(ground, &used);
        sources.retain(|source| chart.as_ref().is_none_or(|chart| !chart.sources.contains(source)));
        Some(Self { sentence, table, chart, query, sources, page: None })
    }
}

/// The page that shows several areas beside each other.
fn comparison(ground: &Ground<'_>, areas: &[&AreaKey]) -> Value {
    let names: Vec<String> = areas.iter().map(|area| ground.figures().name(area)).collect();
    let query: Vec<String> = areas.iter().map(|area| format!("gebiet={area}")).collect();
    let text = format!("{}: {}", ground.texts.comparison, names.join(", "));
    Value::own(text, format!("{}?{}", ground.links.comparison(), query.join("&")))
}

/// Questions that can be answered here, with their addresses.
fn examples(ground: &Ground<'_>) -> Vec<(String, String)> {
    let areas = areas(ground);
    let Some(place) = areas.iter().rfind(|area| area.level() == datenkreis_vocab::cube::Level::Municipality)
    else {
        return vec![];
    };
    let name = ground.figures().name(place);
    let questions = match ground.language {
        Language::De => [
            format!("Wie viele über 65 leben in {name}?"),
            format!("Altenquotient {name} im Vergleich zum Kreis"),
            format!("{name} Geburten 2010 bis 2015"),
            "Welche Gemeinde hat den höchsten Altenquotienten?".to_owned(),
            format!("Einwohner {name} seit 2010"),
        ],
        Language::En => [
            format!("How many people over 65 live in {name}?"),
            format!("Old-age ratio {name} compared with the district"),
            format!("{name} births 2010 to 2015"),
            "Which municipality has the highest mean age?".to_owned(),
            format!("Inhabitants {name} since 2010"),
        ],
    };
    let ground = known(ground);
    let is_understood = |question: &String| matches!(ground.understand(question), Answer::Understood(_));
    let address = |question: String| {
        let query =
            url::form_urlencoded::Serializer::new(String::new()).append_pair("frage", &question).finish();
        (question, query)
    };
    questions.into_iter().filter(is_understood).map(address).collect()
}
