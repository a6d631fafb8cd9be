//! Made-up statistics of any size: population by age and sex, births, deaths and moves of areas that are called
//! like real ones. Totals are sums of their parts, and every year follows from the one before. Of the same areas and
//! years, but apart from these: moves by age and origin, households, citizenship.

mod site;

use std::fmt::Write;

/// Youngest age of each five-year group; the last is open.
const AGES: [u8; 19] = [0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90];

/// How much is made up.
#[derive(Clone, Debug)]
pub struct Figures {
    /// Keys of the areas: municipalities, or districts. A district of which there are municipalities has their sums.
    pub areas: Vec<String>,
    /// The first year.
    pub first: i16,
    /// How many years there are.
    pub years: i16,
}

/// One area in one year.
struct Year {
    men: [u32; 19],
    women: [u32; 19],
    born: [u32; 2],
    died: [u32; 2],
    moved_in: [u32; 2],
    moved_out: [u32; 2],
}

impl Figures {
    /// Observations in [`Self::population`].
    pub fn population_observations(&self) -> usize {
        self.areas.len() * self.years as usize * 3 * (AGES.len() + 1)
    }

    /// Observations in [`Self::changes`].
    pub fn change_observations(&self) -> usize {
        self.areas.len() * (self.years as usize - 1) * 3 * 4
    }

    /// `AGS;Jahr;Geschlecht;Alter;Bevölkerung`, totals among them.
    pub fn population(&self) -> String {
        let mut csv = String::from("AGS;Jahr;Geschlecht;Alter;Bevölkerung\n");
        self.each(|area, year, figures| {
            let both: [u32; 19] = std::array::from_fn(|index| figures.men[index] + figures.women[index]);
            for (sex, ages) in
                [("männlich", &figures.men), ("weiblich", &figures.women), ("insgesamt", &both)]
            {
                for (index, persons) in ages.iter().enumerate() {
                    let _ = writeln!(csv, "{area};31.12.{year};{sex};{};{persons}", age(index));
                }
                let _ = writeln!(csv, "{area};31.12.{year};{sex};Insgesamt;{}", ages.iter().sum::<u32>());
            }
        });
        csv
    }

    /// `AGS;Jahr;Geschlecht;Geburten;Sterbefälle;Zuzüge;Fortzüge` from the second year on, totals among them.
    pub fn changes(&self) -> String {
        let mut csv = String::from("AGS;Jahr;Geschlecht;Geburten;Sterbefälle;Zuzüge;Fortzüge\n");
        self.each(|area, year, figures| {
            if year == self.first {
                return;
            }
            let Year { born, died, moved_in, moved_out, .. } = figures;
            for (index, sex) in ["männlich", "weiblich"].into_iter().enumerate() {
                let _ = writeln!(
                    csv,
                    "{area};{year};{sex};{};{};{};{}",
                    born[index], died[index], moved_in[index], moved_out[index]
                );
            }
            let both = [born, died, moved_in, moved_out].map(|[men, women]| men + women);
            let _ = writeln!(csv, "{area};{year};insgesamt;{};{};{};{}", both[0], both[1], both[2], both[3]);
        });
        csv
    }

    /// `AGS;Jahr;Alter;Herkunft oder Ziel;Zuzüge;Fortzüge`: by age, and by origin, with the same totals.
    pub fn migration(&self) -> String {
        let mut csv = String::from("AGS;Jahr;Alter;Herkunft oder Ziel;Zuzüge;Fortzüge\n");
        self.each_year("Wanderung", |area, year, random| {
            let ages: [[u32; 2]; 19] = std::array::from_fn(|_| [random.below(90), random.below(80)]);
            for (index, [come, go]) in ages.iter().enumerate() {
                let _ = writeln!(csv, "{area};{year};{};insgesamt;{come};{go}", age(index));
            }
            let all: [u32; 2] = std::array::from_fn(|way| ages.iter().map(|age| age[way]).sum());
            let _ = writeln!(csv, "{area};{year};Insgesamt;insgesamt;{};{}", all[0], all[1]);
            let parts = all.map(|all| [all / 3, all / 3, all / 6]);
            for (index, place) in
                ["im selben Kreis", "übriges Land", "übriges Deutschland"].iter().enumerate()
            {
                let [come, go] = parts.map(|parts| parts[index]);
                let _ = writeln!(csv, "{area};{year};Insgesamt;{place};{come};{go}");
            }
            let [come, go] = [0, 1].map(|way| all[way] - parts[way].iter().sum::<u32>());
            let _ = writeln!(csv, "{area};{year};Insgesamt;Ausland;{come};{go}");
        });
        csv
    }

    /// `AGS;Jahr;Haushaltsgröße;Haushalte`, totals among them.
    pub fn households(&self) -> String {
        let mut csv = String::from("AGS;Jahr;Haushaltsgröße;Haushalte\n");
        self.each_year("Haushalte", |area, year, random| {
            let sizes = [900, 800, 300, 200, 100].map(|most| most + random.below(most));
            let names = ["1 Person", "2 Personen", "3 Personen", "4 Personen", "5 und mehr Personen"];
            for (name, households) in names.iter().zip(sizes) {
                let _ = writeln!(csv, "{area};{year};{name};{households}");
            }
            let _ = writeln!(csv, "{area};{year};insgesamt;{}", sizes.iter().sum::<u32>());
        });
        csv
    }

    /// `AGS;Jahr;Staatsangehörigkeit;Personen`: `deutsch`, `nicht deutsch` and their total; of those who are not
    /// German, the citizenship they have.
    pub fn citizenship(&self, countries: &[&str]) -> String {
        let mut csv = String::from("AGS;Jahr;Staatsangehörigkeit;Personen\n");
        self.each_year("Staatsangehörigkeit", |area, year, random| {
            let foreign: Vec<u32> = countries.iter().map(|_| 10 + random.below(200)).collect();
            for (country, persons) in countries.iter().zip(&foreign) {
                let _ = writeln!(csv, "{area};{year};{country};{persons}");
            }
            let (german, others) = (9_000 + random.below(900), foreign.iter().sum::<u32>());
            let _ = writeln!(csv, "{area};{year};deutsch;{german}");
            let _ = writeln!(csv, "{area};{year};nicht deutsch;{others}");
            let _ = writeln!(csv, "{area};{year};insgesamt;{}", german + others);
        });
        csv
    }

    fn each_year(&self, about: &str, mut write: impl FnMut(&str, i16, &mut Random)) {
        for area in &self.areas {
            let mut random = Random::of(&format!("{about} {area}"));
            for year in self.first..self.first + self.years {
                write(area, year, &mut random);
            }
        }
    }

    fn each(&self, mut write: impl FnMut(&str, i16, &Year)) {
        for area in &self.areas {
            for (number, year) in (self.first..).zip(self.of(area)) {
                write(area, number, &year);
            }
        }
    }

    /// The years of an area: made up, or the sums of the areas whose keys begin with its own.
    fn of(&self, area: &str) -> Vec<Year> {
        let is_part = |key: &&String| key.len() > area.len() && key.starts_with(area);
        let parts = self.areas.iter().filter(is_part).map(|key| Year::several(key, self.years));
        parts.reduce(sum).unwrap_or_else(|| Year::several(area, self.years))
    }
}

fn sum(one: Vec<Year>, other: Vec<Year>) -> Vec<Year> {
    one.into_iter().zip(other).map(|(one, other)| one.plus(&other)).collect()
}

fn age(index: usize) -> String {
    match AGES.get(index + 1) {
        Some(next) => format!("{} bis unter {next} Jahre", AGES[index]),
        None => format!("{} Jahre und mehr", AGES[index]),
    }
}

impl Year {
    fn several(area: &str, years: i16) -> Vec<Self> {
        let mut random = Random::of(area);
        let first = Self::first(&mut random);
        std::iter::successors(Some(first), |year| Some(year.next(&mut random))).take(years as usize).collect()
    }

    fn plus(&self, other: &Self) -> Self {
        fn add<const N: usize>(one: [u32; N], other: [u32; N]) -> [u32; N] {
            std::array::from_fn(|index| one[index] + other[index])
        }
        Self {
            men: add(self.men, other.men),
            women: add(self.women, other.women),
            born: add(self.born, other.born),
            died: add(self.died, other.died),
            moved_in: add(self.moved_in, other.moved_in),
            moved_out: add(self.moved_out, other.moved_out),
        }
    }

    fn first(random: &mut Random) -> Self {
        let size = 3.0 + f64::from(random.below(9_000)) / 100.0;
        let mut group = |index: usize| {
            // A belly at 55, fewer above 75.
            let age = f64::from(AGES[index]);
            let shape = 45.0 + 25.0 * (-((age - 55.0) / 18.0).powi(2)).exp()
                - if age > 72.0 { (age - 72.0) * 3.0 } else { 0.0 };
            (size * shape.max(2.0)) as u32 + random.below(9)
        };
        let men = std::array::from_fn(&mut group);
        let women = std::array::from_fn(&mut group);
        Self { men, women, born: [0; 2], died: [0; 2], moved_in: [0; 2], moved_out: [0; 2] }
    }

    /// One year on: a fifth of each group moves up, the old die, some come and go.
    fn next(&self, random: &mut Random) -> Self {
        let mut after = Self {
            men: self.men,
            women: self.women,
            born: [0; 2],
            died: [0; 2],
            moved_in: [0; 2],
            moved_out: [0; 2],
        };
        let mothers: u32 = self.women[4..9].iter().sum();
        for (sex, groups) in [&mut after.men, &mut after.women].into_iter().enumerate() {
            for index in (0..AGES.len()).rev() {
                let share = [0.0005, 0.002, 0.01, 0.05, 0.14][index * 5 / AGES.len()];
                let dead = (f64::from(groups[index]) * share) as u32;
                groups[index] -= dead;
                after.died[sex] += dead;
                if index + 1 < AGES.len() {
                    let older = groups[index] / 5;
                    groups[index] -= older;
                    groups[index + 1] += older;
                }
                let (come, go) = (groups[index] / 30 + random.below(4), groups[index] / 33);
                groups[index] = groups[index] + come - go;
                after.moved_in[sex] += come;
                after.moved_out[sex] += go;
            }
            let born = mothers / 42 + random.below(3);
            groups[0] += born;
            after.born[sex] = born;
        }
        after
    }
}

/// The same numbers for the same text.
struct Random(u64);

impl Random {
    fn of(seed: &str) -> Self {
        let mixed = |hash: u64, byte: u8| {
            (hash ^ u64::from(byte)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
        };
        let mut random = Self(seed.bytes().fold(0xcbf2_9ce4_8422_2325, mixed));
        random.below(1);
        random
    }

    fn below(&mut self, bound: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(bound)) as u32
    }
}
