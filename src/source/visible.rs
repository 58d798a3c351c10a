//! Text of a report, of its files' names and of other programs, as it may be shown: nothing in it moves the cursor,
//! hides or turns what stands beside it.

use std::borrow::Cow;

/// Whether a character is not seen, but does something: controls, marks of direction, marks without a width.
#[must_use]
pub fn is_hidden(char: char) -> bool {
    matches!(
        char,
        '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{ad}'
            | '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
    )
}

/// The symbol of a character that is not seen; others stand for themselves.
#[must_use]
pub fn symbol(char: char) -> char {
    match char {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(char)).unwrap_or('␦'),
        '\u{7f}' => '␡',
        _ if is_hidden(char) => '␦',
        _ => char,
    }
}

/// A text on one line.
#[must_use]
pub fn one_line(text: &str) -> String {
    shown(text, |char| if matches!(char, '\n' | '\r' | '\t') { ' ' } else { symbol(char) })
}

/// A text with its line breaks.
#[must_use]
pub fn lines(text: &str) -> String {
    shown(text, |char| match char {
        '\n' => '\n',
        '\t' => ' ',
        _ => symbol(char),
    })
}

/// A text without what is not seen, for readers that cannot show it: titles and descriptions in a document.
#[must_use]
pub fn without(text: &str) -> Cow<'_, str> {
    if text.contains(is_hidden) {
        Cow::Owned(text.chars().filter(|char| !is_hidden(*char)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

fn shown(text: &str, map: impl Fn(char) -> char) -> String {
    text.chars().map(map).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_is_shown_or_left_out() {
        let text = "a\u{1b}[2Jb\u{9b}31mc\u{202e}d\u{200b}\te\r\nf";
        assert_eq!(one_line(text), "a␛[2Jb␦31mc␦d␦ e  f");
        assert_eq!(lines(text), "a␛[2Jb␦31mc␦d␦ e␍\nf");
        assert_eq!(without(text), "a[2Jb31mcdef");
    }
}
