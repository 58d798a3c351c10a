//! How many things a sentence lists behind a colon: 甲、乙和丙; A, B and C.

use std::ops::RangeInclusive;

/// Items longer than this are clauses, not names.
const LONGEST: usize = 60;

/// The fewest and the most things that the first sentence of some words can list: 和 and "and" may stand in a name.
#[must_use]
pub fn count(words: &str) -> Option<RangeInclusive<usize>> {
    let han = words.chars().any(|char| char >= '\u{2e80}');
    let end = if han { words.find(['。', '；', '\n', '！']) } else { sentence_end(words) };
    let sentence = without_brackets(&words[..end.unwrap_or(words.len())]);
    // An aside, a second list or a number makes it more than a list of names.
    if sentence.contains(['：', ':', '；', ';', '「', '“', '—', '…', '等'])
        || sentence.chars().any(|char| char.is_ascii_digit())
    {
        return None;
    }
    let (separators, joints): (&[char], &[&str]) = if han {
        (&['、'], &["以及", "和", "及", "與", "或"])
    } else {
        (&[','], &[" and ", " or ", " & "])
    };
    if han && sentence.contains(['，', ',']) {
        return None;
    }
    let pieces: Vec<&str> = sentence.split(separators).map(str::trim).collect();
    let long = pieces.iter().any(|piece| piece.len() > LONGEST || piece.is_empty());
    // "Dr A, JP" is one person.
    let title = |piece: &&str| {
        piece.len() <= 4 && piece.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'.')
    };
    if pieces.len() < 2
        || long
        || pieces.iter().any(title)
        || ["such as", "for example", "include"].iter().any(|word| sentence.contains(word))
    {
        return None;
    }
    // An "and" that opens the last piece parts nothing more.
    let joined = |piece: &&str| joints.iter().map(|joint| piece.matches(joint).count()).sum::<usize>();
    let more: usize = pieces.iter().map(|piece| joined(&piece.strip_prefix("and ").unwrap_or(piece))).sum();
    Some(pieces.len()..=pieces.len() + more)
}

fn sentence_end(words: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = words[from..].find(['.', ';', '\n']).map(|at| from + at) {
        let abbreviation = ["Mr", "Ms", "Mrs", "Dr", "Prof", "St", "Ltd", "Co", "Inc", "No"]
            .iter()
            .any(|short| words[..at].ends_with(short));
        if !abbreviation || !words[at..].starts_with('.') {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

/// Without what stands in brackets, which may have separators of its own.
fn without_brackets(words: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::with_capacity(words.len());
    for char in words.chars() {
        match char {
            '(' | '（' | '《' => depth += 1,
            ')' | '）' | '》' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(char),
            _ => {}
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists() {
        let cases = [
            ("政策與法律、科技、市場及信譽。其後", Some(3..=5)),
            ("Mr Lau Kwok-wai (Chair), Ms Priya Nair and Mr Daniel Okafor. It met.", Some(2..=3)),
            ("policy, law, and markets.", Some(3..=3)),
            ("甲、乙等。", None),
            ("獲獎，並繼續努力。", None),
            ("Mr A, JP, and Ms B.", None),
        ];
        for (words, expected) in cases {
            assert_eq!(count(words), expected, "{words}");
        }
    }
}
