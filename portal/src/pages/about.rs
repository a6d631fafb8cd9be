//! About the portal, and the pages the law asks for. Who runs the portal stands in its configuration.

use super::layout::Layout;
use super::links::Page;
use super::respond;
use crate::config::Operator;
use crate::error::PortalError;
use crate::language::Language;
use crate::state::Portal;
use crate::texts::Texts;
use actix_web::{HttpResponse, web};
use askama::Template;
use datenkreis_catalogue::rdf::Format;

#[derive(Template)]
#[template(path = "pages/about.html")]
struct About {
    layout: Layout,
    lead: String,
    interfaces: Vec<Interface>,
    dataset_pattern: String,
    operator: OperatorView,
}

/// An address for programs.
struct Interface {
    label: String,
    address: String,
    href: String,
}

#[derive(Template)]
#[template(path = "pages/legal.html")]
struct Legal {
    layout: Layout,
    operator: OperatorView,
    /// Heading and text, in order.
    sections: Vec<(&'static str, &'static str)>,
}

/// The body that runs the portal.
struct OperatorView {
    name: String,
    address: Vec<String>,
    email: String,
    homepage: Option<String>,
    telephone: Option<String>,
    represented_by: Option<String>,
}

/// GET `/ueber` and `/en/about`.
pub async fn about(portal: web::Data<Portal>, language: Language) -> Result<HttpResponse, PortalError> {
    let texts = crate::texts::of(language);
    let layout = Layout::new(&portal, language, Page::About, texts.nav_about);
    let interface =
        |label: String, href: String| Interface { label, address: layout.links.absolute(&href), href };
    let mut interfaces: Vec<_> = Format::OFFERED
        .into_iter()
        .map(|format| {
            let label = format!("{}: {}", texts.about_api_catalogue, format.name());
            interface(label, layout.links.catalogue(format.extension()))
        })
        .collect();
    interfaces.push(interface(texts.about_api_sparql.into(), layout.links.r#in(Language::De).sparql()));
    interfaces.push(interface(texts.about_api_quality.into(), layout.links.quality_as(None, "json")));
    interfaces.push(interface(texts.about_api_quality_changes.into(), layout.links.quality_as(None, "atom")));
    interfaces.push(Interface {
        label: crate::texts::check::of(language).title.into(),
        address: format!("POST {}/api/check", portal.base()),
        href: layout.links.check(),
    });
    respond(&About {
        lead: portal.config.description.get(language.tag()).into(),
        interfaces,
        dataset_pattern: format!("{}/dataset/…/….ttl", portal.base()),
        operator: OperatorView::new(&portal.config.operator),
        layout,
    })
}

/// GET `/impressum` and `/en/legal-notice`.
pub async fn legal_notice(
    portal: web::Data<Portal>,
    language: Language,
) -> Result<HttpResponse, PortalError> {
    legal(&portal, language, Page::LegalNotice, |texts| {
        (
            texts.imprint,
            vec![
                (texts.legal_content, texts.legal_content_text),
                (texts.about_license, texts.about_license_text),
            ],
        )
    })
}

/// GET `/datenschutz` and `/en/privacy`.
pub async fn privacy(portal: web::Data<Portal>, language: Language) -> Result<HttpResponse, PortalError> {
    legal(&portal, language, Page::Privacy, |texts| {
        let sections = vec![
            (texts.privacy_none, texts.privacy_none_text),
            (texts.privacy_log, texts.privacy_log_text),
            (texts.privacy_mail, texts.privacy_mail_text),
            (texts.privacy_contacts, texts.privacy_contacts_text),
            (texts.privacy_rights, texts.privacy_rights_text),
        ];
        (texts.privacy, sections)
    })
}

/// GET `/barrierefreiheit` and `/en/accessibility`.
pub async fn accessibility(
    portal: web::Data<Portal>,
    language: Language,
) -> Result<HttpResponse, PortalError> {
    legal(&portal, language, Page::Accessibility, |texts| {
        let sections = vec![
            (texts.accessibility_state, texts.accessibility_state_text),
            (texts.accessibility_limits, texts.accessibility_limits_text),
            (texts.accessibility_feedback, texts.accessibility_feedback_text),
        ];
        (texts.accessibility, sections)
    })
}

type Sections = (&'static str, Vec<(&'static str, &'static str)>);

fn legal(
    portal: &Portal,
    language: Language,
    page: Page,
    content: fn(&'static Texts) -> Sections,
) -> Result<HttpResponse, PortalError> {
    let (title, sections) = content(crate::texts::of(language));
    let layout = Layout::new(portal, language, page, title);
    respond(&Legal { layout, operator: OperatorView::new(&portal.config.operator), sections })
}

impl OperatorView {
    fn new(operator: &Operator) -> Self {
        Self {
            name: operator.name.clone(),
            address: operator.address.lines().map(String::from).collect(),
            email: operator.email.clone(),
            homepage: operator.homepage.as_ref().map(ToString::to_string),
            telephone: operator.telephone.clone(),
            represented_by: operator.represented_by.clone(),
        }
    }
}
