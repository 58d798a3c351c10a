//! Text in terminal cells: how wide it is, where a row may break, and how it is cut.
//!
//! Rows never break inside a figure, never begin with a closing mark, never halve a Han character.
//! Control and direction characters of the content are shown as symbols, never sent.

use std::borrow::Cow;
use std::ops::Range;

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::cells;
use crate::source::visible;

/// A stretch of text that stays on one row, with the cells of the mark that follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solid {
    pub range: Range<usize>,
    pub mark: usize,
}

/// Not at the start of a row, over and above what Unicode forbids (UAX 14).
const NOT_FIRST: &str = "，、。．：；？！）」』》〉】〕〗〙］｝”’—…⋯·‧–～~％%‰℃°々,.;:?!)]}/";
/// Not at the end of a row.
const NOT_LAST: &str = "（「『《〈【〔〖〘［｛“‘([{$¥￥€£№#";

/// How many cells a text takes.
#[must_use]
pub fn width(text: &str) -> usize {
    text.graphemes(true).map(|grapheme| cells_of(&shown(grapheme))).sum()
}

/// How many cells a grapheme takes on this terminal.
#[must_use]
pub fn cells_of(grapheme: &str) -> usize {
    if cells::get().ambiguous_wide { grapheme.width_cjk() } else { grapheme.width() }
}

/// A grapheme as it may be sent to a terminal: controls and direction marks become symbols.
#[must_use]
pub fn shown(grapheme: &str) -> Cow<'_, str> {
    match grapheme.chars().next() {
        Some(first) if visible::is_hidden(first) => Cow::Owned(visible::symbol(first).to_string()),
        _ => Cow::Borrowed(grapheme),
    }
}

/// A text cut to a number of cells, its last cell `…`; a figure is left out whole.
#[must_use]
pub fn cut(text: &str, cells: usize) -> Cow<'_, str> {
    if width(text) <= cells {
        return Cow::Borrowed(text);
    }
    if cells == 0 {
        return Cow::Borrowed("");
    }
    let mut used = 0;
    let mut end = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        let wide = width(grapheme);
        if used + wide > cells - 1 {
            break;
        }
        used += wide;
        end = at + grapheme.len();
    }
    let figure = |character: char| character.is_ascii_digit() || matches!(character, '.' | ',' | '%');
    if text[end..].starts_with(figure) {
        let kept = text[..end].trim_end_matches(figure);
        if !kept.is_empty() {
            end = kept.len();
        }
    }
    Cow::Owned(format!("{}{}", text[..end].trim_end(), cells::clip()))
}

/// A text cut to a number of cells at its front, where the first cell is then `…`.
#[must_use]
pub fn cut_front(text: &str, cells: usize) -> Cow<'_, str> {
    if width(text) <= cells {
        return Cow::Borrowed(text);
    }
    if cells == 0 {
        return Cow::Borrowed("");
    }
    let mut used = 0;
    let mut start = text.len();
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        used += width(grapheme);
        if used > cells - 1 {
            break;
        }
        start = at;
    }
    Cow::Owned(format!("{}{}", cells::clip(), &text[start..]))
}

/// Breaks a text into rows of at most `cells`, as ranges of it without the spaces at their ends.
#[must_use]
pub fn wrap(text: &str, solids: &[Solid], cells: usize) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let mut from = 0;
    for line in text.split('\n') {
        wrap_line(text, from..from + line.len(), solids, cells.max(2), &mut rows);
        from += line.len() + 1;
    }
    rows
}

/// The widest stretch of a text that no row may break: what a table column needs at least.
#[must_use]
pub fn widest_stretch(text: &str, solids: &[Solid]) -> usize {
    stretches(text, 0..text.len(), solids)
        .iter()
        .map(|stretch| measure(text, &trim_end(text, stretch), solids))
        .max()
        .unwrap_or(0)
}

/// The cells of a range of a text with the marks of the figures in it.
#[must_use]
pub fn measure(text: &str, range: &Range<usize>, solids: &[Solid]) -> usize {
    let inside = |solid: &&Solid| range.start < solid.range.end && solid.range.end <= range.end;
    width(&text[range.clone()]) + solids.iter().filter(inside).map(|solid| solid.mark).sum::<usize>()
}

fn wrap_line(text: &str, line: Range<usize>, solids: &[Solid], cells: usize, rows: &mut Vec<Range<usize>>) {
    let mut row = line.start..line.start;
    for stretch in stretches(text, line, solids) {
        let tried = row.start..stretch.end;
        if measure(text, &trim_end(text, &tried), solids) <= cells {
            row = tried;
            continue;
        }
        if row.end > row.start {
            rows.push(trim_end(text, &row));
        }
        row = stretch;
        if measure(text, &trim_end(text, &row), solids) > cells {
            row = split(text, row, solids, cells, rows);
        }
    }
    rows.push(trim_end(text, &row));
}

/// Cuts a stretch that is wider than a row by graphemes; gives what is left for the next row.
fn split(
    text: &str,
    stretch: Range<usize>,
    solids: &[Solid],
    cells: usize,
    rows: &mut Vec<Range<usize>>,
) -> Range<usize> {
    let mut start = stretch.start;
    let bounds: Vec<usize> = text[stretch.clone()]
        .grapheme_indices(true)
        .map(|(at, grapheme)| stretch.start + at + grapheme.len())
        .collect();
    let mut last = start;
    for end in bounds {
        let inside = solids.iter().any(|solid| solid.range.start < last && last < solid.range.end);
        if measure(text, &(start..end), solids) > cells && last > start && !inside {
            rows.push(start..last);
            start = last;
        }
        last = end;
    }
    // The blank at which the row ends is not carried over.
    stretch.end - text[start..stretch.end].trim_start_matches(' ').len()..stretch.end
}

fn trim_end(text: &str, range: &Range<usize>) -> Range<usize> {
    range.start..range.start + text[range.clone()].trim_end_matches([' ', '\u{3000}']).len()
}

/// The stretches between which a row may break.
fn stretches(text: &str, line: Range<usize>, solids: &[Solid]) -> Vec<Range<usize>> {
    let segmenter = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
    let mut out = Vec::new();
    let mut start = line.start;
    for at in segmenter.segment_str(&text[line.clone()]).map(|at| line.start + at) {
        if at > start && (at == line.end || may_break(text, at, solids)) {
            out.push(start..at);
            start = at;
        }
    }
    out
}

fn may_break(text: &str, at: usize, solids: &[Solid]) -> bool {
    let first = text[at..].chars().next();
    let last = text[..at].chars().next_back();
    let inside = solids.iter().any(|solid| solid.range.start < at && at < solid.range.end);
    // A mark hugs its figure, and what Unicode lets follow a figure directly may still be a stop.
    !inside
        && first.is_none_or(|character| !NOT_FIRST.contains(character))
        && last.is_none_or(|character| !NOT_LAST.contains(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, figures: &[&str], cells: usize) -> Vec<String> {
        let solids: Vec<Solid> = figures
            .iter()
            .map(|figure| {
                let start = text.find(figure).unwrap();
                Solid { range: start..start + figure.len(), mark: 1 }
            })
            .collect();
        wrap(text, &solids, cells).into_iter().map(|row| text[row].to_owned()).collect()
    }

    #[test]
    fn a_figure_stays_on_one_row() {
        let got = rows("其中範圍三為2,265.46噸", &["2,265.46"], 16);
        assert_eq!(got, ["其中範圍三為", "2,265.46噸"]);
        let got = rows("今年減少約1.2萬噸", &["1.2萬"], 13);
        assert_eq!(got, ["今年減少約", "1.2萬噸"]);
    }

    #[test]
    fn no_row_begins_with_a_closing_mark_or_ends_with_an_opening_one() {
        let text = "我們已更新《差旅管理辦法》，並把「會議」改為線上（視像）舉行。";
        for cells in 6..60 {
            for row in rows(text, &[], cells) {
                assert!(!row.starts_with(['，', '。', '》', '」', '）']), "{cells}: {row}");
                assert!(!row.ends_with(['《', '「', '（']), "{cells}: {row}");
                assert!(width(&row) <= cells, "{cells}: {row}");
            }
        }
    }

    #[test]
    fn a_word_longer_than_the_row_is_cut_by_graphemes() {
        assert_eq!(rows("abcdefgh ij", &[], 4), ["abcd", "efgh", "ij"]);
    }

    #[test]
    fn line_breaks_are_kept() {
        assert_eq!(rows("一\n二", &[], 10), ["一", "二"]);
        assert_eq!(rows("", &[], 10), [""]);
    }

    #[test]
    fn cutting_spares_figures_and_han() {
        assert_eq!(cut("向氣候環境可持續前行", 12), "向氣候環境…");
        assert_eq!(cut("Scope 3: 2,265.46", 14), "Scope 3:…");
        assert_eq!(cut("short", 5), "short");
        assert_eq!(cut("four", 0), "");
    }

    #[test]
    fn ambiguous_characters_take_two_cells_where_the_terminal_draws_them_so() {
        let measured = || [width("…①·"), width("中a"), width("e\u{301}"), width("👩‍👩‍👧")];
        assert_eq!(measured(), [3, 3, 1, 2]);
        cells::set(cells::Cells { ambiguous_wide: true, ..cells::Cells::default() });
        assert_eq!(measured(), [6, 3, 1, 2]);
        assert_eq!(cut("向氣候環境可持續前行", 12), "向氣候環境>");
        cells::set(cells::Cells::default());
    }

    #[test]
    fn controls_and_direction_marks_become_symbols() {
        assert_eq!(shown("\u{1b}"), "␛");
        assert_eq!(shown("\u{202e}"), "␦");
        assert_eq!(width("a\u{1b}b"), 3);
    }
}
