//! Pages to content: glyph runs and shapes as the operators of a page. Links, outline and metadata are `structure`'s.
//!
//! Everything on a page is marked: as the content of an element, by number, or as an artefact that is not read.
//! Pages are painted and deflated on every core, and forgotten as soon as that is done.

mod content;
mod foreign;
mod glyphs;
mod shapes;
mod shared;

use std::collections::BTreeMap;

use super::colour::Colour;
use super::embed::Cut;
use super::fonts::Face;
use super::page::{Dash, Item, Page, Pages, Paper, Stroke, Tag};
use super::save::{deflate, in_parallel};
use super::structure::name;
use super::tag::{ElementId, Tags};
use content::Content;
pub use shared::resources;

/// A page's content as the file holds it, deflated, and the elements that its marks number.
#[derive(Debug)]
pub struct Painted {
    pub content: Vec<u8>,
    pub marks: Vec<ElementId>,
}

/// What stands on each page, taken out of the pages, with its paper.
pub fn take(pages: &mut Pages) -> Vec<(Paper, Vec<Item>)> {
    let paper = pages.paper;
    let take =
        |page: &mut Page| (if page.turned { paper.turned() } else { paper }, std::mem::take(&mut page.items));
    pages.pages.iter_mut().map(take).collect()
}

/// Paints pages; `go_on` hears of each and may stop.
///
/// None when it asked to stop.
pub fn paint(
    pages: Vec<(Paper, Vec<Item>)>,
    tags: &Tags,
    watermark: bool,
    fonts: &BTreeMap<Face, Cut>,
    go_on: impl FnMut(usize) -> bool,
) -> Option<Vec<Painted>> {
    let paint = |(paper, items): (Paper, Vec<Item>)| {
        let (content, marks) = Painter::new(fonts, tags, paper).page(&items, watermark);
        Painted { content: deflate(&content), marks }
    };
    in_parallel(pages, paint, go_on)
}

/// A stretch of marked content.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Mark {
    None,
    /// Not read.
    Artefact(&'static str),
    Content(ElementId),
}

const SHAPE: Mark = Mark::Artefact("/Artifact BMC\n");
const HEAD: Mark = Mark::Artefact("/Artifact <</Type/Pagination/Subtype/Header>> BDC\n");
const FOOT: Mark = Mark::Artefact("/Artifact <</Type/Pagination/Subtype/Footer>> BDC\n");
const REPEATED: Mark = Mark::Artefact("/Artifact <</Type/Pagination>> BDC\n");
const WATERMARK: Mark = Mark::Artefact("/Artifact <</Type/Pagination/Subtype/Watermark>> BDC\n");

impl Mark {
    fn of(item: &Item) -> Mark {
        match item.tag() {
            None => SHAPE,
            Some(Tag { element: Some(element), .. }) => Mark::Content(element),
            Some(Tag::HEAD) => HEAD,
            Some(Tag::FOOT) => FOOT,
            Some(_) => REPEATED,
        }
    }
}

/// The graphics state, so that nothing is set twice.
struct Painter<'a> {
    fonts: &'a BTreeMap<Face, Cut>,
    tags: &'a Tags,
    paper: Paper,
    out: Content,
    in_text: bool,
    /// What the content being painted belongs to.
    open: Mark,
    marks: Vec<ElementId>,
    fill: Option<Colour>,
    stroke: Option<Stroke>,
    /// The font and its size in hundredths.
    font: Option<(Face, i64)>,
    /// Where the line of text begins that the next one is counted from, in hundredths.
    line: (i64, i64),
    unseen: bool,
}

impl<'a> Painter<'a> {
    fn new(fonts: &'a BTreeMap<Face, Cut>, tags: &'a Tags, paper: Paper) -> Painter<'a> {
        Painter {
            fonts,
            tags,
            paper,
            out: Content::default(),
            in_text: false,
            open: Mark::None,
            marks: Vec::new(),
            fill: None,
            stroke: None,
            font: None,
            line: (0, 0),
            unseen: false,
        }
    }

    fn page(mut self, items: &[Item], watermark: bool) -> (Vec<u8>, Vec<ElementId>) {
        if watermark {
            self.open_mark(WATERMARK);
            self.out.say(shared::WATERMARK_OPERATOR);
            self.close_mark();
        }
        for item in items {
            let mark = Mark::of(item);
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
        (self.out.bytes, self.marks)
    }

    fn open_mark(&mut self, mark: Mark) {
        self.open = mark;
        match mark {
            Mark::None => {}
            Mark::Artefact(operator) => self.out.say(operator),
            Mark::Content(element) => {
                self.out.say("/");
                self.out.say(name(self.tags.get(element).role));
                self.out.say(" <</MCID ");
                self.out.whole(i64::try_from(self.marks.len()).unwrap_or_default());
                self.out.say(">> BDC\n");
                self.marks.push(element);
            }
        }
    }

    fn close_mark(&mut self) {
        if self.open != Mark::None {
            self.open = Mark::None;
            self.out.say("EMC\n");
        }
    }

    fn text_section(&mut self, wanted: bool) {
        if wanted != self.in_text {
            self.out.say(if wanted { "BT\n" } else { "ET\n" });
            self.in_text = wanted;
            self.line = (0, 0);
        }
    }

    fn fill(&mut self, colour: Colour) {
        if self.fill != Some(colour) {
            self.out.colour(colour);
            self.out.say("rg\n");
            self.fill = Some(colour);
        }
    }

    fn stroke(&mut self, stroke: Stroke) {
        let before = self.stroke.replace(stroke);
        if before.is_none_or(|before| before.colour != stroke.colour) {
            self.out.colour(stroke.colour);
            self.out.say("RG\n");
        }
        if before.is_none_or(|before| (before.width - stroke.width).abs() > 0.001) {
            self.out.operator(&[stroke.width], "w");
        }
        if before.is_none_or(|before| before.dash != stroke.dash) {
            match stroke.dash {
                Dash::Solid => self.out.say("0 J [] 0 d\n"),
                Dash::Round => self.out.say("1 J [] 0 d\n"),
                Dash::Dashes(on, off) => {
                    self.out.say("0 J [");
                    self.out.operator(&[on, off], "] 0 d");
                }
                Dash::Dots(pitch) => {
                    self.out.say("1 J [0 ");
                    self.out.operator(&[pitch], "] 0 d");
                }
            }
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
                self.out.operator(&[*x, bottom, *width, *height], "re f");
            }
            Item::Line { points, stroke } => {
                self.stroke(*stroke);
                self.trace(points);
                self.out.say("S\n");
            }
            Item::Polygon { points, fill, stroke } => {
                self.prepare(*fill, *stroke);
                self.trace(points);
                self.out.say("h ");
                self.finish(*fill, *stroke);
            }
            Item::Circle { x, y, radius, fill, stroke } => {
                self.prepare(*fill, *stroke);
                self.circle((*x, *y), *radius);
                self.finish(*fill, *stroke);
            }
            Item::Path { segments, fill, stroke } => {
                self.prepare(*fill, *stroke);
                self.path(segments);
                self.finish(*fill, *stroke);
            }
            Item::Shaded { segments, shade, matrix } => self.shaded(segments, *shade, *matrix),
            Item::Picture { picture, x, y, width, height } => {
                let bottom = self.up(y + height);
                self.out.say("q ");
                self.out.operator(&[*width, 0.0, 0.0, *height, *x, bottom], "cm");
                self.out.say(&format!("/{} Do Q\n", shared::picture_name(*picture)));
            }
        }
    }

    /// PDF counts up from the foot of the page.
    fn up(&self, y: f32) -> f32 {
        self.paper.height - y
    }
}
