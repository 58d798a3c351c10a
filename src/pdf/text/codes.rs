//! Codes and addresses: names with digits in them that a line break would spoil.

use std::ops::Range;

use super::bound::is_digit;
use super::class;

/// The addresses on the web in a text, which break only after `/ . - _ ?`.
#[must_use]
pub fn addresses(text: &str) -> Vec<Range<usize>> {
    if !text.contains("://") && !text.contains("www.") {
        return Vec::new();
    }
    let address = |token: &&str| token.contains("://") || token.starts_with("www.");
    tokens(text).filter(|(_, token)| address(token)).map(|(at, token)| at..at + token.len()).collect()
}

/// The stretches between white and Han, with their places.
fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let parts = |c: char| class::is_space(c) || class::prefers_han(c) || class::is_line_end(c);
    text.split(parts).scan(0, move |end, token| {
        let start = *end;
        let separator = text[start + token.len()..].chars().next().map_or(0, char::len_utf8);
        *end = start + token.len() + separator;
        Some((start, token))
    })
}

/// `ISO 27001`, `GB/T 22239-2019`, `KPI A1.2`, and addresses of mail.
#[must_use]
pub fn codes(text: &str) -> Vec<Range<usize>> {
    let mut kept = Vec::new();
    let addresses = addresses(text);
    let mut last: Option<Range<usize>> = None;
    for (start, token) in tokens(text).filter(|(_, token)| !token.is_empty()) {
        let range = start..start + token.len();
        if addresses.contains(&range) {
            continue;
        }
        // A code and its number have one space between them.
        if let Some(code) =
            last.take().filter(|code| code.end + 1 == start && text[code.end..].starts_with(' '))
        {
            let lettered = token.len() <= 8 && token.starts_with(|c: char| c.is_ascii_uppercase());
            if token.starts_with(is_digit) || lettered && token[1..].contains(is_digit) {
                kept.push(code.start..range.end);
            }
        }
        let body = token.trim_start_matches(['(', '[', '“', '‘']);
        let letters = |c: char| c.is_ascii_uppercase();
        let mixed = token.len() < 24 && body.contains(is_digit) && body.contains(letters);
        if mixed || token.contains('@') && token.contains('.') {
            kept.push(range.clone());
        }
        if (2..=8).contains(&body.len()) && body.chars().all(|c| letters(c) || c == '/') {
            last = Some(range.end - body.len()..range.end);
        }
    }
    kept
}
