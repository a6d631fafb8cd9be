//! What is known of the population of an area at the end of a year.

use crate::cubes::CubeView;
use datenkreis_vocab::cube::Age;
use datenkreis_vocab::projection::{BySex, Margin, Mortality, Population, Who, graduate};

/// The widest closed group, in years, and the youngest open class that still tell how old people are.
const WIDEST: u8 = 10;
const OPEN_FROM: u8 = 65;
/// From how many groups on ages are known by single years.
const SINGLE_YEARS: usize = 60;

/// Persons by age groups that may overlap, and their total.
#[derive(Default)]
struct Groups {
    total: Option<f64>,
    ages: Vec<(Age, f64)>,
}

/// What is known of one area at the end of one year.
pub(super) struct Known {
    women: Groups,
    men: Groups,
    all: Groups,
}

impl Known {
    /// Of the cube of population.
    pub fn of(population: &CubeView, area: &str, year: i16) -> Self {
        let mut known = Self { women: Groups::default(), men: Groups::default(), all: Groups::default() };
        for index in population.slice(area, &year.to_string()) {
            let Some(found) = population.observations.get(index) else { continue };
            let (Some(persons), [_, _, sex, age]) = (found.figure.value, found.notations.as_slice()) else {
                continue;
            };
            let groups = match *sex {
                "F" => &mut known.women,
                "M" => &mut known.men,
                _ => &mut known.all,
            };
            match Age::from_notation(age) {
                Some(age) => groups.ages.push((age, persons)),
                None => groups.total = Some(persons),
            }
        }
        known
    }

    /// All persons.
    pub fn total(&self) -> Option<f64> {
        self.all.sum().or_else(|| self.by_sex().map(|BySex { women, men }| women + men))
    }

    /// All women and all men.
    pub fn by_sex(&self) -> Option<BySex<f64>> {
        Some(BySex { women: self.women.sum()?, men: self.men.sum()? })
    }

    /// Whether ages are known by single years.
    pub fn is_by_single_years(&self) -> bool {
        [&self.all, &self.women].iter().any(|groups| groups.cover().len() >= SINGLE_YEARS)
    }

    /// The population by single years of age and sex, if both are known finely enough.
    pub fn structure(&self, mortality: &Mortality) -> Option<Population> {
        let probabilities = mortality.probabilities();
        let of = |groups: &Groups, probabilities: &Vec<f64>| {
            let cover = groups.cover();
            let is_fine = cover.iter().all(|(age, _)| match age.to {
                Some(to) => to - age.from < WIDEST,
                None => age.from >= OPEN_FROM,
            });
            let is_known = is_fine && !cover.is_empty();
            is_known.then(|| graduate(&cover, probabilities.len() - 1, probabilities).ok()).flatten()
        };
        let women = of(&self.women, &probabilities.women)?;
        Population::new(BySex { women, men: of(&self.men, &probabilities.men)? }).ok()
    }

    /// Every sum that is known.
    pub fn margins(&self) -> Vec<Margin> {
        let all = [(Who::All, &self.all), (Who::Women, &self.women), (Who::Men, &self.men)];
        let margins = all.into_iter().flat_map(|(who, groups)| {
            let cover = match groups.cover() {
                cover if cover.is_empty() => {
                    groups.total.map(|persons| (Age::from(0), persons)).into_iter().collect()
                }
                cover => cover,
            };
            cover.into_iter().map(move |(age, persons)| Margin { who, age, persons })
        });
        margins.collect()
    }
}

impl Groups {
    /// The finest groups that cover all ages.
    fn cover(&self) -> Vec<(Age, f64)> {
        let cover = Age::finest_cover(self.ages.iter().map(|(age, _)| *age), 0, None).unwrap_or_default();
        let of = |age: Age| self.ages.iter().find(|(other, _)| *other == age).copied();
        cover.into_iter().filter_map(of).collect()
    }

    fn sum(&self) -> Option<f64> {
        let cover = self.cover();
        self.total.or_else(|| (!cover.is_empty()).then(|| cover.iter().map(|(_, persons)| persons).sum()))
    }
}
