//! The table of metrics: its cursor, order and filter, and the value that is being typed.

use crate::report::{MetricRef, Period, SeriesId};

use super::Model;

/// The state of the metrics view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MetricList {
    /// Index into [`MetricList::rows`].
    pub cursor: usize,
    pub scroll: usize,
    /// Index of all periods; none is that of the report.
    pub period: Option<usize>,
    pub sort: Sort,
    pub filter: String,
    /// The filter's text is being typed.
    pub typing: bool,
    /// The value that is being typed in place.
    pub editing: Option<String>,
    /// Series and period of that value, where the report has it no longer: as when a file is deleted and made anew.
    pub gone: Option<(String, Period)>,
    /// The series that pass the filter, in order.
    pub rows: Vec<SeriesId>,
}

/// The order of the rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// As the files have them.
    #[default]
    File,
    Name,
    /// What does not tie first.
    State,
}

impl Sort {
    #[must_use]
    pub fn next(self) -> Sort {
        match self {
            Sort::File => Sort::Name,
            Sort::Name => Sort::State,
            Sort::State => Sort::File,
        }
    }

    /// The key of its name in words.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Sort::File => "sort-file",
            Sort::Name => "sort-name",
            Sort::State => "sort-state",
        }
    }
}

/// So many periods are shown.
const PERIODS: usize = 3;

impl Model {
    /// The series at the cursor of the table.
    #[must_use]
    pub fn series(&self) -> Option<SeriesId> {
        self.metrics.rows.get(self.metrics.cursor).copied()
    }

    /// The period of the cursor, an index of all periods: at first that of the report, or the latest.
    #[must_use]
    pub fn period(&self) -> Option<usize> {
        let loaded = self.loaded.as_ref()?;
        let last = loaded.periods.len().checked_sub(1)?;
        let own = || loaded.report().config.period.clone();
        let of_report = || loaded.periods.iter().position(|period| Some(period) == own().as_ref());
        Some(self.metrics.period.or_else(of_report).unwrap_or(last).min(last))
    }

    /// The periods that are shown: up to that of the report, unless the cursor is elsewhere.
    #[must_use]
    pub fn periods(&self) -> &[Period] {
        let Some(loaded) = &self.loaded else { return &[] };
        let own = loaded.report().config.period.as_ref();
        let home = loaded.periods.iter().position(|period| Some(period) == own);
        let Some(cursor) = self.period() else { return &[] };
        let end = home.unwrap_or(loaded.periods.len() - 1).max(cursor) + 1;
        let start = end.saturating_sub(PERIODS).min(cursor);
        &loaded.periods[start..(start + PERIODS).min(loaded.periods.len())]
    }

    /// The value at the cursor of the table, whether there is one or not.
    #[must_use]
    pub fn cell(&self) -> Option<MetricRef> {
        let period = self.loaded.as_ref()?.periods.get(self.period()?)?.clone();
        Some(MetricRef { series: self.series()?, period })
    }
}
