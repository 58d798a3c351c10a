//! How much two labels say the same thing, once words such as total, intensity and per head are left out.

use super::similar::Bigrams;
use crate::figures::phrases::CharSet;
use crate::report::text::{letters, lower};

/// Words that say how a quantity is counted, not what it is. The longer first, where one holds the other.
const HOW: &[&str] = &[
    "每名僱員",
    "每名員工",
    "每名雇员",
    "每名员工",
    "每位僱員",
    "每位員工",
    "每人",
    "人均",
    "平均",
    "密度",
    "強度",
    "强度",
    "消耗",
    "總量",
    "总量",
    "總數",
    "总数",
    "總額",
    "总额",
    "合計",
    "合计",
    "總計",
    "总计",
    "總",
    "总",
    "的",
    "intensities",
    "intensity",
    "density",
    "average",
    "per employee",
    "per person",
    "per head",
    "per capita",
    "overall",
    "aggregate",
    "subtotal",
    "total",
    "consumption",
    "number of",
];

/// A label without brackets, marks and the words of [`HOW`].
#[must_use]
pub fn subject(label: &str) -> String {
    let mut depth = 0_i32;
    let mut bare = String::with_capacity(label.len());
    for char in lower(label).chars() {
        match char {
            '(' | '（' | '[' | '【' => depth += 1,
            ')' | '）' | ']' | '】' => depth -= 1,
            _ if depth <= 0 => bare.push(char),
            _ => {}
        }
    }
    let chars: CharSet = bare.chars().collect();
    for word in HOW {
        if chars.may_end(word) && bare.contains(word) {
            bare = bare.replace(word, "");
        }
    }
    let kept = letters(&bare);
    kept.strip_suffix('量').map_or(kept.clone(), str::to_owned)
}

/// How alike two subjects are, from 0 to 100.
#[must_use]
pub fn likeness(first: &str, second: &str) -> i64 {
    Bigrams::of(first).likeness(&Bigrams::of(second))
}

#[cfg(test)]
mod tests {
    use super::subject;

    #[test]
    fn labels_name_a_subject() {
        for (label, expected) in [
            ("能源消耗密度", "能源"),
            ("能源消耗總量", "能源"),
            ("總耗水量", "耗水"),
            ("總耗水密度", "耗水"),
            ("Total energy consumption (Scope 1)", "energy"),
            ("Energy intensity", "energy"),
            ("每名僱員平均受訓時數", "受訓時數"),
        ] {
            assert_eq!(subject(label), expected, "{label}");
        }
    }
}
