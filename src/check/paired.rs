//! Which text of one edition answers which of the other: paired blocks, and the cells of paired tables.

use std::ops::Range;

use crate::report::pairing::align;
use crate::report::{BlockKind, CellContent, Column, ColumnRole, FigureId, Report, RowKind, Table, Text};
use crate::source::FileId;

use super::context::{PairOfBlocks, Side};

/// Rows or blocks that cannot answer each other.
const NEVER: i32 = -1_000;

/// Two texts that say the same, and the files in which they stand.
#[derive(Clone, Copy, Debug)]
pub struct PairedText<'a> {
    pub zh_hant: (&'a Text, FileId),
    pub en: (&'a Text, FileId),
}

/// The texts of a pair of blocks; for two tables, those of the cells that answer each other.
#[must_use]
pub fn texts<'a>(report: &'a Report, pair: &PairOfBlocks<'a>) -> Vec<PairedText<'a>> {
    let (Some(zh), Some(en)) = (&pair.zh_hant, &pair.en) else {
        return Vec::new();
    };
    let files = (zh.block.span.file, en.block.span.file);
    let paired = |zh: &'a Text, en: &'a Text| PairedText { zh_hant: (zh, files.0), en: (en, files.1) };
    match (&zh.block.kind, &en.block.kind) {
        (BlockKind::Table(a), BlockKind::Table(b)) => {
            let columns = columns(a, b);
            let rows = rows(report, a, b).into_iter().filter_map(|(a, b)| a.zip(b));
            let cells = rows.flat_map(|(row_a, row_b)| {
                columns.iter().map(move |(column_a, column_b)| {
                    paired(&a.rows[row_a].cells[*column_a].text, &b.rows[row_b].cells[*column_b].text)
                })
            });
            cells.collect()
        }
        _ => zh.block.text().zip(en.block.text()).map(|(a, b)| paired(a, b)).into_iter().collect(),
    }
}

/// Both sides of a pair of tables.
#[must_use]
pub fn tables<'a>(pair: &PairOfBlocks<'a>) -> Option<(Side<'a>, &'a Table, Side<'a>, &'a Table)> {
    let (zh, en) = (pair.zh_hant.clone()?, pair.en.clone()?);
    match (&zh.block.kind, &en.block.kind) {
        (BlockKind::Table(a), BlockKind::Table(b)) => Some((zh, a, en, b)),
        _ => None,
    }
}

/// Which row answers which: one by one where both tables are built alike, else by kinds and figures.
#[must_use]
pub fn rows(report: &Report, a: &Table, b: &Table) -> Vec<(Option<usize>, Option<usize>)> {
    let kinds = |table: &Table| table.rows.iter().map(|row| row.kind).collect::<Vec<RowKind>>();
    if kinds(a) == kinds(b) {
        return (0..a.rows.len()).map(|row| (Some(row), Some(row))).collect();
    }
    let values = |table: &Table, row: usize| {
        let figures = table.rows[row].cells.iter().flat_map(|cell| cell.text.figures.clone());
        figures.map(|figure| report.figures[figure].figure.value.normalize()).collect::<Vec<_>>()
    };
    let values_a: Vec<_> = (0..a.rows.len()).map(|row| values(a, row)).collect();
    let values_b: Vec<_> = (0..b.rows.len()).map(|row| values(b, row)).collect();
    align(a.rows.len(), b.rows.len(), |row_a, row_b| {
        if a.rows[row_a].kind != b.rows[row_b].kind {
            return NEVER;
        }
        let (of_a, of_b) = (&values_a[row_a], &values_b[row_b]);
        let common = of_a.iter().filter(|value| of_b.contains(value)).count();
        let unlike = of_a.len().max(of_b.len()) - common;
        let filled = |table: &Table, row: usize| {
            table.rows[row].cells.iter().filter(|cell| cell.content != CellContent::Empty).count()
        };
        let shape = filled(a, row_a).abs_diff(filled(b, row_b));
        let score = |count: usize, most: usize| i32::try_from(count.min(most)).unwrap_or_default();
        2 + 2 * score(common, 4) - score(unlike, 3) - score(shape, 2)
    })
}

/// Which column answers which: by place where there are equally many, else by role and period.
fn columns(a: &Table, b: &Table) -> Vec<(usize, usize)> {
    if a.columns.len() == b.columns.len() {
        return (0..a.columns.len()).map(|column| (column, column)).collect();
    }
    let alike = |a: &Column, b: &Column| {
        a.role == b.role && (a.period.is_some() || a.role != ColumnRole::Value) && a.period == b.period
    };
    let mut pairs = Vec::new();
    for (at, column) in a.columns.iter().enumerate() {
        let mut found = (0..b.columns.len()).filter(|other| alike(column, &b.columns[*other]));
        if let (Some(other), None) = (found.next(), found.next()) {
            pairs.push((at, other));
        }
    }
    pairs
}

/// The figures of both texts.
impl PairedText<'_> {
    #[must_use]
    pub fn figures(&self) -> (Range<FigureId>, Range<FigureId>) {
        (self.zh_hant.0.figures.clone(), self.en.0.figures.clone())
    }
}
