//! The palette: everything that can be done or gone to, and what matches the letters that are typed.

use std::sync::Arc;

use crate::report::SeriesId;

use super::super::keys::{Command, Scope};

/// The state of the palette.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Palette {
    pub query: String,
    /// Only entries of this kind.
    pub kind: Option<Kind>,
    pub entries: Arc<Vec<Entry>>,
    /// The entries that match, the best first.
    pub hits: Vec<usize>,
    /// Index into the hits.
    pub cursor: usize,
}

/// Something in the palette.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub kind: Kind,
    pub words: String,
    /// At the right edge: a key, a value, a place.
    pub aside: String,
    pub goal: Goal,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Action,
    Chapter,
    Metric,
    Finding,
    Flag,
}

impl Kind {
    pub const ALL: [Kind; 5] = [Kind::Action, Kind::Chapter, Kind::Metric, Kind::Finding, Kind::Flag];

    /// The key of its name in words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Kind::Action => "kind-action",
            Kind::Chapter => "kind-chapter",
            Kind::Metric => "kind-metric",
            Kind::Finding => "kind-finding",
            Kind::Flag => "kind-flag",
        }
    }
}

/// Where an entry leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    Command(Scope, Command),
    /// A chapter, and the pair in it.
    Place(usize, usize),
    Metric(SeriesId),
    Finding(usize),
    /// An index of the flags of the report.
    Flag(usize),
}
