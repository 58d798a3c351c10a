//! Which findings are asked for: by rule, edition, severity, baseline, and what changed.

use camino::{Utf8Path, Utf8PathBuf};

use crate::check::{Finding, Severity};
use crate::cli::args::{CheckArgs, RuleArgs, Threshold};
use crate::cli::baseline::Baseline;
use crate::cli::console::{Console, Failure};
use crate::cli::past;
use crate::diff::Changed;
use crate::output;
use crate::report::Report;
use crate::session::Session;
use crate::source::Language;

/// What the options say, the same for every report.
#[derive(Debug)]
pub struct Selection {
    rules: RuleArgs,
    lowest: Severity,
    pub edition: Option<Language>,
    pub fail_on: Threshold,
    revision: Option<String>,
    baseline: Option<(Utf8PathBuf, Baseline)>,
}

/// The findings of one report that are asked for.
#[derive(Debug)]
pub struct Chosen<'a> {
    pub session: &'a Session,
    pub findings: Vec<&'a Finding>,
    /// Left out because the baseline knows them.
    known: usize,
    /// Whether one of them makes the exit code 1.
    pub reached: bool,
}

impl Selection {
    /// # Errors
    /// When the baseline cannot be read.
    pub fn new(args: &CheckArgs, console: &Console) -> Result<Selection, Failure> {
        let read = |file: &Utf8PathBuf| Ok((file.clone(), Baseline::read(file, console)?));
        Ok(Selection {
            rules: args.rules.clone(),
            lowest: args.min_severity.into(),
            edition: args.edition.map(Language::from),
            fail_on: args.fail_on,
            revision: args.changed.clone(),
            baseline: args.baseline.as_ref().map(read).transpose()?,
        })
    }

    /// The lines that changed since the revision that is asked for.
    ///
    /// # Errors
    /// When that cannot be known.
    pub fn changed(
        &self,
        path: &Utf8Path,
        report: &Report,
        console: &Console,
    ) -> Result<Option<Changed>, Failure> {
        let Some(revision) = &self.revision else { return Ok(None) };
        let past = past::read(path, revision, console)?;
        Ok(Some(Changed::between(past.report.as_ref(), report)))
    }

    #[must_use]
    pub fn of<'a>(&self, session: &'a Session, changed: Option<&Changed>) -> Chosen<'a> {
        let report = &session.report;
        let chosen = |finding: &&Finding| {
            self.rules.admit(finding.rule)
                && finding.severity <= self.lowest
                && self.edition.is_none_or(|edition| touches(report, finding, edition))
                && changed.is_none_or(|changed| is_near(report, finding, changed))
        };
        let mut findings: Vec<&Finding> = session.outcome.findings.iter().filter(chosen).collect();
        let before = findings.len();
        if let Some((_, baseline)) = &self.baseline {
            findings.retain(|finding| finding.waived.is_some() || !baseline.knows(finding));
        }
        let known = before - findings.len();
        let reached = findings.iter().any(|finding| self.fails(finding));
        Chosen { session, findings, known, reached }
    }

    /// Whether a finding makes the exit code 1.
    #[must_use]
    pub fn fails(&self, finding: &Finding) -> bool {
        finding.waived.is_none() && self.fail_on.reached_by(finding.severity)
    }

    /// Says what the baseline left out, and what of it no longer occurs.
    pub fn tell_baseline(&self, session: &Session, chosen: &Chosen, console: &Console) {
        if let Some((file, baseline)) = &self.baseline {
            baseline.tell(file, &session.outcome.findings, chosen.known, console);
        }
    }
}

/// Whether a finding speaks of an edition; one that speaks of neither (in YAML) concerns both.
fn touches(report: &Report, finding: &Finding, edition: Language) -> bool {
    let languages: Vec<Language> =
        finding.places.iter().filter_map(|place| output::edition_of(report, place.span.file)).collect();
    languages.is_empty() || languages.contains(&edition)
}

fn is_near(report: &Report, finding: &Finding, changed: &Changed) -> bool {
    finding.places.iter().any(|place| changed.touches(report, place.span))
}
