//! The page's lines and sizes: type area, columns, and the type of every role. Points throughout.

use crate::pdf::EditionChoice;
use crate::pdf::colour::{Colour, Palette};
use crate::pdf::text::Weight;
use crate::source::Language;

pub const TYPE_TOP: f32 = 60.0;
pub const TYPE_BOTTOM: f32 = 780.0;
/// Baselines of the running head and of the foot, and the rule under the head.
pub const HEAD_BASELINE: f32 = 37.0;
pub const HEAD_RULE: f32 = 43.0;
pub const FOOT_BASELINE: f32 = 811.0;

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
}

impl Grid {
    #[must_use]
    pub fn new(edition: EditionChoice) -> Grid {
        if edition == EditionChoice::Bilingual {
            let full = Column { x: 57.64, width: 480.0 };
            let zh_hant = Column { x: 57.64, width: 209.0 };
            let en = Column { x: 290.64, width: 247.0 };
            return Grid {
                bilingual: true,
                full,
                zh_hant,
                en,
                note_x: full.x,
                languages: Language::ALL.to_vec(),
            };
        }
        let text = Column { x: 163.64, width: 368.0 };
        let language = if edition == EditionChoice::En { Language::En } else { Language::ZhHant };
        Grid {
            bilingual: false,
            full: Column { x: 63.64, width: 468.0 },
            zh_hant: text,
            en: text,
            note_x: text.x,
            languages: vec![language],
        }
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
}

impl Scale {
    #[must_use]
    pub fn new(bilingual: bool, palette: &Palette) -> Scale {
        Scale { bilingual, ink: palette.ink }
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
        Type { language, size, leading, weight, colour }
    }
}
