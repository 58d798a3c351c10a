//! Tables as tables: words wrap in their cells, numbers stand right with their mark in the next cell.
//!
//! A table too wide for the pane has its words on lines of their own, above their numbers; one of many words
//! is drawn as records, a line for each cell. Nothing is cut away.

use crate::report::{ColumnRole, RowKind, Table, TableCell};

use super::super::line::{Ink, Line, Piece};
use super::super::text;
use super::{Setting, prose};

/// Wider tables are hard to read along their rows.
const WIDEST: usize = 76;
/// No word column asks for more than this before it wraps within a word.
const LONGEST_WORD: usize = 14;
/// No word column is content with less than this if it has more to say.
const SHORTEST_WORDS: usize = 8;

/// Lays out a table in at most `cells`, a group of lines for each row.
pub(super) fn lay(setting: &Setting, table: &Table, cells: usize) -> Vec<Vec<Line>> {
    let columns: Vec<Needs> = (0..table.columns.len()).map(|column| needs(setting, table, column)).collect();
    let all: Vec<usize> = (0..columns.len()).collect();
    let wide = cells.min(WIDEST);
    if let Some((gap, widths)) = fit(table, &columns, &all, wide) {
        return rows(setting, table, &Grid { columns: &columns, chosen: &all, widths, gap }, wide);
    }
    let (numbers, words): (Vec<usize>, Vec<usize>) = all.into_iter().partition(|at| columns[*at].right);
    if words.len() <= 2
        && let Some((gap, widths)) = fit(table, &columns, &numbers, wide.saturating_sub(2))
    {
        return rows(setting, table, &Grid { columns: &columns, chosen: &numbers, widths, gap }, wide);
    }
    records(setting, table, wide)
}

/// Some columns of a table with the widths that they were given.
struct Grid<'a> {
    columns: &'a [Needs],
    chosen: &'a [usize],
    widths: Vec<usize>,
    gap: usize,
}

impl Grid<'_> {
    fn width(&self) -> usize {
        self.widths.iter().sum::<usize>() + self.gap * self.widths.len().saturating_sub(1)
    }

    /// Whether words stand in the grid too, or on lines of their own above their numbers.
    fn is_whole(&self) -> bool {
        self.chosen.len() == self.columns.len()
    }
}

/// The widths of some columns, and the gap between them, if they fit.
fn fit(table: &Table, columns: &[Needs], chosen: &[usize], cells: usize) -> Option<(usize, Vec<usize>)> {
    [2, 1].into_iter().find_map(|gap| Some((gap, widths(table, columns, chosen, cells, gap)?)))
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
        let stretch = text::widest_stretch(plain, &solids);
        // Han breaks anywhere, but a column of single characters is no column.
        let least = if right {
            stretch.max(natural.min(6)) + slot
        } else {
            stretch.min(LONGEST_WORD).max(natural.min(SHORTEST_WORDS))
        };
        needs.natural = needs.natural.max(natural + marks + slot);
        needs.least = needs.least.max(least);
    }
    needs.natural = needs.natural.max(needs.least);
    needs
}

/// The width of each chosen column, if they fit.
fn widths(
    table: &Table,
    columns: &[Needs],
    chosen: &[usize],
    cells: usize,
    gap: usize,
) -> Option<Vec<usize>> {
    let room = cells.checked_sub(gap * chosen.len().saturating_sub(1))?;
    let needs: Vec<&Needs> = chosen.iter().map(|at| &columns[*at]).collect();
    let mut widths: Vec<usize> = needs.iter().map(|column| column.least).collect();
    let mut spare = room.checked_sub(widths.iter().sum())?;
    // A cell at a time to whoever is shortest of what it asks for, relative to that: fair, and never a remainder.
    while spare > 0 {
        let hungry = |at: &usize| widths[*at] < needs[*at].natural;
        let shortest = |at: &usize| widths[*at] * 1000 / needs[*at].natural;
        let Some(at) = (0..needs.len()).filter(hungry).min_by_key(shortest) else { break };
        widths[at] += 1;
        spare -= 1;
    }
    let is_label = |at: &usize| table.columns[*at].role == ColumnRole::Label && !columns[*at].right;
    if let Some(first) = widths.get_mut(chosen.iter().position(is_label).unwrap_or(0)) {
        *first += spare;
    }
    Some(widths)
}

fn rows(setting: &Setting, table: &Table, grid: &Grid, cells: usize) -> Vec<Vec<Line>> {
    let last_head = table.rows.iter().rposition(|row| row.kind == RowKind::Head);
    let mut groups = Vec::with_capacity(table.rows.len());
    for (at, row) in table.rows.iter().enumerate() {
        let base = match row.kind {
            RowKind::Head => Ink::Dim,
            RowKind::Group => Ink::Strong,
            RowKind::Data => Ink::Text,
        };
        if row.kind == RowKind::Group {
            groups.push(words(setting, table, at, &|_| true, base, cells));
            continue;
        }
        let mut lines = Vec::new();
        if !grid.is_whole() {
            lines = words(setting, table, at, &|column| !grid.columns[column].right, base, cells);
        }
        let mut numbers = line_up(setting, table, at, grid, base, cells);
        // Words that end before the numbers begin share their line.
        if let (false, Some(last), [only]) = (grid.is_whole(), lines.last(), numbers.as_mut_slice())
            && last.width() + grid.width() + 2 <= cells
            && let Some(mut line) = lines.pop()
        {
            line.pad_to(cells - grid.width());
            // What the numbers begin with is the blank that the words now fill.
            line.pieces.extend(only.pieces.drain(1..));
            numbers = vec![line];
        }
        lines.extend(numbers);
        if Some(at) == last_head {
            lines.push(Line::plain(
                Ink::Border,
                super::super::cells::border().across.repeat(if grid.is_whole() {
                    grid.width()
                } else {
                    cells
                }),
            ));
        }
        groups.push(lines);
    }
    groups
}

/// The words of a row one after another, on lines of their own.
fn words(
    setting: &Setting,
    table: &Table,
    at: usize,
    which: &dyn Fn(usize) -> bool,
    base: Ink,
    cells: usize,
) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (column, cell) in table.rows[at].cells.iter().enumerate() {
        if !which(column) || cell.text.plain.is_empty() {
            continue;
        }
        let ink = if table.columns[column].role == ColumnRole::Unit { Ink::Dim } else { base };
        let mut content = prose::lay(setting, &cell.text, Some((at, column)), ink, cells);
        if let (Some(last), [only]) = (lines.last_mut(), content.as_mut_slice())
            && last.width() + 2 + only.width() <= cells
        {
            last.pieces.push(Piece::new(Ink::Text, "  "));
            last.pieces.append(&mut only.pieces);
            continue;
        }
        lines.extend(content);
    }
    lines
}

/// The cells of a row side by side, in the columns of the grid; flush right where the words stand above.
fn line_up(setting: &Setting, table: &Table, at: usize, grid: &Grid, base: Ink, cells: usize) -> Vec<Line> {
    let margin = if grid.is_whole() { 0 } else { cells.saturating_sub(grid.width()) };
    let lay = |(index, column): (usize, &usize)| {
        let Some(cell) = table.rows[at].cells.get(*column) else { return Vec::new() };
        let slot = usize::from(grid.columns[*column].marked && lacks_mark(setting, cell));
        let room = grid.widths[index].saturating_sub(slot).max(1);
        prose::lay(setting, &cell.text, Some((at, *column)), base, room)
    };
    let contents: Vec<Vec<Line>> = grid.chosen.iter().enumerate().map(lay).collect();
    let height = contents.iter().map(Vec::len).max().unwrap_or(0);
    let mut lines = vec![Line::default(); height];
    for (row, line) in lines.iter_mut().enumerate() {
        line.pad_to(margin);
        for (index, content) in contents.iter().enumerate() {
            let content = content.get(row).cloned().unwrap_or_default();
            place(line, content, &grid.columns[grid.chosen[index]], grid.widths[index]);
            if index + 1 < contents.len() {
                line.pieces.push(Piece::new(Ink::Text, " ".repeat(grid.gap)));
            }
        }
    }
    lines
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
