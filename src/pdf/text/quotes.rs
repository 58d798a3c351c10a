//! The marks that Chinese sets full width and English does not, decided by what stands around them.

use super::class;
use crate::source::Language;

/// Where the marks stand that are set full width, in order. A closing quotation mark follows the one it closes.
#[must_use]
pub fn shared_marks(text: &str, language: Language) -> Vec<usize> {
    let mut full = Vec::new();
    if language == Language::En {
        return full;
    }
    let mut open = Vec::new();
    for (at, character) in text.char_indices().filter(|(_, character)| class::is_shared_mark(*character)) {
        let alone = is_wide(&text[..at], &text[at + character.len_utf8()..]);
        let wide = match character {
            '“' | '‘' => {
                open.push(alone);
                alone
            }
            '”' | '’' if !is_apostrophe(text, at) => open.pop().unwrap_or(alone),
            _ => alone,
        };
        if wide {
            full.push(at);
        }
    }
    full
}

/// `’` between two letters closes nothing.
fn is_apostrophe(text: &str, at: usize) -> bool {
    let letter =
        |character: Option<char>| character.is_some_and(|c| c.is_alphabetic() && !class::prefers_han(c));
    text[at..].starts_with('’') && letter(text[..at].chars().next_back()) && letter(text[at..].chars().nth(1))
}

/// Whether a mark is drawn by the Han face in Chinese text: unless the nearest letter on both sides is Latin.
fn is_wide(before: &str, after: &str) -> bool {
    let latin = |character: char| !class::prefers_han(character);
    let before = before.chars().rev().find(|character| character.is_alphanumeric());
    let after = after.chars().find(|character| character.is_alphanumeric());
    !(before.is_some_and(latin) && after.is_some_and(latin))
}
