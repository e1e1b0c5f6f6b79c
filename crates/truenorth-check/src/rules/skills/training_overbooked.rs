//! `training-overbooked`: more people than seats.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::TrainingStatus;

use crate::context::{Context, Sink, count};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "SKL012", name: "training-overbooked", unreadable: false };

/// See `training-overbooked.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Skills,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "a training has more attendees than seats",
    options: &[],
    page: include_str!("training-overbooked.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for training in &context.plan.training {
        let it = &training.written;
        let over = matches!(it.status, Some(TrainingStatus::Cancelled | TrainingStatus::Held));
        let Some(seats) = it.seats.filter(|_| !over) else { continue };
        let seats_at_hand = usize::try_from(seats).unwrap_or(usize::MAX);
        if it.attendees.len() <= seats_at_hand {
            continue;
        }
        let message =
            format!("`{}` has {seats} seats and {}", training.id(), count(it.attendees.len(), "attendee"));
        let message = if seats == 1 { message.replace("1 seats", "1 seat") } else { message };
        let finding = sink
            .finding(training.place().field("attendees"), message)
            .also(training.place().field("seats"), "the seats")
            .help(format!(
                "book {} more, or send some of them another time",
                count(it.attendees.len() - seats_at_hand, "seat")
            ))
            .item(training.id());
        sink.push(finding);
    }
}
