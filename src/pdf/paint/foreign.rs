//! Words of the other language inside a text, so that they are spoken as they should be.

use std::ops::Range;

use crate::pdf::page::Glyph;
use crate::source::Language;

/// Letters that a word has at least: shorter ones are units, codes and names that every voice can spell.
const LETTERS: usize = 4;

/// The stretches of glyphs that are in another language than their element, in order.
#[must_use]
pub fn stretches(glyphs: &[Glyph], language: Language) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < glyphs.len() {
        let count = glyphs[start..].iter().take_while(|glyph| !native(glyph, language)).count();
        let range = trimmed(glyphs, start..start + count, language);
        if is_foreign(&glyphs[range.clone()], language) {
            found.push(range);
        }
        start += count.max(1);
    }
    found
}

/// Whether a glyph can only be of the language: a Han character in Chinese, a Latin letter in English.
fn native(glyph: &Glyph, language: Language) -> bool {
    glyph.text.chars().any(|character| match language {
        Language::ZhHant => character >= '\u{2e80}',
        Language::En => character.is_ascii_alphanumeric(),
    })
}

/// White and marks at either end, and figures before the first word, belong to what stands around.
fn trimmed(glyphs: &[Glyph], range: Range<usize>, language: Language) -> Range<usize> {
    let begins = |glyph: &Glyph| match language {
        Language::ZhHant => glyph.text.chars().any(|character| character.is_ascii_alphabetic()),
        Language::En => glyph.text.chars().any(char::is_alphanumeric),
    };
    let ends = |glyph: &Glyph| glyph.text.chars().any(char::is_alphanumeric);
    let from = glyphs[range.clone()].iter().take_while(|glyph| !begins(glyph)).count();
    let to = glyphs[range.start + from..range.end].iter().rev().take_while(|glyph| !ends(glyph)).count();
    range.start + from..range.end - to
}

fn is_foreign(glyphs: &[Glyph], language: Language) -> bool {
    let han = |glyph: &Glyph| glyph.text.chars().any(|character| character >= '\u{3400}');
    match language {
        Language::En => glyphs.iter().any(han),
        Language::ZhHant => {
            let letter = |glyph: &Glyph| glyph.text.chars().all(|char| char.is_ascii_alphabetic());
            let lower = |glyph: &Glyph| glyph.text.chars().any(|char| char.is_ascii_lowercase());
            glyphs
                .chunk_by(|a, b| letter(a) == letter(b))
                .any(|word| word.len() >= LETTERS && word.iter().all(letter) && word.iter().any(lower))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::fonts::Face;

    fn found(text: &str, language: Language) -> Vec<String> {
        let glyph = |char: char| Glyph {
            face: Face::LatinRegular,
            id: 1,
            size: 10.0,
            x: 0.0,
            rise: 0.0,
            advance: 5.0,
            text: char.to_string().as_str().into(),
        };
        let glyphs: Vec<Glyph> = text.chars().map(glyph).collect();
        let words = |range: Range<usize>| glyphs[range].iter().map(|glyph| glyph.text.as_str()).collect();
        stretches(&glyphs, language).into_iter().map(words).collect()
    }

    #[test]
    fn words_of_the_other_language_are_found_and_units_are_not() {
        for (text, language, words) in [
            ("表2.1 Table 2.1　排放", Language::ZhHant, vec!["Table 2.1"]),
            ("範圍三（Scope 3）為 2,265.46 tCO2e", Language::ZhHant, vec!["Scope 3"]),
            ("ESG 委員會，2023 年", Language::ZhHant, vec![]),
            ("the rule of 勾稽, or tying out", Language::En, vec!["勾稽"]),
            ("plain words – no others", Language::En, vec![]),
        ] {
            assert_eq!(found(text, language), words, "{text}");
        }
    }
}
