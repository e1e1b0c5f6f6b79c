//! `unknown-local-id`: a choice, score, payoff or comparison of something that the decision does not have.

use std::cell::OnceCell;

use rustc_hash::FxHashSet;
use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Decision;
use truenorth_core::place::Place;
use truenorth_core::plan::Placed;
use truenorth_core::scalar::Candidates;

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
    summary: "a choice, score, payoff or comparison of something that the decision does not have",
    options: &[],
    page: include_str!("unknown-local-id.md"),
    check: RuleCheck::Plan(check),
};

/// The ids of one list of a decision.
struct Known<'a> {
    kind: &'static str,
    ids: FxHashSet<&'a str>,
    /// Made for the first id that is not there.
    near: OnceCell<Candidates<'a>>,
}

impl<'a> Known<'a> {
    fn new(kind: &'static str, ids: impl Iterator<Item = &'a str>) -> Self {
        Self { kind, ids: ids.collect(), near: OnceCell::new() }
    }

    fn nearest(&self, id: &str) -> Option<&'a str> {
        let ids = || Candidates::new(self.ids.iter().copied());
        self.near.get_or_init(ids).nearest(id).map(|near| near.id)
    }
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for decision in &context.plan.decisions {
        let it = &decision.written;
        let criteria = Known::new("criterion", it.criteria.iter().map(|criterion| criterion.id.as_str()));
        let options = Known::new("option", it.options.iter().map(|option| option.id.as_str()));
        let states = Known::new("state", it.states.iter().map(|state| state.id.as_str()));
        let mut look = |known: &Known<'_>, id: &str, place: &dyn Fn() -> Place| {
            if !known.ids.contains(id) {
                report(sink, decision, known, id, place());
            }
        };
        if let Some(chosen) = &it.chosen {
            look(&options, chosen.as_str(), &|| decision.place().field("chosen"));
        }
        for (entry, option) in it.options.iter().enumerate() {
            let here = || decision.place().field("options").index(entry);
            for (id, _) in &option.scores {
                let id = id.as_str();
                look(&criteria, id, &|| here().field("scores").key(id).key_only());
            }
            for (id, _) in &option.payoffs {
                let id = id.as_str();
                look(&states, id, &|| here().field("payoffs").key(id).key_only());
            }
        }
        for (of, rows) in &it.pairwise {
            let here = || decision.place().field("pairwise").key(of);
            let known = if of == "criteria" { &criteria } else { &options };
            if of != "criteria" {
                look(&criteria, of, &|| here().key_only());
            }
            for (row, columns) in rows {
                look(known, row.as_str(), &|| here().key(row.as_str()).key_only());
                for (column, _) in columns {
                    look(known, column.as_str(), &|| {
                        here().key(row.as_str()).key(column.as_str()).key_only()
                    });
                }
            }
        }
    }
}

fn report(sink: &mut Sink<'_>, decision: &Placed<Decision>, known: &Known<'_>, id: &str, place: Place) {
    let kind = known.kind;
    let help = match known.nearest(id) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("name the `id` of one that is there, or add the {kind}"),
    };
    let message = format!("`{}` has no {kind} `{id}`", decision.id());
    sink.push(sink.finding(place, message).help(help).item(decision.id()));
}
