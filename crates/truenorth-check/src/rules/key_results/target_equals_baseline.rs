//! `target-equals-baseline`: a way from a number to itself.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::MeasureKind;

use super::{is_path, is_sum, measured, number};
use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::is_live;

static ID: RuleId = RuleId { code: "KRS005", name: "target-equals-baseline", unreadable: false };

/// See `target-equals-baseline.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::KeyResults,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "the target of a measure equals its baseline",
    options: &[],
    page: include_str!("target-equals-baseline.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    for (index, goal, measure) in measured(goals) {
        let milestone = measure.kind == Some(MeasureKind::Milestone);
        // With a kind, a sum is judged against its target alone.
        let judged = (is_path(measure) || milestone) && !(is_sum(measure) && measure.kind.is_some());
        let or = |value: Option<f64>, default| value.or_else(|| milestone.then_some(default));
        let baseline = or(number(measure.baseline), 0.0);
        let Some(target) = or(number(measure.target), 1.0).filter(|target| Some(*target) == baseline) else {
            continue;
        };
        if !judged || !is_live(goal) {
            continue;
        }
        let place = goal.place().field("measure");
        let message =
            format!("the target of `{}` is its baseline, {target}: there is no way to go", goal.id());
        sink.push(
            sink.about_goal(context, index, place.clone().field("target"), message)
                .also(place.field("baseline"), "the baseline")
                .help("set the number that is wanted; to hold a number, use `\"kind\": \"at_least\"` or `\"at_most\"`"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    fn found(measure: &str) -> Vec<String> {
        let json = with(&format!(
            r#""goals": [{{ "id": "k", "title": "K", "kind": "key_result", "contributes_to": "vision", "measure": {measure} }}]"#
        ));
        of_rule(&json, "KRS005").into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn only_where_there_should_be_a_way() {
        assert_eq!(
            found(r#"{ "baseline": 9, "target": 9 }"#),
            ["the target of `k` is its baseline, 9: there is no way to go"]
        );
        assert_eq!(
            found(r#"{ "kind": "milestone", "baseline": 1 }"#).len(),
            1,
            "the target is 1 unless written"
        );
        assert_eq!(found(r#"{ "aggregation": "sum", "baseline": 9, "target": 9 }"#).len(), 1, "up or down?");
        assert!(
            found(r#"{ "aggregation": "sum", "kind": "increase", "baseline": 9, "target": 9 }"#).is_empty()
        );
        assert!(found(r#"{ "kind": "at_least", "baseline": 9, "target": 9 }"#).is_empty());
        assert!(found(r#"{ "baseline": "not_set", "target": "not_set" }"#).is_empty());
    }
}
