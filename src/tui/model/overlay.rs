//! What lies over a view, and the line in place of the keys.

use std::ops::Range;

use crate::report::FigureId;
use crate::source::Language;

use super::{ExportForm, Mend, Note, Palette};

/// What lies over the view and takes the keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlay {
    Help { filter: String, scroll: usize },
    Search { query: String, hits: Vec<Hit>, cursor: usize },
    Export(ExportForm),
    Mend(Mend),
    Note(Note),
    Palette(Palette),
}

/// A place that a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub chapter: usize,
    pub block: usize,
    pub language: Language,
    pub cell: Option<(usize, usize)>,
    pub figure: Option<FigureId>,
    pub range: Range<usize>,
}

/// A message in place of the keys line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub id: u64,
    pub words: String,
}
