//! The outline: chapters and sections as a tree, closed below the chapters.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::{place, text_string};
use crate::pdf::page::{OutlineEntry, Pages};

/// The outline as a tree; entries that lead nowhere are left out.
pub fn outline(document: &mut Document, pages: &Pages, ids: &[ObjectId]) -> Option<ObjectId> {
    let entries: Vec<(&OutlineEntry, Object)> = pages
        .outline
        .iter()
        .filter_map(|entry| Some((entry, place(pages, entry.destination, ids)?)))
        .collect();
    if entries.is_empty() {
        return None;
    }
    let root = document.new_object_id();
    let items: Vec<ObjectId> = entries.iter().map(|_| document.new_object_id()).collect();
    let parents = parents(&entries.iter().map(|(entry, _)| entry.level).collect::<Vec<_>>());
    let (top, children) = children(&parents);
    for (at, (entry, place)) in entries.iter().enumerate() {
        let siblings = parents[at].map_or(&top, |parent| &children[parent]);
        let index = siblings.partition_point(|sibling| *sibling < at);
        let mut item = dictionary! {
            "Title" => text_string(&entry.title),
            "Parent" => parents[at].map_or(root, |parent| items[parent]),
            "Dest" => place.clone(),
        };
        if let Some(previous) = index.checked_sub(1) {
            item.set("Prev", items[siblings[previous]]);
        }
        if let Some(next) = siblings.get(index + 1) {
            item.set("Next", items[*next]);
        }
        ends(&mut item, &children[at], &items, false);
        document.set_object(items[at], item);
    }
    let mut outlines = dictionary! { "Type" => "Outlines" };
    ends(&mut outlines, &top, &items, true);
    document.set_object(root, outlines);
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
fn ends(item: &mut Dictionary, children: &[usize], items: &[ObjectId], open: bool) {
    let (Some(first), Some(last)) = (children.first(), children.last()) else { return };
    let count = i64::try_from(children.len()).unwrap_or_default();
    item.set("First", items[*first]);
    item.set("Last", items[*last]);
    item.set("Count", if open { count } else { -count });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_entry_hangs_under_the_nearest_higher_one() {
        assert_eq!(parents(&[1, 2, 3, 2, 1, 3]), [None, Some(0), Some(1), Some(0), None, Some(4)]);
    }
}
