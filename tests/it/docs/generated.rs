//! Pages that are written from the binary: `SNAPSHOTS=overwrite cargo test --test it generated` writes them anew.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use serde_json::Value;
use truenorth_charts::catalogue::{CHARTS, Of};
use truenorth_check::rules::fix_words;
use truenorth_check::{RULES, Set};

use crate::run::{repository, truenorth};
use crate::snapshot::{assert_file, overwriting};

#[test]
fn the_list_of_rules_is_up_to_date() {
    let listed = truenorth(&["rules", "--format=json"]).exits(0).json();
    let mut text = format!(
        "# Rules\n\n{} rules. `truenorth rules` prints this list, `truenorth explain CODE` a page of it. \
         Rules of the set `strict` run with\n`--select strict` or `\"select\": [\"strict\"]` in `checks`.\n",
        RULES.len()
    );
    let mut group = String::new();
    for rule in listed.as_array().unwrap() {
        let word = |key: &str| rule[key].as_str().unwrap();
        if group != word("group") {
            group = word("group").to_owned();
            let (first, rest) = group.split_at(1);
            let prefix = &word("code")[..3];
            write!(text, "\n## {prefix}: {}{rest}\n\n", first.to_uppercase()).unwrap();
            text.push_str("| code | name | level | set | fix | finds |\n|---|---|---|---|---|---|\n");
        }
        let (code, name) = (word("code"), word("name"));
        let summary = word("summary").replace('|', "\\|");
        let (level, set, fix) = (word("level"), word("set"), word("fix"));
        writeln!(text, "| {code} | [{name}]({name}.md) | {level} | {set} | {fix} | {summary} |").unwrap();
    }
    assert_file("docs/rules/README.md", &text);
}

#[test]
fn every_rule_has_its_page() {
    let directory = repository().join("docs/rules");
    for rule in RULES {
        let set = if rule.set == Set::Strict { "strict" } else { "default" };
        let text = format!(
            "# {} {}\n\nLevel: {}. Set: {set}. Since: {}. Fix: {}.\n\n{}.\n\n{}\n",
            rule.id.code,
            rule.id.name,
            rule.level.word(),
            rule.since,
            fix_words(rule.id),
            capital(rule.summary.trim_end_matches('.')),
            rule.page.trim()
        );
        assert_file(format!("docs/rules/{}.md", rule.id.name), &text);
    }
    let wanted: BTreeSet<String> =
        RULES.iter().map(|rule| format!("{}.md", rule.id.name)).chain(["README.md".to_owned()]).collect();
    for entry in fs::read_dir(&directory).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if !wanted.contains(&name) {
            assert!(overwriting(), "docs/rules/{name} belongs to no rule");
            fs::remove_file(entry.path()).unwrap();
        }
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[test]
fn the_schema_is_up_to_date() {
    assert_file("docs/schema/plan.schema.json", &truenorth(&["schema"]).exits(0).stdout);
}

#[test]
fn the_page_of_the_command_line_is_up_to_date() {
    let main = truenorth(&["--help"]).exits(0).stdout;
    let list = main.split_once("Commands:\n").unwrap().1.split("\n\n").next().unwrap();
    // A summary may go on in a second line, which stands further in.
    let lines = list.lines().filter(|line| !line.starts_with("   "));
    let commands: Vec<&str> = lines.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(commands.len() > 7, "{commands:?}");
    let mut text =
        format!("# The command line\n\nWhat `--help` prints.\n\n## truenorth\n\n```text\n{main}```\n");
    for command in commands.iter().filter(|command| **command != "help") {
        let help = truenorth(&[command, "--help"]).exits(0).stdout;
        write!(text, "\n## truenorth {command}\n\n```text\n{help}```\n").unwrap();
    }
    let text: String = text.lines().map(|line| format!("{}\n", line.trim_end())).collect();
    assert_file("docs/cli.md", &text);
}

/// The page of the charts, with a picture of each in `docs/images`; README.md shows two of them.
#[test]
fn the_page_of_charts_is_up_to_date() {
    let out = tempfile::tempdir().unwrap();
    let mut text = format!(
        "# Charts\n\n{} charts, each of `samples/aurora`. `truenorth render NAME -o FILE` draws one as SVG or PNG, \
         `truenorth render all --out DIR`\nall that a plan has something for, and `truenorth build` puts the same into its \
         directory. `--theme` is light, dark, print,\nor auto (an SVG that follows its reader), `--size` slide (16:9) or \
         page, and `--data csv` or `json` writes the numbers beside\na chart. Every headline is computed from the plan. \
         [pictures.md](pictures.md) tells of redaction, links, fonts and colours.\n",
        CHARTS.len()
    );
    for chart in CHARTS {
        let name = chart.name;
        let path = out.path().join("a.svg");
        let mut args = vec!["render", name, "-o", path.to_str().unwrap()];
        let options: Vec<&str> = chart.filters.iter().map(|filter| filter.option()).collect();
        let mut options = options.iter().map(|option| format!("`{option}`")).collect::<Vec<_>>();
        if let Of::Each { word, .. } = chart.of {
            let growth = name == "growth-plan";
            args.push(if growth { "--item=passengers-a-month" } else { "--item=bank-card" });
            options.push(format!("`--item`, one picture for each {word}"));
        }
        truenorth(&args).at(&crate::run::sample("aurora")).exits(0);
        assert_file(format!("docs/images/{name}.svg"), &fs::read_to_string(&path).unwrap());
        let options =
            if options.is_empty() { String::new() } else { format!(" Takes {}.", options.join(", ")) };
        write!(
            text,
            "\n## {name}\n\n{}.{options}\n\n![{}](images/{name}.svg)\n",
            chart.summary, chart.summary
        )
        .unwrap();
    }
    assert_file("docs/charts.md", &text);
}

/// The examples of `--help` are commands that work in the top directory of the repository.
#[test]
fn the_examples_of_help_work() {
    let out = tempfile::tempdir().unwrap();
    crate::run::copy(&crate::run::sample(""), &out.path().join("samples"));
    crate::run::copy(&crate::run::sample("aurora"), out.path());
    crate::run::copy(&crate::run::sample("aurora"), &out.path().join("plans/2027"));
    let mut run = 0;
    for command in ["init", "build", "check", "render", "explain", "record", "new", "fmt", "migrate"] {
        let help = truenorth(&[command, "--help"]).exits(0).stdout;
        let examples = help.split_once("Examples:\n").unwrap().1;
        for line in examples.lines().take_while(|line| line.starts_with("  truenorth")) {
            let line = line.split("     ").next().unwrap();
            let words = words(line);
            let words: Vec<&str> = words.iter().skip(1).map(String::as_str).collect();
            if command == "init" {
                let empty = tempfile::tempdir().unwrap();
                truenorth(&words).at(&empty).exits(0);
            } else if words != ["explain", "item:budget"] {
                let done = truenorth(&words).at(&out).run();
                assert_eq!(done.code, 0, "{line}: {done}");
            }
            run += 1;
        }
    }
    assert!(run > 10, "only {run} examples");
}

/// The words of a command as a shell takes them, with `"` as the only quote.
fn words(line: &str) -> Vec<String> {
    let quoted = |(number, part): (usize, &str)| match number % 2 {
        0 => part.to_owned(),
        _ => part.replace(' ', "\u{a0}"),
    };
    let joined: String = line.split('"').enumerate().map(quoted).collect();
    joined.split(' ').filter(|word| !word.is_empty()).map(|word| word.replace('\u{a0}', " ")).collect()
}

#[test]
fn the_codes_of_rules_are_unique_and_in_their_group() {
    let listed: Vec<Value> =
        truenorth(&["rules", "--format=json"]).exits(0).json().as_array().unwrap().clone();
    let codes: BTreeSet<&str> = listed.iter().map(|rule| rule["code"].as_str().unwrap()).collect();
    let names: BTreeSet<&str> = listed.iter().map(|rule| rule["name"].as_str().unwrap()).collect();
    assert_eq!((codes.len(), names.len()), (listed.len(), listed.len()));
    for rule in RULES {
        assert!(rule.id.code.starts_with(rule.group.prefix()), "{}", rule.id.code);
        assert!(
            rule.summary.len() < 100 && !rule.summary.ends_with('.'),
            "{}: {}",
            rule.id.code,
            rule.summary
        );
    }
}
