//! What an editor can ask to be done to the report, tried out and carried out by the worker thread.

use std::sync::Arc;

use crate::edit::Plan;
use crate::report::{FigureId, MetricRef};
use crate::session::undo::{Deed, Step};
use crate::session::{Aim, ChangeError, Refusal, Session, Signature, Target, Verdicts, Way};

use super::loaded::Loaded;

/// Something to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proposal {
    Mend {
        targets: Vec<Target>,
        /// The finding that is to go.
        finding: Option<usize>,
        way: Way,
    },
    /// Another value in YAML.
    Value {
        metric: MetricRef,
        value: String,
    },
    Waive {
        finding: usize,
        reason: String,
    },
    Flag {
        on: Subject,
        comment: String,
    },
    /// An index of the flags of the report.
    Resolve(usize),
    Call(Verdicts),
}

/// What is flagged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    Finding(usize),
    Figure(FigureId),
}

/// A proposal tried out: what the report would be.
#[derive(Debug)]
pub struct Trial {
    pub proposal: Proposal,
    pub plan: Plan,
    /// How many open findings would go.
    pub closed: usize,
    /// Findings that would come, indices of those of `loaded`.
    pub opened: Vec<usize>,
    pub refusal: Option<Refusal>,
    pub loaded: Arc<Loaded>,
}

impl PartialEq for Trial {
    fn eq(&self, other: &Trial) -> bool {
        self.proposal == other.proposal && self.plan == other.plan
    }
}

impl Eq for Trial {}

/// Something that was done.
#[derive(Clone, Debug)]
pub struct Done {
    pub turn: Turn,
    pub deed: Deed,
    pub subject: String,
    pub loaded: Arc<Loaded>,
    pub history: History,
}

/// Which way it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    Done,
    Undone,
    Redone,
}

/// How many steps can be taken back and done again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct History {
    pub done: usize,
    pub undone: usize,
}

impl Proposal {
    /// The changes that it asks for.
    ///
    /// # Errors
    /// Where it cannot be done.
    pub fn plan(&self, session: &Session, signature: &Signature) -> Result<Plan, ChangeError> {
        let findings = &session.outcome.findings;
        let known = |at: usize| findings.get(at).ok_or(ChangeError::NotPlain);
        match self {
            Proposal::Mend { targets, finding, way } => {
                session.mend(targets, finding.and_then(|at| findings.get(at)), way)
            }
            Proposal::Value { metric, value } => {
                session.mend(&[Target::Metric(metric.clone())], None, &Way::Value(value.clone()))
            }
            Proposal::Waive { finding, reason } => session.waive(known(*finding)?, signature, reason),
            Proposal::Flag { on: Subject::Finding(at), comment } => {
                session.flag(known(*at)?, signature, comment)
            }
            Proposal::Flag { on: Subject::Figure(figure), comment } => {
                session.flag_figure(*figure, signature, comment)
            }
            Proposal::Resolve(at) => {
                session.resolve(session.report.review.flags.get(*at).ok_or(ChangeError::Shape)?)
            }
            Proposal::Call(verdicts) => session.log_call(verdicts, signature),
        }
    }

    /// What must be so after it.
    #[must_use]
    pub fn aim(&self) -> Aim {
        match self {
            Proposal::Mend { targets, finding, way } => Aim::mending(targets, way, *finding),
            Proposal::Waive { finding, .. } => Aim { findings: vec![*finding], ..Aim::default() },
            // The text follows a value, and a waiver or flag never opens anything but what it should.
            Proposal::Value { .. } | Proposal::Flag { .. } | Proposal::Resolve(_) | Proposal::Call(_) => {
                Aim { may_open: true, ..Aim::default() }
            }
        }
    }

    /// The same of a report that was read again; none where what it speaks of is gone.
    #[must_use]
    pub fn carried(&self, old: &Session, new: &Session) -> Option<Proposal> {
        let finding = |at: usize| {
            let fingerprint = &old.outcome.findings.get(at)?.fingerprint;
            new.outcome.findings.iter().position(|finding| finding.fingerprint == *fingerprint)
        };
        let figure = |figure: FigureId| new.figure_named(&old.name_figure(figure));
        Some(match self {
            Proposal::Mend { .. } | Proposal::Value { .. } => return None,
            Proposal::Waive { finding: at, reason } => {
                Proposal::Waive { finding: finding(*at)?, reason: reason.clone() }
            }
            Proposal::Flag { on, comment } => {
                let on = match on {
                    Subject::Finding(at) => Subject::Finding(finding(*at)?),
                    Subject::Figure(at) => Subject::Figure(figure(*at)?),
                };
                Proposal::Flag { on, comment: comment.clone() }
            }
            Proposal::Resolve(at) => {
                let flag = old.report.review.flags.get(*at)?;
                let same = |other: &crate::report::Flag| {
                    (&other.finding, &other.figure, &other.by, &other.comment)
                        == (&flag.finding, &flag.figure, &flag.by, &flag.comment)
                };
                Proposal::Resolve(new.report.review.flags.iter().position(same)?)
            }
            Proposal::Call(verdicts) => Proposal::Call(verdicts.clone()),
        })
    }

    /// What the report would be.
    ///
    /// # Errors
    /// As [`Proposal::plan`].
    pub fn try_out(&self, session: &Session, signature: &Signature) -> Result<Trial, ChangeError> {
        let plan = self.plan(session, signature)?;
        let checked = session.recheck(&plan, &self.aim());
        Ok(Trial {
            proposal: self.clone(),
            plan,
            closed: checked.closed.len(),
            opened: checked.opened,
            refusal: checked.refusal,
            loaded: Arc::new(Loaded::new(checked.session)),
        })
    }

    /// What is remembered of it.
    #[must_use]
    pub fn step(&self, session: &Session, plan: &Plan) -> Step {
        let deed = match self {
            Proposal::Mend { way: Way::Link(_) | Way::Declare(_), .. } => Deed::Link,
            Proposal::Mend { .. } => Deed::Mend,
            Proposal::Value { .. } => Deed::Value,
            Proposal::Waive { .. } => Deed::Waive,
            Proposal::Flag { .. } => Deed::Flag,
            Proposal::Resolve(_) => Deed::Resolve,
            Proposal::Call(_) => Deed::Call,
        };
        Step { deed, subject: self.subject(session), traces: plan.traces() }
    }

    /// What it is done to, in a word.
    fn subject(&self, session: &Session) -> String {
        let report = &session.report;
        let rule = |at: &usize| session.outcome.findings.get(*at).map(|finding| finding.rule.to_owned());
        let printed = |at: FigureId| report.figures[at].figure.printed.clone();
        let named = |target: &Target| match target {
            Target::Figure(figure) => printed(*figure),
            Target::Metric(metric) => report.metrics.name(metric),
        };
        match self {
            Proposal::Mend { targets, finding, .. } => {
                targets.first().map(named).or_else(|| rule(finding.as_ref()?)).unwrap_or_default()
            }
            Proposal::Value { metric, .. } => report.metrics.name(metric),
            Proposal::Waive { finding, .. } | Proposal::Flag { on: Subject::Finding(finding), .. } => {
                rule(finding).unwrap_or_default()
            }
            Proposal::Flag { on: Subject::Figure(figure), .. } => printed(*figure),
            Proposal::Resolve(at) => {
                report.review.flags.get(*at).map(|flag| flag.comment.clone()).unwrap_or_default()
            }
            Proposal::Call(_) => String::new(),
        }
    }
}

/// The key of a deed's name in words.
#[must_use]
pub fn deed_key(deed: Deed) -> &'static str {
    match deed {
        Deed::Mend => "deed-mend",
        Deed::Link => "deed-link",
        Deed::Waive => "deed-waive",
        Deed::Flag => "deed-flag",
        Deed::Resolve => "deed-resolve",
        Deed::Value => "deed-value",
        Deed::Call => "deed-call",
    }
}
