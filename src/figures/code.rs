//! Codes that begin with letters: GB/T 22239-2019, RCP8.5, A 1.2, COVID-19; and formulas, whose digits are no figures.

use super::{Figure, look, name, unit};

/// What a word that begins a code turned out to be.
pub(super) enum Found {
    Figure(Figure),
    /// A formula, or a footnote mark at a word: no figure. Reading goes on here.
    Nothing(usize),
}

/// Bodies whose standards go by number.
const STANDARDS: &[&str] = &[
    "ISO", "IEC", "GB", "GRI", "IFRS", "HKFRS", "IAS", "HKAS", "IFRIC", "SASB", "AA", "SA", "EN", "BS",
    "OHSAS", "PAS", "DB", "AQ", "CAS", "ISAE", "ISRS", "ASTM", "IEEE", "ANSI", "UL", "RFC", "HKSAE",
    "HKICPA", "ISSB", "CNS", "ASC", "AASB", "ASU", "FRS", "SFAS", "FSP", "IPSAS", "NFRD", "ESRS", "TS", "JR",
    "YD",
];

/// Chemistry: the digits in these are no figures.
const FORMULAS: &[&str] = &[
    "CO2", "CO2e", "CO2eq", "tCO2e", "tCO2", "kgCO2e", "N2O", "CH4", "SF6", "NF3", "SO2", "NO2", "H2O", "O3",
    "PM2", "PM10", "H2S", "NH3", "O2", "CO2E",
];

/// No code is longer; what is, is read in pieces.
const LONGEST: usize = 64;

/// The code that a word at `at` begins, if digits belong to it.
pub(super) fn read(text: &str, at: usize) -> Option<Found> {
    let rest = &text[at..];
    let letters = look::letters(rest);
    if let Some(len) = standard(rest, letters) {
        return Some(Found::Figure(name::name(text, at, at + len)));
    }
    if let Some(len) = spaced_formula(rest, letters) {
        return Some(Found::Nothing(at + len));
    }
    if let Some(len) = indicator(text, at, letters) {
        return Some(Found::Figure(name::name(text, at, at + len)));
    }
    if letters.len() > LONGEST {
        return None;
    }
    let run = rest.bytes().take(LONGEST).take_while(u8::is_ascii_alphanumeric).count();
    let word = &rest[..run];
    if run == letters.len() {
        let capitals = letters.len() <= 6 && letters.bytes().all(|byte| byte.is_ascii_uppercase());
        let glued = rest[run..]
            .strip_prefix('-')
            .is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()));
        let len = extent(rest, run);
        return (capitals && glued && !is_currency(letters) && letters != "FY")
            .then(|| Found::Figure(name::name(text, at, at + len)));
    }
    if is_currency(letters) {
        return None;
    }
    let footnote = letters.len() >= 3
        && letters[1..].bytes().all(|byte| byte.is_ascii_lowercase())
        && run - letters.len() <= 2
        && word[letters.len()..].bytes().all(|byte| byte.is_ascii_digit());
    if FORMULAS.contains(&word) {
        let fraction = rest[run..].starts_with(".5");
        return Some(Found::Nothing(at + run + if fraction { 2 } else { 0 }));
    }
    if footnote || unit::read(word).is_some_and(|(_, len)| len == run) {
        return Some(Found::Nothing(at + run));
    }
    Some(Found::Figure(name::name(text, at, at + extent(rest, run))))
}

/// `CO 2`, `tCO 2 e`: what is left of a formula that lost its `<sub>`.
fn spaced_formula(rest: &str, letters: &str) -> Option<usize> {
    let element = letters.strip_prefix("kg").or_else(|| letters.strip_prefix('t')).unwrap_or(letters);
    let number = rest[letters.len()..].strip_prefix(' ')?;
    let digit = number.chars().next().filter(char::is_ascii_digit)?;
    let formula = format!("{element}{digit}");
    let known = element != "NO" && FORMULAS.contains(&formula.as_str());
    let ends = !number[1..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '.' || c == ',');
    (known && ends).then_some(letters.len() + 2)
}

fn is_currency(letters: &str) -> bool {
    [
        "INR", "AUD", "CHF", "KRW", "RMB", "HKD", "USD", "CNY", "EUR", "GBP", "JPY", "TWD", "SGD", "MOP",
        "HK", "US", "NT",
    ]
    .contains(&letters)
}

/// Letters and digits joined by `-`, `.`, `_` and `:`, as far as each part has a digit or is short.
fn extent(rest: &str, run: usize) -> usize {
    let mut len = run;
    while let Some(after) = rest[len..].strip_prefix(['-', '.', '_', ':']) {
        let next = after.bytes().take(40).take_while(u8::is_ascii_alphanumeric).count();
        let part = &after[..next];
        let fits = part.bytes().any(|byte| byte.is_ascii_digit()) && part.len() <= 12;
        if !fits || len > 64 {
            break;
        }
        len += 1 + next;
    }
    len
}

/// `ISO 27001`, `ISO/IEC 27001:2022`, `GB/T 22239-2019`, `GRI 305-1`, `DB31/T 1234`.
fn standard(rest: &str, letters: &str) -> Option<usize> {
    if !(2..=6).contains(&letters.len()) || !letters.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    let body = STANDARDS.iter().find(|body| **body == letters)?;
    let mut len = body.len();
    len += rest[len..].bytes().take(2).take_while(u8::is_ascii_digit).count();
    while let Some(after) = rest[len..].strip_prefix(['/', ' ']) {
        let more = look::letters(after);
        if more.is_empty() || more.len() > 4 || !more.bytes().all(|byte| byte.is_ascii_uppercase()) {
            break;
        }
        len += 1 + more.len();
    }
    len += look::gap(&rest[len..]);
    let start = len;
    len += rest[len..].strip_prefix('-').map_or(0, |_| 1);
    loop {
        let digits = rest[len..].bytes().take(8).take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            break;
        }
        len += digits;
        let joint = ["-", ":", ".", ": ", "："].iter().rev().find(|joint| {
            rest[len..]
                .strip_prefix(**joint)
                .is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()))
        });
        match joint {
            Some(joint) => len += joint.len(),
            None => return Some(len + dated(&rest[len..])),
        }
    }
    // `DB31` itself, without anything behind it.
    (start > body.len() && rest[..len].ends_with(|c: char| c.is_ascii_digit())).then_some(len)
}

/// ` : 2021`, the year of a standard written apart.
fn dated(rest: &str) -> usize {
    let Some(year) =
        rest.strip_prefix(" : ").or_else(|| rest.strip_prefix(" :")).or_else(|| rest.strip_prefix(": "))
    else {
        return 0;
    };
    let digits = year.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 4 { rest.len() - year.len() + digits } else { 0 }
}

/// `A 1.2` after KPI, 層面 or Aspect.
fn indicator(text: &str, at: usize, letters: &str) -> Option<usize> {
    if letters.len() != 1 {
        return None;
    }
    let before = look::before(&text[..at]);
    let led = ["KPI", "KPIs", "層面", "层面", "Aspect", "Aspects", "指標", "GRI", "HKEX"]
        .iter()
        .any(|word| look::ends_with(before, word));
    let rest = &text[at + letters.len()..];
    let gap = look::gap(rest);
    if !led || letters.len() != 1 || !letters.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    let digits =
        rest[gap..].bytes().take(8).take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let digits = rest[gap..gap + digits].trim_end_matches('.').len();
    (digits > 0).then_some(letters.len() + gap + digits)
}
