//! A reason for a waiver or a comment for a colleague, being typed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::check::Arg;

use super::super::act::Subject;
use super::super::canvas::{overlay, put_line};
use super::super::line::{Ink, Line, Piece, wrap_words};
use super::super::mark::Mark;
use super::super::model::{Model, Note, NoteKind};
use super::super::views::places;
use super::hints;

pub fn draw(model: &Model, buffer: &mut Buffer, note: &Note) {
    let (width, height) =
        (buffer.area.width.saturating_sub(4).min(76), buffer.area.height.saturating_sub(4).min(12));
    let area = Rect::new((buffer.area.width - width) / 2, (buffer.area.height - height) / 2, width, height);
    let title = model.locale.text(match note.kind {
        NoteKind::Waive => "waive-title",
        NoteKind::Flag => "flag-title",
    });
    let inside = overlay(buffer, model.theme, area, &title, &hints(model));
    let cells = usize::from(inside.width);
    let mut lines = subject(model, note, cells);
    let gone = match &model.astray {
        Some(_) => wrap_words(Ink::Mark(Mark::Contradicted), &model.locale.text("notice-gone"), cells),
        None => Vec::new(),
    };
    lines.truncate(usize::from(inside.height).saturating_sub(5 + gone.len()));
    lines.extend(gone);
    lines.push(Line::default());
    let label = match note.kind {
        NoteKind::Waive => "waive-reason",
        NoteKind::Flag => "flag-comment",
    };
    lines.push(Line::plain(Ink::Dim, model.locale.text(label)));
    let typed = wrap_words(Ink::Strong, &format!("{}_", note.words), cells);
    // The end of what is typed is always in view.
    let room = usize::from(inside.height).saturating_sub(lines.len() + 2).max(1);
    lines.extend(typed[typed.len().saturating_sub(room)..].iter().cloned());
    for (y, line) in (inside.y..inside.bottom()).zip(&lines) {
        put_line(buffer, model.theme, inside.x, y, inside.right(), line, |_| Style::new());
    }
    let signed = match model.name.as_str() {
        "" => model.locale.text("note-unsigned"),
        name => model.locale.with("note-signed", &[("by", Arg::Text(name.to_owned()))]),
    };
    let last = Line::plain(Ink::Dim, signed);
    put_line(buffer, model.theme, inside.x, inside.bottom() - 1, inside.right(), &last, |_| Style::new());
}

/// What it is about.
fn subject(model: &Model, note: &Note, cells: usize) -> Vec<Line> {
    let Some(loaded) = model.spoken_of() else { return Vec::new() };
    match note.on {
        Subject::Finding(at) => {
            let finding = &loaded.findings()[at];
            let mark = Mark::of(finding);
            let head = [
                Piece::new(Ink::Mark(mark), mark.glyph()),
                Piece::new(Ink::Strong, format!(" {}", finding.rule)),
            ];
            let mut lines = vec![Line::of(head)];
            lines.extend(wrap_words(Ink::Text, &model.locale.finding(finding), cells));
            lines
        }
        Subject::Figure(figure) => {
            let printed = &loaded.report().figures[figure].figure.printed;
            let place = places::of_figure(loaded, model.locale.language, figure);
            vec![Line::plain(Ink::Text, format!("{printed}  {place}"))]
        }
    }
}
