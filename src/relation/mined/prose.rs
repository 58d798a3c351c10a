//! What sentences say of figures: products, parts, percentages and growth within one, and what tables say too.

mod growth;
mod parts;
mod percent;
mod product;
mod sentence;
mod words;

use rust_decimal::Decimal;

use crate::relation::{Evidence, Expression, Origin, Relation, RelationKind, Sheet, Values};
use crate::report::Report;
use crate::source::Span;

use sentence::Sentence;

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
        Relation {
            kind: self.kind,
            origin: Origin::Mined(Evidence { columns: 0, certain: self.certain }),
            left: self.left.clone(),
            right: self.right.clone(),
            period: None,
            span: self.span,
            partial: false,
            slack: self.slack,
            holds: self.holds,
        }
    }
}

/// Adds the relations of every sentence.
pub fn find(report: &Report, _sheets: &[Sheet], values: &Values, relations: &mut Vec<Relation>) {
    for chapter in &report.chapters {
        for edition in [&chapter.editions.zh_hant, &chapter.editions.en].into_iter().flatten() {
            for text in edition.blocks.iter().filter_map(|block| block.text()) {
                for sentence in sentence::of(report, text) {
                    let mut found = Vec::new();
                    product::find(&sentence, values, &mut found);
                    parts::find(&sentence, values, &mut found);
                    percent::find(&sentence, values, &mut found);
                    growth::find(&sentence, values, &mut found);
                    relations.extend(found.iter().map(Found::relation));
                }
            }
        }
    }
}

/// Whether all of some figures are exact: about and more than leave room.
fn certain_of(sentence: &Sentence, mentions: &[usize]) -> bool {
    mentions.iter().all(|at| sentence.mentions[*at].is_exact())
}
