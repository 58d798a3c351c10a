//! The words of a label or a sentence as small tokens: pairs of Chinese characters, English words without endings.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A token and where it starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub hash: u64,
    pub at: usize,
}

/// A map by tokens, which are hashes already.
pub type ByToken<V> = HashMap<u64, V, BuildHasherDefault<AsItIs>>;

/// Takes a token for its own hash.
#[derive(Clone, Copy, Debug, Default)]
pub struct AsItIs(u64);

impl Hasher for AsItIs {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(STEP);
        }
    }

    fn write_u64(&mut self, token: u64) {
        self.0 = token;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Odd, and without a pattern in its bits.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// Words that say nothing of what is measured.
const EMPTY: &[&str] = &[
    "of", "the", "and", "in", "by", "for", "to", "a", "an", "at", "on", "with", "from", "total", "number",
    "amount", "amounts", "our", "we", "was", "were", "is", "are", "its", "their", "per", "all", "group",
    "company", "or", "as", "which",
];
/// The same of Chinese labels: they end on 總量 or not.
const EMPTY_ENDS: &[&str] = &[
    "總數",
    "總量",
    "總額",
    "總計",
    "合計",
    "總人數",
    "總數量",
    "數量",
    "總和",
    "數目",
    "人數",
    "次數",
    "金額",
    "小計",
];

/// The tokens of a label, each once; without words that only say that it is a total.
#[must_use]
pub fn of_label(label: &str) -> Vec<u64> {
    let bare = without_brackets(label);
    let mut bare = bare.trim();
    while let Some(rest) =
        EMPTY_ENDS.iter().find_map(|end| bare.strip_suffix(end)).filter(|rest| !rest.is_empty())
    {
        bare = rest.trim_end();
    }
    let mut tokens: Vec<u64> = Vec::new();
    for token in of_text(bare) {
        if !tokens.contains(&token.hash) {
            tokens.push(token.hash);
        }
    }
    // A label of one character is that character.
    let mut chars = bare.chars().filter(|c| is_han(*c));
    if let (true, Some(only), None) = (tokens.is_empty(), chars.next(), chars.next()) {
        tokens.push(hash_of([only, ' ']));
    }
    tokens
}

/// A label without its unit in brackets; brackets that do not close stay.
fn without_brackets(label: &str) -> String {
    let mut out = String::with_capacity(label.len());
    let mut rest = label;
    while let Some(open) = rest.find(['(', '（']) {
        let Some(close) = rest[open..].find([')', '）']) else { break };
        let inner = &rest[open + rest[open..].chars().next().map_or(1, char::len_utf8)..open + close];
        out.push_str(&rest[..open]);
        if crate::figures::unit::parse(inner).is_none() {
            out.push(' ');
            out.push_str(inner);
        }
        rest = &rest[open + close..];
        rest = &rest[rest.chars().next().map_or(0, char::len_utf8)..];
    }
    out.push_str(rest);
    out
}

/// The tokens of a text with their places.
#[must_use]
pub fn of_text(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 3);
    let mut last: Option<(usize, char)> = None;
    let mut word: Option<usize> = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if let Some(start) = word.filter(|_| !c.is_ascii_alphanumeric()) {
            tokens.extend(english(&text[start..at]).map(|hash| Token { hash, at: start }));
            word = None;
        }
        if is_han(c) {
            if let Some((before, first)) = last {
                tokens.push(Token { hash: hash_of([first, c]), at: before });
            }
            if matches!(c, '男' | '女') {
                tokens.push(Token { hash: hash_of([c, ' ']), at });
            }
            last = Some((at, c));
        } else {
            // Space between Chinese characters parts nothing; a mark does.
            if !c.is_whitespace() {
                last = None;
            }
            if c.is_ascii_alphanumeric() && word.is_none() {
                word = Some(at);
            }
        }
    }
    tokens
}

fn english(word: &str) -> Option<u64> {
    let lower = word.to_ascii_lowercase();
    if EMPTY.contains(&lower.as_str()) || lower.len() < 2 && !lower.as_bytes()[0].is_ascii_digit() {
        return None;
    }
    let stem =
        lower.strip_suffix('s').filter(|stem| stem.len() > 3 && !stem.ends_with('s')).unwrap_or(&lower);
    let stem = stem.strip_suffix("ed").filter(|stem| stem.len() > 4).unwrap_or(stem);
    Some(stem.bytes().fold(STEP, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(STEP).rotate_left(23)))
}

fn hash_of(pair: [char; 2]) -> u64 {
    // 員工 and 僱員 are one, as are 占 and 佔.
    let plain = |c: char| match c {
        '雇' => '僱',
        '占' => '佔',
        '台' => '臺',
        other => other,
    };
    let both = u64::from(u32::from(plain(pair[0]))) << 32 | u64::from(u32::from(plain(pair[1])));
    both.wrapping_mul(STEP).rotate_left(23)
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) || ('\u{3400}'..='\u{4dbf}').contains(&c)
}
