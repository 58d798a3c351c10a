//! What a search looks through: every text in small letters, every figure by its digits; made once after each load.

use crate::report::{BlockKind, Report, Text};
use crate::source::Language;

/// Chapter, block, language, and row and column in a table.
pub type At = (usize, usize, Language, Option<(usize, usize)>);

/// All that can be found.
#[derive(Debug, Default)]
pub struct Index {
    /// In reading order, edition by edition.
    pub texts: Vec<IndexedText>,
    /// The digits of each figure; empty where it has none.
    pub digits: Vec<String>,
}

/// A text and where it stands.
#[derive(Debug)]
pub struct IndexedText {
    pub at: At,
    /// As long as the text itself: only letters of ASCII are made small.
    pub lower: String,
}

impl Index {
    #[must_use]
    pub fn new(report: &Report) -> Index {
        let mut texts = Vec::new();
        for chapter in 0..report.chapters.len() {
            for language in Language::ALL {
                let Some(edition) = report.edition(chapter, language) else { continue };
                for (block, content) in edition.blocks.iter().enumerate() {
                    let mut add = |text: &Text, cell| {
                        let lower = text.plain.to_ascii_lowercase();
                        texts.push(IndexedText { at: (chapter, block, language, cell), lower });
                    };
                    match &content.kind {
                        BlockKind::Table(table) => {
                            for (row, cells) in table.rows.iter().enumerate() {
                                for (column, cell) in cells.cells.iter().enumerate() {
                                    add(&cell.text, Some((row, column)));
                                }
                            }
                        }
                        _ => {
                            if let Some(text) = content.text() {
                                add(text, None);
                            }
                        }
                    }
                }
            }
        }
        let figures = report.figures.iter();
        let digits = figures.map(|placed| digits(&placed.figure.printed).unwrap_or_default()).collect();
        Index { texts, digits }
    }
}

/// The digits and point of something that looks like a number, full-width ones too; none for anything else.
#[must_use]
pub fn digits(text: &str) -> Option<String> {
    let mut out = String::new();
    for character in text.chars() {
        match character {
            '0'..='9' | '.' => out.push(character),
            '０'..='９' => out.push(char::from_u32(u32::from(character) - 0xFEE0)?),
            ',' | '，' | ' ' | '%' | '％' | '+' | '(' | ')' | '-' | '<' => {}
            _ => return None,
        }
    }
    (!out.is_empty()).then_some(out)
}
