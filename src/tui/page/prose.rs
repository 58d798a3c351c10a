//! Words of a block in lines: figures whole, each with its mark, runs in their style.

use std::ops::Range;

use crate::report::{FigureId, Link, Run, Text};

use super::super::line::{Ink, Line, Piece, Source};
use super::super::mark::Mark;
use super::super::text::{self, Solid};
use super::Setting;

/// Lays out a text in lines of at most `cells`.
pub(super) fn lay(
    setting: &Setting,
    text: &Text,
    cell: Option<(usize, usize)>,
    base: Ink,
    cells: usize,
) -> Vec<Line> {
    let solids = solids(setting, text);
    let rows = text::wrap(&text.plain, &solids, cells);
    rows.into_iter().map(|row| line(setting, text, cell, base, row)).collect()
}

/// The figures and footnote marks of a text, which no row breaks, with the room for what is drawn beside them.
pub(super) fn solids(setting: &Setting, text: &Text) -> Vec<Solid> {
    let figures = text.figures.clone().map(|id| Solid {
        range: setting.loaded.report().figures[id].figure.range.clone(),
        mark: usize::from(mark(setting, id).is_some()),
    });
    let notes = text.runs.iter().filter(|run| is_note(run));
    let mut solids: Vec<Solid> =
        figures.chain(notes.map(|run| Solid { range: run.range.clone(), mark: BRACKETS })).collect();
    solids.sort_by_key(|solid| solid.range.start);
    solids
}

/// A footnote mark stands in brackets, or 2023³ would read 20233: two cells.
const BRACKETS: usize = 2;

fn is_note(run: &Run) -> bool {
    matches!(run.link, Some(Link::Footnote(_)))
}

/// The mark that is drawn beside a figure.
pub(super) fn mark(setting: &Setting, figure: FigureId) -> Option<Mark> {
    setting.loaded.marks[figure].filter(|mark| setting.ticks || *mark != Mark::Tied)
}

fn line(setting: &Setting, text: &Text, cell: Option<(usize, usize)>, base: Ink, row: Range<usize>) -> Line {
    let figures = &setting.loaded.report().figures;
    let figure_at = |at: usize| text.figures.clone().find(|id| figures[*id].figure.range.contains(&at));
    let run_at = |at: usize| text.runs.iter().find(|run| run.range.contains(&at));
    let ends = text.figures.clone().map(|id| &figures[id].figure.range);
    let mut cuts: Vec<usize> = ends
        .chain(text.runs.iter().map(|run| &run.range))
        .flat_map(|range| [range.start, range.end])
        .collect();
    cuts.retain(|cut| row.start < *cut && *cut < row.end && text.plain.is_char_boundary(*cut));
    cuts.extend([row.start, row.end]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut pieces = Vec::new();
    for ends in cuts.windows(2) {
        let (start, end) = (ends[0], ends[1]);
        let figure = figure_at(start);
        let known = figure.and_then(|id| setting.loaded.marks[id]);
        let ink = match known {
            Some(mark) => Ink::Figure(mark),
            None => run_at(start).map_or(base, |run| run_ink(run, base)),
        };
        let source = Some(Source { cell, start, figure });
        let words = &text.plain[start..end];
        let note = run_at(start).is_some_and(is_note);
        let words = if note { format!("[{words}]") } else { words.to_owned() };
        pieces.push(Piece { text: words, ink, source });
        let closes = |id: FigureId| figures[id].figure.range.end == end;
        if let Some(mark) = figure.filter(|id| closes(*id)).and_then(|id| mark(setting, id)) {
            pieces.push(Piece::new(Ink::Mark(mark), mark.glyph()));
        }
    }
    Line { pieces }
}

fn run_ink(run: &Run, base: Ink) -> Ink {
    match (&run.link, run.style) {
        (Some(Link::Url(_)), _) => Ink::Link,
        (Some(Link::Footnote(_)), _) => Ink::Dim,
        (_, style) if style.strong && base == Ink::Text => Ink::Strong,
        (_, style) if style.code => Ink::Dim,
        _ => base,
    }
}
