//! The units of a line in their places.

use std::ops::Range;

use super::itemise::{After, Unit, Units};
use super::{Align, Face, Fonts, Glyph, Line, Setting, Span};
use crate::source::Language;

/// The natural white after a unit where the text has a space.
pub fn space(unit: &Unit, setting: &Setting) -> f32 {
    match (unit.after, setting.language) {
        (After::Nothing | After::End, _) => 0.0,
        (_, Language::ZhHant) => 0.25 * setting.size,
        (_, Language::En) => 0.2 * setting.size,
    }
}

/// Places units on one line.
pub fn line(
    fonts: &Fonts,
    spans: &[Span],
    units: &Units,
    range: Range<usize>,
    setting: &Setting,
    first: bool,
) -> Line {
    let indent = if first { setting.indent } else { 0.0 };
    let mut line = Line::default();
    let mut pen = 0.0;
    let all = &units.units[range.clone()];
    for (index, unit) in all.iter().enumerate() {
        let plain = units.plain(spans, unit.span, &unit.range);
        line.range = if index == 0 { plain.clone() } else { line.range.start..plain.end };
        let mut text = plain.clone();
        for shaped in &units.glyphs[unit.glyphs.clone()] {
            let advance = shaped.advance as f32 * unit.size / 1000.0;
            line.glyphs.push(Glyph {
                face: unit.face,
                id: shaped.glyph,
                x: pen + shaped.x as f32 * unit.size / 1000.0,
                y_shift: unit.y_shift + shaped.y as f32 * unit.size / 1000.0,
                size: unit.size,
                advance,
                text: text.clone(),
                span: unit.span,
            });
            text = text.end..text.end;
            pen += advance;
        }
        if space(unit, setting) > 0.0 && index + 1 < all.len() {
            let advance = space(unit, setting);
            let id = fonts.glyph(Face::LatinRegular, ' ').unwrap_or_default();
            line.glyphs.push(Glyph {
                face: Face::LatinRegular,
                id,
                x: pen,
                y_shift: 0.0,
                size: setting.size,
                advance,
                text: plain.end..plain.end + 1,
                span: unit.span,
            });
            pen += advance;
        }
    }
    line.width = pen;
    line.start = match setting.align {
        Align::Justify | Align::Left => indent,
        Align::Right => setting.measure - pen,
        Align::Centre => (setting.measure - pen) / 2.0,
    };
    for glyph in &mut line.glyphs {
        glyph.x += line.start;
    }
    line
}
