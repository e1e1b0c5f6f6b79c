//! `treatment-without-action`: a risk that is to be avoided, reduced or transferred, without an action.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::{RiskStatus, Treatment};
use truenorth_core::plan::Item;

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "RSK002", name: "treatment-without-action", unreadable: false };

/// See `treatment-without-action.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Risks,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a risk is to be treated, but nothing is done",
    options: &[],
    page: include_str!("treatment-without-action.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    // What is done about a part is done about the whole.
    let mut treated_in_part = vec![false; plan.risks.len()];
    for part in plan.risks.iter().filter(|risk| !risk.written.actions.is_empty()) {
        let whole = part.written.part_of.as_ref().and_then(|whole| plan.target(whole));
        if let Some(Item::Risk(whole)) = whole {
            treated_in_part[whole.at()] = true;
        }
    }
    for (risk, in_part) in plan.risks.iter().zip(treated_in_part) {
        let word = match risk.written.treatment {
            Some(Treatment::Avoid) => "avoided",
            Some(Treatment::Reduce) => "reduced",
            Some(Treatment::Transfer) => "transferred",
            Some(Treatment::Accept) | None => continue,
        };
        let open = is_open(risk.written.status);
        if !open || in_part || !risk.written.actions.is_empty() {
            continue;
        }
        let finding = sink
            .finding(
                risk.place().field("treatment"),
                format!("`{}` is to be {word}, but no action does it", risk.id()),
            )
            .help("add `\"actions\": [{ \"title\": \"...\", \"owner\": \"...\", \"due\": \"...\" }]`, or write `\"accept\"`")
            .item(risk.id());
        sink.push(finding);
    }
}

/// Whether something is still to be done: a risk that is treated may have its actions behind it.
fn is_open(status: Option<RiskStatus>) -> bool {
    matches!(status, None | Some(RiskStatus::Open))
}
