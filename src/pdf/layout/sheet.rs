//! A table of the report as it is set: rows by kind, cells in one language or two.

use super::Layout;
use super::cells::Cell;
use super::table::{Head, Kind, Row, Sheet};
use crate::report::{RowKind, Table, TableCell};
use crate::source::Language;

impl Layout<'_> {
    /// A table, with its counterpart in another language where the two are alike.
    pub fn sheet(&mut self, language: Language, table: &Table, other: Option<(Language, &Table)>) -> Sheet {
        let latest = table.columns.iter().filter_map(|column| column.period.as_ref()).max();
        let several = table.columns.iter().filter(|column| column.period.is_some()).count() > 1;
        let head = |column: &crate::report::Column| Head {
            numeric: column.numeric,
            unit: column.role == crate::report::ColumnRole::Unit,
            latest: several && column.period.is_some() && column.period.as_ref() == latest,
        };
        let columns = table.columns.iter().map(head).collect();
        let mut rows: Vec<Row> = Vec::new();
        for (at, row) in table.rows.iter().enumerate() {
            let cells = (0..row.cells.len())
                .map(|column| {
                    let second = other.and_then(|(language, table)| {
                        let cell = table.rows.get(at)?.cells.get(column)?;
                        Some((language, cell))
                    });
                    let mut cell = Cell::new((language, &row.cells[column]), second);
                    self.mark_cell(&mut cell, &row.cells[column], second.map(|(_, cell)| cell));
                    cell
                })
                .collect();
            let kind = match row.kind {
                RowKind::Head => Kind::Head,
                RowKind::Group => Kind::Group,
                RowKind::Data
                    if is_total(table.label(at)) && rows.last().is_some_and(|row| row.kind == Kind::Data) =>
                {
                    Kind::Total
                }
                RowKind::Data => Kind::Data,
            };
            let mut row = Row { kind, cells, depth: row.groups.len() };
            if kind == Kind::Group {
                row.cells.truncate(1);
                row.cells.iter_mut().for_each(Cell::join);
            }
            rows.push(row);
        }
        let heads = rows.iter().take_while(|row| row.kind == Kind::Head).count();
        Sheet { columns, rows, heads }
    }

    /// Marks what a review copy looks for in a cell; figures that both languages print are marked once.
    fn mark_cell(&mut self, cell: &mut Cell, first: &TableCell, second: Option<&TableCell>) {
        cell.words.marks = self.marks.of(self.report, &first.text, first.span.file);
        if let (Some(words), Some(second)) = (&mut cell.second, second) {
            words.marks = self.marks.of(self.report, &second.text, second.span.file);
        }
    }
}

fn is_total(label: &str) -> bool {
    let label = label.trim().to_lowercase();
    ["合計", "總計", "總量", "總數", "總額", "小計"].iter().any(|word| label.contains(word))
        || label.starts_with("total")
}
