//! What an editor is about to do: a mending with its choices, a waiver or flag with its words.

use std::sync::Arc;

use crate::session::{ChangeError, Target, Way};

use super::super::act::{Proposal, Subject, Trial};

/// A mending that is being chosen, with what it would come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    /// The finding that is to go.
    pub finding: Option<usize>,
    /// Every place that may be mended; the first is the one at the cursor.
    pub targets: Vec<Target>,
    /// Whether all of them are, or the first alone.
    pub all: bool,
    pub ways: Vec<Way>,
    /// An index of the ways; after the last, the value that is typed.
    pub choice: usize,
    pub typed: String,
    /// A value in YAML, which the text may follow later.
    pub value: bool,
    /// The number of the trial that is waited for.
    pub id: u64,
    /// None while it is being tried out, or while nothing is typed.
    pub trial: Option<Result<Arc<Trial>, ChangeError>>,
    pub scroll: usize,
    /// It is being written.
    pub sent: bool,
}

impl Mend {
    /// Whether the value is typed.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        self.choice == self.ways.len()
    }

    /// What is chosen; none while nothing is typed.
    #[must_use]
    pub fn proposal(&self) -> Option<Proposal> {
        let way = match self.ways.get(self.choice) {
            Some(way) => way.clone(),
            None if self.typed.is_empty() => return None,
            None => Way::Value(self.typed.clone()),
        };
        if let (true, [Target::Metric(metric)], Way::Value(value)) = (self.value, &*self.targets, &way) {
            return Some(Proposal::Value { metric: metric.clone(), value: value.clone() });
        }
        let targets =
            if self.all { self.targets.clone() } else { self.targets[..1.min(self.targets.len())].to_vec() };
        Some(Proposal::Mend { targets, finding: self.finding, way })
    }
}

/// Words that are being typed for `review.yaml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub kind: NoteKind,
    pub on: Subject,
    pub words: String,
    /// It is being written.
    pub sent: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteKind {
    Waive,
    Flag,
}

impl Note {
    #[must_use]
    pub fn proposal(&self) -> Option<Proposal> {
        let words = self.words.trim().to_owned();
        match (self.kind, self.on) {
            _ if words.is_empty() => None,
            (NoteKind::Waive, Subject::Finding(finding)) => Some(Proposal::Waive { finding, reason: words }),
            (NoteKind::Waive, Subject::Figure(_)) => None,
            (NoteKind::Flag, on) => Some(Proposal::Flag { on, comment: words }),
        }
    }
}
