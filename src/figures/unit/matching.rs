//! Finds the longest known spelling that a text begins with, whatever its case, width, script and `<sub>` tags.

use std::sync::LazyLock;

use foldhash::HashMap;

use super::Currency;
use super::table::{CURRENCIES, RUNS_ON, SCALES, Sort, UNITS};

/// A spelling and what it stands for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    spelling: &'static str,
    pub(super) sort: Sort,
    pub(super) symbol: &'static str,
    pub(super) scale: i64,
    pub(super) currency: Option<Currency>,
}

/// All spellings by their first character, longest first.
static WORDS: LazyLock<HashMap<char, Vec<Word>>> = LazyLock::new(|| {
    let blank = Word { spelling: "", sort: Sort::Unit, symbol: "", scale: 1, currency: None };
    let units = UNITS.iter().flat_map(|entry| entry.spellings.iter().map(move |s| (entry.symbol, *s)));
    let units = units.map(|(symbol, spelling)| Word { spelling, symbol, ..blank });
    let scales = SCALES.iter().flat_map(|(_, scale, spellings)| spellings.iter().map(move |s| (*scale, *s)));
    let scales = scales.map(|(scale, spelling)| Word { spelling, scale, sort: Sort::Scale, ..blank });
    let currencies =
        CURRENCIES.iter().flat_map(|(currency, spellings)| spellings.iter().map(move |s| (*currency, *s)));
    let currencies =
        currencies.map(|(currency, spelling)| Word { spelling, currency, sort: Sort::Currency, ..blank });
    let mut sorted: Vec<Word> = units.chain(scales).chain(currencies).collect();
    sorted.sort_by_key(|word| std::cmp::Reverse(word.spelling.chars().count()));
    let mut words: HashMap<char, Vec<Word>> = HashMap::default();
    for word in sorted {
        if let Some(first) = word.spelling.chars().next() {
            words.entry(first).or_default().push(word);
        }
    }
    words
});

/// The longest spelling, and the bytes it takes; only if it is of the wanted sort, when one is wanted.
pub(super) fn longest(text: &str, sort: Option<Sort>) -> Option<(Word, usize)> {
    let start = tags(text);
    let first = fold(text[start..].chars().next()?);
    let (word, len) = WORDS
        .get(&first)?
        .iter()
        .find_map(|word| spelled(&text[start..], word.spelling).map(|len| (*word, len)))?;
    (sort.is_none_or(|sort| sort == word.sort)).then_some((word, start + len))
}

/// Bytes of one of these words, with the space before it; 0 if none stands there.
pub(super) fn skip_words(text: &str, words: &[&str]) -> usize {
    let rest = text.trim_start_matches(' ');
    let found = words.iter().find_map(|word| spelled(rest, word));
    found.map_or(0, |len| text.len() - rest.len() + len)
}

/// The bytes that `spelling` takes at the start of `text`. A space in it stands for any white space or none.
fn spelled(text: &str, spelling: &str) -> Option<usize> {
    let mut at = 0;
    let mut before = ' ';
    for want in spelling.chars() {
        // A lowered 2 that lost its tags leaves spaces behind: tCO 2 e.
        if matches!((before, want), ('o', '2') | ('2', 'e' | '當')) {
            at += text[at..].len() - text[at..].trim_start_matches(' ').len();
        }
        before = want;
        if want == ' ' {
            at += text[at..].len()
                - text[at..].trim_start_matches([' ', '\u{a0}', '-', '\u{2010}', '\u{2011}']).len();
            continue;
        }
        at += tags(&text[at..]);
        let c = text[at..].chars().next()?;
        if fold(c) != want {
            return None;
        }
        at += c.len_utf8();
    }
    let last = spelling.chars().last()?;
    let closing = closing_tag(&text[at..]);
    let next = text[at + closing..].chars().next();
    let runs_on = |c: char| {
        last.is_ascii_alphanumeric() && c.is_ascii_alphanumeric() || begins_other(spelling, last, c)
    };
    if next.is_some_and(runs_on) { None } else { Some(at + closing) }
}

/// Whether a counter of one character begins another word with the character behind it.
fn begins_other(spelling: &str, counter: char, next: char) -> bool {
    spelling.len() == counter.len_utf8()
        && RUNS_ON.iter().any(|(begin, rest)| *begin == counter && rest.contains(next))
}

/// Bytes of tags such as `<sub>` and emphasis marks, with the spaces around them, if there are any.
fn tags(text: &str) -> usize {
    let mut len = 0;
    loop {
        let rest = text[len..].trim_start_matches(' ');
        let start = text.len() - rest.len();
        match tag(rest) {
            0 => return len,
            taken => {
                len = start + taken;
                len += text[len..].len() - text[len..].trim_start_matches(' ').len();
            }
        }
    }
}

fn closing_tag(text: &str) -> usize {
    if text.starts_with("</sub>") || text.starts_with("</sup>") { 6 } else { 0 }
}

/// Bytes of one tag at the start of a text.
fn tag(text: &str) -> usize {
    const TAGS: &[&str] =
        &["<sub>", "</sub>", "<sup>", "</sup>", "<b>", "</b>", "**", "\u{200b}", "\u{feff}"];
    // Nearly every character is none: one look tells.
    if !text.starts_with(['<', '*', '\u{200b}', '\u{feff}']) {
        return 0;
    }
    TAGS.iter().find(|tag| text.starts_with(**tag)).map_or(0, |tag| tag.len())
}

/// One form for lower and upper case, full and half width, sub- and superscripts, Simplified and Traditional.
fn fold(c: char) -> char {
    let c = match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '₂' | '²' => '2',
        '³' => '3',
        '’' | '‘' => '\'',
        '吨' => '噸',
        '时' => '時',
        '万' => '萬',
        '亿' => '億',
        '个' => '個',
        '项' => '項',
        '种' => '種',
        '类' => '類',
        '岁' => '歲',
        '场' => '場',
        '条' => '條',
        '间' => '間',
        '户' => '戶',
        '周' => '週',
        '数' => '數',
        '层' => '層',
        '员' => '員',
        '币' => '幣',
        '当' => '當',
        '点' => '點',
        '级' => '級',
        '队' => '隊',
        '笔' => '筆',
        '辆' => '輛',
        '张' => '張',
        '阶' => '階',
        '门' => '門',
        '课' => '課',
        '顷' => '頃',
        '钟' => '鐘',
        _ => c,
    }
}
