use crate::language::Language;
use crate::pages::clean;
use crate::texts::Texts;
use datenkreis_vocab::finding::{Finding, Severity, by_id};

/// Findings of one severity.
pub struct FindingGroup {
    /// Heading.
    pub label: &'static str,
    /// Name used in the style sheet.
    pub class: &'static str,
    /// The findings, one entry per rule and value.
    pub findings: Vec<FindingView>,
}

/// A finding in words.
pub struct FindingView {
    /// What is wrong.
    pub problem: String,
    /// How to mend it.
    pub fix: Option<&'static str>,
    /// The clause behind the rule.
    pub clause: Option<&'static str>,
    /// The properties concerned.
    pub properties: String,
    /// The value found.
    pub found: Option<String>,
    /// What was published instead.
    pub concluded: Option<String>,
    /// What is proposed instead, for it is not certain enough to be published.
    pub proposed: Option<String>,
    /// How sure we are of either, in percent.
    pub confidence: Option<u8>,
}

/// How many findings ask the publisher for something; what we only concluded does not.
pub fn to_mend(groups: &[FindingGroup]) -> usize {
    groups.iter().filter(|group| group.class != "info").map(|group| group.findings.len()).sum()
}

/// Findings by severity, the worst first; the same finding at several places becomes one.
pub fn groups(texts: &Texts, findings: &[Finding]) -> Vec<FindingGroup> {
    let group = |severity, label, class| {
        let mut grouped: Vec<(&Finding, Vec<&str>)> = vec![];
        let mut known = std::collections::HashMap::new();
        for finding in findings.iter().filter(|finding| asks(finding) == severity) {
            let key = (&finding.rule, &finding.found, &finding.concluded, finding.confidence);
            let at = *known.entry(key).or_insert_with(|| {
                grouped.push((finding, vec![]));
                grouped.len() - 1
            });
            let places: &mut Vec<&str> = &mut grouped[at].1;
            if !places.contains(&finding.property.as_str()) {
                places.push(&finding.property);
            }
        }
        let findings =
            grouped.into_iter().map(|(finding, places)| FindingView::new(texts.language, finding, &places));
        FindingGroup { label, class, findings: findings.collect() }
    };
    [
        group(Severity::Error, texts.severity_error, "error"),
        group(Severity::Warning, texts.severity_warning, "warning"),
        group(Severity::Info, texts.severity_info, "info"),
    ]
    .into_iter()
    .filter(|group| !group.findings.is_empty())
    .collect()
}

/// How much a finding asks of somebody: a proposal is to be checked, whatever its rule says of others.
fn asks(finding: &Finding) -> Severity {
    match finding.severity {
        Severity::Info if finding.is_proposal() => Severity::Warning,
        severity => severity,
    }
}

impl FindingView {
    /// A finding in `language`; `places` are the properties where it occurs.
    pub fn new(language: Language, finding: &Finding, places: &[&str]) -> Self {
        let index = usize::from(language == Language::En);
        let rule = by_id(&finding.rule);
        let value = finding.concluded.as_deref().map(clean::line);
        let (concluded, proposed) = if finding.is_proposal() { (None, value) } else { (value, None) };
        Self {
            problem: rule.map_or_else(|| clean::line(&finding.rule), |rule| rule.problem[index].into()),
            // Where we only concluded something, nothing needs to be mended; a proposal asks to be checked.
            fix: rule
                .filter(|_| finding.severity != Severity::Info || finding.is_proposal())
                .map(|rule| rule.fix[index]),
            clause: rule.map(|rule| rule.clause),
            properties: clean::line(&places.join(", ")),
            found: finding.found.as_deref().map(clean::line).filter(|found| !found.is_empty()),
            concluded,
            proposed,
            confidence: finding.confidence,
        }
    }

    /// What a rule says about a property, whatever was found there.
    pub fn of_rule(language: Language, rule: &str, severity: Severity, property: &str) -> Self {
        let (rule, property) = (rule.to_owned(), property.to_owned());
        let finding = Finding { rule, severity, property, found: None, concluded: None, confidence: None };
        Self::new(language, &finding, &[&finding.property])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use datenkreis_vocab::finding::rule;

    #[test]
    fn same_findings_are_joined() {
        let texts = crate::texts::of(Language::De);
        let findings = [
            Finding::new(&rule::FORMAT_UNKNOWN, "resources[0].format").found("Excel"),
            Finding::new(&rule::FORMAT_UNKNOWN, "resources[1].format").found("Excel"),
            Finding::new(&rule::FORMAT_UNKNOWN, "resources[2].format").found("Word"),
            Finding::new(&rule::TITLE_MISSING, "title"),
        ];
        let groups = groups(texts, &findings);
        let shown: Vec<_> = groups.iter().map(|group| (group.class, group.findings.len())).collect();
        assert_eq!(shown, [("error", 1), ("warning", 2)]);
        assert_eq!(groups[1].findings[0].properties, "resources[0].format, resources[1].format");
    }

    #[test]
    fn unknown_rules_are_shown_by_id() {
        let mut finding = Finding::new(&rule::TITLE_MISSING, "title");
        finding.rule = "from-a-later-version".into();
        assert_eq!(FindingView::new(Language::En, &finding, &["title"]).problem, "from-a-later-version");
    }

    #[test]
    fn a_proposal_is_not_called_published() {
        let view = |percent| {
            let finding = Finding::new(&rule::PERIOD_PROPOSED, "x").concluded("2018").confidence(percent);
            let view = FindingView::new(Language::De, &finding, &[]);
            (view.concluded, view.proposed, view.fix.is_some(), view.confidence)
        };
        assert_eq!(view(75), (None, Some("2018".into()), true, Some(75)));
        assert_eq!(view(95), (Some("2018".into()), None, false, Some(95)));
    }

    #[test]
    fn a_proposal_is_no_notice() {
        let texts = crate::texts::of(Language::De);
        let finding =
            |percent| Finding::new(&rule::PERIOD_PROPOSED, "x").concluded("2018").confidence(percent);
        let class = |finding: Finding| groups(texts, &[finding.clone(), finding])[0].class;
        assert_eq!((class(finding(75)), class(finding(95))), ("warning", "info"));
        let twice = groups(texts, &[finding(75), finding(75)]);
        assert_eq!(twice[0].findings[0].properties, "x");
    }

    #[test]
    fn notices_ask_for_nothing() {
        let fix = |rule| FindingView::new(Language::De, &Finding::new(rule, "x"), &[]).fix;
        assert!(fix(&rule::TITLE_MISSING).is_some() && fix(&rule::FORMAT_UNKNOWN).is_some());
        assert_eq!(fix(&rule::PLACE_CONCLUDED), None);
    }
}
