//! Dates that name their month, or put the day first: 31 December 2023, December 2023, 31/12/2023.

use super::date::{Date, Read, ends_number, whole};
use super::look;

/// 31 December 2023, 31st December, 8 May; 31/12/2023.
pub(super) fn day_first(rest: &str, day: u32, len: usize) -> Option<Read> {
    if !(1..=31).contains(&day) || len > 2 {
        return None;
    }
    if let Some(read) = slashed(rest, day, len) {
        return Some(read);
    }
    let mut end =
        len + ["st", "nd", "rd", "th"].iter().find_map(|s| look::starts_with(&rest[len..], s)).unwrap_or(0);
    end += look::any_after(&rest[end..], &["day of", "of"]).map_or(0, |(_, len)| len);
    end += look::gap(&rest[end..]);
    let (month, taken) = month(&rest[end..])?;
    end += taken;
    let (year, taken) = year_after(&rest[end..]).unwrap_or((0, 0));
    Some(Read { date: Date { year, month, day }, upper: None, len: end + taken, bare: false, fiscal: false })
}

fn slashed(rest: &str, day: u32, len: usize) -> Option<Read> {
    let inner = rest[len..].strip_prefix('/')?;
    let (month, month_len, _) = whole(inner)?;
    let last = inner[month_len..].strip_prefix('/')?;
    let (year, year_len, four) = whole(last)?;
    // 12/31/2023 has its month first.
    let (day, month) = if month > 12 { (month, day) } else { (day, month) };
    let date = Date { year, month, day };
    let four = four && (1..=12).contains(&month) && (1..=31).contains(&day);
    four.then_some(Read {
        date,
        upper: None,
        len: len + 2 + month_len + year_len,
        bare: false,
        fiscal: false,
    })
}

/// December 31, 2023; December 2023; a month alone after "in" or before "to".
pub(super) fn month_first(rest: &str) -> Option<Read> {
    let (month, mut len) = month(rest)?;
    let mut date = Date { month, ..Date::default() };
    let gap = look::gap(&rest[len..]);
    if gap > 0 && rest[len + gap..].starts_with(|c: char| c.is_ascii_digit()) {
        let (day, taken, _) = whole(&rest[len + gap..])?;
        let end = len + gap + taken;
        let ordinal =
            ["st", "nd", "rd", "th"].iter().find_map(|s| look::starts_with(&rest[end..], s)).unwrap_or(0);
        if taken <= 2 && (1..=31).contains(&day) && ends_number(rest[end + ordinal..].trim_start_matches(','))
        {
            date.day = day;
            len = end + ordinal;
        }
    }
    if let Some((year, taken)) = year_after(&rest[len..]) {
        date.year = year;
        len += taken;
    }
    Some(Read { date, upper: None, len, bare: false, fiscal: false })
}

/// Whether a month name that stands alone is one: "March" and "May" are also words.
pub(super) fn is_month_alone(before: &str, after: &str) -> bool {
    const LEADS: &[&str] = &[
        "in", "from", "to", "until", "till", "since", "by", "during", "each", "every", "next", "last", "of",
        "between", "mid", "late", "early", "through",
    ];
    let before = look::before(before).trim_end_matches('-');
    LEADS.iter().any(|word| look::ends_with(before, word))
        || after.starts_with([' ', '-', '–'])
            && look::any_after(after, &["to", "through", "until", "–", "-"]).is_some()
}

pub(super) fn year_after(rest: &str) -> Option<(u32, usize)> {
    let comma = rest.trim_start_matches(' ').strip_prefix(',').map_or(0, |inner| rest.len() - inner.len());
    let start = comma + look::gap(&rest[comma..]);
    let (year, len, four) = whole(&rest[start..])?;
    let digits = rest[start..].starts_with(|c: char| c.is_ascii_digit());
    (four && digits && start > 0 && (1900..2100).contains(&year)).then_some((year, start + len))
}

/// The month that a text begins with, written with a capital.
fn month(rest: &str) -> Option<(u32, usize)> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let word = look::letters(rest);
    if word.len() < 3 || !word.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let short = |name: &str| word.len() == 3 || (word.len() == 4 && name == "September");
    let index = MONTHS.iter().position(|name| {
        word.eq_ignore_ascii_case(name)
            || (short(name) && name.get(..word.len()).is_some_and(|n| n.eq_ignore_ascii_case(word)))
    })?;
    let abbreviated = word.len() < MONTHS[index].len();
    let dot = usize::from(abbreviated && rest[word.len()..].starts_with('.'));
    Some((u32::try_from(index).ok()? + 1, word.len() + dot))
}
