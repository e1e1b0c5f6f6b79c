//! Arguments of `check` that say what is new, what is known, and what is mended.

use std::path::PathBuf;

use clap::Args as ClapArgs;

/// What is known already.
#[derive(Clone, Debug, Default, ClapArgs)]
pub(crate) struct Known {
    /// Report only what was not there at this git revision, such as origin/main; nothing is checked out or run.
    #[arg(long, value_name = "REV", allow_hyphen_values = true)]
    pub(crate) against: Option<String>,
    /// The file of known findings; default .truenorth/baseline.json beside truenorth.json, if it is there.
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Report known findings too.
    #[arg(long, conflicts_with_all = ["baseline", "write_baseline", "prune_baseline"])]
    pub(crate) no_baseline: bool,
    /// Write what is found to the baseline, so that only new findings are reported from then on.
    #[arg(long, conflicts_with_all = ["prune_baseline", "against", "scenario", "no_ignores"])]
    pub(crate) write_baseline: bool,
    /// Take entries out of the baseline whose finding is gone, then check.
    #[arg(long, conflicts_with_all = ["against", "scenario", "no_ignores"])]
    pub(crate) prune_baseline: bool,
}

/// What is mended.
#[derive(Clone, Debug, Default, ClapArgs)]
pub(crate) struct Fixes {
    /// Make the edits that are certain in the files of the plan, then check.
    #[arg(long, conflicts_with_all = ["scenario", "write_baseline", "prune_baseline"])]
    pub(crate) fix: bool,
    /// With --fix or --diff: make also edits that are only probable; look at them before you commit.
    #[arg(long)]
    pub(crate) unsafe_fixes: bool,
    /// Print what --fix would change and write nothing; exit status 1 if there is something.
    #[arg(long, conflicts_with_all = ["fix", "scenario", "write_baseline", "prune_baseline", "format"])]
    pub(crate) diff: bool,
    /// Check again whenever a file of the plan changes, until Ctrl-C.
    #[arg(long, conflicts_with_all = ["fix", "diff", "write_baseline", "prune_baseline"])]
    pub(crate) watch: bool,
}
