use super::*;
use crate::mqa::{Assessment, Dimension, MOST_POINTS, Rating, Remedy, Unasked, measurements};
use oxrdf::NamedNode;
use oxttl::TurtleParser;

const PREFIXES: &str =
    "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
    @prefix eu: <http://publications.europa.eu/resource/authority/> . @prefix : <https://x.example/> .";

/// Everything the metrics of the dataset ask for.
const DATASET: &str = ":d a dcat:Dataset ; dcat:keyword \"Radweg\" ; dcat:theme <http://publications.europa.eu/resource/authority/data-theme/TRAN> ;
    dct:spatial :unna ; dct:temporal :year ; dcat:contactPoint :contact ; dct:publisher :publisher ;
    dct:accessRights <http://publications.europa.eu/resource/authority/access-right/PUBLIC> .";

/// Everything the metrics of distributions ask for.
const FILE: &str = "dcat:accessURL :file.csv ; dcat:downloadURL :file.csv ; dct:rights :rights ; dcat:byteSize 1 ;
    dct:format <http://publications.europa.eu/resource/authority/file-type/CSV> ;
    dcat:mediaType <https://www.iana.org/assignments/media-types/text/csv> ;
    dct:license <http://dcat-ap.de/def/licenses/dl-zero-de/2.0> ; dct:issued \"2024\" ; dct:modified \"2024\" .";

fn parse(turtle: &str) -> Vec<Triple> {
    let text = format!("{PREFIXES}\n{turtle}");
    TurtleParser::new().for_slice(&text).collect::<Result<_, _>>().unwrap()
}

fn node(local: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("https://x.example/{local}"))
}

fn all_good(_: &str) -> Option<LinkAnswer> {
    Some(LinkAnswer::Status(200))
}

fn assess(turtle: &str, links: &dyn Links, conforms: Option<bool>) -> Assessment {
    measure(&parse(turtle), node("d").as_ref(), links, conforms)
}

fn perfect() -> String {
    format!("{DATASET} :d dcat:distribution :v . :v a dcat:Distribution ; {FILE}")
}

#[test]
fn a_perfect_dataset_has_all_points() {
    let assessment = assess(&perfect(), &all_good, Some(true));
    assert_eq!(assessment.dimensions(), [100, 100, 110, 75, 20]);
    assert_eq!((assessment.points(), assessment.possible), (MOST_POINTS, MOST_POINTS));
    assert_eq!(assessment.unasked, MOST_POINTS - 80);
    assert_eq!(assessment.rating(), (Rating::Excellent, Rating::Excellent));
    assert_eq!(assessment.distribution.as_deref(), Some("https://x.example/v"));
    assert_eq!((assessment.access_status, assessment.download_status), (Some(200), Some(200)));
    assert!(assessment.gains().is_empty());
    assert_eq!(measurements("https://x.example/d", &assessment).len(), 29 * 4);
}

#[test]
fn nobody_waits_for_the_answer_of_an_address_that_is_not_asked() {
    let check = |address: &str, expected: Outcome| {
        let turtle = format!(":d dcat:distribution :v . :v dcat:accessURL <{address}> .");
        let assessment = assess(&turtle, &Unasked, None);
        assert_eq!(assessment.outcome(Metric::AccessUrlStatusCode), expected, "{address}");
    };
    check("https://x.example/a.csv", Outcome::Pending);
    check("HTTP://x.example/a.csv", Outcome::Pending);
    check("ftp://x.example/a.csv", Outcome::Missed);
    check("urn:x:a", Outcome::Missed);
}

#[test]
fn the_reference_record_has_all_points() {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared").into();
    let shared = std::env::var_os("DATENKREIS_SHARED").map_or(default, std::path::PathBuf::from);
    let path = shared.join("standards/dcat-ap-de/own-tests/perfect-3.0.ttl");
    let Ok(turtle) = std::fs::read(&path) else {
        eprintln!("skipped: no {}", path.display());
        return;
    };
    let triples: Vec<Triple> = TurtleParser::new().for_slice(&turtle).collect::<Result<_, _>>().unwrap();
    let dataset = NamedNode::new_unchecked("https://x.example/d/1");
    let assessment = measure(&triples, dataset.as_ref(), &all_good, Some(true));
    assert_eq!(assessment.points(), MOST_POINTS, "{assessment}");
    assert_eq!(crate::mqa::govdata::measure(&triples, dataset.as_ref())[2..], [0; 5]);
}

#[test]
fn an_unknown_dataset_has_none() {
    let assessment = assess("", &Unasked, Some(false));
    assert_eq!((assessment.points(), assessment.possible, assessment.distribution), (0, 0, None));
}

/// The points a metric costs when one property is left out.
#[test]
fn each_property_is_worth_its_points() {
    let check = |without: &str, lost: &[Metric]| {
        let turtle = perfect();
        assert!(turtle.contains(without), "{without}");
        let assessment = assess(&turtle.replace(without, ""), &all_good, Some(true));
        let missed: Vec<Metric> =
            Metric::ALL.into_iter().filter(|&metric| assessment.outcome(metric) == Outcome::Missed).collect();
        assert_eq!(missed, lost, "{without}");
        let lost: u16 = lost.iter().map(|metric| metric.points()).sum();
        assert_eq!(assessment.points(), MOST_POINTS - lost, "{without}");
    };
    check("dcat:keyword \"Radweg\" ;", &[Metric::KeywordAvailability]);
    check(
        "dcat:theme <http://publications.europa.eu/resource/authority/data-theme/TRAN> ;",
        &[Metric::CategoryAvailability],
    );
    check("dct:spatial :unna ;", &[Metric::SpatialAvailability]);
    check("dct:temporal :year ;", &[Metric::TemporalAvailability]);
    check("dcat:contactPoint :contact ;", &[Metric::ContactPointAvailability]);
    check("dct:publisher :publisher ;", &[Metric::PublisherAvailability]);
    check("dcat:accessURL :file.csv ;", &[Metric::AccessUrlStatusCode]);
    check("dcat:downloadURL :file.csv ;", &[Metric::DownloadUrlAvailability, Metric::DownloadUrlStatusCode]);
    check("dct:rights :rights ;", &[Metric::RightsAvailability]);
    check("dcat:byteSize 1 ;", &[Metric::ByteSizeAvailability]);
    check("dct:issued \"2024\" ;", &[Metric::DateIssuedAvailability]);
    check(
        "dct:license <http://dcat-ap.de/def/licenses/dl-zero-de/2.0> ;",
        &[Metric::LicenceAvailability, Metric::KnownLicence],
    );
    check(
        "dcat:mediaType <https://www.iana.org/assignments/media-types/text/csv> ;",
        &[Metric::MediaTypeAvailability, Metric::FormatMediaTypeVocabularyAlignment],
    );
    check(
        "dct:format <http://publications.europa.eu/resource/authority/file-type/CSV> ;",
        &[
            Metric::FormatAvailability,
            Metric::FormatMediaTypeVocabularyAlignment,
            Metric::FormatMediaTypeNonProprietary,
            Metric::FormatMediaTypeMachineInterpretable,
        ],
    );
}

#[test]
fn values_are_of_the_lists_to_the_letter() {
    let check = |from: &str, to: &str, metric: Metric, expected: bool| {
        let assessment = assess(&perfect().replace(from, to), &all_good, Some(true));
        assert_eq!(assessment.outcome(metric), Outcome::of(expected), "{to} {metric:?}");
    };
    let format = "<http://publications.europa.eu/resource/authority/file-type/CSV>";
    for (to, aligned, open, readable) in [
        (format, true, true, true),
        ("\"CSV\"", false, false, false),
        ("<http://publications.europa.eu/resource/authority/file-type/XLSX>", true, false, true),
        ("<http://publications.europa.eu/resource/authority/file-type/HTML>", true, true, false),
        ("<http://publications.europa.eu/resource/authority/file-type/PDF>", true, false, false),
        ("<http://publications.europa.eu/resource/authority/file-type/WFS_SRVC>", true, false, false),
    ] {
        check(format, to, Metric::FormatAvailability, true);
        check(format, to, Metric::FormatMediaTypeVocabularyAlignment, aligned);
        check(format, to, Metric::FormatMediaTypeNonProprietary, open);
        check(format, to, Metric::FormatMediaTypeMachineInterpretable, readable);
    }
    let media_type = "<https://www.iana.org/assignments/media-types/text/csv>";
    for (to, expected) in [
        ("<http://www.iana.org/assignments/media-types/text/csv>", true),
        ("\"text/csv\"", false),
        ("<https://www.iana.org/assignments/media-types/text/unbekannt>", false),
    ] {
        check(media_type, to, Metric::MediaTypeAvailability, true);
        check(media_type, to, Metric::FormatMediaTypeVocabularyAlignment, expected);
    }
    let license = "<http://dcat-ap.de/def/licenses/dl-zero-de/2.0>";
    for (to, expected) in [
        ("<http://dcat-ap.de/def/licenses/dl-by-de/2.0>", true),
        ("<http://dcat-ap.de/def/licenses/cc-by/4.0>", true),
        ("<https://creativecommons.org/licenses/by/4.0/>", true),
        ("<http://publications.europa.eu/resource/authority/licence/CC_BY_4_0>", true),
        ("<https://www.govdata.de/dl-de/by-2-0>", true),
        ("<http://dcat-ap.de/def/licenses/officialWork>", false),
        ("\"frei\"", false),
    ] {
        check(license, to, Metric::LicenceAvailability, true);
        check(license, to, Metric::KnownLicence, expected);
    }
    // What stands where nobody states a licence gains nothing.
    let closed = "<http://dcat-ap.de/def/licenses/other-closed>";
    check(license, closed, Metric::LicenceAvailability, false);
    check(license, closed, Metric::KnownLicence, false);
    let rights = "<http://publications.europa.eu/resource/authority/access-right/PUBLIC>";
    for (to, expected) in [(rights, true), ("\"offen\"", false), (":frei", false)] {
        check(rights, to, Metric::AccessRightsAvailability, true);
        check(rights, to, Metric::AccessRightsVocabularyAlignment, expected);
    }
}

#[test]
fn the_best_distribution_counts_alone() {
    let check = |files: &[(&str, &str)], chosen: &str, points: u16| {
        let mut turtle = DATASET.to_owned();
        for (name, file) in files {
            turtle.push_str(&format!(" :d dcat:distribution :{name} . :{name} a dcat:Distribution ; {file}"));
        }
        let assessment = assess(&turtle, &all_good, Some(true));
        let expected = node(chosen);
        assert_eq!(assessment.distribution.as_deref(), Some(expected.as_str()), "{files:?}");
        assert_eq!(assessment.points(), points, "{files:?}");
    };
    let at_dataset = 100 + 30 + 45;
    let poor = "dcat:accessURL :a ; dct:license <http://dcat-ap.de/def/licenses/cc-zero> .";
    let sized = "dcat:accessURL :b ; dct:rights :r ; dcat:byteSize 1 ; dcat:downloadURL :b .";
    check(&[("a", poor), ("b", FILE)], "b", 405);
    check(&[("a", FILE), ("b", poor)], "a", 405);
    // 80 of one against 110 of the other; what only the first has is not added.
    check(&[("a", poor), ("b", sized)], "b", at_dataset + 110);
    // Of equal ones the first.
    check(&[("a", poor), ("b", poor)], "a", at_dataset + 80);
    check(&[("b", poor), ("a", poor)], "b", at_dataset + 80);
    check(&[("a", "dct:title \"leer\" .")], "a", at_dataset);
}

#[test]
fn dates_count_once_and_the_distribution_hides_the_dataset() {
    let dates = ":d dct:issued \"2024\" ; dct:modified \"2024\" .";
    let check = |turtle: String, expected: u16| {
        let assessment = assess(&turtle, &all_good, Some(true));
        assert_eq!(assessment.in_dimension(Dimension::Contextuality), expected, "{turtle}");
    };
    check(format!("{DATASET} {dates}"), 10);
    check(format!("{} {dates}", perfect()), 20);
    check(format!("{DATASET} {dates} :d dcat:distribution :v . :v dcat:accessURL :a ."), 0);
    check(format!("{DATASET} {dates} :d dcat:distribution :v . :v dct:issued \"2024\" ."), 5);
    check(format!("{DATASET} :d dcat:distribution :v . :v dct:issued \"2024\", \"2025\" ."), 5);
}

#[test]
fn of_several_addresses_the_best_answer_counts() {
    let answer = |url: &str| match url.rsplit('/').next()? {
        "good" => Some(LinkAnswer::Status(204)),
        "moved" => Some(LinkAnswer::Status(301)),
        "gone" => Some(LinkAnswer::Status(404)),
        "silent" => Some(LinkAnswer::Silence),
        _ => None,
    };
    let check = |urls: &str, expected: Outcome, status: Option<u16>| {
        let turtle = format!("{DATASET} :d dcat:distribution :v . :v dcat:accessURL {urls} .");
        let assessment = assess(&turtle, &answer, Some(true));
        let found = (assessment.outcome(Metric::AccessUrlStatusCode), assessment.access_status);
        assert_eq!(found, (expected, status), "{urls}");
    };
    check(":good", Outcome::Gained, Some(204));
    check(":moved", Outcome::Missed, Some(301));
    check(":gone", Outcome::Missed, Some(404));
    check(":silent", Outcome::Missed, Some(0));
    check(":unknown", Outcome::Pending, None);
    check(":gone, :good", Outcome::Gained, Some(204));
    check(":good, :gone", Outcome::Gained, Some(204));
    check(":silent, :gone", Outcome::Missed, Some(404));
    check(":gone, :unknown", Outcome::Pending, None);
    check(":good, :unknown", Outcome::Gained, Some(204));
    check("\"keine Adresse\"", Outcome::Missed, None);
}

#[test]
fn what_is_pending_earns_nothing_and_is_not_held_against_anybody() {
    let assessment = assess(&perfect(), &Unasked, None);
    assert_eq!((assessment.points(), assessment.possible, assessment.unasked), (295, 405, 295));
    assert_eq!(assessment.rating(), (Rating::Good, Rating::Excellent));
    assert!(assessment.gains().is_empty(), "{:?}", assessment.gains());
    let measured = measurements("https://x.example/d", &assessment);
    assert_eq!(measured.len(), (29 - 3) * 4);

    // A distribution that loses while its address is pending may win later.
    let turtle = format!(
        "{DATASET} :d dcat:distribution :a, :b . :a dcat:accessURL :unknown .
         :b dct:license <http://dcat-ap.de/def/licenses/cc-zero> ."
    );
    let assessment = assess(&turtle, &Unasked, Some(true));
    assert_eq!(assessment.distribution.as_deref(), Some("https://x.example/b"));
    assert_eq!((assessment.points(), assessment.possible), (175 + 30, 175 + 50));
}

#[test]
fn gains_tell_points_for_effort() {
    let turtle = perfect()
        .replace("dcat:keyword \"Radweg\" ;", "")
        .replace("dct:rights :rights ;", "")
        .replace("file-type/CSV", "file-type/PDF");
    let gains = |turtle: &str, conforms| -> Vec<(Remedy, u16, u16)> {
        let gains = assess(turtle, &all_good, Some(conforms)).gains();
        gains.iter().map(|gain| (gain.remedy, gain.points, gain.answers)).collect()
    };
    assert_eq!(
        gains(&turtle, false),
        [
            (Remedy::Keywords, 30, 0),
            // A CSV beside the PDF has rights as well, and is asked whether it answers.
            (Remedy::OpenFormat, 0, 45),
            (Remedy::Constraints, 30, 0),
            (Remedy::Rights, 5, 0),
        ]
    );
    let unnamed =
        perfect().replace("<http://publications.europa.eu/resource/authority/file-type/CSV>", "\"CSV\"");
    assert_eq!(gains(&unnamed, true), [(Remedy::Format, 10, 0)]);
    assert_eq!(gains(DATASET, true), [(Remedy::File, 150, 80)]);
}

#[test]
fn outcomes_can_be_written_as_letters() {
    let assessment = assess(&perfect(), &Unasked, Some(false));
    let letters = assessment.letters();
    assert_eq!(letters, "1111?1?1111101111111111");
    assert_eq!(Assessment::outcomes_of(&letters), Some(assessment.outcomes));
    assert_eq!(Assessment::outcomes_of(&letters[1..]), None);
    assert_eq!(Assessment::outcomes_of(&letters.replace('?', "x")), None);
}

#[test]
fn blank_nodes_are_measured_too() {
    let file = FILE.trim_end_matches('.');
    let triples = parse(&format!("_:d dcat:keyword \"a\" ; dcat:distribution [ {file} ] ."));
    let dataset = triples.iter().find(|triple| triple.predicate == dcat::KEYWORD).unwrap().subject.clone();
    let assessment = measure(&triples, dataset.as_ref(), &all_good, Some(true));
    assert!(assessment.distribution.unwrap().starts_with("_:"));
}
