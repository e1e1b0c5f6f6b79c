//! `--redact`: what is taken out is in no output.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::run::{directories, files, plan, repository, sample, truenorth};

/// Every name, id and amount of a plan's files, as far as they can be told from other words and numbers.
#[derive(Default)]
struct Secrets {
    people: BTreeSet<String>,
    amounts: BTreeSet<String>,
    /// Numbers that count something else; an amount may be the same by chance.
    counts: BTreeSet<String>,
}

impl Secrets {
    fn of(directory: &Path) -> Self {
        let mut secrets = Self::default();
        for (name, bytes) in files(directory) {
            if name.ends_with(".json")
                && let Ok(value) = serde_json::from_slice::<Value>(&bytes)
            {
                secrets.learn(&value, "");
            }
        }
        secrets.amounts = secrets.amounts.difference(&secrets.counts).cloned().collect();
        secrets
    }

    fn learn(&mut self, value: &Value, key: &str) {
        match value {
            Value::Array(list) => list.iter().for_each(|value| self.learn(value, key)),
            Value::Object(object) => {
                for (inner, value) in object {
                    if key == "people" && ["id", "name"].contains(&inner.as_str()) {
                        self.people.insert(value.as_str().unwrap_or_default().to_owned());
                    }
                    if [
                        "amounts",
                        "estimate",
                        "sources",
                        "cost",
                        "loss",
                        "saving",
                        "one_off_cost",
                        "funding_min",
                        "day_cost",
                        "achieved",
                        "payoffs",
                    ]
                    .contains(&inner.as_str())
                    {
                        self.learn_amounts(value);
                    } else {
                        self.learn(value, inner);
                    }
                }
            }
            Value::Number(number) => {
                self.counts.insert(number.to_string());
            }
            Value::Null | Value::Bool(_) | Value::String(_) => {}
        }
    }

    fn learn_amounts(&mut self, value: &Value) {
        match value {
            Value::Array(list) => list.iter().for_each(|value| self.learn_amounts(value)),
            Value::Object(object) => object.values().for_each(|value| self.learn_amounts(value)),
            Value::Number(_) | Value::String(_) => {
                let text = value.to_string();
                let digits = text.trim_matches('"').trim_start_matches('-');
                let digits = digits.split([' ', '.']).next().unwrap_or_default();
                // Years and small numbers are everywhere.
                if digits.len() > 4 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
                    self.amounts.insert(digits.to_owned());
                }
            }
            _ => {}
        }
    }

    /// Fails if one of them is in the text.
    fn not_in(&self, text: &str, of: &str) {
        let lower = text.to_lowercase();
        let words: BTreeSet<&str> = lower.split(|c: char| !c.is_alphanumeric() && c != '-').collect();
        for person in &self.people {
            let person = person.to_lowercase();
            let is_there =
                if person.contains(' ') { lower.contains(&person) } else { words.contains(person.as_str()) };
            assert!(!is_there, "{person} in {of}");
        }
        // As a whole number with any separators, not as a part of a coordinate.
        let numbers = numbers(text);
        for amount in &self.amounts {
            assert!(!numbers.contains(amount), "{amount} in {of}");
        }
    }
}

/// The whole numbers of a text without the separators of thousands.
fn numbers(text: &str) -> BTreeSet<String> {
    let is_part = |c: char| c.is_ascii_digit() || ",'\u{2019}\u{A0}\u{202F}".contains(c);
    text.split(|c: char| !is_part(c))
        .map(|part| part.chars().filter(char::is_ascii_digit).collect())
        .collect()
}

/// Readable parts of a file: of a PNG its texts, of an SVG what is between tags and in labels.
fn readable(name: &str, bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes).into_owned();
    if name.ends_with(".png") {
        let end = bytes.windows(4).position(|bytes| bytes == b"IDAT").unwrap_or(bytes.len());
        return String::from_utf8_lossy(&bytes[..end]).into_owned();
    }
    if !name.ends_with(".svg") {
        return text;
    }
    let document = roxmltree::Document::parse(&text).unwrap();
    let mut out = String::new();
    for node in document.descendants() {
        for attribute in
            node.attributes().filter(|it| ["aria-label", "id", "href", "class"].contains(&it.name()))
        {
            out.push_str(attribute.value());
            out.push('\n');
        }
        if let Some(text) = node.text().filter(|_| node.is_text()) {
            out.push_str(text);
            out.push('\n');
        }
    }
    out
}

#[test]
fn nothing_redacted_is_found_in_any_output_of_any_sample() {
    let mut names = 0;
    let mut amounts = 0;
    for name in directories(&repository().join("samples")) {
        let directory = sample(&name);
        if !directory.join("truenorth.json").exists() {
            continue;
        }
        let secrets = Secrets::of(&directory);
        names += secrets.people.len();
        amounts += secrets.amounts.len();
        let out = tempfile::tempdir().unwrap();
        let place = |sub: &str| out.path().join(sub).to_str().unwrap().to_owned();
        let (built, svg, csv) = (place("built"), place("svg"), place("csv"));
        let directory = directory.to_str().unwrap();
        let redact = ["--redact", "money,people"];
        let all = ["render", "all", directory, "--out"];
        let link = ["--link-base", "https://git.example/{file}?{id}"];
        let runs = [
            [&["build", directory, "--out", built.as_str()][..], &redact[..]].concat(),
            [&all[..], &[svg.as_str(), "--data", "json", "--theme", "auto"], &link, &redact].concat(),
            [&all[..], &[csv.as_str(), "--data", "csv", "--text", "paths"], &redact].concat(),
        ];
        for run in &runs {
            let run = truenorth(run).run();
            // One sample has a broken reference, by which no plan is built.
            assert!(run.code == 0 || (run.code == 1 && run.stderr.contains("nothing was written")), "{run}");
            secrets.not_in(&run.stderr, &format!("standard error of {name}"));
            secrets.not_in(&run.stdout, &format!("standard output of {name}"));
        }
        for (file, bytes) in files(out.path()) {
            secrets.not_in(&file, "a file name");
            secrets.not_in(&readable(&file, &bytes), &format!("{file} of {name}"));
        }
    }
    assert!(names > 40 && amounts > 100, "{names} names and {amounts} amounts were looked for");
}

const PEOPLE: &str = r#"{ "truenorth": 1, "as_of": "2027-02-15",
  "organization": { "name": "Corner Library", "currency": "EUR" },
  "vision": "Everyone in the quarter reads for pleasure", "include": ["people/*.json"],
  "goals": [
    { "id": "mara-reads", "title": "Mara Lind's hour of stories, for 12,500 EUR", "contributes_to": "vision", "owner": "mara-lind",
      "kind": "key_result", "measure": { "unit": "EUR", "baseline": 0, "target": 98765, "actuals": { "2027-01": 49382.5 } } } ],
  "growth": [ { "id": "gifts", "title": "Gifts", "owner": "mara-lind", "measure": { "unit": "EUR", "baseline": 11111,
      "actuals": { "2027-01": 22222 }, "phased": { "2027-01": 22000, "2027-12": 33333 } }, "period": "2027" } ],
  "budget": [ { "id": "books", "title": "Books", "owner": "mara-lind", "funds": "mara-reads",
      "amounts": { "adopted": { "2027": 45678 } } } ] }"#;

#[test]
fn names_of_files_ids_and_texts_go_and_progress_stays() {
    let people = r#"{ "people": [ { "id": "mara-lind", "name": "Mara Lind", "description": "mara@corner.example" } ] }"#;
    let plan = plan(&[("truenorth.json", PEOPLE), ("people/mara-lind.json", people)]);
    let build = |redact: &[&str]| {
        truenorth(&[&["build", "--out", "out"], redact].concat()).at(&plan).exits(0);
        let json: Value =
            serde_json::from_slice(&fs::read(plan.path().join("out/plan.json")).unwrap()).unwrap();
        json
    };
    let whole = build(&[]);
    let json = build(&["--redact", "people,money"]);
    let text = json.to_string();
    for secret in
        ["Mara", "mara", "Lind", "lind", "98765", "49382", "22222", "45678", "12,500", "corner.example"]
    {
        assert!(whole.to_string().contains(secret), "{secret} was there");
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    let goal = json["goals"][0]["id"].as_str().unwrap();
    assert_eq!(json["built"]["figures"]["goals"][goal]["progress"], 0.5, "computed from the whole plan");
    assert_eq!(json["goals"][0]["owner"], "person-1");
    assert_eq!(json["goals"][0]["title"], "Person 1's hour of stories, for [amount]");
    assert_eq!(json["budget"][0]["amounts"]["adopted"]["2027"], "confidential");
    // Money alone leaves people, and the other way round.
    assert!(build(&["--redact", "money"]).to_string().contains("Mara Lind"));
    assert!(build(&["--redact", "names"]).to_string().contains("98765"));
}

#[test]
fn items_are_asked_for_by_the_ids_that_the_plan_has() {
    let aurora = sample("aurora");
    let out = tempfile::tempdir().unwrap();
    let path = out.path().join("a.svg");
    let render = ["render", "growth-plan", "--item", "passengers-a-month", "--redact", "people", "-o"];
    truenorth(&[&render[..], &[path.to_str().unwrap()]].concat()).at(&aurora).exits(0);
}

#[test]
fn an_unreadable_plan_shows_nothing_of_itself() {
    let text = PEOPLE.replace("\"owner\": \"mara-lind\",\n      \"kind\"", "\"owner\": mara-lind, \"kind\"");
    let plan = plan(&[("truenorth.json", text)]);
    for command in [&["build", "--out", "out"][..], &["render", "alignment-map", "-o", "a.svg"]] {
        let run = truenorth(&[command, &["--redact", "people"]].concat()).at(&plan).exits(2);
        assert!(!run.stderr.contains("mara") && run.stderr.contains("truenorth check"), "{}", run.stderr);
    }
    truenorth(&["render", "alignment-map", "-o", "a.svg", "--redact", "dates"])
        .at(&plan)
        .exits(2)
        .warns("people");
}
