//! `status-older-than-numbers`: a status that was given before the numbers changed.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::measuring::profile::rank;
use truenorth_core::model::Status;
use truenorth_graph::latest_check_in;

use super::status_contradicts_numbers::contradicts;
use super::{check_in_place, latest_actual, latest_time};
use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, OptionDoc, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "PRG005", name: "status-older-than-numbers", unreadable: false };

/// See `status-older-than-numbers.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Progress,
    level: Level::Note,
    set: Set::Default,
    since: "0.1.0",
    summary: "a status is older than the numbers, which say something else by now",
    options: &[OptionDoc {
        name: "days",
        default: "30",
        meaning: "days by which the status must be older than the numbers",
    }],
    page: include_str!("status-older-than-numbers.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let least = sink.number("days");
    for (index, goal) in goals.filter(|(_, goal)| !goal.is_over() && goal.status.is_none()) {
        let Some((said_on, said)) = latest_check_in(plan, goal, context.today)
            .and_then(|(day, check_in)| Some((day, check_in.status?)))
        else {
            continue;
        };
        let Some(counted) = latest_actual(context, goal).map(|day| day.min(context.today)) else { continue };
        let computed = context.figures.computed[index.at()];
        let ranks = rank(said).zip(rank(computed));
        let rosy = matches!(said, Status::OnTrack | Status::Ahead) && contradicts(context, index);
        if (counted.days_since(said_on) as f64) < least || rosy || ranks.is_none_or(|(said, now)| said == now)
        {
            continue;
        }
        let Some(time) = latest_time(context, goal) else { continue };
        let message = format!(
            "`{}` was said to be {} on {said_on}; by the numbers of {counted} it is {}",
            goal.id(),
            said.title(),
            computed.title()
        );
        let finding = sink
            .about_goal(context, index, check_in_place(goal, &time).field("status"), message)
            .also(
                goal.place().field("measure").field("actuals").key_only(),
                format!("counted until {counted}"),
            )
            .help(format!(
                "add an entry to `check_ins` that says how it stands, such as `\"{}\"`",
                context.today
            ));
        sink.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    #[test]
    fn a_gloomy_status_ages_too() {
        let found = |day: &str, status: &str, value: f64| {
            let json = with(&format!(
                r#""goals": [{{ "id": "k", "title": "K", "kind": "key_result", "contributes_to": "vision",
                    "check_ins": {{ "{day}": {{ "status": "{status}" }} }},
                    "measure": {{ "baseline": 0, "target": 100, "actuals": {{ "2027-07-01": {value} }} }} }}]"#
            ));
            of_rule(&json, "PRG005").into_iter().map(|finding| finding.message).collect::<Vec<_>>()
        };
        assert_eq!(
            found("2027-03-01", "off_track", 55.0),
            ["`k` was said to be off track on 2027-03-01; by the numbers of 2027-07-01 it is on track"]
        );
        assert!(found("2027-06-20", "off_track", 55.0).is_empty(), "said not long ago");
        assert!(found("2027-03-01", "on_track", 55.0).is_empty());
        assert!(
            found("2027-03-01", "on_track", 2.0).is_empty(),
            "that belongs to status-contradicts-numbers"
        );
        assert!(found("2027-03-01", "paused", 55.0).is_empty(), "no number tells that");
    }
}
