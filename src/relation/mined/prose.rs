//! What sentences say of figures: products, parts, percentages and growth within one, and what tables say too.

mod cells;
mod growth;
mod parts;
mod percent;
mod product;
mod rest;
mod rollforward;
mod rows;
mod sentence;
mod tabled;
mod tokens;
mod twice;
mod words;
mod year;

use rust_decimal::Decimal;

use crate::relation::{Expression, Relation, RelationKind, Sheet, Values};
use crate::report::{BlockKind, Report};
use crate::source::{Language, Span};

use super::equation;
use rows::Rows;
use sentence::Sentence;
use tabled::Scene;
use twice::Said;

/// A relation found in a sentence.
struct Found {
    kind: RelationKind,
    left: Expression,
    right: Expression,
    span: Span,
    slack: Decimal,
    certain: bool,
    holds: bool,
}

impl Found {
    fn relation(&self) -> Relation {
        let relation = Relation::mined(self.kind, self.left.clone(), self.right.clone(), self.span);
        let relation = equation::with_evidence(relation, 0, self.certain);
        Relation { slack: self.slack, holds: self.holds, ..relation }
    }
}

/// Adds the relations of every sentence.
pub fn find(report: &Report, sheets: &[Sheet], values: &Values, relations: &mut Vec<Relation>) {
    for language in Language::ALL {
        let said = said(report, language);
        if said.is_empty() {
            continue;
        }
        let rows = Rows::new(report, sheets, language);
        for Said { sentence, .. } in &said {
            let mut found = Vec::new();
            product::find(sentence, values, &mut found);
            parts::find(sentence, values, &mut found);
            rest::find(sentence, values, &mut found);
            percent::find(sentence, values, &mut found);
            growth::find(sentence, values, &mut found);
            rollforward::find(sentence, values, &mut found);
            let hits = rows.hits(sentence);
            let ties = cells::find(sentence, &rows, &hits, &mut found);
            tabled::find(Scene { sentence, rows: &rows, ties: &ties, values }, &mut found);
            relations.extend(found.iter().map(Found::relation));
        }
        let mut found = Vec::new();
        twice::find(&said, &mut found);
        relations.extend(found.iter().map(Found::relation));
    }
}

/// The sentences of one language that have an amount in them, in reading order.
fn said(report: &Report, language: Language) -> Vec<Said<'_>> {
    let mut said = Vec::new();
    let mut section = 0;
    let editions = report.chapters.iter().filter_map(|chapter| chapter.editions.get(language).as_ref());
    for (at, block) in editions.flat_map(|edition| &edition.blocks).enumerate() {
        section += usize::from(matches!(block.kind, BlockKind::Heading { .. }));
        let Some(text) = block.text() else { continue };
        let is_headline = twice::is_headline(block);
        let sentences = sentence::of(report, text).into_iter();
        said.extend(sentences.map(|sentence| Said { sentence, section, block: at, is_headline }));
    }
    said
}

/// Whether all of some figures are exact: about and more than leave room.
fn certain_of(sentence: &Sentence, mentions: &[usize]) -> bool {
    mentions.iter().all(|at| sentence.mentions[*at].is_exact())
}
