//! All that the screen remembers. It is changed only by `update`.

mod calling;
mod context;
mod export;
mod findings;
mod forms;
mod metrics;
mod overlay;
mod palette;
mod subject;

use std::ops::Range;
use std::sync::Arc;

use crate::locale::Locale;
use crate::report::FigureId;
use crate::source::Language;

pub use calling::{Calling, Verdict};
pub use export::{Export, ExportForm, Order, Row as ExportRow};
pub use findings::{Filter, FindingList, Status};
pub use forms::{Mend, Note, NoteKind};
pub use metrics::{MetricList, Sort};
pub use overlay::{Hit, Notice, Overlay};
pub use palette::{Entry, Goal, Kind, Palette};

use super::act::History;
use super::kept::Kept;
use super::keymap::Keymap;
use super::loaded::Loaded;
use super::page::{Page, Pages};
use super::screen::{self, Areas, FindingAreas, Wishes};
use super::theme::Theme;

/// The state of the screen.
#[derive(Clone, Debug)]
pub struct Model {
    pub width: u16,
    pub height: u16,
    pub locale: Arc<Locale>,
    pub theme: Theme,
    pub theme_from: ThemeFrom,
    /// Per cent of the room that the Chinese edition and the list of findings have, where they were dragged.
    pub split: Option<u16>,
    pub list_split: Option<u16>,
    /// A divider is being dragged.
    pub dragging: bool,
    /// Where the screen was left, until a report is there to go back to it.
    pub kept: Option<Kept>,
    /// The line for newcomers, until so many keys were pressed.
    pub hint: u8,
    pub loaded: Option<Arc<Loaded>>,
    pub view: View,
    pub reading: Reading,
    pub outline: Outline,
    pub findings: FindingList,
    pub metrics: MetricList,
    pub calling: Calling,
    pub keymap: Arc<Keymap>,
    pub overlay: Option<Overlay>,
    /// The report of which the box of a mending or note speaks, where what it is about is not in the one that is shown.
    pub astray: Option<Arc<Loaded>>,
    /// An export under way, or one whose end has not been seen.
    pub export: Option<Export>,
    /// What was exported last, or is to be chosen at first.
    pub wished: ExportForm,
    pub notice: Option<Notice>,
    /// Counts notices, so that an old one's end does not hide a new one.
    pub notices: u64,
    /// Counts trials, so that an old one's end is not taken for a new one's.
    pub tries: u64,
    /// Who signs waivers and flags.
    pub name: String,
    /// What can be taken back and done again.
    pub history: History,
    /// Whether tied figures carry their tick.
    pub ticks: bool,
    /// The layout of the chapter at the cursor.
    pub page: Option<Arc<Page>>,
    /// The layout of the chapter in which the finding at the cursor of the list stands, where there is room for it.
    pub source: Option<Arc<Page>>,
    pub pages: Pages,
}

/// Whence the palette is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThemeFrom {
    /// The settings, the environment, or what the terminal answered.
    Given,
    /// The terminal is asked for its ground, which the palette follows.
    Asked,
    /// It was chosen with a key, and is kept.
    Chosen,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    Reading,
    Findings,
    Metrics,
    Call,
}

/// The cursor in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub chapter: usize,
    pub pair: usize,
    pub language: Language,
    pub figure: Option<FigureId>,
    /// The finding that was walked to, and which of its places.
    pub finding: Option<(usize, usize)>,
    /// What a search found, to be shown.
    pub found: Option<Found>,
    /// The first row in view.
    pub scroll: usize,
    pub inspector_scroll: usize,
}

/// A stretch of text that a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub language: Language,
    pub block: usize,
    pub cell: Option<(usize, usize)>,
    /// Bytes of the plain text of the block or cell.
    pub range: Range<usize>,
}

/// The outline when it takes the keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    pub focused: bool,
    /// Index into [`outline_rows`].
    pub cursor: usize,
}

/// A row of the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutlineRow {
    Chapter(usize),
    /// A chapter and one of its sections.
    Section(usize, usize),
}

impl Model {
    /// An empty screen, before anything is loaded.
    #[must_use]
    pub fn new(width: u16, height: u16, language: Language, theme: Theme) -> Model {
        Model {
            width,
            height,
            locale: Arc::new(Keymap::default().locale(language)),
            theme,
            theme_from: ThemeFrom::Given,
            split: None,
            list_split: None,
            dragging: false,
            kept: None,
            hint: 0,
            loaded: None,
            view: View::Reading,
            reading: Reading {
                chapter: 0,
                pair: 0,
                language,
                figure: None,
                finding: None,
                found: None,
                scroll: 0,
                inspector_scroll: 0,
            },
            outline: Outline::default(),
            findings: FindingList::default(),
            metrics: MetricList::default(),
            calling: Calling::default(),
            keymap: Arc::default(),
            overlay: None,
            astray: None,
            export: None,
            wished: ExportForm::default(),
            notice: None,
            notices: 0,
            tries: 0,
            name: String::new(),
            history: History::default(),
            ticks: true,
            page: None,
            source: None,
            pages: Pages::default(),
        }
    }

    /// The report of which the box of a mending or note speaks.
    #[must_use]
    pub fn spoken_of(&self) -> Option<&Arc<Loaded>> {
        self.astray.as_ref().or(self.loaded.as_ref())
    }

    /// Whether both editions are there.
    #[must_use]
    pub fn bilingual(&self) -> bool {
        self.loaded.as_ref().is_some_and(|loaded| loaded.report().languages().len() > 1)
    }

    /// The areas of the reading view.
    #[must_use]
    pub fn areas(&self) -> Areas {
        let wishes = Wishes {
            language: self.reading.language,
            bilingual: self.bilingual(),
            inspecting: self.reading.figure.is_some() || self.reading.finding.is_some(),
            drawer: self.outline.focused,
            split: self.split,
        };
        screen::reading(self.width, self.height, wishes)
    }

    /// The areas of the findings view.
    #[must_use]
    pub fn finding_areas(&self) -> FindingAreas {
        screen::findings(self.width, self.height, self.list_split)
    }

    /// The rows of text in view.
    #[must_use]
    pub fn text_height(&self) -> usize {
        let areas = self.areas();
        let area = areas.text.get(self.reading.language).or(areas.text.zh_hant).or(areas.text.en);
        area.map_or(0, |area| usize::from(area.height.saturating_sub(1)))
    }

    /// The rows of the outline: every chapter, and the sections of the one at the cursor.
    #[must_use]
    pub fn outline_rows(&self) -> Vec<OutlineRow> {
        let Some(loaded) = &self.loaded else { return Vec::new() };
        let mut rows = Vec::with_capacity(loaded.chapters.len() + 16);
        for (chapter, facts) in loaded.chapters.iter().enumerate() {
            rows.push(OutlineRow::Chapter(chapter));
            if chapter == self.reading.chapter {
                rows.extend((0..facts.sections.len()).map(|section| OutlineRow::Section(chapter, section)));
            }
        }
        rows
    }

    /// The row of the outline at which the text is.
    #[must_use]
    pub fn outline_row(&self) -> usize {
        let section =
            self.loaded.as_ref().and_then(|loaded| loaded.section(self.reading.chapter, self.reading.pair));
        self.reading.chapter + section.map_or(0, |section| section + 1)
    }
}
