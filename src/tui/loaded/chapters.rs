//! What the outline says of the chapters and their sections.

use crate::report::{BlockKind, Place, Report};
use crate::source::{ByLanguage, Language};

use super::tally::Tally;

/// What the outline says of a chapter.
#[derive(Debug)]
pub struct ChapterFacts {
    pub tally: Tally,
    pub sections: Vec<Section>,
    /// For each block of an edition, the pair that it belongs to.
    pub pair_of: ByLanguage<Vec<usize>>,
}

/// A section: a heading of the second level, and what follows it.
#[derive(Debug)]
pub struct Section {
    /// The pair of its heading.
    pub pair: usize,
    pub number: Option<String>,
    pub title: ByLanguage<String>,
    pub tally: Tally,
}

impl ChapterFacts {
    /// The section in which a place stands.
    pub(super) fn section_mut(&mut self, place: &Place) -> Option<&mut Section> {
        let pair = self.pair_of.get(place.language).get(place.block).copied()?;
        let at = self.sections.partition_point(|section| section.pair <= pair).checked_sub(1)?;
        self.sections.get_mut(at)
    }
}

/// What is to be said of a chapter, before anything is counted.
pub(super) fn facts(report: &Report, chapter: usize) -> ChapterFacts {
    let pairs = &report.chapters[chapter].pairs;
    let mut pair_of = ByLanguage::<Vec<usize>>::default();
    for language in Language::ALL {
        let blocks = report.edition(chapter, language).map_or(0, |edition| edition.blocks.len());
        let known = pair_of.get_mut(language);
        known.resize(blocks, 0);
        for (at, pair) in pairs.iter().enumerate() {
            if let Some(block) = pair.get(language) {
                known[block] = at;
            }
        }
    }
    let mut sections = Vec::new();
    for (pair, blocks) in pairs.iter().enumerate() {
        let heading = |language: Language| {
            let block = &report.edition(chapter, language)?.blocks[blocks.get(language)?];
            match &block.kind {
                BlockKind::Heading { level: 2, number, text } => Some((number.clone(), text.plain.clone())),
                _ => None,
            }
        };
        let (zh, en) = (heading(Language::ZhHant), heading(Language::En));
        let Some(either) = zh.clone().or_else(|| en.clone()) else { continue };
        let title = |found: Option<(Option<String>, String)>| found.map_or(either.1.clone(), |found| found.1);
        let title = ByLanguage { zh_hant: title(zh), en: title(en) };
        sections.push(Section { pair, number: either.0.clone(), title, tally: Tally::default() });
    }
    ChapterFacts { tally: Tally::default(), sections, pair_of }
}
