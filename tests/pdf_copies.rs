//! The PDF as it can be asked for: its bytes, review copies, two sides, narrow paper, changes, fonts, `--strict`.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]
#![expect(clippy::disallowed_methods, reason = "reads a font and writes the input of its own tests")]

use std::fmt::Write;
use std::ops::ControlFlow;
use std::process::Command;

use sha2::{Digest, Sha256};
use tieout::diff::Changed;
use tieout::pdf::fonts::FontFile;
use tieout::pdf::page::{Item, Page, Pages, Text};
use tieout::pdf::{EditionChoice, Options, Progress, WarningKind, export, pages};
use tieout::report::page_settings::{Margins, PaperSize};
use tieout::session::Session;
use tieout::source::Span;
use tieout::store;

const FIXTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/pdf");
const PICTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/pictures");
const WIDE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/wide");
const KINDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/kinds");
const CONTENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/content");

/// An opening mark stands half an em further out: its own white is cut off.
const CUT: f32 = 16.0;

fn open(path: &str) -> Session {
    Session::open(path.into()).expect("the report opens")
}

fn laid_out(session: &Session, options: &Options) -> Pages {
    pages(&session.report, &session.outcome, options)
}

fn made(session: &Session, options: &Options) -> tieout::pdf::Export {
    let go_on = &mut |_: Progress| ControlFlow::Continue(());
    export(&session.report, &session.outcome, options, go_on).expect("nothing stops it")
}

fn texts(page: &Page) -> impl Iterator<Item = &Text> {
    page.items.iter().flat_map(Item::texts)
}

fn words(text: &Text) -> String {
    text.glyphs.iter().map(|glyph| glyph.text.as_str()).collect()
}

/// What a page says, line after line of what was set.
fn said(page: &Page) -> String {
    texts(page).map(|text| words(text) + "\n").collect()
}

/// Every line of every page of the body: left edge, baseline, size, words.
fn listing(pages: &Pages) -> String {
    let mut out = String::new();
    for page in &pages.pages {
        writeln!(out, "== {}{}", page.label, if page.turned { " turned" } else { "" }).unwrap();
        for text in texts(page) {
            let Some(first) = text.glyphs.first() else { continue };
            let (x, y) = ((text.x + first.x).round(), text.y.round());
            writeln!(out, "{x:4} {y:4} {:5.2}  {}", first.size, words(text)).unwrap();
        }
    }
    out
}

#[test]
fn what_is_set_apart_and_every_kind_of_chart_stand_where_they_should() {
    let session = open(KINDS);
    for edition in EditionChoice::ALL {
        let options = Options { read: Some(store::read_bytes), ..Options::new(edition) };
        insta::assert_snapshot!(format!("kinds_{}", edition.word()), listing(&laid_out(&session, &options)));
    }
}

#[test]
fn characters_that_no_font_has_are_told_together() {
    let session = open(KINDS);
    let options = Options { read: Some(store::read_bytes), ..Options::new(EditionChoice::En) };
    let warned: Vec<String> = made(&session, &options)
        .warnings
        .iter()
        .map(|warning| match &warning.kind {
            WarningKind::NoGlyph(characters) => characters.clone(),
            other => format!("{other:?}"),
        })
        .collect();
    assert_eq!(warned, ["🌱", "مرحبا"]);
}

#[test]
fn pages_of_other_papers_and_of_two_sides_stand_where_they_should() {
    let mut session = open(FIXTURE);
    session.report.config.page.paper = PaperSize::Letter;
    session.report.config.page.two_sided = true;
    let options = Options {
        source_lines: true,
        revision: Some("5d2f1aa".to_owned()),
        ..Options::new(EditionChoice::ZhHant)
    };
    insta::assert_snapshot!("letter", listing(&laid_out(&session, &options)));
    session.report.config.page.paper = PaperSize::Wide;
    session.report.config.page.two_sided = false;
    insta::assert_snapshot!("wide", listing(&laid_out(&session, &Options::new(EditionChoice::En))));
}

/// The bytes of a small report. They change when anything of it does: then look at the pages, not at the digest.
#[test]
fn the_bytes_of_a_small_report_are_these() {
    let session = open(FIXTURE);
    let pictures = open(PICTURES);
    let mut out = String::new();
    for edition in EditionChoice::ALL {
        for review in [false, true] {
            let options = Options { review, draft: review, ..Options::new(edition) };
            let bytes = made(&session, &options).bytes;
            assert_eq!(bytes, made(&session, &options).bytes, "{edition:?}");
            digest(&mut out, &format!("{}{}", edition.word(), if review { " review" } else { "" }), &bytes);
        }
    }
    let options = Options { read: Some(store::read_bytes), ..Options::new(EditionChoice::En) };
    digest(&mut out, "pictures", &made(&pictures, &options).bytes);
    insta::assert_snapshot!("bytes", out);
}

fn digest(out: &mut String, name: &str, bytes: &[u8]) {
    let hash: String = Sha256::digest(bytes)[..8].iter().map(|byte| format!("{byte:02x}")).collect();
    writeln!(out, "{name}: {} bytes, {hash}", bytes.len()).unwrap();
}

#[test]
fn a_review_copy_says_on_its_cover_what_its_marks_mean() {
    let session = open(FIXTURE);
    let options = Options { review: true, ..Options::new(EditionChoice::Bilingual) };
    let pages = laid_out(&session, &options);
    insta::assert_snapshot!("review_cover", said(&pages.pages[0]));
    insta::assert_snapshot!("review_annex", said(pages.pages.last().unwrap()));
}

#[test]
fn facing_pages_mirror_and_chapters_open_on_the_right() {
    let mut session = open(CONTENT);
    session.report.config.page.two_sided = true;
    for edition in EditionChoice::ALL {
        let pages = laid_out(&session, &Options::new(edition));
        assert!(pages.facing);
        let first = pages.pages.iter().position(|page| page.label == "1").unwrap();
        assert!(first.is_multiple_of(2), "the body begins on the right");
        for (at, page) in pages.pages.iter().enumerate().skip(first) {
            let right_hand = at.is_multiple_of(2);
            let fold = if right_hand { 72.0 } else { pages.paper.width - 72.0 };
            let opens = page
                .items
                .iter()
                .any(|item| matches!(item, Item::Rectangle { x, width, .. } if *x < 0.1 && *width > 500.0));
            assert!(!opens || right_hand, "{} page {} opens on the left", edition.word(), page.label);
            for text in texts(page).filter(|_| !page.turned) {
                let Some(last) = text.glyphs.iter().rev().find(|glyph| !glyph.text.trim().is_empty()) else {
                    continue;
                };
                let (left, right) = (text.x + text.glyphs[0].x, text.x + last.x + last.advance);
                let inside = if right_hand { left > fold - CUT } else { right < fold + CUT };
                assert!(inside, "{} page {}: {}", edition.word(), page.label, words(text));
            }
        }
    }
}

#[test]
fn where_two_columns_have_no_room_both_languages_stand_one_under_the_other() {
    let mut session = open(FIXTURE);
    let wide = laid_out(&session, &Options::new(EditionChoice::Bilingual));
    session.report.config.page.margins = Some(Margins { top: 90.0, bottom: 90.0, left: 110.0, right: 110.0 });
    let narrow = laid_out(&session, &Options::new(EditionChoice::Bilingual));
    let letters = |pages: &Pages| {
        let body =
            pages.pages.iter().filter(|page| page.label.starts_with(|char: char| char.is_ascii_digit()));
        let text: String = body.map(said).collect();
        let count = |wanted: fn(char) -> bool| text.chars().filter(|char| wanted(*char)).count();
        (count(|char| char >= '\u{3400}'), count(|char| char.is_ascii_lowercase()))
    };
    let ((han, latin), (han_narrow, latin_narrow)) = (letters(&wide), letters(&narrow));
    // More pages say the running head and the foot more often; nothing is said less.
    assert!(han_narrow >= han && latin_narrow >= latin, "{han_narrow} {han}, {latin_narrow} {latin}");
    let titles = |pages: &Pages| -> Vec<String> {
        pages.outline.iter().map(|entry| format!("{} {}", entry.level, entry.title)).collect()
    };
    assert_eq!(titles(&wide), titles(&narrow));
}

#[test]
fn what_changed_has_a_bar_beside_it() {
    let session = open(FIXTURE);
    let bars = |changed: Option<Changed>| {
        let pages = laid_out(&session, &Options { changed, ..Options::new(EditionChoice::Bilingual) });
        let bar = |item: &&Item| matches!(item, Item::Rectangle { width, .. } if (width - 1.5).abs() < 0.01);
        pages.pages.iter().flat_map(|page| &page.items).filter(bar).count()
    };
    let usual = bars(None);
    assert_eq!(bars(Some(Changed::default())), usual);
    assert!(bars(Some(Changed::between(None, &session.report))) > usual + 10);
}

#[test]
fn a_given_font_is_embedded_and_one_that_cannot_be_read_is_told() {
    let mut session = open(FIXTURE);
    let bytes = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/SourceSans3-Bold.ttf")).unwrap();
    let font = FontFile::read(bytes, 0, "Given-Bold").unwrap();
    let options = Options { fonts: vec![font], ..Options::new(EditionChoice::En) };
    let document = lopdf::Document::load_mem(&made(&session, &options).bytes).unwrap();
    let named = document.objects.values().filter_map(|object| object.as_dict().ok()?.get(b"BaseFont").ok());
    let named: Vec<String> =
        named.map(|name| String::from_utf8_lossy(name.as_name().unwrap()).into_owned()).collect();
    assert!(named.iter().any(|name| name.ends_with("+Given-Bold")), "{named:?}");
    let file = session.report.sources.iter().next().unwrap().0;
    session.report.config.page.fonts = vec![("gone.ttf".to_owned(), Span { file, start: 0, end: 1 })];
    let options = Options { read: Some(store::read_bytes), ..Options::new(EditionChoice::En) };
    let warned = made(&session, &options).warnings;
    assert!(warned.iter().any(|warning| warning.kind == WarningKind::FontNotRead("gone.ttf".to_owned())));
}

#[test]
fn strict_writes_all_editions_or_none() {
    let folder = tempfile::tempdir().unwrap();
    let run = |report: &str, arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tieout"));
        command.args(["--lang", "en", "export", report, "-o"]).arg(folder.path()).args(arguments);
        command.output().unwrap()
    };
    let written = || std::fs::read_dir(folder.path()).unwrap().count();
    let refused = run(WIDE, &["--strict"]);
    assert_eq!((refused.status.code(), written()), (Some(1), 0));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("nothing written: there are warnings"));
    assert_eq!((run(WIDE, &[]).status.code(), written()), (Some(0), 1));
    // Errors of the check stop it as well.
    assert_eq!(run(CONTENT, &["--strict"]).status.code(), Some(1));
    assert_eq!(written(), 1);
}
