//! w
use super::value::Value;
use crate::language::Language;
/// x
pub fn change_of(_: &Value, _: Language) -> Option<String> { None }
