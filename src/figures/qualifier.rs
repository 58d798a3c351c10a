//! "About", 超過, "or below": the words before and after a number that loosen it.

use std::sync::LazyLock;

use super::phrases::CharSet;
use super::{Qualifier, chinese, look};

/// What the words before and after say: "about", "超過", "or below".
pub(super) fn qualifier(head: &str, after: &str) -> Qualifier {
    static BEGINS: LazyLock<CharSet> =
        LazyLock::new(|| AFTER.iter().filter_map(|(word, _)| look::first(word)).collect());
    let found = qualifier_before(head);
    if found != Qualifier::Exact {
        return found;
    }
    let rest = &after[look::gap(after)..];
    if !look::first(rest).is_some_and(|first| BEGINS.may_hold(first)) {
        return Qualifier::Exact;
    }
    AFTER
        .iter()
        .find(|(word, _)| look::starts_with(rest, word).is_some())
        .map_or(Qualifier::Exact, |found| found.1)
}

fn qualifier_before(head: &str) -> Qualifier {
    static ENDS: LazyLock<CharSet> =
        LazyLock::new(|| BEFORE.iter().filter_map(|(word, ..)| look::last(word)).collect());
    let mut before = look::before(head);
    for filler in ["了", "為", "为", "達", "达", "到", "有"] {
        if let Some(shorter) = look::strip_end(before, filler).map(look::before)
            && look::last(shorter).is_some_and(|c| "過过約约逾近於于達达".contains(c))
        {
            before = shorter;
            break;
        }
    }
    if let Some(found) = at_distance(before) {
        return found;
    }
    if !look::last(before).is_some_and(|last| ENDS.may_hold(last)) {
        return Qualifier::Exact;
    }
    for (word, qualifier, not_after) in BEFORE {
        if let Some(head) = look::strip_end(before, word) {
            let foreign = look::last(head).is_some_and(|c| not_after.contains(c));
            if !foreign {
                return *qualifier;
            }
        }
    }
    Qualifier::Exact
}

/// 至少能夠降低 15%: 至少 and 最多 bound a number over a verb.
fn at_distance(before: &str) -> Option<Qualifier> {
    if !look::last(before).is_some_and(look::is_han) {
        return None;
    }
    let near = look::tail(before, "至少能夠可以降低".len());
    if !near.chars().any(|c| matches!(c, '少' | '多')) {
        return None;
    }
    let words = [
        ("至少", Qualifier::Over),
        ("最少", Qualifier::Over),
        ("至多", Qualifier::Under),
        ("最多", Qualifier::Under),
    ];
    words.iter().find_map(|(word, qualifier)| {
        let between = &near[near.rfind(word)? + word.len()..];
        between.chars().all(|c| look::is_han(c) && !chinese::is_numeral(c)).then_some(*qualifier)
    })
}

/// Words before a number; the last column is the characters that would make it a part of another word.
const BEFORE: &[(&str, Qualifier, &str)] = &[
    ("took over", Qualifier::Exact, ""),
    ("taken over", Qualifier::Exact, ""),
    ("take over", Qualifier::Exact, ""),
    ("不超過", Qualifier::Under, ""),
    ("不超过", Qualifier::Under, ""),
    ("不多於", Qualifier::Under, ""),
    ("不高於", Qualifier::Under, ""),
    ("不大於", Qualifier::Under, ""),
    ("不少於", Qualifier::Over, ""),
    ("不少于", Qualifier::Over, ""),
    ("不低於", Qualifier::Over, ""),
    ("不低于", Qualifier::Over, ""),
    ("不小於", Qualifier::Over, ""),
    ("超過", Qualifier::Over, "不"),
    ("超过", Qualifier::Over, "不"),
    ("超出", Qualifier::Over, ""),
    ("超逾", Qualifier::Over, ""),
    ("逾", Qualifier::Over, ""),
    ("超", Qualifier::Over, ""),
    ("多於", Qualifier::Over, ""),
    ("多于", Qualifier::Over, ""),
    ("大於", Qualifier::Over, ""),
    ("大于", Qualifier::Over, ""),
    ("高於", Qualifier::Over, ""),
    ("高于", Qualifier::Over, ""),
    ("至少", Qualifier::Over, ""),
    ("突破", Qualifier::Over, ""),
    ("少於", Qualifier::Under, ""),
    ("少于", Qualifier::Under, ""),
    ("低於", Qualifier::Under, ""),
    ("低于", Qualifier::Under, ""),
    ("小於", Qualifier::Under, ""),
    ("不足", Qualifier::Under, ""),
    ("不到", Qualifier::Under, ""),
    ("未滿", Qualifier::Under, ""),
    ("最多", Qualifier::Under, ""),
    ("至多", Qualifier::Under, ""),
    ("約", Qualifier::About, "節条條合公預制"),
    ("约", Qualifier::About, "节条合公预制"),
    ("近", Qualifier::About, "最附靠鄰邻"),
    ("接近", Qualifier::About, ""),
    ("大概", Qualifier::About, ""),
    ("not more than", Qualifier::Under, ""),
    ("no more than", Qualifier::Under, ""),
    ("not exceeding", Qualifier::Under, ""),
    ("not exceed", Qualifier::Under, ""),
    ("not less than", Qualifier::Over, ""),
    ("no less than", Qualifier::Over, ""),
    ("no fewer than", Qualifier::Over, ""),
    ("not fewer than", Qualifier::Over, ""),
    ("more than", Qualifier::Over, ""),
    ("greater than", Qualifier::Over, ""),
    ("higher than", Qualifier::Over, ""),
    ("at least", Qualifier::Over, ""),
    ("over", Qualifier::Over, ""),
    ("above", Qualifier::Over, ""),
    ("exceed", Qualifier::Over, ""),
    ("exceeds", Qualifier::Over, ""),
    ("exceeded", Qualifier::Over, ""),
    ("exceeding", Qualifier::Over, ""),
    ("in excess of", Qualifier::Over, ""),
    ("over the age of", Qualifier::Over, ""),
    ("above the age of", Qualifier::Over, ""),
    ("under the age of", Qualifier::Under, ""),
    ("below the age of", Qualifier::Under, ""),
    ("surpassed", Qualifier::Over, ""),
    ("passed", Qualifier::Over, ""),
    ("topped", Qualifier::Over, ""),
    ("surpassing", Qualifier::Over, ""),
    ("less than", Qualifier::Under, ""),
    ("fewer than", Qualifier::Under, ""),
    ("lower than", Qualifier::Under, ""),
    ("under", Qualifier::Under, ""),
    ("below", Qualifier::Under, ""),
    ("at most", Qualifier::Under, ""),
    ("up to", Qualifier::Under, ""),
    ("about", Qualifier::About, ""),
    ("approximately", Qualifier::About, ""),
    ("approx.", Qualifier::About, ""),
    ("around", Qualifier::About, ""),
    ("nearly", Qualifier::About, ""),
    ("almost", Qualifier::About, ""),
    ("roughly", Qualifier::About, ""),
    ("close to", Qualifier::About, ""),
    ("some", Qualifier::About, ""),
    ("≥", Qualifier::Over, ""),
    (">", Qualifier::Over, "-=b>"),
    ("＞", Qualifier::Over, ""),
    ("≤", Qualifier::Under, ""),
    ("<", Qualifier::Under, "<"),
    ("＜", Qualifier::Under, ""),
    ("≈", Qualifier::About, ""),
    ("~", Qualifier::About, "0123456789"),
];

/// Words after a number and its unit.
const AFTER: &[(&str, Qualifier)] = &[
    ("以上", Qualifier::Over),
    ("及以上", Qualifier::Over),
    ("或以上", Qualifier::Over),
    ("或更多", Qualifier::Over),
    ("以下", Qualifier::Under),
    ("及以下", Qualifier::Under),
    ("或以下", Qualifier::Under),
    ("以內", Qualifier::Under),
    ("以内", Qualifier::Under),
    ("左右", Qualifier::About),
    ("上下", Qualifier::About),
    ("or more", Qualifier::Over),
    ("or above", Qualifier::Over),
    ("and above", Qualifier::Over),
    ("or over", Qualifier::Over),
    ("and over", Qualifier::Over),
    ("or older", Qualifier::Over),
    ("or below", Qualifier::Under),
    ("and below", Qualifier::Under),
    ("or under", Qualifier::Under),
    ("and under", Qualifier::Under),
    ("or less", Qualifier::Under),
    ("or fewer", Qualifier::Under),
    ("or so", Qualifier::About),
];
