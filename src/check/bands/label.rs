//! One label as a band: which ends it has, and what stands around its numbers.

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization as _;

use crate::figures::{is_han, numeral};

use super::Bound;

/// Words that bound a number from one side, and what they say of it; of those that fit the longest counts.
type Bounding = (&'static str, fn(Decimal) -> (Bound, Bound));

const fn below(value: Decimal) -> (Bound, Bound) {
    (Bound::None, Bound::Excluding(value))
}

const fn at_most(value: Decimal) -> (Bound, Bound) {
    (Bound::None, Bound::Including(value))
}

const fn under(value: Decimal) -> (Bound, Bound) {
    (Bound::None, Bound::Either(value))
}

const fn above(value: Decimal) -> (Bound, Bound) {
    (Bound::Excluding(value), Bound::None)
}

const fn at_least(value: Decimal) -> (Bound, Bound) {
    (Bound::Including(value), Bound::None)
}

const fn over(value: Decimal) -> (Bound, Bound) {
    (Bound::Either(value), Bound::None)
}

const BEFORE: &[Bounding] = &[
    ("under", below),
    ("below", below),
    ("lessthan", below),
    ("youngerthan", below),
    ("<", below),
    ("小於", below),
    ("未滿", below),
    ("少於", below),
    ("upto", at_most),
    ("atmost", at_most),
    ("≤", at_most),
    ("不超過", at_most),
    ("over", above),
    ("above", above),
    ("morethan", above),
    ("olderthan", above),
    (">", above),
    ("大於", above),
    ("超過", above),
    ("atleast", at_least),
    ("≥", at_least),
    ("不少於", at_least),
];

const AFTER: &[Bounding] = &[
    ("及以下", at_most),
    ("或以下", at_most),
    ("(含)以下", at_most),
    ("以下(含)", at_most),
    ("以下", under),
    ("andbelow", at_most),
    ("orbelow", at_most),
    ("andunder", at_most),
    ("orunder", at_most),
    ("andyounger", at_most),
    ("oryounger", at_most),
    ("orless", at_most),
    ("及以上", at_least),
    ("或以上", at_least),
    ("(含)以上", at_least),
    ("以上(含)", at_least),
    ("以上", over),
    ("andabove", at_least),
    ("orabove", at_least),
    ("andover", at_least),
    ("orover", at_least),
    ("andolder", at_least),
    ("orolder", at_least),
    ("ormore", at_least),
    ("+", at_least),
];

pub(super) const JOINTS: [&str; 8] = ["-", "–", "—", "~", "至", "到", "to", "and"];

/// Whether a character is a digit, or may be one in another form: full width, raised, in a circle.
fn may_be_digit(char: char) -> bool {
    match char {
        '、' | '（' | '）' => false,
        _ if is_han(char) => false,
        _ => char.is_ascii_digit() || !char.is_ascii(),
    }
}

/// The ends of a band, what stands around them, and the step of its numbers.
pub(super) fn parse(label: &str) -> Option<(Bound, Bound, String, Decimal)> {
    if !label.contains(may_be_digit) {
        return None;
    }
    let folded: String =
        label.nfkc().flat_map(char::to_lowercase).filter(|char| !char.is_whitespace()).collect();
    let at = folded.find(|char: char| char.is_ascii_digit())?;
    let first = numeral::arabic(&folded[at..]).filter(|read| !read.malformed)?;
    let (before, rest) = (&folded[..at], &folded[at + first.len..]);
    let step = first.quantum();
    let Some(next) = rest.find(|char: char| char.is_ascii_digit()) else {
        return one(before, first.value, rest).map(|(lower, upper, frame)| (lower, upper, frame, step));
    };
    let second =
        numeral::arabic(&rest[next..]).filter(|read| !read.malformed && read.decimals == first.decimals)?;
    let (between, after) = (&rest[..next], &rest[next + second.len..]);
    let (head, tail) = JOINTS.iter().find_map(|joint| between.split_once(joint))?;
    // The unit or currency may stand at both numbers.
    let fits = (head.is_empty() || after.starts_with(head)) && (tail.is_empty() || before.ends_with(tail));
    let years = |value: Decimal| (Decimal::from(1900)..Decimal::from(2101)).contains(&value);
    let rising = first.value < second.value && !(years(first.value) && years(second.value));
    let alone = !after.contains(|char: char| char.is_ascii_digit());
    let before = before.strip_suffix("between").unwrap_or(before);
    let frame = frame(before, after);
    (fits && rising && alone).then_some((
        Bound::Including(first.value),
        Bound::Including(second.value),
        frame,
        step,
    ))
}

/// A number with a bounding word at one of its sides.
fn one(before: &str, value: Decimal, after: &str) -> Option<(Bound, Bound, String)> {
    let longest = |found: &&Bounding| found.0.len();
    if let Some((word, bound)) = AFTER.iter().filter(|(word, _)| after.contains(word)).max_by_key(longest) {
        let (lower, upper) = bound(value);
        return Some((lower, upper, frame(before, &after.replacen(word, "", 1))));
    }
    let (word, bound) = BEFORE.iter().filter(|(word, _)| before.ends_with(word)).max_by_key(longest)?;
    let (lower, upper) = bound(value);
    Some((lower, upper, frame(&before[..before.len() - word.len()], after)))
}

/// What is left around the numbers, without the words for years of age that some labels of a list carry.
fn frame(before: &str, after: &str) -> String {
    let mut frame = format!("{before}#{after}");
    for word in ["yearsold", "yearsofage", "years", "aged", "age", "theof", "周歲", "歲", "of"] {
        frame = frame.replace(word, "");
    }
    frame.trim_matches([':', '(', ')']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(label: &str) -> String {
        let end = |bound: Bound| match bound {
            Bound::None => String::new(),
            Bound::Including(value) => format!("={value}"),
            Bound::Excluding(value) => format!("!{value}"),
            Bound::Either(value) => format!("?{value}"),
        };
        parse(label).map_or_else(String::new, |(lower, upper, frame, _)| {
            format!("{}..{} {frame}", end(lower), end(upper))
        })
    }

    #[test]
    fn labels() {
        let cases = [
            ("30歲及以下", "..=30 #"),
            ("31-39 歲", "=31..=39 #"),
            ("31歲至39歲", "=31..=39 #"),
            ("50 歲以上", "?50.. #"),
            ("Under 30", "..!30 #"),
            ("Aged 31-39", "=31..=39 #"),
            ("30 years old or below", "..=30 #"),
            ("50+", "=50.. #"),
            (">50", "!50.. #"),
            ("HK$1,000,001 to HK$1,500,000", "=1000001..=1500000 hk$#"),
            ("2019-2020", ""),
            ("GRI 305-1", ""),
            ("Scope 1", ""),
            ("103-2(c-i), 305", ""),
            ("中專及以下", ""),
        ];
        for (label, expected) in cases {
            assert_eq!(told(label), expected, "{label}");
        }
    }
}
