//! Watching the files of the report. The thread sleeps until the system tells of a change; nothing is polled.

use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use camino::Utf8Path;
use notify::{Error, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _, recommended_watcher};

/// Editors write a file in several steps, and a checkout writes many files; this long after the last they are read.
const SETTLE: Duration = Duration::from_millis(120);
/// What never comes to rest is read after this long all the same.
const LONGEST: Duration = Duration::from_secs(1);

/// What keeps files watched while it lives.
pub type Watcher = Arc<Mutex<RecommendedWatcher>>;

/// What has happened in the report's folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Touched {
    Inside,
    /// The folder itself came or went, and with it all that was watched in it.
    Itself,
}

/// Watches a report and tells of changes until nobody wants to know any more; none where the system cannot.
#[must_use]
pub fn watch(path: &Utf8Path, tell: impl Fn() -> bool + Send + 'static) -> Option<Watcher> {
    let single = path.is_file().then(|| path.file_name().unwrap_or_default().to_owned());
    let folder = match &single {
        Some(_) => path.parent().filter(|folder| !folder.as_str().is_empty()).unwrap_or(Utf8Path::new(".")),
        None => path,
    };
    let mode = if single.is_some() { RecursiveMode::NonRecursive } else { RecursiveMode::Recursive };
    let root = std::path::absolute(folder).ok()?;
    let (touched, settled) = mpsc::channel();
    let handler = move |event: Result<Event, Error>| {
        // What cannot be told, as when too much happens at once, may be anything.
        let what = event.map_or(Some(Touched::Itself), |event| {
            let counts = event.need_rescan() || !matches!(event.kind, EventKind::Access(_));
            let paths = event.paths.iter().filter(|_| counts);
            let touched = paths.filter_map(|path| matters(path, &root, single.as_deref()));
            if event.need_rescan() { Some(Touched::Itself) } else { touched.max() }
        });
        // A closed channel means that nobody wants to know.
        let _ = what.map(|what| touched.send(what));
    };
    let mut watcher = recommended_watcher(handler).ok()?;
    watcher.watch(folder.as_std_path(), mode).ok()?;
    let above = std::path::absolute(folder).ok()?;
    if let (RecursiveMode::Recursive, Some(above)) = (mode, above.parent()) {
        // A checkout may take the folder away and put it back: only from above is that seen.
        let _ = watcher.watch(above, RecursiveMode::NonRecursive);
    }
    let watcher = Arc::new(Mutex::new(watcher));
    let (again, folder) = (Arc::downgrade(&watcher), folder.to_owned());
    thread::spawn(move || {
        settle(&settled, |what| {
            if what == Touched::Itself
                && let Some(watcher) = again.upgrade()
            {
                let mut watcher = watcher.lock().unwrap_or_else(PoisonError::into_inner);
                // Where it is gone, its coming back will be seen.
                let _ = watcher.watch(folder.as_std_path(), mode);
            }
            tell()
        });
    });
    Some(watcher)
}

/// What a change there can change of what is shown: of a single file, that one alone; of a folder, all but what is
/// hidden. Whole folders are moved, and images come and go; where nothing that counts has changed, nothing is shown.
fn matters(path: &Path, root: &Path, single: Option<&str>) -> Option<Touched> {
    let hidden = |part: &std::ffi::OsStr| part.to_string_lossy().starts_with('.');
    let counts = match single {
        Some(name) => path.file_name().is_some_and(|found| found == name),
        None => !path.strip_prefix(root).ok()?.iter().any(hidden),
    };
    let what = if path == root { Touched::Itself } else { Touched::Inside };
    counts.then_some(what)
}

/// Tells of changes once they have come to rest, or have gone on for a while.
fn settle(touched: &Receiver<Touched>, tell: impl Fn(Touched) -> bool) {
    while let Ok(mut what) = touched.recv() {
        let begun = Instant::now();
        while begun.elapsed() < LONGEST {
            match touched.recv_timeout(SETTLE) {
                Ok(more) => what = what.max(more),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        if !tell(what) {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_does_not_matter_and_a_single_file_stands_alone() {
        let root = Path::new("/home/.work/report");
        let inside = Some(Touched::Inside);
        let cases = [
            ("chapters/one/en.md", None, inside),
            ("metrics", None, inside),
            ("chapters/one/chart.png", None, inside),
            (".git/index.lock", None, None),
            ("chapters/one/.en.md.swp", None, None),
            ("", None, Some(Touched::Itself)),
            ("../other", None, None),
            ("one.md", Some("one.md"), inside),
            ("two.md", Some("one.md"), None),
        ];
        for (path, single, expected) in cases {
            assert_eq!(matters(&root.join(path), root, single), expected, "{path}");
        }
    }
}
