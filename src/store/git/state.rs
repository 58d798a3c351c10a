//! Which commit a report is at, for the foot of its pages.

use camino::Utf8Path;

use super::{folder_of, program};

/// As many figures of a commit's name as people read to each other.
const FIGURES: usize = 7;

/// `5d2f1aa`, with a `+` where the report's files are not those of the commit; none outside of a repository.
#[must_use]
pub fn state(path: &Utf8Path) -> Option<String> {
    let folder = folder_of(path);
    let what = if path.is_dir() { "." } else { path.file_name()? };
    let asked = ["status", "--porcelain=v2", "--branch", "--untracked-files=no", "--", what];
    let ran = program::run(folder, &asked, "").ok()?;
    said(&String::from_utf8_lossy(&ran.output?))
}

fn said(status: &str) -> Option<String> {
    let commit = status.lines().find_map(|line| line.strip_prefix("# branch.oid "))?.trim();
    let named = commit.len() > FIGURES && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
    let changed = status.lines().any(|line| !line.starts_with('#') && !line.is_empty());
    named.then(|| format!("{}{}", &commit[..FIGURES], if changed { "+" } else { "" }))
}

#[cfg(test)]
mod tests {
    use super::said;

    #[test]
    fn a_commit_has_seven_figures_and_a_cross_where_files_differ() {
        let head = "# branch.oid 5d2f1aa0c3b2d1e0f9a8b7c6d5e4f3a2b1c0d9e8\n# branch.head main\n";
        assert_eq!(said(head).as_deref(), Some("5d2f1aa"));
        let changed = format!("{head}1 .M N... 100644 100644 100644 0a 0a report.yaml\n");
        assert_eq!(said(&changed).as_deref(), Some("5d2f1aa+"));
        assert_eq!(said("# branch.oid (initial)\n"), None);
        assert_eq!(said(""), None);
    }
}
