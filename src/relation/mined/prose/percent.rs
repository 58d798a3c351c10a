//! Percentages of a stated count: `of whom 806, or 59.4%, were women`, `331 家一次通過，一次通過率為 92.6%`.

use rust_decimal::Decimal;

use crate::relation::{Expression, Operand, Operator, RelationKind, Term, Values};

use super::sentence::Sentence;
use super::words::{self, says, says_any};
use super::{Found, certain_of};

const SHARE: &[&str] = &[
    "佔",
    "占",
    "比例",
    "比重",
    "or ",
    "represent",
    "account",
    "equivalent",
    "equal to",
    "which is",
    "making up",
    "i.e.",
    "即",
    "(",
    "（",
];
/// Words between a part and its percentage that name no other whole.
const NO_OTHER_WHOLE: &[&str] = &[
    "佔",
    "占",
    "總數",
    "總人數",
    "總額",
    "總量",
    "全體",
    "全部",
    "比例",
    "比重",
    "比",
    "約",
    "為",
    "達",
    "到",
    "了",
    "的",
    "即",
    "representing",
    "represents",
    "accounting for",
    "accounted for",
    "equivalent to",
    "equal to",
    "or",
    "which is",
    "making up",
    "about",
    "approximately",
    "nearly",
    "i.e.",
    "of the total",
    "of total",
    "of all",
    "around",
    "were",
    "was",
    "is",
    "are",
    "women",
    "men",
    "female",
    "male",
];
/// Where the whole and its parts are told apart.
const SPLIT: &[&str] = &["其中", "當中", "of whom", "of which", "of them", "of these", "including"];

pub fn find(sentence: &Sentence, values: &Values, found: &mut Vec<Found>) {
    let amounts = sentence.amounts();
    for (at, percent) in amounts.iter().copied().enumerate() {
        if !sentence.mentions[percent].is_percent() || changes(sentence, percent) {
            continue;
        }
        let pair = of_whole(sentence, &amounts, at)
            .or_else(|| of_split(sentence, &amounts, at))
            .or_else(|| of_rate(sentence, &amounts, at));
        found.extend(pair.and_then(|pair| percentage(sentence, values, percent, &pair)));
    }
}

/// A part and its whole, and whether the words leave no doubt.
struct Pair {
    part: usize,
    whole: usize,
    plain: bool,
}

/// A growth rate is no share.
fn changes(sentence: &Sentence, percent: usize) -> bool {
    let range = sentence.clause(percent);
    let end = sentence.figure(percent).range.start;
    let clause = sentence.text.get(range.start..end).unwrap_or_default();
    says_any(clause, &[words::UP, words::DOWN]) || says(sentence.after(percent), &["higher", "lower"])
}

/// `2,045 of 4,584, or 44.6%`; `2,318 人參與，佔僱員總數 2,464 人的 94.1%`.
fn of_whole(sentence: &Sentence, amounts: &[usize], at: usize) -> Option<Pair> {
    let [part, whole] = [*amounts.get(at.checked_sub(2)?)?, *amounts.get(at.checked_sub(1)?)?];
    let percent = amounts[at];
    let between = sentence.between(part, whole);
    let gap = sentence.between(whole, percent);
    let zh = (between.contains('佔') || between.contains('占'))
        && behind_unit(sentence, gap, whole).trim() == "的";
    let en = {
        let words = between.trim();
        let of = words == "of" || words.ends_with(" of") || words.starts_with("of ") || words == "out of";
        let short = gap.len() <= 48 && !gap.contains(". ");
        let apart = between.contains(',') || says(between, words::UP) || says(between, words::DOWN);
        of && !apart
            && between.len() <= 40
            && short
            && says(gap, &["or ", "(", "representing", "which is", "equivalent"])
    };
    let smaller = sentence.figure(part).value <= sentence.figure(whole).value;
    ((zh || en) && smaller && alike(sentence, part, whole)).then_some(Pair { part, whole, plain: true })
}

/// `僱員 2,147 人，其中女性 1,019 人，佔 45.7%`.
fn of_split(sentence: &Sentence, amounts: &[usize], at: usize) -> Option<Pair> {
    let part = *amounts.get(at.checked_sub(1)?)?;
    let percent = amounts[at];
    let gap = sentence.between(part, percent);
    let unlike = sentence.mentions[part].is_percent() || changes(sentence, part);
    if unlike || !says(gap, SHARE) || gap.len() > 60 {
        return None;
    }
    let left = sentence.left(part);
    let (split, split_end) = words::last_of(left, SPLIT)?;
    let split = sentence.range.start + split;
    // A figure between 其中 and the part must be a part of the same list, not a whole of its own.
    let list = &left[split_end..];
    if says(list, &["包括", "分為", "made up", "comprising"]) {
        return None;
    }
    let wholes: Vec<usize> = amounts[..at - 1]
        .iter()
        .copied()
        .filter(|whole| sentence.figure(*whole).range.end <= split && !sentence.is_bracketed(*whole))
        .filter(|whole| !sentence.mentions[*whole].is_percent() && alike(sentence, part, *whole))
        .collect();
    let [whole] = wholes[..] else { return None };
    Some(Pair { part, whole, plain: names_no_other_whole(sentence, gap, part, whole) })
}

/// `提出建議 63 項，已落實 57 項，落實率為 95.0%`: a rate of what the part says.
fn of_rate(sentence: &Sentence, amounts: &[usize], at: usize) -> Option<Pair> {
    let [whole, part] = [*amounts.get(at.checked_sub(2)?)?, *amounts.get(at.checked_sub(1)?)?];
    let gap = sentence.between(part, amounts[at]);
    let clause = gap.rsplit(['，', ',']).next()?.trim();
    let name = clause.trim_end_matches(['為', '達', '到', '約', '是', ' ', '了']);
    let stem: Vec<char> = name.strip_suffix('率')?.chars().collect();
    let last: String = stem.get(stem.len().checked_sub(2)?..)?.iter().collect();
    let said = sentence.between(whole, part).contains(&last)
        || gap.split(['，', ',']).next().is_some_and(|first| first.contains(&last));
    let (of, all) = (sentence.figure(part).value, sentence.figure(whole).value);
    let plain = said && gap.contains(['，', ',']) && alike(sentence, part, whole) && of <= all;
    (plain && sentence.mentions[part].is_count()).then_some(Pair { part, whole, plain: false })
}

/// Two amounts of one sort of thing.
fn alike(sentence: &Sentence, part: usize, whole: usize) -> bool {
    let [part, whole] = [part, whole].map(|at| &sentence.mentions[at]);
    match (&part.figure.unit, &whole.figure.unit) {
        (Some(of), Some(all)) => !part.is_percent() && of.ratio_to(all).is_some(),
        _ => part.is_count() && whole.is_count(),
    }
}

/// Whether all that stands between a part and its percentage is about the whole that was named.
fn names_no_other_whole(sentence: &Sentence, gap: &str, part: usize, whole: usize) -> bool {
    let mut rest = behind_unit(sentence, gap, part).to_ascii_lowercase();
    for word in NO_OTHER_WHOLE {
        if word.is_ascii() {
            rest = rest.split_whitespace().filter(|word_of| word_of != word).collect::<Vec<_>>().join(" ");
        }
        if word.contains(' ') || !word.is_ascii() {
            rest = rest.replace(word, "");
        }
    }
    let left = rest.trim_matches(|c: char| !c.is_alphanumeric());
    let (start, end) = (sentence.range.start, sentence.figure(whole).range.start);
    left.is_empty() || sentence.text[start..end].to_ascii_lowercase().contains(left)
}

/// What follows the unit that a figure is printed with.
fn behind_unit<'t>(sentence: &Sentence, text: &'t str, figure: usize) -> &'t str {
    let trimmed = text.trim_start();
    let unit = sentence.figure(figure).unit.as_ref();
    let read = unit.and_then(|_| crate::figures::unit::read(trimmed));
    read.map_or(trimmed, |(_, len)| &trimmed[len..])
}

fn percentage(sentence: &Sentence, values: &Values, percent: usize, pair: &Pair) -> Option<Found> {
    let id = |at: usize| Operand::Figure(sentence.mentions[at].id);
    let factor = match (&sentence.figure(pair.part).unit, &sentence.figure(pair.whole).unit) {
        (Some(of), Some(all)) => of.ratio_to(all)?,
        _ => Decimal::ONE,
    };
    let part = Expression::Term(Term { operand: id(pair.part), factor });
    let mut found = Found {
        kind: RelationKind::Percent,
        left: Expression::Term(Term { operand: id(percent), factor: Decimal::new(1, 2) }),
        right: Expression::binary(part, Operator::Divide, Expression::figure(id(pair.whole))),
        span: sentence.mentions[percent].span,
        slack: Decimal::ZERO,
        certain: false,
        holds: true,
    };
    found.holds = found.relation().holds_with(&|operand| values.interval(operand))?;
    if found.holds {
        return Some(found);
    }
    // One last digit apart may be a truncated percentage.
    let exact = found.right.point(&|operand| values.point(operand))?.checked_mul(Decimal::ONE_HUNDRED)?;
    let figure = sentence.figure(percent);
    let near = exact.saturating_sub(figure.value).abs() <= figure.quantum;
    let counted = sentence.mentions[pair.part].is_count() && sentence.mentions[pair.whole].is_count();
    let exact_all = certain_of(sentence, &[percent, pair.part, pair.whole]);
    if near || !pair.plain && exact > Decimal::ONE_HUNDRED {
        return None;
    }
    // Another base is named: nothing can be said.
    if !pair.plain && says(sentence.between(pair.part, percent), &["佔", "占", "of "]) {
        return None;
    }
    found.certain = pair.plain && counted && exact_all;
    Some(found)
}
