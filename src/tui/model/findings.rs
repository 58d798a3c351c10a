//! The list of findings: its cursor and its filter.

use crate::check::{Finding, Severity};

use super::Model;

/// The list of findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindingList {
    /// Index into [`FindingList::rows`].
    pub cursor: usize,
    pub scroll: usize,
    /// The place of the finding to open, an index of its places.
    pub place: usize,
    pub filter: Filter,
    /// The filter's text is being typed.
    pub typing: bool,
    /// The findings that pass the filter.
    pub rows: Vec<usize>,
    pub inspector_scroll: usize,
}

/// Which findings are listed and walked to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub status: Status,
    pub rule: Option<&'static str>,
    pub chapter: Option<usize>,
    /// Words that the finding must hold, in its rule, message or metrics.
    pub text: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    #[default]
    Open,
    Only(Severity),
    Waived,
    /// With an open flag, waived or not.
    Flagged,
}

impl Status {
    #[must_use]
    pub fn next(self) -> Status {
        match self {
            Status::Open => Status::Only(Severity::Error),
            Status::Only(Severity::Error) => Status::Only(Severity::Warning),
            Status::Only(Severity::Warning) => Status::Only(Severity::Note),
            Status::Only(Severity::Note) => Status::Waived,
            Status::Waived => Status::Flagged,
            Status::Flagged => Status::Open,
        }
    }

    #[must_use]
    pub fn takes(self, finding: &Finding, flagged: bool) -> bool {
        match self {
            Status::Flagged => flagged,
            Status::Open => finding.waived.is_none(),
            Status::Only(severity) => finding.waived.is_none() && finding.severity == severity,
            Status::Waived => finding.waived.is_some(),
        }
    }
}

impl Model {
    /// The finding at the cursor of the list.
    #[must_use]
    pub fn selected(&self) -> Option<usize> {
        self.findings.rows.get(self.findings.cursor).copied()
    }
}
