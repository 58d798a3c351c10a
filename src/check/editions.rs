//! Walking through both editions: their blocks and tables in reading order, and one finding for a fault of both.

use std::collections::BTreeSet;

use crate::report::{Block, BlockKind, Edition, FigureId, Report, Table};
use crate::source::{ByLanguage, Language, Span};

use super::context::Context;
use super::{Arg, Finding};

/// A block and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Spot<'a> {
    pub chapter: usize,
    pub edition: &'a Edition,
    /// Index into the edition's blocks.
    pub index: usize,
    pub block: &'a Block,
}

/// Every block of every edition, in the order chapter, language, place.
pub fn blocks(report: &Report) -> impl Iterator<Item = Spot<'_>> {
    report.chapters.iter().enumerate().flat_map(|(chapter, of)| {
        let editions = Language::ALL.into_iter().filter_map(|language| of.editions.get(language).as_ref());
        editions.flat_map(move |edition| {
            let blocks = edition.blocks.iter().enumerate();
            blocks.map(move |(index, block)| Spot { chapter, edition, index, block })
        })
    })
}

/// Every table of every edition.
pub fn tables(report: &Report) -> impl Iterator<Item = (Spot<'_>, &Table)> {
    blocks(report).filter_map(|spot| match &spot.block.kind {
        BlockKind::Table(table) => Some((spot, &**table)),
        _ => None,
    })
}

/// Puts a finding in the English edition together with the same finding at its place in the Chinese one: a fault
/// that was translated is one fault, and is told with the words of both.
#[must_use]
pub fn join(context: &Context, findings: Vec<Finding>) -> Vec<Finding> {
    let language = |finding: &Finding| language_of(context.report, finding.primary().span);
    let (english, mut kept): (Vec<Finding>, Vec<Finding>) =
        findings.into_iter().partition(|finding| language(finding) == Some(Language::En));
    let mut joined = vec![false; kept.len()];
    let mut rest = Vec::new();
    for finding in english {
        let answers = |at: &usize| !joined[*at] && answers(context, &kept[*at], &finding);
        match (0..kept.len()).find(answers) {
            Some(at) => {
                joined[at] = true;
                adopt(&mut kept[at], finding);
            }
            None => rest.push(finding),
        }
    }
    kept.extend(rest);
    kept
}

/// Keeps the first of the findings that accuse one figure.
pub fn once_a_figure(findings: &mut Vec<Finding>) {
    let mut told = BTreeSet::new();
    findings.retain(|finding| told.insert(finding.primary().figure));
}

/// The language of the edition in which a place stands; none for YAML.
fn language_of(report: &Report, span: Span) -> Option<Language> {
    let editions = report.chapters.iter().flat_map(|chapter| {
        Language::ALL.into_iter().filter_map(|language| chapter.editions.get(language).as_ref())
    });
    editions.into_iter().find(|edition| edition.file == span.file).map(|edition| edition.language)
}

/// Whether two findings are of one message and stand at figures, or else in blocks, that answer each other.
fn answers(context: &Context, zh: &Finding, en: &Finding) -> bool {
    if zh.rule != en.rule || zh.message.key != en.message.key {
        return false;
    }
    let twin = |figure: FigureId| context.twins.of(figure);
    match (zh.primary().figure, en.primary().figure) {
        (Some(zh), Some(en)) => {
            twin(en) == Some(zh) || twin(en).is_none() && twin(zh).is_none() && same_cell(context, zh, en)
        }
        _ => {
            paired_blocks(context, zh.primary().span, en.primary().span) && zh.places.len() == en.places.len()
        }
    }
}

/// Whether two figures stand in one place of tables that answer each other.
fn same_cell(context: &Context, zh: FigureId, en: FigureId) -> bool {
    let (zh, en) = (&context.report.figures[zh], &context.report.figures[en]);
    zh.place.cell == en.place.cell && paired_blocks(context, zh.span, en.span)
}

fn paired_blocks(context: &Context, zh: Span, en: Span) -> bool {
    let holds = |block: &Block, span: Span| {
        block.span.file == span.file
            && block.span.start <= span.start
            && span.start < block.span.end.max(block.span.start + 1)
    };
    context.pairs.iter().any(|pair| match (&pair.zh_hant, &pair.en) {
        (Some(of_zh), Some(of_en)) => holds(of_zh.block, zh) && holds(of_en.block, en),
        _ => false,
    })
}

fn adopt(finding: &mut Finding, english: Finding) {
    for ((_, arg), (_, other)) in finding.message.args.iter_mut().zip(english.message.args) {
        if let (Arg::Text(zh_hant), Arg::Text(en)) = (&*arg, other)
            && *zh_hant != en
        {
            *arg = Arg::Words(ByLanguage { zh_hant: zh_hant.clone(), en });
        }
    }
    for place in english.places {
        if !finding.places.iter().any(|known| known.span == place.span) {
            finding.places.push(place);
        }
    }
    if let (Some(suggestion), Some(other)) = (&mut finding.suggestion, english.suggestion) {
        suggestion.edits.extend(other.edits);
    }
}
