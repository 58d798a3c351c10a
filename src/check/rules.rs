//! The list of rules, in the order in which people see them. Adding a rule is adding its file and two lines here.

use super::Rule;

/// Every rule.
pub const RULES: &[Rule] = &[];
