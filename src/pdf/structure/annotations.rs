//! Areas of a page that lead somewhere, or that somebody has remarked on.

use super::place;
use super::tree::Owned;
use crate::pdf::page::{LinkArea, Page, Pages, Paper, Remark, Target};
use crate::pdf::save::{File, Id, literal, number, reference, text_string};

/// Writes the annotations of every page; gives those that an element owns, and all of them page by page.
pub fn write(file: &mut File, pages: &Pages, ids: &[Id]) -> (Vec<Owned>, Vec<Vec<Id>>) {
    let mut owned: Vec<Owned> = Vec::new();
    let mut all = Vec::with_capacity(ids.len());
    for (at, (page, id)) in pages.pages.iter().zip(ids).enumerate() {
        let mut here: Vec<Id> = Vec::new();
        let links =
            page.links.iter().filter_map(|link| Some((link.element, self::link(link, page, pages, ids)?)));
        let made: Vec<_> = links.collect();
        let remarks =
            page.remarks.iter().map(|remark| (remark.element, highlight(remark, pages.paper_of(page), file)));
        let made = made.into_iter().chain(remarks.collect::<Vec<_>>());
        for (element, entries) in made {
            let annotation = file.add(|out| {
                out.extend(b"<</Type/Annot/F 4/P ");
                reference(out, *id);
                if element.is_some() {
                    out.extend(format!("/StructParent {}", ids.len() + owned.len()).as_bytes());
                }
                out.extend(entries);
                out.extend(b">>");
            });
            here.push(annotation);
            owned.extend(element.map(|element| Owned { element, page: at, annotation }));
        }
        all.push(here);
    }
    (owned, all)
}

/// Lengths in brackets.
fn lengths(out: &mut Vec<u8>, key: &str, lengths: &[f32]) {
    out.extend(key.as_bytes());
    out.push(b'[');
    for (at, length) in lengths.iter().enumerate() {
        if at > 0 {
            out.push(b' ');
        }
        number(out, *length);
    }
    out.push(b']');
}

/// A highlight with its note. It is painted on the page, so that every reader and printer shows the same: the
/// annotation itself draws nothing.
fn highlight(remark: &Remark, paper: Paper, file: &mut File) -> Vec<u8> {
    let (left, right) = (remark.x, remark.x + remark.width);
    let (bottom, top) = (paper.height - remark.y - remark.height, paper.height - remark.y);
    let rectangle = [left, bottom, right, top];
    let nothing = file.reserve();
    let mut form = b"/Type/XObject/Subtype/Form".to_vec();
    lengths(&mut form, "/BBox", &rectangle);
    file.stream(nothing, &form, b"");
    let mut out = b"/Subtype/Highlight".to_vec();
    lengths(&mut out, "/Rect", &rectangle);
    lengths(&mut out, "/QuadPoints", &[left, top, right, top, left, bottom, right, bottom]);
    let colour = [remark.colour.red, remark.colour.green, remark.colour.blue];
    lengths(&mut out, "/C", &colour.map(|part| f32::from(part) / 255.0));
    out.extend(b"/T");
    text_string(&mut out, &remark.author);
    out.extend(b"/Contents");
    text_string(&mut out, &remark.words);
    out.extend(b"/AP<</N ");
    reference(&mut out, nothing);
    out.extend(b">>");
    if let Some(date) = &remark.date {
        let digits: String = date.chars().filter(char::is_ascii_digit).take(8).collect();
        out.extend(format!("/M(D:{digits})").as_bytes());
    }
    out
}

fn link(link: &LinkArea, page: &Page, pages: &Pages, ids: &[Id]) -> Option<Vec<u8>> {
    let bottom = pages.paper_of(page).height - link.y - link.height;
    let mut out = b"/Subtype/Link/Border[0 0 0]".to_vec();
    lengths(&mut out, "/Rect", &[link.x, bottom, link.x + link.width, bottom + link.height]);
    match &link.target {
        Target::Inside(id) => {
            out.extend(b"/Dest");
            out.extend(place(pages, *id, ids)?);
            out.extend(b"/Contents");
            text_string(&mut out, &link.words);
        }
        Target::Url(url) => {
            out.extend(b"/Contents");
            text_string(&mut out, url);
            out.extend(b"/A<</Type/Action/S/URI/URI");
            literal(&mut out, percent_encoded(url).as_bytes());
            out.extend(b">>");
        }
    }
    Some(out)
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
