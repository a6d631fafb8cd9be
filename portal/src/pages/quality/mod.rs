//! The quality of the metadata: of the region, and of each of its organisations.

mod broken;
mod constraints;
mod development;
mod fix;
mod gain;
mod organisation;
mod score;
mod step;
pub mod to_do;

pub use broken::BrokenView;
pub use constraints::words as constraint_words;
pub use fix::{FixView, Fixes};
pub use gain::GainView;
pub use organisation::{organisation, scope_of};
pub use score::ScoreView;
pub use step::StepView;

use super::layout::Layout;
use super::links::{Links, Page};
use super::value::Value;
use super::{html, render};
use crate::error::PortalError;
use crate::language::Language;
use crate::state::Portal;
use crate::texts::format::{decimal, number, percent};
use crate::texts::quality::{QualityTexts, of};
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, web};
use askama::Template;
use constraints::ConstraintRow;
use datenkreis_catalogue::journal::{QualitySums, RemedySum, RuleCount, Scope};
use datenkreis_harvester::config::Organisation;
use datenkreis_vocab::finding::{Severity, by_id, rule};
use datenkreis_vocab::mqa::govdata::GovDataRule;
use development::Development;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use std::collections::HashMap;

/// Rules shown as broken most often.
const RULES_SHOWN: usize = 10;

#[derive(Template)]
#[template(path = "pages/quality.html")]
struct RegionPage {
    layout: Layout,
    words: &'static QualityTexts,
    /// `None` if nothing is assessed.
    score: Option<ScoreView>,
    repaired: Option<Repaired>,
    development: Option<Development>,
    organisations: Vec<OrganisationRow>,
    steps: Vec<StepView>,
    metrics: Vec<MetricRow>,
    govdata: Vec<(&'static str, String, String)>,
    /// What is wrong, and in how many datasets.
    rules: Vec<(&'static str, String)>,
    /// Datasets that are probably part of a series, if there are any.
    series_proposed: Option<String>,
    /// How often the official constraints are broken, if they were evaluated.
    violations: Option<String>,
    constraints: Vec<ConstraintRow>,
    constraints_csv: String,
    downloads: Vec<(&'static str, String)>,
}

/// Means before and after what the portal did.
struct Repaired {
    arrived: String,
    published: String,
    gain: String,
}

struct OrganisationRow {
    name: Value,
    datasets: String,
    score: Option<(String, &'static str)>,
    by_portal: Option<String>,
    next: Option<StepView>,
    dead: String,
}

/// A metric and its share.
struct MetricRow {
    name: &'static str,
    explanation: &'static str,
    worth: u16,
    share: String,
    missed: String,
    pending: String,
}

/// GET `/qualitaet` and `/en/quality`.
pub async fn region(portal: web::Data<Portal>, language: Language) -> Result<HttpResponse, PortalError> {
    let page = web::block(move || render(&RegionPage::new(&portal, language)?));
    Ok(html(StatusCode::OK, page.await??))
}

/// The days that the development shows: a year.
pub fn since() -> jiff::civil::Date {
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
    today.checked_sub(1.year()).unwrap_or(today)
}

impl RegionPage {
    fn new(portal: &Portal, language: Language) -> Result<Self, PortalError> {
        let words = of(language);
        let catalogue = &portal.catalogue;
        let sums = catalogue.quality_summary(&Scope::Region)?;
        let history = catalogue.quality_history(&Scope::Region, since())?;
        let rules = catalogue.broken_rules(&Scope::Region)?;
        let mut layout = Layout::new(portal, language, Page::Quality, words.title);
        layout.description = words.lead.into();
        layout.alternates = vec![("application/atom+xml", layout.links.quality_as(None, "atom"))];
        let has_any = sums.datasets > 0;
        Ok(Self {
            words,
            score: has_any.then(|| ScoreView::of_sums(words, &sums)),
            repaired: Repaired::new(words, &sums),
            development: Development::new(words, &history),
            organisations: organisations(portal, words, &layout.links)?,
            steps: StepView::all(
                words,
                &layout.links,
                None,
                &RemedySum::all(&catalogue.quality_patterns(&Scope::Region)?),
                sums.datasets.unsigned_abs(),
            ),
            metrics: if has_any { metrics(language, &sums) } else { vec![] },
            govdata: if has_any { govdata(language, &sums) } else { vec![] },
            rules: broken(words, &rules),
            series_proposed: proposed(language, &rules),
            violations: violations(words, &sums),
            constraints: ConstraintRow::all(language, &catalogue.broken_constraints(&Scope::Region)?),
            constraints_csv: layout.links.constraints_csv(None),
            downloads: vec![
                (words.download_csv, layout.links.quality_as(None, "csv")),
                (words.download_atom, layout.links.quality_as(None, "atom")),
                (words.download_atom_all, format!("{}?alles=1", layout.links.quality_as(None, "atom"))),
                (words.download_json, layout.links.quality_as(None, "json")),
            ],
            layout,
        })
    }
}

impl Repaired {
    fn new(words: &QualityTexts, sums: &QualitySums) -> Option<Self> {
        let (arrived, published) = sums.repaired()?;
        Some(Self {
            arrived: words.points(arrived),
            published: words.points(published),
            gain: words.plus(published - arrived),
        })
    }
}

/// Every organisation of the region, also those without datasets.
fn organisations(
    portal: &Portal,
    words: &'static QualityTexts,
    links: &Links,
) -> Result<Vec<OrganisationRow>, PortalError> {
    let sums: HashMap<String, QualitySums> =
        portal.catalogue.quality_of_organisations()?.into_iter().collect();
    let dead: HashMap<String, u64> = portal.catalogue.dead_links_of_organisations()?.into_iter().collect();
    let nothing = QualitySums::default();
    let row = |organisation: &Organisation| {
        let scope = Scope::Organisation(organisation.id.clone());
        let remedies = RemedySum::all(&portal.catalogue.quality_patterns(&scope)?);
        let sums = sums.get(&organisation.id).unwrap_or(&nothing);
        let has_any = sums.datasets > 0;
        let name = Value::own(&organisation.name, links.quality_of(&organisation.id)).german(words.language);
        let datasets = sums.datasets.unsigned_abs();
        let first = remedies.get(..1).unwrap_or_default();
        Ok(OrganisationRow {
            name,
            datasets: number(words.language, datasets),
            score: has_any
                .then(|| (decimal(words.language, sums.mean()), sums.rating().0.name(words.language.tag()))),
            by_portal: sums.repaired().map(|(before, after)| words.plus(after - before)),
            next: StepView::all(words, links, Some(&organisation.id), first, datasets).into_iter().next(),
            dead: number(words.language, dead.get(&organisation.id).copied().unwrap_or(0)),
        })
    };
    portal.region.organisations.iter().map(row).collect()
}

fn metrics(language: Language, sums: &QualitySums) -> Vec<MetricRow> {
    let row = |share: datenkreis_catalogue::journal::MetricShare| MetricRow {
        name: share.metric.name(language.tag()),
        explanation: share.metric.explanation(language.tag()),
        worth: share.metric.points(),
        share: match share.gained + share.missed {
            0 => "–".into(),
            decided => percent(share.gained, decided),
        },
        missed: number(language, share.missed),
        pending: number(language, share.pending),
    };
    sums.shares().into_iter().map(row).collect()
}

fn govdata(language: Language, sums: &QualitySums) -> Vec<(&'static str, String, String)> {
    let row = |rule: GovDataRule| {
        let breaches = number(language, sums.govdata[rule.index()].unsigned_abs());
        (rule.problem(language.tag()), breaches, decimal(language, sums.govdata_ratio(rule)))
    };
    GovDataRule::ALL.into_iter().map(row).collect()
}

/// Rules that ask for something, most frequent first.
fn broken(words: &QualityTexts, rules: &[RuleCount]) -> Vec<(&'static str, String)> {
    let index = usize::from(words.language == Language::En);
    let known = rules.iter().filter_map(|count| Some((by_id(&count.rule)?, count.datasets)));
    let to_mend = known.filter(|(rule, _)| rule.severity != Severity::Info).take(RULES_SHOWN);
    to_mend.map(|(rule, datasets)| (rule.problem[index], number(words.language, datasets))).collect()
}

/// Datasets that are probably part of a series.
pub fn series_proposed(rules: &[RuleCount]) -> u64 {
    let proposed = rules.iter().find(|count| count.rule == rule::SERIES_PROPOSED.id);
    proposed.map_or(0, |count| count.datasets)
}

fn proposed(language: Language, rules: &[RuleCount]) -> Option<String> {
    Some(series_proposed(rules)).filter(|count| *count > 0).map(|count| number(language, count))
}

fn violations(words: &QualityTexts, sums: &QualitySums) -> Option<String> {
    let [violations, warnings, evaluated] =
        [sums.violations, sums.warnings, sums.evaluated].map(i64::unsigned_abs);
    (evaluated > 0).then(|| words.violations(violations, warnings, evaluated))
}
