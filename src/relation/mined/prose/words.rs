//! Words that say what a figure in a sentence has to do with the others.

/// Whether one of the words stands in a text; letters must begin a word, whatever follows them.
#[must_use]
pub fn says(text: &str, words: &[&str]) -> bool {
    // Most words do not stand in most texts: one pass over the text rules nearly all of them out.
    let seen = Pairs::of(text);
    words.iter().any(|word| seen.may_have(word) && position(text, word).is_some())
}

/// Which pairs of neighbouring bytes a text has, by a hash of few bits: it may say yes wrongly, never no.
struct Pairs([u64; 16]);

impl Pairs {
    fn of(text: &str) -> Pairs {
        let mut seen = Pairs([0; 16]);
        let mut last = 0;
        for byte in text.bytes() {
            let (word, bit) = Pairs::place(last, byte);
            seen.0[word] |= bit;
            last = byte;
        }
        seen
    }

    fn may_have(&self, word: &str) -> bool {
        let bytes = word.as_bytes();
        let has = |at: usize| {
            let (word, bit) = Pairs::place(bytes[at], bytes[at + 1]);
            self.0[word] & bit != 0
        };
        match bytes.len() {
            0 | 1 => true,
            2 => has(0),
            // The first byte of a Chinese character tells little.
            len => has(len - 2) && has(usize::from(!bytes[0].is_ascii())),
        }
    }

    fn place(first: u8, second: u8) -> (usize, u64) {
        let lower = |byte: u8| usize::from(byte.to_ascii_lowercase());
        let hash = (lower(first).wrapping_mul(37) ^ lower(second).wrapping_mul(11)) & 1023;
        (hash >> 6, 1 << (hash & 63))
    }
}

/// Where a word first stands in a text.
#[must_use]
pub fn position(text: &str, word: &str) -> Option<usize> {
    let (haystack, needle) = (text.as_bytes(), word.as_bytes());
    let first = needle.first()?;
    let starts_word =
        |at: usize| !first.is_ascii_alphabetic() || at == 0 || !haystack[at - 1].is_ascii_alphanumeric();
    let last = haystack.len().checked_sub(needle.len())?;
    (0..=last).find(|at| {
        haystack[*at].eq_ignore_ascii_case(first)
            && haystack[*at..*at + needle.len()].eq_ignore_ascii_case(needle)
            && starts_word(*at)
    })
}

/// Which of the words stands last, and where it ends.
#[must_use]
pub fn last_of(text: &str, words: &[&str]) -> Option<(usize, usize)> {
    let mut found: Option<(usize, usize)> = None;
    for word in words {
        let mut from = 0;
        while let Some(at) = position(&text[from..], word) {
            let start = from + at;
            let end = start + word.len();
            if found.is_none_or(|(_, last)| last < end) {
                found = Some((start, end));
            }
            from = end;
        }
    }
    found
}

/// Something becomes more.
pub const UP: &[&str] = &[
    "增", "升", "提高", "上漲", "漲", "擴大", "rise", "rose", "risen", "rising", "increas", "grew", "grow",
    "up ", "up by", "higher", "gain", "climb",
];

/// Something becomes less.
pub const DOWN: &[&str] = &[
    "減", "降", "跌", "縮", "下滑", "decreas", "fell", "fall", "drop", "declin", "reduc", "down ", "down by",
    "lower", "cut", "less",
];

/// What is compared with follows.
pub const THAN: &[&str] =
    &["較", "比", "相比", "對比", "相對", "compared", "than", "from", "against", "versus", "over ", "on "];

/// Plans and aims are no statements of what was.
pub const AIMS: &[&str] = &[
    "目標",
    "計劃",
    "規劃",
    "預計",
    "預期",
    "爭取",
    "力爭",
    "將會",
    "將於",
    "擬",
    "不少於",
    "以內",
    "上限",
    "target",
    "aim",
    "goal",
    "plan to",
    "plans to",
    "expect",
    "will ",
    "by 20",
    "commit",
    "pledge",
    "should",
    "must",
    "forecast",
    "budget",
    "project to",
];

/// Counted from the beginning of something, not of the period.
pub const SINCE: &[&str] =
    &["以來", "至今", "自成立", "歷年", "累積", "since", "to date", "cumulative", "so far"];

/// A part of something is named.
pub const PART: &[&str] =
    &["其中", "當中", "包括", "of whom", "of which", "of them", "of these", "including", "includes"];

/// The year before.
pub const LAST_YEAR: &[&str] = &[
    "去年",
    "上年",
    "上一年",
    "上一報告期",
    "前一年",
    "同期",
    "last year",
    "previous year",
    "prior year",
    "year before",
    "preceding year",
    "year earlier",
    "a year ago",
    "year-on-year",
    "同比",
    "按年",
];
