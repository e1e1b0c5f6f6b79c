//! `horizon-too-thin`: too few goals for a horizon of `checks.horizons`.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Horizon;
use truenorth_core::scalar::{Date, Percent};

use super::checks_place;
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::is_live;

static ID: RuleId = RuleId { code: "STR007", name: "horizon-too-thin", unreadable: false };

/// See `horizon-too-thin.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Strategy,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "fewer goals are due within a horizon than `checks.horizons` wants",
    options: &[],
    page: include_str!("horizon-too-thin.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let horizons = &plan.checks.horizons;
    let Some(place) = checks_place(plan).filter(|_| !horizons.is_empty()) else { return };
    // What is nested has the horizon of the goal around it; its many dates would outnumber the far ones.
    let dues: Vec<Date> = plan
        .goals
        .iter()
        .filter(|goal| is_live(goal) && goal.nest.is_none())
        .filter_map(|goal| goal.due)
        .collect();
    let Ok(all) = i64::try_from(dues.len()) else { return };
    if all == 0 {
        return;
    }
    let (near, far) = (context.today.add_months(12), context.today.add_months(36));
    for (horizon, wanted) in horizons {
        let (key, words, has): (_, _, fn(Date, Date, Date) -> bool) = match horizon {
            Horizon::OneYear => ("1y", format!("by {near}"), |due, near, _| due <= near),
            Horizon::ThreeYears => {
                ("3y", format!("after {near} and by {far}"), |due, near, far| due > near && due <= far)
            }
            Horizon::Beyond => ("beyond", format!("after {far}"), |due, _, far| due > far),
        };
        let Ok(here) = i64::try_from(dues.iter().filter(|due| has(**due, near, far)).count()) else {
            continue;
        };
        // Whole numbers on both sides: 1 of 3 is less than 33.4 %, and not less than 33.3 %.
        let hundred = i128::from(Percent::HUNDRED.ten_thousandths());
        if i128::from(here) * hundred >= i128::from(wanted.ten_thousandths()) * i128::from(all) {
            continue;
        }
        let verb = if here == 1 { "is" } else { "are" };
        let message = format!(
            "{here} of {all} goals with a date {verb} due {words}, less than the {wanted} of `horizons`"
        );
        let finding = sink
            .finding(place.clone().field("horizons").key(key), message)
            .help("give the goals that belong there their `due`, add what is missing, or lower the share");
        sink.push(finding);
    }
}
