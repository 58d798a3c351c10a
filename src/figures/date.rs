//! Dates and periods: 2023年5月8日, 31 December 2023, 二零二三年, 民國112年, 2023-05, FY2023, 2022/23, 2021 to 2023.

use rust_decimal::Decimal;

use super::{Figure, Kind, Qualifier, chinese, look, month, numeral};

/// A day, month or year; zero for a part that is not stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Date {
    pub(super) year: u32,
    pub(super) month: u32,
    pub(super) day: u32,
}

/// A date read from the start of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Read {
    pub(super) date: Date,
    /// The end of 2022/23.
    pub(super) upper: Option<Date>,
    pub(super) len: usize,
    /// Four digits and nothing that says they are a year.
    pub(super) bare: bool,
    /// 財年, FY: a period, whatever its length.
    pub(super) fiscal: bool,
}

/// A date or period, and the date that ends the stretch it begins: `1月1日至12月31日` is two dates of one year.
pub(super) struct Found {
    pub(super) figure: Figure,
    pub(super) end: Option<Figure>,
}

/// Reads the date or period that starts at `at`. A bare year is one only in `2021–2023`.
pub(super) fn read(text: &str, at: usize) -> Option<Found> {
    let mut first = single(&text[at..])?;
    if let Some(last) = joined(&text[at..], &first) {
        let (mut from, mut to) = (first.date, last.read.date);
        (to.year, from.year) = (filled(to.year, from.year), filled(from.year, to.year));
        let years_only = from.month == 0 && to.month == 0;
        if years_only && last.tight && from < to {
            let len = last.start + last.read.len;
            return Some(Found { figure: figure(text, at, len, from, Some(to), true), end: None });
        }
        if !first.bare && from <= to {
            first.date = from;
            let end = figure(text, at + last.start, last.read.len, to, None, false);
            return Some(Found { figure: figure(text, at, first.len, from, None, false), end: Some(end) });
        }
    }
    if first.bare {
        return None;
    }
    Some(Found { figure: figure(text, at, first.len, first.date, first.upper, first.fiscal), end: None })
}

/// A number read elsewhere is a year if it looks like one.
pub(super) fn year_value(read: &numeral::Arabic) -> Option<Decimal> {
    let plain = !read.grouped && read.decimals == 0 && read.whole_digits == 4;
    let year = u32::try_from(read.value.trunc()).ok()?;
    (plain && (1900..2100).contains(&year)).then(|| Decimal::from(year * 10_000))
}

fn figure(text: &str, at: usize, len: usize, from: Date, to: Option<Date>, period: bool) -> Figure {
    Figure {
        range: at..at + len,
        printed: text[at..at + len].to_owned(),
        kind: if period || to.is_some() { Kind::Period } else { Kind::Date },
        value: from.value(),
        upper: to.map(Date::value),
        quantum: Decimal::ONE,
        qualifier: Qualifier::Exact,
        unit: None,
    }
}

impl Date {
    fn value(self) -> Decimal {
        Decimal::from(self.year * 10_000 + self.month * 100 + self.day)
    }
}

fn filled(year: u32, other: u32) -> u32 {
    if year == 0 { other } else { year }
}

/// The date that ends a stretch.
struct Last {
    read: Read,
    /// Where it starts, from the start of the first.
    start: usize,
    /// Joined by a dash, not by a word.
    tight: bool,
}

/// The second date of `from – to`.
fn joined(rest: &str, first: &Read) -> Option<Last> {
    const JOINTS: &[&str] = &["-", "–", "—", "~", "～", "至", "到", "to", "until", "through"];
    if first.upper.is_some() {
        return None;
    }
    let (joint, taken) = look::any_after(&rest[first.len..], JOINTS)?;
    let mut start = first.len + taken;
    start += look::gap(&rest[start..]);
    let read = single(&rest[start..])?;
    let plausible = read.upper.is_none() && (!read.bare || (1900..2100).contains(&read.date.year));
    plausible.then_some(Last { read, start, tight: matches!(joint, "-" | "–" | "—" | "~" | "～") })
}

fn single(rest: &str) -> Option<Read> {
    let c = look::first(rest)?;
    if c.is_ascii_alphabetic() {
        return fiscal_word(rest).or_else(|| month::month_first(rest));
    }
    if rest.starts_with("民國") || rest.starts_with("民国") {
        return republic(rest);
    }
    let (number, len, positional) = whole(rest)?;
    if let Some(read) = chinese_date(rest, number, len, positional) {
        return Some(read);
    }
    numeral::digit(c)?;
    digits_only(rest, number, len).or_else(|| month::day_first(rest, number, len))
}

/// A short whole number in digits or Chinese: its value, its bytes, and whether it may be a year.
pub(super) fn whole(rest: &str) -> Option<(u32, usize, bool)> {
    let digits = rest.chars().take(5).take_while(|c| numeral::digit(*c).is_some());
    let (mut value, mut len, mut count) = (0, 0, 0);
    for c in digits {
        value = value * 10 + u32::from(numeral::digit(c)?);
        len += c.len_utf8();
        count += 1;
    }
    if count > 4 {
        return None;
    }
    if count > 0 {
        return Some((value, len, count == 4));
    }
    let read = chinese::read(rest)?;
    let value = u32::try_from(read.value.trunc()).ok().filter(|value| *value < 10_000 && !read.bare)?;
    let four = read.positional && read.chars == 4;
    (read.upper.is_none() && (four || !read.positional)).then_some((value, read.len, four))
}

/// 2023年, 2023 年 4 月, 二零二三年十二月三十一日, 5月8日, 12 月.
fn chinese_date(rest: &str, number: u32, len: usize, positional: bool) -> Option<Read> {
    let mut date = Date::default();
    let mut end = len;
    if positional && (1000..3000).contains(&number) {
        end += after(&rest[end..], &["年"])?;
        date.year = number;
        if let Some(taken) = after(&rest[end..], &["度"]) {
            end += if rest[end + taken..].starts_with('電') { 0 } else { taken };
        }
    } else {
        date.month = number;
        end += after(&rest[end..], &["月"]).filter(|_| (1..=12).contains(&number))?;
    }
    if date.year > 0
        && let Some((month, taken)) = part(&rest[end..], &["月"], 12)
    {
        date.month = month;
        end += taken;
    }
    if date.month > 0
        && let Some((day, taken)) = part(&rest[end..], &["日", "號", "号"], 31)
    {
        date.day = day;
        end += taken;
    }
    Some(Read { date, upper: None, len: end, bare: false, fiscal: false })
}

/// A number up to `most` with one of these marks behind it.
fn part(rest: &str, marks: &[&'static str], most: u32) -> Option<(u32, usize)> {
    let gap = look::gap(rest);
    let (number, len, _) = whole(&rest[gap..])?;
    let mark = after(&rest[gap + len..], marks)?;
    ((1..=most).contains(&number)).then_some((number, gap + len + mark))
}

fn after(rest: &str, marks: &[&'static str]) -> Option<usize> {
    look::any_after(rest, marks).map(|(_, len)| len)
}

/// 民國112年 is 2023.
fn republic(rest: &str) -> Option<Read> {
    let prefix = "民國".len();
    let gap = look::gap(&rest[prefix..]);
    let (number, len, _) = whole(&rest[prefix + gap..])?;
    let start = prefix + gap + len;
    let year = number.checked_add(1911).filter(|year| *year < 2200)?;
    let mut end = start + after(&rest[start..], &["年"])?;
    let mut date = Date { year, ..Date::default() };
    if let Some((month, taken)) = part(&rest[end..], &["月"], 12) {
        (date.month, end) = (month, end + taken);
        if let Some((day, taken)) = part(&rest[end..], &["日", "號"], 31) {
            (date.day, end) = (day, end + taken);
        }
    }
    Some(Read { date, upper: None, len: end, bare: false, fiscal: false })
}

/// 2023-05-08, 2023/5, 2023.11.05, 2022/23, 2023財年, 2023 alone.
fn digits_only(rest: &str, year: u32, len: usize) -> Option<Read> {
    let plausible = len >= 4 && (1900..2100).contains(&year);
    let start = Date { year, ..Date::default() };
    let whole_year = Read { date: start, upper: None, len, bare: true, fiscal: false };
    if !plausible {
        return None;
    }
    let fiscal = |read: Read| {
        let mark = after(&rest[read.len..], &["財政年度", "財年", "财年", "年度", "年"]);
        let fiscal = mark
            .is_some_and(|taken| !rest[read.len..read.len + taken].ends_with("度") || read.upper.is_none());
        Read {
            len: read.len + mark.unwrap_or(0),
            bare: read.bare && mark.is_none(),
            fiscal: read.fiscal || fiscal,
            ..read
        }
    };
    let Some(mark) = look::first(&rest[len..]).filter(|c| matches!(c, '-' | '/' | '.' | '–' | '／'))
    else {
        return Some(fiscal(whole_year));
    };
    let next = len + mark.len_utf8();
    let Some((number, taken, _)) =
        whole(&rest[next..]).filter(|_| rest[next..].starts_with(|c| numeral::digit(c).is_some()))
    else {
        return Some(fiscal(whole_year));
    };
    let end = next + taken;
    if let Some((day, taken)) = day_after(&rest[end..], mark).filter(|_| (1..=12).contains(&number)) {
        let date = Date { month: number, day, ..start };
        return Some(Read { date, len: end + taken, bare: false, ..whole_year });
    }
    let two_digits = taken == 2 && ends_number(&rest[end..]);
    if two_digits && mark != '.' && number == (year + 1) % 100 && number > 12
        || (two_digits && mark == '/' && number == (year + 1) % 100)
    {
        let upper = Some(Date { year: year + 1, ..Date::default() });
        return Some(fiscal(Read { upper, len: end, bare: false, ..whole_year }));
    }
    let bracketed = rest[end..].starts_with([')', '）']);
    if two_digits && (1..=12).contains(&number) && (mark != '.' || bracketed) {
        let date = Date { month: number, ..start };
        return Some(Read { date, len: end, bare: false, ..whole_year });
    }
    if taken == 4 && mark != '.' && number == year + 1 && mark != '-' && ends_number(&rest[end..]) {
        let upper = Some(Date { year: number, ..Date::default() });
        return Some(fiscal(Read { upper, len: end, bare: false, ..whole_year }));
    }
    Some(fiscal(whole_year))
}

fn day_after(rest: &str, mark: char) -> Option<(u32, usize)> {
    let inner = rest.strip_prefix(mark)?;
    let (day, len, _) = whole(inner)?;
    ((1..=31).contains(&day) && len <= 2 && ends_number(&inner[len..]))
        .then_some((day, mark.len_utf8() + len))
}

pub(super) fn ends_number(rest: &str) -> bool {
    let mut chars = rest.chars();
    match chars.next() {
        Some('.' | ',' | '-' | '/') => chars.next().and_then(numeral::digit).is_none(),
        Some(c) => numeral::digit(c).is_none() && !matches!(c, '%' | '％'),
        None => true,
    }
}

/// FY2023, FY 2022/23, FY23.
fn fiscal_word(rest: &str) -> Option<Read> {
    let len = look::starts_with(rest, "FY").or_else(|| rest.starts_with("FY").then_some(2))?;
    let len = len + look::gap(&rest[len..]);
    let (number, taken, four) =
        whole(&rest[len..]).filter(|_| rest[len..].starts_with(|c: char| c.is_ascii_digit()))?;
    if four {
        let read = digits_only(&rest[len..], number, taken)?;
        return Some(Read { len: len + read.len, bare: false, fiscal: true, ..read });
    }
    let date = Date { year: 2000 + number, ..Date::default() };
    (taken == 2).then_some(Read { date, upper: None, len: len + taken, bare: false, fiscal: true })
}

/// Whether the word before four digits says that they are a year, whatever stands behind them: "in 2023 employees …".
pub(super) fn is_led(head: &str) -> bool {
    const WORDS: &[&str] = &[
        "in", "since", "by", "from", "until", "during", "for", "to", "and", "end", "year", "fiscal", "FY",
        "to date", "於", "截至", "自", "在",
    ];
    let before = look::before(head);
    WORDS.iter().any(|word| look::ends_with(before, word))
}
