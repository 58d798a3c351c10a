//! The finished text: its figures placed, each with the metric that it is linked to or bound to.

use std::collections::HashSet;
use std::ops::Range;

use super::Builder;
use crate::figures::{self, Figure};
use crate::report::draft::Placing;
use crate::report::problem::ProblemKind;
use crate::report::{Link, MetricRef, Origin, Place, PlacedFigure, Run, Text};

impl Builder {
    /// The finished text; its figures are found and placed.
    pub fn finish(self, place: Place, placing: &mut Placing) -> Text {
        let found = figures::lex(&self.plain);
        self.finish_with(found, place, placing)
    }

    /// The finished text, with the figures that were found in it.
    pub fn finish_with(self, found: Vec<Figure>, place: Place, placing: &mut Placing) -> Text {
        let first = placing.figures.len();
        let mut text =
            Text { plain: self.plain, runs: self.runs, segments: self.segments, figures: first..first };
        let marks = |run: &&Run| matches!(run.link, Some(Link::Footnote(_)));
        let marks: Vec<Range<usize>> = text.runs.iter().filter(marks).map(|run| run.range.clone()).collect();
        for figure in placing.counted(found) {
            if meeting(&marks, |mark| mark, &figure.range).next().is_some() {
                continue;
            }
            let span = text.span(placing.reader.file, &figure.range);
            let linked = meeting(&self.linked, |(range, _)| range, &figure.range).next();
            let linked = linked.map(|(_, found)| found.clone());
            let bound = || {
                meeting(&text.runs, |run| &run.range, &figure.range).find_map(|run| match &run.link {
                    Some(Link::Metric(found)) => Some(found.clone()),
                    _ => None,
                })
            };
            let (origin, binding) = match linked {
                Some(found) => (Origin::Linked, Some(found)),
                None => bound().map_or((Origin::Typed, None), |found| (Origin::Bound, Some(found))),
            };
            placing.figures.push(PlacedFigure { figure, span, place, origin, binding });
        }
        text.figures.end = placing.figures.len();
        let figures = placing.figures[text.figures.clone()].iter();
        let stated: HashSet<MetricRef> = figures.filter_map(|placed| placed.binding.clone()).collect();
        for run in &text.runs {
            let Some(Link::Metric(found)) = &run.link else {
                continue;
            };
            if !stated.contains(found) {
                let reference = text.plain[run.range.clone()].to_owned();
                placing.reader.problem(
                    text.span(placing.reader.file, &run.range),
                    ProblemKind::BadReference { reference },
                );
            }
        }
        text
    }

    /// Drops the first bytes of the text: a caption's `表：`.
    pub fn cut(&mut self, bytes: usize) {
        self.plain.drain(..bytes);
        let shift = |range: &Range<usize>| range.start.saturating_sub(bytes)..range.end.saturating_sub(bytes);
        for segment in &mut self.segments {
            let cut = bytes.saturating_sub(segment.plain.start).min(segment.plain.len());
            if segment.plain.len() == segment.source.len() {
                segment.source.start += cut;
            }
            segment.plain = shift(&segment.plain);
        }
        self.segments.retain(|segment| !segment.plain.is_empty());
        for run in &mut self.runs {
            run.range = shift(&run.range);
        }
        self.runs.retain(|run| !run.range.is_empty());
    }
}

/// Those of some things, in order and apart, whose ranges meet another.
fn meeting<'a, T>(
    things: &'a [T],
    range: impl Fn(&T) -> &Range<usize> + 'a,
    other: &Range<usize>,
) -> impl Iterator<Item = &'a T> {
    let (start, end) = (other.start, other.end);
    let first = things.partition_point(|thing| range(thing).end <= start);
    things[first..].iter().take_while(move |thing| range(thing).start < end)
}
