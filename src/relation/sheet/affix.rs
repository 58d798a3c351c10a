//! Columns that hold only what belongs to the number beside it: `$`, `HK$`, `)`, `%`.
//!
//! Filings and PDF converters put such signs in cells of their own; left in, they shift whole rows.

use crate::report::{CellContent, ColumnRole, Row, Table};

use super::{SheetColumn, is_value};

/// A value column that stays, and the columns beside it whose signs belong to it.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    /// Index into [`Table::columns`].
    pub index: usize,
    /// A `%` stands in the column after it.
    pub percent: bool,
    /// The head of a column of signs, where this one has none.
    head: Option<usize>,
}

impl Kept {
    pub fn column(&self, table: &Table) -> SheetColumn {
        let own = &table.columns[self.index];
        let headed = self.head.map_or(own, |at| &table.columns[at]);
        SheetColumn {
            source: self.index,
            head: headed.head.clone(),
            period: headed.period.clone(),
            unit: own.unit.clone(),
            additive: !self.percent,
        }
    }
}

/// The value columns of a table and of those that go on from it, without columns of signs.
pub(super) fn kept_columns(first: &Table, tables: &[(usize, &Table)]) -> Vec<Kept> {
    let signs: Vec<Option<Sign>> =
        (0..first.columns.len()).map(|column| sign_column(column, tables)).collect();
    let mut kept: Vec<Kept> = Vec::new();
    for (index, column) in first.columns.iter().enumerate() {
        if signs[index].is_some() || !is_value(column.role) || is_of_codes(index, first) {
            continue;
        }
        let sign = |at: Option<usize>| at.and_then(|at| signs.get(at).copied().flatten());
        let before = index.checked_sub(1).filter(|at| sign(Some(*at)) == Some(Sign::Before));
        let after = Some(index + 1).filter(|at| matches!(sign(Some(*at)), Some(Sign::After | Sign::Percent)));
        let percent = sign(after) == Some(Sign::Percent);
        let head = if column.head.is_empty() { before.or(after) } else { None };
        kept.push(Kept { index, percent, head });
    }
    kept
}

/// The codes of accounts (`7900`) that some statements print first: whole numbers that only rise, without
/// separators where the amounts have them.
fn is_of_codes(column: usize, table: &Table) -> bool {
    let of = &table.columns[column];
    let before = table.columns[..column].iter().any(|other| is_value(other.role));
    if before || of.period.is_some() || of.unit.is_some() {
        return false;
    }
    let words = |column: usize| {
        let cells = table.body().filter_map(move |(_, row)| row.cells.get(column));
        cells.map(|cell| cell.text.plain.trim()).filter(|words| !words.is_empty())
    };
    let is_code = |words: &str| words.len() <= 5 && words.bytes().all(|byte| byte.is_ascii_digit());
    let codes: Vec<u32> =
        words(column).filter_map(|words| words.parse().ok().filter(|_| is_code(words))).collect();
    let all = words(column).count() == codes.len();
    let separated =
        (column + 1..table.columns.len()).any(|other| words(other).any(|words| words.contains(',')));
    all && separated && codes.len() >= 3 && codes.is_sorted_by(|a, b| a < b)
}

/// Whether a sign stands in a column of numbers: then the row's cells are not where they seem.
pub(super) fn is_ragged(row: &Row, kept: &[Kept]) -> bool {
    kept.iter().any(|kept| {
        row.cells.get(kept.index).is_some_and(|cell| {
            !matches!(cell.content, CellContent::Number | CellContent::Empty)
                && sign(&cell.text.plain).is_some()
        })
    })
}

/// On which side of its number a sign stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Before,
    After,
    Percent,
}

fn sign_column(column: usize, tables: &[(usize, &Table)]) -> Option<Sign> {
    if tables[0].1.columns[column].role == ColumnRole::Label {
        return None;
    }
    let mut found = None;
    for (_, row) in tables.iter().flat_map(|(_, table)| table.body()) {
        let Some(cell) = row.cells.get(column).filter(|cell| cell.content != CellContent::Empty) else {
            continue;
        };
        let this = sign(&cell.text.plain)?;
        found = match found {
            Some(Sign::Percent) => Some(Sign::Percent),
            _ => Some(this),
        };
    }
    found
}

fn sign(text: &str) -> Option<Sign> {
    match text.trim() {
        "$" | "HK$" | "US$" | "RMB" | "¥" | "￥" | "£" | "€" | "RM" | "NT$" | "S$" | "HKD" | "USD"
        | "CNY" | "(" | "$(" => Some(Sign::Before),
        ")" | "）" => Some(Sign::After),
        "%" | "％" | ")%" | "%)" => Some(Sign::Percent),
        _ => None,
    }
}
