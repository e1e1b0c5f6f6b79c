//! `owner-overloaded`: a person who is booked for more time than there is.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::plan::Owner;
use truenorth_core::scalar::{Date, Percent, Period};
use truenorth_graph::bookings::{bookings, overload};

use super::owner_place;
use crate::context::{Context, Sink};
use crate::rule::{Group, OptionDoc, Rule, RuleCheck, Set};
use crate::rules::alignment::also_all;

static ID: RuleId = RuleId { code: "OWN007", name: "owner-overloaded", unreadable: false };

/// See `owner-overloaded.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Ownership,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a person is booked for more time than capacity, leave and `checks.limits.load` allow",
    options: &[OptionDoc {
        name: "weeks",
        default: "4",
        meaning: "least length of an overload that is reported",
    }],
    page: include_str!("owner-overloaded.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let least_days = (sink.number("weeks") * 7.0).max(1.0) as u32;
    for (person, bookings) in bookings(plan) {
        let Some(overload) = overload(plan, person, &bookings, context.today, least_days) else { continue };
        let Some(place) = owner_place(plan, Owner::Person(person)) else { continue };
        let id = plan.owner_id(Owner::Person(person));
        let Period { first, last } = overload.days;
        let until = if last == Date::MAX { " on".to_owned() } else { format!(" to {last}") };
        let message = format!(
            "`{id}` is booked for {} of full time from {first}{until}, and {} is at hand",
            tenths(overload.booked, 999),
            tenths(overload.at_hand, 0)
        );
        let finding = sink.finding(place, message).item(id).help(
            "give a part to somebody else, move a goal, or lower a `share`; \
             `checks.limits.load` says how much of capacity may be booked",
        );
        let there = bookings.iter().filter(|booking| booking.period.overlaps(&overload.days));
        let places = there.map(|booking| {
            let text = format!("{} for `{}`", tenths(booking.share, 500), plan[booking.goal].id());
            (booking.place.clone(), text)
        });
        sink.push(also_all(finding, places.collect()));
    }
}

/// A percentage to one digit after the point; `add` rounds: 0 down, 500 to the nearest, 999 up.
fn tenths(share: Percent, add: i64) -> Percent {
    Percent::from_ten_thousandths(share.ten_thousandths().saturating_add(add) / 1000 * 1000)
}
