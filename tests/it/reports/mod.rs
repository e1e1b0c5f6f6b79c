//! The formats of findings: each holds its form on every sample and every hostile plan, and is what its readers want.

mod forms;
mod runner;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::run::{copy, directories, files, goal, plan, repository, root, sample, truenorth};
use crate::snapshot::assert_file;

/// Every format with the ending of the file that a snapshot of it has.
const FORMATS: [(&str, &str); 9] = [
    ("human", "txt"),
    ("concise", "concise.txt"),
    ("json", "json"),
    ("jsonl", "jsonl"),
    ("sarif", "sarif"),
    ("github", "github.txt"),
    ("gitlab", "gitlab.json"),
    ("junit", "xml"),
    ("markdown", "md"),
];

/// Runs `check` on a plan with a report in every format, holds each to its form, and gives them.
pub(crate) fn every_report(directory: &Path) -> BTreeMap<&'static str, String> {
    let out = tempfile::tempdir().unwrap();
    let mut args = vec!["check".to_owned(), "--select=all".to_owned()];
    for (format, _) in FORMATS {
        args.push(format!("--report={format}={}", out.path().join(format).display()));
    }
    let done = truenorth(&args).at(directory).run();
    let mut reports = BTreeMap::new();
    for (format, _) in FORMATS {
        // A plan that is not there at all has no report.
        let Ok(text) = fs::read_to_string(out.path().join(format)) else {
            assert!(done.stdout.is_empty() && done.code >= 2, "{format}: {done}");
            continue;
        };
        forms::hold(format, &text);
        reports.insert(format, text);
    }
    assert_eq!(files(out.path()).len(), reports.len(), "a file is left over");
    reports
}

/// Every directory of samples, broken ones included, that holds a plan.
fn samples() -> Vec<std::path::PathBuf> {
    let mut found: Vec<_> = directories(&sample("")).iter().map(|name| sample(name)).collect();
    found.extend(directories(&sample("broken")).iter().map(|name| sample("broken").join(name)));
    found.retain(|path| path.join("truenorth.json").exists());
    assert!(found.len() > 30, "{}", found.len());
    found
}

#[test]
fn every_format_has_its_form_on_every_sample() {
    for path in samples() {
        let reports = every_report(&path);
        assert_eq!(reports.len(), FORMATS.len(), "{}", path.display());
        // All formats tell of the same findings.
        let json: Value = serde_json::from_str(&reports["json"]).unwrap();
        let found = json["findings"].as_array().unwrap().len();
        let ignored = json["ignored"].as_array().unwrap().len();
        let sarif: Value = serde_json::from_str(&reports["sarif"]).unwrap();
        assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), found + ignored);
        let gitlab: Value = serde_json::from_str(&reports["gitlab"]).unwrap();
        assert_eq!(gitlab.as_array().unwrap().len(), found);
        assert_eq!(reports["jsonl"].lines().count(), 1 + found + ignored);
        assert_eq!(reports["github"].lines().count(), found + 1);
        assert_eq!(reports["concise"].lines().count(), found + 1);
    }
}

/// A plan with every feature of a report, in every format: see `tests/fixtures/report`.
#[test]
fn the_formats_keep_their_shape() {
    let tree = tempfile::tempdir().unwrap();
    copy(&repository().join("tests/fixtures/report"), &tree.path().join("plans/2027"));
    for (format, ending) in FORMATS {
        let args = ["check", "plans/2027", "--format", format];
        let done = truenorth(&args).at(&tree).exits(1);
        let mut shown = done.stdout.replace(env!("CARGO_PKG_VERSION"), "VERSION");
        if format == "sarif" {
            // The rules have pages of their own.
            let mut log: Value = serde_json::from_str(&shown).unwrap();
            log["runs"][0]["tool"]["driver"]["rules"].as_array_mut().unwrap().truncate(1);
            shown = format!("{}\n", serde_json::to_string_pretty(&log).unwrap());
        }
        if format == "junit" {
            let passed = |line: &&str| !(line.contains("<testcase") && line.ends_with("\"/>"));
            shown = shown.lines().filter(passed).map(|line| format!("{line}\n")).collect();
            let (head, rest) = shown.split_once("tests=\"").unwrap();
            let rest = rest.split_once('"').unwrap().1;
            shown = format!("{head}tests=\"ALL\"{rest}");
        }
        if format == "junit" {
            let name = "<testsuite name=\"rules without findings\" tests=\"";
            let (head, rest) = shown.split_once(name).unwrap();
            shown = format!("{head}{name}REST\"{}", rest.split_once('"').unwrap().1);
        }
        assert_file(format!("tests/it/snapshots/report.{ending}"), &shown);
        // A file gets what standard output gets.
        let report = format!("--report={format}=out.txt");
        truenorth(&["check", "plans/2027", &report]).at(&tree).exits(1);
        assert_eq!(fs::read_to_string(tree.path().join("out.txt")).unwrap(), done.stdout, "{format}");
    }
}

#[test]
fn a_finding_takes_a_kilobyte_at_most() {
    let long = "x".repeat(20_000);
    let wide = "\u{1f600}".repeat(3_000);
    let chain = |number: usize| {
        let next = format!("\"circle-with-a-long-name-{}\"", (number + 1) % 300);
        goal(&format!("circle-with-a-long-name-{number}"), &wide, "").replace("\"vision\"", &next)
    };
    let goals: Vec<String> = (0..300).map(chain).collect();
    let hostile = format!(
        "\"{long}\": 1, \"{wide}\": 2, \"goals\": [{}, {{ \"id\": \"{wide}\", \"title\": 5, \"due\": \"{wide}\" }}]",
        goals.join(",\n")
    );
    let mut plans: Vec<std::path::PathBuf> = samples();
    let tree = plan(&[("truenorth.json", root(&hostile))]);
    plans.push(tree.path().to_owned());
    plans.push(repository().join("tests/fixtures/report"));
    let mut largest = 0;
    for path in plans {
        let done = truenorth(&["check", "--select=all", "--no-ignores"]).at(&path).run();
        for block in done.stdout.split("\n\n") {
            assert!(block.len() <= 1_024, "{} bytes: {block}", block.len());
            largest = largest.max(block.len());
        }
    }
    assert!(largest > 700, "the limit was not tried: {largest}");
}

#[test]
fn a_circle_shows_ten_links_at_most_and_counts_the_others() {
    let link = |number: usize| {
        goal(&format!("c{number}"), "C", "").replace("\"vision\"", &format!("\"c{}\"", (number + 1) % 40))
    };
    let goals: Vec<String> = (0..40).map(link).collect();
    let tree = plan(&[("truenorth.json", root(&format!("\"goals\": [\n{}\n]", goals.join(",\n"))))]);
    let done = truenorth(&["check"]).at(&tree).exits(1).says("and over 38 more goals in the end to itself");
    let places = done.stdout.lines().filter(|line| line.contains("truenorth.json:"));
    assert_eq!(places.count(), 10, "{done}");
    done.says("`c9` contributes to `c10`, and 30 more");
}

#[test]
fn one_cause_is_told_once() {
    let lost = |number: usize| {
        goal(&format!("g{number}"), "G", "").replace("\"organization\"", "\"crew-that-left\"")
    };
    let goals: Vec<String> = (0..500).map(lost).collect();
    let tree = plan(&[("truenorth.json", root(&format!("\"goals\": [\n{}\n]", goals.join(",\n"))))]);
    let done = truenorth(&["check"]).at(&tree).exits(1).says("500 errors in 1 file");
    assert_eq!(done.stdout.matches("error[").count(), 1, "{done}");
    done.says("the same at truenorth.json:5:").says("the same at 489 more places");
    // Programs get every one of them.
    let concise = truenorth(&["check", "--format=concise"]).at(&tree).exits(1);
    assert_eq!(concise.stdout.matches("error[REF002]").count(), 500);
}

#[test]
fn of_too_many_findings_the_most_important_are_printed_and_the_rest_is_counted() {
    // One warning for each goal, and an error at the beginning.
    let odd = |number: usize| goal(&format!("g{number}"), "G", &format!(", \"key{number}\": 1"));
    let mut goals = vec![goal("lost", "L", "").replace("\"organization\"", "\"nobody-here\"")];
    goals.extend((0..1_200).map(odd));
    let tree = plan(&[("truenorth.json", root(&format!("\"goals\": [\n{}\n]", goals.join(",\n"))))]);
    for (format, words) in
        [("human", "201 further findings"), ("concise", "201 further"), ("github", "201 further")]
    {
        let done = truenorth(&["check", "--format", format]).at(&tree).exits(1).says(words);
        assert!(done.stdout.contains("nobody-here"), "{done}");
        done.says("1 error, 1200 warnings in 1 file");
    }
    let human = truenorth(&["check"]).at(&tree).exits(1).stdout;
    assert!(human.find("error[REF002]") > human.rfind("warning["), "the most important is not the last");
    assert_eq!(human.matches("warning[").count(), 999);
    let json: Value = truenorth(&["check", "--format=json"]).at(&tree).exits(1).json();
    assert_eq!(json["findings"].as_array().unwrap().len(), 1_201);
}

#[test]
fn fingerprints_stay_when_lines_move_and_are_never_equal() {
    let fixture = repository().join("tests/fixtures/report");
    let tree = tempfile::tempdir().unwrap();
    copy(&fixture, tree.path());
    let fingerprints = || {
        let reports = every_report(tree.path());
        let issues: Value = serde_json::from_str(&reports["gitlab"]).unwrap();
        let log: Value = serde_json::from_str(&reports["sarif"]).unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let gitlab: Vec<String> =
            issues.as_array().unwrap().iter().map(|issue| text(&issue["fingerprint"])).collect();
        let results = log["runs"][0]["results"].as_array().unwrap();
        let sarif: BTreeSet<String> = results
            .iter()
            .map(|result| text(&result["partialFingerprints"]["primaryLocationLineHash"]))
            .collect();
        assert_eq!(sarif.len(), results.len(), "{sarif:?}");
        (gitlab, sarif)
    };
    let before = fingerprints();
    assert_eq!(before.0.iter().collect::<BTreeSet<_>>().len(), before.0.len());
    for name in ["truenorth.json", "teams/night shift.json"] {
        let path = tree.path().join(name);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replacen("{\n", "{\n\n\n  \"//\": \"lines that move others\",\n", 1)).unwrap();
    }
    assert_eq!(fingerprints(), before);
}

#[test]
fn platforms_get_paths_from_the_top_of_the_repository() {
    let tree = tempfile::tempdir().unwrap();
    copy(&repository().join("tests/fixtures/report"), &tree.path().join("plans/2027"));
    let paths = |from: &str, directory: &str| {
        let at = tree.path().join(from);
        let sarif = truenorth(&["check", directory, "--format=sarif"]).at(&at).exits(1).json();
        let location = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        let uri = location["artifactLocation"]["uri"].as_str().unwrap().to_owned();
        let gitlab = truenorth(&["check", directory, "--format=gitlab"]).at(&at).exits(1).json();
        let path = gitlab[0]["location"]["path"].as_str().unwrap().to_owned();
        let github = truenorth(&["check", directory, "--format=github"]).at(&at).exits(1).stdout;
        assert!(github.contains(&format!(" file={path},")), "{github}");
        (uri, path)
    };
    let same = |path: &str| (path.to_owned(), path.to_owned());
    // Without a repository from where the tool is called.
    assert_eq!(paths("", "plans/2027"), same("plans/2027/truenorth.json"));
    assert_eq!(paths("", "./plans/2027"), same("plans/2027/truenorth.json"));
    assert_eq!(paths("plans/2027", "."), same("truenorth.json"));
    fs::create_dir(tree.path().join(".git")).unwrap();
    for (from, directory) in
        [("", "plans/2027"), ("plans", "2027"), ("plans/2027", "."), ("plans/2027/teams", "")]
    {
        let directory = if directory.is_empty() { "." } else { directory };
        assert_eq!(paths(from, directory), same("plans/2027/truenorth.json"), "{from}");
    }
}

#[test]
fn an_empty_plan_has_empty_reports() {
    let tree = plan(&[("truenorth.json", "{}")]);
    for (format, _) in FORMATS {
        let done = truenorth(&["check", "--format", format]).at(&tree).exits(3);
        forms::hold(format, &done.stdout);
    }
    assert_eq!(every_report(tree.path()).len(), FORMATS.len());
}
