//! The outline of a glyph as a path, read from the `glyf` table: for letters that are drawn, not written.

use crate::pdf::page::Segment;

/// Glyphs put together from others are no deeper than this.
const DEPTH: usize = 4;

/// The contours of a glyph in font units, y upwards.
#[must_use]
pub fn outline(font: &[u8], glyph: u16) -> Option<Vec<Segment>> {
    let tables = Tables {
        long: word(table(font, *b"head")?, 50)? == 1,
        places: table(font, *b"loca")?,
        glyphs: table(font, *b"glyf")?,
    };
    tables.outline(glyph, DEPTH)
}

/// What outlines are read from.
#[derive(Clone, Copy)]
struct Tables<'a> {
    /// Places take four bytes each.
    long: bool,
    places: &'a [u8],
    glyphs: &'a [u8],
}

impl Tables<'_> {
    fn outline(self, glyph: u16, depth: usize) -> Option<Vec<Segment>> {
        let (from, to) = (self.place(usize::from(glyph))?, self.place(usize::from(glyph) + 1)?);
        if from == to {
            return Some(Vec::new());
        }
        let glyph = self.glyphs.get(from..to)?;
        if word(glyph, 0)?.cast_signed() >= 0 { contours(glyph) } else { self.composite(glyph, depth) }
    }

    fn place(self, index: usize) -> Option<usize> {
        if self.long {
            let high = usize::from(word(self.places, index * 4)?) << 16;
            Some(high | usize::from(word(self.places, index * 4 + 2)?))
        } else {
            Some(usize::from(word(self.places, index * 2)?) * 2)
        }
    }

    /// A glyph put together from others, each moved and scaled: `i` from its stem and its dot.
    fn composite(self, glyph: &[u8], depth: usize) -> Option<Vec<Segment>> {
        const WORDS: u16 = 1;
        const OFFSETS: u16 = 2;
        const SCALE: u16 = 8;
        const MORE: u16 = 0x20;
        const TWO_SCALES: u16 = 0x40;
        const MATRIX: u16 = 0x80;
        let depth = depth.checked_sub(1)?;
        let mut path = Vec::new();
        let mut at = 10;
        loop {
            let (flags, part) = (word(glyph, at)?, word(glyph, at + 2)?);
            at += 4;
            let signed = |at: usize| Some(f32::from(word(glyph, at)?.cast_signed()));
            let byte = |at: usize| Some(f32::from(glyph.get(at)?.cast_signed()));
            let (x, y) = if flags & WORDS == 0 {
                at += 2;
                (byte(at - 2)?, byte(at - 1)?)
            } else {
                at += 4;
                (signed(at - 4)?, signed(at - 2)?)
            };
            // Parts that hang on each other's points are not met in fonts of today.
            let (x, y) = if flags & OFFSETS == 0 { (0.0, 0.0) } else { (x, y) };
            let count = if flags & SCALE != 0 {
                1
            } else if flags & TWO_SCALES != 0 {
                2
            } else if flags & MATRIX != 0 {
                4
            } else {
                0
            };
            let numbers: Vec<f32> =
                (0..count).map(|number| Some(signed(at + 2 * number)? / 16384.0)).collect::<Option<_>>()?;
            at += 2 * count;
            let turn = match numbers.as_slice() {
                [both] => [*both, 0.0, 0.0, *both],
                [across, up] => [*across, 0.0, 0.0, *up],
                [_, _, _, _] => [numbers[0], numbers[1], numbers[2], numbers[3]],
                _ => [1.0, 0.0, 0.0, 1.0],
            };
            let place = |(across, up): (f32, f32)| {
                (turn[0] * across + turn[2] * up + x, turn[1] * across + turn[3] * up + y)
            };
            path.extend(self.outline(part, depth)?.iter().map(|segment| segment.map(place)));
            if flags & MORE == 0 {
                return Some(path);
            }
        }
    }
}

/// A table of a font file by its tag.
fn table(font: &[u8], tag: [u8; 4]) -> Option<&[u8]> {
    let count = usize::from(word(font, 4)?);
    let entry = (0..count).map(|index| 12 + index * 16).find(|at| font.get(*at..at + 4) == Some(&tag))?;
    let long = |at: usize| Some(usize::from(word(font, at)?) << 16 | usize::from(word(font, at + 2)?));
    let (from, length) = (long(entry + 8)?, long(entry + 12)?);
    font.get(from..from + length)
}

fn word(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

const ON_CURVE: u8 = 1;
const REPEAT: u8 = 8;

fn contours(glyph: &[u8]) -> Option<Vec<Segment>> {
    let count = usize::try_from(word(glyph, 0)?.cast_signed()).ok()?;
    let ends: Vec<usize> =
        (0..count).map(|at| Some(usize::from(word(glyph, 10 + at * 2)?))).collect::<Option<_>>()?;
    let points = ends.last()? + 1;
    let mut at = 12 + count * 2 + usize::from(word(glyph, 10 + count * 2)?);
    let mut flags = Vec::with_capacity(points);
    while flags.len() < points {
        let flag = *glyph.get(at)?;
        at += 1;
        let times = if flag & REPEAT == 0 {
            1
        } else {
            at += 1;
            usize::from(*glyph.get(at - 1)?) + 1
        };
        flags.extend(std::iter::repeat_n(flag, times));
    }
    flags.truncate(points);
    let across = coordinates(glyph, &mut at, &flags, 2, 16)?;
    let up = coordinates(glyph, &mut at, &flags, 4, 32)?;
    let mut path = Vec::new();
    let mut from = 0;
    for end in ends {
        let contour: Vec<(bool, (f32, f32))> =
            (from..=end).map(|at| (flags[at] & ON_CURVE != 0, (across[at], up[at]))).collect();
        trace(&contour, &mut path);
        from = end + 1;
    }
    Some(path)
}

/// Coordinates are differences: of one byte with a sign in the flag, of two bytes, or none.
fn coordinates(glyph: &[u8], at: &mut usize, flags: &[u8], short: u8, same: u8) -> Option<Vec<f32>> {
    let mut value = 0_i16;
    let mut all = Vec::with_capacity(flags.len());
    for flag in flags {
        if flag & short != 0 {
            let by = i16::from(*glyph.get(*at)?);
            value = value.wrapping_add(if flag & same != 0 { by } else { -by });
            *at += 1;
        } else if flag & same == 0 {
            value = value.wrapping_add(word(glyph, *at)?.cast_signed());
            *at += 2;
        }
        all.push(f32::from(value));
    }
    Some(all)
}

/// A contour of quadratic curves as cubic ones; between two control points lies a point of the curve.
fn trace(contour: &[(bool, (f32, f32))], path: &mut Vec<Segment>) {
    let middle = |a: (f32, f32), b: (f32, f32)| (f32::midpoint(a.0, b.0), f32::midpoint(a.1, b.1));
    let count = contour.len();
    let Some(start) = contour.iter().position(|(on, _)| *on) else { return };
    let mut last = contour[start].1;
    path.push(Segment::Move(last));
    let mut control: Option<(f32, f32)> = None;
    for step in 1..=count {
        let (on, point) = contour[(start + step) % count];
        let mut curve = |control: (f32, f32), to: (f32, f32)| {
            let near = |end: (f32, f32)| {
                (end.0 + 2.0 / 3.0 * (control.0 - end.0), end.1 + 2.0 / 3.0 * (control.1 - end.1))
            };
            path.push(Segment::Curve(near(last), near(to), to));
            last = to;
        };
        match (control, on) {
            (None, true) => {
                path.push(Segment::Line(point));
                last = point;
            }
            (Some(before), true) => {
                curve(before, point);
                control = None;
            }
            (None, false) => control = Some(point),
            (Some(before), false) => {
                curve(before, middle(before, point));
                control = Some(point);
            }
        }
    }
    path.push(Segment::Close);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::fonts::{Face, Fonts};

    #[test]
    fn letters_have_outlines_also_those_put_together_from_others() {
        for (face, letters) in
            [(Face::HanBold, "草稿"), (Face::LatinBold, "DRAFT"), (Face::LatinRegular, "Publishé")]
        {
            for letter in letters.chars() {
                let (path, advance) = Fonts::outline(face, letter).expect("an outline");
                assert!(advance > 0, "{letter}");
                assert!(path.len() > 4, "{letter}");
                assert_eq!(path.last(), Some(&Segment::Close), "{letter}");
            }
        }
    }
}
