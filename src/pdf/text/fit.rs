//! Which breaks: the set that costs least over the whole paragraph (after Knuth and Plass).

use super::breaks::Break;
use super::class::Class;
use super::itemise::Units;
use super::spacing::{JOINT, SQUEEZE, Space, White};
use super::{Align, Setting};
use crate::source::Language;

/// How far a paragraph may be bent to find lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Pass {
    /// English without hyphens, evenly spaced.
    Plain,
    /// Within the limits of stretching and squeezing, no stump at the end.
    Strict,
    /// Stretched as far as need be.
    Loose,
    /// Broken where it should not be, or wider than the measure.
    Desperate,
}

/// A paragraph ready to be broken.
pub struct Fit<'a> {
    pub units: &'a Units,
    pub spaces: &'a [Space],
    pub breaks: &'a [(Break, bool)],
    pub setting: &'a Setting,
    /// Width of a hyphen.
    pub hyphen: f32,
}

/// The chosen lines.
#[derive(Debug)]
pub struct Lines {
    /// The unit after each line's last.
    pub ends: Vec<usize>,
    /// Whether the lines can be filled within the limits; if not, English is left ragged.
    pub even: bool,
}

/// Sums over the units before a place.
#[derive(Clone, Copy, Default)]
struct Sum {
    width: f64,
    shrink: f64,
    stretch: f64,
}

/// What a line of some units would be like.
enum Verdict {
    /// It can be set, at a price.
    Fits(f64),
    /// By how much; a mark that is cut at the end may yet make it fit.
    TooLong(f64),
    /// By how much; nothing added to it can make it fit.
    Hopeless(f64),
    /// Any line that begins later is shorter still.
    TooShort,
}

/// A place where a line may begin, with the cheapest way to it.
#[derive(Clone, Copy)]
struct Node {
    unit: usize,
    /// The price, and the node before, by how many hyphens in a row end here.
    best: [(f64, usize, usize); 3],
}

/// English lines looser than this, in the room of their spaces, are better left ragged.
const ENGLISH_LOOSE: f64 = 2.0;
const NOWHERE: usize = usize::MAX;
const HYPHEN: f64 = 30.0;
const LOOSE: f64 = 10_000.0;
const STUMP: f64 = 30_000.0;
const EMERGENCY: f64 = 50_000.0;
const OVERFULL: f64 = 10_000_000.0;

impl Fit<'_> {
    /// Breaks the paragraph.
    #[must_use]
    pub fn lines(&self) -> Lines {
        let sums = self.sums();
        let justify = self.setting.align == Align::Justify;
        let english = self.setting.language == Language::En;
        let passes: &[Pass] = match (justify, english) {
            (true, true) => &[Pass::Plain, Pass::Strict, Pass::Loose, Pass::Desperate],
            (true, false) => &[Pass::Strict, Pass::Loose, Pass::Desperate],
            (false, _) => &[Pass::Loose, Pass::Desperate],
        };
        for &pass in passes {
            if let Some(ends) = self.pass(pass, &sums) {
                return Lines { ends, even: pass < Pass::Desperate };
            }
        }
        Lines { ends: vec![self.units.all.len()], even: false }
    }

    fn sums(&self) -> Vec<Sum> {
        let joint = f64::from(JOINT * self.setting.size);
        let mut sum = Sum::default();
        let mut sums = Vec::with_capacity(self.spaces.len() + 1);
        sums.push(sum);
        for (unit, space) in self.units.all.iter().zip(self.spaces) {
            sum.width += f64::from(unit.width - space.left - space.right + space.gap);
            sum.shrink += f64::from(space.squeeze_left + space.squeeze_right + space.gap_shrink);
            sum.stretch += f64::from(space.gap_stretch) + if space.joint { joint } else { 0.0 };
            sums.push(sum);
        }
        sums
    }

    /// Natural width, room to squeeze, room to stretch, of the units from `start` up to `end` as one line.
    fn line(&self, sums: &[Sum], start: usize, end: usize, hyphen: bool) -> (f64, f64, f64) {
        let (one, two) = (&self.spaces[start], &self.spaces[end - 1]);
        let (from, to) = (&sums[start], &sums[end]);
        let mut width = to.width - from.width - f64::from(two.gap);
        width += f64::from(one.left - one.first + two.right - two.last);
        let mut shrink = to.shrink - from.shrink - f64::from(two.gap_shrink);
        shrink -= f64::from(one.squeeze_left + two.squeeze_right);
        let joint = if two.joint { JOINT * self.setting.size } else { 0.0 };
        let stretch = to.stretch - from.stretch - f64::from(two.gap_stretch + joint);
        if start == 0 {
            width += f64::from(self.setting.indent);
        }
        if hyphen {
            width += f64::from(self.hyphen);
        }
        if self.setting.language == Language::ZhHant {
            shrink = shrink.min(f64::from(SQUEEZE * self.setting.size));
        }
        (width, shrink.max(0.0), stretch.max(0.0))
    }

    fn pass(&self, pass: Pass, sums: &[Sum]) -> Option<Vec<usize>> {
        let count = self.units.all.len();
        let mut nodes = vec![Node { unit: 0, best: [(0.0, NOWHERE, 0), NONE, NONE] }];
        let mut oldest = 0;
        for unit in 1..=count {
            let price = match self.breaks[unit - 1].0 {
                Break::Never => continue,
                Break::Emergency if pass < Pass::Desperate => continue,
                Break::Hyphen if pass == Pass::Plain => continue,
                Break::Emergency => EMERGENCY,
                Break::At(price) => f64::from(price),
                Break::Hyphen => HYPHEN,
                Break::Always => 0.0,
            };
            let hyphen = self.breaks[unit - 1].0 == Break::Hyphen;
            let always = self.breaks[unit - 1].0 == Break::Always;
            let mut node = Node { unit, best: [NONE; 3] };
            let mut dropped = oldest;
            for from in oldest..nodes.len() {
                let nearest = from + 1 == nodes.len();
                let line = match self.price(pass, sums, nodes[from].unit, unit, hyphen, always) {
                    Verdict::Fits(price) => price,
                    // A lone piece that is too wide still has to stand somewhere.
                    Verdict::TooLong(excess) | Verdict::Hopeless(excess)
                        if nearest && pass == Pass::Desperate =>
                    {
                        OVERFULL + 1000.0 * excess
                    }
                    Verdict::Hopeless(_) => {
                        dropped = if from == dropped && !nearest { from + 1 } else { dropped };
                        continue;
                    }
                    Verdict::TooLong(_) => continue,
                    Verdict::TooShort => break,
                };
                relax(&mut node, &nodes[from], from, price + line, hyphen);
            }
            oldest = dropped;
            if node.best.iter().any(|best| best.0.is_finite()) {
                nodes.push(node);
                if always {
                    oldest = nodes.len() - 1;
                }
            } else if always {
                return None;
            }
        }
        Some(trace(&nodes))
    }

    fn price(&self, pass: Pass, sums: &[Sum], start: usize, end: usize, hyphen: bool, last: bool) -> Verdict {
        let (width, shrink, stretch) = self.line(sums, start, end, hyphen);
        let room = f64::from(self.setting.measure) - width;
        let size = f64::from(self.setting.size);
        let justify = self.setting.align == Align::Justify;
        if room < -0.001 {
            return if justify && -room <= shrink {
                Verdict::Fits(1.0 + squeeze(-room, shrink))
            } else if -room > shrink + size {
                Verdict::Hopeless(-room)
            } else {
                Verdict::TooLong(-room)
            };
        }
        if last {
            let stump = start > 0 && self.is_stump(start, end);
            // The tail of a word alone is worse than an uneven edge.
            let tail = stump && self.breaks[start - 1].0 == Break::Hyphen;
            return match pass {
                Pass::Loose if tail => Verdict::TooShort,
                Pass::Plain | Pass::Strict if stump => Verdict::TooShort,
                _ => Verdict::Fits(1.0 + if stump { STUMP } else { 0.0 }),
            };
        }
        if !justify {
            let slack = room / f64::from(self.setting.measure).max(1.0);
            return Verdict::Fits(1.0 + 400.0 * slack * slack);
        }
        let ratio = if room < 0.01 {
            0.0
        } else if stretch > 0.0 {
            room / stretch
        } else {
            f64::INFINITY
        };
        let limit = if pass == Pass::Plain { 0.7 } else { 1.0 };
        if ratio <= limit {
            return Verdict::Fits(1.0 + 100.0 * ratio.powi(3));
        }
        let english = self.setting.language == Language::En;
        if pass < Pass::Loose || english && pass == Pass::Loose && ratio > ENGLISH_LOOSE {
            return Verdict::TooShort;
        }
        Verdict::Fits(LOOSE + 100.0 * ratio.min(20.0).powi(3) + room / size)
    }

    /// Whether a last line is too short to stand: less than two Han, or eight letters.
    fn is_stump(&self, start: usize, end: usize) -> bool {
        let units = &self.units.all[start..end];
        match self.setting.language {
            Language::ZhHant => {
                let marks = |class: Class| class.is_full_mark() || class == Class::Mark;
                units.iter().filter(|unit| !marks(unit.class)).take(2).count() < 2
            }
            Language::En => {
                let spaces =
                    self.spaces[start..end - 1].iter().filter(|space| space.white == White::Word).count();
                units.len() + spaces < 8
            }
        }
    }
}

const NONE: (f64, usize, usize) = (f64::INFINITY, NOWHERE, 0);

/// What squeezing costs: dearer than stretching by as much.
fn squeeze(need: f64, room: f64) -> f64 {
    100.0 * (need / (0.7 * room)).powi(3)
}

/// Takes a way to a node if it is the cheapest for its number of hyphens in a row; three are never set.
fn relax(node: &mut Node, from: &Node, index: usize, price: f64, hyphen: bool) {
    for (row, best) in from.best.iter().enumerate().filter(|(_, best)| best.0.is_finite()) {
        let (rows, extra) = match (hyphen, row) {
            (false, _) => (0, 0.0),
            (true, 0) => (1, 0.0),
            (true, 1) => (2, 2.0 * HYPHEN),
            (true, _) => continue,
        };
        let total = best.0 + price + extra;
        if total < node.best[rows].0 {
            node.best[rows] = (total, index, row);
        }
    }
}

fn trace(nodes: &[Node]) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut at = nodes.len() - 1;
    let cheapest = |best: &[(f64, usize, usize); 3]| (0..3).min_by(|a, b| best[*a].0.total_cmp(&best[*b].0));
    let mut row = cheapest(&nodes[at].best).unwrap_or(0);
    while nodes[at].best[row].1 != NOWHERE {
        ends.push(nodes[at].unit);
        let (_, before, before_row) = nodes[at].best[row];
        (at, row) = (before, before_row);
    }
    ends.reverse();
    ends
}
