//! How much two labels say the same thing, once words such as total, intensity and per head are left out.

use std::collections::BTreeMap;

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
    for char in label.to_lowercase().chars() {
        match char {
            '(' | '（' | '[' | '【' => depth += 1,
            ')' | '）' | ']' | '】' => depth -= 1,
            _ if depth <= 0 => bare.push(char),
            _ => {}
        }
    }
    for word in HOW {
        if bare.contains(word) {
            bare = bare.replace(word, "");
        }
    }
    let kept: String = bare.chars().filter(|char| char.is_alphanumeric()).collect();
    kept.strip_suffix('量').map_or(kept.clone(), str::to_owned)
}

/// From 0 to 100: twice the pairs of neighbouring letters that two words share, over all of theirs.
#[must_use]
pub fn likeness(first: &str, second: &str) -> usize {
    if first == second {
        return 100;
    }
    let (of_first, of_second) = (pairs(first), pairs(second));
    let all: usize = of_first.values().sum::<usize>() + of_second.values().sum::<usize>();
    let shared: usize =
        of_first.iter().map(|(pair, count)| (*count).min(of_second.get(pair).copied().unwrap_or(0))).sum();
    (200 * shared).checked_div(all).unwrap_or(0)
}

fn pairs(word: &str) -> BTreeMap<(char, char), usize> {
    let mut pairs = BTreeMap::new();
    for pair in word.chars().zip(word.chars().skip(1)) {
        *pairs.entry(pair).or_default() += 1;
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::{likeness, subject};

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

    #[test]
    fn likeness_is_of_neighbouring_letters() {
        for (first, second, expected) in
            [("耗水", "耗水", 100), ("無害廢棄物排放", "無害廢棄物", 80), ("甲", "乙", 0), ("", "", 100)]
        {
            assert_eq!(likeness(first, second), expected, "{first} and {second}");
        }
    }
}
