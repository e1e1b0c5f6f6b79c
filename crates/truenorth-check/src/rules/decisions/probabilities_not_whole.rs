//! `probabilities-not-whole`: probabilities of states that do not add to a whole.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::scalar::Percent;

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "DEC004", name: "probabilities-not-whole", unreadable: false };

/// See `probabilities-not-whole.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Decisions,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "the probabilities of the states of a decision do not add to 100%",
    options: &[],
    page: include_str!("probabilities-not-whole.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for decision in context.plan.decisions.iter().filter(|decision| !decision.written.states.is_empty()) {
        let sum = Percent::sum(decision.written.states.iter().map(|state| state.probability));
        if sum.is_hundred() {
            continue;
        }
        let off = sum.ten_thousandths().saturating_sub(Percent::HUNDRED.ten_thousandths());
        let size = Percent::from_ten_thousandths(off.saturating_abs());
        let (than, help) = if off > 0 {
            ("more", format!("take {size} from one of the states"))
        } else {
            ("less", format!("add the state that is missing, or give one {size} more"))
        };
        let message =
            format!("the probabilities of `{}` add to {sum}, {size} {than} than 100%", decision.id());
        let place = decision.place().field("states").key_only();
        sink.push(sink.finding(place, message).help(help).item(decision.id()));
    }
}
