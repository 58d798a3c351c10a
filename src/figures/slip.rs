//! The slips of a hand or a keyboard that turn one printed number into another.

use rust_decimal::Decimal;

use super::lex::lex;

/// How one printed number could have become the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slip {
    /// 億 on one side and billion on the other, with the same digits before them.
    YiForBillion,
    /// 萬 on one side and million or thousand on the other, with the same digits before them.
    WanForMillion,
    /// The same digits, ten, a hundred, a thousand … times as large: the power of ten.
    PowerOfTen(u32),
    /// Two neighbouring digits changed places.
    Swapped,
    /// One digit differs.
    Changed,
    /// A digit was left out on one side (or put in on the other).
    Dropped,
    /// A digit stands twice where it should stand once.
    Doubled,
}

/// The slip between two printed numbers; `None` if they are equal or differ by more than one slip.
///
/// It says nothing about how far apart they are: every difference in the last digit is a slip too.
#[must_use]
pub fn slip(printed_a: &str, printed_b: &str) -> Option<Slip> {
    let (a, b) = (digits(printed_a), digits(printed_b));
    if let Some(slip) = scale_slip(printed_a, printed_b, &a, &b) {
        return Some(slip);
    }
    if a.len() == b.len() {
        return same_length(&a, &b);
    }
    let (long, short) = if a.len() > b.len() { (&a, &b) } else { (&b, &a) };
    one_more(long, short)
}

/// What one slip makes of a number, in order: a digit changed, two neighbours swapped, one left out or put in, the point
/// moved.
#[must_use]
pub fn slips(value: Decimal) -> Vec<Decimal> {
    let (printed, scale) = (value.mantissa().unsigned_abs(), value.scale());
    // A number below one is printed with the nought before its point.
    let count = printed.checked_ilog10().map_or(1, |log| log + 1).max(scale + 1);
    // All are kept in units of the last place that the smallest can have, so that they compare as whole numbers.
    let finest = scale + 3;
    let mut found: Vec<i128> = Vec::with_capacity(22 * (count as usize + 1));
    let mut add = |mantissa: u128, scale: u32| {
        let scaled =
            mantissa.checked_mul(power(finest - scale)).and_then(|scaled| i128::try_from(scaled).ok());
        found.extend(scaled.map(|scaled| if value.is_sign_negative() { -scaled } else { scaled }));
    };
    // `at` counts from the last digit.
    for at in 0..count {
        let (here, above) = (power(at), power(at + 1));
        let (digit, tail, head) = (printed / here % 10, printed % here, printed / above);
        // A digit behind the point that comes or goes moves those behind it; one that comes right before the point does not.
        let behind = at < scale;
        for other in 0..10 {
            let inserted = ((head * 10 + other) * 10 + digit) * here + tail;
            add(head * above + other * here + tail, scale);
            add(inserted, scale + u32::from(behind));
            if at + 1 == scale {
                add(inserted, scale);
            }
        }
        if count > 1 {
            add(head * here + tail, scale - u32::from(behind));
        }
        if at + 1 < count {
            let (next, head) = (head % 10, head / 10);
            add(((head * 10 + digit) * 10 + next) * here + tail, scale);
        }
    }
    for digit in 0..10 {
        add(printed * 10 + digit, scale + u32::from(scale > 0));
    }
    for places in 1..=3 {
        add(printed * power(places), scale);
        add(printed, scale + places);
    }
    let own = value.mantissa().saturating_mul(1000);
    found.retain(|slip| *slip != own);
    found.sort_unstable();
    found.dedup();
    found.into_iter().filter_map(|slip| Decimal::try_from_i128_with_scale(slip, finest).ok()).collect()
}

/// A power of ten; a mantissa has at most 29 digits, so that what is reckoned with them has room in 128 bits.
fn power(exponent: u32) -> u128 {
    10_u128.checked_pow(exponent).unwrap_or(u128::MAX)
}

/// How many digits a value shows, zeros at either end not counted: round amounts come to one another by chance.
#[must_use]
pub fn shown_digits(value: Decimal) -> usize {
    let mut digits = value.normalize().mantissa().unsigned_abs();
    while digits != 0 && digits.is_multiple_of(10) {
        digits /= 10;
    }
    digits.checked_ilog10().map_or(0, |log| log as usize + 1)
}

fn scale_slip(printed_a: &str, printed_b: &str, a: &[u8], b: &[u8]) -> Option<Slip> {
    let (small, large) = {
        let (x, y) = (value(printed_a)?, value(printed_b)?);
        if x <= y { (x, y) } else { (y, x) }
    };
    if small.is_zero() || small == large {
        return None;
    }
    let words = |chinese: [&str; 2], english: [&str; 2]| {
        let has = |text: &str, words: [&str; 2]| words.iter().any(|word| text.to_lowercase().contains(word));
        has(printed_a, chinese) && has(printed_b, english)
            || has(printed_b, chinese) && has(printed_a, english)
    };
    let power = (1..=6).find(|&power| small.checked_mul(Decimal::from(10_u64.pow(power))) == Some(large))?;
    if trimmed(a) == trimmed(b) && words(["億", "亿"], ["billion", "bn"]) {
        return Some(Slip::YiForBillion);
    }
    if trimmed(a) == trimmed(b) && words(["萬", "万"], ["million", "thousand"]) {
        return Some(Slip::WanForMillion);
    }
    Some(Slip::PowerOfTen(power))
}

fn same_length(a: &[u8], b: &[u8]) -> Option<Slip> {
    let differing: Vec<usize> = (0..a.len()).filter(|&i| a[i] != b[i]).collect();
    match differing[..] {
        [_] => Some(Slip::Changed),
        [i, j] if j == i + 1 && a[i] == b[j] && a[j] == b[i] => Some(Slip::Swapped),
        _ => None,
    }
}

fn one_more(long: &[u8], short: &[u8]) -> Option<Slip> {
    if long.len() != short.len() + 1 || short.is_empty() {
        return None;
    }
    let same = long.iter().zip(short).take_while(|(a, b)| a == b).count();
    if long[same + 1..] != short[same..] {
        return None;
    }
    let doubled = same > 0 && long[same] == long[same - 1];
    Some(if doubled { Slip::Doubled } else { Slip::Dropped })
}

fn digits(printed: &str) -> Vec<u8> {
    printed.chars().filter_map(super::numeral::digit).collect()
}

/// Without zeros at either end, so that 0.45 and 4.5 have the same digits.
fn trimmed(digits: &[u8]) -> &[u8] {
    let start = digits.iter().position(|&d| d != 0).unwrap_or(digits.len());
    let end = digits.iter().rposition(|&d| d != 0).map_or(start, |last| last + 1);
    &digits[start..end]
}

fn value(printed: &str) -> Option<Decimal> {
    lex(printed).into_iter().next().map(|figure| figure.as_plain_number().value.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_slip_is_known_as_one() {
        for printed in ["4,298.56", "17.4", "380", "-6,508", "0.85"] {
            let value: Decimal = printed.replace(',', "").parse().expect("a number");
            for other in slips(value) {
                let other = other.normalize();
                assert!(slip(&value.to_string(), &other.to_string()).is_some(), "{value} {other}");
            }
        }
    }

    #[test]
    fn a_dropped_digit_is_put_back() {
        for printed in ["56.60", "5481.20", "36.10", "380", "17.45"] {
            let value: Decimal = printed.parse().expect("a number");
            for at in (0..printed.len()).filter(|at| &printed[*at..=*at] != ".") {
                let mut short = printed.to_owned();
                short.remove(at);
                let dropped: Decimal = short.parse().expect("a number");
                assert!(dropped == value || slips(dropped).contains(&value), "{printed} {short}");
            }
        }
    }

    #[test]
    fn each_kind_of_slip_is_there() {
        let value = Decimal::new(190_233, 0);
        for other in [910_233, 190_234, 19_023, 1_190_233, 1_902_330] {
            assert!(slips(value).contains(&Decimal::from(other)), "{other}");
        }
    }
}
