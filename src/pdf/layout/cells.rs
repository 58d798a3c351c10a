//! Cells: words in one language or two, and figures that stand under each other at the decimal point.

use super::Layout;
use super::grid::{Column, Type};
use super::setter::{Fill, Line};
use super::table::{Head, Kind, Sheet, first_baseline, inner};
use super::words::{GAP, Words};
use crate::pdf::colour::Colour;
use crate::pdf::{Warning, WarningKind};
use crate::report::{CellContent, TableCell};
use crate::source::{Language, Span};

pub const PAD_LEFT: f32 = 4.0;
pub const PAD_RIGHT: f32 = 6.0;

/// What a cell says.
#[derive(Clone, Debug)]
pub struct Cell {
    pub words: Words,
    /// The other language's words, where they differ.
    pub second: Option<Words>,
    pub content: CellContent,
    /// Where it stands in the source, if it does, and where the other language's cell does.
    pub span: Option<Span>,
    pub second_span: Option<Span>,
}

impl Cell {
    /// A cell of the report, with its counterpart; what both say alike is said once.
    #[must_use]
    pub fn new((language, cell): (Language, &TableCell), second: Option<(Language, &TableCell)>) -> Cell {
        let words = Words::of(&cell.text, language);
        let bare = |text: &str| text.trim().trim_end_matches('年').to_owned();
        let figures = matches!(cell.content, CellContent::Number | CellContent::Missing | CellContent::Empty);
        let second_span = second.map(|(_, other)| other.span);
        let second = second.filter(|(_, other)| {
            let differs = bare(&other.text.plain) != bare(&cell.text.plain);
            differs && !other.text.plain.trim().is_empty() && !(figures && other.content == cell.content)
        });
        let second = second.map(|(language, other)| Words::of(&other.text, language));
        Cell { words, second, content: cell.content, span: Some(cell.span), second_span }
    }

    /// Where it stands in the source, in either language.
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        self.span.into_iter().chain(self.second_span)
    }

    /// Both languages on one line, as group rows have them.
    pub fn join(&mut self) {
        if let Some(second) = self.second.take() {
            self.words.push(GAP, false, None);
            self.words.append(second);
        }
    }

    /// A cell of plain words.
    #[must_use]
    pub fn words(words: impl Into<String>, second: Option<String>) -> Cell {
        Cell {
            words: Words::plain(words),
            second: second.map(Words::plain),
            content: CellContent::Words,
            span: None,
            second_span: None,
        }
    }

    /// A figure, or a dash where there is none.
    #[must_use]
    pub fn figure(figure: Option<String>) -> Cell {
        let content = if figure.is_some() { CellContent::Number } else { CellContent::Missing };
        Cell {
            words: Words::plain(figure.unwrap_or_else(|| "–".to_owned())),
            second: None,
            content,
            span: None,
            second_span: None,
        }
    }
}

/// How wide the parts of a column's figures are: before the point, from the point on, and what hangs right of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Parts {
    pub whole: f32,
    pub fraction: f32,
    pub tail: f32,
    /// Of the widest cell of words, on one line.
    pub natural: f32,
    /// Of the widest word.
    pub least: f32,
}

/// All columns measured.
#[derive(Clone, Debug)]
pub struct Measured {
    pub columns: Vec<Parts>,
}

/// A line of a cell, where it stands, and its type.
type PlacedLine = (Line, f32, f32, Type);

impl Layout<'_> {
    /// Measures every column of a table.
    pub fn measure(&mut self, sheet: &Sheet) -> Measured {
        let mut columns = vec![Parts::default(); sheet.columns.len()];
        for row in &sheet.rows {
            for (index, (cell, parts)) in row.cells.iter().zip(&mut columns).enumerate() {
                if row.kind == Kind::Group {
                    continue;
                }
                let kinds = self.table_kinds(sheet, row, index);
                let figures = sheet.columns[index].numeric && cell.content == CellContent::Number;
                if figures {
                    let [whole, fraction, tail] =
                        split(&cell.words.plain).map(|part| self.wide(part, kinds[0]));
                    parts.whole = parts.whole.max(whole);
                    parts.fraction = parts.fraction.max(fraction);
                    parts.tail = parts.tail.max(tail);
                    continue;
                }
                for (words, kind) in cell_words(cell).into_iter().zip(kinds) {
                    for line in words.plain.split('\n') {
                        parts.natural = parts.natural.max(self.wide(line, kind));
                    }
                    let least = self.setter.least(words, kind);
                    // Two characters a line would be in no one's way, and read by no one.
                    let readable = (4.0 * kind.size).min(parts.natural);
                    parts.least = parts.least.max(least.max(readable));
                }
            }
        }
        Measured { columns }
    }

    fn wide(&mut self, words: &str, kind: Type) -> f32 {
        if words.is_empty() { 0.0 } else { self.setter.label(words, kind).end() }
    }

    /// The lines of a cell, and their height without padding.
    pub fn cell(
        &mut self,
        cell: &Cell,
        room: Column,
        indent: f32,
        kinds: &[Type; 2],
        head: Head,
        parts: Parts,
    ) -> (Vec<PlacedLine>, f32) {
        let known = self.setter.missing.len();
        let set = self.set_cell(cell, inner(room).inset(indent, 0.0), kinds, head, parts);
        let missing: String = self.setter.missing.drain(known..).map(|(character, _)| character).collect();
        if let (Some(span), false) = (cell.span, missing.is_empty()) {
            self.warnings.push(Warning { span, kind: WarningKind::NoGlyph(missing) });
        }
        set
    }

    fn set_cell(
        &mut self,
        cell: &Cell,
        room: Column,
        kinds: &[Type; 2],
        head: Head,
        parts: Parts,
    ) -> (Vec<PlacedLine>, f32) {
        if head.numeric && matches!(cell.content, CellContent::Number | CellContent::Missing) {
            let kind =
                if cell.content == CellContent::Missing { kinds[0].coloured(Colour::DIM) } else { kinds[0] };
            let kind = kind.sized(kind.size, 12.0);
            let figure = Fill { kerning: false, ..Fill::ragged(f32::INFINITY) };
            let lines = self.setter.lines(&cell.words, kind, figure);
            let right = room.right() - parts.tail;
            let hang = if cell.content == CellContent::Number {
                let [_, fraction, tail] = split(&cell.words.plain).map(|part| self.wide(part, kind));
                tail + fraction - parts.fraction
            } else {
                0.0
            };
            let mut placed = Vec::new();
            for line in lines {
                let x = right + hang - line.end();
                placed.push((line, x, first_baseline(kind), kind));
            }
            return (placed, 12.0);
        }
        let mut placed = Vec::new();
        let mut y = 0.0;
        for (words, kind) in cell_words(cell).into_iter().zip(*kinds) {
            for line in self.setter.lines(words, kind, Fill::ragged(room.width)) {
                // Over the digits, but within the column.
                let over = (room.right() - parts.tail - line.end()).max(room.x);
                let x = if head.numeric { over } else { room.x };
                placed.push((line, x, y + first_baseline(kind), kind));
                y += kind.leading;
            }
        }
        (placed, y.max(12.0))
    }
}

/// A cell's words, the second language's after the first's.
fn cell_words(cell: &Cell) -> Vec<&Words> {
    std::iter::once(&cell.words).chain(cell.second.as_ref()).collect()
}

/// A figure before its point, from the point on, and what hangs right: `)`, `%`, `+`, a note mark.
fn split(figure: &str) -> [&str; 3] {
    let digit = |char: char| char.is_ascii_digit();
    let end = figure.rfind(digit).map_or(figure.len(), |at| at + 1);
    let (number, tail) = figure.split_at(end);
    let fraction = number.find('.').filter(|at| number[at + 1..].chars().all(digit)).unwrap_or(number.len());
    [&number[..fraction], &number[fraction..], tail]
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn figures_fall_apart_at_their_point() {
        for (figure, parts) in [
            ("1,234.50", ["1,234", ".50", ""]),
            ("(68.9)", ["(68", ".9", ")"]),
            ("100%", ["100", "", "%"]),
            ("<1", ["<1", "", ""]),
            ("約30", ["約30", "", ""]),
            ("2023.12.31", ["2023.12.31", "", ""]),
        ] {
            assert_eq!(split(figure), parts, "{figure}");
        }
    }
}
