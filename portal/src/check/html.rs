//! A report as one file of HTML that needs nothing else: to be kept, printed or sent by e-mail.

use super::view::ReportView;
use crate::language::Language;
use askama::Template;
use datenkreis_harvester::inspect::Inspection;

#[derive(Template)]
#[template(path = "files/check-report.html")]
struct File {
    tag: &'static str,
    report: ReportView,
}

/// The report as a file in a language.
pub fn file(inspection: &Inspection, language: Language) -> Result<String, askama::Error> {
    File { tag: language.tag(), report: ReportView::of(inspection, language) }.render()
}
