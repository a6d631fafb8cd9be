//! What must hold for each step of the model.

use super::*;
use crate::cube::{Age, AreaKey, ObsStatus};
use proptest::prelude::*;

#[test]
fn without_births_deaths_and_moves_everybody_is_a_year_older() {
    let women: Vec<f64> = (0..101).map(|age| 30.0 + f64::from(age)).collect();
    let men: Vec<f64> = (0..101).map(|age| 60.0 - f64::from(age) / 2.0).collect();
    let start = population(women.clone(), men);
    let still = assumptions(nobody_dies(101), no_births(), Migration::none(101));
    let projection = project(2024, &start, &still, Variant::High, 3).expect("projection");
    let last = &projection.years[2];
    assert_eq!(last.persons().women[3..100], women[..97]);
    close(last.persons().women[100], women[97..].iter().sum());
    assert_eq!(last.persons().women[..3], [0.0; 3]);
    close(last.total(), start.total());
}

#[test]
fn a_step_is_the_formula() {
    let migration = Migration::new(BySex { women: vec![2.0; 101], men: vec![-1.0; 101] });
    let given = assumptions(mortality(101), fertility(), migration);
    let next = &project(2024, &even(50.0), &given, Variant::Middle, 1).expect("projection").years[0];
    let probabilities = given.mortality.probabilities();
    let births = 1.4 * 50.0;
    close(next.persons().women[0], births * 0.487 * (1.0 - 0.004 / 2.0) + 2.0);
    close(next.persons().men[0], births * 0.513 * (1.0 - 0.005 / 2.0) - 1.0);
    close(next.persons().women[41], 50.0 * (1.0 - probabilities.women[40]) + 2.0);
    let open = 50.0 * (1.0 - probabilities.men[99]) + 50.0 * (1.0 - probabilities.men[100]) - 1.0;
    close(next.persons().men[100], open);
}

#[test]
fn a_life_table_is_read_for_calendar_years() {
    let table = |open_from| {
        let table = vec![0.1, 0.2, 0.5, 1.0];
        Mortality::new(BySex { women: table.clone(), men: table }, open_from).expect("mortality")
    };
    // Of 1000: 900, 720, 360 and 0 reach the next birthdays, so 950, 810, 540 and 180 live between them.
    let check = |open_from: usize, expected: &[f64]| {
        let mortality = table(open_from);
        assert_eq!(mortality.probabilities().women.len(), expected.len());
        mortality
            .probabilities()
            .women
            .iter()
            .zip(expected)
            .for_each(|(found, expected)| close(*found, *expected));
        close(mortality.newborn().men, 0.05);
    };
    check(3, &[140.0 / 950.0, 270.0 / 810.0, 360.0 / 540.0, 1.0]);
    check(1, &[140.0 / 950.0, 810.0 / 1530.0]);
    // A table that does not end with 1 goes on as it ends.
    let endless = Mortality::new(BySex { women: vec![0.5; 3], men: vec![0.0; 3] }, 1).expect("mortality");
    close(endless.probabilities().women[1], 0.5);
    close(endless.probabilities().men[1], 0.0);
}

#[test]
fn mothers_are_a_year_apart_by_years_of_birth() {
    let fertility = Fertility::by_year_of_birth(15, &[0.2, 0.4]).expect("fertility");
    assert_eq!(fertility, Fertility::new(14, vec![0.1, 0.2 + 0.1, 0.2]).expect("fertility"));
    close(fertility.total(), 0.6);
    assert!(Fertility::by_year_of_birth(15, &[]).is_err());
}

#[test]
fn mortality_of_an_area_differs_by_a_factor() {
    let (table, higher) = (mortality(101), mortality(101).scaled(1.1));
    close(higher.probabilities().men[60], table.probabilities().men[60] * 1.1);
    close(higher.newborn().women, table.newborn().women * 1.1);
    assert_eq!(mortality(101).scaled(1e6).probabilities().women[50], 1.0);
}

#[test]
fn without_migration_nobody_moves() {
    let migration = Migration::new(BySex { women: vec![3.0; 101], men: vec![-1.0; 101] });
    let given = assumptions(mortality(101), fertility(), migration);
    let still = assumptions(mortality(101), fertility(), Migration::none(101));
    let found = project(2024, &even(50.0), &given, Variant::WithoutMigration, 5).expect("projection");
    let expected = project(2024, &even(50.0), &still, Variant::Middle, 5).expect("projection");
    assert_eq!(found.years, expected.years);
}

#[test]
fn migration_fades_and_mortality_declines_where_that_is_assumed() {
    let migration = Migration::new(BySex { women: vec![1.0; 101], men: vec![1.0; 101] });
    let mut given = assumptions(nobody_dies(101), no_births(), migration);
    given.damping = 0.5;
    let years = project(2024, &even(50.0), &given, Variant::Middle, 3).expect("projection").years;
    close(years[0].total() - even(50.0).total(), 202.0);
    close(years[2].total() - years[1].total(), 202.0 / 4.0);
    let mut given = assumptions(mortality(101), no_births(), Migration::none(101));
    let stays =
        project(2024, &even(50.0), &given, Variant::Middle, 20).expect("projection").years[19].total();
    given.mortality_decline = 0.02;
    let declines =
        project(2024, &even(50.0), &given, Variant::Middle, 20).expect("projection").years[19].total();
    assert!(declines > stays);
}

#[test]
fn who_is_not_there_cannot_leave_and_that_is_told() {
    let mut net = vec![0.0; 101];
    net[31] = -80.0;
    let given =
        assumptions(nobody_dies(101), no_births(), Migration::new(BySex { women: net, men: vec![0.0; 101] }));
    let projection = project(2024, &even(50.0), &given, Variant::Middle, 1).expect("projection");
    assert_eq!((projection.years[0].persons().women[31], projection.short[0]), (0.0, 30.0));
}

#[test]
fn what_cannot_be_projected_says_why() {
    let given = assumptions(mortality(101), fertility(), Migration::none(101));
    let small = project(2024, &even(20.0), &given, Variant::Middle, 1).expect_err("too small");
    assert_eq!(small, Error::TooSmall { population: 4040.0, at_least: AT_LEAST });
    assert!(small.message().de.contains("Kreis"));
    let given = assumptions(mortality(91), fertility(), Migration::none(101));
    assert!(matches!(
        project(2024, &even(50.0), &given, Variant::Middle, 1),
        Err(Error::TooFewAges { table: "mortality", found: 91, needed: 101 })
    ));
    let broken = Population::new(BySex { women: vec![f64::NAN; 60], men: vec![1.0; 60] });
    assert!(matches!(broken, Err(Error::OutOfRange { age: 0, .. })));
    assert!(Mortality::new(BySex { women: vec![1.5; 60], men: vec![0.5; 60] }, 50).is_err());
    assert!(Population::new(BySex { women: vec![1.0; 60], men: vec![1.0; 61] }).is_err());
}

#[test]
fn observations_add_up() {
    let given = assumptions(mortality(101), fertility(), Migration::none(101));
    let projections: Vec<Projection> = Variant::ALL
        .into_iter()
        .map(|variant| project(2024, &even(50.3), &given, variant, 2).expect("projection"))
        .collect();
    let area = AreaKey::read("05978020").expect("key");
    let all = observations(&area, &projections, Detail::Years);
    // Two years: the middle variant by 91 classes and the total of each sex; the three others by 19 groups of both
    // sexes and the totals of each.
    assert_eq!(all.len(), 2 * (3 * 92 + 3 * (19 + 3)));
    assert_eq!(observations(&area, &projections, Detail::Groups).len(), 2 * (3 * 20 + 3 * (19 + 3)));
    let sum = |year: &str, sex: &str, variant: &str, total: bool| -> f64 {
        let of = all.iter().filter(|found| {
            found.notations[1] == year
                && found.notations[2] == sex
                && (found.notations[3] == Age::TOTAL) == total
                && found.notations[4] == variant
        });
        of.map(|found| found.figure.value.expect("value")).sum()
    };
    for variant in ["niedrig", "mittel", "hoch", "ohne-wanderung"] {
        let [all, women, men] = ["T", "F", "M"].map(|sex| sum("2026", sex, variant, true));
        assert_eq!(all, women + men);
        assert_eq!(all, sum("2026", "T", variant, false));
    }
    close(
        sum("2026", "F", "mittel", true),
        projections[1].years[1].persons().women.iter().sum::<f64>().round(),
    );
    // Whole persons balance, of one area and of two together.
    let whole = projections[0].whole();
    let both = whole.plus(&projections[0].plus(&projections[0]).whole());
    for told in [&whole, &both] {
        let before = std::iter::once(&told.from).chain(&told.years);
        for ((before, after), changes) in before.zip(&told.years).zip(&told.changes) {
            let sum = |both: &BySex<f64>| both.women + both.men;
            let Changes { births, deaths, migration } = changes;
            assert_eq!(after.total(), before.total() + sum(births) - sum(deaths) + sum(migration));
            assert_eq!(sum(births).fract(), 0.0);
        }
    }
    assert_eq!(whole.whole(), whole);
    assert!(all.iter().all(|found| found.figure.status == ObsStatus::Forecast));
    assert!(all.iter().any(|found| found.notations[3] == "Y_GE90"));
}

proptest! {
    #[test]
    fn nobody_is_negative_and_variants_keep_their_order(
        persons in prop::collection::vec((25.0..400.0_f64, 25.0..400.0_f64), 101),
        net in prop::collection::vec((-60.0..60.0_f64, -60.0..60.0_f64), 101),
        damping in 0.8..1.0_f64,
    ) {
        let (women, men) = persons.into_iter().unzip();
        let start = population(women, men);
        let (women, men) = net.into_iter().unzip();
        let mut given = assumptions(mortality(101), fertility(), Migration::new(BySex { women, men }));
        given.damping = damping;
        let [low, middle, high, _] =
            Variant::ALL.map(|variant| project(2024, &start, &given, variant, 25).expect("projection").years);
        let course = project(2024, &start, &given, Variant::Low, 25).expect("projection");
        let mut before = start.total();
        for (population, Changes { births, deaths, migration }) in course.years.iter().zip(&course.changes) {
            let sum = |both: &BySex<f64>| both.women + both.men;
            before += sum(births) - sum(deaths) + sum(migration);
            prop_assert!((population.total() - before).abs() < 1e-6);
        }
        for year in 0..25 {
            let [low, middle, high] = [&low[year], &middle[year], &high[year]];
            for population in [low, middle, high] {
                let persons = population.persons();
                prop_assert!(persons.women.iter().chain(&persons.men).all(|persons| *persons >= 0.0));
                let parts = population.sum(Age::between(0, 59)) + population.sum(Age::from(60));
                prop_assert!((parts - population.total()).abs() < 1e-6);
            }
            prop_assert!(low.total() <= middle.total() && middle.total() <= high.total());
        }
    }
}
