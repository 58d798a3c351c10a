//! A list of words that texts are searched for, all in one pass.

use std::cmp::Reverse;
use std::ops::Range;

/// Words to look for, Latin letters in either case; where several begin at one place, the longest is found.
///
/// An automaton would take longer to make than a report takes to search: a table of what words begin with is made at once,
/// and passes over nearly all characters as fast.
#[derive(Clone, Debug)]
pub struct Phrases {
    /// What the words begin with.
    begins: CharSet,
    /// By first character, the longest first.
    words: Vec<Word>,
}

#[derive(Clone, Debug)]
struct Word {
    first: char,
    /// The place in the list as it was given.
    which: usize,
    letters: Box<str>,
}

impl Phrases {
    #[must_use]
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Phrases {
        let mut begins = CharSet::default();
        let mut known = Vec::new();
        for (which, letters) in words.into_iter().enumerate() {
            let Some(first) = letters.chars().next() else { continue };
            begins.insert(first);
            known.push(Word { first: first.to_ascii_lowercase(), which, letters: letters.into() });
        }
        known.sort_by_key(|word| (word.first, Reverse(word.letters.len())));
        Phrases { begins, words: known }
    }

    /// Whether any of the words stands in a text.
    #[must_use]
    pub fn are_in(&self, text: &str) -> bool {
        self.find(text).next().is_some()
    }

    /// Where the words stand: which of them, in the order they were given in, and its bytes.
    pub fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, Range<usize>)> + 't {
        let mut rest = text.chars();
        std::iter::from_fn(move || {
            loop {
                let here = rest.as_str();
                if !self.begins.may_hold(rest.next()?) {
                    continue;
                }
                let Some(word) = self.longest(here) else { continue };
                let start = text.len() - here.len();
                rest = here[word.letters.len()..].chars();
                return Some((word.which, start..start + word.letters.len()));
            }
        })
    }

    /// The longest word that a text begins with.
    fn longest(&self, text: &str) -> Option<&Word> {
        let first = text.chars().next()?.to_ascii_lowercase();
        let from = self.words.partition_point(|word| word.first < first);
        let alike = self.words[from..].iter().take_while(|word| word.first == first);
        let stands = |word: &&Word| {
            let head = text.as_bytes().get(..word.letters.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(word.letters.as_bytes()))
        };
        alike.into_iter().find(stands)
    }
}

/// Whether any of some words stands in a short text, in just this case: most have an end that the text does not have.
#[must_use]
pub fn any_in(text: &str, words: &[&str]) -> bool {
    let chars: CharSet = text.chars().collect();
    words.iter().any(|word| chars.may_end(word) && text.contains(word))
}

/// Numbers by their last ten bits: a few are taken for others, and none that was put in is missed.
#[derive(Clone, Debug, Default)]
pub struct Bits([u64; Bits::ALL / 64]);

impl Bits {
    const ALL: usize = 1024;

    pub fn insert(&mut self, number: usize) {
        self.0[number % Bits::ALL / 64] |= 1 << (number % 64);
    }

    #[must_use]
    pub fn may_hold(&self, number: usize) -> bool {
        self.0[number % Bits::ALL / 64] & 1 << (number % 64) != 0
    }
}

/// Characters; a capital is its small letter.
#[derive(Clone, Debug, Default)]
pub struct CharSet(Bits);

impl CharSet {
    pub fn insert(&mut self, char: char) {
        self.0.insert(char.to_ascii_lowercase() as usize);
    }

    /// `false` says that a word begins or ends with a character that was not put in.
    #[must_use]
    pub fn may_end(&self, word: &str) -> bool {
        let mut chars = word.chars();
        let first = chars.next();
        first.into_iter().chain(chars.next_back()).all(|char| self.may_hold(char))
    }

    /// `false` says that the character was not put in.
    #[must_use]
    pub fn may_hold(&self, char: char) -> bool {
        self.0.may_hold(char.to_ascii_lowercase() as usize)
    }
}

impl Extend<char> for CharSet {
    fn extend<I: IntoIterator<Item = char>>(&mut self, chars: I) {
        chars.into_iter().for_each(|char| self.insert(char));
    }
}

impl FromIterator<char> for CharSet {
    fn from_iter<I: IntoIterator<Item = char>>(chars: I) -> CharSet {
        let mut set = CharSet::default();
        set.extend(chars);
        set
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The longest word at each place, from left to right, by looking at all of them.
    fn plainly(words: &[&str], text: &str) -> Vec<(usize, Range<usize>)> {
        let mut found = Vec::new();
        let mut at = 0;
        for (start, _) in text.char_indices() {
            let stands = |which: &usize| text[start..].to_ascii_lowercase().starts_with(words[*which]);
            let longest = (0..words.len()).filter(stands).max_by_key(|which| words[*which].len());
            if let Some(which) = longest.filter(|_| start >= at) {
                at = start + words[which].len();
                found.push((which, start..at));
            }
        }
        found
    }

    proptest! {
        #[test]
        fn what_a_plain_search_finds_is_found(text in "[abAB減增少加，\u{7501}]{0,16}") {
            let words = ["ab", "a", "減少", "少加", "減", "增加減", "bba", "加"];
            let found: Vec<(usize, Range<usize>)> = Phrases::new(words).find(&text).collect();
            prop_assert_eq!(found, plainly(&words, &text));
            let any = words.iter().any(|word| text.contains(word));
            prop_assert_eq!(any_in(&text, &words), any);
        }
    }

    #[test]
    fn the_longest_word_is_found_in_either_case() {
        let words = Phrases::new(["增", "增加", "up", "upon"]);
        assert!(words.are_in("Up"));
        assert!(!words.are_in("減"));
        let found: Vec<(usize, Range<usize>)> = words.find("增加 UPON").collect();
        assert_eq!(found, [(1, 0..6), (3, 7..11)]);
    }

    #[test]
    fn any_word_is_found_in_its_own_case() {
        assert!(any_in("總計 Total", &["平均", "計 T"]));
        assert!(!any_in("總計 Total", &["平均", "total", "計總"]));
        assert!(any_in("x", &[""]));
    }

    #[test]
    fn a_word_that_breaks_off_hides_no_other() {
        let words = Phrases::new(["減少了", "少", "減"]);
        let found: Vec<(usize, Range<usize>)> = words.find("減少 減少了").collect();
        assert_eq!(found, [(2, 0..3), (1, 3..6), (0, 7..16)]);
        assert_eq!(Phrases::new([]).find("減少").count(), 0);
    }
}
