//! The lines that a change takes away and puts in their place.

use std::ops::Range;

/// A line of a diff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiffLine {
    pub sign: Sign,
    /// From 1: of the text before for a line taken away, of the text after for one put in.
    pub number: usize,
    /// Without the line's end.
    pub text: String,
    /// The bytes of the line that differ from its counterpart.
    pub changed: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    Minus,
    Plus,
}

/// The lines that edits of `base` change; `before` is what is there now, the base or nothing at all.
pub(super) fn lines(before: &str, base: &str, edits: &[(Range<usize>, String)]) -> Vec<DiffLine> {
    let mut out = Vec::new();
    if before.is_empty() && !base.is_empty() {
        let text = super::apply(base, edits);
        put(&mut out, Sign::Plus, 1, &text.lines().collect::<Vec<_>>(), &[]);
        return out;
    }
    // Lines put in before this one, less those taken away.
    let mut shift = 0isize;
    for group in groups(base, edits) {
        let start = line_start(base, group[0].0.start);
        let end = line_end(base, group[group.len() - 1].0.end);
        let inner: Vec<(Range<usize>, String)> = group
            .iter()
            .map(|(range, text)| (range.start - start..range.end - start, text.clone()))
            .collect();
        let old = &base[start..end];
        let new = super::apply(old, &inner);
        let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
        let same = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
        let rest = old[same..].iter().rev().zip(new[same..].iter().rev());
        let tail = rest.take_while(|(old, new)| old == new).count();
        let first = base[..start].matches('\n').count() + same + 1;
        let (gone, come) = (&old[same..old.len() - tail], &new[same..new.len() - tail]);
        put(&mut out, Sign::Minus, first, gone, come);
        put(&mut out, Sign::Plus, first.saturating_add_signed(shift), come, gone);
        shift += come.len().cast_signed() - gone.len().cast_signed();
    }
    out
}

/// Edits whose lines touch, together.
fn groups<'a>(base: &str, edits: &'a [(Range<usize>, String)]) -> Vec<&'a [(Range<usize>, String)]> {
    edits.chunk_by(|one, next| line_end(base, one.0.end) > line_start(base, next.0.start)).collect()
}

fn put(out: &mut Vec<DiffLine>, sign: Sign, first: usize, lines: &[&str], others: &[&str]) {
    for (at, line) in lines.iter().enumerate() {
        let changed = others.get(at).map_or(0..line.len(), |other| differing(line, other));
        out.push(DiffLine { sign, number: first + at, text: (*line).to_owned(), changed });
    }
}

/// The bytes of a line between what it begins and what it ends with in common with another.
fn differing(line: &str, other: &str) -> Range<usize> {
    let start: usize =
        line.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let tails = line[start..].chars().rev().zip(other[start..].chars().rev());
    let tail: usize = tails.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    start..line.len() - tail
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// After the line's end.
fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}
