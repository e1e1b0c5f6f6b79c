//! `feedback-overdue`: a regular talk that did not take place.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::FeedbackKind;
use truenorth_core::place::Place;

use crate::context::{Context, Sink};
use crate::rule::{Group, OptionDoc, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "CHG010", name: "feedback-overdue", unreadable: false };

/// See `feedback-overdue.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Change,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a regular talk is overdue",
    options: &[OptionDoc { name: "days", default: "7", meaning: "days after which a talk counts as missed" }],
    page: include_str!("feedback-overdue.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let grace = sink.number("days") as i64;
    for feedback in &plan.feedback {
        let written = &feedback.written;
        // Without a day of the last talk nobody knows when the first one was meant.
        let Some(last) = written.last else { continue };
        let next = plan.calendar.add(last, &written.cadence);
        if next.add_days(grace) >= context.today {
            continue;
        }
        let kind = match written.kind {
            FeedbackKind::OneOnOne => "one-on-one",
            FeedbackKind::Feedback => "feedback",
            FeedbackKind::Review => "review",
            FeedbackKind::Survey => "survey",
            FeedbackKind::Recognition => "recognition",
        };
        let message = format!(
            "the {kind} of `{}` for `{}` was due {next}: every {}, and last on {last}",
            written.from, written.to, written.cadence
        );
        let finding = sink
            .finding(Place::value(feedback.file, written.spot).field("last"), message)
            .item(written.from.id())
            .help("talk, and write the day as `last`; or write a `cadence` that can be kept");
        sink.push(finding);
    }
}
