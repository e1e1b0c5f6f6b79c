//! `kind-against-numbers`: the numbers of a measure lie the other way than its kind says.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::{Measure, MeasureKind};
use truenorth_core::plan::GoalIx;

use super::{is_sum, measured, number};
use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::is_live;

static ID: RuleId = RuleId { code: "KRS006", name: "kind-against-numbers", unreadable: false };

/// See `kind-against-numbers.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::KeyResults,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "the numbers of a measure contradict its kind or each other",
    options: &[],
    page: include_str!("kind-against-numbers.md"),
    check: RuleCheck::Goals(check),
};

/// A number of a measure with the field that it stands in.
type Named = (&'static str, Option<f64>);

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    for (index, goal, measure) in measured(goals) {
        if is_live(goal) {
            against_kind(context, sink, index, measure);
            out_of_order(context, sink, index, measure);
        }
    }
}

/// Increase with a target below the baseline, decrease with one above it, low above high.
fn against_kind(context: &Context<'_>, sink: &mut Sink<'_>, goal: GoalIx, measure: &Measure) {
    let id = context.plan[goal].id();
    let place = || context.plan[goal].place().field("measure");
    if let (Some(low), Some(high)) = (number(measure.low), number(measure.high))
        && low > high
    {
        let message = format!("the lower limit of `{id}`, {low}, is above its upper limit, {high}");
        sink.push(
            sink.about_goal(context, goal, place().field("low"), message)
                .also(place().field("high"), "the upper limit")
                .help("swap `low` and `high`"),
        );
    }
    let (Some(baseline), Some(target)) = (number(measure.baseline), number(measure.target)) else { return };
    // A sum starts from nothing; its baseline is the total of the time before, which may be higher.
    let (kind, side, other) = match measure.kind {
        Some(MeasureKind::Increase) if target < baseline && !is_sum(measure) => {
            ("increase", "below", "decrease")
        }
        Some(MeasureKind::Decrease) if target > baseline && !is_sum(measure) => {
            ("decrease", "above", "increase")
        }
        _ => return,
    };
    let message = format!("`{id}` should {kind}, but its target {target} is {side} its baseline {baseline}");
    sink.push(
        sink.about_goal(context, goal, place().field("target"), message)
            .also(place().field("kind"), format!("says {kind}"))
            .also(place().field("baseline"), "the baseline")
            .help(format!("make the kind `\"{other}\"`, or mend the number that is wrong")),
    );
}

/// Commit beyond the target, stretch short of it, worst better than threshold, threshold beyond target.
fn out_of_order(context: &Context<'_>, sink: &mut Sink<'_>, goal: GoalIx, measure: &Measure) {
    let Some(up) = goes_up(measure) else { return };
    let target: Named = ("target", number(measure.target));
    let threshold: Named = ("threshold", number(measure.threshold));
    // Each pair: the first should be no better than the second.
    let pairs: [(Named, Named); 4] = [
        (("commit", number(measure.commit)), target),
        (target, ("stretch", number(measure.stretch))),
        (threshold, target),
        (("worst", number(measure.worst)), threshold),
    ];
    for ((less, lesser), (more, better)) in pairs {
        let (Some(lesser), Some(better)) = (lesser, better) else { continue };
        if if up { lesser <= better } else { lesser >= better } {
            continue;
        }
        let at_fault = if less == "target" { more } else { less };
        let place = |field| context.plan[goal].place().field("measure").field(field);
        let message = format!(
            "of `{}`, {less} {lesser} asks for more than {more} {better}, though {} is better",
            context.plan[goal].id(),
            if up { "more" } else { "less" }
        );
        let other = if at_fault == less { more } else { less };
        sink.push(
            sink.about_goal(context, goal, place(at_fault), message)
                .also(place(other), format!("the {other}"))
                .help("for the better each goes a step further: worst, threshold, commit, target, stretch"),
        );
    }
}

/// Whether more is better; `None` where the measure does not say, or where its kind is at fault.
fn goes_up(measure: &Measure) -> Option<bool> {
    let sign = || {
        let (baseline, target) = (number(measure.baseline)?, number(measure.target)?);
        (baseline != target).then_some(target > baseline)
    };
    match measure.kind {
        Some(MeasureKind::Increase) if !is_sum(measure) && sign() == Some(false) => None,
        Some(MeasureKind::Decrease) if !is_sum(measure) && sign() == Some(true) => None,
        Some(MeasureKind::Increase | MeasureKind::AtLeast) => Some(true),
        Some(MeasureKind::Decrease | MeasureKind::AtMost) => Some(false),
        Some(MeasureKind::Between | MeasureKind::Milestone) => None,
        None => sign(),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    fn found(measure: &str) -> Vec<String> {
        let json = with(&format!(
            r#""goals": [{{ "id": "k", "title": "K", "kind": "key_result", "contributes_to": "vision", "measure": {measure} }}]"#
        ));
        of_rule(&json, "KRS006").into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn the_way_against_the_kind() {
        assert_eq!(
            found(r#"{ "kind": "increase", "baseline": 12, "target": 5, "stretch": 3 }"#),
            ["`k` should increase, but its target 5 is below its baseline 12"]
        );
        assert_eq!(
            found(r#"{ "kind": "decrease", "baseline": 5, "target": 12 }"#),
            ["`k` should decrease, but its target 12 is above its baseline 5"]
        );
        assert_eq!(
            found(r#"{ "kind": "between", "low": 80, "high": 20 }"#),
            ["the lower limit of `k`, 80, is above its upper limit, 20"]
        );
        let less_than_last_year =
            r#"{ "kind": "increase", "aggregation": "sum", "baseline": 12, "target": 5 }"#;
        assert!(found(less_than_last_year).is_empty());
        assert!(found(r#"{ "baseline": 12, "target": 5 }"#).is_empty(), "the kind follows from the numbers");
    }

    #[test]
    fn the_order_of_the_other_numbers() {
        let of = |text: &str| vec![format!("of `k`, {text} is better")];
        let up = r#""baseline": 1, "target": 5"#;
        assert_eq!(
            found(&format!(r#"{{ {up}, "commit": 6 }}"#)),
            of("commit 6 asks for more than target 5, though more")
        );
        assert_eq!(
            found(&format!(r#"{{ {up}, "stretch": 4 }}"#)),
            of("target 5 asks for more than stretch 4, though more")
        );
        assert_eq!(
            found(r#"{ "kind": "at_most", "target": 3, "threshold": 5, "worst": 4 }"#),
            of("worst 4 asks for more than threshold 5, though less")
        );
        let fine =
            r#"{ "kind": "at_most", "target": 3, "threshold": 5, "worst": 12, "commit": 4, "stretch": 2 }"#;
        assert!(found(fine).is_empty());
        assert!(found(&format!(r#"{{ {up}, "commit": 5, "stretch": 5 }}"#)).is_empty(), "equal is fine");
    }
}
