//! How tables look: the type of cells, rules between rows, fills of group rows, and what hangs together.

use super::Layout;
use super::grid::{Column, Role, Type};
use super::piece::Piece;
use super::table::{Kind, Row, Sheet};
use crate::pdf::colour::Colour;
use crate::pdf::page::{Item, Stroke};
use crate::pdf::text::Weight;
use crate::source::Language;

impl Layout<'_> {
    /// The type of a cell in each of two languages.
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
    pub fn rule_rows(&self, sheet: &Sheet, pieces: &mut [Piece], area: Column) {
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

/// The rules above and under the heads, which stay with the rows.
pub fn frame_heads(heads: &mut [Piece], area: Column) {
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
