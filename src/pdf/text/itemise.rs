//! Spans into units: the smallest pieces that a line is made of, each with its face, its glyphs and its width.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::source::Language;

use super::class::{self, Class};
use super::quotes;
use super::{Face, Fonts, Script, Setting, Span, Weight};
use crate::pdf::fonts::{Features, Shaped};

/// How much larger Latin is set beside Han, so that figures and characters look one size.
pub const LATIN_RATIO: f32 = 1.08;

/// Set for a character that no face has: the printer's old sign for a missing sort.
const GETA: &str = "〓";

/// One cluster, with what follows it.
#[derive(Clone, Debug)]
pub struct Unit {
    /// In the joined text of the spans.
    pub range: Range<usize>,
    pub span: usize,
    /// Its first character.
    pub character: char,
    /// Its last one, which differs for `——`.
    pub last: char,
    pub class: Class,
    pub face: Face,
    pub size: f32,
    pub y_shift: f32,
    /// In [`Units::glyphs`].
    pub glyphs: Range<usize>,
    /// By nature, in points.
    pub width: f32,
    /// What stands in the text between it and the next unit.
    pub after: After,
}

/// What stands between two units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    Nothing,
    Space,
    /// A space at which no line breaks.
    Tie,
    /// The line ends.
    End,
}

/// A paragraph's units.
#[derive(Debug, Default)]
pub struct Units {
    pub text: String,
    /// In the order of the text.
    pub all: Vec<Unit>,
    pub glyphs: Vec<Shaped>,
    /// Offsets are in the plain text.
    pub missing: Vec<(char, usize)>,
    /// Where each span begins in `text`.
    starts: Vec<usize>,
}

impl Units {
    /// Joins the spans, chooses faces, shapes.
    #[must_use]
    pub fn new(fonts: &Fonts, spans: &[Span], setting: &Setting) -> Units {
        let mut units = Units::default();
        for span in spans {
            units.starts.push(units.text.len());
            units.text.push_str(span.text);
        }
        let text = std::mem::take(&mut units.text);
        let shared = quotes::shared_marks(&text, setting.language);
        let mut run = Run { fonts, setting, spans, text: &text, shared, units: &mut units };
        for (index, span) in spans.iter().enumerate() {
            run.span(index, span);
        }
        units.text = text;
        units
    }

    /// The bytes of the plain text that a stretch of the joined text stands for.
    #[must_use]
    pub fn plain(&self, spans: &[Span], index: usize, range: &Range<usize>) -> Range<usize> {
        let (span, start) = (&spans[index], self.starts[index]);
        let place = |at: usize| {
            let inside = at.saturating_sub(start);
            if span.text.len() == span.range.len() || inside == 0 {
                span.range.start + inside
            } else {
                span.range.end
            }
        };
        place(range.start)..place(range.end)
    }
}

/// A span on its way into units.
struct Run<'a, 'b> {
    fonts: &'a Fonts,
    setting: &'a Setting,
    spans: &'a [Span<'a>],
    text: &'a str,
    /// Where the shared marks stand that are full width here.
    shared: Vec<usize>,
    units: &'b mut Units,
}

impl Run<'_, '_> {
    fn span(&mut self, index: usize, span: &Span) {
        let start = self.units.starts[index];
        let end = start + span.text.len();
        let mut at = start;
        while let Some(character) = self.text[at..end].chars().next() {
            let next = at + character.len_utf8();
            if class::is_line_end(character) || class::is_space(character) {
                self.space(character);
                at = next;
            } else if class::is_invisible(character) {
                self.extend(next);
                at = next;
            } else {
                at = self.piece(index, span, at, end);
            }
        }
    }

    fn space(&mut self, character: char) {
        let Some(last) = self.units.all.last_mut() else { return };
        last.after = match (last.after, character) {
            (After::End, _) => After::End,
            (_, character) if class::is_line_end(character) => After::End,
            (After::Nothing, character) if class::is_tie(character) => After::Tie,
            (After::Tie, character) if class::is_tie(character) => After::Tie,
            _ => After::Space,
        };
    }

    /// An invisible character goes with what stands before it.
    fn extend(&mut self, end: usize) {
        if let Some(last) = self.units.all.last_mut().filter(|last| last.after == After::Nothing) {
            last.range.end = end;
        }
    }

    /// Takes the longest stretch that one face sets in one go; gives where it ends.
    fn piece(&mut self, index: usize, span: &Span, at: usize, end: usize) -> usize {
        let mut characters =
            self.text[at..end].char_indices().map(|(offset, character)| (at + offset, character));
        let Some((_, first)) = characters.next() else { return end };
        let Some(chosen) = self.choose(first, at, span) else {
            let plain = self.units.plain(self.spans, index, &(at..at)).start;
            self.units.missing.push((first, plain));
            self.push_shaped(index, span, at..at + first.len_utf8(), face(span, true), GETA);
            return at + first.len_utf8();
        };
        let han = chosen.is_han();
        let joined = |stop: usize, next: char| {
            if is_combining_mark(next) {
                return self.fonts.glyph(chosen, next).is_some();
            }
            if han {
                // `——` and `……` are one thing each.
                return matches!(first, '—' | '…') && next == first && stop == at + first.len_utf8();
            }
            !class::is_space(next) && !class::is_line_end(next) && !class::is_invisible(next)
        };
        let mut stop = at + first.len_utf8();
        for (offset, next) in characters {
            if !joined(offset, next) || (!han && self.choose(next, offset, span) != Some(chosen)) {
                break;
            }
            stop = offset + next.len_utf8();
        }
        let (range, text) = (at..stop, self.text);
        if han && stop == at + first.len_utf8() && !class::is_shared_mark(first) {
            self.push_han(index, span, range, chosen, first);
        } else {
            self.push_shaped(index, span, range.clone(), chosen, &text[range]);
        }
        stop
    }

    /// The first of the faces that could draw a character, in the order in which they are wanted.
    fn choose(&self, character: char, at: usize, span: &Span) -> Option<Face> {
        let wants_han = if class::is_shared_mark(character) {
            self.shared.binary_search(&at).is_ok()
        } else {
            class::prefers_han(character)
        };
        let (han, latin) = (face(span, true), face(span, false));
        let simplified = if han == Face::HanBold { Face::SimplifiedBold } else { Face::SimplifiedRegular };
        let spares = [Face::SpareLatin, Face::SpareHan];
        let [first, second, third] =
            if wants_han { [han, simplified, latin] } else { [latin, han, simplified] };
        let order = [first, second, third, spares[0], spares[1]];
        order.into_iter().find(|face| self.fonts.glyph(*face, character).is_some())
    }

    /// A Han character by itself needs no shaper.
    fn push_han(&mut self, index: usize, span: &Span, range: Range<usize>, face: Face, character: char) {
        let glyph = self.fonts.glyph(face, character).unwrap_or_default();
        let advance = i32::from(self.fonts.advance(face, glyph));
        let shaped = [Shaped { glyph, cluster: 0, advance, x: 0, y: 0 }];
        let (size, y_shift) = self.size(span, true, false);
        self.push(index, range, (character, character), face, (size, y_shift), &shaped);
    }

    fn push_shaped(&mut self, index: usize, span: &Span, range: Range<usize>, face: Face, text: &str) {
        let han = face.is_han();
        let mut features =
            Features { kerning: self.setting.kerning, script: Script::Normal, full_width: han };
        let mut shaped = self.fonts.shape(face, features, text);
        let mut small = false;
        if span.script != Script::Normal && !han {
            features.script = span.script;
            let drawn = self.fonts.shape(face, features, text);
            // The font may have some of the small forms only; then all are scaled, to look alike.
            small = drawn.len() == shaped.len()
                && drawn.iter().zip(shaped.iter()).all(|(a, b)| a.glyph != b.glyph);
            if small {
                shaped = drawn;
            }
        }
        let scale = self.size(span, han, small);
        let mut from = 0;
        while from < shaped.len() {
            let cluster = shaped[from].cluster;
            let count = shaped[from..].iter().take_while(|glyph| glyph.cluster == cluster).count();
            let stop = shaped.get(from + count).map_or(text.len(), |next| next.cluster as usize);
            let cluster_text = text.get(cluster as usize..stop).unwrap_or(text);
            let ends =
                (cluster_text.chars().next().unwrap_or('〓'), cluster_text.chars().last().unwrap_or('〓'));
            // A replacement is not as long as the character that it stands for.
            let inside = if text.len() == range.len() {
                range.start + cluster as usize..range.start + stop
            } else {
                range.clone()
            };
            self.push(index, inside, ends, face, scale, &shaped[from..from + count]);
            from += count;
        }
    }

    fn push(
        &mut self,
        span: usize,
        range: Range<usize>,
        (character, last): (char, char),
        face: Face,
        (size, y_shift): (f32, f32),
        shaped: &[Shaped],
    ) {
        let glyphs = self.units.glyphs.len()..self.units.glyphs.len() + shaped.len();
        self.units.glyphs.extend_from_slice(shaped);
        #[expect(clippy::cast_precision_loss, reason = "advances are a few thousand units")]
        let width = shaped.iter().map(|glyph| glyph.advance).sum::<i32>() as f32 * size / 1000.0;
        let class = Class::of(character, face.is_han());
        self.units.all.push(Unit {
            range,
            span,
            character,
            last,
            class,
            face,
            size,
            y_shift,
            glyphs,
            width,
            after: After::Nothing,
        });
    }

    /// The size of a face here, and how far above the baseline.
    fn size(&self, span: &Span, han: bool, drawn_small: bool) -> (f32, f32) {
        let size = match (self.setting.language, han) {
            (Language::ZhHant, true) | (Language::En, false) => self.setting.size,
            (Language::ZhHant, false) => self.setting.size * LATIN_RATIO,
            (Language::En, true) => self.setting.size / LATIN_RATIO,
        };
        match span.script {
            Script::Sub if !drawn_small => (size * 0.62, -0.14 * size),
            Script::Super if !drawn_small => (size * 0.62, 0.34 * size),
            _ => (size, 0.0),
        }
    }
}

pub fn face(span: &Span, han: bool) -> Face {
    match (han, span.weight, span.italic) {
        (true, Weight::Regular, _) => Face::HanRegular,
        (true, Weight::Strong | Weight::Heavy, _) => Face::HanBold,
        (false, Weight::Heavy, _) => Face::LatinBold,
        (false, Weight::Strong, _) => Face::LatinSemiBold,
        (false, Weight::Regular, true) => Face::LatinItalic,
        (false, Weight::Regular, false) => Face::LatinRegular,
    }
}
