//! Finished pages as pure data: glyphs, shapes, links. Golden tests look here; painting knows nothing more.
//!
//! Lengths are points; y counts down from the top of the page.

use super::colour::Colour;
use super::fonts::Face;

/// A document that only has to be painted.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    pub pages: Vec<Page>,
    pub outline: Vec<OutlineEntry>,
    /// Where links inside the document lead, by [`DestinationId`].
    pub destinations: Vec<Option<Destination>>,
}

/// A page.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// What a reader calls it: `iv`, `27`.
    pub label: String,
    /// In painting order.
    pub items: Vec<Item>,
    pub links: Vec<LinkArea>,
}

/// Something painted.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    Text(Text),
    Rectangle { x: f32, y: f32, width: f32, height: f32, fill: Colour },
    Line { points: Vec<(f32, f32)>, stroke: Stroke },
    Polygon { points: Vec<(f32, f32)>, fill: Option<Colour>, stroke: Option<Stroke> },
    Circle { x: f32, y: f32, radius: f32, fill: Option<Colour>, stroke: Option<Stroke> },
}

impl Item {
    /// The same item further down (or up, if negative).
    pub fn shift(&mut self, down: f32) {
        match self {
            Item::Text(text) => text.y += down,
            Item::Rectangle { y, .. } | Item::Circle { y, .. } => *y += down,
            Item::Line { points, .. } | Item::Polygon { points, .. } => {
                for point in points {
                    point.1 += down;
                }
            }
        }
    }
}

/// Glyphs of one colour on one baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    pub x: f32,
    /// The baseline.
    pub y: f32,
    pub colour: Colour,
    pub glyphs: Vec<Glyph>,
    /// What it belongs to: text is read in this order, whatever was painted first.
    pub order: u32,
}

/// A glyph in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Glyph {
    pub face: Face,
    pub id: u16,
    pub size: f32,
    /// From the text's x.
    pub x: f32,
    /// Above the baseline.
    pub rise: f32,
    pub advance: f32,
    /// The characters that it stands for; empty for a hyphen that was added.
    pub text: String,
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    pub width: f32,
    pub colour: Colour,
    pub dash: Dash,
}

impl Stroke {
    #[must_use]
    pub fn solid(width: f32, colour: Colour) -> Stroke {
        Stroke { width, colour, dash: Dash::Solid }
    }
}

/// A line's pattern.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Dash {
    Solid,
    /// Round dots, one every so many points.
    Dots(f32),
}

/// An area that leads somewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkArea {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
    pub target: Target,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    Url(String),
    Inside(DestinationId),
}

/// Index into [`Pages::destinations`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DestinationId(pub usize);

/// A place that a link leads to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Destination {
    pub page: usize,
    pub y: f32,
}

/// A line of the outline; `level` is 1 for chapters.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlineEntry {
    pub level: u8,
    pub title: String,
    pub destination: DestinationId,
}
