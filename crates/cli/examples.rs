//! What `init` writes: the examples and templates, embedded in the binary.

/// A plan that `init` can write.
pub(crate) struct Example {
    /// The word after `--example`.
    pub(crate) name: &'static str,
    /// What it is, in one line.
    pub(crate) summary: &'static str,
    /// Whether it builds as it is; one with planted mistakes is to be mended first.
    pub(crate) builds: bool,
    /// Its files: path and text.
    pub(crate) files: &'static [(&'static str, &'static str)],
}

macro_rules! files {
    ($directory:literal: $($file:literal),* $(,)?) => {
        &[$(($file, include_str!(concat!("../../", $directory, "/", $file)))),*]
    };
}

/// The examples, all of them directories of samples/; a test holds the lists against the directories.
pub(crate) static EXAMPLES: &[Example] = &[
    Example {
        name: "first-steps",
        summary: "a small plan with six planted mistakes to find and mend",
        builds: false,
        files: files!("samples/first-steps": "README.md", "teams/bakehouse.json", "truenorth.json"),
    },
    Example {
        name: "aurora",
        summary: "a rail company's whole plan: 80 goals, 8 teams, 25 people, budget, growth, risks, decisions, change",
        builds: true,
        files: files!("samples/aurora": "README.md", "budget.json", "change.json", "decisions.json", "growth.json", "people.json", "reviews.json", "risks.json", "savings.json", "scenarios.json", "skills.json", "stakeholders.json", "strategy.json", "teams/customer.json", "teams/digital.json", "teams/finance.json", "teams/operations.json", "teams/people-learning.json", "teams/rolling-stock.json", "teams/safety.json", "teams/track.json", "truenorth.json"),
    },
];

/// The smallest plan: one file. `YEAR` stands for the year in which it is written.
pub(crate) static MINIMAL: &[(&str, &str)] = files!("crates/cli/templates/minimal": "truenorth.json");

/// A plan to grow: root, strategy, people and a team. `YEAR` as above.
pub(crate) static START: &[(&str, &str)] = files!("crates/cli/templates/start": "truenorth.json", "people.json", "strategy.json", "teams/first-team.json");
