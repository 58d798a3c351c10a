//! What a review copy looks for while text is set: figures with their state, and what open findings speak of.

use std::collections::HashMap;
use std::ops::Range;

use super::ticks::Tick;
use crate::check::tie::{self, TieFact};
use crate::check::{Finding, FindingPlace, Outcome, Role, State};
use crate::pdf::tag::ElementId;
use crate::report::{FigureId, Report, Text};
use crate::source::{FileId, Language, Span};

/// A stretch of text that is marked, by the order in which it was set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MarkId(usize);

/// What is said of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// An open finding, by its place in [`Outcome::findings`].
    Finding(usize),
    Tied(Tick),
    Waived,
    Untied,
}

/// A marked stretch in its place on a piece or page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MarkOnPage {
    pub mark: MarkId,
    pub x: f32,
    pub width: f32,
    /// The baseline.
    pub y: f32,
    pub size: f32,
    /// A figure of a table's column: its tick stands before it.
    pub in_cell: bool,
    pub element: Option<ElementId>,
}

/// Longer stretches are marked at their beginning: a whole paragraph in red is not read.
const LONGEST: usize = 48;

/// All marks of a document; none where no review copy is made.
#[derive(Debug, Default)]
pub struct Marks<'a> {
    outcome: Option<&'a Outcome>,
    figures: HashMap<FigureId, Vec<usize>>,
    /// What ties each figure of the report.
    ties: Vec<Vec<TieFact>>,
    /// Findings that speak of words, by file.
    words: HashMap<FileId, Vec<(Span, usize)>>,
    all: Vec<Mark>,
}

impl<'a> Marks<'a> {
    /// The marks of a review copy in some languages.
    #[must_use]
    pub fn new(report: &Report, outcome: &'a Outcome, languages: &[Language]) -> Marks<'a> {
        let mut marks = Marks { outcome: Some(outcome), ties: tie::facts(report), ..Marks::default() };
        for (index, finding) in outcome.findings.iter().enumerate() {
            if finding.waived.is_some() {
                continue;
            }
            for place in shown(report, finding, languages) {
                match place.figure {
                    Some(figure) => {
                        marks.figures.entry(figure).or_default().push(index);
                    }
                    None => marks.words.entry(place.span.file).or_default().push((place.span, index)),
                }
            }
        }
        marks
    }

    #[must_use]
    pub fn get(&self, id: MarkId) -> Mark {
        self.all[id.0]
    }

    /// The marks in a text of a file, each a range of its plain text.
    pub fn of(&mut self, report: &Report, text: &Text, file: FileId) -> Vec<(Range<usize>, MarkId)> {
        let Some(outcome) = self.outcome else { return Vec::new() };
        let mut found: Vec<(Range<usize>, Mark)> = Vec::new();
        for figure in text.figures.clone() {
            let Some(state) = outcome.figures.get(figure) else { continue };
            let range = &report.figures[figure].figure.range;
            if let Some(findings) = self.figures.get(&figure) {
                found.extend(findings.iter().map(|finding| (range.clone(), Mark::Finding(*finding))));
                continue;
            }
            let mark = match (state.state, state.tie) {
                _ if !state.counted => continue,
                (State::Tied, Some(_)) => {
                    let ties = self.ties.get(figure).map_or(&[][..], Vec::as_slice);
                    Mark::Tied(Tick::strongest(report, figure, ties))
                }
                (State::Waived, _) => Mark::Waived,
                (State::Untied, _) => Mark::Untied,
                _ => continue,
            };
            found.push((range.clone(), mark));
        }
        for (span, finding) in self.words.get(&file).into_iter().flatten() {
            if let Some(range) = plain_range(text, *span) {
                found.push((range, Mark::Finding(*finding)));
            }
        }
        let first = self.all.len();
        self.all.extend(found.iter().map(|(_, mark)| *mark));
        found.into_iter().zip(first..).map(|((range, _), id)| (range, MarkId(id))).collect()
    }
}

/// The places of a finding that are marked: its suspects in these languages, or else the first place there.
fn shown<'f>(report: &Report, finding: &'f Finding, languages: &[Language]) -> Vec<&'f FindingPlace> {
    let language = |place: &FindingPlace| match place.figure {
        Some(figure) => report.figures.get(figure).map(|placed| placed.place.language),
        None => language_of(report, place.span.file),
    };
    let here: Vec<&FindingPlace> = finding
        .places
        .iter()
        .filter(|place| language(place).is_some_and(|language| languages.contains(&language)))
        .collect();
    let suspects: Vec<&FindingPlace> =
        here.iter().copied().filter(|place| place.role == Role::Suspect).collect();
    if suspects.is_empty() { here.into_iter().take(1).collect() } else { suspects }
}

fn language_of(report: &Report, file: FileId) -> Option<Language> {
    let is = |chapter: &crate::report::Chapter, language| {
        chapter.editions.get(language).as_ref().is_some_and(|edition| edition.file == file)
    };
    Language::ALL.into_iter().find(|language| report.chapters.iter().any(|chapter| is(chapter, *language)))
}

/// The bytes of the plain text that a stretch of the source became, shortened if need be.
fn plain_range(text: &Text, span: Span) -> Option<Range<usize>> {
    let inside: Vec<_> = text
        .segments
        .iter()
        .filter(|segment| segment.source.start < span.end && span.start < segment.source.end)
        .collect();
    let (first, last) = (inside.first()?, inside.last()?);
    let exact = |plain: &Range<usize>, source: &Range<usize>, at: usize, otherwise: usize| {
        if plain.len() == source.len() {
            plain.start + at.clamp(source.start, source.end) - source.start
        } else {
            otherwise
        }
    };
    let start = exact(&first.plain, &first.source, span.start, first.plain.start);
    let mut end = exact(&last.plain, &last.source, span.end, last.plain.end);
    if end > start + LONGEST {
        end = start + LONGEST;
        while !text.plain.is_char_boundary(end) {
            end -= 1;
        }
    }
    (start < end).then_some(start..end)
}
