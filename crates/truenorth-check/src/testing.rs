//! Plans for tests: one file of JSON, read, resolved and checked as the tool does.

use truenorth_core::finding::Finding;
use truenorth_core::plan::Plan;
use truenorth_core::read::read;
use truenorth_core::resolve::resolve;
use truenorth_core::scalar::Date;
use truenorth_core::source::Sources;
use truenorth_graph::{PlanGraph, figures};

use crate::policy::{Flags, Selector};
use crate::report::{Report, check};

/// The report on a plan of one file, with every rule of every set.
pub(crate) fn report(json: &str) -> Report {
    with_flags(json, &Flags { select: vec![Selector::All], ..Flags::default() })
}

/// The report on a plan of one file. Today is its `as_of`, else the first day of 2027.
pub(crate) fn with_flags(json: &str, flags: &Flags) -> Report {
    let (sources, plan, findings) = plan(json);
    let today = plan.as_of.unwrap_or(Date::new(2027, 1, 1).unwrap());
    let graph = PlanGraph::new(&plan);
    let figures = figures(&plan, &graph, today);
    check(&plan, &graph, &figures, today, &sources, flags, findings)
}

/// The plan of one file, with what reading and resolving it found.
pub(crate) fn plan(json: &str) -> (Sources, Plan, Vec<Finding>) {
    let mut sources = Sources::default();
    let mut findings = Vec::new();
    let document = read(&mut sources, &mut findings, "truenorth.json", json.as_bytes().to_vec(), true);
    let whole = !findings.iter().any(|finding| finding.rule.unreadable);
    let plan = resolve(vec![document], "plan", whole, &mut findings);
    truenorth_core::scenario::check(&sources, &plan, &mut findings);
    (sources, plan, findings)
}

/// The codes of all findings of a plan, sorted, each as often as it was found.
pub(crate) fn codes(json: &str) -> Vec<&'static str> {
    let mut codes: Vec<&str> = report(json).findings.iter().map(|finding| finding.rule.code).collect();
    codes.sort_unstable();
    codes
}

/// The findings of one rule, for looking at their words.
pub(crate) fn of_rule(json: &str, code: &str) -> Vec<Finding> {
    report(json).findings.into_iter().filter(|finding| finding.rule.code == code).collect()
}

/// A plan of 2027-07-01 with the given fields beside the vision `v` and an owner and a period for all.
pub(crate) fn with(fields: &str) -> String {
    format!(
        r#"{{ "truenorth": 1, "as_of": "2027-07-01", "organization": {{ "name": "Test" }}, "vision": "v",
            "defaults": {{ "owner": "organization", "period": "2027" }}, {fields} }}"#
    )
}
