//! Tables: caption, heads, rows, notes; one piece a row, so that none is ever cut.

use std::rc::Rc;

use super::Layout;
use super::cells::{Cell, Measured, PAD_LEFT, PAD_RIGHT};
use super::chapter::{Unit, beside};
use super::columns::widths;
use super::grid::{Column, Role, Type};
use super::piece::{Frame, FrameKind, Piece};
use super::prose::spaced;
use super::setter::Fill;
use super::wide::Fitted;
use super::words::Words;
use crate::pdf::colour::Colour;
use crate::pdf::page::{Item, Stroke, Tag};
use crate::pdf::tag::{ElementId, Role as Part};
use crate::pdf::text::{Weight, baseline};
use crate::report::{Block, BlockKind, RowKind, Table, TableCell};
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
        let count = notes.len();
        for (at, note) in notes.into_iter().enumerate() {
            let mut set = self.note_under_table(note, body);
            spaced(&mut set, 0.0, if at + 1 == count { 12.0 } else { 0.0 });
            pieces.extend(set);
        }
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
            let pieces = self.set(block, text, kind, Fill::ragged(column.width), column.x);
            both = beside(both, pieces);
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

    fn sheet(&mut self, language: Language, table: &Table, other: Option<(Language, &Table)>) -> Sheet {
        let latest = table.columns.iter().filter_map(|column| column.period.as_ref()).max();
        let several = table.columns.iter().filter(|column| column.period.is_some()).count() > 1;
        let head = |column: &crate::report::Column| Head {
            numeric: column.numeric,
            unit: column.role == crate::report::ColumnRole::Unit,
            latest: several && column.period.is_some() && column.period.as_ref() == latest,
        };
        let columns = table.columns.iter().map(head).collect();
        let mut rows: Vec<Row> = Vec::new();
        for (at, row) in table.rows.iter().enumerate() {
            let cells = (0..row.cells.len())
                .map(|column| {
                    let second = other.and_then(|(language, table)| {
                        let cell = table.rows.get(at)?.cells.get(column)?;
                        Some((language, cell))
                    });
                    let mut cell = Cell::new((language, &row.cells[column]), second);
                    self.mark_cell(&mut cell, &row.cells[column], second.map(|(_, cell)| cell));
                    cell
                })
                .collect();
            let kind = match row.kind {
                RowKind::Head => Kind::Head,
                RowKind::Group => Kind::Group,
                RowKind::Data
                    if is_total(table.label(at)) && rows.last().is_some_and(|row| row.kind == Kind::Data) =>
                {
                    Kind::Total
                }
                RowKind::Data => Kind::Data,
            };
            let mut row = Row { kind, cells, depth: row.groups.len() };
            if kind == Kind::Group {
                row.cells.truncate(1);
                row.cells.iter_mut().for_each(Cell::join);
            }
            rows.push(row);
        }
        let heads = rows.iter().take_while(|row| row.kind == Kind::Head).count();
        Sheet { columns, rows, heads }
    }

    /// Marks what a review copy looks for in a cell; figures that both languages print are marked once.
    fn mark_cell(&mut self, cell: &mut Cell, first: &TableCell, second: Option<&TableCell>) {
        cell.words.marks = self.marks.of(self.report, &first.text, first.span.file);
        if let (Some(words), Some(second)) = (&mut cell.second, second) {
            words.marks = self.marks.of(self.report, &second.text, second.span.file);
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
        let frame = self.table_frame(repeated, area);
        let mut pieces = caption;
        pieces.extend(heads);
        for at in sheet.heads..sheet.rows.len() {
            let piece = self.row(sheet, at, &edges, &measured);
            pieces.push(piece);
        }
        self.rule_rows(sheet, &mut pieces, area);
        for piece in &mut pieces {
            piece.frame = Some(frame.clone());
            piece.turned = turned;
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

    pub fn table_kinds(&self, sheet: &Sheet, row: &Row, column: usize) -> [Type; 2] {
        let lead = self.lead();
        let head = sheet.columns[column];
        let role = match row.kind {
            Kind::Head => Role::Head,
            Kind::Group => Role::Group,
            Kind::Data | Kind::Total => Role::Cell,
        };
        let mut kind = self.scale.of(role, lead);
        let mut second = self.scale.of(role, Language::En).sized(8.5, 11.0).coloured(Colour::DIM);
        if self.grid.bilingual && role == Role::Cell {
            kind = kind.sized(9.0, 11.0);
        }
        match row.kind {
            Kind::Head if head.latest => kind = kind.coloured(self.palette.ink),
            Kind::Group => second = second.coloured(self.palette.ink),
            Kind::Total if !head.unit => {
                kind = kind.strong();
                second = second.strong().coloured(Colour::TEXT);
            }
            _ => {}
        }
        if row.kind != Kind::Head && row.kind != Kind::Group {
            if head.latest {
                kind = kind.strong();
            }
            if head.unit {
                kind = Type { weight: Weight::Regular, colour: Colour::DIM, ..kind };
            }
        }
        [kind, second].map(|kind| kind.sized(kind.size * self.table_size, kind.leading))
    }

    /// Rules between rows, fills of group rows, and what hangs together.
    fn rule_rows(&self, sheet: &Sheet, pieces: &mut [Piece], area: Column) {
        let first = pieces.len() - (sheet.rows.len() - sheet.heads);
        let count = sheet.rows.len();
        for at in sheet.heads..count {
            let kind = sheet.rows[at].kind;
            let next = sheet.rows.get(at + 1).map(|row| row.kind);
            let piece = &mut pieces[first + at - sheet.heads];
            let bottom = piece.height;
            let mut items = Vec::new();
            if kind == Kind::Group {
                let fill = self.palette.tint;
                items.push(Item::Rectangle { x: area.x, y: 0.0, width: area.width, height: bottom, fill });
            }
            let (width, colour) = match next {
                None => (1.0, Colour::TEXT),
                Some(Kind::Total) => (0.5, Colour::TEXT),
                Some(Kind::Group) => (0.0, Colour::HAIR),
                Some(_) if kind == Kind::Group => (0.0, Colour::HAIR),
                Some(_) => (0.35, Colour::HAIR),
            };
            if width > 0.0 {
                items.push(rule(area, bottom, width, colour));
            }
            items.append(&mut piece.items);
            piece.items = items;
            let edge = at == sheet.heads || at + 2 == count;
            piece.keep = next.is_some() && (kind == Kind::Group || next == Some(Kind::Total) || edge);
        }
    }
}

/// A head that stands on a further page: it has been read.
fn muted(mut head: Piece) -> Piece {
    head.items.iter_mut().for_each(Item::mute);
    head.links.clear();
    head
}

/// The rules above and under the heads, which stay with the rows.
fn frame_heads(heads: &mut [Piece], area: Column) {
    for head in heads.iter_mut() {
        head.keep = true;
    }
    if let Some(first) = heads.first_mut() {
        first.items.push(rule(area, 0.0, 1.0, Colour::TEXT));
    }
    if let Some(last) = heads.last_mut() {
        let bottom = last.height;
        last.items.push(rule(area, bottom, 0.5, Colour::TEXT));
    }
}

fn rule(area: Column, y: f32, width: f32, colour: Colour) -> Item {
    Item::Line { points: vec![(area.x, y), (area.right(), y)], stroke: Stroke::solid(width, colour) }
}

fn is_total(label: &str) -> bool {
    let label = label.trim().to_lowercase();
    ["合計", "總計", "總量", "總數", "總額", "小計"].iter().any(|word| label.contains(word))
        || label.starts_with("total")
}

/// The first baseline of a cell's line.
pub fn first_baseline(kind: Type) -> f32 {
    baseline(kind.size, kind.leading)
}

/// The room for text in a cell.
pub fn inner(edge: Column) -> Column {
    edge.inset(PAD_LEFT, PAD_RIGHT)
}
