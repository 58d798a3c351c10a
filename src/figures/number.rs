//! A number written in digits, with all that belongs to its magnitude: sign, scale word, power of ten, percent sign,
//! `+`, 多, and the other end of a range.

use rust_decimal::Decimal;

use super::around::Magnitude;
use super::{Qualifier, date, look, numeral, scale};

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
    scale::power(text, &mut magnitude);
    let close = |magnitude: &mut Magnitude| {
        let closes = bracket.is_some() && text[magnitude.end..].starts_with(')');
        magnitude.end += usize::from(closes);
    };
    close(&mut magnitude);
    let grown = scale::scaled(text, &mut magnitude);
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
    const SIGNS: &[&str] = &["HK$", "US$", "RMB", "NT$", "$", "¥", "€", "£"];
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
    let other_grown = scale::scaled(text, &mut other);
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
