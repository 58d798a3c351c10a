//! Finished pages as pure data: glyphs, shapes, links. Golden tests look here; painting knows nothing more.
//!
//! Lengths are points; y counts down from the top of the page.

mod item;
mod letters;
mod picture;

pub use item::{Dash, Glyph, Item, Segment, Stroke, Text};
pub use letters::Letters;
pub use picture::{Colours, Picture, PictureId, Samples, Shade, ShadeId, Stencil};

use super::colour::Colour;
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
    /// By [`ShadeId`].
    pub shades: Vec<Shade>,
    /// They are bound as a book: odd ones lie on the right.
    pub facing: bool,
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
    /// Where it leads, for those who hear it described; for an address outside, the address says it.
    pub words: String,
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
