//! The marks beside figures and findings: one cell each in every terminal, so that colour is never alone.

use crate::check::{Finding, Severity};

/// What is known of a figure or says how bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    Tied,
    Contradicted,
    Warning,
    Note,
    Waived,
    Untied,
}

impl Mark {
    pub const ALL: [Mark; 6] =
        [Mark::Tied, Mark::Contradicted, Mark::Warning, Mark::Note, Mark::Waived, Mark::Untied];

    /// The mark of a finding in a list.
    #[must_use]
    pub fn of(finding: &Finding) -> Mark {
        match finding.severity {
            _ if finding.waived.is_some() => Mark::Waived,
            Severity::Error => Mark::Contradicted,
            Severity::Warning => Mark::Warning,
            Severity::Note => Mark::Note,
        }
    }

    #[must_use]
    pub fn glyph(self) -> &'static str {
        match self {
            Mark::Tied if super::cells::get().ascii_signs => "v",
            Mark::Contradicted if super::cells::get().ascii_signs => "x",
            Mark::Tied => "✓",
            Mark::Contradicted => "✗",
            Mark::Warning => "!",
            Mark::Note => "i",
            Mark::Waived => "~",
            Mark::Untied => "?",
        }
    }

    /// The key of its name in words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Mark::Tied => "state-tied",
            Mark::Contradicted => "state-contradicted",
            Mark::Warning => "severity-warning",
            Mark::Note => "severity-note",
            Mark::Waived => "state-waived",
            Mark::Untied => "state-untied",
        }
    }
}
