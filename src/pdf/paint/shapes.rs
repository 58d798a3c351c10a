//! Paths: lines, curves, circles, and what they are filled with.

use super::{Painter, shared};
use crate::pdf::colour::Colour;
use crate::pdf::page::{Segment, ShadeId, Stroke};

/// How far the control points of a quarter of a unit circle stand off.
const QUARTER: f32 = 0.552_284_8;

impl Painter<'_> {
    pub(super) fn prepare(&mut self, fill: Option<Colour>, stroke: Option<Stroke>) {
        if let Some(colour) = fill {
            self.fill(colour);
        }
        if let Some(stroke) = stroke {
            self.stroke(stroke);
        }
    }

    pub(super) fn finish(&mut self, fill: Option<Colour>, stroke: Option<Stroke>) {
        self.out.say(match (fill, stroke) {
            (Some(_), Some(_)) => "B\n",
            (Some(_), None) => "f\n",
            (None, Some(_)) => "S\n",
            (None, None) => "n\n",
        });
    }

    /// Straight from point to point.
    pub(super) fn trace(&mut self, points: &[(f32, f32)]) {
        for (at, (x, y)) in points.iter().enumerate() {
            let up = self.up(*y);
            self.out.operator(&[*x, up], if at == 0 { "m" } else { "l" });
        }
    }

    pub(super) fn circle(&mut self, (x, y): (f32, f32), radius: f32) {
        let at = |across: f32, down: f32| (x + across * radius, y + down * radius);
        let mut segments = vec![Segment::Move(at(1.0, 0.0))];
        let quarters = [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0), (1.0, 0.0)];
        for pair in quarters.windows(2) {
            let ((ax, ay), (bx, by)) = (pair[0], pair[1]);
            let (one, two) =
                (at(ax + bx * QUARTER, ay + by * QUARTER), at(bx + ax * QUARTER, by + ay * QUARTER));
            segments.push(Segment::Curve(one, two, at(bx, by)));
        }
        segments.push(Segment::Close);
        self.path(&segments);
    }

    pub(super) fn path(&mut self, segments: &[Segment]) {
        for segment in segments {
            match *segment {
                Segment::Move((x, y)) => {
                    let up = self.up(y);
                    self.out.operator(&[x, up], "m");
                }
                Segment::Line((x, y)) => {
                    let up = self.up(y);
                    self.out.operator(&[x, up], "l");
                }
                Segment::Curve(a, b, to) => {
                    let [first, second, third] = [a, b, to].map(|point| self.up(point.1));
                    self.out.operator(&[a.0, first, b.0, second, to.0, third], "c");
                }
                Segment::Close => self.out.say("h\n"),
            }
        }
    }

    /// Cuts a path out of a shade, which has a plane of its own.
    pub(super) fn shaded(&mut self, segments: &[Segment], shade: ShadeId, matrix: [f32; 6]) {
        self.out.say("q\n");
        self.path(segments);
        self.out.say("W n\n");
        // Small numbers in it need more than hundredths.
        let [across, down, slant, stretch, x, y] = matrix;
        for number in [across, -down, slant, -stretch, x, self.up(y)] {
            self.out.say(&format!("{number:.5} "));
        }
        self.out.say(&format!("cm /{} sh Q\n", shared::shade_name(shade)));
    }
}
