//! `glossary.yaml` and `disclosures.yaml`.

use schemars::JsonSchema;

use super::scalars::{ByLanguage, OneOrMore, Text, Words};

/// Pairs of terms that both editions must use.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields, title = "glossary.yaml")]
pub struct GlossaryFile {
    /// The pairs.
    pub terms: Vec<Term>,
}

/// A pair of terms.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Term {
    /// The Chinese term.
    #[schemars(rename = "zh-Hant")]
    pub zh_hant: Text,
    /// The English term.
    pub en: Text,
    /// Other words that are accepted; a bare list is of English ones.
    pub also: Option<WordLists>,
    /// Words not to be used in its place.
    pub avoid: Option<ByLanguage<OneOrMore<Text>>>,
}

/// Words in each language, or English words.
#[derive(Debug, JsonSchema)]
#[schemars(untagged, inline)]
pub enum WordLists {
    English(OneOrMore<Text>),
    Each(ByLanguage<OneOrMore<Text>>),
}

/// Which chapters answer which items of a disclosure standard.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields, title = "disclosures.yaml")]
pub struct DisclosuresFile {
    /// The name of the standard.
    pub code: Option<Words>,
    /// Its items.
    pub items: Vec<Item>,
}

/// One item of the standard.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Item {
    /// Its number: A1.1.
    pub id: Text,
    /// What it asks for.
    pub label: Option<Words>,
    /// The items of GRI that ask for the same.
    pub gri: Option<OneOrMore<Text>>,
    /// Folders of the chapters that answer it.
    pub chapters: Option<OneOrMore<Text>>,
    /// Whether it does not apply to this report.
    pub not_applicable: Option<bool>,
    /// Why no chapter answers it, for people.
    pub reason: Option<Words>,
}
