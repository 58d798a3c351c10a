//! `bands-overlap`: neighbouring bands that share a number: 31–40, 40–49.
//!
//! Of money and measures, 30–40 and 40–50 mean "up to 40" and "40 and more"; of ages and other whole numbers the one
//! who is 40 is counted twice or by chance. A note that says so (跨度, overlap) declares it.

use rust_decimal::Decimal;

use crate::check::bands::{self, Band, Bound, Run};
use crate::check::{Context, Finding, Rule, Severity, editions};
use crate::report::BlockKind;
use crate::report::text::lower;

pub const RULE: Rule = Rule { id: "bands-overlap", severity: Severity::Warning, run: check };

/// How many blocks behind a table its notes may stand.
const NOTES: usize = 4;

fn check(context: &Context) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    for run in context.bands().iter().filter(|run| !declared(run)) {
        for pair in run.bands.windows(2) {
            let [low, high] = pair else { continue };
            let Some((from, to)) = shared(low, high).filter(|(from, to)| run.whole || from < to) else {
                continue;
            };
            // One shared number is a manner of speaking that readers forgive.
            let severity = if from == to { Severity::Note } else { RULE.severity };
            let stretch = ("shared", from, to);
            let finding = bands::finding(RULE.id, severity, "finding-bands-overlap", [low, high], stretch);
            bands::tell(&mut findings, finding);
        }
    }
    editions::join(context, findings)
}

/// The first and the last number that two bands share, on the reading that shares the fewest.
fn shared(low: &Band, high: &Band) -> Option<(Decimal, Decimal)> {
    let step = low.step;
    let to = match low.upper {
        Bound::None => return None,
        Bound::Including(value) => value,
        Bound::Excluding(value) | Bound::Either(value) => value.saturating_sub(step),
    };
    let from = match high.lower {
        Bound::None => return None,
        Bound::Including(value) => value,
        Bound::Excluding(value) | Bound::Either(value) => value.saturating_add(step),
    };
    (from <= to).then_some((from, to))
}

/// Whether the notes behind a table say that its bands overlap.
fn declared(run: &Run) -> bool {
    let behind = run.spot.edition.blocks.iter().skip(run.spot.index + 1).take(NOTES);
    let notes = behind.filter(|block| {
        matches!(block.kind, BlockKind::Note(_) | BlockKind::Paragraph(_) | BlockKind::Footnote { .. })
    });
    notes.filter_map(|block| block.text()).any(|text| {
        let words = lower(&text.plain);
        ["重疊", "重叠", "跨度", "橫跨", "overlap", "more than one"].iter().any(|word| words.contains(word))
    })
}
