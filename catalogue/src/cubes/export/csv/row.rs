//! One record of RFC 4180.

use std::borrow::Cow;
use std::io::{self, Write};

/// One record; quotes only where they are needed.
pub(in crate::cubes::export) fn row<'a>(
    out: &mut impl Write,
    cells: impl Iterator<Item = Cow<'a, str>>,
) -> io::Result<()> {
    for (number, cell) in cells.enumerate() {
        if number > 0 {
            out.write_all(b",")?;
        }
        if cell.contains([',', '"', '\n', '\r']) {
            write!(out, "\"{}\"", cell.replace('"', "\"\""))?;
        } else {
            out.write_all(cell.as_bytes())?;
        }
    }
    out.write_all(b"\r\n")
}
