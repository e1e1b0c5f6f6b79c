//! What holds of every output for people, machines and browsers, for the fuzz targets and the tests of the binary. Panics if
//! it does not hold.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use truenorth_charts::catalogue::Only;
use truenorth_check::{Flags, Ignored, RULES, Report, Selector};
use truenorth_core::finding::{Finding, Level, LevelFrom};
use truenorth_core::place::Place;
use truenorth_core::scalar::Date;
use truenorth_core::scalar::text::hidden_characters;
use truenorth_core::source::{FileId, Sources};

use crate::args::{Ink, Input, SizeArg, TextArg, ThemeArg};
use crate::charts::{self, Style};
use crate::files::{self, LimitName};
use crate::ink::{self, Writer};
use crate::link::link_base;
use crate::report::{Format, MOST_PRINTED, Shown};
use crate::{built, commands, load, summary};

#[cfg(test)]
#[path = "mutated.rs"]
mod mutations;
/// How the runner of GitHub finds commands.
#[path = "../it/reports/runner.rs"]
mod runner;

/// Findings in every format are inert and have the form of their format.
fn hold(shown: &Shown<'_>) {
    for format in Format::value_variants() {
        let text = format.render(shown);
        let name = format.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
        match name.as_str() {
            "json" | "sarif" | "gitlab" => json(&text, &name),
            "jsonl" => text.lines().for_each(|line| json(line, &name)),
            "junit" => {
                roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
            }
            "markdown" => markdown(&text),
            _ => {}
        }
        if name == "github" {
            annotations(&text, shown.report.findings.len().min(MOST_PRINTED));
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
fn inert(text: &str, of: &str) {
    assert_eq!(runner::commands(text), [], "commands in {of}");
    assert_eq!(hidden_characters(text, true), None, "in {of}");
}

/// Where the links of pictures lead to.
const BASE: &str = "https://plan.example/";

/// A picture runs nothing and leads to the plan's files alone.
fn picture(svg: &str, of: &str) {
    let read = roxmltree::Document::parse(svg).unwrap_or_else(|error| panic!("{error} in {of}"));
    for node in read.descendants().filter(roxmltree::Node::is_element) {
        let name = node.tag_name().name();
        assert!(!["script", "foreignObject", "image", "use"].contains(&name), "{name} in {of}");
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            assert!(!name.starts_with("on"), "{name} in {of}");
            assert!(name != "href" || value.starts_with(BASE), "{value} in {of}");
        }
    }
}

/// A text as the root file of a plan in this directory, through every rule, chart and format.
pub(crate) fn render(text: &str, directory: &Path) {
    std::fs::write(directory.join(files::ROOT), text).unwrap();
    let input = Input {
        dir: directory.to_owned(),
        today: Date::new(2027, 2, 15),
        limits: vec![(LimitName::Entries, 100)],
    };
    let Ok(mut loaded) = load::load(&input) else { return };
    let flags = Flags { select: vec![Selector::All], ..Flags::default() };
    let analysed = commands::analyse(&mut loaded, &flags);
    hold(&loaded.shown(&analysed.report, anstream::ColorChoice::Never));
    if loaded.empty || analysed.report.unreadable {
        return;
    }
    let ink = Ink {
        theme: ThemeArg::Auto,
        accent: None,
        font: None,
        text: TextArg::Text,
        embed_font: false,
        link_base: link_base(BASE).ok(),
    };
    let style = Style { themes: ink::themes(&ink), size: SizeArg::Slide };
    let writer = Writer::new(&ink, &loaded, None).map_err(|failure| format!("{failure:?}")).unwrap();
    let drawn = charts::all(&loaded, &analysed, Only::default(), &style);
    let drawn = drawn.map_err(|failure| format!("{failure:?}")).unwrap();
    for chart in &drawn {
        let svg = String::from_utf8(chart.svg(&writer)).unwrap();
        picture(&svg, &chart.name);
        inert(&svg, &chart.name);
    }
    inert(&summary::markdown_summary(&loaded, &analysed, &drawn), "summary");
    let built = built::plan_json(&loaded.plan, &analysed.figures, loaded.today);
    json(&built, "plan.json");
    inert(&built, "plan.json");
}

/// Findings with any words at any place of any text, in every format. The input is a text and, after each U+001F, further
/// words; where there are too few, they begin anew.
pub(crate) fn report_of(input: &str) {
    let pieces: Vec<&str> = input.split('\u{1f}').collect();
    let mut turn = pieces.iter().copied().cycle().skip(1);
    let mut word = || turn.next().unwrap_or_default().to_owned();
    let text = pieces.first().copied().unwrap_or_default();
    let mut sources = Sources::default();
    let file = sources.add(word(), text);
    let mut report = Report { unreadable: text.len() % 2 == 1, ..Report::default() };
    for number in 0..6 {
        report.findings.push(finding(file, text, number, &mut word));
    }
    let silenced = finding(file, text, 7, &mut word);
    report.ignored.push(Ignored { finding: silenced, reason: word() });
    report.baselined.push(finding(file, text, 8, &mut word));
    report.before.push(finding(file, text, 9, &mut word));
    let (root, scenario) = (PathBuf::from(word()), word());
    // The rules take most of the time of a report, so that one is enough for an input.
    let in_repository = (input.len() % 2 == 1).then_some(root.as_path());
    hold(&Shown {
        report: &report,
        sources: &sources,
        files: 1,
        root: &root,
        in_repository,
        today: Date::new(2027, 2, 15).unwrap(),
        scenario: Some(&scenario),
        fail_on: Level::Warning,
        color: false,
    });
}

fn finding(file: FileId, text: &str, number: usize, word: &mut impl FnMut() -> String) -> Finding {
    let rule = RULES.get((text.len() + number) % RULES.len()).map(|rule| rule.id).unwrap();
    let level = Level::ALL[number % 3];
    // A place lies between two characters, as those of reading do.
    let marks: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let from = (number * 7).min(marks.len() - 1);
    let to = (from + number * number * 5).min(marks.len() - 1);
    let place = || Place::bytes(file, marks[from]..marks[to]);
    let mut finding = Finding::new(rule, level, place(), word()).label(word()).also(place(), word());
    if number.is_multiple_of(2) {
        finding = finding.help(word()).item(word());
        finding.level_from = Some(LevelFrom::Override { entry: number, reason: word() });
    }
    finding
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    /// Few cases, for each has all formats or all charts. Seeds are kept beside the sources of a crate, which this file is not.
    fn few(cases: u32) -> ProptestConfig {
        ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) }
    }

    proptest! {
        #![proptest_config(few(24))]

        #[test]
        fn all_that_is_written_of_a_plan_is_inert(bytes in super::mutations::mutated()) {
            if let Ok(text) = String::from_utf8(bytes) {
                let directory = tempfile::tempdir().unwrap();
                super::render(&text, directory.path());
            }
        }
    }

    proptest! {
        #![proptest_config(few(16))]

        #[test]
        fn all_that_is_written_of_findings_is_inert(words in prop::collection::vec(word(), 1..12)) {
            super::report_of(&words.join("\u{1f}"));
        }
    }

    /// Words that a runner, a terminal or a browser could obey, among any others.
    fn word() -> impl Strategy<Value = String> {
        const PIECES: [&str; 16] = [
            "::error::",
            "##[error]",
            "##vso[",
            "\u{1b}[31m",
            "\u{202e}",
            "<script>",
            "](http://a.example)",
            "@team",
            "```",
            "\r\n",
            "%0A",
            "]]>",
            "&amp;",
            "\"",
            "|",
            "\u{0}",
        ];
        let piece = prop_oneof![prop::sample::select(&PIECES[..]).prop_map(str::to_owned), "\\PC{0,12}"];
        prop::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
    }
}
