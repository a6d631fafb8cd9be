//! Single values as people and portals write them: addresses, dates, mailboxes, telephone numbers,
//! durations, sizes. Shared by the dialects that are not RDF; what cannot be read becomes a finding.

use datenkreis_vocab::date;
use datenkreis_vocab::finding::{Finding, rule};
use datenkreis_vocab::iri::{Checked, HTTPS_CONFIDENCE, check, without_scheme};
use datenkreis_vocab::ns::xsd;
use datenkreis_vocab::size;
use oxrdf::{Literal, NamedNode};
use std::str::FromStr;
use url::Url;

/// Reads values of one record and collects what was wrong with them.
#[derive(Default)]
pub struct Values {
    /// Where relative links resolve against.
    pub base: Option<Url>,
    /// What was found so far.
    pub findings: Vec<Finding>,
}

impl Values {
    /// An IRI. A link that starts with `/`, `./`, `../` or `?` is resolved against the base; a host
    /// is never guessed, a scheme only where nothing else is missing.
    pub fn iri(&mut self, found: &str, property: &str) -> Option<NamedNode> {
        let found = found.trim();
        let relative = ["/", "./", "../", "?"].iter().any(|start| found.starts_with(start));
        let resolved = match &self.base {
            Some(base) if relative => base.join(found).map(String::from).unwrap_or_else(|_| found.into()),
            _ => found.into(),
        };
        match check(&resolved) {
            Checked::Valid(iri) => Some(iri),
            Checked::Repaired(iri) => {
                self.findings
                    .push(Finding::new(&rule::IRI_REPAIRED, property).found(found).concluded(iri.as_str()));
                Some(iri)
            }
            Checked::Invalid => {
                let meant = without_scheme(&resolved);
                self.findings.push(match &meant {
                    Some(meant) => Finding::new(&rule::IRI_WITHOUT_SCHEME, property)
                        .found(found)
                        .concluded(meant.as_str())
                        .confidence(HTTPS_CONFIDENCE),
                    None => Finding::new(&rule::IRI_INVALID, property).found(found),
                });
                meant
            }
        }
    }

    /// A date or time. DKAN's prefix `Date changed` is no part of it.
    pub fn date(&mut self, found: &str, property: &str) -> Option<Literal> {
        let bare = found.trim();
        let bare = bare.strip_prefix("Date changed").unwrap_or(bare).trim();
        match date::read(bare) {
            Some(read) => {
                if read.rewritten || bare != found.trim() {
                    self.findings.push(
                        Finding::new(&rule::DATE_REWRITTEN, property)
                            .found(found)
                            .concluded(read.literal.value()),
                    );
                }
                Some(read.literal)
            }
            None => {
                self.findings.push(Finding::new(&rule::DATE_UNREADABLE, property).found(found));
                None
            }
        }
    }

    /// A mailbox as a `mailto:` IRI.
    pub fn mailbox(&mut self, found: &str, property: &str) -> Option<NamedNode> {
        let address = found.trim();
        let address = address.strip_prefix("mailto:").unwrap_or(address).trim();
        let mailbox = is_mailbox(address).then(|| check(&format!("mailto:{address}")));
        if let Some(Checked::Valid(iri) | Checked::Repaired(iri)) = mailbox {
            return Some(iri);
        }
        self.findings.push(Finding::new(&rule::ADDRESS_INVALID, property).found(found));
        None
    }

    /// A telephone number as a `tel:` IRI: digits with a leading `+` (RFC 3966; visual separators are left out). `(0)`
    /// after a country code is not dialled. A number with an area code only is a German one; one without, which nobody
    /// elsewhere could dial (`115`), stays as it is.
    pub fn telephone(&mut self, found: &str, property: &str) -> Option<NamedNode> {
        let number = found.trim();
        let number = number.strip_prefix("tel:").unwrap_or(number).trim();
        let international = number.starts_with('+') || number.starts_with("00");
        let number = if international { number.replace("(0)", "") } else { number.into() };
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        if digits.len() < 3 || digits.len() > 20 || number.chars().any(char::is_alphabetic) {
            self.findings.push(Finding::new(&rule::ADDRESS_INVALID, property).found(found));
            return None;
        }
        let national =
            digits.strip_prefix('0').filter(|rest| !rest.starts_with('0') && !number.starts_with('+'));
        let dialled = match (digits.strip_prefix("00"), national) {
            (Some(global), _) if !number.starts_with('+') => format!("tel:+{global}"),
            (_, Some(national)) => format!("tel:+49{national}"),
            _ if number.starts_with('+') => format!("tel:+{digits}"),
            _ => format!("tel:{digits}"),
        };
        if !number.starts_with('+') && dialled.starts_with("tel:+") {
            self.findings
                .push(Finding::new(&rule::VALUE_REWRITTEN, property).found(found).concluded(&*dialled));
        }
        NamedNode::new(dialled).ok()
    }

    /// An xsd:duration.
    pub fn duration(&mut self, found: &str, property: &str) -> Option<Literal> {
        let found = found.trim();
        if is_duration(found) {
            return Some(Literal::new_typed_literal(found, xsd::DURATION));
        }
        self.findings.push(Finding::new(&rule::LITERAL_INVALID, property).found(found));
        None
    }

    /// A non-negative xsd:decimal; a decimal comma is read too.
    pub fn decimal(&mut self, found: &str, property: &str) -> Option<Literal> {
        let plain = found.trim().replace(',', ".");
        let digits = plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        if digits && plain.len() < 40 && f64::from_str(&plain).is_ok() {
            return Some(Literal::new_typed_literal(plain, xsd::DECIMAL));
        }
        self.findings.push(Finding::new(&rule::LITERAL_INVALID, property).found(found));
        None
    }

    /// A size in bytes. A number is taken as it is; `9.64 KB`, `1,97 MB` or `42 octets` are
    /// multiplied out (1 KB = 1024 bytes, as Drupal and CKAN write it) with a finding.
    pub fn size_bytes(&mut self, found: &str, property: &str) -> Option<u64> {
        let found = found.trim();
        if let Ok(bytes) = u64::from_str(found) {
            return Some(bytes);
        }
        match size::with_unit(found) {
            Some(bytes) => {
                self.findings
                    .push(Finding::new(&rule::SIZE_READ, property).found(found).concluded(bytes.to_string()));
                Some(bytes)
            }
            None => {
                self.findings.push(Finding::new(&rule::LITERAL_INVALID, property).found(found));
                None
            }
        }
    }
}

/// Whether a text has the form of a mailbox (a pragmatic subset of RFC 5321).
pub fn is_mailbox(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let odd = |c: char| c.is_whitespace() || c.is_control() || "<>(),;:\\\"[]@".contains(c);
    !local.is_empty()
        && text.len() <= 254
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && !local.contains(odd)
        && !domain.contains(odd)
}

/// Whether a text is meant as an absolute IRI: a scheme of letters, then `:`, and no blank first.
pub fn looks_like_iri(text: &str) -> bool {
    let text = text.trim();
    let Some((scheme, rest)) = text.split_once(':') else {
        return false;
    };
    let known = rest.starts_with("//") || matches!(scheme, "urn" | "doi" | "mailto" | "tel");
    known && !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'+')
}

fn is_duration(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('P') else {
        return false;
    };
    let (days, time) = rest.split_once('T').map_or((rest, None), |(days, time)| (days, Some(time)));
    let parts = |text: &str, units: &str, fraction: bool| -> Option<usize> {
        let mut units = units.chars();
        let mut number = String::new();
        let mut count = 0;
        for c in text.chars() {
            if c.is_ascii_digit() || (fraction && c == '.' && !number.is_empty()) {
                number.push(c);
            } else {
                let whole = number.bytes().all(|byte| byte.is_ascii_digit()) || c == 'S';
                if number.is_empty() || number.ends_with('.') || !whole || number.matches('.').count() > 1 {
                    return None;
                }
                units.find(|unit| *unit == c)?;
                number.clear();
                count += 1;
            }
        }
        number.is_empty().then_some(count)
    };
    let Some(days) = parts(days, "YMD", false) else {
        return false;
    };
    match time.map(|time| parts(time, "HMS", true)) {
        None => days > 0,
        Some(Some(time)) => time > 0,
        Some(None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mailboxes() {
        for (text, expected) in [
            ("opendata@stadt-koeln.de", true),
            ("e-government ät stadt-koeln.de", false),
            ("a@b", false),
            ("Max <a@b.de>", false),
            ("", false),
        ] {
            assert_eq!(is_mailbox(text), expected, "{text}");
        }
    }

    #[test]
    fn telephones() {
        let check = |found: &str| Values::default().telephone(found, "tel").map(|iri| iri.into_string());
        assert_eq!(check("tel:+49 40 4 28 40 - 3494").as_deref(), Some("tel:+4940428403494"));
        assert_eq!(check("+49 (0) 2303 27-0").as_deref(), Some("tel:+492303270"));
        assert_eq!(check("02303/27-0").as_deref(), Some("tel:+492303270"));
        assert_eq!(check("tel:02306-104-0").as_deref(), Some("tel:+4923061040"));
        assert_eq!(check("0049 2303 270").as_deref(), Some("tel:+492303270"));
        assert_eq!(check("115").as_deref(), Some("tel:115"));
        let told = |found: &str| {
            let mut values = Values::default();
            values.telephone(found, "tel");
            values.findings.len()
        };
        assert_eq!(
            [told("02303/27-0"), told("0049 2303 270"), told("+49 2303 270"), told("115")],
            [1, 1, 0, 0]
        );
        assert_eq!(check("siehe Homepage"), None);
    }

    #[test]
    fn sizes() {
        let check = |found: &str| Values::default().size_bytes(found, "size");
        assert_eq!(check("1068544"), Some(1_068_544));
        assert_eq!(check("9.64 KB"), Some(9871));
        assert_eq!(check("42 octets"), Some(42));
        assert_eq!(check("-3"), None);
        assert_eq!(check("viel"), None);
    }

    #[test]
    fn durations() {
        for (text, expected) in [
            ("PT15M", true),
            ("P1D", true),
            ("P1Y2M", true),
            ("PT1.5S", true),
            ("P", false),
            ("P1DT", false),
            ("P1M1Y", false),
            ("PT1.5M", false),
            ("15 Min", false),
        ] {
            assert_eq!(Values::default().duration(text, "d").is_some(), expected, "{text}");
        }
    }

    #[test]
    fn relative_links_resolve_and_hosts_are_not_guessed() {
        let mut values = Values { base: Url::parse("http://opendata.bonn.de/").ok(), findings: vec![] };
        assert_eq!(
            values.iri("/dataset/1", "url").map(NamedNode::into_string).as_deref(),
            Some("http://opendata.bonn.de/dataset/1")
        );
        assert_eq!(values.iri("bonn.de", "url"), None);
        assert_eq!(
            values.iri("www.bonn.de/a.csv", "url").map(NamedNode::into_string).as_deref(),
            Some("https://www.bonn.de/a.csv")
        );
        let rules: Vec<_> = values.findings.iter().map(|finding| finding.rule.as_str()).collect();
        assert_eq!(rules, ["iri-invalid", "iri-without-scheme"]);
    }
}
