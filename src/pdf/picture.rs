//! Pictures as the file can hold them: PNG unpacked, JPEG as it is, SVG as paths.

mod jpeg;
mod raster;
mod vector;

use super::page::{Colours, Item, Picture, Samples};

/// A picture that was read.
#[derive(Clone, Debug)]
pub enum Read {
    Points(Picture),
    /// Shapes in a box of a width and height, and whether words in it were left out.
    Shapes {
        items: Vec<Item>,
        width: f32,
        height: f32,
        words: bool,
    },
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
