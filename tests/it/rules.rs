//! Every rule over every sample and every example of a rule's page: what fires where stands in one file, so that a change of any
//! rule shows as a change of that file.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use serde_json::Value;
use truenorth_check::{Flags, RULES, Report, Selector, check, parse_page};
use truenorth_core::read::read;
use truenorth_core::resolve::resolve;
use truenorth_core::scalar::Date;
use truenorth_core::source::Sources;
use truenorth_graph::{PlanGraph, figures};

use crate::run::{directories, files, repository, sample, truenorth};
use crate::snapshot::assert_file;

const FILE: &str = "tests/it/snapshots/rules.txt";

/// A plan of one file, checked by every rule.
fn checked(json: &str) -> (Sources, Report) {
    let (mut sources, mut findings) = (Sources::default(), Vec::new());
    let document = read(&mut sources, &mut findings, "truenorth.json", json.as_bytes().to_vec(), true);
    let whole = !findings.iter().any(|finding| finding.rule.unreadable);
    let plan = resolve(vec![document], "plan", whole, &mut findings);
    truenorth_core::scenario::check(&sources, &plan, &mut findings);
    let today = plan.as_of.unwrap_or(Date::new(2027, 1, 1).unwrap());
    let graph = PlanGraph::new(&plan);
    let figures = figures(&plan, &graph, today);
    let flags = Flags { select: vec![Selector::All], ..Flags::default() };
    let report = check(&plan, &graph, &figures, today, &sources, &flags, findings);
    (sources, report)
}

/// What fires in an example, one line a finding.
fn of_example(json: &str) -> (BTreeSet<&'static str>, String) {
    let (sources, report) = checked(json);
    let (mut codes, mut lines) = (BTreeSet::new(), String::new());
    for finding in &report.findings {
        let at = finding.primary.place.span(&sources).start.min(json.len());
        let before = json.get(..at).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let item = finding.item.as_deref().unwrap_or("-");
        codes.insert(finding.rule.code);
        writeln!(lines, "  {line}:{column} {} {item}", finding.rule.code).unwrap();
    }
    (codes, lines)
}

/// What fires in a sample, one line a finding.
fn of_sample(name: &str) -> (BTreeSet<String>, String) {
    let done = truenorth(&["check", "--select=all", "--no-ignores", "--format=json"]).at(&sample(name)).run();
    let (mut codes, mut lines) = (BTreeSet::new(), String::new());
    for finding in done.json()["findings"].as_array().unwrap() {
        let word = |value: &Value| value.as_str().unwrap_or("-").to_owned();
        let (place, code) = (&finding["place"], word(&finding["code"]));
        let file = word(&place["file"]);
        writeln!(lines, "  {file}:{}:{} {code} {}", place["line"], place["column"], word(&finding["item"]))
            .unwrap();
        codes.insert(code);
    }
    (codes, lines)
}

#[test]
fn what_fires_where() {
    let mut text =
        "Every rule over every sample and every example, without ignores: place, rule, item.\n".to_owned();
    let mut fired: BTreeSet<String> = BTreeSet::new();
    let broken = directories(&sample("broken")).into_iter().map(|name| format!("broken/{name}"));
    for name in directories(&sample("")).into_iter().filter(|name| name != "broken").chain(broken) {
        let (codes, lines) = of_sample(&name);
        fired.extend(codes);
        write!(text, "\nsamples/{name}\n{lines}").unwrap();
    }
    for rule in RULES {
        let page = parse_page(rule.page).unwrap();
        for (kind, example) in [("fails", &page.fails), ("passes", &page.passes)] {
            let (codes, lines) = of_example(example);
            fired.extend(codes.into_iter().map(str::to_owned));
            write!(text, "\n{} {kind}\n{lines}", rule.id.name).unwrap();
        }
    }
    assert_file(FILE, &text);
    // A rule on several files, or on bytes that no page can show, has a test of its own.
    let tests: Vec<(String, Vec<u8>)> = files(&repository().join("tests/it"));
    let sources: String = (tests.iter())
        .filter(|(name, _)| name.ends_with(".rs"))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
        .collect();
    let without: Vec<&str> = (RULES.iter().map(|rule| rule.id.code))
        .filter(|code| !fired.contains(*code) && !sources.contains(code))
        .collect();
    assert!(without.is_empty(), "nothing in the repository makes these rules fire: {without:?}");
}

/// `truenorth rules` lists every rule once, by family, in the order of the codes.
#[test]
fn the_list_goes_by_family() {
    let listed = truenorth(&["rules"]).exits(0).stdout;
    let codes: Vec<&str> = (listed.lines())
        .filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next())
        .filter(|word| RULES.iter().any(|rule| rule.id.code == *word))
        .collect();
    assert_eq!(codes, RULES.iter().map(|rule| rule.id.code).collect::<Vec<_>>());
    let families: BTreeSet<&str> = codes.iter().filter_map(|code| code.get(..3)).collect();
    for family in families {
        assert_eq!(
            listed.lines().filter(|line| line.starts_with(&format!("{family} "))).count(),
            1,
            "{family}"
        );
    }
    let pages = fs::read_dir(repository().join("docs/rules")).unwrap().count();
    assert_eq!(pages, RULES.len() + 1, "a page for each rule and the list");
}
