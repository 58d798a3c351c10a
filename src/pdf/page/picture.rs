//! What pages hold once and draw by name: pictures of points, shades, the shape under every page.

use super::super::colour::Colour;
use super::Segment;

/// A filled shape that every page has in the same place.
#[derive(Clone, Debug, PartialEq)]
pub struct Stencil {
    pub segments: Vec<Segment>,
    pub fill: Colour,
}

/// Index into `Pages::pictures`.
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

/// Index into [`Pages::shades`](super::Pages::shades).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShadeId(pub usize);

/// Colours that change along a line or between two circles, in a plane of their own.
#[derive(Clone, Debug, PartialEq)]
pub struct Shade {
    pub from: (f32, f32),
    pub to: (f32, f32),
    /// Of the two circles; none along a line.
    pub radii: Option<(f32, f32)>,
    /// Colours with their place from 0 to 1, in order.
    pub stops: Vec<(f32, Colour)>,
}
