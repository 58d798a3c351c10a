//! The page's lines and sizes: type area, columns, and the type of every role. Points throughout.

use crate::pdf::EditionChoice;
use crate::pdf::colour::{Colour, Palette};
use crate::pdf::page::Paper;
use crate::pdf::text::Weight;
use crate::report::page_settings::{Margins, PageSettings, PaperSize, Style};
use crate::source::Language;

/// Two columns need a type area as wide as this, a side column one as wide as that.
const BILINGUAL_LEAST: f32 = 420.0;
const SIDE_LEAST: f32 = 420.0;
/// The widest line of text.
const MEASURE_MOST: f32 = 440.0;
/// From the fold of facing pages to the type area.
const INNER: f32 = 72.0;

/// How far things on a page stand from where they were laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Offsets {
    /// The type area.
    pub full: f32,
    /// The column of text, and the one beside it.
    pub text: f32,
    pub side: f32,
}

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
    /// From the fold to the type area, where pages face each other.
    pub inner: Option<f32>,
    /// It is a page of the right hand.
    pub right_hand: bool,
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
            inner: page.two_sided.then(|| page.margins.map_or(INNER, |margins| margins.left)),
            right_hand: true,
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

    /// The column beside the text, if there is one: where pages face each other, always at the outer edge.
    #[must_use]
    pub fn side(&self) -> Option<Column> {
        let text = self.zh_hant;
        let left = Column { x: self.full.x, width: text.x - self.full.x - 12.0 };
        let right = Column { x: text.right() + 12.0, width: self.full.right() - text.right() - 12.0 };
        let sides = [Some(left), self.inner.map(|_| right)];
        sides.into_iter().flatten().find(|side| !self.bilingual && side.width >= 60.0)
    }

    /// How far everything moves on a page of a number: odd ones lie on the right.
    #[must_use]
    pub fn offsets(&self, number: usize) -> Offsets {
        let Some(inner) = self.inner else { return Offsets::default() };
        let right_hand = number % 2 == 1;
        let x = if right_hand { inner } else { self.paper.width - inner - self.full.width };
        let full = x - self.full.x;
        match self.side().filter(|_| right_hand) {
            Some(side) => Offsets {
                full,
                text: x - self.zh_hant.x,
                side: x + self.full.width - side.width - self.full.x,
            },
            None => Offsets { full, text: full, side: full },
        }
    }

    /// The lines of a page of a number.
    #[must_use]
    pub fn of_page(&self, number: usize) -> Grid {
        let offsets = self.offsets(number);
        let moved = |column: Column, by: f32| Column { x: column.x + by, ..column };
        Grid {
            full: moved(self.full, offsets.full),
            zh_hant: moved(self.zh_hant, offsets.text),
            en: moved(self.en, offsets.text),
            note_x: self.note_x + offsets.text,
            right_hand: number % 2 == 1,
            ..self.clone()
        }
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
pub use crate::report::page_settings::StyledRole as Role;

/// The type of every role in one edition.
#[derive(Clone, Debug)]
pub struct Scale {
    pub bilingual: bool,
    pub ink: Colour,
    /// How large text is, against the usual.
    pub factor: f32,
    /// What the report asks of roles.
    styles: Vec<(Role, Style)>,
}

impl Scale {
    #[must_use]
    pub fn new(bilingual: bool, palette: &Palette, page: &PageSettings) -> Scale {
        let (factor, styles) = (page.scale.unwrap_or(1.0), page.styles.clone());
        Scale { bilingual, ink: palette.ink, factor, styles }
    }

    /// The type of a role, as the report asks for it.
    #[must_use]
    pub fn of(&self, role: Role, language: Language) -> Type {
        let usual = self.usual(role, language);
        let Some((_, style)) = self.styles.iter().find(|(styled, _)| *styled == role) else { return usual };
        let size = style.size.get(language).unwrap_or(usual.size);
        // Lines keep their distance in proportion where only the size is given.
        let leading = style.leading.get(language).unwrap_or(usual.leading * size / usual.size);
        let colour = style.colour.as_deref().and_then(Colour::from_hex).unwrap_or(usual.colour);
        let weight = match style.strong {
            Some(true) => Weight::Strong,
            Some(false) => Weight::Regular,
            None => usual.weight,
        };
        Type { language, size, leading, weight, colour }
    }

    fn usual(&self, role: Role, language: Language) -> Type {
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
            Role::Lead => two((12.0, 18.0), (14.0, 24.0), (14.0, 21.0)),
            Role::Cell | Role::Caption => pick((9.0, 12.0), (9.5, 12.0)),
            Role::Head | Role::Unit => pick((8.5, 12.0), (9.0, 12.0)),
            Role::Group => pick((8.5, 12.0), (8.8, 12.0)),
            Role::TableNote | Role::Running => pick((8.0, 12.0), (8.5, 12.0)),
            Role::Footnote => two(pick((8.0, 12.0), (8.5, 12.0)), (8.5, 13.5), (9.0, 12.0)),
        };
        let weight = match role {
            Role::Body
            | Role::Lead
            | Role::Cell
            | Role::Unit
            | Role::TableNote
            | Role::Footnote
            | Role::Running => Weight::Regular,
            _ => Weight::Strong,
        };
        let colour = match role {
            Role::H1 | Role::H2 | Role::Lead | Role::Group => self.ink,
            Role::Head | Role::Unit | Role::TableNote | Role::Running => Colour::DIM,
            _ => Colour::TEXT,
        };
        let (size, leading) = (size * self.factor, leading * self.factor);
        Type { language, size, leading, weight, colour }
    }
}
