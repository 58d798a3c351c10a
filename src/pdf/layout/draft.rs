//! The watermark of a draft: across the page, under everything, in no one's way.

use super::Layout;
use crate::pdf::colour::Colour;
use crate::pdf::fonts::{Face, Fonts};
use crate::pdf::page::{Segment, Stencil};
use crate::source::Language;

const SIZE: f32 = 84.0;
/// Anticlockwise, in degrees.
const TURN: f32 = 52.0;
/// How much of the text's colour is in it.
const STRENGTH: f32 = 0.055;

impl Layout<'_> {
    /// 草稿, DRAFT or both, in the middle of the page.
    pub fn watermark(&self) -> Stencil {
        let mut letters: Vec<(Face, char)> = Vec::new();
        for language in &self.grid.languages {
            let face = if *language == Language::ZhHant { Face::HanBold } else { Face::LatinBold };
            if !letters.is_empty() {
                letters.push((Face::LatinBold, ' '));
            }
            letters
                .extend(self.locales.get(*language).text("pdf-draft").chars().map(|letter| (face, letter)));
        }
        let mut segments: Vec<Segment> = Vec::new();
        let mut pen = 0.0;
        let scale = SIZE / 1000.0;
        for (face, letter) in letters {
            let Some((outline, advance)) = Fonts::outline(face, letter) else { continue };
            segments.extend(outline.iter().map(|segment| segment.map(|(x, y)| (pen + x * scale, y * scale))));
            pen += f32::from(advance) * scale;
        }
        // Half the height of capitals above the baseline is the middle of the line.
        let middle = (pen / 2.0, 0.33 * SIZE);
        let (sin, cos) = TURN.to_radians().sin_cos();
        let (x, y) = (self.grid.paper.width / 2.0, self.grid.paper.height / 2.0);
        let turn = |(across, up): (f32, f32)| {
            let (across, up) = (across - middle.0, up - middle.1);
            // On the page y counts down.
            (x + across * cos - up * sin, y - (across * sin + up * cos))
        };
        let segments = segments.iter().map(|segment| segment.map(turn)).collect();
        Stencil { segments, fill: Colour::TEXT.thinned(STRENGTH) }
    }
}
