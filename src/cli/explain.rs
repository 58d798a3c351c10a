//! `tieout explain`: the page of a rule, or the list of all with their titles.

use unicode_width::UnicodeWidthStr as _;

use crate::check::{Arg, RULES};

use super::CLEAN;
use super::args::ExplainArgs;
use super::check::known_rule;
use super::console::{Console, Failure};
use super::page::{Face, render};

/// Runs the command.
///
/// # Errors
/// When no rule has the name, or the output cannot be written.
pub fn run(args: &ExplainArgs, console: &Console) -> Result<u8, Failure> {
    let text = match &args.rule {
        Some(rule) => page(known_rule(rule, console)?, console),
        None => list(console),
    };
    console.data(&text)?;
    Ok(CLEAN)
}

fn page(rule: &'static str, console: &Console) -> String {
    let page = console.locale.rule_page(rule).unwrap_or_default();
    render(page, Face { colour: console.colour, width: console.width.min(100) })
}

fn list(console: &Console) -> String {
    let longest = RULES.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    let mut text = String::new();
    for rule in RULES {
        let title = console.locale.rule_title(rule.id);
        let severity = console.locale.text(&format!("severity-{}", rule.severity.word()));
        let gap = " ".repeat(7usize.saturating_sub(severity.width()));
        let name = format!("{:longest$}", rule.id);
        text.extend([&name, "  ", &severity, &gap, "  ", title, "\n"]);
    }
    text.push('\n');
    text.push_str(
        &console
            .locale
            .with("explain-hint", &[("count", Arg::Number(i64::try_from(RULES.len()).unwrap_or(0)))]),
    );
    text.push('\n');
    text
}
