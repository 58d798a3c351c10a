//! A number written in digits, with all that belongs to its magnitude: sign, scale word, power of ten, percent sign,
//! `+`, 多, and the other end of a range.

use rust_decimal::Decimal;

use super::around::Magnitude;
use super::{Qualifier, date, look, numeral};

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

/// Reads the magnitude whose first digit stands at `at`.
pub(super) fn read(text: &str, at: usize) -> Option<Magnitude> {
    let digits = numeral::arabic(&text[at..])?;
    let bracket = accounting_bracket(text, at);
    let start = bracket.unwrap_or_else(|| sign_start(text, at));
    let negative = start < at && !text[start..].starts_with(['+', '＋']);
    let mut magnitude = Magnitude {
        start,
        end: at + digits.len,
        value: digits.value,
        upper: None,
        quantum: digits.quantum(),
        percent: false,
        qualifier: Qualifier::Exact,
    };
    power(text, &mut magnitude);
    let close = |magnitude: &mut Magnitude| {
        let closes = bracket.is_some() && text[magnitude.end..].starts_with(')');
        magnitude.end += usize::from(closes);
    };
    close(&mut magnitude);
    let grown = scaled(text, &mut magnitude);
    if !text[..magnitude.end].ends_with(')') {
        close(&mut magnitude);
    }
    percent(text, &mut magnitude);
    if negative {
        magnitude.value = -magnitude.value;
    } else if !(digits.grouped && digits.malformed) {
        range(text, &mut magnitude, grown);
    }
    more(text, &mut magnitude);
    Some(magnitude)
}

/// Where the bracket stands that makes `$(9.8) million` negative.
fn accounting_bracket(text: &str, at: usize) -> Option<usize> {
    let head = text[..at].strip_suffix('(')?;
    let closes = look::head(&text[at..], 24)
        .find(')')
        .is_some_and(|close| !text[at..at + close].contains([' ', '-', '–']));
    (closes && head.ends_with(['$', '¥', '￥', '€', '£', '＄'])).then_some(head.len())
}

/// Where the sign of the number at `at` starts; `at` if it has none.
fn sign_start(text: &str, at: usize) -> usize {
    let head = &text[..at];
    let Some(sign) = look::last(head) else { return at };
    let start = at - sign.len_utf8();
    let prior = look::last(&text[..start]);
    let open = prior.is_none_or(|c| c.is_whitespace() || "(（[|:：,，;；、$＄¥￥€£>*\"“「".contains(c));
    let han = prior.is_some_and(look::is_han);
    let is_sign = match sign {
        '−' | '△' | '▲' => open || han,
        '-' | '－' | '–' | '+' | '＋' => {
            open && !follows_number(&text[..start]) || han && decimal_follows(&text[at..])
        }
        _ => false,
    };
    if is_sign { start } else { at }
}

/// `10 -20`: the dash is not a sign when a number stands before the space.
fn follows_number(head: &str) -> bool {
    let before = look::before(head);
    before.len() < head.len() && look::last(before).is_some_and(|c| numeral::digit(c).is_some() || c == '%')
}

fn decimal_follows(rest: &str) -> bool {
    numeral::arabic(rest).is_some_and(|read| read.decimals > 0 || rest[read.len..].starts_with(['%', '％']))
}

/// `1e4`, `10 × 10³`, `2x10^6`.
fn power(text: &str, magnitude: &mut Magnitude) {
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
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
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
fn scaled(text: &str, magnitude: &mut Magnitude) -> bool {
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

/// `%`, `％`, `percent`, `‰`, 成.
fn percent(text: &str, magnitude: &mut Magnitude) {
    let rest = &text[magnitude.end..];
    let Some((word, len)) = look::any_after(rest, &["%", "％", "percent", "per cent", "‰", "成"]) else {
        return;
    };
    // "percentage points" are a unit of their own, and 成 begins many other words.
    if word == "成" && (len > word.len() || !is_tenths(&rest[len..]))
        || look::any_after(&rest[len..], &["點", "points", "point"]).is_some()
    {
        return;
    }
    let factor = match word {
        "‰" => Decimal::new(1, 1),
        "成" => Decimal::TEN,
        _ => Decimal::ONE,
    };
    magnitude.value = magnitude.value.checked_mul(factor).unwrap_or(magnitude.value);
    magnitude.quantum = magnitude.quantum.checked_mul(factor).unwrap_or(magnitude.quantum);
    magnitude.percent = true;
    magnitude.end += len;
}

/// Whether a 成 with this behind it means tenths.
pub(super) fn is_tenths(after: &str) -> bool {
    !after.starts_with(|c: char| "為为功本果立員员長长就績绩效熟交分都品份型人不語语家因".contains(c))
}

/// `20-30`, `20%–30%`, `3 至 5`, `30 to 40 million`: the second end must be the larger one.
fn range(text: &str, magnitude: &mut Magnitude, grown: bool) {
    const JOINTS: &[&str] = &["-", "–", "—", "~", "～", "至", "到", "to"];
    let rest = &text[magnitude.end..];
    let Some((joint, len)) = look::any_after(rest, JOINTS) else { return };
    let worded = matches!(joint, "to" | "到" | "至");
    let year =
        numeral::arabic(&text[magnitude.start..magnitude.end]).and_then(|read| date::year_value(&read));
    if worded && year.is_some() && !grown {
        return;
    }
    let mut start = magnitude.end + len + look::gap(&rest[len..]);
    // $2.3 to $2.9 million: the currency stands twice.
    const SIGNS: &[&str] = &["HK$", "US$", "RMB", "NT$", "$", "¥", "€", "£"];
    if let Some(sign) = SIGNS.iter().find(|sign| text[start..].starts_with(**sign)) {
        let same = text[..magnitude.start].trim_end().ends_with(*sign);
        start += if same { sign.len() } else { 0 };
    }
    let Some(read) = numeral::arabic(&text[start..]) else { return };
    if worded {
        let head = look::before(&text[..magnitude.start]);
        // "rose from 10 to 20" says two numbers.
        if ["from", "由", "從", "从", "自"].iter().any(|word| look::ends_with(head, word)) {
            return;
        }
    }
    let mut other = Magnitude {
        start,
        end: start + read.len,
        value: read.value,
        upper: None,
        quantum: read.quantum(),
        ..*magnitude
    };
    let other_grown = scaled(text, &mut other);
    other.percent = false;
    percent(text, &mut other);
    let mut low = magnitude.value;
    if other_grown && !grown {
        let Some(value) = other.value.checked_div(read.value).and_then(|scale| low.checked_mul(scale)) else {
            return;
        };
        low = value;
    }
    let continues = text[other.end..].starts_with('-') && numeral::arabic(&text[other.end + 1..]).is_some();
    if low >= other.value || continues || (magnitude.percent && !other.percent) {
        return;
    }
    (magnitude.value, magnitude.upper, magnitude.end) = (low, Some(other.value), other.end);
    (magnitude.quantum, magnitude.percent) = (
        if other_grown && !grown { other.quantum } else { other.quantum.min(magnitude.quantum) },
        other.percent,
    );
}

/// `+` or 多 or 餘 right behind the number.
pub(super) fn more(text: &str, magnitude: &mut Magnitude) {
    let rest = &text[magnitude.end..];
    let inside = text[magnitude.start..magnitude.end].contains(['多', '餘', '余']);
    let Some(mark) = look::first(rest).filter(|c| "+＋多餘余幾几".contains(*c)) else {
        if inside {
            magnitude.qualifier = Qualifier::Over;
        }
        return;
    };
    let after = &rest[mark.len_utf8()..];
    let other = match mark {
        '+' | '＋' => after.starts_with(|c| numeral::digit(c).is_some()),
        '多' => ["元化", "元、", "元的", "樣", "样", "媒", "維", "维", "數", "数", "方", "端"]
            .iter()
            .any(|word| after.starts_with(word)),
        _ => after.starts_with(['額', '额', '下', '量', '熱', '热']),
    };
    if !other {
        magnitude.qualifier = Qualifier::Over;
        magnitude.end += mark.len_utf8();
    }
}
