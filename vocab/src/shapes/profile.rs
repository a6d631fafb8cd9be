//! The sets of constraints that are checked together.

use super::tables::Set;

/// What a graph is measured by, as in GovData's validator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Profile {
    /// DCAT-AP.de 3.0: the shapes of DCAT-AP 3.0.0 as GovData adapts and extends them.
    DcatApDe3,
    /// DCAT-AP.de 2.0: the shapes of DCAT-AP 2.1.1 as GovData adapts and extends them.
    DcatApDe2,
    /// DCAT-AP.de 2.0 with the Konventionenhandbuch.
    DcatApDe2Conventions,
    /// The conventions that stay in force for 3.0, as far as a graph shows them.
    Conventions,
    /// DCAT-AP HVD 3.0.0, on what claims to be a high-value dataset.
    HighValue,
    /// DCAT-AP 3.0.0 as SEMIC publishes it, to the letter.
    DcatAp,
    /// The measures of GovData's dashboard.
    GovDataDashboard,
}

impl Profile {
    /// All profiles, the one in force first.
    pub const ALL: [Self; 7] = [
        Self::DcatApDe3,
        Self::DcatApDe2,
        Self::DcatApDe2Conventions,
        Self::Conventions,
        Self::HighValue,
        Self::DcatAp,
        Self::GovDataDashboard,
    ];

    /// The name on the command line, in the API and in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::DcatApDe3 => "3.0",
            Self::DcatApDe2 => "2.0",
            Self::DcatApDe2Conventions => "2.0-konventionen",
            Self::Conventions => "konventionen",
            Self::HighValue => "hvd",
            Self::DcatAp => "dcat-ap",
            Self::GovDataDashboard => "govdata-dashboard",
        }
    }

    /// The profile with this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|profile| profile.name() == name)
    }

    /// What it is called; any language but `en` gives German.
    pub fn title(self, language: &str) -> &'static str {
        let [german, english] = match self {
            Self::DcatApDe3 => ["DCAT-AP.de 3.0", "DCAT-AP.de 3.0"],
            Self::DcatApDe2 => ["DCAT-AP.de 2.0", "DCAT-AP.de 2.0"],
            Self::DcatApDe2Conventions => {
                ["DCAT-AP.de 2.0 mit Konventionenhandbuch", "DCAT-AP.de 2.0 with its conventions"]
            }
            Self::Conventions => {
                ["Geltende Konventionen zu DCAT-AP.de 3.0", "Conventions in force for DCAT-AP.de 3.0"]
            }
            Self::HighValue => {
                ["DCAT-AP für hochwertige Datensätze 3.0.0", "DCAT-AP for high-value datasets 3.0.0"]
            }
            Self::DcatAp => ["DCAT-AP 3.0.0 (europäisch)", "DCAT-AP 3.0.0 (European)"],
            Self::GovDataDashboard => ["Messgrößen von GovData", "Measures of GovData"],
        };
        if language == "en" { english } else { german }
    }

    /// The tables it is made of.
    pub(super) fn sets(self) -> &'static [Set] {
        match self {
            Self::DcatApDe3 => &[Set::DcatAp3, Set::DcatApDe3],
            Self::DcatApDe2 => &[Set::DcatAp2, Set::DcatApDe2],
            Self::DcatApDe2Conventions => &[Set::DcatAp2, Set::DcatApDe2, Set::Conventions2],
            Self::Conventions => &[Set::Conventions3],
            Self::HighValue => &[Set::HighValue],
            Self::DcatAp => &[Set::DcatAp3],
            Self::GovDataDashboard => &[Set::Dashboard],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        for profile in Profile::ALL {
            assert_eq!(Profile::parse(profile.name()), Some(profile));
            assert!(!profile.title("de").is_empty() && !profile.title("en").is_empty());
        }
        assert_eq!(Profile::parse("4.0"), None);
    }
}
