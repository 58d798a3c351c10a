//! Tables: rows, column heads, groups, units, periods, whatever notation they were written in.

use crate::figures::{Kind, Unit};
use crate::source::Span;

use super::{Period, Text};

/// A table with the roles of its rows and columns worked out.
#[derive(Clone, Debug)]
pub struct Table {
    pub columns: Vec<Column>,
    /// Head rows first; every row has one cell a column.
    pub rows: Vec<Row>,
    /// `<!-- metrics: a, b -->`: only metrics with these ids or prefixes bind by label; `none` is an empty list.
    pub bound_to: Option<Vec<String>>,
    /// The period that the title or first head cell names, for columns that name none.
    pub period: Option<Period>,
}

/// A column and what it holds.
#[derive(Clone, Debug)]
pub struct Column {
    pub head: String,
    pub role: ColumnRole,
    pub period: Option<Period>,
    pub unit: Option<Unit>,
    /// Aligned right in the source (`---:`), or mostly figures.
    pub numeric: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnRole {
    /// What the row is.
    Label,
    /// Further words about the row (sex, expertise).
    Attribute,
    Unit,
    Value,
    /// References to notes or pages.
    Reference,
}

/// A row and what it is.
#[derive(Clone, Debug)]
pub struct Row {
    pub kind: RowKind,
    pub cells: Vec<TableCell>,
    /// Row indices of the group rows above it, outermost first.
    pub groups: Vec<usize>,
    /// From the unit column, a parenthesis in the label, or the cells themselves.
    pub unit: Option<Unit>,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    Head,
    /// A label and no value: it heads the rows below.
    Group,
    Data,
}

/// One cell.
#[derive(Clone, Debug)]
pub struct TableCell {
    pub text: Text,
    pub span: Span,
    pub content: CellContent,
}

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellContent {
    /// Its figures are those of its text.
    Number,
    /// `/`, a dash, N/A, 不適用: not zero.
    Missing,
    Empty,
    Words,
}

impl Table {
    /// The label of a row: the text of its label column.
    #[must_use]
    pub fn label(&self, row: usize) -> &str {
        let column = self.columns.iter().position(|column| column.role == ColumnRole::Label).unwrap_or(0);
        self.rows[row].cells.get(column).map_or("", |cell| cell.text.plain.as_str())
    }

    /// The labels of the group rows above a row, and its own.
    #[must_use]
    pub fn path(&self, row: usize) -> Vec<&str> {
        self.rows[row].groups.iter().copied().chain([row]).map(|row| self.label(row)).collect()
    }

    /// The rows that are not heads.
    pub fn body(&self) -> impl Iterator<Item = (usize, &Row)> {
        self.rows.iter().enumerate().filter(|(_, row)| row.kind != RowKind::Head)
    }

    /// Whether a kind of figure in a head row is a column head rather than a value.
    #[must_use]
    pub fn heads(kind: Kind) -> bool {
        matches!(kind, Kind::Period | Kind::Date | Kind::Identifier | Kind::Ordinal)
    }
}
