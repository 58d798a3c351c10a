//! Sets the report's words: from styled text to lines of placed glyphs with their links and note marks.

use std::ops::Range;

use super::grid::Type;
use super::marks::{MarkId, MarkOnPage};
use super::piece::Piece;
use super::words::{Lead, Part, Words};
use crate::pdf::colour::Colour;
use crate::pdf::fonts::Fonts;
use crate::pdf::page::{DestinationId, Glyph, Item, LinkArea, Stroke, Tag, Target, Text as Placed};
use crate::pdf::tag::{ElementId, Role, Tags};
use crate::pdf::text::{self, Align, Setting, Span, Weight, baseline};
use crate::source::Language;

/// A line, its baseline at 0 and its measure's left edge at 0.
#[derive(Clone, Debug, Default)]
pub struct Line {
    pub texts: Vec<Placed>,
    pub start: f32,
    pub width: f32,
    pub links: Vec<LinkOnLine>,
    /// Labels of the footnotes whose marks stand on it.
    pub notes: Vec<String>,
    pub marks: Vec<MarkOnLine>,
}

/// A marked stretch on a line.
#[derive(Clone, Debug)]
pub struct MarkOnLine {
    pub mark: MarkId,
    pub range: Range<f32>,
    pub element: Option<ElementId>,
}

/// A link from a place on a line.
#[derive(Clone, Debug)]
pub struct LinkOnLine {
    pub range: Range<f32>,
    pub target: Target,
    pub element: Option<ElementId>,
}

impl Line {
    /// Its right edge.
    #[must_use]
    pub fn end(&self) -> f32 {
        self.start + self.width
    }

    /// Its glyphs as items, the measure at `x`, the baseline at `y`.
    #[must_use]
    pub fn items(&self, x: f32, y: f32) -> Vec<Item> {
        let place = |text: &Placed| {
            let mut text = text.clone();
            text.x += x;
            text.y += y;
            Item::Text(text)
        };
        self.texts.iter().map(place).collect()
    }

    /// Puts it on a piece, with its links underlined.
    pub fn place(&self, piece: &mut Piece, x: f32, y: f32, size: f32, ink: Colour) {
        piece.items.extend(self.items(x, y));
        for link in &self.links {
            let (left, right) = (x + link.range.start, x + link.range.end);
            if let Target::Url(_) = link.target {
                let under = y + 0.12 * size;
                let stroke = Stroke::solid(0.5, ink);
                piece.items.push(Item::Line { points: vec![(left, under), (right, under)], stroke });
            }
            piece.links.push(LinkArea {
                x: left,
                y: y - 0.88 * size,
                width: right - left,
                height: size * 1.1,
                target: link.target.clone(),
                words: String::new(),
                element: link.element,
            });
        }
        let place = |mark: &MarkOnLine| MarkOnPage {
            mark: mark.mark,
            x: x + mark.range.start,
            width: mark.range.end - mark.range.start,
            y,
            size,
            in_cell: false,
            element: mark.element,
        };
        piece.marks.extend(self.marks.iter().map(place));
    }
}

/// How a paragraph fills its measure.
#[derive(Clone, Copy, Debug)]
pub struct Fill {
    pub measure: f32,
    pub indent: f32,
    pub align: Align,
    pub hyphenate: bool,
    pub kerning: bool,
}

impl Fill {
    /// Ragged at the right, for cells, notes and headings.
    #[must_use]
    pub fn ragged(measure: f32) -> Fill {
        Fill { measure, indent: 0.0, align: Align::Left, hyphenate: false, kerning: true }
    }

    #[must_use]
    pub fn justified(measure: f32, indent: f32) -> Fill {
        Fill { measure, indent, align: Align::Justify, hyphenate: true, kerning: true }
    }
}

/// Sets text, and remembers what no font could show.
#[derive(Debug)]
pub struct Setter<'a> {
    pub fonts: &'a Fonts,
    pub ink: Colour,
    /// What the text set next belongs to.
    pub tag: Tag,
    pub tags: Tags,
    /// Characters that no font has, with their place in the plain text, since the last look.
    pub missing: Vec<(char, usize)>,
}

impl Setter<'_> {
    /// Sets words in lines.
    pub fn lines(&mut self, words: &Words, kind: Type, fill: Fill) -> Vec<Line> {
        let spans = spans(words, kind);
        let setting = Setting {
            language: kind.language,
            size: kind.size,
            measure: fill.measure,
            indent: fill.indent,
            align: fill.align,
            hyphenate: fill.hyphenate && kind.language == Language::En,
            kerning: fill.kerning,
        };
        let paragraph = text::paragraph(self.fonts, &spans, &setting);
        self.missing.extend(paragraph.missing);
        let mut links = Links::default();
        paragraph.lines.iter().map(|line| self.line(line, words, kind, &mut links)).collect()
    }

    /// The width of the widest piece of words that no line break may part.
    #[must_use]
    pub fn least(&self, words: &Words, kind: Type) -> f32 {
        let setting = Setting { align: Align::Left, ..Setting::label(kind.language, kind.size) };
        text::least_measure(self.fonts, &spans(words, kind), &setting)
    }

    /// Sets something as part of something else than what comes before and after.
    pub fn tagged<T>(&mut self, tag: Tag, set: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.tag, tag);
        let done = set(self);
        self.tag = before;
        done
    }

    /// Begins an element inside the innermost one; what is set next belongs to it.
    pub fn begin(&mut self, role: Role, language: Option<Language>) -> ElementId {
        let id = self.tags.add(role, language);
        self.belong(id);
        id
    }

    /// What is set next belongs to an element.
    pub fn belong(&mut self, id: ElementId) {
        self.tag = Tag { order: id.0, element: Some(id) };
    }

    /// An element inside the one that is being set, read in its place; none inside what is not read.
    fn inner(&mut self, role: Role) -> Tag {
        let element = self.tag.element.map(|parent| self.tags.add_to(parent, role, None));
        Tag { element, ..self.tag }
    }

    /// Sets words on one line, however long.
    pub fn label(&mut self, words: &str, kind: Type) -> Line {
        self.one(&Words::plain(words), kind)
    }

    /// Sets styled words on one line, however long.
    pub fn one(&mut self, words: &Words, kind: Type) -> Line {
        let fill = Fill { kerning: true, ..Fill::ragged(f32::INFINITY) };
        self.lines(words, kind, fill).into_iter().next().unwrap_or_default()
    }

    /// Lines as pieces of one leading each, kept so that no line stands alone.
    #[must_use]
    pub fn pieces(&self, lines: &[Line], kind: Type, x: f32) -> Vec<Piece> {
        let count = lines.len();
        let piece = |(at, line): (usize, &Line)| {
            let mut piece = Piece { height: kind.leading, ..Piece::default() };
            line.place(&mut piece, x, baseline(kind.size, kind.leading), kind.size, self.ink);
            // Two lines at least on either side.
            piece.keep = at + 1 < count && (at == 0 || at + 2 == count);
            piece
        };
        lines.iter().enumerate().map(piece).collect()
    }

    fn line(&mut self, line: &text::Line, words: &Words, kind: Type, links: &mut Links) -> Line {
        let mut set = Line { start: line.start, width: line.width, ..Line::default() };
        for run in line.glyphs.chunk_by(|a, b| a.span == b.span) {
            let Some((first, last)) = run.first().zip(run.last()) else { continue };
            let Some(part) = words.parts.get(first.span) else { continue };
            let range = first.x..last.x + last.advance;
            let mut colour = part.colour.unwrap_or(kind.colour);
            let mut tag = self.tag;
            match &part.lead {
                Some(Lead::Note(label)) => {
                    set.notes.push(label.clone());
                    tag = self.inner(Role::Reference);
                }
                Some(lead @ (Lead::Url(_) | Lead::Inside(_))) => {
                    let target = match lead {
                        Lead::Inside(to) => Target::Inside(*to),
                        Lead::Url(url) | Lead::Note(url) => {
                            colour = self.ink;
                            Target::Url(url.clone())
                        }
                    };
                    // A link that goes on in the next line, or in the next style, is still one link.
                    tag = match &links.last {
                        Some(last) if last.target == target && last.end >= part.range.start => last.tag,
                        _ => self.inner(Role::Link),
                    };
                    links.last = Some(SetLink { end: part.range.end, target: target.clone(), tag });
                    set.links.push(LinkOnLine { range, target, element: tag.element });
                }
                None => {}
            }
            glyphs(&mut set, run, words, (colour, tag, part.page_of));
        }
        set.marks = marked(line, words, self.tag.element);
        if let (true, Some(hyphen)) =
            (line.hyphen, set.texts.last_mut().and_then(|text| text.glyphs.last_mut()))
        {
            // Read as a soft hyphen, so that the word copies out whole.
            hyphen.text = "\u{ad}".into();
        }
        set
    }
}

/// The link that was set last.
#[derive(Debug, Default)]
struct Links {
    last: Option<SetLink>,
}

#[derive(Debug)]
struct SetLink {
    /// Where its words end.
    end: usize,
    target: Target,
    tag: Tag,
}

/// Where the marked stretches of a paragraph stand on one of its lines.
fn marked(line: &text::Line, words: &Words, element: Option<ElementId>) -> Vec<MarkOnLine> {
    let on_line = |(range, mark): &(Range<usize>, MarkId)| {
        let glyphs = line.glyphs.iter().filter(|glyph| {
            !glyph.text.is_empty() && range.start < glyph.text.end && glyph.text.start < range.end
        });
        let (left, right) = glyphs.fold((f32::MAX, f32::MIN), |(left, right), glyph| {
            (left.min(glyph.x), right.max(glyph.x + glyph.advance))
        });
        (left < right).then_some(MarkOnLine { mark: *mark, range: left..right, element })
    };
    words.marks.iter().filter_map(on_line).collect()
}

fn glyphs(
    set: &mut Line,
    run: &[text::Glyph],
    words: &Words,
    (colour, tag, page_of): (Colour, Tag, Option<DestinationId>),
) {
    let glyph = |glyph: &text::Glyph| Glyph {
        face: glyph.face,
        id: glyph.id,
        size: glyph.size,
        x: glyph.x,
        rise: glyph.y_shift,
        advance: glyph.advance,
        text: words.plain.get(glyph.text.clone()).unwrap_or_default().into(),
    };
    let glyphs = run.iter().map(glyph);
    match set.texts.last_mut() {
        Some(text) if (text.colour, text.tag, text.page_of) == (colour, tag, page_of) => {
            text.glyphs.extend(glyphs);
        }
        _ => {
            let glyphs = glyphs.collect();
            set.texts.push(Placed { x: 0.0, y: 0.0, colour, glyphs, tag, page_of, unseen: false });
        }
    }
}

fn spans(words: &Words, kind: Type) -> Vec<Span<'_>> {
    let parts = words.parts.iter().enumerate();
    parts
        .map(|(id, part)| Span {
            text: words.plain.get(part.range.clone()).unwrap_or_default(),
            range: part.range.clone(),
            weight: weight(part, kind),
            italic: part.italic,
            script: part.script,
            id,
        })
        .collect()
}

fn weight(part: &Part, kind: Type) -> Weight {
    match kind.weight {
        _ if part.light => Weight::Regular,
        Weight::Regular if part.strong => Weight::Strong,
        weight => weight,
    }
}
