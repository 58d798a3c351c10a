//! Numbers that name: ISO 27001, KPI A1.2, a telephone, 2013.HK, 17:30, 258 號. And addresses of the net, which are no figures.

use rust_decimal::Decimal;

use super::{Figure, Kind, look, numeral, order, unit};

/// What a name turned out to be.
pub(super) enum Found {
    Figure(Figure),
    /// An address, a footnote mark, a list marker: reading goes on here.
    Nothing(usize),
}

/// The end of the URL, domain or e-mail address that a word at `at` begins.
pub(super) fn address(text: &str, at: usize) -> Option<usize> {
    const STARTS: &[&str] = &["http://", "https://", "www.", "ftp://", "mailto:"];
    let rest = look::head(&text[at..], 400);
    let end = rest
        .bytes()
        .position(|byte| !(byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'+,;=%".contains(&byte)))
        .unwrap_or(rest.len());
    let token = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']);
    if !token.bytes().any(|byte| byte == b'.' || byte == b'@' || byte == b'/') {
        return None;
    }
    if STARTS.iter().any(|start| token.starts_with(start)) {
        return Some(at + token.len());
    }
    let mail = token.find('@').is_some_and(|sign| sign > 0 && token[sign + 1..].contains('.'));
    let domain = [".com", ".cn", ".hk", ".org", ".net", ".tw", ".gov", ".io"].iter().any(|ending| {
        token.find(ending).is_some_and(|found| {
            found > 0 && !token[found + ending.len()..].starts_with(|c: char| c.is_ascii_alphanumeric())
        })
    });
    (mail || domain).then_some(at + token.len())
}

/// The name that a number at `at` is, if what is written with it shows one.
pub(super) fn numeric(text: &str, at: usize) -> Option<Found> {
    let rest = &text[at..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 {
        return None;
    }
    let after = &rest[digits..];
    let named = |len: usize| Some(Found::Figure(name(text, at, at + len)));
    // £000 and '000s are units.
    if digits > 1 && rest[..digits].bytes().all(|byte| byte == b'0') && !after.starts_with(['.', ',']) {
        return Some(Found::Nothing(at + digits));
    }
    if let Some(end) = list_marker(text, at, digits) {
        return Some(Found::Nothing(end));
    }
    if let Some(len) =
        clock(rest, digits).or_else(|| dotted(rest)).or_else(|| ticker(after).map(|len| digits + len))
    {
        return named(len);
    }
    if let Some(len) = lettered(after) {
        return named(digits + len);
    }
    if let Some(len) = hyphened(rest, digits) {
        return named(len);
    }
    if let Some(len) = section(text, at, rest) {
        return named(len);
    }
    let leading_zero = digits > 1 && rest.starts_with('0') && !after.starts_with(['.', ',', '%', '0']);
    let around_the_clock = rest.starts_with("24/7");
    let bracketed = text[..at].ends_with(['(', '（'])
        && after.starts_with([')', '）'])
        && digits <= 2
        && !counts_again(&text[..at])
        && !text[..at].trim_end_matches('(').ends_with(['$', '¥', '￥', '€', '£', '＄']);
    if leading_zero || bracketed {
        return named(digits);
    }
    if around_the_clock {
        return named(4);
    }
    (is_door(after) || is_street(after)).then(|| Found::Figure(name(text, at, at + digits)))
}

/// A figure that names, with the first number in it as its value.
pub(super) fn name(text: &str, start: usize, end: usize) -> Figure {
    let printed = &text[start..end];
    let digit = printed.char_indices().find(|(_, c)| numeral::digit(*c).is_some());
    let value =
        digit.and_then(|(at, _)| numeral::arabic(&printed[at..])).map_or(Decimal::ZERO, |read| read.value);
    order::ordinal(text, start, end, value, Kind::Identifier)
}

/// "1." or "2)" at the start of a line, or "(3)".
fn list_marker(text: &str, at: usize, digits: usize) -> Option<usize> {
    let line = look::tail(&text[..at], 12);
    let line = line.rfind('\n').map_or(if line.len() == at { line } else { "x" }, |start| &line[start + 1..]);
    let head = &text[..at];
    let inline = rest_closes(text, at + digits) && opens_item(head);
    let opens = inline || line.trim_start_matches([' ', '\t', '>', '-', '*', '(', '（']).is_empty();
    let rest = &text[at + digits..];
    let marked = rest.starts_with([')', '）', '、'])
        || rest
            .strip_prefix('.')
            .is_some_and(|after| after.starts_with(|c: char| c == ' ' || look::is_han(c)))
        || rest.strip_prefix("\\.").is_some();
    (opens && marked && digits <= 2).then_some(at + digits)
}

fn rest_closes(text: &str, end: usize) -> bool {
    text[end..].starts_with([')', '）'])
}

/// "1) this; 2) that": a bracket closes that nothing opened, behind a mark or a space.
fn opens_item(head: &str) -> bool {
    let apart = look::last(head).is_none_or(|c| c.is_whitespace() || "；;：:，,、。".contains(c));
    let line = look::tail(head, 90);
    let opened = line.rfind(['(', '（']);
    apart && opened.is_none_or(|open| line[open..].contains([')', '）']))
}

/// Whether a bracket repeats the number before it: "seven (7)", "128 (82)".
fn counts_again(head: &str) -> bool {
    let before = look::before(head.trim_end_matches(['(', '（']));
    look::last(before)
        .is_some_and(|c| numeral::digit(c).is_some() || super::chinese::is_numeral(c) || "%％".contains(c))
        || super::word::is_number(look::last_letters(before))
}

/// A telephone or fax number, with its country code.
pub(super) fn telephone(text: &str, at: usize) -> Option<Figure> {
    let rest = look::head(&text[at..], 40);
    let mut end = 0;
    let mut count = 0;
    for (index, byte) in rest.bytes().enumerate() {
        match byte {
            b'0'..=b'9' => {
                end = index + 1;
                count += 1;
            }
            b' ' | b'-' | b'(' | b')' => {}
            _ => break,
        }
    }
    if count < 7 {
        return None;
    }
    let head = &text[..at];
    let plus = head.ends_with('+');
    let group = rest.bytes().take_while(u8::is_ascii_digit).count();
    let next = rest[group..].bytes().skip(1).take_while(u8::is_ascii_digit).count();
    let area = rest.starts_with('0')
        && (3..=4).contains(&group)
        && next >= 7
        && rest[group..].starts_with(['-', ' ']);
    let service = (rest.starts_with("400") || rest.starts_with("800"))
        && group == 3
        && next >= 3
        && rest[group..].starts_with('-');
    let country = head.ends_with('(')
        && rest[group..].starts_with(')')
        && (2..=3).contains(&group)
        && next == 0
        && count >= 9;
    let said = count <= 16 && says_telephone(head);
    (plus && count >= 9 || area || service || country || said).then(|| {
        let start = if plus || country { at - 1 } else { at };
        name(text, start, at + end)
    })
}

fn says_telephone(head: &str) -> bool {
    const WORDS: &[&str] = &[
        "電話", "电话", "專線", "专线", "熱線", "热线", "傳真", "传真", "手機", "Tel", "tel", "Phone",
        "phone", "Fax", "fax", "otline", "WhatsApp",
    ];
    let tail = look::tail(head, 48);
    let tail = tail.rsplit(['\n', '。', ';', '；']).next().unwrap_or(tail);
    let Some(end) = WORDS.iter().filter_map(|word| Some(tail.rfind(word)? + word.len())).max() else {
        return false;
    };
    tail[end..].chars().all(|c| !look::is_han(c))
}

/// `17:30`, `8：30`, `3:1`.
fn clock(rest: &str, digits: usize) -> Option<usize> {
    let after = rest[digits..].strip_prefix(':').map(|after| (after, 1)).or_else(|| {
        let after = rest[digits..].strip_prefix('：')?;
        Some((after, '：'.len_utf8()))
    });
    let (after, mark) = after?;
    let minutes = after.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 3 || minutes == 0 || minutes > 2 || after[minutes..].starts_with(',') && minutes < 2 {
        return None;
    }
    let mut len = digits + mark + minutes;
    if let Some(seconds) = rest[len..]
        .strip_prefix(':')
        .filter(|after| after.bytes().take(2).filter(u8::is_ascii_digit).count() == 2)
    {
        len = rest.len() - seconds.len() + 2;
    }
    Some(len)
}

/// `1.2.3`, `192.168.0.1`, `13.91.2`.
fn dotted(rest: &str) -> Option<usize> {
    let mut len = 0;
    let mut parts = 0;
    loop {
        let digits = rest[len..].bytes().take(9).take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            break;
        }
        parts += 1;
        len += digits;
        match rest[len..].strip_prefix('.') {
            Some(after) if after.starts_with(|c: char| c.is_ascii_digit()) => len += 1,
            _ => break,
        }
    }
    (parts > 2).then_some(len)
}

/// `3.1` in front of a title, at the start of a line.
fn section(text: &str, at: usize, rest: &str) -> Option<usize> {
    let line = &text[..at];
    let start = line.is_empty() || line.ends_with('\n') || line.ends_with("# ");
    let len = rest.bytes().take(8).take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
    let number = rest[..len].trim_end_matches('.');
    let title = rest[len..].strip_prefix(' ')?;
    let word = look::letters(title);
    let titled = title.starts_with(|c: char| c.is_ascii_uppercase())
        && !["Million", "Billion", "Trillion", "Thousand"].contains(&word);
    (start && titled && number.contains('.') && number.len() <= 5).then_some(number.len())
}

/// `.HK` behind a stock code.
pub(super) fn ticker(after: &str) -> Option<usize> {
    let word = look::letters(after.strip_prefix('.')?);
    let capitals = word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    capitals.then_some(1 + word.len())
}

/// `3D`, `5G`, `360buy`: letters glued to the digits that are neither a unit, nor a scale, nor an ordinal's.
fn lettered(after: &str) -> Option<usize> {
    const SCALES: &[&str] =
        &["m", "mn", "bn", "b", "k", "tn", "million", "billion", "thousand", "trillion", "x", "million,"];
    let word = look::letters(after);
    if word.is_empty() || order::suffix(after).is_some() || word.eq_ignore_ascii_case("e") || word == "to" {
        return None;
    }
    let scale = SCALES.iter().any(|scale| scale.eq_ignore_ascii_case(word));
    let measured = unit::read_after(after)
        .is_some_and(|(unit, len)| len >= word.len() && unit.symbol != "°C")
        && !matches!(word, "G" | "M" | "L" | "T" | "H");
    if scale || measured || word.eq_ignore_ascii_case("year") {
        return None;
    }
    let len = after.bytes().take(24).take_while(u8::is_ascii_alphanumeric).count();
    Some(len)
}

/// `305-4`, `021-6619-8110`, `022-00311-5`: digits joined by hyphens that are no range and no date.
fn hyphened(rest: &str, digits: usize) -> Option<usize> {
    let number = |text: &str| -> Option<u64> { text.parse().ok() };
    let mut len = digits;
    let mut groups = 1;
    let mut descends = false;
    while let Some(after) = rest[len..].strip_prefix('-') {
        let next = after.bytes().take(20).take_while(u8::is_ascii_digit).count();
        if next == 0
            || after[next..].starts_with(['.', ',', '%'])
                && after[next + 1..].starts_with(|c: char| c.is_ascii_digit())
            || after[next..].starts_with('%')
        {
            break;
        }
        descends |= number(&rest[..digits])? >= number(&after[..next])?;
        groups += 1;
        len += 1 + next;
    }
    let scaled = rest[len..].starts_with(['萬', '億', '万', '亿']);
    (groups > 2 || (groups == 2 && descends && !scaled)).then_some(len)
}

/// 258 號, 26 樓, 1202 室, 26/F.
fn is_door(after: &str) -> bool {
    let rest = &after[look::gap(after)..];
    let door = rest.starts_with(['號', '号', '樓', '楼', '室', '弄'])
        && !["號召", "號稱", "号召", "室內", "室外", "樓宇"].iter().any(|word| rest.starts_with(word));
    door || after.starts_with("/F") && !after[2..].starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// 258 Changjiang Road.
fn is_street(after: &str) -> bool {
    let mut rest = after;
    for _ in 0..4 {
        let Some(next) = rest.strip_prefix(' ') else { return false };
        let word = look::letters(next);
        if ["Road", "Street", "Avenue", "Lane", "Boulevard", "Drive", "Rd", "St"].contains(&word) {
            return true;
        }
        if !word.starts_with(|c: char| c.is_ascii_uppercase()) {
            return false;
        }
        rest = &next[word.len()..];
    }
    false
}
