//! Whether `[layout]` can be used.

use super::{Check, file};
use crate::tables::mapping::{Format, Layout};
use datenkreis_vocab::cube::figure::FigureFormat;

impl Check<'_> {
    pub(super) fn layout(&mut self, found: &file::Layout) -> Layout {
        let encoding = found.encoding.as_deref().and_then(|label| {
            let encoding = encoding_rs::Encoding::for_label(label.as_bytes());
            if encoding.is_none() {
                let message =
                    format!("unknown encoding `{label}`; for instance utf-8 and iso-8859-1 are allowed");
                self.tell(&["layout", "encoding"], &message);
            }
            encoding
        });
        if found.delimiter.is_some_and(|delimiter| !delimiter.is_ascii()) {
            self.tell(&["layout", "delimiter"], "one ASCII character is allowed, e.g. \";\" or \"\\t\"");
        }
        if found.decimal.is_some() && found.decimal == found.thousands {
            self.tell(&["layout", "thousands"], "the marks before decimals and between thousands differ");
        }
        for (key, mark) in [("decimal", found.decimal), ("thousands", found.thousands)] {
            if mark.is_some_and(|mark| mark.is_alphanumeric() || "-+%()".contains(mark)) {
                self.tell(&["layout", key], "a mark is no letter, digit or sign, e.g. \",\" or \".\"");
            }
        }
        if (found.format == Format::Fixed) == found.fields.is_empty() {
            let message = "[[layout.field]] tells the fields of format = \"fixed\", and only of that";
            self.tell(&["layout"], message);
        }
        for (at, field) in found.fields.iter().enumerate() {
            if field.start == 0 || field.length == 0 || field.start > 100_000 || field.length > 100_000 {
                let message = "a field starts at 1 or later and has a length of 1 or more, up to 100000";
                self.tell(&["layout", "field", &at.to_string(), "start"], message);
            }
        }
        if found.skip > 10_000 || found.header_rows > 100 {
            self.tell(&["layout"], "at most 10000 rows are skipped, at most 100 are a header");
        }
        Layout {
            format: found.format,
            encoding,
            delimiter: found.delimiter.and_then(|delimiter| u8::try_from(delimiter).ok()),
            sheet: found.sheet.clone(),
            skip: found.skip,
            header_rows: found.header_rows,
            fill_headers: found.fill_headers,
            ends_with: found
                .ends_with
                .as_ref()
                .and_then(|pattern| self.regex(&["layout", "ends_with"], pattern)),
            ends_at_blank: found.ends_at_blank,
            figures: FigureFormat {
                decimal: found.decimal,
                thousands: found.thousands,
                signs: found.signs.iter().map(|(sign, means)| (sign.trim().into(), means.status())).collect(),
            },
            fields: found.fields.clone(),
            expect: found.expect.clone(),
        }
    }
}
