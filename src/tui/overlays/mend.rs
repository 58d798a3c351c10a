//! Mending: what would be written, as a diff, and what the report would then say.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::check::{Arg, Severity};
use crate::edit::{DiffLine, Sign};
use crate::session::{Target, Way};

use super::super::act::Trial;
use super::super::canvas::{overlay, put_line, put_right};
use super::super::line::{Ink, Line, Piece, wrap_words};
use super::super::loaded::Loaded;
use super::super::mark::Mark;
use super::super::model::{Mend, Model, Overlay};
use super::super::text;
use super::super::theme::Token;
use super::super::update::outcome::error_text;
use super::hints;

pub fn draw(model: &Model, buffer: &mut Buffer, mend: &Mend) {
    let Some(loaded) = model.spoken_of() else { return };
    let area = area(buffer.area.width, buffer.area.height);
    let inside = overlay(buffer, model.theme, area, &title(model, loaded, mend), &hints(model));
    let cells = usize::from(inside.width);
    let lines = lines(model, mend, cells);
    for (y, line) in (inside.y..inside.bottom()).zip(lines.iter().skip(mend.scroll)) {
        put_line(buffer, model.theme, inside.x, y, inside.right(), line, |_| Style::new());
    }
    let rest = lines.len().saturating_sub(mend.scroll + usize::from(inside.height));
    if rest > 0 {
        let words = format!(" +{rest} Down ");
        put_right(buffer, area.y, area.right() - 1, &words, model.theme.ink(Token::Focus));
    }
}

/// How far the box can be scrolled.
#[must_use]
pub fn overflow(model: &Model) -> usize {
    let Some(Overlay::Mend(mend)) = &model.overlay else { return 0 };
    let area = area(model.width, model.height);
    let lines = lines(model, mend, usize::from(area.width.saturating_sub(4))).len();
    lines.saturating_sub(usize::from(area.height.saturating_sub(2)))
}

fn area(width: u16, height: u16) -> Rect {
    let cells = width.saturating_sub(4).min(100);
    let rows = height.saturating_sub(4).min(18);
    Rect::new((width - cells) / 2, (height - rows) / 2, cells, rows)
}

/// `Mend  ghg.scope3@2023  2 places`.
fn title(model: &Model, loaded: &Loaded, mend: &Mend) -> String {
    let report = loaded.report();
    let named = mend.targets.first().map(|target| match target {
        Target::Figure(figure) => match &report.figures[*figure].binding {
            Some(metric) => report.metrics.name(metric),
            None => report.figures[*figure].figure.printed.clone(),
        },
        Target::Metric(metric) => report.metrics.name(metric),
    });
    let rule = || mend.finding.map(|at| loaded.findings()[at].rule.to_owned());
    let count = if mend.all { mend.targets.len() } else { 1 };
    let mut title = format!(
        "{}  {}",
        model.locale.text(if mend.value { "value-title" } else { "mend-title" }),
        named.or_else(rule).unwrap_or_default()
    );
    if !mend.targets.is_empty() {
        let count = Arg::Number(i64::try_from(count).unwrap_or(i64::MAX));
        title.push_str(&format!("  {}", model.locale.with("search-count", &[("count", count)])));
    }
    title
}

fn lines(model: &Model, mend: &Mend, cells: usize) -> Vec<Line> {
    let mut lines = choices(model, mend, cells);
    lines.push(Line::default());
    match &mend.trial {
        _ if model.astray.is_some() => lines.extend(refused(&model.locale.text("notice-gone"), cells)),
        _ if mend.proposal().is_none() => {
            lines.extend(wrap_words(Ink::Dim, &model.locale.text("mend-type"), cells));
        }
        None => lines.extend(wrap_words(Ink::Dim, &model.locale.text("mend-checking"), cells)),
        Some(Err(error)) => lines.extend(refused(&error_text(model, error), cells)),
        Some(Ok(trial)) => {
            lines.extend(diff(trial, cells));
            lines.push(Line::default());
            lines.extend(after(model, trial, cells));
        }
    }
    lines
}

/// `(x) write 2,364.85  ( ) type a value  ( ) link {{ghg.scope3@2023}}`, in as many lines as they need.
fn choices(model: &Model, mend: &Mend, cells: usize) -> Vec<Line> {
    let (locale, Some(loaded)) = (&model.locale, model.spoken_of()) else { return Vec::new() };
    let metrics = &loaded.report().metrics;
    let mut choices: Vec<String> = mend
        .ways
        .iter()
        .map(|way| match way {
            Way::Suggested => locale.text("mend-suggested"),
            Way::Value(value) => locale.with("mend-write", &[("value", Arg::Text(value.clone()))]),
            Way::Declare(metric) => locale.with("mend-declare", &[("name", Arg::Text(metrics.name(metric)))]),
            Way::Link(metric) => {
                let name = format!("{{{{{}}}}}", metrics.name(metric));
                locale.with("mend-link", &[("name", Arg::Text(name))])
            }
        })
        .collect();
    let typed = if mend.is_typing() {
        locale.with("mend-typing", &[("typed", Arg::Text(format!("{}_", mend.typed)))])
    } else {
        locale.text("mend-typed")
    };
    choices.push(typed);
    let mut lines = vec![Line::default()];
    for (at, words) in choices.into_iter().enumerate() {
        let chosen = at == mend.choice;
        let words = format!("{} {words}", if chosen { "(x)" } else { "( )" });
        let last = lines.len() - 1;
        let used = lines[last].width();
        if used > 0 && used + 2 + text::width(&words) > cells {
            lines.push(Line::default());
        } else if used > 0 {
            lines[last].pieces.push(Piece::new(Ink::Text, "  "));
        }
        let last = lines.len() - 1;
        lines[last].pieces.push(Piece::new(if chosen { Ink::Strong } else { Ink::Dim }, words));
    }
    if mend.targets.len() > 1 {
        let sign = if mend.all { "[x]" } else { "[ ]" };
        lines.push(Line::plain(Ink::Dim, format!("{sign} {}", locale.text("mend-all"))));
    }
    lines
}

/// The files that would change, line by line.
fn diff(trial: &Trial, cells: usize) -> Vec<Line> {
    let root = &trial.loaded.report().root;
    let mut lines = Vec::new();
    for change in &trial.plan.changes {
        let path = if change.path == *root { root.clone() } else { root.join(&change.path) };
        lines.push(Line::plain(Ink::Link, text::cut(path.as_str(), cells)));
        let diff = change.diff();
        let digits = diff.iter().map(|line| line.number.to_string().len()).max().unwrap_or(1);
        lines.extend(diff.iter().map(|line| diff_line(line, digits, cells)));
    }
    lines
}

/// `  31 - …其中範圍三為 2,265.46 tCO2e…`: what differs is always in view.
fn diff_line(line: &DiffLine, digits: usize, cells: usize) -> Line {
    let (sign, ink) = match line.sign {
        Sign::Minus => ("-", Ink::Mark(Mark::Contradicted)),
        Sign::Plus => ("+", Ink::Mark(Mark::Tied)),
    };
    let head = format!("  {:>digits$} {sign} ", line.number);
    let room = cells.saturating_sub(text::width(&head));
    let [before, changed, after] = around(&line.text, &line.changed, room);
    Line::of([
        Piece::new(ink, head),
        Piece::new(Ink::Dim, before),
        Piece::new(if line.sign == Sign::Plus { Ink::Strong } else { Ink::Text }, changed),
        Piece::new(Ink::Dim, after),
    ])
}

/// What differs in a line, with as much before and after it as there is room for.
fn around(line: &str, changed: &std::ops::Range<usize>, room: usize) -> [String; 3] {
    let (before, middle, after) = (&line[..changed.start], &line[changed.clone()], &line[changed.end..]);
    let middle = text::cut(middle, room).into_owned();
    let rest = room.saturating_sub(text::width(&middle));
    let before_cells = text::width(before);
    let share =
        if before_cells + text::width(after) <= rest { before_cells } else { before_cells.min(rest * 2 / 5) };
    let before = text::cut_front(before, share);
    let after = text::cut(after, rest.saturating_sub(text::width(&before))).into_owned();
    [before.into_owned(), middle, after]
}

/// How many findings there would be, which would come, and whether it may be written.
fn after(model: &Model, trial: &Trial, cells: usize) -> Vec<Line> {
    let locale = &model.locale;
    let Some(loaded) = &model.loaded else { return Vec::new() };
    let count = |loaded: &Loaded| {
        let outcome = &loaded.session.outcome;
        let one = |severity, mark: Mark| format!("{}{}", mark.glyph(), outcome.count(severity));
        [
            one(Severity::Error, Mark::Contradicted),
            one(Severity::Warning, Mark::Warning),
            one(Severity::Note, Mark::Note),
        ]
        .join(" ")
    };
    let number = |count: usize| Arg::Number(i64::try_from(count).unwrap_or(i64::MAX));
    let args = [
        ("before", Arg::Text(count(loaded))),
        ("after", Arg::Text(count(&trial.loaded))),
        ("closed", number(trial.closed)),
        ("opened", number(trial.opened.len())),
    ];
    let mut lines = wrap_words(Ink::Text, &locale.with("mend-after", &args), cells);
    for at in &trial.opened {
        let finding = &trial.loaded.findings()[*at];
        let mark = Mark::of(finding);
        let words = locale.finding(finding).replace('\n', " ");
        lines.push(Line::of([
            Piece::new(Ink::Text, "  "),
            Piece::new(Ink::Mark(mark), mark.glyph()),
            Piece::new(Ink::Text, format!(" {}", text::cut(&words, cells.saturating_sub(4)))),
        ]));
    }
    match trial.refusal {
        Some(refusal) => lines.extend(refused(&locale.text(refusal.key()), cells)),
        None => lines.extend(wrap_words(Ink::Dim, &locale.text("mend-ready"), cells)),
    }
    lines
}

fn refused(words: &str, cells: usize) -> Vec<Line> {
    wrap_words(Ink::Mark(Mark::Contradicted), words, cells)
}
