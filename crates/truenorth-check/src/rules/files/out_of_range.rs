//! `out-of-range`: a number outside the range of its field.

use std::fmt;

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::{Contribution, Horizon, Measure, MeasureKind};
use truenorth_core::place::Place;
use truenorth_core::plan::Plan;
use truenorth_core::scalar::{Money, Percent, Value};

use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::change::adkar_barrier::steps;

static ID: RuleId = RuleId { code: "PLN019", name: "out-of-range", unreadable: false };

/// See `out-of-range.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Files,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "a number, share or amount lies outside the range of its field",
    options: &[],
    page: include_str!("out-of-range.md"),
    check: RuleCheck::GoalsAndRest(goals, rest),
};

const WHOLE: &str = "a part of the whole is written 0% to 100%";
const CHANCE: &str = "write how likely it is, 0% to 100%";
const RATING: &str = "write 1 for the least to 5 for the most, or leave it out if nobody knows";
const GRADE: &str = "a grade is a part of 1, such as 0.7; 70 % is written 0.7";
const MILESTONE: &str =
    "a milestone goes from 0, not begun, to 1, done; a count up to another number is of the kind `increase`";

/// One item whose fields are held against their ranges.
struct Judge<'a, 'b, 'c> {
    sink: &'a mut Sink<'b>,
    id: &'c str,
}

impl Judge<'_, '_, '_> {
    fn report(&mut self, place: Place, what: &str, value: impl fmt::Display, range: &str, help: &str) {
        let message = format!("{what} of `{}` is {value}, and {range}", self.id);
        self.sink.push(self.sink.finding(place, message).help(help).item(self.id));
    }

    /// A percentage that cannot be below 0 % or above 100 %.
    fn percent(&mut self, value: Option<Percent>, what: &str, help: &str, place: impl FnOnce() -> Place) {
        if let Some(value) = value.filter(|value| is_beyond(*value)) {
            self.report(place(), what, value, "goes from 0% to 100%", help);
        }
    }

    /// A rating from 1 to 5.
    fn rating(&mut self, value: Option<u32>, field: &'static str, here: &Place) {
        if let Some(value) = value.filter(|value| !(1..=5).contains(value)) {
            self.report(here.clone().field(field), &format!("`{field}`"), value, "goes from 1 to 5", RATING);
        }
    }

    /// An amount of money that is never below 0, or, if `above`, never 0 either.
    fn amount(&mut self, value: Option<&Money>, above: bool, field: &'static str, here: &Place) {
        let Some(number) = value.and_then(Money::number) else { return };
        if number.is_negative() || (above && number.is_zero()) {
            let range = if above { "has to be above 0" } else { "cannot be below 0" };
            let help = "write the amount without a sign; what the field says gives the direction";
            self.report(here.clone().field(field), &format!("`{field}`"), number, range, help);
        }
    }
}

fn goals(_: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    for (_, goal) in goals {
        let it = &goal.written;
        let mut judge = Judge { sink, id: goal.id() };
        // Words are only made for what is found: there are many links, and hardly one is wrong.
        let wrong =
            it.contributes_to.iter().enumerate().filter(|(_, link)| link.share.is_some_and(is_beyond));
        for (entry, link) in wrong {
            let help =
                "a share is a part of the whole: write 0% to 100%; what hurts a goal has a negative `weight`";
            judge.percent(link.share, &format_share(link), help, || {
                goal.place().field("contributes_to").index(entry).field("share")
            });
        }
        if let Some(grade) = it.grade.filter(|grade| !is_grade(*grade)) {
            judge.report(goal.place().field("grade"), "`grade`", grade, "goes from 0 to 1", GRADE);
        }
        for (time, check_in) in &it.check_ins {
            judge.percent(check_in.confidence, "`confidence`", CHANCE, || {
                goal.place().field("check_ins").key(time.to_string()).field("confidence")
            });
        }
        for (entry, assumption) in it.assumptions.iter().enumerate() {
            judge.percent(assumption.confidence, "`confidence` in an assumption", CHANCE, || {
                goal.place().field("assumptions").index(entry).field("confidence")
            });
        }
        let responsible = it.raci.as_deref().map(|raci| &raci.responsible);
        for (entry, part) in responsible.into_iter().flat_map(|parts| parts.iter()).enumerate() {
            judge.percent(part.share, "the `share` of full time", WHOLE, || {
                goal.place().field("raci").field("responsible").index(entry).field("share")
            });
        }
        judge.amount(it.funding_min.as_deref(), false, "funding_min", &goal.place());
        if let Some(measure) = it.measure.as_deref().filter(|measure| is_part_of_one(measure)) {
            for (time, actual) in &measure.actuals {
                let Some(value) = actual.value.number().filter(|value| !(0.0..=1.0).contains(value)) else {
                    continue;
                };
                let place = goal.place().field("measure").field("actuals").key(time.to_string());
                judge.report(place, "an actual of the milestone", value, "goes from 0 to 1", MILESTONE);
            }
        }
    }
}

/// What a share is of, for people.
fn format_share(link: &Contribution) -> String {
    format!("the `share` for `{}`", link.goal)
}

fn is_beyond(share: Percent) -> bool {
    !(Percent::ZERO..=Percent::HUNDRED).contains(&share)
}

fn is_grade(grade: f64) -> bool {
    (0.0..=1.0).contains(&grade)
}

/// Whether a measure counts the parts of one milestone, from 0 to 1.
fn is_part_of_one(measure: &Measure) -> bool {
    let is =
        |value: Option<Value>, number: f64| value.is_none() || value.and_then(Value::number) == Some(number);
    measure.kind == Some(MeasureKind::Milestone) && is(measure.baseline, 0.0) && is(measure.target, 1.0)
}

fn rest(context: &Context<'_>, sink: &mut Sink<'_>) {
    money(context.plan, sink);
    people(context.plan, sink);
    strategy(context.plan, sink);
    change(context.plan, sink);
    checks(context.plan, sink);
}

fn money(plan: &Plan, sink: &mut Sink<'_>) {
    for line in &plan.lines {
        let mut judge = Judge { sink, id: line.id() };
        for (entry, funding) in line.written.funds.iter().enumerate() {
            let what = format!("the `share` for `{}`", funding.goal);
            judge.percent(funding.share, &what, WHOLE, || {
                line.place().field("funds").index(entry).field("share")
            });
        }
    }
    for saving in &plan.savings {
        let (it, here) = (&saving.written, saving.place());
        let mut judge = Judge { sink, id: saving.id() };
        judge.amount(Some(&it.saving), true, "saving", &here);
        judge.amount(it.baseline.as_ref(), false, "baseline", &here);
        judge.amount(it.one_off_cost.as_ref(), false, "one_off_cost", &here);
        judge.percent(it.confidence, "`confidence`", CHANCE, || here.clone().field("confidence"));
    }
    for growth in &plan.growth {
        let mut judge = Judge { sink, id: growth.written.id.as_str() };
        for (entry, scenario) in growth.written.scenarios.iter().enumerate() {
            let what = format!("the `probability` of scenario `{}`", scenario.id);
            judge.percent(scenario.probability, &what, CHANCE, || {
                let here = Place::value(growth.file, growth.written.spot);
                here.field("scenarios").index(entry).field("probability")
            });
        }
    }
    for scenario in &plan.scenarios {
        Judge { sink, id: scenario.id() }.percent(
            scenario.written.probability,
            "`probability`",
            CHANCE,
            || scenario.place().field("probability"),
        );
    }
}

fn people(plan: &Plan, sink: &mut Sink<'_>) {
    for person in &plan.people {
        let (it, here) = (&person.written, Place::value(person.file, person.written.spot));
        let mut judge = Judge { sink, id: it.id.as_str() };
        judge.percent(it.capacity, "`capacity`", WHOLE, || here.clone().field("capacity"));
        for (time, away) in &it.leave {
            judge
                .percent(Some(*away), "`leave`", WHOLE, || here.clone().field("leave").key(time.to_string()));
        }
        judge.amount(it.day_cost.as_deref(), false, "day_cost", &here);
    }
    for training in &plan.training {
        let mut judge = Judge { sink, id: training.id() };
        judge.amount(training.written.cost.as_deref(), false, "cost", &training.place());
    }
}

fn strategy(plan: &Plan, sink: &mut Sink<'_>) {
    for risk in &plan.risks {
        let (it, here) = (&risk.written, risk.place());
        let mut judge = Judge { sink, id: risk.id() };
        let residual = it.residual.as_deref();
        let left = residual
            .map(|left| (here.clone().field("residual"), left.likelihood, left.impact, left.probability));
        for (here, likelihood, impact, probability) in
            [(here, it.likelihood, it.impact, it.probability)].into_iter().chain(left)
        {
            judge.rating(likelihood, "likelihood", &here);
            judge.rating(impact, "impact", &here);
            judge.percent(probability, "`probability`", CHANCE, || here.clone().field("probability"));
        }
    }
    for decision in &plan.decisions {
        let (it, here) = (&decision.written, decision.place());
        let mut judge = Judge { sink, id: decision.id() };
        for (entry, state) in it.states.iter().enumerate() {
            let what = format!("the `probability` of state `{}`", state.id);
            judge.percent(Some(state.probability), &what, CHANCE, || {
                here.clone().field("states").index(entry).field("probability")
            });
        }
        for (entry, prediction) in it.predictions.iter().enumerate() {
            judge.percent(Some(prediction.probability), "the `probability` of a prediction", CHANCE, || {
                here.clone().field("predictions").index(entry).field("probability")
            });
        }
    }
}

fn change(plan: &Plan, sink: &mut Sink<'_>) {
    for change in &plan.changes {
        for (entry, group) in change.written.groups.iter().enumerate() {
            let Some(adkar) = group.adkar.as_deref() else { continue };
            for (step, value) in steps(adkar) {
                let Some(value) = value.filter(|value| !(1.0..=5.0).contains(value)) else { continue };
                let place = change.place().field("groups").index(entry).field("adkar").field(step);
                let what = format!("`{step}` of `{}`", group.group);
                let help = "write the mean of the answers on a scale from 1 to 5, or leave it out";
                Judge { sink, id: change.id() }.report(place, &what, value, "goes from 1 to 5", help);
            }
        }
    }
    for stakeholder in &plan.stakeholders {
        let (it, here) = (&stakeholder.written, stakeholder.place());
        let mut judge = Judge { sink, id: stakeholder.id() };
        judge.rating(it.power, "power", &here);
        judge.rating(it.interest, "interest", &here);
    }
    for review in &plan.reviews {
        for (goal, grade) in review.written.grades.iter().filter(|(_, grade)| !is_grade(*grade)) {
            let place = review.place().field("grades").key(goal.as_str());
            let what = format!("the grade for `{goal}`");
            Judge { sink, id: review.id() }.report(place, &what, grade, "goes from 0 to 1", GRADE);
        }
    }
}

fn checks(plan: &Plan, sink: &mut Sink<'_>) {
    let Some(root) = plan.root else { return };
    let here = || Place::value(root, plan.checks.spot);
    let mut judge = Judge { sink, id: "checks" };
    for (pillar, share) in &plan.checks.priorities {
        judge.percent(Some(*share), &format!("the share for `{pillar}`"), WHOLE, || {
            here().field("priorities").key(pillar.as_str())
        });
    }
    for (horizon, share) in &plan.checks.horizons {
        let key = match horizon {
            Horizon::OneYear => "1y",
            Horizon::ThreeYears => "3y",
            Horizon::Beyond => "beyond",
        };
        judge.percent(Some(*share), &format!("the share for `{key}`"), WHOLE, || {
            here().field("horizons").key(key)
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    fn found(fields: &str) -> Vec<String> {
        of_rule(&with(fields), "PLN019").into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn goals_and_lines() {
        let json = r#""goals": [
              { "id": "a", "title": "A", "contributes_to": [{ "goal": "vision", "share": "101%" }], "grade": 7 },
              { "id": "b", "title": "B", "contributes_to": [{ "goal": "vision", "share": "100%" }], "grade": 1,
                "check_ins": { "2027-05-01": { "confidence": "500%" }, "2027-06-01": { "confidence": "100%" } },
                "raci": { "responsible": [{ "who": "p", "share": "160%" }] },
                "assumptions": [{ "title": "A", "confidence": "-1%" }], "funding_min": "-5 EUR" }],
            "people": [{ "id": "p", "name": "P", "capacity": "-50%", "leave": { "2027-08": "120%" }, "day_cost": "-1 EUR" }],
            "budget": [{ "id": "l", "title": "L", "currency": "EUR", "amounts": { "adopted": { "2027": 1 } },
              "funds": [{ "goal": "a", "share": "150%" }, { "goal": "b", "share": "-50%" }] }]"#;
        assert_eq!(
            found(json),
            [
                "the `share` for `vision` of `a` is 101%, and goes from 0% to 100%",
                "`grade` of `a` is 7, and goes from 0 to 1",
                "`confidence` of `b` is 500%, and goes from 0% to 100%",
                "the `share` of full time of `b` is 160%, and goes from 0% to 100%",
                "`confidence` in an assumption of `b` is -1%, and goes from 0% to 100%",
                "`funding_min` of `b` is -5, and cannot be below 0",
                "`capacity` of `p` is -50%, and goes from 0% to 100%",
                "`leave` of `p` is 120%, and goes from 0% to 100%",
                "`day_cost` of `p` is -1, and cannot be below 0",
                "the `share` for `a` of `l` is 150%, and goes from 0% to 100%",
                "the `share` for `b` of `l` is -50%, and goes from 0% to 100%"
            ]
        );
    }

    #[test]
    fn milestones_are_parts_of_one() {
        let of = |measure: &str| {
            found(&format!(
                r#""goals": [{{ "id": "m", "title": "M", "kind": "milestone", "contributes_to": "vision", "measure": {measure} }}]"#
            ))
        };
        assert_eq!(
            of(r#"{ "kind": "milestone", "actuals": { "2027-05": 0.5, "2027-06": 50 } }"#),
            ["an actual of the milestone of `m` is 50, and goes from 0 to 1"]
        );
        assert!(of(r#"{ "kind": "milestone", "target": 3, "actuals": { "2027-06": 2 } }"#).is_empty());
    }

    #[test]
    fn ratings_probabilities_and_savings() {
        let risk = |fields: &str| found(&format!(r#""risks": [{{ "id": "r", "title": "R", {fields} }}]"#));
        assert!(risk(r#""likelihood": 1, "impact": 5, "probability": "100%""#).is_empty());
        assert_eq!(risk(r#""likelihood": 0, "impact": 6, "probability": "100.1%""#).len(), 3);
        assert_eq!(risk(r#""residual": { "impact": 6, "probability": "-1%" }"#).len(), 2);
        assert_eq!(
            found(r#""stakeholders": [{ "id": "s", "title": "S", "power": 0, "interest": 5 }]"#),
            ["`power` of `s` is 0, and goes from 1 to 5"]
        );
        assert_eq!(
            found(
                r#""changes": [{ "id": "c", "title": "C", "groups": [{ "group": "t", "adkar": { "date": "2027-06-01",
                "answers": 9, "awareness": 0.9, "desire": 1, "knowledge": 5 } }] }], "teams": [{ "id": "t", "title": "T" }]"#
            ),
            ["`awareness` of `t` of `c` is 0.9, and goes from 1 to 5"]
        );
        assert_eq!(
            found(
                r#""goals": [{ "id": "k", "title": "K", "contributes_to": "vision" }],
                "reviews": [{ "id": "r", "title": "R", "date": "2027-04-01", "grades": { "k": -0.1 } }]"#
            ),
            ["the grade for `k` of `r` is -0.1, and goes from 0 to 1"]
        );
        assert_eq!(
            found(
                r#""budget": [{ "id": "l", "title": "L" }], "savings": [{ "id": "s", "title": "S", "lines": "l", "saving": 0,
                "one_off_cost": "-3 EUR", "confidence": "101%" }]"#
            ),
            [
                "`saving` of `s` is 0, and has to be above 0",
                "`one_off_cost` of `s` is -3, and cannot be below 0",
                "`confidence` of `s` is 101%, and goes from 0% to 100%"
            ]
        );
        assert_eq!(
            found(r#""decisions": [{ "id": "d", "title": "D", "predictions": [{ "title": "P", "probability": "120%" }],
                "states": [{ "id": "a", "probability": "150%" }, { "id": "b", "probability": "-50%" }] }],
                "scenarios": [{ "id": "x", "title": "X", "probability": "200%", "set": [] }]"#)
            .len(),
            4
        );
    }
}
