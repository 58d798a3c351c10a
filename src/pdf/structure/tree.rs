//! The structure tree: every element that has content, with the content in the order in which it is read.

use std::collections::BTreeMap;

use crate::pdf::save::{File, Id, reference, text_string, whole};
use crate::pdf::tag::{Element, ElementId, Role, Tags};
use crate::source::visible;

/// An annotation that is the content of an element, with the number by which it names the element.
#[derive(Clone, Copy, Debug)]
pub struct Owned {
    pub element: ElementId,
    pub page: usize,
    pub annotation: Id,
}

/// What an element holds.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kid {
    Element(ElementId),
    /// Marked content, by page and number.
    Content(usize, usize),
    Annotation(usize, Id),
}

/// Writes the tree; `marks` are the elements of each page's marked content, by number.
///
/// The annotations are numbered from the number of pages on, in their order.
pub fn write(file: &mut File, tags: &Tags, marks: &[Vec<ElementId>], owned: &[Owned], pages: &[Id]) -> Id {
    let kids = kids(tags, marks, owned);
    let root = file.reserve();
    let ids: Vec<Option<Id>> = kids.iter().map(|kids| kids.is_some().then(|| file.reserve())).collect();
    for (index, element) in tags.elements.iter().enumerate() {
        let (Some(id), Some(kids)) = (ids[index], &kids[index]) else { continue };
        let parent = element.parent.and_then(|parent| ids[parent.index()]).unwrap_or(root);
        file.put(id, |out| self::element(out, (index, element), parent, kids, (&ids, pages)));
    }
    let parents = file.add(|out| parent_tree(out, marks, owned, &ids));
    let notes = file.add(|out| names(out, tags, &ids));
    file.put(root, |out| {
        out.extend(b"<</Type/StructTreeRoot/ParentTree ");
        reference(out, parents);
        out.extend(format!("/ParentTreeNextKey {}/IDTree ", marks.len() + owned.len()).as_bytes());
        reference(out, notes);
        if let Some(Some(first)) = ids.first() {
            out.extend(b"/K ");
            reference(out, *first);
        }
        out.extend(b">>");
    });
    root
}

/// What every element holds; none for those that were never seen.
///
/// An element stands in its parent where its first content does. Rows are whole: a cell is there even when it
/// is empty, or the cells beside it would belong to other columns.
fn kids(tags: &Tags, marks: &[Vec<ElementId>], owned: &[Owned]) -> Vec<Option<Vec<Kid>>> {
    let mut kids: Vec<Option<Vec<Kid>>> = vec![None; tags.elements.len()];
    kids[0] = Some(Vec::new());
    let mut by_page: BTreeMap<usize, Vec<&Owned>> = BTreeMap::new();
    for owned in owned {
        by_page.entry(owned.page).or_default().push(owned);
    }
    for (page, marks) in marks.iter().enumerate() {
        for (number, element) in marks.iter().enumerate() {
            hold(&mut kids, tags, *element, Kid::Content(page, number));
        }
        for owned in by_page.remove(&page).unwrap_or_default() {
            hold(&mut kids, tags, owned.element, Kid::Annotation(page, owned.annotation));
        }
    }
    let is_row = |id: ElementId| tags.get(id).role == Role::Row;
    for (index, element) in (0..).map(ElementId).zip(&tags.elements) {
        let Some(row) = element.parent.filter(|parent| is_row(*parent)) else { continue };
        if kids[index.index()].is_none() && kids[row.index()].is_some() {
            kids[index.index()] = Some(Vec::new());
            kids[row.index()].get_or_insert_default().push(Kid::Element(index));
        }
    }
    for (kids, element) in kids.iter_mut().zip(&tags.elements) {
        if let (Role::Row, Some(kids)) = (element.role, kids) {
            kids.sort_by_key(|kid| element_of(*kid));
        }
    }
    kids
}

fn element_of(kid: Kid) -> Option<ElementId> {
    match kid {
        Kid::Element(id) => Some(id),
        _ => None,
    }
}

/// Gives an element something to hold, and each element above it what it then holds.
fn hold(kids: &mut [Option<Vec<Kid>>], tags: &Tags, element: ElementId, kid: Kid) {
    let (mut at, mut kid) = (element, kid);
    loop {
        let first = kids[at.index()].is_none();
        kids[at.index()].get_or_insert_default().push(kid);
        let Some(parent) = tags.get(at).parent.filter(|_| first) else { return };
        (at, kid) = (parent, Kid::Element(at));
    }
}

fn element(
    out: &mut Vec<u8>,
    (index, element): (usize, &Element),
    parent: Id,
    kids: &[Kid],
    (ids, pages): (&[Option<Id>], &[Id]),
) {
    out.extend(b"<</S/");
    out.extend(name(element.role).as_bytes());
    out.extend(b"/P ");
    reference(out, parent);
    // Content on the element's own page is told by its number alone.
    let own = kids.iter().find_map(|kid| match kid {
        Kid::Content(page, _) => Some(*page),
        _ => None,
    });
    let page_of = |out: &mut Vec<u8>, page: usize| {
        out.extend(b"/Pg ");
        reference(out, pages.get(page).copied().unwrap_or(parent));
    };
    if let Some(page) = own {
        page_of(out, page);
    }
    let number = |out: &mut Vec<u8>, number: usize| whole(out, i64::try_from(number).unwrap_or_default());
    if !kids.is_empty() {
        out.extend(if kids.len() > 1 { b"/K[".as_slice() } else { b"/K " });
        for (at, kid) in kids.iter().enumerate() {
            if at > 0 {
                out.push(b' ');
            }
            match kid {
                Kid::Element(id) => reference(out, ids[id.index()].unwrap_or(parent)),
                Kid::Content(page, mark) if own == Some(*page) => number(out, *mark),
                Kid::Content(page, mark) => {
                    out.extend(b"<</Type/MCR");
                    page_of(out, *page);
                    out.extend(b"/MCID ");
                    number(out, *mark);
                    out.extend(b">>");
                }
                Kid::Annotation(page, annotation) => {
                    out.extend(b"<</Type/OBJR");
                    page_of(out, *page);
                    out.extend(b"/Obj ");
                    reference(out, *annotation);
                    out.extend(b">>");
                }
            }
        }
        if kids.len() > 1 {
            out.push(b']');
        }
    }
    if let Some(language) = element.language {
        out.extend(b"/Lang");
        text_string(out, language.tag());
    }
    if !element.alt.is_empty() {
        out.extend(b"/Alt");
        text_string(out, &visible::without(&element.alt));
    }
    if element.role == Role::Note {
        out.extend(b"/ID");
        text_string(out, &note_name(index));
    }
    attributes(out, element);
    out.extend(b">>");
}

/// What a note is called in the file: every one has a name of its own. As many digits each, so that they are in order.
fn note_name(index: usize) -> String {
    format!("note{index:06}")
}

/// The notes by name.
fn names(out: &mut Vec<u8>, tags: &Tags, ids: &[Option<Id>]) {
    let notes = tags.elements.iter().enumerate().filter(|(_, element)| element.role == Role::Note);
    let notes: Vec<(String, Id)> =
        notes.filter_map(|(index, _)| Some((note_name(index), ids[index]?))).collect();
    // A root of a name tree that has names has no limits.
    out.extend(b"<</Names[");
    for (name, id) in notes {
        text_string(out, &name);
        out.push(b' ');
        reference(out, id);
    }
    out.extend(b"]>>");
}

fn attributes(out: &mut Vec<u8>, element: &Element) {
    let scope = match element.role {
        Role::List { numbered } => {
            let numbering = if numbered { "Decimal" } else { "Disc" };
            return out.extend(format!("/A<</O/List/ListNumbering/{numbering}>>").as_bytes());
        }
        Role::Figure => return out.extend(b"/A<</O/Layout/Placement/Block>>"),
        Role::ColumnHead => "/Scope/Column",
        Role::RowHead => "/Scope/Row",
        _ if element.columns == 1 => return,
        _ => "",
    };
    out.extend(format!("/A<</O/Table{scope}").as_bytes());
    if element.columns > 1 {
        out.extend(format!("/ColSpan {}", element.columns).as_bytes());
    }
    out.extend(b">>");
}

/// Which elements the numbers of pages and annotations stand for.
fn parent_tree(out: &mut Vec<u8>, marks: &[Vec<ElementId>], owned: &[Owned], ids: &[Option<Id>]) {
    let put = |out: &mut Vec<u8>, element: ElementId| match ids[element.index()] {
        Some(id) => reference(out, id),
        None => out.extend(b"null"),
    };
    out.extend(b"<</Nums[");
    for (number, marks) in marks.iter().enumerate() {
        out.extend(format!("{number}[").as_bytes());
        for mark in marks {
            put(out, *mark);
            out.push(b' ');
        }
        out.push(b']');
    }
    for (number, owned) in (marks.len()..).zip(owned) {
        out.extend(format!("{number} ").as_bytes());
        put(out, owned.element);
        out.push(b' ');
    }
    out.extend(b"]>>");
}

/// The standard structure type of a role.
#[must_use]
pub fn name(role: Role) -> &'static str {
    match role {
        Role::Document => "Document",
        Role::Part => "Part",
        Role::Section => "Sect",
        Role::Division => "Div",
        Role::Contents => "TOC",
        Role::ContentsItem => "TOCI",
        Role::Heading(1) => "H1",
        Role::Heading(2) => "H2",
        Role::Heading(3) => "H3",
        Role::Heading(4) => "H4",
        Role::Heading(5) => "H5",
        Role::Heading(_) => "H6",
        Role::Paragraph => "P",
        Role::Quote => "BlockQuote",
        Role::List { .. } => "L",
        Role::ListItem => "LI",
        Role::Label => "Lbl",
        Role::ListBody => "LBody",
        Role::Table => "Table",
        Role::Row => "TR",
        Role::ColumnHead | Role::RowHead => "TH",
        Role::Cell => "TD",
        Role::Caption => "Caption",
        Role::Figure => "Figure",
        Role::Note => "Note",
        Role::Reference => "Reference",
        Role::Link => "Link",
        Role::Annotation => "Annot",
        Role::Code => "Code",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_stand_where_their_first_content_does_and_rows_are_whole() {
        let mut tags = Tags::default();
        let row = tags.add(Role::Row, None);
        let cells = [0; 3].map(|_| tags.add_to(row, Role::Cell, None));
        let late = tags.add(Role::Paragraph, None);
        let never = tags.add(Role::Paragraph, None);
        let marks = [vec![late, cells[2]], vec![cells[0], late]];
        let kids = kids(&tags, &marks, &[]);
        assert_eq!(kids[0], Some(vec![Kid::Element(late), Kid::Element(row)]));
        assert_eq!(kids[row.index()], Some(cells.map(Kid::Element).to_vec()));
        assert_eq!(kids[late.index()], Some(vec![Kid::Content(0, 0), Kid::Content(1, 1)]));
        assert_eq!(kids[cells[1].index()], Some(Vec::new()));
        assert_eq!(kids[never.index()], None);
    }
}
