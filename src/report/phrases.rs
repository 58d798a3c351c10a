//! A list of words that texts are searched for, all in one pass.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// Words to look for, Latin letters in either case; where several begin at one place, the longest is found.
#[derive(Clone, Debug)]
pub struct Phrases(AhoCorasick);

/// The automaton that is searched fastest takes long to make of more words: longer than most reports are searched.
const FEW: usize = 12;

impl Phrases {
    /// # Panics
    /// When the words need more states than there are numbers: a table in the source never does.
    #[must_use]
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Phrases {
        let words: Vec<&str> = words.into_iter().collect();
        let kind = if words.len() <= FEW { AhoCorasickKind::DFA } else { AhoCorasickKind::ContiguousNFA };
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .kind(Some(kind))
            .dense_depth(1)
            .build(words);
        Phrases(automaton.expect("a table of words fits an automaton"))
    }

    /// Whether any of the words stands in a text.
    #[must_use]
    pub fn are_in(&self, text: &str) -> bool {
        self.0.is_match(text)
    }

    /// Where the words stand: which of them, in the order they were given in, and its bytes.
    pub fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, Range<usize>)> + 't {
        self.0.find_iter(text).map(|found| (found.pattern().as_usize(), found.range()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_is_found_in_either_case() {
        let words = Phrases::new(["增", "增加", "up", "upon"]);
        assert!(words.are_in("Up"));
        assert!(!words.are_in("減"));
        let found: Vec<(usize, Range<usize>)> = words.find("增加 UPON").collect();
        assert_eq!(found, [(1, 0..6), (3, 7..11)]);
    }
}
