//! Waiving, flagging, resolving and calling: entries of `review.yaml`, with who and when.

use crate::check::Finding;
use crate::edit::{Edit, Plan};
use crate::report::review_write::{self, quoted};
use crate::report::{FigureId, Flag, FlaggedFigure};
use crate::source::Span;

use super::{ChangeError, Session};

/// Who does something, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    pub by: String,
    /// `2026-11-22`.
    pub on: String,
}

/// What calling all figures gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdicts {
    pub agreed: usize,
    pub skipped: usize,
    /// Figures that differ, as they are printed, with their places.
    pub differ: Vec<String>,
    /// Sixteen hex digits of all that was called and answered.
    pub digest: String,
}

const FILE: &str = "review.yaml";

impl Session {
    /// Accepts a finding.
    ///
    /// # Errors
    /// Where `review.yaml` cannot be written into.
    pub fn waive(&self, finding: &Finding, signature: &Signature, reason: &str) -> Result<Plan, ChangeError> {
        let entry = format!(
            "{{finding: {}, rule: {}, by: {}, on: {}, reason: {}}}",
            finding.fingerprint,
            finding.rule,
            quoted(&signature.by),
            signature.on,
            quoted(reason)
        );
        self.add("waivers", &entry)
    }

    /// Leaves a remark on a finding.
    ///
    /// # Errors
    /// Where `review.yaml` cannot be written into.
    pub fn flag(&self, finding: &Finding, signature: &Signature, comment: &str) -> Result<Plan, ChangeError> {
        let entry = format!(
            "{{finding: {}, by: {}, on: {}, comment: {}}}",
            finding.fingerprint,
            quoted(&signature.by),
            signature.on,
            quoted(comment)
        );
        self.add("flags", &entry)
    }

    /// Leaves a remark on a figure.
    ///
    /// # Errors
    /// Where `review.yaml` cannot be written into.
    pub fn flag_figure(
        &self,
        figure: FigureId,
        signature: &Signature,
        comment: &str,
    ) -> Result<Plan, ChangeError> {
        let FlaggedFigure { path, printed, nth } = self.name_figure(figure);
        let entry = format!(
            "{{figure: {{path: {}, printed: {}, nth: {nth}}}, by: {}, on: {}, comment: {}}}",
            quoted(&path),
            quoted(&printed),
            quoted(&signature.by),
            signature.on,
            quoted(comment)
        );
        self.add("flags", &entry)
    }

    /// Marks a flag as resolved.
    ///
    /// # Errors
    /// Where the flag is no longer where it was read.
    pub fn resolve(&self, flag: &Flag) -> Result<Plan, ChangeError> {
        let text = self.report.sources.get(flag.span.file).text.clone();
        let (range, words) = review_write::resolve(&text, flag.span.start).ok_or(ChangeError::Shape)?;
        let span = Span::new(flag.span.file, range.start, range.end);
        Ok(self.plan(vec![(span, words)])?)
    }

    /// Logs a round in which the figures were called.
    ///
    /// # Errors
    /// Where `review.yaml` cannot be written into.
    pub fn log_call(&self, verdicts: &Verdicts, signature: &Signature) -> Result<Plan, ChangeError> {
        let differ: Vec<String> = verdicts.differ.iter().map(|words| quoted(words)).collect();
        let entry = format!(
            "{{round: {}, by: {}, on: {}, agreed: {}, skipped: {}, differ: [{}], digest: {}}}",
            self.report.review.calls.len() + 1,
            quoted(&signature.by),
            signature.on,
            verdicts.agreed,
            verdicts.skipped,
            differ.join(", "),
            quoted(&verdicts.digest)
        );
        self.add("calls", &entry)
    }

    /// A figure by its file, what is printed, and its turn among those that are printed so.
    #[must_use]
    pub fn name_figure(&self, figure: FigureId) -> FlaggedFigure {
        let placed = &self.report.figures[figure];
        let printed = placed.figure.printed.clone();
        let before = self.report.figures[..figure].iter().rev();
        let same_file = before.take_while(|other| other.span.file == placed.span.file);
        let nth = same_file.filter(|other| other.figure.printed == printed).count() + 1;
        FlaggedFigure { path: self.report.sources.path(placed.span).to_string(), printed, nth }
    }

    /// The figure of a name, if it is still there.
    #[must_use]
    pub fn figure_named(&self, name: &FlaggedFigure) -> Option<FigureId> {
        let file = self.report.sources.find(name.path.as_str().into())?;
        let printed = |id: &usize| {
            let placed = &self.report.figures[*id];
            placed.span.file == file && placed.figure.printed == name.printed
        };
        (0..self.report.figures.len()).filter(printed).nth(name.nth.checked_sub(1)?)
    }

    /// The open flags of a figure.
    pub fn flags_at(&self, figure: FigureId) -> impl Iterator<Item = &Flag> {
        let flags = self.report.review.flags.iter().filter(|flag| !flag.resolved);
        flags.filter(move |flag| {
            flag.figure.as_ref().is_some_and(|name| self.figure_named(name) == Some(figure))
        })
    }

    fn add(&self, list: &str, entry: &str) -> Result<Plan, ChangeError> {
        if !self.input.folder {
            return Err(ChangeError::Shape);
        }
        match self.text(FILE.into()) {
            Some(text) => {
                let mark = text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len();
                let (range, words) =
                    review_write::add(&text[mark..], list, entry).ok_or(ChangeError::Shape)?;
                let range = range.start + mark..range.end + mark;
                let edit = Edit { path: FILE.into(), range, text: words };
                Ok(Plan::new(|path| self.text(path), [edit])?)
            }
            // A file that is there and could not be read is not written over.
            None if self.input.files.iter().any(|file| file.path == FILE) => Err(ChangeError::Shape),
            None => Ok(Plan::creating(FILE.into(), &format!("{list}:\n"), &format!("  - {entry}\n"))),
        }
    }
}
