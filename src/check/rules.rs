//! The list of rules, in the order in which people see them. Adding a rule is adding its file and two lines here.

mod edition_differs;
mod edition_lacks_block;
mod edition_lacks_figure;
mod footnote_unmatched;
mod input_problem;
mod metric_unknown;
mod metric_unused;
mod reference_broken;
mod script_mixed;
mod term_differs;
mod unit_differs;
pub(super) mod waiver_stale;

use super::Rule;

/// Every rule.
pub const RULES: &[Rule] = &[
    edition_differs::RULE,
    edition_lacks_figure::RULE,
    edition_lacks_block::RULE,
    unit_differs::RULE,
    script_mixed::RULE,
    reference_broken::RULE,
    footnote_unmatched::RULE,
    term_differs::RULE,
    metric_unknown::RULE,
    metric_unused::RULE,
    input_problem::RULE,
    waiver_stale::RULE,
];
