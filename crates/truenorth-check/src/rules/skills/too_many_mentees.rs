//! `too-many-mentees`: a mentor with more mentees at a time than is good.

use std::collections::{BTreeMap, BTreeSet};

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::place::Place;
use truenorth_core::plan::PersonIx;
use truenorth_core::scalar::{Date, Period};
use truenorth_graph::supply::person_of;

use super::supply::{person_id, person_place, wanted};
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::also_all;

static ID: RuleId = RuleId { code: "SKL008", name: "too-many-mentees", unreadable: false };

/// See `too-many-mentees.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Skills,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a mentor has more mentees at a time than `checks.limits.mentees`",
    options: &[],
    page: include_str!("too-many-mentees.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let limit = wanted(plan.checks.limits.as_ref().and_then(|limits| limits.mentees), 3);
    let mut of_mentor: BTreeMap<PersonIx, Vec<Bond>> = BTreeMap::new();
    for mentoring in &plan.mentoring {
        let written = &mentoring.written;
        let always = Period { first: Date::MIN, last: Date::MAX };
        let period = written.period.as_ref().map_or(always, |period| plan.calendar.period(period));
        let pair = person_of(plan, &written.mentor).zip(person_of(plan, &written.mentee));
        if let Some((mentor, mentee)) = pair.filter(|_| period.last >= context.today) {
            let place = Place::value(mentoring.file, written.spot).field("mentee");
            of_mentor.entry(mentor).or_default().push(Bond { mentee, period, place });
        }
    }
    for (mentor, bonds) in of_mentor.into_iter().filter(|(_, bonds)| bonds.len() > limit) {
        // Mentees become more only on a day on which one begins.
        let starts: BTreeSet<Date> = bonds.iter().map(|bond| bond.period.first.max(context.today)).collect();
        for day in starts {
            let at_once: Vec<&Bond> = bonds.iter().filter(|bond| bond.period.contains(day)).collect();
            let mentees: BTreeSet<PersonIx> = at_once.iter().map(|bond| bond.mentee).collect();
            if mentees.len() <= limit {
                continue;
            }
            let id = person_id(plan, mentor);
            let message =
                format!("`{id}` has {} mentees at once on {day}, and the limit is {limit}", mentees.len());
            let finding = sink
                .finding(person_place(plan, mentor), message)
                .item(id)
                .help("give a mentee to somebody else, begin later, or raise `checks.limits.mentees`");
            let places = at_once.into_iter().map(|bond| (bond.place.clone(), "one of them".to_owned()));
            sink.push(also_all(finding, places.collect()));
            break;
        }
    }
}

/// Somebody who learns from a mentor, and when.
struct Bond {
    mentee: PersonIx,
    period: Period,
    place: Place,
}
