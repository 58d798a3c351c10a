//! Numbers written as English words: "seven directors", "forty-two", "one hundred and five", "two-thirds".

use rust_decimal::Decimal;

use super::around::{self, Magnitude};
use super::{Figure, Kind, Qualifier, Unit, look, order};

/// A number in words, and what is to be thought of it.
pub(super) enum Found {
    Figure(Figure, usize),
    /// "one employee": a figure only beside other counts.
    One(Figure, usize),
    /// A number word that counts nothing; reading goes on here.
    Nothing(usize),
}

/// Judges the number word at `at`; `None` if there is none.
pub(super) fn read(text: &str, at: usize) -> Option<Found> {
    let read = cardinal(&text[at..]).or_else(|| twice(text, at))?;
    let end = at + read.len;
    if read.value == 2 && text[at..end].eq_ignore_ascii_case("twice") {
        let mut figure = order::ordinal(text, at, end, Decimal::TWO, Kind::Count);
        figure.unit = Some(Unit::new("次"));
        return Some(Found::Figure(figure, end));
    }
    if let Some(found) = fraction(text, at, &read) {
        return Some(found);
    }
    let mut magnitude = Magnitude {
        start: at,
        end,
        value: Decimal::from(read.value),
        upper: None,
        quantum: Decimal::from(read.quantum),
        percent: false,
        qualifier: Qualifier::Exact,
    };
    if let Some((word, len)) = look::any_after(&text[end..], &["percent", "per cent"]) {
        let _ = word;
        magnitude.percent = true;
        magnitude.end += len;
        let (figure, next) = around::dress(text, magnitude);
        return Some(Found::Figure(figure, next));
    }
    alternative(text, &mut magnitude, read.value);
    Some(judge(text, magnitude, read.value))
}

fn judge(text: &str, magnitude: Magnitude, value: i64) -> Found {
    let after = &text[magnitude.end..];
    let (mut figure, next) = around::dress(text, magnitude);
    let hyphened = after.starts_with(['-', '\u{2010}', '\u{2011}']);
    let spaced = after.starts_with([' ', '\u{a0}']);
    let noun = look::letters(&after[look::gap(after)..]);
    let bracket = after.trim_start_matches(' ').starts_with('(');
    let counts = figure.unit.is_some()
        || (spaced && !hyphened && !noun.is_empty() && !is_no_noun(noun))
        || (spaced && bracket);
    let top = look::ends_with(look::before(&text[..magnitude.start]), "top");
    // "grouped under four heads", "over ten years": before a small word these are seldom bounds.
    if value <= 20 && is_preposition(&text[..magnitude.start]) {
        figure.qualifier = Qualifier::Exact;
    }
    // "a million customers" is a manner of speaking.
    if figure.qualifier == Qualifier::Exact && text[magnitude.start..].starts_with(['a', 'A']) {
        figure.qualifier = Qualifier::About;
    }
    let capital = text[magnitude.start..].starts_with(|c: char| c.is_ascii_uppercase());
    if !counts || (capital && !top && is_name(&text[..magnitude.start], noun)) {
        return Found::Nothing(magnitude.end);
    }
    if figure.kind == Kind::Quantity && figure.unit.is_none() {
        figure.kind = Kind::Count;
    }
    match value {
        0 if !noun.ends_with('s') || noun == "emissions" => Found::Nothing(magnitude.end),
        1 if figure.unit.as_ref().is_some_and(|unit| unit.symbol == "人" && unit.per.is_none()) => {
            Found::One(figure, next)
        }
        1 => Found::Nothing(magnitude.end),
        _ => Found::Figure(figure, next),
    }
}

fn is_preposition(head: &str) -> bool {
    let before = look::before(head);
    let before = look::strip_end(before, "the").map_or(before, look::before);
    ["over", "under", "above", "below"].iter().any(|word| look::ends_with(before, word))
}

/// "Four Seasons", "Big Four": a capital in the middle of a sentence is a name.
fn is_name(head: &str, noun: &str) -> bool {
    let before = look::before(head);
    let start = before.is_empty()
        || before.ends_with(['.', '\n', '|', '#', ':', ';', '!', '?', '-', '\t', '"', '“', '>', ')']);
    !start && (noun.is_empty() || noun.starts_with(|c: char| c.is_ascii_uppercase()))
}

fn is_no_noun(word: &str) -> bool {
    ["and", "or", "to", "in", "for", "by", "is", "was", "at", "on", "hand", "another", "fold", "as"]
        .iter()
        .any(|not| word.eq_ignore_ascii_case(not))
}

/// "twice", unless it means doubled: "twice as many".
fn twice(text: &str, at: usize) -> Option<Cardinal> {
    let len = look::starts_with(&text[at..], "twice")?;
    let next = look::letters(text[at + len..].trim_start_matches(' '));
    (!["as", "the", "that", "its"].contains(&next)).then_some(Cardinal { value: 2, quantum: 1, len })
}

/// "more than half", "half of the staff": but not "the first half" and "half-yearly".
pub(super) fn share(text: &str, at: usize) -> Option<Found> {
    let len = look::starts_with(&text[at..], "half")?;
    let magnitude = Magnitude {
        start: at,
        end: at + len,
        value: Decimal::from(50),
        upper: None,
        quantum: Decimal::ONE,
        percent: true,
        qualifier: Qualifier::Exact,
    };
    let (mut figure, next) = around::dress(text, magnitude);
    let after = text[at + len..].trim_start_matches(' ');
    let part = ["first", "second", "latter", "other", "the", "last"]
        .iter()
        .any(|word| look::ends_with(look::before(&text[..at]), word));
    let of = look::starts_with(after, "of").is_some() && !part;
    if figure.qualifier == Qualifier::Exact {
        figure.qualifier = Qualifier::About;
        return of.then_some(Found::Figure(figure, next));
    }
    (!text[at + len..].starts_with('-')).then_some(Found::Figure(figure, next))
}

/// "two or three years" is one figure with two ends.
fn alternative(text: &str, magnitude: &mut Magnitude, value: i64) {
    let rest = &text[magnitude.end..];
    let Some(after) = rest.strip_prefix(" or ").or_else(|| rest.strip_prefix(" to ")) else { return };
    let Some(other) = cardinal(after).filter(|other| other.value > value) else { return };
    magnitude.upper = Some(Decimal::from(other.value));
    magnitude.end += " or ".len() + other.len;
}

/// "two-thirds", "three quarters", "one half".
fn fraction(text: &str, at: usize, read: &Cardinal) -> Option<Found> {
    let end = at + read.len;
    let rest = text[end..].strip_prefix(['-', ' '])?;
    let word = look::letters(rest);
    let parts = match word.to_ascii_lowercase().as_str() {
        "half" => 2,
        "third" | "thirds" => 3,
        "quarter" | "quarters" => 4,
        "fifth" | "fifths" => 5,
        "tenth" | "tenths" => 10,
        _ => return None,
    };
    let share =
        Decimal::from(read.value).checked_mul(Decimal::ONE_HUNDRED)?.checked_div(Decimal::from(parts))?;
    if read.value >= parts || (word.eq_ignore_ascii_case("quarter") && !rest[word.len()..].starts_with(" of"))
    {
        return None;
    }
    let (figure, next) = around::fraction(text, at..end + 1 + word.len(), share);
    Some(Found::Figure(figure, next))
}

/// A cardinal number in words.
#[derive(Debug, Clone, Copy)]
struct Cardinal {
    value: i64,
    quantum: i64,
    len: usize,
}

/// Zero to nineteen.
pub const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
/// Twenty, thirty, … ninety.
pub const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

fn small(word: &str) -> Option<i64> {
    let initial = word.bytes().next()?.to_ascii_lowercase();
    if !(3..=9).contains(&word.len()) || !b"zotfsen".contains(&initial) {
        return None;
    }
    let one = SMALL.iter().position(|small| small.eq_ignore_ascii_case(word));
    let ten = || TENS.iter().position(|tens| tens.eq_ignore_ascii_case(word)).map(|index| (index + 2) * 10);
    i64::try_from(one.or_else(ten)?).ok()
}

/// Reads "two hundred and forty-two thousand", "a million", "a dozen".
fn cardinal(text: &str) -> Option<Cardinal> {
    let (mut total, mut group, mut len, mut at, mut quantum) = (0_i64, 0_i64, 0, 0, 1);
    let mut seen = false;
    let mut last = i64::MAX;
    loop {
        let word = look::letters(&text[at..]);
        if word.is_empty() {
            break;
        }
        let end = at + word.len();
        if let Some(value) = small(word) {
            let fits = group == 0
                || (group % 100 == 0 && value < 100)
                || ((20..100).contains(&last) && (1..10).contains(&value));
            if !fits || (seen && last < 20 && last > 0) {
                break;
            }
            group += value;
            last = value;
            quantum = 1;
        } else if seen && word.eq_ignore_ascii_case("hundred") && (1..100).contains(&group) {
            group *= 100;
            last = 100;
        } else if let Some(scale) = scale(word).filter(|_| seen && group > 0) {
            total += group * scale;
            (group, last, quantum) = (0, 0, scale);
        } else if !seen && word.eq_ignore_ascii_case("a") {
            let next = look::letters(text[end..].strip_prefix(' ')?);
            group = match next.to_ascii_lowercase().as_str() {
                "hundred" | "thousand" | "million" | "billion" => 1,
                "dozen" => return Some(Cardinal { value: 12, quantum: 1, len: end + 1 + next.len() }),
                _ => return None,
            };
        } else if !(seen && word.eq_ignore_ascii_case("and") && (last == 100 || last == 0)) {
            break;
        }
        if !word.eq_ignore_ascii_case("and") {
            len = end;
        }
        seen = true;
        let Some(c) = look::first(&text[end..]).filter(|c| matches!(c, ' ' | '\u{a0}' | '-')) else { break };
        // A hyphen joins only forty-two.
        if c == '-' && !(20..100).contains(&last) {
            break;
        }
        at = end + c.len_utf8();
    }
    (len > 0).then_some(Cardinal { value: total + group, quantum, len })
}

fn scale(word: &str) -> Option<i64> {
    Some(match word.to_ascii_lowercase().as_str() {
        "thousand" => 1_000,
        "million" => 1_000_000,
        "billion" => 1_000_000_000,
        _ => return None,
    })
}

/// Whether a word is a number word.
pub(super) fn is_number(word: &str) -> bool {
    small(word).is_some()
}
