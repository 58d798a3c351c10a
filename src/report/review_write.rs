//! Where an entry goes in `review.yaml`, and how a flag is resolved there: every other byte stays.

use std::ops::Range;

use crate::source::FileId;

use super::yaml::{Node, Reader, Value};

/// Bytes to replace, and by what.
pub type Replacement = (Range<usize>, String);

/// Puts an entry, written as one line, at the end of a list of the file; none where the file is not of a shape
/// into which it can be written.
#[must_use]
pub fn add(text: &str, list: &str, entry: &str) -> Option<Replacement> {
    let (range, words) = place(text, list, entry)?;
    let after = format!("{}{words}{}", &text[..range.start], &text[range.end..]);
    // Whatever odd shape the file has: that list is longer by one, and no other is.
    let (before, after) = (lengths(text)?, lengths(&after)?);
    let grown = |at: usize| after[at] == before[at] + usize::from(LISTS[at] == list);
    (0..LISTS.len()).all(grown).then_some((range, words))
}

/// The lists of the file.
const LISTS: [&str; 3] = ["waivers", "flags", "calls"];

/// How long each list is; none where the text does not read.
fn lengths(text: &str) -> Option<[usize; LISTS.len()]> {
    let root = parse(text).ok()?;
    let list = |name| root.as_ref().and_then(|root| root.get(name));
    Some(LISTS.map(|name| list(name).map_or(0, |list| list.items().len())))
}

fn place(text: &str, list: &str, entry: &str) -> Option<Replacement> {
    let end = line_end_of(text);
    let Some(root) = parse(text).ok()? else {
        return Some(at_the_end(text, list, entry, end));
    };
    if text[root.span.start..].starts_with('{') || text.contains("\n---") || text.contains("\n...") {
        return None;
    }
    let found = root.entries().iter().find(|(key, _)| key.scalar() == Some(list));
    let Some((key, value)) = found else {
        return Some(at_the_end(text, list, entry, end));
    };
    match &value.value {
        Value::List(items) if text[value.span.start..].starts_with('[') => {
            let close = end_of(text, value)? - 1;
            let comma = if items.is_empty() { "" } else { ", " };
            Some((close..close, format!("{comma}{entry}")))
        }
        Value::List(items) => {
            let final_item = items.last()?;
            let dash = text[..final_item.span.start].rfind('-')?;
            let indent = &text[text[..dash].rfind('\n').map_or(0, |at| at + 1)..dash];
            let at = end_of_line(text, end_of(text, final_item)?);
            Some((at..at, format!("{end}{indent}- {entry}")))
        }
        Value::Null => {
            let at = end_of_line(text, key.span.end);
            Some((at..at, format!("{end}  - {entry}")))
        }
        _ => None,
    }
}

/// Marks the flag that stands at a byte as resolved; none where there is none.
#[must_use]
pub fn resolve(text: &str, at: usize) -> Option<Replacement> {
    let root = parse(text).ok()??;
    let holds = |node: &&Node| end_of(text, node).is_some_and(|end| (node.span.start..end).contains(&at));
    let flag = root.get("flags")?.items().iter().find(holds)?;
    if let Some(resolved) = flag.get("resolved") {
        return Some((resolved.span.start..resolved.span.end, "true".to_owned()));
    }
    let (first, _) = flag.entries().first()?;
    let (_, last) = flag.entries().last()?;
    if text[flag.span.start..].starts_with('{') {
        let close = end_of(text, flag)? - 1;
        return Some((close..close, ", resolved: true".to_owned()));
    }
    let line = text[..first.span.start].rfind('\n').map_or(0, |at| at + 1);
    let indent = " ".repeat(text[line..first.span.start].chars().count());
    let at = end_of_line(text, end_of(text, last)?);
    Some((at..at, format!("{}{indent}resolved: true", line_end_of(text))))
}

/// A scalar in double quotes, in which nothing of YAML means anything.
#[must_use]
pub fn quoted(words: &str) -> String {
    serde_json::Value::from(words).to_string()
}

fn at_the_end(text: &str, list: &str, entry: &str, end: &str) -> Replacement {
    let gap = if text.is_empty() || text.ends_with('\n') { "" } else { end };
    (text.len()..text.len(), format!("{gap}{list}:{end}  - {entry}{end}"))
}

/// The text is not YAML, or not a map.
struct Unreadable;

/// The tree of a text; none where it holds nothing.
fn parse(text: &str) -> Result<Option<Node>, Unreadable> {
    let mut problems = Vec::new();
    let mut reader = Reader { file: FileId(0), path: "review.yaml".into(), problems: &mut problems };
    let node = reader.parse(text, 0);
    if !problems.is_empty() {
        return Err(Unreadable);
    }
    match node {
        Some(Node { value: Value::Null, .. }) | None => Ok(None),
        Some(node) if matches!(node.value, Value::Map(_)) => Ok(Some(node)),
        Some(_) => Err(Unreadable),
    }
}

/// The byte after a node: the parser tells only where lists and maps begin.
fn end_of(text: &str, node: &Node) -> Option<usize> {
    if text[node.span.start..].starts_with(['[', '{']) {
        return closing(text, node.span.start);
    }
    match &node.value {
        Value::List(items) => end_of(text, items.last()?),
        Value::Map(entries) => {
            let (key, value) = entries.last()?;
            if matches!(value.value, Value::Null) { Some(key.span.end) } else { end_of(text, value) }
        }
        _ => Some(node.span.start + text.get(node.span.start..node.span.end)?.trim_end().len()),
    }
}

/// The byte after the bracket that closes the one at a byte; brackets in quotes are words.
fn closing(text: &str, open: usize) -> Option<usize> {
    let mut depth = 0usize;
    let mut quote = None;
    let mut chars = text[open..].char_indices();
    while let Some((at, char)) = chars.next() {
        match (quote, char) {
            (Some('"'), '\\') => {
                chars.next();
            }
            (Some(open), close) if open == close => quote = None,
            (None, '"' | '\'') if text[..open + at].ends_with([' ', '[', '{', ',', ':', '\n']) => {
                quote = Some(char);
            }
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => {
                depth -= 1;
                if depth == 0 {
                    return Some(open + at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Before the line break of the line in which a byte stands.
fn end_of_line(text: &str, at: usize) -> usize {
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    if text[..end].ends_with('\r') { end - 1 } else { end }
}

fn line_end_of(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn added(text: &str) -> Option<String> {
        add(text, "flags", "{finding: b}").map(|edit| put(text, edit))
    }

    fn put(text: &str, (range, words): Replacement) -> String {
        format!("{}{words}{}", &text[..range.start], &text[range.end..])
    }

    #[test]
    fn an_entry_is_added_and_every_other_byte_stays() {
        let cases = [
            ("", "flags:\n  - {finding: b}\n"),
            ("# only a remark\n", "# only a remark\nflags:\n  - {finding: b}\n"),
            ("waivers: []", "waivers: []\nflags:\n  - {finding: b}\n"),
            ("flags:\nwaivers:\n", "flags:\n  - {finding: b}\nwaivers:\n"),
            ("flags: [] # none yet\n", "flags: [{finding: b}] # none yet\n"),
            ("flags: [{finding: a}]\n", "flags: [{finding: a}, {finding: b}]\n"),
            ("flags: [{a: \"]\\\"\"}, {b: it's}]\n", "flags: [{a: \"]\\\"\"}, {b: it's}, {finding: b}]\n"),
            (
                "flags:\n- finding: a # why\n  by: c\n\nwaivers: []\n",
                "flags:\n- finding: a # why\n  by: c\n- {finding: b}\n\nwaivers: []\n",
            ),
            (
                "flags:\r\n    - {finding: a}  # 甲\r\nwaivers: []\r\n",
                "flags:\r\n    - {finding: a}  # 甲\r\n    - {finding: b}\r\nwaivers: []\r\n",
            ),
            ("flags:\n  - {finding: a}", "flags:\n  - {finding: a}\n  - {finding: b}"),
        ];
        for (text, expected) in cases {
            assert_eq!(added(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_file_of_another_shape_is_left_alone() {
        for text in ["{flags: []}", "- a\n", "flags: [\n", "flags: {a: b}\n", "a: 1\n---\nflags: []\n"] {
            assert_eq!(added(text), None, "{text}");
        }
    }

    #[test]
    fn a_flag_is_resolved_where_it_stands() {
        let cases = [
            (
                "flags: [{finding: a}, {finding: b}]\n",
                "flags: [{finding: a}, {finding: b, resolved: true}]\n",
            ),
            (
                "flags:\n  - finding: a\n  - finding: b\n    by: c # x\nwaivers: []\n",
                "flags:\n  - finding: a\n  - finding: b\n    by: c # x\n    resolved: true\nwaivers: []\n",
            ),
            ("flags:\n  - {finding: b, resolved: false} #\n", "flags:\n  - {finding: b, resolved: true} #\n"),
        ];
        for (text, expected) in cases {
            let at = text.find("finding: b").unwrap();
            assert_eq!(resolve(text, at).map(|edit| put(text, edit)).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn words_of_any_sort_are_one_scalar() {
        assert_eq!(quoted("a: \"b\"\n"), "\"a: \\\"b\\\"\\n\"");
    }
}
