//! The value of digits: `1,234.5`, `１２３４`, `1，289.207`, `1 234`, and of Chinese numerals: 一百二十萬, 壹拾壹億, 二零二三.

use rust_decimal::Decimal;

/// More digits than any amount has; what goes on longer is cut here, so that reading stays linear.
const MOST_DIGITS: usize = 40;

/// Digits read from the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arabic {
    /// Bytes read.
    pub len: usize,
    pub value: Decimal,
    /// Digits shown after the point.
    pub decimals: u32,
    /// How many digits there are before the point.
    pub whole_digits: usize,
    /// There are separators between the digits.
    pub grouped: bool,
    /// The separators stand in the wrong places (`3,18.05`) or a zero leads (`07`).
    pub malformed: bool,
}

impl Arabic {
    /// One unit of the last shown digit.
    #[must_use]
    pub fn quantum(&self) -> Decimal {
        Decimal::new(1, self.decimals)
    }
}

/// The value of an ASCII or full-width digit.
#[must_use]
pub fn digit(c: char) -> Option<u8> {
    let offset = match c {
        '0'..='9' => u32::from(c) - u32::from('0'),
        '０'..='９' => u32::from(c) - u32::from('０'),
        _ => return None,
    };
    u8::try_from(offset).ok()
}

/// Reads the Arabic numeral that a text begins with. More digits than a `Decimal` holds are no numeral.
#[must_use]
pub fn arabic(text: &str) -> Option<Arabic> {
    let mut digits = Digits::default();
    let whole = run(text, &mut digits);
    if whole == 0 {
        return None;
    }
    let leading_zero = whole > 1 && text.starts_with(['0', '０']);
    let mut len = whole;
    let mut groups = Groups { first: digits.count, ..Groups::default() };
    while let Some((separator, width)) = separator(&text[len..]) {
        let before = digits;
        let group = run(&text[len + width..], &mut digits);
        let size = digits.count - before.count;
        if group == 0
            || digits.count > MOST_DIGITS
            || !groups.takes(separator, size, &text[len + width + group..])
        {
            digits = before;
            break;
        }
        groups.add(separator, size);
        len += width + group;
    }
    let whole_digits = digits.count;
    let point = point(&text[len..]);
    if let Some(width) = point {
        let fraction = run(&text[len + width..], &mut digits);
        if fraction > 0 {
            len += width + fraction;
        }
    }
    let decimals = u32::try_from(digits.count - whole_digits).ok()?;
    let value = digits.value(decimals)?;
    let malformed = groups.malformed || (leading_zero && whole_digits > 1);
    Some(Arabic { len, value, decimals, whole_digits, grouped: groups.count > 0, malformed })
}

/// Digits gathered so far.
#[derive(Debug, Clone, Copy, Default)]
struct Digits {
    mantissa: i128,
    count: usize,
    overflow: bool,
}

impl Digits {
    fn push(&mut self, digit: u8) {
        self.count += 1;
        match self.mantissa.checked_mul(10).and_then(|mantissa| mantissa.checked_add(i128::from(digit))) {
            Some(mantissa) => self.mantissa = mantissa,
            None => self.overflow = true,
        }
    }

    fn value(&self, decimals: u32) -> Option<Decimal> {
        if self.overflow {
            return None;
        }
        Decimal::try_from_i128_with_scale(self.mantissa, decimals).ok()
    }
}

/// The groups that separators make of the digits before the point.
#[derive(Debug, Clone, Copy, Default)]
struct Groups {
    first: usize,
    count: usize,
    separator: Option<char>,
    malformed: bool,
}

impl Groups {
    /// Whether a further group belongs to the number. A comma may stand wrongly if a point follows the digits
    /// (`3,18.05`): no list of numbers looks like that. Spaces must stand rightly.
    fn takes(&self, separator: char, size: usize, rest: &str) -> bool {
        let well_formed = size == 3 && self.first <= 3 && self.separator.is_none_or(|seen| seen == separator);
        if well_formed && !self.malformed {
            return true;
        }
        separator == ','
            && self.separator.is_none_or(|seen| seen == ',')
            && size <= 4
            && starts_fraction(rest)
    }

    fn add(&mut self, separator: char, size: usize) {
        self.malformed |= size != 3 || self.first > 3;
        self.count += 1;
        self.separator = Some(separator);
    }
}

fn starts_fraction(rest: &str) -> bool {
    let after = point(rest).map(|width| &rest[width..]);
    after.and_then(|after| after.chars().next()).and_then(digit).is_some()
}

/// A thousands separator, as one of `,` and ` `, with its bytes.
fn separator(text: &str) -> Option<(char, usize)> {
    let c = text.chars().next()?;
    let kind = match c {
        ',' | '，' => ',',
        ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' => ' ',
        _ => return None,
    };
    Some((kind, c.len_utf8()))
}

fn point(text: &str) -> Option<usize> {
    text.chars().next().filter(|c| matches!(c, '.' | '．')).map(char::len_utf8)
}

/// Reads neighbouring digits; returns their bytes.
fn run(text: &str, digits: &mut Digits) -> usize {
    let mut len = 0;
    for c in text.chars() {
        let Some(digit) = digit(c) else { break };
        digits.push(digit);
        len += c.len_utf8();
    }
    len
}
