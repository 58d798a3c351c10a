//! The blocks of a chapter, flat and in reading order: what is paired, shown, and typeset.

use crate::source::{Language, Span};

use super::{MetricRef, Metrics, Period, Table, Text};

/// One block of an edition.
#[derive(Clone, Debug)]
pub struct Block {
    pub kind: BlockKind,
    /// Its source bytes.
    pub span: Span,
    pub container: Container,
    /// Quoted in Simplified Chinese on purpose (`<!-- lang: zh-Hans -->`): exempt from `script-mixed`.
    pub simplified: bool,
}

impl Block {
    /// The text of the block, where it has one (not a table, chart or image).
    #[must_use]
    pub fn text(&self) -> Option<&Text> {
        match &self.kind {
            BlockKind::Heading { text, .. }
            | BlockKind::Paragraph(text)
            | BlockKind::Item { text, .. }
            | BlockKind::Caption(text)
            | BlockKind::Note(text)
            | BlockKind::Footnote { text, .. } => Some(text),
            _ => None,
        }
    }

    /// As [`Block::texts`], to be changed: figures are renumbered when editions are put together.
    pub(super) fn texts_mut(&mut self) -> impl Iterator<Item = &mut Text> {
        let (own, rows) = match &mut self.kind {
            BlockKind::Table(table) => (None, &mut table.rows[..]),
            BlockKind::Heading { text, .. }
            | BlockKind::Paragraph(text)
            | BlockKind::Item { text, .. }
            | BlockKind::Caption(text)
            | BlockKind::Note(text)
            | BlockKind::Footnote { text, .. } => (Some(text), &mut [][..]),
            _ => (None, &mut [][..]),
        };
        own.into_iter().chain(rows.iter_mut().flat_map(|row| row.cells.iter_mut().map(|cell| &mut cell.text)))
    }

    /// Every text of the block: its own, or those of its cells.
    pub fn texts(&self) -> impl Iterator<Item = &Text> + Clone {
        let rows = match &self.kind {
            BlockKind::Table(table) => &table.rows[..],
            _ => &[],
        };
        self.text().into_iter().chain(rows.iter().flat_map(|row| row.cells.iter().map(|cell| &cell.text)))
    }
}

/// What a block stands in; the number tells neighbouring boxes of one kind apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Container {
    Body,
    /// A block quote that opens with 案例 or Case study in bold.
    CaseBox(u32),
    /// A GitHub alert (`> [!NOTE]`).
    Callout(u32),
    Quote(u32),
}

/// What a block is.
#[derive(Clone, Debug)]
pub enum BlockKind {
    Heading {
        level: u8,
        /// The printed number (`2.1`), for sections of a numbered chapter.
        number: Option<String>,
        text: Text,
    },
    Paragraph(Text),
    Item {
        /// 0 for the outermost list.
        depth: u8,
        /// `1.` as typed; none for a bullet.
        marker: Option<String>,
        /// One of a band of key figures: the item opens with a figure in bold.
        key_figure: bool,
        text: Text,
    },
    /// A paragraph right before a table that begins `表：` or `Table:`; the text is what follows that.
    Caption(Text),
    Table(Box<Table>),
    /// A paragraph after a table that begins with 註 or Note, or with a mark such as ①.
    Note(Text),
    Footnote {
        label: String,
        text: Text,
    },
    /// A fenced block ` ```metrics `: a table printed from YAML.
    MetricTable(MetricTable),
    /// A fenced block ` ```chart `.
    Chart(Chart),
    Image {
        alt: String,
        /// As written in the source.
        target: String,
    },
    /// Any other fenced or indented code, as it stands.
    Code(String),
    /// A thematic break.
    Rule,
}

/// A table of metrics by period.
#[derive(Clone, Debug)]
pub struct MetricTable {
    pub title: String,
    /// One row each; the period of the reference is ignored.
    pub rows: Vec<MetricRef>,
    pub periods: Vec<Period>,
}

/// What a chart draws.
#[derive(Clone, Debug)]
pub struct Chart {
    pub chart_type: ChartType,
    pub title: String,
    /// Alternative text; the title where none is given.
    pub alt: String,
    /// One part or line each; the period of the reference is ignored.
    pub series: Vec<MetricRef>,
    pub periods: Vec<Period>,
    /// The periods whose values are something else than reported.
    pub standings: Vec<(Period, Standing)>,
}

/// What values are that are not simply reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Target,
    Forecast,
    Restated,
}

impl Chart {
    /// What the values of a period are; none if they are reported.
    #[must_use]
    pub fn standing(&self, period: &Period) -> Option<Standing> {
        self.standings.iter().find(|(told, _)| told == period).map(|(_, standing)| *standing)
    }

    /// What a part is called in the chart: parts of different wholes may have one name, then the whole's stands before it.
    #[must_use]
    pub fn name(&self, metrics: &Metrics, part: &MetricRef, language: Language) -> String {
        let label = |part: &MetricRef| metrics.series(part.series).label.get(language);
        let own = label(part);
        let whole = metrics.series(metrics.metrics[metrics.series(part.series).metric].whole);
        let whole = whole.label.get(language);
        let shared = self.series.iter().filter(|other| label(other) == own).count() > 1;
        if shared && whole != own { format!("{whole} · {own}") } else { own.clone() }
    }
}

impl Standing {
    /// The end of its key in the messages.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Standing::Target => "target",
            Standing::Forecast => "forecast",
            Standing::Restated => "restated",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartType {
    Bars,
    Stacked,
    Lines,
    Shares,
}
