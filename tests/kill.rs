//! Whatever the system call at which a process that writes is killed, the files are the old ones or the new ones.
//!
//! `cargo test --test kill` tries some of the calls of each action, `cargo test --test kill -- --all` each of them.
//! Where `strace` is installed, it kills at the call; elsewhere the clock does, and hits what it hits.

#![expect(clippy::disallowed_methods, reason = "makes reports, and looks at what was left of them")]
#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]
#![expect(clippy::print_stdout, reason = "says how often it has killed")]

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use camino::{Utf8Path, Utf8PathBuf};
use tieout::report::{MetricRef, Period, SeriesId};
use tieout::session::{Session, Signature, Target, Way};
use tieout::store;

/// Points of each action that are tried without `--all`.
const SOME: usize = 12;
/// Points of time at which an action is killed where there is no `strace`.
const BY_CLOCK: u32 = 200;

const ACTIONS: [Action; 9] = [
    Action { name: "mend", run: Run::Here },
    Action { name: "link", run: Run::Here },
    Action { name: "waive", run: Run::Here },
    Action { name: "flag", run: Run::Here },
    Action { name: "import", run: Run::Program(&["import", "text.md", "-o", "made"]) },
    Action { name: "export", run: Run::Program(&["export", "report", "-o", "out"]) },
    Action {
        name: "markdown",
        run: Run::Program(&["export", "report", "-o", "out", "--format", "markdown"]),
    },
    Action {
        name: "review copy",
        run: Run::Program(&["export", "report", "-o", "out", "--review", "--edition", "all"]),
    },
    Action { name: "schemas", run: Run::Program(&["schema", "--all", "-o", "out"]) },
];

struct Action {
    name: &'static str,
    run: Run,
}

/// What is killed.
enum Run {
    /// This program, told to do what only the screen can.
    Here,
    /// `tieout` with some arguments.
    Program(&'static [&'static str]),
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [first, name] = arguments.as_slice()
        && first == "act"
    {
        return act(name);
    }
    let all = arguments.iter().any(|argument| argument == "--all");
    let by_call =
        Command::new("strace").arg("-V").stdout(Stdio::null()).status().is_ok_and(|code| code.success());
    let mut points = 0;
    for action in &ACTIONS {
        let (tried, unfinished) = sweep(action, all, by_call);
        println!("{:12} killed at {tried} points, {unfinished} of them between two renames", action.name);
        points += tried;
    }
    let means = if by_call { "at a system call" } else { "by the clock (strace is not installed)" };
    println!("killed {points} times {means}: old files or new ones, never a mixture");
}

/// Kills an action at many points; how many, and at how many the files were half renamed and were finished later.
fn sweep(action: &Action, all: bool, by_call: bool) -> (usize, usize) {
    let template = template();
    let before = Contents::of(&template);
    let done = copy(&template);
    let started = Instant::now();
    assert!(command(action, &done).status().unwrap().success(), "{} fails by itself", action.name);
    let took = started.elapsed();
    let after = Contents::of(&done);
    assert_ne!(before, after, "{} does nothing", action.name);
    let calls = if by_call { calls(action, &template) } else { Vec::new() };
    let points = if by_call { calls.len() } else { BY_CLOCK as usize };
    let step = if all { 1 } else { points.div_ceil(SOME) };
    let sweep = Sweep { action, template: &template, before: &before, after: &after, took };
    let queue: Mutex<_> = Mutex::new((0..points).step_by(step));
    let killed = || {
        let mut counts = (0, 0);
        loop {
            let Some(point) = queue.lock().unwrap().next() else { return counts };
            match sweep.kill(point, calls.get(point)) {
                Found::Ended => {}
                Found::Whole => counts.0 += 1,
                Found::Between => counts = (counts.0 + 1, counts.1 + 1),
            }
        }
    };
    let (tried, unfinished) = thread::scope(|scope| {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(killed)).collect();
        let counts = threads.into_iter().map(|thread| thread.join().unwrap());
        counts.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    });
    assert!(tried * 2 > points.div_ceil(step), "{} was killed at {tried} of {points} points", action.name);
    fs::remove_dir_all(&done).unwrap();
    fs::remove_dir_all(&template).unwrap();
    (tried, unfinished)
}

/// One action, and what stands in the folder before and after it.
struct Sweep<'a> {
    action: &'a Action,
    template: &'a Utf8Path,
    before: &'a Contents,
    after: &'a Contents,
    took: Duration,
}

/// What was found after a kill.
enum Found {
    /// The call did not come to pass.
    Ended,
    /// The old files, or the new ones.
    Whole,
    /// Some were renamed already; the next command has finished it.
    Between,
}

impl Sweep<'_> {
    /// Kills the action at a call, or, where none is known, after a part of the time that it takes.
    fn kill(&self, point: usize, call: Option<&(String, usize)>) -> Found {
        let Sweep { action, template, before, after, took } = self;
        let folder = copy(template);
        if let Some((call, nth)) = call {
            let inject = format!("inject={call}:signal=KILL:when={nth}");
            let ended = traced(action, &folder, &["-o", "/dev/null", "-e", &inject]);
            // How often memory is asked for differs from run to run: a last call may not come to pass.
            if ended.success() {
                let done = Contents::of(&folder) == **after;
                assert!(done, "{} ended at {call} {nth} without its work", action.name);
                fs::remove_dir_all(&folder).unwrap();
                return Found::Ended;
            }
        } else {
            let mut child = command(action, &folder).spawn().unwrap();
            thread::sleep(*took * u32::try_from(point).unwrap() / BY_CLOCK);
            let _ = child.kill();
            child.wait().unwrap();
        }
        let whole = || {
            let found = Contents::of(&folder);
            (found == **before || found == **after, found)
        };
        let between = !whole().0;
        finish(&folder);
        let (is_whole, found) = whole();
        assert!(is_whole, "{} killed at {point} ({call:?}): {found:?}", action.name);
        assert_eq!(leftovers(&folder), Vec::<Utf8PathBuf>::new(), "{} killed at {point}", action.name);
        fs::remove_dir_all(&folder).unwrap();
        if between { Found::Between } else { Found::Whole }
    }
}

/// What any later command does before it reads or writes.
fn finish(folder: &Utf8Path) {
    store::read(&folder.join("report")).unwrap();
    store::write_all(&folder.join("out"), &[]).unwrap();
    store::write_folder(&folder.join("next"), &[]).unwrap();
    fs::remove_dir(folder.join("next")).unwrap();
}

/// The system calls of an action, from the first file that it writes on: their names, and which of its name each is.
fn calls(action: &Action, template: &Utf8Path) -> Vec<(String, usize)> {
    let folder = copy(template);
    let log = folder.join(".log");
    assert!(traced(action, &folder, &["-o", log.as_str()]).success());
    let mut threads: BTreeMap<String, Vec<(String, usize)>> = BTreeMap::new();
    let mut writer = None;
    for line in fs::read_to_string(&log).unwrap().lines() {
        let Some((thread, call)) = line.split_once(' ') else { continue };
        let Some((name, _)) = call.trim_start().split_once('(') else { continue };
        if name.starts_with(['<', '+', '-']) {
            continue;
        }
        let calls = threads.entry(thread.to_owned()).or_default();
        if writer.is_none() && call.contains(".tieout-") {
            writer = Some((thread.to_owned(), calls.len()));
        }
        let nth = calls.iter().filter(|(known, _)| known == name).count() + 1;
        calls.push((name.to_owned(), nth));
    }
    fs::remove_dir_all(&folder).unwrap();
    let (thread, first) = writer.expect("a file is written beside its place");
    threads.remove(&thread).unwrap().split_off(first)
}

/// Runs an action under `strace`.
fn traced(action: &Action, folder: &Utf8Path, arguments: &[&str]) -> ExitStatus {
    let mut strace = Command::new("strace");
    let command = command(action, folder);
    strace.args(["-f", "-qq"]).args(arguments).arg(command.get_program()).args(command.get_args());
    strace.current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap()
}

fn command(action: &Action, folder: &Utf8Path) -> Command {
    let mut command = match action.run {
        Run::Here => Command::new(std::env::current_exe().unwrap()),
        Run::Program(_) => Command::new(env!("CARGO_BIN_EXE_tieout")),
    };
    match action.run {
        Run::Here => command.args(["act", action.name]),
        Run::Program(arguments) => command.args(arguments),
    };
    command.current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Does, in the working folder, what the screen does.
fn act(name: &str) {
    let session = Session::open("report".into()).unwrap();
    let signature = Signature { by: "M. Chan".into(), on: "2024-04-02".into() };
    let finding = session.outcome.open().next().expect("something is wrong with the report");
    let printed = |words: &str| -> Vec<Target> {
        let figures = session.report.figures.iter().enumerate();
        let figures = figures.filter(|(_, placed)| placed.figure.printed == words);
        figures.map(|(figure, _)| Target::Figure(figure)).collect()
    };
    let plan = match name {
        "mend" => session.mend(&printed("1,203"), None, &Way::Value("1,200".into())),
        "link" => {
            let metric = MetricRef { series: SeriesId(0), period: Period("2023".into()) };
            session.mend(&printed("500"), None, &Way::Link(metric))
        }
        "flag" => session.flag(finding, &signature, "look at this"),
        _ => session.waive(finding, &signature, "restated"),
    };
    session.commit(&plan.unwrap()).unwrap();
}

/// A folder with a report that has a mistake in each of its files, a text to import, and documents of last year.
fn template() -> Utf8PathBuf {
    let folder = new_folder();
    let write = |path: &str, text: &str| {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let mut text = String::from("# Annual report 2023\n\n");
    let chapters: Vec<String> = (1..=16).map(|number| format!("c{number}")).collect();
    write("report/report.yaml", &format!("title: T\nperiod: 2023\nchapters: [{}]\n", chapters.join(", ")));
    write("report/metrics/a.yaml", "metrics:\n  - {id: part.a, label: A, values: {2023: 500}}\n");
    for chapter in chapters {
        let table = "|  | 2023 |\n|---|---|\n| A | 500 |\n| B | 700 |\n| Total | 1,203 |\n";
        write(&format!("report/chapters/{chapter}/en.md"), &format!("# {chapter}\n\n{table}"));
        write(&format!("report/chapters/{chapter}/zh-Hant.md"), &format!("# {chapter}\n\n{table}"));
        text.push_str(&format!("## Chapter {chapter}\n\nRevenue was {} million.\n\n{table}\n", text.len()));
    }
    write("text.md", &text);
    for name in [
        "report.en.pdf",
        "report.zh-Hant.pdf",
        "report.bilingual.pdf",
        "report.en.md",
        "report.zh-Hant.md",
        "report.en.review.pdf",
        "report.bilingual.review.pdf",
        "metrics.schema.json",
    ] {
        write(&format!("out/{name}"), "of last year");
    }
    folder
}

fn new_folder() -> Utf8PathBuf {
    Utf8PathBuf::from_path_buf(tempfile::tempdir().unwrap().keep()).unwrap()
}

fn copy(from: &Utf8Path) -> Utf8PathBuf {
    let to = new_folder();
    for (path, bytes) in Contents::of(from).0 {
        let path = to.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    to
}

/// The files of a folder that are not hidden, and what stands in them.
#[derive(PartialEq, Eq)]
struct Contents(BTreeMap<Utf8PathBuf, Vec<u8>>);

impl Contents {
    fn of(folder: &Utf8Path) -> Contents {
        let files = files(folder)
            .into_iter()
            .filter(|path| !path.components().any(|part| part.as_str().starts_with('.')));
        Contents(files.map(|path| (path.clone(), fs::read(folder.join(path)).unwrap())).collect())
    }
}

impl std::fmt::Debug for Contents {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_map().entries(self.0.iter().map(|(path, bytes)| (path, bytes.len()))).finish()
    }
}

fn leftovers(folder: &Utf8Path) -> Vec<Utf8PathBuf> {
    files(folder).into_iter().filter(|path| path.as_str().contains(".tieout-")).collect()
}

/// All files below a folder, sorted.
fn files(folder: &Utf8Path) -> Vec<Utf8PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(inner) = open.pop() {
        for entry in inner.read_dir_utf8().unwrap().flatten() {
            if entry.file_type().unwrap().is_dir() {
                open.push(entry.path().to_owned());
            } else {
                found.push(entry.path().strip_prefix(folder).unwrap().to_owned());
            }
        }
    }
    found.sort();
    found
}
