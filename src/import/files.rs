//! The YAML files of an imported report, as text: `report.yaml`, `metrics/*.yaml`, `relations.yaml`.

use std::fmt::Write as _;

use crate::report::Period;
use crate::source::Language;

use super::emit::scalar;
use super::formulas::Formula;
use super::metrics::{Metric, Series};
use super::tables::TableRows;

/// `report.yaml`: title, period, languages, chapters.
#[must_use]
pub fn report(title: &str, period: Option<&Period>, language: Language, folders: &[String]) -> String {
    let mut out = String::from("# Imported from one file; the chapters are in the order of the text.\n");
    if !title.is_empty() {
        line(&mut out, format_args!("title: {}", scalar(title)));
    }
    if let Some(period) = period {
        line(&mut out, format_args!("period: {period}"));
    }
    line(&mut out, format_args!("languages: [{}]", language.tag()));
    out.push_str("chapters:\n");
    for folder in folders {
        // A bare number would be one to other readers of YAML.
        if folder.bytes().all(|byte| byte.is_ascii_digit()) {
            line(&mut out, format_args!("  - \"{folder}\""));
        } else {
            line(&mut out, format_args!("  - {folder}"));
        }
    }
    out
}

/// `metrics/⟨chapter⟩.yaml`: the metrics that its tables state first.
#[must_use]
pub fn metrics(metrics: &[&Metric], tables: &[TableRows], language: Language) -> String {
    let mut out = String::from(
        "# Taken from the tables of the chapter: labels and values as they are printed there. One label stands for both languages.\n\
         metrics:\n",
    );
    for metric in metrics {
        line(&mut out, format_args!("  - id: {}", metric.id));
        line(&mut out, format_args!("    label: {}", scalar(&metric.whole.label)));
        if let Some(aliases) = aliases(&metric.whole, language) {
            line(&mut out, format_args!("    {aliases}"));
        }
        if !metric.unit_text.is_empty() {
            line(&mut out, format_args!("    unit: {}", scalar(&metric.unit_text)));
        }
        let source = &tables[metric.table].title;
        if !source.is_empty() {
            line(&mut out, format_args!("    source: {}", scalar(source)));
        }
        if !metric.whole.values.is_empty() {
            line(&mut out, format_args!("    values: {}", values(&metric.whole)));
        }
        if !metric.dimensions.is_empty() {
            out.push_str("    segments:\n");
        }
        for dimension in &metric.dimensions {
            line(&mut out, format_args!("      {}:", dimension.key));
            for (key, series) in &dimension.parts {
                let (label, values) = (scalar(&series.label), values(series));
                let aliases =
                    aliases(series, language).map_or_else(String::new, |aliases| format!(", {aliases}"));
                line(&mut out, format_args!("        {key}: {{label: {label}{aliases}, values: {values}}}"));
            }
        }
    }
    out
}

/// `relations.yaml`: what the figures of the tables were found to do, to be confirmed by somebody.
#[must_use]
pub fn relations(formulas: &[Formula]) -> String {
    let mut out = String::from(
        "# Mined from the tables: nobody has declared these formulas. Confirm each, and delete its note.\nrelations:\n",
    );
    for formula in formulas {
        line(&mut out, format_args!("  - formula: {}", formula.text));
        if !formula.periods.is_empty() {
            let periods: Vec<String> = formula.periods.iter().map(Period::to_string).collect();
            line(&mut out, format_args!("    periods: [{}]", periods.join(", ")));
        }
        out.push_str("    note: \"mined: confirm\"\n");
    }
    out
}

/// The other words for a series, in the language of the text.
fn aliases(series: &Series, language: Language) -> Option<String> {
    let words: Vec<String> = series.aliases.iter().map(|words| scalar(words)).collect();
    (!words.is_empty()).then(|| format!("aliases: {{{}: [{}]}}", language.tag(), words.join(", ")))
}

fn values(series: &Series) -> String {
    let one = |(period, stated): (&Period, &super::tables::Stated)| format!("{period}: {}", stated.value);
    format!("{{{}}}", series.values.iter().map(one).collect::<Vec<_>>().join(", "))
}

fn line(out: &mut String, words: std::fmt::Arguments) {
    // Writing to a string cannot fail.
    let _ = out.write_fmt(words);
    out.push('\n');
}
