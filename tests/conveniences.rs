//! Completions, manual pages, the version, what the doctor says, and watching, as a person runs them.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]
#![expect(clippy::disallowed_methods, reason = "writes the input of its own tests")]

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

fn tieout(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tieout"))
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .envs(variables.iter().copied())
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn out(arguments: &[&str]) -> String {
    let output = tieout(Path::new("."), arguments, &[]);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_shell_completes_every_command() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = out(&["completions", shell]);
        for word in ["check", "figures", "fix", "doctor", "watch", "fail-on", "zh-Hant", "sarif"] {
            assert!(script.contains(word), "{shell}: no {word}");
        }
    }
    assert!(out(&["completions", "fish", "--lang", "zh-Hant"]).contains("重新核對"));
    assert_eq!(tieout(Path::new("."), &["completions", "tcsh"], &[]).status.code(), Some(2));
}

#[test]
fn the_manual_has_a_page_for_every_command() {
    let page = out(&["man"]);
    assert!(page.contains(".TH") && page.contains("Exit codes") && page.contains("check"), "{page}");
    let folder = TempDir::new().unwrap();
    let done = tieout(folder.path(), &["man", "-o", "man1", "--lang", "zh-Hant"], &[]);
    assert!(done.status.success() && done.stdout.is_empty());
    let check = fs::read_to_string(folder.path().join("man1/tieout-check.1")).unwrap();
    assert!(check.contains("select") && check.contains("逗號"), "{check}");
    assert!(folder.path().join("man1/tieout.1").is_file());
}

#[test]
fn the_version_tells_the_revision_if_it_is_known() {
    let version = out(&["--version"]);
    let rest = version.trim_end().strip_prefix(concat!("tieout ", env!("CARGO_PKG_VERSION"))).unwrap();
    let revision = rest.strip_prefix(" (").and_then(|rest| rest.strip_suffix(')'));
    assert!(rest.is_empty() || revision.is_some_and(|revision| !revision.is_empty()), "{version}");
}

#[test]
fn the_doctor_names_what_is_wrong_with_the_settings() {
    let folder = TempDir::new().unwrap();
    let home = folder.path().to_str().unwrap();
    let settings = folder.path().join(".config/tieout/settings.yaml");
    fs::create_dir_all(settings.parent().unwrap()).unwrap();
    let variables = [("HOME", home), ("LANG", "zh_HK.UTF-8"), ("TERM", "xterm-256color")];
    let doctor = |language: &str| {
        let output = tieout(folder.path(), &["doctor", "--lang", language], &variables);
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    };
    let (code, said) = doctor("en");
    assert_eq!(code, 0, "{said}");
    for word in [
        "256 colours",
        "UTF-8 (zh_HK.UTF-8)",
        "en, by --lang",
        "NotoSansTC-Regular: ",
        "tieout schema settings",
    ] {
        assert!(said.contains(word), "no {word} in\n{said}");
    }
    let unasked = tieout(folder.path(), &["doctor"], &variables);
    assert!(String::from_utf8(unasked.stdout).unwrap().contains("zh-Hant，由 LANG=zh_HK.UTF-8 決定"));
    for (text, place, word) in [
        ("name: A\nthem: dark\n", ":2:", "them"),
        ("theme: pink\n", ":1:", "pink"),
        ("keys: {undo: <c-x>, nothing: x}\n", ":1:21", "nothing"),
        ("keys:\n  undo: ctrl-x\n", "", "ctrl-x"),
        ("mouse: sometimes\n", ":1:8", "sometimes"),
        ("keys: [\n", ":1:7", "["),
    ] {
        fs::write(&settings, text).unwrap();
        for language in ["en", "zh-Hant"] {
            let (code, said) = doctor(language);
            let line = said.lines().last().unwrap();
            assert_eq!(code, 1, "{said}");
            assert!(line.contains(&format!("settings.yaml{place}")) && line.contains(word), "{text}{said}");
            let foreign = |word: &str| word.len() > 4 && word.bytes().all(|byte| byte.is_ascii_lowercase());
            let words = line.rsplit('：').next().unwrap();
            let english = words.split(' ').filter(|word| foreign(word)).count();
            assert!(language == "en" || english < 3, "English in {line}");
        }
    }
    fs::write(&settings, "name: A\nkeys: {undo: <c-x>}\n").unwrap();
    assert_eq!(doctor("en").0, 0);
}

/// `tieout watch r` on a new report, and what it says.
#[cfg(unix)]
struct Watching {
    folder: TempDir,
    child: std::process::Child,
    lines: mpsc::Receiver<String>,
}

#[cfg(unix)]
impl Watching {
    fn start() -> Watching {
        let folder = TempDir::new().unwrap();
        assert!(tieout(folder.path(), &["new", "r"], &[]).status.success());
        let mut child = Command::new(env!("CARGO_BIN_EXE_tieout"))
            .args(["watch", "r"])
            .current_dir(folder.path())
            .env_clear()
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, lines) = mpsc::channel();
        let (output, errors) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
        let tell = |from: Box<dyn std::io::Read + Send>| {
            let sender = sender.clone();
            thread::spawn(move || {
                BufReader::new(from).lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
            });
        };
        tell(Box::new(output));
        tell(Box::new(errors));
        Watching { folder, child, lines }
    }

    /// What is said up to a line that begins so.
    fn until(&self, begin: &str) -> Vec<String> {
        let mut seen = Vec::new();
        loop {
            seen.push(self.lines.recv_timeout(Duration::from_mins(1)).expect("nothing more is said"));
            if seen.last().is_some_and(|line| line.starts_with(begin)) {
                return seen;
            }
        }
    }

    fn end(mut self) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
        assert_eq!(self.child.wait().unwrap().code(), Some(0));
    }
}

#[cfg(unix)]
#[test]
fn watching_tells_what_is_new_and_gone_and_ends_when_asked() {
    let watching = Watching::start();
    watching.until("Nothing found");
    let chapter = watching.folder.path().join("r/chapters/1-climate/en.md");
    let text = fs::read_to_string(&chapter).unwrap();
    fs::write(&chapter, text.replace("[979.75]", "[997.75]")).unwrap();
    let told = watching.until("1 error");
    assert!(told.iter().any(|line| line.starts_with("+ r/chapters/1-climate/en.md:")), "{told:?}");
    fs::write(&chapter, text).unwrap();
    let told = watching.until("Nothing found");
    assert!(told.iter().any(|line| line.starts_with("- r/chapters/1-climate/en.md:")), "{told:?}");
    watching.end();
}

#[cfg(unix)]
#[test]
fn watching_outlives_the_folder_it_watches() {
    let watching = Watching::start();
    watching.until("Nothing found");
    let (folder, elsewhere) = (watching.folder.path().join("r"), watching.folder.path().join("elsewhere"));
    fs::rename(&folder, &elsewhere).unwrap();
    watching.until("r: expected a report folder");
    let chapter = elsewhere.join("chapters/1-climate/en.md");
    let text = fs::read_to_string(&chapter).unwrap();
    fs::write(&chapter, text.replace("[979.75]", "[997.75]")).unwrap();
    fs::rename(&elsewhere, &folder).unwrap();
    let told = watching.until("1 error");
    assert!(told.iter().any(|line| line.starts_with("+ r/chapters/1-climate/en.md:")), "{told:?}");
    // Later changes are still seen.
    fs::write(folder.join("chapters/1-climate/en.md"), text).unwrap();
    watching.until("Nothing found");
    watching.end();
}
