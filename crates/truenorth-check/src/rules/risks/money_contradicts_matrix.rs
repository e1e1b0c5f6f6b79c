//! `money-contradicts-matrix`: a risk that is rated lower than another, and is expected to cost more.

use std::cmp::Ordering;

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::{Risk, RiskLevel};
use truenorth_core::plan::Placed;

use super::live;
use super::matrix::{level, matrix, word};
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use truenorth_graph::ExpectedLoss;

static ID: RuleId = RuleId { code: "RSK008", name: "money-contradicts-matrix", unreadable: false };

/// See `money-contradicts-matrix.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Risks,
    level: Level::Note,
    set: Set::Default,
    since: "0.1.0",
    summary: "a risk is rated below another and expected to cost more",
    options: &[],
    page: include_str!("money-contradicts-matrix.md"),
    check: RuleCheck::Plan(check),
};

/// A risk with both ways to say how great it is.
type Both<'a> = (&'a Placed<Risk>, RiskLevel, ExpectedLoss);

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let Ok(matrix) = matrix(plan) else { return };
    let mut risks: Vec<Both<'_>> = live(plan)
        .filter_map(|risk| {
            let it = &risk.written;
            let level = level(&matrix, it.likelihood?, it.impact?)?;
            Some((risk, level, ExpectedLoss::new(plan, it.probability, it.loss.as_deref())?))
        })
        .collect();
    // From the highest level down; of all that are higher the cheapest is compared, one for each currency.
    risks.sort_by_key(|(_, level, _)| std::cmp::Reverse(*level));
    let mut cheapest: Vec<Both<'_>> = Vec::new();
    for same in risks.chunk_by(|one, other| one.1 == other.1) {
        for (risk, level, expected) in same {
            let higher =
                cheapest.iter().find(|(_, _, other)| other.compare(expected) == Some(Ordering::Less));
            let Some((other, other_level, other_expected)) = higher else { continue };
            let message = format!(
                "`{}` is rated {}, below the {} of `{}`, but its expected loss is {}, above {}",
                risk.id(),
                word(*level),
                word(*other_level),
                other.id(),
                expected.shown(),
                other_expected.shown()
            );
            let finding = sink
                .finding(risk.place().field("likelihood"), message)
                .also(
                    other.place().field("likelihood"),
                    format!("{}, {}", word(*other_level), other_expected.shown()),
                )
                .help(
                    "look at the ratings and the money of both again; where both are right, go by the money",
                )
                .item(risk.id());
            sink.push(finding);
        }
        for both in same {
            match cheapest.iter_mut().find(|(_, _, other)| other.compare(&both.2).is_some()) {
                Some(least) if both.2.compare(&least.2) == Some(Ordering::Less) => *least = *both,
                Some(_) => {}
                None => cheapest.push(*both),
            }
        }
    }
}
