//! Names made of headings: folders in plain ASCII, numbered.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Longer names are cut at a word.
const LONGEST: usize = 40;

/// `03-energy-and-emissions`; a heading that is not of Latin letters gives its number alone.
#[must_use]
pub fn folder(index: usize, title: &str) -> String {
    let slug = slug(title, '-');
    let slug = slug.trim_start_matches(|char: char| char.is_ascii_digit() || char == '-');
    match (slug, is_latin(title)) {
        ("", _) | (_, false) => format!("{:02}", index + 1),
        (slug, true) => format!("{:02}-{slug}", index + 1),
    }
}

/// Latin letters and digits in lower case, anything else a separator, accents left out.
fn slug(text: &str, separator: char) -> String {
    let mut out = String::new();
    for char in text.nfkd().filter(|char| !is_combining_mark(*char) && !matches!(char, '\'' | '’')) {
        if char.is_ascii_alphanumeric() {
            out.push(char.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with(separator) {
            out.push(separator);
        }
    }
    while out.len() > LONGEST {
        let end = out[..=LONGEST].rfind(separator).unwrap_or(LONGEST);
        out.truncate(end);
    }
    out.trim_end_matches(separator).to_owned()
}

/// Whether the words are written in Latin letters, but for a few.
fn is_latin(text: &str) -> bool {
    let latin = text.nfkd().filter(char::is_ascii_alphabetic).count();
    let other = text.chars().filter(|char| char.is_alphabetic() && *char >= '\u{370}').count();
    latin > 0 && other * 4 <= latin
}
