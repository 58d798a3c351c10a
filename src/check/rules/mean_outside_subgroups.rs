//! `mean-outside-subgroups`: an overall mean lies above or below those of all its subgroups.

use crate::check::cause::{self, Cause};
use crate::check::{Arg, Context, Finding, Message, Rule, Severity, accuse};

pub const RULE: Rule = Rule { id: "mean-outside-subgroups", severity: Severity::Error, run };

fn run(context: &Context) -> Vec<Finding> {
    let found = context.causes.iter().filter(|cause| cause.rule == RULE.id);
    found.filter_map(|cause| finding(context, cause)).collect()
}

fn finding(context: &Context, cause: &Cause) -> Option<Finding> {
    let lead = &context.relations[cause.relations[0]];
    let mut means: Vec<_> =
        cause::means_of(context, lead).iter().filter_map(|operand| context.values.get(operand)).collect();
    means.sort_by_key(|value| value.value);
    let args = vec![
        ("low", Arg::Text(means.first()?.printed.clone())),
        ("high", Arg::Text(means.last()?.printed.clone())),
    ];
    accuse::finding(context, cause, Message { key: "finding-mean-outside-subgroups", args })
}
