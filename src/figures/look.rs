//! Looking around a number: over spaces, emphasis and tags, at the words before and after it.

/// Tags that may stand inside a phrase without parting it.
const TAGS: &[&str] =
    &["<b>", "</b>", "<i>", "</i>", "<em>", "</em>", "<strong>", "</strong>", "<u>", "</u>"];

/// Bytes of spaces, emphasis marks and tags that a text begins with; a line break ends them.
pub(super) fn gap(text: &str) -> usize {
    if !first(text).is_some_and(|c| is_gap(c) || c == '<') {
        return 0;
    }
    let mut rest = text;
    loop {
        let trimmed = rest.trim_start_matches(is_gap);
        let is_tag = trimmed.starts_with('<');
        let tag = is_tag.then(|| TAGS.iter().find(|tag| trimmed.starts_with(**tag))).flatten();
        let Some(tag) = tag else { return text.len() - trimmed.len() };
        rest = &trimmed[tag.len()..];
    }
}

/// The text before a number, without the spaces, emphasis marks and tags that it ends with.
pub(super) fn before(text: &str) -> &str {
    let mut rest = text;
    loop {
        let trimmed = rest.trim_end_matches(is_gap);
        let is_tag = trimmed.ends_with('>');
        match is_tag.then(|| TAGS.iter().find_map(|tag| trimmed.strip_suffix(tag))).flatten() {
            Some(shorter) => rest = shorter,
            None => return trimmed,
        }
    }
}

/// Spaces of any width, zero-width marks, and the asterisks of emphasis.
fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{3000}' | '\u{200b}' | '\u{feff}' | '*')
}

/// The last character.
pub(super) fn last(text: &str) -> Option<char> {
    text.chars().next_back()
}

/// The first character.
pub(super) fn first(text: &str) -> Option<char> {
    text.chars().next()
}

/// Whether a text ends with a word, whatever its case. An English word must not be the tail of a longer one.
pub(super) fn ends_with(text: &str, word: &str) -> bool {
    strip_end(text, word).is_some()
}

/// What stands before the word that a text ends with.
pub(super) fn strip_end<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    // Most words differ in their last letter already.
    let last = |text: &str| text.as_bytes().last().map(u8::to_ascii_lowercase);
    if last(text) != last(word) {
        return None;
    }
    let start = text.len().checked_sub(word.len())?;
    let head = text.get(..start)?;
    if !text[start..].eq_ignore_ascii_case(word) {
        return None;
    }
    let inside = word.starts_with(|c: char| c.is_ascii_alphabetic())
        && head.ends_with(|c: char| c.is_ascii_alphabetic());
    (!inside).then_some(head)
}

/// The bytes of a word that a text begins with, whatever its case; an English word must end there.
pub(super) fn starts_with(text: &str, word: &str) -> Option<usize> {
    // Most words differ in their first letter already.
    let first = |text: &str| text.as_bytes().first().map(u8::to_ascii_lowercase);
    if first(text) != first(word) {
        return None;
    }
    if !text.get(..word.len())?.eq_ignore_ascii_case(word) {
        return None;
    }
    let letter = |c: char| c.is_ascii_alphabetic();
    let inside = word.ends_with(letter) && text[word.len()..].starts_with(letter);
    (!inside).then_some(word.len())
}

/// The longest of some words that a text begins with after a gap: which one, and the bytes up to its end.
pub(super) fn any_after(text: &str, words: &[&'static str]) -> Option<(&'static str, usize)> {
    let gap = gap(text);
    let found = words.iter().filter_map(|word| Some((*word, gap + starts_with(&text[gap..], word)?)));
    found.max_by_key(|(_, len)| *len)
}

/// The ASCII letters that a text begins with.
pub(super) fn letters(text: &str) -> &str {
    let end = text.bytes().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(text.len());
    &text[..end]
}

/// The ASCII letters that a text ends with.
pub(super) fn last_letters(text: &str) -> &str {
    let start = text.bytes().rposition(|byte| !byte.is_ascii_alphabetic()).map_or(0, |at| at + 1);
    &text[start..]
}

/// Whether a character is a Chinese one.
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '〇')
}

/// The bytes of at most `limit` before an end, moved to a character boundary.
pub(super) fn tail(text: &str, limit: usize) -> &str {
    let mut start = text.len().saturating_sub(limit);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

/// At most `limit` bytes from the start, cut at a character boundary.
pub(super) fn head(text: &str, limit: usize) -> &str {
    let mut end = text.len().min(limit);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The bytes of a tag, footnote mark, link target or entity, which hold no figures; `<1` is no tag.
pub(super) fn markup(rest: &str, open: char, close: char) -> Option<usize> {
    let inner = &rest[open.len_utf8()..];
    if open == '<' && !inner.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!') {
        return None;
    }
    let window = head(inner, 400);
    let end = window.find(close).filter(|end| !window[..*end].contains('\n'))?;
    let len = open.len_utf8() + end + close.len_utf8();
    let script = ["sub>", "sup>"].iter().find(|tag| inner.starts_with(**tag));
    let Some(tag) = script else { return Some(len) };
    // What is raised or lowered is a mark or a formula, never a figure.
    let closing = format!("</{tag}");
    let window = head(&rest[len..], 60);
    Some(len + window.find(&closing).map_or(0, |end| end + closing.len()))
}
