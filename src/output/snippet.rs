//! The piece of a line that is shown around a place: chapters have paragraphs of a thousand characters on a line.
//!
//! Cut by cells and at character boundaries, so that carets stay right under Chinese.

use std::ops::Range;

use unicode_width::UnicodeWidthChar as _;

use crate::source::{Position, SourceFile, Span};

/// A stretch of one line and the places in it, as bytes of the stretch.
#[derive(Debug, PartialEq, Eq)]
pub struct Snippet {
    pub line: usize,
    /// The column of the first place, from 1.
    pub column: usize,
    pub text: String,
    /// In the order in which the spans were given.
    pub marks: Vec<Range<usize>>,
}

/// The stretch around spans that begin on one line; none where they are further apart than `width` cells.
///
/// # Panics
/// Without a span.
pub fn around(file: &SourceFile, spans: &[Span], width: usize) -> Option<Snippet> {
    let first = spans.iter().min_by_key(|span| span.start).expect("a snippet shows at least one place");
    let position = file.position(first.start);
    let start = file.line_start(position.line);
    let line = file.text.get(start..)?.split('\n').next()?.trim_end_matches('\r');
    // A place that goes on over the end of the line is marked to the end of the line.
    let inside = |span: &Span| clamp(line, span.start.saturating_sub(start)..span.end.saturating_sub(start));
    let marks: Vec<Range<usize>> = spans.iter().map(inside).collect();
    let from = marks.iter().map(|mark| mark.start).min()?;
    let to = marks.iter().map(|mark| mark.end).max()?;
    let marked = cells(&line[from..to]);
    if marked > width {
        return (spans.len() == 1).then(|| beginning(line, from, width, position));
    }
    let room = width.saturating_sub(marked);
    let left = back(line, from, room / 2);
    let right = forward(line, to, room.saturating_sub(cells(&line[left..from])));
    let left = back(line, from, room.saturating_sub(cells(&line[to..right])));
    let (before, after) = (if left > 0 { "…" } else { "" }, if right < line.len() { "…" } else { "" });
    let text = format!("{before}{}{after}", &line[left..right]);
    let shift = |at: usize| at - left + before.len();
    let marks = marks.into_iter().map(|mark| shift(mark.start)..shift(mark.end)).collect();
    Some(Snippet { line: position.line, column: position.column, text, marks })
}

/// The beginning of a place that is longer than a line, marked whole.
fn beginning(line: &str, from: usize, width: usize, position: Position) -> Snippet {
    let to = forward(line, from, width.saturating_sub(2));
    let (before, after) = (if from > 0 { "…" } else { "" }, if to < line.len() { "…" } else { "" });
    let text = format!("{before}{}{after}", &line[from..to]);
    let mark = before.len()..text.len();
    Snippet { line: position.line, column: position.column, text, marks: vec![mark] }
}

/// A range within a line, at character boundaries.
fn clamp(line: &str, range: Range<usize>) -> Range<usize> {
    let mut start = range.start.min(line.len());
    let mut end = range.end.clamp(start, line.len());
    while !line.is_char_boundary(start) {
        start -= 1;
    }
    while !line.is_char_boundary(end) {
        end += 1;
    }
    start..end
}

/// How many cells a text takes.
fn cells(text: &str) -> usize {
    text.chars().map(|char| char.width().unwrap_or(0)).sum()
}

/// The start of what stands before `at` in at most `room` cells.
fn back(line: &str, at: usize, room: usize) -> usize {
    let mut used = 0;
    let fitting = line[..at].char_indices().rev().take_while(|(_, char)| {
        used += char.width().unwrap_or(0);
        used <= room
    });
    fitting.last().map_or(at, |(start, _)| start)
}

/// The end of what stands after `at` in at most `room` cells.
fn forward(line: &str, at: usize, room: usize) -> usize {
    let mut used = 0;
    let fitting = line[at..].char_indices().take_while(|(_, char)| {
        used += char.width().unwrap_or(0);
        used <= room
    });
    fitting.last().map_or(at, |(start, char)| at + start + char.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn cut(text: &str, needles: &[&str], width: usize) -> Option<Snippet> {
        let file = SourceFile::new("a.md".into(), text);
        let span = |needle: &&str| {
            let start = text.find(needle).unwrap();
            Span::new(FileId(0), start, start + needle.len())
        };
        around(&file, &needles.iter().map(span).collect::<Vec<_>>(), width)
    }

    #[test]
    fn a_short_line_is_whole() {
        let snippet = cut("一\n排放總量為 2,265.46 噸\n二", &["2,265.46"], 60).unwrap();
        assert_eq!((snippet.line, snippet.column, snippet.text.as_str()), (2, 7, "排放總量為 2,265.46 噸"));
        assert_eq!(&snippet.text[snippet.marks[0].clone()], "2,265.46");
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides() {
        let line = format!("{}12{}", "前".repeat(90), "後".repeat(90));
        let snippet = cut(&line, &["12"], 22).unwrap();
        assert_eq!(snippet.text, "…前前前前前12後後後後後…");
        assert_eq!(&snippet.text[snippet.marks[0].clone()], "12");
        assert_eq!(snippet.column, 91);
    }

    #[test]
    fn places_too_far_apart_have_no_common_stretch() {
        let line = format!("12{}34", "中".repeat(60));
        assert_eq!(cut(&line, &["12", "34"], 60), None);
        assert!(cut(&line, &["12"], 60).is_some());
    }

    #[test]
    fn a_place_longer_than_a_line_shows_how_it_begins() {
        let line = format!("x{}", "長".repeat(60));
        let snippet = cut(&line, &["長".repeat(60).as_str()], 12).unwrap();
        assert_eq!(snippet.text, "…長長長長長…");
        assert_eq!(snippet.marks[0], 3..snippet.text.len());
    }

    #[test]
    fn a_place_over_two_lines_is_marked_to_the_end_of_its_first() {
        let snippet = cut("| a | b |\n| c |", &["b |\n| c"], 60).unwrap();
        assert_eq!(&snippet.text[snippet.marks[0].clone()], "b |");
    }
}
