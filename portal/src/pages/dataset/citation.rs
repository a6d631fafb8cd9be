use super::date;
use crate::language::Language;
use crate::pages::clean;
use crate::texts::format;
use datenkreis_catalogue::view::DatasetView;
use datenkreis_vocab::model::best;

/// How to cite the dataset: publisher, date, title, portal, IRI. It names the version, so that a
/// reader can find what was cited.
pub fn citation(view: &DatasetView, language: Language, title: &str, portal: &str) -> String {
    let dataset = &view.dataset;
    let publisher = dataset.publisher.as_ref().and_then(|agent| best(&agent.name, language.tag()));
    let publisher = publisher.map(|name| clean::line(&name.value)).unwrap_or_else(|| portal.into());
    let modified =
        dataset.modified.as_ref().or(dataset.issued.as_ref()).map(|literal| date(language, literal));
    let modified = modified.map(|modified| format!(" ({modified})")).unwrap_or_default();
    let harvested = format::moment(language, view.harvested);
    let change = crate::texts::of(language).change_number(view.seq);
    let version = match language {
        Language::De => format!("Fassung vom {harvested} (Änderung {change} im Katalog)"),
        Language::En => format!("version of {harvested} (change {change} in the catalogue)"),
    };
    format!("{publisher}{modified}: {title}. In: {portal}, {version}. {}", dataset.iri.as_str())
}
