//! Moves by age as net migration.

use super::{BySex, Migration};

/// Moves into an area and out of it, brought to a net migration that is known otherwise (Akers and Siegel, 1965):
/// all moves in times f, all moves out divided by f, so that each stays positive and those ages change most at
/// which most people move. `net` is the wanted sum over all ages.
pub fn level(moved_in: &[f64], moved_out: &[f64], net: f64) -> Vec<f64> {
    let (came, left): (f64, f64) = (moved_in.iter().sum(), moved_out.iter().sum());
    let factor = if came > 0.0 && left > 0.0 {
        (net + (net * net + 4.0 * came * left).sqrt()) / (2.0 * came)
    } else {
        1.0
    };
    moved_in.iter().zip(moved_out).map(|(came, left)| came * factor - left / factor).collect()
}

/// Net moves by completed years of age when moving, as [`Migration`] has them: by age at the end of the year, when
/// half of the persons are a year older. The last class is open.
pub fn at_the_end_of_the_year(net: BySex<Vec<f64>>) -> Migration {
    Migration::new(net.map(|net| {
        let mut ends = vec![0.0; net.len()];
        let last = net.len().saturating_sub(1);
        for (age, persons) in net.iter().enumerate() {
            ends[age] += persons / 2.0;
            ends[(age + 1).min(last)] += persons / 2.0;
        }
        ends
    }))
}
