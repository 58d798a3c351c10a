//! A report as it was read: chapters in both editions, metrics, and what was wrong with the input.
//!
//! Immutable once loaded. Bad input is data here (`Problem`), never an `Err`: one broken chapter
//! must not hide another. This module knows nothing of rules, of the disk, or of how things look.

pub mod binding;
pub mod block;
pub mod chapter;
pub mod config;
mod draft;
mod fenced;
mod grid;
mod image;
mod inline;
pub mod load;
pub mod metrics;
mod metrics_read;
pub mod nearest;
mod opening;
pub mod page_settings;
pub mod pairing;
pub mod parallel;
pub mod prior;
pub mod problem;
mod reference;
pub mod review;
pub mod review_write;
pub mod shape;
pub mod table;
mod table_read;
pub mod terms;
pub mod text;
pub mod yaml;

use camino::Utf8PathBuf;

pub use block::{Block, BlockKind, Chart, ChartType, Container, MetricTable, Standing};
pub use config::Config;
pub use inline::grouped;
pub use metrics::{Metric, MetricRef, Metrics, Period, SeriesId};
pub use prior::Prior;
pub use problem::{Problem, ProblemKind};
pub use review::{Call, Flag, FlaggedFigure, Review, WaiverEntry};
pub use table::{CellContent, Column, ColumnRole, Row, RowKind, Table, TableCell};
pub use table_read::period_in;
pub use terms::{Disclosure, Term};
pub use text::{Link, Run, Style, Text};

use crate::figures::Figure;
use crate::source::{ByLanguage, FileId, Language, Sources, Span};

/// A whole report: what `content/` or one Markdown file says.
#[derive(Clone, Debug)]
pub struct Report {
    /// The folder that holds `report.yaml`, or the single file.
    pub root: Utf8PathBuf,
    pub sources: Sources,
    pub config: Config,
    pub chapters: Vec<Chapter>,
    pub metrics: Metrics,
    pub relations: Vec<DeclaredRelation>,
    pub glossary: Vec<Term>,
    pub disclosures: Vec<Disclosure>,
    pub review: Review,
    /// Every figure of every edition, in the order chapter, language, place.
    pub figures: Vec<PlacedFigure>,
    /// What was wrong with the input.
    pub problems: Vec<Problem>,
    /// Last year's report.
    pub prior: Option<Prior>,
    /// The other files of the folder (images), sorted; none where the report is one file.
    pub others: Vec<Utf8PathBuf>,
}

impl Report {
    /// Whether it is one file, not a folder.
    #[must_use]
    pub fn is_single(&self) -> bool {
        self.sources.find(&self.root).is_some()
    }

    /// The figures of a text that begin within a part of it.
    pub fn figures_within(&self, text: &Text, part: &std::ops::Range<usize>) -> std::ops::Range<FigureId> {
        let before = |at: usize| {
            let figures = &self.figures[text.figures.clone()];
            text.figures.start + figures.partition_point(|placed| placed.figure.range.start < at)
        };
        before(part.start)..before(part.end)
    }

    /// The block in which a figure stands.
    #[must_use]
    pub fn block_of(&self, place: &Place) -> &Block {
        let edition = self.chapters[place.chapter].editions.get(place.language);
        &edition.as_ref().expect("a figure stands in an edition that was read").blocks[place.block]
    }

    /// The edition of a chapter, if it was read.
    #[must_use]
    pub fn edition(&self, chapter: usize, language: Language) -> Option<&Edition> {
        self.chapters.get(chapter)?.editions.get(language).as_ref()
    }

    /// The languages in which at least one chapter has an edition.
    #[must_use]
    pub fn languages(&self) -> Vec<Language> {
        let has = |language| self.chapters.iter().any(|chapter| chapter.editions.get(language).is_some());
        Language::ALL.into_iter().filter(|language| has(*language)).collect()
    }
}

/// A chapter: one folder, one file an edition.
#[derive(Clone, Debug)]
pub struct Chapter {
    /// The folder's name, such as `2-climate`; for a single file, its name.
    pub folder: String,
    /// The printed number (`2`), if the chapter has one.
    pub number: Option<String>,
    pub editions: ByLanguage<Option<Edition>>,
    /// Which Chinese block answers which English block, in reading order.
    pub pairs: Vec<Pair>,
}

impl Chapter {
    /// The chapter's title in a language, or in the other, or its folder.
    #[must_use]
    pub fn title(&self, language: Language) -> &str {
        let title = |language| self.editions.get(language).as_ref().map(|edition| edition.title.as_str());
        title(language).or_else(|| title(language.other())).unwrap_or(&self.folder)
    }
}

/// One language's text of a chapter.
#[derive(Clone, Debug)]
pub struct Edition {
    pub language: Language,
    pub file: FileId,
    pub title: String,
    pub blocks: Vec<Block>,
}

/// Two blocks that say the same in two languages; one side is missing where the other has no counterpart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    pub zh_hant: Option<usize>,
    pub en: Option<usize>,
}

impl Pair {
    #[must_use]
    pub fn get(self, language: Language) -> Option<usize> {
        match language {
            Language::ZhHant => self.zh_hant,
            Language::En => self.en,
        }
    }
}

/// Where a figure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub chapter: usize,
    pub language: Language,
    /// Index into [`Edition::blocks`].
    pub block: usize,
    /// Row and column, for a figure in a table; head rows come first in [`Table::rows`].
    pub cell: Option<(usize, usize)>,
}

/// How a figure came to stand in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Typed by hand.
    Typed,
    /// Typed by hand and declared to be a metric: `[2,265.46](metric:ghg.scope3@2023)`.
    Bound,
    /// Printed from YAML: `{{ghg.scope3@2023}}`; it cannot differ.
    Linked,
}

/// A figure, where it stands, and which metric it is.
#[derive(Clone, Debug)]
pub struct PlacedFigure {
    /// What was printed; its `range` counts bytes of the plain text of the block or cell.
    pub figure: Figure,
    /// Its bytes in the source.
    pub span: Span,
    pub place: Place,
    pub origin: Origin,
    /// The metric, declared or found by label, unit and period.
    pub binding: Option<MetricRef>,
}

/// Index into [`Report::figures`].
pub type FigureId = usize;

/// A formula from `relations.yaml`, not yet parsed.
#[derive(Clone, Debug)]
pub struct DeclaredRelation {
    pub formula: String,
    pub span: Span,
    /// The periods for which it holds; empty for all.
    pub periods: Vec<Period>,
    pub note: Option<ByLanguage<String>>,
}
