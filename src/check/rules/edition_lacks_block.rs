//! `edition-lacks-block`: a chapter, paragraph, list item or table row that the other edition does not have.
//!
//! What stands together and is missing together is one finding.

use crate::check::context::{PairOfBlocks, Side};
use crate::check::paired::{rows, tables};
use crate::check::{Arg, Context, Finding, FindingPlace, Message, Role, Rule, Severity};
use crate::report::{BlockKind, Problem, ProblemKind};
use crate::source::{Language, Span};

pub const RULE: Rule = Rule { id: "edition-lacks-block", severity: Severity::Error, run: check };

/// How much of a missing text the message quotes.
const QUOTED: usize = 24;

fn check(context: &Context) -> Vec<Finding> {
    let mut findings: Vec<Finding> = context.report.problems.iter().filter_map(absent_chapter).collect();
    let mut run: Vec<Alone> = Vec::new();
    let mut close = |run: &mut Vec<Alone>| findings.extend(one_finding(&std::mem::take(run)));
    for pair in &context.pairs {
        let chapter = &context.report.chapters[pair.chapter];
        if Language::ALL.iter().any(|language| chapter.editions.get(*language).is_none()) {
            continue;
        }
        match alone(pair) {
            Some(found) => {
                let heads = found.heading;
                if heads || run.last().is_some_and(|last| last.language != found.language) {
                    close(&mut run);
                }
                run.push(found);
            }
            // What has no words of its own neither counts as missing nor ends a run.
            None if pair.zh_hant.is_none() || pair.en.is_none() => {}
            None => close(&mut run),
        }
    }
    close(&mut run);
    findings.extend(context.pairs.iter().flat_map(|pair| missing_rows(context, pair)));
    findings
}

fn absent_chapter(problem: &Problem) -> Option<Finding> {
    let (ProblemKind::EditionAbsent { folder, language }, Some(span)) = (&problem.kind, problem.span) else {
        return None;
    };
    let key = if *language == Language::En.tag() {
        "finding-edition-lacks-block-chapter-en"
    } else {
        "finding-edition-lacks-block-chapter-zh"
    };
    let message = Message { key, args: vec![("folder", Arg::Text(folder.clone()))] };
    Some(Finding::new(RULE.id, Severity::Error, message, vec![FindingPlace::words(span, Role::Suspect)]))
}

/// A block or row without a counterpart.
struct Alone {
    language: Language,
    span: Span,
    heading: bool,
    words: String,
}

fn alone(pair: &PairOfBlocks) -> Option<Alone> {
    let ((Some(side), None) | (None, Some(side))) = (&pair.zh_hant, &pair.en) else {
        return None;
    };
    has_words(side).then(|| Alone {
        language: side.language,
        span: side.block.span,
        heading: matches!(side.block.kind, BlockKind::Heading { .. }),
        words: words(side),
    })
}

/// Rules, pictures and code carry no text that would have to be translated.
fn has_words(side: &Side) -> bool {
    match &side.block.kind {
        BlockKind::Image { .. } | BlockKind::Code(_) | BlockKind::Rule => false,
        BlockKind::Chart(_) | BlockKind::MetricTable(_) | BlockKind::Table(_) => true,
        _ => side.block.text().is_some_and(|text| !text.plain.trim().is_empty()),
    }
}

fn words(side: &Side) -> String {
    match &side.block.kind {
        BlockKind::Chart(chart) => chart.title.clone(),
        BlockKind::MetricTable(table) => table.title.clone(),
        _ => side
            .block
            .texts()
            .map(|text| text.plain.as_str())
            .find(|words| !words.trim().is_empty())
            .unwrap_or_default()
            .to_owned(),
    }
}

fn one_finding(run: &[Alone]) -> Option<Finding> {
    let first = run.first()?;
    let key = match (first.language, run.len()) {
        (Language::ZhHant, 1) => "finding-edition-lacks-block-en",
        (Language::En, 1) => "finding-edition-lacks-block-zh",
        (Language::ZhHant, _) => "finding-edition-lacks-block-several-en",
        (Language::En, _) => "finding-edition-lacks-block-several-zh",
    };
    let count = i64::try_from(run.len()).unwrap_or(i64::MAX);
    let args = vec![("words", Arg::Text(quoted(&first.words))), ("count", Arg::Number(count))];
    let places = run.iter().map(|alone| FindingPlace::words(alone.span, Role::Suspect)).collect();
    Some(Finding::new(RULE.id, Severity::Warning, Message { key, args }, places))
}

fn quoted(words: &str) -> String {
    let line = words.trim().lines().next().unwrap_or_default();
    let mut quoted: String = line.chars().take(QUOTED).collect();
    if quoted.len() < line.len() {
        quoted.push('…');
    }
    quoted
}

/// The rows of paired tables that stand in one of them only.
fn missing_rows(context: &Context, pair: &PairOfBlocks) -> Vec<Finding> {
    let Some((zh, table_zh, en, table_en)) = tables(pair) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    for matched in rows(context.report, table_zh, table_en) {
        let (table, row, key, other) = match matched {
            (Some(row), None) => (table_zh, row, "finding-edition-lacks-block-row-en", en.block.span),
            (None, Some(row)) => (table_en, row, "finding-edition-lacks-block-row-zh", zh.block.span),
            _ => continue,
        };
        let label = table.path(row).join(" / ");
        let message = Message { key, args: vec![("row", Arg::Text(quoted(&label)))] };
        let places = vec![
            FindingPlace::words(table.rows[row].span, Role::Suspect),
            FindingPlace::words(other, Role::Witness),
        ];
        findings.push(Finding::new(RULE.id, Severity::Warning, message, places));
    }
    findings
}
