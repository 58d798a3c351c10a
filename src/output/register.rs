//! The figure register: every figure with its state, what ties it or speaks against it, and how much is tied where.

use crate::check::tie::{self, TieFact};
use crate::check::{FigureState, Finding, Role, State, Tie};
use crate::report::{PlacedFigure, Report};
use crate::source::{Language, Span};

use super::text::arithmetic_line;
use super::{Checked, path};

/// What all formats of the register show.
#[derive(Debug)]
pub struct Register<'a> {
    pub checked: &'a Checked<'a>,
    pub entries: Vec<Entry<'a>>,
    /// Chapter by chapter, each edition; then the editions as a whole.
    pub coverage: Vec<Coverage>,
}

/// A figure.
#[derive(Debug)]
pub struct Entry<'a> {
    pub placed: &'a PlacedFigure,
    pub state: &'a FigureState,
    /// The strongest first.
    pub ties: Vec<TieFact>,
    /// The findings that suspect it.
    pub against: Vec<&'a Finding>,
}

/// How many of the figures that carry arithmetic are tied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// None for the whole edition.
    pub chapter: Option<usize>,
    pub language: Language,
    pub figures: usize,
    pub tied: usize,
    pub contradicted: usize,
    pub waived: usize,
    pub untied: usize,
}

impl Coverage {
    /// Whole per cent of figures tied or waived, rounded down so that only all is 100; none without figures.
    #[must_use]
    pub fn percent(&self) -> Option<usize> {
        ((self.tied + self.waived) * 100).checked_div(self.figures)
    }
}

impl<'a> Register<'a> {
    #[must_use]
    pub fn new(checked: &'a Checked<'a>) -> Register<'a> {
        let mut ties = tie::facts(checked.report);
        let against = against(checked);
        let shown =
            |placed: &PlacedFigure| checked.edition.is_none_or(|edition| placed.place.language == edition);
        let all = checked.report.figures.iter().zip(&checked.outcome.figures).enumerate();
        let entries: Vec<Entry> = all
            .filter(|(_, (placed, _))| shown(placed))
            .map(|(id, (placed, state))| Entry {
                placed,
                state,
                ties: std::mem::take(&mut ties[id]),
                against: against[id].clone(),
            })
            .collect();
        let coverage = coverage(checked, &entries);
        Register { checked, entries, coverage }
    }
}

/// For each figure the open or waived findings that suspect it, notes left out: they leave it tied.
fn against<'a>(checked: &Checked<'a>) -> Vec<Vec<&'a Finding>> {
    let mut against: Vec<Vec<&Finding>> = vec![Vec::new(); checked.report.figures.len()];
    let findings = checked.outcome.findings.iter();
    for finding in findings.filter(|finding| finding.severity != crate::check::Severity::Note) {
        let suspects = finding.places.iter().filter(|place| place.role == Role::Suspect);
        for figure in suspects.filter_map(|place| place.figure) {
            against[figure].push(finding);
        }
    }
    against
}

fn coverage(checked: &Checked, entries: &[Entry]) -> Vec<Coverage> {
    let languages: Vec<Language> = checked
        .report
        .languages()
        .into_iter()
        .filter(|language| checked.edition.is_none_or(|edition| edition == *language))
        .collect();
    let chapters = (0..checked.report.chapters.len()).map(Some).chain([None]);
    let mut rows: Vec<Coverage> = Vec::new();
    for chapter in chapters {
        for language in languages.iter().copied() {
            let there = chapter.is_none_or(|at| checked.report.edition(at, language).is_some());
            if there {
                rows.push(count(chapter, language, entries));
            }
        }
    }
    rows
}

fn count(chapter: Option<usize>, language: Language, entries: &[Entry]) -> Coverage {
    let mut row = Coverage { chapter, language, figures: 0, tied: 0, contradicted: 0, waived: 0, untied: 0 };
    let here = |entry: &&Entry| {
        let place = &entry.placed.place;
        entry.state.counted
            && place.language == language
            && chapter.is_none_or(|chapter| place.chapter == chapter)
    };
    for entry in entries.iter().filter(here) {
        row.figures += 1;
        match entry.state.state {
            State::Tied => row.tied += 1,
            State::Contradicted => row.contradicted += 1,
            State::Waived => row.waived += 1,
            State::Untied => row.untied += 1,
        }
    }
    row
}

/// The word of a tie for machines.
#[must_use]
pub fn tie_word(tie: Tie) -> &'static str {
    match tie {
        Tie::Paired => "paired",
        Tie::Agreed => "agreed",
        Tie::Recomputed => "recomputed",
        Tie::Footed => "footed",
        Tie::Metric => "metric",
        Tie::Linked => "linked",
    }
}

/// With what a figure is tied, in signs that both languages share: a metric, a line of arithmetic, or a place.
#[must_use]
pub fn detail(report: &Report, fact: &TieFact) -> String {
    if let Some(metric) = &fact.metric {
        return report.metrics.name(metric);
    }
    if let Some(line) = &fact.arithmetic {
        return arithmetic_line(line).trim_end_matches(['✓', ' ']).to_owned();
    }
    fact.places.first().map(|span| at(report, *span)).unwrap_or_default()
}

/// A place: path, line and column.
#[must_use]
pub fn at(report: &Report, span: Span) -> String {
    let position = report.sources.position(span);
    format!("{}:{}:{}", path(report, report.sources.path(span)), position.line, position.column)
}

/// What ties a figure, or else what speaks against it, in words: the strongest.
#[must_use]
pub fn words(register: &Register, entry: &Entry) -> String {
    let locale = register.checked.locale;
    let tied = matches!(entry.state.state, State::Tied);
    if !tied && !entry.against.is_empty() {
        let rules: Vec<&str> = entry.against.iter().map(|finding| finding.rule).collect();
        return rules.join(", ");
    }
    let Some(fact) = entry.ties.first() else { return String::new() };
    let word = locale.text(&format!("tie-{}", tie_word(fact.by)));
    let detail = detail(register.checked.report, fact);
    let args = [("what", crate::check::Arg::Text(word)), ("detail", crate::check::Arg::Text(detail))];
    let said = locale.with("register-tie", &args);
    match entry.ties.len() {
        1 => said,
        all => format!("{said}  +{}", all - 1),
    }
}
