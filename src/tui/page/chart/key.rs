//! The values under a chart: a row for each part, a column for each period.

use super::super::super::line::{Ink, Line, Piece};
use super::super::super::text;
use super::super::value::{Value, set_right};
use super::{Data, named, widest};

/// No name is cut shorter for the columns.
const SHORTEST: usize = 8;

/// A table, or where it has no room a line for each value under the name of its part; `fill` draws the parts.
pub(super) fn table(data: &Data, fill: Option<fn(usize, usize) -> Piece>, cells: usize) -> Vec<Vec<Line>> {
    let lead = |part: usize, line: Line| match fill {
        Some(fill) => line.after(Piece::new(Ink::Text, " ")).after(fill(part, 1)),
        None => line,
    };
    let margin = if fill.is_some() { 2 } else { 0 };
    let columns: Vec<usize> = (0..data.chart.periods.len()).map(|at| column(data, at)).collect();
    let natural = widest(data.parts.iter().map(|part| text::width(&part.name)));
    let room = cells.checked_sub(columns.iter().sum::<usize>() + margin);
    let Some(name_cells) = room.filter(|room| *room >= natural.min(SHORTEST)) else {
        let records = data.parts.iter().enumerate().map(|(at, part)| {
            let mut lines = vec![lead(at, named(Ink::Text, &part.name, cells.saturating_sub(margin)))];
            lines.extend(records(data, &part.values));
            lines
        });
        return std::iter::once(Vec::new()).chain(records).collect();
    };
    let name_cells = name_cells.min(natural);
    let ends: Vec<usize> =
        (0..columns.len()).map(|at| margin + name_cells + columns[..=at].iter().sum::<usize>() - 1).collect();
    let head = |words: &dyn Fn(usize) -> String| {
        let mut line = Line::default();
        for (at, end) in ends.iter().enumerate() {
            let words = words(at);
            line.pad_to(end - text::width(&words));
            line.pieces.push(Piece::new(Ink::Dim, words));
        }
        line
    };
    let mut heads = vec![head(&|at| data.chart.periods[at].to_string())];
    if data.standing_cells() > 0 {
        heads.push(head(&|at| data.standing(at).trim_start().to_owned()));
    }
    let row = |(at, part): (usize, &super::Part)| {
        let mut line = lead(at, named(Ink::Text, &part.name, name_cells));
        for (value, end) in part.values.iter().zip(&ends) {
            set_right(&mut line, *end, value.as_ref());
        }
        vec![line]
    };
    std::iter::once(heads).chain(data.parts.iter().enumerate().map(row)).collect()
}

/// Two blanks, the widest of what stands in the column, and the cell of the mark.
fn column(data: &Data, at: usize) -> usize {
    let values = data.parts.iter().filter_map(|part| part.values[at].as_ref()).map(Value::width);
    let head = [text::width(&data.chart.periods[at].0), text::width(data.standing(at).trim_start())];
    widest(values.chain(head)) + 3
}

fn records<'a>(data: &'a Data, values: &'a [Option<Value>]) -> impl Iterator<Item = Line> {
    let end = 2 + data.period_cells() + 2 + data.value_cells();
    values.iter().enumerate().map(move |(at, value)| {
        let mut line = Line::plain(Ink::Dim, format!("  {}", data.chart.periods[at]));
        set_right(&mut line, end, value.as_ref());
        line.pad_to(end + 1);
        line.pieces.push(Piece::new(Ink::Dim, data.standing(at)));
        line
    })
}
