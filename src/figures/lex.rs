//! Finds the figures of a text.

use rust_decimal::Decimal;

use super::{Figure, Kind, Qualifier, numeral, unit};

/// What a whole table cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// One figure, or two in `128 (82%)`. A period (`2023年`) is a number too: ask its kind.
    Number(Vec<Figure>),
    /// Said to be missing: `/ - – — N/A n.a. nil 不適用 沒有披露`.
    Missing,
    Empty,
    Text,
}

/// Every number of a plain text, in order.
#[must_use]
pub fn lex(text: &str) -> Vec<Figure> {
    let mut figures = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if numeral::digit(c).is_none() {
            at += c.len_utf8();
            continue;
        }
        let Some(read) = numeral::arabic(&text[at..]) else {
            at += c.len_utf8();
            continue;
        };
        let figure = finish(text, at, &read);
        at = figure.range.end;
        figures.push(figure);
    }
    figures
}

const SCALES: &[(&str, i64)] = &[
    ("萬億", 1_000_000_000_000),
    ("百萬", 1_000_000),
    ("萬", 10_000),
    ("億", 100_000_000),
    ("million", 1_000_000),
    ("billion", 1_000_000_000),
    ("thousand", 1_000),
];

fn finish(text: &str, start: usize, read: &numeral::Arabic) -> Figure {
    let mut end = start + read.len;
    let mut value = read.value;
    let mut quantum = read.quantum();
    let rest = text[end..].trim_start_matches([' ', '*']);
    for (word, scale) in SCALES {
        if rest.starts_with(word) {
            end = text.len() - rest.len() + word.len();
            value = value.checked_mul((*scale).into()).unwrap_or(value);
            quantum *= Decimal::from(*scale);
            break;
        }
    }
    let rest = text[end..].trim_start();
    let mut kind = Kind::Quantity;
    let mut read_unit = None;
    if rest.starts_with(['%', '％']) {
        kind = Kind::Percent;
        end = text.len() - rest.len() + rest.chars().next().map_or(0, char::len_utf8);
    } else if !read.grouped
        && read.decimals == 0
        && (Decimal::from(1900)..Decimal::from(2100)).contains(&value)
    {
        kind = Kind::Date;
        value *= Decimal::from(10_000);
    } else if let Some((found, _)) = unit::read(rest) {
        kind = found.kind_of(value);
        read_unit = Some(found);
    }
    let printed = text[start..end].to_owned();
    Figure {
        range: start..end,
        printed,
        kind,
        value,
        upper: None,
        quantum,
        qualifier: Qualifier::Exact,
        unit: read_unit,
    }
}

/// Reads a whole table cell.
#[must_use]
pub fn cell(text: &str) -> Cell {
    let bare = text.trim();
    if bare.is_empty() {
        return Cell::Empty;
    }
    if matches!(
        bare,
        "/" | "-" | "–" | "—" | "N/A" | "n.a." | "nil" | "不適用" | "沒有披露" | "not disclosed"
    ) {
        return Cell::Missing;
    }
    let figures = lex(text);
    if figures.is_empty() {
        Cell::Text
    } else {
        Cell::Number(figures)
    }
}
