//! `lesson-not-acted-on`: an action of a review that was not done in its time.

use truenorth_core::finding::{Level, RuleId};

use super::is_done;
use crate::context::{Context, Sink};
use crate::rule::{Group, OptionDoc, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "LRN003", name: "lesson-not-acted-on", unreadable: false };

/// See `lesson-not-acted-on.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Learning,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "what a review decided to do should have been done by now",
    options: &[OptionDoc {
        name: "days",
        default: "90",
        meaning: "days after the review until an action without a `due` counts as late",
    }],
    page: include_str!("lesson-not-acted-on.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let most = sink.number("days");
    for review in &plan.reviews {
        for (entry, action) in
            review.written.actions.iter().enumerate().filter(|(_, action)| !is_done(plan, action))
        {
            let due = action.due.as_ref().and_then(|due| plan.due_day(due));
            // An action without a day has had its time when the review is long ago.
            let passed = match due {
                Some(due) => due < context.today,
                None => action.due.is_none() && context.today.days_since(review.written.date) as f64 > most,
            };
            if !passed {
                continue;
            }
            let what = due.map_or_else(
                || format!("agreed on {}, has no day", review.written.date),
                |due| format!("due {due}, is not done"),
            );
            let place = review.place().field("actions").index(entry);
            let place = if action.due.is_some() { place.field("due") } else { place };
            let finding = sink
                .finding(place, format!("an action of the review `{}`, {what}", review.id()))
                .help("do it and write `\"done\"` with its day, give it a later `due`, or take it out if nobody means to do it")
                .item(review.id());
            sink.push(finding);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    #[test]
    fn by_its_day_or_by_its_age() {
        let found = |date: &str, action: &str| {
            let json = with(&format!(
                r#""goals": [{{ "id": "g", "title": "G", "contributes_to": "vision", "status": "achieved" }}],
                "reviews": [{{ "id": "r", "title": "R", "date": "{date}", "actions": [{action}] }}]"#
            ));
            of_rule(&json, "LRN003").into_iter().map(|finding| finding.message).collect::<Vec<_>>()
        };
        let due =
            |rest: &str| found("2027-06-01", &format!(r#"{{ "title": "A", "due": "2027-06-30"{rest} }}"#));
        assert_eq!(due(""), ["an action of the review `r`, due 2027-06-30, is not done"]);
        assert!(due(r#", "done": "2027-07-01""#).is_empty() && due(r#", "goal": "g""#).is_empty());
        assert_eq!(
            found("2027-03-01", r#""Do it""#),
            ["an action of the review `r`, agreed on 2027-03-01, has no day"]
        );
        assert!(found("2027-04-15", r#""Do it""#).is_empty());
        assert!(found("2026-04-15", r#"{ "title": "A", "due": "every 3m" }"#).is_empty());
    }
}
