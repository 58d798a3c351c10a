//! Objects as bytes.

use lopdf::{Object, StringFormat};

use super::Id;

/// A reference to an object.
pub fn reference(out: &mut Vec<u8>, id: Id) {
    whole(out, i64::from(id.0));
    out.extend(b" 0 R");
}

/// A whole number.
pub fn whole(out: &mut Vec<u8>, number: i64) {
    if number < 0 {
        out.push(b'-');
    }
    let mut digits = [0; 20];
    let mut at = digits.len();
    let mut rest = number.unsigned_abs();
    loop {
        at -= 1;
        digits[at] = b'0' + u8::try_from(rest % 10).unwrap_or_default();
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.extend(&digits[at..]);
}

/// A length in hundredths: finer is not seen, and longer numbers make the file larger.
pub fn number(out: &mut Vec<u8>, length: f32) {
    hundredths(out, in_hundredths(length));
}

/// A length counted in hundredths.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "lengths of a page are a few thousand points")]
pub fn in_hundredths(length: f32) -> i64 {
    (f64::from(length) * 100.0).round() as i64
}

/// A number of hundredths, as short as it can be written.
pub fn hundredths(out: &mut Vec<u8>, number: i64) {
    if number < 0 {
        out.push(b'-');
    }
    let size = number.unsigned_abs();
    let part = size % 100;
    if size >= 100 || part == 0 {
        whole(out, i64::try_from(size / 100).unwrap_or_default());
    }
    if part > 0 {
        let digit = |digit: u64| b'0' + u8::try_from(digit).unwrap_or_default();
        out.extend([b'.', digit(part / 10)]);
        if !part.is_multiple_of(10) {
            out.push(digit(part % 10));
        }
    }
}

/// A text string: as it is where it is ASCII, else UTF-16 with its mark, which every reader knows.
pub fn text_string(out: &mut Vec<u8>, text: &str) {
    if text.bytes().all(|byte| (0x20..0x7F).contains(&byte)) {
        return literal(out, text.as_bytes());
    }
    let units = text.encode_utf16().flat_map(u16::to_be_bytes);
    literal(out, &[0xFE, 0xFF].into_iter().chain(units).collect::<Vec<u8>>());
}

/// A string of bytes; what would end it or be read as something else is escaped.
pub fn literal(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'(');
    for &byte in bytes {
        match byte {
            b'(' | b')' | b'\\' => out.extend([b'\\', byte]),
            b'\r' => out.extend(b"\\r"),
            byte => out.push(byte),
        }
    }
    out.push(b')');
}

/// An object of lopdf's; a stream is written by [`File::stream`](super::File::stream).
pub fn object(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null | Object::Stream(_) => out.extend(b"null"),
        Object::Boolean(yes) => out.extend(if *yes { b"true".as_slice() } else { b"false" }),
        Object::Integer(number) => whole(out, *number),
        Object::Real(number) => out.extend(real(*number).as_bytes()),
        Object::Name(name) => self::name(out, name),
        Object::String(bytes, StringFormat::Literal | StringFormat::Hexadecimal) => literal(out, bytes),
        Object::Array(items) => {
            out.push(b'[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(b' ');
                }
                self::object(out, item);
            }
            out.push(b']');
        }
        Object::Dictionary(entries) => {
            out.extend(b"<<");
            dictionary(out, entries);
            out.extend(b">>");
        }
        Object::Reference((id, _)) => reference(out, Id(*id)),
    }
}

/// The entries of a dictionary, without its brackets.
pub fn dictionary(out: &mut Vec<u8>, entries: &lopdf::Dictionary) {
    for (key, entry) in entries {
        name(out, key);
        out.push(b' ');
        object(out, entry);
    }
}

fn name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for &byte in name {
        if byte.is_ascii_graphic() && !b"#()<>[]{}/%".contains(&byte) {
            out.push(byte);
        } else {
            out.extend(format!("#{byte:02X}").as_bytes());
        }
    }
}

/// Six decimals tell colours and coordinates of shades apart; a PDF knows no exponents.
fn real(number: f32) -> String {
    let text = format!("{number:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text.is_empty() || text == "-0" { "0".to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&mut out);
        String::from_utf8_lossy(&out).into_owned()
    }

    #[test]
    fn numbers_are_short() {
        for (length, text) in
            [(0.0, "0"), (1.0, "1"), (0.5, ".5"), (-0.25, "-.25"), (595.28, "595.28"), (12.104, "12.1")]
        {
            assert_eq!(written(|out| number(out, length)), text);
        }
        assert_eq!(written(|out| whole(out, -1200)), "-1200");
        assert_eq!(real(0.5), "0.5");
    }

    #[test]
    fn strings_end_where_they_should() {
        assert_eq!(written(|out| text_string(out, "a (b) \\ c")), "(a \\(b\\) \\\\ c)");
        assert_eq!(written(|out| literal(out, b"\r")), "(\\r)");
    }

    #[test]
    fn objects_are_written_as_they_are() {
        let dictionary = lopdf::dictionary! { "A b" => vec![1.into(), Object::Reference((7, 0))] };
        assert_eq!(written(|out| object(out, &dictionary.into())), "<</A#20b [1 7 0 R]>>");
    }
}
