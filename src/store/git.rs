//! The report as it was at a git revision.
//!
//! The `git` executable is the only program that `tieout` runs, and it is run here alone: to find the repository and
//! the revision, to list its files and to print them. Nothing is written, no hook, filter or pager of the repository
//! runs, and a revision is handed on as the name of a commit, never as it was typed.

mod program;
mod state;

use camino::{Utf8Path, Utf8PathBuf};

use crate::report::load::{Input, InputFile, Unread};
use crate::source::{ALIKE, likeness};

use super::{DEPTH_LIMIT, SIZE_LIMIT, is_read, is_single, text_of};

pub use state::state;

/// Why a revision could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GitError {
    #[error("the program git is not installed")]
    NoProgram,
    #[error("{0}: not in a git repository")]
    NoRepository(Utf8PathBuf),
    #[error("{0}: no such revision")]
    NoRevision(String),
    /// In git's own words.
    #[error("git: {0}")]
    Failed(String),
}

/// A report at a revision.
#[derive(Clone, Debug)]
pub struct Past {
    /// The commit's full name.
    pub commit: String,
    /// Its files; none where the report was not there yet.
    pub input: Option<Input>,
}

/// Reads the report that is at a path now as it was at a revision, also where it had another name then.
///
/// # Errors
/// When there is no git, no repository, or no such revision.
pub fn read(path: &Utf8Path, revision: &str) -> Result<Past, GitError> {
    let repository = Repository { folder: folder_of(path) };
    let prefix = repository.prefix()?;
    let commit = repository.commit(revision)?;
    let input = if path.is_dir() {
        repository.report(path, &prefix, &commit)?
    } else {
        repository.single(path, &prefix, &commit)?
    };
    Ok(Past { commit, input })
}

/// Where git is run for what is at a path.
fn folder_of(path: &Utf8Path) -> &Utf8Path {
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(Utf8Path::new("")) };
    if folder.as_str().is_empty() { Utf8Path::new(".") } else { folder }
}

/// A folder inside a work tree, from which git is run.
struct Repository<'a> {
    folder: &'a Utf8Path,
}

/// A file of a revision.
struct Blob {
    /// From the top of the repository.
    path: Utf8PathBuf,
    object: String,
    size: u64,
}

impl Repository<'_> {
    /// The way from the top of the work tree to the folder: `reports/2023/`, or nothing.
    fn prefix(&self) -> Result<String, GitError> {
        let ran = program::run(self.folder, &["rev-parse", "--show-prefix"], "")?;
        match ran.output {
            Some(bytes) => Ok(String::from_utf8_lossy(&bytes).trim_end_matches(['\n', '\r']).to_owned()),
            None if ran.said.contains("not a git repository") || ran.said.contains("work tree") => {
                Err(GitError::NoRepository(self.folder.to_owned()))
            }
            None => Err(GitError::Failed(ran.said)),
        }
    }

    fn commit(&self, revision: &str) -> Result<String, GitError> {
        let unknown = || GitError::NoRevision(revision.to_owned());
        // What begins with a dash would be an option.
        if revision.starts_with('-') || revision.trim().is_empty() {
            return Err(unknown());
        }
        let asked = format!("{revision}^{{commit}}");
        let ran = program::run(self.folder, &["rev-parse", "--verify", "--quiet", &asked], "")?;
        let printed = ran.output.ok_or_else(unknown)?;
        let name = String::from_utf8_lossy(&printed).trim().to_owned();
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_name { Ok(name) } else { Err(unknown()) }
    }

    /// The files of a commit below a folder (from the top of the repository), links and submodules left out.
    fn blobs(&self, commit: &str, below: &str) -> Result<Vec<Blob>, GitError> {
        let mut arguments = vec!["ls-tree", "-r", "-l", "-z", "--full-tree", commit];
        if !below.is_empty() {
            arguments.extend(["--", below]);
        }
        let ran = program::run(self.folder, &arguments, "")?;
        let listed = ran.output.ok_or(GitError::Failed(ran.said))?;
        let listed = String::from_utf8_lossy(&listed);
        Ok(listed.split('\0').filter_map(blob).collect())
    }

    fn report(&self, root: &Utf8Path, prefix: &str, commit: &str) -> Result<Option<Input>, GitError> {
        let mut below = prefix.to_owned();
        let mut blobs = self.blobs(commit, &below)?;
        let config = |below: &str| Utf8PathBuf::from(format!("{below}report.yaml"));
        if !blobs.iter().any(|blob| blob.path == config(&below)) {
            let was_config = |path: &Utf8Path| path.file_name() == Some("report.yaml");
            let Some(moved) = self.moved(commit, &root.join("report.yaml"), was_config)? else {
                return Ok(None);
            };
            let folder = moved.parent().unwrap_or(Utf8Path::new(""));
            below = if folder.as_str().is_empty() { String::new() } else { format!("{folder}/") };
            blobs = self.blobs(commit, &below)?;
        }
        let mut input = Input { root: root.to_owned(), folder: true, files: Vec::new(), others: Vec::new() };
        let mut read: Vec<(Utf8PathBuf, Blob)> = Vec::new();
        for blob in blobs {
            let Ok(path) = blob.path.strip_prefix(&below).map(Utf8Path::to_owned) else { continue };
            let hidden = path.components().any(|part| part.as_str().starts_with('.'));
            if hidden || path.components().count() > DEPTH_LIMIT + 1 {
                continue;
            }
            if is_read(&path) {
                read.push((path, blob));
            } else {
                input.others.push(path);
            }
        }
        let (paths, blobs): (Vec<_>, Vec<_>) = read.into_iter().unzip();
        let contents = self.contents(&blobs)?;
        input.files =
            paths.into_iter().zip(contents).map(|(path, content)| InputFile { path, content }).collect();
        input.files.sort_by(|a, b| a.path.cmp(&b.path));
        input.others.sort();
        Ok(Some(input))
    }

    fn single(&self, path: &Utf8Path, prefix: &str, commit: &str) -> Result<Option<Input>, GitError> {
        let name = path.file_name().unwrap_or_default();
        let mut at = Utf8PathBuf::from(format!("{prefix}{name}"));
        let mut blobs = self.blobs(commit, at.as_str())?;
        if blobs.is_empty() {
            let Some(moved) = self.moved(commit, path, is_single)? else { return Ok(None) };
            at = moved;
            blobs = self.blobs(commit, at.as_str())?;
        }
        blobs.retain(|blob| blob.path == at);
        let content = self.contents(&blobs)?.into_iter().next();
        let file = content.map(|content| InputFile { path: path.to_owned(), content });
        Ok(file.map(|file| Input {
            root: path.to_owned(),
            folder: false,
            files: vec![file],
            others: Vec::new(),
        }))
    }

    /// Where a file that the commit does not know by its name stood then: the most similar of those that are gone.
    fn moved(
        &self,
        commit: &str,
        now: &Utf8Path,
        may_be: impl Fn(&Utf8Path) -> bool,
    ) -> Result<Option<Utf8PathBuf>, GitError> {
        const MOST: usize = 64;
        let Ok(text) = super::read_text(now) else { return Ok(None) };
        let up = program::run(self.folder, &["rev-parse", "--show-cdup"], "")?.output.unwrap_or_default();
        let top = self.folder.join(String::from_utf8_lossy(&up).trim_end_matches(['\n', '\r']));
        let mut gone = self.blobs(commit, "")?;
        gone.retain(|blob| may_be(&blob.path) && !top.join(&blob.path).exists());
        gone.truncate(MOST);
        let contents = self.contents(&gone)?;
        let texts = gone.into_iter().zip(contents).filter_map(|(blob, text)| Some((blob.path, text.ok()?)));
        let rated = texts.map(|(path, then)| (likeness(&then, &text), path));
        let best = rated.max_by(|a, b| (a.0, &b.1).cmp(&(b.0, &a.1)));
        Ok(best.filter(|(likeness, _)| *likeness >= ALIKE).map(|(_, path)| path))
    }

    /// The texts of files, in their order.
    fn contents(&self, blobs: &[Blob]) -> Result<Vec<Result<String, Unread>>, GitError> {
        let small: Vec<&str> =
            blobs.iter().filter(|blob| blob.size <= SIZE_LIMIT).map(|blob| blob.object.as_str()).collect();
        let asked = small.iter().flat_map(|object| [object, "\n"]).collect::<String>();
        let printed = if small.is_empty() {
            Vec::new()
        } else {
            let ran = program::run(self.folder, &["cat-file", "--batch"], &asked)?;
            ran.output.ok_or(GitError::Failed(ran.said))?
        };
        let mut rest = printed.as_slice();
        let contents = blobs.iter().map(|blob| {
            if blob.size > SIZE_LIMIT {
                return Err(Unread::TooLarge { size: blob.size, limit: SIZE_LIMIT });
            }
            let bytes = program::next_object(&mut rest);
            bytes.ok_or_else(|| Unread::Io { message: blob.object.clone() }).and_then(text_of)
        });
        Ok(contents.collect())
    }
}

/// `100644 blob <object> <size>\t<path>`.
fn blob(line: &str) -> Option<Blob> {
    let (head, path) = line.split_once('\t')?;
    let mut parts = head.split_ascii_whitespace();
    let (mode, kind) = (parts.next()?, parts.next()?);
    let (object, size) = (parts.next()?.to_owned(), parts.next()?.parse().ok()?);
    (kind == "blob" && mode.starts_with("100")).then(|| Blob { path: path.into(), object, size })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_list_is_a_file_unless_it_is_a_link() {
        let file = blob("100644 blob 0a1b      12\tcontent/a b.md").unwrap();
        assert_eq!((file.path.as_str(), file.object.as_str(), file.size), ("content/a b.md", "0a1b", 12));
        assert!(blob("120000 blob 0a1b       5\tlink.md").is_none());
        assert!(blob("160000 commit 0a1b       -\tmodule").is_none());
    }
}
