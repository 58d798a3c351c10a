//! Calling the figures: which there are, what was said to each, and where the caller is.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::report::FigureId;
use crate::session::Verdicts;

use super::super::loaded::Item;
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
