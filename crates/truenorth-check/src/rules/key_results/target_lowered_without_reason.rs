//! `target-lowered-without-reason`: a target that asks for less than before, and nobody says why.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::measuring;
use truenorth_core::model::MeasureKind;
use truenorth_core::scalar::Value;

use super::measured;
use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "KRS016", name: "target-lowered-without-reason", unreadable: false };

/// See `target-lowered-without-reason.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::KeyResults,
    level: Level::Note,
    set: Set::Default,
    since: "0.1.0",
    summary: "a target was lowered and the plan does not say why",
    options: &[],
    page: include_str!("target-lowered-without-reason.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    for (index, goal, measure) in measured(goals) {
        let (was, up) = match measuring::kind(measure) {
            MeasureKind::Increase | MeasureKind::AtLeast | MeasureKind::Milestone => {
                (&measure.target_was, true)
            }
            MeasureKind::Decrease | MeasureKind::AtMost => (&measure.target_was, false),
            MeasureKind::Between => continue,
        };
        for (entry, old) in was.iter().enumerate() {
            let next = was.get(entry + 1).map_or(measure.target, |next| Some(next.target));
            let (Some(before), Some(after)) = (old.target.number(), next.and_then(Value::number)) else {
                continue;
            };
            let lowered = if up { after < before } else { after > before };
            if !lowered || old.reason.as_deref().is_some_and(|reason| !reason.trim().is_empty()) {
                continue;
            }
            let message =
                format!("the target of `{}` went from {before} to {after}, and nobody says why", goal.id());
            let place = goal.place().field("measure").field("target_was").index(entry);
            let finding = sink
                .about_goal(context, index, place, message)
                .help("write what had become known as `\"reason\"`");
            sink.push(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    #[test]
    fn lowered_is_by_what_is_better() {
        let found = |measure: &str| {
            let json = with(&format!(
                r#""goals": [{{ "id": "k", "title": "K", "kind": "kpi", "contributes_to": "vision", "measure": {{ {measure} }} }}]"#
            ));
            of_rule(&json, "KRS016").into_iter().map(|finding| finding.message).collect::<Vec<_>>()
        };
        assert_eq!(
            found(
                r#""baseline": 0, "target": 70, "target_was": [{ "target": 90 }, { "target": 80, "reason": "R" }]"#
            ),
            ["the target of `k` went from 90 to 80, and nobody says why"]
        );
        assert!(found(r#""baseline": 0, "target": 90, "target_was": 80"#).is_empty(), "raised");
        assert_eq!(found(r#""baseline": 50, "target": 20, "target_was": 10"#).len(), 1);
        assert!(found(r#""baseline": 50, "target": 10, "target_was": 20"#).is_empty());
    }
}
