//! How alike two labels are: shared pairs of neighbouring characters (Dice's coefficient).

use std::sync::LazyLock;

use crate::figures::phrases::CharSet;
use crate::report::text::letters;

/// The pairs of neighbouring letters and digits of a text, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bigrams(Vec<(char, char)>);

/// Words for one thing, each replaced by the first of its row.
const SYNONYMS: &[&[&str]] = &[
    &["nox", "氮氧化物", "nitrogenoxides"],
    &[
        "sox",
        "so2",
        "二氧化硫",
        "硫氧化物",
        "sulphuroxides",
        "sulfuroxides",
        "sulphurdioxide",
        "sulfurdioxide",
    ],
    &["pm", "顆粒物", "颗粒物", "懸浮粒子", "particulatematter"],
    &["總數", "總量", "总量", "总数", "總計", "合計", "合计"],
    &["員工", "僱員", "雇員", "员工", "雇员"],
];

impl Bigrams {
    #[must_use]
    pub fn of(text: &str) -> Bigrams {
        let bare = bare(text);
        let chars: Vec<char> = bare.chars().collect();
        let mut pairs: Vec<(char, char)> = match chars[..] {
            [only] => vec![(only, ' ')],
            _ => chars.windows(2).map(|pair| (pair[0], pair[1])).collect(),
        };
        pairs.sort_unstable();
        Bigrams(pairs)
    }

    /// From 0 to 1, in hundredths; two empty texts are alike.
    #[must_use]
    pub fn likeness(&self, other: &Bigrams) -> i64 {
        let all = self.0.len() + other.0.len();
        if all == 0 {
            return 100;
        }
        let (mut a, mut b, mut shared) = (0, 0, 0_usize);
        while a < self.0.len() && b < other.0.len() {
            match self.0[a].cmp(&other.0[b]) {
                std::cmp::Ordering::Less => a += 1,
                std::cmp::Ordering::Greater => b += 1,
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    a += 1;
                    b += 1;
                }
            }
        }
        i64::try_from(200 * shared / all).unwrap_or(0)
    }
}

/// A label without spaces, signs and footnote marks, in lower case, synonyms made one.
#[must_use]
pub fn bare(text: &str) -> String {
    static BEGIN: LazyLock<CharSet> = LazyLock::new(|| {
        SYNONYMS.iter().flat_map(|of| &of[1..]).filter_map(|word| word.chars().next()).collect()
    });
    let mut bare = letters(text);
    bare.retain(|c| !('①'..='⑳').contains(&c));
    if !bare.contains(|char| BEGIN.may_hold(char)) {
        return bare;
    }
    let mut chars: CharSet = bare.chars().collect();
    for synonyms in SYNONYMS {
        for word in &synonyms[1..] {
            if chars.may_end(word) && bare.contains(word) {
                bare = bare.replace(word, synonyms[0]);
                chars.extend(synonyms[0].chars());
            }
        }
    }
    bare
}
