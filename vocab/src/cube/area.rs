//! Official keys of areas.

use crate::gazetteer;
use serde::{Deserialize, Serialize};
use std::fmt::{self, Display};

/// What an area is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Germany.
    Country,
    /// Land.
    State,
    /// Regierungsbezirk.
    GovernmentDistrict,
    /// Kreis, or a city that belongs to none.
    District,
    /// Amt, Samtgemeinde, Verbandsgemeinde.
    Association,
    /// Gemeinde.
    Municipality,
    /// Part of a municipality, numbered by it.
    Quarter,
}

/// The key of an area: `DE`, or the official municipality key (AGS) with its 2, 3, 5 or 8 digits, 9 digits for
/// an association, or a part of one of these with the number its municipality gives it (`05515000-11`). A city
/// that belongs to no district has one key, that of the district: `05515`, not `05515000`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AreaKey(Box<str>);

impl AreaKey {
    /// Germany.
    pub const GERMANY: &'static str = "DE";

    /// The area a cell of a table means: AGS, regional key (ARS, 12 digits), `DG` or `DE`; also where a
    /// spreadsheet took the leading zero away. `None` for anything else, a name among it.
    pub fn read(found: &str) -> Option<Self> {
        let found = found.trim();
        if let Some((area, part)) = found.split_once('-') {
            let is_part =
                !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.-".contains(&b));
            let area = Self::read(area).filter(|_| is_part)?;
            return Some(Self(format!("{area}-{part}").into()));
        }
        if matches!(found, "DG" | "DE") {
            return Some(Self(Self::GERMANY.into()));
        }
        if found.is_empty() || !found.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        match found.len() {
            1 | 4 | 7 | 11 => Self::digits(&format!("0{found}")),
            _ => Self::digits(found),
        }
    }

    fn digits(key: &str) -> Option<Self> {
        let state: u8 = key.get(..2)?.parse().ok()?;
        if !(1..=16).contains(&state) {
            return None;
        }
        let short = match key.len() {
            // Land, district, association (4), municipality.
            12 => match (&key[..5], &key[5..9], &key[9..]) {
                (district, _, "000") if &key[5..9] == "0000" => district.trim_end_matches("000").to_owned(),
                (district, association, "000") => format!("{district}{association}"),
                (district, _, municipality) => format!("{district}{municipality}"),
            },
            8 => key.strip_suffix("000").unwrap_or(key).to_owned(),
            2 | 3 | 5 | 9 => key.to_owned(),
            _ => return None,
        };
        Some(Self(short.into()))
    }

    /// Germany.
    pub fn germany() -> Self {
        Self(Self::GERMANY.into())
    }

    /// The part of this area that its municipality knows by `number`.
    pub fn part(&self, number: &str) -> Option<Self> {
        Self::read(&format!("{self}-{}", number.trim()))
    }

    /// The key.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What it is.
    pub fn level(&self) -> Level {
        if self.0.contains('-') {
            return Level::Quarter;
        }
        match self.0.as_bytes() {
            [b'D', b'E'] => Level::Country,
            [_, _] => Level::State,
            [_, _, _] => Level::GovernmentDistrict,
            [_, _, _, _, _] => Level::District,
            key if key.len() == 9 => Level::Association,
            _ => Level::Municipality,
        }
    }

    /// The area around it: of a quarter its municipality, of a municipality or association its district, of a
    /// district its Land, of a Land Germany. Germany has none.
    pub fn parent(&self) -> Option<Self> {
        let key = &*self.0;
        let parent = match self.level() {
            Level::Country => return None,
            Level::State => Self::GERMANY,
            Level::GovernmentDistrict | Level::District => &key[..2],
            Level::Association | Level::Municipality => &key[..5],
            Level::Quarter => key.split_once('-').map(|(area, _)| area)?,
        };
        Some(Self(parent.into()))
    }

    /// Whether it is a municipality: also a city that belongs to no district, whose key is that of one (`05913`
    /// Dortmund, `01002` Kiel, `11` with `11000` Berlin).
    pub fn is_municipality(&self) -> bool {
        let key = &*self.0;
        let is_city =
            |place: &gazetteer::Place| place.key == key && place.kind == gazetteer::Kind::CityAsDistrict;
        match self.level() {
            Level::Municipality => true,
            Level::District => gazetteer::by_key(key).is_some_and(is_city),
            _ => false,
        }
    }

    /// Whether `inner` lies within this area, or is it.
    pub fn holds(&self, inner: &Self) -> bool {
        match self.level() {
            Level::Country => true,
            Level::Quarter | Level::Association => self == inner,
            Level::Municipality => {
                self == inner || inner.0.strip_prefix(&*self.0).is_some_and(|rest| rest.starts_with('-'))
            }
            _ => inner.0.starts_with(&*self.0),
        }
    }
}

impl Display for AreaKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for AreaKey {
    type Error = String;

    fn try_from(key: String) -> Result<Self, String> {
        Self::read(&key).ok_or_else(|| {
            format!("`{key}` is no official key: `DE`, 2, 3, 5, 8 or 9 digits, or a 12-digit regional key are allowed, with `-` and a number for a part")
        })
    }
}

impl From<AreaKey> for String {
    fn from(key: AreaKey) -> Self {
        key.0.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_mean_areas() {
        let check = |found: &str, expected: Option<&str>| {
            assert_eq!(AreaKey::read(found).as_ref().map(AreaKey::as_str), expected, "{found}");
        };
        check("05978020", Some("05978020"));
        check(" 5978020 ", Some("05978020"));
        check("059780020020", Some("05978020"));
        check("59780020020", Some("05978020"));
        check("05978", Some("05978"));
        check("5", Some("05"));
        check("05515000", Some("05515"));
        check("055150000000", Some("05515"));
        check("010515163003", Some("01051003"));
        check("010515163000", Some("010515163"));
        check("DG", Some("DE"));
        check("05515000-11", Some("05515-11"));
        check("JH05154008", None);
        check("Selm", None);
        check("99", None);
        check("1234567890", None);
        check("", None);
        check("05978020-", None);
    }

    #[test]
    fn cities_without_a_district_are_municipalities() {
        let check = |key: &str, expected: bool| {
            assert_eq!(AreaKey::read(key).expect(key).is_municipality(), expected, "{key}");
        };
        for city in ["05913", "01002", "01002000", "08111", "11000", "02000", "14713", "05978020"] {
            check(city, true);
        }
        for other in ["05978", "05334", "03241", "05", "055", "DE", "010515163", "05913-11", "99999"] {
            if AreaKey::read(other).is_some() {
                check(other, false);
            }
        }
    }

    #[test]
    fn areas_lie_in_one_another() {
        let area = |key: &str| AreaKey::read(key).expect(key);
        let chain: Vec<String> =
            std::iter::successors(Some(area("05515-11")), AreaKey::parent).map(Into::into).collect();
        assert_eq!(chain, ["05515-11", "05515", "05", "DE"]);
        assert!(area("05978").holds(&area("05978020")) && area("05978020").holds(&area("05978020-3")));
        assert!(!area("05978020").holds(&area("05978")) && !area("05974").holds(&area("05978020")));
        assert_eq!(area("05978020").level(), Level::Municipality);
        assert_eq!(area("055").level(), Level::GovernmentDistrict);
    }
}
