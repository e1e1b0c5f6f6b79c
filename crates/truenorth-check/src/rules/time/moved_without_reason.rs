//! `moved-without-reason`: a deadline that moved or a target that was lowered, without a word why.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::measuring;
use truenorth_core::model::{Measure, MeasureKind};
use truenorth_core::plan::{Goal, GoalIx};
use truenorth_core::scalar::Value;

use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::is_live;

static ID: RuleId = RuleId { code: "TIM007", name: "moved-without-reason", unreadable: false };

/// See `moved-without-reason.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Time,
    level: Level::Note,
    set: Set::Default,
    since: "0.1.0",
    summary: "a deadline was moved or a target lowered, and the plan does not say why",
    options: &[],
    page: include_str!("moved-without-reason.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    for (index, goal) in goals {
        if is_live(goal) {
            moved(context, index, goal, sink);
        }
        if let Some(measure) = goal.written.measure.as_deref() {
            lowered(context, index, goal, measure, sink);
        }
    }
}

fn is_silent(reason: Option<&str>) -> bool {
    reason.is_none_or(|reason| reason.trim().is_empty())
}

fn moved(context: &Context<'_>, index: GoalIx, goal: &Goal, sink: &mut Sink<'_>) {
    let moves = goal.written.due_was.iter().enumerate();
    let mut silent = moves.filter(|(_, old)| is_silent(old.reason.as_deref()));
    let Some((entry, old)) = silent.next() else { return };
    let message = format!("the due of `{}` was moved from {} without a reason", goal.id(), old.due);
    let mut finding = sink
        .about_goal(context, index, goal.place().field("due_was").index(entry).field("due"), message)
        .help(format!("write `{{ \"due\": \"{}\", \"reason\": \"...\" }}`", old.due));
    for (entry, _) in silent {
        finding = finding.also(goal.place().field("due_was").index(entry).field("due"), "and from here");
    }
    sink.push(finding);
}

/// A target that asks for less than before: by what is better, so that one that was raised needs no reason.
fn lowered(context: &Context<'_>, index: GoalIx, goal: &Goal, measure: &Measure, sink: &mut Sink<'_>) {
    let was = &measure.target_was;
    let up = match measuring::kind(measure) {
        _ if was.is_empty() => return,
        MeasureKind::Increase | MeasureKind::AtLeast | MeasureKind::Milestone => true,
        MeasureKind::Decrease | MeasureKind::AtMost => false,
        MeasureKind::Between => return,
    };
    for (entry, old) in was.iter().enumerate() {
        let next = was.get(entry + 1).map_or(measure.target, |next| Some(next.target));
        let (Some(before), Some(after)) = (old.target.number(), next.and_then(Value::number)) else {
            continue;
        };
        let lowered = if up { after < before } else { after > before };
        if !lowered || !is_silent(old.reason.as_deref()) {
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

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    #[test]
    fn lowered_is_by_what_is_better() {
        let found = |measure: &str| {
            let json = with(&format!(
                r#""goals": [{{ "id": "k", "title": "K", "kind": "kpi", "contributes_to": "vision", "measure": {{ {measure} }} }}]"#
            ));
            of_rule(&json, "TIM007").into_iter().map(|finding| finding.message).collect::<Vec<_>>()
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
