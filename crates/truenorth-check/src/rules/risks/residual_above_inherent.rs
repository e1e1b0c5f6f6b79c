//! `residual-above-inherent`: a risk that is greater after treatment than before.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Risk;

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use truenorth_graph::currency_of;

static ID: RuleId = RuleId { code: "RSK003", name: "residual-above-inherent", unreadable: false };

/// See `residual-above-inherent.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Risks,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a risk is greater after treatment than before",
    options: &[],
    page: include_str!("residual-above-inherent.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for risk in &context.plan.risks {
        for (field, before, after) in raised(context, &risk.written) {
            let message = format!(
                "the {field} of `{}` is {after} after treatment, above the {before} before",
                risk.id()
            );
            let finding = sink
                .finding(risk.place().field("residual").field(field), message)
                .also(risk.place().field(field), format!("{before} before"))
                .help("correct one of the two, or describe what the treatment brings as a risk of its own")
                .item(risk.id());
            sink.push(finding);
        }
    }
}

/// Each part of a risk that its treatment raises: the field, its value before and after.
fn raised(context: &Context<'_>, risk: &Risk) -> Vec<(&'static str, String, String)> {
    let Some(residual) = risk.residual.as_deref() else { return Vec::new() };
    let mut raised = Vec::new();
    let mut ratings =
        vec![("likelihood", risk.likelihood, residual.likelihood), ("impact", risk.impact, residual.impact)];
    for (field, before, after) in ratings.drain(..) {
        if let (Some(before), Some(after)) = (before, after)
            && after > before
        {
            raised.push((field, before.to_string(), after.to_string()));
        }
    }
    if let (Some(before), Some(after)) = (risk.probability, residual.probability)
        && after > before
    {
        raised.push(("probability", before.to_string(), after.to_string()));
    }
    if let (Some(before), Some(after)) = (risk.loss.as_deref(), residual.loss.as_ref()) {
        let (before, after) = (&before.likely, &after.likely);
        let comparable = currency_of(context.plan, before) == currency_of(context.plan, after);
        let above = before.number().zip(after.number()).is_some_and(|(before, after)| {
            // Of a gain, a greater one after treatment is what one wants: it is more negative.
            after > before && !before.is_negative()
        });
        if comparable && above {
            raised.push(("loss", before.to_string(), after.to_string()));
        }
    }
    raised
}
