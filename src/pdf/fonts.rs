//! The faces that the report is set in: what they cover, how wide they are, and shaping with them.
//!
//! Every face has 1000 units to the em, so an advance is also the integer that a PDF's `/W` array holds, and
//! positions computed from it are exact.

mod outline;
mod shaping;

use std::cell::RefCell;
use std::sync::Arc;

use harfrust::{Font, ShaperFont};

use super::page::Segment;

pub use shaping::{Features, Script, Shaped};
use shaping::{ShapeCache, shape};

/// One of the embedded faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Face {
    HanRegular,
    HanBold,
    /// The simplified characters of GB/T 2312 that the traditional face lacks, for documents quoted in them.
    SimplifiedRegular,
    SimplifiedBold,
    LatinRegular,
    LatinItalic,
    LatinSemiBold,
    LatinBold,
}

impl Face {
    pub const ALL: [Face; 8] = [
        Face::HanRegular,
        Face::HanBold,
        Face::SimplifiedRegular,
        Face::SimplifiedBold,
        Face::LatinRegular,
        Face::LatinItalic,
        Face::LatinSemiBold,
        Face::LatinBold,
    ];

    /// Its place in [`Face::ALL`].
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }

    /// Whether it is one of the Noto faces.
    #[must_use]
    pub fn is_han(self) -> bool {
        matches!(self, Face::HanRegular | Face::HanBold | Face::SimplifiedRegular | Face::SimplifiedBold)
    }
}

/// Units to the em, the same in all faces.
pub const UNITS_PER_EM: u16 = 1000;

/// The faces, read once, with what was learnt about them while setting text.
///
/// Not shared between threads: its caches are cells. A second one costs next to nothing.
pub struct Fonts {
    faces: [FaceData; 8],
    cache: RefCell<ShapeCache>,
}

struct FaceData {
    font: Font,
    /// Glyph numbers of the characters below U+10000; 0 where there is none.
    map: Box<[u16]>,
    advances: Box<[u16]>,
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Fonts")
    }
}

impl Default for Fonts {
    fn default() -> Fonts {
        Fonts::new()
    }
}

impl Fonts {
    #[must_use]
    pub fn new() -> Fonts {
        Fonts { faces: Face::ALL.map(FaceData::read), cache: RefCell::default() }
    }

    /// The whole font file.
    #[must_use]
    pub fn bytes(&self, face: Face) -> &'static [u8] {
        bytes(face)
    }

    /// The name that a face has inside a PDF, without the subset's tag.
    #[must_use]
    pub fn postscript_name(&self, face: Face) -> &'static str {
        match face {
            Face::HanRegular => "NotoSansTC-Regular",
            Face::HanBold => "NotoSansTC-Bold",
            Face::SimplifiedRegular => "NotoSansSC-Regular",
            Face::SimplifiedBold => "NotoSansSC-Bold",
            Face::LatinRegular => "SourceSans3-Regular",
            Face::LatinItalic => "SourceSans3-It",
            Face::LatinSemiBold => "SourceSans3-Semibold",
            Face::LatinBold => "SourceSans3-Bold",
        }
    }

    /// The weight class that a face states, 400 for regular.
    #[must_use]
    pub fn weight(&self, face: Face) -> u16 {
        match face {
            Face::HanRegular | Face::SimplifiedRegular | Face::LatinRegular | Face::LatinItalic => 400,
            Face::LatinSemiBold => 600,
            Face::HanBold | Face::SimplifiedBold | Face::LatinBold => 700,
        }
    }

    /// The glyph of a character by itself, if the face has one.
    #[must_use]
    pub fn glyph(&self, face: Face, character: char) -> Option<u16> {
        let data = &self.faces[face as usize];
        let glyph = match data.map.get(character as usize) {
            Some(&glyph) => glyph,
            None => glyph_number(data.font.charmap().map_unicode(character)?.to_u32()),
        };
        (glyph != 0).then_some(glyph)
    }

    /// How far a glyph advances by nature, in 1/1000 em: the number that `/W` holds.
    #[must_use]
    pub fn advance(&self, face: Face, glyph: u16) -> u16 {
        self.faces[face as usize].advances.get(usize::from(glyph)).copied().unwrap_or(0)
    }

    /// The contours of a glyph, in 1/1000 em, y upwards.
    #[must_use]
    pub fn outline(&self, face: Face, glyph: u16) -> Option<Vec<Segment>> {
        outline::outline(self.bytes(face), glyph)
    }

    /// The glyphs of a stretch of text in one face; each stretch is shaped once and remembered.
    #[must_use]
    pub fn shape(&self, face: Face, features: Features, text: &str) -> Arc<[Shaped]> {
        if let Some(known) = self.cache.borrow().get(face, features, text) {
            return known;
        }
        let shaped: Arc<[Shaped]> = shape(&self.faces[face as usize].font, features, text).into();
        self.cache.borrow_mut().insert(face, features, text, &shaped);
        shaped
    }
}

impl FaceData {
    fn read(face: Face) -> FaceData {
        let font = Font::new(bytes(face), 0).expect("the embedded fonts are read in a test");
        let mut map = vec![0; 0x1_0000].into_boxed_slice();
        for (character, glyph) in font.charmap().unicodes() {
            if let Some(slot) = map.get_mut(character as usize) {
                *slot = glyph_number(glyph.to_u32());
            }
        }
        let shaper = ShaperFont::new(&font);
        let advances = (0..font.num_glyphs())
            .map(|glyph| u16::try_from(shaper.glyph_h_advance(glyph.into())).unwrap_or(0))
            .collect();
        FaceData { font, map, advances }
    }
}

fn bytes(face: Face) -> &'static [u8] {
    match face {
        Face::HanRegular => include_bytes!("../../fonts/NotoSansTC-Regular.ttf"),
        Face::HanBold => include_bytes!("../../fonts/NotoSansTC-Bold.ttf"),
        Face::SimplifiedRegular => include_bytes!("../../fonts/NotoSansSC-Regular-subset.ttf"),
        Face::SimplifiedBold => include_bytes!("../../fonts/NotoSansSC-Bold-subset.ttf"),
        Face::LatinRegular => include_bytes!("../../fonts/SourceSans3-Regular.ttf"),
        Face::LatinItalic => include_bytes!("../../fonts/SourceSans3-Italic.ttf"),
        Face::LatinSemiBold => include_bytes!("../../fonts/SourceSans3-SemiBold.ttf"),
        Face::LatinBold => include_bytes!("../../fonts/SourceSans3-Bold.ttf"),
    }
}

/// A glyph number as PDF writes it; TrueType has no more than 65,535.
fn glyph_number(number: u32) -> u16 {
    u16::try_from(number).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_has_a_thousand_units_and_its_letters() {
        let fonts = Fonts::new();
        for face in Face::ALL {
            assert_eq!(fonts.faces[face as usize].font.units_per_em(), UNITS_PER_EM, "{face:?}");
            let simplified = matches!(face, Face::SimplifiedRegular | Face::SimplifiedBold);
            let glyph = fonts.glyph(face, if simplified { '项' } else { '5' }).expect("a glyph");
            assert!(fonts.advance(face, glyph) > 400, "{face:?}");
        }
        assert_eq!(fonts.advance(Face::HanRegular, fonts.glyph(Face::HanRegular, '噸').unwrap()), 1000);
        assert_eq!(fonts.glyph(Face::LatinRegular, '噸'), None);
    }
}
