//! The formats in which findings and figures are printed; one file each.
//!
//! What all share is here: what is shown, where it stands, and how values are written for machines.

mod csv;
pub mod diff_json;
pub mod diff_text;
pub mod figures_csv;
pub mod figures_table;
pub mod findings_csv;
pub mod github;
pub mod json;
pub mod jsonl;
pub mod junit;
pub mod markdown;
pub mod place;
pub mod register;
pub mod sarif;
mod snippet;
pub mod text;
pub mod workbook;

use camino::{Utf8Path, Utf8PathBuf};

use crate::check::{FigureState, Finding, Outcome, Severity, State};
use crate::diff::Diff;
use crate::locale::Locale;
use crate::report::{PlacedFigure, Report, WaiverEntry};
use crate::source::{FileId, Language};

/// A checked report, and what of it is to be shown.
#[derive(Clone, Debug)]
pub struct Checked<'a> {
    pub report: &'a Report,
    pub outcome: &'a Outcome,
    /// Those that were asked for, waived ones included.
    pub findings: Vec<&'a Finding>,
    /// Only this edition's figures.
    pub edition: Option<Language>,
    pub locale: &'a Locale,
}

impl<'a> Checked<'a> {
    /// All of a report: every finding, both editions.
    #[must_use]
    pub fn whole(report: &'a Report, outcome: &'a Outcome, locale: &'a Locale) -> Checked<'a> {
        Checked { report, outcome, findings: outcome.findings.iter().collect(), edition: None, locale }
    }

    /// The figures that were asked for, with their states.
    pub fn figures(&self) -> impl Iterator<Item = (&'a PlacedFigure, &'a FigureState)> {
        let edition = self.edition;
        let all = self.report.figures.iter().zip(&self.outcome.figures);
        all.filter(move |(placed, _)| edition.is_none_or(|edition| placed.place.language == edition))
    }

    /// Findings by severity, figures by state.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let open = |severity| {
            let open = self.findings.iter().filter(|finding| finding.waived.is_none());
            open.filter(|finding| finding.severity == severity).count()
        };
        let counted: Vec<State> =
            self.figures().filter(|(_, state)| state.counted).map(|(_, state)| state.state).collect();
        let figures = |state| counted.iter().filter(|found| **found == state).count();
        Counts {
            errors: open(Severity::Error),
            warnings: open(Severity::Warning),
            notes: open(Severity::Note),
            waived_findings: self.findings.iter().filter(|finding| finding.waived.is_some()).count(),
            figures: counted.len(),
            tied: figures(State::Tied),
            contradicted: figures(State::Contradicted),
            waived: figures(State::Waived),
            untied: figures(State::Untied),
        }
    }
}

/// The summary: open findings by severity, and the figures that carry arithmetic by state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
    pub waived_findings: usize,
    pub figures: usize,
    pub tied: usize,
    pub contradicted: usize,
    pub waived: usize,
    pub untied: usize,
}

/// A report that was not checked, and why.
#[derive(Clone, Debug)]
pub struct Unchecked {
    pub path: Utf8PathBuf,
    /// A word for machines: `no-such-path`.
    pub kind: &'static str,
    /// In the chosen language.
    pub words: String,
}

/// Two readings of a report, and what changed between them.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    pub old: &'a Report,
    pub new: &'a Report,
    pub diff: &'a Diff,
    /// The commit of the old reading.
    pub since: &'a str,
    pub locale: &'a Locale,
}

/// What the output can show.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub colour: bool,
    /// Cells of a line.
    pub width: usize,
}

impl Look {
    #[must_use]
    pub fn of(colour: bool, width: usize) -> Look {
        Look { colour, width }
    }
}

/// A file as it can be opened from where the command runs: the report's path and the file's.
#[must_use]
pub fn path(report: &Report, file: &Utf8Path) -> Utf8PathBuf {
    if report.root == "." || report.is_single() { file.to_owned() } else { report.root.join(file) }
}

/// A message and its arithmetic, a line each.
#[must_use]
pub fn words_of(finding: &Finding, locale: &Locale) -> String {
    let message = std::iter::once(locale.finding(finding));
    message.chain(finding.arithmetic.iter().map(text::arithmetic_line)).collect::<Vec<_>>().join("\n")
}

/// The reason that a waiver gives.
#[must_use]
pub fn waiver_of<'a>(report: &'a Report, finding: &Finding) -> Option<&'a WaiverEntry> {
    finding.waived.and_then(|waiver| report.review.waivers.get(waiver))
}

/// The language of the edition that a file holds; none for YAML.
#[must_use]
pub fn edition_of(report: &Report, file: FileId) -> Option<Language> {
    let editions = report.chapters.iter().flat_map(|chapter| {
        Language::ALL.into_iter().filter_map(|language| chapter.editions.get(language).as_ref())
    });
    editions.into_iter().find(|edition| edition.file == file).map(|edition| edition.language)
}
