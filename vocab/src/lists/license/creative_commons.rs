//! The licences of Creative Commons by their parts: `cc by nd 4.0 int`, `Creative Commons Namensnennung - Nicht
//! kommerziell 4.0`. Whoever writes the name of one down takes the parts from its title, in either language, in
//! one word or in several; no table holds them all.

use crate::lists::fold;

/// What a part is called, longest first, and its sign in the short name; none for words that say nothing.
const PARTS: [(&str, Option<Part>); 42] = [
    ("weitergabe unter gleichen bedingungen", Some(Part::Sa)),
    ("namensnennung", Some(Part::By)),
    ("attribution", Some(Part::By)),
    ("keine bearbeitungen", Some(Part::Nd)),
    ("keine bearbeitung", Some(Part::Nd)),
    ("no derivatives", Some(Part::Nd)),
    ("noderivatives", Some(Part::Nd)),
    ("no derivs", Some(Part::Nd)),
    ("noderivs", Some(Part::Nd)),
    ("nicht kommerzielle nutzung", Some(Part::Nc)),
    ("keine kommerzielle nutzung", Some(Part::Nc)),
    ("nicht kommerziell", Some(Part::Nc)),
    ("nichtkommerziell", Some(Part::Nc)),
    ("non commercial", Some(Part::Nc)),
    ("noncommercial", Some(Part::Nc)),
    ("share alike", Some(Part::Sa)),
    ("sharealike", Some(Part::Sa)),
    ("creative commons", Some(Part::Cc)),
    ("creativecommons", Some(Part::Cc)),
    ("ccbyncsa", Some(Part::All("cc-by-nc-sa"))),
    ("ccbyncnd", Some(Part::All("cc-by-nc-nd"))),
    ("ccbysa", Some(Part::All("cc-by-sa"))),
    ("ccbync", Some(Part::All("cc-by-nc"))),
    ("ccbynd", Some(Part::All("cc-by-nd"))),
    ("ccby", Some(Part::All("cc-by"))),
    ("cc", Some(Part::Cc)),
    ("by", Some(Part::By)),
    ("nc", Some(Part::Nc)),
    ("nd", Some(Part::Nd)),
    ("sa", Some(Part::Sa)),
    ("international", None),
    ("intl", None),
    ("int", None),
    ("unported", None),
    ("public", None),
    ("license", None),
    ("licence", None),
    ("lizenz", None),
    ("version", None),
    ("v", None),
    ("deutschland", Some(Part::Germany)),
    ("germany", Some(Part::Germany)),
];

#[derive(Clone, Copy)]
enum Part {
    Cc,
    By,
    Nc,
    Nd,
    Sa,
    Germany,
    /// Several in one word.
    All(&'static str),
}

/// The short name that the lists know, if every word is a part of one and it is said to be of Creative Commons:
/// `cc-by-nc-nd-4.0`.
pub(super) fn short_name(found: &str) -> Option<String> {
    if found.len() > 200 || found.contains("://") {
        return None;
    }
    let folded = fold(found);
    let mut rest = folded.as_str();
    let (mut is_of_them, mut by, mut nc, mut nd, mut sa, mut germany) =
        (false, false, false, false, false, false);
    let mut version = vec![];
    while !rest.is_empty() {
        let ends = |after: &str| after.is_empty() || after.starts_with([' ', '1', '2', '3', '4']);
        let part = PARTS.iter().find_map(|(name, part)| {
            let after = rest.strip_prefix(name)?;
            ends(after).then_some((*part, after))
        });
        if let Some((part, after)) = part {
            match part {
                Some(Part::Cc) => is_of_them = true,
                Some(Part::By) => by = true,
                Some(Part::Nc) => nc = true,
                Some(Part::Nd) => nd = true,
                Some(Part::Sa) => sa = true,
                Some(Part::Germany) => germany = true,
                Some(Part::All(name)) => {
                    (is_of_them, by) = (true, true);
                    nc |= name.contains("-nc");
                    nd |= name.contains("-nd");
                    sa |= name.contains("-sa");
                }
                None => {}
            }
            rest = after.trim_start();
            continue;
        }
        let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
        match word {
            "de" => germany = true,
            number if number.bytes().all(|byte| byte.is_ascii_digit()) => version.push(number),
            _ => return None,
        }
        rest = after;
    }
    // The name is often followed by the short one: "… 4.0 International (CC BY 4.0)".
    if let [first, second, third, fourth] = version[..]
        && [first, second] == [third, fourth]
    {
        version.truncate(2);
    }
    let version = match version[..] {
        [] => String::new(),
        [major] => format!("-{major}.0"),
        [major, minor] => format!("-{major}.{minor}"),
        _ => return None,
    };
    if !is_of_them || !by || nd && sa {
        return None;
    }
    let mut name = String::from("cc-by");
    for (is_said, sign) in [(nc, "-nc"), (nd, "-nd"), (sa, "-sa")] {
        if is_said {
            name.push_str(sign);
        }
    }
    name.push_str(&version);
    // Since 4.0 there is one licence for all countries.
    if germany && !version.is_empty() && version.as_str() < "-4" {
        name.push_str("-de");
    }
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_put_together() {
        for (found, expected) in [
            ("Creative Commons Namensnennung - Nicht kommerziell 4.0", Some("cc-by-nc-4.0")),
            ("cc by nd 4.0 int", Some("cc-by-nd-4.0")),
            ("ccby", Some("cc-by")),
            ("CCBY4.0", Some("cc-by-4.0")),
            ("CC-BY-SA v4.0", Some("cc-by-sa-4.0")),
            ("CC BY-NC-ND 4", Some("cc-by-nc-nd-4.0")),
            (
                "Creative Commons Attribution-ShareAlike 4.0 International (CC BY-SA 4.0)",
                Some("cc-by-sa-4.0"),
            ),
            ("Creative Commons Namensnennung 3.0 Deutschland Lizenz", Some("cc-by-3.0-de")),
            ("CC BY 4.0 DE", Some("cc-by-4.0")),
            // Nothing is left out that could say something else.
            ("CC BY 4.0 außer Fotos", None),
            ("CC BY 4.0 und CC BY 3.0", None),
            ("CC BY-ND-SA 4.0", None),
            ("Namensnennung 4.0", None),
            ("CC", None),
            ("cc-by-4.0.1", None),
            ("", None),
        ] {
            assert_eq!(short_name(found).as_deref(), expected, "{found}");
        }
    }
}
