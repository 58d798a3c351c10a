//! Fonts that are given in the place of those built in: each takes the faces that its letters and its weight fit.

use harfrust::Font;
use harfrust::font::attribute::Style;

use super::Face;

/// A font of a file.
#[derive(Clone)]
pub struct FontFile {
    pub bytes: Vec<u8>,
    /// Which font of a collection.
    pub index: u32,
    /// As a PDF names it.
    pub name: String,
    /// 400 for regular.
    pub weight: u16,
    font: Font,
}

impl std::fmt::Debug for FontFile {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.name)
    }
}

impl FontFile {
    /// Reads a font; none if it is none, or cannot be cut down to what is used of it. `name` is the file's, for what
    /// a PDF calls it.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped first")]
    pub fn read(bytes: Vec<u8>, index: u32, name: &str) -> Option<FontFile> {
        let font = Font::new(bytes.clone(), index)?;
        let remapper = subsetter::GlyphRemapper::new_from_glyphs_sorted(&[1]);
        let program = subsetter::subset(&bytes, index, &remapper).ok()?;
        printpdf::ParsedFont::from_bytes(&program, 0, &mut Vec::new())?;
        let letters = name.chars().filter(|char| char.is_ascii_alphanumeric() || *char == '-');
        let name = Some(letters.collect::<String>()).filter(|name| !name.is_empty());
        let weight = font.default_attributes().weight.value().clamp(1.0, 1000.0) as u16;
        Some(FontFile { bytes, index, name: name.unwrap_or_else(|| "Font".to_owned()), weight, font })
    }

    pub(super) fn font(&self) -> Font {
        self.font.clone()
    }

    fn has(&self, character: char) -> bool {
        self.font.charmap().map_unicode(character).is_some_and(|glyph| glyph.to_u32() != 0)
    }

    /// The faces that it can stand for.
    fn faces(&self) -> &'static [Face] {
        let upright = self.font.default_attributes().style == Style::Normal;
        match self.weight {
            ..550 if self.has('的') => &[Face::HanRegular],
            _ if self.has('的') => &[Face::HanBold],
            _ if !upright => &[Face::LatinItalic],
            ..550 => &[Face::LatinRegular],
            550..650 => &[Face::LatinSemiBold],
            // Where a family has no semibold, its bold stands for it.
            _ => &[Face::LatinSemiBold, Face::LatinBold],
        }
    }
}

/// Which face each of some fonts takes; of two for one face the later in the list.
pub fn places(mut files: Vec<FontFile>) -> Vec<(Face, FontFile)> {
    files.sort_by_key(|file| std::cmp::Reverse(file.weight));
    files.into_iter().flat_map(|file| file.faces().iter().map(move |face| (*face, file.clone()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> FontFile {
        FontFile::read(bytes.to_vec(), 0, "Given Font.ttf").expect("it is a font")
    }

    #[test]
    fn a_given_font_takes_the_faces_that_it_fits() {
        for (bytes, faces) in [
            (include_bytes!("../../../fonts/NotoSansTC-Bold.ttf").as_slice(), vec![Face::HanBold]),
            (include_bytes!("../../../fonts/SourceSans3-Italic.ttf"), vec![Face::LatinItalic]),
            (
                include_bytes!("../../../fonts/SourceSans3-Bold.ttf"),
                vec![Face::LatinSemiBold, Face::LatinBold],
            ),
        ] {
            assert_eq!(read(bytes).faces(), faces);
        }
    }

    #[test]
    fn a_semibold_goes_before_a_bold() {
        let semibold = read(include_bytes!("../../../fonts/SourceSans3-SemiBold.ttf"));
        let bold = read(include_bytes!("../../../fonts/SourceSans3-Bold.ttf"));
        let fonts = super::super::Fonts::with(vec![semibold, bold]);
        assert_eq!([Face::LatinSemiBold, Face::LatinBold].map(|face| fonts.weight(face)), [600, 700]);
    }

    #[test]
    fn what_is_no_font_is_nothing() {
        assert!(FontFile::read(b"plain words".to_vec(), 0, "x").is_none());
    }
}
