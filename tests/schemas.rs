//! The schemas of the YAML files: those in `schemas/` are what the types say, they accept the sample and what `new` and `import`
//! write, refuse each broken variant, and know just the keys that are read.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]
#![expect(clippy::disallowed_methods, reason = "reads the sample and what the commands write")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use camino::Utf8Path;
use jsonschema::Validator;
use serde_json::Value;
use tempfile::TempDir;

use tieout::report::shape::{self, Shape};
use tieout::schema::{self, Named};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn validator(name: &str) -> Validator {
    let schema: Value = serde_json::from_str(&Named::by_name(name).unwrap().text()).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

/// A YAML document as JSON, as editors hold it against a schema.
fn document(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn wrong(validator: &Validator, text: &str) -> Vec<String> {
    let document = document(text);
    validator.iter_errors(&document).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// Every YAML file of a report folder: its path from there, and its text.
fn yaml_files(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for folder in [folder.to_owned(), folder.join("metrics")] {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "yaml") {
                let name = path.file_name().unwrap().to_str().unwrap();
                let in_metrics = folder.ends_with("metrics");
                let name = if in_metrics { format!("metrics/{name}") } else { name.to_owned() };
                found.push((name, fs::read_to_string(path).unwrap()));
            }
        }
    }
    found
}

/// Whether each file of a folder is as its schema says, and names the schema in its first line by a path that leads there.
fn accepts(folder: &Path) -> usize {
    let files = yaml_files(folder);
    for (path, text) in &files {
        let named = Named::of(Utf8Path::new(path)).unwrap_or_else(|| panic!("{path} has no schema"));
        let wrong = wrong(&validator(named.name), text);
        assert!(wrong.is_empty(), "{path}\n{}", wrong.join("\n"));
        let first = text.lines().next().unwrap();
        let target = first.strip_prefix("# yaml-language-server: $schema=");
        let target = target.unwrap_or_else(|| panic!("{path} has no modeline: {first}"));
        let schema = folder.join(path).parent().unwrap().join(target);
        assert_eq!(fs::read_to_string(&schema).unwrap(), named.text(), "{}", schema.display());
    }
    files.len()
}

#[test]
fn the_schemas_of_the_repository_are_what_the_types_say() {
    let folder = root().join("schemas");
    let mut present: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    present.sort();
    let mut expected: Vec<String> = schema::ALL.iter().map(Named::file_name).collect();
    expected.sort();
    assert_eq!(present, expected);
    for schema in schema::ALL {
        let text = fs::read_to_string(folder.join(schema.file_name())).unwrap();
        assert_eq!(text, schema.text(), "stale: run `tieout schema --all`");
        let document: Value = serde_json::from_str(&text).unwrap();
        assert!(jsonschema::meta::is_valid(&document), "{} is no schema", schema.name);
    }
}

#[test]
fn the_sample_is_as_its_schemas_say() {
    assert_eq!(accepts(&root().join("content")), 14);
}

#[test]
fn what_new_and_import_write_is_as_its_schemas_say() {
    let folder = TempDir::new().unwrap();
    let text = "# Report 2023\n\n## Water\n\n| Item | Unit | 2022 | 2023 |\n|---|---|---:|---:|\n| Used | t | 12 | 1,310 |\n\n## Waste\n\nNothing.\n";
    fs::write(folder.path().join("a.md"), text).unwrap();
    for arguments in [&["new", "new"][..], &["import", "a.md", "-o", "imported"]] {
        let run = Command::new(env!("CARGO_BIN_EXE_tieout"))
            .args(arguments)
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    }
    assert!(accepts(&folder.path().join("new")) >= 4);
    assert!(accepts(&folder.path().join("imported")) >= 2);
}

/// What is there, and what takes its place.
type Break = (&'static str, &'static str);

/// Files that are sound, each with variants: what is there, and what takes its place.
const BROKEN: &[(&str, &str, &[Break])] = &[
    (
        "report",
        "title: {zh-Hant: 報告, en: Report}\nentity: A\nstock_code: 2013\nperiod: 2023\nlanguages: [zh-Hant, en]\nchapters: [about, {folder: 1-climate, number: 1}]\nbrand: \"#0F5C6E\"\nrounding: half-up\npage: {paper: a4, margins: 20mm, scale: 1.1, charts: colour, lists: true, sides: two, fonts: [a.ttf], styles: {h1: {size: 20, leading: {en: 24pt}, colour: \"#0F5C6E\", weight: bold}}}\nprior: ../2022\n",
        &[
            ("chapters:", "chapter:"),
            ("chapters: [about, {folder: 1-climate, number: 1}]\n", ""),
            ("[about, {folder: 1-climate, number: 1}]", "about"),
            ("{folder: 1-climate, number: 1}", "{folders: 1-climate}"),
            ("{folder: 1-climate, number: 1}", "{number: 1}"),
            ("title: {zh-Hant: 報告, en: Report}", "titel: Report"),
            ("en: Report}", "fr: Rapport}"),
            ("title: {zh-Hant: 報告, en: Report}", "title: [Report]"),
            ("period: 2023", "period: FY2023"),
            ("period: 2023", "period: 2023H3"),
            ("[zh-Hant, en]", "[zh-Hans, en]"),
            ("brand: \"#0F5C6E\"", "brand: teal"),
            ("half-up", "half-down"),
            ("paper: a4", "paper: a3"),
            ("margins: 20mm", "margins: wide"),
            ("margins: 20mm", "margins: {inner: 20mm}"),
            ("scale: 1.1", "scale: 11"),
            ("charts: colour", "charts: color"),
            ("lists: true", "lists: sometimes"),
            ("lists: true", "list: true"),
            ("sides: two", "sides: both"),
            ("h1:", "h7:"),
            ("weight: bold", "weight: heavy"),
            ("prior: ../2022", "prior: [../2022]"),
        ],
    ),
    (
        "metrics",
        "metrics:\n  - id: ghg.total\n    label: {zh-Hant: 總量, en: Total}\n    aliases: {zh-Hant: [排放], en: Sum}\n    unit: tCO2e\n    decimals: 2\n    values: {2022: 30.80, 2023H1: \"1,204\"}\n    segments:\n      scope:\n        one: {label: One, values: {2023: 1}}\n    source: the meter\n",
        &[
            ("metrics:", "metric:"),
            ("- id: ghg.total\n    label", "- label"),
            ("id: ghg.total", "ID: ghg.total"),
            ("label: {zh-Hant: 總量", "label: {zh-Hans: 總量"),
            ("aliases: {zh-Hant: [排放], en: Sum}", "aliases: [Sum]"),
            ("unit:", "units:"),
            ("decimals: 2", "decimals: two"),
            ("decimals: 2", "decimals: -1"),
            ("30.80", "thirty"),
            ("30.80", "[30.80]"),
            ("2022: 30.80", "last: 30.80"),
            ("values: {2022", "value: {2022"),
            ("one: {label: One, values: {2023: 1}}", "one: 1"),
            ("one: {label: One, values: {2023: 1}}", "one: {label: One, unit: t}"),
            ("segments:\n      scope:", "segment:\n      scope:"),
        ],
    ),
    (
        "relations",
        "relations:\n  - a = b + c\n  - {formula: a = d, periods: [2023], note: {en: why, zh-Hant: 原因}}\n",
        &[
            ("relations:", "formulas:"),
            ("formula: a = d", "formulae: a = d"),
            ("formula: a = d, ", ""),
            ("periods: [2023]", "periods: [year]"),
            ("periods: [2023]", "period: 2023"),
            ("a = b + c", "[a, b, c]"),
        ],
    ),
    (
        "glossary",
        "terms:\n  - {zh-Hant: 董事會, en: Board, also: [the Board], avoid: {en: [panel]}}\n",
        &[
            ("terms:", "term:"),
            ("zh-Hant: 董事會, ", ""),
            ("en: Board", "eng: Board"),
            ("avoid: {en: [panel]}", "avoid: [panel]"),
            ("also: [the Board]", "also: {english: [the Board]}"),
        ],
    ),
    (
        "disclosures",
        "code: ESG Code\nitems:\n  - {id: A1.1, label: Emissions, gri: [305-1], chapters: [2-climate], not_applicable: false}\n",
        &[
            ("items:", "item:"),
            ("id: A1.1, ", ""),
            ("chapters:", "chapter:"),
            ("not_applicable: false", "not_applicable: perhaps"),
            ("gri: [305-1]", "gri: {a: 305-1}"),
        ],
    ),
    (
        "review",
        "waivers:\n  - {finding: 0123456789abcdef, rule: restatement-differs, by: A, on: 2024-04-02, reason: Restated}\nflags:\n  - {finding: fedcba9876543210, comment: look, resolved: true}\n  - {figure: {path: a.md, printed: \"1,204\", nth: 2}, comment: this}\ncalls:\n  - {round: 1, by: A, on: 2024-04-02, agreed: 9, skipped: 0, differ: [\"1 a.md\"], digest: 00ff}\n",
        &[
            ("waivers:", "waiver:"),
            ("finding: 0123456789abcdef, ", ""),
            ("0123456789abcdef", "0123456789"),
            ("rule: restatement-differs", "rule: restatements-differ"),
            ("on: 2024-04-02, reason", "on: yesterday, reason"),
            (", reason: Restated", ""),
            ("reason: Restated", "because: Restated"),
            ("resolved: true", "resolved: done"),
            ("nth: 2", "nth: 0"),
            ("path: a.md, ", ""),
            ("agreed: 9", "agreed: most"),
            ("round: 1", "rounds: 1"),
        ],
    ),
    (
        "settings",
        "name: A\ntheme: high-contrast\nambiguous: wide\nborders: ascii\nglyphs: unicode\nmouse: false\neditor: vi\nkeys: {undo: z, block: s w}\n",
        &[
            ("theme: high-contrast", "theme: pink"),
            ("theme:", "themes:"),
            ("ambiguous: wide", "ambiguous: 2"),
            ("mouse: false", "mouse: sometimes"),
            ("borders: ascii", "borders: none"),
            ("keys: {undo: z", "keys: {undoes: z"),
            ("undo: z", "undo: [z]"),
        ],
    ),
];

#[test]
fn each_broken_variant_is_refused() {
    let mut variants = 0;
    for (name, sound, breaks) in BROKEN {
        let validator = validator(name);
        assert_eq!(wrong(&validator, sound), Vec::<String>::new(), "{name}");
        for (old, new) in *breaks {
            assert!(sound.contains(old), "{name}: no {old}");
            let text = sound.replacen(old, new, 1);
            assert!(!wrong(&validator, &text).is_empty(), "{name} accepts\n{text}");
            variants += 1;
        }
    }
    assert!(variants >= 60, "{variants}");
}

/// The names in quotes that a reader looks for: `get("title")`, `text("unit")`, `required(reader, node, "id")`.
fn keys_that_are_read() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for file in ["config", "page_settings", "page_settings/styles", "metrics_read", "terms", "review"] {
        let text = fs::read_to_string(root().join(format!("src/report/{file}.rs"))).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap();
        for call in [
            "get(\"",
            "text(\"",
            "words(item, \"",
            "required(reader, node, \"",
            "required(reader, item, \"",
            "of(\"",
        ] {
            let names = text.split(call).skip(1).filter_map(|rest| rest.split('"').next());
            keys.extend(names.map(str::to_owned));
        }
    }
    keys
}

/// The keys of every object of a schema.
fn properties(schema: &Value, keys: &mut BTreeSet<String>) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::Object(properties)) = map.get("properties") {
                keys.extend(properties.keys().cloned());
            }
            map.values().for_each(|value| properties(value, keys));
        }
        Value::Array(items) => items.iter().for_each(|value| properties(value, keys)),
        _ => {}
    }
}

/// The keys of a shape by their way from the top, with `*` for any name: `metrics/values/*`.
fn ways_of_shape(shape: &Shape, way: &str, ways: &mut BTreeSet<String>) {
    match shape {
        Shape::Keys(keys) | Shape::Map(keys) => {
            for (key, inner) in *keys {
                ways.insert(format!("{way}/{key}"));
                ways_of_shape(inner, &format!("{way}/{key}"), ways);
            }
        }
        Shape::Names(inner) => ways_of_shape(inner, &format!("{way}/*"), ways),
    }
}

/// The same of a schema.
fn ways_of_schema(schema: &Value, root: &Value, way: &str, ways: &mut BTreeSet<String>) {
    let inner =
        |value: &Value, way: &str, ways: &mut BTreeSet<String>| ways_of_schema(value, root, way, ways);
    if let Some(reference) = schema["$ref"].as_str() {
        inner(root.pointer(reference.trim_start_matches('#')).unwrap(), way, ways);
    }
    for choice in ["anyOf", "oneOf", "allOf"] {
        schema[choice].as_array().into_iter().flatten().for_each(|one| inner(one, way, ways));
    }
    inner_of(&schema["items"], |items| inner(items, way, ways));
    for names in ["additionalProperties", "patternProperties"] {
        let named = &schema[names];
        let each = if names == "patternProperties" {
            named.as_object().and_then(|map| map.values().next())
        } else {
            Some(named)
        };
        if let Some(each) = each {
            inner_of(each, |each| inner(each, &format!("{way}/*"), ways));
        }
    }
    for (key, value) in schema["properties"].as_object().into_iter().flatten() {
        ways.insert(format!("{way}/{key}"));
        inner(value, &format!("{way}/{key}"), ways);
    }
}

fn inner_of(schema: &Value, each: impl FnOnce(&Value)) {
    if schema.is_object() {
        each(schema);
    }
}

#[test]
fn the_schemas_have_the_keys_where_the_loader_has_them() {
    for (name, shape) in [
        ("report", &shape::REPORT),
        ("metrics", &shape::METRICS),
        ("relations", &shape::RELATIONS),
        ("glossary", &shape::GLOSSARY),
        ("disclosures", &shape::DISCLOSURES),
        ("review", &shape::REVIEW),
    ] {
        let schema: Value = serde_json::from_str(&Named::by_name(name).unwrap().text()).unwrap();
        let (mut loaded, mut described) = (BTreeSet::new(), BTreeSet::new());
        ways_of_shape(shape, "", &mut loaded);
        ways_of_schema(&schema, &schema, "", &mut described);
        assert_eq!(loaded, described, "{name}");
    }
}

#[test]
fn the_schemas_know_the_keys_that_are_read() {
    let mut described = BTreeSet::new();
    for schema in schema::ALL.iter().filter(|schema| schema.name != "settings") {
        properties(&serde_json::from_str(&schema.text()).unwrap(), &mut described);
    }
    // Written for people and for other programs, and not read back.
    let kept = ["code", "round", "agreed", "skipped", "differ", "digest"].map(str::to_owned);
    let read: BTreeSet<String> = keys_that_are_read().into_iter().chain(kept).collect();
    let languages = ["zh-Hant", "en"].map(str::to_owned);
    let read: BTreeSet<String> = read.into_iter().chain(languages).collect();
    assert_eq!(described, read);
}
