//! What a character is to a line: which face draws it, how it stands beside others, where a line may end.

/// What a character is to the spacing of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A Han character, or anything else that fills its em and stretches like one.
    Han,
    /// `（「『《“`, full width.
    Open,
    /// `）」』》”`, full width.
    Close,
    /// `，、；：`
    Comma,
    /// `。`
    Stop,
    /// `？！`
    Bang,
    /// `·` of the width of a Han character.
    Dot,
    /// `——`, `……`, `～`, `／`: nothing is added beside them.
    Bar,
    /// A Latin letter, a digit, `% ‰ + °` or a currency sign: it keeps a quarter-em from Han.
    Letter,
    /// `– ~ / & @ # -`: neither a gap nor a stretch beside it.
    Joiner,
    /// Other Latin marks and brackets: no gap, though the joint may stretch.
    Mark,
    /// A symbol drawn by the Han face that belongs to what stands before it: `％ ℃ ㎡`.
    Symbol,
}

impl Class {
    /// The class of a character as it is drawn by a Han face or by a Latin one.
    #[must_use]
    pub fn of(character: char, han: bool) -> Class {
        if han { Class::of_han(character) } else { Class::of_latin(character) }
    }

    fn of_han(character: char) -> Class {
        match character {
            '（' | '「' | '『' | '《' | '〈' | '【' | '〔' | '〖' | '〘' | '［' | '｛' | '“' | '‘' => {
                Class::Open
            }
            '）' | '」' | '』' | '》' | '〉' | '】' | '〕' | '〗' | '〙' | '］' | '｝' | '”' | '’' => {
                Class::Close
            }
            '，' | '、' | '；' | '：' => Class::Comma,
            '。' | '．' => Class::Stop,
            '？' | '！' | '‼' | '⁇' | '⁈' | '⁉' => Class::Bang,
            '·' | '‧' | '・' => Class::Dot,
            '—' | '…' | '⋯' | '～' | '／' | '–' => Class::Bar,
            '％' | '℃' | '㎡' | '㎥' => Class::Symbol,
            _ => Class::Han,
        }
    }

    fn of_latin(character: char) -> Class {
        match character {
            '%' | '‰' | '+' | '°' | '$' | '¥' | '€' | '£' => Class::Letter,
            '–' | '—' | '~' | '/' | '&' | '@' | '#' | '-' | '‑' => Class::Joiner,
            _ if character.is_alphanumeric() => Class::Letter,
            _ => Class::Mark,
        }
    }

    /// Whether it fills a Han character's em.
    #[must_use]
    pub fn is_full_width(self) -> bool {
        !matches!(self, Class::Letter | Class::Joiner | Class::Mark)
    }

    /// Whether it is a full-width mark, which brings its own white.
    #[must_use]
    pub fn is_full_mark(self) -> bool {
        matches!(
            self,
            Class::Open | Class::Close | Class::Comma | Class::Stop | Class::Bang | Class::Dot | Class::Bar
        )
    }
}

/// Whether the Han face is the first choice for a character; the marks that both could draw are decided by
/// their neighbours instead (see `quotes`).
#[must_use]
pub fn prefers_han(character: char) -> bool {
    matches!(u32::from(character),
        0x2027 | 0x2103 | 0x2109 | 0x22EF | 0x2460..=0x24FF | 0x25A0..=0x25FF | 0x2E80..=0xA4CF
        | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF00..=0xFFEF | 0x2_0000..=0x3_FFFF)
}

/// Marks that Chinese sets full width and English does not.
#[must_use]
pub fn is_shared_mark(character: char) -> bool {
    matches!(character, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// White between words; a line may break after it unless [`is_tie`].
#[must_use]
pub fn is_space(character: char) -> bool {
    character != '\u{3000}' && (character.is_whitespace() || character.is_control())
}

/// A space at which no line breaks.
#[must_use]
pub fn is_tie(character: char) -> bool {
    matches!(character, '\u{A0}' | '\u{202F}' | '\u{2007}')
}

/// A line ends here, whatever its width.
#[must_use]
pub fn is_line_end(character: char) -> bool {
    matches!(character, '\n' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Characters without a picture of their own: joiners, selectors, marks of order and direction.
#[must_use]
pub fn is_invisible(character: char) -> bool {
    matches!(u32::from(character),
        0xAD | 0x34F | 0x61C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F | 0x200B..=0x200F
        | 0x202A..=0x202E | 0x2060..=0x206F | 0x3164 | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFF8
        | 0xE_0000..=0xE_0FFF)
}

/// Never first on a line.
#[must_use]
pub fn not_at_start(character: char) -> bool {
    "，、。．：；？！‼⁇⁈⁉）」』》〉】〕〗〙］｝”’—…⋯·‧・–～~／/％%‰℃°々,.;:?!)]}'".contains(character)
}

/// Never last on a line.
#[must_use]
pub fn not_at_end(character: char) -> bool {
    "（「『《〈【〔〖〘［｛“‘([{$¥￥€£＄№#／/".contains(character)
}
