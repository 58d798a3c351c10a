//! The thread that reads and checks reports, a moment after the last change, and tries changes out.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::str::FromStr as _;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use camino::{Utf8Path, Utf8PathBuf};
use lsp_server::{Message, Notification, RequestId, Response};
use lsp_types::{
    CodeActionOrCommand, Diagnostic, MessageType, PublishDiagnosticsParams, Range, ShowMessageParams, Uri,
};
use serde::Serialize;

use crate::locale::Locale;
use crate::session::{Session, Signature};
use crate::store::OpenError;

use super::actions::{self, Editor};
use super::snapshot::{Board, Snapshot};
use super::{Client, diagnostics};

/// So long nothing must have been typed before a report is checked.
const QUIET: Duration = Duration::from_millis(120);
/// While somebody types on and on, it is checked this often all the same.
const LONGEST: Duration = Duration::from_secs(1);

/// Something to do.
#[derive(Debug)]
pub enum Job {
    /// Check a report with these texts in place of those on the disk, by path from its folder.
    Check { root: Utf8PathBuf, texts: BTreeMap<Utf8PathBuf, String> },
    /// Answer what can be done at a stretch of a file.
    Actions { id: RequestId, path: Utf8PathBuf, range: Range, versions: BTreeMap<Utf8PathBuf, i32> },
}

/// Where the worker finds things, and how it speaks to the editor.
pub struct Place {
    pub board: Arc<Board>,
    pub locale: Arc<Locale>,
    pub client: Client,
    pub signature: Signature,
    pub send: Box<dyn Fn(Message) + Send>,
}

struct Worker {
    place: Place,
    /// Reports that have changed, with their texts.
    waiting: BTreeMap<Utf8PathBuf, BTreeMap<Utf8PathBuf, String>>,
    since: Instant,
    /// Files of a report with diagnostics that the editor shows.
    shown: BTreeMap<Utf8PathBuf, BTreeSet<String>>,
    /// Why a report could not be opened, as it was last told.
    refused: BTreeMap<Utf8PathBuf, OpenError>,
}

/// Starts the thread; it ends when the sender of jobs is gone.
pub fn start(place: Place) -> Sender<Job> {
    let (jobs, received) = mpsc::channel();
    let mut worker = Worker {
        place,
        waiting: BTreeMap::new(),
        since: Instant::now(),
        shown: BTreeMap::new(),
        refused: BTreeMap::new(),
    };
    thread::spawn(move || worker.work(&received));
    jobs
}

impl Worker {
    fn work(&mut self, jobs: &Receiver<Job>) {
        loop {
            let job = if self.waiting.is_empty() {
                jobs.recv().map_err(|_| RecvTimeoutError::Disconnected)
            } else {
                jobs.recv_timeout(QUIET.min(LONGEST.saturating_sub(self.since.elapsed())))
            };
            match job {
                Ok(Job::Check { root, texts }) => {
                    if self.waiting.is_empty() {
                        self.since = Instant::now();
                    }
                    self.waiting.insert(root, texts);
                }
                Ok(Job::Actions { id, path, range, versions }) => {
                    // What is offered must fit the text as it stands.
                    self.check_all();
                    let offered = catch_unwind(AssertUnwindSafe(|| self.actions(&path, range, &versions)));
                    (self.place.send)(Response::new_ok(id, offered.unwrap_or_default()).into());
                }
                Err(RecvTimeoutError::Timeout) => self.check_all(),
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn actions(
        &self,
        path: &Utf8Path,
        range: Range,
        versions: &BTreeMap<Utf8PathBuf, i32>,
    ) -> Vec<CodeActionOrCommand> {
        let Place { board, locale, client, signature, .. } = &self.place;
        let editor = Editor { client: *client, locale, signature, versions };
        board.of(path).map_or_else(Vec::new, |snapshot| actions::actions(&snapshot, path, range, &editor))
    }

    fn check_all(&mut self) {
        for (root, texts) in std::mem::take(&mut self.waiting) {
            let opened = catch_unwind(AssertUnwindSafe(|| Session::open_over(&root, &texts)));
            match opened {
                Ok(Ok(session)) => {
                    self.refused.remove(&root);
                    let snapshot = Arc::new(Snapshot::new(root, session));
                    self.place.board.put(Arc::clone(&snapshot));
                    self.publish(&snapshot);
                }
                Ok(Err(error)) => self.refuse(root, error),
                Err(_) => self.tell(self.place.locale.text("lsp-failed")),
            }
        }
    }

    /// Shows what was found, and takes back what no longer is.
    fn publish(&mut self, snapshot: &Snapshot) {
        let files = diagnostics::of(snapshot, &self.place.locale);
        let now: BTreeSet<String> = files.keys().cloned().collect();
        let before = self.shown.insert(snapshot.root.clone(), now).unwrap_or_default();
        let gone = before.into_iter().filter(|uri| !files.contains_key(uri)).map(|uri| (uri, Vec::new()));
        let gone: Vec<(String, Vec<Diagnostic>)> = gone.collect();
        for (uri, diagnostics) in files.into_iter().chain(gone) {
            if let Ok(uri) = Uri::from_str(&uri) {
                let params = PublishDiagnosticsParams { uri, diagnostics, version: None };
                self.notify("textDocument/publishDiagnostics", &params);
            }
        }
    }

    /// Says why a report cannot be read, once.
    fn refuse(&mut self, root: Utf8PathBuf, error: OpenError) {
        if self.refused.get(&root) != Some(&error) {
            self.tell(self.place.locale.open_error(&error));
            self.refused.insert(root, error);
        }
    }

    fn tell(&self, message: String) {
        self.notify("window/showMessage", &ShowMessageParams { typ: MessageType::ERROR, message });
    }

    fn notify(&self, method: &str, params: &impl Serialize) {
        (self.place.send)(Notification::new(method.to_owned(), params).into());
    }
}
