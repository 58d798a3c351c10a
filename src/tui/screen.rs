//! Which pane stands where, for a size of the screen.

use ratatui::layout::Rect;

use crate::source::{ByLanguage, Language};

/// Smaller screens show a line that says so.
pub const LEAST: (u16, u16) = (60, 12);
/// From here on the outline and both editions stand side by side.
const WIDE: u16 = 100;
/// From here on the inspector has a column of its own.
const VERY_WIDE: u16 = 150;
/// Lower screens have an inspector of one line.
const LOW: u16 = 20;
/// The least and most per cent of its room to which a pane can be dragged.
pub const SPLITS: std::ops::RangeInclusive<u16> = 20..=70;
/// The width of the outline as a drawer.
const DRAWER: u16 = 28;

/// What the areas depend on besides the size.
#[derive(Clone, Copy, Debug)]
pub struct Wishes {
    /// The edition of the cursor.
    pub language: Language,
    /// Both editions are there.
    pub bilingual: bool,
    /// There is something to inspect.
    pub inspecting: bool,
    /// The outline is asked for where it does not stand anyway.
    pub drawer: bool,
    /// Per cent of the room that the Chinese edition has, where the divider was dragged.
    pub split: Option<u16>,
}

/// The areas of the reading view. Each begins with the row of its title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Areas {
    pub title: Rect,
    pub keys: Rect,
    pub outline: Option<Rect>,
    /// The outline lies over the text.
    pub drawer: bool,
    pub text: ByLanguage<Option<Rect>>,
    pub inspector: Option<Rect>,
    /// Columns of the rules between panes: x, first row, height.
    pub rules: Vec<(u16, u16, u16)>,
}

/// Whether one edition is shown at a time.
#[must_use]
pub fn narrow(width: u16) -> bool {
    width < WIDE
}

/// The areas of the reading view.
#[must_use]
pub fn reading(width: u16, height: u16, wishes: Wishes) -> Areas {
    let body = Rect::new(0, 1, width, height.saturating_sub(2));
    let mut areas = frame(width, height);
    if narrow(width) {
        let low = if height < LOW { 2 } else { 7 };
        let below = if wishes.inspecting { low.min(body.height / 2) } else { 0 };
        let text = Rect { height: body.height - below, ..body };
        *areas.text.get_mut(wishes.language) = Some(text);
        areas.inspector = (below > 0).then_some(Rect { y: text.y + text.height, height: below, ..body });
        if wishes.drawer {
            areas.outline = Some(Rect { width: DRAWER, ..body });
            areas.drawer = true;
            areas.rules.push((DRAWER, body.y, body.height));
        }
        return areas;
    }
    let very_wide = width >= VERY_WIDE;
    let outline = Rect { width: if very_wide { 28 } else { 26 }, ..body };
    areas.rules.push((outline.width, body.y, body.height));
    let mut rest = Rect { x: outline.width + 1, width: body.width - outline.width - 1, ..body };
    areas.outline = Some(outline);
    if very_wide {
        let inspector = Rect { x: rest.x + rest.width - 31, width: 31, ..rest };
        areas.rules.push((inspector.x - 1, body.y, body.height));
        rest.width -= 32;
        areas.inspector = Some(inspector);
    } else {
        let below = if height < LOW { 2 } else { 10 };
        rest.height -= below;
        areas.inspector = Some(Rect { y: rest.y + rest.height, height: below, ..rest });
    }
    if wishes.bilingual {
        let half = share(rest.width.saturating_sub(1), wishes.split.unwrap_or(50));
        areas.text.zh_hant = Some(Rect { width: half, ..rest });
        areas.text.en = Some(Rect { x: rest.x + half + 1, width: rest.width - half - 1, ..rest });
        areas.rules.push((rest.x + half, rest.y, rest.height));
    } else {
        *areas.text.get_mut(wishes.language) = Some(rest);
    }
    areas
}

/// The areas of the findings view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingAreas {
    pub title: Rect,
    pub keys: Rect,
    pub list: Rect,
    pub inspector: Rect,
    /// The text around the place, on the widest screens.
    pub source: Option<Rect>,
    /// Columns of the rules between panes: x, first row, height.
    pub rules: Vec<(u16, u16, u16)>,
}

/// The areas of the findings view.
#[must_use]
pub fn findings(width: u16, height: u16, split: Option<u16>) -> FindingAreas {
    let body = Rect::new(0, 1, width, height.saturating_sub(2));
    let Areas { title, keys, .. } = frame(width, height);
    if narrow(width) {
        let upper = if height < LOW { body.height / 2 } else { 10 };
        let list = Rect { height: upper, ..body };
        let inspector = Rect { y: body.y + upper, height: body.height - upper, ..body };
        return FindingAreas { title, keys, list, inspector, source: None, rules: Vec::new() };
    }
    let very_wide = width >= VERY_WIDE;
    let drawn = if very_wide { 60 } else { 56 };
    let list = Rect { width: split.map_or(drawn, |split| share(width, split)), ..body };
    let mut inspector = Rect { x: list.width + 1, width: body.width - list.width - 1, ..body };
    let mut rules = vec![(list.width, body.y, body.height)];
    let source = very_wide.then(|| {
        inspector.width = (inspector.width - 1) * 54 / 98;
        let x = inspector.x + inspector.width;
        rules.push((x, body.y, body.height));
        Rect { x: x + 1, width: width - x - 1, ..body }
    });
    FindingAreas { title, keys, list, inspector, source, rules }
}

/// The areas of the metrics view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetricAreas {
    /// Title, heads, rows.
    pub list: Rect,
    pub detail: Rect,
}

impl MetricAreas {
    /// How many rows of the table are in view.
    #[must_use]
    pub fn rows(&self) -> usize {
        usize::from(self.list.height.saturating_sub(2))
    }
}

/// The areas of the metrics view.
#[must_use]
pub fn metrics(width: u16, height: u16) -> MetricAreas {
    let body = Rect::new(0, 1, width, height.saturating_sub(2));
    let below = if height < LOW { 2 } else { 6 };
    let list = Rect { height: body.height.saturating_sub(below), ..body };
    MetricAreas { list, detail: Rect { y: list.bottom(), height: below, ..body } }
}

/// So many per cent of some cells.
fn share(cells: u16, percent: u16) -> u16 {
    u16::try_from(u32::from(cells) * u32::from(percent) / 100).unwrap_or(cells)
}

fn frame(width: u16, height: u16) -> Areas {
    Areas {
        title: Rect::new(0, 0, width, 1.min(height)),
        keys: Rect::new(0, height.saturating_sub(1), width, 1.min(height)),
        outline: None,
        drawer: false,
        text: ByLanguage { zh_hant: None, en: None },
        inspector: None,
        rules: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WISHES: Wishes =
        Wishes { language: Language::ZhHant, bilingual: true, inspecting: true, drawer: false, split: None };

    #[test]
    fn the_panes_are_as_wide_as_drawn() {
        let widths = |width, height| {
            let areas = reading(width, height, WISHES);
            let width = |area: Option<Rect>| area.map_or(0, |area| area.width);
            [areas.outline, areas.text.zh_hant, areas.text.en, areas.inspector].map(width)
        };
        assert_eq!(widths(80, 24), [0, 80, 0, 80]);
        assert_eq!(widths(120, 40), [26, 46, 46, 93]);
        assert_eq!(widths(160, 45), [28, 49, 49, 31]);
    }

    #[test]
    fn nothing_overflows_at_any_size() {
        for width in LEAST.0..260 {
            for height in LEAST.1..80 {
                let whole = Rect::new(0, 0, width, height);
                let areas = reading(width, height, Wishes { drawer: true, ..WISHES });
                let panes = [areas.outline, areas.text.zh_hant, areas.text.en, areas.inspector];
                for pane in panes.into_iter().flatten() {
                    assert_eq!(pane.intersection(whole), pane, "{width}x{height}");
                    assert!(pane.height > 1 && pane.width > 8, "{width}x{height} {pane:?}");
                }
                for split in [None, Some(*SPLITS.start()), Some(*SPLITS.end())] {
                    let areas = reading(width, height, Wishes { split, ..WISHES });
                    for pane in [areas.text.zh_hant, areas.text.en].into_iter().flatten() {
                        assert_eq!(pane.intersection(whole), pane, "{width}x{height} {split:?}");
                    }
                }
                let areas = findings(width, height, None);
                for pane in [Some(areas.list), Some(areas.inspector), areas.source].into_iter().flatten() {
                    assert_eq!(pane.intersection(whole), pane, "{width}x{height}");
                }
            }
        }
    }
}
