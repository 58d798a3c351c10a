//! `tieout check`: all rules; exit code 1 where a finding reaches `--fail-on`.

use camino::Utf8Path;

use crate::check::{Arg, Finding, RULES, Severity};
use crate::diff::Changed;
use crate::output::{self, Checked};
use crate::report::Report;
use crate::source::Language;

use super::args::{CheckArgs, CheckFormat};
use super::baseline::Baseline;
use super::console::{Console, Failure};
use super::past;
use super::{CLEAN, FOUND, UNUSABLE, open_with, report_path};

/// Runs the command.
///
/// # Errors
/// When nothing can be read, a rule is unknown, or the output cannot be written.
pub fn run(args: &CheckArgs, console: &Console) -> Result<u8, Failure> {
    for rule in args.select.iter().chain(&args.ignore) {
        known_rule(rule, console)?;
    }
    let path = report_path(args.path.clone(), console)?;
    let session = open_with(&path, args.prior.as_deref(), console)?;
    let (report, outcome) = (&session.report, &session.outcome);
    let baseline =
        args.baseline.as_ref().map(|file| Ok((file, Baseline::read(file, console)?))).transpose()?;
    let changed =
        args.changed.as_ref().map(|revision| changed(&path, revision, report, console)).transpose()?;
    let edition = args.edition.map(Language::from);
    let lowest = Severity::from(args.min_severity);
    let chosen = |finding: &&Finding| {
        (args.select.is_empty() || args.select.iter().any(|rule| rule == finding.rule))
            && !args.ignore.iter().any(|rule| rule == finding.rule)
            && finding.severity <= lowest
            && edition.is_none_or(|edition| touches(report, finding, edition))
            && changed.as_ref().is_none_or(|changed| is_near(report, finding, changed))
    };
    let mut findings: Vec<&Finding> = outcome.findings.iter().filter(chosen).collect();
    if let Some((file, baseline)) = &baseline {
        let before = findings.len();
        findings.retain(|finding| finding.waived.is_some() || !baseline.knows(finding));
        baseline.tell(file, &outcome.findings, before - findings.len(), console);
    }
    let reached =
        findings.iter().any(|finding| finding.waived.is_none() && args.fail_on.reached_by(finding.severity));
    let checked = Checked { report, outcome, findings, edition, locale: &console.locale };
    let text = match args.format {
        CheckFormat::Text => {
            output::text::findings(&checked, output::Look::of(console.colour, console.width))
        }
        CheckFormat::Json => output::json::findings(&checked),
    };
    console.data(&text)?;
    if report.chapters.is_empty() {
        console.say(&console.locale.with("open-no-chapter", &[("path", Arg::Text(path.into_string()))]));
        return Ok(UNUSABLE);
    }
    Ok(if reached { FOUND } else { CLEAN })
}

/// # Errors
/// When no rule has the name; the nearest one is suggested.
pub fn known_rule(rule: &str, console: &Console) -> Result<&'static str, Failure> {
    if let Some(found) = RULES.iter().find(|known| known.id == rule) {
        return Ok(found.id);
    }
    if rule.is_empty() {
        return Err(console.failure("usage-rule-empty", &[]));
    }
    let asked = rule.to_lowercase();
    let begun = RULES.iter().find(|known| known.id.starts_with(&asked)).map(|known| known.id);
    let nearest = RULES.iter().map(|known| (strsim::damerau_levenshtein(&asked, known.id), known.id)).min();
    let near = nearest.filter(|(distance, name)| *distance <= name.len() / 3 + 1).map(|(_, name)| name);
    let rule = ("rule", Arg::Text(rule.to_owned()));
    Err(match near.or(begun) {
        Some(name) => console.failure("usage-rule-near", &[rule, ("nearest", Arg::Text(name.to_owned()))]),
        None => console.failure("usage-rule", &[rule]),
    })
}

/// Whether a finding speaks of an edition; one that speaks of neither (in YAML) concerns both.
fn touches(report: &Report, finding: &Finding, edition: Language) -> bool {
    let languages: Vec<Language> =
        finding.places.iter().filter_map(|place| output::edition_of(report, place.span.file)).collect();
    languages.is_empty() || languages.contains(&edition)
}

/// The lines that changed since a revision.
fn changed(path: &Utf8Path, revision: &str, report: &Report, console: &Console) -> Result<Changed, Failure> {
    let past = past::read(path, revision, console)?;
    Ok(Changed::between(past.report.as_ref(), report))
}

fn is_near(report: &Report, finding: &Finding, changed: &Changed) -> bool {
    finding.places.iter().any(|place| changed.touches(report, place.span))
}
