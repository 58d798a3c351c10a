//! A monkey at the keys: a hundred thousand random keys and mouse events on the sample, with other programs changing files
//! meanwhile, never bring the screen down and never touch a file unasked, and Esc always leads back.

#![expect(clippy::disallowed_methods, reason = "looks at every file of a copy of the sample")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use camino::Utf8PathBuf;

use super::*;
use crate::report::load::Input;
use crate::session::ChangeError;
use crate::session::undo::Journal;
use crate::tui::keys::table;
use crate::tui::model::View;
use crate::tui::msg::{ExportEnd, Mouse, Press};
use crate::tui::worker::{self, Job, Places};

const EVENTS: u32 = 100_000;
/// Frames are drawn between so many events.
const FRAME: u32 = 97;
/// The files are looked at, and Esc is tried, between so many events.
const LOOK: u32 = 20_000;
/// So many changes are really tried out, and as many really made; each is a check of the sample.
const CHECKS: u32 = 12;
const SIZES: [(u16, u16); 6] = [(80, 24), (120, 40), (160, 45), (200, 60), (60, 12), (30, 8)];

/// The same numbers on every machine (a linear congruential generator).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides.max(1)
    }

    fn cell(&mut self, most: u16) -> u16 {
        u16::try_from(self.roll(usize::from(most))).unwrap_or(0)
    }
}

fn event(dice: &mut Dice, keys: &[Key], others: &[Arc<Loaded>], model: &Model) -> Msg {
    const PRESSES: [Press; 5] = [Press::Down, Press::Up, Press::Drag, Press::WheelDown, Press::WheelUp];
    match dice.roll(1000) {
        0 => {
            let (width, height) = SIZES[dice.roll(SIZES.len())];
            Msg::Resized { width, height }
        }
        1..10 => Msg::Pasted("2,265.46 範圍三\u{1b}[31m\n".to_owned()),
        10..13 => Msg::Loaded(Ok(Arc::clone(&others[dice.roll(others.len())]))),
        13..150 => {
            let press = PRESSES[dice.roll(PRESSES.len())];
            Msg::Mouse(Mouse { press, x: dice.cell(model.width), y: dice.cell(model.height) })
        }
        _ => Msg::Key(keys[dice.roll(keys.len())].clone()),
    }
}

/// Whether something is written, run or ended.
fn consequential(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::Write(_)
            | Effect::Carry(_)
            | Effect::Reverse { .. }
            | Effect::Edit { .. }
            | Effect::Export(_)
    )
}

/// A copy of the sample on the disk, in which what the screen asks for is really done.
struct World {
    folder: tempfile::TempDir,
    places: Places,
    journal: Journal,
    /// What the files must be.
    files: BTreeMap<PathBuf, Vec<u8>>,
    tried: u32,
    made: u32,
}

impl World {
    fn new() -> World {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let root = folder.path().join("content");
        copy(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/content")), &root);
        let report = Utf8PathBuf::from_path_buf(root).expect("it is named in UTF-8");
        let places = Places { report, journal: None, kept: None };
        let mut world =
            World { folder, places, journal: Journal::default(), files: BTreeMap::new(), tried: 0, made: 0 };
        world.files = world.contents();
        world
    }

    fn open(&self) -> Arc<Loaded> {
        Arc::new(Loaded::new(Session::open(&self.places.report).expect("it can be read")))
    }

    fn contents(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut contents = BTreeMap::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("it is there") {
                let path = entry.expect("it is there").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    contents.insert(path.clone(), fs::read(path).expect("it can be read"));
                }
            }
        }
        contents
    }

    /// Nothing but what was told has changed.
    fn look(&self, at: u32) {
        let now = self.contents();
        let changed: Vec<&PathBuf> = now
            .keys()
            .chain(self.files.keys())
            .filter(|path| now.get(*path) != self.files.get(*path))
            .collect();
        assert!(changed.is_empty(), "event {at}: {changed:?}");
    }

    /// Answers what the screen asks for: at first as it is, later with a refusal, which costs no check.
    fn answer(&mut self, model: &Model, effect: Effect, dice: &mut Dice) -> Option<Msg> {
        let loaded = model.loaded.clone()?;
        let job = match effect {
            Effect::Try { id, proposal } if self.tried < CHECKS => {
                self.tried += 1;
                Job::Try { id, loaded, proposal }
            }
            Effect::Try { id, .. } => return Some(Msg::Tried { id, result: Err(ChangeError::NotPlain) }),
            Effect::Write(trial) => Job::Write { loaded, trial },
            Effect::Carry(proposal) if self.made < CHECKS => {
                Job::Carry { loaded, proposal, signature: signature() }
            }
            Effect::Reverse { again } if self.made < CHECKS => Job::Reverse { loaded, again },
            Effect::Carry(_) | Effect::Reverse { .. } => return Some(Msg::Done(Err(ChangeError::Shape))),
            Effect::Load | Effect::Edit { .. } if dice.roll(100) == 0 => {
                return Some(Msg::Loaded(Ok(self.open())));
            }
            Effect::CancelExport => return Some(Msg::Exported(ExportEnd::Cancelled)),
            _ => return None,
        };
        let may = match &job {
            Job::Write { trial, .. } => trial.plan.changes.iter().map(|change| change.path.clone()).collect(),
            Job::Carry { .. } => vec!["review.yaml".into()],
            Job::Reverse { again, .. } => {
                let steps = if *again { &self.journal.undone } else { &self.journal.done };
                let traces = steps.last().map(|step| &step.traces).into_iter().flatten();
                traces.map(|trace| trace.path.clone()).collect()
            }
            _ => Vec::new(),
        };
        self.made += u32::from(!may.is_empty());
        let msg = worker::carry_out(&self.places, &mut self.journal, job);
        if matches!(msg, Some(Msg::Done(Ok(_)))) {
            let now = self.contents();
            for path in may {
                let path = self.places.report.join(path).into_std_path_buf();
                match now.get(&path) {
                    Some(bytes) => self.files.insert(path, bytes.clone()),
                    None => self.files.remove(&path),
                };
            }
        }
        msg
    }

    /// Answers some effects, and what the answers ask for.
    fn answer_all(&mut self, model: &mut Model, effects: Vec<Effect>, dice: &mut Dice) {
        for effect in effects {
            if let Some(msg) = self.answer(model, effect, dice) {
                let more = update(model, msg);
                self.answer_all(model, more, dice);
            }
        }
    }
}

fn signature() -> crate::session::Signature {
    crate::session::Signature { by: "a monkey".to_owned(), on: "2026-11-22".to_owned() }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("there is room for a folder");
    for entry in fs::read_dir(from).expect("the sample is there") {
        let entry = entry.expect("it is there");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("there is room for a file");
        }
    }
}

/// What other programs make of the sample: another branch, a chapter less, one edition, nothing, another report.
fn others(world: &World) -> Vec<Arc<Loaded>> {
    let whole = Input { root: world.places.report.clone(), ..Input::clone(&sample().input) };
    let another = Input { files: fixture::session().input.files.clone(), ..whole.clone() };
    let without = |gone: &dyn Fn(&str) -> bool| {
        let mut input = Input::clone(&whole);
        input.files.retain(|file| !gone(file.path.as_str()));
        Arc::new(Loaded::new(Session::of(input)))
    };
    vec![
        without(&|_| false),
        without(&|path| path.contains("2-climate") || path.contains("environment")),
        without(&|path| path.ends_with("en.md") || path == "review.yaml"),
        without(&|path| path.contains("chapters/")),
        Arc::new(Loaded::new(Session::of(another))),
    ]
}

#[test]
fn nothing_brings_the_screen_down() {
    let mut keys: Vec<Key> =
        table().flat_map(|row| row.keys.iter().chain(row.also)).map(|name| Key((*name).to_owned())).collect();
    keys.extend(["2", "6", ".", "範", "s", "<delete>", "<c-x>"].map(|name| Key(name.to_owned())));
    // Nothing may be lost by a double press of Esc, and much is reached only without it.
    keys.retain(|key| key.0 != "<c-z>");
    keys.sort_by(|one, two| one.0.cmp(&two.0));
    keys.dedup();
    let mut world = World::new();
    let others = others(&world);
    let mut model = open(Session::clone(&world.open().session), 120, 40, Language::En);
    let mut dice = Dice(20_261_122);
    for at in 0..EVENTS {
        let msg = event(&mut dice, &keys, &others, &model);
        let typed = matches!(&msg, Msg::Key(_) | Msg::Mouse(Mouse { press: Press::Down, .. }));
        let effects = update(&mut model, msg);
        assert!(typed || !effects.iter().any(consequential), "event {at}: {effects:?}");
        world.answer_all(&mut model, effects, &mut dice);
        if at % FRAME == 0 {
            let rows = seen(&model);
            assert!(
                rows.lines().all(|row| crate::tui::text::width(row) == usize::from(model.width)),
                "event {at}"
            );
        }
        if at % LOOK == 0 {
            world.look(at);
            leads_back(&mut model, &mut world, &mut dice);
            let _ = update(&mut model, Msg::Loaded(Ok(world.open())));
        }
    }
    world.look(EVENTS);
    leads_back(&mut model, &mut world, &mut dice);
    assert!(world.tried == CHECKS && world.made > CHECKS / 4, "{} tried, {} made", world.tried, world.made);
}

/// However deep: out of typing, a box, a filter, a figure, a view.
fn leads_back(model: &mut Model, world: &mut World, dice: &mut Dice) {
    for _ in 0..6 {
        let effects = press(model, "<esc>");
        world.answer_all(model, effects, dice);
    }
    assert_eq!((model.view, model.overlay.is_some(), model.outline.focused), (View::Reading, false, false));
}
