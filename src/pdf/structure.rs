//! What a reader finds around the pages: tags, outline, page labels, links, metadata, the document's language.
//!
//! Written into the object model under printpdf, which knows flat outlines only, and dates and
//! conformance claims that would not be true.

mod annotations;
mod outline;
mod tree;
mod xmp;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::page::{DestinationId, Pages};
use super::tag::ElementId;
pub use tree::name;

/// What the document says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metadata {
    pub title: String,
    pub author: String,
    /// BCP 47; the first is the document's own.
    pub languages: Vec<&'static str>,
}

const PRODUCER: &str = concat!("tieout ", env!("CARGO_PKG_VERSION"));

/// Adds everything to a document whose pages are painted; `marks` are the elements of each page's marked content.
pub fn add(document: &mut Document, pages: &Pages, marks: &[Vec<ElementId>], metadata: &Metadata) {
    let ids: Vec<ObjectId> = document.page_iter().collect();
    let owned = annotations::add(document, pages, &ids);
    tree::add(document, &pages.tags, marks, &owned, &ids);
    let outline = outline::outline(document, pages, &ids);
    let xmp = document.add_object(xmp::xmp(metadata));
    let info = document.add_object(info(metadata));
    document.trailer.set("Info", info);
    "1.7".clone_into(&mut document.version);
    let labels = page_labels(pages);
    let Ok(catalog) = document.catalog_mut() else { return };
    catalog.remove(b"OutputIntents");
    catalog.set("Metadata", xmp);
    catalog.set("PageLabels", labels);
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("PageLayout", Object::Name(b"SinglePage".to_vec()));
    if let Some(language) = metadata.languages.first() {
        catalog.set("Lang", Object::string_literal(*language));
    }
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", Object::Name(b"UseOutlines".to_vec()));
    }
}

/// A text string: UTF-16 with its mark, which every reader knows.
fn text_string(text: &str) -> Object {
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, lopdf::StringFormat::Hexadecimal)
}

fn info(metadata: &Metadata) -> Dictionary {
    dictionary! {
        "Title" => text_string(&metadata.title),
        "Author" => text_string(&metadata.author),
        "Creator" => text_string("tieout"),
        "Producer" => text_string(PRODUCER),
    }
}

/// Runs of like labels: none on the cover, roman in front, arabic in the body.
fn page_labels(pages: &Pages) -> Dictionary {
    let mut ranges: Vec<Object> = Vec::new();
    let mut last: Option<&str> = None;
    for (index, page) in pages.pages.iter().enumerate() {
        let style = match page.label.chars().next() {
            Some(first) if first.is_ascii_digit() => "D",
            Some(_) => "r",
            None => "",
        };
        if last == Some(style) {
            continue;
        }
        last = Some(style);
        let mut range = Dictionary::new();
        if !style.is_empty() {
            range.set("S", Object::Name(style.as_bytes().to_vec()));
            range.set("St", label_number(&page.label));
        }
        ranges.push(Object::Integer(i64::try_from(index).unwrap_or_default()));
        ranges.push(Object::Dictionary(range));
    }
    dictionary! { "Nums" => ranges }
}

fn label_number(label: &str) -> i64 {
    label.parse().unwrap_or_else(|_| {
        let value = |letter| match letter {
            'i' => 1,
            'v' => 5,
            'x' => 10,
            'l' => 50,
            _ => 0,
        };
        let values: Vec<i64> = label.chars().map(value).collect();
        let signed = |(at, value): (usize, &i64)| {
            if values.get(at + 1).is_some_and(|next| next > value) { -value } else { *value }
        };
        values.iter().enumerate().map(signed).sum::<i64>().max(1)
    })
}

fn place(pages: &Pages, id: DestinationId, ids: &[ObjectId]) -> Option<Object> {
    let destination = pages.destinations.get(id.0).copied().flatten()?;
    let page = ids.get(destination.page)?;
    let paper = pages.pages.get(destination.page).map_or(pages.paper, |page| pages.paper_of(page));
    let top = (paper.height - destination.y).clamp(0.0, paper.height);
    let fit = Object::Name(b"XYZ".to_vec());
    Some(Object::Array(vec![
        Object::Reference(*page),
        fit,
        Object::Null,
        Object::Real(top.round()),
        Object::Null,
    ]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read_as_numbers() {
        for (label, number) in [("1", 1), ("27", 27), ("i", 1), ("iv", 4), ("ix", 9), ("xiv", 14)] {
            assert_eq!(label_number(label), number, "{label}");
        }
    }
}
