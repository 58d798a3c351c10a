//! A table as the arithmetic sees it: amounts by row and column, put together over page breaks.
//!
//! What a table looks like is [`Table`]'s affair. Here cells that hold only a currency sign or a bracket are
//! gone, a table that goes on under a repeated head is one sheet, and every amount is a whole number of half units.

mod affix;
mod quantum;
mod roles;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::figures::{Kind, Qualifier, Unit};
use crate::report::text::lower;
use crate::report::{
    Block, BlockKind, CellContent, ColumnRole, Edition, FigureId, Period, Report, RowKind, Table, TableCell,
};
use crate::source::{Language, Span};

pub use roles::is_total;

/// A table, or several that go on from one another.
#[derive(Clone, Debug)]
pub struct Sheet<'a> {
    pub chapter: usize,
    pub language: Language,
    /// The blocks that it is made of, as indices into [`Edition::blocks`].
    pub blocks: Vec<usize>,
    /// The heading, caption or line above it.
    pub title: &'a str,
    /// The period that the title or the first head cell names, for columns that name none.
    pub period: Option<Period>,
    /// The value columns.
    pub columns: Vec<SheetColumn>,
    /// How many halves of the smallest unit the number one is.
    pub one: i128,
    pub rows: Vec<SheetRow<'a>>,
    /// The words after it, up to the next heading or table, in lower case.
    pub notes: String,
}

/// A value column.
#[derive(Clone, Debug)]
pub struct SheetColumn {
    /// Index into [`Table::columns`].
    pub source: usize,
    pub head: String,
    pub period: Option<Period>,
    pub unit: Option<Unit>,
    /// Its cells can be added up, down the column and across.
    pub additive: bool,
}

/// A group row or a row of data.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a thing of its own that a row is or is not")]
pub struct SheetRow<'a> {
    pub table: &'a Table,
    /// Index into [`Table::rows`].
    pub index: usize,
    /// Index into [`Edition::blocks`].
    pub block: usize,
    pub span: Span,
    pub label: &'a str,
    /// A label and no value: it heads the rows below.
    pub is_group: bool,
    /// The group rows above, outermost first, as indices into [`Sheet::rows`].
    pub groups: Vec<usize>,
    pub unit: Option<Unit>,
    /// Rates, shares and prices are not added up.
    pub additive: bool,
    /// The label says that it is a total.
    pub is_total: bool,
    /// One a value column.
    pub slots: Vec<Slot>,
    /// It has other cells than its neighbours: nothing is certain of it.
    pub ragged: bool,
}

/// What stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    Amount(Amount),
    /// Said to be missing; not zero.
    Missing,
    Empty,
    /// Words, or a figure that cannot be added up (`<1`, `about 40`, a date).
    Other,
}

/// A number in halves of the sheet's smallest unit, so that half a quantum is whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    pub figure: FigureId,
    /// Twice the printed value, in the smallest unit of the sheet.
    pub twice: i128,
    /// Half a quantum in the same halves: what rounding can hide. Zero of exact counts.
    pub slack: i128,
    /// One unit of the last digit, in the same halves.
    pub quantum: i128,
}

impl Slot {
    #[must_use]
    pub fn amount(self) -> Option<Amount> {
        match self {
            Slot::Amount(amount) => Some(amount),
            _ => None,
        }
    }
}

impl<'a> Sheet<'a> {
    /// The labels of the groups above a row and its own.
    #[must_use]
    pub fn path(&self, row: usize) -> Vec<&'a str> {
        let row = &self.rows[row];
        row.groups.iter().map(|group| self.rows[*group].label).chain([row.label]).collect()
    }

    #[must_use]
    pub fn amount(&self, row: usize, column: usize) -> Option<Amount> {
        self.rows[row].slots.get(column)?.amount()
    }

    /// The period of a column: its own, or the sheet's.
    #[must_use]
    pub fn period_of(&self, column: usize) -> Option<&Period> {
        self.columns[column].period.as_ref().or(self.period.as_ref())
    }

    /// The rows that are not groups.
    pub fn data(&self) -> impl Iterator<Item = (usize, &SheetRow<'a>)> {
        self.rows.iter().enumerate().filter(|(_, row)| !row.is_group)
    }
}

/// The sheets of every edition, in reading order.
#[must_use]
pub fn all(report: &Report) -> Vec<Sheet<'_>> {
    let editions = report.chapters.iter().enumerate().flat_map(|(chapter, of)| {
        [&of.editions.zh_hant, &of.editions.en].into_iter().flatten().map(move |edition| (chapter, edition))
    });
    editions.flat_map(|(chapter, edition)| of_edition(report, chapter, edition)).collect()
}

/// Lines of debris (page numbers, running heads) that may stand between the parts of one table.
const DEBRIS: usize = 6;

fn of_edition<'a>(report: &'a Report, chapter: usize, edition: &'a Edition) -> Vec<Sheet<'a>> {
    let mut parts: Vec<(Vec<(usize, &'a Table)>, &'a str)> = Vec::new();
    let mut title = "";
    let mut since = 0;
    for (index, block) in edition.blocks.iter().enumerate() {
        match &block.kind {
            BlockKind::Table(table) => {
                let goes_on = since <= DEBRIS
                    && parts.last().is_some_and(|(tables, _)| has_same_head(tables[0].1, table));
                match parts.last_mut().filter(|_| goes_on) {
                    Some((tables, _)) => tables.push((index, &**table)),
                    None => parts.push((vec![(index, &**table)], title)),
                }
                since = 0;
            }
            BlockKind::Heading { text, .. } => {
                (title, since) = (&text.plain, DEBRIS + 1);
            }
            BlockKind::Caption(text) => (title, since) = (&text.plain, since + 1),
            // A note ends its table.
            BlockKind::Note(_) => since = DEBRIS + 1,
            _ => since += 1,
        }
    }
    parts.into_iter().map(|(tables, title)| sheet(report, chapter, edition, &tables, title)).collect()
}

fn has_same_head(first: &Table, next: &Table) -> bool {
    let heads = |table: &Table| -> Vec<String> {
        table.columns.iter().map(|column| column.head.split_whitespace().collect()).collect()
    };
    let first = heads(first);
    first.iter().any(|head| !head.is_empty()) && first == heads(next)
}

fn sheet<'a>(
    report: &'a Report,
    chapter: usize,
    edition: &'a Edition,
    tables: &[(usize, &'a Table)],
    title: &'a str,
) -> Sheet<'a> {
    let (_, first) = tables[0];
    let kept = affix::kept_columns(first, tables);
    let columns: Vec<SheetColumn> = kept.iter().map(|kept| kept.column(first)).collect();
    let mut sheet = Sheet {
        chapter,
        language: edition.language,
        blocks: tables.iter().map(|(block, _)| *block).collect(),
        title,
        period: first.period.clone(),
        columns,
        one: 2,
        rows: Vec::new(),
        notes: notes(&edition.blocks[tables[tables.len() - 1].0 + 1..]),
    };
    for (block, table) in tables {
        let offset = sheet.rows.len();
        let mut places: BTreeMap<usize, usize> = BTreeMap::new();
        for (index, row) in table.body() {
            places.insert(index, offset + places.len());
            let cells: Vec<&TableCell> = kept.iter().filter_map(|kept| row.cells.get(kept.index)).collect();
            let label = table.label(index);
            sheet.rows.push(SheetRow {
                table,
                index,
                block: *block,
                span: row.span,
                label,
                is_group: row.kind == RowKind::Group,
                groups: row.groups.iter().filter_map(|group| places.get(group).copied()).collect(),
                unit: roles::unit_of(row.unit.as_ref()),
                additive: roles::is_additive(label, row.unit.as_ref()),
                is_total: roles::is_total(label),
                slots: Vec::with_capacity(cells.len()),
                ragged: affix::is_ragged(row, &kept),
            });
        }
    }
    quantum::read_amounts(report, &kept, &mut sheet);
    roles::settle_columns(&mut sheet);
    sheet
}

/// The paragraphs after a table that can speak of it.
fn notes(after: &[Block]) -> String {
    let mut notes = String::new();
    for block in after.iter().take(14) {
        match &block.kind {
            BlockKind::Heading { .. } | BlockKind::Table(_) | BlockKind::Caption(_) => break,
            _ => {
                if let Some(text) = block.text() {
                    notes.push_str(&lower(&text.plain));
                    notes.push('\n');
                }
            }
        }
    }
    notes
}

/// The figure of a cell that arithmetic can use: the only one, or the first of `128 (82%)`.
fn figure_of(report: &Report, cell: &TableCell) -> Option<FigureId> {
    let figures = cell.text.figures.clone();
    let second = figures.len() == 2 && report.figures[figures.start + 1].figure.kind == Kind::Percent;
    if cell.content != CellContent::Number || !(figures.len() == 1 || second) {
        return None;
    }
    let figure = &report.figures[figures.start].figure;
    let plain = figure.kind.carries_arithmetic() && figure.upper.is_none();
    (plain && figure.qualifier == Qualifier::Exact).then_some(figures.start)
}

/// `value` as a whole number of half units of `10^-scale`.
fn halves(value: Decimal, scale: u32) -> Option<i128> {
    let scaled =
        value.checked_mul(Decimal::from(2_i64.checked_mul(10_i64.checked_pow(scale)?)?))?.normalize();
    (scaled.scale() == 0).then(|| scaled.mantissa())
}

fn is_value(role: ColumnRole) -> bool {
    role == ColumnRole::Value
}
