//! What a reader finds around the pages: outline, page labels, links, metadata, the document's language.
//!
//! Written into the object model under printpdf, which knows flat outlines only, and dates and
//! conformance claims that would not be true.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::page::{Destination, LinkArea, OutlineEntry, Pages, Target};
use super::paint::PAGE_HEIGHT;

/// What the document says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metadata {
    pub title: String,
    pub author: String,
    /// BCP 47; the first is the document's own.
    pub languages: Vec<&'static str>,
}

const PRODUCER: &str = concat!("tieout ", env!("CARGO_PKG_VERSION"));

/// Adds everything to a document whose pages are painted.
pub fn add(document: &mut Document, pages: &Pages, metadata: &Metadata) {
    let ids: Vec<ObjectId> = document.page_iter().collect();
    links(document, pages, &ids);
    let outline = outline(document, pages, &ids);
    let xmp = document.add_object(xmp(metadata));
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

/// Kept uncompressed, so that tools that only search bytes find it.
fn xmp(metadata: &Metadata) -> Stream {
    let (title, author) = (escape(&metadata.title), escape(&metadata.author));
    let languages = metadata.languages.join("</rdf:li><rdf:li>");
    let packet = format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\
         <dc:format>application/pdf</dc:format>\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\
         <dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>\
         <dc:language><rdf:Bag><rdf:li>{languages}</rdf:li></rdf:Bag></dc:language>\
         <xmp:CreatorTool>tieout</xmp:CreatorTool><pdf:Producer>{PRODUCER}</pdf:Producer>\
         </rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>"
    );
    let dictionary = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    Stream::new(dictionary, packet.into_bytes()).with_compression(false)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
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

fn place(destination: Option<&Destination>, ids: &[ObjectId]) -> Option<Object> {
    let destination = destination?;
    let page = ids.get(destination.page)?;
    let top = (PAGE_HEIGHT - destination.y).clamp(0.0, PAGE_HEIGHT);
    let fit = Object::Name(b"XYZ".to_vec());
    Some(Object::Array(vec![
        Object::Reference(*page),
        fit,
        Object::Null,
        Object::Real(top.round()),
        Object::Null,
    ]))
}

fn links(document: &mut Document, pages: &Pages, ids: &[ObjectId]) {
    for (page, id) in pages.pages.iter().zip(ids) {
        let links: Vec<Dictionary> =
            page.links.iter().filter_map(|link| annotation(link, pages, ids)).collect();
        let references: Vec<Object> =
            links.into_iter().map(|link| Object::Reference(document.add_object(link))).collect();
        let Ok(page) = document.get_dictionary_mut(*id) else { continue };
        if references.is_empty() {
            page.remove(b"Annots");
        } else {
            page.set("Annots", references);
        }
    }
}

fn annotation(link: &LinkArea, pages: &Pages, ids: &[ObjectId]) -> Option<Dictionary> {
    let number = |length: f32| Object::Real((length * 100.0).round() / 100.0);
    let bottom = PAGE_HEIGHT - link.y - link.height;
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
            annotation.set("Dest", place(pages.destinations.get(id.0)?.as_ref(), ids)?);
        }
        Target::Url(url) => {
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

/// The outline as a tree; entries that lead nowhere are left out.
fn outline(document: &mut Document, pages: &Pages, ids: &[ObjectId]) -> Option<ObjectId> {
    let entries: Vec<(&OutlineEntry, Object)> = pages
        .outline
        .iter()
        .filter_map(|entry| Some((entry, place(pages.destinations.get(entry.destination.0)?.as_ref(), ids)?)))
        .collect();
    if entries.is_empty() {
        return None;
    }
    let root = document.new_object_id();
    let items: Vec<ObjectId> = entries.iter().map(|_| document.new_object_id()).collect();
    let parents = parents(&entries.iter().map(|(entry, _)| entry.level).collect::<Vec<_>>());
    for (at, (entry, place)) in entries.iter().enumerate() {
        let siblings = children(&parents, parents[at]);
        let index = siblings.iter().position(|sibling| *sibling == at).unwrap_or_default();
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
        ends(&mut item, &children(&parents, Some(at)), &items, false);
        document.set_object(items[at], item);
    }
    let mut outlines = dictionary! { "Type" => "Outlines" };
    ends(&mut outlines, &children(&parents, None), &items, true);
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

fn children(parents: &[Option<usize>], of: Option<usize>) -> Vec<usize> {
    (0..parents.len()).filter(|at| parents[*at] == of).collect()
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

    #[test]
    fn labels_are_read_as_numbers() {
        for (label, number) in [("1", 1), ("27", 27), ("i", 1), ("iv", 4), ("ix", 9), ("xiv", 14)] {
            assert_eq!(label_number(label), number, "{label}");
        }
    }

    #[test]
    fn addresses_are_ascii() {
        assert_eq!(percent_encoded("https://a.hk/報 告"), "https://a.hk/%E5%A0%B1%20%E5%91%8A");
    }
}
