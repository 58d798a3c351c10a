//! The words of an SVG: taken out before it is read, each leaving a box whose corner and size say where it stands and
//! how large it is. Styles, units and transformations are then the reader's business; setting is ours.

/// Words of a drawing, in the order in which they stand in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    pub text: String,
    pub anchor: Anchor,
    pub bold: bool,
    /// From the box: in the drawing's units, and in the size of the type.
    pub down: (f32, f32),
}

/// Which part of the words stands at their place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Anchor {
    #[default]
    Start,
    Middle,
    End,
}

/// What a box of words is called in the drawing, before its number.
pub const BOX: &str = "tieout-words-";

/// What elements hand down to those inside them.
#[derive(Clone, Copy, Debug, Default)]
struct Handed {
    anchor: Anchor,
    bold: bool,
}

/// The drawing with boxes for words, and the words by number.
#[must_use]
pub fn boxed(svg: &str) -> (String, Vec<Words>) {
    let mut out = String::with_capacity(svg.len());
    let mut all: Vec<Words> = Vec::new();
    let mut open: Vec<Handed> = vec![Handed::default()];
    let mut rest = svg;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = end_of_tag(rest);
        let tag = &rest[..end];
        let inherited = open.last().copied().unwrap_or_default();
        if is_start(tag, "text")
            && let Some(length) = rest[end..].find("</text")
            && !tag.ends_with("/>")
        {
            let content = &rest[end..end + length];
            // Everything that the words inherit is said by a group around their boxes.
            out.push_str("<g");
            out.push_str(&tag["<text".len()..]);
            lines(tag, content, handed(tag, inherited), &mut out, &mut all);
            out.push_str("</g>");
            rest = &rest[end + length..];
            rest = &rest[end_of_tag(rest)..];
            continue;
        }
        if tag.starts_with("</") {
            if open.len() > 1 {
                open.pop();
            }
        } else if !tag.ends_with("/>") && !tag.starts_with("<!") && !tag.starts_with("<?") {
            open.push(handed(tag, inherited));
        }
        out.push_str(tag);
        rest = &rest[end..];
    }
    out.push_str(rest);
    (out, all)
}

/// The end of what begins with `<`: a comment, or a tag whose values may hold `>`.
fn end_of_tag(text: &str) -> usize {
    if text.starts_with("<!--") {
        return text.find("-->").map_or(text.len(), |at| at + 3);
    }
    if text.starts_with("<![CDATA[") {
        return text.find("]]>").map_or(text.len(), |at| at + 3);
    }
    let mut quote = None;
    for (at, character) in text.char_indices() {
        match (quote, character) {
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), _) if open == character => quote = None,
            (None, '>') => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn is_start(tag: &str, name: &str) -> bool {
    tag.strip_prefix('<')
        .and_then(|tag| tag.strip_prefix(name))
        .is_some_and(|rest| rest.starts_with(|char: char| char.is_whitespace() || matches!(char, '>' | '/')))
}

/// The lines of a text: it, and each part of it that has a place of its own.
fn lines(tag: &str, content: &str, first: Handed, out: &mut String, all: &mut Vec<Words>) {
    let mut place = [attribute(tag, "x").unwrap_or("0"), attribute(tag, "y").unwrap_or("0")];
    let mut down = shift(attribute(tag, "dy"));
    let mut handed_down = vec![first];
    let mut said = String::new();
    let mut put = |said: &mut String, place: [&str; 2], handed: Handed, down: (f32, f32)| {
        let text = said.split_whitespace().collect::<Vec<_>>().join(" ");
        said.clear();
        if text.is_empty() {
            return;
        }
        // The first of several places is that of the first letter.
        let [x, y] = place.map(|place| place.split([' ', ',']).next().unwrap_or("0").to_owned());
        let number = all.len();
        out.push_str(&format!(
            "<rect id=\"{BOX}{number}\" x=\"{x}\" y=\"{y}\" width=\"1em\" height=\"1em\"/>"
        ));
        all.push(Words { text, anchor: handed.anchor, bold: handed.bold, down });
    };
    let mut rest = content;
    loop {
        let at = rest.find('<').unwrap_or(rest.len());
        said.push_str(&plain(&rest[..at]));
        rest = &rest[at..];
        if rest.is_empty() {
            break;
        }
        let end = end_of_tag(rest);
        let inner = &rest[..end];
        rest = &rest[end..];
        let current = handed_down.last().copied().unwrap_or(first);
        if inner.starts_with("</") {
            if handed_down.len() > 1 {
                handed_down.pop();
            }
            continue;
        }
        if !is_start(inner, "tspan") && !is_start(inner, "a") {
            continue;
        }
        let (x, y, dy) = (attribute(inner, "x"), attribute(inner, "y"), attribute(inner, "dy"));
        if x.is_some() || y.is_some() || dy.is_some() {
            put(&mut said, place, current, down);
            let more = shift(dy);
            down = if y.is_some() { more } else { (down.0 + more.0, down.1 + more.1) };
            place = [x.unwrap_or(place[0]), y.unwrap_or(place[1])];
        }
        if !inner.ends_with("/>") {
            handed_down.push(handed(inner, current));
        }
    }
    put(&mut said, place, first, down);
}

/// `12`, `1.2em`: in the drawing's units, and in the size of the type.
fn shift(length: Option<&str>) -> (f32, f32) {
    let length = length.unwrap_or("0").trim();
    match length.strip_suffix("em") {
        Some(times) => (0.0, times.parse().unwrap_or(0.0)),
        None => (length.trim_end_matches("px").parse().unwrap_or(0.0), 0.0),
    }
}

fn handed(tag: &str, from: Handed) -> Handed {
    let anchor = match property(tag, "text-anchor") {
        Some("middle") => Anchor::Middle,
        Some("end") => Anchor::End,
        Some("start") => Anchor::Start,
        _ => from.anchor,
    };
    let bold = match property(tag, "font-weight") {
        Some("bold" | "bolder" | "600" | "700" | "800" | "900") => true,
        Some(_) => false,
        None => from.bold,
    };
    Handed { anchor, bold }
}

/// A property as an attribute, or in the style.
fn property<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let styled = attribute(tag, "style").and_then(|style| {
        let pairs = style.split(';').filter_map(|pair| pair.split_once(':'));
        pairs.filter(|(key, _)| key.trim() == name).map(|(_, value)| value.trim()).next_back()
    });
    styled.or_else(|| attribute(tag, name)).map(str::trim)
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag;
    while let Some(at) = rest.find(name) {
        let before = rest[..at].chars().next_back();
        let after = rest[at + name.len()..].trim_start();
        if before.is_some_and(char::is_whitespace)
            && let Some(value) = after.strip_prefix('=').map(str::trim_start)
            && let Some(quote) = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))
        {
            return value[1..].split(quote).next();
        }
        rest = &rest[at + name.len()..];
    }
    None
}

/// Text without its escapes.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some((name, after)) = rest[1..].split_once(';') else { break };
        let number = |name: &str| match name.strip_prefix('x') {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => name.parse().ok(),
        };
        let character = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => name.strip_prefix('#').and_then(number).and_then(char::from_u32),
        };
        out.extend(character);
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_leave_boxes_and_keep_what_they_inherit() {
        let svg = "<svg><g text-anchor=\"middle\"><text x='5' y=\"9\" fill=\"red\">a &amp; b<tspan x=\"5\" \
                   dy=\"1.2em\" style=\"font-weight:bold\">c</tspan></text></g><text>d</text></svg>";
        let (out, words) = boxed(svg);
        assert_eq!(
            out,
            "<svg><g text-anchor=\"middle\"><g x='5' y=\"9\" fill=\"red\">\
             <rect id=\"tieout-words-0\" x=\"5\" y=\"9\" width=\"1em\" height=\"1em\"/>\
             <rect id=\"tieout-words-1\" x=\"5\" y=\"9\" width=\"1em\" height=\"1em\"/></g></g>\
             <g><rect id=\"tieout-words-2\" x=\"0\" y=\"0\" width=\"1em\" height=\"1em\"/></g></svg>"
        );
        let said: Vec<_> =
            words.iter().map(|words| (words.text.as_str(), words.anchor, words.down)).collect();
        assert_eq!(
            said,
            [
                ("a & b", Anchor::Middle, (0.0, 0.0)),
                ("c", Anchor::Middle, (0.0, 1.2)),
                ("d", Anchor::Start, (0.0, 0.0))
            ]
        );
    }

    #[test]
    fn what_is_broken_does_no_harm() {
        for svg in
            ["<", "<text", "<text>", "<text>a</tex", "<text x=\"a>b</text>", "<!--", "&", "<text>&;</text>"]
        {
            let _ = boxed(svg);
        }
    }
}
