//! `unknown-local-id`: a score, payoff or comparison of something that the decision does not have.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Decision;
use truenorth_core::place::Place;
use truenorth_core::plan::Placed;
use truenorth_core::scalar::did_you_mean;

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "DEC003", name: "unknown-local-id", unreadable: false };

/// See `unknown-local-id.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Decisions,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "a score, payoff or comparison of something that the decision does not have",
    options: &[],
    page: include_str!("unknown-local-id.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for decision in &context.plan.decisions {
        let it = &decision.written;
        let criteria: Vec<&str> = it.criteria.iter().map(|criterion| criterion.id.as_str()).collect();
        let options: Vec<&str> = it.options.iter().map(|option| option.id.as_str()).collect();
        let states: Vec<&str> = it.states.iter().map(|state| state.id.as_str()).collect();
        let mut look = |known: &[&str], kind: &str, id: &str, place: Place| {
            if !known.contains(&id) {
                report(sink, decision, known, kind, id, place);
            }
        };
        for (entry, option) in it.options.iter().enumerate() {
            let here = decision.place().field("options").index(entry);
            for (id, _) in &option.scores {
                look(&criteria, "criterion", id.as_str(), here.clone().field("scores").key(id.as_str()));
            }
            for (id, _) in &option.payoffs {
                look(&states, "state", id.as_str(), here.clone().field("payoffs").key(id.as_str()));
            }
        }
        for (of, rows) in &it.pairwise {
            let here = decision.place().field("pairwise").key(of);
            let (known, kind) =
                if of == "criteria" { (&criteria, "criterion") } else { (&options, "option") };
            if of != "criteria" {
                look(&criteria, "criterion", of, here.clone());
            }
            for (row, columns) in rows {
                let here = here.clone().key(row.as_str());
                look(known, kind, row.as_str(), here.clone());
                for (column, _) in columns {
                    look(known, kind, column.as_str(), here.clone().key(column.as_str()));
                }
            }
        }
    }
}

fn report(
    sink: &mut Sink<'_>,
    decision: &Placed<Decision>,
    known: &[&str],
    kind: &str,
    id: &str,
    place: Place,
) {
    let help = match did_you_mean(id, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("name the `id` of one that is there, or add the {kind}"),
    };
    let message = format!("`{}` has no {kind} `{id}`", decision.id());
    sink.push(sink.finding(place.key_only(), message).help(help).item(decision.id()));
}
