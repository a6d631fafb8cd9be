//! What a dashboard is made of, as its file says it.

use datenkreis_vocab::cube::{AreaKey, CubeDefinition, Dimension, Period};
use datenkreis_vocab::text::Text;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A page of tiles.
#[derive(Clone, Debug)]
pub struct Dashboard {
    /// Its id, a part of addresses: the name of its file.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// What it tells, in a sentence or two.
    pub description: Text,
    /// Its tiles in their order.
    pub tiles: Vec<Tile>,
}

/// `[[tile]]`: one figure, or several as a chart or a table.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tile {
    /// Its id, a part of addresses.
    pub id: String,
    /// How it shows what it shows.
    pub kind: Kind,
    /// What it is about; what its figures say is computed.
    pub title: Text,
    /// What is to be known beside.
    pub note: Option<Text>,
    /// The cube the figures are of.
    pub cube: String,
    /// What the figures are called, where the cube's own name with the codes chosen does not read well: `Geburten`
    /// for `Fälle (Geburten)`.
    pub measure: Option<Text>,
    /// By dimension the code that is shown, or the codes where it is an axis; else its total, or all but that.
    #[serde(default)]
    pub dimensions: BTreeMap<String, Codes>,
    /// The dimension whose codes are bars, lines or rows; areas if absent.
    pub by: Option<String>,
    /// The dimension whose codes are the columns of a table.
    pub columns: Option<String>,
    /// Areas, each a key or one of [`AREA_WORDS`]; see [`Self::areas()`].
    areas: Option<Codes>,
    /// Times; see [`Self::times()`].
    period: Option<Times>,
    /// Which times count where a cube has several kinds.
    pub every: Option<Every>,
    /// In which order bars and rows stand.
    #[serde(default)]
    pub order: Order,
    /// Whether it takes the whole width of a page.
    #[serde(default)]
    pub wide: bool,
}

/// How a tile shows figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// One figure, large, and how it changed.
    Value,
    /// Figures over time.
    Line,
    /// Figures of one time beside each other.
    Bars,
    /// Figures of areas.
    Map,
    /// Rows, and columns if wanted.
    Table,
}

/// One code or several.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged, expecting = "a text, or a list of texts")]
pub enum Codes {
    /// One.
    One(String),
    /// Several, in this order.
    Several(Vec<String>),
}

impl Codes {
    /// All of them.
    pub fn all(&self) -> &[String] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Several(several) => several,
        }
    }
}

/// Times, as a file says them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(
    untagged,
    expecting = "`period` is \"latest\", \"all\", a time (\"2024\", \"2024-09\"), or { from = \"2015\", to = \"2024\" }"
)]
enum Times {
    Word(String),
    Range(Range),
}

/// Times from one to another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Range {
    /// The first; none is the beginning.
    pub from: Option<String>,
    /// The last.
    pub to: Option<String>,
}

/// Which times are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked<'t> {
    /// One: the latest there is.
    Latest,
    /// One that is named.
    One(&'t str),
    /// All there are, between two if they are named.
    Between(Option<&'t str>, Option<&'t str>),
}

/// How often something is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Every {
    /// Once a year.
    Year,
    /// Once a month.
    Month,
    /// Once a day.
    Day,
}

/// How bars and rows are ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// As the list of their codes.
    #[default]
    Code,
    /// The largest first.
    Value,
}

/// One area or several, as a file says them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Where {
    /// The one that the visitor chose; the region if none.
    Chosen,
    /// The region: the smallest area around it.
    Region,
    /// Its districts.
    Districts,
    /// Its municipalities.
    Municipalities,
    /// The parts of its municipalities, or of the one chosen.
    Quarters,
    /// This one.
    Area(AreaKey),
}

/// Words for areas beside keys.
pub const AREA_WORDS: [&str; 5] = ["chosen", "region", "districts", "municipalities", "quarters"];

impl Where {
    /// Reads a word or a key.
    pub fn read(text: &str) -> Option<Self> {
        Some(match text {
            "chosen" => Self::Chosen,
            "region" => Self::Region,
            "districts" => Self::Districts,
            "municipalities" => Self::Municipalities,
            "quarters" => Self::Quarters,
            key => Self::Area(AreaKey::read(key)?),
        })
    }
}

impl Every {
    /// How often what is measured at this time is measured.
    pub fn of(period: Period) -> Self {
        match period {
            Period::Year(_) => Self::Year,
            Period::Month(..) => Self::Month,
            Period::Day(..) => Self::Day,
        }
    }
}

impl Tile {
    /// The id of its chart on a page; no id of the frame around a page begins like this.
    pub fn chart(&self) -> String {
        format!("kachel-{}", self.id)
    }

    /// The ids of the dimensions along its axes; of a line the second is time.
    pub fn axes(&self) -> Vec<&str> {
        let by = self.by.as_deref().unwrap_or("refArea");
        match self.kind {
            Kind::Value => vec![],
            Kind::Line => vec![by, "refPeriod"],
            Kind::Bars | Kind::Map => vec![by],
            Kind::Table => std::iter::once(by).chain(self.columns.as_deref()).collect(),
        }
    }

    /// What the file says about areas.
    pub fn areas_as_written(&self) -> &[String] {
        self.areas.as_ref().map(Codes::all).unwrap_or_default()
    }

    /// Its areas: those named, else the one chosen; on a map, and beside each other, the municipalities.
    pub fn areas(&self) -> Vec<Where> {
        let named = self.areas_as_written();
        let beside_each_other = self.kind != Kind::Line && self.axes().contains(&"refArea");
        match named {
            [] if beside_each_other => vec![Where::Municipalities],
            [] => vec![Where::Chosen],
            named => named.iter().filter_map(|text| Where::read(text)).collect(),
        }
    }

    /// Its times: those named, else all where time is an axis, and else the latest.
    pub fn times(&self) -> Asked<'_> {
        match &self.period {
            None if self.axes().contains(&"refPeriod") => Asked::Between(None, None),
            None => Asked::Latest,
            Some(Times::Range(Range { from, to })) => Asked::Between(from.as_deref(), to.as_deref()),
            Some(Times::Word(word)) => match word.as_str() {
                "latest" => Asked::Latest,
                "all" => Asked::Between(None, None),
                period => Asked::One(period),
            },
        }
    }

    /// The code at which a dimension stands that is no axis; `None` if none is named and it has no total.
    pub fn fixed<'t>(&'t self, dimension: &Dimension) -> Option<&'t str> {
        match self.dimensions.get(dimension.id()).map(Codes::all) {
            Some([code]) => Some(code),
            Some(_) => None,
            None => dimension.total(),
        }
    }

    /// The codes along a dimension that is an axis: those named, or all of its list but the total; none if it has
    /// no list.
    pub fn along(&self, dimension: &Dimension) -> Vec<String> {
        if let Some(codes) = self.dimensions.get(dimension.id()) {
            return codes.all().to_vec();
        }
        match dimension {
            Dimension::Sex => ["F", "M"].map(Into::into).into(),
            Dimension::Coded(coded) => {
                let codes = coded.codes.iter().map(|code| code.notation.clone());
                codes.filter(|code| code != "_T").collect()
            }
            Dimension::RefArea | Dimension::RefPeriod | Dimension::Age => vec![],
        }
    }

    /// The positions of its axes in a cube; `None` if the cube lacks one.
    pub fn positions(&self, cube: &CubeDefinition) -> Option<Vec<usize>> {
        self.axes().into_iter().map(|id| cube.position(id)).collect()
    }
}
