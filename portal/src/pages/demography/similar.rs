//! stub
use super::Ground;
use crate::pages::value::Value;
use datenkreis_vocab::cube::AreaKey;
/// x
pub struct SimilarRow {
    pub name: Value,
    pub distance: String,
    pub because: String,
}
/// x
pub fn rows(_: &Ground<'_>, _: &AreaKey) -> (Vec<SimilarRow>, String) {
    (vec![], String::new())
}
