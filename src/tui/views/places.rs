//! Places in few cells: `2.2 zh:31`, `metrics/environment.yaml:50`.

use crate::report::FigureId;
use crate::source::{Language, Span};

use super::super::loaded::{Loaded, Spot};
use super::super::text;

/// The section or chapter of a place: its number, or the beginning of its title.
#[must_use]
pub fn part(loaded: &Loaded, language: Language, spot: Spot) -> String {
    let pair = loaded.pair_of(spot.chapter, spot.language, spot.block);
    let chapter = &loaded.report().chapters[spot.chapter];
    let section = loaded.section(spot.chapter, pair);
    let number = section.and_then(|at| loaded.chapters[spot.chapter].sections[at].number.clone());
    number
        .or_else(|| chapter.number.clone())
        .unwrap_or_else(|| text::cut(chapter.title(language), 12).into_owned())
}

/// The edition and line of some bytes: `zh:31`.
#[must_use]
pub fn line(loaded: &Loaded, language: Language, span: Span) -> String {
    format!("{}:{}", short(language), loaded.report().sources.position(span).line)
}

/// The file and line of some bytes that are not of a chapter.
#[must_use]
pub fn file(loaded: &Loaded, span: Span) -> String {
    let sources = &loaded.report().sources;
    format!("{}:{}", sources.path(span), sources.position(span).line)
}

/// The whole place of a figure: `2.2 zh:31`.
#[must_use]
pub fn of_figure(loaded: &Loaded, language: Language, figure: FigureId) -> String {
    let placed = &loaded.report().figures[figure];
    let place = placed.place;
    let spot = Spot { chapter: place.chapter, language: place.language, block: place.block, figure: None };
    format!("{} {}", part(loaded, language, spot), line(loaded, place.language, placed.span))
}

/// A language in two letters.
#[must_use]
pub fn short(language: Language) -> &'static str {
    match language {
        Language::ZhHant => "zh",
        Language::En => "en",
    }
}
