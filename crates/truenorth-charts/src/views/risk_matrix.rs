//! What the risk matrix shows of a plan.

use truenorth_core::model::{Estimate, RiskStatus};
use truenorth_core::plan::{Item, Plan, RiskIx};
use truenorth_core::scalar::{Money, Percent};
use truenorth_graph::ExpectedLoss;

use super::{shown, source};
use crate::catalogue::{Chart, Drawing, Facts, Filter, Of};
use crate::charts::money::Unit;
use crate::charts::risk_matrix::{self as chart, Loss, Risk, View};

/// The chart's entry in the catalogue.
pub const CHART: Chart = Chart {
    name: "risk-matrix",
    summary: "Risks by likelihood and impact, before and after treatment, with the expected loss of each",
    filters: &[Filter::Pillar, Filter::Team],
    of: Of::Plan { has: |plan| !plan.risks.is_empty() },
    draw: |facts, _, look| {
        let view = view(facts);
        let mut notes = Vec::new();
        if view.closed > 0 {
            notes.push(format!("{} closed risks are not drawn", view.closed));
        }
        // Opportunities are counted in the picture.
        Ok(Drawing { scene: chart::draw(&view, look), table: chart::table(&view), notes })
    },
};

fn view(facts: &Facts<'_>) -> View {
    let plan = facts.plan;
    let own = plan.organization.as_ref().and_then(|organization| organization.currency);
    let mut view = View { unit: Unit { currency: own }, source: source(facts), ..View::default() };
    for position in 0..plan.risks.len() {
        let risk = &plan[RiskIx::new(position)];
        let written = &risk.written;
        if !concerns(facts, RiskIx::new(position)) {
            continue;
        }
        if written.status == Some(RiskStatus::Closed) {
            view.closed += 1;
            continue;
        }
        // A chance is no risk: the field would call the best of them the gravest.
        if written.loss.as_deref().is_some_and(is_gain) {
            view.opportunities += 1;
            continue;
        }
        let residual = written.residual.as_deref();
        view.risks.push(Risk {
            id: shown(risk.id()),
            title: shown(risk.title()),
            owner: risk.owner.map_or_else(String::new, |owner| shown(plan.owner_name(owner))),
            before: cell(written.likelihood, written.impact),
            after: residual.and_then(|residual| {
                cell(residual.likelihood.or(written.likelihood), residual.impact.or(written.impact))
            }),
            loss: loss(plan, written.probability, written.loss.as_deref()),
            residual_loss: residual.and_then(|residual| {
                let probability = residual.probability.or(written.probability);
                loss(plan, probability, residual.loss.as_ref().or(written.loss.as_deref()))
            }),
            occurred: written.status == Some(RiskStatus::Occurred),
        });
    }
    view
}

/// Whether what is written as a loss is a gain: its likely point is below 0.
pub(super) fn is_gain(loss: &Estimate<Money>) -> bool {
    loss.likely.number().is_some_and(|likely| likely.ten_thousandths() < 0)
}

/// Whether a risk threatens what is asked for; without a filter every risk counts.
pub(super) fn concerns(facts: &Facts<'_>, risk: RiskIx) -> bool {
    if facts.only.team.is_none() && facts.only.pillar.is_none() {
        return true;
    }
    let mut threatened = facts.plan[risk].written.threatens.iter();
    threatened.any(|item| match facts.plan.target(item) {
        Some(Item::Goal(goal)) => facts.wants_goal(goal),
        Some(Item::Line(line)) => facts.only.pillar.is_none() && facts.wants_team(facts.plan[line].team),
        _ => false,
    })
}

/// A place on the matrix: likelihood and impact, 1 to 5.
fn cell(likelihood: Option<u32>, impact: Option<u32>) -> Option<(u8, u8)> {
    let step = |value: u32| u8::try_from(value).ok().filter(|value| (1..=5).contains(value));
    Some((step(likelihood?)?, step(impact?)?))
}

/// The expected loss in the organisation's currency; one in another currency is not drawn among them.
fn loss(plan: &Plan, probability: Option<Percent>, loss: Option<&Estimate<Money>>) -> Option<Loss> {
    let expected = ExpectedLoss::new(plan, probability, loss)?;
    let (amount, currency) = expected.rounded();
    let own = plan.organization.as_ref().and_then(|organization| organization.currency);
    let mut total = truenorth_core::budget::Total::default();
    total.add(&amount);
    Some(Loss { amount: total, words: expected.shown(), is_comparable: currency == own })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Only;
    use crate::testing::{facts_of, plan_of};
    use truenorth_core::scalar::Date;

    #[test]
    fn a_chance_is_no_risk() {
        let plan = plan_of(
            r#""risks": [ { "id": "r", "title": "R", "likelihood": 2, "impact": 3, "probability": "10%", "loss": 50 },
                { "id": "c", "title": "C", "likelihood": 5, "impact": 5, "probability": "40%", "loss": -50 } ]"#,
        );
        let view = facts_of(&plan, Date::new(2027, 4, 1).unwrap(), Only::default(), view);
        let ids: Vec<&str> = view.risks.iter().map(|risk| risk.id.as_str()).collect();
        assert_eq!((ids, view.opportunities), (vec!["r"], 1));
    }
}
