//! The binary's modules for the targets `render` and `report`, which hold what rendered.rs says.

// The binary is no library: its modules are those of crates/cli/main.rs, which a test holds.
#[path = "../../crates/cli"]
mod cli {
    pub(crate) mod answer;
    pub(crate) mod args;
    pub(crate) mod baseline;
    pub(crate) mod beside;
    pub(crate) mod built;
    pub(crate) mod causes;
    pub(crate) mod charts;
    pub(crate) mod commands;
    pub(crate) mod diff;
    pub(crate) mod edits;
    pub(crate) mod examples;
    pub(crate) mod exit;
    pub(crate) mod failure;
    pub(crate) mod files;
    pub(crate) mod git;
    pub(crate) mod import;
    pub(crate) mod ink;
    pub(crate) mod integrations;
    pub(crate) mod link;
    pub(crate) mod load;
    pub(crate) mod output;
    pub(crate) mod page;
    pub(crate) mod reading;
    pub(crate) mod redacted;
    pub(crate) mod report;
    pub(crate) mod summary;
    pub(crate) mod tree;
    pub(crate) mod vendored;
}
// The modules name each other from the top of their crate: a target takes all that is here.
pub(crate) use cli::{
    answer, args, baseline, beside, built, causes, charts, commands, diff, edits, examples, exit, failure, files, git, import, ink, integrations, link, load, output, page, reading, redacted, report, summary, tree, vendored,
};

pub(crate) mod rendered;
