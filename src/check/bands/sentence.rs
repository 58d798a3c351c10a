//! The bands of ages that a sentence names.

use std::ops::Range;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::check::editions::Spot;
use crate::figures::numeral;
use crate::figures::phrases::Phrases;
use crate::report::Text;
use crate::report::text::{lower, sentences};

use super::label::{JOINTS, parse};
use super::{Band, Bound};

/// The ages of a sentence, if it names at least three bands of which the first or the last is open.
pub(super) fn in_sentences(spot: Spot<'_>, text: &Text) -> Vec<Vec<Band>> {
    static AGES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(["歲", "aged", "years old", "by age"]));
    let plain = &text.plain;
    let mut found = Vec::new();
    if text.figures.is_empty() || !AGES.are_in(plain) {
        return found;
    }
    for sentence in sentences(plain, &['。', '\n']) {
        if !AGES.are_in(&plain[sentence.clone()]) {
            continue;
        }
        let mut bands: Vec<Band> = Vec::new();
        let bare =
            ["by age", "age group", "按年齡"].iter().any(|word| plain[sentence.clone()].contains(word));
        for piece in pieces(plain, sentence, bare) {
            let words = plain[piece.clone()].trim_end();
            if let Some((lower, upper, frame, step)) = parse(words)
                && step == Decimal::ONE
                && frame == "#"
            {
                let span = text.span(spot.edition.file, &(piece.start..piece.start + words.len()));
                bands.push(Band { lower, upper, frame, step, words: words.to_owned(), span });
            }
        }
        let open = |band: Option<&Band>| {
            band.is_some_and(|band| band.lower == Bound::None || band.upper == Bound::None)
        };
        if bands.len() >= 3 && (open(bands.first()) || open(bands.last())) {
            found.push(bands);
        }
    }
    found
}

/// The stretches of a sentence that may be ages: from a bounding word or number to the end of its 歲 or bounding words.
fn pieces(plain: &str, sentence: Range<usize>, bare: bool) -> Vec<Range<usize>> {
    const OPENING: [&str; 9] =
        ["未滿", "小於", "超過", "under ", "below ", "over ", "above ", "aged ", "less than "];
    const CLOSING: [&str; 16] = [
        "歲",
        "及以下",
        "或以下",
        "及以上",
        "或以上",
        "以下",
        "以上",
        " years old",
        " or below",
        " or above",
        " and below",
        " and above",
        " or over",
        " or under",
        " and over",
        " and under",
    ];
    let mut pieces = Vec::new();
    let mut at = sentence.start;
    while let Some(digit) =
        plain[at..sentence.end].find(|char: char| char.is_ascii_digit()).map(|found| at + found)
    {
        let mut start = digit;
        while let Some(word) = OPENING.iter().find(|word| lower(&plain[at..start]).ends_with(*word)) {
            start -= word.len();
        }
        let mut end = digit;
        let mut numbers = 0;
        while let Some(read) = numeral::arabic(&plain[end..sentence.end]).filter(|_| numbers < 2) {
            numbers += 1;
            end += read.len;
            let rest = &plain[end..sentence.end];
            let gap = rest
                .strip_prefix(" 歲")
                .map(|_| 4)
                .or_else(|| rest.strip_prefix('歲').map(|_| 3))
                .unwrap_or(0);
            let joint = JOINTS[..7].iter().find_map(|joint| {
                let after = rest[gap..].trim_start_matches(' ').strip_prefix(joint)?.trim_start_matches(' ');
                after.starts_with(|char: char| char.is_ascii_digit()).then_some(rest.len() - after.len())
            });
            end += joint.filter(|_| numbers < 2).unwrap_or(0);
        }
        let spaces = plain[end..sentence.end].len() - plain[end..sentence.end].trim_start_matches(' ').len();
        let mut aged = start < digit;
        for _ in 0..2 {
            let from = end
                + if plain[end..].starts_with(' ') && plain[end + spaces..].starts_with('歲') {
                    spaces
                } else {
                    0
                };
            if let Some(word) = CLOSING.iter().find(|word| plain[from..sentence.end].starts_with(**word)) {
                end = from + word.len();
                aged = true;
            }
        }
        // Where the sentence speaks of ages, so does a range that a colon follows.
        aged |= bare && numbers == 2 && plain[end..].starts_with([':', '：']);
        if aged {
            pieces.push(start..end);
        }
        at = end.max(digit + 1);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_in_a_sentence() {
        let pieces = |words: &'static str| {
            pieces(words, 0..words.len(), true)
                .into_iter()
                .map(|piece| words[piece].trim())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            pieces("30歲以下佔45%，31至40歲佔30%，50 歲及以上佔5人"),
            ["30歲以下", "31至40歲", "50 歲及以上"]
        );
        assert_eq!(pieces("by age: 18–30: 6; 42–50: 7; 51 and over: 3"), ["18–30", "42–50", "51 and over"]);
        assert_eq!(
            pieces("12 aged under 30, 15 aged 30 to 50, and 3 over 50"),
            ["aged under 30", "aged 30 to 50", "over 50"]
        );
    }
}
