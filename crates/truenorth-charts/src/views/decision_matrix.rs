//! What the decision matrix shows of a decision.

use truenorth_core::model::DecisionStatus;
use truenorth_core::plan::{DecisionIx, Plan};
use truenorth_graph::{WeightFlip, weigh};

use super::{shown, source, spoken};
use crate::catalogue::{Chart, Drawing, Facts, Of};
use crate::charts::decision_matrix::{self as chart, Choice, Criterion, Flip, View};

/// The chart's entry in the catalogue.
pub const CHART: Chart = Chart {
    name: "decision-matrix",
    summary: "A decision by weighted scores: options by criteria, the choice, and what would have to change for another to win",
    filters: &[],
    of: Of::Each {
        word: "scored decision",
        section: "decisions",
        ids: |plan| scored(plan).map(|at| plan[at].id().to_owned()).collect(),
    },
    draw: |facts, position, look| {
        let view = scored(facts.plan).nth(position).map_or_else(View::default, |at| view(facts, at));
        Ok(Drawing { scene: chart::draw(&view, look), table: chart::table(&view), notes: Vec::new() })
    },
};

/// The decisions in which at least two options have a score for every criterion.
fn scored(plan: &Plan) -> impl Iterator<Item = DecisionIx> {
    let has = |at: &DecisionIx| weigh(&plan[*at].written).is_some_and(|weighed| weighed.lead().is_some());
    (0..plan.decisions.len()).map(DecisionIx::new).filter(has)
}

fn view(facts: &Facts<'_>, at: DecisionIx) -> View {
    let decision = &facts.plan[at];
    let written = &decision.written;
    let Some(weighed) = weigh(written) else { return View::default() };
    let flip = |flip: WeightFlip| Flip { share: flip.share, winner: flip.winner };
    let criterion = |(at, criterion): (usize, &truenorth_core::model::Criterion)| {
        let flips = weighed.weight_flips(at);
        let score = |option: &truenorth_core::model::Choice| {
            option.scores.iter().find(|(id, _)| *id == criterion.id).map(|(_, score)| *score)
        };
        Criterion {
            id: shown(criterion.id.as_str()),
            title: shown(criterion.title.as_deref().unwrap_or(criterion.id.as_str())),
            share: weighed.weights.get(at).copied().unwrap_or(0.0),
            scores: written.options.iter().map(score).collect(),
            below: flips.below.map(flip),
            above: flips.above.map(flip),
            points: weighed.score_flip(at).map(|flip| flip.points),
        }
    };
    let totals = written.options.iter().zip(&weighed.totals);
    View {
        title: shown(decision.title()),
        state: match written.date {
            Some(date) => format!("{} {}", word(written.status), spoken(date)),
            None => word(written.status).to_owned(),
        },
        options: totals
            .map(|(option, total)| Choice {
                id: shown(option.id.as_str()),
                title: shown(&option.title),
                total: *total,
            })
            .collect(),
        chosen: written.chosen.as_ref().and_then(|id| written.options.iter().position(|it| it.id == *id)),
        criteria: written.criteria.iter().enumerate().map(criterion).collect(),
        ranking: weighed.ranking(),
        lead: weighed.lead(),
        source: source(facts),
    }
}

/// Where a decision stands, for people.
fn word(status: Option<DecisionStatus>) -> &'static str {
    match status {
        None | Some(DecisionStatus::Proposed) => "proposed",
        Some(DecisionStatus::Pending) => "pending",
        Some(DecisionStatus::Accepted) => "accepted",
        Some(DecisionStatus::Rejected) => "rejected",
        Some(DecisionStatus::Amended) => "amended",
        Some(DecisionStatus::Superseded) => "superseded",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::with_facts;

    /// The first case of the oracle `weighted_sum.json`: totals 7.6, 7.2 and 6.5, and the second option wins above 13/34 of the
    /// second criterion. A decision in which one of two options lacks a score is not drawn: what is missing is not zero.
    #[test]
    fn decisions_with_two_scored_options_are_drawn() {
        let text = r#"{ "truenorth": 1, "vision": "V", "as_of": "2027-04-12", "decisions": [
            { "id": "half", "title": "H", "criteria": ["a", "b"], "options": [
              { "id": "x", "title": "X", "scores": { "a": 1, "b": 2 } }, { "id": "y", "title": "Y", "scores": { "a": 5 } }] },
            { "id": "d", "title": "D", "status": "accepted", "chosen": "y",
              "criteria": [{ "id": "a", "weight": 5 }, { "id": "b", "weight": 3 }, { "id": "c", "weight": 2 }],
              "options": [{ "id": "x", "title": "X", "scores": { "a": 8, "b": 6, "c": 9 } },
              { "id": "y", "title": "Y", "scores": { "a": 7, "b": 9, "c": 5 } },
              { "id": "z", "title": "Z", "scores": { "a": 5, "b": 8, "c": 8 } }] }] }"#;
        let text = text.replace(r#"["a", "b"]"#, r#"[{ "id": "a" }, { "id": "b" }]"#);
        with_facts(&text, |facts| {
            let drawn: Vec<DecisionIx> = scored(facts.plan).collect();
            assert_eq!(drawn, [DecisionIx::new(1)]);
            let view = view(facts, drawn[0]);
            assert_eq!((view.chosen, view.ranking), (Some(1), vec![0, 1, 2]));
            let above = view.criteria[1].above.unwrap();
            assert!((above.share - 13.0 / 34.0).abs() < 1e-12 && above.winner == 1, "{above:?}");
        });
    }
}
