//! What all questions to a plan have in common: formats, refusals, hostile texts, the same bytes for the same plan.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::hostile::SPEAKING;
use crate::run::{Done, assert_harmless, plan, truenorth};

/// A library with two pillars, work on them, money, people and a wait.
pub(super) const LIBRARY: &str = r#"{ "truenorth": 1, "as_of": "2027-02-15",
  "organization": { "name": "Corner Library", "currency": "EUR" },
  "vision": "Everyone in the quarter reads for pleasure",
  "teams": [ { "id": "desk", "title": "Desk" }, { "id": "stacks", "title": "Stacks" } ],
  "people": [ { "id": "p-one", "name": "Ada Reader", "team": "desk" } ],
  "goals": [
    { "id": "p1", "title": "Books", "kind": "pillar", "contributes_to": { "goal": "vision", "weight": 2 }, "owner": "organization" },
    { "id": "p2", "title": "Rooms", "kind": "pillar", "contributes_to": "vision", "owner": "organization" },
    { "id": "a", "title": "Reading room", "kind": "initiative", "contributes_to": ["p1", "p2"], "owner": "p-one", "team": "desk",
      "aliases": ["old-room"], "start": "2027-03-01", "duration": "5d", "due": "2027-03-05",
      "raci": { "responsible": [{ "who": "p-one", "share": "70%" }] }, "check_ins": { "2027-02-01": { "progress": "40%" } } },
    { "id": "b", "title": "Shelves", "kind": "initiative", "contributes_to": { "goal": "p1", "weight": 3 }, "owner": "organization",
      "team": "stacks", "start": "2027-03-01", "duration": "3d", "due": "2027-03-09", "depends_on": "a",
      "raci": { "responsible": [{ "who": "p-one", "share": "60%" }] },
      "asks": { "team": "desk", "for": "a hand", "size": "small", "due": "2027-03-09" },
      "check_ins": { "2027-02-01": { "progress": "100%" } } },
    { "id": "lost", "title": "Lost", "kind": "initiative", "owner": "organization", "due": "2027-06-30" }
  ],
  "budget": [
    { "id": "l1", "title": "Furniture", "owner": "organization", "category": "things", "funds": "a",
      "amounts": { "adopted": { "2027-01": "100.01" } } },
    { "id": "l2", "title": "Flowers", "owner": "organization", "amounts": { "adopted": { "2027-01": 10 } } }
  ],
  "risks": [ { "id": "damp", "title": "Damp", "owner": "organization", "threatens": "a", "probability": "20%", "loss": { "likely": 50 } } ],
  "scenarios": [ { "id": "slow", "title": "Slow", "set": [ { "item": "a", "field": "duration", "value": "10d" } ] } ]
}"#;

/// The library in a directory.
pub(super) fn library() -> tempfile::TempDir {
    plan(&[("truenorth.json", LIBRARY)])
}

/// Every question, asked of the library.
pub(crate) const QUESTIONS: &[&[&str]] = &[
    &["trace", "a"],
    &["trace", "vision", "--depth=1"],
    &["explain", "a"],
    &["explain", "vision", "progress"],
    &["explain", "vision", "adopted"],
    &["explain", "damp", "expected_loss"],
    &["impact", "a"],
    &["impact", "p-one"],
    &["money"],
    &["money", "--from=category", "--by=all", "--own-currency"],
    &["path"],
    &["path", "--to=b"],
    &["owners"],
    &["stats"],
    &["compare-rollups"],
];

const FORMATS: [&str; 5] = ["table", "json", "csv", "dot", "mermaid"];

fn ask(directory: &Path, question: &[&str], more: &[&str]) -> Done {
    let words: Vec<&str> = question.iter().chain(more).copied().collect();
    truenorth(&words).at(directory).run()
}

/// The fields of the lines of a CSV text; panics where it is no CSV.
fn csv_rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    // Not `flexible`: a line with more or fewer fields is an error.
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// A small reading of the diagrams: every line has one of few forms, and texts end where their quotes do.
fn assert_diagram(text: &str, format: &str, of: &Done) {
    let lines: Vec<&str> = text.lines().collect();
    let body = if format == "dot" {
        assert!(lines[0] == "digraph plan {" && lines[lines.len() - 1] == "}", "{of}");
        &lines[3..lines.len() - 1]
    } else {
        assert_eq!(lines[0], "flowchart BT", "{of}");
        &lines[1..]
    };
    for line in body {
        let mut outside = String::new();
        let mut inside = false;
        let mut characters = line.chars();
        while let Some(character) = characters.next() {
            match character {
                '\\' if inside && format == "dot" => {
                    let next = characters.next();
                    assert!(matches!(next, Some('\\' | '"' | 'n')), "{line}");
                }
                '"' => {
                    inside = !inside;
                    outside.push('"');
                }
                '<' | '>' | '|' | '[' | ']' | '{' | '}' | '`' if inside && format == "mermaid" => {
                    // A line break of our own is the only mark-up.
                    let rest = characters.as_str();
                    let is_break = (character == '<' && rest.starts_with("br/>")) || line_break(line, rest);
                    assert!(is_break, "{character} in {line}");
                }
                _ if inside => {}
                other => outside.push(other),
            }
        }
        assert!(!inside, "a quote stays open: {line}");
        let plain: String = outside.chars().filter(|c| !c.is_ascii_digit()).collect();
        let known = if format == "dot" {
            ["label=\"\";", "n [label=\"\"", "n -> n [label=\"\"", "rankdir=BT;", "node ["]
                .iter()
                .any(|form| plain.trim_start().starts_with(form))
        } else {
            [
                "n[\"\"]",
                "n[[\"\"]]",
                "n([\"\"])",
                "n --> n",
                "n -.-> n",
                "n -->|\"\"| n",
                "n -.->|\"\"| n",
                "style n fill:#fffcc,color:#",
                "style n stroke:#c",
            ]
            .contains(&plain.trim_start())
        };
        assert!(known, "`{plain}` in {of}");
    }
}

/// Whether `rest` follows the end of a line break.
fn line_break(line: &str, rest: &str) -> bool {
    line[..line.len() - rest.len()].ends_with("<br/>")
}

#[test]
fn every_question_answers_in_every_format() {
    let library = library();
    for question in QUESTIONS {
        for scenario in [None, Some("--scenario=slow")] {
            for format in FORMATS {
                let mut more = vec!["--format", format];
                more.extend(scenario);
                let done = ask(library.path(), question, &more);
                assert!(done.code == 0 && done.stderr.is_empty() && done.stdout.ends_with('\n'), "{done}");
                match format {
                    "json" => assert_json(&done, question[0], scenario.is_some()),
                    "csv" => assert!(csv_rows(&done.stdout).len() > 1, "{done}"),
                    "table" => assert!(done.stdout.lines().all(|line| line.trim_end() == line), "{done}"),
                    _ => assert_diagram(&done.stdout, format, &done),
                }
            }
        }
    }
}

/// One object with the keys of docs/answers.md, and each row with the keys of the first.
fn assert_json(done: &Done, command: &str, under: bool) {
    let answer = done.json();
    let keys: Vec<&str> = answer.as_object().unwrap().keys().map(String::as_str).collect();
    let known =
        ["version", "tool", "command", "plan", "today", "scenario", "title", "facts", "tables", "notes"];
    assert!(known.iter().all(|key| keys.contains(key) || (*key == "scenario" && !under)), "{keys:?}");
    assert!(keys.iter().all(|key| known.contains(key)), "{keys:?}");
    assert_eq!((answer["version"].as_u64(), answer["command"].as_str()), (Some(1), Some(command)));
    assert_eq!(answer["today"], "2027-02-15");
    assert_eq!(answer["scenario"].as_str(), under.then_some("slow"));
    for (name, rows) in answer["tables"].as_object().unwrap() {
        let keys = |row: &Value| row.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        for row in rows.as_array().unwrap() {
            assert_eq!(keys(row), keys(&rows[0]), "{name}");
            assert!(!keys(row).iter().any(String::is_empty), "{name} has a field without a name");
        }
        // A CSV of the same table has the same columns and as many rows.
        let csv = done_csv(command, name, done);
        assert_eq!(csv.len(), rows.as_array().unwrap().len() + 1, "{name}");
        if let Some(row) = rows.get(0) {
            // The currency of amounts, which are numbers there.
            let mut columns = csv[0].clone();
            columns.retain(|column| column != "currency");
            columns.sort();
            let mut keys = keys(row);
            keys.sort();
            assert_eq!(columns, keys, "{name}");
        }
    }
}

fn done_csv(command: &str, table: &str, done: &Done) -> Vec<Vec<String>> {
    let shown = done.to_string();
    let words: Vec<&str> = shown.lines().next().unwrap().split(' ').skip(1).collect();
    let words: Vec<&str> = words.iter().map(|word| if *word == "json" { "csv" } else { word }).collect();
    let library = library();
    let csv = truenorth(&[&words[..], &["--table", table]].concat()).at(&library).exits(0);
    assert_eq!(words[0], command);
    csv_rows(&csv.stdout)
}

#[test]
fn what_cannot_be_answered_is_said() {
    let library = library();
    let refused = |words: &[&str]| truenorth(words).at(&library).exits(2);
    for command in ["trace", "impact"] {
        refused(&[command, "loost"])
            .warns("nothing in this plan has the id `loost`")
            .warns("did you mean `lost`?");
        refused(&[command, "visoin"]).warns("did you mean `vision`?");
        refused(&[command, "mission"]).warns("this plan has no mission").warns("write `mission` into");
        refused(&[command, "zzzzzzzzz"]).warns("items are named by their full id");
    }
    refused(&["explain", "mission"]).warns("this plan has no mission");
    refused(&["explain", "loost"]).warns("did you mean `lost`?");
    refused(&["explain", "a", "progres"]).warns("did you mean `progress`?");
    refused(&["explain", "l1", "progress"]).warns("`l1` has no progress").warns("it has adopted");
    refused(&["trace", "l1"]).warns("`l1` is not a goal but a budget line").warns("truenorth impact l1");
    refused(&["path", "--to", "l1"]).warns("`l1` is not a goal but a budget line");
    refused(&["path", "--to", "p1"]).warns("`p1` has no dates to follow");
    refused(&["money", "--from", "desk"]).warns("money cannot be shown from `desk`");
    refused(&["money", "--within", "2027-13"]).warns("2027-13");
    refused(&["owners", "--within", "soon"]).warns("soon");
    refused(&["stats", "--scenario", "slwo"]).warns("did you mean `slow`?");
    refused(&["stats", "--format", "xml"]).warns("possible values: table, json, csv, dot, mermaid");
    for question in QUESTIONS {
        let done = ask(library.path(), question, &["--table", "nothing-like-it"]);
        assert_eq!(done.code, 2, "{done}");
        done.warns("this answer has no table `nothing-like-it`").warns("it has ");
    }
    refused(&["stats", "--table", "offender"]).warns("did you mean `offenders`?");
}

#[test]
fn what_an_item_was_called_before_still_finds_it() {
    let library = library();
    for words in [&["trace", "old-room"][..], &["impact", "old-room"], &["explain", "old-room"]] {
        truenorth(words).at(&library).exits(0).says("`a`: Reading room");
    }
    truenorth(&["path", "--to", "old-room"]).at(&library).exits(0).says("`a` ends on 2027-03-05");
}

#[test]
fn an_unreadable_plan_is_2_and_its_findings_are_told() {
    let text = LIBRARY.replace("\"include\": \"\"", "").replacen(
        "\"truenorth\": 1,",
        "\"truenorth\": 1, \"include\": \"*.json\",",
        1,
    );
    let tree = plan(&[("truenorth.json", text.as_str()), ("broken.json", "{ \"goals\": [ {")]);
    for question in QUESTIONS {
        let done = ask(tree.path(), question, &["--format=json"]);
        assert_eq!(done.code, 2, "{done}");
        assert!(done.stdout.is_empty(), "{done}");
        done.warns("PLN").warns("the plan cannot be read whole");
    }
    let nowhere = tempfile::tempdir().unwrap();
    fs::create_dir(nowhere.path().join(".git")).unwrap();
    for command in ["money", "path", "owners", "stats", "compare-rollups"] {
        truenorth(&[command]).at(&nowhere).exits(3).warns("no truenorth.json");
    }
}

/// Texts of the plan in every place where an answer could show them.
fn speaking(text: &str) -> String {
    let mut plan: Value = serde_json::from_str(LIBRARY).unwrap();
    plan["vision"] = json!(text);
    plan["organization"]["name"] = json!(text);
    for section in ["teams", "goals", "budget", "risks"] {
        for item in plan[section].as_array_mut().unwrap() {
            item["title"] = json!(text);
        }
    }
    plan["people"][0]["name"] = json!(text);
    plan["budget"][0]["category"] = json!(text);
    serde_json::to_string(&plan).unwrap()
}

#[test]
fn texts_of_a_plan_harm_no_reader_of_an_answer() {
    let more = [
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-1+1",
        "@SUM(1)",
        "\"quoted\" 'once'",
        "]] \"] --> n0",
        "a\\",
        "a\\\"b",
        "&lt;&amp;&#34;",
        "#quot; #34;",
        "%%{init: {}}%%",
        "1. one",
        "- one",
        "`code` <br/>",
        "end",
        "two\nlines",
        "\u{202e}thgir",
        "; n0 -> n1",
    ];
    let texts: Vec<&str> = SPEAKING.iter().chain(&more).copied().collect();
    // Control characters in a title are damage, and an unreadable plan is not answered.
    let mut answered = 0;
    for text in texts {
        let tree = plan(&[("truenorth.json", speaking(text))]);
        for (number, question) in QUESTIONS.iter().enumerate() {
            let format = FORMATS[(number + answered) % 5];
            for format in if more.contains(&text) { &FORMATS[..] } else { std::slice::from_ref(&format) } {
                let done = ask(tree.path(), question, &["--format", format]);
                assert_harmless(&done.all(), &done);
                if done.code != 0 {
                    continue;
                }
                answered += 1;
                match *format {
                    "json" => assert!(done.json().is_object()),
                    "csv" => {
                        for row in csv_rows(&done.stdout) {
                            for field in row.iter().filter(|field| field.parse::<f64>().is_err()) {
                                let is_amount = field.split(' ').next().unwrap().parse::<f64>().is_ok();
                                let is_formula = field.trim_start().starts_with(['=', '+', '-', '@']);
                                assert!(is_amount || !is_formula, "{field} in {done}");
                            }
                        }
                    }
                    "table" => {}
                    format => assert_diagram(&done.stdout, format, &done),
                }
            }
        }
    }
    assert!(answered > 600, "{answered}");
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let whole: Value = serde_json::from_str(LIBRARY).unwrap();
    let root = |include: &str| {
        let mut root = whole.clone();
        for section in ["teams", "people", "goals", "budget", "risks"] {
            root.as_object_mut().unwrap().remove(section);
        }
        root["include"] = json!(include);
        root.to_string()
    };
    let part = |section: &str| json!({ section: whole[section] }).to_string();
    // The same files under names that put them in another order.
    let one = plan(&[
        ("library/truenorth.json", root("library/parts/*.json")),
        ("library/parts/a.json", part("goals")),
        ("library/parts/b.json", part("budget")),
        ("library/parts/c.json", part("people")),
        ("library/parts/d.json", part("teams")),
        ("library/parts/e.json", part("risks")),
    ]);
    let other = plan(&[
        ("library/truenorth.json", root("library/parts/*.json")),
        ("library/parts/z.json", part("goals")),
        ("library/parts/y.json", part("budget")),
        ("library/parts/x.json", part("people")),
        ("library/parts/w.json", part("teams")),
        ("library/parts/v.json", part("risks")),
    ]);
    for question in QUESTIONS {
        for format in FORMATS {
            let answers = [&one, &one, &other]
                .map(|tree| ask(&tree.path().join("library"), question, &["--format", format]).stdout);
            assert_eq!(answers[0], answers[1], "{question:?}");
            // Places in files are named as the files are.
            let is_placed = question[0] == "explain";
            assert!(is_placed || answers[0] == answers[2], "{question:?}\n{}\n{}", answers[0], answers[2]);
        }
    }
}

/// Samples, and plans with next to nothing in them.
#[test]
fn answers_on_all_samples_and_on_next_to_nothing() {
    let tiny = [
        r#"{ "truenorth": 1, "organization": { "name": "N" } }"#,
        r#"{ "truenorth": 1, "organization": { "name": "N" }, "vision": "V", "goals": [] }"#,
        r#"{ "truenorth": 1, "organization": { "name": "N" }, "goals": [ { "id": "a", "title": "A", "contributes_to": "a" } ] }"#,
    ];
    let mut plans: Vec<tempfile::TempDir> =
        tiny.iter().map(|text| plan(&[("truenorth.json", text)])).collect();
    for name in crate::run::directories(&crate::run::sample("")) {
        let tree = tempfile::tempdir().unwrap();
        crate::run::copy(&crate::run::sample(&name), tree.path());
        if tree.path().join("truenorth.json").exists() {
            plans.push(tree);
        }
    }
    assert!(plans.len() > 8);
    for tree in &plans {
        for question in
            [&["money"][..], &["path"], &["owners"], &["stats"], &["compare-rollups"], &["trace", "vision"]]
        {
            for format in FORMATS {
                let done = ask(tree.path(), question, &["--format", format, "--today=2027-02-15"]);
                if question[0] == "trace" && done.code == 2 {
                    done.warns("this plan has no vision");
                    continue;
                }
                assert!(
                    done.code == 0 && !done.stdout.contains("NaN") && !done.stdout.contains("inf "),
                    "{done}"
                );
                match format {
                    "json" => assert!(done.json()["tables"].is_object()),
                    "csv" => drop(csv_rows(&done.stdout)),
                    "table" => assert_harmless(&done.stdout, &done),
                    format => assert_diagram(&done.stdout, format, &done),
                }
            }
        }
    }
}
