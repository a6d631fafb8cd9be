//! The four edges of a box without a name of what they are, as databases and map servers write them.

/// About Germany with its neighbours, in degrees: nothing that is published here lies east of its latitudes or north
/// of its longitudes.
const LONGITUDES: std::ops::RangeInclusive<f64> = 3.0..=18.0;
const LATITUDES: std::ops::RangeInclusive<f64> = 45.0..=57.0;

/// West, south, east and north of `BOX(7.6 51.5,7.8 51.6)`, `7.6,51.5,7.8,51.6` or `[7.6, 51.5, 7.8, 51.6]`. Where
/// the numbers fit Germany in another order only (south first, or both longitudes first), that order is meant.
pub(super) fn of(text: &str) -> Option<[f64; 4]> {
    let numbers = of_box(text).or_else(|| of_list(text))?;
    let [a, b, c, d] = numbers;
    let is_near = |[west, south, east, north]: &[f64; 4]| {
        LONGITUDES.contains(west)
            && LONGITUDES.contains(east)
            && LATITUDES.contains(south)
            && LATITUDES.contains(north)
            && is_upright(&[*west, *south, *east, *north])
    };
    let orders = [numbers, [b, a, d, c], [a, c, b, d]];
    orders.into_iter().find(is_near).or(Some(numbers).filter(is_upright))
}

fn is_upright([west, south, east, north]: &[f64; 4]) -> bool {
    west <= east && south <= north
}

/// `BOX(…)`, `BOX3D(…)`: two corners, of whose numbers the third is the height.
fn of_box(text: &str) -> Option<[f64; 4]> {
    let name = text.get(..3).filter(|name| name.eq_ignore_ascii_case("box"))?;
    let (dimensions, corners) = text[name.len()..].split_once('(')?;
    if !["", "2d", "3d"].contains(&dimensions.trim().to_ascii_lowercase().as_str()) {
        return None;
    }
    let (first, second) = corners.trim().strip_suffix(')')?.split_once(',')?;
    let corner = |text: &str| {
        let mut numbers = text.split_whitespace().map(number);
        Some([numbers.next()??, numbers.next()??])
    };
    let ([west, south], [east, north]) = (corner(first)?, corner(second)?);
    Some([west, south, east, north])
}

/// Four numbers with commas between them. With blanks only they could be a key in groups of digits, unless they
/// have decimals.
fn of_list(text: &str) -> Option<[f64; 4]> {
    const LONGEST: usize = 120;
    let text = text.trim();
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    if bare.len() > LONGEST || !bare.contains(',') && !bare.contains(';') && !bare.contains('.') {
        return None;
    }
    let parts = bare.split([',', ';', ' ']).filter(|part| !part.is_empty());
    let numbers = parts.map(number).collect::<Option<Vec<f64>>>()?;
    <[f64; 4]>::try_from(numbers).ok()
}

/// A number of digits, without the words that Rust reads as one (`inf`).
fn number(text: &str) -> Option<f64> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.".contains(&byte));
    text.parse().ok().filter(|_| is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_in_every_order() {
        #[track_caller]
        fn check(text: &str, expected: Option<[f64; 4]>) {
            assert_eq!(of(text), expected, "{text}");
        }
        const BOX: Option<[f64; 4]> = Some([14.0, 51.2, 14.3, 51.3]);
        check("14.0,51.2,14.3,51.3", BOX);
        check("[14.0, 51.2, 14.3, 51.3]", BOX);
        check("14.0 51.2 14.3 51.3", BOX);
        check("51.2,14.0,51.3,14.3", BOX);
        check("14.0;14.3;51.2;51.3", BOX);
        check("BOX(14.0 51.2,14.3 51.3)", BOX);
        check("box3d(14.0 51.2 0, 14.3 51.3 100)", BOX);
        check("-180,-90,180,90", Some([-180.0, -90.0, 180.0, 90.0]));
        check("14.3,51.3,14.0,51.2", None);
        for text in ["05 9 78 032", "14.0,51.2,14.3", "14,Kamenz,15,52", "Boxberg (O.L.)", "inf,1,inf,2", ""]
        {
            check(text, None);
        }
    }
}
