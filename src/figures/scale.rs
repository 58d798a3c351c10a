//! What multiplies the digits before it: 萬, million, a glued `m`, a power of ten.

use rust_decimal::Decimal;

use super::around::Magnitude;
use super::{look, numeral};

/// Words that multiply the digits before them. Those in Chinese may not run on into a unit (千瓦, 百分點).
const SCALES: &[(&str, i64)] = &[
    ("萬億", 1_000_000_000_000),
    ("万亿", 1_000_000_000_000),
    ("千億", 100_000_000_000),
    ("千亿", 100_000_000_000),
    ("百億", 10_000_000_000),
    ("百亿", 10_000_000_000),
    ("十億", 1_000_000_000),
    ("十亿", 1_000_000_000),
    ("億", 100_000_000),
    ("亿", 100_000_000),
    ("千萬", 10_000_000),
    ("千万", 10_000_000),
    ("百萬", 1_000_000),
    ("百万", 1_000_000),
    ("十萬", 100_000),
    ("十万", 100_000),
    ("萬", 10_000),
    ("万", 10_000),
    ("兆", 1_000_000_000_000),
    ("千", 1_000),
    ("百", 100),
    ("hundred million", 100_000_000),
    ("million", 1_000_000),
    ("mn", 1_000_000),
    ("billion", 1_000_000_000),
    ("bn", 1_000_000_000),
    ("trillion", 1_000_000_000_000),
    ("tn", 1_000_000_000_000),
    ("thousand", 1_000),
    ("hundred", 100),
];

/// Letters glued to the digits of an amount of money: US$3.5m, £2B; `k` after any digits.
const GLUED: &[(&str, i64)] = &[
    ("m", 1_000_000),
    ("M", 1_000_000),
    ("b", 1_000_000_000),
    ("B", 1_000_000_000),
    ("k", 1_000),
    ("K", 1_000),
];

/// `1e4`, `10 × 10³`, `2x10^6`.
pub(super) fn power(text: &str, magnitude: &mut Magnitude) {
    let rest = &text[magnitude.end..];
    let read = exponent_letter(rest).or_else(|| times_ten(rest));
    let Some((exponent, len)) = read else { return };
    let factor = power_of_ten(exponent);
    if let (Some(value), Some(quantum)) = (
        factor.and_then(|factor| magnitude.value.checked_mul(factor)),
        factor.and_then(|factor| magnitude.quantum.checked_mul(factor)),
    ) {
        (magnitude.value, magnitude.quantum) = (value, quantum);
        magnitude.end += len;
    }
}

fn power_of_ten(exponent: i32) -> Option<Decimal> {
    match exponent {
        0..=18 => Some(Decimal::from(10_i64.pow(exponent.unsigned_abs()))),
        -18..0 => Some(Decimal::new(1, exponent.unsigned_abs())),
        _ => None,
    }
}

fn exponent_letter(rest: &str) -> Option<(i32, usize)> {
    let inner = rest.strip_prefix(['e', 'E'])?;
    let (negative, inner_len) = match inner.as_bytes().first()? {
        b'-' => (true, 1),
        b'+' => (false, 1),
        _ => (false, 0),
    };
    let digits = inner[inner_len..].bytes().take(3).take_while(u8::is_ascii_digit).count();
    let after = inner_len + digits;
    let exponent: i32 = inner.get(inner_len..after)?.parse().ok()?;
    let ends = !inner[after..].starts_with(|c: char| c.is_ascii_alphanumeric());
    (digits < 3 && ends).then_some((if negative { -exponent } else { exponent }, 1 + after))
}

fn times_ten(rest: &str) -> Option<(i32, usize)> {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let mut len = look::gap(rest);
    len += ["×", "x", "X", "*"].iter().find(|times| rest[len..].starts_with(**times))?.len();
    len += look::gap(&rest[len..]);
    len += rest[len..].starts_with("10").then_some(2)?;
    if let Some(inner) = rest[len..].strip_prefix("<sup>") {
        let close = look::head(inner, 8).find("</sup>")?;
        return Some((
            inner[..close].trim().replace('−', "-").parse().ok()?,
            len + "<sup></sup>".len() + close,
        ));
    }
    if let Some(inner) = rest[len..].strip_prefix('^') {
        let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
        return Some((inner[..digits].parse().ok()?, len + 1 + digits));
    }
    let (mut exponent, mut seen) = (0, false);
    for c in rest[len..].chars().take(2) {
        let Some(digit) = RAISED.iter().position(|raised| *raised == c) else { break };
        exponent = exponent * 10 + i32::try_from(digit).ok()?;
        seen = true;
        len += c.len_utf8();
    }
    seen.then_some((exponent, len))
}

/// Multiplies by the scale word that follows, and adds what follows that: 1億2,000萬. Says whether there was one.
pub(super) fn scaled(text: &str, magnitude: &mut Magnitude) -> bool {
    let money = text[..magnitude.start].trim_end().ends_with(['$', '￥', '¥', '€', '£', '＄'])
        || code_before(&text[..magnitude.start]);
    let Some((scale, len)) = scale(&text[magnitude.end..], money) else { return false };
    let Some((value, quantum)) = times(magnitude, scale) else { return false };
    (magnitude.value, magnitude.quantum) = (value, quantum);
    magnitude.end += len;
    let lower = numeral::arabic(&text[magnitude.end..]).and_then(|read| {
        let end = magnitude.end + read.len;
        let (lower, taken) = scale_word(&text[end..]).filter(|(lower, _)| *lower < scale)?;
        let value = read.value.checked_mul(Decimal::from(lower))?.checked_add(magnitude.value)?;
        Some((value, Decimal::from(lower), end + taken))
    });
    if let Some((value, quantum, end)) = lower {
        (magnitude.value, magnitude.quantum, magnitude.end) = (value, quantum, end);
    }
    true
}

fn code_before(head: &str) -> bool {
    ["RMB", "HKD", "USD", "CNY", "EUR", "GBP"].iter().any(|code| look::ends_with(head.trim_end(), code))
}

fn times(magnitude: &Magnitude, scale: i64) -> Option<(Decimal, Decimal)> {
    let scale = Decimal::from(scale);
    Some((magnitude.value.checked_mul(scale)?, magnitude.quantum.checked_mul(scale)?))
}

/// A scale after a gap, or a letter glued to the digits, or 多萬.
fn scale(rest: &str, money: bool) -> Option<(i64, usize)> {
    let more = if rest.starts_with(['多', '餘', '余']) {
        rest.chars().next().map_or(0, char::len_utf8)
    } else {
        0
    };
    if let Some((scale, len)) = scale_word(&rest[more..]) {
        return Some((scale, more + len));
    }
    let (letter, scale) = GLUED.iter().find(|(letter, _)| rest.starts_with(letter))?;
    let ends = !rest[letter.len()..].starts_with(|c: char| c.is_ascii_alphanumeric());
    (ends && (money || letter.eq_ignore_ascii_case("k"))).then_some((*scale, letter.len()))
}

fn scale_word(rest: &str) -> Option<(i64, usize)> {
    let gap = look::gap(rest);
    let first = rest[gap..].chars().next()?;
    if !(look::is_han(first) || first.is_ascii_alphabetic()) {
        return None;
    }
    let (word, scale) = SCALES.iter().find(|(word, _)| look::starts_with(&rest[gap..], word).is_some())?;
    let after = &rest[gap + word.len()..];
    let runs_on = match *word {
        "千" => {
            after.starts_with(['瓦', '克', '米', '卡', '帕', '焦', '個', '个', '伏', '赫', '字', '千', '分'])
                || gap > 0 && after.is_empty()
        }
        "百" => after.starts_with(['分', '貨', '货', '帕', '度', '家']),
        "兆" => after.starts_with(['瓦', '焦', '赫', '字']),
        "萬" | "万" => after.starts_with(['一', '科', '物', '事', '象', '里']),
        _ => false,
    };
    (!runs_on).then_some((*scale, gap + word.len()))
}
