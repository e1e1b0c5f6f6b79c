//! Findings with any words at any place of any text, in every format of findings: see `hold` in binary.rs.
#![no_main]

#[path = "../binary.rs"]
mod binary;
#[expect(unused_imports, reason = "the modules name each other from here")]
use binary::*;

use std::path::PathBuf;

use truenorth_check::{Ignored, RULES, Report};
use truenorth_core::finding::{Finding, Level, LevelFrom};
use truenorth_core::place::Place;
use truenorth_core::scalar::Date;
use truenorth_core::source::{FileId, Sources};

libfuzzer_sys::fuzz_target!(|text: &str| report_of(text));

/// The input is a text and, after each U+001F, further words; where there are too few, they begin anew.
fn report_of(input: &str) {
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
    for in_repository in [None, Some(root.as_path())] {
        binary::hold(&binary::report::Shown {
            report: &report,
            sources: &sources,
            root: &root,
            in_repository,
            today: Date::new(2027, 2, 15),
            scenario: Some(&scenario),
            fail_on: Level::Warning,
            color: false,
        });
    }
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
    if number % 2 == 0 {
        finding = finding.help(word()).item(word());
        finding.level_from = Some(LevelFrom::Override { entry: number, reason: word() });
    }
    finding
}
