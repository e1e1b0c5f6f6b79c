//! `risk-above-appetite`: a risk that is greater than the plan takes on purpose.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::{Appetite, Risk, RiskLevel, Treatment};
use truenorth_core::place::Place;
use truenorth_core::plan::Plan;
use truenorth_core::scalar::Money;

use super::live;
use super::matrix::{Matrix, level, matrix, word};
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use truenorth_graph::{ExpectedLoss, currency_of};

static ID: RuleId = RuleId { code: "RSK001", name: "risk-above-appetite", unreadable: false };

/// See `risk-above-appetite.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Risks,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "a risk is greater than `checks.appetite` allows",
    options: &[],
    page: include_str!("risk-above-appetite.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let Some(root) = plan.root.filter(|_| !plan.checks.appetite.is_empty()) else { return };
    let here = Place::value(root, plan.checks.spot);
    let matrix = matrix(plan).ok();
    for risk in live(plan) {
        let Some((category, appetite)) = appetite(plan, &risk.written) else { continue };
        let left = left(&risk.written);
        let of_matrix = matrix.as_ref().and_then(|matrix| level_above(matrix, left, appetite));
        let of_money = loss_above(plan, left, appetite);
        if of_matrix.is_none() && of_money.is_none() {
            continue;
        }
        let appetite_place = here.clone().field("appetite").key(category);
        let (mut parts, mut also) = (Vec::new(), Vec::new());
        if let Some((level, most)) = of_matrix {
            parts.push(format!("is {}, above the {} that is taken", word(level), word(most)));
            also.push((appetite_place.clone().field("level"), format!("at most {}", word(most))));
        }
        if let Some((expected, most)) = of_money {
            parts.push(format!(
                "has an expected loss of {}, above the {most} that is taken",
                expected.shown()
            ));
            also.push((appetite_place.field("loss"), format!("at most {most}")));
        }
        let (when, field) = if left.treated { (" after treatment", "residual") } else { ("", "likelihood") };
        let message = format!("`{}` {}{when}", risk.id(), parts.join(", and "));
        let mut finding = sink.finding(risk.place().field(field), message).item(risk.id());
        for (place, text) in also {
            finding = finding.also(place, text);
        }
        sink.push(finding.help(if left.treated {
            "do more about it and write the new `residual`, or raise `checks.appetite`"
        } else {
            "write a `treatment` with its `actions` and the `residual` after it, or raise `checks.appetite`"
        }));
    }
}

/// What is left of a risk, as far as it is known.
#[derive(Clone, Copy)]
struct Left<'a> {
    rating: Option<(u32, u32)>,
    probability: Option<truenorth_core::scalar::Percent>,
    loss: Option<&'a truenorth_core::model::Estimate<Money>>,
    treated: bool,
}

/// After treatment what `residual` says, with what it leaves out as before; without `residual` the risk itself,
/// but only while nothing is done about it, as nobody knows what the treatment will leave.
fn left(risk: &Risk) -> Left<'_> {
    let loss = risk.loss.as_deref();
    let Some(residual) = risk.residual.as_deref() else {
        let untreated = matches!(risk.treatment, None | Some(Treatment::Accept));
        return Left {
            rating: risk.likelihood.zip(risk.impact).filter(|_| untreated),
            probability: risk.probability.filter(|_| untreated),
            loss,
            treated: false,
        };
    };
    let rated = residual.likelihood.is_some() || residual.impact.is_some();
    let priced = residual.probability.is_some() || residual.loss.is_some();
    Left {
        rating: residual
            .likelihood
            .or(risk.likelihood)
            .zip(residual.impact.or(risk.impact))
            .filter(|_| rated),
        probability: residual.probability.or(risk.probability).filter(|_| priced),
        loss: residual.loss.as_ref().or(loss),
        treated: true,
    }
}

/// The appetite for the category of a risk, and the key it stands under.
fn appetite<'a>(plan: &'a Plan, risk: &Risk) -> Option<(&'a str, &'a Appetite)> {
    let of = |wanted: &str| plan.checks.appetite.iter().find(|(key, _)| key == wanted);
    let entry = risk.category.as_deref().and_then(of).or_else(|| of("*"))?;
    Some((&entry.0, &entry.1))
}

/// The level that is left and the highest one that is taken, if it is above. A gain is no risk to fear.
fn level_above(matrix: &Matrix, left: Left<'_>, appetite: &Appetite) -> Option<(RiskLevel, RiskLevel)> {
    let gain = left.loss.and_then(|loss| loss.likely.number()).is_some_and(|loss| loss.is_negative());
    let (likelihood, impact) = left.rating.filter(|_| !gain)?;
    let most = appetite.level?;
    level(matrix, likelihood, impact).filter(|level| *level > most).map(|level| (level, most))
}

/// The expected loss that is left and the highest one that is taken, if it is above.
fn loss_above(plan: &Plan, left: Left<'_>, appetite: &Appetite) -> Option<(ExpectedLoss, Money)> {
    let expected = ExpectedLoss::new(plan, left.probability, left.loss)?;
    let most = appetite.loss.as_ref()?;
    let shown = Money { currency: currency_of(plan, most), ..*most };
    expected.exceeds(plan, most)?.then_some((expected, shown))
}
