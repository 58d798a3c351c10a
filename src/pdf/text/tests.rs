//! Lines as they are broken: examples, the whole report, and any text at all.

use proptest::prelude::*;

use super::violations::violations;
use super::*;
use crate::report::{Block, Report};
use crate::session::Session;

fn span(text: &str) -> Span<'_> {
    Span { text, range: 0..text.len(), weight: Weight::Regular, italic: false, script: Script::Normal, id: 0 }
}

fn body(language: Language) -> Setting {
    let (size, measure, indent) = match language {
        Language::ZhHant => (10.5, 367.5, 21.0),
        Language::En => (11.0, 368.0, 0.0),
    };
    Setting { language, size, measure, indent, align: Align::Justify, hyphenate: true, kerning: true }
}

/// A text on one line.
fn one(fonts: &Fonts, text: &str, language: Language, size: f32) -> Line {
    let set = paragraph(fonts, &[span(text)], &Setting::label(language, size));
    set.lines.into_iter().next().unwrap_or_default()
}

/// The lines as text, `|` at their ends, `-` where a hyphen was added.
fn broken(text: &str, setting: &Setting) -> String {
    let paragraph = paragraph(&Fonts::new(), &[span(text)], setting);
    let show = |line: &Line| {
        let hyphen = if line.hyphen { "-" } else { "" };
        format!("{}{hyphen}|", text[line.range.clone()].trim_end())
    };
    paragraph.lines.iter().map(show).collect::<Vec<_>>().join("\n")
}

fn report() -> Report {
    Session::open("content".into()).expect("the sample is read").report
}

/// Every text of an edition.
fn texts(report: &Report, language: Language) -> Vec<String> {
    let mut texts = Vec::new();
    for edition in report.chapters.iter().filter_map(|chapter| chapter.editions.get(language).as_ref()) {
        texts.extend(edition.blocks.iter().flat_map(Block::texts).map(|text| text.plain.clone()));
    }
    texts
}

#[test]
fn the_report_is_set_without_a_fault() {
    let report = report();
    let fonts = Fonts::new();
    let mut faults = Vec::new();
    for language in Language::ALL {
        let narrow = match language {
            Language::ZhHant => (209.0, 9.5),
            Language::En => (247.0, 10.0),
        };
        let bilingual = Setting { measure: narrow.0, size: narrow.1, ..body(language) };
        let cell = Setting {
            measure: 90.0,
            size: 9.0,
            align: Align::Left,
            indent: 0.0,
            hyphenate: false,
            kerning: false,
            ..body(language)
        };
        for text in texts(&report, language) {
            // A column of a table is never narrower than its widest piece.
            let least = least_measure(&fonts, &[span(&text)], &cell);
            let cell = Setting { measure: least.max(60.0), ..cell.clone() };
            for setting in [&body(language), &bilingual, &cell] {
                let paragraph = paragraph(&fonts, &[span(&text)], setting);
                faults.extend(violations(&text, setting, &paragraph));
            }
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn the_faces_draw_every_character_of_the_report() {
    let report = report();
    let fonts = Fonts::new();
    for language in Language::ALL {
        for text in texts(&report, language) {
            let set = paragraph(&fonts, &[span(&text)], &body(language));
            let mut glyphs = set.lines.iter().flat_map(|line| &line.glyphs);
            assert!(glyphs.all(|glyph| glyph.id != 0), "{text}");
            assert_eq!(set.missing, [], "{text}");
        }
    }
}

#[test]
fn a_character_without_a_glyph_is_named_and_stands_out() {
    let paragraph = paragraph(&Fonts::new(), &[span("見 𞤀 字")], &body(Language::ZhHant));
    assert_eq!(paragraph.missing, [('𞤀', 4)]);
    let geta = Fonts::new().glyph(Face::HanRegular, '〓').unwrap();
    assert!(paragraph.lines[0].glyphs.iter().any(|glyph| glyph.id == geta && glyph.text == (4..8)));
}

/// The advance of a text on one line, in em.
fn em(text: &str) -> f32 {
    let width = one(&Fonts::new(), text, Language::ZhHant, 100.0).width;
    (width / 100.0 * 1000.0).round() / 1000.0
}

#[test]
fn meeting_marks_share_their_white() {
    for (text, wide) in [
        ("甲乙", 2.0),
        ("甲》，乙", 3.5),
        ("甲。」乙", 3.75),
        ("甲），「乙", 4.0),
        ("甲、《乙", 3.5),
        ("甲」「乙", 3.5),
        ("甲「『乙", 3.5),
        ("「甲", 1.5),
        ("甲。", 1.75),
        ("甲？", 2.0),
        ("甲——乙", 4.0),
        ("甲……乙", 4.0),
        ("甲“乙”丙", 5.0),
    ] {
        assert!((em(text) - wide).abs() < 0.001, "{text}: {}", em(text));
    }
}

#[test]
fn a_quarter_em_parts_han_from_latin_once() {
    let five = 0.497 * 1.08;
    for (text, wide) in [
        ("甲5乙", 2.5 + five),
        ("甲 5 乙", 2.5 + five),
        ("甲，5", 1.75 + 0.25 + five),
        ("甲， 5", 2.0 + five),
        ("甲5%乙", 2.5 + five + 0.824 * 1.08),
        ("甲／5", 2.0 + five),
    ] {
        assert!((em(text) - wide).abs() < 0.002, "{text}: {} for {wide}", em(text));
    }
}

#[test]
fn quotation_marks_follow_what_stands_around_them() {
    let face = |text: &str, language| {
        let line = one(&Fonts::new(), text, language, 10.0);
        line.glyphs.iter().map(|glyph| if glyph.face.is_han() { 'H' } else { 'L' }).collect::<String>()
    };
    assert_eq!(face("用“A”和", Language::ZhHant), "HHLHH");
    assert_eq!(face("it’s", Language::ZhHant), "LLLL");
    assert_eq!(face("“A”", Language::En), "LLL");
    assert_eq!(face("a “b” c", Language::ZhHant), "LLLLLLL");
}

#[test]
fn chinese_lines() {
    let setting = Setting { measure: 126.0, size: 10.5, indent: 0.0, ..body(Language::ZhHant) };
    insta::assert_snapshot!(broken(
        "集團溫室氣體排放總量為4,298.56 tCO2e，其中範圍三（僱員差旅）為2,265.46 tCO2e，較2022年上升19.0%。\
         我們已取得ISO 27001認證，並按GB/T 22239-2019「網絡安全等級保護」覆核——共投入約1.2億元。",
        &setting
    ));
}

#[test]
fn english_lines() {
    let setting = Setting { measure: 200.0, size: 10.0, ..body(Language::En) };
    insta::assert_snapshot!(broken(
        "Emissions amounted to 4,298.56 tCO2e, of which Scope 3 (business travel by employees) accounts for 2,265.46 \
         tCO2e, 19.0% more than in 2022. The rise is mainly explained by travel returning to its level before the \
         pandemic; our revised ultra-low-energy policy saves about 1.6 million kWh. See https://www.hkex.com.hk/esg/reports.",
        &setting
    ));
}

thread_local! {
    static FONTS: Fonts = Fonts::new();
}

proptest! {
    #[test]
    fn any_text_is_set_whole(
        text in r"(\PC|[ \n甲。，「」——…“”’A-z0-9%,.$-]){0,80}",
        measure in 5.0_f32..400.0,
        english: bool,
        justify: bool,
    ) {
        let language = if english { Language::En } else { Language::ZhHant };
        let align = if justify { Align::Justify } else { Align::Left };
        let setting = Setting { measure, align, indent: 0.0, ..body(language) };
        let paragraph = FONTS.with(|fonts| paragraph(fonts, &[span(&text)], &setting));
        let lost: Vec<String> = violations(&text, &setting, &paragraph)
            .into_iter()
            .filter(|fault| fault.contains("lost") || fault.contains("twice") || fault.contains("glyph 0"))
            .collect();
        prop_assert!(lost.is_empty(), "{lost:?}");
    }
}
