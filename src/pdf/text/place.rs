//! The units of a line in their places: squeezed, stretched, cut at the ends.

use std::ops::Range;

use super::class::Class;
use super::itemise::{After, Unit, Units, face};
use super::spacing::{Space, White};
use super::{Align, Fonts, Glyph, Line, Setting, Span};

/// What lines are placed from.
pub struct Lines<'a> {
    pub fonts: &'a Fonts,
    pub spans: &'a [Span<'a>],
    pub units: &'a Units,
    pub spaces: &'a [Space],
    pub setting: &'a Setting,
}

/// How a line is filled: what share of each room is used, and points added at each joint.
#[derive(Clone, Copy, Debug, Default)]
struct Filling {
    /// Shares of the squeezing of word spaces, brackets, points, commas, and gaps between scripts.
    words: f32,
    brackets: f32,
    points: f32,
    commas: f32,
    gaps: f32,
    /// Shares of the stretching of word spaces and of gaps; points a joint.
    wide_words: f32,
    wide_gaps: f32,
    joints: f32,
}

impl Lines<'_> {
    /// Places some units on one line. `full` asks for the whole measure, which a last line never fills.
    #[must_use]
    pub fn place(&self, range: Range<usize>, hyphen: bool, full: bool) -> Line {
        let indent = if range.start == 0 { self.setting.indent } else { 0.0 };
        let hyphen = hyphen.then(|| self.hyphen(&self.units.all[range.end - 1]));
        let hyphen_width = hyphen.as_ref().map_or(0.0, |glyph| glyph.advance);
        let room = self.setting.measure - indent - hyphen_width - self.natural(&range);
        let filling = if room < 0.0 && self.setting.align == Align::Justify {
            self.squeeze(&range, -room)
        } else if full {
            self.stretch(&range, room)
        } else {
            Filling::default()
        };
        let mut line = Line { start: indent, hyphen: hyphen.is_some(), ..Line::default() };
        let mut pen = 0.0;
        for index in range.clone() {
            pen = self.unit(&mut line, index, &range, pen, filling);
        }
        line.width = pen;
        if let Some(mut glyph) = hyphen {
            glyph.x = pen;
            line.width += glyph.advance;
            line.glyphs.push(glyph);
        }
        self.trailing_space(&mut line, range.end - 1);
        line.range.start = self.plain(range.start).start;
        match self.setting.align {
            Align::Justify | Align::Left => {}
            Align::Right => line.start = self.setting.measure - line.width,
            Align::Centre => line.start = (self.setting.measure - line.width) / 2.0,
        }
        for glyph in &mut line.glyphs {
            glyph.x += line.start;
        }
        line
    }

    /// The hyphen that would follow a unit.
    #[must_use]
    pub fn hyphen(&self, unit: &Unit) -> Glyph {
        let id = self.fonts.glyph(unit.face, '-').unwrap_or_default();
        let advance = f32::from(self.fonts.advance(unit.face, id)) * unit.size / 1000.0;
        let end = self.units.plain(self.spans, unit.span, &unit.range).end;
        Glyph {
            face: unit.face,
            id,
            x: 0.0,
            y_shift: unit.y_shift,
            size: unit.size,
            advance,
            text: end..end,
            span: unit.span,
        }
    }

    fn natural(&self, range: &Range<usize>) -> f32 {
        let mut width = 0.0;
        for index in range.clone() {
            let (left, right) = self.cuts(index, range, Filling::default());
            width += self.units.all[index].width - left - right;
            if index + 1 < range.end {
                width += self.spaces[index].gap;
            }
        }
        width
    }

    /// What is cut off a unit's left and right.
    fn cuts(&self, index: usize, range: &Range<usize>, filling: Filling) -> (f32, f32) {
        let space = &self.spaces[index];
        let share = match self.units.all[index].class {
            Class::Open | Class::Close => filling.brackets,
            Class::Dot => filling.points,
            Class::Comma => filling.commas,
            _ => 0.0,
        };
        let left = if index == range.start { space.first } else { space.left + share * space.squeeze_left };
        let right =
            if index + 1 == range.end { space.last } else { space.right + share * space.squeeze_right };
        (left, right)
    }

    fn squeeze(&self, range: &Range<usize>, need: f32) -> Filling {
        let mut rooms = [0.0; 5];
        for index in range.clone() {
            let space = &self.spaces[index];
            let left = if index == range.start { 0.0 } else { space.squeeze_left };
            let right = if index + 1 == range.end { 0.0 } else { space.squeeze_right };
            match self.units.all[index].class {
                Class::Open | Class::Close => rooms[1] += left + right,
                Class::Dot => rooms[2] += left + right,
                Class::Comma => rooms[3] += left + right,
                _ => {}
            }
            if index + 1 < range.end {
                match space.white {
                    White::Word => rooms[0] += space.gap_shrink,
                    White::Script => rooms[4] += space.gap_shrink,
                    White::None => {}
                }
            }
        }
        let mut left = need;
        let [words, brackets, points, commas, gaps] = rooms.map(|room| take(&mut left, room));
        Filling { words, brackets, points, commas, gaps, ..Filling::default() }
    }

    fn stretch(&self, range: &Range<usize>, need: f32) -> Filling {
        let (mut words, mut gaps, mut joints, mut spaces) = (0.0, 0.0, 0_u16, 0_u16);
        for space in &self.spaces[range.start..range.end - 1] {
            match space.white {
                White::Word => {
                    words += space.gap_stretch;
                    spaces += 1;
                }
                White::Script => gaps += space.gap_stretch,
                White::None => {}
            }
            joints += u16::from(space.joint);
        }
        let mut left = need;
        let wide_words = take(&mut left, words);
        let wide_gaps = take(&mut left, gaps);
        let mut filling = Filling { wide_words, wide_gaps, ..Filling::default() };
        if joints > 0 {
            filling.joints = left / f32::from(joints);
        } else if spaces > 0 && words > 0.0 {
            filling.wide_words += left / words;
        }
        filling
    }

    /// Places a unit and the white after it; gives where the next one begins.
    fn unit(&self, line: &mut Line, index: usize, range: &Range<usize>, pen: f32, filling: Filling) -> f32 {
        let unit = &self.units.all[index];
        let (left, right) = self.cuts(index, range, filling);
        let plain = self.plain(index);
        let mut text = plain.clone();
        let mut at = pen - left;
        let last = unit.glyphs.end - 1;
        for number in unit.glyphs.clone() {
            let shaped = &self.units.glyphs[number];
            let points = |units: i32| scaled(units, unit.size);
            let advance = points(shaped.advance) - if number == last { right } else { 0.0 };
            line.glyphs.push(Glyph {
                face: unit.face,
                id: shaped.glyph,
                x: at + points(shaped.x),
                y_shift: unit.y_shift + points(shaped.y),
                size: unit.size,
                advance,
                text: text.clone(),
                span: unit.span,
            });
            text = text.end..text.end;
            at += advance;
        }
        line.range.end = plain.end;
        if index + 1 == range.end {
            return at;
        }
        let space = &self.spaces[index];
        let white = space.gap
            + match space.white {
                White::Word => filling.wide_words * space.gap_stretch - filling.words * space.gap_shrink,
                White::Script => filling.wide_gaps * space.gap_stretch - filling.gaps * space.gap_shrink,
                White::None => 0.0,
            }
            + if space.joint { filling.joints } else { 0.0 };
        if unit.after != After::Nothing {
            self.space(line, index, at, white);
        }
        at + white
    }

    /// A glyph for the white that stands in the text, so that it is copied out with it.
    fn space(&self, line: &mut Line, index: usize, x: f32, advance: f32) {
        let unit = &self.units.all[index];
        let face = face(&self.spans[unit.span], false);
        let start = self.plain(index).end;
        let end = match self.units.all.get(index + 1) {
            Some(_) => self.plain(index + 1).start.max(start),
            None => start,
        };
        if start < end {
            line.glyphs.push(Glyph {
                face,
                id: self.fonts.glyph(face, ' ').unwrap_or_default(),
                x,
                y_shift: 0.0,
                size: unit.size,
                advance,
                text: start..end,
                span: unit.span,
            });
            line.range.end = end;
        }
    }

    /// The space at which the line was broken stays in its text, without width.
    fn trailing_space(&self, line: &mut Line, last: usize) {
        if self.units.all[last].after != After::Nothing {
            self.space(line, last, line.width, 0.0);
        }
    }

    fn plain(&self, index: usize) -> Range<usize> {
        let unit = &self.units.all[index];
        self.units.plain(self.spans, unit.span, &unit.range)
    }
}

/// Takes what is needed out of a room; gives the share of it that is used.
fn take(left: &mut f32, room: f32) -> f32 {
    if room <= 0.0 || *left <= 0.0 {
        return 0.0;
    }
    let used = left.min(room);
    *left -= used;
    used / room
}

#[expect(clippy::cast_precision_loss, reason = "advances are a few thousand units")]
fn scaled(units: i32, size: f32) -> f32 {
    units as f32 * size / 1000.0
}
