//! Mending on reports of a few lines: what is proposed, what is refused, what the files become.

use super::*;
use crate::check::Finding;

const REPORT: &str = "title: {zh-Hant: 甲, en: A}\nentity: A\nperiod: 2023\nlanguages: [zh-Hant, en]\nchapters:\n  - {folder: one, number: 1}\n";
const METRICS: &str = "# kept\nmetrics:\n  - id: ghg.scope3 # kept too\n    label: {zh-Hant: 範圍三排放量, en: Scope 3 emissions}\n    unit: tCO2e\n    values: {2022: 1903.20, 2023: 2364.85}\n";
const ZH: &str =
    "# 甲\n\n範圍三排放量為[2,265.46](metric:ghg.scope3@2023) tCO2e。\n\n其後為2,364.85 tCO2e。\n";
const EN: &str =
    "# A\n\nScope 3 emissions were [2,265.46](metric:ghg.scope3@2023) tCO2e.\n\nLater 2,364.85 tCO2e.\n";

fn session(review: Option<&str>) -> Session {
    let mut files = vec![
        ("chapters/one/en.md", EN),
        ("chapters/one/zh-Hant.md", ZH),
        ("metrics/a.yaml", METRICS),
        ("report.yaml", REPORT),
    ];
    files.extend(review.map(|text| ("review.yaml", text)));
    let file = |(path, text): (&str, &str)| InputFile { path: path.into(), content: Ok(text.to_owned()) };
    let files = files.into_iter().map(file).collect();
    Session::of(Input { root: "report".into(), folder: true, files, others: Vec::new() })
}

fn find<'a>(session: &'a Session, rule: &str) -> (usize, &'a Finding) {
    let found = session.outcome.findings.iter().enumerate().find(|(_, finding)| finding.rule == rule);
    found.unwrap_or_else(|| panic!("no {rule} among {:#?}", session.outcome.findings))
}

/// The rule that says that a bound figure is not its metric, whatever it is merged into.
fn wrong(session: &Session) -> (usize, &Finding) {
    let open = session.outcome.findings.iter().enumerate().find(|(_, finding)| {
        finding.places.iter().any(|place| session.report.sources.slice(place.span) == "2,265.46")
    });
    open.expect("the contradiction is found")
}

#[test]
fn a_finding_is_mended_in_both_editions_and_nothing_else_changes() {
    let session = session(None);
    let (at, finding) = wrong(&session);
    let targets = session.targets(finding);
    assert_eq!(targets.len(), 2, "{finding:#?}");
    let ways = session.ways(&targets, Some(finding));
    assert_eq!(ways[0], Way::Value("2,364.85".into()), "{ways:?}");
    let plan = session.mend(&targets, Some(finding), &ways[0]).unwrap();
    let checked = session.recheck(&plan, &Aim { findings: vec![at], ..Aim::default() });
    assert_eq!(checked.refusal, None, "{:#?}", checked.session.outcome.findings);
    assert!(checked.closed.contains(&at) && checked.opened.is_empty());
    let zh = plan.after("chapters/one/zh-Hant.md".into());
    assert_eq!(zh, Some(Some(ZH.replace("2,265.46", "2,364.85").as_str())));
}

#[test]
fn a_value_that_does_not_tie_either_is_refused() {
    let session = session(None);
    let (at, finding) = wrong(&session);
    let targets = session.targets(finding);
    let plan = session.mend(&targets, Some(finding), &Way::Value("2300".into())).unwrap();
    assert!(plan.after("chapters/one/en.md".into()).unwrap().unwrap().contains("2,300"), "as it was printed");
    let checked = session.recheck(&plan, &Aim { findings: vec![at], ..Aim::default() });
    assert_eq!(checked.refusal, Some(Refusal::Stays));
}

#[test]
fn one_edition_alone_is_refused_because_then_the_editions_differ() {
    let session = session(None);
    let (at, finding) = wrong(&session);
    let targets = session.targets(finding);
    let plan = session.mend(&targets[..1], Some(finding), &Way::Value("2,364.85".into())).unwrap();
    let checked = session.recheck(&plan, &Aim { findings: vec![at], ..Aim::default() });
    assert!(checked.refusal.is_some());
}

#[test]
fn linking_prints_the_metric_in_both_editions() {
    let session = session(None);
    let (at, finding) = wrong(&session);
    let targets = session.targets(finding);
    let ways = session.ways(&targets, Some(finding));
    let link = ways.iter().find(|way| matches!(way, Way::Link(_))).expect("it is bound");
    let plan = session.mend(&targets, Some(finding), link).unwrap();
    let linked = targets.iter().map(|target| match target {
        Target::Figure(figure) => *figure,
        Target::Metric(_) => panic!("figures are linked"),
    });
    let aim = Aim { findings: vec![at], linked: linked.collect(), may_open: false };
    let checked = session.recheck(&plan, &aim);
    assert_eq!(checked.refusal, None, "{:#?}", checked.session.outcome.findings);
    let en = plan.after("chapters/one/en.md".into()).unwrap().unwrap();
    assert!(en.contains("were {{ghg.scope3@2023}} tCO2e."), "{en}");
}

#[test]
fn a_typed_figure_without_a_metric_is_linked_to_the_one_that_says_the_same() {
    let session = session(None);
    let later = session.report.figures.iter().rposition(|one| one.figure.printed == "2,364.85").unwrap();
    let targets = [session.target(later)];
    let ways = session.ways(&targets, None);
    let plan = session.mend(&targets, None, ways.last().expect("one is linked")).unwrap();
    let checked = session.recheck(&plan, &Aim { linked: vec![later], ..Aim::default() });
    assert_eq!(checked.refusal, None);
}

#[test]
fn a_metric_is_changed_in_place_and_its_comments_stay() {
    let session = session(None);
    let (_, finding) = wrong(&session);
    let metric = finding.places.iter().find_map(|place| place.metric.clone()).unwrap();
    let plan = session.mend(&[Target::Metric(metric)], None, &Way::Value("2,265.46".into())).unwrap();
    let after = plan.after("metrics/a.yaml".into()).unwrap().unwrap();
    assert_eq!(after, METRICS.replace("2364.85", "2265.46"));
    let checked = session.recheck(&plan, &Aim { may_open: true, ..Aim::default() });
    assert_eq!(checked.refusal, None);
}

#[test]
fn a_waiver_is_written_and_taken_back() {
    for review in [None, Some("# ours\nflags: []\n"), Some("waivers:\n  # first\n")] {
        let session = session(review);
        let (at, finding) = wrong(&session);
        let signature = Signature { by: "M. Chan".into(), on: "2026-11-22".into() };
        let plan = session.waive(finding, &signature, "Restated: \"audited\"").unwrap();
        let checked = session.recheck(&plan, &Aim { findings: vec![at], ..Aim::default() });
        assert_eq!(checked.refusal, None, "{review:?}");
        let waiver = &checked.session.report.review.waivers[0];
        assert_eq!((&*waiver.by, &*waiver.reason), ("M. Chan", "Restated: \"audited\""));
        let step = undo::Step { deed: undo::Deed::Waive, subject: String::new(), traces: plan.traces() };
        let back = checked.session.reverse(&step, false).unwrap();
        assert_eq!(back.after("review.yaml".into()), Some(review), "as it was");
    }
}

#[test]
fn a_figure_is_flagged_by_what_it_prints_and_resolved() {
    let session = session(None);
    let figure = session.report.figures.iter().rposition(|one| one.figure.printed == "2,364.85").unwrap();
    let plan = session.flag_figure(figure, &Signature::default(), "which year?").unwrap();
    let flagged = session.with(&plan);
    let flag = flagged.flags_at(figure).next().expect("it is found again").clone();
    assert_eq!(flag.comment, "which year?");
    let plan = flagged.resolve(&flag).unwrap();
    assert_eq!(flagged.recheck(&plan, &Aim::default()).refusal, None);
    assert_eq!(flagged.with(&plan).flags_at(figure).count(), 0);
}

#[test]
fn words_that_a_rule_suggests_are_put_in() {
    let mut session = session(None);
    let text = ZH.replace("排放量為", "排放量为");
    Arc::make_mut(&mut session.input).files[1].content = Ok(text);
    let session = Session::of(Input::clone(&session.input));
    let (at, finding) = find(&session, "script-mixed");
    let plan = session.mend(&[], Some(finding), &Way::Suggested).unwrap();
    assert_eq!(plan.after("chapters/one/zh-Hant.md".into()), Some(Some(ZH)));
    let checked = session.recheck(&plan, &Aim { findings: vec![at], ..Aim::default() });
    assert_eq!(checked.refusal, None);
}

#[test]
fn a_plan_that_moves_anything_else_is_refused() {
    let session = session(None);
    let (_, finding) = wrong(&session);
    let place = finding.primary().span;
    let disturbing = [(place, "\n\n# x\n\n"), (place, "1 and 2"), (Span::new(place.file, 0, 2), "")];
    for (span, text) in disturbing {
        let plan = session.plan(vec![(span, text.to_owned())]).unwrap();
        assert_eq!(session.recheck(&plan, &Aim::default()).refusal, Some(Refusal::Disturbs), "{text:?}");
    }
}

#[test]
fn the_journal_outlives_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let path = Utf8Path::from_path(folder.path()).unwrap().join("a/journal.json");
    let session = session(None);
    let (_, finding) = wrong(&session);
    let plan = session.waive(finding, &Signature::default(), "why").unwrap();
    let mut journal = undo::Journal::read(&path);
    journal.push(undo::Step { deed: undo::Deed::Waive, subject: "x".into(), traces: plan.traces() });
    journal.undone();
    journal.write(&path).unwrap();
    let mut again = undo::Journal::read(&path);
    assert_eq!(again, journal);
    again.redone();
    let redo = session.reverse(&again.done[0], true).unwrap();
    assert_eq!(redo, plan);
}

#[test]
fn a_figure_with_a_scale_word_is_declared_to_be_its_metric_in_both_editions() {
    let input = Input::clone(&session(None).input);
    let file = |file: InputFile| InputFile {
        content: file.content.map(|text| {
            text.replace(
                "tCO2e\n    values: {2022: 1903.20, 2023: 2364.85}",
                "百萬元\n    values: {2023: 2228}",
            )
            .replace("範圍三排放量為[2,265.46](metric:ghg.scope3@2023) tCO2e", "收入為22.28億元")
            .replace(
                "Scope 3 emissions were [2,265.46](metric:ghg.scope3@2023) tCO2e",
                "Revenue was RMB2,228 million",
            )
        }),
        ..file
    };
    let files = input.files.into_iter().map(file).collect();
    let session = Session::of(Input { files, ..input });
    let figures = &session.report.figures;
    let named =
        |words: &str| figures.iter().position(|one| one.figure.printed.contains(words)).expect("it is read");
    let (zh, en) = (named("22.28"), named("2,228"));
    let targets = [session.target(zh), session.target(en)];
    let ways = session.ways(&targets, None);
    let [way @ Way::Declare(_)] = &ways[..] else { panic!("{ways:?}") };
    let plan = session.mend(&targets, None, way).unwrap();
    let checked = session.recheck(&plan, &Aim { linked: vec![zh, en], ..Aim::default() });
    assert_eq!(checked.refusal, None, "{:#?}", checked.session.outcome.findings);
    let after = |path: &str| plan.after(path.into()).unwrap().unwrap().to_owned();
    let declared =
        ["收入為[22.28](metric:ghg.scope3@2023)億元", "RMB[2,228](metric:ghg.scope3@2023) million"];
    assert!(after("chapters/one/zh-Hant.md").contains(declared[0]));
    assert!(after("chapters/one/en.md").contains(declared[1]));
}

#[test]
fn suggestions_go_together_and_those_that_would_do_harm_are_left() {
    let mut input = Input::clone(&session(None).input);
    input.files[1].content = Ok(ZH.replace('為', "为"));
    let mut session = Session::of(input);
    assert_eq!(session.fixes(|finding| finding.rule == "term-differs").fixed, Vec::<usize>::new());
    let slips: Vec<usize> = session.fixes(|_| true).fixed;
    assert_eq!(slips.len(), 2, "{:#?}", session.outcome.findings);
    // A suggestion that mends nothing, and one that says otherwise what the first says already.
    let place = session.report.figures[0].span;
    let first = session.outcome.findings[slips[0]].suggestion.clone().unwrap().edits[0].0;
    let copy = |edit: (Span, String)| {
        let mut finding = session.outcome.findings[slips[1]].clone();
        finding.suggestion = Some(crate::check::Suggestion { edits: vec![edit] });
        finding
    };
    let added = [copy((place, "1".to_owned())), copy((first, "唯".to_owned()))];
    session.outcome.findings.extend(added);
    let fixes = session.fixes(|_| true);
    assert_eq!(fixes.fixed, slips);
    let left: Vec<&ChangeError> = fixes.left.iter().map(|(_, error)| error).collect();
    assert!(
        matches!(left[..], [ChangeError::Refused(_), ChangeError::Plan(PlanError::Overlap(_))]),
        "{left:?}"
    );
    let (plan, tried) = fixes.made.expect("two go");
    assert_eq!(plan.after("chapters/one/zh-Hant.md".into()), Some(Some(ZH)));
    assert!(tried.session.fixes(|_| true).made.is_none(), "nothing is left to do");
}
