//! `risk-rating-out-of-range`: a likelihood or impact that is not 1 to 5, or a probability that is none.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::place::Place;
use truenorth_core::scalar::Percent;

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "RSK004", name: "risk-rating-out-of-range", unreadable: false };

/// See `risk-rating-out-of-range.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Risks,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "a likelihood, impact or probability that cannot be",
    options: &[],
    page: include_str!("risk-rating-out-of-range.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for risk in &context.plan.risks {
        let (it, here) = (&risk.written, risk.place());
        parts(sink, risk.id(), &here, [it.likelihood, it.impact], it.probability);
        if let Some(residual) = it.residual.as_deref() {
            let here = here.field("residual");
            parts(sink, risk.id(), &here, [residual.likelihood, residual.impact], residual.probability);
        }
    }
}

fn parts(
    sink: &mut Sink<'_>,
    id: &str,
    here: &Place,
    ratings: [Option<u32>; 2],
    probability: Option<Percent>,
) {
    for (field, rating) in ["likelihood", "impact"].into_iter().zip(ratings) {
        if let Some(rating) = rating.filter(|rating| !(1..=5).contains(rating)) {
            let message = format!("the {field} of `{id}` is {rating}, which is not within 1 to 5");
            let finding = sink
                .finding(here.clone().field(field), message)
                .help("write 1 for the least, 5 for the most")
                .item(id);
            sink.push(finding);
        }
    }
    let possible = Percent::ZERO..=Percent::HUNDRED;
    if let Some(probability) = probability.filter(|probability| !possible.contains(probability)) {
        let message = format!("the probability of `{id}` is {probability}, which is not within 0% to 100%");
        let finding = sink
            .finding(here.clone().field("probability"), message)
            .help("write how likely it is within the time of the plan, such as \"30%\"")
            .item(id);
        sink.push(finding);
    }
}
