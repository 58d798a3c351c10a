//! The PDF: what stands where on the pages of a small report, and what holds for every page of the real one.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

use std::fmt::Write;
use std::ops::ControlFlow;

use tieout::locale::Locale;
use tieout::pdf::page::{Item, Page, Target, Text};
use tieout::pdf::tag::{ElementId, Role, Tags};
use tieout::pdf::{Cancelled, EditionChoice, Export, Options, Progress, Stage, WarningKind, export, pages};
use tieout::session::Session;
use tieout::source::Language;
use tieout::store;

const FIXTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/pdf");
const PICTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/pictures");
const WIDE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/wide");
const CONTENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/content");

fn open(path: &str) -> Session {
    Session::open(path.into()).expect("the report opens")
}

fn make(session: &Session, edition: EditionChoice) -> Export {
    let go_on = &mut |_: Progress| ControlFlow::Continue(());
    export(&session.report, &session.outcome, &Options::new(edition), go_on).expect("it is made")
}

fn texts(page: &Page) -> impl Iterator<Item = &Text> {
    page.items.iter().flat_map(Item::texts)
}

fn words(text: &Text) -> String {
    text.glyphs.iter().map(|glyph| glyph.text.as_str()).collect()
}

/// Every line of every page: left edge, baseline, size, words.
fn listing(session: &Session, edition: EditionChoice) -> String {
    let mut out = String::new();
    for page in &pages(&session.report, &session.outcome, &Options::new(edition)).pages {
        writeln!(out, "== {}", page.label).unwrap();
        for text in texts(page) {
            let Some(first) = text.glyphs.first() else { continue };
            let (x, y) = ((text.x + first.x).round(), text.y.round());
            writeln!(out, "{x:4} {y:4} {:5.2}  {}", first.size, words(text)).unwrap();
        }
    }
    out
}

#[test]
fn a_small_report_stands_where_it_should() {
    let session = open(FIXTURE);
    for edition in EditionChoice::ALL {
        insta::assert_snapshot!(edition.word(), listing(&session, edition));
    }
}

/// The structure tree: every element that is read, with its language and what is said of it.
fn spoken(session: &Session, edition: EditionChoice) -> String {
    let pages = pages(&session.report, &session.outcome, &Options::new(edition));
    let mut said = vec![String::new(); pages.tags.elements.len()];
    for text in pages.pages.iter().flat_map(texts) {
        if let Some(element) = text.tag.element {
            said[element.index()].push_str(&words(text));
        }
    }
    let mut out = String::new();
    say(&pages.tags, ElementId(0), 0, &said, &mut out);
    out
}

fn say(tags: &Tags, id: ElementId, depth: usize, said: &[String], out: &mut String) {
    let element = tags.get(id);
    let language = element.language.map_or("", |language| language.tag());
    let line = format!("{:?} {language} {} {}", element.role, said[id.index()], element.alt);
    writeln!(out, "{:indent$}{}", "", line.trim_end(), indent = 2 * depth).unwrap();
    for (child, element) in (0..).map(ElementId).zip(&tags.elements) {
        if element.parent == Some(id) {
            say(tags, child, depth + 1, said, out);
        }
    }
}

#[test]
fn everything_that_is_seen_is_read_in_its_place() {
    let session = open(FIXTURE);
    insta::assert_snapshot!("spoken", spoken(&session, EditionChoice::Bilingual));
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let session = open(FIXTURE);
    let first = make(&session, EditionChoice::Bilingual);
    let second = make(&open(FIXTURE), EditionChoice::Bilingual);
    assert_eq!(first.bytes, second.bytes);
    assert!(first.bytes.starts_with(b"%PDF-1.7"));
}

#[test]
fn no_page_has_a_missing_glyph_or_a_line_outside_its_type_area() {
    let session = open(CONTENT);
    for edition in EditionChoice::ALL {
        for page in &pages(&session.report, &session.outcome, &Options::new(edition)).pages {
            for text in texts(page) {
                let place = format!("{} page {}: {}", edition.word(), page.label, words(text));
                assert!(text.glyphs.iter().all(|glyph| glyph.id != 0), "a box: {place}");
                let Some(last) = text.glyphs.iter().rev().find(|glyph| !glyph.text.trim().is_empty()) else {
                    continue;
                };
                let right = text.x + last.x + last.advance;
                assert!(text.x > 50.0 && right < 541.0, "too wide ({right}): {place}");
                assert!((30.0..=812.0).contains(&text.y), "too high or low ({}): {place}", text.y);
            }
        }
    }
}

#[test]
fn a_long_table_says_its_heads_again_on_each_page() {
    let session = open(FIXTURE);
    let pages = pages(&session.report, &session.outcome, &Options::new(EditionChoice::En));
    let has = |page: &Page, wanted: &str| texts(page).any(|text| words(text).contains(wanted));
    let parts: Vec<&Page> =
        pages.pages.iter().filter(|page| has(page, "Month 30") || has(page, "Month 59")).collect();
    assert_eq!(parts.len(), 2);
    assert!(parts.iter().all(|page| has(page, "Unit") && has(page, "2022")));
    assert!(has(parts[0], "continues") && has(parts[1], "Table A1.1 (continued)"));
}

#[test]
fn every_row_of_a_long_table_stands_on_one_page_once() {
    let session = open(FIXTURE);
    let listing = listing(&session, EditionChoice::En);
    for month in 1..=60 {
        let wanted = format!("Month {month}");
        assert_eq!(listing.lines().filter(|line| line.ends_with(&wanted)).count(), 1, "{wanted}");
    }
}

#[test]
fn an_export_can_be_stopped_at_every_stage() {
    let session = open(FIXTURE);
    for wanted in Stage::ALL {
        let stop = &mut |progress: Progress| match progress.stage {
            stage if stage == wanted => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        };
        let made = export(&session.report, &session.outcome, &Options::new(EditionChoice::En), stop);
        assert!(matches!(made, Err(Cancelled)), "{wanted:?}");
    }
}

/// The words of every page of the body that are read, each with its place.
fn body(session: &Session, options: &Options) -> Vec<String> {
    let pages = pages(&session.report, &session.outcome, options);
    let numbered = pages.pages.iter().filter(|page| page.label.starts_with(|c: char| c.is_ascii_digit()));
    let line = |text: &Text| format!("{:.2} {:.2} {}", text.x, text.y, words(text));
    numbered.flat_map(texts).filter(|text| text.tag.element.is_some()).map(line).collect()
}

#[test]
fn review_and_draft_move_nothing() {
    let session = open(CONTENT);
    for edition in EditionChoice::ALL {
        let plain = body(&session, &Options::new(edition));
        let marked = Options { review: true, draft: true, source_lines: true, ..Options::new(edition) };
        let marked = body(&session, &marked);
        // The annex follows the last page.
        assert!(marked.len() > plain.len());
        let differs = plain.iter().zip(&marked).find(|(a, b)| a != b);
        // Page numbers of an opener's contents stay; so must everything else.
        assert_eq!(differs, None, "{}", edition.word());
    }
}

#[test]
fn a_review_copy_marks_every_open_finding_that_speaks_of_its_pages() {
    let session = open(CONTENT);
    let options = Options { review: true, ..Options::new(EditionChoice::Bilingual) };
    let pages = pages(&session.report, &session.outcome, &options);
    let remarks: Vec<&str> =
        pages.pages.iter().flat_map(|page| &page.remarks).map(|remark| remark.words.as_str()).collect();
    let locale = Locale::new(Language::En);
    for finding in session.outcome.open() {
        let in_text = finding.places.iter().any(|place| place.figure.is_some());
        let said = locale.finding(finding);
        assert!(!in_text || remarks.iter().any(|words| words.contains(&said)), "not marked: {said}");
    }
}

#[test]
fn pictures_of_every_kind_are_drawn_and_what_is_none_is_told() {
    let session = open(PICTURES);
    let options = Options { read: Some(store::read_bytes), ..Options::new(EditionChoice::En) };
    let pages = pages(&session.report, &session.outcome, &options);
    let drawings = pages.pages.iter().flat_map(|page| &page.items).filter_map(|item| match item {
        Item::Drawing { items, .. } => Some(items),
        _ => None,
    });
    let kinds: Vec<&str> = drawings
        .map(|items| match items.first() {
            Some(Item::Picture { .. }) => "points",
            Some(Item::Path { .. }) => "paths",
            _ => "nothing",
        })
        .collect();
    assert_eq!(kinds, ["points", "points", "paths"]);
    let go_on = &mut |_: Progress| ControlFlow::Continue(());
    let made = export(&session.report, &session.outcome, &options, go_on).expect("it is made");
    let warned: Vec<&WarningKind> = made.warnings.iter().map(|warning| &warning.kind).collect();
    assert_eq!(warned, [&WarningKind::PictureNotRead("broken.png".to_owned())]);
}

#[test]
fn a_wide_table_lies_on_its_side_and_that_is_told() {
    let session = open(WIDE);
    let options = Options::new(EditionChoice::En);
    let pages = pages(&session.report, &session.outcome, &options);
    let turned: Vec<&Page> = pages.pages.iter().filter(|page| page.turned).collect();
    assert_eq!(turned.len(), 1);
    // With its heading, its head and all its rows.
    for wanted in ["The wide one", "Region", "District number 1", "District number 8"] {
        assert!(texts(turned[0]).any(|text| words(text).contains(wanted)), "{wanted}");
    }
    let paper = pages.paper_of(turned[0]);
    assert!(paper.width > paper.height);
    for text in texts(turned[0]) {
        let Some(last) = text.glyphs.last() else { continue };
        let right = text.x + last.x + last.advance;
        assert!(text.x > 50.0 && right < paper.width - 50.0 && text.y < paper.height, "{}", words(text));
    }
    let go_on = &mut |_: Progress| ControlFlow::Continue(());
    let made = export(&session.report, &session.outcome, &options, go_on).expect("it is made");
    let warned: Vec<&WarningKind> = made.warnings.iter().map(|warning| &warning.kind).collect();
    assert!(warned.contains(&&WarningKind::TableTurned), "{warned:?}");
    assert!(warned.contains(&&WarningKind::ChartEmpty), "{warned:?}");
    assert!(warned.contains(&&WarningKind::PointerLost("../gone/en.md".to_owned())), "{warned:?}");
}

#[test]
fn pointers_print_the_page_that_they_lead_to() {
    let session = open(WIDE);
    let pages = pages(&session.report, &session.outcome, &Options::new(EditionChoice::En));
    let body = pages.pages.iter().find(|page| texts(page).any(|text| words(text).contains("All tables")));
    let body = body.expect("the page with the pointers");
    let said: String = texts(body).map(words).collect();
    let inside = body.links.iter().filter_map(|link| match link.target {
        Target::Inside(id) => pages.destinations[id.0],
        Target::Url(_) => None,
    });
    let labels: Vec<&str> = inside.map(|to| pages.pages[to.page].label.as_str()).collect();
    assert!(labels.len() >= 2, "{labels:?}");
    for label in labels {
        assert!(said.contains(&format!("(page\u{a0}{label})")), "page {label} in: {said}");
    }
}

#[test]
fn charts_say_all_their_values_and_gather_what_has_no_colour() {
    let session = open(WIDE);
    let pages = pages(&session.report, &session.outcome, &Options::new(EditionChoice::En));
    let figures: Vec<&str> = pages
        .tags
        .elements
        .iter()
        .filter(|element| element.role == Role::Figure)
        .map(|element| element.alt.as_str())
        .collect();
    insta::assert_snapshot!("charts", figures.join("\n"));
}

#[test]
fn links_lead_where_they_say() {
    let session = open(FIXTURE);
    let pages = pages(&session.report, &session.outcome, &Options::new(EditionChoice::ZhHant));
    assert!(pages.destinations.iter().flatten().all(|destination| destination.page < pages.pages.len()));
    let outline: Vec<(u8, &str)> =
        pages.outline.iter().map(|entry| (entry.level, entry.title.as_str())).collect();
    assert_eq!(outline, [(1, "1  空氣"), (2, "1.1  排放"), (3, "現況"), (1, "附錄1 數據")]);
}
