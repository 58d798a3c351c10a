//! The characters that a glyph stands for, held in place: nearly always there is one.

use std::fmt;
use std::ops::Deref;

/// As many bytes as fit without a place of their own in memory.
const SHORT: usize = 14;

/// A few characters.
#[derive(Clone, PartialEq, Eq)]
pub struct Letters(Held);

#[derive(Clone, PartialEq, Eq)]
enum Held {
    Short([u8; SHORT], u8),
    Long(Box<str>),
}

impl Letters {
    #[must_use]
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Held::Short(bytes, length) => {
                std::str::from_utf8(&bytes[..usize::from(*length)]).unwrap_or_default()
            }
            Held::Long(text) => text,
        }
    }
}

impl From<&str> for Letters {
    fn from(text: &str) -> Letters {
        let mut bytes = [0; SHORT];
        match (bytes.get_mut(..text.len()), u8::try_from(text.len())) {
            (Some(place), Ok(length)) => {
                place.copy_from_slice(text.as_bytes());
                Letters(Held::Short(bytes, length))
            }
            _ => Letters(Held::Long(text.into())),
        }
    }
}

impl Deref for Letters {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq<str> for Letters {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl fmt::Debug for Letters {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_long_texts_come_back() {
        for text in ["", "a", "噸", "——", "fourteen bytes", "fifteen bytes !"] {
            assert_eq!(Letters::from(text).as_str(), text);
        }
    }
}
