//! What is painted: glyphs on a baseline, shapes, pictures.

use super::super::colour::Colour;
use super::super::fonts::Face;
use super::{DestinationId, Letters, PictureId, ShadeId, Tag};

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
    /// A path filled with colours that change; the matrix leads from the shade's own plane to the page:
    /// `x' = a x + c y + e`, `y' = b x + d y + f`.
    Shaded {
        segments: Vec<Segment>,
        shade: ShadeId,
        matrix: [f32; 6],
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
    #[must_use]
    pub fn texts(&self) -> Vec<&Text> {
        let mut texts = Vec::new();
        self.each_text(&mut |text| texts.push(text));
        texts
    }

    /// Looks at every text in it, at any depth.
    pub fn each_text<'a>(&'a self, look: &mut impl FnMut(&'a Text)) {
        match self {
            Item::Text(text) => look(text),
            Item::Drawing { items, .. } => items.iter().for_each(|item| item.each_text(look)),
            _ => {}
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

    /// The left edge of it.
    #[must_use]
    pub fn left(&self) -> f32 {
        let of = |points: &mut dyn Iterator<Item = f32>| points.fold(f32::MAX, f32::min);
        match self {
            Item::Text(text) => text.x + text.glyphs.first().map_or(0.0, |glyph| glyph.x),
            Item::Rectangle { x, .. } | Item::Picture { x, .. } => *x,
            Item::Circle { x, radius, .. } => x - radius,
            Item::Line { points, .. } | Item::Polygon { points, .. } => {
                of(&mut points.iter().map(|point| point.0))
            }
            Item::Path { segments, .. } | Item::Shaded { segments, .. } => {
                of(&mut segments.iter().filter_map(Segment::end).map(|point| point.0))
            }
            Item::Drawing { items, .. } => of(&mut items.iter().map(Item::left)),
        }
    }

    /// The same item further to the right (or left, if negative).
    pub fn slide(&mut self, right: f32) {
        match self {
            Item::Text(text) => text.x += right,
            Item::Rectangle { x, .. } | Item::Circle { x, .. } | Item::Picture { x, .. } => *x += right,
            Item::Path { segments, .. } => slide(segments, right),
            Item::Shaded { segments, matrix, .. } => {
                slide(segments, right);
                matrix[4] += right;
            }
            Item::Line { points, .. } | Item::Polygon { points, .. } => {
                for point in points {
                    point.0 += right;
                }
            }
            Item::Drawing { items, .. } => items.iter_mut().for_each(|item| item.slide(right)),
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
            Item::Shaded { segments, matrix, .. } => {
                for segment in segments {
                    *segment = segment.map(|(x, y)| (x, y + down));
                }
                matrix[5] += down;
            }
            Item::Drawing { items, .. } => items.iter_mut().for_each(|item| item.shift(down)),
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
    pub tag: Tag,
    /// It is the number of the page of this destination, put in when pages are known.
    pub page_of: Option<DestinationId>,
    /// It is read and copied, but not painted.
    pub unseen: bool,
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
    /// Where it ends.
    #[must_use]
    pub fn end(&self) -> Option<(f32, f32)> {
        match self {
            Segment::Move(to) | Segment::Line(to) | Segment::Curve(_, _, to) => Some(*to),
            Segment::Close => None,
        }
    }

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

fn slide(segments: &mut [Segment], right: f32) {
    for segment in segments {
        *segment = segment.map(|(x, y)| (x + right, y));
    }
}
