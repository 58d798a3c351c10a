//! What a line break must not separate: figures, codes, addresses. And what it should rather not.

use std::ops::Range;

use super::{class, codes};
use crate::figures::{self, Figure, Kind};

/// The stretches of a text that stay on one line, in order, overlaps joined.
#[must_use]
pub fn kept(text: &str) -> Vec<Range<usize>> {
    let mut kept = Vec::new();
    if !text.chars().any(may_count) {
        return kept;
    }
    // What counts as a figure is for the lexer to say; the calendar alone may part at its words.
    let calendar = |figure: &Figure| matches!(figure.kind, Kind::Date | Kind::Period);
    kept.extend(figures::lex(text).into_iter().filter(|figure| !calendar(figure)).map(|figure| figure.range));
    arabic(text, &mut kept);
    kept.extend(codes::codes(text));
    kept.sort_unstable_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(kept.len());
    for range in kept {
        match joined.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

/// Whether a text with such a character may hold a figure or a code: most labels of Chinese tables hold neither.
fn may_count(character: char) -> bool {
    const NUMERALS: &str = "〇零一二三四五六七八九十廿卅百千萬億兆兩半壹貳叁參肆伍陸柒捌玖拾佰仟";
    character.is_alphanumeric() && !class::prefers_han(character)
        || character.is_numeric()
        || is_digit(character)
        || NUMERALS.contains(character)
}

/// Words whose number follows: `Table 2.1`.
const LABELS: &[&str] = &[
    "Appendix",
    "Article",
    "Chapter",
    "Figure",
    "Level",
    "Note",
    "Page",
    "Part",
    "Phase",
    "Scope",
    "Section",
    "Stage",
    "Table",
    "Tier",
    "Type",
    "about",
    "approximately",
    "page",
    "section",
    "chapter",
    "over",
    "nearly",
];

/// Whether a break between `before` and `after` would part what belongs together, such as `69 頁`.
#[must_use]
pub fn is_bound(before: &str, after: &str) -> bool {
    let (left, right) = (before.trim_end(), after.trim_start());
    let (Some(last), Some(first)) = (left.chars().next_back(), right.chars().next()) else { return false };
    if is_digit(last) || matches!(last, '%' | '萬' | '億' | '餘') && ends_in_number(left) {
        return is_counter(first) || (left.len() < before.len() && is_unit(first_word(right)));
    }
    if !is_digit(first) {
        // `1.6 million tonnes`
        return is_scale(last_word(left)) && left.len() < before.len() && is_unit(first_word(right));
    }
    matches!(
        last,
        '第' | '約'
            | '近'
            | '逾'
            | '超'
            | '達'
            | '共'
            | '至'
            | '表'
            | '圖'
            | '錄'
            | '註'
            | '圍'
            | '章'
            | '節'
    ) || LABELS.contains(&last_word(left))
}

fn ends_in_number(text: &str) -> bool {
    text.trim_end_matches(['%', '萬', '億', '餘', ' ', '多']).ends_with(is_digit)
}

pub(super) fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || ('０'..='９').contains(&character)
}

/// What is counted, right after a number.
fn is_counter(character: char) -> bool {
    "年月日時分秒週周頁名人位家個項次噸元倍天小所條宗件份場間座輛台棟戶歲屆期批層篇章節類種級度米公千克升瓦立平畝株棵\
     港美歐人餘多後成國地"
        .contains(character)
}

fn is_unit(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "tonnes",
        "tonne",
        "tons",
        "litres",
        "hours",
        "hour",
        "days",
        "day",
        "years",
        "year",
        "months",
        "weeks",
        "people",
        "employees",
        "times",
        "percent",
        "per",
        "percentage",
        "cubic",
        "square",
        "metres",
        "points",
    ];
    let word = word.trim_end_matches([',', '.', ';', ')', ':', '?', '!']);
    WORDS.contains(&word)
        || (word.len() <= 8
            && word.starts_with(char::is_alphabetic)
            && (word.len() <= 2 || word.contains(|c: char| c.is_uppercase() || c.is_numeric() || c == '/')))
}

fn is_scale(word: &str) -> bool {
    matches!(word, "million" | "billion" | "thousand" | "trillion")
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| class::is_space(c) || class::prefers_han(c)).next().unwrap_or("")
}

fn last_word(text: &str) -> &str {
    text.rsplit(|c: char| class::is_space(c) || class::prefers_han(c)).next().unwrap_or("")
}

/// Numbers in digits, with sign, currency, separators, percent sign and scale.
fn arabic(text: &str, kept: &mut Vec<Range<usize>>) {
    let mut at = 0;
    while let Some(found) = text[at..].find(is_digit) {
        let from = at + found;
        let end = after_scale(text, after_digits(text, from));
        kept.push(before_digits(text, from)..end);
        at = end;
    }
}

fn after_digits(text: &str, from: usize) -> usize {
    let mut end = from;
    let mut characters = text[from..].chars().peekable();
    while let Some(character) = characters.next() {
        let inner = matches!(character, '.' | ',' | '/' | '-' | '–' | '~' | '～' | ':' | '：' | '·' | '’' | '\u{2011}' | '．' | '，')
            && characters.peek().copied().is_some_and(is_digit)
            // A full-width comma between figures parts them.
            && character != '，' && character != '：';
        if !is_digit(character) && !inner {
            break;
        }
        end += character.len_utf8();
    }
    end
}

fn after_scale(text: &str, mut end: usize) -> usize {
    const SCALES: &[&str] = &[
        "萬億", "千億", "百億", "十億", "千萬", "百萬", "十萬", "萬", "億", "million", "billion", "thousand",
        "trillion", "%", "％", "‰", "℃", "°", "+", "餘", "多", "bn", "m²", "m³",
    ];
    loop {
        let rest = &text[end..];
        let bare = rest.strip_prefix([' ', '\u{A0}']).unwrap_or(rest);
        let Some(scale) = SCALES.iter().find(|scale| bare.starts_with(**scale)) else { return end };
        end += rest.len() - bare.len() + scale.len();
    }
}

/// Back over signs and a currency.
fn before_digits(text: &str, mut start: usize) -> usize {
    const CURRENCIES: &[&str] =
        &["HK$", "US$", "RMB", "HKD", "USD", "CNY", "EUR", "NT$", "$", "¥", "€", "£", "￥", "＄"];
    const SIGNS: [char; 15] = ['+', '-', '−', '–', '±', '<', '>', '≤', '≥', '≈', '~', '～', '△', '▲', '#'];
    loop {
        let left = &text[..start];
        let sign = left.chars().next_back().filter(|last| SIGNS.contains(last));
        if let Some(sign) = sign {
            start -= sign.len_utf8();
            continue;
        }
        let bare = left.strip_suffix([' ', '\u{A0}']).unwrap_or(left);
        let Some(currency) = CURRENCIES.iter().find(|currency| bare.ends_with(**currency)) else {
            return start;
        };
        start = bare.len() - currency.len();
    }
}
