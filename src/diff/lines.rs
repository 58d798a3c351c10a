//! Which lines of a text are not those of its earlier version.

use std::ops::RangeInclusive;

use super::matching::monotone;

/// Lines, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lines {
    All,
    /// In order.
    Some(Vec<RangeInclusive<usize>>),
}

impl Lines {
    /// Whether one of the lines from the first to the last is among them.
    #[must_use]
    pub fn touch(&self, first: usize, last: usize) -> bool {
        match self {
            Lines::All => true,
            Lines::Some(ranges) => ranges.iter().any(|range| *range.start() <= last && first <= *range.end()),
        }
    }
}

/// The lines that are new or other than they were. Where lines were taken out, those on either side count: what
/// they said is missed there.
#[must_use]
pub fn changed(old: &str, new: &str) -> Lines {
    let old: Vec<&str> = old.lines().collect();
    let new: Vec<&str> = new.lines().collect();
    let mut ranges = Vec::new();
    let (mut from_old, mut from_new) = (0, 0);
    let end = (old.len(), new.len());
    for (at_old, at_new) in monotone(&old, &new).into_iter().chain([end]) {
        if at_new > from_new {
            ranges.push(from_new + 1..=at_new);
        } else if at_old > from_old {
            ranges.push(from_new.max(1)..=(from_new + 1).min(new.len()));
        }
        (from_old, from_new) = (at_old + 1, at_new + 1);
    }
    Lines::Some(ranges)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_changed() {
        let cases: [(&str, &str, &[RangeInclusive<usize>]); 7] = [
            ("a\nb\nc\n", "a\nb\nc\n", &[]),
            ("a\nb\nc\n", "a\r\nb\r\nc\r\n", &[]),
            ("a\nb\nc\n", "a\nx\nc\n", &[2..=2]),
            ("a\nb\nc\n", "a\nx\ny\nb\nc\n", &[2..=3]),
            ("a\nb\nc\n", "a\nc\n", &[1..=2]),
            ("a\nb\nc\n", "a\nb\n", &[2..=2]),
            ("a\na\nb\na\n", "a\na\na\nb\na\nz\n", &[3..=3, 6..=6]),
        ];
        for (old, new, expected) in cases {
            assert_eq!(changed(old, new), Lines::Some(expected.to_vec()), "{old:?} {new:?}");
        }
    }
}
