//! The marks of an auditor, drawn as paths so that no font decides how they look.

use crate::check::Tie;
use crate::check::tie::TieFact;
use crate::pdf::colour::Colour;
use crate::pdf::page::{Dash, Item, Stroke};
use crate::report::{FigureId, Report};
use crate::source::Span;

use super::marks::Mark;

/// What is drawn beside a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tick {
    /// Equal to its metric, or to the other edition.
    Tied,
    Agreed,
    Recomputed,
    Footed,
    /// Across its row and down its column.
    CrossFooted,
    /// Printed from its metric.
    Linked,
    Contradicted,
    Waived,
    Untied,
}

/// In the order of the legend, with the messages that say what they mean.
pub const LEGEND: [(Tick, &str); 9] = [
    (Tick::Tied, "pdf-tick-tied"),
    (Tick::Agreed, "pdf-tick-agreed"),
    (Tick::Footed, "pdf-tick-footed"),
    (Tick::CrossFooted, "pdf-tick-cross-footed"),
    (Tick::Recomputed, "pdf-tick-recomputed"),
    (Tick::Linked, "pdf-tick-linked"),
    (Tick::Contradicted, "pdf-tick-contradicted"),
    (Tick::Waived, "pdf-tick-waived"),
    (Tick::Untied, "pdf-tick-untied"),
];

/// Sizes beside figures in tables and above figures in text.
pub const IN_TABLE: f32 = 5.2;
pub const IN_TEXT: f32 = 4.2;

const STROKE: f32 = 0.85;
const TICK: [(f32, f32); 3] = [(0.0, 0.45), (0.32, 0.08), (0.95, 1.0)];

impl Tick {
    #[must_use]
    pub fn of(mark: Mark) -> Tick {
        match mark {
            Mark::Finding(_) => Tick::Contradicted,
            Mark::Waived => Tick::Waived,
            Mark::Untied => Tick::Untied,
            Mark::Tied(tick) => tick,
        }
    }

    /// The strongest of what ties a figure of a report.
    #[must_use]
    pub fn strongest(report: &Report, figure: FigureId, ties: &[TieFact]) -> Tick {
        let line = |span: Span| (span.file, report.sources.position(span).line);
        let own = line(report.figures[figure].span);
        let has = |tie: Tie| ties.iter().any(|fact| fact.by == tie);
        // A sum foots at its total; its parts have the tick of what else ties them.
        let printed = &report.figures[figure].figure.printed;
        let is_total = |fact: &TieFact| {
            fact.by == Tie::Footed
                && fact
                    .arithmetic
                    .as_ref()
                    .is_some_and(|line| line.stated.as_ref().unwrap_or(&line.result) == printed)
        };
        // In a table a row is a line: the parts of one sum stand in it, those of another above or below.
        let along = |fact: &&TieFact, wanted: bool| {
            is_total(fact)
                && !fact.places.is_empty()
                && fact.places.iter().all(|place| (line(*place) == own) == wanted)
        };
        let crossed =
            ties.iter().any(|fact| along(&fact, true)) && ties.iter().any(|fact| along(&fact, false));
        match () {
            () if has(Tie::Linked) => Tick::Linked,
            () if crossed => Tick::CrossFooted,
            () if ties.iter().any(is_total) => Tick::Footed,
            () if has(Tie::Recomputed) => Tick::Recomputed,
            () if has(Tie::Agreed) => Tick::Agreed,
            () if has(Tie::Metric) || has(Tie::Paired) || ties.is_empty() => Tick::Tied,
            () => Tick::Footed,
        }
    }

    /// Its ink.
    #[must_use]
    pub fn colour(self) -> Colour {
        match self {
            Tick::Contradicted => Colour::CONTRADICTED,
            Tick::Waived => Colour::WAIVED,
            Tick::Untied => Colour::UNTIED,
            _ => Colour::TIED,
        }
    }

    /// How wide it is, in its size.
    #[must_use]
    pub fn width(self) -> f32 {
        match self {
            Tick::Agreed | Tick::CrossFooted => 1.25,
            Tick::Linked => 1.3,
            _ => 0.95,
        }
    }

    /// It in its place: the left end and the foot.
    #[must_use]
    pub fn items(self, x: f32, foot: f32, size: f32) -> Vec<Item> {
        let stroke = Stroke { width: STROKE * size / IN_TABLE, colour: self.colour(), dash: Dash::Round };
        let at = |(dx, dy): (f32, f32)| (x + dx * size, foot - dy * size);
        let line =
            |points: &[(f32, f32)]| Item::Line { points: points.iter().copied().map(at).collect(), stroke };
        let circle = |centre: (f32, f32), radius: f32, filled: bool| {
            let (x, y) = at(centre);
            let (fill, stroke) = if filled { (Some(stroke.colour), None) } else { (None, Some(stroke)) };
            Item::Circle { x, y, radius: radius * size, fill, stroke }
        };
        match self {
            Tick::Tied => vec![line(&TICK)],
            Tick::Agreed => vec![line(&TICK), line(&[(0.62, 0.08), (1.25, 1.0)])],
            Tick::Footed => vec![line(&TICK), line(&[(0.02, -0.2), (0.95, -0.2)])],
            Tick::CrossFooted => {
                vec![line(&TICK), line(&[(0.02, -0.2), (0.95, -0.2)]), line(&[(1.2, 0.95), (1.2, -0.2)])]
            }
            Tick::Recomputed => vec![line(&TICK), circle((0.16, 0.9), 0.15, true)],
            Tick::Linked => vec![line(&TICK), circle((0.48, 0.5), 0.78, false)],
            Tick::Contradicted => {
                vec![line(&[(0.08, 0.05), (0.92, 0.95)]), line(&[(0.08, 0.95), (0.92, 0.05)])]
            }
            Tick::Untied => vec![circle((0.5, 0.5), 0.42, false)],
            Tick::Waived => vec![line(&WAVE)],
        }
    }
}

/// A wave: a curve up, and one down again.
const WAVE: [(f32, f32); 6] = [(0.0, 0.40), (0.2, 0.68), (0.4, 0.62), (0.6, 0.40), (0.8, 0.34), (1.0, 0.62)];
