//! The expected loss of a risk.

use truenorth_core::budget::Total;
use truenorth_core::model::Estimate;
use truenorth_core::place::Place;
use truenorth_core::plan::Item;
use truenorth_core::scalar::{Money, Percent};

use super::{Ask, Derivation, Field, Grounds, Quantity, written};
use crate::expected_loss::{ExpectedLoss, currency_of};

/// Probability times the mean of the three points of the loss, or times the likely one.
pub(super) fn expected_loss(grounds: &Grounds<'_>, ask: Ask) -> Option<Derivation> {
    let Item::Risk(ix) = ask.item else { return None };
    let risk = grounds.plan.risks.get(ix.at())?;
    let place = Place::value(risk.file, risk.written.spot);
    if ask.field == Field::ExpectedLoss {
        return of(grounds, ask, risk.written.probability?, risk.written.loss.as_deref()?, &place);
    }
    let residual = risk.written.residual.as_deref()?;
    let place = place.field("residual");
    of(grounds, ask, residual.probability?, residual.loss.as_ref()?, &place)
}

fn of(
    grounds: &Grounds<'_>,
    ask: Ask,
    probability: Percent,
    loss: &Estimate<Money>,
    place: &Place,
) -> Option<Derivation> {
    let (value, currency) = ExpectedLoss::new(grounds.plan, Some(probability), Some(loss))?.rounded();
    let mut total = Total::default();
    total.add(&value);
    let fraction = Quantity::Number(probability.fraction());
    let mut inputs = vec![written("probability", fraction, place.clone().field("probability"))];
    let loss_at = place.clone().field("loss");
    let mut point = |name: &'static str, money: &Money| {
        let mut amount = Total::default();
        amount.add(&money.number()?);
        let value = Quantity::Money(amount, currency_of(grounds.plan, money));
        inputs.push(written(name, value, loss_at.clone().field(name)));
        Some(())
    };
    let (because, formula) = match (&loss.low, &loss.high) {
        (Some(low), Some(high)) => {
            point("low", low)?;
            point("likely", &loss.likely)?;
            point("high", high)?;
            ("the mean of its three points counts", "round(probability * (low + likely + high) / 3, 2)")
        }
        _ => {
            point("likely", &loss.likely)?;
            ("the likely loss counts, as not all three points are written", "round(probability * likely, 2)")
        }
    };
    Some(Derivation {
        of: ask,
        value: Quantity::Money(total, currency),
        because: because.to_owned(),
        formula: formula.to_owned(),
        inputs,
    })
}
