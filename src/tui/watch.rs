//! Watching the files of the report. The thread sleeps until the system tells of a change; nothing is polled.

use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use camino::Utf8Path;
use notify_debouncer_full::notify::{
    Error, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _, recommended_watcher,
};

/// Editors write a file in several steps, and a checkout writes many files; this long after the last they are read.
const SETTLE: Duration = Duration::from_millis(120);
/// What never comes to rest is read after this long all the same.
const LONGEST: Duration = Duration::from_secs(1);

/// What keeps files watched while it lives.
pub type Watcher = RecommendedWatcher;

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
        let changed = event.map_or(true, |event| {
            event.need_rescan()
                || !matches!(event.kind, EventKind::Access(_))
                    && event.paths.iter().any(|path| matters(path, &root, single.as_deref()))
        });
        if changed {
            // A closed channel means that nobody wants to know.
            let _ = touched.send(());
        }
    };
    let mut watcher = recommended_watcher(handler).ok()?;
    watcher.watch(folder.as_std_path(), mode).ok()?;
    thread::spawn(move || settle(&settled, tell));
    Some(watcher)
}

/// Whether a change there can change what is shown: of a single file, that one alone; of a folder, all but what is
/// hidden. Whole folders are moved, and images come and go; where nothing that counts has changed, nothing is shown.
fn matters(path: &Path, root: &Path, single: Option<&str>) -> bool {
    let below = path.strip_prefix(root).unwrap_or(path);
    let hidden = |part: &std::ffi::OsStr| part.to_string_lossy().starts_with('.');
    match single {
        Some(name) => path.file_name().is_some_and(|found| found == name),
        None => !below.iter().any(hidden),
    }
}

/// Tells of changes once they have come to rest, or have gone on for a while.
fn settle(touched: &Receiver<()>, tell: impl Fn() -> bool) {
    while touched.recv().is_ok() {
        let begun = Instant::now();
        while begun.elapsed() < LONGEST {
            match touched.recv_timeout(SETTLE) {
                Ok(()) => {}
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        if !tell() {
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
        let cases = [
            ("chapters/one/en.md", None, true),
            ("metrics", None, true),
            ("chapters/one/chart.png", None, true),
            (".git/index.lock", None, false),
            ("chapters/one/.en.md.swp", None, false),
            ("one.md", Some("one.md"), true),
            ("two.md", Some("one.md"), false),
        ];
        for (path, single, expected) in cases {
            assert_eq!(matters(&root.join(path), root, single), expected, "{path}");
        }
    }
}
