//! Pieces onto pages: what is kept together, what is repeated, footnotes at the foot.

use std::rc::Rc;

use super::grid::{Grid, Offsets};
use super::marks::MarkOnPage;
use super::piece::{Frame, FrameKind, Note, Piece, Step};
use crate::pdf::colour::{Colour, Palette};
use crate::pdf::page::{Destination, DestinationId, Item, LinkArea, Remark, Stroke};
use crate::source::{Language, Span};

/// The space from the text to the first footnote: 9 above the line, 6 under it.
const NOTE_GAP: f32 = 15.0;
/// How far left of the type area the bar beside a change stands, and how wide it is.
const CHANGE_BAR: (f32, f32) = (7.5, 1.5);

/// A page of the body, its head and foot not yet drawn.
#[derive(Debug, Default)]
pub struct Sheet {
    pub items: Vec<Item>,
    pub links: Vec<LinkArea>,
    pub marks: Vec<MarkOnPage>,
    pub remarks: Vec<Remark>,
    /// Where what begins at a height stands in the source.
    pub sources: Vec<(f32, Language, Span)>,
    /// The chapter whose head it stands under; none for an opener.
    pub head: Option<usize>,
    pub turned: bool,
    /// The chapter that it opens.
    pub opener: Option<usize>,
    /// Nothing stands on it, so that a chapter opens on the right.
    pub blank: bool,
}

/// The body of the report in pages.
#[derive(Debug, Default)]
pub struct Flowed {
    pub sheets: Vec<Sheet>,
    /// Running heads: number and title.
    pub heads: Vec<(Option<String>, String)>,
    pub destinations: Vec<(DestinationId, Destination)>,
}

/// Fills pages with steps, in order; so many pages stand before the first.
#[must_use]
pub fn flow(steps: Vec<Step>, notes: &[Note], grid: &Grid, palette: &Palette, before: usize) -> Flowed {
    let mut flow = Flow { before, ..Flow::new(notes, grid, palette) };
    let mut pieces: Vec<Piece> = Vec::new();
    for step in steps {
        match step {
            Step::Piece(piece) => pieces.push(piece),
            Step::Opener { chapter, anchor } => {
                flow.fill(std::mem::take(&mut pieces));
                flow.opener(chapter, anchor);
            }
            Step::Chapter { number, title } => {
                flow.fill(std::mem::take(&mut pieces));
                flow.finish();
                flow.done.heads.push((number, title));
            }
        }
    }
    flow.fill(pieces);
    flow.finish();
    flow.done
}

struct Flow<'a> {
    before: usize,
    notes: &'a [Note],
    grid: &'a Grid,
    palette: &'a Palette,
    done: Flowed,
    sheet: Sheet,
    /// Painted under everything else on the page.
    under: Vec<Item>,
    /// Where the next piece goes, without its space above.
    y: f32,
    /// The space wanted below the last piece.
    after: f32,
    page_notes: Vec<usize>,
    /// The frame of the last piece, and where it began on this page.
    open: Option<(Rc<Frame>, f32)>,
    fresh: bool,
    /// Pages lie on their side.
    turned: bool,
}

impl<'a> Flow<'a> {
    fn new(notes: &'a [Note], grid: &'a Grid, palette: &'a Palette) -> Flow<'a> {
        Flow {
            before: 0,
            notes,
            grid,
            palette,
            done: Flowed::default(),
            sheet: Sheet::default(),
            under: Vec::new(),
            y: grid.top,
            after: 0.0,
            page_notes: Vec::new(),
            open: None,
            fresh: true,
            turned: false,
        }
    }

    fn fill(&mut self, pieces: Vec<Piece>) {
        let mut rest = pieces.into_iter().peekable();
        while rest.peek().is_some() {
            let mut chain = Vec::new();
            for piece in rest.by_ref() {
                let keep = piece.keep;
                chain.push(piece);
                if !keep {
                    break;
                }
            }
            // A frame that goes on after the chain leaves room for its foot.
            let goes_on = match (chain.last().and_then(|last| last.frame.as_ref()), rest.peek()) {
                (Some(frame), Some(next)) => next.frame.as_ref().is_some_and(|other| other.id == frame.id),
                _ => false,
            };
            self.chain(chain, goes_on);
        }
    }

    fn chain(&mut self, chain: Vec<Piece>, goes_on: bool) {
        let foot = |frame: Option<&Rc<Frame>>| {
            if frame.is_some_and(|frame| !frame.foot.is_empty()) { Frame::FOOT } else { 0.0 }
        };
        // What is kept with a turned table turns with it.
        let turned = chain.iter().any(|piece| piece.turned);
        if turned != self.turned {
            self.finish();
            self.turned = turned;
        }
        let wanted = self.wanted(&chain);
        let reserve = if goes_on { foot(chain.last().and_then(|last| last.frame.as_ref())) } else { 0.0 };
        if !self.fresh && self.y + wanted + reserve > self.bottom(&chain) {
            self.turn(chain.first());
        }
        for piece in chain {
            // Only a chain longer than a page comes to this.
            if !self.fresh
                && self.y + self.wanted(std::slice::from_ref(&piece))
                    > self.bottom(std::slice::from_ref(&piece))
            {
                self.turn(Some(&piece));
            }
            self.place(piece);
        }
    }

    /// The height of pieces from here, with the space above them.
    fn wanted(&self, pieces: &[Piece]) -> f32 {
        let mut after = self.after;
        let mut height = 0.0;
        let mut fresh = self.fresh;
        for piece in pieces {
            if !fresh {
                height += after.max(piece.before);
            }
            height += piece.height;
            after = piece.after;
            fresh = false;
        }
        height
    }

    /// How far down the page goes, if these pieces come onto it with their notes.
    fn bottom(&self, pieces: &[Piece]) -> f32 {
        let mut notes = self.page_notes.clone();
        for note in pieces.iter().flat_map(|piece| &piece.notes) {
            if !notes.contains(note) {
                notes.push(*note);
            }
        }
        self.foot() - self.notes_height(&notes)
    }

    /// Where text ends on this page.
    fn foot(&self) -> f32 {
        if self.turned { self.grid.turned_bottom() } else { self.grid.bottom }
    }

    fn notes_height(&self, notes: &[usize]) -> f32 {
        if notes.is_empty() {
            return 0.0;
        }
        NOTE_GAP + notes.iter().map(|note| self.notes[*note].height).sum::<f32>()
    }

    fn place(&mut self, mut piece: Piece) {
        let same = |open: &(Rc<Frame>, f32), frame: &Rc<Frame>| open.0.id == frame.id;
        let goes_on = match (&self.open, &piece.frame) {
            (Some(open), Some(frame)) => same(open, frame),
            _ => false,
        };
        if !goes_on {
            self.close_frame();
        }
        if !self.fresh {
            self.y += self.after.max(piece.before);
        }
        if !goes_on && let Some(frame) = piece.frame.clone() {
            self.open = Some((frame, self.y));
        }
        let top = self.y;
        if self.grid.inner.is_some() {
            piece.wide |= self.grid.bilingual;
            piece.slide(self.offsets(), self.grid.zh_hant.x);
        }
        if piece.changed {
            self.change_bar(top, piece.height);
        }
        for item in &mut piece.items {
            item.shift(top);
        }
        for link in &mut piece.links {
            link.y += top;
        }
        self.sheet.items.append(&mut piece.items);
        self.sheet.links.append(&mut piece.links);
        self.sheet.marks.extend(piece.marks.iter().map(|mark| MarkOnPage { y: mark.y + top, ..*mark }));
        self.sheet.sources.extend(piece.sources.iter().map(|(language, span)| (top, *language, *span)));
        let page = self.done.sheets.len();
        for anchor in piece.anchors {
            // A little above, so that the heading is not glued to the window's edge.
            self.done.destinations.push((anchor, Destination { page, y: (top - 12.0).max(0.0) }));
        }
        for note in piece.notes {
            if !self.page_notes.contains(&note) {
                self.page_notes.push(note);
            }
        }
        self.y += piece.height;
        self.after = piece.after;
        self.fresh = false;
    }

    /// The number of the page that is being filled.
    fn number(&self) -> usize {
        self.before + self.done.sheets.len() + 1
    }

    fn offsets(&self) -> Offsets {
        self.grid.offsets(self.number())
    }

    /// A bar beside what changed, left of the type area.
    fn change_bar(&mut self, y: f32, height: f32) {
        let area = if self.turned { self.grid.turned() } else { self.grid.full };
        let x = area.x + self.offsets().full - CHANGE_BAR.0;
        self.under.push(Item::Rectangle { x, y, width: CHANGE_BAR.1, height, fill: self.palette.ink });
    }

    /// Ends the page; what follows in the same frame gets the frame's head first.
    fn turn(&mut self, next: Option<&Piece>) {
        let split = match (&self.open, next.and_then(|piece| piece.frame.as_ref())) {
            (Some((frame, _)), Some(other)) if frame.id == other.id => Some(frame.clone()),
            _ => None,
        };
        if let Some(frame) = &split {
            for item in &frame.foot {
                let mut item = item.clone();
                item.shift(self.y);
                item.slide(self.offsets().full);
                self.sheet.items.push(item);
            }
        }
        self.finish();
        let Some(frame) = split else { return };
        for piece in &frame.head {
            let mut piece = piece.clone();
            piece.frame = Some(frame.clone());
            self.place(piece);
        }
    }

    fn close_frame(&mut self) {
        let Some((frame, top)) = self.open.take() else { return };
        let height = self.y - top;
        let ink = self.palette.ink;
        let offsets = self.offsets();
        let moved = |x: f32| x + if x < self.grid.zh_hant.x { offsets.full } else { offsets.text };
        match frame.kind {
            FrameKind::Plain => {}
            FrameKind::Box { x, width } => {
                let (x, fill) = (moved(x), self.palette.tint);
                self.under.push(Item::Rectangle { x, y: top, width, height, fill });
                self.under.push(Item::Rectangle { x, y: top, width: 3.0, height, fill: ink });
            }
            FrameKind::Bar { x } => {
                let (x, fill) = (moved(x), self.palette.soft);
                self.under.push(Item::Rectangle { x, y: top, width: 2.0, height, fill });
            }
            FrameKind::Columns { x } => {
                let x = x + offsets.full;
                let points = vec![(x, top), (x, self.y)];
                self.under.push(Item::Line { points, stroke: Stroke::solid(0.4, Colour::HAIR) });
            }
        }
    }

    fn finish(&mut self) {
        self.close_frame();
        if self.fresh {
            return;
        }
        self.draw_notes();
        let mut sheet = std::mem::take(&mut self.sheet);
        sheet.turned = self.turned;
        let items = std::mem::take(&mut sheet.items);
        sheet.items = std::mem::take(&mut self.under);
        sheet.items.extend(items);
        sheet.head = self.done.heads.len().checked_sub(1);
        self.done.sheets.push(sheet);
        self.y = self.grid.top;
        self.after = 0.0;
        self.fresh = true;
    }

    fn draw_notes(&mut self) {
        let notes = std::mem::take(&mut self.page_notes);
        if notes.is_empty() {
            return;
        }
        let mut y = self.foot() - self.notes_height(&notes) + 9.0;
        let across = self.offsets().text;
        let x = self.grid.note_x + across;
        let points = vec![(x, y), (x + 72.0, y)];
        self.sheet.items.push(Item::Line { points, stroke: Stroke::solid(0.5, Colour::RULE) });
        y += NOTE_GAP - 9.0;
        for note in notes {
            let note = &self.notes[note];
            for item in &note.items {
                let mut item = item.clone();
                item.shift(y);
                item.slide(across);
                self.sheet.items.push(item);
            }
            for link in &note.links {
                self.sheet.links.push(LinkArea { x: link.x + across, y: link.y + y, ..link.clone() });
            }
            let moved = |mark: &MarkOnPage| MarkOnPage { x: mark.x + across, y: mark.y + y, ..*mark };
            self.sheet.marks.extend(note.marks.iter().map(moved));
            y += note.height;
        }
    }

    fn opener(&mut self, chapter: usize, anchor: DestinationId) {
        self.finish();
        self.turned = false;
        if self.grid.inner.is_some() && self.number().is_multiple_of(2) {
            self.done.sheets.push(Sheet { blank: true, ..Sheet::default() });
        }
        self.done.destinations.push((anchor, Destination { page: self.done.sheets.len(), y: 0.0 }));
        self.done.sheets.push(Sheet { opener: Some(chapter), ..Sheet::default() });
    }
}
