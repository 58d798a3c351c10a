//! Sets the report's words: from styled text to lines of placed glyphs with their links and note marks.

use std::ops::Range;

use super::grid::Type;
use super::piece::Piece;
use crate::pdf::colour::Colour;
use crate::pdf::fonts::{Fonts, Script};
use crate::pdf::page::{Glyph, Item, LinkArea, Stroke, Target, Text as Placed};
use crate::pdf::text::{self, Align, Setting, Span, Weight, baseline};
use crate::report;
use crate::source::Language;

/// An em between a number and its title, or between two languages: unlike other spaces it is never squeezed.
pub const GAP: &str = "\u{3000}";

/// A stretch of words in one style.
#[derive(Clone, Debug)]
pub struct Part {
    pub range: Range<usize>,
    pub strong: bool,
    pub italic: bool,
    /// Regular even where the type is strong.
    pub light: bool,
    pub script: Script,
    pub colour: Option<Colour>,
    pub link: Option<report::Link>,
}

/// Words to be set.
#[derive(Clone, Debug, Default)]
pub struct Words {
    pub plain: String,
    pub parts: Vec<Part>,
}

impl Words {
    /// Words of one style.
    #[must_use]
    pub fn plain(words: impl Into<String>) -> Words {
        let mut all = Words::default();
        all.push(&words.into(), false, None);
        all
    }

    /// Adds words at the end.
    pub fn push(&mut self, words: &str, strong: bool, colour: Option<Colour>) {
        let start = self.plain.len();
        self.plain.push_str(words);
        let range = start..self.plain.len();
        self.parts.push(Part {
            range,
            strong,
            italic: false,
            light: false,
            script: Script::default(),
            colour,
            link: None,
        });
    }

    /// A text of the report: emphasis is bold in Chinese, italic in English.
    #[must_use]
    pub fn of(text: &report::Text, language: Language) -> Words {
        let part = |run: &report::Run| {
            let style = run.style;
            let script = match (style.subscript, style.superscript) {
                (true, _) => Script::Sub,
                (_, true) => Script::Super,
                _ => Script::Normal,
            };
            let emphasis = style.emphasis;
            Part {
                range: run.range.clone(),
                strong: style.strong || (emphasis && language == Language::ZhHant),
                italic: emphasis && language == Language::En,
                light: false,
                script,
                colour: None,
                link: run.link.clone(),
            }
        };
        Words { plain: text.plain.clone(), parts: text.runs.iter().map(part).collect() }
    }
}

/// A line, its baseline at 0 and its measure's left edge at 0.
#[derive(Clone, Debug, Default)]
pub struct Line {
    pub texts: Vec<Placed>,
    pub start: f32,
    pub width: f32,
    pub links: Vec<(Range<f32>, String)>,
    /// Labels of the footnotes whose marks stand on it.
    pub notes: Vec<String>,
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
        for (range, url) in &self.links {
            let (left, right) = (x + range.start, x + range.end);
            let under = y + 0.12 * size;
            let stroke = Stroke::solid(0.5, ink);
            piece.items.push(Item::Line { points: vec![(left, under), (right, under)], stroke });
            piece.links.push(LinkArea {
                x: left,
                y: y - 0.88 * size,
                width: right - left,
                height: size * 1.1,
                target: Target::Url(url.clone()),
            });
        }
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
    pub order: u32,
    /// Characters that no font has, with their place in the plain text, since the last look.
    pub missing: Vec<(char, usize)>,
}

impl Setter<'_> {
    /// Sets words in lines.
    pub fn lines(&mut self, words: &Words, kind: Type, fill: Fill) -> Vec<Line> {
        let spans: Vec<Span> = words
            .parts
            .iter()
            .enumerate()
            .map(|(id, part)| Span {
                text: &words.plain[part.range.clone()],
                range: part.range.clone(),
                weight: weight(part, kind),
                italic: part.italic,
                script: part.script,
                id,
            })
            .collect();
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
        paragraph.lines.iter().map(|line| self.line(line, words, kind)).collect()
    }

    /// Sets what is read after everything else on its page.
    pub fn last<T>(&mut self, set: impl FnOnce(&mut Self) -> T) -> T {
        let order = std::mem::replace(&mut self.order, u32::MAX - 1);
        let done = set(self);
        self.order = order;
        done
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

    fn line(&self, line: &text::Line, words: &Words, kind: Type) -> Line {
        let mut set = Line { start: line.start, width: line.width, ..Line::default() };
        for run in line.glyphs.chunk_by(|a, b| a.span == b.span) {
            let Some((first, last)) = run.first().zip(run.last()) else { continue };
            let Some(part) = words.parts.get(first.span) else { continue };
            let range = first.x..last.x + last.advance;
            let mut colour = part.colour.unwrap_or(kind.colour);
            match &part.link {
                Some(report::Link::Footnote(label)) => set.notes.push(label.clone()),
                Some(report::Link::Url(url)) => {
                    colour = self.ink;
                    set.links.push((range, url.clone()));
                }
                _ => {}
            }
            self.glyphs(&mut set, run, words, colour);
        }
        if let (true, Some(hyphen)) =
            (line.hyphen, set.texts.last_mut().and_then(|text| text.glyphs.last_mut()))
        {
            // Read as a soft hyphen, so that the word copies out whole.
            "\u{ad}".clone_into(&mut hyphen.text);
        }
        set
    }

    fn glyphs(&self, set: &mut Line, run: &[text::Glyph], words: &Words, colour: Colour) {
        let glyph = |glyph: &text::Glyph| Glyph {
            face: glyph.face,
            id: glyph.id,
            size: glyph.size,
            x: glyph.x,
            rise: glyph.y_shift,
            advance: glyph.advance,
            text: words.plain.get(glyph.text.clone()).unwrap_or_default().to_owned(),
        };
        let glyphs = run.iter().map(glyph);
        match set.texts.last_mut() {
            Some(text) if text.colour == colour => text.glyphs.extend(glyphs),
            _ => {
                set.texts.push(Placed {
                    x: 0.0,
                    y: 0.0,
                    colour,
                    glyphs: glyphs.collect(),
                    order: self.order,
                });
            }
        }
    }
}

fn weight(part: &Part, kind: Type) -> Weight {
    match kind.weight {
        _ if part.light => Weight::Regular,
        Weight::Regular if part.strong => Weight::Strong,
        weight => weight,
    }
}
