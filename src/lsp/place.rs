//! Places as editors name them: addresses of files, lines from 0, and columns in UTF-16 units.

use std::str::FromStr as _;

use camino::{Utf8Path, Utf8PathBuf};
use lsp_types::{Position, Range, Uri};

use crate::output::place::percent_encoded;
use crate::source::{FileId, SourceFile};

/// A place in a file of a report.
#[derive(Clone, Copy, Debug)]
pub struct At {
    pub file: FileId,
    pub offset: usize,
}

/// The path of a `file:` address; none for any other.
pub fn path_of(uri: &Uri) -> Option<Utf8PathBuf> {
    let rest = uri.as_str().strip_prefix("file://")?;
    // A host may stand before the path; only this machine's files are read.
    let path = &rest[rest.find('/')?..];
    let path = decoded(path)?;
    // `/c:/reports` on Windows.
    let drive = cfg!(windows) && path.as_bytes().get(2) == Some(&b':');
    Some(Utf8PathBuf::from(if drive { &path[1..] } else { &path }))
}

/// The address of an absolute path.
pub fn uri_of(path: &Utf8Path) -> Option<Uri> {
    let path = percent_encoded(path.as_str());
    let root = if path.starts_with('/') { "file://" } else { "file:///" };
    Uri::from_str(&format!("{root}{path}")).ok()
}

fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        if *byte == b'%' {
            let code = std::str::from_utf8(rest.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(code, 16).ok()?);
            rest = &rest[2..];
        } else {
            bytes.push(*byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// Where a byte stands.
pub fn position(source: &SourceFile, offset: usize) -> Position {
    let offset = offset.min(source.text.len());
    let line = source.position(offset).line;
    let before = source.text.get(source.line_start(line)..offset).unwrap_or_default();
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Position { line: number(line - 1), character: number(before.encode_utf16().count()) }
}

pub fn range(source: &SourceFile, bytes: std::ops::Range<usize>) -> Range {
    Range { start: position(source, bytes.start), end: position(source, bytes.end) }
}

/// The byte at a place; past the end of a line it is the end of the line, and within a character its beginning.
pub fn offset(source: &SourceFile, place: Position) -> usize {
    let start = source.line_start(usize::try_from(place.line).unwrap_or(usize::MAX).saturating_add(1));
    let wanted = usize::try_from(place.character).unwrap_or(usize::MAX);
    let mut units = 0;
    let line = &source.text[start..];
    for (at, char) in line.char_indices() {
        if char == '\n'
            || (char == '\r' && line[at..].starts_with("\r\n"))
            || units + char.len_utf16() > wanted
        {
            return start + at;
        }
        units += char.len_utf16();
    }
    source.text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_utf16_units() {
        let source = SourceFile::new("a.md".into(), "一\r\n🌊耗水1,205噸\nend");
        let number = source.text.find("1,205").unwrap();
        let place = position(&source, number);
        assert_eq!((place.line, place.character), (1, 4));
        for (at, _) in source.text.char_indices().filter(|(_, char)| !matches!(char, '\r' | '\n')) {
            assert_eq!(offset(&source, position(&source, at)), at);
        }
        let at = |line, character| offset(&source, Position { line, character });
        assert_eq!(at(0, 9), 3, "the end of the line");
        assert_eq!(at(1, 1), 5, "half a character is its beginning");
        assert_eq!(at(9, 0), source.text.len());
        assert_eq!(at(2, 3), source.text.len());
    }

    #[test]
    fn addresses_and_paths_are_each_others_inverse() {
        for path in ["/srv/報告 2023/a#1%.md", "/a/b.md"] {
            let uri = uri_of(path.into()).unwrap();
            assert_eq!(path_of(&uri).as_deref(), Some(Utf8Path::new(path)), "{}", uri.as_str());
        }
        assert_eq!(path_of(&Uri::from_str("untitled:Untitled-1").unwrap()), None);
        assert_eq!(path_of(&Uri::from_str("file:///a%FF").unwrap()), None);
    }
}
