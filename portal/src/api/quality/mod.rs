//! The figures of the quality pages as JSON, and what changed as Atom. Names are English, and stay.

pub mod changes;

use crate::caching;
use crate::error::PortalError;
use crate::language::Language;
use crate::pages::quality::{constraint_words, scope_of, series_proposed, since};
use crate::state::Portal;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use datenkreis_catalogue::journal::{ConstraintCount, QualitySums, RemedySum, Scope};
use datenkreis_vocab::mqa::govdata::GovDataRule;
use datenkreis_vocab::mqa::{Dimension, MOST_POINTS, Metric, Rating};
use serde::Serialize;

/// What there is to know of a scope.
#[derive(Serialize)]
struct Figures {
    /// The region's or the organisation's name.
    title: String,
    /// Which change of the catalogue this follows.
    seq: u64,
    #[serde(flatten)]
    now: Sums,
    metrics: Vec<MetricFigures>,
    /// What to do, the most points for the least effort first.
    steps: Vec<StepFigures>,
    govdata: Vec<RuleFigures>,
    /// Official constraints that are broken, in how many datasets.
    constraints: Vec<ConstraintFigures>,
    /// Datasets that are probably part of a series.
    series_proposed: u64,
    /// At the end of each day (UTC) with a change, a year back, oldest first.
    history: Vec<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organisations: Option<Vec<OrganisationFigures>>,
}

/// A remedy: one text in each dataset, which may satisfy several metrics.
#[derive(Serialize)]
struct StepFigures {
    /// Its stable name, as in the addresses of the pages.
    id: &'static str,
    metrics: &'static [Metric],
    /// 1: one field. 2: something to find out or to repair. 3: another file, or a decision.
    effort: u8,
    /// Datasets that want it.
    datasets: u64,
    /// Points of all of them together.
    points: u64,
    /// Further points, if the addresses answer.
    points_for_answers: u64,
}

/// Means over datasets; points are of 405.
#[derive(Serialize)]
struct Sums {
    datasets: i64,
    most_points: u16,
    points: f64,
    /// If everything not checked yet is in order.
    points_possible: f64,
    rating: Rating,
    dimensions: Vec<DimensionFigures>,
    /// Points of what arrived, and of what is published, both without those for answers of addresses.
    repaired: Option<Repaired>,
    /// Datasets on which the official constraints were evaluated, with their results.
    constraints_evaluated: i64,
    constraint_violations: i64,
    constraint_warnings: i64,
}

#[derive(Serialize)]
struct DimensionFigures {
    id: Dimension,
    points: f64,
    most: u16,
}

#[derive(Serialize)]
struct Repaired {
    arrived: f64,
    published: f64,
}

#[derive(Serialize)]
struct MetricFigures {
    id: Metric,
    points: u16,
    gained: u64,
    missed: u64,
    pending: u64,
}

#[derive(Serialize)]
struct RuleFigures {
    id: &'static str,
    breaches: i64,
    per_dataset: f64,
}

#[derive(Serialize)]
struct ConstraintFigures {
    id: String,
    problem: String,
    fix: String,
    clause: String,
    datasets_arrived: u64,
    datasets_published: u64,
}

#[derive(Serialize)]
struct Day {
    day: String,
    datasets: i64,
    points: f64,
    points_possible: f64,
}

#[derive(Serialize)]
struct OrganisationFigures {
    id: String,
    title: String,
    dead_links: u64,
    #[serde(flatten)]
    sums: Sums,
}

/// GET `/qualitaet.json`.
pub async fn region(request: HttpRequest, portal: web::Data<Portal>) -> Result<HttpResponse, PortalError> {
    let title = portal.region.title.get("de").to_owned();
    answer(request, portal, Scope::Region, title).await
}

/// GET `/qualitaet/{id}.json`.
pub async fn organisation(
    request: HttpRequest,
    portal: web::Data<Portal>,
    id: web::Path<String>,
) -> Result<HttpResponse, PortalError> {
    let scope = scope_of(&portal, &id).ok_or_else(|| PortalError::not_found(Language::De))?;
    let title = portal.region.organisation(&id).map(|own| own.name.clone()).unwrap_or_default();
    answer(request, portal, scope, title).await
}

async fn answer(
    request: HttpRequest,
    portal: web::Data<Portal>,
    scope: Scope,
    title: String,
) -> Result<HttpResponse, PortalError> {
    let figures = web::block(move || figures(&portal, &scope, title)).await??;
    let body = serde_json::to_vec(&figures).map_err(PortalError::internal)?;
    let tag = caching::tag_of(&body);
    let mut response = HttpResponse::Ok();
    response
        .content_type("application/json")
        .insert_header(header::ETag(tag.clone()))
        .insert_header((header::CACHE_CONTROL, "public, max-age=300, must-revalidate"));
    if caching::not_modified(&request, &tag) {
        return Ok(caching::unchanged(&mut response));
    }
    Ok(response.body(body))
}

fn figures(portal: &Portal, scope: &Scope, title: String) -> Result<Figures, PortalError> {
    let catalogue = &portal.catalogue;
    let sums = catalogue.quality_summary(scope)?;
    let history = catalogue.quality_history(scope, since())?;
    let organisations = match scope {
        Scope::Region => Some(organisations(portal)?),
        _ => None,
    };
    let metrics = sums.shares().into_iter().map(|share| MetricFigures {
        id: share.metric,
        points: share.metric.points(),
        gained: share.gained,
        missed: share.missed,
        pending: share.pending,
    });
    let step = |sum: RemedySum| StepFigures {
        id: sum.remedy.id(),
        metrics: sum.remedy.metrics(),
        effort: sum.remedy.effort(),
        datasets: sum.datasets,
        points: sum.points,
        points_for_answers: sum.answers,
    };
    let steps = RemedySum::all(&catalogue.quality_patterns(scope)?);
    let rule = |rule: GovDataRule| RuleFigures {
        id: rule.local(),
        breaches: sums.govdata[rule.index()],
        per_dataset: rounded(sums.govdata_ratio(rule)),
    };
    let day = |(day, sums): (jiff::civil::Date, QualitySums)| Day {
        day: day.to_string(),
        datasets: sums.datasets,
        points: rounded(sums.mean()),
        points_possible: rounded(sums.mean_possible()),
    };
    Ok(Figures {
        title,
        seq: catalogue.seq().0,
        metrics: metrics.collect(),
        steps: steps.into_iter().map(step).collect(),
        govdata: GovDataRule::ALL.into_iter().map(rule).collect(),
        history: history.into_iter().map(day).collect(),
        constraints: catalogue.broken_constraints(scope)?.into_iter().map(ConstraintFigures::from).collect(),
        series_proposed: series_proposed(&catalogue.broken_rules(scope)?),
        organisations,
        now: Sums::of(&sums),
    })
}

/// Every organisation of the region with datasets.
fn organisations(portal: &Portal) -> Result<Vec<OrganisationFigures>, PortalError> {
    let dead = portal.catalogue.dead_links_of_organisations()?;
    let figures = portal.catalogue.quality_of_organisations()?.into_iter().filter_map(|(id, sums)| {
        let title = portal.region.organisation(&id)?.name.clone();
        let dead_links = dead.iter().find(|(of, _)| *of == id).map_or(0, |(_, count)| *count);
        Some(OrganisationFigures { id, title, dead_links, sums: Sums::of(&sums) })
    });
    Ok(figures.collect())
}

impl From<ConstraintCount> for ConstraintFigures {
    /// In German, as JSON has no language.
    fn from(count: ConstraintCount) -> Self {
        let [problem, fix, clause] = constraint_words(Language::De, &count.rule);
        Self {
            id: count.rule,
            problem,
            fix,
            clause,
            datasets_arrived: count.arrived,
            datasets_published: count.published,
        }
    }
}

impl Sums {
    fn of(sums: &QualitySums) -> Self {
        let dimension = |dimension: Dimension| DimensionFigures {
            id: dimension,
            points: rounded(sums.mean_in(dimension)),
            most: dimension.most(),
        };
        let repaired =
            |(arrived, published)| Repaired { arrived: rounded(arrived), published: rounded(published) };
        Self {
            datasets: sums.datasets,
            most_points: MOST_POINTS,
            points: rounded(sums.mean()),
            points_possible: rounded(sums.mean_possible()),
            rating: sums.rating().0,
            dimensions: Dimension::ALL.into_iter().map(dimension).collect(),
            repaired: sums.repaired().map(repaired),
            constraints_evaluated: sums.evaluated,
            constraint_violations: sums.violations,
            constraint_warnings: sums.warnings,
        }
    }
}

/// Two places behind the point.
fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
