//! One edition as one Markdown file: its chapters in order, with every figure as it is printed.
//!
//! What only tieout reads is filled in or left out: linked figures, bound figures, tables and charts of metrics,
//! and comments that say which metrics a table holds. Everything else stands as it was typed.

use std::collections::BTreeMap;
use std::ops::Range;

use camino::{Utf8Component, Utf8Path, Utf8PathBuf};

use crate::locale::Locale;
use crate::report::{Block, BlockKind, Edition, Link, MetricRef, Period, Report, config, grouped};
use crate::source::Language;

/// The chapters of an edition in one text; `folder` is where it will lie, so that images are found from there.
#[must_use]
pub fn edition(report: &Report, language: Language, folder: &Utf8Path) -> String {
    let mut out = String::new();
    let mut notes = Notes::default();
    let editions = report.chapters.iter().filter_map(|chapter| chapter.editions.get(language).as_ref());
    for edition in editions {
        let text = chapter(report, edition, folder, &mut notes);
        if !out.is_empty() {
            separate(&mut out, &text);
        }
        out.push_str(&text);
    }
    out
}

/// A chapter begins after an empty line.
fn separate(out: &mut String, next: &str) {
    let empty = |text: &str| text.ends_with("\n\n") || text.ends_with("\r\n\r\n");
    while !empty(out) && !next.starts_with(['\n', '\r']) {
        out.push('\n');
    }
}

/// Bytes of the source and what takes their place.
type Edit = (Range<usize>, String);

fn chapter(report: &Report, edition: &Edition, folder: &Utf8Path, notes: &mut Notes) -> String {
    let source: &str = &report.sources.get(edition.file).text;
    let mut edits: Vec<Edit> = figures(edition, source);
    for block in &edition.blocks {
        edits.extend(of_block(report, edition, block, folder, source));
    }
    edits.extend(comments(edition, source));
    edits.extend(notes.edits(edition, source));
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    for (range, text) in edits {
        if range.start >= at {
            out.push_str(&source[at..range.start]);
            out.push_str(&text);
            at = range.end;
        }
    }
    out.push_str(&source[at..]);
    out
}

/// Linked figures by what they print, bound ones by their words alone.
fn figures(edition: &Edition, source: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    for text in edition.blocks.iter().flat_map(Block::texts) {
        for segment in &text.segments {
            let is_linked = |range: &Range<usize>| source[range.clone()].starts_with("{{");
            if segment.plain.len() != segment.source.len() && is_linked(&segment.source) {
                edits.push((segment.source.clone(), text.plain[segment.plain.clone()].to_owned()));
            }
        }
        for run in text.runs.iter().filter(|run| matches!(run.link, Some(Link::Metric(_)))) {
            let span = text.span(edition.file, &run.range);
            edits.extend(unbound(source, span.start..span.end).into_iter().flatten());
        }
    }
    edits
}

/// `[2,265.46](metric:ghg.scope3@2023)` around some words: the brackets and the address go.
fn unbound(source: &str, words: Range<usize>) -> Option<[Edit; 2]> {
    let open = source[..words.start].rfind('[')?;
    let close = words.end + source[words.end..].find("](metric:")?;
    let end = close + source[close..].find(')')? + 1;
    Some([(open..open + 1, String::new()), (close..end, String::new())])
}

/// A block that is printed from metrics, as a table; an image, from where the text will lie.
fn of_block(
    report: &Report,
    edition: &Edition,
    block: &Block,
    folder: &Utf8Path,
    source: &str,
) -> Option<Edit> {
    let range = block.span.start..block.span.end;
    match &block.kind {
        BlockKind::MetricTable(table) => {
            Some((range, table_of(report, &table.title, &table.rows, &table.periods, edition.language)))
        }
        BlockKind::Chart(chart) => {
            Some((range, table_of(report, &chart.title, &chart.series, &chart.periods, edition.language)))
        }
        BlockKind::Image { target, .. } if !target.contains("://") => {
            let chapter = report.sources.get(edition.file).path.parent()?;
            let at = range.start + source[range].rfind(target.as_str())?;
            let inside = report.root.join(config::inside(chapter, target)?);
            Some((at..at + target.len(), from(folder, &inside)?.into_string()))
        }
        _ => None,
    }
}

/// The way from a folder to a file; none where the two are not named from one place.
fn from(folder: &Utf8Path, file: &Utf8Path) -> Option<Utf8PathBuf> {
    let plain = |path: &Utf8Path| -> Option<Vec<String>> {
        path.components()
            .filter(|part| *part != Utf8Component::CurDir)
            .map(|part| (part != Utf8Component::ParentDir).then(|| part.as_str().to_owned()))
            .collect()
    };
    let (folder, file) = (plain(folder)?, plain(file)?);
    let common = folder.iter().zip(&file).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..".to_owned(), folder.len() - common);
    Some(up.chain(file[common..].iter().cloned()).collect())
}

/// Metrics by period as a pipe table.
fn table_of(
    report: &Report,
    title: &str,
    rows: &[MetricRef],
    periods: &[Period],
    language: Language,
) -> String {
    let mut out = if title.is_empty() { String::new() } else { format!("**{title}**\n\n") };
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let locale = Locale::new(language);
    let heads = [locale.text("pdf-metric-head"), locale.text("pdf-unit-head")].into_iter();
    out.push_str(&line(heads.chain(periods.iter().map(Period::to_string)).collect()));
    let rules = ["---".to_owned(), "---".to_owned()].into_iter();
    out.push_str(&line(rules.chain(periods.iter().map(|_| "---:".to_owned())).collect()));
    for row in rows {
        let series = report.metrics.series(row.series);
        let cell = |text: &str| text.replace('|', "\\|");
        let values = periods.iter().map(|period| {
            series.values.get(period).map_or_else(|| "—".to_owned(), |value| grouped(&value.lexeme))
        });
        let labels = [cell(series.label.get(language)), cell(&series.unit_text)].into_iter();
        out.push_str(&line(labels.chain(values).collect()));
    }
    out.trim_end().to_owned()
}

/// Comments that say which metrics a table holds, each on a line of its own, outside code.
fn comments(edition: &Edition, source: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let range = at..at + line.len();
        at += line.len();
        let comment = line.trim().strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"));
        let Some((key, _)) = comment.and_then(|words| words.split_once(':')) else { continue };
        let ours = key.trim() == "metrics";
        let in_code = edition.blocks.iter().any(|block| {
            matches!(block.kind, BlockKind::Code(_))
                && (block.span.start..block.span.end).contains(&range.start)
        });
        if ours && !in_code {
            edits.push((range, String::new()));
        }
    }
    edits
}

/// Footnotes of the chapters so far: a label that another chapter used for another note gets a number.
#[derive(Default)]
struct Notes {
    /// What stands behind each label.
    known: BTreeMap<String, String>,
}

impl Notes {
    /// A note that stands already is left out; one under a label that is taken, and its marks, are renamed.
    fn edits(&mut self, edition: &Edition, source: &str) -> Vec<Edit> {
        let mut edits = Vec::new();
        for block in &edition.blocks {
            let BlockKind::Footnote { label, text } = &block.kind else { continue };
            match self.known.get(label) {
                Some(known) if *known == text.plain => {
                    let start = source[..block.span.start].trim_end_matches(['\n', '\r']).len();
                    edits.push((start..block.span.end, String::new()));
                }
                Some(_) => edits.extend(self.renamed(label, edition, source)),
                None => {
                    self.known.insert(label.clone(), text.plain.clone());
                }
            }
        }
        edits
    }

    fn renamed(&mut self, label: &str, edition: &Edition, source: &str) -> Vec<Edit> {
        let mut number = 2;
        while self.known.contains_key(&format!("{label}-{number}")) {
            number += 1;
        }
        let name = format!("{label}-{number}");
        let mark = format!("[^{label}]");
        let edits =
            source.match_indices(&mark).map(|(at, _)| (at..at + mark.len(), format!("[^{name}]"))).collect();
        let note = edition.blocks.iter().find_map(|block| match &block.kind {
            BlockKind::Footnote { label: own, text } if own == label => Some(text.plain.clone()),
            _ => None,
        });
        self.known.insert(name, note.unwrap_or_default());
        edits
    }
}
