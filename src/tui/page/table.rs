//! Tables as tables: words wrap in their cells, numbers stand right with their mark in the next cell.
//!
//! A table too wide for the pane is drawn as records, a line for each cell, so that nothing is cut away.

use crate::report::{ColumnRole, RowKind, Table, TableCell};

use super::super::line::{Ink, Line, Piece};
use super::super::text;
use super::{Setting, prose};

/// Wider tables are hard to read along their rows.
const WIDEST: usize = 76;
/// No word column asks for more than this before it wraps within a word.
const LONGEST_WORD: usize = 14;

/// Lays out a table in at most `cells`, a group of lines for each row.
pub(super) fn lay(setting: &Setting, table: &Table, cells: usize) -> Vec<Vec<Line>> {
    let columns: Vec<Needs> = (0..table.columns.len()).map(|column| needs(setting, table, column)).collect();
    let cells = cells.min(WIDEST);
    [2, 1]
        .into_iter()
        .find_map(|gap| widths(table, &columns, cells, gap).map(|widths| (gap, widths)))
        .map_or_else(
            || records(setting, table, cells),
            |(gap, widths)| rows(setting, table, &columns, &widths, gap),
        )
}

/// What a column asks for, in cells.
struct Needs {
    /// All on one line.
    natural: usize,
    /// Wrapped as often as can be.
    least: usize,
    /// Numbers stand right.
    right: bool,
    /// A cell at the right is kept for marks.
    marked: bool,
}

fn needs(setting: &Setting, table: &Table, column: usize) -> Needs {
    let right = table.columns[column].numeric;
    let cells = || {
        let rows = table.rows.iter().filter(|row| row.kind != RowKind::Group);
        rows.filter_map(move |row| row.cells.get(column))
    };
    let has_mark = |cell: &TableCell| cell.text.figures.clone().any(|id| prose::mark(setting, id).is_some());
    let marked = right && cells().any(has_mark);
    let mut needs = Needs { natural: 1, least: 1, right, marked };
    for cell in cells() {
        let solids = prose::solids(setting, &cell.text);
        let plain = &cell.text.plain;
        let natural = plain.split('\n').map(text::width).max().unwrap_or(0);
        let marks: usize = solids.iter().map(|solid| solid.mark).sum();
        let slot = usize::from(marked && marks == 0);
        let least = text::widest_stretch(plain, &solids);
        needs.natural = needs.natural.max(natural + marks + slot);
        needs.least = needs.least.max(if right { least + slot } else { least.min(LONGEST_WORD) });
    }
    needs.natural = needs.natural.max(needs.least);
    needs
}

/// The width of each column, if the table fits.
fn widths(table: &Table, columns: &[Needs], cells: usize, gap: usize) -> Option<Vec<usize>> {
    let room = cells.checked_sub(gap * columns.len().saturating_sub(1))?;
    let least: usize = columns.iter().map(|column| column.least).sum();
    let mut spare = room.checked_sub(least)?;
    let mut widths: Vec<usize> = columns.iter().map(|column| column.least).collect();
    // A cell at a time to whoever is shortest of what it asks for, relative to that: fair, and never a remainder.
    while spare > 0 {
        let hungry = |at: &usize| widths[*at] < columns[*at].natural;
        let Some(at) =
            (0..columns.len()).filter(hungry).min_by_key(|at| widths[*at] * 1000 / columns[*at].natural)
        else {
            break;
        };
        widths[at] += 1;
        spare -= 1;
    }
    let label = table.columns.iter().position(|column| column.role == ColumnRole::Label && !column.numeric);
    if let Some(label) = label.or((!columns.is_empty()).then_some(0)) {
        widths[label] += spare;
    }
    Some(widths)
}

fn rows(setting: &Setting, table: &Table, columns: &[Needs], widths: &[usize], gap: usize) -> Vec<Vec<Line>> {
    let whole = widths.iter().sum::<usize>() + gap * widths.len().saturating_sub(1);
    let last_head = table.rows.iter().rposition(|row| row.kind == RowKind::Head);
    let mut groups = Vec::with_capacity(table.rows.len());
    for (at, row) in table.rows.iter().enumerate() {
        let base = match row.kind {
            RowKind::Head => Ink::Dim,
            RowKind::Group => Ink::Strong,
            RowKind::Data => Ink::Text,
        };
        if row.kind == RowKind::Group {
            let cells = row.cells.iter().enumerate().filter(|(_, cell)| !cell.text.plain.is_empty());
            groups.push(
                cells
                    .flat_map(|(column, cell)| {
                        prose::lay(setting, &cell.text, Some((at, column)), base, whole)
                    })
                    .collect(),
            );
            continue;
        }
        let mut cells: Vec<Vec<Line>> = row
            .cells
            .iter()
            .enumerate()
            .zip(widths)
            .map(|((column, cell), width)| {
                let room = width - usize::from(columns[column].marked && lacks_mark(setting, cell));
                prose::lay(setting, &cell.text, Some((at, column)), base, room.max(1))
            })
            .collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(1);
        let mut lines = vec![Line::default(); height];
        for (column, cell) in cells.iter_mut().enumerate() {
            for (line, content) in
                lines.iter_mut().zip(cell.drain(..).map(Some).chain(std::iter::repeat(None)))
            {
                let content = content.unwrap_or_default();
                place(line, content, &columns[column], widths[column]);
                if column + 1 < widths.len() {
                    line.pieces.push(Piece::new(Ink::Text, " ".repeat(gap)));
                }
            }
        }
        if Some(at) == last_head {
            lines.push(Line::plain(Ink::Border, "─".repeat(whole)));
        }
        groups.push(lines);
    }
    groups
}

fn lacks_mark(setting: &Setting, cell: &TableCell) -> bool {
    !cell.text.figures.clone().any(|id| prose::mark(setting, id).is_some())
}

/// Puts the content of a cell at the end of a line, in the width of its column.
fn place(line: &mut Line, content: Line, column: &Needs, width: usize) {
    let ends_in_mark = matches!(content.pieces.last(), Some(Piece { ink: Ink::Mark(_), .. }));
    let used = content.width();
    let after = usize::from(column.right && column.marked && !ends_in_mark).min(width.saturating_sub(used));
    let before = if column.right { width.saturating_sub(used + after) } else { 0 };
    let start = line.width();
    if before > 0 {
        line.pieces.push(Piece::new(Ink::Text, " ".repeat(before)));
    }
    line.pieces.extend(content.pieces);
    line.pad_to(start + width);
}

/// Each row as a heading and a line for each of its cells.
fn records(setting: &Setting, table: &Table, cells: usize) -> Vec<Vec<Line>> {
    let mut groups = Vec::new();
    for (at, row) in table.body() {
        let mut lines = Vec::new();
        for (column, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.text.plain.is_empty()) {
            let place = Some((at, column));
            if lines.is_empty() {
                lines.extend(prose::lay(setting, &cell.text, place, Ink::Strong, cells));
                continue;
            }
            let head = format!("  {}  ", text::cut(&table.columns[column].head, cells / 2));
            let margin = text::width(&head);
            let content =
                prose::lay(setting, &cell.text, place, Ink::Text, cells.saturating_sub(margin).max(8));
            lines.extend(content.into_iter().enumerate().map(|(at, line)| {
                line.after(match at {
                    0 => Piece::new(Ink::Dim, head.clone()),
                    _ => Piece::new(Ink::Text, " ".repeat(margin)),
                })
            }));
        }
        groups.push(lines);
    }
    groups
}
