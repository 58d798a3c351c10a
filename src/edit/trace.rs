//! What is remembered of a change, so that it can be taken back after other changes and in another session.

use std::ops::Range;

use camino::Utf8PathBuf;
use serde::{Deserialize, Serialize};

use super::{Change, PlanError, apply};

/// The replaced words of one file, with those around them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    pub path: Utf8PathBuf,
    /// What a file that was made began with; none for one that was there.
    pub made: Option<String>,
    pub replaced: Vec<Replaced>,
}

/// Words that gave way to others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replaced {
    /// The byte at which they stood, in the text before all of them gave way.
    pub at: usize,
    pub old: String,
    pub new: String,
    /// What stood before and after them, and was not changed.
    pub before: String,
    pub after: String,
}

/// So many bytes around a change tell its place.
const AROUND: usize = 160;

impl Trace {
    pub(super) fn of(change: &Change) -> Trace {
        let base = &change.base;
        let replaced = change.edits.iter().enumerate().map(|(at, (range, new))| {
            let previous = at.checked_sub(1).map_or(0, |at| change.edits[at].0.end);
            let next = change.edits.get(at + 1).map_or(base.len(), |next| next.0.start);
            let from = boundary(base, previous.max(range.start.saturating_sub(AROUND)));
            let to = boundary(base, next.min(range.end + AROUND));
            Replaced {
                at: range.start,
                old: base[range.clone()].to_owned(),
                new: new.clone(),
                before: base[from.min(range.start)..range.start].to_owned(),
                after: base[range.end..to.max(range.end)].to_owned(),
            }
        });
        let made = change.before.is_none().then(|| base.clone());
        Trace { path: change.path.clone(), made, replaced: replaced.collect() }
    }

    /// The change back, of the file as it is now.
    ///
    /// # Errors
    /// Where the words that were put in are no longer there, or cannot be told from others.
    pub fn undo(&self, now: Option<&str>) -> Result<Change, PlanError> {
        let text = now.ok_or_else(|| PlanError::Gone(self.path.clone()))?;
        let mut change = self.replace(text, |replaced| (&replaced.new, &replaced.old))?;
        if self.made.is_some() && change.after == self.made {
            change.after = None;
        }
        Ok(change)
    }

    /// The change once more, of the file as it is now.
    ///
    /// # Errors
    /// Where the words that were taken away are not there, or cannot be told from others.
    pub fn redo(&self, now: Option<&str>) -> Result<Change, PlanError> {
        let made = self.made.as_deref().filter(|_| now.is_none());
        let text = now.or(made).ok_or_else(|| PlanError::Gone(self.path.clone()))?;
        let mut change = self.replace(text, |replaced| (&replaced.old, &replaced.new))?;
        if made.is_some() {
            change.before = None;
        }
        Ok(change)
    }

    fn replace<'a>(
        &'a self,
        text: &str,
        way: impl Fn(&'a Replaced) -> (&'a String, &'a String),
    ) -> Result<Change, PlanError> {
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        // How much further the last change stands than it did.
        let mut shift = 0isize;
        for replaced in &self.replaced {
            let (from, to) = way(replaced);
            let wanted = replaced.at.saturating_add_signed(shift);
            let start = find(text, replaced, from, wanted).ok_or(PlanError::Gone(self.path.clone()))?;
            shift = start.cast_signed() - replaced.at.cast_signed();
            // In the text after, what was put in before this moved it.
            shift += from.len().cast_signed() - replaced.old.len().cast_signed();
            edits.push((start..start + from.len(), to.clone()));
        }
        edits.sort_by_key(|(range, _)| range.start);
        if edits.windows(2).any(|pair| pair[1].0.start < pair[0].0.end) {
            return Err(PlanError::Gone(self.path.clone()));
        }
        let after = Some(apply(text, &edits));
        Ok(Change {
            path: self.path.clone(),
            before: Some(text.to_owned()),
            after,
            base: text.to_owned(),
            edits,
        })
    }
}

/// Where words stand between those around them: at the byte where they are looked for, else at the only such
/// place, by ever fewer of the words around.
fn find(text: &str, replaced: &Replaced, words: &str, wanted: usize) -> Option<usize> {
    let mut around = AROUND;
    while around >= 8 {
        let before =
            &replaced.before[boundary(&replaced.before, replaced.before.len().saturating_sub(around))..];
        let after = &replaced.after[..boundary(&replaced.after, around.min(replaced.after.len()))];
        let pattern = format!("{before}{words}{after}");
        if !pattern.is_empty() {
            if wanted >= before.len()
                && text.get(wanted - before.len()..).is_some_and(|at| at.starts_with(&pattern))
            {
                return Some(wanted);
            }
            let mut found = text.match_indices(&pattern).map(|(at, _)| at + before.len());
            match (found.next(), found.next()) {
                (Some(only), None) => return Some(only),
                // More places the less is asked for.
                (Some(_), Some(_)) => return None,
                (None, _) => {}
            }
        }
        around /= 2;
    }
    None
}

/// The next boundary of a character at or after a byte.
fn boundary(text: &str, at: usize) -> usize {
    (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}
