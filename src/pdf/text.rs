//! Words into lines: choosing faces, breaking, justifying, in Chinese and in English.
//!
//! Knows glyphs and lengths, and nothing of pages, blocks or colours: the caller's spans come back by number.

mod class;
mod itemise;
mod place;

use std::ops::Range;

use crate::source::Language;

use super::fonts::{Face, Fonts};
use itemise::Units;

pub use super::fonts::Script;

/// How heavy a span is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Weight {
    #[default]
    Regular,
    /// Noto Bold, and Source `SemiBold`, which stands level with it.
    Strong,
    /// Source Bold: the numbers of review notes.
    Heavy,
}

/// A stretch of text in one style.
#[derive(Clone, Debug)]
pub struct Span<'a> {
    pub text: &'a str,
    /// Where it stands in the block's plain text; as long as `text`, or the whole of it is one cluster.
    pub range: Range<usize>,
    pub weight: Weight,
    /// Latin only: Han is never slanted.
    pub italic: bool,
    pub script: Script,
    /// The caller's own number, of a link or a figure.
    pub id: usize,
}

/// Where lines that are not full stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Justify,
    Left,
    Right,
    Centre,
}

/// How a paragraph is set; lengths in points.
#[derive(Clone, Debug)]
pub struct Setting {
    pub language: Language,
    /// The size of Han in Chinese text, of Latin in English text; the other script is fitted to it.
    pub size: f32,
    pub measure: f32,
    /// Of the first line.
    pub indent: f32,
    pub align: Align,
    pub hyphenate: bool,
    /// Off in cells with figures, so that digits stand under each other.
    pub kerning: bool,
}

impl Setting {
    /// Plain text of a language and size on one line, kerned, from the left.
    #[must_use]
    pub fn label(language: Language, size: f32) -> Setting {
        Setting {
            language,
            size,
            measure: f32::INFINITY,
            indent: 0.0,
            align: Align::Left,
            hyphenate: false,
            kerning: true,
        }
    }
}

/// A glyph in its place on a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Glyph {
    pub face: Face,
    pub id: u16,
    /// From the start of the measure to the glyph's origin.
    pub x: f32,
    /// Upwards from the baseline.
    pub y_shift: f32,
    pub size: f32,
    /// To the next glyph's origin as laid out, which may differ from the natural advance.
    pub advance: f32,
    /// Bytes of the plain text that it stands for; empty for the further glyphs of a cluster and for hyphens.
    pub text: Range<usize>,
    /// Index into the spans.
    pub span: usize,
}

/// A line of a paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    pub glyphs: Vec<Glyph>,
    /// Where its first glyph's box begins, from the start of the measure.
    pub start: f32,
    /// From there to the end of its last glyph's box, spaces at the end left out.
    pub width: f32,
    /// Bytes of the plain text on the line, with the spaces at its end.
    pub range: Range<usize>,
    /// Ends in a hyphen that is not in the text.
    pub hyphen: bool,
}

/// A paragraph in lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paragraph {
    pub lines: Vec<Line>,
    /// Characters that no face has, with their place in the plain text; `〓` is set for them.
    pub missing: Vec<(char, usize)>,
}

/// The baseline's distance from the top of a line box of a leading.
#[must_use]
pub fn baseline(size: f32, leading: f32) -> f32 {
    (leading - size) / 2.0 + 0.88 * size
}

/// Sets a paragraph.
#[must_use]
pub fn paragraph(fonts: &Fonts, spans: &[Span], setting: &Setting) -> Paragraph {
    let units = Units::new(fonts, spans, setting);
    let mut lines = Vec::new();
    let mut first = 0;
    for end in breaks(&units, setting) {
        lines.push(place::line(fonts, spans, &units, first..end, setting, lines.is_empty()));
        first = end;
    }
    Paragraph { lines, missing: units.missing }
}

/// Sets text on one line, however wide it gets.
#[must_use]
pub fn line(fonts: &Fonts, spans: &[Span], setting: &Setting) -> Line {
    let units = Units::new(fonts, spans, setting);
    let all = 0..units.units.len();
    place::line(fonts, spans, &units, all, setting, true)
}

/// The width of text on one line.
#[must_use]
pub fn width(fonts: &Fonts, spans: &[Span], setting: &Setting) -> f32 {
    line(fonts, spans, setting).width
}

/// Where lines end, as numbers of units.
fn breaks(units: &Units, setting: &Setting) -> Vec<usize> {
    let segmenter = icu_segmenter::LineSegmenter::new_for_non_complex_scripts(
        icu_segmenter::options::LineBreakOptions::default(),
    );
    let allowed: Vec<usize> = segmenter.segment_str(&units.text).collect();
    let mut ends = Vec::new();
    let (mut start, mut chance, mut width) = (0, 0, setting.indent);
    for (index, unit) in units.units.iter().enumerate() {
        width += unit.width;
        if width > setting.measure && chance > start {
            ends.push(chance);
            start = chance;
            width =
                units.units[start..=index].iter().map(|unit| unit.width + place::space(unit, setting)).sum();
        } else {
            width += place::space(unit, setting);
        }
        let next = units.units.get(index + 1).map_or(units.text.len(), |next| next.range.start);
        if unit.after == itemise::After::End {
            ends.push(index + 1);
            (start, width) = (index + 1, 0.0);
        } else if allowed.binary_search(&next).is_ok() {
            chance = index + 1;
        }
    }
    if start < units.units.len() {
        ends.push(units.units.len());
    }
    ends
}
