//! Last year's figures against last year's report: what is an error, what is a warning, and what is nothing.

use std::sync::Arc;

use tieout::check::{Finding, RULES, Severity, run_rules};
use tieout::report::Report;
use tieout::report::load::{Input, InputFile, load};

const ERROR: Option<Severity> = Some(Severity::Error);
const WARNING: Option<Severity> = Some(Severity::Warning);

fn read(name: &str, text: &str) -> Report {
    let file = InputFile { path: name.into(), content: Ok(text.to_owned()) };
    load(&Input { root: name.into(), folder: false, files: vec![file], others: Vec::new() })
}

fn found(now: &str, then: &str) -> Vec<Finding> {
    let mut report = read("now.md", now);
    report.compare_with(Arc::new(read("then.md", then)), "then.md".into());
    let rule = RULES.iter().find(|rule| rule.id == "comparative-differs").expect("the rule is in the list");
    run_rules(&report, &[*rule]).findings
}

const THEN: &str = "# Resources\n\n| Resource | Unit | 2021 | 2022 |\n| --- | --- | ---: | ---: |\n\
    | Waste | t | 300.10 | 338.25 |\n| Paper | t | 11.00 | 12.50 |\n| Water | m3 | 2,711.40 | 2,985.08 |\n\
    | Power | MWh | 100.00 | 110.00 |\n";
const NOW: &str = "# Resources\n\n| Resource | Unit | 2022 | 2023 |\n| --- | --- | ---: | ---: |\n\
    | Waste | t | 338.25 | 350.00 |\n| Paper | t | 12.50 | 13.00 |\n| Water | m3 | 2,985.08 | 3,100.00 |\n\
    | Power | MWh | 110.00 | 120.00 |\n";

#[test]
fn one_figure_that_changed() {
    // What this year's table says instead, and how bad that is.
    let cases: [(&str, &str, &str, Option<Severity>); 14] = [
        ("as it was", "338.25", "338.25", None),
        ("two digits swapped", "338.25", "338.52", ERROR),
        ("rounded", "338.25", "338.3", None),
        ("rounded wrongly", "338.25", "338.4", WARNING),
        ("more decimals that round to it", "338.25", "338.249", None),
        ("about", "338.25", "~340", None),
        ("not stated any more", "338.25", "N/A", None),
        ("another unit of the same", "| t | 338.25", "| kg | 338,250", None),
        ("another unit of another", "| t | 338.25", "| pieces | 400.00", None),
        ("another label", "| Waste | t | 338.25", "| Waste, landfill | t | 200.00", None),
        ("a head that says restated", "| 2022 |", "| 2022 (restated) |", None),
        ("a head of half a year", "| 2022 |", "| Six months ended 30 June 2022 |", None),
        ("a head that says the same in other words", "| 2022 |", "| Year ended 31 December 2022 |", ERROR),
        ("a section of its own", "# Resources", "# Environment", ERROR),
    ];
    for (what, old, new, expected) in cases {
        let now = NOW.replacen(old, new, 1);
        let now = if what.starts_with("a ") { now.replacen("338.25", "338.52", 1) } else { now };
        let severities: Vec<Severity> = found(&now, THEN).iter().map(|finding| finding.severity).collect();
        assert_eq!(severities, Vec::from_iter(expected), "{what}: {now}");
    }
}

#[test]
fn notes_that_own_up() {
    let changed = NOW.replacen("338.25", "338.52", 1);
    let notes = [
        "\n\nNote: 2022 is restated.\n",
        "\n\nThe figure for waste in 2022 has been revised after an audit.\n",
        "\n\n# About\n\nComparative figures have been restated to the new boundary.\n",
        "\n\n註：2022年數據經重列。\n",
    ];
    for note in notes {
        assert!(found(&format!("{changed}{note}"), THEN).is_empty(), "{note}");
    }
    let beyond = format!("{changed}\n\n# Staff\n\nThe handbook was revised.\n");
    assert_eq!(found(&beyond, THEN).len(), 1, "a note under another heading is about something else");
}

#[test]
fn a_changed_basis_is_told_once_and_a_changed_scale_not_at_all() {
    let factor = |text: &str| {
        text.replace("338.25", "3.3825")
            .replace("12.50", "0.1250")
            .replace("2,985.08", "29.8508")
            .replace("110.00", "1.1000")
    };
    assert_eq!(found(&factor(NOW), THEN).len(), 0);
    let basis = NOW.replace("338.25", "400.15").replace("12.50", "17.20").replace("2,985.08", "3,100.44");
    let found = found(&basis, THEN);
    assert_eq!(found.iter().map(|finding| finding.severity).collect::<Vec<_>>(), [Severity::Warning]);
    assert_eq!(found[0].message.key, "finding-comparative-differs-basis");
    assert_eq!(found[0].places.len(), 6, "three figures and what they were");
}

#[test]
fn a_label_that_stands_twice_needs_its_section() {
    let then = format!(
        "{THEN}\n# Offices\n\n| Resource | Unit | 2021 | 2022 |\n| --- | --- | ---: | ---: |\n| Paper | t | 3.00 | 4.00 |\n| Total | t | 5.00 | 6.00 |\n"
    );
    let now = |paper: &str, total: &str| {
        format!(
            "{NOW}\n# Offices\n\n| Resource | Unit | 2022 | 2023 |\n| --- | --- | ---: | ---: |\n| Paper | t | {paper} | 4.50 |\n| Total | t | {total} | 6.50 |\n"
        )
    };
    assert!(found(&now("4.00", "6.00"), &then).is_empty());
    assert_eq!(found(&now("4.50", "6.00"), &then).len(), 1);
    let elsewhere = now("4.50", "7.00").replace("# Offices", "# Plants");
    assert!(found(&elsewhere, &then).is_empty(), "another section's total is another total");
}

#[test]
fn the_same_year_or_a_later_one_is_no_prior_report() {
    let changed = NOW.replacen("338.25", "338.52", 1);
    for found in [found(&changed, NOW), found(THEN, &changed), found(NOW, "# No table\n")] {
        let keys: Vec<&str> = found.iter().map(|finding| finding.message.key).collect();
        assert_eq!(keys, ["finding-comparative-differs-year"]);
    }
}
