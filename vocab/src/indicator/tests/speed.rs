//! All indicators of a state at once.

use super::view::View;
use crate::cube::Figure;
use crate::cube::known::{CHANGES, LAND, POPULATION};
use crate::indicator::{calculate_all, indicators};
use std::time::{Duration, Instant};

#[test]
fn a_state_takes_no_time() {
    let mut view = View::default();
    let ages: Vec<String> = (0..90).map(|age| format!("Y{age}")).collect();
    let mut observations = 0;
    for area in 0..331 {
        let area = format!("05{area:03}001");
        for year in 2005..2025 {
            let year = year.to_string();
            // Twenty groups, as the offices publish them for municipalities, and the last year by single ages.
            let groups = ages.chunks(if year == "2024" { 1 } else { 5 });
            for (index, group) in groups.enumerate() {
                let age = if group.len() == 1 {
                    group[0].clone()
                } else {
                    format!("{}T{}", group[0], index * 5 + 4)
                };
                for sex in ["T", "F", "M"] {
                    view.push(POPULATION, &area, &year, &[sex, &age], Figure::normal(100.0));
                    observations += 1;
                }
            }
            for (sex, persons) in [("T", 9010.0), ("F", 4600.0), ("M", 4410.0)] {
                view.push(POPULATION, &area, &year, &[sex, "Y_GE90"], Figure::normal(10.0));
                view.push(POPULATION, &area, &year, &[sex, "_T"], Figure::normal(persons));
            }
            for kind in ["lebendgeborene", "gestorbene", "zuzug", "fortzug"] {
                view.push(CHANGES, &area, &year, &["T", kind], Figure::normal(80.0));
            }
            view.push(LAND, &area, &year, &[], Figure::normal(50.0));
            observations += 11;
        }
    }
    assert!(observations > 400_000, "{observations}");
    let start = Instant::now();
    let mut values = 0;
    calculate_all(indicators(), &view, |_, _, _, _| values += 1);
    let took = start.elapsed();
    println!("{observations} observations, {values} values, {took:?}");
    assert!(values > 331 * 20 * 15);
    // 0.15 s when optimised, 0.75 s when not; the rest is room for slow machines.
    assert!(took < Duration::from_secs(5), "{took:?}");
}
