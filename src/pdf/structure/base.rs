//! What printpdf makes: fonts, pictures, shades, with the resources that name them.

use std::collections::BTreeMap;

use lopdf::{Document, Object, ObjectId};
use printpdf::{PdfDocument, PdfSaveOptions};

use crate::pdf::save::{File, Id, deflate, dictionary, object};

/// The resources of every page, deflated.
#[derive(Debug)]
pub struct Base {
    objects: BTreeMap<ObjectId, Object>,
    resources: ObjectId,
}

impl Base {
    /// Takes the resources out of a document of one page.
    #[must_use]
    pub fn new(document: &PdfDocument) -> Base {
        let settings =
            PdfSaveOptions { optimize: false, subset_fonts: false, secure: true, image_optimization: None };
        let mut document = document.to_lopdf_document(&settings, &mut Vec::new());
        let page = document.page_iter().next();
        let resources = page
            .and_then(|page| document.get_dictionary(page).ok()?.get(b"Resources").ok()?.as_reference().ok());
        let resources = resources.unwrap_or((0, 0));
        let mut objects = BTreeMap::new();
        take(&mut document, resources, &mut objects);
        objects.values_mut().for_each(shrink);
        Base { objects, resources }
    }

    /// Writes everything under its own numbers, before any other; gives that of the resources.
    pub fn write(self, file: &mut File) -> Id {
        file.reserve_to(self.objects.keys().map(|id| id.0).max().unwrap_or(0));
        for ((id, _), held) in self.objects {
            match held {
                Object::Stream(stream) => {
                    let mut entries = stream.dict;
                    entries.remove(b"Length");
                    let mut out = Vec::new();
                    dictionary(&mut out, &entries);
                    file.stream(Id(id), &out, &stream.content);
                }
                held => file.put(Id(id), |out| object(out, &held)),
            }
        }
        Id(self.resources.0)
    }
}

/// Takes an object and everything that it leads to.
fn take(document: &mut Document, id: ObjectId, taken: &mut BTreeMap<ObjectId, Object>) {
    let Some(object) = document.objects.remove(&id) else { return };
    let mut found = Vec::new();
    references(&object, &mut found);
    taken.insert(id, object);
    for id in found {
        take(document, id, taken);
    }
}

/// The objects that an object names.
fn references(object: &Object, found: &mut Vec<ObjectId>) {
    match object {
        Object::Reference(id) => found.push(*id),
        Object::Array(items) => items.iter().for_each(|item| references(item, found)),
        Object::Dictionary(entries) => entries.iter().for_each(|(_, entry)| references(entry, found)),
        Object::Stream(stream) => stream.dict.iter().for_each(|(_, entry)| references(entry, found)),
        _ => {}
    }
}

/// Deflates a stream, unless it is in a form of its own or would get longer.
fn shrink(object: &mut Object) {
    let Object::Stream(stream) = object else { return };
    if !stream.allows_compression || stream.dict.has(b"Filter") {
        return;
    }
    let bytes = deflate(&stream.content);
    if bytes.len() < stream.content.len() {
        stream.dict.set("Filter", Object::Name(b"FlateDecode".to_vec()));
        stream.content = bytes;
    }
}
