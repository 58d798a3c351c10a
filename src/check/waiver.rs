//! Waivers: a finding that somebody has accepted stays in the list, but is no longer open.

use crate::report::Review;

use super::Finding;

/// Marks the findings that a waiver accepts.
pub(super) fn apply(review: &Review, findings: &mut [Finding]) {
    for finding in findings {
        finding.waived = review.waivers.iter().position(|waiver| waiver.finding == finding.fingerprint);
    }
}
