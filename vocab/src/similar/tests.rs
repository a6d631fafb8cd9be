//! Distances on numbers small enough to calculate by hand.

use super::*;
use crate::indicator::by_id;

const ONE: Feature = Feature { indicator: "einwohner", scale: Scale::Logarithmic };
const TWO: Feature = Feature { indicator: "altenquotient", scale: Scale::Linear };

fn area(key: &str) -> AreaKey {
    AreaKey::read(key).expect(key)
}

/// Areas with their values of [`ONE`] and [`TWO`].
fn profiles(values: &[(&str, Option<f64>, Option<f64>)]) -> Profiles {
    let areas: Vec<AreaKey> = values.iter().map(|(key, ..)| area(key)).collect();
    Profiles::new(&areas, &[ONE, TWO], |of, indicator| {
        let (_, one, two) = values.iter().find(|(key, ..)| area(key) == *of)?;
        if indicator == ONE.indicator { *one } else { *two }
    })
}

fn order(profiles: &Profiles, of: &str) -> Option<Vec<String>> {
    let similar = profiles.similar_to(&area(of))?;
    Some(similar.into_iter().map(|similar| similar.area.into()).collect())
}

#[test]
fn features_are_indicators() {
    for feature in FEATURES {
        assert!(by_id(feature.indicator).is_some(), "{}", feature.indicator);
    }
}

#[test]
fn distances_are_those_of_the_definition() {
    // Populations of e⁰, e² and e⁴ have the logarithms 0, 2 and 4: mean 2, variance 8/3. Quotients of 30, 30 and
    // 60: mean 40, variance 200.
    let profiles = profiles(&[
        ("05978004", Some(1.0), Some(30.0)),
        ("05978008", Some(2.0_f64.exp()), Some(30.0)),
        ("05978012", Some(4.0_f64.exp()), Some(60.0)),
    ]);
    let similar = profiles.similar_to(&area("05978004")).expect("compared");
    let near = |found: f64, expected: f64| {
        assert!((found - expected).abs() < 1e-12, "{found} instead of {expected}");
    };
    let spread = [(8.0_f64 / 3.0).sqrt(), 200.0_f64.sqrt()];
    near(similar[0].distance, 2.0 / spread[0]);
    near(similar[0].contributions[0].difference, 2.0 / spread[0]);
    near(similar[0].contributions[0].share, 1.0);
    near(similar[0].contributions[1].share, 0.0);
    // (4 / √(8/3))² = 6 and (30 / √200)² = 4.5.
    near(similar[1].distance, 10.5_f64.sqrt());
    near(similar[1].contributions[0].share, 6.0 / 10.5);
    near(similar[1].contributions[1].share, 4.5 / 10.5);
    near(similar[1].contributions[1].difference, 30.0 / spread[1]);
    assert_eq!(similar[1].contributions[1].indicator, "altenquotient");
    // The way back is as long, and its differences have the other sign.
    let back = profiles.similar_to(&area("05978012")).expect("compared");
    near(back[1].distance, similar[1].distance);
    near(back[1].contributions[0].difference, -similar[1].contributions[0].difference);
}

#[test]
fn the_most_similar_come_first_and_ties_in_the_order_of_keys() {
    let check = |values: &[(&str, Option<f64>, Option<f64>)], expected: &[&str]| {
        let expected: Vec<String> = expected.iter().map(|key| (*key).to_owned()).collect();
        assert_eq!(order(&profiles(values), values[0].0), Some(expected), "{values:?}");
    };
    check(
        &[
            ("05978020", Some(20_000.0), Some(40.0)),
            ("05978028", Some(900_000.0), Some(40.0)),
            ("05978024", Some(30_000.0), Some(40.0)),
            ("05978012", Some(30_000.0), Some(40.0)),
            ("05978004", Some(30_000.0), Some(90.0)),
        ],
        &["05978012", "05978024", "05978004", "05978028"],
    );
    // Areas that differ in nothing: all distances are 0, with nothing to share.
    let same = [
        ("05978020", Some(0.1), Some(0.1)),
        ("05978004", Some(0.1), Some(0.1)),
        ("05978008", Some(0.1), Some(0.1)),
    ];
    check(&same, &["05978004", "05978008"]);
    let similar = profiles(&same).similar_to(&area("05978020")).expect("compared");
    for similar in similar {
        assert_eq!(similar.distance, 0.0);
        assert!(similar.contributions.iter().all(|part| part.share == 0.0 && part.difference == 0.0));
    }
    check(&[("05978020", Some(1.0), Some(1.0))], &[]);
}

#[test]
fn only_whole_profiles_are_compared() {
    let profiles = profiles(&[
        ("05978020", Some(20_000.0), Some(40.0)),
        ("05978004", Some(30_000.0), Some(41.0)),
        ("05978004", Some(30_000.0), Some(41.0)),
        ("05978008", None, Some(40.0)),
        ("05978012", Some(0.0), None),
        ("05978016", Some(10.0), Some(f64::NAN)),
    ]);
    assert_eq!(order(&profiles, "05978020"), Some(vec!["05978004".to_owned()]));
    assert_eq!((profiles.len(), profiles.is_empty()), (2, false));
    let left_out: Vec<(&str, &[&str])> =
        profiles.left_out().iter().map(|(area, missing)| (area.as_str(), &missing[..])).collect();
    // No logarithm of nobody.
    assert_eq!(
        left_out,
        [
            ("05978008", &["einwohner"][..]),
            ("05978012", &["einwohner", "altenquotient"]),
            ("05978016", &["altenquotient"])
        ]
    );
    for other in ["05978008", "05978016", "05915"] {
        assert_eq!(order(&profiles, other), None, "{other}");
    }
    assert!(self::profiles(&[]).is_empty());
}
