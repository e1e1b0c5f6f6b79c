//! `owner-has-left`: a goal whose owner is gone before it is due.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use truenorth_core::finding::{Finding, Label, Level, RuleId};
use truenorth_core::model::Kind;
use truenorth_core::place::Place;
use truenorth_core::plan::{Owner, Plan};
use truenorth_core::scalar::Date;
use truenorth_core::source::FileId;

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::is_live;

static ID: RuleId = RuleId { code: "OWN002", name: "owner-has-left", unreadable: false };

/// See `owner-has-left.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Ownership,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "the owner of a goal has left, or leaves before it is due",
    options: &[],
    page: include_str!("owner-has-left.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    // Goals that got the same gone owner from their file's defaults are mended by one edit.
    let mut by_default: BTreeMap<(FileId, Owner), Finding> = BTreeMap::new();
    for (index, goal) in plan.goals().filter(|(_, goal)| is_live(goal)) {
        let Some(owner) = goal.owner else { continue };
        let Some((last, valid)) = last_day(plan, owner) else { continue };
        // A pillar lasts longer than those who answer for it.
        let due = goal.due.filter(|_| plan.like(index) != Kind::Pillar);
        let id = plan.owner_id(owner);
        let message = if last < context.today {
            format!("`{id}` answers for `{}`, but left on {last}", goal.id())
        } else if let Some(due) = due.filter(|due| last < *due) {
            format!("`{id}` answers for `{}`, but leaves on {last}, before it is due on {due}", goal.id())
        } else {
            continue;
        };
        let finding = sink
            .about_goal(context, index, goal.place().field("owner"), message)
            .also(valid, format!("until {last}"));
        if goal.written.owner.is_some() {
            let help = format!("name the next owner of `{}`, or correct the `valid` of `{id}`", goal.id());
            sink.push(finding.help(help));
            continue;
        }
        match by_default.entry((goal.file, owner)) {
            Entry::Occupied(mut first) => {
                let also = &mut first.get_mut().secondary;
                if also.len() <= SHOWN {
                    also.push(Label { place: goal.place(), text: "and for this goal".to_owned() });
                }
            }
            Entry::Vacant(first) => {
                let help =
                    format!("name the next owner in the file's `defaults`, or correct the `valid` of `{id}`");
                first.insert(finding.help(help));
            }
        }
    }
    for finding in by_default.into_values() {
        sink.push(finding);
    }
}

/// How many further goals a finding points at.
const SHOWN: usize = 5;

/// The last day of a person or team, and where it is written.
fn last_day(plan: &Plan, owner: Owner) -> Option<(Date, Place)> {
    let (valid, file, spot) = match owner {
        Owner::Person(person) => (plan[person].written.valid, plan[person].file, plan[person].written.spot),
        Owner::Team(team) => (plan[team].written.valid, plan[team].file, plan[team].written.spot),
        Owner::Role(_) | Owner::Organization => return None,
    };
    Some((plan.calendar.period(&valid?).last, Place::value(file, spot).field("valid")))
}
