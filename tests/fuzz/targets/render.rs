//! Any text as a plan, through every rule and every format: what comes out is inert and has its form.
#![no_main]

// The binary is no library: its modules are those of crates/cli/main.rs, which a test holds.
#[path = "../../../crates/cli"]
mod cli {
    pub(crate) mod answer;
    pub(crate) mod args;
    pub(crate) mod baseline;
    pub(crate) mod built;
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
// The modules name each other from the top of their crate.
#[expect(unused_imports, reason = "not every module is used here")]
use cli::{
    answer, args, baseline, built, charts, commands, diff, edits, examples, exit, failure, files, git, import, ink, integrations, link, load, output, page, reading, redacted, report, summary, tree, vendored,
};

use std::path::PathBuf;
use std::sync::LazyLock;

use clap::ValueEnum;
use truenorth_core::scalar::Date;
use truenorth_core::scalar::text::hidden_characters;

/// Where the plan of this process stands; in memory where the system has that.
static DIRECTORY: LazyLock<PathBuf> = LazyLock::new(|| {
    let memory = PathBuf::from("/dev/shm");
    let base = if memory.is_dir() { memory } else { std::env::temp_dir() };
    let directory = base.join(format!("truenorth-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(&directory).unwrap();
    directory
});

libfuzzer_sys::fuzz_target!(|text: &str| render(text));

fn render(text: &str) {
    std::fs::write(DIRECTORY.join(files::ROOT), text).unwrap();
    let input = args::Input {
        dir: DIRECTORY.clone(),
        today: Date::new(2027, 2, 15),
        limits: vec![(files::LimitName::Entries, 100)],
    };
    let Ok(mut loaded) = load::load(&input) else { return };
    let flags = truenorth_check::Flags { select: vec![truenorth_check::Selector::All], ..Default::default() };
    let analysed = commands::analyse(&mut loaded, &flags);
    let shown = loaded.shown(&analysed.report, anstream::ColorChoice::Never);
    for format in report::Format::value_variants() {
        let text = format.render(&shown);
        let name = format.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
        match name.as_str() {
            "json" => drop(serde_json::from_str::<serde_json::Value>(&text).unwrap()),
            "junit" => drop(roxmltree::Document::parse(&text).unwrap()),
            _ => {}
        }
        // GitHub's own format is made of commands.
        if name != "github" {
            inert(&text, &name);
        }
    }
    if loaded.empty || analysed.report.unreadable {
        return;
    }
    let theme = charts::theme(args::ThemeArg::Light);
    let drawn = charts::all(&loaded, &analysed, &theme).map_err(|failure| format!("{failure:?}")).unwrap();
    for chart in &drawn {
        let svg = String::from_utf8(charts::svg(&chart.scene)).unwrap();
        roxmltree::Document::parse(&svg).unwrap();
        inert(&svg, &chart.name);
    }
    inert(&summary::markdown_summary(&loaded, &analysed, &drawn), "summary");
    inert(&built::plan_json(&loaded.plan, &analysed.figures, loaded.today), "plan.json");
}

/// Nothing in the text commands a runner or a terminal.
fn inert(text: &str, of: &str) {
    for line in text.split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']) {
        let name = line.trim_start().strip_prefix("::");
        let new = name.is_some_and(|name| name.starts_with(|first: char| first.is_ascii_alphabetic()));
        let old = ["##[", "##vso[", "##teamcity["].iter().any(|begin| line.contains(begin));
        assert!(!new && !old, "a command in {of}: {line}");
    }
    assert_eq!(hidden_characters(text, true), None, "in {of}");
}
