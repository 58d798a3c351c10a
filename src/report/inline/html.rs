//! What stands in HTML: tags that are styles or line breaks, and entities.

use std::ops::Range;

use super::Builder;

impl Builder {
    pub(super) fn tag(&mut self, tag: &str, range: Range<usize>) {
        let name = tag.trim_start_matches('<').trim_end_matches(['>', '/', ' ']);
        let (name, on) = match name.strip_prefix('/') {
            Some(name) => (name, false),
            None => (name.split_whitespace().next().unwrap_or_default(), true),
        };
        match name.to_ascii_lowercase().as_str() {
            "sub" => self.style.subscript = on,
            "sup" => self.style.superscript = on,
            "b" | "strong" => self.style.strong = on,
            "i" | "em" => self.style.emphasis = on,
            "br" => self.push("\n", range),
            "li" | "p" if on && !self.plain.is_empty() && !self.plain.ends_with('\n') => {
                self.push("\n", range);
            }
            _ => {}
        }
    }

    /// Adds a slice of the source that is not Markdown: tags and entities are read, the rest stands.
    pub fn html(&mut self, source: &str, offset: usize) {
        let mut at = 0;
        while at < source.len() {
            let rest = &source[at..];
            let next = rest.find(['<', '&', '\n']).unwrap_or(rest.len());
            self.push(&rest[..next], offset + at..offset + at + next);
            at += next;
            let rest = &source[at..];
            let length = match rest.chars().next() {
                Some('<')
                    if rest[1..].starts_with(|char: char| char.is_ascii_alphabetic() || char == '/') =>
                {
                    let length = rest.find('>').map_or(rest.len(), |end| end + 1);
                    self.tag(&rest[..length], offset + at..offset + at + length);
                    length
                }
                Some('&') => {
                    let (char, length) = entity(rest);
                    self.push(char, offset + at..offset + at + length);
                    length
                }
                Some('\n') => {
                    self.soft_break = true;
                    1
                }
                Some(char) => {
                    self.push(&rest[..char.len_utf8()], offset + at..offset + at + char.len_utf8());
                    char.len_utf8()
                }
                None => 0,
            };
            at += length;
        }
    }
}

/// The length of `&amp;`, `&#20013;` or the like at the start of some words.
pub(super) fn entity_length(rest: &str) -> Option<usize> {
    let end = rest.strip_prefix('&')?.find(';')?;
    (end < 32).then_some(end + 2)
}

fn entity(rest: &str) -> (&'static str, usize) {
    const ENTITIES: [(&str, &str); 6] = [
        ("&nbsp;", "\u{a0}"),
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
    ];
    let found = ENTITIES.into_iter().find(|(name, _)| rest.starts_with(name));
    found.map_or(("&", 1), |(name, char)| (char, name.len()))
}
