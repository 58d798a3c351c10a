//! Areas of a page that lead somewhere, or that somebody has remarked on.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::tree::Owned;
use super::{place, text_string};
use crate::pdf::page::{LinkArea, Page, Pages, Paper, Remark, Target};

/// Adds the links of every page; gives those that an element owns.
pub fn add(document: &mut Document, pages: &Pages, ids: &[ObjectId]) -> Vec<Owned> {
    let mut owned = Vec::new();
    for (number, (page, id)) in pages.pages.iter().zip(ids).enumerate() {
        let mut references: Vec<Object> = Vec::new();
        for link in &page.links {
            let Some(mut made) = annotation(link, page, pages, ids) else { continue };
            made.set("P", *id);
            let parent = ids.len() + owned.len();
            if link.element.is_some() {
                made.set("StructParent", i64::try_from(parent).unwrap_or_default());
            }
            let annotation = document.add_object(made);
            references.push(Object::Reference(annotation));
            owned.extend(link.element.map(|element| Owned { element, page: number, annotation }));
        }
        for remark in &page.remarks {
            let mut made = highlight(remark, pages.paper_of(page), document);
            made.set("P", *id);
            let parent = ids.len() + owned.len();
            if remark.element.is_some() {
                made.set("StructParent", i64::try_from(parent).unwrap_or_default());
            }
            let annotation = document.add_object(made);
            references.push(Object::Reference(annotation));
            owned.extend(remark.element.map(|element| Owned { element, page: number, annotation }));
        }
        let Ok(page) = document.get_dictionary_mut(*id) else { continue };
        if references.is_empty() {
            page.remove(b"Annots");
        } else {
            page.set("Annots", references);
        }
    }
    owned
}

/// A highlight with its note. It is painted on the page, so that every reader and printer shows the same: the
/// annotation itself draws nothing.
fn highlight(remark: &Remark, paper: Paper, document: &mut Document) -> Dictionary {
    let (left, right) = (number(remark.x), number(remark.x + remark.width));
    let (bottom, top) = (number(paper.height - remark.y - remark.height), number(paper.height - remark.y));
    let rectangle = vec![left.clone(), bottom.clone(), right.clone(), top.clone()];
    let form = dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => rectangle.clone() };
    let nothing = document.add_object(Stream::new(form, Vec::new()));
    let part = |part: u8| number(f32::from(part) / 255.0);
    let colour = remark.colour;
    let mut made = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Highlight",
        "Rect" => rectangle,
        "QuadPoints" => vec![left.clone(), top.clone(), right.clone(), top, left, bottom.clone(), right, bottom],
        "C" => vec![part(colour.red), part(colour.green), part(colour.blue)],
        "F" => 4,
        "T" => text_string(&remark.author),
        "Contents" => text_string(&remark.words),
        "AP" => dictionary! { "N" => nothing },
    };
    if let Some(date) = &remark.date {
        let digits: String = date.chars().filter(char::is_ascii_digit).take(8).collect();
        made.set("M", Object::string_literal(format!("D:{digits}")));
    }
    made
}

/// Hundredths are as fine as pages are painted.
fn number(length: f32) -> Object {
    Object::Real((length * 100.0).round() / 100.0)
}

fn annotation(link: &LinkArea, page: &Page, pages: &Pages, ids: &[ObjectId]) -> Option<Dictionary> {
    let bottom = pages.paper_of(page).height - link.y - link.height;
    let mut annotation = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Link",
        "Rect" => vec![
            number(link.x),
            number(bottom),
            number(link.x + link.width),
            number(bottom + link.height),
        ],
        "Border" => vec![0.into(), 0.into(), 0.into()],
    };
    match &link.target {
        Target::Inside(id) => {
            annotation.set("Dest", place(pages, *id, ids)?);
        }
        Target::Url(url) => {
            annotation.set("Contents", text_string(url));
            let uri = Object::string_literal(percent_encoded(url));
            let action = dictionary! { "Type" => "Action", "S" => "URI", "URI" => uri };
            annotation.set("A", action);
        }
    }
    Some(annotation)
}

/// A URI is ASCII: anything else is percent-encoded, as are spaces.
fn percent_encoded(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for byte in url.bytes() {
        if byte.is_ascii_graphic() {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.extend(
                [byte >> 4, byte & 15].map(|nibble| char::from(b"0123456789ABCDEF"[usize::from(nibble)])),
            );
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::percent_encoded;

    #[test]
    fn addresses_are_ascii() {
        assert_eq!(percent_encoded("https://a.hk/報 告"), "https://a.hk/%E5%A0%B1%20%E5%91%8A");
    }
}
