//! What every question to a plan has in common: its formats, its refusals, and that titles stay titles.

use std::fs;

use serde_json::{Value, json};

use crate::hostile::SPEAKING;
use crate::run::{Done, assert_harmless, copy, plan, repository, root, sample, truenorth};

/// Every question, asked of a plan with these ids.
fn questions(goal: &str, person: &str, account: &str) -> Vec<Vec<String>> {
    let texts: Vec<String> = [
        format!("explain item:{goal}"),
        format!("explain {goal} contribution"),
        "explain vision weights".to_owned(),
        format!("explain item:{person}"),
        format!("trace {goal}"),
        "trace vision --depth 2".to_owned(),
        format!("impact {goal}"),
        format!("impact {person}"),
        "impact vision".to_owned(),
        "money".to_owned(),
        "money --by quarter --stage actual --stage adopted --from category --depth 1".to_owned(),
        format!("money --own-currency --from {account}"),
        "path".to_owned(),
        format!("path --to {goal}"),
        "owners".to_owned(),
        "owners --within 2027-Q2".to_owned(),
        "stats --points 3".to_owned(),
        "compare-rollups".to_owned(),
    ]
    .into();
    texts.iter().map(|text| text.split(' ').map(str::to_owned).collect()).collect()
}

fn of_aurora() -> Vec<Vec<String>> {
    questions("signalling/coast-north/north-live", "p-semaphore", "by-department")
}

fn ask(question: &[String], more: &[&str], at: &std::path::Path) -> Done {
    let words: Vec<&str> = question.iter().map(String::as_str).chain(more.iter().copied()).collect();
    truenorth(&words).at(at).run()
}

const FORMATS: [&str; 5] = ["table", "json", "csv", "dot", "mermaid"];

/// A plan in which every title and name is one of `titles`, taken in turn.
fn named(titles: &[String]) -> String {
    let mut next = titles.iter().cycle();
    let mut title = || next.next().cloned().unwrap();
    let mut goals = Vec::new();
    for number in 0..titles.len().max(3) {
        let above = if number < 3 { "vision".to_owned() } else { format!("g{}", number - 3) };
        goals.push(json!({
            "id": format!("g{number}"), "title": title(), "kind": "initiative", "contributes_to": above,
            "description": title(), "owner": if number % 2 == 0 { "p" } else { "t" }, "weight": number % 4 + 1,
            "start": "2027-01-01", "due": "2027-06-30", "team": if number % 3 == 0 { "t" } else { "u" },
            "depends_on": if number > 4 { json!([format!("g{}", number - 4)]) } else { json!([]) },
            "measure": { "name": title(), "unit": title(), "baseline": 0, "target": 10, "actuals": { "2027-01": number } },
        }));
    }
    let mut file = json!({
        "truenorth": 1, "as_of": "2027-02-15", "organization": { "name": title(), "currency": "EUR" },
        "vision": title(),
        "teams": [{ "id": "t", "title": title() }, { "id": "u", "title": title() }],
        "people": [{ "id": "p", "name": title(), "team": "t" }],
        "accounts": [{ "id": "acc", "title": title() }],
        "risks": [{ "id": "r", "title": title(), "threatens": ["g0"], "probability": "20%", "loss": 100, "owner": "p" }],
        "scenarios": [{ "id": "other", "title": title(), "probability": "10%",
                        "set": [{ "item": "g0", "field": "weight", "value": 2 }] }],
        "goals": goals,
    });
    let lines: Vec<Value> = (0..4)
        .map(|number| {
            json!({ "id": format!("l{number}"), "title": title(), "category": title(), "accounts": ["acc"],
                    "funds": format!("g{number}"), "owner": "p",
                    "amounts": { "adopted": { "2027": 1000 + number }, "actual": { "2027-01": 10 } } })
        })
        .collect();
    file["budget"] = lines.into();
    file.to_string()
}

/// Texts that speak to spreadsheets and to the languages of diagrams.
const MARKUP: &[&str] = &[
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    " \u{a0}=1+1",
    "\u{ff1d}1+1",
    "two\nlines\tand\r\nmore",
    "\"quoted\" \\ and \\\" and \\n \\l \\N \\G",
    "]] )) }} [( >end< subgraph end",
    "a\"] --> b[\"c",
    "1. first",
    "- a point",
    "`code` **bold** _so_ &amp; &#34; #34; &lt;",
    "click n0 call alert(1)",
    "\u{202e}drow desrever\u{202c}",
    "\u{1f468}\u{200d}\u{1f4bb} \u{e5}\u{e4}\u{f6} \u{6c34} ;",
    "%%{init: {\"theme\": \"dark\"}}%%",
];

fn hostile() -> Vec<String> {
    SPEAKING.iter().chain(MARKUP).map(|text| (*text).to_owned()).collect()
}

#[test]
fn titles_stay_titles_in_every_format_of_every_question() {
    let titles = hostile();
    let tree = plan(&[("truenorth.json", named(&titles))]);
    for question in questions("g7", "p", "acc") {
        for format in FORMATS {
            let done = ask(&question, &["--format", format], tree.path());
            assert_eq!(done.code, 0, "{done}");
            assert_harmless(&done.all(), &done);
            match format {
                "json" => tables_are_harmless(&question, &done.json(), tree.path()),
                "dot" => assert_dot(&done),
                "mermaid" => assert_mermaid(&done),
                _ => {}
            }
        }
    }
    // What is harmless in a terminal is still the text that people wrote.
    let done = ask(&["explain".to_owned(), "item:g0".to_owned()], &["--format", "json"], tree.path());
    assert!(done.json()["title"].as_str().unwrap().ends_with(&titles[0]), "{done}");
}

/// Every table of an answer as CSV and as text.
fn tables_are_harmless(question: &[String], answer: &Value, at: &std::path::Path) {
    for (table, rows) in answer["tables"].as_object().unwrap() {
        let text = ask(question, &["--table", table], at);
        assert_harmless(&text.all(), &text);
        let done = ask(question, &["--table", table, "--format", "csv"], at);
        assert_harmless(&done.all(), &done);
        let mut reader = csv::Reader::from_reader(done.stdout.as_bytes());
        let heads: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(records.len(), rows.as_array().unwrap().len(), "{done}");
        for (record, row) in records.iter().zip(rows.as_array().unwrap()) {
            let keys = heads.iter().map(String::as_str).filter(|head| *head != "currency");
            let keys: std::collections::BTreeSet<&str> = keys.collect();
            assert!(
                row.as_object().unwrap().keys().map(String::as_str).eq(keys)
                    && !heads.contains(&String::new())
            );
            for (head, cell) in heads.iter().zip(record) {
                let begin = cell.trim_start().chars().next();
                let is_formula =
                    begin.is_some_and(|first| "=+-@\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}".contains(first));
                // Numbers and amounts may be negative.
                let is_number = cell.split(' ').next().is_some_and(|word| word.parse::<f64>().is_ok());
                assert!(!is_formula || is_number && !row[head].is_array(), "{head}: {cell}\n{done}");
            }
        }
    }
}

/// A line of a diagram with everything in quotes taken out; fails if the quotes do not close on it.
fn outside_of_quotes(line: &str, escapes: bool, done: &Done) -> String {
    let mut out = String::new();
    let mut characters = line.chars();
    let mut inside = false;
    while let Some(character) = characters.next() {
        match character {
            '"' => {
                inside = !inside;
                out.push('"');
            }
            '\\' if inside && escapes => {
                let next = characters.next();
                assert!(matches!(next, Some('"' | '\\' | 'n')), "`\\{next:?}` in {line}\n{done}");
            }
            _ if inside => {}
            other => out.push(other),
        }
    }
    assert!(!inside, "open quotes in {line}\n{done}");
    out
}

/// Whether `text` is `n` and a number.
fn is_box(text: &str) -> bool {
    text.strip_prefix('n').is_some_and(|digits| !digits.is_empty() && digits.parse::<usize>().is_ok())
}

/// A strict reading of the part of the language of Graphviz that answers use.
fn assert_dot(done: &Done) {
    let lines: Vec<&str> = done.stdout.lines().collect();
    assert_eq!((lines.first(), lines.last()), (Some(&"digraph plan {"), Some(&"}")), "{done}");
    for line in &lines[1..lines.len() - 1] {
        let bare = outside_of_quotes(line, true, done);
        let bare = bare.trim().strip_suffix(';').unwrap_or_else(|| panic!("{line}\n{done}"));
        let (what, attributes) = bare.split_once(" [").unwrap_or((bare, "]"));
        let ends = what.split_once(" -> ").map_or(vec![what], |(from, to)| vec![from, to]);
        let known = ["rankdir=BT", "label=\"\"", "node"].contains(&what);
        assert!(known || ends.iter().all(|end| is_box(end)), "{line}\n{done}");
        assert!(
            attributes.ends_with(']') && !attributes[..attributes.len() - 1].contains(['[', ']', ';']),
            "{line}"
        );
    }
}

/// A strict reading of the part of the language of Mermaid that answers use.
fn assert_mermaid(done: &Done) {
    let mut lines = done.stdout.lines();
    assert_eq!(lines.next(), Some("flowchart BT"), "{done}");
    for line in lines {
        let bare = outside_of_quotes(line, false, done);
        let bare = bare.trim();
        let fine = if let Some(style) = bare.strip_prefix("style ") {
            style.split_once(' ').is_some_and(|(of, style)| is_box(of) && !style.contains(['"', ';', '[']))
        } else if let Some((from, rest)) = bare.split_once(" --").or_else(|| bare.split_once(" -.-")) {
            let to = rest.strip_prefix('>').unwrap_or("");
            let to = to.strip_prefix("|\"\"|").unwrap_or(to);
            is_box(from) && is_box(to.trim_start())
        } else {
            let end = bare.find(['[', '(']).unwrap_or(bare.len());
            is_box(&bare[..end]) && ["[\"\"]", "[[\"\"]]", "([\"\"])"].contains(&&bare[end..])
        };
        assert!(fine, "{line}\n{done}");
        for label in line.split('"').skip(1).step_by(2) {
            // Mermaid reads the beginnings of lists as Markdown, which it then does not draw.
            let digits = label.trim_start_matches(|c: char| c.is_ascii_digit());
            let is_list = digits.len() < label.len() && digits.starts_with(['.', ')']);
            assert!(!is_list && !label.starts_with(['-', '+', '*']), "{line}\n{done}");
            let plain = label.replace("<br/>", "");
            assert!(!plain.is_empty(), "Mermaid wants a text: {line}\n{done}");
            assert!(!plain.contains(['<', '>', '`', '[', ']', '{', '}', '|', '\\']), "{line}\n{done}");
        }
    }
}

#[test]
fn diagrams_of_aurora_are_of_the_languages_they_are_named_after() {
    for question in of_aurora() {
        assert_dot(&ask(&question, &["--format", "dot"], &sample("aurora")));
        assert_mermaid(&ask(&question, &["--format", "mermaid"], &sample("aurora")));
    }
}

#[test]
fn the_same_bytes_twice_and_from_files_in_another_order() {
    let aurora = tempfile::tempdir().unwrap();
    copy(&sample("aurora"), aurora.path());
    let shuffled = tempfile::tempdir().unwrap();
    copy(&sample("aurora"), shuffled.path());
    // Written anew in another order; the directory lists them otherwise.
    for name in ["strategy.json", "risks.json", "budget.json"] {
        let path = shuffled.path().join(name);
        let bytes = fs::read(&path).unwrap();
        fs::remove_file(&path).unwrap();
        fs::write(&path, bytes).unwrap();
    }
    for question in of_aurora() {
        for format in ["table", "json", "mermaid"] {
            let first = ask(&question, &["--format", format], aurora.path());
            assert_eq!(first.stdout, ask(&question, &["--format", format], aurora.path()).stdout);
            assert_eq!(first.stdout, ask(&question, &["--format", format], shuffled.path()).stdout);
        }
    }
}

#[test]
fn every_question_is_answered_under_a_scenario() {
    let mut differ = 0;
    for question in of_aurora() {
        let under = ["--format", "json", "--scenario", "battery-four-months-late"];
        let done = ask(&question, &under, &sample("aurora"));
        assert_eq!(done.code, 0, "{done}");
        let under = done.json();
        assert_eq!(under["scenario"], "battery-four-months-late");
        let plain = ask(&question, &["--format", "json"], &sample("aurora")).json();
        assert_eq!(plain.get("scenario"), None);
        differ += usize::from(under["tables"] != plain["tables"]);
        ask(&question, &["--scenario", "no"], &sample("aurora")).warns("the plan has no scenario `no`");
    }
    assert!(differ >= 4, "{differ}");
}

#[test]
fn every_answer_for_programs_has_the_same_keys() {
    for question in of_aurora() {
        let done = ask(&question, &["--format", "json"], &sample("aurora"));
        let answer = done.json();
        let keys: Vec<&String> = answer.as_object().unwrap().keys().collect();
        let all = ["version", "tool", "command", "plan", "today", "title", "facts", "tables", "notes"];
        let mut sorted = all.to_vec();
        sorted.sort_unstable();
        let mut found: Vec<&str> = keys.iter().map(|key| key.as_str()).collect();
        found.sort_unstable();
        assert_eq!(found, sorted, "{done}");
        assert_eq!((&answer["version"], &answer["command"]), (&json!(1), &json!(question[0])));
    }
}

#[test]
fn a_table_that_is_not_there_is_named_with_those_that_are() {
    for question in of_aurora() {
        for format in ["table", "csv", "json"] {
            let done = ask(&question, &["--table", "no\u{1b}[31m", "--format", format], &sample("aurora"));
            assert_eq!(done.code, 2, "{done}");
            assert_harmless(&done.all(), &done);
            let done = done.warns("this answer has no table `no").warns("help: it has ");
            assert_eq!(done.stdout, "");
        }
    }
}

#[test]
fn the_one_table_that_is_asked_for_is_shown_alone() {
    for (words, shown, left_out) in [
        ("trace punctuality --table how", "\nHow\n", "\nWhy\n"),
        ("explain punctuality progress --table inputs", "\nInputs\n", "\nDerivations\n"),
        ("money --table accounts", "\nBy account;", "\nBy pillar\n"),
        ("money --table unaligned", "\nMoney that does not reach the vision\n  nothing\n", "\nBy pillar\n"),
    ] {
        let words: Vec<&str> = words.split(' ').collect();
        let done = truenorth(&words).at(&sample("aurora")).exits(0).says(shown);
        assert!(!done.stdout.contains(left_out), "{done}");
    }
}

#[test]
fn unknown_ids_are_suggested() {
    for (words, near) in [
        ("trace punctualty", "`punctuality`"),
        ("impact head-of-operation", "`head-of-operations`"),
        ("impact visio", "`vision`"),
        ("path --to signalling/coast-nort", "`signalling/coast-north`"),
        ("explain punctualty progress", "`punctuality`"),
    ] {
        let words: Vec<&str> = words.split(' ').collect();
        truenorth(&words).at(&sample("aurora")).exits(2).warns(&format!("help: did you mean {near}?"));
    }
    truenorth(&["trace", "x\u{1b}[31m"]).at(&sample("aurora")).exits(2).warns("U+001B");
    truenorth(&["impact", "zzzzzzzzzzzz"]).at(&sample("aurora")).exits(2).warns("named by their full id");
}

#[test]
fn items_of_another_kind_are_refused_with_what_to_ask_instead() {
    let run = |words: &str| {
        let words: Vec<&str> = words.split(' ').collect();
        truenorth(&words).at(&sample("aurora")).exits(2)
    };
    run("trace battery-purchase")
        .warns("`battery-purchase` is not a goal but a budget line")
        .warns("truenorth impact battery-purchase");
    run("trace by-department").warns("`by-department` is not a goal but an account");
    run("path --to p-semaphore").warns("`p-semaphore` is not a goal but a person");
    run("path --to vision").warns("is not a goal but");
    run("money --from punctuality").warns("money cannot be shown from `punctuality`");
    run("explain p-semaphore progress").warns("`p-semaphore` has no progress").warns("it has no numbers");
    run("explain punctuality progres").warns("did you mean `progress`?");
}

#[test]
fn an_unreadable_plan_is_refused() {
    for name in ["missing-comma", "not-utf-8", "truncated"] {
        let directory = sample("broken").join(name);
        for words in ["trace vision", "impact vision", "money", "path", "owners", "stats", "compare-rollups"]
        {
            let words: Vec<&str> = words.split(' ').collect();
            let done = truenorth(&words).at(&directory).exits(2).warns("the plan cannot be read whole");
            assert_eq!(done.stdout, "", "{done}");
            assert!(!done.stderr.contains("nothing was written"), "a question writes nothing: {done}");
        }
    }
    let nowhere = tempfile::tempdir().unwrap();
    fs::create_dir(nowhere.path().join(".git")).unwrap();
    truenorth(&["stats"]).at(&nowhere).exits(3).warns("no truenorth.json");
}

#[test]
fn a_word_that_is_a_rule_and_an_item_is_one_of_them_for_programs() {
    let both = plan(&[("truenorth.json", root(r#""goals": [ { "id": "overdue", "title": "Books" } ]"#))]);
    let done = truenorth(&["explain", "overdue", "--format", "json"]).at(&both).exits(2);
    done.warns("`overdue` is a rule and an item").warns("`rule:overdue` or `item:overdue`");
    let rule = truenorth(&["explain", "rule:overdue", "--format", "json"]).at(&both).exits(0).json();
    assert_eq!(rule["facts"]["name"], "overdue");
    let item = truenorth(&["explain", "item:overdue", "--format", "json"]).at(&both).exits(0).json();
    assert_eq!(item["facts"]["status"], "not tracked (computed)");
}

/// Goals in a circle, a parent named twice, weights below zero, money in three currencies, and next to nothing.
#[test]
fn odd_plans_are_answered() {
    let odd = root(
        r#""organization": { "name": "Corner Library", "currency": "EUR" },
        "teams": [ { "id": "p", "title": "P" } ], "accounts": [ { "id": "acc", "title": "A", "part_of": "acc" } ],
        "goals": [
          { "id": "a", "title": "A", "contributes_to": ["b", "b", { "goal": "vision", "weight": -2 }] },
          { "id": "b", "title": "", "contributes_to": ["a", "c"], "depends_on": ["a"] },
          { "id": "c", "title": "C", "contributes_to": ["vision", "vision"], "depends_on": ["c"],
            "check_ins": { "2027-01": { "progress": "50%" } } } ],
        "budget": [
          { "id": "l", "title": "L", "funds": ["a", "c"], "accounts": ["acc"], "amounts": { "adopted": { "2027": 10 } } },
          { "id": "m", "title": "M", "funds": "c", "amounts": { "adopted": { "2027": "7 USD", "2028": "1000 JPY" } } } ]"#,
    )
    .replace(r#""organization": { "name": "Corner Library" },"#, "");
    let mut answered = 0;
    let blind = root(r#""goals": [{ "id": "c", "title": "C", "contributes_to": "vision" }]"#)
        .replace(r#""vision": "Everyone in the quarter reads for pleasure","#, "");
    for text in [odd, blind, root(r#""goals": []"#), root(r#""teams": [{ "id": "p", "title": "P" }]"#)] {
        let tree = plan(&[("truenorth.json", &text)]);
        for words in [
            "explain vision",
            "trace vision",
            "trace c",
            "impact vision",
            "impact c",
            "impact p",
            "money",
            "money --own-currency",
            "money --from acc",
            "path",
            "path --to c",
            "owners",
            "stats",
            "compare-rollups",
        ] {
            let question: Vec<String> = words.split(' ').map(str::to_owned).collect();
            for format in FORMATS {
                let done = ask(&question, &["--format", format], tree.path());
                // What a plan has not got cannot be asked about.
                let missing = [
                    "has the id `",
                    "neither a rule nor an item",
                    "this plan has no vision",
                    "has no currency",
                    "be shown from `acc`",
                    "has no dates",
                ];
                let is_missing = done.code == 2 && missing.iter().any(|words| done.stderr.contains(words));
                assert!(done.code == 0 || is_missing, "{done}\n{text}");
                answered += usize::from(done.code == 0);
                match format {
                    "dot" if done.code == 0 => assert_dot(&done),
                    "mermaid" if done.code == 0 => assert_mermaid(&done),
                    _ => {}
                }
            }
        }
    }
    assert!(answered >= 150, "{answered}");
}

#[test]
fn the_frozen_plan_of_the_format_is_answered() {
    let frozen = repository().join("tests/fixtures/format-1");
    for words in [
        "explain vision",
        "trace vision",
        "impact vision",
        "money",
        "path",
        "owners",
        "stats",
        "compare-rollups",
    ] {
        let question: Vec<String> = words.split(' ').map(str::to_owned).collect();
        for format in FORMATS {
            let done = ask(&question, &["--format", format], &frozen);
            assert_eq!(done.code, 0, "{done}");
        }
    }
}
