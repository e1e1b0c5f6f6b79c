//! `asks-over-capacity`: a team of which more is asked in a quarter than it can take.

use std::collections::BTreeMap;

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Answer;
use truenorth_core::place::Place;
use truenorth_core::plan::{Item, TeamIx};
use truenorth_core::scalar::{Date, Period};
use truenorth_graph::{ask_day, ask_points};

use crate::context::count;
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::{also_all, is_live};

static ID: RuleId = RuleId { code: "OWN010", name: "asks-over-capacity", unreadable: false };

/// See `asks-over-capacity.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Ownership,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "more is asked of a team in a quarter than its `ask_capacity`",
    options: &[],
    page: include_str!("asks-over-capacity.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    if plan.teams.iter().all(|team| team.written.ask_capacity.is_none()) {
        return;
    }
    // By team and first day of a quarter.
    let mut asked: BTreeMap<(TeamIx, Date), Vec<(u32, Place)>> = BTreeMap::new();
    for goal in plan.goals.iter().filter(|goal| is_live(goal)) {
        for (entry, ask) in goal.written.asks.iter().enumerate() {
            let Some(Item::Team(team)) = plan.target(&ask.team) else { continue };
            // The size of an ask that nobody has judged is unknown.
            let Some(size) = ask.size.filter(|_| ask.answer != Some(Answer::Declined)) else { continue };
            let Some(quarter) = ask_day(plan, goal, ask).map(Period::quarter_of) else { continue };
            if quarter.last >= context.today {
                let place = goal.place().field("asks").index(entry).field("size");
                asked.entry((team, quarter.first)).or_default().push((ask_points(plan, size), place));
            }
        }
    }
    for ((team, first), asks) in asked {
        let Some(capacity) = plan[team].written.ask_capacity else { continue };
        let sum = asks.iter().fold(0_u32, |sum, (points, _)| sum.saturating_add(*points));
        if sum <= capacity {
            continue;
        }
        let team = &plan[team];
        let message = format!(
            "{} {sum} points of `{}` in {}-Q{}, and it can take {capacity}",
            if asks.len() == 1 { "an ask wants".to_owned() } else { format!("{} asks want", asks.len()) },
            team.written.id,
            first.year(),
            first.month().div_ceil(3)
        );
        let place = Place::value(team.file, team.written.spot).field("ask_capacity");
        let finding = sink.finding(place, message).item(team.written.id.as_str()).help(
            "move the due of an ask, make it smaller, or decline one; points by size are `checks.limits.ask_points`",
        );
        let places = asks.into_iter().map(|(points, place)| (place, count(points as usize, "point")));
        sink.push(also_all(finding, places.collect()));
    }
}
