//! Finished pages as pure data: glyphs, shapes, links. Golden tests look here; painting knows nothing more.
//!
//! Lengths are points; y counts down from the top of the page.

mod letters;

pub use letters::Letters;

use super::colour::Colour;
use super::fonts::Face;
use super::tag::{ElementId, Tags};

/// A document that only has to be painted.
#[derive(Clone, Debug, Default)]
pub struct Pages {
    pub pages: Vec<Page>,
    pub outline: Vec<OutlineEntry>,
    /// Where links inside the document lead, by [`DestinationId`].
    pub destinations: Vec<Option<Destination>>,
    /// What its parts are.
    pub tags: Tags,
    pub paper: Paper,
    /// Painted under every page.
    pub watermark: Option<Stencil>,
    /// By [`PictureId`].
    pub pictures: Vec<Picture>,
}

/// The size of every page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paper {
    pub width: f32,
    pub height: f32,
}

impl Paper {
    pub const A4: Paper = Paper { width: 595.28, height: 841.89 };
    pub const LETTER: Paper = Paper { width: 612.0, height: 792.0 };
    /// 16 : 9, for screens.
    pub const WIDE: Paper = Paper { width: 960.0, height: 540.0 };

    /// The same on its side.
    #[must_use]
    pub fn turned(self) -> Paper {
        Paper { width: self.height, height: self.width }
    }
}

impl Default for Paper {
    fn default() -> Paper {
        Paper::A4
    }
}

/// A step of a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    Move((f32, f32)),
    Line((f32, f32)),
    /// Two control points and the end of a cubic curve.
    Curve((f32, f32), (f32, f32), (f32, f32)),
    Close,
}

impl Segment {
    /// The same step elsewhere.
    #[must_use]
    pub fn map(&self, place: impl Fn((f32, f32)) -> (f32, f32)) -> Segment {
        match *self {
            Segment::Move(to) => Segment::Move(place(to)),
            Segment::Line(to) => Segment::Line(place(to)),
            Segment::Curve(a, b, to) => Segment::Curve(place(a), place(b), place(to)),
            Segment::Close => Segment::Close,
        }
    }
}

/// A filled shape that every page has in the same place.
#[derive(Clone, Debug, PartialEq)]
pub struct Stencil {
    pub segments: Vec<Segment>,
    pub fill: Colour,
}

/// Index into [`Pages::pictures`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PictureId(pub usize);

/// A picture of points, as the file will hold it.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    pub width: u32,
    pub height: u32,
    pub colours: Colours,
    pub samples: Samples,
    /// How opaque each point is, one byte each.
    pub alpha: Option<Vec<u8>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    Grey,
    Rgb,
    /// Inverted, as Adobe writes it into JPEG files.
    Cmyk,
}

/// Eight bits a sample, row by row.
#[derive(Clone, Debug, PartialEq)]
pub enum Samples {
    Plain(Vec<u8>),
    /// A whole JPEG file.
    Jpeg(Vec<u8>),
}

/// A page.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// What a reader calls it: `iv`, `27`.
    pub label: String,
    /// In painting order.
    pub items: Vec<Item>,
    pub links: Vec<LinkArea>,
    pub remarks: Vec<Remark>,
    /// The paper lies on its side, for a table that is too wide for it upright.
    pub turned: bool,
}

impl Pages {
    /// The paper of a page.
    #[must_use]
    pub fn paper_of(&self, page: &Page) -> Paper {
        if page.turned { self.paper.turned() } else { self.paper }
    }
}

/// Something painted.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    Text(Text),
    Rectangle {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        fill: Colour,
    },
    Line {
        points: Vec<(f32, f32)>,
        stroke: Stroke,
    },
    Polygon {
        points: Vec<(f32, f32)>,
        fill: Option<Colour>,
        stroke: Option<Stroke>,
    },
    Circle {
        x: f32,
        y: f32,
        radius: f32,
        fill: Option<Colour>,
        stroke: Option<Stroke>,
    },
    Path {
        segments: Vec<Segment>,
        fill: Option<Colour>,
        stroke: Option<Stroke>,
    },
    Picture {
        picture: PictureId,
        x: f32,
        y: f32,
        width: f32,
        height: f32,
    },
    /// A drawing that is one thing to those who hear it described.
    Drawing {
        tag: Tag,
        items: Vec<Item>,
    },
}

impl Item {
    /// What it belongs to; shapes by themselves are decoration.
    #[must_use]
    pub fn tag(&self) -> Option<Tag> {
        match self {
            Item::Text(text) => Some(text.tag),
            Item::Drawing { tag, .. } => Some(*tag),
            _ => None,
        }
    }

    /// The text of it, at any depth.
    pub fn texts(&self) -> Vec<&Text> {
        match self {
            Item::Text(text) => vec![text],
            Item::Drawing { items, .. } => items.iter().flat_map(Item::texts).collect(),
            _ => Vec::new(),
        }
    }

    /// Takes its words from what is read: they are said elsewhere.
    pub fn mute(&mut self) {
        match self {
            Item::Text(text) => text.tag.element = None,
            Item::Drawing { tag, items } => {
                tag.element = None;
                items.iter_mut().for_each(Item::mute);
            }
            _ => {}
        }
    }

    /// The same item further down (or up, if negative).
    pub fn shift(&mut self, down: f32) {
        match self {
            Item::Text(text) => text.y += down,
            Item::Rectangle { y, .. } | Item::Circle { y, .. } | Item::Picture { y, .. } => *y += down,
            Item::Path { segments, .. } => {
                for segment in segments {
                    *segment = segment.map(|(x, y)| (x, y + down));
                }
            }
            Item::Line { points, .. } | Item::Polygon { points, .. } => {
                for point in points {
                    point.1 += down;
                }
            }
            Item::Drawing { items, .. } => items.iter_mut().for_each(|item| item.shift(down)),
        }
    }
}

/// What something on a page belongs to, and when it is read there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tag {
    /// On one page the lower is read first, whatever was painted first.
    pub order: u32,
    /// None for what is not read: heads, feet, repetitions.
    pub element: Option<ElementId>,
}

impl Tag {
    /// Read before everything on its page, and after it, by those who do read heads and feet.
    pub const HEAD: Tag = Tag { order: 0, element: None };
    pub const LAST: Tag = Tag { order: u32::MAX - 1, element: None };
    pub const FOOT: Tag = Tag { order: u32::MAX, element: None };
    /// Footnotes are read after the text of their page, in their own order.
    pub const NOTES: u32 = 1 << 30;
}

/// Glyphs of one colour on one baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    pub x: f32,
    /// The baseline.
    pub y: f32,
    pub colour: Colour,
    pub glyphs: Vec<Glyph>,
    pub tag: Tag,
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
    /// The characters that it stands for; a soft hyphen for a hyphen that was added.
    pub text: Letters,
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
    /// Solid, with round ends.
    Round,
    Dashes(f32, f32),
    /// Round dots, one every so many points.
    Dots(f32),
}

/// A highlight with a note, as annotations; what is seen of it is painted on the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
    pub colour: Colour,
    pub author: String,
    /// `2024-04-02`, where it is known.
    pub date: Option<String>,
    pub words: String,
    pub element: Option<ElementId>,
}

/// An area that leads somewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkArea {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
    pub target: Target,
    /// The link that it is the area of.
    pub element: Option<ElementId>,
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
