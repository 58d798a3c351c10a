//! What was done to a report, so that it can be taken back, also after the program was left and started again.

use camino::{Utf8Path, Utf8PathBuf};
use serde::{Deserialize, Serialize};

use crate::edit::{Plan, PlanError, Trace};
use crate::store;

use super::Session;

/// Steps beyond these are forgotten, the oldest first.
const KEPT: usize = 200;

/// One thing that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub deed: Deed,
    /// What it was done to, as people name it: a metric, a rule, a figure.
    pub subject: String,
    pub traces: Vec<Trace>,
}

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Deed {
    Mend,
    Link,
    Waive,
    Flag,
    Resolve,
    Value,
    Call,
}

/// What was done and what was taken back, each the latest last.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Journal {
    #[serde(default)]
    pub done: Vec<Step>,
    #[serde(default)]
    pub undone: Vec<Step>,
}

impl Journal {
    /// Reads it; an absent or damaged file is an empty journal.
    #[must_use]
    pub fn read(path: &Utf8Path) -> Journal {
        store::read_own(path).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
    }

    /// Writes it whole.
    ///
    /// # Errors
    /// The operating system's.
    pub fn write(&self, path: &Utf8Path) -> std::io::Result<()> {
        if let Some(folder) = path.parent() {
            store::make_folder(folder)?;
        }
        store::write(path, serde_json::to_string(self)?.as_bytes())
    }

    /// Remembers something new; what was taken back before can then no longer be done again.
    pub fn push(&mut self, step: Step) {
        self.done.push(step);
        self.undone.clear();
        let over = self.done.len().saturating_sub(KEPT);
        self.done.drain(..over);
    }

    /// The latest step has been taken back.
    pub fn undone(&mut self) {
        self.undone.extend(self.done.pop());
    }

    /// The latest step that was taken back has been done again.
    pub fn redone(&mut self) {
        self.done.extend(self.undone.pop());
    }
}

impl Session {
    /// The plan that takes a step back, or does it again, in the files as they are now.
    ///
    /// # Errors
    /// Where the words that were changed are no longer there.
    pub fn reverse(&self, step: &Step, again: bool) -> Result<Plan, PlanError> {
        let change = |trace: &Trace| {
            let now = self.text(&trace.path);
            if again { trace.redo(now) } else { trace.undo(now) }
        };
        Ok(Plan { changes: step.traces.iter().map(change).collect::<Result<_, _>>()? })
    }
}

/// Where the journal of a report is kept.
#[must_use]
pub fn journal(state: &Utf8Path, report: &Utf8Path) -> Utf8PathBuf {
    folder(state, report).join("journal.json")
}

/// Where the journal and the state of the screen of a report are kept, below the folder for such things.
#[must_use]
pub fn folder(state: &Utf8Path, report: &Utf8Path) -> Utf8PathBuf {
    let path = store::absolute(report);
    let name = path.file_name().unwrap_or("report");
    state.join(format!("{name}-{}", crate::check::digest(path.as_str())))
}
