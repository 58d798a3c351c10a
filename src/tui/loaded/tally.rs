//! Figures counted by mark: what the outline, the coverage and the metrics view say of a part of the report.

use crate::check::Severity;

use super::super::mark::Mark;

/// Figures by mark, and the worst finding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub tied: usize,
    pub contradicted: usize,
    pub warned: usize,
    pub waived: usize,
    pub untied: usize,
    pub worst: Option<Severity>,
}

impl Tally {
    /// Counts a figure.
    pub(super) fn add(&mut self, mark: Mark) {
        match mark {
            Mark::Tied => self.tied += 1,
            Mark::Contradicted => self.contradicted += 1,
            Mark::Warning | Mark::Note => self.warned += 1,
            Mark::Waived => self.waived += 1,
            Mark::Untied => self.untied += 1,
        }
    }

    /// Takes a finding into account.
    pub(super) fn worsen(&mut self, severity: Severity) {
        self.worst = Some(self.worst.map_or(severity, |worst| worst.min(severity)));
    }

    /// How many figures are counted.
    #[must_use]
    pub fn counted(&self) -> usize {
        self.tied + self.contradicted + self.warned + self.waived + self.untied
    }

    /// Whole per cent of figures tied out, rounded down so that only all is 100; none without figures.
    #[must_use]
    pub fn coverage(&self) -> Option<usize> {
        (self.counted() > 0).then(|| (self.tied + self.waived) * 100 / self.counted())
    }

    /// The mark before a chapter or section: the worst thing in it.
    #[must_use]
    pub fn mark(&self) -> Option<Mark> {
        let worst = self.worst;
        if self.contradicted > 0 || worst == Some(Severity::Error) {
            Some(Mark::Contradicted)
        } else if self.warned > 0 || worst == Some(Severity::Warning) {
            Some(Mark::Warning)
        } else if self.untied > 0 {
            Some(Mark::Untied)
        } else if self.counted() > 0 {
            Some(Mark::Tied)
        } else {
            None
        }
    }
}
