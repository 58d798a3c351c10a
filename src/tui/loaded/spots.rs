//! Where the places of findings stand in the text.

use crate::check::FindingPlace;
use crate::report::{FigureId, Report};
use crate::source::{Language, Span};

/// A place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    pub chapter: usize,
    pub language: Language,
    pub block: usize,
    pub figure: Option<FigureId>,
}

/// Where a place stands; none in YAML.
pub(super) fn spot(report: &Report, place: &FindingPlace) -> Option<Spot> {
    if let Some(figure) = place.figure {
        let at = report.figures.get(figure)?.place;
        return Some(Spot {
            chapter: at.chapter,
            language: at.language,
            block: at.block,
            figure: Some(figure),
        });
    }
    let (chapter, language) = chapter_of(report, place.span)?;
    let blocks = &report.edition(chapter, language)?.blocks;
    let after = blocks.partition_point(|block| block.span.start <= place.span.start);
    Some(Spot { chapter, language, block: after.saturating_sub(1), figure: None })
        .filter(|_| !blocks.is_empty())
}

fn chapter_of(report: &Report, span: Span) -> Option<(usize, Language)> {
    report.chapters.iter().enumerate().find_map(|(at, chapter)| {
        let written = |language: &Language| {
            chapter.editions.get(*language).as_ref().is_some_and(|edition| edition.file == span.file)
        };
        Language::ALL.into_iter().find(written).map(|language| (at, language))
    })
}
