//! The report as a PDF: laid out, painted, given outline and metadata, saved. Same input, same bytes.
//!
//! Layout makes pages of plain data (`page::Pages`); painting and saving know nothing of reports. This
//! module writes no file and reads no clock.

pub mod colour;
mod embed;
pub mod fonts;
mod layout;
pub mod page;
mod paint;
pub mod picture;
mod save;
mod structure;
pub mod tag;
pub mod text;

use std::ops::ControlFlow;

use camino::Utf8Path;

use crate::check::{Arg, Message, Outcome};
use crate::diff::Changed;
use crate::report::Report;
use crate::source::{Language, Span, visible};
use fonts::{FontFile, Fonts};
use structure::{Base, Metadata};

/// Which languages a document holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EditionChoice {
    ZhHant,
    En,
    /// Both, side by side, pair by pair.
    Bilingual,
}

impl EditionChoice {
    pub const ALL: [EditionChoice; 3] = [EditionChoice::ZhHant, EditionChoice::En, EditionChoice::Bilingual];

    /// The word used on the command line and in file names.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            EditionChoice::ZhHant => "zh-Hant",
            EditionChoice::En => "en",
            EditionChoice::Bilingual => "bilingual",
        }
    }

    /// The languages in it, the leading one first.
    #[must_use]
    pub fn languages(self) -> &'static [Language] {
        match self {
            EditionChoice::ZhHant => &[Language::ZhHant],
            EditionChoice::En => &[Language::En],
            EditionChoice::Bilingual => &Language::ALL,
        }
    }
}

/// The name of a document: `report.zh-Hant.pdf`; of a single file, `annual.zh-Hant.pdf` for `annual.md`.
#[must_use]
pub fn file_name(report: &Report, edition: EditionChoice) -> String {
    let single =
        report.root.extension().is_some_and(|extension| matches!(extension, "md" | "markdown" | "txt"));
    let stem = report.root.file_stem().filter(|_| single).unwrap_or("report");
    format!("{stem}.{}.pdf", edition.word())
}

/// The name of a document as it is asked for: a review copy and a draft are never taken for the report itself.
#[must_use]
pub fn file_name_of(report: &Report, options: &Options) -> String {
    let mut name = file_name(report, options.edition);
    for (asked, word) in [(options.review, ".review.pdf"), (options.draft, ".draft.pdf")] {
        if asked {
            name.truncate(name.len() - ".pdf".len());
            name.push_str(word);
        }
    }
    name
}

/// Reads a file that is no text; none where it cannot.
pub type Reader = fn(&Utf8Path) -> Option<Vec<u8>>;

/// What is asked of an export.
#[derive(Clone, Debug)]
pub struct Options {
    pub edition: EditionChoice,
    /// Printed at the foot of pages, such as a short commit id.
    pub revision: Option<String>,
    /// Findings, tick marks and an annex are drawn.
    pub review: bool,
    /// A watermark says that it is not final.
    pub draft: bool,
    /// The margin says where in the source each block stands.
    pub source_lines: bool,
    /// Reads a picture; without it none is drawn.
    pub read: Option<Reader>,
    /// What changed since an earlier version has a bar beside it.
    pub changed: Option<Changed>,
    /// In the place of those built in.
    pub fonts: Vec<FontFile>,
}

impl Options {
    #[must_use]
    pub fn new(edition: EditionChoice) -> Options {
        Options {
            edition,
            revision: None,
            review: false,
            draft: false,
            source_lines: false,
            read: None,
            changed: None,
            fonts: Vec::new(),
        }
    }
}

/// How far an export has come; `of` is 0 where it is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub stage: Stage,
    pub done: usize,
    pub of: usize,
}

/// The stages of an export, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Counted in chapters.
    LayOut,
    /// Counted in pages.
    Paint,
    /// Not counted.
    Save,
}

impl Stage {
    pub const ALL: [Stage; 3] = [Stage::LayOut, Stage::Paint, Stage::Save];
}

/// A finished document.
#[derive(Clone, Debug)]
pub struct Export {
    pub bytes: Vec<u8>,
    pub pages: usize,
    pub warnings: Vec<Warning>,
}

/// Something that could not be set as it stands in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    pub span: Span,
    pub kind: WarningKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WarningKind {
    /// No font has the characters; `〓` stands in the place of each.
    NoGlyph(String),
    /// There is no such picture, or it cannot be read: its words stand in its place.
    PictureNotRead(String),
    /// A drawing whose words are left out.
    PictureWords(String),
    /// A pointer to another place of the report that is not there.
    PointerLost(String),
    /// A table was turned to fit on the page.
    TableTurned,
    /// A table was set smaller, in hundredths of the usual size.
    TableShrunk(u8),
    /// Even the smallest type does not fit: words are cut within.
    TableTooWide,
    /// A chart of metrics that have no value.
    ChartEmpty,
    /// A font of the report's settings that is none, or cannot be cut down; another stands in its place.
    FontNotRead(String),
}

/// So many characters are told by their codes.
const CODES: usize = 3;

impl WarningKind {
    /// What it says, not yet in a language.
    #[must_use]
    pub fn message(&self) -> Message {
        let text = |text: &str| Arg::Text(text.to_owned());
        let (key, args) = match self {
            WarningKind::NoGlyph(characters) => {
                let code = |char: char| format!("U+{:04X}", u32::from(char));
                let mut codes: Vec<String> = characters.chars().take(CODES).map(code).collect();
                if characters.chars().count() > CODES {
                    codes.push("…".to_owned());
                }
                let args = vec![("char", text(characters)), ("code", text(&codes.join(" ")))];
                ("export-no-glyph", args)
            }
            WarningKind::PictureNotRead(picture) => ("export-no-image", vec![("image", text(picture))]),
            WarningKind::PictureWords(picture) => ("export-image-words", vec![("image", text(picture))]),
            WarningKind::PointerLost(pointer) => ("export-pointer-lost", vec![("pointer", text(pointer))]),
            WarningKind::TableTurned => ("export-table-turned", Vec::new()),
            WarningKind::TableShrunk(size) => {
                ("export-table-shrunk", vec![("percent", Arg::Number(i64::from(*size)))])
            }
            WarningKind::TableTooWide => ("export-table-too-wide", Vec::new()),
            WarningKind::ChartEmpty => ("export-chart-empty", Vec::new()),
            WarningKind::FontNotRead(font) => ("export-no-font", vec![("font", text(font))]),
        };
        Message { key, args }
    }
}

/// There is no document, because it was not wanted any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancelled;

/// Makes the PDF of a report. `progress` hears of each step and may stop the export.
///
/// # Errors
/// When `progress` stops it.
pub fn export(
    report: &Report,
    outcome: &Outcome,
    options: &Options,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Export, Cancelled> {
    let (fonts, unread) = given_fonts(report, options);
    let mut laid = layout::lay_out((report, outcome), options, &fonts, progress)?;
    let of = laid.pages.pages.len();
    let cuts = embed::cut_all(&laid.pages, &fonts);
    let items = paint::take(&mut laid.pages);
    let pages = &laid.pages;
    let (base, painted) = std::thread::scope(|scope| {
        let base = scope.spawn(|| {
            let mut document = embed::specimen(&cuts);
            paint::resources(pages, &mut document);
            Base::new(&document)
        });
        let painted = paint::paint(items, &pages.tags, pages.watermark.is_some(), &cuts, |done| {
            progress(Progress { stage: Stage::Paint, done, of }).is_continue()
        });
        (base.join(), painted)
    });
    let painted = painted.ok_or(Cancelled)?;
    let base = base.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    if progress(Progress { stage: Stage::Save, done: 0, of: 0 }).is_break() {
        return Err(Cancelled);
    }
    let bytes = structure::write(base, pages, painted, &metadata(report, options));
    let warnings = unread.into_iter().chain(laid.warnings).collect();
    Ok(Export { bytes, pages: of, warnings })
}

/// The fonts of the report's settings, then those that were asked for; and which of them cannot be read.
fn given_fonts(report: &Report, options: &Options) -> (Fonts, Vec<Warning>) {
    let mut files = Vec::new();
    let mut unread = Vec::new();
    for (path, span) in &report.config.page.fonts {
        let (file, index) = font_of_file(path);
        let bytes = options.read.and_then(|read| read(&report.root.join(file)));
        match bytes.and_then(|bytes| FontFile::read(bytes, index, Utf8Path::new(file).file_stem()?)) {
            Some(font) => files.push(font),
            None => unread.push(Warning { span: *span, kind: WarningKind::FontNotRead(path.clone()) }),
        }
    }
    files.extend(options.fonts.iter().cloned());
    (Fonts::with(files), unread)
}

/// `Family.ttc#2`: a file, and which font of it.
#[must_use]
pub fn font_of_file(path: &str) -> (&str, u32) {
    let numbered = path.rsplit_once('#').and_then(|(file, index)| Some((file, index.parse().ok()?)));
    numbered.unwrap_or((path, 0))
}

/// Only lays out a report: what stands where, without fonts and bytes.
#[must_use]
pub fn pages(report: &Report, outcome: &Outcome, options: &Options) -> page::Pages {
    let (fonts, _) = given_fonts(report, options);
    let go_on = &mut |_: Progress| ControlFlow::Continue(());
    layout::lay_out((report, outcome), options, &fonts, go_on).map(|laid| laid.pages).unwrap_or_default()
}

/// The report's title; that of its first chapter where it has none of its own, as a single file.
fn title(report: &Report, language: Language) -> &str {
    let own = report.config.title.get(language).as_str();
    let first = || (!report.chapters.is_empty()).then(|| report.chapters[0].title(language));
    if own.is_empty() { first().unwrap_or_default() } else { own }
}

fn metadata(report: &Report, options: &Options) -> Metadata {
    let languages = options.edition.languages();
    let joined = |words: &dyn Fn(Language) -> String| {
        let words: Vec<String> = languages.iter().map(|language| words(*language)).collect();
        visible::without(&words.join(" / ")).into_owned()
    };
    Metadata {
        title: joined(&|language| title(report, language).to_owned()),
        author: joined(&|language| report.config.entity.get(language).clone()),
        languages: languages.iter().map(|language| language.tag()).collect(),
    }
}
