//! The faces that the report is set in: what they cover, how wide they are, and shaping with them.
//!
//! Advances are counted in thousandths of an em, rounded as the `/W` array of a PDF holds them, so that positions
//! computed from them are exact.

mod custom;
mod outline;
mod shaping;

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::sync::Arc;

use harfrust::{Font, ShaperFont};

use super::page::Segment;

pub use custom::FontFile;
use shaping::Shaper;
pub use shaping::{Features, Script, Shaped};

/// A face by its part: the fonts that are built in, or others given in their place.
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
    /// Built in, for what a given font lacks.
    SpareHan,
    SpareLatin,
}

impl Face {
    pub const ALL: [Face; 10] = [
        Face::HanRegular,
        Face::HanBold,
        Face::SimplifiedRegular,
        Face::SimplifiedBold,
        Face::LatinRegular,
        Face::LatinItalic,
        Face::LatinSemiBold,
        Face::LatinBold,
        Face::SpareHan,
        Face::SpareLatin,
    ];

    /// Its place in [`Face::ALL`].
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }

    /// Whether its letters are full width.
    #[must_use]
    pub fn is_han(self) -> bool {
        matches!(
            self,
            Face::HanRegular
                | Face::HanBold
                | Face::SimplifiedRegular
                | Face::SimplifiedBold
                | Face::SpareHan
        )
    }
}

/// The faces, each read when it is first needed, with what was learnt about them while setting text.
///
/// Not shared between threads: its caches are cells. A second one costs next to nothing.
pub struct Fonts {
    faces: [OnceCell<FaceData>; 10],
    given: Vec<(Face, FontFile)>,
    shaper: RefCell<Shaper>,
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
    /// The fonts that are built in.
    #[must_use]
    pub fn new() -> Fonts {
        Fonts::with(Vec::new())
    }

    /// Given fonts in the place of those built in, each for the faces that it fits.
    #[must_use]
    pub fn with(files: Vec<FontFile>) -> Fonts {
        Fonts { faces: Default::default(), given: custom::places(files), shaper: RefCell::default() }
    }

    fn given(&self, face: Face) -> Option<&FontFile> {
        // A later one takes the place of an earlier one.
        self.given.iter().rev().find(|(place, _)| *place == face).map(|(_, file)| file)
    }

    fn data(&self, face: Face) -> &FaceData {
        self.faces[face.index()].get_or_init(|| match self.given(face) {
            Some(file) => FaceData::read(file.font()),
            None => FaceData::read(
                Font::new(bytes(face), 0).expect("the fonts that are built in are read in a test"),
            ),
        })
    }

    /// The whole font file, and which font of it.
    #[must_use]
    pub fn program(&self, face: Face) -> (Cow<'_, [u8]>, u32) {
        match self.given(face) {
            Some(file) => (Cow::Borrowed(file.bytes.as_slice()), file.index),
            None => (Cow::Borrowed(bytes(face)), 0),
        }
    }

    /// The name that a face has inside a PDF, without the subset's tag.
    #[must_use]
    pub fn postscript_name(&self, face: Face) -> String {
        if let Some(file) = self.given(face) {
            return file.name.clone();
        }
        let name = match face {
            Face::HanRegular | Face::SpareHan => "NotoSansTC-Regular",
            Face::HanBold => "NotoSansTC-Bold",
            Face::SimplifiedRegular => "NotoSansSC-Regular",
            Face::SimplifiedBold => "NotoSansSC-Bold",
            Face::LatinRegular | Face::SpareLatin => "SourceSans3-Regular",
            Face::LatinItalic => "SourceSans3-It",
            Face::LatinSemiBold => "SourceSans3-Semibold",
            Face::LatinBold => "SourceSans3-Bold",
        };
        name.to_owned()
    }

    /// The weight class that a face states, 400 for regular.
    #[must_use]
    pub fn weight(&self, face: Face) -> u16 {
        if let Some(file) = self.given(face) {
            return file.weight;
        }
        match face {
            Face::HanRegular
            | Face::SimplifiedRegular
            | Face::LatinRegular
            | Face::LatinItalic
            | Face::SpareHan
            | Face::SpareLatin => 400,
            Face::LatinSemiBold => 600,
            Face::HanBold | Face::SimplifiedBold | Face::LatinBold => 700,
        }
    }

    /// The glyph of a character by itself, if the face has one.
    #[must_use]
    pub fn glyph(&self, face: Face, character: char) -> Option<u16> {
        let data = self.data(face);
        let glyph = match data.map.get(character as usize) {
            Some(&glyph) => glyph,
            None => glyph_number(data.font.charmap().map_unicode(character)?.to_u32()),
        };
        (glyph != 0).then_some(glyph)
    }

    /// How many characters a face has, of those below U+10000.
    #[must_use]
    pub fn coverage(&self, face: Face) -> usize {
        self.data(face).map.iter().filter(|glyph| **glyph != 0).count()
    }

    /// How far a glyph advances by nature, in 1/1000 em: the number that `/W` holds.
    #[must_use]
    pub fn advance(&self, face: Face, glyph: u16) -> u16 {
        self.data(face).advances.get(usize::from(glyph)).copied().unwrap_or(0)
    }

    /// The contours of a character in a font that is built in, in 1/1000 em, y upwards, and how far it advances.
    #[must_use]
    pub fn outline(face: Face, character: char) -> Option<(Vec<Segment>, u16)> {
        let fonts = Fonts::new();
        let glyph = fonts.glyph(face, character)?;
        Some((outline::outline(bytes(face), glyph).unwrap_or_default(), fonts.advance(face, glyph)))
    }

    /// The glyphs of a stretch of text in one face; each stretch is shaped once and remembered.
    #[must_use]
    pub fn shape(&self, face: Face, features: Features, text: &str) -> Arc<[Shaped]> {
        self.shaper.borrow_mut().shape(&self.data(face).font, face, features, text)
    }
}

impl FaceData {
    fn read(font: Font) -> FaceData {
        let mut map = vec![0; 0x1_0000].into_boxed_slice();
        for (character, glyph) in font.charmap().unicodes() {
            if let Some(slot) = map.get_mut(character as usize) {
                *slot = glyph_number(glyph.to_u32());
            }
        }
        let shaper = ShaperFont::new(&font);
        let per_em = i32::from(font.units_per_em());
        let advance = |glyph: u32| in_thousandths(shaper.glyph_h_advance(glyph.into()), per_em);
        let advances =
            (0..font.num_glyphs()).map(|glyph| u16::try_from(advance(glyph)).unwrap_or(0)).collect();
        FaceData { font, map, advances }
    }
}

/// Units of a font in thousandths of an em, to the nearest.
fn in_thousandths(units: i32, per_em: i32) -> i32 {
    if per_em == 1000 || per_em == 0 {
        return units;
    }
    (units * 2000 + per_em * units.signum()) / (2 * per_em)
}

fn bytes(face: Face) -> &'static [u8] {
    match face {
        Face::HanRegular | Face::SpareHan => include_bytes!("../../fonts/NotoSansTC-Regular.ttf"),
        Face::HanBold => include_bytes!("../../fonts/NotoSansTC-Bold.ttf"),
        Face::SimplifiedRegular => include_bytes!("../../fonts/NotoSansSC-Regular-subset.ttf"),
        Face::SimplifiedBold => include_bytes!("../../fonts/NotoSansSC-Bold-subset.ttf"),
        Face::LatinRegular | Face::SpareLatin => include_bytes!("../../fonts/SourceSans3-Regular.ttf"),
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
    fn every_face_has_its_letters() {
        let fonts = Fonts::new();
        for face in Face::ALL {
            let simplified = matches!(face, Face::SimplifiedRegular | Face::SimplifiedBold);
            let glyph = fonts.glyph(face, if simplified { '项' } else { '5' }).expect("a glyph");
            assert!(fonts.advance(face, glyph) > 400, "{face:?}");
        }
        assert_eq!(fonts.advance(Face::HanRegular, fonts.glyph(Face::HanRegular, '噸').unwrap()), 1000);
        assert_eq!(fonts.glyph(Face::LatinRegular, '噸'), None);
    }

    #[test]
    fn lengths_of_other_fonts_are_rounded_to_thousandths() {
        assert_eq!([1024, -1024, 1, 2048].map(|units| in_thousandths(units, 2048)), [500, -500, 0, 1000]);
        assert_eq!(in_thousandths(555, 1000), 555);
    }
}
