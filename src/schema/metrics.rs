//! `metrics/*.yaml` and `relations.yaml`.

use std::collections::BTreeMap;

use schemars::JsonSchema;

use super::scalars::{ByLanguage, OneOrMore, Period, Text, Values, Words};

/// Metrics: named quantities with values by period.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields, title = "metrics/*.yaml")]
pub struct MetricsFile {
    /// The metrics.
    pub metrics: Vec<Metric>,
}

/// A named quantity.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Metric {
    /// Its name in chapters and formulas: ghg.scope3. No two metrics have one name.
    pub id: Text,
    /// What rows of tables call it.
    pub label: Option<Words>,
    /// Other labels by which rows of tables are known to be this metric.
    pub aliases: Option<ByLanguage<OneOrMore<Text>>>,
    /// Its unit: tCO2e, 人, %, HK$ million.
    pub unit: Option<Text>,
    /// Decimals to which it is printed.
    pub decimals: Option<u32>,
    /// Its values by period.
    pub values: Option<Values>,
    /// How it is divided: dimensions (gender) with their parts (male, female).
    pub segments: Option<BTreeMap<String, BTreeMap<String, Segment>>>,
    /// Where its values come from.
    pub source: Option<Text>,
}

/// One part of a metric.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Segment {
    /// What rows of tables call it.
    pub label: Option<Words>,
    /// Other labels by which rows of tables are known to be this part.
    pub aliases: Option<ByLanguage<OneOrMore<Text>>>,
    /// Its values by period.
    pub values: Option<Values>,
}

/// Formulas that must hold among the metrics.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields, title = "relations.yaml")]
pub struct RelationsFile {
    /// The formulas.
    pub relations: Vec<Relation>,
}

/// A formula, or a formula with the periods for which it holds.
#[derive(Debug, JsonSchema)]
#[schemars(untagged)]
pub enum Relation {
    Formula(String),
    Limited(LimitedRelation),
}

/// A formula with what limits or explains it.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields, inline)]
pub struct LimitedRelation {
    /// `ghg.total = ghg.scope1 + ghg.scope2`; `workforce.total = sum(workforce.total[gender])`.
    pub formula: String,
    /// The periods for which it holds; all where left out.
    pub periods: Option<OneOrMore<Period>>,
    /// Why, for people.
    pub note: Option<Words>,
}
