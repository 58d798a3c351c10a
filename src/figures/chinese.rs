//! The value of Chinese numerals: 四十二, 一百二十萬, 壹拾壹億壹仟伍佰萬, 二零二三, 三點五億, 兩三.

use rust_decimal::Decimal;

/// A Chinese numeral read from the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chinese {
    /// Bytes read.
    pub(super) len: usize,
    /// Characters read.
    pub(super) chars: usize,
    pub(super) value: Decimal,
    /// The other end of 兩三 or 三四十.
    pub(super) upper: Option<Decimal>,
    /// What one in the lowest place is worth: 1 for 三十, 10,000 for 一百二十萬.
    pub(super) quantum: Decimal,
    /// Digits in a row without 十 or 百: 二零二三.
    pub(super) positional: bool,
    /// 百, 千萬: no digit before the multiplier.
    pub(super) bare: bool,
    /// Written with 壹貳參 or 拾佰仟.
    pub(super) formal: bool,
}

/// What one character is worth in a numeral.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Digit(i64),
    /// 十 百 千
    Place(i64),
    /// 萬 億 兆
    Myriad(i64),
}

/// Whether a numeral can begin with this character.
pub(super) fn is_numeral(c: char) -> bool {
    part(c).is_some()
}

fn part(c: char) -> Option<Part> {
    Some(match c {
        '零' | '〇' | '○' => Part::Digit(0),
        '一' | '壹' => Part::Digit(1),
        '二' | '兩' | '两' | '貳' | '贰' => Part::Digit(2),
        '三' | '參' | '叁' | '叄' => Part::Digit(3),
        '四' | '肆' => Part::Digit(4),
        '五' | '伍' => Part::Digit(5),
        '六' | '陸' | '陆' => Part::Digit(6),
        '七' | '柒' => Part::Digit(7),
        '八' | '捌' => Part::Digit(8),
        '九' | '玖' => Part::Digit(9),
        '十' | '拾' => Part::Place(10),
        '百' | '佰' => Part::Place(100),
        '千' | '仟' => Part::Place(1_000),
        '萬' | '万' => Part::Myriad(10_000),
        '億' | '亿' => Part::Myriad(100_000_000),
        '兆' => Part::Myriad(1_000_000_000_000),
        _ => return None,
    })
}

fn is_formal(c: char) -> bool {
    "壹貳贰參叁叄肆伍陸陆柒捌玖拾佰仟".contains(c)
}

/// Reads the longest well-formed Chinese numeral that a text begins with.
pub(super) fn read(text: &str) -> Option<Chinese> {
    let digits = text.chars().take(20).take_while(|c| matches!(part(*c), Some(Part::Digit(_)))).count();
    if digits >= 2 {
        return positional(text, digits);
    }
    let mut sum = Sum::default();
    let mut best = None;
    let (mut len, mut chars, mut formal) = (0, 0, false);
    for (at, c) in text.char_indices().take(40) {
        if matches!(c, '點' | '点') && best.is_some() {
            return with_fraction(best?, &text[at + c.len_utf8()..]).or(best);
        }
        let Some(part) = part(c) else { break };
        // 兆瓦 is a megawatt, not a million million of anything.
        if c == '兆' && text[at + c.len_utf8()..].starts_with(['瓦', '焦', '赫', '字']) || !sum.take(part)
        {
            break;
        }
        len += c.len_utf8();
        chars += 1;
        formal |= is_formal(c);
        let bare = matches!(
            super::look::first(text).and_then(self::part),
            Some(Part::Place(11..) | Part::Myriad(_))
        );
        best = Some(Chinese {
            len,
            chars,
            value: Decimal::from(sum.value()),
            upper: None,
            quantum: if bare { Decimal::from(sum.value()) } else { Decimal::from(sum.quantum()) },
            positional: false,
            bare,
            formal,
        });
    }
    best
}

/// 二零二三, or 三四 and 三四十 for "three or four", "thirty or forty".
fn positional(text: &str, digits: usize) -> Option<Chinese> {
    let values = text.chars().take(digits).filter_map(|c| match part(c) {
        Some(Part::Digit(value)) => Some(value),
        _ => None,
    });
    let mut len: usize = text.chars().take(digits).map(char::len_utf8).sum();
    let formal = text.chars().take(digits).any(is_formal);
    let read = |len, chars, value: i64, upper: Option<i64>, quantum| Chinese {
        len,
        chars,
        value: Decimal::from(value),
        upper: upper.map(Decimal::from),
        quantum: Decimal::from(quantum),
        positional: upper.is_none(),
        bare: false,
        formal,
    };
    if digits > 2 {
        let value = values.clone().try_fold(0_i64, |sum, digit| sum.checked_mul(10)?.checked_add(digit));
        return Some(read(len, digits, value?, None, 1));
    }
    let pair: Vec<i64> = values.collect();
    let (low, high) = (*pair.first()?, *pair.get(1)?);
    if high != low + 1 || low == 0 {
        return Some(read(len, digits, low * 10 + high, None, 1));
    }
    let (mut times, mut chars) = (1, digits);
    for c in text[len..].chars().take(2) {
        match part(c) {
            Some(Part::Place(place) | Part::Myriad(place)) => {
                times *= place;
                chars += 1;
                len += c.len_utf8();
            }
            _ => break,
        }
    }
    Some(read(len, chars, low * times, Some(high * times), times))
}

/// 三點五, 一點二億.
fn with_fraction(whole: Chinese, rest: &str) -> Option<Chinese> {
    let (mut mantissa, mut decimals, mut len) = (0_i64, 0, 0);
    for c in rest.chars().take(6) {
        let Some(Part::Digit(digit)) = part(c) else { break };
        mantissa = mantissa * 10 + digit;
        decimals += 1;
        len += c.len_utf8();
    }
    if decimals == 0 {
        return None;
    }
    let mut scale = 1;
    let mut chars = whole.chars + 1 + usize::try_from(decimals).ok()?;
    for c in rest[len..].chars().take(2) {
        let Some(Part::Place(times) | Part::Myriad(times)) = part(c) else { break };
        scale *= times;
        len += c.len_utf8();
        chars += 1;
    }
    let scale = Decimal::from(scale);
    let value = whole.value.checked_add(Decimal::new(mantissa, decimals))?.checked_mul(scale)?;
    let quantum = Decimal::new(1, decimals).checked_mul(scale)?;
    Some(Chinese { len: whole.len + '點'.len_utf8() + len, chars, value, quantum, ..whole })
}

/// A numeral as it grows from left to right.
#[derive(Debug, Clone, Copy)]
struct Sum {
    /// Closed by 億 and 萬.
    total: i64,
    /// Below 萬, closed by 千 百 十.
    section: i64,
    digit: Option<i64>,
    /// The place that the last 十 百 千 stood in; what follows must be lower.
    place: i64,
    /// The myriad that was last closed; what follows must be lower.
    myriad: i64,
    /// What one in the lowest place is worth.
    lowest: i64,
    after_zero: bool,
}

impl Default for Sum {
    fn default() -> Self {
        Sum {
            total: 0,
            section: 0,
            digit: None,
            place: i64::MAX,
            myriad: i64::MAX,
            lowest: 1,
            after_zero: false,
        }
    }
}

impl Sum {
    fn value(&self) -> i64 {
        let last = self.digit.unwrap_or(0).saturating_mul(self.last_place());
        self.total.saturating_add(self.section).saturating_add(last)
    }

    /// The place of a digit that ends the numeral: 三百五 is 350, 三萬五 is 35,000, 三百零五 is 305.
    fn last_place(&self) -> i64 {
        match (self.after_zero, self.place, self.myriad) {
            (true, ..) | (false, i64::MAX, i64::MAX) => 1,
            (false, i64::MAX, myriad) => myriad / 10,
            (false, place, _) => place / 10,
        }
    }

    fn quantum(&self) -> i64 {
        if self.digit.is_some() { self.last_place() } else { self.lowest }
    }

    /// Takes one more character; `false` if it cannot follow.
    fn take(&mut self, part: Part) -> bool {
        match part {
            Part::Digit(0) if self.digit.is_none() => {
                let first = self.value() == 0 && self.place == i64::MAX;
                self.after_zero = true;
                if first {
                    self.digit = Some(0);
                }
                true
            }
            Part::Digit(digit) => {
                let free = self.digit.is_none();
                self.digit = self.digit.or(Some(digit));
                self.lowest = 1;
                free
            }
            Part::Place(place) => {
                if place >= self.place || self.digit == Some(0) {
                    return false;
                }
                self.section += self.digit.take().unwrap_or(1) * place;
                self.place = place;
                self.lowest = 1;
                self.after_zero = false;
                true
            }
            Part::Myriad(myriad) => self.close(myriad),
        }
    }

    fn close(&mut self, myriad: i64) -> bool {
        let below = self.section + self.digit.take().unwrap_or(0);
        let section = if below == 0 && self.total == 0 { 1 } else { below };
        let closed = if myriad > self.myriad { self.total.checked_add(section) } else { Some(section) };
        let Some(worth) = closed.and_then(|closed| closed.checked_mul(myriad)) else { return false };
        if myriad == self.myriad || (below == 0 && myriad < self.myriad && self.total > 0) {
            return false;
        }
        self.total = if myriad > self.myriad { worth } else { self.total.saturating_add(worth) };
        (self.section, self.place, self.myriad) = (0, i64::MAX, myriad);
        self.lowest = if self.lowest > 1 { self.lowest.saturating_mul(myriad) } else { myriad };
        self.after_zero = false;
        true
    }
}
