//! What the system does to us: folders that cannot be written, disks that are full, readers and folders that go away,
//! Ctrl-C. Each is said in the chosen language with the right exit code, and nothing is lost.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]
#![expect(clippy::disallowed_methods, reason = "makes reports, and looks at what was left of them")]
#![expect(clippy::print_stderr, reason = "says which faults this machine does not let one make")]

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const TIEOUT: &str = env!("CARGO_BIN_EXE_tieout");

/// What makes `setpriv` run a program as somebody who owns nothing.
const NOBODY: [&str; 3] = ["--reuid=65534", "--regid=65534", "--clear-groups"];

/// The folder `box` with a report, a text to import, and documents of last year.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    let inner = folder.path().join("box");
    fs::create_dir_all(inner.join("out")).unwrap();
    let made = Command::new(TIEOUT).args(["new", "r"]).current_dir(&inner).output().unwrap();
    assert!(made.status.success());
    for edition in ["en", "zh-Hant", "bilingual"] {
        fs::write(inner.join(format!("out/report.{edition}.pdf")), "of last year").unwrap();
    }
    let section = |number: usize| format!("## Part {number}\n\n{}\n\n", "Words and 12 people. ".repeat(200));
    fs::write(inner.join("text.md"), (1..8).map(section).collect::<String>()).unwrap();
    fs::write(inner.join("old.sarif"), "of last year").unwrap();
    folder
}

/// Every file below a folder with what stands in it, hidden ones too.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            found.extend(contents(&path));
        } else {
            found.push((path.display().to_string(), fs::read(&path).unwrap()));
        }
    }
    found.sort();
    found
}

/// What writes, each with what its message must name.
const WRITERS: [(&str, &str); 6] = [
    ("export r -o out", "out"),
    ("export r -o out --format markdown", "out"),
    ("import text.md -o made", "made"),
    ("check r --format sarif -o old.sarif", "old.sarif"),
    ("schema --all -o schemas", "schemas"),
    ("new another", "another"),
];

/// Runs a script beside `box`, in a world of its own in which it may mount; none where the system does not let us.
fn in_a_world_of_its_own(folder: &TempDir, script: &str) -> Option<Output> {
    let run = |flags: &str, script: &str| {
        let mut command = Command::new("unshare");
        command.args([flags, "sh", "-c", script]).current_dir(folder.path()).env("TIEOUT", TIEOUT);
        command.output().ok()
    };
    let may =
        |flags: &&str| run(flags, "mount -t tmpfs none box").is_some_and(|output| output.status.success());
    let flags = ["-m", "-rm"].into_iter().find(may);
    if flags.is_none() {
        eprintln!("skipped: this machine lets us mount nothing (unshare -m, unshare -rm)");
    }
    run(flags?, script)
}

fn ran(folder: &Path, arguments: &str) -> Output {
    Command::new(TIEOUT).args(arguments.split(' ')).current_dir(folder).output().unwrap()
}

/// A failure is said with what it concerns and why, and with the exit code 2; nothing crashed.
fn expect(output: &Output, what: &str, why: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{what}: {said}");
    assert!(said.contains(what) && said.contains(why), "no {what:?} or no {why:?} in {said}");
    assert!(!said.contains("panicked") && !said.contains("os error"), "{said}");
}

#[test]
fn a_file_system_that_is_read_only_is_said() {
    let folder = folder();
    let before = contents(folder.path());
    for (writer, what) in WRITERS {
        for (language, why) in [("en", "read-only"), ("zh-Hant", "只供讀取")] {
            let script = format!(
                "mount --bind box box && mount -o remount,ro,bind box && cd box && \"$TIEOUT\" {writer} --lang {language}"
            );
            let Some(output) = in_a_world_of_its_own(&folder, &script) else { return };
            expect(&output, what, why);
            assert!(contents(folder.path()) == before, "{writer}: something was written");
        }
    }
}

#[test]
fn a_disk_that_is_full_is_said_and_the_old_files_stay() {
    let folder = folder();
    fs::create_dir(folder.path().join("full")).unwrap();
    for (writer, what) in WRITERS {
        for (language, why) in [("en", "the disk is full"), ("zh-Hant", "磁碟已滿")] {
            // A page is left: some of what is to be written fits, and not all of it.
            let script = format!(
                "mount -t tmpfs -o size=2m none full && cp -a box/. full && cd full && \
                 head -c 4096 /dev/zero >room; cat /dev/zero >fill 2>/dev/null; rm room; \
                 \"$TIEOUT\" {writer} --lang {language}; code=$?; diff -r -x fill ../box . && exit $code"
            );
            let Some(output) = in_a_world_of_its_own(&folder, &script) else { return };
            let differs = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(!differs.contains("Only in") && !differs.contains("differ"), "{writer}: {differs}");
            expect(&output, what, why);
        }
    }
}

#[test]
fn files_that_may_not_grow_are_said_and_the_old_files_stay() {
    let folder = folder();
    let before = contents(folder.path());
    for (writer, what) in &WRITERS[2..5] {
        for (language, why) in [("en", "larger than the system allows"), ("zh-Hant", "系統所容許的大小")]
        {
            let script = format!("ulimit -f 4; trap '' XFSZ; exec \"$TIEOUT\" {writer} --lang {language}");
            let mut shell = Command::new("sh");
            shell.args(["-c", &script]).env("TIEOUT", TIEOUT).current_dir(folder.path().join("box"));
            expect(&shell.output().unwrap(), what, why);
            assert!(contents(folder.path()) == before, "{writer}: something was written");
        }
    }
}

#[test]
fn a_folder_in_which_one_may_not_write_is_said() {
    let folder = folder();
    let inner = folder.path().join("box");
    let before = contents(folder.path());
    for (path, mode) in [(folder.path(), 0o755), (&inner.join("out"), 0o555), (&inner, 0o555)] {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }
    // Whom the system lets do anything becomes somebody else.
    let is_root = fs::write(inner.join("probe"), "").is_ok();
    if is_root {
        fs::remove_file(inner.join("probe")).unwrap();
    }
    let command = || {
        let mut command = Command::new(if is_root { "setpriv" } else { TIEOUT });
        if is_root {
            command.args(NOBODY).arg(TIEOUT);
        }
        command.current_dir(&inner);
        command
    };
    if !command().arg("--version").output().is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: there is no setpriv, or nobody else may run the program");
        return;
    }
    for (writer, what) in WRITERS {
        for (language, why) in [("en", "permission"), ("zh-Hant", "權限")] {
            let output = command().args(writer.split(' ')).args(["--lang", language]).output().unwrap();
            expect(&output, what, why);
        }
    }
    fs::set_permissions(&inner, fs::Permissions::from_mode(0o755)).unwrap();
    assert!(contents(folder.path()) == before, "something was written");
}

#[test]
fn a_system_that_gives_no_threads_slows_a_check_and_changes_nothing() {
    let folder = folder();
    let inner = folder.path().join("box");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let alone = |arguments: &[&str]| {
        let mut command = Command::new("setpriv");
        command
            .args(NOBODY)
            .args(["prlimit", "--nproc=1:1", TIEOUT])
            .args(arguments)
            .current_dir(&inner)
            .output()
    };
    if !alone(&["--version"]).is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: nobody else may run the program here (setpriv, prlimit)");
        return;
    }
    for arguments in [&["check", "r"][..], &["check", "r", "text.md", "--format", "jsonl"]] {
        let output = alone(arguments).unwrap();
        let usual = Command::new(TIEOUT).args(arguments).current_dir(&inner).output().unwrap();
        assert_eq!(output.status.code(), usual.status.code(), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(output.stdout == usual.stdout, "{}", String::from_utf8_lossy(&output.stdout));
    }
}

#[test]
fn a_file_in_the_place_of_a_folder_is_said() {
    let folder = folder();
    let inner = folder.path().join("box");
    let before = contents(&inner);
    for writer in ["export r -o text.md", "schema --all -o text.md", "man -o text.md"] {
        for (language, why) in [("en", "file"), ("zh-Hant", "檔案")] {
            expect(&ran(&inner, &format!("{writer} --lang {language}")), "text.md", why);
        }
    }
    for writer in ["export r -o text.md/out", "import text.md -o text.md/made", "new text.md/r"] {
        expect(&ran(&inner, &format!("{writer} --lang en")), "text.md", "");
    }
    assert!(contents(&inner) == before, "something was written");
}

#[test]
fn a_reader_that_goes_stops_no_work_and_changes_no_verdict() {
    let folder = folder();
    let inner = folder.path().join("box");
    let chapter = inner.join("r/chapters/1-climate/en.md");
    let text = fs::read_to_string(&chapter).unwrap();
    fs::write(&chapter, text.replace("[979.75]", "[997.75]")).unwrap();
    for (arguments, code) in [
        ("check r", 1),
        ("check r --format json", 1),
        ("check r --format sarif", 1),
        ("check r --fail-on never", 0),
        ("figures r", 0),
        ("figures r --format json", 0),
        ("explain", 0),
        ("explain sum-does-not-foot", 0),
        ("export r -o out", 0),
        ("export r -o texts --format markdown", 0),
        ("import text.md -o made --dry-run", 0),
        ("schema report", 0),
        ("completions bash", 0),
        ("man", 0),
        ("--help", 0),
    ] {
        let mut child = Command::new(TIEOUT)
            .args(arguments.split(' '))
            .current_dir(&inner)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{arguments}: {said}");
        assert!(!said.to_lowercase().contains("pipe") && !said.contains("panicked"), "{arguments}: {said}");
    }
    for path in ["out/report.en.pdf", "out/report.bilingual.pdf", "texts/report.zh-Hant.md"] {
        let bytes = fs::read(inner.join(path)).unwrap();
        assert!(bytes.len() > 100, "{path} was not written");
    }
}

#[test]
fn an_interrupted_export_leaves_the_old_files_and_says_so() {
    let folder = folder();
    let inner = folder.path().join("box");
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let before = contents(&inner);
    for (signal, code, language, words) in [
        ("-INT", 130, "en", "interrupted; nothing was written"),
        ("-INT", 130, "zh-Hant", "已中斷；沒有寫入任何檔案"),
        ("-TERM", 143, "en", "interrupted"),
    ] {
        let mut child = Command::new(TIEOUT)
            .args(["export", sample.to_str().unwrap(), "-o", "out", "--lang", language])
            .current_dir(&inner)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // The summary comes before the typesetting.
        let mut summary = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut summary).unwrap();
        assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{said}");
        assert!(said.contains(words), "{said}");
        assert!(contents(&inner) == before, "{signal}: something was written or left behind");
    }
}
