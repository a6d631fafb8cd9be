//! The words of a question, and how words are compared.

/// A word or number of a question.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// As it stands in the question.
    pub(super) text: String,
    /// In lower case, with umlauts written out.
    pub(super) folded: String,
    /// Without the ending.
    pub(super) stem: String,
    /// Its number, if it is one in figures, or a word up to twelve.
    pub(super) number: Option<u16>,
    /// Whether a hyphen or dash stood before it, with a word or number before that.
    pub(super) after_dash: bool,
}

/// Endings of German and English words, longest first: what is left after taking them all away is compared.
const ENDINGS: [&str; 9] = ["innen", "ern", "en", "er", "em", "es", "e", "n", "s"];
/// A stem has so many letters at least.
const SHORTEST_STEM: usize = 4;

const NUMBERS: [[&str; 2]; 13] = [
    ["null", "zero"],
    ["eins", "one"],
    ["zwei", "two"],
    ["drei", "three"],
    ["vier", "four"],
    ["fuenf", "five"],
    ["sechs", "six"],
    ["sieben", "seven"],
    ["acht", "eight"],
    ["neun", "nine"],
    ["zehn", "ten"],
    ["elf", "eleven"],
    ["zwoelf", "twelve"],
];

/// The age that a word such as “Dreijährige” says.
pub(super) fn age_in_word(stem: &str) -> Option<u16> {
    match stem.strip_suffix("jaehrig")? {
        "ein" => Some(1),
        "hundert" => Some(100),
        word => number_word(word),
    }
}

fn number_word(word: &str) -> Option<u16> {
    (0..).zip(NUMBERS).find(|(_, words)| words.contains(&word)).map(|(number, _)| number)
}

/// The words and numbers of a text, “+” among them; what else is no letter or digit parts them.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut word = String::new();
    let mut dash = false;
    for character in text.chars().chain([' ']) {
        let changes_kind = word.chars().last().is_some_and(|last| {
            last.is_ascii_digit() != character.is_ascii_digit()
                && last.is_alphanumeric()
                && character.is_alphanumeric()
        });
        if (!character.is_alphanumeric() || changes_kind) && !word.is_empty() {
            tokens.push(token(std::mem::take(&mut word), dash));
            dash = false;
        }
        match character {
            '-' | '–' | '—' => dash = !tokens.is_empty(),
            '+' => tokens.push(token("+".into(), false)),
            _ if character.is_alphanumeric() => word.push(character),
            _ => {}
        }
    }
    tokens
}

fn token(text: String, after_dash: bool) -> Token {
    let folded = fold(&text);
    let number = folded.parse().ok().or_else(|| number_word(&folded));
    Token { stem: stem(&folded), text, folded, number, after_dash }
}

/// In lower case, umlauts written out, other marks of letters taken away as far as German texts have them.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars().flat_map(char::to_lowercase) {
        match character {
            'ä' => folded.push_str("ae"),
            'ö' => folded.push_str("oe"),
            'ü' => folded.push_str("ue"),
            'ß' => folded.push_str("ss"),
            'á' | 'à' | 'â' => folded.push('a'),
            'é' | 'è' | 'ê' => folded.push('e'),
            _ => folded.push(character),
        }
    }
    folded
}

/// A folded word without its endings.
pub(super) fn stem(folded: &str) -> String {
    let mut stem = folded;
    while let Some(shorter) = ENDINGS
        .iter()
        .filter_map(|ending| stem.strip_suffix(ending))
        .find(|shorter| shorter.len() >= SHORTEST_STEM)
    {
        stem = shorter;
    }
    stem.to_owned()
}

/// How many letters a word of a length may differ in: none in short words.
pub(super) fn tolerance(letters: usize) -> usize {
    match letters {
        0..=4 => 0,
        5..=8 => 1,
        _ => 2,
    }
}
