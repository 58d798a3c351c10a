//! Pages to printpdf: glyph runs and shapes. Links, outline and metadata are `structure`'s.
//!
//! Everything on a page is marked: as the content of an element, by number, or as an artefact that is not read.
//! Text is placed by glyph; a run's gaps are counted from the widths that stand in the file, so that
//! rounding never adds up.

mod foreign;
mod shared;

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Color, DictItem, Line, LineCapStyle, LineDashPattern, LinePoint, Mm, Op, PaintMode,
    PdfDocument, PdfFontHandle, PdfPage, Point, Polygon, PolygonRing, Pt, Rect, Rgb, TextItem, TextMatrix,
    WindingOrder,
};

use super::colour::Colour;
use super::embed::Embedded;
use super::fonts::Face;
use super::page::{Dash, Glyph, Item, Page, Pages, Paper, Segment, Stroke, Text};
use super::structure::name;
use super::tag::{ElementId, Tags};

/// How far the control points of a quarter of a unit circle stand off.
const QUARTER: f32 = 0.552_284_8;

/// The document, and for each page the elements whose content its marks number.
#[derive(Debug)]
pub struct Painted {
    pub document: PdfDocument,
    pub marks: Vec<Vec<ElementId>>,
}

/// Paints pages with their fonts; `go_on` hears of each page and may stop.
///
/// None when it asked to stop.
pub fn paint(
    pages: &Pages,
    fonts: BTreeMap<Face, Embedded>,
    mut go_on: impl FnMut(usize) -> bool,
) -> Option<Painted> {
    let mut document = PdfDocument::new("");
    let mut marks = Vec::with_capacity(pages.pages.len());
    for (index, page) in pages.pages.iter().enumerate() {
        let (ops, marked) = Painter::new(&fonts, pages, page).page(page);
        document.pages.push(sheet(ops, pages.paper_of(page)));
        marks.push(marked);
        if !go_on(index + 1) {
            return None;
        }
    }
    document.resources.xobjects.map.extend(shared::all(pages));
    for embedded in fonts.into_values() {
        document.resources.fonts.map.insert(embedded.id, embedded.font);
    }
    Some(Painted { document, marks })
}

fn sheet(ops: Vec<Op>, paper: Paper) -> PdfPage {
    let paper = Rect::from_wh(Pt(paper.width), Pt(paper.height));
    let mut page = PdfPage::new(Mm(0.0), Mm(0.0), ops);
    page.media_box = paper.clone();
    page.trim_box = paper.clone();
    page.crop_box = paper;
    page
}

/// A stretch of marked content.
#[derive(Clone, Copy, PartialEq)]
enum Mark {
    None,
    /// Not read.
    Artefact,
    Content(ElementId),
}

/// The graphics state, so that nothing is set twice.
struct Painter<'a> {
    fonts: &'a BTreeMap<Face, Embedded>,
    tags: &'a Tags,
    paper: Paper,
    watermark: bool,
    ops: Vec<Op>,
    in_text: bool,
    /// What the content being painted belongs to.
    open: Mark,
    marks: Vec<ElementId>,
    fill: Option<Colour>,
    stroke: Option<Stroke>,
}

impl<'a> Painter<'a> {
    fn new(fonts: &'a BTreeMap<Face, Embedded>, pages: &'a Pages, page: &Page) -> Painter<'a> {
        let (ops, marks) = (Vec::new(), Vec::new());
        let (tags, paper, watermark) = (&pages.tags, pages.paper_of(page), pages.watermark.is_some());
        Painter {
            fonts,
            tags,
            paper,
            watermark,
            ops,
            in_text: false,
            open: Mark::None,
            marks,
            fill: None,
            stroke: None,
        }
    }

    fn page(mut self, page: &Page) -> (Vec<Op>, Vec<ElementId>) {
        if self.watermark {
            self.open_mark(Mark::Artefact);
            self.ops.push(shared::watermark());
            self.close_mark();
        }
        for item in &page.items {
            let mark = item.tag().and_then(|tag| tag.element).map_or(Mark::Artefact, Mark::Content);
            let text = matches!(item, Item::Text(_));
            if self.open != mark || self.in_text != text {
                self.close_mark();
                self.text_section(text);
                self.open_mark(mark);
            }
            self.item(item);
        }
        self.close_mark();
        self.text_section(false);
        (self.ops, self.marks)
    }

    fn open_mark(&mut self, mark: Mark) {
        self.open = mark;
        let Mark::Content(element) = mark else {
            self.ops.push(Op::BeginMarkedContent { tag: "Artifact".to_owned() });
            return;
        };
        let number = i64::try_from(self.marks.len()).unwrap_or_default();
        self.marks.push(element);
        let map = BTreeMap::from([("MCID".to_owned(), DictItem::Int(number))]);
        let tag = name(self.tags.get(element).role).to_owned();
        self.ops.push(Op::BeginMarkedContentWithProperties { tag, properties: DictItem::Dict { map } });
    }

    fn close_mark(&mut self) {
        if self.open != Mark::None {
            self.open = Mark::None;
            self.ops.push(Op::EndMarkedContent);
        }
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Drawing { items, .. } => {
                for item in items {
                    self.text_section(matches!(item, Item::Text(_)));
                    self.item(item);
                }
                self.text_section(false);
            }
            Item::Text(text) => self.text(text),
            Item::Rectangle { x, y, width, height, fill } => {
                self.fill(*fill);
                let bottom = self.up(y + height);
                let mut rectangle =
                    Rect::from_xywh(Pt(round(*x)), bottom, Pt(round(*width)), Pt(round(*height)));
                rectangle.mode = Some(PaintMode::Fill);
                self.ops.push(Op::DrawRectangle { rectangle });
            }
            Item::Line { points, stroke } => {
                self.stroke(*stroke);
                let points = points.iter().map(|point| self.corner(*point)).collect();
                self.ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
            }
            Item::Polygon { points, fill, stroke } => {
                let ring = points.iter().map(|point| self.corner(*point)).collect();
                self.closed(vec![ring], *fill, *stroke);
            }
            Item::Circle { x, y, radius, fill, stroke } => {
                self.closed(vec![self.circle(*x, *y, *radius)], *fill, *stroke);
            }
            Item::Path { segments, fill, stroke } => {
                self.path(segments, *fill, *stroke);
            }
            Item::Picture { picture, x, y, width, height } => {
                let bottom = self.up(y + height).0;
                self.ops.push(shared::picture(*picture, [round(*x), bottom, round(*width), round(*height)]));
            }
        }
    }

    fn closed(&mut self, rings: Vec<Vec<LinePoint>>, fill: Option<Colour>, stroke: Option<Stroke>) {
        let mode = match (fill, stroke) {
            (Some(_), Some(_)) => PaintMode::FillStroke,
            (Some(_), None) => PaintMode::Fill,
            (None, Some(_)) => PaintMode::Stroke,
            (None, None) => return,
        };
        if let Some(colour) = fill {
            self.fill(colour);
        }
        if let Some(stroke) = stroke {
            self.stroke(stroke);
        }
        let rings = rings.into_iter().map(|points| PolygonRing { points }).collect();
        let polygon = Polygon { rings, mode, winding_order: WindingOrder::NonZero };
        self.ops.push(Op::DrawPolygon { polygon });
    }

    fn text(&mut self, text: &Text) {
        self.fill(text.colour);
        let language = text.tag.element.and_then(|element| self.tags.language(element));
        let stretches = language.map(|language| foreign::stretches(&text.glyphs, language));
        let mut start = 0;
        for stretch in stretches.unwrap_or_default() {
            self.glyphs(text, &text.glyphs[start..stretch.start]);
            self.ops.push(spoken(language.map_or("", |language| language.other().tag())));
            start = stretch.end;
            self.glyphs(text, &text.glyphs[stretch]);
            self.ops.push(Op::EndMarkedContent);
        }
        self.glyphs(text, &text.glyphs[start..]);
    }

    fn glyphs(&mut self, text: &Text, glyphs: &[Glyph]) {
        let same = |a: &Glyph, b: &Glyph| a.face == b.face && same(a.size, b.size) && same(a.rise, b.rise);
        for run in glyphs.chunk_by(same) {
            self.run(text, run);
        }
    }

    fn run(&mut self, text: &Text, run: &[Glyph]) {
        let Some((first, font)) = run.first().and_then(|first| Some((first, self.fonts.get(&first.face)?)))
        else {
            return;
        };
        let handle = PdfFontHandle::External(font.id.clone());
        self.ops.push(Op::SetFont { font: handle, size: Pt(round(first.size)) });
        let plain = |glyph: &Glyph| glyph.text.as_str() == font.text(glyph.id);
        for part in run.chunk_by(|a, b| plain(a) && plain(b)) {
            let Some(head) = part.first() else { continue };
            let otherwise = !plain(head);
            if otherwise {
                self.ops.push(actual_text(&head.text));
            }
            let (x, y) = (round(text.x + head.x), self.up(text.y - head.rise).0);
            let matrix = TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, x, y]);
            self.ops.push(Op::SetTextMatrix { matrix });
            self.ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(codepoints(part, font))] });
            if otherwise {
                self.ops.push(Op::EndMarkedContent);
            }
        }
    }

    fn text_section(&mut self, wanted: bool) {
        if wanted != self.in_text {
            self.ops.push(if wanted { Op::StartTextSection } else { Op::EndTextSection });
            self.in_text = wanted;
        }
    }

    fn fill(&mut self, colour: Colour) {
        if self.fill != Some(colour) {
            self.ops.push(Op::SetFillColor { col: rgb(colour) });
            self.fill = Some(colour);
        }
    }

    fn stroke(&mut self, stroke: Stroke) {
        if self.stroke == Some(stroke) {
            return;
        }
        self.ops.push(Op::SetOutlineColor { col: rgb(stroke.colour) });
        self.ops.push(Op::SetOutlineThickness { pt: Pt(stroke.width) });
        let dash = |stroke: Stroke| match stroke.dash {
            Dash::Solid => (LineCapStyle::Butt, LineDashPattern::solid()),
            Dash::Round => (LineCapStyle::Round, LineDashPattern::solid()),
            Dash::Dashes(on, off) => (LineCapStyle::Butt, LineDashPattern::new(0.0, &[on, off])),
            Dash::Dots(pitch) => (LineCapStyle::Round, LineDashPattern::new(0.0, &[0.0, pitch])),
        };
        if self.stroke.is_none_or(|old| old.dash != stroke.dash) {
            let (cap, dash) = dash(stroke);
            self.ops.push(Op::SetLineCapStyle { cap });
            self.ops.push(Op::SetLineDashPattern { dash });
        }
        self.stroke = Some(stroke);
    }
}

impl Painter<'_> {
    /// PDF counts up from the foot of the page.
    fn up(&self, y: f32) -> Pt {
        Pt(round(self.paper.height - y))
    }

    fn corner(&self, (x, y): (f32, f32)) -> LinePoint {
        LinePoint { p: Point { x: Pt(round(x)), y: self.up(y) }, bezier: false }
    }

    fn circle(&self, x: f32, y: f32, radius: f32) -> Vec<LinePoint> {
        let at = |dx: f32, dy: f32, bezier: bool| LinePoint {
            bezier,
            ..self.corner((x + dx * radius, y + dy * radius))
        };
        let mut points = vec![at(1.0, 0.0, false)];
        let quarters = [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0), (1.0, 0.0)];
        for pair in quarters.windows(2) {
            let ((ax, ay), (bx, by)) = (pair[0], pair[1]);
            points.push(at(ax + bx * QUARTER, ay + by * QUARTER, true));
            points.push(at(bx + ax * QUARTER, by + ay * QUARTER, true));
            points.push(at(bx, by, false));
        }
        points
    }

    /// Fills all contours of a path at once, so that holes stay holes; strokes each for itself.
    fn path(&mut self, segments: &[Segment], fill: Option<Colour>, stroke: Option<Stroke>) {
        let mut rings: Vec<(Vec<LinePoint>, bool)> = Vec::new();
        for segment in segments {
            let control = |point: (f32, f32)| LinePoint { bezier: true, ..self.corner(point) };
            match (segment, rings.last_mut()) {
                (Segment::Move(to), _) => rings.push((vec![self.corner(*to)], false)),
                (Segment::Line(to), Some((ring, _))) => ring.push(self.corner(*to)),
                (Segment::Curve(a, b, to), Some((ring, _))) => {
                    ring.extend([control(*a), control(*b), self.corner(*to)]);
                }
                (Segment::Close, Some((_, closed))) => *closed = true,
                (_, None) => {}
            }
        }
        if fill.is_some() {
            self.closed(rings.iter().map(|(ring, _)| ring.clone()).collect(), fill, None);
        }
        let Some(stroke) = stroke else { return };
        self.stroke(stroke);
        for (points, is_closed) in rings {
            self.ops.push(Op::DrawLine { line: Line { points, is_closed } });
        }
    }
}

/// Glyphs with the gaps between them, counted from the widths in the file.
fn codepoints(glyphs: &[Glyph], font: &Embedded) -> Vec<Codepoint> {
    let start = glyphs.first().map_or(0.0, |first| first.x);
    let mut pen = 0.0;
    let mut codepoints: Vec<Codepoint> = Vec::with_capacity(glyphs.len());
    for glyph in glyphs {
        let gap = (pen - (glyph.x - start) * 1000.0 / glyph.size).round();
        if let Some(last) = codepoints.last_mut() {
            last.offset = gap;
            pen -= gap;
        }
        let (id, width) = font.glyph(glyph.id);
        codepoints.push(Codepoint { gid: id, offset: 0.0, cid: Some(font.text(glyph.id).to_owned()) });
        pen += width;
    }
    codepoints
}

/// Opens a stretch that is read as something else than its glyphs say.
fn actual_text(text: &str) -> Op {
    let mut data = vec![0xFE, 0xFF];
    data.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    let text = DictItem::String { data, literal: false };
    let properties = DictItem::Dict { map: BTreeMap::from([("ActualText".to_owned(), text)]) };
    Op::BeginMarkedContentWithProperties { tag: "Span".to_owned(), properties }
}

/// Opens a stretch that is in another language than what stands around it.
fn spoken(language: &str) -> Op {
    let data = DictItem::String { data: language.as_bytes().to_vec(), literal: true };
    let properties = DictItem::Dict { map: BTreeMap::from([("Lang".to_owned(), data)]) };
    Op::BeginMarkedContentWithProperties { tag: "Span".to_owned(), properties }
}

fn same(a: f32, b: f32) -> bool {
    (a - b).abs() < 0.001
}

/// Hundredths of a point: finer is not seen, and longer numbers make the file larger.
fn round(length: f32) -> f32 {
    (length * 100.0).round() / 100.0
}

fn rgb(colour: Colour) -> Color {
    // Three decimals tell all 256 steps apart.
    let part = |part: u8| (f32::from(part) / 255.0 * 1000.0).round() / 1000.0;
    Color::Rgb(Rgb { r: part(colour.red), g: part(colour.green), b: part(colour.blue), icc_profile: None })
}
