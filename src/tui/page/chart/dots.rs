//! A line through points in cells of dots, two wide and four high; without dots, a step for each cell.

use super::super::super::cells;

/// Where a line passes at a period, in steps from the bottom.
pub(super) struct Point {
    pub height: usize,
    /// What leads there is dashed: it has not come to pass, or was told otherwise before.
    pub aimed: bool,
}

/// The room for a line.
pub(super) struct Grid {
    pub width: usize,
    pub rows: usize,
    /// Heights that can be told apart.
    pub steps: usize,
}

/// The bits of the dots of a cell in U+2800, from the top of its left column to the bottom of its right one.
const DOTS: [[u32; 4]; 2] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]];

impl Grid {
    /// The row from the top in which a height is.
    pub fn row_of(&self, height: usize) -> usize {
        (self.steps - 1 - height.min(self.steps - 1)) * self.rows / self.steps
    }

    /// The rows of a line; where a point is missing there is a gap.
    pub fn draw(&self, points: &[Option<Point>]) -> Vec<String> {
        let ascii = cells::get().ascii_signs;
        let columns = if ascii { self.width } else { self.width * 2 };
        let lit = lit(points, columns);
        if ascii {
            let steps = cells::steps();
            let cell = |x: usize| lit.iter().rfind(|dot| dot.0 == x).map_or(' ', |dot| steps[dot.1.min(3)]);
            return vec![(0..columns).map(cell).collect()];
        }
        let mut bits = vec![vec![0_u32; self.width]; self.rows];
        for (x, height) in lit {
            let y = self.steps - 1 - height;
            bits[y / 4][x / 2] |= DOTS[x % 2][y % 4];
        }
        let dots = |bits: &u32| if *bits == 0 { ' ' } else { char::from_u32(0x2800 + bits).unwrap_or(' ') };
        bits.iter().map(|row| row.iter().map(dots).collect()).collect()
    }
}

/// The dots of a line, as column and height.
fn lit(points: &[Option<Point>], columns: usize) -> Vec<(usize, usize)> {
    let column = |at: usize| at * (columns - 1) / (points.len() - 1).max(1);
    let mut lit = Vec::new();
    for (at, point) in points.iter().enumerate() {
        let Some(point) = point else { continue };
        let to = (column(at), point.height);
        if let Some(Some(before)) = at.checked_sub(1).map(|before| &points[before]) {
            let from = (column(at - 1), before.height);
            let steps = from.0.abs_diff(to.0).max(from.1.abs_diff(to.1));
            let shown = |step: &usize| !point.aimed || step % 4 < 2;
            lit.extend(
                (1..steps)
                    .filter(shown)
                    .map(|step| (between(from.0, to.0, step, steps), between(from.1, to.1, step, steps))),
            );
        }
        lit.push(to);
    }
    lit
}

/// What lies some of all steps on the way from one number to another.
fn between(from: usize, to: usize, step: usize, steps: usize) -> usize {
    let way = (from.abs_diff(to) * step + steps / 2) / steps;
    if to >= from { from + way } else { from - way }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(heights: &[Option<usize>], aimed_from: usize) -> Vec<String> {
        let point = |(at, height): (usize, &Option<usize>)| {
            height.map(|height| Point { height, aimed: at >= aimed_from })
        };
        let points: Vec<Option<Point>> = heights.iter().enumerate().map(point).collect();
        let ascii = cells::get().ascii_signs;
        let grid =
            if ascii { Grid { width: 9, rows: 1, steps: 4 } } else { Grid { width: 6, rows: 2, steps: 8 } };
        grid.draw(&points)
    }

    #[test]
    fn lines_rise_fall_and_break() {
        assert_eq!(drawn(&[Some(0), Some(7)], 9), ["   ⣀⠔⠊", "⡠⠔⠉   "]);
        assert_eq!(drawn(&[Some(0), None, Some(7)], 9), ["     ⠈", "⡀     "]);
        assert_eq!(drawn(&[Some(3), Some(3)], 1), ["      ", "⠉ ⠉ ⠉⠈"]);
        assert_eq!(drawn(&[Some(7)], 9), ["⠁     ", "      "]);
    }

    #[test]
    fn without_dots_each_cell_is_a_step() {
        cells::set(cells::Cells { ascii_signs: true, ..cells::Cells::default() });
        let line = drawn(&[Some(0), Some(3), None, Some(1)], 9);
        cells::set(cells::Cells::default());
        assert_eq!(line, ["_=#     -"]);
    }
}
