//! What every report in a format must be, whatever the plan says.

use std::collections::BTreeSet;
use std::fs;
use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::Value;
use truenorth_check::RULES;

use super::runner;
use crate::run::{repository, truenorth};

/// Holds a report to the form of its format, and to being harmless.
pub(super) fn hold(format: &str, text: &str) {
    let hidden = truenorth_core::scalar::text::hidden_characters(&text.replace('\n', " "), false);
    assert_eq!(hidden, None, "characters that do not show in {format}: {text}");
    let commands = runner::commands(text);
    if format == "github" {
        github(text, &commands);
    } else {
        assert!(commands.is_empty(), "commands in {format}: {commands:?}");
    }
    let json = || -> Value { serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}")) };
    match format {
        "json" => valid(&CHECK, &json()),
        "jsonl" => jsonl(text),
        "sarif" => sarif(&json()),
        "gitlab" => gitlab(&json()),
        "junit" => junit(text),
        "markdown" => markdown(text),
        _ => {}
    }
}

fn schema(path: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(repository().join(path)).unwrap()).unwrap()
}

fn validator(schema: &Value) -> Validator {
    jsonschema::validator_for(schema).unwrap_or_else(|error| panic!("{error}"))
}

/// The schema of `--format json`, closed: a field that it does not name is a mistake here.
static CHECK: LazyLock<Validator> = LazyLock::new(|| {
    let mut schema = truenorth(&["schema", "check"]).exits(0).json();
    let close = |part: &mut Value| part["additionalProperties"] = false.into();
    close(&mut schema);
    for name in ["Counts", "Entry", "IgnoredEntry", "PlaceEntry"] {
        close(&mut schema["$defs"][name]);
    }
    validator(&schema)
});

static LINE: LazyLock<Validator> = LazyLock::new(|| {
    let mut line = truenorth(&["schema", "check"]).exits(0).json();
    let definitions = line["$defs"].take();
    let mut line = definitions["Line"].clone();
    line["$defs"] = definitions;
    line["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    validator(&line)
});

/// The schema of OASIS.
static SARIF: LazyLock<Validator> =
    LazyLock::new(|| validator(&schema("tests/fixtures/schemas/sarif-2.1.0.json")));

#[track_caller]
fn valid(validator: &Validator, value: &Value) {
    let wrong: Vec<String> = validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .take(3)
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

fn jsonl(text: &str) {
    let kinds: Vec<String> = text
        .lines()
        .map(|line| {
            let value: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
            valid(&LINE, &value);
            value["type"].as_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(kinds.iter().filter(|kind| *kind == "run").count(), 1);
    assert_eq!(kinds.first().map(String::as_str), Some("run"));
    let first = kinds.iter().position(|kind| kind == "ignored").unwrap_or(kinds.len());
    assert!(kinds.iter().skip(first).all(|kind| kind == "ignored"), "{kinds:?}");
}

fn sarif(log: &Value) {
    valid(&SARIF, log);
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), RULES.len());
    let mut fingerprints = BTreeSet::new();
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        let number = |key: &str| place["region"][key].as_u64().unwrap();
        assert_eq!(number("startLine"), number("endLine"), "{result}");
        assert!(number("startColumn") <= number("endColumn"), "{result}");
        let uri = place["artifactLocation"]["uri"].as_str().unwrap();
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/%".contains(&byte);
        assert!(uri.strip_prefix("file://").unwrap_or(uri).bytes().all(allowed), "{uri}");
        let message = result["message"]["text"].as_str().unwrap();
        assert!(message.ends_with(['.', '!', '?']) && !has_link(message), "{message}");
        for suppression in result["suppressions"].as_array().unwrap() {
            assert!(suppression["justification"].is_string());
        }
        let print = result["partialFingerprints"]["primaryLocationLineHash"].as_str().unwrap();
        assert!(fingerprints.insert(print.to_owned()), "{print} twice");
    }
}

/// Whether a message has a link as SARIF writes it: `[text](place)` without a backslash before the brackets.
fn has_link(message: &str) -> bool {
    message.match_indices("](").any(|(at, _)| {
        let slashes = message[..at].bytes().rev().take_while(|byte| *byte == b'\\').count();
        slashes % 2 == 0
    })
}

/// The fields that docs.gitlab.com names as required, with their words.
fn gitlab(issues: &Value) {
    let mut fingerprints = BTreeSet::new();
    for issue in issues.as_array().unwrap() {
        assert!(issue["description"].as_str().is_some_and(|text| !text.is_empty()), "{issue}");
        assert!(issue["check_name"].as_str().is_some_and(|text| !text.is_empty()), "{issue}");
        let severity = issue["severity"].as_str().unwrap();
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&severity), "{issue}");
        assert!(issue["location"]["lines"]["begin"].as_u64().is_some_and(|line| line > 0), "{issue}");
        let path = issue["location"]["path"].as_str().unwrap();
        assert!(!path.is_empty() && !path.starts_with("./"), "{issue}");
        let print = issue["fingerprint"].as_str().unwrap();
        assert!(fingerprints.insert(print.to_owned()), "{print} twice");
    }
}

/// What `junit-10.xsd` allows of the elements that are used.
fn junit(text: &str) {
    let tree = roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let root = tree.root_element();
    assert_eq!(root.tag_name().name(), "testsuites");
    let count = |node: &roxmltree::Node<'_, '_>, tag: &str| {
        node.descendants().filter(|inner| inner.has_tag_name(tag)).count().to_string()
    };
    for suite in root.children().filter(roxmltree::Node::is_element) {
        assert!(suite.has_tag_name("testsuite") && suite.attribute("name").is_some());
        assert_eq!(suite.attribute("tests"), Some(count(&suite, "testcase").as_str()));
        assert_eq!(suite.attribute("failures"), Some(count(&suite, "failure").as_str()));
        assert_eq!(suite.attribute("errors"), Some(count(&suite, "error").as_str()));
        assert_eq!(suite.attribute("skipped"), Some(count(&suite, "skipped").as_str()));
        for case in suite.children().filter(|node| node.has_tag_name("testcase")) {
            for attribute in case.attributes() {
                assert!(["name", "classname", "time", "group"].contains(&attribute.name()));
            }
            for inner in case.children().filter(roxmltree::Node::is_element) {
                let name = inner.tag_name().name();
                assert!(["failure", "error", "skipped", "system-out"].contains(&name), "{name}");
            }
        }
    }
    assert_eq!(root.attribute("tests"), Some(count(&root, "testcase").as_str()));
}

/// No tag, mention, link or cell but those that the format itself has, and small enough for a comment.
fn markdown(text: &str) {
    assert!(text.len() < 65_536, "{}", text.len());
    assert!(text.starts_with("<!-- truenorth:check -->\n### "), "{text}");
    let mut columns = 0;
    for line in text.lines().skip(1) {
        let own = ["<details><summary>", "</details>"].iter().any(|begin| line.starts_with(begin));
        assert!(own || !line.contains('<'), "a tag in {line}");
        assert!(!line.contains('@') && !line.contains("://") && !line.contains("www."), "{line}");
        let heading = line.strip_prefix("### ").unwrap_or(line);
        assert!(!heading.replace("&#", "").contains('#'), "a number in {line}");
        assert_eq!(unescaped(line, "["), 0, "a link in {line}");
        let cells = unescaped(line, "|");
        assert!(columns == 0 || cells == 0 || cells == columns, "a further cell in {line}");
        columns = cells;
    }
}

/// How often a mark stands in a line without a backslash before it.
fn unescaped(line: &str, mark: &str) -> usize {
    let before = |at: usize| line[..at].bytes().rev().take_while(|byte| *byte == b'\\').count();
    line.match_indices(mark).filter(|(at, _)| before(*at) % 2 == 0).count()
}

/// The commands of the format are annotations with a place, and all the rest is for people.
fn github(text: &str, commands: &[runner::Command]) {
    let lines = text.lines().filter(|line| line.starts_with("::")).count();
    assert_eq!(commands.len(), lines, "{text}");
    assert!(text.lines().last().is_some_and(|line| !line.starts_with("::")), "no summary: {text}");
    for command in commands {
        assert!(["error", "warning", "notice"].contains(&command.name.as_str()), "{command:?}");
        let keys: Vec<&str> = command.properties.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["file", "line", "endLine", "col", "endColumn", "title"], "{command:?}");
        let title = &command.properties[5].1;
        assert!(RULES.iter().any(|rule| *title == format!("{} {}", rule.id.code, rule.id.name)), "{title}");
        assert!(!command.data.is_empty() && command.data.lines().count() <= 2, "{command:?}");
        // What the runner prints of it is read again by nobody as a command.
        assert!(runner::commands(&command.data).is_empty(), "{command:?}");
    }
}

#[test]
fn the_schema_of_findings_is_up_to_date() {
    let printed = truenorth(&["schema", "check"]).exits(0).stdout;
    crate::snapshot::assert_file("docs/schema/check.schema.json", &printed);
}

#[test]
fn the_forms_refuse_what_is_wrong() {
    let refused = |format: &'static str, text: &'static str| {
        assert!(std::panic::catch_unwind(|| hold(format, text)).is_err(), "{format}: {text}");
    };
    refused("human", "a\n  ::error::b\n");
    refused("human", "a ##[add-mask]b\n");
    refused("json", "{}");
    refused("jsonl", "{\"type\":\"run\"}\n");
    refused("sarif", "{\"version\":\"2.1.0\",\"runs\":[{}]}");
    refused("gitlab", "[{\"description\":\"a\"}]");
    refused("junit", "<testsuites tests=\"1\"/>");
    refused("markdown", "<!-- truenorth:check -->\n### a\n<b>");
    refused("github", "::error file=a::b\nno findings\n");
    refused("github", "::stop-commands::b\nno findings\n");
}
