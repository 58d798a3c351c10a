//! `review.yaml`.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::scalars::{Day, Fingerprint, Text};
use crate::check::RULES;

/// Waivers, flags and rounds of calling: who, when, why. The screen writes it, and so may people.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields, title = "review.yaml")]
pub struct ReviewFile {
    /// Findings that somebody has accepted.
    pub waivers: Option<Vec<Waiver>>,
    /// Remarks for colleagues.
    pub flags: Option<Vec<Flag>>,
    /// Rounds in which all figures were called.
    pub calls: Option<Vec<Call>>,
}

/// A finding that somebody has accepted.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Waiver {
    /// The finding.
    pub finding: Fingerprint,
    /// The rule that found it.
    #[schemars(schema_with = "rule")]
    pub rule: Option<String>,
    /// Who accepts it.
    pub by: Option<Text>,
    /// Since when.
    pub on: Option<Day>,
    /// Why it is accepted.
    pub reason: Text,
}

/// A remark on a finding, or on a figure.
#[derive(Debug, JsonSchema)]
#[schemars(untagged)]
pub enum Flag {
    Finding(FindingFlag),
    Figure(FigureFlag),
}

/// A remark on a finding.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields, inline)]
pub struct FindingFlag {
    /// The finding.
    pub finding: Fingerprint,
    /// Who remarks it.
    pub by: Option<Text>,
    /// When.
    pub on: Option<Day>,
    /// The remark.
    pub comment: Option<Text>,
    /// Whether it has been dealt with.
    pub resolved: Option<bool>,
}

/// A remark on a figure.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields, inline)]
pub struct FigureFlag {
    /// The figure.
    pub figure: FlaggedFigure,
    /// Who remarks it.
    pub by: Option<Text>,
    /// When.
    pub on: Option<Day>,
    /// The remark.
    pub comment: Option<Text>,
    /// Whether it has been dealt with.
    pub resolved: Option<bool>,
}

/// A figure by what is printed, so that it is found again when lines have moved.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct FlaggedFigure {
    /// The file, from the report's folder.
    pub path: String,
    /// What is printed.
    pub printed: Text,
    /// Which of the figures that are printed so in the file, from 1.
    #[schemars(range(min = 1))]
    pub nth: Option<u32>,
}

/// A round in which all figures were called.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Call {
    /// Its number.
    pub round: Option<u32>,
    /// Who called.
    pub by: Option<Text>,
    /// When.
    pub on: Option<Day>,
    /// Figures that agreed.
    pub agreed: Option<u32>,
    /// Figures that were left out.
    pub skipped: Option<u32>,
    /// Figures that differ, as they are printed, with their places.
    pub differ: Option<Vec<String>>,
    /// Sixteen hex digits of all that was called and answered.
    pub digest: Option<Text>,
}

fn rule(_: &mut SchemaGenerator) -> Schema {
    let names: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    json_schema!({"type": "string", "enum": names})
}
