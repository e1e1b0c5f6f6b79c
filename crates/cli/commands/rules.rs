//! `truenorth rules`

use std::fmt::Write as _;

use anstream::ColorChoice;
use serde::Serialize;
use truenorth_check::rules::fix_words;
use truenorth_check::{Group, RULES, Set};

use crate::args::{Rules, RulesFormat};
use crate::failure::Failure;
use crate::{exit, output};

pub(super) fn run(rules: &Rules, color: ColorChoice) -> Result<u8, Failure> {
    let text = match rules.format {
        RulesFormat::Human => table(),
        RulesFormat::Json => json(),
    };
    output::to_stdout(&text, color)?;
    Ok(exit::CLEAN)
}

fn table() -> String {
    let mut out = String::new();
    for group in Group::ALL {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{} {}", group.prefix(), group.title());
        for rule in RULES.iter().filter(|rule| rule.group == group) {
            let set = if rule.set == Set::Strict { " (strict)" } else { "" };
            let fix = match fix_words(rule.id) {
                "none" => String::new(),
                words => format!(" [fix: {words}]"),
            };
            let _ = writeln!(
                out,
                "  {} {:<7} {:<31} {}{set}{fix}",
                rule.id.code,
                rule.level.word(),
                rule.id.name,
                rule.summary
            );
        }
        out.push('\n');
    }
    let _ = writeln!(out, "{} rules; `truenorth explain CODE` explains one", RULES.len());
    out
}

#[derive(Serialize)]
struct Entry {
    code: &'static str,
    name: &'static str,
    group: &'static str,
    level: &'static str,
    set: &'static str,
    since: &'static str,
    fix: &'static str,
    summary: &'static str,
}

fn json() -> String {
    let entries: Vec<Entry> = RULES
        .iter()
        .map(|rule| Entry {
            code: rule.id.code,
            name: rule.id.name,
            group: rule.group.title(),
            level: rule.level.word(),
            set: if rule.set == Set::Strict { "strict" } else { "default" },
            since: rule.since,
            fix: fix_words(rule.id),
            summary: rule.summary,
        })
        .collect();
    let mut text = serde_json::to_string_pretty(&entries).unwrap_or_default();
    text.push('\n');
    text
}
