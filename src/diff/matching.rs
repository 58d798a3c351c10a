//! Which element of a sequence is which of an earlier one, and which file was which.

use std::collections::BTreeMap;

use crate::report::Report;
use crate::source::{ALIKE, FileId, likeness};

/// Stretches of more pairs than this without a unique element in common count as wholly changed.
const CELL_LIMIT: usize = 1_000_000;

/// Texts are split at what is unique this often; only texts made for the purpose need more.
const DEPTH_LIMIT: usize = 100;

/// The equal elements of two sequences, in the order of both: what is unique to both holds the rest in place.
pub(super) fn monotone<K: Ord>(old: &[K], new: &[K]) -> Vec<(usize, usize)> {
    let mut matched = Vec::new();
    stretch(old, new, (0, 0), 0, &mut matched);
    matched
}

fn stretch<K: Ord>(
    old: &[K],
    new: &[K],
    offset: (usize, usize),
    depth: usize,
    matched: &mut Vec<(usize, usize)>,
) {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    matched.extend((0..head).map(|at| (offset.0 + at, offset.1 + at)));
    let (old, new) = (&old[head..], &new[head..]);
    let offset = (offset.0 + head, offset.1 + head);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old_end, new_end) = (old.len() - tail, new.len() - tail);
    let (middle_old, middle_new) = (&old[..old_end], &new[..new_end]);
    let anchors = if depth < DEPTH_LIMIT { anchors(middle_old, middle_new) } else { Vec::new() };
    if anchors.is_empty() {
        let common = common(middle_old, middle_new);
        matched.extend(common.into_iter().map(|(a, b)| (offset.0 + a, offset.1 + b)));
    } else {
        let (mut a, mut b) = (0, 0);
        for (to_a, to_b) in anchors {
            let at = (offset.0 + a, offset.1 + b);
            stretch(&middle_old[a..to_a], &middle_new[b..to_b], at, depth + 1, matched);
            matched.push((offset.0 + to_a, offset.1 + to_b));
            (a, b) = (to_a + 1, to_b + 1);
        }
        stretch(&middle_old[a..], &middle_new[b..], (offset.0 + a, offset.1 + b), depth + 1, matched);
    }
    matched.extend((0..tail).map(|at| (offset.0 + old_end + at, offset.1 + new_end + at)));
}

/// The longest run, in the order of both, of elements that each sequence holds once.
fn anchors<K: Ord>(old: &[K], new: &[K]) -> Vec<(usize, usize)> {
    let mut places: BTreeMap<&K, [Option<(usize, bool)>; 2]> = BTreeMap::new();
    for (side, elements) in [old, new].into_iter().enumerate() {
        for (at, element) in elements.iter().enumerate() {
            let place = &mut places.entry(element).or_default()[side];
            *place = Some((at, place.is_none()));
        }
    }
    let unique = places.into_values().filter_map(|[a, b]| match (a?, b?) {
        ((a, true), (b, true)) => Some((a, b)),
        _ => None,
    });
    let mut unique: Vec<(usize, usize)> = unique.collect();
    unique.sort_unstable();
    longest_rising(&unique)
}

/// The longest subsequence in which the second numbers rise.
fn longest_rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // Of the runs of each length, the one that ends lowest, as an index of `pairs`; and what stood before each pair.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (at, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].1 < pair.1);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let mut run = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(at) = next {
        run.push(pairs[at]);
        next = before[at];
    }
    run.reverse();
    run
}

/// The longest common subsequence of two short stretches.
fn common<K: Ord>(old: &[K], new: &[K]) -> Vec<(usize, usize)> {
    if old.is_empty() || new.is_empty() || old.len().saturating_mul(new.len()) > CELL_LIMIT {
        return Vec::new();
    }
    let width = new.len() + 1;
    let mut longest = vec![0u32; (old.len() + 1) * width];
    for a in (0..old.len()).rev() {
        for b in (0..new.len()).rev() {
            longest[a * width + b] = if old[a] == new[b] {
                longest[(a + 1) * width + b + 1] + 1
            } else {
                longest[(a + 1) * width + b].max(longest[a * width + b + 1])
            };
        }
    }
    let (mut a, mut b) = (0, 0);
    let mut matched = Vec::new();
    while a < old.len() && b < new.len() {
        if old[a] == new[b] {
            matched.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if longest[(a + 1) * width + b] >= longest[a * width + b + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
    matched
}

/// The file that each file was: the one of its name, or else the most similar of those whose name is gone.
pub(super) fn files(old: &Report, new: &Report) -> BTreeMap<FileId, FileId> {
    let mut names = BTreeMap::new();
    let mut unnamed = Vec::new();
    for (id, file) in new.sources.iter() {
        if let Some(before) = old.sources.find(&file.path) {
            names.insert(id, before);
        } else {
            unnamed.push(id);
        }
    }
    let mut gone: Vec<FileId> = old
        .sources
        .iter()
        .filter(|(_, file)| new.sources.find(&file.path).is_none())
        .map(|(id, _)| id)
        .collect();
    for id in unnamed {
        let file = new.sources.get(id);
        let rated = gone.iter().enumerate().filter_map(|(at, before)| {
            let before = old.sources.get(*before);
            let same_sort = before.path.extension() == file.path.extension();
            same_sort.then(|| (likeness(&before.text, &file.text), std::cmp::Reverse(at)))
        });
        if let Some((_, at)) = rated.max().filter(|(likeness, _)| *likeness >= ALIKE) {
            names.insert(id, gone.remove(at.0));
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_match_in_the_order_of_both() {
        let matched = |old: &str, new: &str| {
            let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
            monotone(&old, &new).into_iter().map(|(a, _)| old[a]).collect::<String>()
        };
        assert_eq!(matched("abcdef", "abcdef"), "abcdef");
        assert_eq!(matched("abcdef", "abXdef"), "abdef");
        assert_eq!(matched("", "abc"), "");
        // Moved elements stand in one order only.
        assert_eq!(matched("abcdef", "defabc").len(), 3);
        // Nothing is unique: the longest common run of a short stretch.
        assert_eq!(matched("aabb", "abab").len(), 3);
    }
}
