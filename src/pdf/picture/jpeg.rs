//! The size of a JPEG, from its frame header: the rest passes through as it is.

/// What a PDF has to say of a JPEG.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    pub width: u32,
    pub height: u32,
    pub components: u8,
}

/// The head of a JPEG file; none for anything else.
#[must_use]
pub fn head(bytes: &[u8]) -> Option<Head> {
    if !bytes.starts_with(&[0xFF, 0xD8]) {
        return None;
    }
    let mut at = 2;
    loop {
        let [0xFF, marker] = *bytes.get(at..at + 2)? else { return None };
        let length = usize::from(u16::from_be_bytes(bytes.get(at + 2..at + 4)?.try_into().ok()?));
        // Frames of every kind but the tables and extensions that share their range.
        if matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC) {
            let [_, high, low, wide, narrow, components] = *bytes.get(at + 4..at + 10)? else { return None };
            let size = |high: u8, low: u8| u32::from(u16::from_be_bytes([high, low]));
            let (width, height) = (size(wide, narrow), size(high, low));
            return (width > 0 && height > 0).then_some(Head { width, height, components });
        }
        at += 2 + length;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_frame_header_is_found_behind_other_segments() {
        let jpeg = [
            0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xC2, 0, 17, 8, 0, 30, 0, 40, 3, 1, 0x22, 0, 2, 0x11,
            1, 3, 0x11, 1,
        ];
        assert_eq!(head(&jpeg), Some(Head { width: 40, height: 30, components: 3 }));
        assert_eq!(head(&jpeg[..12]), None);
        assert_eq!(head(b"GIF89a"), None);
    }
}
