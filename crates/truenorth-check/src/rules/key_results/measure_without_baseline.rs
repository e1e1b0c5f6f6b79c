//! `measure-without-baseline`: progress is wanted, but not from where.

use truenorth_core::finding::{Level, RuleId};

use super::{is_path, is_sum, measured};
use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::is_live;

static ID: RuleId = RuleId { code: "KRS004", name: "measure-without-baseline", unreadable: false };

/// See `measure-without-baseline.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::KeyResults,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a measure that should go up or down does not say from where",
    options: &[],
    page: include_str!("measure-without-baseline.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    for (index, goal, measure) in measured(goals) {
        // A sum starts from nothing; without a target that one is the finding.
        let wanted = is_path(measure) && !is_sum(measure) && measure.target.is_some();
        if !wanted || measure.baseline.is_some() || !is_live(goal) {
            continue;
        }
        let message =
            format!("the measure of `{}` has no baseline, so its progress cannot be told", goal.id());
        sink.push(
            sink.about_goal(context, index, goal.place().field("measure"), message)
                .help("add `baseline`, the number at the start; if only a limit counts, use `\"kind\": \"at_least\"` or `\"at_most\"`"),
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
        of_rule(&json, "KRS004").into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn only_where_progress_is_counted_from_it() {
        assert_eq!(
            found(r#"{ "target": 5 }"#),
            ["the measure of `k` has no baseline, so its progress cannot be told"]
        );
        assert_eq!(found(r#"{ "kind": "decrease", "target": 5 }"#).len(), 1);
        for measure in [
            r#"{ "kind": "at_least", "target": 5 }"#,
            r#"{ "kind": "milestone" }"#,
            r#"{ "aggregation": "sum", "kind": "increase", "target": 5 }"#,
            r#"{ "baseline": "not_measured", "target": 5 }"#,
            r#"{ "unit": "days" }"#,
        ] {
            assert!(found(measure).is_empty(), "{measure}");
        }
    }
}
