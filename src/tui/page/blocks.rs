//! The blocks of a chapter in lines: headings, paragraphs, lists, boxes, captions.

use crate::report::{Block, BlockKind, Container, Text};

use super::super::cells;
use super::super::line::{Ink, Line, Piece};
use super::super::text;
use super::{Setting, chart, metric_table, prose, table};

/// The margin of a boxed block: two cells, the bar, a blank.
pub(super) fn bar_beside() -> String {
    format!("  {} ", cells::border().down)
}

/// Paragraphs stand two cells in, headings one; two cells stay free at the right.
const INDENT: usize = 2;

/// Lays out a block for a pane of `width` cells, as groups of lines.
pub(super) fn lay(setting: &Setting, block: &Block, width: usize) -> Vec<Vec<Line>> {
    let boxed = block.container != Container::Body;
    let margin = if boxed { text::width(&bar_beside()) } else { INDENT };
    let cells = width.saturating_sub(margin + INDENT).max(8);
    let groups = inside(setting, block, cells);
    let indent = |line: Line| match (&block.kind, boxed) {
        (_, true) => line.after(Piece::new(Ink::Border, bar_beside())),
        (BlockKind::Heading { .. }, false) => line.after(Piece::new(Ink::Text, " ")),
        (_, false) => line.after(Piece::new(Ink::Text, "  ")),
    };
    groups.into_iter().map(|lines| lines.into_iter().map(indent).collect()).collect()
}

fn inside(setting: &Setting, block: &Block, cells: usize) -> Vec<Vec<Line>> {
    let words = |text: &Text, ink| vec![prose::lay(setting, text, None, ink, cells)];
    match &block.kind {
        BlockKind::Heading { number, text, .. } => {
            vec![hang(setting, text, Ink::Heading, number.as_deref().unwrap_or_default(), 0, cells)]
        }
        BlockKind::Paragraph(text) => words(text, Ink::Text),
        BlockKind::Caption(text) => words(text, Ink::Strong),
        BlockKind::Note(text) => words(text, Ink::Dim),
        BlockKind::Item { depth, marker, text, .. } => {
            let marker = marker.as_deref().unwrap_or("-");
            vec![hang(setting, text, Ink::Text, marker, usize::from(*depth) * 2, cells)]
        }
        BlockKind::Footnote { label, text } => vec![hang(setting, text, Ink::Dim, label, 0, cells)],
        BlockKind::Table(table) => table::lay(setting, table, cells),
        BlockKind::MetricTable(metrics) => metric_table::lay(setting, metrics, cells),
        BlockKind::Chart(chart) => chart::lay(setting, chart, cells),
        BlockKind::Image { alt, target } => {
            let label = if alt.is_empty() { target } else { alt };
            vec![super::super::line::wrap_words(Ink::Dim, &format!("[ {label} ]"), cells)]
        }
        BlockKind::Code(code) => vec![
            code.trim_end()
                .lines()
                .flat_map(|line| super::super::line::wrap_words(Ink::Dim, line, cells))
                .collect(),
        ],
        BlockKind::Rule => {
            vec![vec![Line::plain(Ink::Border, cells::border().across.repeat(cells.min(12)))]]
        }
    }
}

/// A text that hangs behind a number or a bullet.
fn hang(setting: &Setting, text: &Text, ink: Ink, marker: &str, depth: usize, cells: usize) -> Vec<Line> {
    let margin = if marker.is_empty() { 0 } else { depth + text::width(marker) + 1 };
    let lines = prose::lay(setting, text, None, ink, cells.saturating_sub(margin).max(8));
    if margin == 0 {
        return lines;
    }
    let before = |at: usize| match at {
        0 => Piece::new(
            if ink == Ink::Heading { ink } else { Ink::Dim },
            format!("{}{marker} ", " ".repeat(depth)),
        ),
        _ => Piece::new(Ink::Text, " ".repeat(margin)),
    };
    lines.into_iter().enumerate().map(|(at, line)| line.after(before(at))).collect()
}
