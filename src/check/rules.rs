//! The list of rules, in the order in which people see them. Adding a rule is adding its file and two lines here.

mod bands_gap;
mod bands_overlap;
mod breakdowns_disagree;
mod comparative_differs;
mod count_differs;
mod denominators_disagree;
mod disclosure_missing;
mod disclosure_points_nowhere;
mod edition_differs;
mod edition_lacks_block;
mod edition_lacks_figure;
mod footnote_unmatched;
mod input_problem;
mod mean_outside_subgroups;
mod membership_differs;
mod metric_disagrees;
mod metric_unknown;
mod metric_unused;
mod name_differs;
mod number_form;
mod part_exceeds_whole;
mod percent_does_not_recompute;
mod percentage_impossible;
mod percentage_unreachable;
mod precision_differs;
mod product_does_not_recompute;
mod ratio_does_not_recompute;
mod reference_broken;
mod restatement_differs;
mod rollforward_breaks;
mod scale_jump;
mod script_mixed;
mod shares_not_whole;
mod sum_does_not_foot;
mod term_differs;
mod trend_contradicted;
mod unit_differs;
mod unit_misfits;
pub(super) mod waiver_stale;

use super::Rule;
pub use input_problem::problem_words;

/// Every rule.
pub const RULES: &[Rule] = &[
    metric_disagrees::RULE,
    restatement_differs::RULE,
    edition_differs::RULE,
    edition_lacks_figure::RULE,
    edition_lacks_block::RULE,
    sum_does_not_foot::RULE,
    shares_not_whole::RULE,
    ratio_does_not_recompute::RULE,
    percent_does_not_recompute::RULE,
    product_does_not_recompute::RULE,
    rollforward_breaks::RULE,
    breakdowns_disagree::RULE,
    mean_outside_subgroups::RULE,
    denominators_disagree::RULE,
    part_exceeds_whole::RULE,
    percentage_impossible::RULE,
    scale_jump::RULE,
    percentage_unreachable::RULE,
    comparative_differs::RULE,
    unit_differs::RULE,
    unit_misfits::RULE,
    bands_gap::RULE,
    bands_overlap::RULE,
    trend_contradicted::RULE,
    count_differs::RULE,
    membership_differs::RULE,
    number_form::RULE,
    precision_differs::RULE,
    script_mixed::RULE,
    reference_broken::RULE,
    footnote_unmatched::RULE,
    disclosure_missing::RULE,
    disclosure_points_nowhere::RULE,
    term_differs::RULE,
    name_differs::RULE,
    metric_unknown::RULE,
    metric_unused::RULE,
    input_problem::RULE,
    waiver_stale::RULE,
];
