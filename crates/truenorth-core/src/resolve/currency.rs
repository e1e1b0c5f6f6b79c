//! Amounts that name no currency and stand in a file with a default one get it here, so that it is not lost when
//! the files become one plan. Budget lines have a currency of their own and are left to binding.

use crate::model::{Action, Estimate, File, Goal, Risk};
use crate::scalar::{Currency, Money};

/// Writes the file's default currency to every amount of the file that names none.
pub(super) fn stamp(content: &mut File, currency: Currency) {
    let mark = |money: &mut Money| {
        if money.number().is_some() {
            money.currency.get_or_insert(currency);
        }
    };
    for goal in content.pillars.iter_mut().chain(content.goals.iter_mut()) {
        in_goal(goal, &mark);
    }
    for person in content.people.iter_mut() {
        person.day_cost.as_deref_mut().map(mark);
    }
    for training in content.training.iter_mut() {
        training.cost.as_deref_mut().map(mark);
    }
    for saving in content.savings.iter_mut() {
        mark(&mut saving.saving);
        saving.baseline.iter_mut().chain(saving.one_off_cost.iter_mut()).for_each(mark);
        saving.achieved.iter_mut().for_each(|(_, money)| mark(money));
    }
    for risk in content.risks.iter_mut() {
        in_risk(risk, &mark);
    }
    for option in content.decisions.iter_mut().flat_map(|decision| decision.options.iter_mut()) {
        option.payoffs.iter_mut().for_each(|(_, money)| mark(money));
        in_estimate(option.cost.as_deref_mut(), &mark);
    }
    for review in content.reviews.iter_mut() {
        in_actions(&mut review.actions, &mark);
    }
}

/// Goals nest as deep as the reader lets objects nest.
fn in_goal(goal: &mut Goal, mark: &impl Fn(&mut Money)) {
    if let Some(rare) = goal.rare_mut() {
        in_estimate(rare.cost.as_deref_mut(), mark);
        rare.funding_min.as_deref_mut().map(mark);
    }
    for nested in [&mut goal.key_results, &mut goal.initiatives, &mut goal.milestones] {
        nested.iter_mut().for_each(|goal| in_goal(goal, mark));
    }
}

fn in_risk(risk: &mut Risk, mark: &impl Fn(&mut Money)) {
    in_estimate(risk.loss.as_deref_mut(), mark);
    in_estimate(risk.residual.as_deref_mut().and_then(|residual| residual.loss.as_mut()), mark);
    in_actions(&mut risk.actions, mark);
}

fn in_actions(actions: &mut [Action], mark: &impl Fn(&mut Money)) {
    actions.iter_mut().filter_map(|action| action.cost.as_deref_mut()).for_each(mark);
}

fn in_estimate(estimate: Option<&mut Estimate<Money>>, mark: &impl Fn(&mut Money)) {
    let Some(estimate) = estimate else { return };
    mark(&mut estimate.likely);
    estimate.low.iter_mut().chain(estimate.high.iter_mut()).for_each(mark);
}
