//! `key-result-without-actuals`: well into its period, and nothing was counted.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::{Kind, Rollup, Status};

use super::measured;
use crate::context::{Context, Goals, Sink, count};
use crate::rule::{Group, OptionDoc, Rule, RuleCheck, Set};
use crate::rules::alignment::is_live;

static ID: RuleId = RuleId { code: "KRS008", name: "key-result-without-actuals", unreadable: false };

/// See `key-result-without-actuals.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::KeyResults,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a key result is well into its period and nothing was counted",
    options: &[OptionDoc {
        name: "grace_days",
        default: "45",
        meaning: "days after the start of a key result in which nothing needs to be counted yet",
    }],
    page: include_str!("key-result-without-actuals.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    let grace = sink.number("grace_days");
    for (index, goal, measure) in measured(goals) {
        let wanted = matches!(context.plan.like(index), Kind::KeyResult | Kind::Kpi)
            && measure.actuals.is_empty()
            && is_live(goal)
            && goal.written.rollup != Some(Rollup::Manual);
        // Agreed but not begun, stopped for a time, or not looked at on purpose.
        let rests = matches!(goal.status, Some(Status::Accepted | Status::Paused | Status::NotTracked));
        let Some(start) = goal.start.filter(|_| wanted && !rests) else { continue };
        let days = context.today.days_since(start);
        if days as f64 <= grace {
            continue;
        }
        let since = count(usize::try_from(days).unwrap_or(0), "day");
        let message = format!("`{}` began {since} ago, on {start}, and nothing was counted yet", goal.id());
        sink.push(
            sink.about_goal(context, index, goal.place().field("measure"), message)
                .label("no `actuals`")
                .help(format!(
                    "add `\"actuals\": {{ \"{}\": ... }}` with the latest number, or \"not_measured\"",
                    month(context.today)
                )),
        );
    }
}

/// The month of a day, as the format writes it.
fn month(day: truenorth_core::scalar::Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    fn found(more: &str, checks: &str) -> Vec<String> {
        let json = with(&format!(
            r#""checks": {{ "rules": {{ {checks} }} }}, "goals": [{{ "id": "k", "title": "K", "kind": "key_result",
            "contributes_to": "vision", "measure": {{ "baseline": 1, "target": 2 }}{more} }}]"#
        ));
        of_rule(&json, "KRS008").into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn after_the_days_of_grace() {
        // 2027-05-17 is 45 days before 2027-07-01: 14 of May, 30 of June, 1 of July.
        assert!(found(r#", "start": "2027-05-17""#, "").is_empty());
        assert_eq!(
            found(r#", "start": "2027-05-16""#, ""),
            ["`k` began 46 days ago, on 2027-05-16, and nothing was counted yet"]
        );
        let hundred = r#""KRS008": { "options": { "grace_days": 100 } }"#;
        assert!(found(r#", "start": "2027-05-16""#, hundred).is_empty());
        assert!(found(r#", "status": "accepted""#, "").is_empty());
        assert!(found(r#", "status": "paused""#, "").is_empty());
        assert_eq!(found(r#", "status": "at_risk""#, "").len(), 1);
    }
}
