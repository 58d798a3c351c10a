//! The figure register for people: columns aligned by cells, a mark and a word for the state.

use unicode_width::UnicodeWidthStr as _;

use crate::check::State;

use super::{Checked, Look, path, place};

/// The register and how many figures are tied.
#[must_use]
pub fn figures(checked: &Checked, look: Look) -> String {
    let locale = checked.locale;
    let head = ["place", "figure", "value", "unit", "kind", "metric", "state"];
    let mut rows: Vec<(Option<State>, [String; 7])> =
        vec![(None, head.map(|name| locale.text(&format!("column-{name}"))))];
    for (placed, state) in checked.figures() {
        let report = checked.report;
        let at = report.sources.position(placed.span);
        let file = path(report, report.sources.path(placed.span));
        let word = locale.text(&format!("state-{}", place::state(state.state)));
        rows.push((
            Some(state.state),
            [
                one_line(&format!("{file}:{}:{}", at.line, at.column)),
                one_line(report.sources.slice(placed.span)),
                place::value(&placed.figure),
                placed.figure.unit.as_ref().map(place::unit).unwrap_or_default(),
                locale.text(&format!("kind-{}", place::kind(placed.figure.kind))),
                placed
                    .binding
                    .as_ref()
                    .map(|bound| one_line(&report.metrics.name(bound)))
                    .unwrap_or_default(),
                format!("{} {word}", mark(state.state)),
            ],
        ));
    }
    let mut widths = [0; 7];
    for (_, cells) in &rows {
        for (width, cell) in widths.iter_mut().zip(cells) {
            *width = (*width).max(cell.width());
        }
    }
    let mut text = String::new();
    for (state, cells) in &rows {
        line(&mut text, cells, widths, state.filter(|_| look.colour));
    }
    text.push('\n');
    text.push_str(&super::text::figures_summary(checked));
    text.push('\n');
    text
}

/// States are told apart by a mark too: colour is never alone.
fn mark(state: State) -> char {
    match state {
        State::Tied => '✓',
        State::Contradicted => '✗',
        State::Waived => '○',
        State::Untied => '?',
    }
}

fn line(text: &mut String, cells: &[String; 7], widths: [usize; 7], state: Option<State>) {
    for (at, (cell, width)) in cells.iter().zip(widths).enumerate() {
        let padding = " ".repeat(width - cell.width());
        match at {
            // Figures and values end where the column ends.
            1 | 2 => text.extend([&padding, cell, "  "]),
            6 => text.push_str(&coloured(cell, state)),
            _ => text.extend([cell, padding.as_str(), "  "]),
        }
    }
    text.push('\n');
}

fn coloured(cell: &str, state: Option<State>) -> String {
    let code = match state {
        None => return cell.to_owned(),
        Some(State::Tied) => 32,
        Some(State::Contradicted) => 31,
        Some(State::Waived) => 36,
        Some(State::Untied) => 33,
    };
    format!("\u{1b}[{code}m{cell}\u{1b}[0m")
}

/// Line breaks and control characters of the source never reach the terminal.
fn one_line(text: &str) -> String {
    text.chars().map(|char| if char.is_control() { ' ' } else { char }).collect()
}
