//! What the tornado shows of a plan.

use truenorth_core::model::{Estimate, RiskStatus};
use truenorth_core::plan::{GrowthIx, Plan, RiskIx};
use truenorth_core::scalar::{Date, Money, Percent};
use truenorth_graph::currency_of;

use super::growth_plan::growth_plan;
use super::risk_matrix::{concerns, is_gain};
use super::{counted, shown, source, wants_growth};
use crate::catalogue::{Chart, Drawing, Facts, Filter, Of};
use crate::charts::growth_standing::{planned_at, rises};
use crate::charts::risk_matrix::EXPECTED;
use crate::charts::tornado::{self as chart, Panel, Swing, Unit, View};
use crate::number::percent;

/// The chart's entry in the catalogue.
pub const CHART: Chart = Chart {
    name: "tornado",
    summary: "What swings the outcome most: risks by what they may cost or bring, growth plans by their scenarios",
    filters: &[Filter::Team, Filter::Pillar],
    of: Of::Plan { has },
    draw: |facts, _, look| {
        let view = view(facts);
        // What is left out stands in the picture.
        Ok(Drawing { scene: chart::draw(&view, look), table: chart::table(&view), notes: Vec::new() })
    },
};

fn has(plan: &Plan) -> bool {
    let risks = (0..plan.risks.len()).map(RiskIx::new);
    let growth = (0..plan.growth.len()).map(GrowthIx::new);
    risks.into_iter().any(|risk| matches!(of_risk(plan, risk), Known::Swing(..)))
        || growth.into_iter().any(|growth| of_growth(plan, growth).is_some())
}

fn view(facts: &Facts<'_>) -> View {
    let plan = facts.plan;
    let mut risks = Vec::new();
    let (mut unpriced, mut foreign) = (0, 0);
    for risk in (0..plan.risks.len()).map(RiskIx::new).filter(|risk| concerns(facts, *risk)) {
        match of_risk(plan, risk) {
            Known::Swing(swing, is_gain) => risks.push((swing, is_gain)),
            Known::Unpriced => unpriced += 1,
            Known::Foreign => foreign += 1,
            Known::Past => {}
        }
    }
    let growth = (0..plan.growth.len()).map(GrowthIx::new).filter(|growth| wants_growth(facts, *growth));
    let growth: Vec<Option<Swing>> = growth.map(|growth| of_growth(plan, growth)).collect();
    let single = growth.iter().filter(|swing| swing.is_none()).count();
    let growth: Vec<Swing> = growth.into_iter().flatten().collect();
    let chances = risks.iter().filter(|(_, is_gain)| *is_gain).count();
    let risk_count = counted(risks.len() - chances, "priced risk");
    let chance_count = if chances == 1 {
        "1 priced opportunity".to_owned()
    } else {
        format!("{chances} priced opportunities")
    };
    let (title, counted_risks) = match (risks.len() - chances, chances) {
        (_, 0) => ("Risks", risk_count),
        (0, _) => ("Opportunities", chance_count),
        _ => (
            "Risks and opportunities",
            format!("{risk_count} and {}", chance_count.replacen("priced ", "", 1)),
        ),
    };
    let own = plan.organization.as_ref().and_then(|organization| organization.currency);
    let any_risk = !risks.is_empty();
    let panels = vec![
        Panel {
            title: format!("{title}, after treatment"),
            counted: counted_risks,
            base: "difference to what is expected: if it does not happen, and if it happens at its largest estimate"
                .to_owned(),
            zero: "as expected",
            unit: Unit::Money(own.map_or_else(String::new, |own| own.as_str().to_owned())),
            says_cases: false,
            swings: risks.into_iter().map(|(swing, _)| swing).collect(),
        },
        Panel {
            title: "Growth plans".to_owned(),
            counted: counted(growth.len(), "growth plan"),
            zero: "as planned",
            base: "lowest and highest scenario against the plan, at the end".to_owned(),
            unit: Unit::Share,
            says_cases: true,
            swings: growth,
        },
    ];
    let count = |count: usize, one: &str, words: &str| {
        (count > 0).then(|| format!("{} {words}", counted(count, one)))
    };
    let left_out = [
        count(unpriced, "open risk", "without probability or loss"),
        count(foreign, "risk", "in another currency"),
        count(single, "growth plan", "without scenarios"),
    ];
    let left_out = left_out.into_iter().flatten().collect::<Vec<_>>().join(", ");
    View {
        panels,
        left_out: if left_out.is_empty() { left_out } else { format!("left out: {left_out}") },
        expected: if any_risk { EXPECTED.to_owned() } else { String::new() },
        source: source(facts),
    }
}

/// What can be said of a risk.
enum Known {
    /// And whether it is an opportunity.
    Swing(Swing, bool),
    Unpriced,
    Foreign,
    /// It is closed, or has happened: nothing swings any more.
    Past,
}

/// A risk costs its expected loss as long as nobody knows; it costs nothing if it does not happen, and the most that is
/// estimated if it does. Every risk is taken as it is judged to be after treatment, whether that is done or still to do, so
/// that all are compared in one state; one of which no remainder is judged stays as it is.
fn of_risk(plan: &Plan, risk: RiskIx) -> Known {
    let risk = &plan[risk];
    let written = &risk.written;
    if matches!(written.status, Some(RiskStatus::Closed | RiskStatus::Occurred)) {
        return Known::Past;
    }
    let residual = written.residual.as_deref();
    let probability = residual.and_then(|residual| residual.probability).or(written.probability);
    let loss = residual.and_then(|residual| residual.loss.as_ref()).or(written.loss.as_deref());
    let (Some(probability), Some(loss)) = (probability, loss) else { return Known::Unpriced };
    let Some(points) = points(loss).filter(|_| (Percent::ZERO..=Percent::HUNDRED).contains(&probability))
    else {
        return Known::Unpriced;
    };
    let own = plan.organization.as_ref().and_then(|organization| organization.currency);
    let of = |money: &Money| currency_of(plan, money) == own;
    if !of(&loss.likely) || [&loss.low, &loss.high].into_iter().flatten().any(|point| !of(point)) {
        return Known::Foreign;
    }
    let (worse, better, full_is_better) = ends(probability.fraction(), points);
    let is_gain = is_gain(loss);
    let likely = format!("{} likely", percent(probability.fraction()));
    let is_judged =
        residual.is_some_and(|residual| residual.probability.is_some() || residual.loss.is_some());
    let state = match (is_gain, is_judged, written.status == Some(RiskStatus::Treated)) {
        (true, ..) => "opportunity",
        (_, false, _) => "no treatment is priced",
        (_, true, true) => "treated",
        (_, true, false) => "treatment not finished",
    };
    let (happens, not) = ("the largest estimate".to_owned(), "does not happen".to_owned());
    let (worse_words, better_words) = if full_is_better { (not, happens) } else { (happens, not) };
    let swing = Swing {
        id: shown(risk.id()),
        title: shown(risk.title()),
        note: format!("{likely}, {state}"),
        worse,
        worse_words,
        better,
        better_words,
    };
    Known::Swing(swing, is_gain)
}

/// The points of a loss: three, or the likely one alone.
fn points(loss: &Estimate<Money>) -> Option<Vec<f64>> {
    let number = |money: &Money| Some(money.number()?.ten_thousandths() as f64 / 10_000.0);
    let likely = number(&loss.likely)?;
    Some(match (&loss.low, &loss.high) {
        (Some(low), Some(high)) => vec![number(low)?, likely, number(high)?],
        _ => vec![likely],
    })
}

/// The differences to what is expected at the worse and the better end, as parts of the result, so that a loss is below
/// 0; and whether the better end is that it happens. Expected is the probability times the mean of the points.
fn ends(probability: f64, losses: Vec<f64>) -> (f64, f64, bool) {
    let expected = probability * losses.iter().sum::<f64>() / losses.len().max(1) as f64;
    let largest = losses.iter().copied().fold(0.0, |a: f64, b| if b.abs() > a.abs() { b } else { a });
    // The result is the loss with its sign turned: nothing, or the largest point.
    let (none, full) = (expected, expected - largest);
    (none.min(full), none.max(full), largest < 0.0)
}

/// A growth plan with scenarios: the lowest and the highest of their last values, as parts of the plan on that day.
fn of_growth(plan: &Plan, growth: GrowthIx) -> Option<Swing> {
    // The actuals play no part in it, so neither does the day.
    let view = growth_plan(plan, growth, Date::new(2000, 1, 1)?);
    let ends = view.scenarios.iter().filter_map(|scenario| {
        let end = scenario.points.iter().rev().find(|point| point.value.is_finite())?;
        let planned = planned_at(&view.plan, end.date)?;
        let share = (end.value - planned) / planned.abs();
        let words = match scenario.probability.as_str() {
            "" => scenario.title.clone(),
            probability => format!("{} ({probability})", scenario.title),
        };
        share.is_finite().then_some((share, words))
    });
    let mut ends: Vec<(f64, String)> = ends.collect();
    // More is better where the plan leads upwards.
    let rises = rises(&view);
    if !rises {
        ends.iter_mut().for_each(|(share, _)| *share = -*share);
    }
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (first, last) = (ends.first()?.clone(), ends.last()?.clone());
    // The plan itself is one of the ways it may go.
    let none = (0.0, String::new());
    let worse = if first.0 < 0.0 { first } else { none.clone() };
    let better = if last.0 > 0.0 { last } else { none };
    Some(Swing {
        id: shown(plan[growth].written.id.as_str()),
        title: view.title,
        note: if rises { String::new() } else { "less is better, and stands at the right".to_owned() },
        worse: worse.0,
        worse_words: worse.1,
        better: better.0,
        better_words: better.1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Only;
    use crate::testing::{facts_of, plan_of};

    /// 30 % of (80 + 120 + 160) / 3 = 36 is expected: 36 better without it, 124 worse at 160. A gain of 50 at 40 %: 20
    /// are expected; 20 worse without it, 30 better with it.
    #[test]
    fn the_ends_of_a_risk_lie_around_what_is_expected() {
        assert_eq!(ends(0.3, vec![80.0, 120.0, 160.0]), (-124.0, 36.0, false));
        assert_eq!(ends(0.4, vec![-50.0]), (-20.0, 30.0, true));
        assert_eq!(ends(0.5, vec![0.0]), (0.0, 0.0, false));
    }

    /// Of the treated risk 10 % of 50 is expected: 5 better, 45 worse; of the open one 20 % of 100, once it is treated: 20 better,
    /// 80 worse; of the chance 40 % of 50: 20 worse, 30 better. The scenarios end at 90 and 130 where 100 are
    /// planned: a tenth worse, three tenths better.
    #[test]
    fn every_risk_counts_as_after_treatment_and_what_has_no_price_is_counted() {
        let plan = plan_of(
            r#""risks": [
                { "id": "treated", "title": "T", "probability": "40%", "loss": 100, "status": "treated",
                  "residual": { "probability": "10%", "loss": 50 } },
                { "id": "open", "title": "O", "probability": "50%", "loss": 100, "residual": { "probability": "20%" } },
                { "id": "chance", "title": "C", "probability": "40%", "loss": -50 },
                { "id": "past", "title": "P", "probability": "40%", "loss": 100, "status": "closed" },
                { "id": "judged", "title": "J", "likelihood": 3, "impact": 4 },
                { "id": "foreign", "title": "F", "probability": "40%", "loss": "100 USD" } ],
            "growth": [ { "id": "g", "title": "G", "period": "2027",
                "measure": { "baseline": 50, "baseline_at": "2026-12", "target": 100 },
                "scenarios": [ { "id": "low", "title": "Low", "probability": "20%", "values": { "2027": 90 } },
                    { "id": "high", "title": "High", "values": { "2027": 130 } } ] } ]"#,
        );
        assert!(has(&plan));
        let view = facts_of(&plan, Date::new(2027, 4, 1).unwrap(), Only::default(), view);
        let ends = |at: usize| {
            let swings = &view.panels[at].swings;
            swings.iter().map(|swing| (swing.id.as_str(), swing.worse, swing.better)).collect::<Vec<_>>()
        };
        assert_eq!(ends(0), [("treated", -45.0, 5.0), ("open", -80.0, 20.0), ("chance", -20.0, 30.0)]);
        let notes: Vec<&str> = view.panels[0].swings.iter().map(|swing| swing.note.as_str()).collect();
        assert_eq!(
            notes,
            ["10 % likely, treated", "20 % likely, treatment not finished", "40 % likely, opportunity"]
        );
        assert_eq!(view.panels[0].title, "Risks and opportunities, after treatment");
        assert_eq!(
            chart::headline(&view),
            "\u{201C}O\u{201D} swings the outcome most of 2 priced risks and 1 opportunity: by 100 EUR, from \u{2212}80 to +20"
        );
        let growth = ends(1)[0];
        assert!((growth.1 + 0.1).abs() < 1e-9 && (growth.2 - 0.3).abs() < 1e-9, "{growth:?}");
        assert_eq!(view.panels[1].swings[0].worse_words, "Low (20 %)");
        assert_eq!(
            view.left_out,
            "left out: 1 open risk without probability or loss, 1 risk in another currency"
        );
        assert!(!has(&plan_of(
            r#""risks": [ { "id": "judged", "title": "J", "likelihood": 3, "impact": 4 } ]"#
        )));
    }
}
