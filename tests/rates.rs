//! Rates, shares and means that a table shows by itself: what is found, and what must be left alone.

use camino::Utf8PathBuf;
use tieout::check::{Finding, RULES, Role, Rule, Severity, run_rules};
use tieout::report::Report;
use tieout::report::load::{Input, InputFile, load};

/// The rules that speak of rates; the form of numbers and words is the affair of other tests.
const SPOKEN: &[&str] = &[
    "ratio-does-not-recompute",
    "denominators-disagree",
    "percent-does-not-recompute",
    "percentage-impossible",
    "shares-not-whole",
    "mean-outside-subgroups",
    "breakdowns-disagree",
    "rollforward-breaks",
    "scale-jump",
    "sum-does-not-foot",
];

/// What a text gives: severity, rule and suspects of each finding.
fn told(text: &str) -> Vec<String> {
    let file = InputFile { path: "report.md".into(), content: Ok(text.to_owned()) };
    let root = Utf8PathBuf::from("report.md");
    let report = load(&Input { root, folder: false, files: vec![file], others: Vec::new() });
    let rules: Vec<Rule> = RULES.iter().copied().filter(|rule| SPOKEN.contains(&rule.id)).collect();
    let findings = run_rules(&report, &rules).findings;
    let loud = findings.iter().filter(|finding| finding.severity != Severity::Note);
    loud.map(|finding| line(&report, finding)).collect()
}

fn line(report: &Report, finding: &Finding) -> String {
    let suspects = finding.places.iter().filter(|place| place.role == Role::Suspect);
    let suspects: Vec<&str> = suspects.map(|place| report.sources.slice(place.span)).collect();
    format!("{} {}: {}", finding.severity.word(), finding.rule, suspects.join(" "))
}

/// A name, a text, and what it gives.
fn check<'a>(cases: impl IntoIterator<Item = (&'a str, String, &'a [&'a str])>) {
    let wrong = cases.into_iter().filter_map(|(name, text, expected)| {
        let told = told(&text);
        (told != expected).then(|| format!("{name}: {told:#?}, not {expected:#?}\n{text}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const PER_HEAD: &str = "
| 指標 | 單位 | 2021年 | 2022年 | 2023年 |
|---|---|---:|---:|---:|
| 用電總量 | 兆瓦時 | 5,210.40 | 5,377.12 | 5,466.30 |
| 用電密度 | 兆瓦時/人 | 4.12 | 4.18 | 4.20 |
| 總耗水量 | 噸 | 31,775.00 | 32,160.00 | 32,539.00 |
| 總耗水密度 | 噸/人 | 25.12 | 25.01 | 25.01 |
| 無害廢棄物排放量 | 噸 | 120.90 | 118.40 | 119.20 |
| 無害廢棄物密度 | 噸/人 | 0.10 | 0.09 | 0.09 |
| 僱員總數 | 人 | 1,265 | 1,286 | 1,301 |
";

#[test]
fn rates_of_one_unit_share_a_denominator() {
    let changed = |from: &str, to: &str| PER_HEAD.replace(from, to);
    let without_staff = PER_HEAD.replace("| 僱員總數 | 人 | 1,265 | 1,286 | 1,301 |\n", "");
    let hours =
        "| 培訓總時長 | 小時 | 8,208 | 8,800 | 9,064 |\n| 人均培訓時長 | 小時/人 | 12.00 | 12.50 | 12.70 |\n";
    check([
        ("all agree", PER_HEAD.to_owned(), &[][..]),
        ("all agree with no stated number", without_staff.clone(), &[]),
        (
            "one number of staff is of other people",
            changed("1,301 |", "2,150 |"),
            &["error denominators-disagree: 4.20 25.01 0.09"],
        ),
        (
            "one rate is wrong",
            changed("| 25.12 | 25.01 |", "| 25.12 | 20.50 |"),
            &["error ratio-does-not-recompute: 20.50 32,160.00"],
        ),
        (
            "one rate is wrong, and the staff is not stated",
            without_staff.replace("| 25.12 | 25.01 |", "| 25.12 | 20.50 |"),
            &["error ratio-does-not-recompute: 20.50"],
        ),
        (
            "rates coarser than they can be told apart",
            changed("| 0.10 | 0.09 | 0.09 |", "| 0.1 | 0.1 | 0.1 |"),
            &[],
        ),
        (
            "hours per man, by the men",
            format!(
                "{PER_HEAD}{hours}| 男僱員 | 人 | 684 | 704 | 714 |\n| 女僱員 | 人 | 581 | 582 | 587 |\n"
            ),
            &[],
        ),
        (
            "a table printed again counts once",
            format!("{}\n## 附錄\n{}", changed("1,301 |", "2,150 |"), changed("1,301 |", "2,150 |")),
            &["error denominators-disagree: 4.20 25.01 0.09"],
        ),
    ]);
}

#[test]
fn rates_are_of_a_count_beside_them() {
    let table = |last: &str| {
        format!(
            "| Volunteering | Unit | 2021 | 2022 | 2023 |\n|---|---|---:|---:|---:|\n\
             | Volunteer hours | hours | 4,115 | 4,870 | 5,012 |\n| Volunteers | persons | 402 | 455 | 501 |\n\
             | Hours per volunteer | hours/person | 10.24 | 10.70 | {last} |\n"
        )
    };
    check([
        ("the hours of each", table("10.00"), &[][..]),
        ("one is wrong", table("12.40"), &["error ratio-does-not-recompute: 12.40 5,012 501"]),
    ]);
}
