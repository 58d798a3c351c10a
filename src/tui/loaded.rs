//! A checked report with what the screen asks of it again and again: marks, tallies, places of findings.
//!
//! Made once after each load, in the loading thread, so that moving about never searches the report.

mod calls;
mod chapters;
mod marks;
mod spots;
mod tally;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use camino::Utf8PathBuf;

use crate::check::{Finding, FindingPlace, Role};
use crate::report::{FigureId, MetricRef, Period, Place, Report, SeriesId};
use crate::session::Session;
use crate::source::{Language, Span};

pub use calls::Item;
pub use chapters::ChapterFacts;
pub use spots::Spot;
pub use tally::Tally;

use super::index::Index;
use super::mark::Mark;

/// A report as the screen holds it; never changed, only replaced.
#[derive(Debug)]
pub struct Loaded {
    pub session: Session,
    /// The mark of each figure; none for dates, ordinals and identifiers.
    pub marks: Vec<Option<Mark>>,
    /// For each finding, where each of its places stands in the text; none in YAML.
    pub spots: Vec<Vec<Option<Spot>>>,
    pub chapters: Vec<ChapterFacts>,
    pub tally: Tally,
    /// The findings that stand in the text, in reading order.
    pub walk: Vec<usize>,
    /// All findings, the worst first, then in reading order.
    pub listed: Vec<usize>,
    /// The figures that state a metric, in order.
    pub stated: BTreeMap<MetricRef, Vec<FigureId>>,
    /// Every period for which there is a value, in order.
    pub periods: Vec<Period>,
    /// For each series, how many figures state it with each mark.
    series: Vec<Tally>,
    /// The open flags of findings and of figures, indices of those of the report.
    pub flags_of_findings: BTreeMap<usize, Vec<usize>>,
    pub flags_of_figures: BTreeMap<FigureId, Vec<usize>>,
    index: OnceLock<Index>,
    calls: OnceLock<Arc<Vec<Item>>>,
}

impl Loaded {
    #[must_use]
    pub fn new(session: Session) -> Loaded {
        let report = &session.report;
        let marks = marks::marks(&session);
        let spots: Vec<Vec<Option<Spot>>> = session
            .outcome
            .findings
            .iter()
            .map(|finding| finding.places.iter().map(|place| spots::spot(report, place)).collect())
            .collect();
        let mut stated: BTreeMap<MetricRef, Vec<FigureId>> = BTreeMap::new();
        for (id, placed) in report.figures.iter().enumerate() {
            if let Some(metric) = &placed.binding {
                stated.entry(metric.clone()).or_default().push(id);
            }
        }
        let mut chapters: Vec<ChapterFacts> =
            (0..report.chapters.len()).map(|chapter| chapters::facts(report, chapter)).collect();
        let mut tally = Tally::default();
        for (placed, mark) in report.figures.iter().zip(&marks) {
            if let Some(mark) = mark {
                tally.add(*mark);
                let facts = &mut chapters[placed.place.chapter];
                facts.tally.add(*mark);
                if let Some(section) = facts.section_mut(&placed.place) {
                    section.tally.add(*mark);
                }
            }
        }
        for (finding, spots) in session.outcome.findings.iter().zip(&spots) {
            let Some(Some(spot)) = spots.first().filter(|_| finding.waived.is_none()) else { continue };
            tally.worsen(finding.severity);
            let facts = &mut chapters[spot.chapter];
            facts.tally.worsen(finding.severity);
            let place =
                Place { chapter: spot.chapter, language: spot.language, block: spot.block, cell: None };
            if let Some(section) = facts.section_mut(&place) {
                section.tally.worsen(finding.severity);
            }
        }
        let (walk, listed) = marks::orders(&session, &spots);
        let mut series = vec![Tally::default(); session.report.metrics.series.len()];
        for (metric, figures) in &stated {
            for mark in figures.iter().filter_map(|figure| marks[*figure]) {
                series[metric.series.0].add(mark);
            }
        }
        let all = session.report.metrics.series.iter().flat_map(|series| series.values.keys());
        let periods: Vec<Period> = all.collect::<BTreeSet<_>>().into_iter().cloned().collect();
        let (flags_of_findings, flags_of_figures) = marks::flags(&session);
        Loaded {
            session,
            marks,
            spots,
            chapters,
            tally,
            walk,
            listed,
            stated,
            periods,
            series,
            flags_of_findings,
            flags_of_figures,
            index: OnceLock::new(),
            calls: OnceLock::new(),
        }
    }

    #[must_use]
    pub fn report(&self) -> &Report {
        &self.session.report
    }

    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.session.outcome.findings
    }

    /// Makes what only some keys ask for, so that they need not wait.
    pub fn prepare(&self) {
        let _ = (self.index(), self.calls());
    }

    /// What a search looks through.
    #[must_use]
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.session.report))
    }

    /// The figures as they are called.
    #[must_use]
    pub fn calls(&self) -> &Arc<Vec<Item>> {
        self.calls.get_or_init(|| Arc::new(calls::items(self)))
    }

    /// The first place of a finding that stands in the text, as an index of its places.
    #[must_use]
    pub fn first_spot(&self, finding: usize) -> Option<(usize, Spot)> {
        self.spots[finding].iter().enumerate().find_map(|(at, spot)| Some((at, (*spot)?)))
    }

    /// The worst open finding that speaks of a figure, and which of its places the figure is.
    #[must_use]
    pub fn finding_at(&self, figure: FigureId) -> Option<(usize, usize)> {
        let open = |at: &usize| self.findings()[*at].waived.is_none();
        let at = self
            .session
            .outcome
            .findings_at(figure)
            .filter(open)
            .min_by_key(|at| self.findings()[*at].severity)?;
        let place = self.findings()[at].places.iter().position(|place| place.figure == Some(figure))?;
        Some((at, place))
    }

    /// The worst open finding of which a figure is the suspect, and which of its places the figure is.
    #[must_use]
    pub fn accusing(&self, figure: FigureId) -> Option<(usize, usize)> {
        let accused = |at: usize| {
            let finding = &self.findings()[at];
            let suspect = |place: &FindingPlace| place.figure == Some(figure) && place.role == Role::Suspect;
            let place = finding.places.iter().position(suspect).filter(|_| finding.waived.is_none())?;
            Some((at, place))
        };
        let all = self.session.outcome.findings_at(figure).filter_map(accused);
        all.min_by_key(|(at, _)| self.findings()[*at].severity)
    }

    /// The worst mark of the figures that state a series; none where nothing does.
    #[must_use]
    pub fn series_mark(&self, id: SeriesId) -> Option<Mark> {
        self.series[id.0].mark()
    }

    /// How many of the figures that state a series tie, and how many there are.
    #[must_use]
    pub fn series_tied(&self, id: SeriesId) -> (usize, usize) {
        let tally = &self.series[id.0];
        (tally.tied + tally.waived, tally.counted())
    }

    /// The worse, the lower.
    #[must_use]
    pub fn series_rank(&self, id: SeriesId) -> usize {
        const ORDER: [Option<Mark>; 4] =
            [Some(Mark::Contradicted), Some(Mark::Warning), Some(Mark::Untied), None];
        let mark = self.series_mark(id);
        ORDER.iter().position(|known| *known == mark).unwrap_or(ORDER.len())
    }

    /// The pair in which a block stands.
    #[must_use]
    pub fn pair_of(&self, chapter: usize, language: Language, block: usize) -> usize {
        self.chapters[chapter].pair_of.get(language).get(block).copied().unwrap_or(0)
    }

    /// The figures of a chapter's edition, in reading order.
    pub fn figures_in(&self, chapter: usize, language: Language) -> Range<FigureId> {
        self.figures_from((chapter, language, 0))..self.figures_from((chapter, language, usize::MAX))
    }

    /// The figures of a block, in reading order.
    #[must_use]
    pub fn figures_of(&self, chapter: usize, language: Language, block: usize) -> Range<FigureId> {
        self.figures_from((chapter, language, block))..self.figures_from((chapter, language, block + 1))
    }

    /// The first figure at or after a block: the register is in the order of chapters, editions and blocks.
    fn figures_from(&self, key: (usize, Language, usize)) -> FigureId {
        let key_of = |place: &Place| (place.chapter, place.language, place.block);
        self.report().figures.partition_point(|placed| key_of(&placed.place) < key)
    }

    /// The file as it is opened, and the line, of some bytes of the report.
    #[must_use]
    pub fn file_line(&self, span: Span) -> (Utf8PathBuf, usize) {
        let report = self.report();
        let path = report.sources.path(span);
        let path = if *path == report.root { path.to_owned() } else { report.root.join(path) };
        (path, report.sources.position(span).line)
    }

    /// The section in which a pair stands.
    #[must_use]
    pub fn section(&self, chapter: usize, pair: usize) -> Option<usize> {
        let sections = &self.chapters.get(chapter)?.sections;
        sections.partition_point(|section| section.pair <= pair).checked_sub(1)
    }

    /// The figure that says the same in the other edition: the like value of the paired block, by order.
    #[must_use]
    pub fn twin(&self, figure: FigureId) -> Option<FigureId> {
        let report = self.report();
        let placed = report.figures.get(figure)?;
        let place = placed.place;
        let other = place.language.other();
        let pair = self.pair_of(place.chapter, place.language, place.block);
        let block = report.chapters[place.chapter].pairs.get(pair)?.get(other)?;
        let mine = self.figures_of(place.chapter, place.language, place.block);
        let mut theirs = self.figures_of(place.chapter, other, block);
        let same_value = |id: &FigureId| report.figures[*id].figure.value == placed.figure.value;
        let same_cell = |id: &FigureId| place.cell.is_some() && report.figures[*id].place.cell == place.cell;
        let nth = mine.clone().filter(same_value).position(|id| id == figure).unwrap_or(0);
        let alike: Vec<FigureId> = theirs.clone().filter(same_value).collect();
        let index = figure - mine.start;
        theirs
            .clone()
            .find(same_cell)
            .or_else(|| alike.get(nth).or(alike.last()).copied())
            .or_else(|| theirs.nth(index))
    }
}
