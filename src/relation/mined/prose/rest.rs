//! Percentages in a sentence of which the last is the rest: `60% by rail, 25% by road and the rest, 15%, by sea`, or
//! answers of which the last is the contrary of the first.

use rust_decimal::Decimal;

use crate::relation::{Expression, Operand, RelationKind, Term, Values};

use super::sentence::Sentence;
use super::words::{self, says};
use super::{Found, certain_of};

const REST: &[&str] = &[
    "其餘",
    "餘下",
    "剩餘",
    "the rest",
    "the remaining",
    "remainder",
    "remaining",
    "the balance",
    "the other",
];

/// So much in every month is not what is left.
const RATES: &[&str] = &["per month", "per year", "per annum", "monthly", "annually", "每月", "每年"];
/// Percentages of several years side by side.
const RESPECTIVELY: &[&str] = &["respectively", "分別"];

pub fn find(sentence: &Sentence, values: &Values, found: &mut Vec<Found>) {
    let amounts = sentence.amounts();
    let percents: Vec<usize> =
        amounts.iter().copied().filter(|at| sentence.mentions[*at].is_percent()).collect();
    for at in 1..percents.len() {
        let rest = percents[at];
        let before = sentence.between(percents[at - 1], rest);
        let is_rest = says(before, REST);
        let is_contrary = at + 1 == percents.len() && is_contrary(sentence, &percents);
        let is_rate = says(sentence.after(rest), RATES) || says(sentence.words(), RESPECTIVELY);
        if is_rate || !is_rest && !is_contrary {
            continue;
        }
        let plain = |from: usize| {
            percents[from..=at]
                .iter()
                .all(|part| sentence.mentions[*part].is_exact() && !super::growth::is_growth(sentence, *part))
        };
        let tried: Vec<Found> = (0..at)
            .rev()
            .filter(|from| plain(*from))
            .filter_map(|from| whole(sentence, values, &percents[from..=at]))
            .collect();
        let nested = says(sentence.words(), words::PART) && is_rest;
        let holding = tried.iter().position(|one| one.holds);
        let told = holding.or_else(|| (!nested && tried.len() == at && at <= 4).then_some(tried.len() - 1));
        found.extend(told.and_then(|told| tried.into_iter().nth(told)));
    }
}

/// `81% would recommend us, 11% were neutral and 18% would not`.
fn is_contrary(sentence: &Sentence, percents: &[usize]) -> bool {
    let (Some(first), Some(last)) = (percents.first(), percents.last()) else { return false };
    let (affirmed, denied) = (sentence.after(*first), sentence.after(*last));
    let pairs = [
        ("would ", "would not"),
        ("were ", "were not"),
        ("did ", "did not"),
        ("agree", "disagree"),
        ("滿意", "不滿意"),
        ("同意", "不同意"),
    ];
    percents.len() >= 2
        && pairs
            .iter()
            .any(|(yes, no)| says(affirmed, &[yes]) && !says(affirmed, &[no]) && says(denied, &[no]))
}

fn whole(sentence: &Sentence, values: &Values, parts: &[usize]) -> Option<Found> {
    let term = |part: &usize| {
        let operand = Operand::Figure(sentence.mentions[*part].id);
        Expression::Term(Term { operand, factor: Decimal::new(1, 2) })
    };
    let mut found = Found {
        kind: RelationKind::Shares,
        left: Expression::Number(Decimal::ONE),
        right: Expression::sum(parts.iter().map(term))?,
        span: sentence.mentions[*parts.first()?].span,
        slack: Decimal::ZERO,
        certain: certain_of(sentence, parts),
        holds: true,
    };
    found.holds = found.relation().holds_with(&|operand| values.interval(operand))?;
    Some(found)
}
