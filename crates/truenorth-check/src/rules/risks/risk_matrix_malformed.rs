//! `risk-matrix-malformed`: a matrix that is not five by five, or falls where it should rise.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::place::Place;

use super::matrix::matrix;
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "RSK009", name: "risk-matrix-malformed", unreadable: false };

/// See `risk-matrix-malformed.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Risks,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "`checks.risk_matrix` is not five by five, or falls",
    options: &[],
    page: include_str!("risk-matrix-malformed.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let (Err(fault), Some(root)) = (matrix(plan), plan.root) else { return };
    let place = Place::value(root, plan.checks.spot).field("risk_matrix");
    let place = match (fault.row, fault.column) {
        (Some(row), Some(column)) => place.index(row).index(column),
        (Some(row), None) => place.index(row),
        (None, _) => place.key_only(),
    };
    let finding = sink.finding(place, fault.message).help(
        "write 5 rows by likelihood, each with 5 levels by impact, none below the one before or above it",
    );
    sink.push(finding);
}
