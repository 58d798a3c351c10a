//! Words that say what a figure in a sentence has to do with the others.

use crate::figures::phrases::Bits;

/// Whether one of the words stands in a text; letters must begin a word, whatever follows them.
#[must_use]
pub fn says(text: &str, words: &[&str]) -> bool {
    match words {
        [word] => position(text, word).is_some(),
        _ => says_any(text, &[words]),
    }
}

/// Whether a word of any of the lists stands in a text.
#[must_use]
pub fn says_any(text: &str, lists: &[&[&str]]) -> bool {
    // Most words do not stand in most texts: one pass over the text rules nearly all of them out.
    let seen = Pairs::of(text);
    lists.iter().copied().flatten().any(|word| seen.may_have(word) && position(text, word).is_some())
}

/// Which Chinese characters and which pairs of neighbouring letters a text has: it may say yes wrongly, never no.
struct Pairs(Bits);

impl Pairs {
    fn of(text: &str) -> Pairs {
        let mut seen = Bits::default();
        let mut last = ' ';
        for char in text.chars() {
            seen.insert(Pairs::number(last, char));
            last = char;
        }
        Pairs(seen)
    }

    fn may_have(&self, word: &str) -> bool {
        let mut last = None;
        word.chars().all(|char| match last.replace(char) {
            // Nobody knows what stands before a first letter.
            None if char.is_ascii() => true,
            before => self.0.may_hold(Pairs::number(before.unwrap_or(' '), char)),
        })
    }

    /// A Chinese character, or a letter with the character before it.
    fn number(last: char, char: char) -> usize {
        let lower = |char: char| char.to_ascii_lowercase() as usize;
        if char.is_ascii() {
            lower(last).wrapping_mul(37) ^ lower(char).wrapping_mul(11)
        } else {
            char as usize
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_text_is_never_ruled_out() {
        let lists = [UP, DOWN, THAN, AIMS, SINCE, PART, LAST_YEAR];
        for word in lists.into_iter().flatten() {
            for word in [(*word).to_owned(), word.to_ascii_uppercase()] {
                for text in [format!("{word}乙"), format!("甲{word}"), format!("a. {word}b"), word.clone()]
                {
                    assert!(says_any(&text, &[&["沒有"], &[&word, "none"]]), "{word} in {text}");
                }
            }
        }
        assert!(!says_any("supply of 甲", &[UP, &["up"]]));
    }
}
