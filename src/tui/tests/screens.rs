//! Whole screens, as drawn: each view and overlay, at the sizes of small and common terminals, in both languages.

use super::*;

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (200, 60)];

/// A picture for each size and language after some keys, one file for all of them.
fn pictures(name: &str, session: impl Fn() -> Session, keys: &str) {
    for language in Language::ALL {
        for (width, height) in SIZES {
            let mut model = open(session(), width, height, language);
            model.name = "M. Chan".to_owned();
            press(&mut model, keys);
            let name = format!("{name}-{width}x{height}-{}", language.tag());
            insta::assert_snapshot!(name, seen(&model));
        }
    }
}

#[test]
fn reading() {
    pictures("reading", fixture::session, "");
}

#[test]
fn reading_a_finding() {
    pictures("finding", fixture::session, "n");
}

#[test]
fn reading_a_tied_figure_in_a_table() {
    pictures("figure", fixture::session, "}]");
}

#[test]
fn tables_too_wide_become_records() {
    pictures("records", fixture::session, "}<end>");
}

#[test]
fn findings() {
    pictures("findings", fixture::session, "2");
}

#[test]
fn filtering_findings() {
    pictures("filter", fixture::session, "2/2265");
}

#[test]
fn outline() {
    pictures("outline", fixture::session, "oj");
}

#[test]
fn help() {
    pictures("help", fixture::session, "?");
}

#[test]
fn help_for_findings() {
    pictures("help-findings", fixture::session, "2?");
}

#[test]
fn searching() {
    pictures("search", fixture::session, "/2265");
}

#[test]
fn choosing_an_export() {
    pictures("export", fixture::session, "xj");
}

#[test]
fn metrics() {
    pictures("metrics", fixture::session, "3jj");
}

#[test]
fn a_value_being_typed() {
    pictures("value", fixture::session, "3jj<enter>");
}

#[test]
fn calling() {
    pictures("call", fixture::session, "cyn");
}

#[test]
fn the_palette() {
    pictures("palette", fixture::session, ":scope");
}

#[test]
fn waiving() {
    pictures("waive", fixture::session, "nwRestated");
}

#[test]
fn flagging() {
    pictures("flag", fixture::session, "nf");
}

#[test]
fn mending_with_a_value_of_ones_own() {
    pictures("typed", fixture::session, "nm2364");
}

#[test]
fn a_file_alone_in_one_language() {
    pictures("alone", fixture::alone, "n");
}

#[test]
fn a_report_without_chapters() {
    pictures("empty", fixture::empty, "");
}

#[test]
fn naming_the_folder_of_an_export() {
    pictures("folder", fixture::session, "xjjjjj");
}

#[test]
fn metrics_that_no_letters_match() {
    pictures("no-metric", fixture::session, "3/nothing");
}

#[test]
fn the_first_time() {
    for language in Language::ALL {
        for (width, height) in SIZES {
            let mut model = open(fixture::session(), width, height, language);
            model.hint = 12;
            insta::assert_snapshot!(format!("first-{width}x{height}-{}", language.tag()), seen(&model));
        }
    }
}

/// What waits for its place to come back, as when a file is deleted and made anew.
#[test]
fn what_is_typed_about_something_that_is_gone() {
    for (name, keys) in [("astray-note", "nwRestated"), ("astray-mend", "nm2364")] {
        for language in Language::ALL {
            for (width, height) in SIZES {
                let mut model = open(fixture::session(), width, height, language);
                model.name = "M. Chan".to_owned();
                press(&mut model, keys);
                let _ = update(&mut model, Msg::Loaded(Ok(Arc::new(Loaded::new(fixture::empty())))));
                insta::assert_snapshot!(format!("{name}-{width}x{height}-{}", language.tag()), seen(&model));
            }
        }
    }
}

#[test]
fn an_export_that_has_ended() {
    use crate::tui::msg::ExportEnd;
    for language in Language::ALL {
        for (width, height) in SIZES {
            let mut model = open(fixture::session(), width, height, language);
            press(&mut model, "x<enter>");
            let files = vec![("out/report.zh-Hant.pdf".into(), 14)];
            let _ = update(&mut model, Msg::Exported(ExportEnd::Written { files, warnings: Vec::new() }));
            insta::assert_snapshot!(format!("exported-{width}x{height}-{}", language.tag()), seen(&model));
        }
    }
}

#[test]
fn mending_while_it_is_checked() {
    pictures("mend", fixture::session, "nm");
}

/// What the worker answers is set by hand: the rules may change under this picture.
#[test]
fn mending_with_its_diff() {
    for language in Language::ALL {
        for (width, height) in SIZES {
            let mut model = open(fixture::session(), width, height, language);
            for effect in press(&mut model, "nm") {
                let Effect::Try { id, proposal } = effect else { continue };
                let loaded = model.loaded.clone().expect("it is open");
                let plan = proposal
                    .plan(&loaded.session, &crate::session::Signature::default())
                    .expect("it can be mended");
                let after = Arc::new(Loaded::new(fixture::session()));
                let trial = crate::tui::act::Trial {
                    proposal,
                    plan,
                    closed: 1,
                    opened: vec![1],
                    refusal: Some(crate::session::Refusal::Opens),
                    loaded: after,
                };
                let _ = update(&mut model, Msg::Tried { id, result: Ok(Arc::new(trial)) });
            }
            insta::assert_snapshot!(format!("diff-{width}x{height}-{}", language.tag()), seen(&model));
        }
    }
}

#[test]
fn an_export_under_way() {
    use crate::pdf::{EditionChoice, Progress, Stage};
    for language in Language::ALL {
        for (width, height) in SIZES {
            let mut model = open(fixture::session(), width, height, language);
            press(&mut model, "x<enter>");
            let progress = Progress { stage: Stage::Paint, done: 8, of: 14 };
            let _ = update(&mut model, Msg::Exporting(EditionChoice::ZhHant, progress));
            insta::assert_snapshot!(format!("exporting-{width}x{height}-{}", language.tag()), seen(&model));
        }
    }
}

#[test]
fn the_widest_layout() {
    for (name, keys) in [("reading", "n"), ("findings", "2")] {
        let mut model = open(fixture::session(), 160, 45, Language::ZhHant);
        press(&mut model, keys);
        insta::assert_snapshot!(format!("{name}-160x45"), seen(&model));
    }
}

/// The rules may find more or less in the sample tomorrow: what must be in view, not how the whole looks.
#[test]
fn the_sample() {
    for language in Language::ALL {
        let mut model = open(sample(), 120, 40, language);
        press(&mut model, "/2265.46<enter>");
        let screen = seen(&model);
        for words in
            ["ghg.scope3 @2023", "2,265.46✗", "161.06 + 1,772.64 + 2,364.85 = 4,298.55 ✓", "2,364.85"]
        {
            assert!(screen.contains(words), "{words}\n{screen}");
        }
    }
}

#[test]
fn rows_are_as_wide_as_the_screen_at_any_size() {
    let mut model = open(fixture::session(), 80, 24, Language::ZhHant);
    for width in (40..200).step_by(23) {
        for height in (6..60).step_by(11) {
            let _ = update(&mut model, Msg::Resized { width, height });
            for keys in ["", "n", "o", "<esc>", "2", "1", "?", "<esc>", "/36", "<esc>", "}", "{"] {
                press(&mut model, keys);
                for row in seen(&model).lines() {
                    assert_eq!(
                        crate::tui::text::width(row),
                        usize::from(width),
                        "{width}x{height} {keys}: {row}"
                    );
                }
            }
        }
    }
}
