//! Which periods of this report are comparatives: before its own year, and not after that of last year's report.

use std::collections::BTreeMap;

use crate::report::{BlockKind, Period, Report};

/// The years on which the two reports report.
pub(super) struct Years {
    now: u32,
    then: u32,
}

impl Years {
    /// None where one of them cannot be told, or where last year's report is not of an earlier year.
    pub(super) fn new(now: &Report, then: &Report) -> Option<Years> {
        let years = Years { now: reported(now)?, then: reported(then)? };
        (years.then < years.now).then_some(years)
    }

    /// Targets for years to come are no comparatives: they may change.
    pub(super) fn compare(&self, period: &Period) -> bool {
        year(period).is_some_and(|year| year < self.now && year <= self.then)
    }
}

/// The year of a report: what it says, or else the latest that heads columns of its tables nearly as often as any.
fn reported(report: &Report) -> Option<u32> {
    if let Some(period) = &report.config.period {
        return year(period);
    }
    let editions = report
        .chapters
        .iter()
        .flat_map(|chapter| [&chapter.editions.zh_hant, &chapter.editions.en].into_iter().flatten());
    let mut columns: BTreeMap<u32, usize> = BTreeMap::new();
    for block in editions.flat_map(|edition| &edition.blocks) {
        if let BlockKind::Table(table) = &block.kind {
            for year in table.columns.iter().filter_map(|column| year(column.period.as_ref()?)) {
                *columns.entry(year).or_default() += 1;
            }
        }
    }
    let most = columns.values().copied().max()?;
    columns.into_iter().rev().find(|(_, count)| count * 4 >= most).map(|(year, _)| year)
}

fn year(period: &Period) -> Option<u32> {
    period.0.get(..4)?.parse().ok()
}
