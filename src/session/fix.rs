//! The suggestions of many findings at once: as many as go together without harm.

use crate::check::Finding;
use crate::edit::Plan;
use crate::source::Span;

use super::{Aim, ChangeError, Recheck, Session};

/// What becomes of suggestions; findings are named by their indices.
#[derive(Debug, Default)]
pub struct Fixes {
    /// What is to be written, and the report that it gives; none where nothing can be.
    pub made: Option<(Plan, Recheck)>,
    /// The findings that go with it.
    pub fixed: Vec<usize>,
    /// Those whose suggestions are left, and why.
    pub left: Vec<(usize, ChangeError)>,
}

impl Session {
    /// Tries out the suggestions of those open findings that are wanted. A suggestion that would not let its finding go, would
    /// bring another, or would change how anything else is read, is left.
    #[must_use]
    pub fn fixes(&self, wanted: impl Fn(&Finding) -> bool) -> Fixes {
        let all = self.outcome.findings.iter().enumerate();
        let suggested = all.filter(|(_, finding)| {
            let edits = finding.suggestion.as_ref().is_some_and(|suggestion| !suggestion.edits.is_empty());
            edits && finding.waived.is_none() && wanted(finding)
        });
        let suggested: Vec<usize> = suggested.map(|(at, _)| at).collect();
        let mut fixes = Fixes::default();
        self.admit(&suggested, &mut fixes);
        fixes
    }

    /// Adds a group of suggestions to those that go; what stands in the way is found by halving.
    fn admit(&self, group: &[usize], fixes: &mut Fixes) {
        let together = [&fixes.fixed, group].concat();
        match self.together(&together) {
            _ if group.is_empty() => {}
            Ok(made) => {
                fixes.made = Some(made);
                fixes.fixed = together;
            }
            Err(error) if group.len() == 1 => fixes.left.push((group[0], error)),
            Err(_) => {
                let (some, others) = group.split_at(group.len() / 2);
                self.admit(some, fixes);
                self.admit(others, fixes);
            }
        }
    }

    /// The suggestions of some findings as one plan, tried out.
    fn together(&self, findings: &[usize]) -> Result<(Plan, Recheck), ChangeError> {
        let mut edits: Vec<(Span, String)> = Vec::new();
        let suggestions = findings.iter().filter_map(|at| self.outcome.findings[*at].suggestion.as_ref());
        for edit in suggestions.flat_map(|suggestion| &suggestion.edits) {
            // Two findings may suggest the same.
            if !edits.contains(edit) {
                edits.push(edit.clone());
            }
        }
        let plan = self.plan(edits)?;
        let tried = self.recheck(&plan, &Aim { findings: findings.to_vec(), ..Aim::default() });
        match tried.refusal {
            None => Ok((plan, tried)),
            Some(refusal) => Err(ChangeError::Refused(refusal)),
        }
    }
}
