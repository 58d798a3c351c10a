//! From objects to bytes: streams deflated on every core, an identifier from the content, no clock.

use std::collections::HashSet;
use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Document, Object, ObjectId, SaveOptions, Stream};
use sha2::{Digest, Sha256};

/// A good level for its time: higher ones gain a few hundredths of the size.
const LEVEL: u32 = 6;

/// Objects deflated together: elements of the structure tree are alike, so more of them cost less each.
const TOGETHER: usize = 1000;

/// Writes a document; the same document gives the same bytes.
///
/// # Errors
/// When lopdf cannot write an object.
pub fn save(mut document: Document) -> std::io::Result<Vec<u8>> {
    prune(&mut document);
    identify(&mut document);
    compress(&mut document);
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .max_objects_per_stream(TOGETHER)
        .compression_level(LEVEL)
        .build();
    let mut bytes = Vec::new();
    document.save_with_options(&mut bytes, options)?;
    Ok(bytes)
}

/// Drops the objects that nothing leads to. lopdf's own pruning looks through all that it has seen at every step,
/// which a structure tree of tens of thousands of elements makes long.
fn prune(document: &mut Document) {
    let mut seen: HashSet<ObjectId> = HashSet::new();
    let mut open: Vec<ObjectId> = Vec::new();
    for (_, object) in &document.trailer {
        references(object, &mut open);
    }
    while let Some(id) = open.pop() {
        if let (true, Some(object)) = (seen.insert(id), document.objects.get(&id)) {
            references(object, &mut open);
        }
    }
    document.objects.retain(|id, _| seen.contains(id));
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

/// `/ID` from what the document holds.
fn identify(document: &mut Document) {
    let mut hash = Sha256::new();
    for object in document.objects.values() {
        if let Object::Stream(stream) = object {
            hash.update(&stream.content);
        } else {
            hash.update(format!("{object:?}"));
        }
    }
    let id = Object::String(hash.finalize()[..16].to_vec(), lopdf::StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
}

fn compress(document: &mut Document) {
    let mut streams: Vec<&mut Stream> =
        document.objects.values_mut().filter_map(|object| object.as_stream_mut().ok()).collect();
    streams.retain(|stream| stream.allows_compression && stream.dict.get(b"Filter").is_err());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    // Dealt out in turn: neighbouring pages are about equally long, so the shares are too.
    let mut shares: Vec<Vec<&mut Stream>> = (0..threads).map(|_| Vec::new()).collect();
    for (index, stream) in streams.into_iter().enumerate() {
        shares[index % threads].push(stream);
    }
    std::thread::scope(|scope| {
        for share in shares {
            scope.spawn(move || share.into_iter().for_each(deflate));
        }
    });
}

/// Deflates a stream, unless that would make it longer.
fn deflate(stream: &mut Stream) {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(LEVEL));
    let written = encoder.write_all(&stream.content).and_then(|()| encoder.finish());
    if let Ok(bytes) = written
        && bytes.len() < stream.content.len()
    {
        stream.dict.set("Filter", Object::Name(b"FlateDecode".to_vec()));
        stream.set_content(bytes);
    }
}
