//! What changed between two readings of a report: lines, and figures.
//!
//! Pure: where the earlier reading comes from (a git revision) is the business of the store.

pub mod changes;
pub mod figures;
pub mod lines;
mod matching;
mod units;

use std::collections::BTreeMap;

use crate::report::Report;
use crate::source::{FileId, Span};

pub use changes::{Change, Diff, Moved, Spot, Unmoved, between};

use lines::Lines;

/// The lines of a report that an earlier reading of it did not have.
#[derive(Clone, Debug, Default)]
pub struct Changed {
    by_file: BTreeMap<FileId, Lines>,
}

impl Changed {
    /// Compares every file with what it was; without an earlier reading, everything is new.
    #[must_use]
    pub fn between(old: Option<&Report>, new: &Report) -> Changed {
        let names = old.map(|old| matching::files(old, new)).unwrap_or_default();
        let is_prior = |id| new.prior.as_ref().is_some_and(|prior| prior.holds(id));
        let own = new.sources.iter().filter(|(id, _)| !is_prior(*id));
        let by_file = own.map(|(id, file)| {
            let before = names.get(&id).zip(old).map(|(before, old)| old.sources.get(*before).text.clone());
            let lines = before.map_or(Lines::All, |before| lines::changed(&before, &file.text));
            (id, lines)
        });
        Changed { by_file: by_file.collect() }
    }

    /// Whether a span has a line that changed, or one beside which lines were taken out.
    #[must_use]
    pub fn touches(&self, report: &Report, span: Span) -> bool {
        let file = report.sources.get(span.file);
        let first = file.position(span.start).line;
        let last = file.position(span.end.max(span.start + 1) - 1).line;
        self.by_file.get(&span.file).is_some_and(|lines| lines.touch(first, last))
    }
}
