//! `action-overdue`: an action against a risk or of a review that was not done in its time.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Action;
use truenorth_core::place::Place;
use truenorth_core::plan::{Item, Plan};
use truenorth_core::scalar::Date;

use crate::context::{Context, Sink, count};
use crate::rule::{Group, OptionDoc, Rule, RuleCheck, Set};
use crate::rules::risks;

static ID: RuleId = RuleId { code: "TIM015", name: "action-overdue", unreadable: false };

/// See `action-overdue.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Time,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "an action against a risk or of a review should have been done by now",
    options: &[OptionDoc {
        name: "days",
        default: "90",
        meaning: "days after a review until an action of it without a `due` counts as late",
    }],
    page: include_str!("action-overdue.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for risk in risks::live(plan) {
        let whose = format!("an action against `{}`", risk.id());
        judge(context, sink, risk.id(), &whose, &risk.place(), &risk.written.actions, None);
    }
    for review in &plan.reviews {
        let whose = format!("an action of the review `{}`", review.id());
        let agreed = Some(review.written.date);
        judge(context, sink, review.id(), &whose, &review.place(), &review.written.actions, agreed);
    }
}

fn judge(
    context: &Context<'_>,
    sink: &mut Sink<'_>,
    id: &str,
    whose: &str,
    item: &Place,
    actions: &[Action],
    agreed: Option<Date>,
) {
    let plan = context.plan;
    let most = sink.number("days");
    for (entry, action) in actions.iter().enumerate().filter(|(_, action)| !is_done(plan, action)) {
        let place = item.clone().field("actions").index(entry);
        let finding = match (&action.due, agreed) {
            (Some(due), _) => {
                let Some(day) = plan.due_day(due).filter(|day| *day < context.today) else { continue };
                let days = usize::try_from(context.today.days_since(day)).unwrap_or(0);
                sink.finding(place.field("due"), format!("{whose} was due {day} and is not done"))
                    .label(format!("{} ago", count(days, "day")))
            }
            // An action without a day has had its time when the review is long ago.
            (None, Some(agreed)) if context.today.days_since(agreed) as f64 > most => {
                sink.finding(place, format!("{whose}, agreed on {agreed}, has no day and is not done"))
            }
            (None, _) => continue,
        };
        let help = "do it and write `\"done\"` with its day, give it a later `due`, or take it out if nobody means to do it";
        sink.push(finding.help(help).item(id));
    }
}

/// Whether an action, or the goal that does it, is over.
fn is_done(plan: &Plan, action: &Action) -> bool {
    let goal = action.goal.as_ref().and_then(|goal| plan.target(goal));
    action.done.is_some() || matches!(goal, Some(Item::Goal(goal)) if plan[goal].is_over())
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
            of_rule(&json, "TIM015").into_iter().map(|finding| finding.message).collect::<Vec<_>>()
        };
        let due =
            |rest: &str| found("2027-06-01", &format!(r#"{{ "title": "A", "due": "2027-06-30"{rest} }}"#));
        assert_eq!(due(""), ["an action of the review `r` was due 2027-06-30 and is not done"]);
        assert!(due(r#", "done": "2027-07-01""#).is_empty() && due(r#", "goal": "g""#).is_empty());
        assert_eq!(
            found("2027-03-01", r#""Do it""#),
            ["an action of the review `r`, agreed on 2027-03-01, has no day and is not done"]
        );
        assert!(found("2027-04-15", r#""Do it""#).is_empty());
        assert!(found("2026-04-15", r#"{ "title": "A", "due": "every 3m" }"#).is_empty());
    }
}
