//! From a grid of cells to a [`Table`]: which rows are heads and groups, which columns are labels, units, values.

use std::ops::Range;

use crate::figures::{self, Cell, Figure, Kind, Unit, unit};
use crate::source::Span;

use super::draft::{Grid, Placing};
use super::inline::Builder;
use super::text::lower;
use super::{CellContent, Column, ColumnRole, Period, Place, Row, RowKind, Table, TableCell, Text};

/// Tables with more columns are not read.
pub(super) const COLUMN_LIMIT: usize = 64;

/// Reads a table; its title may name the period.
pub(super) fn read(grid: Grid, place: Place, placing: &mut Placing) -> Table {
    let Grid { ranges, cells, title, bound_to } = grid;
    let width = width(&ranges);
    let mut rows = Vec::new();
    for (index, (ranges, cells)) in ranges.iter().zip(cells).enumerate() {
        rows.push(row(index, ranges, cells, width, place, placing));
    }
    let mut table = Table { columns: Vec::new(), rows, bound_to, period: None };
    let heads = head_rows(&table.rows, placing.figures_of());
    for row in &mut table.rows[..heads] {
        row.kind = RowKind::Head;
    }
    table.columns = (0..width).map(|column| describe(column, &table.rows, heads)).collect();
    first_is_label(&mut table.columns);
    table.period = period_in(&title).or_else(|| {
        let corner = table.rows.first()?.cells.first()?;
        period_in(&corner.text.plain)
    });
    groups(&mut table);
    units(&mut table, placing);
    table
}

/// How many columns a grid has.
pub(super) fn width(ranges: &[Vec<Range<usize>>]) -> usize {
    ranges.iter().map(Vec::len).max().unwrap_or(0)
}

fn row(
    index: usize,
    ranges: &[Range<usize>],
    cells: Vec<Builder>,
    width: usize,
    place: Place,
    placing: &mut Placing,
) -> Row {
    let file = placing.reader.file;
    let end = ranges.last().map_or(0, |cell| cell.end);
    let span = Span::new(file, ranges.first().map_or(end, |cell| cell.start), end);
    let mut read: Vec<TableCell> = Vec::with_capacity(width);
    for (column, (range, builder)) in ranges.iter().zip(cells).enumerate() {
        let (content, found) = content(builder.plain());
        let text = builder.finish_with(found, Place { cell: Some((index, column)), ..place }, placing);
        read.push(TableCell { text, span: Span::new(file, range.start, range.end), content });
    }
    while read.len() < width {
        let empty = placing.figures.len()..placing.figures.len();
        let text = Text { figures: empty, ..Text::empty() };
        read.push(TableCell { text, span: Span::new(file, end, end), content: CellContent::Empty });
    }
    Row { kind: RowKind::Data, cells: read, groups: Vec::new(), unit: None, span }
}

/// What a cell holds, and its figures: those of an amount are read as a cell, in which brackets make a number negative.
fn content(plain: &str) -> (CellContent, Vec<Figure>) {
    match figures::cell(plain) {
        Cell::Number(found) => (CellContent::Number, found),
        Cell::Missing => (CellContent::Missing, figures::lex(plain)),
        Cell::Empty => (CellContent::Empty, Vec::new()),
        Cell::Text(found) => (CellContent::Words, found),
    }
}

/// Words of more bytes than this are no head of a column.
const LONGEST_HEAD: usize = 90;

/// The first row, and those below it whose first cell is empty and that hold no quantity. Under a title that spans the
/// table, a row of years is a head whatever its first cell says.
fn head_rows(rows: &[Row], is_quantity: impl Fn(&Text) -> bool) -> usize {
    let mut heads = 1.min(rows.len());
    if let [title, below, ..] = rows
        && others(title).count() <= 1
        && others(below).count() >= 2
        && others(below).all(|cell| period_in(&cell.text.plain).is_some())
    {
        heads = 2;
    }
    while let Some(row) = rows.get(heads) {
        let filled = row.cells.iter().filter(|cell| cell.content != CellContent::Empty).count();
        let first_empty = row.cells.first().is_some_and(|cell| cell.content == CellContent::Empty);
        let quantities = row.cells.iter().any(|cell| is_quantity(&cell.text));
        let sentence = row.cells.iter().any(|cell| cell.text.plain.len() > LONGEST_HEAD);
        if heads >= 5 || !first_empty || filled < 2 || quantities || sentence {
            break;
        }
        heads += 1;
    }
    heads
}

/// The cells with words or numbers, the first column left out.
fn others(row: &Row) -> impl Iterator<Item = &TableCell> {
    row.cells.iter().skip(1).filter(|cell| cell.content != CellContent::Empty)
}

impl Placing<'_> {
    fn figures_of(&self) -> impl Fn(&Text) -> bool + '_ {
        |text| self.figures[text.figures.clone()].iter().any(|placed| !Table::heads(placed.figure.kind))
    }
}

fn describe(column: usize, rows: &[Row], heads: usize) -> Column {
    let words: Vec<&str> = rows[..heads].iter().map(|row| row.cells[column].text.plain.trim()).collect();
    let head = words.iter().copied().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ");
    let body = || rows[heads..].iter().map(|row| row.cells[column].content);
    let filled = body().filter(|content| *content != CellContent::Empty).count();
    let numbers =
        body().filter(|content| matches!(content, CellContent::Number | CellContent::Missing)).count();
    let period = period_in(&head).or_else(|| one_period(&words));
    let numeric = numbers * 2 > filled || (period.is_some() && numbers > 0);
    let lower = lower(&head);
    let role = match lower.as_str() {
        "單位" | "单位" | "unit" | "units" => ColumnRole::Unit,
        "頁" | "頁碼" | "页" | "註" | "附註" | "note" | "notes" | "page" | "gri" => {
            ColumnRole::Reference
        }
        _ if numeric => ColumnRole::Value,
        _ => ColumnRole::Attribute,
    };
    let unit = unit::parse(&lower).or_else(|| parenthesised(&head).and_then(unit::parse));
    Column { head, role, period, unit, numeric }
}

fn first_is_label(columns: &mut [Column]) {
    if let Some(first) = columns.first_mut() {
        first.role = ColumnRole::Label;
    }
}

/// The only period that the cells of a head name one by one: `2019` above `£m`.
fn one_period(cells: &[&str]) -> Option<Period> {
    let mut periods: Vec<Period> = cells.iter().filter_map(|words| period_in(words)).collect();
    periods.dedup();
    if periods.len() == 1 { periods.pop() } else { None }
}

/// The period that some words name, if they name just one: `2021年`, `FY2023`, `2023年各板塊培訓數據`.
#[must_use]
pub fn period_in(words: &str) -> Option<Period> {
    let year = |figure: &Figure| {
        let value = u32::try_from(figure.value.trunc().mantissa() / 10_000).ok()?;
        let is_year = matches!(figure.kind, Kind::Period | Kind::Date) && (1900..2200).contains(&value);
        is_year.then(|| Period(value.to_string()))
    };
    let mut years = figures::lex(words).iter().filter_map(year).collect::<Vec<_>>();
    years.dedup();
    if years.len() == 1 { years.pop() } else { None }
}

/// A row with a label and nothing else heads the rows below. `按…` and `By …` stand under the last
/// other group and replace each other; any other group begins anew.
fn groups(table: &mut Table) {
    let mut outer: Option<usize> = None;
    let mut by: Option<usize> = None;
    for index in 0..table.rows.len() {
        let row = &table.rows[index];
        if row.kind == RowKind::Head {
            continue;
        }
        let rest_empty = row.cells.iter().skip(1).all(|cell| cell.content == CellContent::Empty);
        let labelled = row.cells.first().is_some_and(|cell| cell.content != CellContent::Empty);
        if labelled && rest_empty && row.cells.len() > 1 {
            let label = lower(row.cells[0].text.plain.trim_start());
            table.rows[index].kind = RowKind::Group;
            if label.starts_with('按') || label.starts_with("by ") {
                table.rows[index].groups = outer.into_iter().collect();
                by = Some(index);
            } else {
                outer = Some(index);
                by = None;
            }
        } else {
            table.rows[index].groups = outer.into_iter().chain(by).collect();
        }
    }
}

/// Gives each row its unit, and each figure of a value column the unit of its row or column.
fn units(table: &mut Table, placing: &mut Placing) {
    let unit_column = table.columns.iter().position(|column| column.role == ColumnRole::Unit);
    let of_amounts: Vec<bool> =
        (0..table.columns.len()).map(|column| is_of_amounts(column, &table.rows, placing)).collect();
    for row in table.rows.iter_mut().filter(|row| row.kind == RowKind::Data) {
        let stated = unit_column.and_then(|column| stated_unit(&row.cells[column].text.plain));
        let label = row.cells.first().map_or("", |cell| cell.text.plain.as_str());
        row.unit = stated.or_else(|| parenthesised(label).and_then(unit::parse));
        for ((cell, column), amounts) in row.cells.iter().zip(&table.columns).zip(&of_amounts) {
            if column.role != ColumnRole::Value || cell.content != CellContent::Number {
                continue;
            }
            for placed in &mut placing.figures[cell.text.figures.clone()] {
                let unit = row.unit.as_ref().or(column.unit.as_ref());
                if *amounts {
                    placed.figure = placed.figure.as_plain_number();
                }
                adopt(&mut placed.figure, unit);
            }
        }
        if row.unit.is_none() {
            row.unit = own_unit(row, placing);
        }
    }
}

/// Most of a column's cells are amounts: then a bare `1900` in it is one too, and no year.
fn is_of_amounts(column: usize, rows: &[Row], placing: &Placing) -> bool {
    let cells = rows.iter().filter(|row| row.kind == RowKind::Data).filter_map(|row| row.cells.get(column));
    let numbers = cells.filter(|cell| cell.content == CellContent::Number);
    let figures = numbers.filter_map(|cell| placing.figures[cell.text.figures.clone()].first());
    let (dates, amounts): (Vec<_>, Vec<_>) = figures.partition(|placed| placed.figure.kind == Kind::Date);
    amounts.len() > dates.len()
}

/// What a unit column says; a unit that nobody knows is still another than its neighbours'.
fn stated_unit(words: &str) -> Option<Unit> {
    if let Some(unit) = unit::parse(words) {
        return Some(unit);
    }
    let bare: String = lower(words).chars().filter(|c| !c.is_whitespace()).collect();
    let (symbol, per) = match bare.split_once(['/', '／']) {
        Some((symbol, per)) if !per.is_empty() => (symbol, Some(per.to_owned())),
        _ => (bare.as_str(), None),
    };
    let named = symbol.chars().any(char::is_alphabetic);
    named.then(|| Unit { per, ..Unit::new(symbol) })
}

/// The unit that every figure of a row carries itself.
fn own_unit(row: &Row, placing: &Placing) -> Option<Unit> {
    let mut units = row
        .cells
        .iter()
        .filter(|cell| cell.content == CellContent::Number)
        .filter_map(|cell| placing.figures[cell.text.figures.clone()].first())
        .map(|placed| placed.figure.unit.clone());
    let first = units.next()??;
    units.all(|unit| unit.as_ref() == Some(&first)).then_some(first)
}

/// A bare figure in a cell takes the unit of its row or column, and the kind that goes with it.
fn adopt(figure: &mut Figure, unit: Option<&Unit>) {
    let Some(unit) = unit else { return };
    if figure.unit.is_none() {
        *figure = figure.with_unit(unit.clone());
    }
}

/// The last parenthesis of a label: `收入（百萬元）`.
fn parenthesised(label: &str) -> Option<&str> {
    let open = label.rfind(['(', '（'])?;
    let inside = label[open..].trim_start_matches(['(', '（']);
    Some(inside.trim_end_matches([')', '）', ' ']))
}
