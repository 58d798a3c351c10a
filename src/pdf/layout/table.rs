//! Tables: caption, heads, rows, notes; one piece a row, so that none is ever cut.

use std::rc::Rc;

use super::Layout;
use super::cells::{Cell, Measured, PAD_LEFT, PAD_RIGHT};
use super::columns::widths;
use super::grid::{Column, Role, Type};
use super::piece::{Frame, FrameKind, Piece};
use super::prose::spaced;
use super::setter::Fill;
use super::table_look::frame_heads;
use super::unit::Unit;
use super::wide::Fitted;
use super::words::Words;
use crate::pdf::page::{Item, Tag};
use crate::pdf::tag::{ElementId, Role as Part};
use crate::pdf::text::baseline;
use crate::report::{Block, BlockKind, Table};
use crate::source::Language;

/// A table ready to be set: the same whether it was written in Markdown or printed from metrics.
#[derive(Debug, Default)]
pub struct Sheet {
    pub columns: Vec<Head>,
    pub rows: Vec<Row>,
    /// Rows at the top that are repeated on each page.
    pub heads: usize,
}

/// A column's kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head {
    pub numeric: bool,
    pub unit: bool,
    /// The latest of the periods.
    pub latest: bool,
}

/// So many lines of notes are kept together under a table.
const NOTES: usize = 12;

#[derive(Debug)]
pub struct Row {
    pub kind: Kind,
    pub cells: Vec<Cell>,
    /// How many group rows it stands under.
    pub depth: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Head,
    Group,
    Data,
    Total,
}

impl Layout<'_> {
    /// A table with its caption before it and its notes after it.
    pub fn table(&mut self, units: &[Unit]) -> Vec<Piece> {
        let is = |wanted: fn(&BlockKind) -> bool| {
            units.iter().find(|unit| unit.lead().is_some_and(|block| wanted(&block.kind))).copied()
        };
        let caption = is(|kind| matches!(kind, BlockKind::Caption(_)));
        let Some(body) = is(|kind| matches!(kind, BlockKind::Table(_))) else { return Vec::new() };
        let mut pieces = self.tables(body, caption);
        let notes: Vec<Unit> = units
            .iter()
            .filter(|unit| unit.lead().is_some_and(|block| matches!(block.kind, BlockKind::Note(_))))
            .copied()
            .collect();
        if let (Some(last), false) = (pieces.last_mut(), notes.is_empty()) {
            last.keep = true;
            last.after = 3.0;
        }
        let mut set: Vec<Piece> = Vec::new();
        for note in notes {
            set.extend(self.note_under_table(note, body));
        }
        let count = set.len();
        for (at, piece) in set.iter_mut().enumerate() {
            // Short notes stay with their table; a page of them may be parted.
            piece.keep |= count <= NOTES && at + 1 < count;
        }
        spaced(&mut set, 0.0, 12.0);
        pieces.extend(set);
        pieces
    }

    fn note_under_table(&mut self, unit: Unit, body: Unit) -> Vec<Piece> {
        let columns = match body.lead().map(|block| &block.kind) {
            Some(BlockKind::Table(table)) => table.columns.len(),
            _ => 0,
        };
        let mut both: Vec<Piece> = Vec::new();
        for language in self.grid.languages.clone() {
            let Some(block) = unit.get(language) else { continue };
            let Some(text) = block.text() else { continue };
            self.begin(Part::Paragraph, language);
            let column = if self.grid.bilingual { self.grid.column(language) } else { self.area(columns) };
            let kind = self.scale.of(Role::TableNote, language);
            let mut pieces = self.set(block, text, kind, Fill::ragged(column.width), column.x);
            let wide = column != self.grid.column(language);
            super::piece::widen(&mut pieces, wide);
            both = self.beside_or_under(both, pieces);
        }
        both
    }

    /// One table with both labels where the two are alike, else one after the other.
    fn tables(&mut self, body: Unit, caption: Option<Unit>) -> Vec<Piece> {
        let of = |block: Option<&Block>| match block.map(|block| &block.kind) {
            Some(BlockKind::Table(table)) => Some(table.as_ref().clone()),
            _ => None,
        };
        let tables: Vec<(Language, Table)> = self
            .grid
            .languages
            .iter()
            .filter_map(|language| Some((*language, of(body.get(*language))?)))
            .collect();
        let titles: Vec<(Language, &Block)> = self
            .grid
            .languages
            .iter()
            .filter_map(|language| {
                let block = caption?.get(*language)?;
                Some((*language, block))
            })
            .collect();
        let titles: Vec<(Language, Words)> = titles
            .into_iter()
            .filter_map(|(language, block)| Some((language, self.words(block, block.text()?, language))))
            .collect();
        if !titles.is_empty() {
            self.tables += 1;
        }
        let number = self.tables;
        let like = |a: &Table, b: &Table| a.columns.len() == b.columns.len() && a.rows.len() == b.rows.len();
        match tables.as_slice() {
            [(first, a), (second, b)] if like(a, b) => {
                let sheet = self.sheet(*first, a, Some((*second, b)));
                self.set_sheet(&sheet, &titles, number)
            }
            several => {
                let mut pieces = Vec::new();
                for (language, table) in several {
                    let sheet = self.sheet(*language, table, None);
                    let own: Vec<_> = titles.iter().filter(|(other, _)| other == language).cloned().collect();
                    pieces.extend(self.set_sheet(&sheet, &own, number));
                }
                pieces
            }
        }
    }

    /// Sets a table across the type area, or in the text column if it is narrow.
    pub fn set_sheet(&mut self, sheet: &Sheet, titles: &[(Language, Words)], number: usize) -> Vec<Piece> {
        let language = titles.first().map_or(self.lead(), |(language, _)| *language);
        self.inside(Part::Table, Some(language), |layout| layout.set_rows(sheet, titles, number))
    }

    fn set_rows(&mut self, sheet: &Sheet, titles: &[(Language, Words)], number: usize) -> Vec<Piece> {
        let Fitted { area, measured, turned } = self.fit(sheet);
        let edges = widths(sheet, &measured, area);
        let caption = self.caption("pdf-table", titles, number, area, false);
        let mut repeated = self.caption("pdf-table", titles, number, area, true);
        let mut heads: Vec<Piece> = Vec::new();
        for at in 0..sheet.heads {
            let piece = self.row(sheet, at, &edges, &measured);
            heads.push(piece);
        }
        frame_heads(&mut heads, area);
        repeated.extend(heads.iter().cloned().map(muted));
        super::piece::widen(&mut repeated, area != self.grid.column(self.lead()));
        let frame = self.table_frame(repeated, area);
        let mut pieces = caption;
        pieces.extend(heads);
        for (at, row) in sheet.rows.iter().enumerate().skip(sheet.heads) {
            let mut piece = self.row(sheet, at, &edges, &measured);
            for span in row.cells.iter().flat_map(Cell::spans) {
                self.note_change(std::slice::from_mut(&mut piece), span);
            }
            pieces.push(piece);
        }
        self.rule_rows(sheet, &mut pieces, area);
        let wide = area != self.grid.column(self.lead());
        for piece in &mut pieces {
            piece.frame = Some(frame.clone());
            piece.turned = turned;
            piece.wide = wide;
        }
        self.table_size = 1.0;
        spaced(&mut pieces, 18.0, 12.0);
        pieces
    }

    /// Where a table of so many columns stands.
    pub fn area(&self, columns: usize) -> Column {
        let narrow = columns < 4 && !self.grid.bilingual;
        if narrow { self.grid.column(self.lead()) } else { self.grid.full }
    }

    fn table_frame(&mut self, head: Vec<Piece>, area: Column) -> Rc<Frame> {
        let words: Vec<String> = self
            .grid
            .languages
            .iter()
            .map(|language| self.locales.get(*language).text("pdf-continues"))
            .collect();
        let kind = Type { size: 7.5, leading: 10.5, ..self.scale.of(Role::TableNote, self.lead()) };
        let line = self.setter.tagged(Tag::LAST, |setter| setter.label(&words.join(" "), kind));
        let foot = line.items(area.right() - line.end(), 9.0);
        let mut frame = self.frame(FrameKind::Plain, head);
        if let Some(frame) = Rc::get_mut(&mut frame) {
            frame.foot = foot;
        }
        frame
    }

    fn row(&mut self, sheet: &Sheet, at: usize, edges: &[Column], measured: &Measured) -> Piece {
        let row = &sheet.rows[at];
        let tagged = self.setter.tags.add(Part::Row, None);
        let mut piece = Piece::default();
        let mut height = 18.0_f32;
        let mut placed = Vec::new();
        for (index, cell) in row.cells.iter().enumerate() {
            let Some(edge) = edges.get(index) else { continue };
            // A group row has the whole width for its label.
            let whole = Column { x: edge.x, width: edges.last().map_or(0.0, |last| last.right()) - edge.x };
            let room = if row.kind == Kind::Group && index == 0 { whole } else { *edge };
            let kinds = self.table_kinds(sheet, row, index);
            self.cell_tag(tagged, sheet, row, index);
            let indent = match row.kind {
                Kind::Data if index == 0 && row.depth > 0 => {
                    8.0 * f32::from(u8::try_from(row.depth).unwrap_or(1))
                }
                _ => 0.0,
            };
            let (lines, content) =
                self.cell(cell, room, indent, &kinds, sheet.columns[index], measured.columns[index]);
            height = height.max(content + 6.0);
            placed.push((lines, content));
        }
        piece.height = height;
        let first = placed.first().map_or(12.0, |(_, content)| *content);
        for (index, (lines, content)) in placed.into_iter().enumerate() {
            // Short cells stand level with a label of two languages; else all begin on the first line.
            let head = sheet.columns[index];
            let short = head.numeric || head.unit;
            let centred = self.grid.bilingual && short && content <= 12.0 && (22.0..24.0).contains(&first);
            let down = if centred { (height - content) / 2.0 } else { 3.0 };
            for (line, x, y, kind) in lines {
                let marked = piece.marks.len();
                line.place(&mut piece, x, y + down, kind.size, self.palette.ink);
                piece.marks[marked..].iter_mut().for_each(|mark| mark.in_cell = head.numeric);
                piece.notes.extend(self.notes_of(&line));
            }
        }
        piece
    }

    /// Begins the element of a cell: a head of its column or row, or a value.
    fn cell_tag(&mut self, row_tag: ElementId, sheet: &Sheet, row: &Row, index: usize) {
        let role = match row.kind {
            Kind::Head | Kind::Group => Part::ColumnHead,
            Kind::Data | Kind::Total if index == 0 => Part::RowHead,
            Kind::Data | Kind::Total => Part::Cell,
        };
        let id = self.setter.tags.add_to(row_tag, role, None);
        if row.kind == Kind::Group {
            self.setter.tags.elements[id.index()].columns = sheet.columns.len();
        }
        self.setter.belong(id);
    }
}

/// A head that stands on a further page: it has been read.
fn muted(mut head: Piece) -> Piece {
    head.items.iter_mut().for_each(Item::mute);
    head.links.clear();
    head
}

/// The first baseline of a cell's line.
pub fn first_baseline(kind: Type) -> f32 {
    baseline(kind.size, kind.leading)
}

/// The room for text in a cell.
pub fn inner(edge: Column) -> Column {
    edge.inset(PAD_LEFT, PAD_RIGHT)
}
