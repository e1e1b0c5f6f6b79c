//! `unfinished-time-counted`: a number for a time that is not over, as if it were whole.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Aggregation;

use super::measured;
use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "KRS018", name: "unfinished-time-counted", unreadable: false };

/// See `unfinished-time-counted.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::KeyResults,
    level: Level::Note,
    set: Set::Strict,
    since: "0.1.0",
    summary: "an actual is of a time that is not over yet and is not called provisional",
    options: &[],
    page: include_str!("unfinished-time-counted.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    let (calendar, today) = (&context.plan.calendar, context.today);
    for (index, goal, measure) in measured(goals) {
        // Of a level, such as a share or a stock, the last number of a running time is simply the latest.
        if !matches!(measure.aggregation, Some(Aggregation::Sum | Aggregation::Mean)) {
            continue;
        }
        for (time, actual) in &measure.actuals {
            let period = calendar.period(time);
            let running = period.first <= today && period.last > today;
            if !running || actual.provisional == Some(true) || actual.value.number().is_none() {
                continue;
            }
            let message =
                format!("`{}` counts {time} as whole, but it is not over before {}", goal.id(), period.last);
            let place = goal.place().field("measure").field("actuals").key(time.to_string());
            let finding = sink.about_goal(context, index, place, message).help(format!(
                "write `{{ \"value\": ..., \"provisional\": true }}`, or the days counted: \"{}..{today}\"",
                period.first
            ));
            sink.push(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    #[test]
    fn today_is_the_first_of_july() {
        let found = |aggregation: &str, actuals: &str| {
            let json = with(&format!(
                r#""goals": [{{ "id": "k", "title": "K", "kind": "kpi", "contributes_to": "vision",
                    "measure": {{ "aggregation": "{aggregation}", "target": 100, "actuals": {{ {actuals} }} }} }}]"#
            ));
            of_rule(&json, "KRS018").into_iter().map(|finding| finding.message).collect::<Vec<_>>()
        };
        assert_eq!(
            found("sum", r#""2027-06": 4, "2027-Q3": 5"#),
            ["`k` counts 2027-Q3 as whole, but it is not over before 2027-09-30"]
        );
        assert!(found("sum", r#""2027-Q3": { "value": 5, "provisional": true }"#).is_empty());
        assert!(found("sum", r#""2027-07-01": 5"#).is_empty(), "the day itself");
        assert!(found("last", r#""2027-Q3": 5"#).is_empty());
        assert_eq!(found("mean", r#""2027-07": 5"#).len(), 1);
    }
}
