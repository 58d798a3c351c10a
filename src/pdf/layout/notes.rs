//! Footnotes, set before the text so that lines can name them.

use super::Layout;
use super::grid::{Column, Role};
use super::marks::MarkOnPage;
use super::piece::{Note, Piece};
use super::setter::Fill;
use super::unit::Unit;
use crate::pdf::page::Tag;
use crate::pdf::tag::{ElementId, Role as Part};
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
                    Some(note) if !self.grid.bilingual => note.append(own),
                    Some(note) => {
                        note.height = note.height.max(own.height);
                        note.items.extend(own.items);
                        note.links.extend(own.links);
                        note.marks.extend(own.marks);
                    }
                    None => self.notes.push(own),
                }
            }
        }
    }

    fn note(&mut self, block: &Block, label: &str, language: Language) -> Note {
        let BlockKind::Footnote { text, .. } = &block.kind else { return Note::default() };
        // Notes are set before the text, and read after it.
        let before = self.setter.tag;
        let note = self.begin(Part::Note, language);
        let late = |id: ElementId| Tag { order: Tag::NOTES + note.0, element: Some(id) };
        let label_tag = late(self.setter.tags.add_to(note, Part::Label, None));
        let kind = self.scale.of(Role::Footnote, language);
        let column = self.grid.column(language);
        let inner = Column { x: column.x + HANG, width: column.width - HANG };
        let mark = self.setter.tagged(label_tag, |setter| setter.label(label, kind));
        self.setter.tag = late(note);
        let pieces = self.set(block, text, kind, Fill::ragged(inner.width), inner.x);
        let mut set =
            Note { items: mark.items(column.x, baseline(kind.size, kind.leading)), ..Note::default() };
        for Piece { height, items, links, marks, .. } in pieces {
            let top = set.height;
            set.items.extend(items.into_iter().map(|mut item| {
                item.shift(top);
                item
            }));
            set.links.extend(links.into_iter().map(|mut link| {
                link.y += top;
                link
            }));
            set.marks.extend(marks.into_iter().map(|mark| MarkOnPage { y: mark.y + top, ..mark }));
            set.height += height;
        }
        self.setter.tag = before;
        set
    }
}
