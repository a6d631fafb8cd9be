mod corpora;

use super::*;
use datenkreis_vocab::model::{Distribution, LangString};
use oxrdf::{Literal, NamedNode};
use proptest::prelude::*;

fn dataset(title: &str) -> Dataset {
    let mut dataset = Dataset::new(NamedNode::new_unchecked("https://x.example/dataset/a/1"));
    dataset.title = vec![LangString::untagged(title)];
    dataset
}

/// What was concluded or proposed about a property, as `value percent rule`; `-` for nothing. What was
/// concluded is written, what was proposed is not, and a second time nothing changes.
#[track_caller]
fn about(dataset: &Dataset, property: &str) -> String {
    let mut concluded = dataset.clone();
    let findings = conclude(&mut concluded);
    let mut again = concluded.clone();
    conclude(&mut again);
    assert_eq!(again, concluded);
    let Some(finding) = findings.into_iter().find(|finding| finding.property == property) else {
        return "-".into();
    };
    let written = match property {
        "dcterms:temporal" => concluded.temporal.len() > dataset.temporal.len(),
        _ => concluded.language.len() > dataset.language.len(),
    };
    assert_eq!(written, !finding.is_proposal(), "{finding:?}");
    assert_eq!(finding.rule.ends_with("-proposed"), finding.is_proposal());
    let found = finding.found.unwrap();
    let rule = found.rsplit_once('(').unwrap().1.trim_end_matches(')');
    let value = finding.concluded.unwrap();
    let value = if value.contains("://") { value.rsplit('/').next().unwrap() } else { &value };
    format!("{value} {} {rule}", finding.confidence.unwrap())
}

#[track_caller]
fn check(title: &str, expected: &str) {
    assert_eq!(about(&dataset(title), "dcterms:temporal"), expected, "{title}");
}

#[test]
fn times_of_something_else() {
    check("Verbraucherpreisindex Basisjahr 2015 Index", "-");
    check("Verbraucherpreise (Basis 2015)", "-");
    check("Raum 2012 im Rathaus", "-");
    check("Buslinie 2024", "-");
    check("Beschluss vom 5.5.2015", "2015-05-05 65 day");
    check("Hauptsatzung der Stadt vom 01.03.2020", "2020-03-01 65 day");
    check("Beschluss des Rates vom 05.05.2015", "2015-05-05 65 day");
    check("Luftbilder vom 5.5.2015", "2015-05-05 95 day");
    check("Besucher 01/2020 - 12/2021", "2020-01/2021-12 95 months");
}

#[test]
fn days_months_and_parts_of_years() {
    check("Einwohner in Berlin am 31.12.2008", "2008-12-31 95 day");
    check("Bevölkerung, Stand 31.12.2023", "2023-12-31 95 day");
    check("Stand: 1. Januar 2024", "2024-01-01 95 day");
    check("Ergebnisse der Wahl zum Integrationsrat_20140525", "2014-05-25 95 day");
    check("Bürgerentscheid 2013-03-10 Kommunalwahlbezirk", "2013-03-10 95 day");
    check("Messwerte 01.01.2020 - 30.06.2020", "2020-01-01/2020-06-30 96 days");
    check("Messwerte vom 1.1. bis 30.6.2020", "2020-01-01/2020-06-30 96 days");
    check("Zugriffsstatistiken von moers.de für März 2016", "2016-03 95 month");
    check("Zugriffsstatistiken-von-kreis-kleve-de-fuer-November-2018", "2018-11 95 month");
    check("Kreis Wesel Zensus (12/2016)", "2016-12 90 month-in-digits");
    check("HVV-Fahrplandaten (GTFS) Juli 2020 bis Dezember 2020", "2020-07/2020-12 95 months");
    check("Arbeitslose Januar–März 2020", "2020-01/2020-03 95 months");
    check("Baugenehmigungen Q3 2022", "2022-07/2022-09 96 quarter");
    check("Baugenehmigungen III. Quartal 2022", "2022-07/2022-09 96 quarter");
    check("Besucher 1. Halbjahr 2023", "2023-01/2023-06 96 half-year");
    check("Einschulbereiche Schuljahr 2018/2019", "2018-08/2019-07 96 school-year");
    check("Schulstatistik Schuljahr 2019/20", "2019-08/2020-07 96 school-year");
    check("Studierende im Wintersemester 2019/20", "2019-10/2020-03 95 semester");
    check("Corona-Fälle KW 12/2021", "2021-03-22/2021-03-28 95 week");
    check("Corona-Fälle KW 12 2021", "2021-03-22/2021-03-28 95 week");
    check("Corona-Fälle 53. Kalenderwoche 2020", "2020-12-28/2021-01-03 95 week");
    check("Woche 2020-W12", "2020-03-16/2020-03-22 95 week");
    check("Corona-Fälle KW 53/2021", "-");
    check("Corona-Fälle KW 10-12/2021", "-");
    check("Eisflächen Winter 2021/22", "2021-12/2022-02 70 winter");
}

#[test]
fn years() {
    check("Haushaltsplan 2024", "2024 85 year-last");
    check("Stellenplan 2024 (Entwurf)", "2024 85 year-last");
    check("Staatsangehörigkeiten der in Bottrop gemeldeten Personen (2013)", "2013 85 year-last");
    check("Bundestagswahl 2021: Ergebnisse", "2021 96 poll");
    check("Europawahl2019Kommunalwahlbezirk", "2019 96 poll");
    check("Zuzugsorte der Moerser Bevölkerung im Jahr 2017 nach Moers", "2017 95 year-named");
    check("Bodenrichtwerte 2017 in Dormagen", "2017 90 year-within");
    check("Rhein-Kreis Neuss: 2018 Fahrzeugbestand", "2018 75 year-elsewhere");
    check("Geburten in den statistischen Bezirken (1996-2015)", "1996/2015 95 years");
    check("Ratswahlen in Düsseldorf von 1946 bis 2020", "1946/2020 95 years");
    check("Bevölkerung 1999–04", "-");
    check("Erstwunschverhalten an Moerser Schulen 2012/13", "2012/2013 92 two-years");
    check("Verkehrszählung 2011/12", "2011/2012 70 two-years-or-month");
    check("Haushalt des Landes Bremen 2014/2015", "2014/2015 92 two-years");
    check("Haushaltsplan 2016 und 2017", "2016/2017 85 year-within");
    check("Ferien 2016/2017, 2017/2018, 2018/2019", "2016/2019 92 two-years");
    check("Zeitreihen zur Bevölkerungsentwicklung ab 1975", "1975/.. 92 since");
    check("Gymnasien: Abschlüsse seit dem Jahr 1990", "1990/.. 92 since");
    check("Baumkataster seit 01.06.2015", "2015-06-01/.. 92 since");
    check("Energiebericht Moers bis 2019 - Heizung", "../2019 80 until");
    check("Zeitreihe 1975 – heute", "1975/.. 92 since");
    check("Pegelstände 1975–laufend", "1975/.. 92 since");
    check("Pegelstände von 1975 bis zur Gegenwart", "1975/.. 92 since");
    check("Pegelstände 01.06.2015 - aktuell", "2015-06-01/.. 92 since");
    check("Besuche des Theaters, Spielzeit 2022/2023", "2022/2023 62 two-years");
    check("Luftbild Frühjahr 2018", "2018 65 year-named");
    check("Wasserstand in mm 1999-2000", "1999/2000 65 years");
    check("Platz der Republik 1918-1933", "1918/1933 65 years");
    check("Verkehrszählung 2019 auf dem Platz der Republik", "2019 90 year-within");
    check("Kommunalwahlen 2014 gegenüber Kommunalwahlen 2009", "-");
}

#[test]
fn what_is_no_period() {
    for title in [
        "Straßenbäume",
        "Agenda 2030",
        "B-Plan Nr. 2019",
        "Bebauungsplan 1999",
        "Straßen in EPSG 25832",
        "Straßen in EPSG:2056",
        "Barrierefreiheit nach DIN 2000",
        "Staatsarchiv Hamburg, Nr. R 1941_0162",
        "Staatsarchiv Hamburg, Nr. F 1914",
        "Karte im Maßstab 1:2000",
        "Grundstücke zu 2000 Euro",
        "Orte mit mehr als 2000 Einwohnern",
        "Radweg, 1900 m",
        "Telefon 2024",
        "0231 2019",
        "Orte mit 12.2019 Bäumen",
        "Leitbild 2030",
        "12345",
        "2019A",
        "31.02.2020",
        "Beschlussvorlage 05/2021",
        "Drucksache 10/2021",
        "Vorlage Nr. 12/2019",
        "Bauantrag Nr. 11/2018",
        "Heft 03/2019",
        "Nr. 1999-2000",
        "DIN 1999-2000",
        "Tel. 1999-2000",
        "Hausnummern 1999-2000",
        "Grundstücke 1999-2000 m²",
        "Wasserstand 1999-2000 mm",
        "Straße des 17. Juni 1953",
        "Rathaus (Baujahr 1912)",
        "Gebäude mit Baujahr vor 1919",
        "Gebäude nach Baujahr 1950-1960",
        "Gebäude, Bj. 1990 bis 1999",
        "Bäume, Pflanzjahr 1980",
        "",
    ] {
        check(title, "-");
    }
    check("Stadtentwicklungskonzept Leipzig 2020", "2020 55 year-last");
    check("Beteiligungsbericht 2015", "2015 55 year-last");
    check("Bericht für das Jahr 2015", "2015 95 year-named");
    check("Sozialstatistisches Berichtswesen 2015", "2015 85 year-last");
    check("Elbe, überschwemmte Flächen (Stand 2017)", "2017 65 year-named");
}

#[test]
fn further_witnesses() {
    let file = |name: &str| Distribution {
        download_url: vec![NamedNode::new_unchecked(format!("https://x.example/d/{name}"))],
        ..Distribution::default()
    };
    let check = |change: &dyn Fn(&mut Dataset), title: &str, expected: &str| {
        let mut dataset = dataset(title);
        change(&mut dataset);
        assert_eq!(about(&dataset, "dcterms:temporal"), expected, "{title}");
    };
    check(
        &|d| d.distribution = vec![file("bestand_2018.csv")],
        "2018 Fahrzeugbestand",
        "2018 90 year-elsewhere",
    );
    check(&|d| d.distribution = vec![file("bestand_2017.csv")], "Fahrzeugbestand 2018", "2018 55 year-last");
    check(&|d| d.distribution = vec![file("bestand_2017.csv")], "Fahrzeugbestand", "2017 80 year-last");
    check(
        &|d| d.distribution = vec![file("b_2017.csv"), file("b_2019.csv")],
        "Fahrzeugbestand",
        "2017/2019 80 year-last",
    );
    // The day in a file's name is often that of its making.
    check(&|d| d.distribution = vec![file("20170501_bestand.csv")], "Fahrzeugbestand", "-");
    let described = |text: &str| {
        let text = LangString::untagged(text);
        move |dataset: &mut Dataset| dataset.description = vec![text.clone()]
    };
    check(&described("Alle Bäume im Jahr 2020. Stand 2021."), "Bäume", "2020 75 year-named");
    check(&described("Alle Bäume. Erfasst 2020."), "Bäume", "-");
    let modified = |year: &str| {
        let date = Literal::new_typed_literal(format!("{year}-05-01"), oxrdf::vocab::xsd::DATE);
        move |dataset: &mut Dataset| dataset.modified = Some(date.clone())
    };
    check(&modified("2023"), "Abfallkalender 2024", "2024 85 year-last");
    check(&modified("2012"), "Leipzig 2020", "2020 55 year-last");
    let mut stated = dataset("Bundestagswahl 2021");
    conclude(&mut stated);
    assert_eq!(about(&stated, "dcterms:temporal"), "-");
}

#[test]
fn languages() {
    let check = |title: &str, description: &str, tag: Option<&str>, expected: &str| {
        let text = |value: &str| LangString { value: value.into(), language: tag.map(str::to_owned) };
        let mut dataset = dataset("");
        dataset.title = vec![text(title)];
        dataset.description = vec![text(description)];
        assert_eq!(about(&dataset, "dcterms:language"), expected, "{title}");
    };
    let german =
        "Der Datensatz enthält die Bäume der Stadt und wird für das Grünamt mit dem Kataster geführt.";
    check("Bäume", german, None, "DEU 97 function-words");
    check("Bäume", "Standorte der Bäume und Sträucher", None, "DEU 80 few-function-words");
    check("Trees", "This is the list of trees which are kept by the city.", None, "ENG 97 function-words");
    check("Bäume", "", None, "-");
    check("Bäume", "", Some("de"), "DEU 95 tags");
    check("Bäume", "", Some("de-at"), "DEU 95 tags");
    check("Trær", "Alle trær i kommunen og som er registrert av oss for perioden", None, "-");
    check("Arbres", "La liste des arbres de la ville, sur les rues et dans une carte", None, "-");
    check("Bomen", "De lijst van bomen in het park die voor een kaart zijn gebruikt", None, "-");
    check("Both", &format!("{german} The list of the trees and which is this"), None, "-");
    let mut translated = dataset("Bäume");
    translated.title =
        vec![LangString::german("Bäume"), LangString { value: "Trees".into(), language: Some("en".into()) }];
    assert_eq!(about(&translated, "dcterms:language"), "-");
}

proptest! {
    /// Total and idempotent, whatever the text.
    #[test]
    fn any_text(title in "[a-zäÄ€ 0-9./_–-]{0,60}", description in "\\PC{0,400}", name in "\\PC{0,40}") {
        let mut dataset = dataset(&title);
        dataset.description = vec![LangString::untagged(description)];
        let title = vec![LangString::untagged(name)];
        dataset.distribution = vec![Distribution { title, ..Distribution::default() }];
        about(&dataset, "dcterms:temporal");
    }
}
