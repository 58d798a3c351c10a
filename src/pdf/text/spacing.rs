//! The white of a line: cuts of marks, gaps between scripts, and how far each may give or take.

use super::Setting;
use super::class::Class;
use super::itemise::{After, LATIN_RATIO, Unit, Units};
use crate::pdf::fonts::Script;
use crate::pdf::text::Span;
use crate::source::Language;

/// What white stands between a unit and the next on the same line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum White {
    #[default]
    None,
    /// A space between words.
    Word,
    /// The quarter-em between Han and Latin, whether typed or not.
    Script,
}

/// The spacing of one unit; lengths in points.
#[derive(Clone, Copy, Debug, Default)]
pub struct Space {
    /// Cut off its left and right beside its neighbours on the line.
    pub left: f32,
    pub right: f32,
    /// Cut off when it stands first or last instead.
    pub first: f32,
    pub last: f32,
    /// What squeezing may cut off further, on each side.
    pub squeeze_left: f32,
    pub squeeze_right: f32,
    pub white: White,
    /// The natural white after it, how much of it can go, and how much can be added.
    pub gap: f32,
    pub gap_shrink: f32,
    pub gap_stretch: f32,
    /// Whether a justified line may be opened after it.
    pub joint: bool,
}

/// The most that a joint is opened, in em.
pub const JOINT: f32 = 0.10;

/// The most that a Chinese line is squeezed in all, in em.
pub const SQUEEZE: f32 = 0.5;

/// The spacing of every unit; `kept` tells whether the joint after a unit is inside a figure.
pub fn spaces(units: &Units, spans: &[Span], setting: &Setting, kept: impl Fn(usize) -> bool) -> Vec<Space> {
    let all = &units.all;
    let mut spaces: Vec<Space> = all.iter().map(alone).collect();
    for index in 0..all.len().saturating_sub(1) {
        let (one, two) = (&all[index], &all[index + 1]);
        if one.after == After::Nothing || swallows(one, two) {
            let (right, left) = neighbours(one.class, two.class);
            cut_right(&mut spaces[index], right * one.size);
            cut_left(&mut spaces[index + 1], left * two.size);
        }
        let space = &mut spaces[index];
        between(one, two, spans, setting, space);
        space.joint = setting.language == Language::ZhHant && !kept(index) && joint(one, two);
    }
    spaces
}

fn alone(unit: &Unit) -> Space {
    let em = unit.size;
    let (first, last, left, right) = match unit.class {
        Class::Open => (0.5, 0.0, 0.25, 0.0),
        Class::Close => (0.0, 0.5, 0.0, 0.25),
        Class::Comma => (0.0, 0.25, 0.075, 0.075),
        Class::Stop => (0.0, 0.25, 0.0, 0.0),
        Class::Dot => (0.0, 0.0, 0.25, 0.25),
        _ => return Space::default(),
    };
    Space {
        first: first * em,
        last: last * em,
        squeeze_left: left * em,
        squeeze_right: right * em,
        ..Space::default()
    }
}

/// What two meeting marks give up, in em: the first on its right, the second on its left.
fn neighbours(one: Class, two: Class) -> (f32, f32) {
    use Class::{Bang, Close, Comma, Open, Stop};
    match (one, two) {
        (Open, Open) => (0.0, 0.5),
        (Comma | Stop | Close, Open) => (0.25, 0.25),
        (Close, Close | Comma | Stop | Bang) => (0.5, 0.0),
        (Comma | Stop, Close) => (0.25, 0.0),
        _ => (0.0, 0.0),
    }
}

fn cut_right(space: &mut Space, by: f32) {
    space.right = by;
    space.squeeze_right = (space.squeeze_right - by).max(0.0);
}

fn cut_left(space: &mut Space, by: f32) {
    space.left = by;
    space.squeeze_left = (space.squeeze_left - by).max(0.0);
}

/// A typed space beside a full-width mark is dropped: the mark brings its own white.
fn swallows(one: &Unit, two: &Unit) -> bool {
    one.class.is_full_mark() || two.class.is_full_mark()
}

fn between(one: &Unit, two: &Unit, spans: &[Span], setting: &Setting, space: &mut Space) {
    if one.after != After::Nothing && swallows(one, two) {
        return;
    }
    let chinese = setting.language == Language::ZhHant;
    let han_size = if chinese { setting.size } else { setting.size / LATIN_RATIO };
    let note = |unit: &Unit| spans[unit.span].script == Script::Super;
    let scripts = matches!((one.class, two.class), (Class::Han, Class::Letter) | (Class::Letter, Class::Han));
    if scripts && !note(one) && !note(two) && (chinese || one.after == After::Nothing) {
        space.white = White::Script;
        (space.gap, space.gap_shrink, space.gap_stretch) =
            (0.25 * han_size, 0.125 * han_size, (1.0 / 3.0 - 0.25) * han_size);
    } else if one.after != After::Nothing {
        space.white = White::Word;
        (space.gap, space.gap_shrink, space.gap_stretch) = if chinese {
            (0.25 * han_size, 0.05 * han_size, (1.0 / 3.0 - 0.25) * han_size)
        } else {
            (0.2 * setting.size, 0.05 * setting.size, 0.12 * setting.size)
        };
    }
}

/// Whether a line may be opened between two units: beside Han, but not within numbers or beside dashes.
fn joint(one: &Unit, two: &Unit) -> bool {
    let fixed = |class: Class| matches!(class, Class::Bar | Class::Joiner);
    (one.class.is_full_width() || two.class.is_full_width())
        && !fixed(one.class)
        && !fixed(two.class)
        && two.class != Class::Symbol
        && !(one.class == Class::Letter && two.class == Class::Symbol)
}
