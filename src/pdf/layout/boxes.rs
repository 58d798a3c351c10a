//! Callouts, case studies and quotes: text on a tint or beside a bar, which go on where a page ends.

use std::rc::Rc;

use super::Layout;
use super::grid::{Column, Role};
use super::piece::{Frame, FrameKind, Piece};
use super::prose::spaced;
use super::setter::Fill;
use super::unit::Unit;
use super::words::{GAP, Words};
use crate::pdf::page::Tag;
use crate::pdf::tag::Role as Part;
use crate::report::{Block, BlockKind, Container};
use crate::source::Language;

/// Space between the edge of a box and its text: above and below, left and right.
const PAD_Y: f32 = 12.0;
const PAD_X: f32 = 15.0;

impl<'a> Layout<'a> {
    /// The blocks of one box.
    pub fn boxed(&mut self, units: &[Unit<'a>]) -> Vec<Piece> {
        let container = units.first().and_then(|unit| unit.lead()).map(|block| block.container);
        if let Some(Container::Quote(_)) = container {
            return self.inside(Part::Quote, None, |layout| layout.quote(units));
        }
        self.inside(Part::Division, None, |layout| layout.filled(units, container))
    }

    fn filled(&mut self, units: &[Unit<'a>], container: Option<Container>) -> Vec<Piece> {
        let case = matches!(container, Some(Container::CaseBox(_)));
        let titled = case || units.first().and_then(|unit| unit.lead()).is_some_and(is_title);
        let area = if case || self.grid.bilingual { self.grid.full } else { self.grid.column(self.lead()) };
        let mut pieces = vec![spacer(PAD_Y)];
        let mut continued = vec![spacer(PAD_Y)];
        let mut rest = units;
        if let (true, Some((first, others))) = (titled, units.split_first()) {
            if case {
                continued.extend(self.box_label(*first, area, true));
            }
            pieces.extend(self.box_label(*first, area, false));
            rest = others;
        }
        // Inside, the page is the box.
        let page = self.grid.clone();
        self.grid.zh_hant = self.box_column(Language::ZhHant, area);
        self.grid.en = self.box_column(Language::En, area);
        self.grid.full = area.inset(PAD_X, PAD_X);
        let outer = std::mem::replace(&mut self.in_box, true);
        pieces.extend(if case { self.case(rest) } else { self.sequence(rest, true) });
        self.in_box = outer;
        self.grid = page;
        if let Some(last) = pieces.last_mut() {
            last.after = 0.0;
            last.keep = true;
        }
        pieces.push(Piece { keep: false, ..spacer(PAD_Y) });
        let wide = area == self.grid.full;
        super::piece::widen(&mut continued, wide);
        let frame = self.frame(FrameKind::Box { x: area.x, width: area.width }, continued);
        framed(&mut pieces, &frame);
        let wide = area == self.grid.full;
        super::piece::widen(&mut pieces, wide);
        spaced(&mut pieces, 18.0, 18.0);
        pieces
    }

    fn quote(&mut self, units: &[Unit<'a>]) -> Vec<Piece> {
        let page = self.grid.clone();
        self.grid.zh_hant = page.zh_hant.inset(PAD_X, 0.0);
        self.grid.en = page.en.inset(PAD_X, 0.0);
        let mut pieces = self.sequence(units, true);
        self.grid = page;
        let x = self.grid.column(self.lead()).x;
        let frame = self.frame(FrameKind::Bar { x }, Vec::new());
        framed(&mut pieces, &frame);
        spaced(&mut pieces, 12.0, 12.0);
        pieces
    }

    fn box_column(&self, language: Language, area: Column) -> Column {
        if !self.grid.bilingual {
            return area.inset(PAD_X, PAD_X);
        }
        match language {
            Language::ZhHant => self.grid.zh_hant.inset(PAD_X, 0.0),
            Language::En => self.grid.en.inset(0.0, PAD_X),
        }
    }

    /// `案例`, then the case's title; of a callout its title alone.
    fn box_label(&mut self, unit: Unit<'a>, area: Column, continued: bool) -> Vec<Piece> {
        let mut both: Vec<Piece> = Vec::new();
        for language in self.grid.languages.clone() {
            let Some(block) = unit.get(language) else { continue };
            let Some(words) = self.label_words(block, language, continued) else { continue };
            let kind = self.scale.of(Role::H4, language).coloured(self.palette.ink);
            let column = self.box_column(language, area);
            let tag = if continued {
                Tag { element: None, ..self.setter.tag }
            } else {
                self.paragraph_tag(language)
            };
            let lines =
                self.setter.tagged(tag, |setter| setter.lines(&words, kind, Fill::ragged(column.width)));
            let mut own = self.setter.pieces(&lines, kind, column.x);
            for piece in &mut own {
                piece.keep = true;
            }
            spaced(&mut own, 0.0, 6.0);
            both = self.beside_or_under(both, own);
        }
        both
    }

    fn paragraph_tag(&mut self, language: Language) -> Tag {
        self.begin(Part::Paragraph, language);
        self.setter.tag
    }

    fn label_words(&self, block: &Block, language: Language, continued: bool) -> Option<Words> {
        let BlockKind::Paragraph(text) = &block.kind else { return None };
        if !matches!(block.container, Container::CaseBox(_)) {
            return Some(Words::plain(text.plain.trim()));
        }
        let label = self.locales.get(language).text("pdf-case");
        let plain = text.plain.trim();
        let title = plain.strip_prefix(label.as_str()).unwrap_or(plain).trim_start_matches(['：', ':', ' ']);
        let mut words = if continued { self.locales.get(language).text("pdf-case-continued") } else { label };
        words.push_str(GAP);
        words.push_str(title);
        Some(Words::plain(words))
    }
}

/// Whether a block is a title: a paragraph that is **strong** from end to end.
fn is_title(block: &Block) -> bool {
    let BlockKind::Paragraph(text) = &block.kind else { return false };
    !text.runs.is_empty() && text.runs.iter().all(|run| run.style.strong)
}

fn framed(pieces: &mut [Piece], frame: &Rc<Frame>) {
    for piece in pieces {
        // A table inside keeps its own heads; the box is then not painted behind it.
        piece.frame.get_or_insert_with(|| frame.clone());
    }
}

fn spacer(height: f32) -> Piece {
    Piece { height, keep: true, ..Piece::default() }
}
