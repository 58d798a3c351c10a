//! From the report to pages: what stands where, in one language or in both.
//!
//! Chapters become pieces ([`piece`]), pieces flow onto pages ([`flow`]); then, with all page numbers known,
//! cover, contents, openers, heads and feet are drawn.

mod annex;
mod band;
mod boxes;
mod caption;
mod case;
mod cells;
mod chapter;
mod chart;
mod columns;
mod display;
mod draft;
mod figures;
mod flow;
mod front;
mod furniture;
mod grid;
mod hatch;
mod image;
mod legend;
mod margin;
mod marks;
mod metrics;
mod notes;
mod numbers;
mod piece;
mod plot_parts;
mod plot_rows;
mod plot_trend;
mod plot_years;
mod plots;
mod prose;
mod references;
mod review;
mod setter;
mod sheet;
mod table;
mod table_look;
mod ticks;
mod unit;
mod wide;
mod words;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::ControlFlow;
use std::rc::Rc;

use super::colour::{Colour, Palette};
use super::fonts::Fonts;
use super::page::{DestinationId, OutlineEntry, Pages, Picture, Shade, Tag};
use super::tag::{ElementId, Role, Tags};
use super::{Cancelled, Options, Progress, Stage, Warning, WarningKind};
use crate::check::Outcome;
use crate::locale::Locale;
use crate::report::{Block, Report, Text};
use crate::source::{ByLanguage, Language, Span};
use grid::{Grid, Scale};
use marks::Marks;
use piece::{Frame, FrameKind, Note, Piece, Step};
use references::Goal;
use setter::Setter;
use words::Words;

/// The pages, and what could not be set.
#[derive(Debug)]
pub struct Laid {
    pub pages: Pages,
    pub warnings: Vec<Warning>,
}

/// Lays out a report.
///
/// # Errors
/// When `progress` stops it.
pub fn lay_out(
    (report, outcome): (&Report, &Outcome),
    options: &Options,
    fonts: &Fonts,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Laid, Cancelled> {
    let mut known_pages = BTreeMap::new();
    let of = report.chapters.len();
    let mut round = 1;
    loop {
        let mut layout = Layout { known_pages, ..Layout::new(report, outcome, options, fonts) };
        let mut steps = Vec::new();
        for chapter in 0..of {
            if progress(Progress { stage: Stage::LayOut, done: chapter, of }).is_break() {
                return Err(Cancelled);
            }
            layout.chapter(chapter, &mut steps);
        }
        let flowed = flow::flow(steps, &layout.notes, &layout.grid, &layout.palette, 0);
        // A page number may move what stands after it, and so another page number.
        if layout.learn_pages(&flowed.destinations) || round == ROUNDS {
            let pages = layout.assemble(flowed);
            return Ok(Laid { pages, warnings: layout.warnings });
        }
        known_pages = layout.known_pages;
        round += 1;
    }
}

/// How often pages are laid out until the pages that pointers print are the true ones; two is the rule.
const ROUNDS: usize = 4;

/// Everything that laying out needs and gathers.
struct Layout<'a> {
    report: &'a Report,
    options: &'a Options,
    grid: Grid,
    scale: Scale,
    palette: Palette,
    setter: Setter<'a>,
    locales: ByLanguage<Locale>,
    notes: Vec<Note>,
    /// Notes by chapter and label.
    note_index: HashMap<(usize, String), usize>,
    destinations: usize,
    contents: Vec<Entry>,
    captions: Vec<Caption>,
    warnings: Vec<Warning>,
    frames: usize,
    /// The chapter being laid out, and its tables and charts so far.
    at: usize,
    tables: usize,
    charts: usize,
    /// The frame of the run of paired text being laid out.
    pairs: Option<Rc<Frame>>,
    /// The part of the document that each chapter is.
    sections: HashMap<usize, ElementId>,
    /// The lists that the last item stands in, by language, outermost first.
    lists: ByLanguage<Vec<List>>,
    outcome: &'a Outcome,
    /// What a review copy marks.
    marks: Marks<'a>,
    pictures: Vec<Picture>,
    shades: Vec<Shade>,
    /// Destinations of pointers, and of what they may lead to.
    goals: BTreeMap<Goal, DestinationId>,
    /// Pages as the last round found them, and those that this one prints.
    known_pages: BTreeMap<Goal, usize>,
    pointed: BTreeSet<Goal>,
    /// How large the type of the table being set is, against the usual.
    table_size: f32,
    /// The one unit of the table being set, which its caption says.
    caption_unit: Option<Words>,
    /// What is being set stands in a box.
    in_box: bool,
}

/// A list that the next item may belong to.
#[derive(Clone, Copy, Debug)]
struct List {
    depth: u8,
    numbered: bool,
    element: ElementId,
    /// The body of its last item, in which a list of the next depth stands.
    body: ElementId,
}

/// A line of the contents and of the outline.
#[derive(Clone, Debug)]
struct Entry {
    level: u8,
    number: Option<String>,
    /// One title for each language of the edition.
    titles: Vec<String>,
    chapter: usize,
    destination: DestinationId,
}

/// A line of the lists of tables and charts.
#[derive(Clone, Debug)]
struct Caption {
    /// The message that names its kind.
    key: &'static str,
    /// `表2.1`.
    label: String,
    titles: Vec<String>,
    destination: DestinationId,
}

impl<'a> Layout<'a> {
    fn new(report: &'a Report, outcome: &'a Outcome, options: &'a Options, fonts: &'a Fonts) -> Layout<'a> {
        let brand = report.config.brand.as_deref().and_then(Colour::from_hex).unwrap_or(Colour::BRAND);
        let palette = Palette::new(brand);
        let grid = Grid::new(options.edition, &report.config.page);
        let scale = Scale::new(grid.bilingual, &palette, &report.config.page);
        let setter = Setter {
            fonts,
            ink: palette.ink,
            tag: Tag::default(),
            tags: Tags::default(),
            missing: Vec::new(),
        };
        let locales = ByLanguage { zh_hant: Locale::new(Language::ZhHant), en: Locale::new(Language::En) };
        let marks =
            if options.review { Marks::new(report, outcome, &grid.languages) } else { Marks::default() };
        Layout {
            report,
            options,
            grid,
            scale,
            palette,
            setter,
            locales,
            notes: Vec::new(),
            note_index: HashMap::new(),
            destinations: 0,
            contents: Vec::new(),
            captions: Vec::new(),
            warnings: Vec::new(),
            frames: 0,
            at: 0,
            tables: 0,
            charts: 0,
            pairs: None,
            sections: HashMap::new(),
            lists: ByLanguage::default(),
            outcome,
            marks,
            pictures: Vec::new(),
            shades: Vec::new(),
            goals: BTreeMap::new(),
            known_pages: BTreeMap::new(),
            pointed: BTreeSet::new(),
            table_size: 1.0,
            caption_unit: None,
            in_box: false,
        }
    }

    /// The language that leads: Chinese, but in the English edition.
    fn lead(&self) -> Language {
        self.grid.languages[0]
    }

    fn destination(&mut self) -> DestinationId {
        self.destinations += 1;
        DestinationId(self.destinations - 1)
    }

    /// Begins a part of the document inside the innermost open one; what is set next belongs to it.
    fn begin(&mut self, role: Role, language: Language) -> ElementId {
        self.setter.begin(role, Some(language))
    }

    /// Sets what stands inside a part of the document.
    fn inside<T>(&mut self, role: Role, language: Option<Language>, set: impl FnOnce(&mut Self) -> T) -> T {
        let id = self.setter.tags.add(role, language);
        self.setter.tags.enter(id);
        let done = set(self);
        self.setter.tags.leave();
        done
    }

    fn frame(&mut self, kind: FrameKind, head: Vec<Piece>) -> Rc<Frame> {
        self.frames += 1;
        Rc::new(Frame { id: self.frames, kind, head, foot: Vec::new() })
    }

    /// Warns of the characters of a text that no font has, those that stand together at once; `known` were known before
    /// it was set.
    fn report_missing(&mut self, block: &Block, text: &Text, known: usize) {
        let mut found: Vec<(String, std::ops::Range<usize>)> = Vec::new();
        for (character, at) in self.setter.missing.drain(known..) {
            let end = at + character.len_utf8();
            match found.last_mut() {
                Some((characters, range)) if range.end == at => {
                    characters.push(character);
                    range.end = end;
                }
                _ => found.push((character.to_string(), at..end)),
            }
        }
        let warning = |(characters, range)| Warning {
            span: text.span(block.span.file, &range),
            kind: WarningKind::NoGlyph(characters),
        };
        self.warnings.extend(found.into_iter().map(warning));
    }

    /// Warns of what is missing in words that have no place of their own, such as a chart's title.
    fn report_rest(&mut self, span: Span) {
        for (character, _) in std::mem::take(&mut self.setter.missing) {
            let told = |warning: &Warning| matches!(&warning.kind, WarningKind::NoGlyph(characters) if characters.contains(character));
            if !self.warnings.iter().any(told) {
                self.warnings.push(Warning { span, kind: WarningKind::NoGlyph(character.to_string()) });
            }
        }
    }
}

fn step_all(steps: &mut Vec<Step>, pieces: Vec<Piece>) {
    steps.extend(pieces.into_iter().map(Step::Piece));
}
