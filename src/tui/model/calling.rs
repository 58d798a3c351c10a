//! Calling the figures: which there are, what was said to each, and where the caller is.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::report::FigureId;
use crate::session::{Session, Verdicts};
use crate::source::Language;

use super::super::loaded::Loaded;
use super::Model;

/// The state of a round of calling.
#[derive(Clone, Debug, Default)]
pub struct Calling {
    pub items: Arc<Vec<Item>>,
    /// Index into the items.
    pub at: usize,
    /// What was said, by the names of figures, so that it outlives changes and the program.
    pub verdicts: BTreeMap<String, Verdict>,
}

/// A figure of one edition with its twin in the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub chapter: usize,
    pub zh: Option<FigureId>,
    pub en: Option<FigureId>,
    /// What it goes by.
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

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Agrees,
    Differs,
    Skipped,
}

impl Verdict {
    /// The letter that stands for it where it is kept.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Verdict::Agrees => 'y',
            Verdict::Differs => 'n',
            Verdict::Skipped => 's',
        }
    }

    #[must_use]
    pub fn from_letter(letter: char) -> Option<Verdict> {
        [Verdict::Agrees, Verdict::Differs, Verdict::Skipped].into_iter().find(|one| one.letter() == letter)
    }
}

/// Every figure that is counted, in reading order, the Chinese edition leading.
#[must_use]
pub fn items(loaded: &Loaded) -> Vec<Item> {
    let mut items = Vec::new();
    for chapter in 0..loaded.report().chapters.len() {
        let counted = |figure: &FigureId| loaded.marks[*figure].is_some();
        let pair = |figure: FigureId| {
            let place = loaded.report().figures[figure].place;
            loaded.pair_of(place.chapter, place.language, place.block)
        };
        let mut found: Vec<(usize, Item)> = Vec::new();
        let mut taken: Vec<FigureId> = Vec::new();
        for zh in loaded.figures_in(chapter, Language::ZhHant).filter(counted) {
            let en = loaded.twin(zh).filter(|twin| counted(twin) && !taken.contains(twin));
            taken.extend(en);
            found.push((pair(zh), Item { chapter, zh: Some(zh), en, name: name(&loaded.session, zh) }));
        }
        taken.sort_unstable();
        let alone = |en: &FigureId| counted(en) && taken.binary_search(en).is_err();
        for en in loaded.figures_in(chapter, Language::En).filter(alone) {
            found.push((pair(en), Item { chapter, zh: None, en: Some(en), name: name(&loaded.session, en) }));
        }
        found.sort_by_key(|(pair, _)| *pair);
        items.extend(found.into_iter().map(|(_, item)| item));
    }
    items
}

/// What a figure goes by: file, printed words, and its turn among those.
fn name(session: &Session, figure: FigureId) -> String {
    let name = session.name_figure(figure);
    format!("{} {} #{}", name.path, name.printed, name.nth)
}

impl Calling {
    #[must_use]
    pub fn item(&self) -> Option<&Item> {
        self.items.get(self.at)
    }

    #[must_use]
    pub fn verdict(&self, item: &Item) -> Option<Verdict> {
        self.verdicts.get(&item.name).copied()
    }

    /// How many figures were answered so.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> usize {
        self.items.iter().filter(|item| self.verdict(item) == Some(verdict)).count()
    }

    /// What is signed: figures that are no longer there are left out.
    #[must_use]
    pub fn verdicts(&self) -> Verdicts {
        let differ = self.items.iter().filter(|item| self.verdict(item) == Some(Verdict::Differs));
        let lines: Vec<String> = self
            .items
            .iter()
            .filter_map(|item| Some(format!("{} {}", self.verdict(item)?.letter(), item.name)))
            .collect();
        Verdicts {
            agreed: self.count(Verdict::Agrees),
            skipped: self.count(Verdict::Skipped),
            differ: differ.map(|item| item.name.clone()).collect(),
            digest: crate::check::digest(&lines.join("\n")),
        }
    }
}

impl Model {
    /// The figure that is called.
    #[must_use]
    pub fn called(&self) -> Option<FigureId> {
        let item = self.calling.item()?;
        item.get(self.reading.language).or(item.either())
    }
}
