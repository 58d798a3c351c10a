//! The page's lines and sizes: type area, columns, and the type of every role. Points throughout.

use crate::pdf::EditionChoice;
use crate::pdf::colour::{Colour, Palette};
use crate::pdf::page::Paper;
use crate::pdf::text::Weight;
use crate::report::page_settings::{Margins, PageSettings, PaperSize};
use crate::source::Language;

/// Two columns need a type area as wide as this, a side column one as wide as that.
const BILINGUAL_LEAST: f32 = 420.0;
const SIDE_LEAST: f32 = 420.0;
/// The widest line of text.
const MEASURE_MOST: f32 = 440.0;

/// Where text stands from left to right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    pub x: f32,
    pub width: f32,
}

impl Column {
    /// The column less a margin at its left.
    #[must_use]
    pub fn inset(self, left: f32, right: f32) -> Column {
        Column { x: self.x + left, width: self.width - left - right }
    }

    #[must_use]
    pub fn right(self) -> f32 {
        self.x + self.width
    }
}

/// The lines of a page.
#[derive(Clone, Debug)]
pub struct Grid {
    pub bilingual: bool,
    /// The whole type area: tables, charts, bands, boxes.
    pub full: Column,
    /// Text of each language; the same column but in the bilingual edition.
    pub zh_hant: Column,
    pub en: Column,
    /// Left edge of footnotes.
    pub note_x: f32,
    /// The languages, the leading one first.
    pub languages: Vec<Language>,
    pub paper: Paper,
    /// Where text begins and ends from top to bottom.
    pub top: f32,
    pub bottom: f32,
}

impl Grid {
    /// The lines of an edition on the paper and within the margins that the report asks for.
    #[must_use]
    pub fn new(edition: EditionChoice, page: &PageSettings) -> Grid {
        let paper = match page.paper {
            PaperSize::A4 => Paper::A4,
            PaperSize::Letter => Paper::LETTER,
            PaperSize::Wide => Paper::WIDE,
        };
        let margins = page.margins.unwrap_or(Margins { top: 60.0, bottom: 61.89, left: 0.0, right: 0.0 });
        let (top, bottom) = (margins.top, paper.height - margins.bottom);
        // Wider lines than these are hard to read: on wide paper they stand in the middle.
        let most = if edition == EditionChoice::Bilingual { 480.0 } else { 468.0 };
        let full = match page.margins {
            Some(margins) => Column { x: margins.left, width: paper.width - margins.left - margins.right },
            None if paper.width > paper.height => Column { x: 90.0, width: paper.width - 180.0 },
            None => Column { x: (paper.width - most) / 2.0, width: most },
        };
        let languages = edition.languages().to_vec();
        let grid = |zh_hant: Column, en: Column, note_x: f32| Grid {
            bilingual: zh_hant != en,
            full,
            zh_hant,
            en,
            note_x,
            languages,
            paper,
            top,
            bottom,
        };
        if edition == EditionChoice::Bilingual && full.width >= BILINGUAL_LEAST {
            // Chinese needs less room for the same words.
            let zh_hant = Column { x: full.x, width: (full.width - 24.0) * 209.0 / 456.0 };
            let en = Column { x: zh_hant.right() + 24.0, width: full.right() - zh_hant.right() - 24.0 };
            return grid(zh_hant, en, full.x);
        }
        let side = if full.width >= SIDE_LEAST { 100.0 } else { 0.0 };
        let text = full.inset(side, 0.0);
        let text = Column { width: text.width.min(MEASURE_MOST), ..text };
        grid(text, text, text.x)
    }

    /// The type area of a page that lies on its side.
    #[must_use]
    pub fn turned(&self) -> Column {
        Column { x: self.top, width: self.paper.height - 2.0 * self.top }
    }

    #[must_use]
    pub fn turned_bottom(&self) -> f32 {
        self.paper.width - (self.paper.height - self.bottom)
    }

    /// Baselines of the running head and of the foot, and the rule under the head.
    #[must_use]
    pub fn head_baseline(&self) -> f32 {
        self.top - 23.0
    }

    #[must_use]
    pub fn head_rule(&self) -> f32 {
        self.top - 17.0
    }

    #[must_use]
    pub fn foot_baseline(&self) -> f32 {
        self.bottom + 31.0
    }

    #[must_use]
    pub fn column(&self, language: Language) -> Column {
        match language {
            Language::ZhHant => self.zh_hant,
            Language::En => self.en,
        }
    }

    /// The column beside the text, if there is one.
    #[must_use]
    pub fn side(&self) -> Option<Column> {
        let width = self.zh_hant.x - self.full.x - 12.0;
        (!self.bilingual && width >= 60.0).then_some(Column { x: self.full.x, width })
    }

    /// The middle of the gutter between the two columns.
    #[must_use]
    pub fn gutter(&self) -> f32 {
        f32::midpoint(self.zh_hant.right(), self.en.x)
    }
}

/// How some text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Type {
    pub language: Language,
    pub size: f32,
    pub leading: f32,
    pub weight: Weight,
    pub colour: Colour,
}

impl Type {
    #[must_use]
    pub fn strong(self) -> Type {
        Type { weight: Weight::Strong, ..self }
    }

    #[must_use]
    pub fn coloured(self, colour: Colour) -> Type {
        Type { colour, ..self }
    }

    #[must_use]
    pub fn sized(self, size: f32, leading: f32) -> Type {
        Type { size, leading, ..self }
    }
}

/// What a text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    H1,
    H2,
    H3,
    H4,
    Body,
    Cell,
    Head,
    Group,
    Caption,
    Unit,
    TableNote,
    Footnote,
    Running,
}

/// The type of every role in one edition.
#[derive(Clone, Debug)]
pub struct Scale {
    pub bilingual: bool,
    pub ink: Colour,
    /// How large text is, against the usual.
    pub factor: f32,
}

impl Scale {
    #[must_use]
    pub fn new(bilingual: bool, palette: &Palette, factor: f32) -> Scale {
        Scale { bilingual, ink: palette.ink, factor }
    }

    #[must_use]
    pub fn of(&self, role: Role, language: Language) -> Type {
        let zh = language == Language::ZhHant;
        let pick = |in_zh: (f32, f32), in_en: (f32, f32)| if zh { in_zh } else { in_en };
        let two = |bilingual: (f32, f32), zh: (f32, f32), en: (f32, f32)| {
            if self.bilingual { bilingual } else { pick(zh, en) }
        };
        let (size, leading) = match role {
            Role::H1 => two((21.0, 30.0), (24.0, 33.0), (24.0, 30.0)),
            Role::H2 => two((15.0, 21.0), (18.0, 24.0), (19.0, 24.0)),
            Role::H3 => two((12.0, 18.0), (14.0, 21.0), (14.0, 18.0)),
            Role::H4 => two(pick((10.5, 15.0), (10.5, 15.0)), (11.5, 18.0), (11.5, 15.0)),
            Role::Body => two(pick((9.5, 15.0), (10.0, 15.0)), (10.5, 18.0), (11.0, 15.0)),
            Role::Cell | Role::Caption => pick((9.0, 12.0), (9.5, 12.0)),
            Role::Head | Role::Unit => pick((8.5, 12.0), (9.0, 12.0)),
            Role::Group => pick((8.5, 12.0), (8.8, 12.0)),
            Role::TableNote | Role::Running => pick((8.0, 12.0), (8.5, 12.0)),
            Role::Footnote => two(pick((8.0, 12.0), (8.5, 12.0)), (8.5, 13.5), (9.0, 12.0)),
        };
        let weight = match role {
            Role::Body | Role::Cell | Role::Unit | Role::TableNote | Role::Footnote | Role::Running => {
                Weight::Regular
            }
            _ => Weight::Strong,
        };
        let colour = match role {
            Role::H1 | Role::H2 | Role::Group => self.ink,
            Role::Head | Role::Unit | Role::TableNote | Role::Running => Colour::DIM,
            _ => Colour::TEXT,
        };
        let (size, leading) = (size * self.factor, leading * self.factor);
        Type { language, size, leading, weight, colour }
    }
}
