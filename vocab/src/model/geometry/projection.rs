//! Systems of coordinates in metres that German metadata state, as longitude and latitude in WGS 84.
//!
//! The inverse of the transverse Mercator projection is Krüger's series to the third order, good to a
//! millimetre within a zone. The step from the old German datum (DHDN) is the seven-parameter transformation
//! for all Germany (EPSG:1777), good to some three metres; ETRS89 is taken for WGS 84, half a metre apart.

use std::f64::consts::FRAC_PI_2;

/// A system of coordinates in metres.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Projection {
    /// UTM on GRS80 or WGS 84: the zone, and whether its number stands before the easting.
    Utm { zone: u8, is_prefixed: bool },
    /// Gauß-Krüger in strips of three degrees on DHDN: the number of the strip, which stands before the easting.
    GaussKrueger { strip: u8 },
    /// The sphere of maps in the web.
    WebMercator,
}

/// GRS80 (of WGS 84 it differs by a tenth of a millimetre): half the longer axis in metres, flattening.
const GRS80: (f64, f64) = (6_378_137.0, 1.0 / 298.257_222_101);
/// Bessel 1841.
const BESSEL: (f64, f64) = (6_377_397.155, 1.0 / 299.152_812_8);

impl Projection {
    /// The system with a number of the EPSG register.
    pub(super) fn of_epsg(code: u32) -> Option<Self> {
        Some(match code {
            25831..=25833 | 32631..=32633 => {
                Self::Utm { zone: u8::try_from(code % 100).ok()?, is_prefixed: false }
            }
            3043..=3045 => Self::Utm { zone: u8::try_from(code - 3012).ok()?, is_prefixed: false },
            4647 => Self::Utm { zone: 32, is_prefixed: true },
            5650 => Self::Utm { zone: 33, is_prefixed: true },
            31466..=31469 => Self::GaussKrueger { strip: u8::try_from(code - 31464).ok()? },
            5676..=5678 => Self::GaussKrueger { strip: u8::try_from(code - 5674).ok()? },
            5679 => Self::GaussKrueger { strip: 5 },
            3857 | 900_913 => Self::WebMercator,
            _ => return None,
        })
    }

    /// The system that numbers mean by themselves, because the zone stands before the easting and the northing
    /// is one of Germany.
    pub(super) fn of_numbers(easting: f64, northing: f64) -> Option<Self> {
        if !(5_200_000.0..6_150_000.0).contains(&northing) {
            return None;
        }
        let (million, rest) = ((easting / 1e6).floor(), easting.rem_euclid(1e6));
        let is_of_zone = (200_000.0..900_000.0).contains(&rest);
        [(2.0, 2_u8), (3.0, 3), (4.0, 4), (5.0, 5), (32.0, 32), (33.0, 33)]
            .into_iter()
            .find(|(known, _)| *known == million && is_of_zone)
            .map(|(_, zone)| match zone {
                32 | 33 => Self::Utm { zone, is_prefixed: true },
                strip => Self::GaussKrueger { strip },
            })
    }

    /// Longitude and latitude in degrees. In Germany a northing is always the larger number within UTM, so that
    /// swapped ones are known.
    pub(super) fn to_degrees(self, [x, y]: [f64; 2]) -> [f64; 2] {
        let (x, y) = match self {
            Self::Utm { is_prefixed: false, .. } if x > 5e6 && y < 1e6 => (y, x),
            _ => (x, y),
        };
        let (longitude, latitude) = match self {
            Self::Utm { zone, is_prefixed } => {
                let easting = if is_prefixed { x - f64::from(zone) * 1e6 } else { x };
                let meridian = f64::from(zone) * 6.0 - 183.0;
                unproject(GRS80, 0.9996, meridian, easting - 500_000.0, y)
            }
            Self::GaussKrueger { strip } => {
                let strip = f64::from(strip);
                let easting = x - strip * 1e6 - 500_000.0;
                let (longitude, latitude) = unproject(BESSEL, 1.0, strip * 3.0, easting, y);
                from_dhdn(longitude, latitude)
            }
            Self::WebMercator => {
                let radius = GRS80.0;
                ((x / radius).to_degrees(), ((y / radius).sinh().atan()).to_degrees())
            }
        };
        // To the centimetre, as far as the numbers go.
        [longitude, latitude].map(|degrees| (degrees * 1e7).round() / 1e7)
    }
}

/// Undoes a transverse Mercator projection: longitude and latitude in degrees on the ellipsoid, from metres east
/// of the central meridian and north of the equator.
fn unproject(
    (axis, flattening): (f64, f64),
    scale: f64,
    meridian: f64,
    easting: f64,
    northing: f64,
) -> (f64, f64) {
    let n = flattening / (2.0 - flattening);
    let radius = axis / (1.0 + n) * (1.0 + n.powi(2) / 4.0 + n.powi(4) / 64.0);
    let (xi, eta) = (northing / (scale * radius), easting / (scale * radius));
    let series = [
        n / 2.0 - 2.0 / 3.0 * n.powi(2) + 37.0 / 96.0 * n.powi(3),
        n.powi(2) / 48.0 + n.powi(3) / 15.0,
        17.0 / 480.0 * n.powi(3),
    ];
    let (mut xi_sphere, mut eta_sphere) = (xi, eta);
    for (order, factor) in (1_u8..).map(|order| f64::from(order) * 2.0).zip(series) {
        xi_sphere -= factor * (order * xi).sin() * (order * eta).cosh();
        eta_sphere -= factor * (order * xi).cos() * (order * eta).sinh();
    }
    let conformal = (xi_sphere.sin() / eta_sphere.cosh()).clamp(-1.0, 1.0).asin();
    let series = [
        2.0 * n - 2.0 / 3.0 * n.powi(2) - 2.0 * n.powi(3),
        7.0 / 3.0 * n.powi(2) - 8.0 / 5.0 * n.powi(3),
        56.0 / 15.0 * n.powi(3),
    ];
    let mut latitude = conformal;
    for (order, factor) in (1_u8..).map(|order| f64::from(order) * 2.0).zip(series) {
        latitude += factor * (order * conformal).sin();
    }
    let longitude = meridian + eta_sphere.sinh().atan2(xi_sphere.cos()).to_degrees();
    (longitude, latitude.to_degrees())
}

/// From DHDN to WGS 84, both in degrees, at sea level.
fn from_dhdn(longitude: f64, latitude: f64) -> (f64, f64) {
    /// Metres, seconds of arc, parts per million (position vector).
    const SHIFT: [f64; 3] = [598.1, 73.7, 418.2];
    const TURN: [f64; 3] = [0.202, 0.045, -2.455];
    const SCALE: f64 = 1.0 + 6.7e-6;
    let eccentricity = |flattening: f64| flattening * (2.0 - flattening);
    let (axis, flattening) = BESSEL;
    let (longitude, latitude) = (longitude.to_radians(), latitude.to_radians());
    let square = eccentricity(flattening);
    let normal = axis / (1.0 - square * latitude.sin().powi(2)).sqrt();
    let [x, y, z] = [
        normal * latitude.cos() * longitude.cos(),
        normal * latitude.cos() * longitude.sin(),
        normal * (1.0 - square) * latitude.sin(),
    ];
    let [rx, ry, rz] = TURN.map(|seconds| (seconds / 3600.0).to_radians());
    let [x, y, z] = [
        SHIFT[0] + SCALE * (x - rz * y + ry * z),
        SHIFT[1] + SCALE * (rz * x + y - rx * z),
        SHIFT[2] + SCALE * (-ry * x + rx * y + z),
    ];
    let (axis, flattening) = GRS80;
    let square = eccentricity(flattening);
    let across = x.hypot(y);
    let mut latitude = (z / (across * (1.0 - square))).atan();
    // Converges to a millimetre within three steps.
    for _ in 0..5 {
        let normal = axis / (1.0 - square * latitude.sin().powi(2)).sqrt();
        latitude = ((z + square * normal * latitude.sin()) / across).atan();
    }
    let latitude = latitude.clamp(-FRAC_PI_2, FRAC_PI_2);
    (y.atan2(x).to_degrees(), latitude.to_degrees())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(code: u32, point: [f64; 2], expected: [f64; 2], tolerance: f64) {
        let found = Projection::of_epsg(code).expect("a known system").to_degrees(point);
        let is_near =
            found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() <= tolerance);
        assert!(is_near, "{code} {point:?}: {found:?}, not {expected:?}");
    }

    /// Computed by other means: UTM by Snyder's series for the way there, Gauß-Krüger by GeoTools.
    #[test]
    fn known_points() {
        const CENTIMETRE: f64 = 1.5e-7;
        check(25832, [500_000.0, 0.0], [9.0, 0.0], CENTIMETRE);
        check(25832, [409_006.037_11, 5_710_359.894_40], [7.688, 51.537], CENTIMETRE);
        check(25832, [5_710_359.894_40, 409_006.037_11], [7.688, 51.537], CENTIMETRE);
        check(32632, [402_824.329_80, 5_706_358.381_29], [7.6, 51.5], CENTIMETRE);
        check(4647, [32_402_824.329_80, 5_706_358.381_29], [7.6, 51.5], CENTIMETRE);
        check(25833, [391_390.731_34, 5_817_855.241_19], [13.4, 52.5], CENTIMETRE);
        // Some three metres.
        check(31467, [3_477_534.683, 5_605_739.857], [8.681_739_5, 50.586_918_5], 3e-5);
        check(3857, [0.0, 0.0], [0.0, 0.0], CENTIMETRE);
        check(3857, [20_037_508.342_789, 20_037_508.342_789], [180.0, 85.051_128_8], CENTIMETRE);
    }

    #[test]
    fn systems_by_number_and_by_what_stands_before_the_easting() {
        let utm = |zone, is_prefixed| Some(Projection::Utm { zone, is_prefixed });
        assert_eq!(Projection::of_epsg(25833), utm(33, false));
        assert_eq!(Projection::of_epsg(3044), utm(32, false));
        assert_eq!(Projection::of_epsg(31466), Some(Projection::GaussKrueger { strip: 2 }));
        assert_eq!(Projection::of_epsg(5677), Some(Projection::GaussKrueger { strip: 3 }));
        assert_eq!(Projection::of_epsg(2056), None);
        assert_eq!(Projection::of_numbers(32_400_000.0, 5_700_000.0), utm(32, true));
        assert_eq!(
            Projection::of_numbers(3_400_000.0, 5_700_000.0),
            Some(Projection::GaussKrueger { strip: 3 })
        );
        // Which zone of UTM is meant, nothing tells.
        assert_eq!(Projection::of_numbers(400_000.0, 5_700_000.0), None);
        assert_eq!(Projection::of_numbers(3_400_000.0, 1_700_000.0), None);
        assert_eq!(Projection::of_numbers(f64::NAN, f64::INFINITY), None);
    }
}
