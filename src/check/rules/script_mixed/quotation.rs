//! What is quoted in Simplified on purpose: an official document, its title, the names in its list.
//!
//! A slip is a character or two among Traditional ones, or a short line that was not converted; a quotation is wholly
//! in Simplified, and long enough to need many different characters of it.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::report::{Block, Edition};

use super::{Form, Forms};

/// A stretch of blocks with fewer different Simplified characters is a slip.
const IN_BLOCKS: usize = 8;
/// The same for words between quotation marks, whose marks say half of it.
const IN_MARKS: usize = 4;

/// So many Simplified characters can be slips in a text of a few words.
const OF_SLIPS: usize = 6;

/// The scripts of an edition, block by block, if it is in Traditional Chinese: not Japanese, and not in another
/// language with names in Simplified.
#[must_use]
pub fn scripts(edition: &Edition) -> Option<Vec<Script>> {
    let scripts: Vec<Script> = edition.blocks.iter().map(of_block).collect();
    let total = |of: fn(&Script) -> usize| scripts.iter().map(of).sum::<usize>();
    let (kana, han) = (total(|script| script.kana), total(|script| script.han));
    let (simplified, traditional) = (total(|script| script.count), total(|script| script.traditional));
    // A product's name may be in kana; sentences are full of it, and tables of captions have some.
    (kana * 50 <= han && simplified <= traditional.max(OF_SLIPS)).then_some(scripts)
}

/// Whether each block belongs to a quotation.
#[must_use]
pub fn blocks(scripts: &[Script]) -> Vec<bool> {
    let mut quoted = vec![false; scripts.len()];
    let mut start = 0;
    while start < scripts.len() {
        let stretch = scripts[start..].iter().take_while(|script| script.may_be_quoted()).count();
        let end = start + stretch;
        let distinct: BTreeSet<char> =
            scripts[start..end].iter().flat_map(|script| &script.simplified).copied().collect();
        if distinct.len() >= IN_BLOCKS {
            quoted[start..end].fill(true);
        }
        start = end + 1;
    }
    quoted
}

/// The ranges of some words that quotation marks or title marks enclose and that are wholly in Simplified.
#[must_use]
pub fn inside(plain: &str) -> Vec<Range<usize>> {
    const MARKS: [(char, char); 4] = [('《', '》'), ('「', '」'), ('『', '』'), ('“', '”')];
    let mut found = Vec::new();
    for (open, close) in MARKS {
        for (at, _) in plain.match_indices(open) {
            let start = at + open.len_utf8();
            let Some(length) = plain[start..].find(close) else { continue };
            let script = of_words([&plain[start..start + length]]);
            if script.traditional == 0 && script.simplified.len() >= IN_MARKS {
                found.push(start..start + length);
            }
        }
    }
    found
}

/// The characters of some words that only one of the scripts has.
#[derive(Default)]
pub struct Script {
    simplified: BTreeSet<char>,
    /// How often a Simplified one stands there.
    pub count: usize,
    traditional: usize,
    /// Ideographs of any script.
    han: usize,
    kana: usize,
}

impl Script {
    /// Nothing in it is Traditional, but for a character that whoever copied it out slipped in.
    fn may_be_quoted(&self) -> bool {
        self.traditional == 0 || self.traditional * 12 <= self.count
    }
}

fn of_block(block: &Block) -> Script {
    of_words(block.texts().map(|text| text.plain.as_str()))
}

fn of_words<'a>(words: impl IntoIterator<Item = &'a str>) -> Script {
    let mut script = Script::default();
    let forms = Forms::all();
    for words in words {
        for char in words.chars().filter(|char| *char >= 'ぁ') {
            if !super::IDEOGRAPHS.contains(&u32::from(char)) {
                script.kana += usize::from(matches!(char, 'ぁ'..='ゖ' | 'ァ'..='ヺ'));
                continue;
            }
            script.han += 1;
            match forms.of(char) {
                Form::Simplified(_) => {
                    script.simplified.insert(char);
                    script.count += 1;
                }
                Form::Traditional => script.traditional += 1,
                Form::Common => {}
            }
        }
    }
    script
}
