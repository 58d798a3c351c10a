//! Pictures in their place: as wide as the text, or across the type area if they are much wider than high.

use super::Layout;
use super::grid::{Column, Role, Type};
use super::piece::Piece;
use super::prose::spaced;
use super::setter::Fill;
use super::words::Words;
use crate::pdf::fonts::Fonts;
use crate::pdf::page::{Item, PictureId, ShadeId};
use crate::pdf::picture::{Label, Read, read};
use crate::pdf::text::Weight;
use crate::pdf::{Warning, WarningKind};
use crate::report::config::inside;
use crate::report::{Block, BlockKind};
use crate::source::Language;

/// From this ratio of width to height on, a picture has the whole type area.
const WIDE: f32 = 1.6;
/// The part of the type area's height that a picture takes at most.
const HIGHEST: f32 = 0.6;
/// Points of a picture to a point of the page at most: a small one is not blown up.
const COARSEST: f32 = 0.5;

impl Layout<'_> {
    /// A picture with its words under it; where it cannot be read, its words alone.
    pub fn image(
        &mut self,
        block: &Block,
        alt: &str,
        target: &str,
        language: Language,
        column: Column,
    ) -> Vec<Piece> {
        let Some(picture) = self.picture(block, target) else {
            self.warn(block, WarningKind::PictureNotRead(target.to_owned()));
            let words = if alt.is_empty() { target } else { alt };
            return self.image_words(words, language, column, 6.0);
        };
        let (width, height) = match &picture {
            Read::Points(points) => (pixels(points.width), pixels(points.height)),
            Read::Shapes { width, height, .. } => (*width, *height),
        };
        let area = if width / height >= WIDE && !self.grid.bilingual { self.grid.full } else { column };
        let most = (self.grid.bottom - self.grid.top) * HIGHEST;
        let largest = if matches!(picture, Read::Points(_)) { width / COARSEST } else { area.width };
        let shown = area.width.min(largest).min(most * width / height);
        let scale = shown / width;
        let (x, high) = (area.x, height * scale);
        let tag = self.setter.tag;
        if let Some(element) = tag.element {
            self.setter.tags.describe(element, if alt.is_empty() { target } else { alt }.to_owned());
        }
        let items = match picture {
            Read::Points(picture) => {
                let picture = self.hold(picture);
                vec![Item::Picture { picture, x, y: 0.0, width: shown, height: high }]
            }
            Read::Shapes { items, shades, labels, left_out, .. } => {
                if left_out {
                    self.warn(block, WarningKind::PictureWords(target.to_owned()));
                }
                let before = self.shades.len();
                self.shades.extend(shades);
                let mut drawn: Vec<Item> =
                    items.into_iter().map(|item| scaled(item, scale, x, before)).collect();
                for label in labels {
                    drawn.extend(self.drawing_label(&label, scale, x));
                }
                drawn
            }
        };
        let items = vec![Item::Drawing { tag, items }];
        let mut pieces = vec![Piece { height: high, keep: !alt.is_empty(), items, ..Piece::default() }];
        spaced(&mut pieces, 12.0, if alt.is_empty() { 12.0 } else { 0.0 });
        if !alt.is_empty() {
            pieces.extend(self.image_words(alt, language, Column { x, ..area }, 6.0));
        }
        let wide = area != self.grid.column(language);
        super::piece::widen(&mut pieces, wide);
        pieces
    }

    /// Words of a drawing: as text, or as outlines where they are turned.
    fn drawing_label(&mut self, label: &Label, scale: f32, left: f32) -> Vec<Item> {
        let han = label.text.chars().any(|char| char >= '\u{3400}');
        let language = if han { Language::ZhHant } else { Language::En };
        let (size, colour) = (label.size * scale, label.colour);
        let weight = if label.bold { Weight::Strong } else { Weight::Regular };
        let line = self.setter.label(&label.text, Type { language, size, leading: size, weight, colour });
        let (x, y) = (left + label.x * scale, label.y * scale);
        let start = -line.end() * label.anchor;
        if label.turn.abs() < 0.01 {
            return line.items(x + start, y);
        }
        let (sin, cos) = label.turn.sin_cos();
        let mut segments = Vec::new();
        for glyph in line.texts.iter().flat_map(|text| &text.glyphs) {
            let outline = glyph.text.chars().next().and_then(|char| Fonts::outline(glyph.face, char));
            let part = glyph.size / 1000.0;
            let place = |(across, up): (f32, f32)| {
                let (across, down) = (start + glyph.x + across * part, -up * part - glyph.rise);
                (x + across * cos - down * sin, y + across * sin + down * cos)
            };
            segments.extend(outline.into_iter().flat_map(|(path, _)| path).map(|step| step.map(place)));
        }
        vec![Item::Path { segments, fill: Some(colour), stroke: None }]
    }

    /// A picture that both languages show: once, across the columns, with the words of each.
    pub fn shared_image(&mut self, zh_hant: &Block, en: &Block) -> Option<Vec<Piece>> {
        let (BlockKind::Image { alt, target }, BlockKind::Image { alt: second, target: other }) =
            (&zh_hant.kind, &en.kind)
        else {
            return None;
        };
        if target != other {
            return None;
        }
        self.begin(crate::pdf::tag::Role::Figure, Language::ZhHant);
        let full = self.grid.full;
        let mut pieces = self.image(zh_hant, alt, target, Language::ZhHant, full);
        if !second.is_empty() && second != alt {
            if let Some(last) = pieces.last_mut() {
                (last.after, last.keep) = (0.0, true);
            }
            pieces.extend(self.image_words(second, Language::En, full, 0.0));
        }
        Some(pieces)
    }

    /// Reads a picture; both languages of an edition usually show the same one.
    fn picture(&self, block: &Block, target: &str) -> Option<Read> {
        let read_file = self.options.read?;
        let source = self.report.sources.path(block.span);
        let path = inside(source.parent().unwrap_or("".into()), target)?;
        // What a link leads to may lie anywhere: a folder's pictures are those that were found in it.
        if !self.report.is_single() && !self.report.others.contains(&path) {
            return None;
        }
        let root = &self.report.root;
        let folder = if root.extension().is_some() { root.parent().unwrap_or("".into()) } else { root };
        read(&read_file(&folder.join(path))?)
    }

    /// Keeps the points of a picture; the same ones are kept once.
    fn hold(&mut self, picture: crate::pdf::page::Picture) -> PictureId {
        let known = self.pictures.iter().position(|other| *other == picture);
        PictureId(known.unwrap_or_else(|| {
            self.pictures.push(picture);
            self.pictures.len() - 1
        }))
    }

    fn image_words(&mut self, words: &str, language: Language, column: Column, before: f32) -> Vec<Piece> {
        let kind = self.scale.of(Role::Unit, language);
        self.begin(crate::pdf::tag::Role::Caption, language);
        let lines = self.setter.lines(&Words::plain(words), kind, Fill::ragged(column.width));
        let mut pieces = self.setter.pieces(&lines, kind, column.x);
        spaced(&mut pieces, before, 12.0);
        pieces
    }

    /// Warns of something about a block.
    pub fn warn(&mut self, block: &Block, kind: WarningKind) {
        self.warnings.push(Warning { span: block.span, kind });
    }
}

/// Points of a picture count exactly up to millions.
#[expect(clippy::cast_precision_loss, reason = "a picture has far fewer than sixteen million points across")]
fn pixels(count: u32) -> f32 {
    count as f32
}

/// A shape of a drawing on the page, its left edge at `x`; so many shades are known before its own.
fn scaled(item: Item, scale: f32, x: f32, shades: usize) -> Item {
    match item {
        Item::Shaded { segments, shade, matrix } => {
            let segments =
                segments.iter().map(|segment| segment.map(|(across, y)| (x + across * scale, y * scale)));
            let mut matrix = matrix.map(|number| number * scale);
            matrix[4] += x;
            Item::Shaded { segments: segments.collect(), shade: ShadeId(shades + shade.0), matrix }
        }
        Item::Path { segments, fill, stroke } => {
            let segments =
                segments.iter().map(|segment| segment.map(|(across, y)| (x + across * scale, y * scale)));
            let stroke =
                stroke.map(|stroke| crate::pdf::page::Stroke { width: stroke.width * scale, ..stroke });
            Item::Path { segments: segments.collect(), fill, stroke }
        }
        other => other,
    }
}
