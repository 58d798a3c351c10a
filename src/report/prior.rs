//! Last year's report beside this one: read on its own, its files shown among this one's.

use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};

use crate::source::{FileId, Span};

use super::load::{Input, InputFile, load_alone};
use super::problem::{Problem, ProblemKind};
use super::{Config, Report};

/// Last year's report.
#[derive(Clone, Debug)]
pub struct Prior {
    pub report: Arc<Report>,
    /// What each of its files is called in this report's sources.
    files: Vec<FileId>,
}

impl Prior {
    /// A place in last year's report, as a place among this report's sources.
    #[must_use]
    pub fn span(&self, span: Span) -> Span {
        let file = usize::try_from(span.file.0).ok().and_then(|at| self.files.get(at)).copied();
        Span { file: file.unwrap_or(span.file), ..span }
    }

    /// What one of its files is called within it; a single file by its name alone.
    #[must_use]
    pub fn own_path(&self, file: FileId) -> Option<&Utf8Path> {
        let at = self.files.iter().position(|known| *known == file)?;
        let path = &self.report.sources.get(FileId(u32::try_from(at).ok()?)).path;
        if self.report.is_single() { path.file_name().map(Utf8Path::new) } else { Some(path) }
    }

    /// Whether one of this report's sources is a file of last year's.
    #[must_use]
    pub fn holds(&self, file: FileId) -> bool {
        self.files.contains(&file)
    }
}

impl Report {
    /// Takes another report as last year's; its files are shown below `path`, as seen from this report's folder.
    pub fn compare_with(&mut self, prior: Arc<Report>, path: &Utf8Path) {
        let single = prior.is_single();
        let files = prior.sources.iter().map(|(_, file)| {
            let shown = if single { path.to_owned() } else { path.join(&file.path) };
            let mut file = file.clone();
            file.path = shown;
            self.sources.add(file)
        });
        let files = files.collect();
        self.prior = Some(Prior { report: prior, files });
    }

    /// Where last year's report is, if it is outside this one's folder and so not among its files.
    #[must_use]
    pub fn prior_outside(&self) -> Option<Utf8PathBuf> {
        self.config.prior.as_ref().map(|entry| entry.path.clone()).filter(|path| path.starts_with(".."))
    }

    /// Notes that last year's report is not where it should be.
    pub fn prior_is_absent(&mut self) {
        if let Some(entry) = &self.config.prior {
            let kind = ProblemKind::PriorAbsent { target: entry.path.to_string() };
            self.problems.push(Problem { kind, path: "report.yaml".into(), span: Some(entry.span) });
        }
    }
}

/// Reads last year's report from among this one's files.
pub(super) fn find_inside(input: &Input, report: &mut Report) {
    let Config { prior: Some(entry), .. } = &report.config else { return };
    if entry.path.starts_with("..") {
        return;
    }
    let path = entry.path.clone();
    let within = |file: &InputFile| {
        let shown = file.path.strip_prefix(&path).ok()?.to_owned();
        Some(InputFile { path: if shown.as_str().is_empty() { path.clone() } else { shown }, ..file.clone() })
    };
    let files: Vec<InputFile> = input.files.iter().filter_map(within).collect();
    let single = files.iter().any(|file| file.path == path);
    if !single && !files.iter().any(|file| file.path == "report.yaml") {
        return report.prior_is_absent();
    }
    let found = Input { root: path.clone(), folder: !single, files, others: Vec::new() };
    report.compare_with(Arc::new(load_alone(&found)), &path);
}
