//! `same-numbers-twice`: two goals that count the same numbers.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;
use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Measure;
use truenorth_core::plan::GoalIx;
use truenorth_core::scalar::Time;

use super::measured;
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "KRS015", name: "same-numbers-twice", unreadable: false };

/// See `same-numbers-twice.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::KeyResults,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "two goals have the same actuals, so one thing is counted twice",
    options: &[],
    page: include_str!("same-numbers-twice.md"),
    check: RuleCheck::Plan(check),
};

/// Fewer equal numbers may be chance.
const LEAST: usize = 3;

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    // Equal series have equal hashes; sorted, they stand beside each other.
    let mut hashed: Vec<(u64, GoalIx)> = measured(plan.goals())
        .filter(|(_, goal, measure)| measure.actuals.len() >= LEAST && !goal.is_over() && varies(measure))
        .map(|(index, _, measure)| (hash(measure), index))
        .collect();
    hashed.sort_unstable();
    let series_of = |goal: GoalIx| plan[goal].written.measure.as_deref().into_iter().flat_map(series);
    for alike in hashed.chunk_by(|one, other| one.0 == other.0).filter(|alike| alike.len() > 1) {
        let mut firsts: Vec<GoalIx> = Vec::new();
        for (_, index) in alike {
            match firsts.iter().copied().find(|first| series_of(*first).eq(series_of(*index))) {
                Some(first) => report(context, sink, *index, first),
                None => firsts.push(*index),
            }
        }
    }
}

fn series(measure: &Measure) -> impl Iterator<Item = (&Time, Option<f64>)> {
    measure.actuals.iter().map(|(time, actual)| (time, actual.value.number()))
}

fn hash(measure: &Measure) -> u64 {
    let mut hasher = FxHasher::default();
    for (time, number) in series(measure) {
        time.hash(&mut hasher);
        number.map(f64::to_bits).hash(&mut hasher);
    }
    hasher.finish()
}

/// Whether a series is more than one number again and again: 0, 0, 0 may be true of many goals.
fn varies(measure: &Measure) -> bool {
    let mut different = [0.0; LEAST];
    let mut count = 0;
    for number in series(measure).filter_map(|(_, number)| number) {
        if different.iter().take(count).all(|seen| *seen != number) {
            let Some(next) = different.get_mut(count) else { break };
            *next = number;
            count += 1;
        }
    }
    count >= LEAST
}

fn report(context: &Context<'_>, sink: &mut Sink<'_>, goal: GoalIx, first: GoalIx) {
    let plan = context.plan;
    let actuals = |goal: GoalIx| plan[goal].place().field("measure").field("actuals").key_only();
    let (id, other) = (plan[goal].id(), plan[first].id());
    let message = format!("`{id}` has the same actuals as `{other}`, so one thing is counted twice");
    let finding = sink
        .about_goal(context, goal, actuals(goal), message)
        .also(actuals(first), "the same numbers")
        .help(format!("if it is one number, keep one goal and let it contribute to both parents; else write the numbers of `{id}`"));
    sink.push(finding);
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    #[test]
    fn equal_series_of_some_length() {
        let found = |one: &str, other: &str| {
            let goal = |id: &str, actuals: &str| {
                format!(
                    r#"{{ "id": "{id}", "title": "T", "kind": "kpi", "contributes_to": "vision", "measure": {{ "actuals": {{ {actuals} }} }} }}"#
                )
            };
            let json = with(&format!(r#""goals": [{}, {}]"#, goal("a", one), goal("b", other)));
            of_rule(&json, "KRS015").len()
        };
        let three = r#""2027-01": 1, "2027-02": 2, "2027-03": 4"#;
        assert_eq!(found(three, three), 1);
        assert_eq!(found(three, r#""2027-01": 1, "2027-02": 2, "2027-03": 5"#), 0);
        let same = r#""2027-01": 1, "2027-02": 1, "2027-03": 1"#;
        assert_eq!(found(same, same), 0, "nothing happened in both");
        let short = r#""2027-01": 1, "2027-02": 2"#;
        assert_eq!(found(short, short), 0);
    }
}
