//! `denominators-disagree`: several rates agree with each other on a denominator, and it is not the stated one.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::check::cause::Cause;
use crate::check::evidence;
use crate::check::{Arg, Arithmetic, Context, Finding, Message, Role, Rule, Severity, accuse};
use crate::figures::Interval;
use crate::relation::{Expression, Operand, Operator, print};

pub const RULE: Rule = Rule { id: "denominators-disagree", severity: Severity::Error, run };

fn run(context: &Context) -> Vec<Finding> {
    let found = context.causes.iter().filter(|cause| cause.rule == RULE.id);
    found.filter_map(|cause| finding(context, cause)).collect()
}

fn finding(context: &Context, cause: &Cause) -> Option<Finding> {
    let denominator = cause.denominator.as_ref()?;
    let stated = context.values.get(denominator)?;
    let solved = cause.relations.iter().filter_map(|index| {
        context.relations[*index].solve(denominator, &|operand| context.values.interval(operand))
    });
    let implied = solved.reduce(|a, b| a.intersection(&b).unwrap_or(a))?;
    let args = vec![
        ("denominator", evidence::name(context, denominator)),
        ("denominator_stated", Arg::Text(stated.printed.clone())),
        ("implied", Arg::Text(range(implied, stated.value.scale())?)),
        ("count", Arg::Number(i64::try_from(cause.relations.len()).ok()?)),
    ];
    let message = Message { key: "finding-denominators-disagree", args };
    let mut finding = accuse::finding(context, cause, message)?;
    finding.arithmetic =
        cause.relations.iter().filter_map(|index| line(context, *index, denominator)).collect();
    for place in &mut finding.places {
        let is_denominator = match denominator {
            Operand::Metric(metric) => place.metric.as_ref() == Some(metric),
            Operand::Figure(figure) => {
                let twin = context.twins.agreeing(*figure);
                place.figure.is_some_and(|placed| placed == *figure || Some(placed) == twin)
            }
        };
        if is_denominator {
            place.role = Role::Witness;
        }
    }
    Some(finding)
}

/// `1,933.70 ÷ 0.68 = 2,843.68`, against the stated denominator.
fn line(context: &Context, index: usize, denominator: &Operand) -> Option<Arithmetic> {
    let relation = &context.relations[index];
    let (Expression::Term(rate), Expression::Binary(above, Operator::Divide, _)) =
        (&relation.left, &relation.right)
    else {
        return None;
    };
    let mut numerator = Vec::new();
    above.collect(&mut numerator);
    let numerator = context.values.get(numerator.first()?)?;
    let (rate, stated) = (context.values.get(&rate.operand)?, context.values.get(denominator)?);
    let wanted =
        relation.solve(denominator, &|operand| context.values.point(operand).map(Interval::exact))?;
    let result =
        wanted.low?.round_dp_with_strategy(stated.value.scale(), RoundingStrategy::MidpointAwayFromZero);
    Some(Arithmetic {
        expression: format!("{} ÷ {}", numerator.printed, rate.printed),
        result: print::grouped(result),
        difference: Some(print::grouped(stated.value.checked_sub(result)?)),
        stated: Some(stated.printed),
        holds: false,
    })
}

/// Both ends, inside the interval, with the decimals of what is stated.
fn range(implied: Interval, scale: u32) -> Option<String> {
    let round = |value: Decimal, strategy| print::grouped(value.round_dp_with_strategy(scale, strategy));
    let low = round(implied.low?, RoundingStrategy::ToPositiveInfinity);
    let high = round(implied.high?, RoundingStrategy::ToNegativeInfinity);
    Some(if low == high { low } else { format!("{low}–{high}") })
}
