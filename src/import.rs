//! From one long text to a report folder: chapters, metrics, formulas, bound figures.
//!
//! A pure function from a report that was read from a single file to the files of a folder. What it proposes it
//! reads back and compares with what it was given: the same blocks in the same order, the same findings.
//! One language only: a text that holds both editions one after the other is imported as one edition.

mod emit;
mod files;
mod formulas;
mod metrics;
mod name;
mod prose;
mod split;
mod tables;
mod terms;
mod trial;
mod weave;

use std::collections::{BTreeMap, BTreeSet};

use camino::Utf8PathBuf;

use crate::check::Context;
use crate::relation::Relation;
use crate::report::load::{Input, InputFile, load};
use crate::report::{
    Block, BlockKind, Chapter, Edition, FigureId, Period, PlacedFigure, ProblemKind, Report, config,
    period_in,
};
use crate::source::{Language, Span};

use formulas::{Formula, Mined};
use metrics::{EntryId, Links, Metrics};
use split::Part;
use tables::TableRows;
use trial::{Baseline, Entries, Plan};
use weave::{Insertion, Weave};

/// A report folder as it would be written.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// Paths within the folder and what stands in them, sorted.
    pub files: Vec<(Utf8PathBuf, String)>,
    /// Images that the chapters show: as they are named in the text, and where they belong in the folder.
    pub images: Vec<(String, Utf8PathBuf)>,
    pub counts: Counts,
}

/// How much was made of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub chapters: usize,
    pub metrics: usize,
    /// Figures of the text that are bound to a metric.
    pub bound: usize,
    pub formulas: usize,
}

/// A draft that has to give way more often gives up its metrics altogether.
const ROUNDS: usize = 24;

/// Makes a report folder of a report that was read from a single file; `None` if nothing stands in it.
#[must_use]
pub fn import(report: &Report) -> Option<Imported> {
    let single = Single::of(report)?;
    let mut parts = split::split(single.edition, single.source);
    // A chapter that reads otherwise alone than within the whole is joined to the one before it.
    let mut plan = Plan::default();
    trial::nothing(&single, &mut plan);
    loop {
        match Draft::new(&single, &parts, &plan).first_difference(&single) {
            Some(at) if split::join(&mut parts, at) => {}
            _ => break,
        }
    }
    Some(declared(&single, &parts, &plan).finish(&single))
}

/// The chapters with as much declared as leaves text and findings as they are; `bare` declares nothing.
fn declared(single: &Single, parts: &[Part], bare: &Plan) -> Draft {
    let baseline = Baseline::new(single.report);
    let mut plan = Plan::default();
    plan.limits.suspected = baseline.suspected();
    plan.limits.unitless = baseline.unitless(single);
    for _ in 0..ROUNDS {
        let draft = Draft::new(single, parts, &plan);
        if !trial::text(single, &draft, &mut plan)
            && !trial::bindings(single, &draft, &mut plan)
            && !trial::findings(single, &draft, &baseline, &mut plan)
        {
            return draft;
        }
    }
    Draft::new(single, parts, bare)
}

/// The text that is imported, and what its tables state.
struct Single<'a> {
    report: &'a Report,
    edition: &'a Edition,
    source: &'a str,
    relations: Vec<Relation>,
    links: Links,
    title: String,
    period: Option<Period>,
    tables: Vec<TableRows>,
    entries: Entries,
    /// Figures by the byte at which they begin.
    by_start: BTreeMap<usize, FigureId>,
}

impl<'a> Single<'a> {
    fn of(report: &'a Report) -> Option<Single<'a>> {
        let editions = &report.chapters.first()?.editions;
        let edition = Language::ALL.into_iter().find_map(|language| editions.get(language).as_ref())?;
        if edition.blocks.is_empty() {
            return None;
        }
        let source: &str = &report.sources.get(edition.file).text;
        let title = title(edition).or_else(|| report.root.file_stem().map(str::to_owned)).unwrap_or_default();
        let period = period_in(&title).or_else(|| latest(edition));
        let tables = tables::read(report, edition, source, period.as_ref());
        let mut entries = Entries::new();
        for (table, rows) in tables.iter().enumerate() {
            for (index, entry) in rows.entries.iter().enumerate() {
                entries.extend(entry.values.values().map(|stated| (stated.figure, (table, index))));
            }
        }
        let by_start =
            report.figures.iter().enumerate().map(|(id, placed)| (placed.span.start, id)).collect();
        let relations = Context::new(report).relations;
        let links = formulas::links(&relations, &entries);
        Some(Single { report, edition, source, relations, links, title, period, tables, entries, by_start })
    }

    /// The table in which a figure stands, among those read.
    fn table_of(&self, figure: FigureId) -> Option<usize> {
        let block = self.report.figures[figure].place.block;
        self.tables.binary_search_by_key(&block, |table| table.block).ok()
    }
}

impl Single<'_> {
    /// What the row of a table states in which a byte stands.
    fn entries_at(&self, at: usize) -> Vec<EntryId> {
        let holds = |span: Span| (span.start..=span.end).contains(&at);
        let Some(table) = self.tables.iter().position(|rows| holds(self.edition.blocks[rows.block].span))
        else {
            return Vec::new();
        };
        let BlockKind::Table(of) = &self.edition.blocks[self.tables[table].block].kind else {
            return Vec::new();
        };
        let row = of.rows.iter().position(|row| holds(row.span));
        let entries = self.tables[table].entries.iter().enumerate();
        entries.filter(|(_, entry)| Some(entry.row) == row).map(|(index, _)| (table, index)).collect()
    }
}

/// The files of a folder, and what is read from them.
struct Draft {
    files: Vec<(Utf8PathBuf, String)>,
    weaves: Vec<Weave>,
    metrics: Metrics,
    mined: BTreeMap<String, Mined>,
    formulas: Vec<Formula>,
    /// What figures of sentences state.
    prose: BTreeMap<FigureId, (String, Period)>,
    read: Report,
}

impl Draft {
    fn new(single: &Single, parts: &[Part], plan: &Plan) -> Draft {
        let language = single.edition.language;
        let metrics = metrics::metrics(&single.tables, &single.links, &plan.limits);
        let mined = formulas::mined(&single.relations, &metrics);
        let formulas = formulas::declared(&mined, &plan.uses);
        let mut prose =
            prose::stated(single.report, single.edition, &metrics, &single.tables, single.period.as_ref());
        prose.retain(|figure, _| !plan.typed.contains(figure));
        let mut insertions = comments(single, plan, &metrics);
        insertions.extend(prose::links(single.report, &prose));
        insertions.sort_by_key(|insertion| insertion.at);
        let weaves = weave::weave(parts, single.edition, single.source, &insertions);
        let folders: Vec<String> =
            parts.iter().enumerate().map(|(index, part)| name::folder(index, &part.title)).collect();
        let described = files::report(&single.title, single.period.as_ref(), language, &folders);
        let mut files = vec![("report.yaml".into(), described)];
        for (index, (folder, weave)) in folders.iter().zip(&weaves).enumerate() {
            let path = format!("chapters/{folder}/{}.md", language.tag());
            files.push((path.into(), weave.text(single.source)));
            let here = |table: usize| split::part_at(parts, single.tables[table].start) == index;
            let of_chapter: Vec<_> = metrics.all.iter().filter(|metric| here(metric.table)).collect();
            if !of_chapter.is_empty() {
                let text = files::metrics(&of_chapter, &single.tables, language);
                files.push((format!("metrics/{folder}.yaml").into(), text));
            }
        }
        if !formulas.is_empty() {
            files.push(("relations.yaml".into(), files::relations(&formulas)));
        }
        files.sort();
        let read = load(&input(&files));
        Draft { files, weaves, metrics, mined, formulas, prose, read }
    }

    /// The byte of the text at which a span of the folder begins; none in YAML and in what was put in.
    fn origin(&self, span: Span) -> Option<usize> {
        let is_it = |chapter: &Chapter| {
            let editions = [&chapter.editions.zh_hant, &chapter.editions.en];
            editions.into_iter().flatten().any(|edition| edition.file == span.file)
        };
        let chapter = self.read.chapters.iter().position(is_it)?;
        self.weaves.get(chapter)?.origin(span.start)
    }

    /// The figures of the folder that stand in the text too, with those of the text.
    fn figures<'a>(&'a self, single: &'a Single) -> impl Iterator<Item = (&'a PlacedFigure, FigureId)> {
        self.read.figures.iter().filter_map(|placed| {
            let weave = self.weaves.get(placed.place.chapter)?;
            let origin = weave.origin(placed.span.start)?;
            Some((placed, *single.by_start.get(&origin)?))
        })
    }

    /// The place in the source of the first block that is not read back as it was.
    fn first_difference(&self, single: &Single) -> Option<usize> {
        let mut read = Vec::new();
        for (chapter, weave) in self.read.chapters.iter().zip(&self.weaves) {
            let edition = chapter.editions.get(single.edition.language).as_ref()?;
            read.extend(
                edition
                    .blocks
                    .iter()
                    .filter(|block| !is_footnote(block))
                    .map(|block| (signature(block), weave.origin(block.span.start).unwrap_or(0))),
            );
        }
        let blocks: Vec<&Block> = single.edition.blocks.iter().filter(|block| !is_footnote(block)).collect();
        let differ = |at: &usize| match (blocks.get(*at), read.get(*at)) {
            (Some(block), Some((other, _))) => signature(block) != *other,
            _ => true,
        };
        let at = (0..blocks.len().max(read.len())).find(differ)?;
        let known = blocks.get(at).map(|block| block.span.start);
        Some(known.or_else(|| read.get(at).map(|(_, start)| *start)).unwrap_or(0))
    }

    fn finish(self, single: &Single) -> Imported {
        let bound = self.figures(single).filter(|(placed, _)| placed.binding.is_some()).count();
        let counts = Counts {
            chapters: self.weaves.len(),
            metrics: self.metrics.all.len(),
            bound,
            formulas: self.formulas.len(),
        };
        let mut images = Vec::new();
        for problem in &self.read.problems {
            let folder = problem.path.parent().unwrap_or("".into());
            if let ProblemKind::ImageMissing { target } = &problem.kind
                && let Some(path) = config::inside(folder, target)
                && !images.iter().any(|(_, known)| *known == path)
            {
                images.push((target.clone(), path));
            }
        }
        Imported { images, counts, files: self.files }
    }
}

/// Files in memory as the store would give them.
fn input(files: &[(Utf8PathBuf, String)]) -> Input {
    let file =
        |(path, text): &(Utf8PathBuf, String)| InputFile { path: path.clone(), content: Ok(text.clone()) };
    Input { root: "import".into(), folder: true, files: files.iter().map(file).collect(), others: Vec::new() }
}

/// Footnotes are known by their label, wherever they stand.
fn is_footnote(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Footnote { .. })
}

/// What a block says and is, without its place.
fn signature(block: &Block) -> String {
    let kind = match &block.kind {
        BlockKind::Heading { level, .. } => format!("heading {level}"),
        BlockKind::Paragraph(_) => "paragraph".to_owned(),
        BlockKind::Item { depth, marker, .. } => format!("item {depth} {marker:?}"),
        BlockKind::Caption(_) => "caption".to_owned(),
        BlockKind::Note(_) => "note".to_owned(),
        BlockKind::Footnote { label, .. } => format!("footnote {label}"),
        BlockKind::Table(table) => format!("table {} {}", table.columns.len(), table.rows.len()),
        BlockKind::MetricTable(_) => "metrics".to_owned(),
        BlockKind::Chart(_) => "chart".to_owned(),
        BlockKind::Image { alt, target } => format!("image {alt} {target}"),
        BlockKind::Code(code) => format!("code {code}"),
        BlockKind::Rule => "rule".to_owned(),
    };
    let words: Vec<&str> = block.texts().map(|text| text.plain.as_str()).collect();
    format!("{kind}\u{1f}{}", words.join("\u{1f}"))
}

/// Comments that say which metrics a table holds, before the table or its caption.
fn comments(single: &Single, plan: &Plan, metrics: &Metrics) -> Vec<Insertion> {
    let mut comments = Vec::new();
    for table in plan.comments.iter().copied() {
        let mut names: BTreeSet<&str> = BTreeSet::new();
        for (_, name) in metrics.names.range((table, 0)..(table + 1, 0)) {
            let id = name.split('[').next().unwrap_or_default();
            let own = metrics.all.iter().any(|metric| metric.id == id && metric.table == table);
            // Of its own metrics the first part of the name is enough.
            names.insert(if own { id.split('.').next().unwrap_or_default() } else { id });
        }
        let names: Vec<&str> = names.into_iter().collect();
        let names = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
        let text = format!("<!-- metrics: {names} -->\n");
        comments.push(Insertion { at: single.tables[table].start, text });
    }
    comments
}

/// The first heading that calls the text a report, among the first ones; else the first heading.
fn title(edition: &Edition) -> Option<String> {
    const REPORTS: [&str; 4] = ["report", "報告", "年報", "报告"];
    const AMONG: usize = 10;
    let headings = edition.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading { text, .. } => Some(emit::line(&text.plain)),
        _ => None,
    });
    let headings: Vec<String> = headings.filter(|heading| !heading.is_empty()).take(AMONG).collect();
    let named = |heading: &&String| REPORTS.iter().any(|word| heading.to_lowercase().contains(word));
    headings.iter().find(named).or_else(|| headings.first()).cloned()
}

/// The latest year that the heads of most tables name.
fn latest(edition: &Edition) -> Option<Period> {
    let mut times: BTreeMap<&Period, usize> = BTreeMap::new();
    for block in &edition.blocks {
        if let BlockKind::Table(table) = &block.kind {
            let last = table.columns.iter().filter_map(|column| column.period.as_ref()).max();
            if let Some(last) = last.or(table.period.as_ref()) {
                *times.entry(last).or_default() += 1;
            }
        }
    }
    times.into_iter().max_by_key(|(period, times)| (*times, *period)).map(|(period, _)| period.clone())
}
