//! Parts of a sentence: 收到舉報 42 起，其中匿名 19 起; 42 reports, of which 19 were anonymous.

use crate::figures::{Figure, Unit};
use crate::report::text::lower;
use crate::report::{Report, Text};

use super::Pair;

const LEADS: [&str; 5] = ["其中", "of which", "of whom", "of these", "among them"];
/// Before a number, these make it a share of each, not a whole.
const EACH: [&str; 8] = ["每", "平均", "各", "人均", "each", "average", "per ", "every"];
/// A part goes on to be compared or multiplied: then it is no part.
const OTHER: [&str; 8] = ["累計", "合計", "共計", "次數", "times", "cumulative", "增加", "increase"];

/// Each amount behind 其中 with the largest amount of its unit before it, in one sentence.
#[must_use]
pub fn pairs(report: &Report, text: &Text) -> Vec<Pair> {
    if text.figures.len() < 2 {
        return Vec::new();
    }
    let lower = lower(&text.plain);
    if lower.len() != text.plain.len() {
        return Vec::new();
    }
    let mut pairs = Vec::new();
    for (lead, word) in LEADS.iter().flat_map(|word| lower.match_indices(word)) {
        let start =
            lower[..lead].rfind(['。', '；', ';', '\n', '！', '？', ':', '：']).map_or(0, |at| at + 1);
        let start = lower[..lead].rfind(". ").map_or(start, |at| start.max(at + 2));
        let end = ending(&lower, lead + word.len());
        let Some(sentence) = lower.get(start..end) else { continue };
        if EACH.iter().chain(&OTHER).any(|word| sentence.contains(word)) {
            continue;
        }
        let within = |from: usize, to: usize| {
            text.figures.clone().filter(move |id| {
                let range = &report.figures[*id].figure.range;
                range.start >= from && range.end <= to
            })
        };
        for part in within(lead, end) {
            let figure = &report.figures[part].figure;
            let fits = |whole: &usize| alike(figure, &report.figures[*whole].figure);
            let wholes = within(start, lead).filter(fits);
            let whole = wholes.max_by_key(|whole| report.figures[*whole].figure.value);
            // The first amount behind 其中 is a part; what follows may be of another thing.
            if let Some(whole) = whole {
                pairs.push((part, whole));
                break;
            }
        }
    }
    pairs
}

fn ending(plain: &str, from: usize) -> usize {
    let rest = &plain[from..];
    let han = rest.find(['。', '；', ';', '\n', '！', '？']).unwrap_or(rest.len());
    let latin = rest.find(". ").unwrap_or(rest.len());
    from + han.min(latin)
}

/// Whether two amounts count the same: a unit of their own, and the same one.
fn alike(part: &Figure, whole: &Figure) -> bool {
    let counted = |unit: &Unit| unit.per.is_none() && !unit.is_percent();
    part.kind.carries_arithmetic()
        && part.unit.as_ref().is_some_and(counted)
        && part.unit == whole.unit
        && part.kind == whole.kind
}
