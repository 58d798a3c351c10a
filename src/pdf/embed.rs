//! Fonts cut down to the glyphs of a document: what painting asks of them, and how printpdf embeds them.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, FontId, Mm, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfPage, Pt, TextItem,
};
use subsetter::GlyphRemapper;

use super::fonts::{Face, Fonts};
use super::page::{Letters, Pages, Text};

/// What a hyphen that was added at a line's end is read as.
const SOFT_HYPHEN: &str = "\u{ad}";

/// A font cut down to what is used of it.
#[derive(Debug)]
pub struct Cut {
    /// Its name in the file's resources.
    pub name: String,
    postscript: String,
    weight: u16,
    program: Vec<u8>,
    /// New glyph numbers by old.
    new: Vec<u16>,
    /// By new number.
    glyphs: Vec<CutGlyph>,
}

#[derive(Clone, Debug)]
struct CutGlyph {
    /// In thousandths of an em, as the file states it.
    width: u16,
    /// What it is read as.
    text: Letters,
}

impl Cut {
    /// The glyph's number in the file and its width there, in thousandths of an em.
    #[must_use]
    pub fn glyph(&self, old: u16) -> (u16, f32) {
        let new = self.new.get(usize::from(old)).copied().unwrap_or(0);
        (new, f32::from(self.glyphs.get(usize::from(new)).map_or(0, |glyph| glyph.width)))
    }

    /// The characters that the file says a glyph stands for; a glyph that stands for others somewhere
    /// (a hyphen for a soft one) needs them said there.
    #[must_use]
    pub fn text(&self, old: u16) -> &str {
        let new = self.new.get(usize::from(old)).copied().unwrap_or(0);
        self.glyphs.get(usize::from(new)).map_or("", |glyph| glyph.text.as_str())
    }
}

/// Every face that the pages use, with the glyphs that they use. A face that cannot be cut down is left out.
#[must_use]
pub fn cut_all(pages: &Pages, fonts: &Fonts) -> BTreeMap<Face, Cut> {
    let mut used: BTreeMap<Face, Vec<Option<Letters>>> = BTreeMap::new();
    for page in &pages.pages {
        for item in &page.items {
            item.each_text(&mut |text: &Text| {
                for run in text.glyphs.chunk_by(|a, b| a.face == b.face) {
                    let Some(face) = run.first().map(|glyph| glyph.face) else { continue };
                    let read_as = used.entry(face).or_default();
                    for glyph in run {
                        let at = usize::from(glyph.id);
                        if at >= read_as.len() {
                            read_as.resize(at + 1, None);
                        }
                        let known = read_as[at].as_deref();
                        if known.is_none_or(|known| known.is_empty() || known == SOFT_HYPHEN) {
                            read_as[at] = Some(glyph.text.clone());
                        }
                    }
                }
            });
        }
    }
    used.into_iter().filter_map(|(face, texts)| Some((face, cut(face, texts, fonts)?))).collect()
}

fn cut(face: Face, texts: Vec<Option<Letters>>, fonts: &Fonts) -> Option<Cut> {
    // In the order of the old numbers, so that the same pages give the same bytes.
    let used = (0_u16..).zip(texts).filter_map(|(old, text)| Some((old, text?)));
    let used: Vec<(u16, Letters)> = used.collect();
    let old: Vec<u16> = used.iter().map(|(old, _)| *old).collect();
    let remapper = GlyphRemapper::new_from_glyphs_sorted(&old);
    let program = {
        let (bytes, index) = fonts.program(face);
        subsetter::subset(&bytes, index, &remapper).ok()?
    };
    let mut new = vec![0; old.last().map_or(0, |last| usize::from(*last) + 1)];
    let unused = CutGlyph { width: 0, text: Letters::from("") };
    let mut glyphs = vec![unused; usize::from(remapper.num_gids())];
    for (old, text) in used {
        let number = remapper.get(old)?;
        new[usize::from(old)] = number;
        *glyphs.get_mut(usize::from(number))? = CutGlyph { width: fonts.advance(face, old), text };
    }
    let name = format!("TIEOU{}", char::from(b'A' + u8::try_from(face.index()).unwrap_or_default()));
    let (postscript, weight) = (fonts.postscript_name(face), fonts.weight(face));
    Some(Cut { name, postscript, weight, program, new, glyphs })
}

/// A document that holds the fonts, and one page that shows every glyph once: from it printpdf learns what each of
/// them stands for. The page is not part of the file.
#[must_use]
pub fn specimen(cuts: &BTreeMap<Face, Cut>) -> PdfDocument {
    let mut document = PdfDocument::new("");
    let mut ops = Vec::new();
    for cut in cuts.values() {
        // The subset has no character map, of which printpdf warns; text is placed by glyph, so none is needed.
        let Some(mut parsed) = ParsedFont::from_bytes(&cut.program, 0, &mut Vec::new()) else { continue };
        parsed.font_name = Some(format!("{}+{}", cut.name, cut.postscript));
        parsed.pdf_font_metrics.us_weight_class = cut.weight;
        let numbered = (0_u16..).zip(&cut.glyphs);
        parsed.glyph_widths = numbered.clone().map(|(number, glyph)| (number, glyph.width)).collect();
        let id = FontId(cut.name.clone());
        document.resources.fonts.map.insert(id.clone(), PdfFont::new(parsed));
        // The first glyph is the box of what is missing, which is never shown.
        let shown = numbered.skip(1).map(|(number, glyph)| Codepoint {
            gid: number,
            offset: 0.0,
            cid: Some(glyph.text.as_str().to_owned()),
        });
        ops.push(Op::SetFont { font: PdfFontHandle::External(id), size: Pt(1.0) });
        ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(shown.collect())] });
    }
    document.pages.push(PdfPage::new(Mm(1.0), Mm(1.0), ops));
    document
}
