//! Slips in YAML, as people make them: what is said of each, where, in both languages.

use tieout::check;
use tieout::locale::Locale;
use tieout::report::load::{Input, InputFile, load};
use tieout::source::Language;

const SLIPS: &[&str] = &[
    "terms: [{zh-Hant: a",
    "terms: [{zh-Hant: a]]\n",
    "terms: ]\n",
    "terms: {a: 1\n",
    "terms:\n  - {zh-Hant: a en: b}\n",
    "terms: [a b\n, c d: e f g]\n",
    "terms:\n  - {zh-Hant: \"a, en: b}\n",
    "terms: \"a\n---\n\"\n",
    "terms:\n  - {zh-Hant: \"a\" x, en: b}\n",
    "terms:\n  - {zh-Hant: 'a' x, en: b}\n",
    "terms:\n  - {zh-Hant: \"\\q\", en: b}\n",
    "terms:\n  - {zh-Hant: \"\\u4\", en: b}\n",
    "terms:\n  a: 1\n b: 2\n",
    "terms:\n  - zh-Hant: 甲\n    en: a\n   also: b\n",
    "terms: a: b\n",
    "terms: - a\n",
    "terms: [- a]\n",
    "terms:\n\t- a\n",
    "terms: [a,#c\n]\n",
    "terms:\n  - @a\n",
    "terms:\n  - `a`\n",
    "terms:\n  - %a\n",
    "%a\nterms: 1\n",
    "terms:\n  - !foo! bar\n",
    "terms:\n  - & a\n",
    "terms:\n  - *\n",
    "terms:\n  - *nobody\n",
    "terms: &a [*a]\n",
    "terms: |x\n  a\n",
    "terms: |0\n  a\n",
    "terms: a\nterms: b\n",
    "---\nterms: []\n---\nterms: []\n",
    "terms: []\nfoo\n",
    "terms:\n  - {zh-Hant: .nan, en: a}\n",
    "terms:\n  - <<: 5\n",
    "terms\n",
    "- a\n",
    "? [a]\n: b\n",
    "terms: {zh-Hant: [甲]}\n",
    "terms: [{zh-Hant: 甲, en: {a: b}}]\n",
    "terms: [{zh-Hant: 甲, en: a, avoid: [b]}]\n",
    "terms: [{zh-Hant: 甲, eng: a}]\n",
];

#[test]
fn every_slip_is_told_with_its_place() {
    let [zh, en] = [Language::ZhHant, Language::En].map(Locale::new);
    let mut told = String::new();
    for slip in SLIPS {
        let file = |path: &str, text: &str| InputFile { path: path.into(), content: Ok(text.to_owned()) };
        let files = vec![
            file("chapters/one/en.md", "# One\n"),
            file("glossary.yaml", slip),
            file("report.yaml", "languages: en\nchapters: [one]\n"),
        ];
        let report = load(&Input { root: "r".into(), folder: true, files, others: Vec::new() });
        told.push_str(&format!("{slip:?}\n"));
        let found = check::run(&report).findings;
        let found = found.iter().filter(|finding| finding.rule == "input-problem");
        let mut count = 0;
        for finding in found {
            let at = report.sources.position(finding.primary().span);
            let path = report.sources.path(finding.primary().span);
            let (zh, en) = (zh.finding(finding), en.finding(finding));
            told.push_str(&format!("  {path}:{}:{} {en}\n  {zh}\n", at.line, at.column));
            let foreign = |word: &str| word.len() > 5 && !slip.contains(word) && !word.contains("glossary");
            let words = zh.split(|char: char| !char.is_ascii_alphanumeric());
            assert_eq!(words.filter(|word| foreign(word)).collect::<Vec<_>>(), [""; 0], "{zh}");
            count += 1;
        }
        assert!(count > 0, "nothing is said of {slip:?}");
    }
    insta::assert_snapshot!(told);
}
