//! The structure tree: every element that has content, with the content in the order in which it is read.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::text_string;
use crate::pdf::tag::{Element, ElementId, Role, Tags};

/// An annotation that is the content of an element, with the number by which it names the element.
#[derive(Clone, Copy, Debug)]
pub struct Owned {
    pub element: ElementId,
    pub page: usize,
    pub annotation: ObjectId,
}

/// What an element holds.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kid {
    Element(ElementId),
    /// Marked content, by page and number.
    Content(usize, usize),
    Annotation(usize, ObjectId),
}

/// Adds the tree to a document; `marks` are the elements of each page's marked content, by number.
///
/// The annotations are numbered from the number of pages on, in their order.
pub fn add(
    document: &mut Document,
    tags: &Tags,
    marks: &[Vec<ElementId>],
    owned: &[Owned],
    pages: &[ObjectId],
) {
    let kids = kids(tags, marks, owned);
    let ids: Vec<Option<ObjectId>> =
        kids.iter().map(|kids| kids.is_some().then(|| document.new_object_id())).collect();
    let root = document.new_object_id();
    for (index, element) in tags.elements.iter().enumerate() {
        let (Some(id), Some(kids)) = (ids[index], &kids[index]) else { continue };
        let parent = element.parent.and_then(|parent| ids[parent.index()]).unwrap_or(root);
        document.set_object(id, dictionary(element, parent, kids, &ids, pages));
    }
    let parents = document.add_object(parent_tree(marks, owned, &ids));
    let next = i64::try_from(marks.len() + owned.len()).unwrap_or_default();
    let mut tree =
        dictionary! { "Type" => "StructTreeRoot", "ParentTree" => parents, "ParentTreeNextKey" => next };
    if let Some(Some(first)) = ids.first() {
        tree.set("K", *first);
    }
    document.set_object(root, tree);
    for (number, page) in pages.iter().enumerate() {
        let Ok(page) = document.get_dictionary_mut(*page) else { continue };
        page.set("StructParents", i64::try_from(number).unwrap_or_default());
        page.set("Tabs", Object::Name(b"S".to_vec()));
    }
    if let Ok(catalog) = document.catalog_mut() {
        catalog.set("StructTreeRoot", root);
        catalog.set("MarkInfo", dictionary! { "Marked" => true });
    }
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

fn dictionary(
    element: &Element,
    parent: ObjectId,
    kids: &[Kid],
    ids: &[Option<ObjectId>],
    pages: &[ObjectId],
) -> Dictionary {
    let mut made = dictionary! { "S" => Object::Name(name(element.role).as_bytes().to_vec()), "P" => parent };
    // Content on the element's own page is told by its number alone.
    let own = kids.iter().find_map(|kid| match kid {
        Kid::Content(page, _) => Some(*page),
        _ => None,
    });
    let page_of = |page: usize| pages.get(page).copied().unwrap_or((0, 0));
    if let Some(page) = own {
        made.set("Pg", page_of(page));
    }
    let number = |number: usize| Object::Integer(i64::try_from(number).unwrap_or_default());
    let mut held: Vec<Object> = kids
        .iter()
        .filter_map(|kid| match kid {
            Kid::Element(id) => ids[id.index()].map(Object::Reference),
            Kid::Content(page, mark) if own == Some(*page) => Some(number(*mark)),
            Kid::Content(page, mark) => {
                Some(dictionary! { "Type" => "MCR", "Pg" => page_of(*page), "MCID" => number(*mark) }.into())
            }
            Kid::Annotation(page, annotation) => {
                Some(dictionary! { "Type" => "OBJR", "Pg" => page_of(*page), "Obj" => *annotation }.into())
            }
        })
        .collect();
    match held.len() {
        0 => {}
        1 => made.set("K", held.remove(0)),
        _ => made.set("K", held),
    }
    if let Some(language) = element.language {
        made.set("Lang", Object::string_literal(language.tag()));
    }
    if !element.alt.is_empty() {
        made.set("Alt", text_string(&element.alt));
    }
    if let Some(attributes) = attributes(element) {
        made.set("A", attributes);
    }
    made
}

fn attributes(element: &Element) -> Option<Dictionary> {
    let plain = |word: &str| Object::Name(word.as_bytes().to_vec());
    let mut table = dictionary! { "O" => plain("Table") };
    match element.role {
        Role::List { numbered } => {
            let numbering = if numbered { "Decimal" } else { "Disc" };
            return Some(dictionary! { "O" => plain("List"), "ListNumbering" => plain(numbering) });
        }
        Role::ColumnHead => table.set("Scope", plain("Column")),
        Role::RowHead => table.set("Scope", plain("Row")),
        Role::Figure => return Some(dictionary! { "O" => plain("Layout"), "Placement" => plain("Block") }),
        _ if element.columns == 1 => return None,
        _ => {}
    }
    if element.columns > 1 {
        table.set("ColSpan", i64::try_from(element.columns).unwrap_or(1));
    }
    Some(table)
}

/// Which elements the numbers of pages and annotations stand for.
fn parent_tree(marks: &[Vec<ElementId>], owned: &[Owned], ids: &[Option<ObjectId>]) -> Dictionary {
    let reference = |element: &ElementId| ids[element.index()].map_or(Object::Null, Object::Reference);
    let mut numbers: Vec<Object> = Vec::new();
    let mut put = |object: Object| {
        numbers.push(Object::Integer(i64::try_from(numbers.len() / 2).unwrap_or_default()));
        numbers.push(object);
    };
    for marks in marks {
        put(Object::Array(marks.iter().map(reference).collect()));
    }
    for owned in owned {
        put(reference(&owned.element));
    }
    dictionary! { "Nums" => numbers }
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
