//! Products in a sentence: so many times, so many each, so many in all.

use rust_decimal::Decimal;

use crate::relation::{Expression, Operand, Operator, RelationKind, Term, Values};

use super::sentence::Sentence;
use super::words::{self, says};
use super::{Found, certain_of};

const TOTAL_BEFORE: &[&str] =
    &["共", "累計", "合計", "總", "totalling", "totaling", "total of", "making", "or "];
const TOTAL_BEHIND: &[&str] = &["in total", "in all", "altogether", "overall"];
const AVERAGE: &[&str] = &["平均", "average", "averaging"];

pub fn find(sentence: &Sentence, values: &Values, found: &mut Vec<Found>) {
    let amounts = sentence.amounts();
    for at in 1..amounts.len() {
        let (times, each) = (amounts[at - 1], amounts[at]);
        if !is_times(sentence, times) || !is_each(sentence, times, each) {
            continue;
        }
        // Two numbers of the same sort before it: of which of them is it said?
        let unit = &sentence.figure(times).unit;
        if amounts[..at - 1].iter().any(|other| {
            sentence.mentions[*other].is_count() && sentence.figure(*other).unit == *unit && unit.is_some()
        }) {
            continue;
        }
        let total = amounts[at + 1..].iter().copied().find(|total| is_total(sentence, each, *total));
        if let Some(found_one) = total.and_then(|total| product(sentence, values, [times, each, total])) {
            found.push(found_one);
        }
    }
}

fn is_times(sentence: &Sentence, times: usize) -> bool {
    let mention = &sentence.mentions[times];
    mention.is_count() && mention.figure.value > Decimal::ONE
}

/// `每場`, after a number of 場; `with 35 volunteers each`.
fn is_each(sentence: &Sentence, times: usize, each: usize) -> bool {
    let between = sentence.between(times, each);
    if let Some(at) = between.rfind('每') {
        let of = |text: &str| text.trim_start().chars().next();
        let per = of(&between[at + '每'.len_utf8()..]);
        let counted = of(between);
        let is_head = |c: Option<char>| matches!(c, Some('人' | '名' | '位'));
        return per.is_some() && (per == counted || is_head(per) && is_head(counted));
    }
    if sentence.mentions[each].is_percent() {
        return false;
    }
    let clause_end = sentence.clause(each).end;
    let behind = &sentence.text[sentence.figure(each).range.end..clause_end];
    let next = sentence.after(each);
    let behind = if next.len() < behind.len() { next } else { behind };
    says(behind, &["each", "apiece"]) && !says(between, &["and ", "or "])
}

/// A total of the same sort of thing, called so.
fn is_total(sentence: &Sentence, each: usize, total: usize) -> bool {
    let before = sentence.before(total);
    let behind = sentence.after(total);
    let called = says(before, TOTAL_BEFORE) || says(behind, TOTAL_BEHIND);
    let since = says(before, words::SINCE) || says(before, words::LAST_YEAR) || says(before, words::PART);
    called && !since && factor(sentence, each, total).is_some()
}

/// What brings the total to the unit of each; heads and attendances are one.
fn factor(sentence: &Sentence, each: usize, total: usize) -> Option<Decimal> {
    let (each, total) = (&sentence.mentions[each], &sentence.mentions[total]);
    let is_head = |symbol: &str| matches!(symbol, "人" | "人次");
    match (&each.figure.unit, &total.figure.unit) {
        (Some(of), Some(all)) if is_head(&of.symbol) && is_head(&all.symbol) => Some(Decimal::ONE),
        (Some(of), Some(all)) => all.ratio_to(of),
        _ => (each.is_count() && total.is_count()).then_some(Decimal::ONE),
    }
}

fn product(sentence: &Sentence, values: &Values, [times, each, total]: [usize; 3]) -> Option<Found> {
    let factor = factor(sentence, each, total)?;
    let term = |at: usize| Expression::figure(Operand::Figure(sentence.mentions[at].id));
    let left = Expression::Term(Term { operand: Operand::Figure(sentence.mentions[total].id), factor });
    let averaged =
        says(sentence.between(times, each), AVERAGE) || says(sentence.after(each), &["on average"]);
    let of = |at: usize| sentence.figure(at);
    // An average is rounded even where it is a whole number of people.
    let slack = if averaged && sentence.mentions[each].is_count() {
        of(times).value.checked_mul(of(each).quantum)?.checked_div(Decimal::TWO)?
    } else {
        Decimal::ZERO
    };
    let mut found = Found {
        kind: RelationKind::Product,
        left,
        right: Expression::binary(term(times), Operator::Multiply, term(each)),
        span: sentence.mentions[total].span,
        slack,
        certain: certain_of(sentence, &[times, each, total]),
        holds: true,
    };
    found.holds = found.relation().holds_with(&|operand| values.interval(operand))?;
    let product = of(times).value.checked_mul(of(each).value)?;
    let stated = of(total).value.checked_mul(factor)?;
    let twelve = Decimal::from(12);
    let is_near = stated <= product.checked_mul(twelve)? && product <= stated.checked_mul(twelve)?;
    (found.holds || is_near).then_some(found)
}
