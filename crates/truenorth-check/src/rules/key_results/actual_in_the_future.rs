//! `actual-in-the-future`: a number counted in a time that has not begun.

use truenorth_core::finding::{Level, RuleId};

use super::{Measured, of_goals, of_growth};
use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::also_all;

static ID: RuleId = RuleId { code: "KRS007", name: "actual-in-the-future", unreadable: false };

/// See `actual-in-the-future.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::KeyResults,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "an actual is of a time that begins after today",
    options: &[],
    page: include_str!("actual-in-the-future.md"),
    check: RuleCheck::GoalsAndRest(goals, growth),
};

fn goals(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    check(context, of_goals(goals), sink);
}

fn growth(context: &Context<'_>, sink: &mut Sink<'_>) {
    check(context, of_growth(context.plan), sink);
}

fn check<'a>(context: &Context<'_>, measures: impl Iterator<Item = Measured<'a>>, sink: &mut Sink<'_>) {
    let calendar = &context.plan.calendar;
    for measured in measures {
        let place = |key: String| measured.place().field("actuals").key(key).key_only();
        // A word that says why there is no number counts nothing, so it can stand for a time to come.
        let mut late = (measured.measure.actuals.iter())
            .filter(|(_, actual)| actual.value.number().is_some())
            .map(|(time, _)| (time, calendar.period(time).first))
            .filter(|(_, first)| *first > context.today)
            .map(|(time, first)| (time.to_string(), first));
        let Some((time, first)) = late.next() else { continue };
        let places = late.map(|(time, _)| (place(time), "this one too".to_owned())).collect();
        let begins =
            if time == first.to_string() { String::new() } else { format!(", which begins on {first}") };
        let message =
            format!("`{}` has an actual for {time}{begins}, but today is {}", measured.id, context.today);
        let finding = sink
            .finding(place(time), message)
            .item(measured.id)
            .help("actuals are what was counted; what is expected belongs into `phased`");
        sink.push(also_all(finding, places));
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    fn found(measure: &str) -> Vec<String> {
        let json = with(&format!(
            r#""goals": [{{ "id": "k", "title": "K", "kind": "key_result", "contributes_to": "vision", "measure": {measure} }}]"#
        ));
        of_rule(&json, "KRS007").into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn counted_before_it_began() {
        assert_eq!(
            found(r#"{ "baseline": 1, "target": 5, "actuals": { "2027-06": 2, "2027-Q4": 3, "2028": 5 } }"#),
            ["`k` has an actual for 2027-Q4, which begins on 2027-10-01, but today is 2027-07-01"]
        );
        assert_eq!(
            found(r#"{ "baseline": 1, "target": 5, "actuals": { "2027-07-02": 2 } }"#),
            ["`k` has an actual for 2027-07-02, but today is 2027-07-01"]
        );
        assert!(
            found(r#"{ "baseline": 1, "target": 5, "actuals": { "2027": 2, "2027-07-01": 2 } }"#).is_empty()
        );
        assert!(found(r#"{ "baseline": 1, "target": 5, "actuals": { "2028": "not_measured" } }"#).is_empty());
    }

    #[test]
    fn growth_plans_too() {
        let json = with(
            r#""growth": [{ "id": "g", "title": "G", "contributes_to": "vision",
            "measure": { "actuals": { "2029": 7 } } }]"#,
        );
        assert_eq!(of_rule(&json, "KRS007")[0].item.as_deref(), Some("g"));
    }
}
