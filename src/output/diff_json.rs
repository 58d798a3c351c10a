//! The document of `diff`, version 1: the figures that changed, and those places that say the same and did not.
//!
//! Places of the old reading are where they stood then.

use serde::Serialize;

use crate::diff::{Change, Moved, Spot, Unmoved};
use crate::report::{FigureId, Report};
use crate::source::Language;

use super::json::{PlaceEntry, ReportHead, VERSION, figure_place, metric_place, print};
use super::{Compared, edition_of};

#[derive(Serialize)]
struct Document<'a> {
    version: u8,
    report: ReportHead<'a>,
    since: &'a str,
    summary: Summary,
    changes: Vec<ChangeEntry<'a>>,
    added: Vec<PlaceEntry<'a>>,
    removed: Vec<PlaceEntry<'a>>,
}

#[derive(Serialize)]
struct Summary {
    changes: usize,
    moved: usize,
    unmoved: usize,
    added: usize,
    removed: usize,
}

#[derive(Serialize)]
struct ChangeEntry<'a> {
    metric: Option<&'a str>,
    period: Option<&'a str>,
    label: Option<Label<'a>>,
    moved: Vec<MovedEntry<'a>>,
    unmoved: Vec<UnmovedEntry<'a>>,
}

#[derive(Serialize)]
struct Label<'a> {
    #[serde(rename = "zh-Hant")]
    zh_hant: &'a str,
    en: &'a str,
}

#[derive(Serialize)]
struct MovedEntry<'a> {
    edition: Option<&'static str>,
    old: Option<PlaceEntry<'a>>,
    new: Option<PlaceEntry<'a>>,
}

#[derive(Serialize)]
struct UnmovedEntry<'a> {
    edition: Option<&'static str>,
    /// Whether it says what the others now say.
    agrees: bool,
    #[serde(flatten)]
    place: Option<PlaceEntry<'a>>,
}

/// All changes.
#[must_use]
pub fn changes(compared: &Compared) -> String {
    let diff = compared.diff;
    let places =
        |report, figures: &[FigureId]| figures.iter().map(|id| figure(report, *id)).collect::<Vec<_>>();
    print(&Document {
        version: VERSION,
        report: ReportHead::of(compared.new),
        since: compared.since,
        summary: Summary {
            changes: diff.changes.len(),
            moved: diff.changes.iter().map(|change| change.moved.len()).sum(),
            unmoved: diff.changes.iter().map(|change| change.unmoved.len()).sum(),
            added: diff.added.len(),
            removed: diff.removed.len(),
        },
        changes: diff.changes.iter().map(|change| entry(compared, change)).collect(),
        added: places(compared.new, &diff.added),
        removed: places(compared.old, &diff.removed),
    })
}

fn entry<'a>(compared: &Compared<'a>, change: &'a Change) -> ChangeEntry<'a> {
    let metric = change.metric.as_ref();
    let label = metric.and_then(|(name, _)| {
        let series = compared.new.metrics.series(*compared.new.metrics.by_name.get(name)?);
        Some(Label { zh_hant: &series.label.zh_hant, en: &series.label.en })
    });
    ChangeEntry {
        metric: metric.map(|(name, _)| name.as_str()),
        period: metric.map(|(_, period)| period.0.as_str()),
        label,
        moved: change.moved.iter().map(|moved| moved_entry(compared, moved)).collect(),
        unmoved: change.unmoved.iter().map(|unmoved| unmoved_entry(compared, unmoved)).collect(),
    }
}

fn moved_entry<'a>(compared: &Compared<'a>, moved: &'a Moved) -> MovedEntry<'a> {
    MovedEntry {
        edition: moved.new.as_ref().and_then(|spot| edition(compared.new, spot)),
        old: moved.old.as_ref().and_then(|spot| place(compared.old, spot)),
        new: moved.new.as_ref().and_then(|spot| place(compared.new, spot)),
    }
}

fn unmoved_entry<'a>(compared: &Compared<'a>, unmoved: &'a Unmoved) -> UnmovedEntry<'a> {
    UnmovedEntry {
        edition: edition(compared.new, &unmoved.spot),
        agrees: unmoved.agrees,
        place: place(compared.new, &unmoved.spot),
    }
}

fn edition(report: &Report, spot: &Spot) -> Option<&'static str> {
    match spot {
        Spot::Figure(id) => edition_of(report, report.figures[*id].span.file).map(Language::tag),
        Spot::Yaml(_) => None,
    }
}

fn place<'a>(report: &'a Report, spot: &'a Spot) -> Option<PlaceEntry<'a>> {
    match spot {
        Spot::Figure(id) => Some(figure(report, *id)),
        Spot::Yaml(metric) => metric_place(report, metric),
    }
}

fn figure(report: &Report, id: FigureId) -> PlaceEntry<'_> {
    figure_place(report, &report.figures[id])
}
