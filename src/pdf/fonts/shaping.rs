//! Shaping with harfrust, and the memory of what was shaped before.

use std::collections::HashMap;
use std::sync::Arc;

use harfrust::{Buffer, Direction, Feature, Font, ShapeOptions, ShaperFont, Tag};

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

pub(super) fn shape(font: &Font, features: Features, text: &str) -> Vec<Shaped> {
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.set_direction(Direction::LeftToRight);
    buffer.guess_segment_properties();
    let mut wanted = vec![Feature::new(Tag::new(b"kern"), u32::from(features.kerning), ..)];
    match features.script {
        Script::Normal => {}
        Script::Sub => wanted.push(Feature::new(Tag::new(b"subs"), 1, ..)),
        Script::Super => wanted.push(Feature::new(Tag::new(b"sups"), 1, ..)),
    }
    if features.full_width {
        wanted.push(Feature::new(Tag::new(b"fwid"), 1, ..));
    }
    let shaper = ShaperFont::new(font);
    if harfrust::shape(&shaper, &mut buffer, ShapeOptions::new().features(&wanted)).is_err() {
        // Only a buffer without a direction fails, and it has one; nothing shaped reads as missing glyphs.
        return Vec::new();
    }
    let per_em = i32::from(font.units_per_em());
    let glyph = |(info, position): (&harfrust::GlyphInfo, &harfrust::GlyphPosition)| Shaped {
        glyph: glyph_number(info.glyph_id),
        cluster: info.cluster,
        advance: in_thousandths(position.x_advance, per_em),
        x: in_thousandths(position.x_offset, per_em),
        y: in_thousandths(position.y_offset, per_em),
    };
    buffer.glyph_infos().iter().zip(buffer.glyph_positions()).map(glyph).collect()
}

type Stretches = HashMap<Box<str>, Arc<[Shaped]>>;

/// Shaped stretches by face, features and text.
#[derive(Default)]
pub(super) struct ShapeCache {
    known: HashMap<(Face, Features), Stretches>,
}

impl ShapeCache {
    pub(super) fn get(&self, face: Face, features: Features, text: &str) -> Option<Arc<[Shaped]>> {
        self.known.get(&(face, features))?.get(text).cloned()
    }

    pub(super) fn insert(&mut self, face: Face, features: Features, text: &str, shaped: &Arc<[Shaped]>) {
        self.known.entry((face, features)).or_default().insert(text.into(), Arc::clone(shaped));
    }
}
