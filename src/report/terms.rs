//! The glossary and the disclosure index.

use crate::source::{ByLanguage, Span};

use super::yaml::{Node, Reader, by_language, lists_by_language, required};
use super::{DeclaredRelation, metrics_read};

/// A pair of terms that both editions must use.
#[derive(Clone, Debug)]
pub struct Term {
    pub words: ByLanguage<String>,
    /// Other accepted words.
    pub also: ByLanguage<Vec<String>>,
    /// Words not to be used in its place.
    pub avoid: ByLanguage<Vec<String>>,
    pub span: Span,
}

/// One item of a disclosure standard and the chapters that answer it.
#[derive(Clone, Debug)]
pub struct Disclosure {
    /// `A1.1`.
    pub id: String,
    pub label: ByLanguage<String>,
    pub gri: Vec<String>,
    /// Chapter folders.
    pub chapters: Vec<String>,
    pub not_applicable: bool,
    pub span: Span,
}

/// Reads `glossary.yaml`.
pub(super) fn read_glossary(reader: &mut Reader, node: &Node) -> Vec<Term> {
    let mut terms = Vec::new();
    for item in node.get("terms").map(Node::items).unwrap_or_default() {
        let (Some((zh_hant, span)), Some((en, _))) =
            (required(reader, item, "zh-Hant"), required(reader, item, "en"))
        else {
            continue;
        };
        terms.push(Term {
            words: ByLanguage { zh_hant, en },
            also: accepted(item.get("also")),
            avoid: lists_by_language(item.get("avoid")),
            span,
        });
    }
    terms
}

/// Other accepted words; a bare list is of English ones, for it is English that has plurals and short forms.
fn accepted(node: Option<&Node>) -> ByLanguage<Vec<String>> {
    let mut accepted = lists_by_language(node);
    let bare = node.filter(|node| node.entries().is_empty()).map(Node::items).unwrap_or_default();
    accepted.en.extend(bare.iter().filter_map(|item| item.scalar().map(str::to_owned)));
    accepted
}

/// Reads `disclosures.yaml`.
pub(super) fn read_disclosures(reader: &mut Reader, node: &Node) -> Vec<Disclosure> {
    let words = |item: &Node, key: &str| -> Vec<String> {
        let items = item.get(key).map(Node::items).unwrap_or_default();
        items.iter().filter_map(|item| item.scalar().map(str::to_owned)).collect()
    };
    let mut disclosures = Vec::new();
    for item in node.get("items").map(Node::items).unwrap_or_default() {
        let Some((id, span)) = required(reader, item, "id") else {
            continue;
        };
        disclosures.push(Disclosure {
            id,
            label: by_language(item.get("label")),
            gri: words(item, "gri"),
            chapters: words(item, "chapters"),
            not_applicable: item.text("not_applicable").as_deref() == Some("true"),
            span,
        });
    }
    disclosures
}

/// Reads `relations.yaml`; formulas are parsed later, against the metrics.
pub(super) fn read_relations(reader: &mut Reader, node: &Node) -> Vec<DeclaredRelation> {
    let mut relations = Vec::new();
    for item in node.get("relations").map(Node::items).unwrap_or_default() {
        let (formula, span) = match item.scalar() {
            Some(formula) => (formula.to_owned(), item.span),
            None => match required(reader, item, "formula") {
                Some(found) => found,
                None => continue,
            },
        };
        let periods = item.get("periods").map(Node::items).unwrap_or_default();
        let periods = periods.iter().filter_map(|period| metrics_read::read_period(reader, period)).collect();
        let reason = item.get("note").map(|words| by_language(Some(words)));
        relations.push(DeclaredRelation { formula, span, periods, note: reason });
    }
    relations
}
