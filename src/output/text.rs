//! Findings for people: a title, the source with carets, the arithmetic, what would mend it; then the summary.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Message, Origin, Renderer, Snippet};

use crate::check::{Arg, Arithmetic, Finding, FindingPlace, Role, Severity};
use crate::locale::Locale;
use crate::report::parallel;
use crate::source::{Span, visible};

use super::{Checked, Look, path, snippet};

/// More places than this are counted, not shown: the JSON has them all.
const PLACES_SHOWN: usize = 6;

/// All open findings and the summary.
#[must_use]
pub fn findings(checked: &Checked, look: Look) -> String {
    let renderer = if look.colour { Renderer::styled() } else { Renderer::plain() };
    // Lines are cut by us, never by the renderer.
    let renderer = renderer.decor_style(DecorStyle::Unicode).term_width(usize::MAX / 4);
    let mut text = String::new();
    let open: Vec<&Finding> =
        checked.findings.iter().copied().filter(|finding| finding.waived.is_none()).collect();
    let draw = |finding: &&Finding| harmless(renderer.render(&[group(checked, finding, look)]));
    for drawn in parallel::map(&open, draw) {
        for line in drawn.lines().filter(|line| !is_seam(line)) {
            text.push_str(line);
            text.push('\n');
        }
        text.push('\n');
    }
    text.push_str(&summary(checked));
    text.push('\n');
    text
}

/// What the renderer leaves of the report's hidden characters; its own colours begin with the only escapes.
fn harmless(drawn: String) -> String {
    let own = |char: char| matches!(char, '\n' | '\u{1b}');
    if !drawn.contains(|char| visible::is_hidden(char) && !own(char)) {
        return drawn;
    }
    drawn.chars().map(|char| if own(char) { char } else { visible::symbol(char) }).collect()
}

/// `3 errors, 1 warning, 2 notes; …` in the chosen language, in one or two lines.
#[must_use]
pub fn summary(checked: &Checked) -> String {
    let counts = checked.counts();
    let findings = [
        number("errors", counts.errors),
        number("warnings", counts.warnings),
        number("notes", counts.notes),
        number("waived", counts.waived_findings),
    ];
    let clean = counts.errors + counts.warnings + counts.notes == 0;
    let key = if clean { "summary-clean" } else { "summary-findings" };
    format!("{}\n{}", checked.locale.with(key, &findings), figures_summary(checked))
}

/// How many figures are tied, contradicted, waived and untied.
#[must_use]
pub fn figures_summary(checked: &Checked) -> String {
    let counts = checked.counts();
    let figures = [
        number("figures", counts.figures),
        number("tied", counts.tied),
        number("contradicted", counts.contradicted),
        number("waived", counts.waived),
        number("untied", counts.untied),
    ];
    checked.locale.with("summary-figures", &figures)
}

fn number(name: &'static str, count: usize) -> (&'static str, Arg) {
    (name, Arg::Number(i64::try_from(count).unwrap_or(i64::MAX)))
}

/// One line of arithmetic: `161.06 + 1,772.64 + 2,265.46 = 4,199.16 ≠ 4,298.56 (99.40)`.
#[must_use]
pub fn arithmetic_line(line: &Arithmetic) -> String {
    format!("{} {}", line.line(), if line.holds { "✓" } else { "✗" })
}

fn group<'a>(checked: &Checked<'a>, finding: &'a Finding, look: Look) -> Group<'a> {
    let locale = checked.locale;
    let name = locale.text(&format!("severity-{}", finding.severity.word()));
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title =
        level.with_name(name).primary_title(visible::lines(&locale.finding(finding))).id(finding.rule);
    let mut group = Group::with_title(title);
    for element in places(checked, finding, look.width) {
        group = group.element(element);
    }
    for message in remarks(checked, finding) {
        group = group.element(message);
    }
    group
}

/// The source around the first places, those of one line together.
fn places<'a>(checked: &Checked<'a>, finding: &'a Finding, width: usize) -> Vec<Element<'a>> {
    let sources = &checked.report.sources;
    let mut lines: Vec<Vec<&FindingPlace>> = Vec::new();
    for place in finding.places.iter().take(PLACES_SHOWN) {
        let line = |place: &FindingPlace| (place.span.file, sources.position(place.span).line);
        match lines.iter_mut().find(|group| line(group[0]) == line(place)) {
            Some(group) => group.push(place),
            None => lines.push(vec![place]),
        }
    }
    lines.iter().flat_map(|group| line_elements(checked, group, finding.primary(), width)).collect()
}

fn line_elements<'a>(
    checked: &Checked<'a>,
    group: &[&'a FindingPlace],
    primary: &FindingPlace,
    width: usize,
) -> Vec<Element<'a>> {
    let file = checked.report.sources.get(group[0].span.file);
    // The line number, the frame, and a little air.
    let room = width.saturating_sub(12).max(24);
    let spans: Vec<Span> = group.iter().map(|place| place.span).collect();
    let Some(cut) = snippet::around(file, &spans, room) else {
        return group.iter().flat_map(|place| line_elements(checked, &[place], primary, width)).collect();
    };
    let origin = Origin::path(visible::one_line(path(checked.report, &file.path).as_str()))
        .line(cut.line)
        .char_column(cut.column);
    let mut shown = Snippet::source(cut.text).line_start(cut.line);
    for (place, mark) in group.iter().zip(cut.marks) {
        let is_primary = std::ptr::eq(*place, primary);
        let kind = if is_primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        let label = label(checked.locale, place, is_primary);
        shown = shown.annotation(kind.span(mark).label(label));
    }
    vec![origin.into(), shown.into()]
}

/// Only what adds to the title: that a figure is the suspect, or what it witnesses.
fn label(locale: &Locale, place: &FindingPlace, primary: bool) -> Option<String> {
    let is_figure = place.figure.is_some() || place.value.is_some();
    (is_figure && (primary || place.role == Role::Suspect))
        .then(|| locale.text(&format!("role-{}", place.role.word())))
}

/// The lines below the source.
fn remarks<'a>(checked: &Checked<'a>, finding: &'a Finding) -> Vec<Message<'a>> {
    let locale = checked.locale;
    let mut remarks = Vec::new();
    let hidden = finding.places.len().saturating_sub(PLACES_SHOWN);
    if hidden > 0 {
        let count = [number("count", hidden)];
        remarks.push(
            Level::NOTE
                .with_name(locale.text("text-places"))
                .message(locale.with("text-more-places", &count)),
        );
    }
    if !finding.arithmetic.is_empty() {
        let lines: Vec<String> = finding.arithmetic.iter().map(arithmetic_line).collect();
        let name = locale.text("text-arithmetic");
        remarks.push(Level::NOTE.with_name(name).message(visible::lines(&lines.join("\n"))));
    }
    if let Some(suggestion) = &finding.suggestion {
        let edits = suggestion.edits.iter().map(|(span, replacement)| {
            let old = checked.report.sources.slice(*span).to_owned();
            locale.with("text-edit", &[("old", Arg::Text(old)), ("new", Arg::Text(replacement.clone()))])
        });
        let edits: Vec<String> = edits.collect();
        remarks
            .push(Level::HELP.with_name(locale.text("text-help")).message(visible::lines(&edits.join("\n"))));
    }
    remarks
}

/// The line that the renderer draws between an origin and the snippet that belongs to it.
///
/// They are two elements because the renderer would count the column of a cut line from the cut.
fn is_seam(line: &str) -> bool {
    let mut escaped = false;
    let plain = line.chars().filter(|char| {
        escaped |= *char == '\u{1b}';
        let shown = !escaped && !char.is_whitespace();
        escaped &= *char != 'm';
        shown
    });
    plain.eq(['⸬'])
}
