#![allow(clippy::all)]
use std::fs;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::time::{Duration, Instant};
use camino::Utf8PathBuf;
use tieout::check;
use tieout::figures::{self, numeral, unit, Cell};
use tieout::report::load::{load, Input, InputFile};
use tieout::report::Report;

fn single(text: &str) -> Report {
    let root = Utf8PathBuf::from("one.md");
    let file = InputFile { path: root.clone(), content: Ok(text.to_owned()) };
    load(&Input { root, folder: false, files: vec![file], others: Vec::new() })
}
fn folder(files: &[(&str, &str)]) -> Input {
    let mut files: Vec<InputFile> = files.iter().map(|(p, t)| InputFile { path: (*p).into(), content: Ok((*t).to_owned()) }).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Input { root: "content".into(), folder: true, files, others: Vec::new() }
}
fn checked(report: &Report) {
    let outcome = check::run(report);
    for finding in &outcome.findings {
        assert_ne!(finding.message.key, "finding-rule-failed", "{}", finding.rule);
        for place in &finding.places {
            let t = &report.sources.get(place.span.file).text;
            assert!(t.get(place.span.start..place.span.end).is_some());
        }
    }
}
fn run(target: &str, text: &str) {
    match target {
        "figures" => {
            let mut end = 0;
            for f in figures::lex(text) {
                assert_eq!(text.get(f.range.clone()), Some(f.printed.as_str()));
                assert!(end <= f.range.start);
                end = f.range.end;
                let _ = f.interval();
                let _ = f.as_plain_number();
            }
        }
        "numeral" => {
            let _ = numeral::arabic(text).map(|r| r.quantum());
            let _ = unit::parse(text);
            let _ = unit::read(text);
            let _ = figures::is_malformed(text);
            if let Cell::Number(ns) = figures::cell(text) {
                for n in &ns { assert!(figures::agree(n, n)); }
            }
        }
        "table" => {
            let rows: Vec<Vec<&str>> = text.lines().map(|l| l.split('|').collect()).collect();
            let w = rows.first().map_or(0, Vec::len);
            let pipes: String = rows.iter().map(|r| format!("| {} |\n", r.join(" | "))).collect();
            let (h, b) = pipes.split_once('\n').unwrap_or((&pipes, ""));
            checked(&single(&format!("# T\n\nTable: T 2023\n\n{h}\n|{}\n{b}", "---|".repeat(w))));
            let tabs: String = rows.iter().map(|r| r.join("\t") + "\n").collect();
            checked(&single(&format!("# T\n\n{tabs}")));
        }
        "relations" => {
            let q = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
            let relations = format!("relations:\n  - \"{q}\"\n");
            checked(&load(&folder(&[("report.yaml", "title: T\nperiod: 2023\nchapters: [one]\n"),
                ("metrics/a.yaml", "metrics:\n  - {id: a, label: A, unit: t, values: {2022: 0, 2023: 79228162514264337593543950335}}\n  - id: b.c\n    values: {2022: 3, 2023: 0.0000001}\n    segments: {gender: {male: {label: M, values: {2022: 1}}, female: {label: F, values: {2022: 2, 2023: -5}}}}\n"),
                ("relations.yaml", &relations), ("chapters/one/en.md", "# One\n\nA was {{a@2023}} t, B {{b.c@2022}}.\n")])));
        }
        "yaml" => {
            let names = ["report.yaml", "metrics/a.yaml", "relations.yaml", "glossary.yaml", "disclosures.yaml", "review.yaml"];
            let which = names[text.len() % 6];
            let mut files = vec![(which, text), ("chapters/one/en.md", "# One\n\n100 people, {{a.b@2023}}.\n\n```chart\ntype: bars\nmetrics: [a.b]\nperiods: [2022]\n```\n")];
            for (p, t) in [("report.yaml", "title: T\nperiod: 2023\nchapters: [one]\n"), ("metrics/a.yaml", "metrics:\n  - {id: a.b, label: {en: People}, unit: 人, values: {2022: 90, 2023: 100}}\n")] {
                if p != which { files.push((p, t)); }
            }
            checked(&load(&folder(&files)));
        }
        "import" => {
            let report = single(text);
            if let Some(imported) = tieout::import::import(&report) {
                let files: Vec<(&str, &str)> = imported.files.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
                let again = load(&folder(&files));
                assert!(again.figures.len() >= report.figures.len(), "figures were lost");
                checked(&again);
            }
        }
        _ => checked(&single(text)),
    }
}
struct Rng(u64);
impl Rng {
    fn next(&mut self, n: usize) -> usize { self.0 ^= self.0 << 13; self.0 ^= self.0 >> 7; self.0 ^= self.0 << 17; if n == 0 { 0 } else { (self.0 % n as u64) as usize } }
}
const BITS: &[&str] = &["|", "\n", "\n\n", "%", "1,234", "0", "-", "(", ")", "億", "萬", "第", "年", "2023", "至", "，", "。", "{{", "}}", "[", "](metric:a@2023)", "*", "**", "`", "```chart\n", "#", "> ", "- ", "\t", "two", "hundred", "million", "合計", "Total", "其中", "of which", "99999999999999999999999999999", "0.0000001", "½", "①", "：", "“", "&amp;", "<sub>", "<table><tr><td>", "</td>", "[^1]", "\u{a0}", "\u{202e}", "=", "+", "sum(", "/", "&a ", "*a", "<<: ", "'", "\"", "~", "{", "}", ": "];
fn mutate(rng: &mut Rng, seeds: &[String]) -> String {
    let mut chars: Vec<char> = seeds[rng.next(seeds.len())].chars().collect();
    if chars.len() > 3000 { let at = rng.next(chars.len() - 2000); chars = chars[at..at + 2000].to_vec(); }
    for _ in 0..1 + rng.next(6) {
        let at = rng.next(chars.len() + 1);
        match rng.next(7) {
            0 | 1 => { let b: Vec<char> = BITS[rng.next(BITS.len())].chars().collect(); chars.splice(at..at, b); }
            2 => { let end = (at + 1 + rng.next(20)).min(chars.len()); if at < end { chars.drain(at..end); } }
            3 => { let end = (at + 1 + rng.next(60)).min(chars.len()); if at < end { let p = chars[at..end].to_vec(); let n = 1 + rng.next(8); for _ in 0..n { let to = rng.next(chars.len()); chars.splice(to..to, p.clone()); } } }
            4 => { if at < chars.len() { chars[at] = char::from(b'0' + rng.next(10) as u8); } }
            5 => { let other: Vec<char> = seeds[rng.next(seeds.len())].chars().collect(); if !other.is_empty() { let s = rng.next(other.len()); let e = (s + rng.next(200)).min(other.len()); chars.splice(at..at, other[s..e].to_vec()); } }
            _ => { if chars.len() > 2 { let b = rng.next(chars.len()); if at < chars.len() { chars.swap(at, b); } } }
        }
    }
    chars.into_iter().filter(|c| *c != '\0').collect()
}
#[test]
#[ignore]
fn mutate_all() {
    let secs: u64 = std::env::var("SECS").ok().and_then(|s| s.parse().ok()).unwrap_or(60);
    std::panic::set_hook(Box::new(|_| {}));
    let mut rng = Rng(std::env::var("SEED").ok().and_then(|s| s.parse().ok()).unwrap_or(88172645463325252));
    for target in std::env::var("TARGETS").unwrap_or("figures numeral chapter table relations import yaml".into()).split(' ') {
        let mut seeds: Vec<String> = Vec::new();
        for place in ["seeds", "findings"] {
            for entry in fs::read_dir(format!("fuzz/{place}/{target}")).into_iter().flatten() {
                seeds.push(String::from_utf8_lossy(&fs::read(entry.unwrap().path()).unwrap()).into_owned());
            }
        }
        let begun = Instant::now();
        let (mut n, mut bad, mut slow) = (0u64, 0, Duration::ZERO);
        while begun.elapsed() < Duration::from_secs(secs) {
            let text = mutate(&mut rng, &seeds);
            let at = Instant::now();
            if catch_unwind(AssertUnwindSafe(|| run(target, &text))).is_err() {
                bad += 1;
                fs::write(format!("/work/tmp/trust/crash-{target}-{bad}"), &text).unwrap();
            }
            let took = at.elapsed();
            if took > slow { slow = took; fs::write(format!("/work/tmp/trust/slow-{target}"), &text).unwrap(); }
            n += 1;
        }
        println!("{target}: {n} executions, {bad} bad, slowest {slow:?}");
    }
}
