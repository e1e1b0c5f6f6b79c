//! `backwards-range`: a range of times that ends before it begins.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::{Entries, Measure};
use truenorth_core::place::Place;
use truenorth_core::plan::{Goal, Item};
use truenorth_core::scalar::{Due, Time};

use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "TIM008", name: "backwards-range", unreadable: false };

/// See `backwards-range.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Time,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "a range of times ends before it begins",
    options: &[],
    page: include_str!("backwards-range.md"),
    check: RuleCheck::GoalsAndRest(goals, rest),
};

fn goals(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    let mut looker = Looker { context, sink, item: "" };
    for (_, goal) in goals {
        looker.goal(goal);
    }
}

fn rest(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let mut looker = Looker { context, sink, item: "" };
    for (item, statement) in [(Item::Vision, &plan.vision), (Item::Mission, &plan.mission)] {
        if let (Some(statement), Some(place)) = (statement, plan.item_place(item)) {
            looker.item = plan.item_id(item);
            looker.maybe(statement.horizon.as_ref(), || place.field("horizon"));
        }
    }
    for team in &plan.teams {
        looker.item = team.written.id.as_str();
        looker
            .maybe(team.written.valid.as_ref(), || Place::value(team.file, team.written.spot).field("valid"));
    }
    for person in &plan.people {
        let place = || Place::value(person.file, person.written.spot).field("valid");
        looker.item = person.written.id.as_str();
        looker.maybe(person.written.valid.as_ref(), place);
    }
    for account in &plan.accounts {
        let place = || Place::value(account.file, account.written.spot).field("valid");
        looker.item = account.written.id.as_str();
        looker.maybe(account.written.valid.as_ref(), place);
    }
    for line in &plan.lines {
        looker.item = line.id();
        looker.maybe(line.written.valid.as_ref(), || line.place().field("valid"));
        for (stage, amounts) in &line.written.amounts {
            looker.keys(amounts, || line.place().field("amounts").key(stage.word()));
        }
    }
    for growth in &plan.growth {
        let here = || Place::value(growth.file, growth.written.spot);
        looker.item = growth.written.id.as_str();
        looker.maybe(growth.written.period.as_ref(), || here().field("period"));
        looker.measure(&growth.written.measure, || here().field("measure"));
        for (entry, scenario) in growth.written.scenarios.iter().enumerate() {
            looker.keys(&scenario.values, || here().field("scenarios").index(entry).field("values"));
        }
    }
}

/// Looks at times and reports the backwards ones.
struct Looker<'a, 's, 'c> {
    context: &'a Context<'c>,
    sink: &'a mut Sink<'s>,
    /// Full id of the item whose times follow.
    item: &'a str,
}

impl<'a> Looker<'a, '_, '_> {
    fn goal(&mut self, goal: &'a Goal) {
        let written = &goal.written;
        self.item = goal.id();
        self.maybe(written.period.as_ref(), || goal.place().field("period"));
        self.maybe(written.start.as_ref(), || goal.place().field("start"));
        if let Some(Due::At(time)) = &written.due {
            self.time(time, || goal.place().field("due"));
        }
        for (entry, old) in written.due_was.iter().enumerate() {
            if let Due::At(time) = &old.due {
                self.time(time, || goal.place().field("due_was").index(entry).field("due"));
            }
        }
        self.keys(&written.check_ins, || goal.place().field("check_ins"));
        if let Some(measure) = &written.measure {
            self.measure(measure, || goal.place().field("measure"));
        }
    }

    fn measure(&mut self, measure: &Measure, place: impl Fn() -> Place) {
        self.maybe(measure.baseline_at.as_ref(), || place().field("baseline_at"));
        self.keys(&measure.phased, || place().field("phased"));
        self.keys(&measure.actuals, || place().field("actuals"));
    }

    fn keys<T>(&mut self, map: &Entries<Time, T>, place: impl Fn() -> Place) {
        for (time, _) in map {
            self.time(time, || place().key(time.to_string()).key_only());
        }
    }

    fn maybe(&mut self, time: Option<&Time>, place: impl FnOnce() -> Place) {
        if let Some(time) = time {
            self.time(time, place);
        }
    }

    fn time(&mut self, time: &Time, place: impl FnOnce() -> Place) {
        let calendar = &self.context.plan.calendar;
        let Time::Range(first, last) = time else { return };
        if !calendar.is_backwards(time) {
            return;
        }
        let begin = calendar.period(&Time::One(*first)).first;
        let end = calendar.period(&Time::One(*last)).last;
        let finding = self
            .sink
            .finding(place(), format!("`{time}` ends on {end}, before it begins on {begin}"))
            .help(format!(
                "write another end; by the plan's `calendar`, \
                 `{first}` begins on {begin} and `{last}` ends on {end}"
            ))
            .item(self.item);
        self.sink.push(finding);
    }
}
