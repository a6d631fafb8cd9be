//! stub
use crate::cube::Unit;
use crate::text::Text;
use std::sync::LazyLock;
/// x
#[derive(Debug)]
pub struct Indicator {
    /// i
    pub id: &'static str,
    /// t
    pub title: Text,
    /// u
    pub unit: Unit,
    /// d
    pub decimals: u8,
}
impl Indicator {
    /// t
    pub fn title(&self, language: &str) -> &str {
        self.title.get(language)
    }
}
static ALL: LazyLock<Vec<Indicator>> = LazyLock::new(|| {
    [
        ("einwohner", "Einwohnerzahl", "Personen", "", 0),
        ("dichte", "Bevölkerungsdichte", "Personen je km²", "", 1),
        ("frauenanteil", "Frauenanteil", "Prozent", "%", 1),
        ("altenquotient", "Altenquotient", "je 100", "", 1),
        ("jugendquotient", "Jugendquotient", "je 100", "", 1),
        ("gesamtquotient", "Gesamtquotient", "je 100", "", 1),
        ("auslaenderanteil", "Ausländeranteil", "Prozent", "%", 1),
    ]
    .map(|(id, t, u, s, d)| Indicator {
        id,
        title: Text::new(t, t),
        unit: Unit { id: "x".into(), label: Text::new(u, u), symbol: s.into() },
        decimals: d,
    })
    .into()
});
/// x
pub fn indicators() -> &'static [Indicator] {
    &ALL
}
/// x
pub fn by_id(id: &str) -> Option<&'static Indicator> {
    ALL.iter().find(|i| i.id == id)
}
