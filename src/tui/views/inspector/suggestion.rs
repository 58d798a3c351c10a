//! What would mend a finding, in a line: what is to be written, and where.

use crate::check::{Arg, Finding, Role};
use crate::session::{Target, Way};

use super::super::super::line::{Ink, Line, Piece, wrap_words};
use super::super::super::loaded::Spot;
use super::super::super::text;
use super::super::places;
use super::Look;

/// `Suggestion  write 2,364.85 at 2.2 zh en`, with the keys of what can be done; nothing where no value speaks for itself.
pub(super) fn lines(look: &Look, finding: &Finding) -> Vec<Line> {
    let Some((value, places)) = suggested(look, finding) else { return Vec::new() };
    let locale = &look.model.locale;
    let name = locale.text("inspector-suggestion");
    let args = [("value", Arg::Text(value)), ("places", Arg::Text(places))];
    let margin = text::width(&name) + 2;
    let mut lines = if look.low { Vec::new() } else { vec![Line::default()] };
    let words =
        wrap_words(Ink::Strong, &locale.with("inspector-write", &args), look.cells.saturating_sub(margin));
    lines.extend(words.into_iter().enumerate().map(|(at, line)| match at {
        0 => line.after(Piece::new(Ink::Text, "  ")).after(Piece::new(Ink::Link, name.clone())),
        _ => line.after(Piece::new(Ink::Text, " ".repeat(margin))),
    }));
    if look.in_list && !look.low {
        let keys = wrap_words(Ink::Dim, &locale.text("inspector-acts"), look.cells.saturating_sub(margin));
        lines.extend(keys.into_iter().map(|line| line.after(Piece::new(Ink::Text, " ".repeat(margin)))));
    }
    lines
}

/// The value that the rule suggests, or the likeliest for what it accuses; and the places at which it would stand.
fn suggested(look: &Look, finding: &Finding) -> Option<(String, String)> {
    let session = &look.loaded.session;
    let accuses = finding.places.iter().any(|place| place.role == Role::Suspect);
    if finding.waived.is_some() || !accuses {
        return None;
    }
    let targets = session.like_the_first(session.targets(finding));
    let value = match session.ways(&targets, Some(finding)).into_iter().next()? {
        Way::Value(value) => value,
        Way::Suggested => {
            let (_, first) = finding.suggestion.as_ref()?.edits.first()?;
            let same = finding.suggestion.iter().flat_map(|one| &one.edits).all(|(_, text)| text == first);
            let plain = same && !first.is_empty() && !first.contains('\n');
            plain.then(|| first.clone())?
        }
        Way::Link(_) | Way::Declare(_) => return None,
    };
    let places = named(look, &targets);
    (!places.is_empty()).then_some((value, places))
}

/// `2.2 zh en`: each part once, with its editions.
fn named(look: &Look, targets: &[Target]) -> String {
    let loaded = look.loaded;
    let mut names: Vec<String> = Vec::new();
    let mut last = String::new();
    for target in targets {
        let figure = match target {
            Target::Figure(figure) => figure,
            Target::Metric(metric) => {
                names.push(loaded.report().metrics.name(metric));
                continue;
            }
        };
        let place = loaded.report().figures[*figure].place;
        let spot =
            Spot { chapter: place.chapter, language: place.language, block: place.block, figure: None };
        let part = places::part(loaded, look.model.locale.language, spot);
        if part != last {
            names.push(part.clone());
            last = part;
        }
        let short = places::short(place.language).to_owned();
        if names.last() != Some(&short) {
            names.push(short);
        }
    }
    names.join(" ")
}
