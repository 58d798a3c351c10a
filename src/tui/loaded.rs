//! A checked report with what the screen asks of it again and again: marks, tallies, places of findings.
//!
//! Made once after each load, in the loading thread, so that moving about never searches the report.

use std::collections::{BTreeMap, BTreeSet};

use camino::Utf8PathBuf;

use crate::check::{Finding, FindingPlace, Role, Severity, State};
use crate::report::{BlockKind, FigureId, MetricRef, Period, Place, Report, SeriesId};
use crate::session::Session;
use crate::source::{ByLanguage, Language, Span};

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
    /// What a search looks through.
    pub index: Index,
    /// Every period for which there is a value, in order.
    pub periods: Vec<Period>,
    /// For each series, how many figures state it with each mark.
    series: Vec<Tally>,
    /// The open flags of findings and of figures, indices of those of the report.
    pub flags_of_findings: BTreeMap<usize, Vec<usize>>,
    pub flags_of_figures: BTreeMap<FigureId, Vec<usize>>,
}

/// What the outline says of a chapter.
#[derive(Debug)]
pub struct ChapterFacts {
    pub tally: Tally,
    pub sections: Vec<Section>,
    /// For each block of an edition, the pair that it belongs to.
    pub pair_of: ByLanguage<Vec<usize>>,
}

/// A section: a heading of the second level, and what follows it.
#[derive(Debug)]
pub struct Section {
    /// The pair of its heading.
    pub pair: usize,
    pub number: Option<String>,
    pub title: ByLanguage<String>,
    pub tally: Tally,
}

/// Figures by mark, and the worst finding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub tied: usize,
    pub contradicted: usize,
    pub warned: usize,
    pub waived: usize,
    pub untied: usize,
    pub worst: Option<Severity>,
}

/// A place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    pub chapter: usize,
    pub language: Language,
    pub block: usize,
    pub figure: Option<FigureId>,
}

impl Tally {
    fn add(&mut self, mark: Mark) {
        match mark {
            Mark::Tied => self.tied += 1,
            Mark::Contradicted => self.contradicted += 1,
            Mark::Warning | Mark::Note => self.warned += 1,
            Mark::Waived => self.waived += 1,
            Mark::Untied => self.untied += 1,
        }
    }

    fn worsen(&mut self, severity: Severity) {
        self.worst = Some(self.worst.map_or(severity, |worst| worst.min(severity)));
    }

    /// How many figures are counted.
    #[must_use]
    pub fn counted(&self) -> usize {
        self.tied + self.contradicted + self.warned + self.waived + self.untied
    }

    /// Whole per cent of figures tied out, rounded down so that only all is 100; none without figures.
    #[must_use]
    pub fn coverage(&self) -> Option<usize> {
        (self.counted() > 0).then(|| (self.tied + self.waived) * 100 / self.counted())
    }

    /// The mark before a chapter or section: the worst thing in it.
    #[must_use]
    pub fn mark(&self) -> Option<Mark> {
        let worst = self.worst;
        if self.contradicted > 0 || worst == Some(Severity::Error) {
            Some(Mark::Contradicted)
        } else if self.warned > 0 || worst == Some(Severity::Warning) {
            Some(Mark::Warning)
        } else if self.untied > 0 {
            Some(Mark::Untied)
        } else if self.counted() > 0 {
            Some(Mark::Tied)
        } else {
            None
        }
    }
}

impl Loaded {
    #[must_use]
    pub fn new(session: Session) -> Loaded {
        let report = &session.report;
        let marks = marks(&session);
        let spots: Vec<Vec<Option<Spot>>> = session
            .outcome
            .findings
            .iter()
            .map(|finding| finding.places.iter().map(|place| spot(report, place)).collect())
            .collect();
        let mut stated: BTreeMap<MetricRef, Vec<FigureId>> = BTreeMap::new();
        for (id, placed) in report.figures.iter().enumerate() {
            if let Some(metric) = &placed.binding {
                stated.entry(metric.clone()).or_default().push(id);
            }
        }
        let mut chapters: Vec<ChapterFacts> =
            (0..report.chapters.len()).map(|chapter| facts(report, chapter)).collect();
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
        let (walk, listed) = orders(&session, &spots);
        let mut series = vec![Tally::default(); session.report.metrics.series.len()];
        for (metric, figures) in &stated {
            for mark in figures.iter().filter_map(|figure| marks[*figure]) {
                series[metric.series.0].add(mark);
            }
        }
        let all = session.report.metrics.series.iter().flat_map(|series| series.values.keys());
        let periods: Vec<Period> = all.collect::<BTreeSet<_>>().into_iter().cloned().collect();
        let (flags_of_findings, flags_of_figures) = flags(&session);
        let index = Index::new(&session.report);
        Loaded {
            session,
            marks,
            spots,
            chapters,
            tally,
            walk,
            listed,
            stated,
            index,
            periods,
            series,
            flags_of_findings,
            flags_of_figures,
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
    pub fn figures_in(&self, chapter: usize, language: Language) -> impl Iterator<Item = FigureId> + '_ {
        let figures = &self.report().figures;
        let key = (chapter, language);
        let start = figures.partition_point(|placed| (placed.place.chapter, placed.place.language) < key);
        (start..figures.len())
            .take_while(move |id| (figures[*id].place.chapter, figures[*id].place.language) == key)
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
        let sections = &self.chapters[chapter].sections;
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
        let in_block = |language: Language, block: usize| {
            self.figures_in(place.chapter, language)
                .filter(move |id| report.figures[*id].place.block == block)
                .collect::<Vec<_>>()
        };
        let (mine, theirs) = (in_block(place.language, place.block), in_block(other, block));
        let same_value = |id: &&FigureId| report.figures[**id].figure.value == placed.figure.value;
        let same_cell =
            |id: &&FigureId| place.cell.is_some() && report.figures[**id].place.cell == place.cell;
        let nth = mine.iter().filter(same_value).position(|id| *id == figure).unwrap_or(0);
        let alike: Vec<&FigureId> = theirs.iter().filter(same_value).collect();
        let index = mine.iter().position(|id| *id == figure)?;
        theirs
            .iter()
            .find(same_cell)
            .or_else(|| alike.get(nth).or(alike.last()).copied())
            .or_else(|| theirs.get(index))
            .copied()
    }
}

impl ChapterFacts {
    fn section_mut(&mut self, place: &Place) -> Option<&mut Section> {
        let pair = self.pair_of.get(place.language).get(place.block).copied()?;
        let at = self.sections.partition_point(|section| section.pair <= pair).checked_sub(1)?;
        self.sections.get_mut(at)
    }
}

type Flags<T> = BTreeMap<T, Vec<usize>>;

/// The open flags, by the finding and by the figure that they are about.
fn flags(session: &Session) -> (Flags<usize>, Flags<FigureId>) {
    let (mut of_findings, mut of_figures) = (Flags::new(), Flags::new());
    for (at, flag) in session.report.review.flags.iter().enumerate().filter(|(_, flag)| !flag.resolved) {
        if let Some(figure) = flag.figure.as_ref().and_then(|name| session.figure_named(name)) {
            of_figures.entry(figure).or_default().push(at);
        }
        let about = |finding: &Finding| finding.fingerprint == flag.finding;
        if let Some(finding) = session.outcome.findings.iter().position(about) {
            of_findings.entry(finding).or_default().push(at);
        }
    }
    (of_findings, of_figures)
}

/// The mark of every figure: its state, and of a contradicted one, how bad the worst finding is.
fn marks(session: &Session) -> Vec<Option<Mark>> {
    let mut worst: Vec<Option<Severity>> = vec![None; session.report.figures.len()];
    for finding in session.outcome.open() {
        let suspects = finding.places.iter().filter(|place| place.role == Role::Suspect);
        for figure in suspects.chain([finding.primary()]).filter_map(|place| place.figure) {
            let known = &mut worst[figure];
            *known = Some(known.map_or(finding.severity, |known| known.min(finding.severity)));
        }
    }
    let mark = |(state, worst): (&crate::check::FigureState, &Option<Severity>)| {
        if !state.counted {
            return None;
        }
        Some(match (state.state, worst) {
            (State::Waived, _) => Mark::Waived,
            (State::Contradicted, None) | (_, Some(Severity::Error)) => Mark::Contradicted,
            (_, Some(Severity::Warning)) => Mark::Warning,
            (State::Contradicted, Some(Severity::Note)) => Mark::Note,
            (State::Tied, _) => Mark::Tied,
            (State::Untied, _) => Mark::Untied,
        })
    };
    session.outcome.figures.iter().zip(&worst).map(mark).collect()
}

fn orders(session: &Session, spots: &[Vec<Option<Spot>>]) -> (Vec<usize>, Vec<usize>) {
    let findings = &session.outcome.findings;
    let first = |finding: usize| spots[finding].iter().flatten().next().copied();
    let mut walk: Vec<usize> = (0..findings.len()).filter(|finding| first(*finding).is_some()).collect();
    walk.sort_by_key(|finding| (first(*finding), *finding));
    let mut listed: Vec<usize> = (0..findings.len()).collect();
    listed.sort_by_key(|at| {
        let finding = &findings[*at];
        (finding.waived.is_some(), finding.severity, first(*at).is_none(), first(*at), *at)
    });
    (walk, listed)
}

fn spot(report: &Report, place: &FindingPlace) -> Option<Spot> {
    if let Some(figure) = place.figure {
        let at = report.figures.get(figure)?.place;
        return Some(Spot {
            chapter: at.chapter,
            language: at.language,
            block: at.block,
            figure: Some(figure),
        });
    }
    let (chapter, language) = chapter_of(report, place.span)?;
    let blocks = &report.edition(chapter, language)?.blocks;
    let after = blocks.partition_point(|block| block.span.start <= place.span.start);
    Some(Spot { chapter, language, block: after.saturating_sub(1), figure: None })
        .filter(|_| !blocks.is_empty())
}

fn chapter_of(report: &Report, span: Span) -> Option<(usize, Language)> {
    report.chapters.iter().enumerate().find_map(|(at, chapter)| {
        let written = |language: &Language| {
            chapter.editions.get(*language).as_ref().is_some_and(|edition| edition.file == span.file)
        };
        Language::ALL.into_iter().find(written).map(|language| (at, language))
    })
}

fn facts(report: &Report, chapter: usize) -> ChapterFacts {
    let pairs = &report.chapters[chapter].pairs;
    let mut pair_of = ByLanguage::<Vec<usize>>::default();
    for language in Language::ALL {
        let blocks = report.edition(chapter, language).map_or(0, |edition| edition.blocks.len());
        let known = pair_of.get_mut(language);
        known.resize(blocks, 0);
        for (at, pair) in pairs.iter().enumerate() {
            if let Some(block) = pair.get(language) {
                known[block] = at;
            }
        }
    }
    let mut sections = Vec::new();
    for (pair, blocks) in pairs.iter().enumerate() {
        let heading = |language: Language| {
            let block = &report.edition(chapter, language)?.blocks[blocks.get(language)?];
            match &block.kind {
                BlockKind::Heading { level: 2, number, text } => Some((number.clone(), text.plain.clone())),
                _ => None,
            }
        };
        let (zh, en) = (heading(Language::ZhHant), heading(Language::En));
        let Some(either) = zh.clone().or_else(|| en.clone()) else { continue };
        let title = |found: Option<(Option<String>, String)>| found.map_or(either.1.clone(), |found| found.1);
        let title = ByLanguage { zh_hant: title(zh), en: title(en) };
        sections.push(Section { pair, number: either.0.clone(), title, tally: Tally::default() });
    }
    ChapterFacts { tally: Tally::default(), sections, pair_of }
}
