//! The figures as they are called: each with its twin in the other edition, in reading order.

use std::collections::{BTreeMap, BTreeSet};

use crate::report::FigureId;
use crate::source::{FileId, Language};

use super::Loaded;

/// A figure of one edition with its twin in the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub chapter: usize,
    pub zh: Option<FigureId>,
    pub en: Option<FigureId>,
    /// What it goes by: file, printed words, and its turn among those.
    pub name: String,
}

impl Item {
    #[must_use]
    pub fn get(&self, language: Language) -> Option<FigureId> {
        match language {
            Language::ZhHant => self.zh,
            Language::En => self.en,
        }
    }

    /// The figure of the one edition, or of the other.
    #[must_use]
    pub fn either(&self) -> Option<FigureId> {
        self.zh.or(self.en)
    }
}

/// Every figure that is counted, in reading order, the Chinese edition leading.
pub(super) fn items(loaded: &Loaded) -> Vec<Item> {
    let names = names(loaded);
    let counted = |figure: &FigureId| loaded.marks[*figure].is_some();
    let item = |zh: Option<FigureId>, en: Option<FigureId>| {
        let figure = zh.or(en)?;
        let place = loaded.report().figures[figure].place;
        let pair = loaded.pair_of(place.chapter, place.language, place.block);
        Some((pair, Item { chapter: place.chapter, zh, en, name: names[figure].clone() }))
    };
    let mut items = Vec::new();
    for chapter in 0..loaded.report().chapters.len() {
        let mut taken = BTreeSet::new();
        let mut found: Vec<(usize, Item)> = Vec::new();
        for zh in loaded.figures_in(chapter, Language::ZhHant).filter(counted) {
            let en = loaded.twin(zh).filter(|twin| counted(twin) && taken.insert(*twin));
            found.extend(item(Some(zh), en));
        }
        let alone = |en: &FigureId| counted(en) && !taken.contains(en);
        let english = loaded.figures_in(chapter, Language::En).filter(alone);
        found.extend(english.filter_map(|en| item(None, Some(en))));
        found.sort_by_key(|(pair, _)| *pair);
        items.extend(found.into_iter().map(|(_, item)| item));
    }
    items
}

/// What each figure goes by, as [`crate::session::Session::name_figure`] has it; it outlives changes elsewhere.
fn names(loaded: &Loaded) -> Vec<String> {
    let report = loaded.report();
    let mut turns: BTreeMap<(FileId, &str), usize> = BTreeMap::new();
    let mut names = Vec::with_capacity(report.figures.len());
    for placed in &report.figures {
        let printed = placed.figure.printed.as_str();
        let turn = turns.entry((placed.span.file, printed)).or_default();
        *turn += 1;
        names.push(format!("{} {printed} #{turn}", report.sources.path(placed.span)));
    }
    names
}
