//! The parts and wholes of a table: 其中 under the row or beside the column before it, groups under their total,
//! meetings attended beside meetings held.

use crate::report::text::lower;
use crate::report::{CellContent, ColumnRole, FigureId, Report, Row, RowKind, Table};

use super::Pair;

/// Words at the head of a label that make it a part of what stands before it.
const PARTS: [&str; 5] = ["其中", "當中", "of which", "of whom", "including:"];
const TOTALS: [&str; 6] = ["總數", "總計", "合計", "總人數", "僱員總數", "員工總數"];

/// The pairs of each part and whole, one list for each two rows or columns.
#[must_use]
pub fn families(report: &Report, table: &Table) -> Vec<Vec<Pair>> {
    let mut families = Vec::new();
    let data: Vec<usize> =
        table.body().filter(|(_, row)| row.kind == RowKind::Data).map(|(index, _)| index).collect();
    for (at, row) in data.iter().enumerate() {
        let whole = if is_part(table.label(*row)) {
            data[..at].iter().rev().find(|above| {
                !is_part(table.label(**above)) && table.rows[**above].groups == table.rows[*row].groups
            })
        } else {
            total_of(table, &data[..at], *row)
        };
        if let Some(whole) = whole {
            let columns = 0..table.columns.len();
            families.push(
                columns
                    .filter_map(|column| {
                        Some((value(report, table, *row, column)?, value(report, table, *whole, column)?))
                    })
                    .collect(),
            );
        }
    }
    for (part, whole) in columns(table) {
        families.push(
            data.iter()
                .filter_map(|row| {
                    Some((value(report, table, *row, part)?, value(report, table, *row, whole)?))
                })
                .collect(),
        );
    }
    families
}

fn is_part(label: &str) -> bool {
    let label =
        lower(label.trim_start_matches(|char: char| char.is_whitespace() || "-–—－•·".contains(char)));
    PARTS.iter().any(|word| label.starts_with(word))
}

/// The total above the 按… or By … group in which a row stands, in the section that the group belongs to.
fn total_of<'a>(table: &Table, above: &'a [usize], row: usize) -> Option<&'a usize> {
    let groups = &table.rows[row].groups;
    let (by, section) = groups.split_last()?;
    let label = lower(table.label(*by).trim());
    if !(label.starts_with('按') || label.starts_with("by ")) {
        return None;
    }
    let is_total = |words: &str| {
        TOTALS.contains(&words)
            || words == "total"
            || words.starts_with("total number")
            || words.starts_with("total employees")
    };
    let fits = |above: &Row| above.groups == *section && above.unit == table.rows[row].unit;
    above
        .iter()
        .rev()
        .find(|above| fits(&table.rows[**above]) && is_total(&lower(table.label(**above).trim())))
}

/// Columns of which one is a part of the other.
fn columns(table: &Table) -> Vec<(usize, usize)> {
    let values: Vec<usize> =
        (0..table.columns.len()).filter(|column| table.columns[*column].role == ColumnRole::Value).collect();
    let head = |column: usize| lower(&table.columns[column].head);
    let mut pairs = Vec::new();
    for (at, column) in values.iter().enumerate() {
        if is_part(&head(*column)) {
            let whole = values[..at].iter().rev().find(|other| !is_part(&head(**other)));
            pairs.extend(whole.map(|whole| (*column, *whole)));
        }
        let attended = attended(&head(*column));
        let meetings = values.iter().find(|other| *other != column && to_attend(&head(**other)));
        pairs.extend(meetings.filter(|_| attended).map(|meetings| (*column, *meetings)));
    }
    pairs
}

fn attended(head: &str) -> bool {
    let counts = ["率", "%", "rate"].iter().all(|word| !head.contains(word));
    counts
        && !to_attend(head)
        && ["已出席", "出席次數", "實際出席", "attended"].iter().any(|word| head.contains(word))
}

fn to_attend(head: &str) -> bool {
    ["應出席", "舉行次數", "會議次數", "召開次數", "meetings held", "eligible", "required to attend"]
        .iter()
        .any(|word| head.contains(word))
}

/// The one figure of a cell of amounts.
fn value(report: &Report, table: &Table, row: usize, column: usize) -> Option<FigureId> {
    let cell = table.rows[row].cells.get(column)?;
    let values = table.columns[column].role == ColumnRole::Value && cell.content == CellContent::Number;
    let alone = cell.text.figures.len() == 1 && report.figures.len() >= cell.text.figures.end;
    (values && alone).then_some(cell.text.figures.start)
}
