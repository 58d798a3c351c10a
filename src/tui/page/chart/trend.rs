//! A line of dots for each part, all of one scale, with the first and the last value beside it.

use rust_decimal::Decimal;

use super::super::super::cells;
use super::super::super::line::{Ink, Line, Piece};
use super::super::super::text;
use super::super::bars::steps_of;
use super::super::value::{Value, set_right};
use super::dots::{Grid, Point};
use super::{Data, Part, key, named};

/// Wider lines say no more.
const WIDEST: usize = 48;
/// In fewer cells no line is seen.
const NARROWEST: usize = 4;
/// Rows of a line; of each of many.
const ROWS: usize = 6;
const ROWS_OF_MANY: usize = 4;

/// A grid for each part, then all values in a table.
pub(super) fn lay(data: &Data, cells: usize) -> Vec<Vec<Line>> {
    let value_cells = data.value_cells();
    // Before and behind the dots: the value, its mark, a blank.
    let width = cells.saturating_sub(2 * (value_cells + 2)).min(WIDEST);
    let ascii = cells::get().ascii_signs;
    let rows = match data.parts.len() {
        _ if ascii => 1,
        ..=2 => ROWS,
        _ => ROWS_OF_MANY,
    };
    let exact = || data.parts.iter().flat_map(|part| &part.values).flatten().map(|value| value.exact);
    let least = exact().min().unwrap_or(Decimal::ZERO).min(Decimal::ZERO);
    let reach = exact().max().unwrap_or(Decimal::ZERO).max(Decimal::ZERO).saturating_sub(least);
    let grid = Grid { width, rows, steps: if ascii { 4 } else { rows * 4 } };
    let points = |part: &Part| -> Vec<Option<Point>> {
        let point = |(at, value): (usize, &Option<Value>)| {
            let above = value.as_ref()?.exact.saturating_sub(least);
            let aimed = data.chart.standing(&data.chart.periods[at]).is_some();
            Some(Point { height: steps_of(above, reach, grid.steps - 1), aimed })
        };
        part.values.iter().enumerate().map(point).collect()
    };
    let several = data.parts.len() > 1;
    let mut groups: Vec<Vec<Line>> = data
        .parts
        .iter()
        .map(|part| {
            let name = several.then(|| named(Ink::Text, &part.name, cells));
            let drawn =
                if width < NARROWEST { Vec::new() } else { drawn(part, &grid, &points(part), value_cells) };
            name.into_iter().chain(drawn).collect()
        })
        .collect();
    groups.push(if width < NARROWEST { Vec::new() } else { vec![foot(data, value_cells + 2, width)] });
    groups.extend(key::table(data, None, cells));
    groups
}

/// The rows of a grid with the ends of the line labelled, each at its height.
fn drawn(part: &Part, grid: &Grid, points: &[Option<Point>], value_cells: usize) -> Vec<Line> {
    let first = part.values.iter().position(Option::is_some);
    let last = part.values.iter().rposition(Option::is_some);
    let label = |at: Option<usize>, row: usize| {
        let height = points[at?].as_ref()?.height;
        part.values[at?].as_ref().filter(|_| grid.row_of(height) == row)
    };
    let line = |(row, dots): (usize, String)| {
        let mut line = Line::default();
        if let Some(value) = label(first, row) {
            set_right(&mut line, value_cells, Some(value));
        }
        line.pad_to(value_cells + 2);
        line.pieces.push(Piece::new(Ink::Link, dots));
        if let Some(value) = label(last, row).filter(|_| last != first) {
            line.pieces.push(Piece::new(Ink::Text, " "));
            let end = line.width() + value_cells;
            set_right(&mut line, end, Some(value));
        }
        line
    };
    grid.draw(points).into_iter().enumerate().map(line).collect()
}

/// The first and the last period, under the ends of the lines.
fn foot(data: &Data, left: usize, width: usize) -> Line {
    let words = |at: usize| format!("{}{}", data.chart.periods[at], data.standing(at));
    let Some(last) = data.chart.periods.len().checked_sub(1) else { return Line::default() };
    let mut line = Line::default();
    line.pad_to(left);
    line.pieces.push(Piece::new(Ink::Dim, words(0)));
    if last > 0 {
        line.pieces.push(Piece::new(Ink::Text, " "));
        line.pad_to((left + width).saturating_sub(text::width(&words(last))));
        line.pieces.push(Piece::new(Ink::Dim, words(last)));
    }
    line
}
