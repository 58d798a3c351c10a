//! The outline: chapters and sections as a tree, closed below the chapters.

use super::place;
use crate::pdf::page::{OutlineEntry, Pages};
use crate::pdf::save::{File, Id, reference, text_string};
use crate::source::visible;

/// The outline as a tree; entries that lead nowhere are left out.
pub fn write(file: &mut File, pages: &Pages, ids: &[Id]) -> Option<Id> {
    let entries: Vec<(&OutlineEntry, Vec<u8>)> = pages
        .outline
        .iter()
        .filter_map(|entry| Some((entry, place(pages, entry.destination, ids)?)))
        .collect();
    if entries.is_empty() {
        return None;
    }
    let root = file.reserve();
    let items: Vec<Id> = entries.iter().map(|_| file.reserve()).collect();
    let parents = parents(&entries.iter().map(|(entry, _)| entry.level).collect::<Vec<_>>());
    let (top, children) = children(&parents);
    for (at, (entry, place)) in entries.iter().enumerate() {
        let siblings = parents[at].map_or(&top, |parent| &children[parent]);
        let index = siblings.partition_point(|sibling| *sibling < at);
        let sibling = |index: Option<usize>| index.and_then(|index| siblings.get(index)).map(|at| items[*at]);
        file.put(items[at], |out| {
            out.extend(b"<</Title");
            text_string(out, &visible::without(&entry.title));
            out.extend(b"/Dest");
            out.extend(place);
            let parent = Some(parents[at].map_or(root, |parent| items[parent]));
            let links = [
                ("/Parent ", parent),
                ("/Prev ", sibling(index.checked_sub(1))),
                ("/Next ", sibling(Some(index + 1))),
            ];
            for (key, id) in links {
                if let Some(id) = id {
                    out.extend(key.as_bytes());
                    reference(out, id);
                }
            }
            ends(out, &children[at], &items, false);
            out.extend(b">>");
        });
    }
    file.put(root, |out| {
        out.extend(b"<</Type/Outlines");
        ends(out, &top, &items, true);
        out.extend(b">>");
    });
    Some(root)
}

/// The nearest entry above each that is of a higher level.
fn parents(levels: &[u8]) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let mut parents = Vec::with_capacity(levels.len());
    for (at, level) in levels.iter().enumerate() {
        while open.last().is_some_and(|last| levels[*last] >= *level) {
            open.pop();
        }
        parents.push(open.last().copied());
        open.push(at);
    }
    parents
}

/// The entries at the top, and those under each entry.
fn children(parents: &[Option<usize>]) -> (Vec<usize>, Vec<Vec<usize>>) {
    let mut top = Vec::new();
    let mut children = vec![Vec::new(); parents.len()];
    for (at, parent) in parents.iter().enumerate() {
        parent.map_or(&mut top, |parent| &mut children[parent]).push(at);
    }
    (top, children)
}

/// First, last and count; closed entries count negatively.
fn ends(out: &mut Vec<u8>, children: &[usize], items: &[Id], open: bool) {
    let (Some(first), Some(last)) = (children.first(), children.last()) else { return };
    out.extend(b"/First ");
    reference(out, items[*first]);
    out.extend(b"/Last ");
    reference(out, items[*last]);
    out.extend(format!("/Count {}{}", if open { "" } else { "-" }, children.len()).as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_entry_hangs_under_the_nearest_higher_one() {
        assert_eq!(parents(&[1, 2, 3, 2, 1, 3]), [None, Some(0), Some(1), Some(0), None, Some(4)]);
    }
}
