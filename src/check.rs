//! The rules: what can be wrong with a report's figures, and what was found.
//!
//! A finding holds facts (spans, values, roles), never sentences: words are made where they are read,
//! so the screen can change language without checking again. This module knows nothing of the disk,
//! of languages on the screen, or of formats.

pub mod accuse;
mod bands;
pub mod cause;
pub mod context;
pub mod counterpart;
pub mod culprit;
pub mod disagreement;
pub mod editions;
pub mod evidence;
pub mod finding;
mod fingerprint;
mod merge;
pub mod paired;
pub mod rules;
mod state;
pub mod tie;
pub mod twins;
mod waiver;

use std::panic::{AssertUnwindSafe, catch_unwind};

pub use context::Context;
pub use finding::{Arg, Arithmetic, Finding, FindingPlace, Message, Role, Severity, Suggestion};
pub use fingerprint::digest;
pub use rules::{RULES, problem_words};

use crate::report::{FigureId, Report, parallel};
use crate::source::{FileId, Span};

/// One thing that can be wrong.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The slug: `restatement-differs`.
    pub id: &'static str,
    /// The worst that a finding of it can be.
    pub severity: Severity,
    /// Looks for it. Fingerprints and waivers are left empty; they are filled in for all rules together.
    pub run: fn(&Context) -> Vec<Finding>,
}

/// What checking a report gave.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Sorted by file, span and rule; waived ones included.
    pub findings: Vec<Finding>,
    /// One for each of [`Report::figures`].
    pub figures: Vec<FigureState>,
}

impl Outcome {
    /// The findings that nobody has waived.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.waived.is_none())
    }

    /// How many open findings have a severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.open().filter(|finding| finding.severity == severity).count()
    }

    /// How many figures are in a state, among those that carry arithmetic.
    #[must_use]
    pub fn figures_in(&self, state: State) -> usize {
        self.figures.iter().filter(|figure| figure.counted && figure.state == state).count()
    }

    /// The findings that speak of a figure, as indices of [`Outcome::findings`].
    pub fn findings_at(&self, figure: FigureId) -> impl Iterator<Item = usize> + '_ {
        let speaks = move |finding: &Finding| finding.places.iter().any(|place| place.figure == Some(figure));
        self.findings.iter().enumerate().filter(move |(_, finding)| speaks(finding)).map(|(at, _)| at)
    }
}

/// Whether a figure is tied out, and by what.
#[derive(Clone, Debug)]
pub struct FigureState {
    pub state: State,
    /// The strongest thing that ties it.
    pub tie: Option<Tie>,
    /// Quantities, counts, percentages and money are counted in the coverage; dates and identifiers are not.
    pub counted: bool,
}

/// The tie-out state of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    Tied,
    Contradicted,
    Waived,
    Untied,
}

/// What ties a figure, weakest first: the order of the tick marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tie {
    /// The other edition says the same.
    Paired,
    /// The same quantity stands elsewhere with the same value.
    Agreed,
    /// A ratio, share or percentage recomputes.
    Recomputed,
    /// A sum foots.
    Footed,
    /// It equals its metric.
    Metric,
    /// It is printed from its metric.
    Linked,
}

/// Runs every rule, merges findings of one cause, applies waivers, and gives each figure its state.
#[must_use]
pub fn run(report: &Report) -> Outcome {
    run_rules(report, RULES)
}

/// As [`run`], with other rules.
#[must_use]
pub fn run_rules(report: &Report, rules: &[Rule]) -> Outcome {
    let context = Context::new(report);
    let findings: Vec<Finding> =
        parallel::map(rules, |rule| guarded(rule, &context)).into_iter().flatten().collect();
    let mut findings = merge::merge(report, findings);
    findings.sort_by(|a, b| (a.primary().span, a.rule).cmp(&(b.primary().span, b.rule)));
    fingerprint::assign(report, &mut findings);
    waiver::apply(&report.review, &mut findings);
    let mut stale = rules::waiver_stale::stale(&report.review, rules, &findings);
    fingerprint::assign(report, &mut stale);
    findings.extend(stale);
    let figures = state::of_figures(&context, &findings);
    Outcome { findings, figures }
}

/// A rule that panics must not take the session down: that it did is a finding of its own.
fn guarded(rule: &Rule, context: &Context) -> Vec<Finding> {
    catch_unwind(AssertUnwindSafe(|| (rule.run)(context))).unwrap_or_else(|_| {
        let message =
            Message { key: "finding-rule-failed", args: vec![("rule", Arg::Text(rule.id.to_owned()))] };
        let start = Span::new(FileId(0), 0, 0);
        vec![Finding::new(rule.id, Severity::Error, message, vec![FindingPlace::words(start, Role::Suspect)])]
    })
}
