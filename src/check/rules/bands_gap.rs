//! `bands-gap`: neighbouring bands that leave a number out: 31–39, 41–49.
//!
//! A gap as wide as a band is a band without members that is not printed; only a narrower one is a slip.

use rust_decimal::Decimal;

use crate::check::bands::{self, Band, Bound, Run};
use crate::check::{Context, Finding, FindingPlace, Role, Rule, Severity, editions};

pub const RULE: Rule = Rule { id: "bands-gap", severity: Severity::Warning, run: check };

fn check(context: &Context) -> Vec<Finding> {
    let runs = context.bands();
    let mut findings: Vec<Finding> = Vec::new();
    for run in runs {
        for pair in run.bands.windows(2) {
            let [low, high] = pair else { continue };
            let Some((from, to)) = left_out(low, high) else { continue };
            let gap = ("missing", from, to);
            let finding = bands::finding(RULE.id, RULE.severity, "finding-bands-gap", [low, high], gap);
            if let Some(told) = bands::tell(&mut findings, finding) {
                told.places.extend(witness(runs, run, high, from));
            }
        }
    }
    editions::join(context, findings)
}

/// The first and the last number between two bands, on the reading that leaves out the fewest.
fn left_out(low: &Band, high: &Band) -> Option<(Decimal, Decimal)> {
    let step = low.step;
    let from = match low.upper {
        Bound::None => return None,
        Bound::Including(value) | Bound::Either(value) => value.saturating_add(step),
        Bound::Excluding(value) => value,
    };
    let to = match high.lower {
        Bound::None => return None,
        Bound::Including(value) | Bound::Either(value) => value.saturating_sub(step),
        Bound::Excluding(value) => value,
    };
    let narrow = [low, high]
        .into_iter()
        .filter_map(width)
        .all(|width| to.saturating_sub(from).saturating_add(step) < width);
    (from <= to && narrow).then_some((from, to))
}

/// How many steps wide a band is; none if it is open at an end.
fn width(band: &Band) -> Option<Decimal> {
    match (band.lower, band.upper) {
        (Bound::Including(lower), Bound::Including(upper)) => {
            Some(upper.saturating_sub(lower).saturating_add(band.step))
        }
        _ => None,
    }
}

/// Another table in which the upper band begins where it should.
fn witness(runs: &[Run], run: &Run, high: &Band, from: Decimal) -> Option<FindingPlace> {
    let same_edition = |other: &&Run| other.spot.edition.file == run.spot.edition.file;
    let begins = |band: &&Band| band.lower == Bound::Including(from) && band.upper == high.upper;
    let band = runs.iter().filter(same_edition).flat_map(|other| &other.bands).find(begins)?;
    Some(FindingPlace::words(band.span, Role::Witness))
}
