//! The keys that work here, and the marks: printed from the table that dispatches them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::check::Arg;

use super::super::canvas::{overlay, put_line};
use super::super::keys::{self, Binding, Group};
use super::super::line::{Ink, Line, Piece};
use super::super::mark::Mark;
use super::super::model::{Model, Overlay};
use super::super::text;
use super::hints;

/// Narrower boxes have one column.
const TWO_COLUMNS: u16 = 70;

pub fn draw(model: &Model, buffer: &mut Buffer, filter: &str, scroll: usize) {
    let area = area(buffer.area.width, buffer.area.height);
    let title = model.locale.with("help-title", &[("filter", Arg::Text(format!("{filter}_")))]);
    let inside = overlay(buffer, model.theme, area, &title, &hints(model));
    let (columns, cells) = columns(model, filter, inside);
    for (at, lines) in (0u16..).zip(&columns) {
        let x = inside.x + at * (u16::try_from(cells).unwrap_or(0) + 2);
        for (y, line) in (inside.y..inside.bottom()).zip(lines.iter().skip(scroll)) {
            let end = (x + u16::try_from(cells).unwrap_or(0)).min(inside.right());
            put_line(buffer, model.theme, x, y, end, line, |_| Style::new());
        }
    }
}

/// How far the help can be scrolled.
#[must_use]
pub fn overflow(model: &Model) -> usize {
    let Some(Overlay::Help { filter, .. }) = &model.overlay else { return 0 };
    let area = area(model.width, model.height);
    let inside = Rect::new(area.x + 2, area.y + 1, area.width - 4, area.height - 2);
    let (columns, _) = columns(model, filter, inside);
    columns.iter().map(Vec::len).max().unwrap_or(0).saturating_sub(usize::from(inside.height))
}

/// The box.
#[must_use]
pub fn area(width: u16, height: u16) -> Rect {
    let cells = (width.saturating_sub(4)).min(96);
    let rows = height.saturating_sub(4);
    Rect::new((width - cells) / 2, 2, cells, rows)
}

/// The groups in one column or two, each column not much longer than the other.
fn columns(model: &Model, filter: &str, inside: Rect) -> (Vec<Vec<Line>>, usize) {
    let two = inside.width >= TWO_COLUMNS;
    let cells = if two { usize::from(inside.width - 2) / 2 } else { usize::from(inside.width) };
    let groups = groups(model, filter, cells);
    let all: usize = groups.iter().map(|group| group.len() + 1).sum();
    let mut columns: Vec<Vec<Line>> = vec![Vec::new()];
    for group in groups {
        let last = columns.len() - 1;
        if two && last == 0 && !columns[0].is_empty() && columns[0].len() + group.len() / 2 > all / 2 {
            columns.push(Vec::new());
        }
        let last = columns.len() - 1;
        if !columns[last].is_empty() {
            columns[last].push(Line::default());
        }
        columns[last].extend(group);
    }
    (columns, cells)
}

fn groups(model: &Model, filter: &str, cells: usize) -> Vec<Vec<Line>> {
    // Help is asked for from the view underneath: its keys are those to show.
    let mut under = model.clone();
    under.overlay = None;
    let context = under.context();
    let filter = filter.to_lowercase();
    let takes = |words: &str| filter.is_empty() || words.to_lowercase().contains(&filter);
    let mut out = Vec::new();
    for group in [Group::Move, Group::List, Group::Act, Group::Look, Group::Type] {
        let lines: Vec<Line> = keys::bindings(context)
            .filter(|binding| binding.group == group)
            .map(|binding| (names(model, binding), model.locale.text(binding.words)))
            .filter(|(names, words)| takes(names) || takes(words))
            .flat_map(|(names, words)| explained(Ink::Link, &names, &words, cells))
            .collect();
        if !lines.is_empty() {
            let title = Line::plain(Ink::Dim, model.locale.text(group.key()));
            out.push([vec![title], lines].concat());
        }
    }
    let marks: Vec<Line> = Mark::ALL
        .into_iter()
        .map(|mark| (mark, model.locale.text(&format!("{}-explained", mark.key()))))
        .filter(|(_, words)| takes(words))
        .flat_map(|(mark, words)| explained(Ink::Mark(mark), mark.glyph(), &words, cells))
        .collect();
    if !marks.is_empty() {
        out.push([vec![Line::plain(Ink::Dim, model.locale.text("group-marks"))], marks].concat());
    }
    out
}

fn explained(ink: Ink, names: &str, words: &str, cells: usize) -> Vec<Line> {
    const NAMES: usize = 10;
    let wrapped = super::super::line::wrap_words(Ink::Text, words, cells.saturating_sub(NAMES));
    let line = |(at, line): (usize, Line)| {
        let mut before =
            Line::plain(ink, if at == 0 { text::cut(names, NAMES - 1).into_owned() } else { String::new() });
        before.pad_to(NAMES);
        Line::of(before.pieces.into_iter().chain(line.pieces).collect::<Vec<Piece>>())
    };
    wrapped.into_iter().enumerate().map(line).collect()
}

/// The keys of a binding in help: `j k`.
fn names(model: &Model, binding: &Binding) -> String {
    model.keymap.keys(binding).into_iter().map(keys::shown).collect::<Vec<_>>().join(" ")
}
