//! The binary's modules for the targets `render` and `report`, and what holds of every output. Panics if it does not hold.

use clap::ValueEnum;
use truenorth_core::scalar::text::hidden_characters;

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

/// How the runner of GitHub finds commands.
#[path = "../it/reports/runner.rs"]
mod runner;

/// Findings in every format are inert and have the form of their format.
pub(crate) fn hold(shown: &report::Shown<'_>) {
    for format in report::Format::value_variants() {
        let text = format.render(shown);
        let name = format.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
        match name.as_str() {
            "json" | "sarif" | "gitlab" => json(&text, &name),
            "jsonl" => text.lines().for_each(|line| json(line, &name)),
            "junit" => drop(roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{error}: {text}"))),
            "markdown" => markdown(&text),
            _ => {}
        }
        if name == "github" {
            annotations(&text, shown.report.findings.len().min(report::MOST_PRINTED));
        } else {
            inert(&text, &name);
        }
    }
}

fn json(text: &str, of: &str) {
    if let Err(error) = serde_json::from_str::<serde_json::Value>(text) {
        panic!("{error} in {of}: {text}");
    }
}

/// No tag, mention or link but those of the format.
fn markdown(text: &str) {
    for line in text.lines().skip(1) {
        let own = ["<details><summary>", "</details>"].iter().any(|begin| line.starts_with(begin));
        assert!(own || !line.contains('<'), "a tag in {line}");
        assert!(!line.contains('@') && !line.contains("://") && !line.contains("www."), "a link in {line}");
    }
}

/// The format of GitHub is made of commands: one a finding, with its own keys, and nothing that its data commands.
fn annotations(text: &str, findings: usize) {
    let commands = runner::commands(text);
    assert_eq!(commands.len(), findings, "{text}");
    for command in commands {
        assert!(["error", "warning", "notice"].contains(&command.name.as_str()), "{command:?}");
        let keys: Vec<&str> = command.properties.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["file", "line", "endLine", "col", "endColumn", "title"], "{command:?}");
        assert!(runner::commands(&command.data).is_empty(), "{command:?}");
    }
    assert_eq!(hidden_characters(text, true), None, "in github");
}

/// Nothing in the text commands a runner or a terminal.
pub(crate) fn inert(text: &str, of: &str) {
    assert_eq!(runner::commands(text), [], "commands in {of}");
    assert_eq!(hidden_characters(text, true), None, "in {of}");
}
