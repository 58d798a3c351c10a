//! What is known of the figure or finding at the cursor: arithmetic, places, trend, who waived it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::canvas::{put_line, put_right, title_rule};
use super::super::line::Line;
use super::super::loaded::Loaded;
use super::super::mark::Mark;
use super::super::model::{Model, View};
use super::super::theme::Token;

mod figure;
mod finding;
mod metric;
mod suggestion;

/// From here on the places stand beside the arithmetic.
const TWO_COLUMNS: usize = 84;

/// From here on rows are not to be spared.
const LOW: u16 = 8;

/// What is inspected, in two parts: the matter, and what else is known.
#[derive(Debug, Default)]
struct Content {
    title: String,
    matter: Vec<Line>,
    more: Vec<Line>,
}

/// What the inspector looks into, and how wide its lines may be.
struct Look<'a> {
    model: &'a Model,
    loaded: &'a Loaded,
    cells: usize,
    /// The pane's title is the finding's own, so its metric stands in the text.
    in_list: bool,
    /// There are few rows: the arithmetic comes as high up as it can.
    low: bool,
}

pub(super) fn draw(model: &Model, buffer: &mut Buffer, area: Rect) {
    let Some(loaded) = &model.loaded else { return };
    let cells = usize::from(area.width).saturating_sub(2);
    let two = cells >= TWO_COLUMNS;
    let column = if two { cells / 2 - 1 } else { cells };
    let content = content(model, loaded, column, area.height);
    title_rule(buffer, model.theme, area, &content.title, false);
    let scroll = scroll(model);
    let height = usize::from(area.height.saturating_sub(1));
    let x = area.x + 1;
    let (left, right) = if two { (content.matter, content.more) } else { (join(content), Vec::new()) };
    let rest = left.len().max(right.len()).saturating_sub(scroll + height);
    let beside = x + u16::try_from(column).unwrap_or(0) + 2;
    for (x, lines, end) in
        [(x, left, if two { beside - 1 } else { area.right() }), (beside, right, area.right())]
    {
        for (y, line) in (area.y + 1..area.bottom()).zip(lines.iter().skip(scroll)) {
            put_line(buffer, model.theme, x, y, end, line, |_| Style::new());
        }
    }
    if rest > 0 {
        let words = format!(" +{rest} J ");
        put_right(buffer, area.y, area.right() - 1, &words, model.theme.ink(Token::Focus));
    }
}

/// How far the inspector can be scrolled.
#[must_use]
pub fn overflow(model: &Model) -> usize {
    let area = match model.view {
        View::Reading => model.areas().inspector,
        View::Findings => Some(model.finding_areas().inspector),
        View::Metrics | View::Call => None,
    };
    let (Some(loaded), Some(area)) = (&model.loaded, area) else { return 0 };
    let cells = usize::from(area.width).saturating_sub(2);
    let height = usize::from(area.height.saturating_sub(1));
    let lines = if cells >= TWO_COLUMNS {
        let content = content(model, loaded, cells / 2 - 1, area.height);
        content.matter.len().max(content.more.len())
    } else {
        join(content(model, loaded, cells, area.height)).len()
    };
    lines.saturating_sub(height)
}

fn scroll(model: &Model) -> usize {
    match model.view {
        View::Reading => model.reading.inspector_scroll,
        View::Findings => model.findings.inspector_scroll,
        View::Metrics | View::Call => 0,
    }
}

fn content(model: &Model, loaded: &Loaded, cells: usize, height: u16) -> Content {
    let look = Look { model, loaded, cells, in_list: model.view == View::Findings, low: height <= LOW };
    match model.view {
        View::Findings => model
            .selected()
            .map_or_else(Content::default, |at| finding::content(&look, at, model.findings.place)),
        View::Metrics | View::Call => Content::default(),
        View::Reading => match (model.reading.finding, model.reading.figure) {
            (Some((at, place)), _) => finding::content(&look, at, place),
            (None, Some(figure)) => figure::content(&look, figure),
            (None, None) => Content {
                title: model.locale.text("pane-inspector"),
                matter: super::super::line::wrap_words(
                    super::super::line::Ink::Dim,
                    &model.locale.text("inspector-empty"),
                    cells,
                ),
                more: Vec::new(),
            },
        },
    }
}

fn join(content: Content) -> Vec<Line> {
    let mut lines = content.matter;
    if !lines.is_empty() && !content.more.is_empty() {
        lines.push(Line::default());
    }
    lines.extend(content.more);
    lines
}

/// A mark and the words after it, wrapped and hanging.
fn marked(mark: Mark, ink: super::super::line::Ink, words: &str, cells: usize) -> Vec<Line> {
    use super::super::line::{Ink, Piece, wrap_words};
    let before = |at: usize| match at {
        0 => [Piece::new(Ink::Mark(mark), mark.glyph()), Piece::new(Ink::Text, " ")],
        _ => [Piece::new(Ink::Text, " "), Piece::new(Ink::Text, " ")],
    };
    let lines = wrap_words(ink, words, cells.saturating_sub(2));
    lines
        .into_iter()
        .enumerate()
        .map(|(at, line)| Line::of(before(at).into_iter().chain(line.pieces)))
        .collect()
}
