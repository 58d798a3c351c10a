//! PNG: unpacked to eight bits a sample, its transparency apart.

use std::io::Cursor;

use png::{ColorType, Decoder, Limits, Transformations};

use crate::pdf::page::{Colours, Picture, Samples};

/// Larger pictures are not unpacked: no page shows so many points.
const LIMIT: usize = 256 * 1024 * 1024;

/// Reads a PNG; none if it is broken.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Picture> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), Limits { bytes: LIMIT });
    decoder.set_transformations(Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().ok()?;
    let size = reader.output_buffer_size().filter(|size| *size <= LIMIT)?;
    let mut samples = vec![0; size];
    let frame = reader.next_frame(&mut samples).ok()?;
    samples.truncate(frame.buffer_size());
    let (colours, alpha) = match frame.color_type {
        ColorType::Grayscale => (Colours::Grey, None),
        ColorType::Rgb => (Colours::Rgb, None),
        ColorType::GrayscaleAlpha => (Colours::Grey, Some(apart(&mut samples, 1))),
        ColorType::Rgba => (Colours::Rgb, Some(apart(&mut samples, 3))),
        ColorType::Indexed => return None,
    };
    let alpha = alpha.filter(|alpha| alpha.iter().any(|opaque| *opaque != u8::MAX));
    let (width, height) = (frame.width, frame.height);
    Some(Picture { width, height, colours, samples: Samples::Plain(samples), alpha })
}

/// Takes the transparency out of samples that have it after each point's colours.
fn apart(samples: &mut Vec<u8>, colours: usize) -> Vec<u8> {
    let alpha = samples.chunks_exact(colours + 1).map(|point| point[colours]).collect();
    let kept = samples.chunks_exact(colours + 1).flat_map(|point| &point[..colours]);
    *samples = kept.copied().collect();
    alpha
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(colour: ColorType, data: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 2, 1);
        encoder.set_color(colour);
        encoder.write_header().unwrap().write_image_data(data).unwrap();
        bytes
    }

    #[test]
    fn transparency_is_kept_apart_and_only_where_there_is_some() {
        let picture = read(&png(ColorType::Rgba, &[1, 2, 3, 128, 4, 5, 6, 255])).unwrap();
        assert_eq!(picture.samples, Samples::Plain(vec![1, 2, 3, 4, 5, 6]));
        assert_eq!(picture.alpha, Some(vec![128, 255]));
        let opaque = read(&png(ColorType::GrayscaleAlpha, &[7, 255, 8, 255])).unwrap();
        assert_eq!((opaque.colours, opaque.alpha), (Colours::Grey, None));
    }

    #[test]
    fn what_is_broken_is_nothing() {
        let whole = png(ColorType::Rgb, &[0; 6]);
        assert_eq!(read(&whole[..whole.len() / 2]), None);
    }
}
