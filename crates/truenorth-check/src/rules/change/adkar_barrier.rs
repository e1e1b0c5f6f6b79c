//! `adkar-barrier`: the first of the five steps at which a group stands.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Adkar;

use super::open_changes;
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "CHG009", name: "adkar-barrier", unreadable: false };

/// See `adkar-barrier.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Change,
    level: Level::Note,
    set: Set::Default,
    since: "0.1.0",
    summary: "the step of ADKAR at which a group stands",
    options: &[],
    page: include_str!("adkar-barrier.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for change in open_changes(context.plan) {
        for (entry, group) in change.written.groups.iter().enumerate() {
            let Some(adkar) = group.adkar.as_deref() else { continue };
            // A step that was not asked is unknown, and so is whether it comes first.
            let known = steps(adkar).into_iter().map_while(|(step, value)| value.map(|value| (step, value)));
            let Some((step, value)) = known.into_iter().find(|(_, value)| *value <= BARRIER) else {
                continue;
            };
            if !(1.0..=5.0).contains(&value) {
                continue;
            }
            let message = format!(
                "`{}` stands at {step} of `{}`: {value} of 5, asked on {}",
                group.group,
                change.id(),
                adkar.date
            );
            let place = change.place().field("groups").index(entry).field("adkar").field(step);
            let finding = sink.finding(place, message).item(change.id()).help(match step {
                "awareness" => "say why it is necessary, by those whom they believe; later steps wait for this one",
                "desire" => "find out what speaks against it for them, and what is in it for them; training does not mend this",
                "knowledge" => "plan a training or a mentor and name it in `support`",
                "ability" => "give time to practise beside somebody who can do it, and take away what hinders",
                _ => "show what already works, and take the old way away",
            });
            sink.push(finding);
        }
    }
}

/// The last value of a barrier (Prosci: the first element that scores 3 or less).
const BARRIER: f64 = 3.0;

/// The five steps, in their order.
pub(crate) fn steps(adkar: &Adkar) -> [(&'static str, Option<f64>); 5] {
    [
        ("awareness", adkar.awareness),
        ("desire", adkar.desire),
        ("knowledge", adkar.knowledge),
        ("ability", adkar.ability),
        ("reinforcement", adkar.reinforcement),
    ]
}
