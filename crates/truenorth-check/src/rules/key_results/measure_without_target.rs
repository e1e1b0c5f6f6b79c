//! `measure-without-target`: a measure that does not say what is wanted.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::MeasureKind;
use truenorth_core::place::Place;

use super::measured;
use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::is_live;

static ID: RuleId = RuleId { code: "KRS003", name: "measure-without-target", unreadable: false };

/// See `measure-without-target.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::KeyResults,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "a measure has no target, or lacks a limit of `between`",
    options: &[],
    page: include_str!("measure-without-target.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    for (index, goal, measure) in measured(goals) {
        if !is_live(goal) {
            continue;
        }
        let (missing, help) = match measure.kind {
            // 0 and 1 unless written.
            Some(MeasureKind::Milestone) => continue,
            Some(MeasureKind::Between) => match (measure.low, measure.high) {
                (Some(_), Some(_)) => continue,
                (None, None) => ("limits", "add `low` and `high`; both limits count as met"),
                (None, _) => ("lower limit", "add `low`, or make it `\"kind\": \"at_most\"` with a `target`"),
                (_, None) => {
                    ("upper limit", "add `high`, or make it `\"kind\": \"at_least\"` with a `target`")
                }
            },
            _ if measure.target.is_some() => continue,
            None if measure.low.is_some() && measure.high.is_some() => {
                ("target", "`low` and `high` are the limits of `\"kind\": \"between\"`; add that")
            }
            _ => ("target", "add `target`; while it is not decided, write `\"target\": \"not_set\"`"),
        };
        let message = format!("the measure of `{}` has no {missing}", goal.id());
        sink.push(sink.about_goal(context, index, goal.place().field("measure"), message).help(help));
    }
    // Of a growth plan the phases are the plan; it needs those or a target.
    for growth in &context.plan.growth {
        let written = &growth.written;
        if written.measure.target.is_none() && written.measure.phased.is_empty() {
            let id = written.id.as_str();
            let place = Place::value(growth.file, written.spot).field("measure");
            let message = format!("the growth plan `{id}` has neither a target nor phases");
            let help = "add `phased` with the value planned for the end of each year, or a `target`";
            sink.push(sink.finding(place, message).help(help).item(id));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    fn found(measure: &str) -> Vec<String> {
        let json = with(&format!(
            r#""goals": [{{ "id": "k", "title": "K", "kind": "key_result", "contributes_to": "vision", "measure": {measure} }}]"#
        ));
        of_rule(&json, "KRS003").into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn what_each_kind_needs() {
        let no = |what: &str| vec![format!("the measure of `k` has no {what}")];
        assert_eq!(found(r#"{ "baseline": 1 }"#), no("target"));
        assert_eq!(found(r#"{ "kind": "at_most" }"#), no("target"));
        assert_eq!(found(r#"{ "low": 1, "high": 2 }"#), no("target"), "limits of no kind");
        assert_eq!(found(r#"{ "kind": "between" }"#), no("limits"));
        assert_eq!(found(r#"{ "kind": "between", "high": 2 }"#), no("lower limit"));
        assert_eq!(found(r#"{ "kind": "between", "low": 1 }"#), no("upper limit"));
        assert!(found(r#"{ "kind": "between", "low": 1, "high": 2 }"#).is_empty());
        assert!(found(r#"{ "kind": "milestone" }"#).is_empty(), "0 to 1 unless written");
        assert!(found(r#"{ "baseline": 1, "target": "not_set" }"#).is_empty(), "said openly");
    }
}
