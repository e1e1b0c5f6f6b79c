//! Files that check a plan in CI and before a commit: `init --ci` and `init --pre-commit` write them. They are the pages of
//! docs/ci, with the directory of the plan filled in.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::failure::Failure;

/// A platform whose CI can check the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Platform {
    /// A workflow of GitHub Actions.
    Github,
    /// A job of GitLab CI.
    Gitlab,
}

/// A file to write: where from the top of the repository, its text, and what to do next.
pub(crate) struct Integration {
    pub(crate) path: PathBuf,
    pub(crate) text: String,
    pub(crate) next: &'static str,
}

/// Where the repository of a plan begins, and the directory of the plan from there.
pub(crate) struct Home {
    pub(crate) top: PathBuf,
    /// Whether there is a repository.
    pub(crate) is_repository: bool,
    plan: String,
}

impl Home {
    /// The repository around a directory that need not be there yet. Without one the current directory, or else the
    /// plan's own.
    pub(crate) fn of(directory: &Path) -> Result<Self, Failure> {
        let failed = |error: std::io::Error| Failure::new(format!("{}: {error}", directory.display()));
        let absolute = std::path::absolute(directory).map_err(failed)?;
        let there = absolute.ancestors().find(|path| path.exists()).unwrap_or(&absolute);
        let rest = absolute.strip_prefix(there).unwrap_or(Path::new(""));
        let absolute = std::fs::canonicalize(there).map_err(failed)?.join(rest);
        let here = std::env::current_dir().and_then(std::fs::canonicalize).map_err(failed)?;
        let repository = absolute.ancestors().find(|path| path.join(".git").exists());
        let top = match repository {
            Some(top) => top.to_owned(),
            None if absolute.starts_with(&here) => here,
            None => absolute.clone(),
        };
        let plan = absolute.strip_prefix(&top).unwrap_or(Path::new(""));
        let plan = plan.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
        if plan.contains('$') {
            return Err(Failure::with_help(
                format!("{plan} has a `$` in its name, which CI takes for a variable"),
                "give the directory another name",
            ));
        }
        Ok(Self {
            top,
            is_repository: repository.is_some(),
            plan: if plan.is_empty() { ".".to_owned() } else { plan },
        })
    }

    /// The file for a platform.
    pub(crate) fn ci(&self, platform: Platform) -> Integration {
        let (path, text, next) = match platform {
            Platform::Github => (
                ".github/workflows/truenorth.yml",
                include_str!("../../docs/ci/github.yml"),
                "set the variable TRUENORTH_REPOSITORY of the repository, unless its runners have truenorth",
            ),
            Platform::Gitlab => (
                ".gitlab-ci.yml",
                include_str!("../../docs/ci/gitlab.yml"),
                "set the CI/CD variable TRUENORTH_REPOSITORY, unless the image has truenorth",
            ),
        };
        let text = text.replace("PLAN: .\n", &format!("PLAN: {}\n", self.yaml()));
        Integration { path: PathBuf::from(path), text, next }
    }

    /// The file for pre-commit.
    pub(crate) fn pre_commit(&self) -> Integration {
        let text = include_str!("../../docs/ci/pre-commit.yaml");
        Integration {
            path: PathBuf::from(".pre-commit-config.yaml"),
            text: text.replace("\".\"]", &format!("{}]", quoted(&self.plan))),
            next: "pre-commit install",
        }
    }

    /// The directory of the plan as YAML.
    fn yaml(&self) -> String {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte);
        let is_word =
            self.plan.bytes().all(plain) && self.plan.starts_with(|first: char| first.is_ascii_alphabetic());
        if is_word || self.plan == "." { self.plan.clone() } else { quoted(&self.plan) }
    }
}

/// A text in double quotes: what JSON writes, YAML reads.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
