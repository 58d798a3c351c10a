//! Where a text points elsewhere in the report: 見「…」, see "…", 附錄 2, the cells of an index.

use std::ops::Range;
use std::sync::LazyLock;

use crate::figures::phrases::Phrases;
use crate::report::text::lower;
use crate::source::Language;

/// Words before a quotation that make it a pointer.
const LEADS: [&str; 14] = [
    "見",
    "參見",
    "參閱",
    "請閱",
    "載於",
    "載列於",
    "列於",
    "see",
    "see also",
    "refer to",
    "in the section",
    "see the section",
    "see section",
    "see the chapter",
];
/// No lead is longer, with the words that may stand behind it.
const LEAD_LENGTH: usize = 32;
/// Where 見 is a part of another word: 意見「…」 is no pointer.
const COMPOUNDS: [char; 12] = ['意', '預', '可', '常', '看', '罕', '少', '遇', '會', '偏', '成', '主'];
/// Words behind a quotation that make it a pointer.
const TRAILS: [&str; 7] = ["一節", "一章", "章節", "小節", " section", " chapter", " above"];

/// Ranges of the paths that a text quotes as pointers, without their quotation marks.
#[must_use]
pub fn quoted(plain: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((open, mark)) = plain[at..].char_indices().find(|(_, char)| closing(*char).is_some()) {
        let open = at + open;
        let start = open + mark.len_utf8();
        let Some(length) = closing(mark).and_then(|close| plain[start..].find(close)) else {
            at = start;
            continue;
        };
        let inside = start..start + length;
        let after = &plain[inside.end..];
        let after = &after[after.chars().next().map_or(0, char::len_utf8)..];
        if leads(&plain[..open])
            || TRAILS.iter().any(|trail| after.starts_with(trail))
            || is_path(&plain[inside.clone()])
        {
            found.push(inside.clone());
        }
        at = inside.end + (plain.len() - inside.end - after.len());
    }
    found
}

fn closing(open: char) -> Option<char> {
    match open {
        '「' => Some('」'),
        '『' => Some('』'),
        '“' => Some('”'),
        '"' => Some('"'),
        _ => None,
    }
}

fn leads(before: &str) -> bool {
    let start = before.char_indices().rev().nth(LEAD_LENGTH).map_or(0, |(at, _)| at);
    let before = before[start..].trim_end();
    let before = ["本報告", "本章", "上文", "下文", "前文", "後文"]
        .iter()
        .find_map(|words| before.strip_suffix(words))
        .unwrap_or(before)
        .trim_end();
    let lower = lower(before);
    LEADS.iter().any(|lead| {
        let Some(rest) = lower.strip_suffix(lead) else { return false };
        let word = rest.chars().next_back();
        match lead.chars().next() {
            Some(first) if first.is_ascii() => word.is_none_or(|char| !char.is_alphanumeric()),
            _ => word.is_none_or(|char| !COMPOUNDS.contains(&char)),
        }
    })
}

/// `附錄 1 … - …`: no other quotation looks so.
fn is_path(words: &str) -> bool {
    let lower = lower(words);
    (lower.starts_with("附錄") || lower.starts_with("appendix "))
        && super::outline::split(words, &[]).len() > 1
}

/// A kind of thing that is numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbered {
    pub zh: &'static str,
    pub en: &'static str,
}

pub const NUMBERED: [Numbered; 4] = [
    Numbered { zh: "附錄", en: "appendix" },
    Numbered { zh: "表", en: "table" },
    Numbered { zh: "圖", en: "figure" },
    Numbered { zh: "註", en: "note" },
];

/// Whether any kind of numbered thing is named in some words: most texts name none.
#[must_use]
pub fn may_point(plain: &str) -> bool {
    static WORDS: LazyLock<Phrases> =
        LazyLock::new(|| Phrases::new(NUMBERED.iter().flat_map(|kind| [kind.zh, kind.en])));
    WORDS.are_in(plain)
}

/// The number that a title or note begins with: 2 of 附錄 2 …, Table 2: ….
#[must_use]
pub fn number_of(kind: Numbered, words: &str) -> Option<u32> {
    let words = words.trim_start();
    let lower = words.get(..kind.en.len()).map(str::to_lowercase);
    let rest = match words.strip_prefix(kind.zh) {
        Some(rest) => rest,
        None if lower.as_deref() == Some(kind.en) => &words[kind.en.len()..],
        None => return None,
    };
    let rest = if kind.zh == "註" { rest.trim_start_matches(['：', ':']) } else { rest };
    number(rest).map(|(number, _)| number)
}

/// Pointers to numbered things: 見附錄 3, (see Table 2); with the number and the range of both.
#[must_use]
pub fn numbered(kind: Numbered, language: Language, plain: &str) -> Vec<(u32, Range<usize>)> {
    let (word, capital) = match language {
        Language::ZhHant => (kind.zh, kind.zh),
        // Within a sentence only the first letter varies: Table 2, table 2.
        Language::En => (&kind.en[1..], kind.en),
    };
    let mut found = Vec::new();
    for (at, _) in plain.match_indices(word) {
        let end = at + word.len();
        let start = end - capital.len().min(end);
        let whole = plain.get(start..end).is_some_and(|found| found.eq_ignore_ascii_case(capital));
        let Some((number, length)) = number(&plain[end..]).filter(|_| whole) else { continue };
        if leads(&plain[..start]) && !belongs_elsewhere(&plain[end + length..]) {
            found.push((number, start..end + length));
        }
    }
    found
}

/// "in Table 2 of the Guide", 附錄二《…》: another document's.
fn belongs_elsewhere(after: &str) -> bool {
    let sentence = &after[..after.find(['.', ';', ')', '。', '；', '）']).unwrap_or(after.len())];
    sentence.contains(" of ") || after.starts_with(['《', '「'])
}

/// A small number and its length, spaces before it included.
fn number(words: &str) -> Option<(u32, usize)> {
    let rest = words.trim_start_matches([' ', '\u{a0}']);
    let gap = words.len() - rest.len();
    let digits = rest.len() - rest.trim_start_matches(|char: char| char.is_ascii_digit()).len();
    if digits > 0 {
        return rest[..digits].parse().ok().map(|number| (number, gap + digits));
    }
    let han = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
    let first = rest.chars().next()?;
    let value = han.iter().zip(1..).find(|(char, _)| **char == first).map(|(_, value)| value)?;
    // 十四 and 二十 belong to longer lists than a report has; they are another document's.
    let alone = !rest.chars().nth(1).is_some_and(|next| han.contains(&next));
    alone.then_some((value, gap + first.len_utf8()))
}
