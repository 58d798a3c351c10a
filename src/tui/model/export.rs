//! Exporting: what is asked for, and how far it has come.

use camino::Utf8PathBuf;

use crate::pdf::{EditionChoice, Options, Progress};

use super::super::msg::ExportEnd;
use super::Model;

/// What is to be typeset, and where the files go.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "boxes to tick, each for itself")]
pub struct Order {
    pub editions: Vec<EditionChoice>,
    /// Findings, tick marks and an annex are drawn.
    pub review: bool,
    /// A watermark says that it is not final.
    pub draft: bool,
    /// The margin says where in the source each block stands.
    pub source_lines: bool,
    /// Nothing is written while errors are open or something cannot be set as it stands.
    pub strict: bool,
    pub folder: Utf8PathBuf,
}

impl Order {
    /// What the typesetter is asked for of an edition.
    #[must_use]
    pub fn options(&self, edition: EditionChoice) -> Options {
        Options {
            review: self.review,
            draft: self.draft,
            source_lines: self.source_lines,
            ..Options::new(edition)
        }
    }
}

/// The box in which an export is asked for; what was asked for last is asked for again.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "boxes to tick, each for itself")]
pub struct ExportForm {
    /// An index of [`Row::ALL`].
    pub cursor: usize,
    /// An index of [`Model::export_choices`].
    pub documents: usize,
    pub review: bool,
    pub draft: bool,
    pub source_lines: bool,
    pub strict: bool,
    pub folder: String,
}

/// The rows of the box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    Documents,
    Review,
    Draft,
    SourceLines,
    Strict,
    Folder,
}

impl Row {
    pub const ALL: [Row; 6] =
        [Row::Documents, Row::Review, Row::Draft, Row::SourceLines, Row::Strict, Row::Folder];
}

impl Default for ExportForm {
    fn default() -> ExportForm {
        ExportForm {
            cursor: 0,
            documents: 0,
            review: false,
            draft: false,
            source_lines: false,
            strict: false,
            folder: "out".to_owned(),
        }
    }
}

impl ExportForm {
    #[must_use]
    pub fn row(&self) -> Row {
        Row::ALL[self.cursor.min(Row::ALL.len() - 1)]
    }

    /// What a row switches, if it switches anything.
    pub fn switch(&mut self, row: Row) -> Option<&mut bool> {
        match row {
            Row::Review => Some(&mut self.review),
            Row::Draft => Some(&mut self.draft),
            Row::SourceLines => Some(&mut self.source_lines),
            Row::Strict => Some(&mut self.strict),
            Row::Documents | Row::Folder => None,
        }
    }

    /// What is asked for; none where no document or no folder is.
    #[must_use]
    pub fn order(&self, choices: &[Vec<EditionChoice>]) -> Option<Order> {
        let folder = self.folder.trim();
        Some(Order {
            editions: choices.get(self.documents)?.clone(),
            review: self.review,
            draft: self.draft,
            source_lines: self.source_lines,
            strict: self.strict,
            folder: Some(folder).filter(|folder| !folder.is_empty())?.into(),
        })
    }
}

/// An export under way or ended; it takes no keys but its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    pub order: Order,
    /// The one of its editions that is being set.
    pub edition: EditionChoice,
    pub progress: Option<Progress>,
    pub end: Option<ExportEnd>,
    /// It goes on without its box.
    pub hidden: bool,
}

impl Model {
    /// The documents that can be chosen: each edition that is there, then all of them.
    #[must_use]
    pub fn export_choices(&self) -> Vec<Vec<EditionChoice>> {
        let Some(loaded) = &self.loaded else { return Vec::new() };
        let languages = loaded.report().languages();
        let there = |edition: &EditionChoice| edition.languages().iter().all(|one| languages.contains(one));
        let all: Vec<EditionChoice> = EditionChoice::ALL.into_iter().filter(there).collect();
        let mut choices: Vec<Vec<EditionChoice>> = all.iter().map(|edition| vec![*edition]).collect();
        if all.len() > 1 {
            choices.push(all);
        }
        choices
    }
}
