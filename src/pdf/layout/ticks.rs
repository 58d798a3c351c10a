//! The marks of an auditor, drawn as paths so that no font decides how they look.

use crate::check::Tie;
use crate::pdf::colour::Colour;
use crate::pdf::page::{Dash, Item, Stroke};

use super::marks::Mark;

/// What is drawn beside a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tick {
    /// Equal to its metric, or to the other edition.
    Tied,
    Agreed,
    Recomputed,
    Footed,
    /// Printed from its metric.
    Linked,
    Contradicted,
    Waived,
    Untied,
}

/// In the order of the legend, with the messages that say what they mean.
pub const LEGEND: [(Tick, &str); 8] = [
    (Tick::Tied, "pdf-tick-tied"),
    (Tick::Agreed, "pdf-tick-agreed"),
    (Tick::Footed, "pdf-tick-footed"),
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
            Mark::Tied(Tie::Paired | Tie::Metric) => Tick::Tied,
            Mark::Tied(Tie::Agreed) => Tick::Agreed,
            Mark::Tied(Tie::Recomputed) => Tick::Recomputed,
            Mark::Tied(Tie::Footed) => Tick::Footed,
            Mark::Tied(Tie::Linked) => Tick::Linked,
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
            Tick::Agreed => 1.25,
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

/// A wave, as points close enough to be seen as a curve.
const WAVE: [(f32, f32); 9] = [
    (0.0, 0.40),
    (0.12, 0.55),
    (0.25, 0.62),
    (0.38, 0.58),
    (0.5, 0.50),
    (0.62, 0.42),
    (0.75, 0.38),
    (0.88, 0.45),
    (1.0, 0.62),
];
