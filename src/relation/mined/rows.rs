//! Which rows of a table are shares of one whole.

use crate::figures::{Kind, Qualifier, Unit};
use crate::report::{CellContent, ColumnRole, FigureId, Report, RowKind, Table};

use super::words;

/// The rows and columns of a table that carry amounts.
pub(super) struct Rows<'a> {
    report: &'a Report,
    table: &'a Table,
    /// Columns in which percentages can stand.
    pub percent_columns: Vec<usize>,
}

const SHARES: &[&str] = &["占比", "佔比", "比例", "share", "proportion", "percentage of", "% of"];
impl<'a> Rows<'a> {
    pub fn new(report: &'a Report, table: &'a Table) -> Rows<'a> {
        let values =
            || table.columns.iter().enumerate().filter(|(_, column)| column.role == ColumnRole::Value);
        let percent_columns = values().map(|(at, _)| at).collect();
        Rows { report, table, percent_columns }
    }

    /// The one plain figure of a cell.
    pub fn number(&self, row: usize, column: usize) -> Option<FigureId> {
        let cell = self.table.rows[row].cells.get(column)?;
        if cell.content != CellContent::Number || cell.text.figures.len() != 1 {
            return None;
        }
        let id = cell.text.figures.start;
        let figure = &self.report.figures[id].figure;
        let arithmetic = figure.kind.carries_arithmetic() && figure.kind != Kind::Range;
        (arithmetic && figure.qualifier == Qualifier::Exact).then_some(id)
    }

    /// Consecutive rows of shares of one whole, and whether they name themselves as its two halves.
    pub fn families(&self) -> Vec<(Vec<usize>, bool)> {
        let mut families = Vec::new();
        let mut run: Vec<usize> = Vec::new();
        for (at, row) in self.table.body() {
            let continues = run.last().is_some_and(|last| self.table.rows[*last].groups == row.groups);
            if row.kind == RowKind::Data && self.is_share(at) && (run.is_empty() || continues) {
                run.push(at);
            } else {
                self.split(&std::mem::take(&mut run), &mut families);
                if row.kind == RowKind::Data && self.is_share(at) {
                    run.push(at);
                }
            }
        }
        self.split(&run, &mut families);
        families
    }

    /// Sets men and women apart from the other shares of a run.
    fn split(&self, run: &[usize], families: &mut Vec<(Vec<usize>, bool)>) {
        let mut rest = run.to_vec();
        if let Some(at) = run.windows(2).position(|pair| self.is_men_and_women(pair)) {
            families.push((run[at..at + 2].to_vec(), true));
            rest.drain(at..at + 2);
        }
        if rest.len() >= 3 {
            families.push((rest, false));
        }
    }

    fn is_share(&self, row: usize) -> bool {
        let label = self.table.label(row).to_lowercase();
        let percent = self.table.rows[row].unit.as_ref().is_some_and(Unit::is_percent);
        percent && SHARES.iter().any(|word| label.contains(word))
    }

    /// Two rows whose labels are the same but for men and women.
    fn is_men_and_women(&self, rows: &[usize]) -> bool {
        let [first, second] = rows else { return false };
        words::are_men_and_women(self.table.label(*first), self.table.label(*second))
    }
}
