//! JSON Schemas of the YAML files that people write, for editors that complete keys and mark mistakes while one types.
//!
//! They are generated from the types below, whose comments are what an editor shows. `schemas/` holds them as they are
//! generated; a test compares, and another holds the keys to those that the readers of [`crate::report`] look for.

pub mod metrics;
pub mod report;
pub mod review;
pub mod scalars;
pub mod terms;

use camino::{Utf8Path, Utf8PathBuf};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};

use crate::tui::Settings;

/// The schema of one sort of file.
#[derive(Clone, Copy, Debug)]
pub struct Named {
    /// What it is called on the command line: `metrics`.
    pub name: &'static str,
    /// Which files it describes.
    pub files: &'static str,
    make: fn() -> Schema,
}

/// Every sort of file.
pub const ALL: &[Named] = &[
    Named { name: "report", files: "report.yaml", make: draft7::<report::ReportFile> },
    Named { name: "metrics", files: "metrics/*.yaml", make: draft7::<metrics::MetricsFile> },
    Named { name: "relations", files: "relations.yaml", make: draft7::<metrics::RelationsFile> },
    Named { name: "glossary", files: "glossary.yaml", make: draft7::<terms::GlossaryFile> },
    Named { name: "disclosures", files: "disclosures.yaml", make: draft7::<terms::DisclosuresFile> },
    Named { name: "review", files: "review.yaml", make: draft7::<review::ReviewFile> },
    Named { name: "settings", files: "settings.yaml", make: draft7::<Settings> },
];

/// The folder of a new report that holds its schemas: editors read them without a network.
pub const FOLDER: &str = ".schemas";

impl Named {
    #[must_use]
    pub fn by_name(name: &str) -> Option<&'static Named> {
        ALL.iter().find(|schema| schema.name == name)
    }

    /// The schema of a file of a report, by its path from the report's folder.
    #[must_use]
    pub fn of(path: &Utf8Path) -> Option<&'static Named> {
        let in_metrics = path.parent().is_some_and(|folder| folder == "metrics");
        let name =
            if in_metrics && path.extension() == Some("yaml") { "metrics/*.yaml" } else { path.as_str() };
        ALL.iter().find(|schema| schema.files == name && schema.name != "settings")
    }

    /// What its file is called.
    #[must_use]
    pub fn file_name(&self) -> String {
        format!("{}.schema.json", self.name)
    }

    /// The document.
    #[must_use]
    pub fn text(&self) -> String {
        let schema = (self.make)();
        let mut text = serde_json::to_string_pretty(&schema).expect("a schema has string keys only");
        text.push('\n');
        text
    }
}

/// All documents, by the names of their files.
#[must_use]
pub fn files() -> Vec<(Utf8PathBuf, Vec<u8>)> {
    ALL.iter().map(|schema| (schema.file_name().into(), schema.text().into_bytes())).collect()
}

/// A file of a new report, with a first line that tells editors its schema.
#[must_use]
pub fn with_modeline(path: &Utf8Path, text: &str) -> String {
    let Some(schema) = Named::of(path) else { return text.to_owned() };
    let up = "../".repeat(path.components().count().saturating_sub(1));
    format!("# yaml-language-server: $schema={up}{FOLDER}/{}\n{text}", schema.file_name())
}

/// Editors know this draft best.
fn draft7<T: JsonSchema>() -> Schema {
    SchemaSettings::draft07().into_generator().into_root_schema_for::<T>()
}
