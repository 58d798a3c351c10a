//! Bands of key figures: a rule, a large number with its unit, a caption; two to four across.

use super::Layout;
use super::grid::{Column, Role, Type};
use super::piece::Piece;
use super::prose::spaced;
use super::setter::{Fill, Line};
use super::unit::Unit;
use super::words::Words;
use crate::pdf::colour::Colour;
use crate::pdf::page::Item;
use crate::pdf::tag::Role as Part;
use crate::pdf::text::Weight;
use crate::report::BlockKind;
use crate::source::Language;

const GUTTER: f32 = 12.0;
/// Baselines of the number and of the first line of the caption.
const NUMBER: f32 = 27.0;
const CAPTION: f32 = 42.0;
const LINE: f32 = 13.5;

/// A key figure: its number, its unit, and what it is in each language.
struct Figure {
    opening: String,
    number: Words,
    unit: Words,
    captions: Vec<(Language, Words)>,
}

impl<'a> Layout<'a> {
    /// A band of key figures; more than four stand in rows of three.
    pub fn band(&mut self, units: &[Unit<'a>]) -> Vec<Piece> {
        let figures: Vec<Figure> = units.iter().filter_map(|unit| self.key_figure(*unit)).collect();
        let across = match figures.len() {
            0..=4 => figures.len().max(2),
            5 | 6 | 9 => 3,
            _ => 4,
        };
        let mut pieces: Vec<Piece> = self.inside(Part::Division, None, |layout| {
            figures.chunks(across).map(|row| layout.band_row(row, across)).collect()
        });
        let count = pieces.len();
        for (at, piece) in pieces.iter_mut().enumerate() {
            (piece.before, piece.after) = (12.0, 12.0);
            piece.keep = at + 1 < count;
        }
        spaced(&mut pieces, 18.0, 18.0);
        pieces
    }

    fn key_figure(&mut self, unit: Unit<'a>) -> Option<Figure> {
        let mut figure: Option<Figure> = None;
        for language in &self.grid.languages.clone() {
            let Some(block) = unit.get(*language) else { continue };
            let BlockKind::Item { text, .. } = &block.kind else { continue };
            let strong =
                text.runs.iter().take_while(|run| run.style.strong).map(|run| run.range.end).last()?;
            let words = self.words(block, text, *language);
            let after = &text.plain[strong..];
            let caption = after.trim_start_matches(['：', ':', ' ', '\n']);
            let at = text.plain.len() - caption.len();
            let mut caption = words.slice(&(at..at + caption.trim_end().len()));
            caption.parts.iter_mut().for_each(|part| part.strong = false);
            let opening = text.plain[..strong].trim();
            let opening_at = text.plain.len() - text.plain.trim_start().len();
            // A figure that the other language says otherwise (22.28億元, RMB2.228 billion) stands in its caption.
            let otherwise = figure.as_ref().is_some_and(|figure| figure.opening != opening);
            if otherwise {
                let mut both = words.slice(&(opening_at..opening_at + opening.len()));
                both.parts.iter_mut().for_each(|part| part.strong = false);
                both.push(": ", false, None);
                both.append(caption);
                caption = both;
            }
            let found = figure.get_or_insert_with(|| {
                let digit =
                    |char: char| char.is_ascii_digit() || matches!(char, ',' | '.' | '%' | '+' | '-' | '–');
                let begin = opening.find(|char: char| char.is_ascii_digit()).unwrap_or(0);
                let end = opening[begin..].find(|char| !digit(char)).map_or(opening.len(), |at| begin + at);
                let mut unit = words.clone();
                let after = opening_at + end;
                let begin = after + (text.plain[after..].len() - text.plain[after..].trim_start().len());
                unit.parts.retain_mut(|part| {
                    part.range = part.range.start.max(begin)..part.range.end.min(strong);
                    part.range.start < part.range.end
                });
                unit.parts.iter_mut().for_each(|part| part.strong = false);
                unit.marks.retain(|(range, _)| range.start >= begin && range.end <= strong);
                Figure {
                    opening: opening.to_owned(),
                    number: words.slice(&(opening_at..opening_at + end)),
                    unit,
                    captions: Vec::new(),
                }
            });
            found.captions.push((*language, caption));
        }
        figure
    }

    fn band_row(&mut self, row: &[Figure], across: usize) -> Piece {
        let full = self.grid.full;
        let count = across.max(1);
        let columns = f32::from(u8::try_from(count).unwrap_or(1));
        let width = (full.width - GUTTER * (columns - 1.0)) / columns;
        let mut piece = Piece { height: 48.0, wide: true, ..Piece::default() };
        let mut x = full.x;
        for figure in row {
            self.begin(Part::Paragraph, self.lead());
            self.one_figure(figure, Column { x, width }, &mut piece);
            x += width + GUTTER;
        }
        piece
    }

    fn one_figure(&mut self, figure: &Figure, column: Column, piece: &mut Piece) {
        let ink = self.palette.ink;
        let lead = self.lead();
        piece.items.push(Item::Rectangle {
            x: column.x,
            y: 0.0,
            width: column.width,
            height: 1.5,
            fill: ink,
        });
        let body = self.scale.of(Role::Cell, lead);
        let unit = self.setter.one(&figure.unit, body.coloured(Colour::DIM));
        let number = Type { size: 24.0, weight: Weight::Strong, colour: ink, ..body };
        let fits = |line: &Line| line.end() + 3.0 + unit.width <= column.width;
        let mut set = self.setter.one(&figure.number, number);
        for size in [21.0, 18.0] {
            if fits(&set) {
                break;
            }
            set = self.setter.one(&figure.number, Type { size, ..number });
        }
        let beside = fits(&set);
        set.place(piece, column.x, NUMBER, 24.0, ink);
        if unit.width > 0.0 && beside {
            let left = column.x + set.end() + 3.0 - unit.start;
            unit.place(piece, left, NUMBER, body.size, ink);
        }
        let mut y = CAPTION;
        for (at, (language, caption)) in figure.captions.iter().enumerate() {
            let kind = self.scale.of(Role::Cell, *language);
            let kind = if at > 0 { kind.coloured(Colour::DIM).sized(8.5, LINE) } else { kind };
            let mut opened = Words::default();
            if at == 0 && !beside {
                // A unit that has no room beside the number opens the caption.
                opened.append(figure.unit.clone());
                opened.push(" ", false, None);
            }
            opened.append(caption.clone());
            for line in self.setter.lines(&opened, kind, Fill::ragged(column.width)) {
                line.place(piece, column.x, y, kind.size, ink);
                y += LINE;
            }
        }
        piece.height = piece.height.max(y - LINE + 6.0);
    }
}
