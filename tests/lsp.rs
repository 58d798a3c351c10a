//! The language server as an editor uses it: the real program on its standard input and output, from the first message to the last.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]
#![expect(
    clippy::disallowed_methods,
    reason = "writes the input of its own tests, and applies changes to it"
)]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

/// No answer takes longer, on however slow a machine.
const PATIENCE: Duration = Duration::from_mins(1);

const EN: &str = "# Water\n\nWe used [1,205.5](metric:water.total@2023) tonnes of water.\n";
const ZH: &str = "# 水\n\n🌊耗水[1,205.5](metric:water.total@2023)噸。\n";
const METRICS: &str = "metrics:\n  - {id: water.total, label: {zh-Hant: 耗水量, en: Water used}, unit: 噸, values: {2022: 1198, 2023: 1250.5}}\n";

/// An editor: the server, and what it has said that was not asked for.
struct Editor {
    child: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// The latest diagnostics of each file, by the end of its address.
    diagnostics: BTreeMap<String, Vec<Value>>,
    folder: TempDir,
    next: i64,
}

impl Editor {
    fn start(arguments: &[&str]) -> Editor {
        let folder = TempDir::new().unwrap();
        for (path, text) in [
            ("r/report.yaml", "period: 2023\nchapters: [water]\n"),
            ("r/metrics/water.yaml", METRICS),
            ("r/chapters/water/en.md", EN),
            ("r/chapters/water/zh-Hant.md", ZH),
        ] {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let mut child = Command::new(env!("CARGO_BIN_EXE_tieout"))
            .arg("lsp")
            .args(arguments)
            .env_clear()
            .env("TIEOUT_NAME", "M. Chan")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let (sender, messages) = mpsc::channel();
        thread::spawn(move || {
            let mut length = 0;
            let mut line = String::new();
            while output.read_line(&mut line).unwrap_or(0) > 0 {
                if let Some(number) = line.strip_prefix("Content-Length: ") {
                    length = number.trim().parse().unwrap();
                } else if line == "\r\n" {
                    let mut body = vec![0; length];
                    output.read_exact(&mut body).unwrap();
                    if sender.send(serde_json::from_slice(&body).unwrap()).is_err() {
                        return;
                    }
                }
                line.clear();
            }
        });
        let input = child.stdin.take();
        Editor { child, input, messages, diagnostics: BTreeMap::new(), folder, next: 0 }
    }

    fn initialised(arguments: &[&str], options: &Value) -> Editor {
        let mut editor = Editor::start(arguments);
        let result = editor.request("initialize", &json!({
            "capabilities": {"workspace": {"workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]}}},
            "workspaceFolders": [{"uri": editor.uri("r"), "name": "r"}],
            "initializationOptions": options,
        }));
        assert_eq!(result["result"]["capabilities"]["hoverProvider"], true, "{result}");
        editor.notify("initialized", &json!({}));
        editor
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn uri(&self, path: &str) -> String {
        format!("file://{}", self.path(path).display())
    }

    fn raw(&mut self, body: &str) {
        let input = self.input.as_mut().unwrap();
        write!(input, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        input.flush().unwrap();
    }

    fn notify(&mut self, method: &str, params: &Value) {
        self.raw(&json!({"jsonrpc": "2.0", "method": method, "params": params}).to_string());
    }

    fn request(&mut self, method: &str, params: &Value) -> Value {
        self.next += 1;
        let id = self.next;
        self.raw(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}).to_string());
        self.until(|message| message["id"] == id)
    }

    /// Reads on until a message is as wanted.
    fn until(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.messages.recv_timeout(PATIENCE).expect("the server says nothing more");
            assert_eq!(message["jsonrpc"], "2.0");
            if message["method"] == "textDocument/publishDiagnostics" {
                let uri = message["params"]["uri"].as_str().unwrap();
                let name = uri.rsplit("/r/").next().unwrap().to_owned();
                let found = message["params"]["diagnostics"].as_array().unwrap().clone();
                self.diagnostics.insert(name, found);
            }
            if wanted(&message) {
                return message;
            }
        }
    }

    /// Waits for diagnostics of a file that are as wanted.
    fn diagnosed(&mut self, name: &str, wanted: impl Fn(&[Value]) -> bool) -> Vec<Value> {
        loop {
            if let Some(found) = self.diagnostics.get(name).filter(|found| wanted(found)) {
                return found.clone();
            }
            self.until(|message| message["method"] == "textDocument/publishDiagnostics");
        }
    }

    fn open(&mut self, path: &str) {
        let text = fs::read_to_string(self.path(path)).unwrap();
        let uri = self.uri(path);
        self.notify(
            "textDocument/didOpen",
            &json!({"textDocument": {"uri": uri, "languageId": "markdown", "version": 1, "text": text}}),
        );
    }

    /// Asks something of a place: line and UTF-16 column from 0.
    fn ask(&mut self, method: &str, path: &str, line: u32, character: u32) -> Value {
        let uri = self.uri(path);
        let params = json!({
            "textDocument": {"uri": uri},
            "position": {"line": line, "character": character},
            "context": {"includeDeclaration": true, "triggerKind": 1},
        });
        let answer = self.request(&format!("textDocument/{method}"), &params);
        assert!(answer["error"].is_null(), "{answer}");
        answer["result"].clone()
    }

    fn actions(&mut self, path: &str, range: &Value) -> Vec<Value> {
        let uri = self.uri(path);
        let params = json!({"textDocument": {"uri": uri}, "range": range, "context": {"diagnostics": []}});
        self.request("textDocument/codeAction", &params)["result"].as_array().unwrap().clone()
    }

    /// Makes a change of the workspace in the files, as an editor does that saves at once.
    fn apply(edit: &Value) {
        for operation in edit["documentChanges"].as_array().unwrap() {
            if operation["kind"] == "create" {
                fs::write(operation["uri"].as_str().unwrap().trim_start_matches("file://"), "").unwrap();
                continue;
            }
            let path = operation["textDocument"]["uri"].as_str().unwrap().trim_start_matches("file://");
            let mut text = fs::read_to_string(path).unwrap();
            let mut edits = operation["edits"].as_array().unwrap().clone();
            edits.sort_by_key(|edit| {
                let start = &edit["range"]["start"];
                std::cmp::Reverse((start["line"].as_u64(), start["character"].as_u64()))
            });
            for edit in edits {
                let at = |end: &str| byte(&text, &edit["range"][end]);
                let range = at("start")..at("end");
                text.replace_range(range, edit["newText"].as_str().unwrap());
            }
            fs::write(path, text).unwrap();
        }
    }

    /// What `tieout check` says of the files: its exit code and the summary.
    fn check(&self) -> (i32, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_tieout"))
            .args(["check", "r"])
            .current_dir(self.folder.path())
            .env_clear()
            .output()
            .unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    }

    fn end(mut self) {
        let answer = self.request("shutdown", &Value::Null);
        assert!(answer["result"].is_null() && answer["error"].is_null(), "{answer}");
        self.notify("exit", &Value::Null);
        assert_eq!(self.child.wait().unwrap().code(), Some(0));
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        // Ends the server also where a test has failed.
        self.input = None;
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The byte of a line and UTF-16 column.
fn byte(text: &str, position: &Value) -> usize {
    let line = usize::try_from(position["line"].as_u64().unwrap()).unwrap();
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let mut units = position["character"].as_u64().unwrap();
    let mut at = start;
    for char in text[start..].chars() {
        if units == 0 {
            break;
        }
        units = units.checked_sub(u64::try_from(char.len_utf16()).unwrap()).expect("half a character");
        at += char.len_utf8();
    }
    at
}

fn range(line: u32, start: u32, end: u32) -> Value {
    json!({"start": {"line": line, "character": start}, "end": {"line": line, "character": end}})
}

fn files(locations: &Value) -> Vec<String> {
    let locations = locations.as_array().unwrap().iter();
    let name = |uri: &str| Path::new(uri).file_name().unwrap().to_str().unwrap().to_owned();
    let mut files: Vec<String> = locations.map(|one| name(one["uri"].as_str().unwrap())).collect();
    files.sort();
    files
}

const EN_FILE: &str = "r/chapters/water/en.md";
const ZH_FILE: &str = "r/chapters/water/zh-Hant.md";

#[test]
fn findings_are_shown_at_every_suspect_in_the_editors_language() {
    for (arguments, options, words) in [
        (&[][..], json!({"language": "zh-Hant"}), "耗水量"),
        (&["--lang", "zh-Hant"], json!({}), "耗水量"),
        (&["--lang", "zh-Hant"], json!({"language": "en"}), "Water used"),
    ] {
        let mut editor = Editor::initialised(arguments, &options);
        let english = editor.diagnosed("chapters/water/en.md", |found| !found.is_empty());
        assert_eq!(english[0]["range"], range(2, 9, 16));
        assert_eq!((&english[0]["code"], &english[0]["severity"]), (&json!("metric-disagrees"), &json!(1)));
        assert!(english[0]["message"].as_str().unwrap().contains(words), "{}", english[0]);
        assert_eq!(english[0]["relatedInformation"].as_array().unwrap().len(), 2);
        let chinese = editor.diagnosed("chapters/water/zh-Hant.md", |found| !found.is_empty());
        // The wave is two units.
        assert_eq!(chinese[0]["range"], range(2, 5, 12));
        editor.end();
    }
}

#[test]
fn a_figure_tells_its_metric_and_leads_to_its_twins() {
    let mut editor = Editor::initialised(&[], &json!({"language": "en"}));
    editor.diagnosed("chapters/water/en.md", |found| !found.is_empty());
    editor.open(ZH_FILE);
    for character in [5, 8, 12] {
        let hover = editor.ask("hover", ZH_FILE, 2, character);
        assert_eq!(hover["range"], range(2, 5, 12));
        let words = hover["contents"]["value"].as_str().unwrap();
        for word in ["1,205.5", "water.total@2023", "2023: 1250.5 噸", "contradicted", "1,205.5 − 1,250.5"]
        {
            assert!(words.contains(word), "no {word} in {words}");
        }
    }
    assert!(editor.ask("hover", ZH_FILE, 0, 0).is_null());
    assert_eq!(files(&editor.ask("definition", ZH_FILE, 2, 7)), ["en.md", "water.yaml"]);
    assert_eq!(files(&editor.ask("references", ZH_FILE, 2, 7)), ["en.md", "water.yaml", "zh-Hant.md"]);
    let column = u32::try_from(METRICS.lines().nth(1).unwrap().find("1250.5").unwrap()).unwrap();
    let column = column - 9 + 1 + 1; // four Han characters of three bytes are one unit each
    let value = editor.ask("hover", "r/metrics/water.yaml", 1, column);
    assert!(value["contents"]["value"].as_str().unwrap().contains("Water used"), "{value}");
    assert_eq!(files(&editor.ask("definition", "r/metrics/water.yaml", 1, column)), ["en.md", "zh-Hant.md"]);
    editor.end();
}

#[test]
fn unsaved_text_is_checked_and_names_are_completed() {
    let mut editor = Editor::initialised(&[], &json!({"language": "en"}));
    editor.open(EN_FILE);
    editor.diagnosed("chapters/water/en.md", |found| !found.is_empty());
    let uri = editor.uri(EN_FILE);
    let change = |version: i32, changes: Value| json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": changes});
    editor.notify(
        "textDocument/didChange",
        &change(
            2,
            json!([
                {"range": range(2, 0, 0), "text": "🌊水 "},
                {"range": range(2, 4, 11), "text": "It took"},
            ]),
        ),
    );
    let moved = editor
        .diagnosed("chapters/water/en.md", |found| found.len() == 1 && found[0]["range"] == range(2, 13, 20));
    assert_eq!(moved[0]["code"], "metric-disagrees");
    // The rest of the line: what was read is older than what is asked about.
    editor.notify(
        "textDocument/didChange",
        &change(
            3,
            json!([
                {"range": range(3, 0, 0), "text": "\n🌊 {{wat"},
            ]),
        ),
    );
    let completed = editor.ask("completion", EN_FILE, 4, 8);
    let item = &completed[0];
    assert_eq!(
        (&item["label"], &item["textEdit"]["newText"]),
        (&json!("water.total"), &json!("water.total@2023}}"))
    );
    assert_eq!(item["textEdit"]["range"], range(4, 5, 8));
    assert!(item["detail"].as_str().unwrap().contains("Water used"));
    editor.notify(
        "textDocument/didChange",
        &change(4, json!([{"range": range(4, 5, 8), "text": "water.total@"}])),
    );
    let completed = editor.ask("completion", EN_FILE, 4, 17);
    let labels: Vec<&str> =
        completed.as_array().unwrap().iter().map(|item| item["label"].as_str().unwrap()).collect();
    assert_eq!(labels, ["2023", "2022"]);
    assert_eq!(completed[0]["textEdit"]["range"], range(4, 17, 17));
    assert!(editor.ask("completion", EN_FILE, 2, 3).is_null());
    editor.notify("textDocument/didChange", &change(5, json!([{"text": EN.replace("1,205.5", "1,250.5")}])));
    editor.diagnosed("chapters/water/en.md", <[Value]>::is_empty);
    // What was not saved is forgotten with the document.
    editor.notify("textDocument/didClose", &json!({"textDocument": {"uri": uri}}));
    editor.diagnosed("chapters/water/en.md", |found| !found.is_empty());
    editor.end();
}

#[test]
fn a_mend_lets_the_finding_go() {
    let mut editor = Editor::initialised(&[], &json!({"language": "en"}));
    editor.open(ZH_FILE);
    let shown = editor.diagnosed("chapters/water/zh-Hant.md", |found| !found.is_empty());
    assert_eq!(editor.check().0, 1);
    let actions = editor.actions(ZH_FILE, &shown[0]["range"]);
    let mends: Vec<&Value> =
        actions.iter().filter(|action| action["title"].as_str().unwrap().starts_with("1,205.5: ")).collect();
    assert!(!mends.is_empty(), "{actions:?}");
    assert_eq!(mends[0]["isPreferred"], true);
    assert_eq!(mends[0]["diagnostics"][0]["code"], "metric-disagrees");
    let documents = mends[0]["edit"]["documentChanges"].as_array().unwrap();
    let version = |document: &&Value| document["textDocument"]["uri"].as_str().unwrap().contains("zh-Hant");
    assert_eq!(documents.iter().find(version).unwrap()["textDocument"]["version"], 1);
    Editor::apply(&mends[0]["edit"]);
    let (code, said) = editor.check();
    assert_eq!(code, 0, "{said}");
    let texts = [EN_FILE, ZH_FILE].map(|path| fs::read_to_string(editor.path(path)).unwrap());
    assert_eq!(texts, [EN.replace("1,205.5", "1,250.5"), ZH.replace("1,205.5", "1,250.5")]);
    let changes: Vec<Value> =
        [EN_FILE, ZH_FILE].map(|path| json!({"uri": editor.uri(path), "type": 2})).into();
    let uri = editor.uri(ZH_FILE);
    editor.notify("textDocument/didClose", &json!({"textDocument": {"uri": uri}}));
    editor.notify("workspace/didChangeWatchedFiles", &json!({"changes": changes}));
    editor.diagnosed("chapters/water/zh-Hant.md", <[Value]>::is_empty);
    editor.diagnosed("chapters/water/en.md", <[Value]>::is_empty);
    editor.end();
}

#[test]
fn a_waiver_is_written_into_review_yaml() {
    let mut editor = Editor::initialised(&[], &json!({"language": "en"}));
    let shown = editor.diagnosed("chapters/water/en.md", |found| !found.is_empty());
    let actions = editor.actions(EN_FILE, &shown[0]["range"]);
    let waiver =
        actions.iter().find(|action| action["title"].as_str().unwrap().starts_with("waive")).unwrap();
    Editor::apply(&waiver["edit"]);
    let review = fs::read_to_string(editor.path("r/review.yaml")).unwrap();
    assert!(review.contains("by: \"M. Chan\"") && review.contains("metric-disagrees"), "{review}");
    let (code, said) = editor.check();
    assert!(code == 0 && said.contains("1 waived"), "{said}");
    // The fingerprint leads to its finding.
    let uri = editor.uri("r/review.yaml");
    editor.notify("textDocument/didSave", &json!({"textDocument": {"uri": uri}}));
    editor.diagnosed("chapters/water/en.md", <[Value]>::is_empty);
    let column = u32::try_from(review.lines().nth(1).unwrap().find("finding: ").unwrap()).unwrap() + 12;
    assert_eq!(files(&editor.ask("definition", "r/review.yaml", 1, column)), ["zh-Hant.md"]);
    editor.end();
}

#[test]
fn one_markdown_file_is_a_report_too() {
    let mut editor = Editor::initialised(&[], &json!({}));
    let text =
        "# Total\n\n| Item | 2023 |\n|---|---:|\n| One | 1,204 |\n| Two | 2,310 |\n| Total | 3,541 |\n";
    fs::write(editor.path("alone.md"), "").unwrap();
    let uri = editor.uri("alone.md");
    editor.notify(
        "textDocument/didOpen",
        &json!({"textDocument": {"uri": uri, "languageId": "markdown", "version": 1, "text": text}}),
    );
    let name = uri.clone();
    let found = editor.until(|message| {
        message["params"]["uri"] == name
            && message["params"]["diagnostics"].as_array().is_some_and(|all| !all.is_empty())
    });
    assert_eq!(found["params"]["diagnostics"][0]["code"], "sum-does-not-foot");
    editor.end();
}

/// The folder goes while its files are open, and comes back: until then nothing is said, questions are answered, and the
/// next change is checked.
#[test]
fn a_folder_that_vanishes_ends_nothing() {
    let mut editor = Editor::initialised(&[], &json!({"language": "en"}));
    editor.open(EN_FILE);
    editor.diagnosed("chapters/water/en.md", |found| !found.is_empty());
    let (folder, elsewhere) = (editor.path("r"), editor.path("elsewhere"));
    fs::rename(&folder, &elsewhere).unwrap();
    let uri = editor.uri(EN_FILE);
    let change = |version: i32, text: &str| json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]});
    editor.notify("textDocument/didChange", &change(2, &format!("\n{EN}")));
    editor.ask("hover", EN_FILE, 2, 9);
    fs::rename(&elsewhere, &folder).unwrap();
    editor.notify("textDocument/didChange", &change(3, &format!("\n\n{EN}")));
    let found = editor.diagnosed("chapters/water/en.md", |found| {
        found.len() == 1 && found[0]["range"]["start"]["line"] == 4
    });
    assert_eq!(found[0]["code"], "metric-disagrees");
    editor.end();
}

#[test]
fn malformed_requests_are_answered_with_errors() {
    let mut editor = Editor::start(&[]);
    editor.raw("{not json");
    let answer = editor.until(|message| message["error"]["code"] == -32700);
    assert!(answer["id"].is_null());
    editor.raw("{\"jsonrpc\":\"2.0\",\"id\":77}");
    editor.until(|message| message["id"] == 77);
    let early = editor.request("textDocument/hover", &json!({}));
    assert_eq!(early["error"]["code"], -32002, "{early}");
    let result = editor.request("initialize", &json!({"capabilities": "none"}));
    assert!(result["result"]["capabilities"].is_object(), "{result}");
    editor.notify("initialized", &json!({}));
    for (method, params, code) in [
        ("textDocument/hover", json!({"textDocument": 1}), -32602),
        ("textDocument/codeAction", json!([]), -32602),
        ("textDocument/rename", json!({}), -32601),
        ("nonsense", Value::Null, -32601),
    ] {
        assert_eq!(editor.request(method, &params)["error"]["code"], code, "{method}");
    }
    editor.notify(
        "textDocument/didChange",
        &json!({"textDocument": {"uri": "file:///nowhere.md", "version": 1}, "contentChanges": []}),
    );
    editor.notify("textDocument/didOpen", &json!("what"));
    let uri = editor.uri(EN_FILE);
    editor.open(EN_FILE);
    editor.notify("textDocument/didChange", &json!({"textDocument": {"uri": uri, "version": 2}, "contentChanges": [
        {"range": {"start": {"line": 900, "character": 4}, "end": {"line": 2, "character": 4_000_000_000u32}}, "text": "x"},
    ]}));
    for (path, line) in [(EN_FILE, 4_000_000_000), ("absent.md", 0), ("r/other.txt", 3)] {
        assert!(editor.ask("hover", path, line, 9).is_null());
        assert!(editor.ask("completion", path, line, 9).is_null());
    }
    let params = json!({"textDocument": {"uri": "untitled:one"}, "range": range(0, 0, 1), "context": {"diagnostics": []}});
    let answer = editor.request("textDocument/codeAction", &params);
    assert!(answer["error"].is_null(), "{answer}");
    editor.end();
}

#[test]
fn an_editor_that_is_gone_is_not_waited_for() {
    let mut editor = Editor::start(&[]);
    editor.input = None;
    assert_eq!(editor.child.wait().unwrap().code(), Some(1));
}
