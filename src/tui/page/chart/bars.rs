//! A bar for each value, its figure behind it.

use rust_decimal::Decimal;

use super::super::super::line::{Ink, Line, Piece};
use super::super::super::text;
use super::super::bars::bar;
use super::super::value::{Value, set_right};
use super::{Data, named, widest};

/// Longer bars say no more.
const LONGEST: usize = 30;
/// Names leave as much to the bars.
const SHORTEST: usize = 6;

/// One line for each part and period that has a value.
pub(super) fn lay(data: &Data, cells: usize) -> Vec<Vec<Line>> {
    let periods = &data.chart.periods;
    let name = |part: &str, at: usize| match (data.parts.len() > 1, periods.len() > 1) {
        (true, true) => format!("{part} {}", periods[at]),
        (false, true) => periods[at].to_string(),
        _ => part.to_owned(),
    };
    let rows: Vec<(String, &Value, String)> = data
        .parts
        .iter()
        .flat_map(|part| part.values.iter().enumerate().map(move |(at, value)| (part, at, value)))
        .filter_map(|(part, at, value)| Some((name(&part.name, at), value.as_ref()?, data.standing(at))))
        .collect();
    let largest = rows.iter().map(|row| row.1.exact).max().unwrap_or(Decimal::ZERO);
    let value_cells = data.value_cells();
    // Two blanks, and the cell of the mark.
    let behind = value_cells + data.standing_cells() + 3;
    let name_cells = widest(rows.iter().map(|row| text::width(&row.0)))
        .min(cells / 2)
        .min(cells.saturating_sub(behind + SHORTEST).max(SHORTEST));
    let bar_cells = cells.saturating_sub(name_cells + behind).min(LONGEST);
    let row = |(name, value, standing): &(String, &Value, String)| {
        let mut line = named(Ink::Text, name, name_cells);
        line.pieces.push(Piece::new(Ink::Text, " "));
        line.pieces.push(Piece::new(Ink::Link, bar(value.exact, largest, bar_cells)));
        let end = name_cells + bar_cells + 2 + value_cells;
        set_right(&mut line, end, Some(value));
        if !standing.is_empty() {
            line.pad_to(end + 1);
            line.pieces.push(Piece::new(Ink::Dim, standing.clone()));
        }
        vec![line]
    };
    rows.iter().map(row).collect()
}
