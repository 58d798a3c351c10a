//! Runs the `git` executable: what goes in, what comes out, what it says when it fails.

use std::io::{self, Write as _};
use std::process::{Command, Stdio};

use camino::Utf8Path;

use super::GitError;

/// What a run gave.
pub(super) struct Ran {
    /// What was printed; none where it failed.
    pub(super) output: Option<Vec<u8>>,
    /// The first line of what it said.
    pub(super) said: String,
}

/// Runs git in a folder.
///
/// # Errors
/// When it cannot be started. That it failed is no error here: it depends on what was asked.
pub(super) fn run(folder: &Utf8Path, arguments: &[&str], input: &str) -> Result<Ran, GitError> {
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => GitError::NoProgram,
        _ => GitError::Failed(error.to_string()),
    };
    let mut child = Command::new("git")
        // A monitor is a program of the repository's choice.
        .args(["-c", "core.fsmonitor=false"])
        .args(arguments)
        .current_dir(folder)
        // Set where tieout runs in a hook, and meant for another folder than ours: the repository is that of the report.
        .env_remove("GIT_DIR")
        .env_remove("GIT_WORK_TREE")
        .env_remove("GIT_INDEX_FILE")
        // Its words are compared; nothing is to be written, and a name is a name.
        .envs([("LC_ALL", "C"), ("GIT_OPTIONAL_LOCKS", "0"), ("GIT_LITERAL_PATHSPECS", "1")])
        .env("GIT_TERMINAL_PROMPT", "0")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    let pipe = child.stdin.take();
    let output = std::thread::scope(|scope| {
        // Apart from reading: both pipes may fill. That git reads no further shows in what it prints.
        scope.spawn(move || pipe.map(|mut pipe| pipe.write_all(input.as_bytes())));
        child.wait_with_output()
    });
    let output = output.map_err(failed)?;
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().next().unwrap_or_default().trim_start_matches("fatal: ").to_owned();
    Ok(Ran { output: output.status.success().then_some(output.stdout), said })
}

/// Takes the next object off what `cat-file --batch` printed: `<name> blob <size>`, its bytes, a line break.
/// None for one that is not there.
pub(super) fn next_object(printed: &mut &[u8]) -> Option<Vec<u8>> {
    let end = printed.iter().position(|byte| *byte == b'\n')?;
    let (head, rest) = printed.split_at(end);
    let rest = &rest[1..];
    let head = String::from_utf8_lossy(head);
    let size = head.rsplit_once(" blob ").and_then(|(_, size)| size.parse::<usize>().ok());
    let Some(size) = size.filter(|size| *size < rest.len()) else {
        *printed = rest;
        return None;
    };
    *printed = &rest[size + 1..];
    Some(rest[..size].to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_are_taken_one_by_one_and_one_that_is_missing_hides_no_other() {
        let mut printed: &[u8] = b"aa blob 3\nx\ny\nbb missing\ncc blob 0\n\n";
        assert_eq!(next_object(&mut printed), Some(b"x\ny".to_vec()));
        assert_eq!(next_object(&mut printed), None);
        assert_eq!(next_object(&mut printed), Some(Vec::new()));
        assert!(printed.is_empty());
    }
}
