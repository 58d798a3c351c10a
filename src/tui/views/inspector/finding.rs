//! A finding in the inspector: what it says, its arithmetic, what would mend it, its places, who accepted it.

use std::collections::BTreeSet;

use crate::check::{Arg, Arithmetic, Finding, FindingPlace, Role};

use super::super::super::cells;
use super::super::super::line::{Ink, Line, Piece, wrap_words};
use super::super::super::mark::Mark;
use super::super::super::text;
use super::super::places;
use super::{Content, Look, marked, metric, suggestion};

pub(super) fn content(look: &Look, at: usize, place: usize) -> Content {
    let (locale, loaded) = (&look.model.locale, look.loaded);
    let finding = &loaded.findings()[at];
    let mark = Mark::of(finding);
    let severity = locale.text(&format!("severity-{}", finding.severity.word()));
    let subject = finding.places.iter().find_map(|place| place.metric.clone());
    let named = format!("{} {}  {severity}", mark.glyph(), finding.rule);
    let mut content = Content::default();
    if let Some(metric) = subject.as_ref().filter(|_| !look.in_list) {
        content.title = metric::title(loaded, metric);
        content.matter.extend(marked(
            mark,
            Ink::Strong,
            &format!("{}  {severity}", finding.rule),
            look.cells,
        ));
    } else {
        content.title = named;
    }
    if let Some(title) = locale.rule_page(finding.rule).and_then(title) {
        match content.matter.last_mut() {
            // Beside the rule's name, where rows are few.
            Some(line) if look.low && line.width() + 2 + text::width(title) <= look.cells => {
                line.pieces.push(Piece::new(Ink::Dim, format!("  {title}")));
            }
            _ => content.matter.extend(wrap_words(Ink::Dim, title, look.cells)),
        }
    }
    content.matter.extend(wrap_words(Ink::Text, &locale.finding(finding), look.cells));
    if !finding.arithmetic.is_empty() && !look.low {
        content.matter.push(Line::default());
    }
    for line in &finding.arithmetic {
        content.matter.extend(arithmetic(look, line));
    }
    content.matter.extend(suggestion::lines(look, finding));
    content.matter.extend(waiver(look, finding));
    content.more.extend(place_lines(look, at, place));
    if let Some(metric) = &subject {
        let trend = metric::trend(look, metric);
        if !trend.is_empty() {
            content.more.push(Line::default());
        }
        content.more.extend(trend);
        let spoken: BTreeSet<usize> = finding.places.iter().filter_map(|place| place.figure).collect();
        content.more.extend(metric::also_at(look, metric, &spoken));
    }
    content
}

/// The first heading of a rule's page.
fn title(page: &str) -> Option<&str> {
    page.lines().find_map(|line| line.strip_prefix("# "))
}

/// `161.06 + 1,772.64 + 2,364.85 = 4,298.55 ✓`, and what is stated where that differs.
fn arithmetic(look: &Look, line: &Arithmetic) -> Vec<Line> {
    let mark = if line.holds { Mark::Tied } else { Mark::Contradicted };
    let words = format!("{} = {}", line.expression, line.result);
    let mut lines = wrap_words(Ink::Text, &words, look.cells.saturating_sub(3));
    if let Some(last) = lines.last_mut() {
        last.pieces.push(Piece::new(Ink::Text, " "));
        last.pieces.push(Piece::new(Ink::Mark(mark), mark.glyph()));
    }
    for (at, line) in lines.iter_mut().enumerate() {
        line.pieces.insert(0, Piece::new(Ink::Text, if at == 0 { " " } else { "   " }));
    }
    let mut stated = Vec::new();
    if let Some(figure) = &line.stated {
        stated.push(look.model.locale.with("arithmetic-stated", &[("figure", Arg::Text(figure.clone()))]));
    }
    if let Some(figure) = line.difference.as_ref().filter(|_| !line.holds) {
        stated
            .push(look.model.locale.with("arithmetic-difference", &[("figure", Arg::Text(figure.clone()))]));
    }
    if !stated.is_empty() {
        let words = wrap_words(Ink::Dim, &stated.join("  "), look.cells.saturating_sub(3));
        lines.extend(words.into_iter().map(|line| line.after(Piece::new(Ink::Text, "   "))));
    }
    lines
}

/// Places of one role, value and part.
struct Group {
    role: Role,
    value: String,
    part: String,
    /// The index of each place, and the edition and line at which it stands.
    lines: Vec<(usize, String)>,
}

/// Cells that a part and a line need: `2.2 zh:107 en:107`.
const PLACE_CELLS: usize = 17;

/// A line for each role, value and part, with all the lines of the editions at which it stands.
fn place_lines(look: &Look, index: usize, current: usize) -> Vec<Line> {
    let finding = &look.loaded.findings()[index];
    let mut groups: Vec<Group> = Vec::new();
    for (at, place) in finding.places.iter().enumerate() {
        let (part, line) = stands_at(look, index, at);
        let value = printed(look, place);
        let same =
            |group: &&mut Group| group.role == place.role && group.value == value && group.part == part;
        match groups.iter_mut().find(same) {
            Some(group) => group.lines.push((at, line)),
            None => groups.push(Group { role: place.role, value, part, lines: vec![(at, line)] }),
        }
    }
    let role = |role: Role| look.model.locale.text(&format!("role-{}", role.word()));
    let role_cells = groups.iter().map(|group| text::width(&role(group.role))).max().unwrap_or(0);
    let value_cells =
        groups.iter().map(|group| text::width(&group.value)).max().unwrap_or(0).min(look.cells / 2);
    // Where part and line find no room beside the value, they stand under it.
    let beside = role_cells + value_cells + 5;
    let under = beside + PLACE_CELLS > look.cells;
    let column = if under { 2 } else { beside };
    groups
        .into_iter()
        .flat_map(|Group { role: kind, value, part, lines }| {
            let here = lines.iter().any(|(at, _)| *at == current);
            let mut line = Line::of([
                Piece::new(Ink::Link, if here { cells::cursor() } else { " " }),
                Piece::new(Ink::Dim, role(kind)),
            ]);
            line.pad_to(role_cells + 3);
            let ink = if kind == Role::Suspect { Ink::Figure(Mark::Contradicted) } else { Ink::Text };
            let room = if under { look.cells.saturating_sub(role_cells + 3) } else { value_cells };
            line.pieces.push(Piece::new(ink, text::cut(&value, room)));
            let mut out = vec![line];
            if under {
                out.push(Line::default());
            }
            let mut last = out.len() - 1;
            out[last].pad_to(column);
            out[last].pieces.push(Piece::new(Ink::Text, part));
            for (at, place) in lines {
                let ink = if at == current { Ink::Strong } else { Ink::Dim };
                if out[last].width() > column && out[last].width() + 1 + text::width(&place) > look.cells {
                    let mut next = Line::default();
                    next.pad_to(column);
                    out.push(next);
                    last += 1;
                }
                out[last].pieces.push(Piece::new(ink, format!(" {place}")));
            }
            out
        })
        .collect()
}

/// Part and line of a place in the text; file and line of one in YAML.
fn stands_at(look: &Look, index: usize, at: usize) -> (String, String) {
    let (loaded, language) = (look.loaded, look.model.locale.language);
    let span = loaded.findings()[index].places[at].span;
    match loaded.spots[index].get(at).copied().flatten() {
        Some(spot) => (places::part(loaded, language, spot), places::line(loaded, spot.language, span)),
        None => (String::new(), places::file(loaded, span)),
    }
}

/// The words at a place: a figure as printed, with its unit; a longer stretch cut short.
fn printed(look: &Look, place: &FindingPlace) -> String {
    let report = look.loaded.report();
    if let Some(figure) = place.figure.and_then(|figure| report.figures.get(figure)) {
        let unit =
            figure.binding.as_ref().map(|metric| report.metrics.series(metric.series).unit_text.as_str());
        return match unit.filter(|unit| !unit.is_empty() && !figure.figure.printed.ends_with(unit)) {
            Some(unit) => format!("{} {unit}", figure.figure.printed),
            None => figure.figure.printed.clone(),
        };
    }
    let words = report.sources.slice(place.span).lines().next().unwrap_or_default().trim();
    text::cut(words, 24).into_owned()
}

fn waiver(look: &Look, finding: &Finding) -> Vec<Line> {
    let review = &look.loaded.report().review;
    let mut lines = Vec::new();
    let args = |by: &str, on: &str, words: &str| {
        [("by", by), ("on", on), ("words", words)].map(|(name, value)| (name, Arg::Text(value.to_owned())))
    };
    if let Some(entry) = finding.waived.and_then(|at| review.waivers.get(at)) {
        let words = look.model.locale.with("finding-waived", &args(&entry.by, &entry.on, &entry.reason));
        lines.push(Line::default());
        lines.extend(marked(Mark::Waived, Ink::Text, &words, look.cells));
    }
    for flag in review.flags.iter().filter(|flag| flag.finding == finding.fingerprint && !flag.resolved) {
        let words = look.model.locale.with("finding-flagged", &args(&flag.by, &flag.on, &flag.comment));
        lines.extend(wrap_words(Ink::Text, &words, look.cells));
    }
    lines
}
