//! `done-in-the-future`: something that is recorded as done on a day to come.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::DecisionStatus;
use truenorth_core::place::Place;
use truenorth_core::scalar::Date;

use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "TIM010", name: "done-in-the-future", unreadable: false };

/// See `done-in-the-future.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Time,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "something is recorded as done on a day that has not come yet",
    options: &[],
    page: include_str!("done-in-the-future.md"),
    check: RuleCheck::GoalsAndRest(goals, rest),
};

/// Reports one date that should have been.
struct Clock<'a, 'b> {
    sink: &'a mut Sink<'b>,
    today: Date,
}

impl Clock<'_, '_> {
    fn look(&mut self, day: Option<Date>, id: &str, what: &str, help: &str, place: impl FnOnce() -> Place) {
        let Some(day) = day.filter(|day| *day > self.today) else { return };
        let message = format!("{what} on {day}, but today is {}", self.today);
        self.sink.push(self.sink.finding(place(), message).help(help).item(id));
    }
}

fn goals(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    let mut clock = Clock { sink, today: context.today };
    for (_, goal) in goals {
        let (it, id) = (&goal.written, goal.id());
        if let Some(done) = it.done.filter(|done| *done > context.today) {
            let help =
                format!("if it is planned for that day, write `\"due\": \"{done}\"` instead of `done`");
            clock.look(it.done, id, &format!("`{id}` is done"), &help, || goal.place().field("done"));
        }
        // Words are only made for what is found: there are many links, and hardly one is wrong.
        let to_come = |day: Option<Date>| day.is_some_and(|day| day > context.today);
        for (entry, needed) in it.depends_on.iter().enumerate().filter(|(_, needed)| to_come(needed.agreed)) {
            let what = format!("`{}` was agreed as needed by `{id}`", needed.goal);
            let help = "leave `agreed` out until the other side has said yes";
            clock.look(needed.agreed, id, &what, help, || {
                goal.place().field("depends_on").index(entry).field("agreed")
            });
        }
        for (entry, moved) in it.due_was.iter().enumerate().filter(|(_, moved)| to_come(moved.changed)) {
            let help = "write the day of the change; a change to come is not made yet";
            clock.look(moved.changed, id, &format!("the deadline of `{id}` was moved"), help, || {
                goal.place().field("due_was").index(entry).field("changed")
            });
        }
    }
}

fn rest(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let mut clock = Clock { sink, today: context.today };
    let actions = plan.risks.iter().map(|risk| (risk.id(), risk.place(), &risk.written.actions));
    let lessons = plan.reviews.iter().map(|review| (review.id(), review.place(), &review.written.actions));
    for (id, here, actions) in actions.chain(lessons) {
        for (entry, action) in actions.iter().enumerate() {
            let help = "if it is planned for that day, write it as `due`";
            clock.look(action.done, id, &format!("an action of `{id}` is done"), help, || {
                here.clone().field("actions").index(entry).field("done")
            });
        }
    }
    for decision in &plan.decisions {
        let it = &decision.written;
        let taken = !matches!(it.status, None | Some(DecisionStatus::Proposed | DecisionStatus::Pending));
        let help = "write the day on which it was decided, or make its status `pending`";
        let what = format!("`{}` was decided", decision.id());
        clock.look(it.date.filter(|_| taken), decision.id(), &what, help, || decision.place().field("date"));
    }
    for stakeholder in &plan.stakeholders {
        for (entry, message) in stakeholder.written.messages.iter().enumerate() {
            for (at, sent) in message.sent.iter().enumerate() {
                let help = "a message to come has a `due`; `sent` says when it went out";
                let what = format!("a message to `{}` was sent", stakeholder.id());
                clock.look(Some(*sent), stakeholder.id(), &what, help, || {
                    stakeholder.place().field("messages").index(entry).field("sent").index(at)
                });
            }
        }
    }
    for feedback in &plan.feedback {
        let it = &feedback.written;
        let place = || Place::value(feedback.file, it.spot).field("last");
        let what = format!("the last talk of `{}` with `{}` was", it.from, it.to);
        clock.look(it.last, it.to.as_str(), &what, "write the day of the last talk that was held", place);
    }
    for person in &plan.people {
        for (skill, held) in &person.written.skills {
            let id = person.written.id.as_str();
            let what = format!("`{skill}` of `{id}` was assessed");
            clock.look(held.assessed, id, &what, "write the day on which the level was judged", || {
                Place::value(person.file, person.written.spot)
                    .field("skills")
                    .key(skill.as_str())
                    .field("assessed")
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    /// Today is 2027-07-01.
    #[test]
    fn everything_that_is_said_to_have_happened() {
        let json = with(
            r#""goals": [{ "id": "a", "title": "A", "contributes_to": "vision", "done": "2027-07-02",
                "due_was": { "due": "2027-05-01", "changed": "2028-05-01", "reason": "R" } },
              { "id": "b", "title": "B", "contributes_to": "vision", "done": "2027-07-01", "depends_on": { "goal": "a", "agreed": "2027-08-01" } }],
            "risks": [{ "id": "r", "title": "R", "actions": { "title": "T", "done": "2027-07-03" } }],
            "decisions": [{ "id": "d", "title": "D", "status": "accepted", "date": "2027-07-04" },
                { "id": "e", "title": "E", "status": "pending", "date": "2027-07-04" }],
            "stakeholders": [{ "id": "s", "title": "S", "messages": [{ "title": "M", "sent": ["2027-06-30", "2027-07-05"] }] }],
            "skills": [{ "id": "k", "title": "K" }],
            "people": [{ "id": "p", "name": "P", "skills": { "k": { "level": 1, "assessed": "2027-07-06" } } },
                { "id": "q", "name": "Q" }],
            "feedback": [{ "kind": "review", "from": "p", "to": "q", "cadence": "1m", "last": "2027-07-07" }]"#,
        );
        let found: Vec<String> =
            of_rule(&json, "TIM010").into_iter().map(|finding| finding.message).collect();
        assert_eq!(
            found,
            [
                "`a` is done on 2027-07-02, but today is 2027-07-01",
                "the deadline of `a` was moved on 2028-05-01, but today is 2027-07-01",
                "`a` was agreed as needed by `b` on 2027-08-01, but today is 2027-07-01",
                "an action of `r` is done on 2027-07-03, but today is 2027-07-01",
                "`d` was decided on 2027-07-04, but today is 2027-07-01",
                "a message to `s` was sent on 2027-07-05, but today is 2027-07-01",
                "`k` of `p` was assessed on 2027-07-06, but today is 2027-07-01",
                "the last talk of `p` with `q` was on 2027-07-07, but today is 2027-07-01",
            ]
        );
    }
}
