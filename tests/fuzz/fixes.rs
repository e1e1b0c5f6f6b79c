//! What holds of the fixes of any text, for the fuzz targets and the test `hostile::mutated`. Panics if it does not hold.

use truenorth_check::{Flags, Report, Selector, check};
use truenorth_core::fix::{self, Safety};
use truenorth_core::json::scan;
use truenorth_core::read::read;
use truenorth_core::resolve::resolve;
use truenorth_core::scalar::Date;
use truenorth_core::source::Sources;
use truenorth_graph::{PlanGraph, figures};

/// No text needs more rounds: a round makes every fix that touches no other.
const MOST_ROUNDS: usize = 60;

/// A text as a plan of one file, held against every rule.
fn checked(text: &str) -> (Sources, Report) {
    let (mut sources, mut findings) = (Sources::default(), Vec::new());
    let document = read(&mut sources, &mut findings, "truenorth.json", text.as_bytes().to_vec(), true);
    let whole = !findings.iter().any(|finding| finding.rule.unreadable);
    let plan = resolve(vec![document], "plan", whole, &mut findings);
    let today = plan.as_of.unwrap_or(Date::MIN);
    let graph = PlanGraph::new(&plan);
    let figures = figures(&plan, &graph, today);
    let flags = Flags { select: vec![Selector::All], ..Flags::default() };
    let report = check(&plan, &graph, &figures, today, &sources, &flags, findings);
    (sources, report)
}

/// Fixes come to an end, each round changes something, and none damages the text further.
pub(crate) fn converge(text: &str) {
    for most in [Safety::Safe, Safety::Unsafe] {
        let mut now = text.to_owned();
        for round in 0.. {
            assert!(round < MOST_ROUNDS, "no end of fixes:\n{now}");
            let (sources, report) = checked(&now);
            let fixes = report.findings.iter().filter_map(|finding| finding.fix.as_deref());
            let applied = fix::apply(&sources, fixes.filter(|fix| fix.safety <= most));
            if applied.count == 0 {
                break;
            }
            let old = now.trim_start_matches('\u{feff}');
            let new = applied.texts.into_iter().next().map_or_else(|| old.to_owned(), |(_, text)| text);
            assert!(new != now, "a fix that changes nothing:\n{now}");
            assert!(scan(&new).1.len() <= scan(old).1.len(), "a fix that damages:\n{old}\n{new}");
            let lost = applied.marks.is_empty() && now.starts_with('\u{feff}');
            now = if lost { format!("\u{feff}{new}") } else { new };
        }
    }
}
