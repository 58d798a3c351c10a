//! Words into lines: choosing faces, breaking, justifying, in Chinese and in English.
//!
//! Knows glyphs and lengths, and nothing of pages, blocks or colours: the caller's spans come back by number.

mod bound;
mod breaks;
mod class;
mod codes;
mod fit;
mod itemise;
mod place;
mod quotes;
mod spacing;

use std::ops::Range;

use crate::source::Language;

use super::fonts::{Face, Fonts};
use breaks::Break;
use fit::Fit;
use itemise::{After, Units};
use place::Lines;

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
    if units.all.is_empty() {
        return Paragraph { lines: Vec::new(), missing: units.missing };
    }
    if setting.measure.is_infinite() && units.all.iter().all(|unit| unit.after != After::End) {
        // A label: nothing to be broken.
        let lines = vec![one_line(fonts, spans, &units, setting)];
        return Paragraph { lines, missing: units.missing };
    }
    let breaks = breaks::breaks(&units, spans, setting);
    let spaces = spacing::spaces(&units, spans, setting, |index| breaks[index].1);
    let ragged = Setting { align: Align::Left, ..setting.clone() };
    let mut lines = Lines { fonts, spans, units: &units, spaces: &spaces, setting };
    let hyphen = lines.hyphen(&units.all[0]).advance;
    let fit = |setting| Fit { units: &units, spaces: &spaces, breaks: &breaks, setting, hyphen }.lines();
    let mut found = fit(setting);
    if !found.even && setting.align == Align::Justify && setting.language == Language::En {
        lines.setting = &ragged;
        found = fit(&ragged);
    }
    let mut start = 0;
    let place = |&end: &usize| {
        let kind = breaks[end - 1].0;
        let full = lines.setting.align == Align::Justify && kind != Break::Always;
        let line = lines.place(start..end, kind == Break::Hyphen, full);
        start = end;
        line
    };
    Paragraph { lines: found.ends.iter().map(place).collect(), missing: units.missing.clone() }
}

fn one_line(fonts: &Fonts, spans: &[Span], units: &Units, setting: &Setting) -> Line {
    let spaces = spacing::spaces(units, spans, setting, |_| false);
    let lines = Lines { fonts, spans, units, spaces: &spaces, setting };
    lines.place(0..units.all.len(), false, false)
}

/// The width of the widest piece that no line break may part: a column narrower than this would be overrun.
#[must_use]
pub fn least_measure(fonts: &Fonts, spans: &[Span], setting: &Setting) -> f32 {
    let units = Units::new(fonts, spans, setting);
    let breaks = breaks::breaks(&units, spans, setting);
    let spaces = spacing::spaces(&units, spans, setting, |_| false);
    let setting = Setting { align: Align::Left, ..setting.clone() };
    let lines = Lines { fonts, spans, units: &units, spaces: &spaces, setting: &setting };
    let mut widest: f32 = 0.0;
    let mut start = 0;
    for (index, (kind, _)) in breaks.iter().enumerate() {
        if !matches!(kind, Break::Never | Break::Emergency) {
            widest = widest.max(lines.place(start..index + 1, *kind == Break::Hyphen, false).width);
            start = index + 1;
        }
    }
    widest
}

#[cfg(test)]
mod tests;
#[cfg(test)]
pub mod violations;
