//! Ordinals: 第六份, 第 6 屆, 首次, sixth, 10th, Q3. Chapters and pages so numbered are names, not places.

use rust_decimal::Decimal;

use super::word::TENS;
use super::{Figure, Kind, Qualifier, chinese, look, numeral, unit};

/// The ordinal at a 第 or 首, if it is one.
pub(super) fn chinese(text: &str, at: usize) -> Option<Figure> {
    const OTHER: [&str; 12] =
        ["方", "者", "時間", "时间", "線", "线", "手", "產業", "产业", "性", "人稱", "世界"];
    let rest = &text[at..];
    if let Some(after) = rest.strip_prefix('首') {
        const COUNTERS: [char; 14] =
            ['次', '個', '个', '家', '屆', '届', '批', '份', '座', '款', '項', '项', '間', '條'];
        return after
            .starts_with(COUNTERS)
            .then(|| ordinal(text, at, at + '首'.len_utf8(), Decimal::ONE, Kind::Ordinal));
    }
    let start = '第'.len_utf8();
    let gap = look::gap(&rest[start..]);
    let (value, len) = match numeral::arabic(&rest[start + gap..]) {
        Some(read) if read.decimals == 0 => (read.value, read.len),
        Some(read) => (read.value, read.len),
        None => {
            let read = chinese::read(&rest[start + gap..])
                .filter(|read| gap == 0 && read.upper.is_none() && !read.bare)?;
            (read.value, read.len)
        }
    };
    let end = start + gap + len;
    let after = rest[end..].trim_start();
    if OTHER.iter().any(|word| after.starts_with(word)) {
        return None;
    }
    let named = after.starts_with([
        '章', '節', '节', '頁', '页', '條', '条', '款', '號', '号', '段', '項', '项', '卷', '編',
    ]);
    let counted = unit::read_after(after).is_some()
        || after.starts_with(['屆', '届', '季', '大', '代', '部', '階', '阶', '步', '輪', '位']);
    if value == Decimal::ONE && !counted && !named {
        return None;
    }
    Some(ordinal(text, at, at + end, value, if named { Kind::Identifier } else { Kind::Ordinal }))
}

/// Whether 週年 or 世紀 stands behind a number: the tenth anniversary, the twenty-first century.
pub(super) fn is_anniversary(after: &str) -> bool {
    let rest = &after[look::gap(after)..];
    ["週年", "周年", "世紀", "世纪"].iter().any(|word| rest.starts_with(word)) && !rest.starts_with("周年大")
}

/// `10th`, `21st`: the bytes of the suffix.
pub(super) fn suffix(after: &str) -> Option<usize> {
    ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|suffix| look::starts_with(after, suffix))
        .filter(|len| !after[*len..].starts_with(|c: char| c.is_ascii_digit()))
}

/// `Q3`.
pub(super) fn quarter(text: &str, at: usize) -> Option<Figure> {
    let rest = text[at..].strip_prefix('Q')?;
    let digit = rest.bytes().next().filter(|byte| (b'1'..=b'4').contains(byte))?;
    let ends = !rest[1..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '.');
    ends.then(|| ordinal(text, at, at + 2, Decimal::from(digit - b'0'), Kind::Ordinal))
}

/// The ordinal word at `at`: "sixth", "twenty-first", "the first".
pub(super) fn english(text: &str, at: usize) -> Option<Figure> {
    let word = look::letters(&text[at..]);
    let last = word.bytes().last()?.to_ascii_lowercase();
    if word.len() < 5 || !b"htdy".contains(&last) {
        return None;
    }
    let (value, mut end) = match SMALL.iter().position(|small| small.eq_ignore_ascii_case(word)) {
        Some(index) => (u32::try_from(index).ok()? + 1, at + word.len()),
        None => compound(text, at, word)?,
    };
    let after = &text[end..];
    // The May Fourth medal is no fourth medal.
    if look::ends_with(look::before(&text[..at]), "May") {
        return None;
    }
    if value <= 3 && !is_place(&text[..at], after, value) {
        return None;
    }
    // A fifth of something, and a third-party of any kind, are no places.
    if after.starts_with('-') && value <= 3 || look::starts_with(after, "ly").is_some() {
        return None;
    }
    end += five_year(after);
    Some(ordinal(text, at, end, Decimal::from(value), Kind::Ordinal))
}

/// " Five-Year", which 十四五 says in one word.
pub(super) fn five_year(after: &str) -> usize {
    [" Five-Year", " five-year", " Five-year", " Five Year"]
        .iter()
        .find(|word| after.starts_with(**word))
        .map_or(0, |word| word.len())
}

const SMALL: [&str; 20] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

fn compound(text: &str, at: usize, tens: &str) -> Option<(u32, usize)> {
    let index = TENS.iter().position(|word| word.eq_ignore_ascii_case(tens))?;
    let rest = text[at + tens.len()..].strip_prefix(['-', ' '])?;
    let word = look::letters(rest);
    let small = SMALL.iter().take(9).position(|small| small.eq_ignore_ascii_case(word))?;
    Some((u32::try_from(index * 10 + small).ok()? + 21, at + tens.len() + 1 + word.len()))
}

/// Whether first, second or third is said of a place: "the third report", not "third parties", "a second", "first of all".
fn is_place(head: &str, after: &str, value: u32) -> bool {
    const NOT: &[&str] = &[
        "half", "halves", "party", "parties", "class", "aid", "hand", "line", "lines", "tier", "of", "and",
        "or", "place", "person", "world",
    ];
    let before = look::before(head);
    let led =
        ["the", "its", "our", "their", "his", "her", "a"].iter().any(|word| look::ends_with(before, word));
    let next = look::letters(after.trim_start_matches(' '));
    let fraction = value == 3 && next == "of";
    led && after.starts_with([' ', '\u{a0}'])
        && !next.is_empty()
        && !fraction
        && !NOT.iter().any(|not| next.eq_ignore_ascii_case(not))
}

pub(super) fn ordinal(text: &str, start: usize, end: usize, value: Decimal, kind: Kind) -> Figure {
    Figure {
        range: start..end,
        printed: text[start..end].to_owned(),
        kind,
        value,
        upper: None,
        quantum: Decimal::ONE,
        qualifier: Qualifier::Exact,
        unit: None,
    }
}
