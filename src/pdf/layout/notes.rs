//! Footnotes, set before the text so that lines can name them.

use super::Layout;
use super::chapter::Unit;
use super::grid::{Column, Role};
use super::piece::{Note, Piece};
use super::setter::Fill;
use crate::pdf::text::baseline;
use crate::report::{Block, BlockKind};
use crate::source::Language;

const HANG: f32 = 12.0;

impl<'a> Layout<'a> {
    /// Sets the footnotes of a chapter; both languages of one label make one note.
    pub fn set_notes(&mut self, chapter: usize, units: &[Unit<'a>]) {
        for unit in units {
            for language in self.grid.languages.clone() {
                let Some(block) = unit.get(language) else { continue };
                let BlockKind::Footnote { label, .. } = &block.kind else { continue };
                let own = self.note(block, label, language);
                let index = *self.note_index.entry((chapter, label.clone())).or_insert(self.notes.len());
                match self.notes.get_mut(index) {
                    Some(note) => {
                        note.height = note.height.max(own.height);
                        note.items.extend(own.items);
                        note.links.extend(own.links);
                    }
                    None => self.notes.push(own),
                }
            }
        }
    }

    fn note(&mut self, block: &Block, label: &str, language: Language) -> Note {
        let BlockKind::Footnote { text, .. } = &block.kind else { return Note::default() };
        // Notes are set before the text, and read after it.
        let order = std::mem::replace(&mut self.setter.order, u32::MAX - 1);
        let kind = self.scale.of(Role::Footnote, language);
        let column = self.grid.column(language);
        let inner = Column { x: column.x + HANG, width: column.width - HANG };
        let mark = self.setter.label(label, kind);
        let pieces = self.set(block, text, kind, Fill::ragged(inner.width), inner.x);
        let mut note =
            Note { items: mark.items(column.x, baseline(kind.size, kind.leading)), ..Note::default() };
        for Piece { height, items, links, .. } in pieces {
            let top = note.height;
            note.items.extend(items.into_iter().map(|mut item| {
                item.shift(top);
                item
            }));
            note.links.extend(links.into_iter().map(|mut link| {
                link.y += top;
                link
            }));
            note.height += height;
        }
        self.setter.order = order;
        note
    }
}
