//! Formulas: how they are read, that rounding alone never breaks one, and that a real change always does.

use std::fmt::Write as _;

use camino::Utf8PathBuf;
use proptest::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};
use tieout::check::{Context, Finding, RULES, Rule, run_rules};
use tieout::report::load::{Input, InputFile, load};
use tieout::report::{ProblemKind, Report};

const METRICS: &str = "metrics:
  - {id: total, unit: 噸, values: {2022: 6, 2023: 10}}
  - {id: part, unit: 千克, values: {2023: 4000}}
  - {id: other, unit: 噸, values: {2023: 6}}
  - {id: share, unit: '%', values: {2023: 40}}
  - {id: people, unit: 人, values: {2022: 3, 2023: 5}, segments: {sex: {men: {values: {2023: 3}}, women: {values: {2023: 2}}}}}
  - {id: density, unit: 噸/人, values: {2023: 2}}
";

#[test]
fn formulas_are_read() {
    // What each comes to: how often it holds and fails, or where it cannot be read and what was expected.
    for (formula, expected) in [
        ("total = part + other", "1 holds"),
        ("total = part × 1 + other − 0", "1 holds"),
        ("share = part / total", "1 holds"),
        ("share = 1 - 0.6", "1 holds"),
        ("density = total / people", "1 holds"),
        ("people = sum(people[sex])", "1 holds"),
        ("people = people[men] + people[women]", "1 holds"),
        ("people = people@prev + 2", "1 holds"),
        ("total = (part + other) / (2 - 1)", "1 holds"),
        ("total = other", "1 fails"),
        ("total = part / (people - 5)", ""),
        ("total = parts + other", "`parts` for metric"),
        ("total = part +", "`` for operand"),
        ("total part", "`part` for ="),
        ("total = (part + other", "`` for )"),
        ("total = part other", "`other` for + - * /"),
        ("people = sum(people[age])", "`age` for dimension"),
        ("people = people@last", "`last` for prev"),
        ("total = 1.2.3", "`1.2.3` for number"),
    ] {
        let report = report(METRICS, &[formula]);
        let context = Context::new(&report);
        let count = |holds: bool| context.relations.iter().filter(|relation| relation.holds == holds).count();
        let mut told: Vec<String> = Vec::new();
        told.extend((count(true) > 0).then(|| format!("{} holds", count(true))));
        told.extend((count(false) > 0).then(|| format!("{} fails", count(false))));
        for problem in &context.problems {
            let ProblemKind::BadFormula { expected, found, .. } = &problem.kind else {
                panic!("{problem:?}")
            };
            assert_eq!(
                report.sources.slice(problem.span.unwrap()),
                found,
                "{formula}: the span is elsewhere"
            );
            told.push(format!("`{found}` for {expected}"));
        }
        assert_eq!(told.join(", "), expected, "{formula}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn rounding_breaks_nothing(case in case()) {
        let report = case.report(Decimal::ZERO);
        let told = told(&numeric(&report));
        prop_assert!(told.is_empty(), "{told}\n{}", case.metrics(Decimal::ZERO));
    }

    #[test]
    fn a_change_beyond_rounding_is_found(case in case(), up in any::<bool>(), more in 1..1_000_i64) {
        // Half a last digit for each part and the total, and a little more.
        let least = i64::try_from(case.parts.len()).unwrap() + 2;
        let change = Decimal::new(least + more, case.decimals) * if up { Decimal::ONE } else { -Decimal::ONE };
        let report = case.report(change);
        prop_assert!(!numeric(&report).is_empty(), "silent about\n{}", case.metrics(change));
    }
}

/// A total, its parts, a rate of it, and the shares of two of the parts, all rounded from finer values.
#[derive(Clone, Debug)]
struct Case {
    /// In thousandths of the last printed digit.
    parts: Vec<i64>,
    people: i64,
    decimals: u32,
    counted: bool,
}

fn case() -> impl Strategy<Value = Case> {
    (prop::collection::vec(1_000..100_000_000_i64, 2..7), 1..50_000_i64, 0..4_u32, any::<bool>()).prop_map(
        |(parts, people, decimals, counted)| {
            let whole = |part: i64| if counted { part / 1_000 * 1_000 } else { part };
            let decimals = if counted { 0 } else { decimals };
            Case { parts: parts.into_iter().map(whole).collect(), people, decimals, counted }
        },
    )
}

impl Case {
    fn report(&self, change: Decimal) -> Report {
        let sum = (0..self.parts.len()).map(|at| format!("part{at}")).collect::<Vec<_>>().join(" + ");
        let total = format!("total = {sum}");
        report(
            &self.metrics(change),
            &[&total, "rate = total / people", "first = part0 / total", "first = 1 - rest"],
        )
    }

    /// The file of metrics, with the total changed.
    fn metrics(&self, change: Decimal) -> String {
        let unit = if self.counted { "次" } else { "噸" };
        let exact = |thousandths: i64| Decimal::new(thousandths, self.decimals + 3);
        let total: i64 = self.parts.iter().sum();
        let mut out = String::from("metrics:\n");
        let mut add = |id: &str, unit: &str, value: Decimal| {
            writeln!(out, "  - {{id: {id}, unit: '{unit}', values: {{2023: {value}}}}}")
                .expect("a string can be written to");
        };
        for (at, part) in self.parts.iter().enumerate() {
            add(&format!("part{at}"), unit, round(exact(*part), self.decimals));
        }
        add("total", unit, round(exact(total), self.decimals) + change);
        add("people", "人", Decimal::from(self.people));
        add("rate", &format!("{unit}/人"), round(exact(total) / Decimal::from(self.people), 2));
        let share = exact(self.parts[0]) * Decimal::ONE_HUNDRED / exact(total);
        add("first", "%", round(share, 1));
        add("rest", "%", round(Decimal::ONE_HUNDRED - share, 1));
        out
    }
}

fn round(value: Decimal, decimals: u32) -> Decimal {
    let mut rounded = value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(decimals);
    rounded
}

/// The findings of the rules on arithmetic.
fn numeric(report: &Report) -> Vec<Finding> {
    let words = ["metric-unused", "edition-lacks-block", "input-problem"];
    let rules: Vec<Rule> = RULES.iter().copied().filter(|rule| !words.contains(&rule.id)).collect();
    run_rules(report, &rules).findings
}

fn told(findings: &[Finding]) -> String {
    findings
        .iter()
        .map(|finding| format!("{} {:?}", finding.rule, finding.arithmetic))
        .collect::<Vec<_>>()
        .join("\n")
}

fn report(metrics: &str, formulas: &[&str]) -> Report {
    let formulas: Vec<String> = formulas.iter().map(|formula| format!("  - formula: {formula}")).collect();
    let file = |path: &str, text: String| InputFile { path: path.into(), content: Ok(text) };
    let files = vec![
        file("metrics/one.yaml", metrics.to_owned()),
        file("relations.yaml", format!("relations:\n{}\n", formulas.join("\n"))),
        file("report.yaml", "period: 2023\nlanguages: [en]\nchapters: []\n".to_owned()),
    ];
    load(&Input { root: Utf8PathBuf::from("example"), folder: true, files, others: Vec::new() })
}
