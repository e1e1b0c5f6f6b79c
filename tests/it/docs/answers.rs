//! docs/answers.md says which facts, tables and columns each question has, and which functions formulas use.

use std::fmt::Write as _;

use truenorth_graph::why::{FIELDS, FUNCTIONS};

use super::page;
use crate::run::{sample, truenorth};
use crate::snapshot::assert_file;

const PAGE: &str = "docs/answers.md";

/// Every question that has tables of its own.
const QUESTIONS: &[&str] = &[
    "explain punctuality",
    "explain punctuality progress",
    "trace punctuality",
    "impact signalling",
    "money",
    "path",
    "path --to signalling/coast-north/north-live",
    "owners",
    "stats",
    "compare-rollups",
];

/// The page with the text between two marks replaced.
fn with(page: &str, mark: &str, text: &str) -> String {
    let (begin, end) = (format!("<!-- {mark} -->\n"), format!("<!-- /{mark} -->\n"));
    let (before, rest) = page.split_once(&begin).unwrap_or_else(|| panic!("no mark {mark}"));
    let (_, after) = rest.split_once(&end).unwrap_or_else(|| panic!("no end of mark {mark}"));
    format!("{before}{begin}\n{text}\n{end}{after}")
}

fn tables() -> String {
    let mut out = String::from("| question | table | columns |\n|---|---|---|\n");
    for question in QUESTIONS {
        let words: Vec<&str> = question.split(' ').collect();
        let answer =
            truenorth(&[&words[..], &["--format", "json"]].concat()).at(&sample("aurora")).exits(0).json();
        let code = |keys: &mut dyn Iterator<Item = &str>| {
            keys.map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
        };
        let facts = code(&mut answer["facts"].as_object().unwrap().keys().map(String::as_str));
        if !facts.is_empty() {
            writeln!(out, "| `{question}` | facts | {facts} |").unwrap();
        }
        for table in answer["tables"].as_object().unwrap().keys() {
            let csv = truenorth(&[&words[..], &["--format", "csv", "--table", table]].concat());
            let csv = csv.at(&sample("aurora")).exits(0).stdout;
            let columns = code(&mut csv.lines().next().unwrap().split(','));
            writeln!(out, "| `{question}` | `{table}` | {columns} |").unwrap();
        }
    }
    out
}

fn rows<'a>(head: &str, pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let rows = pairs.map(|(name, what)| format!("| `{name}` | {what} |\n"));
    format!("| {head} | what |\n|---|---|\n{}", rows.collect::<String>())
}

#[test]
fn the_page_of_the_questions_is_up_to_date() {
    let text = page(PAGE);
    let text = with(&text, "tables", &tables());
    let text = with(&text, "fields", &rows("number", FIELDS.iter().map(|(_, name, what)| (*name, *what))));
    let text = with(&text, "functions", &rows("function", FUNCTIONS.iter().copied()));
    assert_file(PAGE, &text);
}

#[test]
fn every_table_is_named_where_its_question_is_described() {
    let text = page(PAGE);
    let prose = text.split_once("## Tables and columns").unwrap().0;
    for row in tables().lines().skip(2) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let command = cells[1].trim_matches('`').split(' ').next().unwrap();
        let section = prose.split("\n## ").find(|section| {
            section.lines().next().is_some_and(|heading| heading.contains(&format!("`{command}")))
        });
        let section = section.unwrap_or_else(|| panic!("{command} has no section"));
        assert!(cells[2] == "facts" || section.contains(cells[2]), "{command}: {}", cells[2]);
    }
}
