//! Of which year a figure in a sentence is: the one named with it, the year before, or the year of the report.

use crate::figures::Kind;

use super::sentence::Sentence;
use super::words::{self, says};

/// Of which year a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    /// A year that the sentence names with the figure; `split` for one such as 2022/23.
    Named { year: i32, split: bool },
    /// 去年, last year.
    Last,
    /// No year is named.
    Current,
    /// Several years, or all since one: nothing can be said.
    Unclear,
}

/// The year of a figure.
#[must_use]
pub fn of(sentence: &Sentence, mention: usize) -> Year {
    let text = sentence.words();
    let dates = sentence.mentions.iter().filter(|mention| is_year(mention.figure.kind)).count();
    let lists = dates > 0 && says(text, &["分別", "respectively", "those years", "each year", "歷年"]);
    let several = || dates + usize::from(says(text, words::LAST_YEAR)) > 1;
    if lists && several() || says(sentence.left(mention), words::SINCE) {
        return Year::Unclear;
    }
    if let Some(year) = behind(sentence, mention) {
        return year;
    }
    if let Some(year) = before(sentence, mention) {
        return year;
    }
    let clause = sentence.clause(mention);
    let start = clause.start.max(sentence.figure(mention).range.start - sentence.before(mention).len());
    let near = &sentence.text[start..sentence.figure(mention).range.start];
    if says(near, words::LAST_YEAR) || says(behind_words(sentence, mention), words::LAST_YEAR) {
        Year::Last
    } else {
        Year::Current
    }
}

/// The words behind a figure in its clause.
fn behind_words<'a>(sentence: &Sentence<'a>, mention: usize) -> &'a str {
    let end = sentence.clause(mention).end;
    let start = sentence.figure(mention).range.end;
    let after = sentence.after(mention);
    &sentence.text[start..end.min(start + after.len()).max(start)]
}

/// `871 tonnes in 2022`, `16,152 (2022)`; not `54,491 (2022: 55,852)`.
fn behind(sentence: &Sentence, mention: usize) -> Option<Year> {
    let next = mention + 1;
    let date = sentence.mentions.get(next).filter(|date| is_year(date.figure.kind))?;
    let between = sentence.between(mention, next);
    let end = &sentence.text[date.figure.range.end..sentence.range.end.max(date.figure.range.end)];
    let labels = end.trim_start().starts_with([':', '：']);
    let joined =
        ["in ", "in fiscal ", "in fiscal year ", "for ", "during ", "(", "（", "in the year ended ", "at "]
            .iter()
            .any(|word| between.ends_with(word));
    (joined && !labels && between.len() <= 40 && !between.contains([',', '，', '、', ';']))
        .then(|| read(sentence, next))?
}

/// The nearest year left of a figure that is not of another figure.
fn before(sentence: &Sentence, mention: usize) -> Option<Year> {
    let inside = sentence.is_bracketed(mention);
    for at in (0..mention).rev() {
        let date = &sentence.mentions[at];
        if !is_year(date.figure.kind)
            || sentence.is_bracketed(at) && !(inside && same_brackets(sentence, at, mention))
        {
            continue;
        }
        let of_other = (at + 1..mention).any(|other| sentence.mentions[other].is_amount());
        let lead = sentence.left(at);
        let lead = last_bytes(lead, 14);
        // 2021 至 2023 年: of all three.
        let earlier = lead.trim_end().strip_suffix(['至', '到', '-', '–', '—', '~']).map(str::trim_end);
        if earlier.is_some_and(|earlier| earlier.ends_with(|c: char| c.is_ascii_digit() || c == '年')) {
            return Some(Year::Unclear);
        }
        // 較 2022 年的 137 宗: that year is of that figure, not of what comes behind it.
        if of_other && (says(lead, words::THAN) || says(lead, &["由", "從", "自", "from"])) {
            continue;
        }
        // Joined to a figure before it: `16,152 in 2022 to 15,252`.
        if at > 0 && sentence.mentions[at - 1].is_amount() && behind(sentence, at - 1).is_some() {
            continue;
        }
        return read(sentence, at);
    }
    None
}

fn same_brackets(sentence: &Sentence, date: usize, mention: usize) -> bool {
    !sentence.between(date, mention).contains([')', '）', '(', '（'])
}

/// The year that a date names.
#[must_use]
pub fn read(sentence: &Sentence, date: usize) -> Option<Year> {
    let figure = sentence.figure(date);
    if !is_year(figure.kind) {
        return None;
    }
    let year = |value: rust_decimal::Decimal| i32::try_from(value.trunc().mantissa() / 10_000).ok();
    let first = year(figure.value).filter(|year| *year >= 1900)?;
    let split =
        figure.upper.and_then(year).is_some_and(|upper| upper == first + 1) && figure.printed.contains('/');
    Some(match figure.upper {
        Some(_) if !split => Year::Unclear,
        _ => Year::Named { year: first, split },
    })
}

fn is_year(kind: Kind) -> bool {
    matches!(kind, Kind::Date | Kind::Period)
}

fn last_bytes(text: &str, most: usize) -> &str {
    let mut start = text.len().saturating_sub(most);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}
