//! The file's objects and bytes: streams one by one, small objects packed together, a table of where they are.
//!
//! Objects are written as bytes at once and never held as trees: a tagged report has tens of thousands of them. No
//! clock and no chance: the same objects give the same bytes.

mod object;

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use sha2::{Digest, Sha256};

use crate::report::parallel;

pub use object::{
    dictionary, hundredths, in_hundredths, literal, number, object, reference, text_string, whole,
};

/// A good level for its time: the next one takes a quarter more of it and gains half a hundredth of the size.
const LEVEL: u32 = 5;

/// Objects deflated together: elements of the structure tree are alike, so more of them cost less each.
const TOGETHER: usize = 2000;

/// An object's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(pub u32);

/// Where an object is.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// It was never written.
    Nowhere,
    At(usize),
    /// In a pack, at a place of its row.
    Packed(usize, usize),
}

/// Small objects that are deflated together.
#[derive(Debug, Default)]
struct Pack {
    /// Numbers, and where each begins in the bytes.
    starts: Vec<(Id, usize)>,
    bytes: Vec<u8>,
}

/// A file on its way.
#[derive(Debug)]
pub struct File {
    bytes: Vec<u8>,
    /// By number, from 1.
    places: Vec<Place>,
    packs: Vec<Pack>,
}

impl File {
    #[must_use]
    pub fn new() -> File {
        // Four bytes above 127 tell transports that the file is no text.
        let bytes = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
        File { bytes, places: vec![Place::Nowhere], packs: Vec::new() }
    }

    /// A number for an object that is written later.
    pub fn reserve(&mut self) -> Id {
        self.places.push(Place::Nowhere);
        Id(u32::try_from(self.places.len() - 1).unwrap_or(u32::MAX))
    }

    /// Numbers up to that of another document's last object are its own.
    pub fn reserve_to(&mut self, last: u32) {
        while self.places.len() <= last as usize {
            self.places.push(Place::Nowhere);
        }
    }

    /// Writes a small object under its number.
    pub fn put(&mut self, id: Id, write: impl FnOnce(&mut Vec<u8>)) {
        if self.packs.last().is_none_or(|pack| pack.starts.len() >= TOGETHER) {
            self.packs.push(Pack::default());
        }
        let at = self.packs.len() - 1;
        let Some(pack) = self.packs.last_mut() else { return };
        self.places[id.0 as usize] = Place::Packed(at, pack.starts.len());
        pack.starts.push((id, pack.bytes.len()));
        write(&mut pack.bytes);
        pack.bytes.push(b'\n');
    }

    /// Writes a small object under a new number.
    pub fn add(&mut self, write: impl FnOnce(&mut Vec<u8>)) -> Id {
        let id = self.reserve();
        self.put(id, write);
        id
    }

    /// Writes a stream: the entries of its dictionary but for its length, and its bytes as they stand in the file.
    pub fn stream(&mut self, id: Id, entries: &[u8], content: &[u8]) {
        self.places[id.0 as usize] = Place::At(self.bytes.len());
        self.say(format_args!("{} 0 obj\n<<", id.0));
        self.bytes.extend(entries);
        self.say(format_args!("/Length {}>>stream\n", content.len()));
        self.bytes.extend(content);
        self.bytes.extend(b"\nendstream\nendobj\n");
    }

    /// The whole file.
    #[must_use]
    pub fn finish(mut self, root: Id, info: Id) -> Vec<u8> {
        let packs = std::mem::take(&mut self.packs);
        let ids: Vec<Id> = packs.iter().map(|_| self.reserve()).collect();
        for (id, packed) in ids.iter().zip(pack_all(packs)) {
            let entries =
                format!("/Type/ObjStm/N {}/First {}/Filter/FlateDecode", packed.count, packed.first);
            self.stream(*id, entries.as_bytes(), &packed.bytes);
        }
        self.table(&ids, root, info);
        self.bytes
    }

    /// Where every object is; the rows are written as differences from the row before, of which most are alike.
    fn table(&mut self, packs: &[Id], root: Id, info: Id) {
        let id = self.reserve();
        let start = self.bytes.len();
        self.places[id.0 as usize] = Place::At(start);
        let mut rows = Vec::with_capacity(self.places.len() * (ROW + 1));
        let mut before = [0; ROW];
        for place in &self.places {
            let row = row(*place, packs);
            rows.push(2);
            rows.extend(row.iter().zip(before).map(|(byte, before)| byte.wrapping_sub(before)));
            before = row;
        }
        let hash = Sha256::digest(&self.bytes);
        let name: String = hash[..16].iter().map(|byte| format!("{byte:02X}")).collect();
        let entries = format!(
            "/Type/XRef/Size {}/W[1 4 2]/Root {} 0 R/Info {} 0 R/ID[<{name}><{name}>]\
             /Filter/FlateDecode/DecodeParms<</Predictor 12/Columns {ROW}>>",
            self.places.len(),
            root.0,
            info.0
        );
        self.stream(id, entries.as_bytes(), &deflate(&rows));
        self.say(format_args!("startxref\n{start}\n%%EOF\n"));
    }

    fn say(&mut self, words: std::fmt::Arguments) {
        // Writing to memory does not fail.
        let _ = self.bytes.write_fmt(words);
    }
}

impl Default for File {
    fn default() -> File {
        File::new()
    }
}

/// The bytes of a row of the table: its kind, where, and how far in.
const ROW: usize = 7;

fn row(place: Place, packs: &[Id]) -> [u8; ROW] {
    let (kind, at, within) = match place {
        Place::Nowhere => (0, 0, u16::MAX),
        Place::At(at) => (1, u32::try_from(at).unwrap_or(u32::MAX), 0),
        Place::Packed(pack, within) => {
            (2, packs.get(pack).map_or(0, |id| id.0), u16::try_from(within).unwrap_or(u16::MAX))
        }
    };
    let (at, within) = (at.to_be_bytes(), within.to_be_bytes());
    [kind, at[0], at[1], at[2], at[3], within[0], within[1]]
}

/// A pack as the file holds it.
struct Packed {
    count: usize,
    /// Where the first object begins, behind the list of numbers.
    first: usize,
    bytes: Vec<u8>,
}

/// Deflates packs on every core.
fn pack_all(packs: Vec<Pack>) -> Vec<Packed> {
    let pack = |pack: Pack| {
        let mut bytes = Vec::new();
        for (id, start) in &pack.starts {
            // Writing to memory does not fail.
            let _ = write!(bytes, "{} {start} ", id.0);
        }
        let first = bytes.len();
        bytes.extend(&pack.bytes);
        Packed { count: pack.starts.len(), first, bytes: deflate(&bytes) }
    };
    in_parallel(packs, pack, |_| true).unwrap_or_default()
}

/// Does something with each of many things on every core; `go_on` hears how many are done, and may stop it.
///
/// None when it was stopped.
pub fn in_parallel<T: Send, U: Send>(
    things: Vec<T>,
    work: impl Fn(T) -> U + Sync,
    mut go_on: impl FnMut(usize) -> bool,
) -> Option<Vec<U>> {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{Mutex, mpsc};
    let count = things.len();
    let mut done: Vec<Option<U>> = (0..count).map(|_| None).collect();
    let threads = parallel::cores().min(count);
    let rest = Mutex::new(things.into_iter().enumerate());
    let stopped = AtomicBool::new(false);
    let (send, receive) = mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let (send, rest, stopped, work) = (send.clone(), &rest, &stopped, &work);
            scope.spawn(move || {
                while !stopped.load(Ordering::Relaxed) {
                    // Only taking the next one is done under the lock, and that does not panic.
                    let Some((at, thing)) = rest.lock().ok().and_then(|mut rest| rest.next()) else { return };
                    if send.send((at, work(thing))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        for (number, (at, result)) in receive.iter().enumerate() {
            done[at] = Some(result);
            if !go_on(number + 1) {
                stopped.store(true, Ordering::Relaxed);
                break;
            }
        }
    });
    done.into_iter().collect()
}

/// Bytes deflated.
#[must_use]
pub fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::new(LEVEL));
    // Writing to memory does not fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let mut file = File::new();
        let [root, late] = [(); 2].map(|()| file.reserve());
        let info = file.add(|out| out.extend(b"<</Title(t)>>"));
        let content = file.reserve();
        file.stream(content, b"/Filter/FlateDecode", &deflate(b"0 0 m"));
        file.put(root, |out| {
            out.extend(b"<</Type/Catalog/Late ");
            reference(out, late);
            out.extend(b">>");
        });
        file.put(late, |out| text_string(out, "噸"));
        let read = lopdf::Document::load_mem(&file.finish(root, info)).expect("it is a sound file");
        let stream = read.get_object((content.0, 0)).and_then(lopdf::Object::as_stream).expect("a stream");
        assert_eq!(stream.decompressed_content().expect("it inflates"), b"0 0 m");
        let said = read.get_object((late.0, 0)).and_then(lopdf::Object::as_str).expect("a string");
        assert_eq!(said, [0xFE, 0xFF, 0x56, 0x78]);
    }

    #[test]
    fn work_on_every_core_keeps_its_order_and_can_be_stopped() {
        let things: Vec<usize> = (0..100).collect();
        let doubled: Vec<usize> = (0..100).map(|thing| 2 * thing).collect();
        assert_eq!(in_parallel(things.clone(), |thing| 2 * thing, |_| true), Some(doubled));
        assert_eq!(in_parallel(things, |thing| thing, |done| done < 3), None);
        assert_eq!(in_parallel(Vec::<u8>::new(), |thing| thing, |_| true), Some(Vec::new()));
    }
}
