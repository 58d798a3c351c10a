//! Shaping with harfrust, and the memory of what was shaped before.

use std::collections::HashMap;
use std::sync::Arc;

use harfrust::{Buffer, Direction, Feature, Font, ShapeOptions, ShapePlan, ShaperFont, Tag};

use super::{Face, glyph_number, in_thousandths};

/// Where a run stands on its line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Script {
    #[default]
    Normal,
    Sub,
    Super,
}

/// What is asked of the font beyond its defaults.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Features {
    pub kerning: bool,
    /// Small figures and letters, where the font has them drawn.
    pub script: Script,
    /// Full-width forms, so that `——` is two em and joins up.
    pub full_width: bool,
}

/// One glyph of a shaped stretch; lengths in 1/1000 em.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shaped {
    pub glyph: u16,
    /// The first byte, in the stretch, of the cluster that it belongs to.
    pub cluster: u32,
    pub advance: i32,
    pub x: i32,
    pub y: i32,
}

type Stretches = HashMap<Box<str>, Arc<[Shaped]>>;

/// What was shaped before by face, features and text, and how: making a plan takes longer than shaping a word.
#[derive(Default)]
pub(super) struct Shaper {
    known: HashMap<(Face, Features), Stretches>,
    plans: HashMap<(Face, Features, Option<harfrust::Script>), ShapePlan>,
}

impl Shaper {
    pub(super) fn shape(&mut self, font: &Font, face: Face, features: Features, text: &str) -> Arc<[Shaped]> {
        let stretches = self.known.entry((face, features)).or_default();
        if let Some(known) = stretches.get(text) {
            return Arc::clone(known);
        }
        let mut buffer = Buffer::new();
        buffer.push_str(text);
        buffer.set_direction(Direction::LeftToRight);
        buffer.guess_segment_properties();
        let script = buffer.script();
        let wanted = features.wanted();
        let plan = self
            .plans
            .entry((face, features, script))
            .or_insert_with(|| ShapePlan::new(font, Direction::LeftToRight, script, None, &wanted));
        let options = ShapeOptions::new().features(&wanted).plan(Some(plan));
        // Only a buffer that does not fit its plan fails; nothing shaped reads as missing glyphs.
        let sound = harfrust::shape(&ShaperFont::new(font), &mut buffer, options).is_ok();
        let per_em = i32::from(font.units_per_em());
        let glyph = |(info, position): (&harfrust::GlyphInfo, &harfrust::GlyphPosition)| Shaped {
            glyph: glyph_number(info.glyph_id),
            cluster: info.cluster,
            advance: in_thousandths(position.x_advance, per_em),
            x: in_thousandths(position.x_offset, per_em),
            y: in_thousandths(position.y_offset, per_em),
        };
        let glyphs = buffer.glyph_infos().iter().zip(buffer.glyph_positions()).map(glyph);
        let shaped: Arc<[Shaped]> = if sound { glyphs.collect() } else { Arc::default() };
        stretches.insert(text.into(), Arc::clone(&shaped));
        shaped
    }
}

impl Features {
    /// As the shaper knows them.
    fn wanted(self) -> Vec<Feature> {
        let mut wanted = vec![Feature::new(Tag::new(b"kern"), u32::from(self.kerning), ..)];
        match self.script {
            Script::Normal => {}
            Script::Sub => wanted.push(Feature::new(Tag::new(b"subs"), 1, ..)),
            Script::Super => wanted.push(Feature::new(Tag::new(b"sups"), 1, ..)),
        }
        if self.full_width {
            wanted.push(Feature::new(Tag::new(b"fwid"), 1, ..));
        }
        wanted
    }
}
