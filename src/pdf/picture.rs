//! Pictures as the file can hold them: PNG unpacked, JPEG as it is, SVG as paths.

mod jpeg;
mod raster;
mod vector;
mod words;

use super::colour::Colour;
use super::page::{Colours, Item, Picture, Samples, Shade};

/// A picture that was read.
#[derive(Clone, Debug)]
pub enum Read {
    Points(Picture),
    /// Shapes in a box of a width and height; their shades are numbered from 0.
    Shapes {
        items: Vec<Item>,
        width: f32,
        height: f32,
        shades: Vec<Shade>,
        labels: Vec<Label>,
        /// Words are in it that cannot be set.
        left_out: bool,
    },
}

/// Words in a drawing, to be set in the report's fonts.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    pub text: String,
    pub x: f32,
    /// The baseline.
    pub y: f32,
    pub size: f32,
    /// Which part of them stands at `x`: 0 their left edge, 1 their right one.
    pub anchor: f32,
    pub bold: bool,
    pub colour: Colour,
    /// Clockwise, in radians.
    pub turn: f32,
}

/// Reads a picture by what its bytes are, whatever its name says.
///
/// None if it is none of the three kinds, or broken.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Read> {
    if bytes.starts_with(b"\x89PNG") {
        return raster::read(bytes).map(Read::Points);
    }
    if let Some(jpeg) = jpeg::head(bytes) {
        let colours = match jpeg.components {
            1 => Colours::Grey,
            3 => Colours::Rgb,
            4 => Colours::Cmyk,
            _ => return None,
        };
        let samples = Samples::Jpeg(bytes.to_vec());
        return Some(Read::Points(Picture {
            width: jpeg.width,
            height: jpeg.height,
            colours,
            samples,
            alpha: None,
        }));
    }
    vector::read(bytes)
}
