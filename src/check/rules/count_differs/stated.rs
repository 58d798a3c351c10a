//! Counts whose words lead up to a list: 以下四項獎項：, 分為三個步驟：, the following four steps:, eight members:.

use crate::report::text::lower;
use crate::report::{FigureId, Report, Text};

use super::number;

/// A count and where the list that it speaks of begins.
pub struct Stated {
    pub figure: FigureId,
    /// Behind the colon.
    pub end: usize,
}

/// Words between what is counted and the colon.
const LEADING: [&str; 10] =
    ["如下", "包括", "分別為", "分別是", "即", "為", "是", "包含", "如下所示", "以下"];

/// From a count to the colon up to which it leads there are no more bytes.
const LONGEST: usize = 300;

/// Every count that leads up to a colon.
#[must_use]
pub fn before_colons(report: &Report, text: &Text) -> Vec<Stated> {
    let plain = &text.plain;
    let mut found = Vec::new();
    if text.figures.is_empty() {
        return found;
    }
    for (at, colon) in plain.match_indices(['：', ':']) {
        // A time or a ratio, not the end of a clause.
        if plain[at + colon.len()..].starts_with(|char: char| char.is_ascii_digit()) {
            continue;
        }
        let near = plain.ceil_char_boundary(at.saturating_sub(LONGEST));
        let start = near + sentence_start(&plain[near..at]);
        let mut counts = report.figures_within(text, &(start..at)).filter(|id| {
            let figure = &report.figures[*id].figure;
            figure.range.end <= at && number(figure).is_some()
        });
        let leads = |id: &FigureId| {
            let range = &report.figures[*id].figure.range;
            leads(&plain[start..range.start], &plain[range.end..at])
        };
        if let Some(figure) = counts.find(leads) {
            found.push(Stated { figure, end: at + colon.len() });
        }
    }
    found
}

fn sentence_start(before: &str) -> usize {
    let han = before
        .rfind(['。', '；', '！', '？', '\n', ';'])
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    before.rfind(". ").map_or(han, |at| han.max(at + 2))
}

/// Whether the words before and behind a count, up to the colon, make it the count of what follows.
fn leads(before: &str, behind: &str) -> bool {
    let head = before.trim_end();
    if behind.chars().any(|char| char >= '\u{2e80}') {
        let follows = head.ends_with("以下") || head.ends_with("下列") || head.ends_with("如下");
        let noun = LEADING.iter().find_map(|word| behind.trim_end().strip_suffix(word)).unwrap_or(behind);
        let limit = if follows { 16 } else { 10 };
        return noun.chars().count() <= limit
            && (follows || !noun.contains('的'))
            && !noun.contains(['，', ',', '、', '；', '（', '(', '年', '月', '日', '%', '元']);
    }
    let (noun, aside) = behind.split_once(',').unwrap_or((behind, ""));
    let words = noun.split_whitespace().count();
    let of_them =
        aside.is_empty() || [" of them", " of whom", " of which"].iter().any(|word| aside.contains(word));
    let lower = lower(head);
    // "over the last three years:", "in 12 months:" count time.
    let time = ["year", "month", "day", "week", "hour", "minute"].iter().any(|word| noun.contains(word));
    let singular =
        ["all", "other", "first", "last", "top", "than", "per", "of the", "of our", "of its", "of these"]
            .iter()
            .any(|word| lower.ends_with(word));
    (1..=4).contains(&words) && of_them && !time && !singular && behind.starts_with([' ', '\u{a0}'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_lead_up_to_a_list() {
        let cases = [
            ("年內獲得以下", "項獎項", true),
            ("評估分為", "個步驟", true),
            ("核心能力域共有", "個", true),
            ("", "個專業委員會主要履行的合規管理職責如下", false),
            ("舉辦", "場培訓，覆蓋範疇包括", false),
            ("The Council has ", " members, four of them women", true),
            ("took the following ", " steps", true),
            ("in the last ", " years", false),
            ("The duties of the ", " committees are", false),
            ("We trained ", " people, and took steps", false),
        ];
        for (before, behind, expected) in cases {
            assert_eq!(leads(before, behind), expected, "{before} N {behind}");
        }
    }
}
