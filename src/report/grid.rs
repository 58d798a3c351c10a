//! Where the cells of a table are, in each notation: pipes, tabs, HTML.

use std::ops::Range;

use comrak::nodes::Node;

use crate::source::SourceFile;

use super::inline;

/// The cell ranges of a pipe table, row by row.
pub(super) fn pipe_rows<'n>(table: Node<'n>, source: &SourceFile) -> Vec<Vec<Range<usize>>> {
    let cell = |node: Node<'n>| inline::bytes(&node.data().sourcepos, source);
    table.children().map(|row| row.children().map(cell).collect()).collect()
}

/// Runs of two or more lines with tabs, outside fenced code: tables as PDF converters print them. A short line
/// without any between two that have them is the head of a group.
pub(super) fn tab_separated(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut open: Option<(Range<usize>, usize)> = None;
    let mut fenced = false;
    let mut start = 0;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            fenced = !fenced;
        }
        let content = line.trim_end_matches(['\n', '\r']);
        let inside = open.is_some();
        let goes_on = lines.peek().is_some_and(|next| has_cells(next));
        if !fenced && (has_cells(line) || inside && goes_on && is_group_line(content)) {
            let (run, count) = open.take().unwrap_or((start..start, 0));
            open = Some((run.start..start + content.len(), count + usize::from(has_cells(line))));
        } else if let Some((run, _)) = open.take().filter(|(_, count)| *count > 1) {
            runs.push(run);
        }
        start += line.len();
    }
    runs.extend(open.filter(|(_, count)| *count > 1).map(|(run, _)| run));
    runs
}

/// A tab stands between words, not only before them, where it is indentation.
fn has_cells(line: &str) -> bool {
    if !line.contains('\t') {
        return false;
    }
    let content = line.trim_end_matches(['\n', '\r']).trim_matches(' ');
    let inner = content.trim_start_matches('\t');
    inner.contains('\t') && !inner.trim().is_empty()
}

/// Words that can head the rows below: few, no sentence, no Markdown.
fn is_group_line(content: &str) -> bool {
    let bare = content.trim();
    !bare.is_empty()
        && bare.chars().count() <= 40
        && !bare.contains('\t')
        && !bare.starts_with(['#', '-', '*', '>', '|', '+', '!', '`'])
        && !bare.ends_with(['。', '；', '，', '.', ';', ','])
}

/// The text with some ranges replaced by spaces, so that Markdown does not see them and offsets stay.
pub(super) fn blank_out(text: &str, ranges: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for range in ranges {
        out.push_str(&text[at..range.start]);
        // A return ends a line too, here and in Markdown.
        let kept = |byte| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' };
        out.extend(text[range.clone()].bytes().map(kept));
        at = range.end;
    }
    out.push_str(&text[at..]);
    out
}

/// The marks of quotes that are nested deeper than a limit: the parser looks at all that follow from each of them.
pub(super) fn deep_quotes(text: &str, limit: usize) -> Vec<Range<usize>> {
    let mut deep = Vec::new();
    let mut start = 0;
    // Few lines begin with a mark, and fewer files have returns without line feeds.
    let returns = text.contains('\r');
    let lines = text.split_inclusive(move |char| char == '\n' || returns && char == '\r');
    for line in lines {
        if line.starts_with(['>', ' ', '\t']) {
            let words = line.trim_start_matches(['>', ' ', '\t']);
            let marks = &line[..line.len() - words.len()];
            if let Some((at, _)) = marks.match_indices('>').nth(limit) {
                deep.push(start + at..start + marks.len());
            }
        }
        start += line.len();
    }
    deep
}

/// The cells of a run of lines with tabs.
pub(super) fn tab_rows(text: &str, run: &Range<usize>) -> Vec<Vec<Range<usize>>> {
    let mut rows = Vec::new();
    let mut start = run.start;
    for line in text[run.clone()].split('\n') {
        let mut cells = Vec::new();
        let mut at = start;
        for cell in line.trim_end_matches('\r').split('\t') {
            cells.push(trimmed(text, at..at + cell.len()));
            at += cell.len() + 1;
        }
        rows.push(cells);
        start += line.len() + 1;
    }
    rows
}

/// The cells of an HTML table; `colspan` leaves empty cells behind.
pub(super) fn html_rows(html: &str, offset: usize) -> Vec<Vec<Range<usize>>> {
    let lower = html.to_ascii_lowercase();
    let mut rows = Vec::new();
    for row in elements(&lower, 0..lower.len(), &["tr"]) {
        let mut cells = Vec::new();
        for cell in elements(&lower, row.inside.clone(), &["td", "th"]) {
            let range = trimmed(html, cell.inside.clone());
            cells.push(range.start + offset..range.end + offset);
            let empty = range.end + offset..range.end + offset;
            cells.extend((1..span_of(&lower[cell.tag.clone()])).map(|_| empty.clone()));
        }
        rows.push(cells);
    }
    rows
}

struct Element {
    tag: Range<usize>,
    inside: Range<usize>,
}

/// The elements with one of some names, one after another; an element ends at its end tag or at the next one.
fn elements(html: &str, within: Range<usize>, names: &[&str]) -> Vec<Element> {
    let mut found: Vec<Element> = Vec::new();
    let mut open: Option<(Range<usize>, usize)> = None;
    let mut at = within.start;
    while let Some(start) = html[at..within.end].find('<').map(|next| at + next) {
        let end = html[start..within.end].find('>').map_or(within.end, |next| start + next + 1);
        let name = html[start + 1..end].trim_start_matches('/');
        let name: &str = &name[..name.find(|char: char| !char.is_ascii_alphanumeric()).unwrap_or(name.len())];
        if names.contains(&name) {
            if let Some((tag, from)) = open.take() {
                found.push(Element { tag, inside: from..start });
            }
            if !html[start..].starts_with("</") {
                open = Some((start..end, end));
            }
        }
        at = end;
    }
    if let Some((tag, from)) = open {
        found.push(Element { tag, inside: from..within.end });
    }
    found
}

/// `colspan`, at most as many columns as a table may have.
fn span_of(tag: &str) -> usize {
    let value = tag.split_once("colspan").map_or("", |(_, rest)| rest);
    let digits: String =
        value.chars().skip_while(|char| !char.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(1).clamp(1, super::table_read::COLUMN_LIMIT)
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = &text[range.clone()];
    let start = range.start + (slice.len() - slice.trim_start().len());
    let end = range.end - (slice.len() - slice.trim_end().len());
    start..end.max(start)
}
