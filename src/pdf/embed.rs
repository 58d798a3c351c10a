//! Fonts cut down to the glyphs of a document, as printpdf embeds them.

use std::collections::BTreeMap;

use printpdf::{FontId, ParsedFont, PdfFont};
use subsetter::GlyphRemapper;

use super::fonts::{Face, Fonts};
use super::page::Pages;

/// What a hyphen that was added at a line's end is read as.
const SOFT_HYPHEN: &str = "\u{ad}";

/// One font of the file.
#[derive(Debug)]
pub struct Embedded {
    pub id: FontId,
    pub font: PdfFont,
    /// New glyph numbers by old.
    glyphs: BTreeMap<u16, u16>,
    /// Advances by new glyph number, in thousandths of an em, as the file states them.
    widths: BTreeMap<u16, u16>,
    /// What each glyph is read as, by old number.
    texts: BTreeMap<u16, String>,
}

impl Embedded {
    /// The glyph's number in the subset and its width there, in thousandths of an em.
    #[must_use]
    pub fn glyph(&self, old: u16) -> (u16, f32) {
        let new = self.glyphs.get(&old).copied().unwrap_or(0);
        (new, f32::from(self.widths.get(&new).copied().unwrap_or(0)))
    }

    /// The characters that the file says a glyph stands for; a glyph that stands for others somewhere
    /// (a hyphen for a soft one) needs them said there.
    #[must_use]
    pub fn text(&self, old: u16) -> &str {
        self.texts.get(&old).map_or("", String::as_str)
    }
}

/// Every face that the pages use, with the glyphs that they use. A face that cannot be cut down is left out.
#[must_use]
pub fn embed(pages: &Pages, fonts: &Fonts) -> BTreeMap<Face, Embedded> {
    let mut used: BTreeMap<Face, BTreeMap<u16, String>> = BTreeMap::new();
    for page in &pages.pages {
        for item in &page.items {
            for glyph in item.texts().into_iter().flat_map(|text| &text.glyphs) {
                let read_as = used.entry(glyph.face).or_default().entry(glyph.id).or_default();
                if read_as.is_empty() || read_as == SOFT_HYPHEN {
                    glyph.text.as_str().clone_into(read_as);
                }
            }
        }
    }
    let cut = |(face, glyphs)| Some((face, cut(face, glyphs, fonts)?));
    used.into_iter().filter_map(cut).collect()
}

fn cut(face: Face, texts: BTreeMap<u16, String>, fonts: &Fonts) -> Option<Embedded> {
    // In the order of the old numbers, so that the same pages give the same bytes.
    let glyphs: Vec<u16> = texts.keys().copied().collect();
    let remapper = GlyphRemapper::new_from_glyphs_sorted(&glyphs);
    let bytes = subsetter::subset(fonts.bytes(face), 0, &remapper).ok()?;
    let new: BTreeMap<u16, u16> = glyphs.iter().filter_map(|old| Some((*old, remapper.get(*old)?))).collect();
    let widths: BTreeMap<u16, u16> = new.iter().map(|(old, new)| (*new, fonts.advance(face, *old))).collect();
    // The subset has no character map, of which printpdf warns; text is placed by glyph, so none is needed.
    let mut parsed = ParsedFont::from_bytes(&bytes, 0, &mut Vec::new())?;
    let tag = format!("TIEOU{}", char::from(b'A' + u8::try_from(face.index()).unwrap_or_default()));
    parsed.font_name = Some(format!("{tag}+{}", fonts.postscript_name(face)));
    parsed.pdf_font_metrics.us_weight_class = fonts.weight(face);
    parsed.glyph_widths.clone_from(&widths);
    Some(Embedded { id: FontId(tag), font: PdfFont::new(parsed), glyphs: new, widths, texts })
}
