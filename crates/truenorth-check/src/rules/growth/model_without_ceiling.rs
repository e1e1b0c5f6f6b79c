//! `model-without-ceiling`: an S-curve that does not say where it ends.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::GrowthModel;

use super::{id, place};
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "GRO008", name: "model-without-ceiling", unreadable: false };

/// See `model-without-ceiling.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Growth,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "an S-shaped growth plan has no ceiling",
    options: &[],
    page: include_str!("model-without-ceiling.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for growth in &context.plan.growth {
        let word = match growth.written.model {
            Some(GrowthModel::Logistic) => "logistic",
            Some(GrowthModel::Gompertz) => "gompertz",
            Some(GrowthModel::Bass) => "bass",
            Some(GrowthModel::Linear | GrowthModel::Cagr) | None => continue,
        };
        if growth.written.ceiling.is_some() {
            continue;
        }
        let message =
            format!("`{}` grows by the model `{word}`, which ends at a ceiling, and has none", id(growth));
        sink.push(
            sink.finding(place(growth).field("model"), message)
                .label("no `ceiling`")
                .help("add `\"ceiling\": ...`, the capacity or the market, or \"not_set\"")
                .item(id(growth)),
        );
    }
}
