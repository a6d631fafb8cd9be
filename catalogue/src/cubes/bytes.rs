//! Observations as bytes: column after column, so that they compress well and are read without parsing numbers.

use datenkreis_vocab::cube::{Cell, Figure, ObsStatus, Observations};

/// The first byte; another layout gets another one.
const LAYOUT: u8 = 1;

/// The bytes of observations, for the journal.
pub(crate) fn to_bytes(observations: &Observations) -> Vec<u8> {
    let mut bytes = vec![LAYOUT];
    push_keys(observations, &mut bytes);
    push_figures(observations, &mut bytes);
    push_cells(observations, &mut bytes);
    bytes
}

/// What observations are about: the notations of each dimension, then their numbers.
pub(super) fn push_keys(observations: &Observations, bytes: &mut Vec<u8>) {
    push_number(observations.columns().len(), bytes);
    push_number(observations.len(), bytes);
    for column in observations.columns() {
        push_number(column.notations().len(), bytes);
        for notation in column.notations() {
            push_text(notation, bytes);
        }
        for code in column.codes() {
            bytes.extend(code.to_le_bytes());
        }
    }
}

/// The values, then the statuses by their notations.
pub(super) fn push_figures(observations: &Observations, bytes: &mut Vec<u8>) {
    let figures = || (0..observations.len()).filter_map(|index| observations.figure(index));
    for figure in figures() {
        bytes.extend(figure.value.unwrap_or(f64::NAN).to_le_bytes());
    }
    bytes.extend(figures().filter_map(|figure| figure.status.notation().bytes().next()));
}

/// Rows, then columns.
pub(super) fn push_cells(observations: &Observations, bytes: &mut Vec<u8>) {
    let cells = || (0..observations.len()).filter_map(|index| observations.cell(index));
    for cell in cells() {
        bytes.extend(cell.row.to_le_bytes());
    }
    for cell in cells() {
        bytes.extend(cell.column.to_le_bytes());
    }
}

pub(super) fn push_text(text: &str, bytes: &mut Vec<u8>) {
    push_number(text.len(), bytes);
    bytes.extend(text.as_bytes());
}

fn push_number(number: usize, bytes: &mut Vec<u8>) {
    bytes.extend((number as u64).to_le_bytes());
}

/// Reads what [`to_bytes`] wrote; or says what is wrong with it.
pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Observations, String> {
    let mut reader = Reader { rest: bytes };
    if reader.take(1)? != [LAYOUT] {
        return Err("its layout is unknown".into());
    }
    let (dimensions, count) = (reader.number()?, reader.number()?);
    let mut notations = vec![];
    let mut codes = vec![];
    for _ in 0..dimensions {
        let mut own = vec![];
        for _ in 0..reader.number()? {
            own.push(reader.text()?);
        }
        notations.push(own);
        codes.push(reader.column::<4>(count)?);
    }
    let values = reader.column::<8>(count)?;
    let statuses = reader.take(count)?;
    let rows = reader.column::<4>(count)?;
    let columns = reader.column::<2>(count)?;
    let mut observations = Observations::with_notations(notations);
    observations.reserve(count);
    let mut numbers = vec![0; dimensions];
    for index in 0..count {
        for (number, codes) in numbers.iter_mut().zip(&codes) {
            *number = u32::from_le_bytes(codes[index]);
        }
        let status = std::str::from_utf8(&statuses[index..=index]).ok().and_then(ObsStatus::from_notation);
        let status = status.ok_or_else(|| format!("the status of observation {index} is unknown"))?;
        let value = f64::from_le_bytes(values[index]);
        let figure = Figure { value: Some(value).filter(|value| value.is_finite()), status };
        let (row, column) = (u32::from_le_bytes(rows[index]), u16::from_le_bytes(columns[index]));
        observations.push_numbers(&numbers, figure, Cell { row, column });
    }
    if reader.rest.is_empty() { Ok(observations) } else { Err("it is longer than it should be".into()) }
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], String> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or("it ends too early")?;
        self.rest = rest;
        Ok(taken)
    }

    fn number(&mut self) -> Result<usize, String> {
        let bytes = self.take(8)?.try_into().map_err(|_| "it ends too early")?;
        usize::try_from(u64::from_le_bytes(bytes)).map_err(|error| error.to_string())
    }

    fn text(&mut self) -> Result<&'a str, String> {
        let length = self.number()?;
        std::str::from_utf8(self.take(length)?).map_err(|error| error.to_string())
    }

    /// So many values of `WIDTH` bytes.
    fn column<const WIDTH: usize>(&mut self, count: usize) -> Result<&'a [[u8; WIDTH]], String> {
        let length = count.checked_mul(WIDTH).ok_or("it ends too early")?;
        Ok(self.take(length)?.as_chunks::<WIDTH>().0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Observations {
        let mut observations = Observations::new(2);
        let cell = |row| Cell { row, column: 3 };
        observations.push(&["05978020", "2024"], Figure::normal(-0.1), cell(9));
        observations.push(&["05978020-ä", "2023"], Figure::missing(ObsStatus::Suppressed), cell(1 << 20));
        observations.push(
            &["05978020", "2023"],
            Figure { value: Some(0.0), status: ObsStatus::Zero },
            cell(0),
        );
        observations
    }

    #[test]
    fn what_went_in_comes_out() {
        for observations in [sample(), Observations::new(0), Observations::new(3)] {
            let read = from_bytes(&to_bytes(&observations)).expect("readable");
            assert_eq!(read.columns().len(), observations.columns().len());
            assert!(read.iter().eq(observations.iter()));
        }
    }

    #[test]
    fn damage_is_told() {
        let bytes = to_bytes(&sample());
        for length in 0..bytes.len() {
            assert!(from_bytes(&bytes[..length]).is_err(), "{length}");
        }
        for index in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[index] ^= 0x80;
            // Whatever it gives, it ends.
            let _ = from_bytes(&damaged);
        }
        assert!(from_bytes(&[bytes, vec![0]].concat()).is_err());
    }
}
