//! Lines ready to be drawn: pieces of text with what they mean, not yet with colours.

use crate::report::FigureId;

use super::mark::Mark;
use super::text;

/// One row of cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    pub pieces: Vec<Piece>,
}

/// A stretch of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub ink: Ink,
    pub source: Option<Source>,
}

/// What a stretch is, from which the theme makes its looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    Text,
    Strong,
    Dim,
    Heading,
    Link,
    Border,
    Figure(Mark),
    Mark(Mark),
}

/// Where a stretch stands in the plain text of its block or cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    pub cell: Option<(usize, usize)>,
    /// The byte of the plain text at which the stretch begins.
    pub start: usize,
    pub figure: Option<FigureId>,
}

impl Piece {
    #[must_use]
    pub fn new(ink: Ink, text: impl Into<String>) -> Piece {
        Piece { text: text.into(), ink, source: None }
    }
}

impl Line {
    #[must_use]
    pub fn of(pieces: impl IntoIterator<Item = Piece>) -> Line {
        Line { pieces: pieces.into_iter().collect() }
    }

    /// A line of one stretch.
    #[must_use]
    pub fn plain(ink: Ink, text: impl Into<String>) -> Line {
        Line::of([Piece::new(ink, text)])
    }

    /// How many cells it takes.
    #[must_use]
    pub fn width(&self) -> usize {
        self.pieces.iter().map(|piece| text::width(&piece.text)).sum()
    }

    /// Adds blank cells at the end, up to a width.
    pub fn pad_to(&mut self, cells: usize) {
        let missing = cells.saturating_sub(self.width());
        if missing > 0 {
            self.pieces.push(Piece::new(Ink::Text, " ".repeat(missing)));
        }
    }

    /// The same line behind something else.
    #[must_use]
    pub fn after(mut self, before: Piece) -> Line {
        self.pieces.insert(0, before);
        self
    }

    /// Whether a figure stands in it.
    #[must_use]
    pub fn holds(&self, figure: FigureId) -> bool {
        self.pieces.iter().any(|piece| piece.source.is_some_and(|source| source.figure == Some(figure)))
    }
}

/// Wraps words of the interface (messages, labels) into lines of one ink.
#[must_use]
pub fn wrap_words(ink: Ink, words: &str, cells: usize) -> Vec<Line> {
    let figures = figures_in_words(words);
    text::wrap(words, &figures, cells).into_iter().map(|row| Line::plain(ink, &words[row])).collect()
}

/// Runs of digits with their separators, in words that no lexer has read.
fn figures_in_words(words: &str) -> Vec<text::Solid> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, character) in words.char_indices().chain([(words.len(), ' ')]) {
        let inside = character.is_ascii_digit() || matches!(character, '.' | ',' | '%');
        match (start, inside) {
            (None, true) if character.is_ascii_digit() => start = Some(at),
            (Some(from), false) => {
                let end = from + words[from..at].trim_end_matches(['.', ',']).len();
                out.push(text::Solid { range: from..end, mark: 0 });
                start = None;
            }
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_wrap_around_their_figures() {
        let lines = wrap_words(Ink::Text, "總量為4,298.56噸，相差0.01。", 12);
        let texts: Vec<&str> = lines.iter().map(|line| line.pieces[0].text.as_str()).collect();
        assert_eq!(texts, ["總量為", "4,298.56噸，", "相差0.01。"]);
    }
}
