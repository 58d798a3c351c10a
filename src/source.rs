//! Source files as they were read, and places in them.
//!
//! Spans are byte ranges everywhere; lines and columns are made here, at the edge, for people.
//! This module knows nothing of reports, figures or the disk.

pub mod visible;

use std::collections::BTreeMap;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};

/// A language in which a report has an edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    ZhHant,
    En,
}

impl Language {
    /// Both languages, in the order in which editions are read.
    pub const ALL: [Language; 2] = [Language::ZhHant, Language::En];

    /// The BCP 47 tag, also the name of the edition's file.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Language::ZhHant => "zh-Hant",
            Language::En => "en",
        }
    }

    /// Reads a tag such as `zh-Hant`, `zh_HK.UTF-8` or `en-GB`.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Language> {
        let tag = tag.to_ascii_lowercase();
        if tag.starts_with("zh") {
            Some(Language::ZhHant)
        } else if tag.starts_with("en") {
            Some(Language::En)
        } else {
            None
        }
    }

    /// The other edition's language.
    #[must_use]
    pub fn other(self) -> Language {
        match self {
            Language::ZhHant => Language::En,
            Language::En => Language::ZhHant,
        }
    }
}

/// One value for each language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ByLanguage<T> {
    pub zh_hant: T,
    pub en: T,
}

impl<T> ByLanguage<T> {
    #[must_use]
    pub fn get(&self, language: Language) -> &T {
        match language {
            Language::ZhHant => &self.zh_hant,
            Language::En => &self.en,
        }
    }

    pub fn get_mut(&mut self, language: Language) -> &mut T {
        match language {
            Language::ZhHant => &mut self.zh_hant,
            Language::En => &mut self.en,
        }
    }
}

/// A source file, by its place in [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A range of bytes in one source file; the end is exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub file: FileId,
    pub start: usize,
    pub end: usize,
}

impl Span {
    #[must_use]
    pub fn new(file: FileId, start: usize, end: usize) -> Span {
        Span { file, start, end }
    }
}

/// A line and a column, both from 1; columns count Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

/// One file of a report: its path as shown to people, and its text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    pub path: Utf8PathBuf,
    pub text: Arc<str>,
    line_starts: Arc<[usize]>,
}

impl SourceFile {
    #[must_use]
    pub fn new(path: Utf8PathBuf, text: &str) -> SourceFile {
        // A return by itself ends a line too, as it does in Markdown.
        let bytes = text.as_bytes();
        let ends = |at: &usize| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n');
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes).filter(ends);
        let line_starts = std::iter::once(0).chain(ends.map(|at| at + 1)).collect();
        SourceFile { path, text: text.into(), line_starts }
    }

    /// The line and column of a byte offset; an offset past the end is the end.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let start = self.line_starts[line - 1];
        let before = self.text.get(start..offset.min(self.text.len())).unwrap_or_default();
        Position { line, column: before.chars().count() + 1 }
    }

    /// The byte offset of the start of a line (from 1); past the last line, the end of the text.
    #[must_use]
    pub fn line_start(&self, line: usize) -> usize {
        line.checked_sub(1).and_then(|at| self.line_starts.get(at).copied()).unwrap_or(self.text.len())
    }
}

/// All files of a report, in the order in which they were read.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Adds a file and gives it its id.
    pub fn add(&mut self, file: SourceFile) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(file);
        id
    }

    #[must_use]
    pub fn get(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The text of a span; empty where the span does not fall on character boundaries.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.file).text.get(span.start..span.end).unwrap_or_default()
    }

    #[must_use]
    pub fn path(&self, span: Span) -> &Utf8Path {
        &self.get(span.file).path
    }

    /// Where a span starts.
    #[must_use]
    pub fn position(&self, span: Span) -> Position {
        self.get(span.file).position(span.start)
    }

    #[must_use]
    pub fn find(&self, path: &Utf8Path) -> Option<FileId> {
        let at = self.files.iter().position(|file| file.path == path)?;
        u32::try_from(at).ok().map(FileId)
    }

    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (0u32..).map(FileId).zip(&self.files)
    }
}

/// From this share of common lines on, in hundredths, one text is the other under a new name.
pub const ALIKE: usize = 50;

/// The share of lines that two texts have in common, in hundredths; empty lines do not count, and figures may differ.
#[must_use]
pub fn likeness(a: &str, b: &str) -> usize {
    let words = |line: &str| line.trim().chars().filter(|char| !char.is_ascii_digit()).collect::<String>();
    let mut lines: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for line in a.lines().filter(|line| !line.trim().is_empty()) {
        lines.entry(words(line)).or_default().0 += 1;
    }
    for line in b.lines().filter(|line| !line.trim().is_empty()) {
        lines.entry(words(line)).or_default().1 += 1;
    }
    let common: usize = lines.values().map(|(a, b)| a.min(b)).sum();
    let most: usize = lines.values().map(|(a, b)| a.max(b)).sum();
    (common * 100).checked_div(most).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_renamed_text_is_known_by_its_lines() {
        assert_eq!(likeness("a\nb\nc\n", "a\r\nb\r\nc\r\n"), 100);
        assert_eq!(likeness("a\nb\nc\nd\n", "a\nb\nx\n"), 40);
        assert_eq!(likeness("a 1,204\nb\n", "a 1,402\nb\n"), 100);
        assert_eq!(likeness("", ""), 0);
    }
}
