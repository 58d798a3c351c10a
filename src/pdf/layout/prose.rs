//! Text in a column: headings, paragraphs, lists.

use super::grid::{Column, Role, Type};
use super::piece::Piece;
use super::setter::{Fill, Line};
use super::words::{GAP, Words};
use super::{Layout, List};
use crate::pdf::colour::Colour;
use crate::pdf::page::{Item, Stroke};
use crate::pdf::tag::{ElementId, Role as Part};
use crate::pdf::text::{Align, baseline};
use crate::report::{Block, BlockKind, Container, Text};
use crate::source::Language;

impl Layout<'_> {
    /// A block of text in a column; nothing for what is no text.
    pub fn block(&mut self, block: &Block, language: Language, column: Column) -> Vec<Piece> {
        if let Some(role) = role(&block.kind) {
            self.begin(role, language);
        }
        match &block.kind {
            BlockKind::Heading { level, number, text } => {
                self.heading(block, *level, number.as_deref(), text, language, column)
            }
            BlockKind::Paragraph(text) => self.paragraph(block, text, language, column),
            BlockKind::Item { depth, marker, text, .. } => {
                self.item(block, *depth, marker.as_deref(), text, language, column)
            }
            BlockKind::Caption(text) => {
                let kind = self.scale.of(Role::Caption, language);
                let mut pieces = self.set(block, text, kind, Fill::ragged(column.width), column.x);
                spaced(&mut pieces, 18.0, 6.0);
                pieces
            }
            BlockKind::Note(text) => {
                let kind = self.scale.of(Role::TableNote, language);
                let mut pieces = self.set(block, text, kind, Fill::ragged(column.width), column.x);
                spaced(&mut pieces, 3.0, 12.0);
                pieces
            }
            BlockKind::Code(code) => {
                let kind = self.scale.of(Role::Cell, language);
                let lines =
                    self.setter.lines(&Words::plain(code.trim_end()), kind, Fill::ragged(column.width));
                let mut pieces = self.setter.pieces(&lines, kind, column.x);
                spaced(&mut pieces, 6.0, 12.0);
                pieces
            }
            BlockKind::Image { alt, target } => self.image(block, alt, target, language, column),
            BlockKind::Rule => {
                let points = vec![(column.x, 0.0), (column.right(), 0.0)];
                let stroke = Stroke::solid(0.5, Colour::RULE);
                let items = vec![Item::Line { points, stroke }];
                vec![Piece { height: 0.5, before: 12.0, after: 12.0, items, ..Piece::default() }]
            }
            // Set elsewhere: at the foot of the page, or across the columns.
            BlockKind::Footnote { .. }
            | BlockKind::Table(_)
            | BlockKind::MetricTable(_)
            | BlockKind::Chart(_) => Vec::new(),
        }
    }

    fn heading(
        &mut self,
        block: &Block,
        level: u8,
        number: Option<&str>,
        text: &Text,
        language: Language,
        column: Column,
    ) -> Vec<Piece> {
        let (role, before, after) = match level {
            1 => (Role::H1, 0.0, 24.0),
            2 => (Role::H2, 30.0, 12.0),
            3 => (Role::H3, 18.0, 6.0),
            _ => (Role::H4, 12.0, 3.0),
        };
        let kind = self.scale.of(role, language);
        let number = number.filter(|_| level == 2 && language == self.lead());
        let mut words = self.words(block, text, language);
        let mut hanging = None;
        if let Some(number) = number {
            if self.grid.side().is_none() {
                words = prefixed(number, words);
            } else {
                hanging = Some(self.setter.label(number, kind));
            }
        }
        let known = self.setter.missing.len();
        let lines = self.setter.lines(&words, kind, Fill::ragged(column.width));
        self.report_missing(block, text, known);
        let mut pieces = self.setter.pieces(&lines, kind, column.x);
        if let (Some(number), Some(first)) = (hanging, pieces.first_mut()) {
            let mut items = number.items(self.grid.full.x, baseline(kind.size, kind.leading));
            items.append(&mut first.items);
            first.items = items;
        }
        for piece in &mut pieces {
            piece.keep = true;
        }
        spaced(&mut pieces, before, after);
        pieces
    }

    /// How running text fills its lines. Beside Chinese the English column is too narrow for even lines: some paragraphs
    /// would be justified and some not, so none is.
    fn running(&self, language: Language, measure: f32, indent: f32) -> Fill {
        let fill = Fill::justified(measure, indent);
        let ragged = self.grid.bilingual && language == Language::En;
        if ragged { Fill { align: Align::Left, ..fill } } else { fill }
    }

    fn paragraph(&mut self, block: &Block, text: &Text, language: Language, column: Column) -> Vec<Piece> {
        if let Some(pieces) = self.display(block, text, language, column) {
            return pieces;
        }
        let kind = self.scale.of(Role::Body, language);
        let indented = language == Language::ZhHant && block.container == Container::Body;
        let fill = self.running(language, column.width, if indented { 2.0 * kind.size } else { 0.0 });
        // Who is quoted stands at the right.
        let quoted =
            matches!(block.container, Container::Quote(_)) && text.plain.trim_start().starts_with(['—', '–']);
        let (kind, fill) = if quoted {
            (kind.coloured(Colour::DIM), Fill { align: Align::Right, ..Fill::ragged(column.width) })
        } else {
            (kind, fill)
        };
        let mut pieces = self.set(block, text, kind, fill, column.x);
        let gap = if language == Language::En || self.grid.bilingual { 6.0 } else { 0.0 };
        spaced(&mut pieces, 0.0, gap);
        pieces
    }

    fn item(
        &mut self,
        block: &Block,
        depth: u8,
        marker: Option<&str>,
        text: &Text,
        language: Language,
        column: Column,
    ) -> Vec<Piece> {
        let kind = self.scale.of(Role::Body, language);
        let zh = language == Language::ZhHant;
        let step = if zh { 1.5 * kind.size } else { 14.0 };
        let hang = match marker {
            Some(_) if zh => 2.0 * kind.size,
            Some(_) => 18.0,
            None => step,
        };
        let body = self.list_item(depth, marker.is_some(), language);
        let left = column.x + f32::from(depth) * step;
        let inner = column.inset(f32::from(depth) * step + hang, 0.0);
        let marker = marker.map(|marker| self.setter.label(marker, kind));
        self.setter.belong(body);
        let fill = self.running(language, inner.width, 0.0);
        let mut pieces = self.set(block, text, kind, fill, inner.x);
        if let Some(first) = pieces.first_mut() {
            let base = baseline(kind.size, kind.leading);
            let mut items = match marker {
                Some(marker) => marker.items(inner.x - 5.0 - marker.end(), base),
                None => vec![self.bullet(depth, left, base - 0.33 * kind.size)],
            };
            items.append(&mut first.items);
            first.items = items;
        }
        spaced(&mut pieces, 0.0, if zh { 0.0 } else { 3.0 });
        pieces
    }

    /// An item in the list that it belongs to; its label is set next, its text belongs to the body given.
    fn list_item(&mut self, depth: u8, numbered: bool, language: Language) -> ElementId {
        let tags = &mut self.setter.tags;
        let lists = self.lists.get_mut(language);
        lists.retain(|list| list.depth < depth || list.depth == depth && list.numbered == numbered);
        let list = match lists.last() {
            Some(list) if list.depth == depth => list.element,
            Some(outer) => tags.add_to(outer.body, Part::List { numbered }, Some(language)),
            None => tags.add(Part::List { numbered }, Some(language)),
        };
        let item = tags.add_to(list, Part::ListItem, None);
        let label = tags.add_to(item, Part::Label, None);
        let body = tags.add_to(item, Part::ListBody, None);
        lists.retain(|list| list.depth < depth);
        lists.push(List { depth, numbered, element: list, body });
        self.setter.belong(label);
        body
    }

    /// A square, a dash, a ring: by depth, centred on `y`.
    fn bullet(&self, depth: u8, x: f32, y: f32) -> Item {
        let fill = self.palette.ink;
        match depth {
            0 => Item::Rectangle { x: x + 1.0, y: y - 2.0, width: 4.0, height: 4.0, fill },
            1 => Item::Rectangle { x: x + 1.0, y: y - 0.4, width: 5.0, height: 0.8, fill },
            _ => Item::Circle {
                x: x + 2.7,
                y,
                radius: 1.7,
                fill: None,
                stroke: Some(Stroke::solid(0.6, fill)),
            },
        }
    }

    /// Sets a text of the report as pieces of a line each, with its notes.
    pub fn set(&mut self, block: &Block, text: &Text, kind: Type, fill: Fill, x: f32) -> Vec<Piece> {
        let words = self.words(block, text, kind.language);
        self.set_words(block, text, &words, kind, fill, x)
    }

    /// Sets the words of a text, whatever style was given to them.
    pub fn set_words(
        &mut self,
        block: &Block,
        text: &Text,
        words: &Words,
        kind: Type,
        fill: Fill,
        x: f32,
    ) -> Vec<Piece> {
        let known = self.setter.missing.len();
        let lines = self.setter.lines(words, kind, fill);
        self.report_missing(block, text, known);
        let mut pieces = self.setter.pieces(&lines, kind, x);
        for (piece, line) in pieces.iter_mut().zip(&lines) {
            piece.notes = self.notes_of(line);
        }
        pieces
    }

    /// A text of a block, with what a review copy marks in it.
    pub fn words(&mut self, block: &Block, text: &Text, language: Language) -> Words {
        let marks = self.marks.of(self.report, text, block.span.file);
        let words = Words { marks, ..Words::of(text, language) };
        self.with_pages(words, block, language)
    }

    /// The footnotes whose marks stand on a line.
    pub fn notes_of(&self, line: &Line) -> Vec<usize> {
        let find = |label: &String| self.note_index.get(&(self.at, label.clone())).copied();
        line.notes.iter().filter_map(find).collect()
    }
}

/// What a block is to those who hear it read; lists, tables and figures are made where they are set.
fn role(kind: &BlockKind) -> Option<Part> {
    match kind {
        BlockKind::Heading { level, .. } => Some(Part::Heading(*level)),
        BlockKind::Paragraph(_) | BlockKind::Caption(_) | BlockKind::Note(_) => Some(Part::Paragraph),
        BlockKind::Code(_) => Some(Part::Code),
        BlockKind::Image { .. } => Some(Part::Figure),
        _ => None,
    }
}

/// Space above the first piece and under the last.
pub fn spaced(pieces: &mut [Piece], before: f32, after: f32) {
    if let Some(first) = pieces.first_mut() {
        first.before = before;
    }
    if let Some(last) = pieces.last_mut() {
        last.after = after;
    }
}

/// A section's number before its title.
fn prefixed(number: &str, title: Words) -> Words {
    let mut words = Words::plain(format!("{number}{GAP}"));
    words.append(title);
    words
}
