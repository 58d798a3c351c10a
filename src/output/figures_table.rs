//! The figure register for people: columns aligned by cells, a mark and a word for the state; then the coverage.

use unicode_width::UnicodeWidthStr as _;

use crate::check::State;
use crate::source::visible;

use super::register::{Coverage, Entry, Register, at, words};
use super::{Look, place};

/// The register, how much of each chapter is tied, and the summary.
#[must_use]
pub fn figures(register: &Register, look: Look) -> String {
    let locale = register.checked.locale;
    let head = ["place", "figure", "value", "unit", "kind", "metric", "state", "tie"];
    let head = head.map(|name| locale.text(&format!("column-{name}"))).to_vec();
    let mut rows: Vec<(Option<State>, Vec<String>)> = vec![(None, head)];
    for entry in &register.entries {
        rows.push((Some(entry.state.state), row(register, entry)));
    }
    let mut text = String::new();
    // Figures and values end where the column ends.
    table(&mut text, &rows, &[1, 2], 6, look);
    text.push('\n');
    text.push_str(&coverage(register, look));
    text
}

/// How much of each chapter is tied in each edition, and the summary.
#[must_use]
pub fn coverage(register: &Register, look: Look) -> String {
    let locale = register.checked.locale;
    let head = ["chapter", "edition", "figures", "tied", "contradicted", "waived", "untied", "coverage"];
    let head = head.map(|name| locale.text(&format!("coverage-{name}"))).to_vec();
    let mut rows = vec![(None, head)];
    rows.extend(register.coverage.iter().map(|one| (None, coverage_row(register, one).to_vec())));
    let mut text = String::new();
    table(&mut text, &rows, &[2, 3, 4, 5, 6, 7], usize::MAX, look);
    text.push('\n');
    text.push_str(&super::text::figures_summary(register.checked));
    text.push('\n');
    text
}

/// The words of a line of the coverage.
pub(super) fn coverage_row(register: &Register, one: &Coverage) -> [String; 8] {
    let locale = register.checked.locale;
    let report = register.checked.report;
    let chapter = one.chapter.map(|chapter| &report.chapters[chapter]);
    let title = chapter.map(|chapter| {
        let number = chapter.number.as_ref().map(|number| format!("{number} ")).unwrap_or_default();
        format!("{number}{}", chapter.title(locale.language))
    });
    [
        title.unwrap_or_else(|| locale.text("coverage-whole")),
        locale.text(&format!("language-{}", one.language.tag())),
        one.figures.to_string(),
        one.tied.to_string(),
        one.contradicted.to_string(),
        one.waived.to_string(),
        one.untied.to_string(),
        one.percent().map_or_else(|| "–".to_owned(), |percent| format!("{percent}%")),
    ]
}

fn row(register: &Register, entry: &Entry) -> Vec<String> {
    let locale = register.checked.locale;
    let report = register.checked.report;
    let placed = entry.placed;
    let word = locale.text(&format!("state-{}", place::state(entry.state.state)));
    vec![
        at(report, placed.span),
        // As a reader sees it, without the marks of a link.
        placed.figure.printed.clone(),
        place::value(&placed.figure),
        placed.figure.unit.as_ref().map(place::unit).unwrap_or_default(),
        locale.text(&format!("kind-{}", place::kind(placed.figure.kind))),
        placed.binding.as_ref().map(|bound| report.metrics.name(bound)).unwrap_or_default(),
        format!("{} {word}", mark(entry.state.state)),
        words(register, entry),
    ]
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

/// Rows in columns; some end where the column ends, one is coloured by the state.
fn table(
    text: &mut String,
    rows: &[(Option<State>, Vec<String>)],
    right: &[usize],
    coloured: usize,
    look: Look,
) {
    let mut widths: Vec<usize> = Vec::new();
    let rows: Vec<(Option<State>, Vec<String>)> = rows
        .iter()
        .map(|(state, cells)| (*state, cells.iter().map(|cell| visible::one_line(cell)).collect()))
        .collect();
    for (_, cells) in &rows {
        widths.resize(cells.len().max(widths.len()), 0);
        for (width, cell) in widths.iter_mut().zip(cells) {
            *width = (*width).max(cell.width());
        }
    }
    for (state, cells) in &rows {
        let mut line = String::new();
        for (at, (cell, width)) in cells.iter().zip(&widths).enumerate() {
            let padding = " ".repeat(width - cell.width());
            let shown =
                if at == coloured { in_colour(cell, state.filter(|_| look.colour)) } else { cell.clone() };
            if right.contains(&at) {
                line.extend([padding.as_str(), &shown, "  "]);
            } else {
                line.extend([shown.as_str(), &padding, "  "]);
            }
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
}

fn in_colour(cell: &str, state: Option<State>) -> String {
    let code = match state {
        None => return cell.to_owned(),
        Some(State::Tied) => 32,
        Some(State::Contradicted) => 31,
        Some(State::Waived) => 36,
        Some(State::Untied) => 33,
    };
    format!("\u{1b}[{code}m{cell}\u{1b}[0m")
}
