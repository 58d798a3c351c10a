//! The titles of an edition that a pointer can name: headings, captions, heads and group rows of tables.

use std::collections::HashMap;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;

use crate::figures::phrases::CharSet;
use crate::report::text::letters;
use crate::report::{Block, BlockKind, Report, RowKind, Table};
use crate::source::Language;

/// Every title of one edition, in reading order.
pub struct Outline {
    titles: Vec<Title>,
    /// The titles of each name.
    by_name: HashMap<String, Vec<usize>>,
}

/// One title and what it may be called.
pub struct Title {
    pub words: String,
    chapter: usize,
    /// The blocks that stand under it.
    section: Range<usize>,
    /// 1 to 6 for headings, more for what stands in tables: of equally near titles the highest is suggested.
    rank: u8,
    /// Of the whole, and of each part of `社會——人力資源績效數據`.
    names: Vec<Name>,
}

/// Words without spaces and punctuation.
struct Name {
    letters: String,
    /// How many.
    length: usize,
}

/// Where a path breaks off.
#[derive(Clone, Copy)]
pub struct Broken<'a> {
    /// The first part that is no title, as a range of the path's parts.
    pub part: usize,
    /// The title most like it, if one is.
    pub nearest: Option<&'a str>,
}

/// The rank of a line that looks like a title and is none in Markdown: it can be pointed at, and is never suggested.
const PLAIN: u8 = 9;
/// Longer lines are sentences.
const TITLE: usize = 90;

/// Titles less alike than this are not what was meant.
const ALIKE: f64 = 0.5;

impl Outline {
    #[must_use]
    pub fn of(report: &Report, language: Language) -> Outline {
        let mut titles = Vec::new();
        for (chapter, of) in report.chapters.iter().enumerate() {
            let Some(edition) = of.editions.get(language) else { continue };
            for (at, block) in edition.blocks.iter().enumerate() {
                let mut add = |words: &str, rank: u8, section: Range<usize>, number: Option<&str>| {
                    let names = names(words, number);
                    titles.push(Title { words: words.trim().to_owned(), chapter, section, rank, names });
                };
                match &block.kind {
                    BlockKind::Heading { level, number, text } => {
                        add(&text.plain, *level, section(&edition.blocks, at, *level), number.as_deref());
                    }
                    // A converter may have lost the marks of a heading; a list of contents names it all the same.
                    BlockKind::Paragraph(text) | BlockKind::Item { text, .. } => {
                        for line in text.plain.lines().filter(|line| is_title(line)) {
                            add(line, PLAIN, at..at + 1, None);
                        }
                    }
                    BlockKind::Caption(text) => add(&text.plain, 7, at..at + 2, None),
                    BlockKind::Table(table) => titles_of(table, |words| add(words, 8, at..at + 1, None)),
                    _ => {}
                }
            }
        }
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, title) in titles.iter().enumerate() {
            for name in &title.names {
                by_name.entry(name.letters.clone()).or_default().push(at);
            }
        }
        Outline { titles, by_name }
    }

    /// Whether every part of a path is a title.
    #[must_use]
    pub fn leads(&self, parts: &[&str]) -> bool {
        self.walk(parts).is_ok()
    }

    /// Follows a path from title to title.
    ///
    /// # Errors
    /// The part that names no title of the chapter.
    pub fn follow(&self, parts: &[&str]) -> Result<(), Broken<'_>> {
        self.walk(parts)
            .map_err(|(part, under)| Broken { part, nearest: self.nearest(parts[part], under.as_deref()) })
    }

    /// As [`Outline::follow`]; where the path breaks off, with the titles up to there.
    fn walk(&self, parts: &[&str]) -> Result<(), (usize, Option<Vec<&Title>>)> {
        let mut at = 0;
        let mut under: Option<Vec<&Title>> = None;
        while at < parts.len() {
            let among = |title: &&Title| {
                under.as_ref().is_none_or(|above| above.iter().any(|above| above.chapter == title.chapter))
            };
            // A title may hold dashes itself: the longest run of parts that is a title wins.
            let step = (at + 1..=parts.len()).rev().find_map(|end| {
                let name = simplify(&parts[at..end].concat());
                let named = self.by_name.get(&name).into_iter().flatten();
                let found: Vec<&Title> = named.map(|at| &self.titles[*at]).filter(among).collect();
                (!found.is_empty()).then_some((end, found))
            });
            let Some((end, found)) = step else { return Err((at, under)) };
            under = Some(found);
            at = end;
        }
        Ok(())
    }

    /// The title most like some words: first among those that stand under the titles already followed.
    fn nearest(&self, words: &str, under: Option<&[&Title]>) -> Option<&str> {
        let name = simplify(words);
        let inside = |title: &Title| {
            under.is_none_or(|above| {
                above.iter().any(|above| {
                    above.chapter == title.chapter && above.section.contains(&title.section.start)
                })
            })
        };
        let length = name.chars().count();
        let chars: CharSet = name.chars().collect();
        // Lengths alone tell that two names are not alike: where one is twice the other, half of it would have to go.
        let comparable = |other: &&Name| {
            other.length * 2 >= length && length * 2 >= other.length && is_half_of(&other.letters, &chars)
        };
        // A title that each chapter has is compared once.
        let mut known: HashMap<&str, f64> = HashMap::new();
        let mut best: Option<(f64, &Title)> = None;
        for title in self.titles.iter().filter(|title| title.rank != PLAIN) {
            let likeness = title.names.iter().filter(comparable).fold(0.0, |most: f64, other| {
                let other = other.letters.as_str();
                let like = known.entry(other).or_insert_with(|| strsim::normalized_levenshtein(&name, other));
                most.max(*like)
            });
            let better = best.is_none_or(|(most, first)| {
                likeness > most || likeness.total_cmp(&most).is_eq() && title.rank < first.rank
            });
            if likeness >= ALIKE && better && inside(title) {
                best = Some((likeness, title));
            }
        }
        best.map(|(_, title)| title.words.as_str())
    }
}

/// Half of the characters of some words may be among others: where fewer are, more than half would have to be changed.
fn is_half_of(words: &str, others: &CharSet) -> bool {
    let (all, shared) = words
        .chars()
        .fold((0, 0), |(all, shared), char| (all + 1, shared + usize::from(others.may_hold(char))));
    shared * 2 >= all
}

/// A short line without the punctuation of a sentence.
fn is_title(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty()
        && line.len() <= TITLE
        && !line.chars().any(|char| matches!(char, '。' | '，' | '；' | ',' | ';' | '|' | '\t'))
        && !line.ends_with(['.', '：', ':'])
}

/// The blocks from a heading to the next of its level or above.
fn section(blocks: &[Block], at: usize, level: u8) -> Range<usize> {
    let ends = |block: &Block| matches!(block.kind, BlockKind::Heading { level: next, .. } if next <= level);
    let length = blocks[at + 1..].iter().position(ends).unwrap_or(blocks.len() - at - 1);
    at..at + 1 + length
}

fn titles_of(table: &Table, mut add: impl FnMut(&str)) {
    for (at, row) in table.rows.iter().enumerate() {
        let heads = at == 0 && row.kind == RowKind::Head || row.kind == RowKind::Group;
        let words = table.label(at).trim();
        if heads && !words.is_empty() {
            add(words);
        }
    }
}

fn names(words: &str, number: Option<&str>) -> Vec<Name> {
    let mut names = vec![simplify(words)];
    let parts = split(words, &[':', '：']);
    if parts.len() > 1 {
        names.extend(parts.iter().map(|part| simplify(&words[part.clone()])));
    }
    if let Some(number) = number {
        let whole = names[0].clone();
        names.push(simplify(&format!("{number}{whole}")));
        names.extend([format!("第{number}章"), format!("chapter{}", simplify(number)), simplify(number)]);
    }
    names.retain(|name| !name.is_empty());
    names.into_iter().map(|letters| Name { length: letters.chars().count(), letters }).collect()
}

/// The parts of a path: `甲 - 乙——丙`; a dash within a word does not part it.
#[must_use]
pub fn split(words: &str, also: &[char]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut chars = words.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        let spaced = words[..at].ends_with([' ', '\u{a0}'])
            && chars.peek().is_some_and(|(_, next)| matches!(next, ' ' | '\u{a0}'));
        let parted = match char {
            '-' | '–' | '>' | '›' | '/' | '|' => spaced,
            '—' | '─' | '→' => true,
            other => also.contains(&other),
        };
        if parted {
            parts.push(start..at);
            start = at + char.len_utf8();
        }
    }
    parts.push(start..words.len());
    let trimmed = parts.into_iter().map(|part| {
        let slice = &words[part.clone()];
        let from = part.start + (slice.len() - slice.trim_start().len());
        from..from + slice.trim().len()
    });
    trimmed.filter(|part| !part.is_empty()).collect()
}

/// Letters and digits alone, in one form and case.
#[must_use]
pub fn simplify(words: &str) -> String {
    let is_plain = |char: char| char.is_ascii() || ('\u{4e00}'..='\u{9fff}').contains(&char);
    if words.chars().all(is_plain) { letters(words) } else { letters(&words.nfkc().collect::<String>()) }
}
