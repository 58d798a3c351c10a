//! What a reader finds around the pages: tags, outline, page labels, links, metadata, the document's language.
//!
//! Fonts and pictures come from printpdf; the rest is written here, because it knows flat outlines only, no tags, and
//! dates and conformance claims that would not be true.

mod annotations;
mod base;
mod outline;
mod tree;
mod xmp;

use super::page::{DestinationId, Pages};
use super::paint::Painted;
use super::save::{File, Id, number, reference, text_string, whole};
pub use base::Base;
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

/// The whole file: pages as they were painted, with everything around them.
#[must_use]
pub fn write(base: Base, pages: &Pages, painted: Vec<Painted>, metadata: &Metadata) -> Vec<u8> {
    let mut file = File::new();
    let resources = base.write(&mut file);
    let ids: Vec<Id> = pages.pages.iter().map(|_| file.reserve()).collect();
    let (owned, annotations) = annotations::write(&mut file, pages, &ids);
    let parent = file.reserve();
    let mut marks = Vec::with_capacity(painted.len());
    for (number, (page, painted)) in pages.pages.iter().zip(painted).enumerate() {
        let content = file.reserve();
        file.stream(content, b"/Filter/FlateDecode", &painted.content);
        let paper = pages.paper_of(page);
        file.put(ids[number], |out| {
            out.extend(b"<</Type/Page/Parent ");
            reference(out, parent);
            for box_name in ["/MediaBox", "/CropBox", "/TrimBox"] {
                out.extend(box_name.as_bytes());
                out.extend(b"[0 0 ");
                self::number(out, paper.width);
                out.push(b' ');
                self::number(out, paper.height);
                out.push(b']');
            }
            out.extend(b"/Resources ");
            reference(out, resources);
            out.extend(b"/Contents ");
            reference(out, content);
            out.extend(b"/Tabs/S/StructParents ");
            whole(out, i64::try_from(number).unwrap_or_default());
            references(out, "/Annots", &annotations[number]);
            out.extend(b">>");
        });
        marks.push(painted.marks);
    }
    file.put(parent, |out| {
        out.extend(b"<</Type/Pages/Count ");
        whole(out, i64::try_from(ids.len()).unwrap_or_default());
        references(out, "/Kids", &ids);
        out.extend(b">>");
    });
    let tree = tree::write(&mut file, &pages.tags, &marks, &owned, &ids);
    let outline = outline::write(&mut file, pages, &ids);
    let xmp = file.reserve();
    // Kept as it is, so that tools that only search bytes find it.
    file.stream(xmp, b"/Type/Metadata/Subtype/XML", xmp::xmp(metadata).as_bytes());
    let info = file.add(|out| info(out, metadata));
    let root = file.add(|out| {
        out.extend(b"<</Type/Catalog/Pages ");
        reference(out, parent);
        out.extend(b"/StructTreeRoot ");
        reference(out, tree);
        out.extend(b"/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>/Metadata ");
        reference(out, xmp);
        let layout = if pages.facing { "TwoPageRight" } else { "SinglePage" };
        out.extend(format!("/PageLayout/{layout}").as_bytes());
        if let Some(language) = metadata.languages.first() {
            out.extend(b"/Lang");
            text_string(out, language);
        }
        if let Some(outline) = outline {
            out.extend(b"/PageMode/UseOutlines/Outlines ");
            reference(out, outline);
        }
        page_labels(out, pages);
        out.extend(b">>");
    });
    file.finish(root, info)
}

/// A list of objects under a key; nothing where there are none.
fn references(out: &mut Vec<u8>, key: &str, ids: &[Id]) {
    if ids.is_empty() {
        return;
    }
    out.extend(key.as_bytes());
    out.push(b'[');
    for (at, id) in ids.iter().enumerate() {
        if at > 0 {
            out.push(b' ');
        }
        reference(out, *id);
    }
    out.push(b']');
}

fn info(out: &mut Vec<u8>, metadata: &Metadata) {
    let entries = [
        ("<</Title", metadata.title.as_str()),
        ("/Author", &metadata.author),
        ("/Creator", "tieout"),
        ("/Producer", PRODUCER),
    ];
    for (key, words) in entries {
        out.extend(key.as_bytes());
        text_string(out, words);
    }
    out.extend(b">>");
}

/// Runs of like labels: none on the cover, roman in front, arabic in the body.
fn page_labels(out: &mut Vec<u8>, pages: &Pages) {
    out.extend(b"/PageLabels<</Nums[");
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
        whole(out, i64::try_from(index).unwrap_or_default());
        if style.is_empty() {
            out.extend(b"<<>>");
        } else {
            out.extend(format!("<</S/{style}/St {}>>", label_number(&page.label)).as_bytes());
        }
    }
    out.extend(b"]>>");
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

/// Where a destination is, as an array; nothing for one that is nowhere.
fn place(pages: &Pages, id: DestinationId, ids: &[Id]) -> Option<Vec<u8>> {
    let destination = pages.destinations.get(id.0).copied().flatten()?;
    let page = ids.get(destination.page)?;
    let paper = pages.pages.get(destination.page).map_or(pages.paper, |page| pages.paper_of(page));
    let top = (paper.height - destination.y).clamp(0.0, paper.height);
    let mut out = vec![b'['];
    reference(&mut out, *page);
    out.extend(b"/XYZ null ");
    number(&mut out, top.round());
    out.extend(b" null]");
    Some(out)
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
