//! What the grid of stakeholders shows of a plan.

use truenorth_core::model;
use truenorth_core::plan::{Item, Plan};
use truenorth_core::scalar::{Date, Due, Duration, DurationUnit};

use super::{counted, shown, source, spoken, wants_owner};
use crate::catalogue::{Chart, Drawing, Facts, Filter, Of};
use crate::charts::stakeholder_grid::{self as chart, Message, Stakeholder, View};

/// The chart's entry in the catalogue.
pub const CHART: Chart = Chart {
    name: "stakeholder-grid",
    summary: "Stakeholders by power and interest, with what each is told and when, and who is told nothing",
    filters: &[Filter::Team, Filter::Pillar],
    of: Of::Plan { has },
    draw: |facts, _, look| {
        let view = view(facts);
        let (scene, more) = chart::draw(&view, look);
        let notes = match more {
            0 => Vec::new(),
            more => vec![format!("left out: {} with less power", counted(more, "stakeholder"))],
        };
        Ok(Drawing { scene, table: chart::table(&view), notes })
    },
};

fn has(plan: &Plan) -> bool {
    let written = plan.stakeholders.iter().map(|stakeholder| &stakeholder.written);
    written.into_iter().any(|written| step(written.power).is_some() && step(written.interest).is_some())
}

/// A step from 1 to 5.
fn step(value: Option<u32>) -> Option<u8> {
    value.and_then(|value| u8::try_from(value).ok()).filter(|value| (1..=5).contains(value))
}

fn view(facts: &Facts<'_>) -> View {
    let plan = facts.plan;
    let asked = plan.stakeholders.iter().filter(|stakeholder| {
        let mut about = stakeholder.written.about.iter();
        let is_about =
            about.any(|item| matches!(plan.target(item), Some(Item::Goal(goal)) if facts.wants_goal(goal)));
        let all = facts.only.team.is_none() && facts.only.pillar.is_none();
        all || is_about || (facts.only.pillar.is_none() && wants_owner(facts, stakeholder.owner))
    });
    let stakeholders = asked.map(|stakeholder| {
        let written = &stakeholder.written;
        let told = written.messages.iter();
        let mut messages: Vec<(bool, Option<Date>, Message)> =
            told.map(|told| message(facts, told)).collect();
        // What is late comes first, then what comes next; what has no date is least urgent.
        messages.sort_by_key(|(is_late, day, _)| (!is_late, day.is_none(), *day));
        Stakeholder {
            id: shown(stakeholder.id()),
            title: shown(stakeholder.title()),
            power: step(written.power),
            interest: step(written.interest),
            messages: messages.into_iter().map(|(.., message)| message).collect(),
        }
    });
    View {
        stakeholders: stakeholders.collect(),
        today: format!("as of {}", spoken(facts.today)),
        source: source(facts),
    }
}

/// Whether it is late, when it comes next, and the words.
fn message(facts: &Facts<'_>, told: &model::Message) -> (bool, Option<Date>, Message) {
    let plan = facts.plan;
    let last = told.sent.iter().filter(|sent| **sent <= facts.today).max().copied();
    let owner = told.owner.as_ref().and_then(|owner| plan.target(owner)).and_then(Item::owner);
    let by = owner.map(|owner| format!("by {}", shown(plan.owner_name(owner))));
    let how = [told.channel.as_deref().map(shown), by].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let (when, next) = match (&told.due, last) {
        (Some(Due::Every(step)), Some(last)) => (every(step), Some(plan.calendar.add(last, step))),
        (Some(Due::Every(step)), None) => (every(step), None),
        (Some(due), None) => {
            (plan.due_day(due).map_or_else(|| shown(&due.to_string()), spoken), plan.due_day(due))
        }
        (Some(_) | None, Some(last)) => (format!("told on {}", spoken(last)), None),
        (None, None) => ("no day is set".to_owned(), None),
    };
    let is_late = next.is_some_and(|day| day < facts.today);
    let is_repeated = matches!(told.due, Some(Due::Every(_)));
    let words = match next {
        Some(day) if is_late => format!("late since {}", spoken(day)),
        Some(day) if is_repeated => format!("next by {}", spoken(day)),
        None if is_repeated => "not told yet".to_owned(),
        _ => String::new(),
    };
    (is_late, next, Message { title: shown(&told.title), how, when, next: words, is_late })
}

/// `every 3 months`.
fn every(step: &Duration) -> String {
    let unit = match step.unit {
        DurationUnit::Day => "day",
        DurationUnit::Week => "week",
        DurationUnit::Month => "month",
        DurationUnit::Year => "year",
    };
    match step.count {
        1 => format!("every {unit}"),
        count => format!("every {count} {unit}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Only;
    use crate::testing::{facts_of, plan_of};

    /// On 12 April 2027: told on 5 January and every 3 months, so late since 5 April; due on 1 May, told never.
    #[test]
    fn what_is_late_comes_before_what_comes_next() {
        let plan = plan_of(
            r#""stakeholders": [ { "id": "s", "title": "S", "power": 5, "interest": 9, "messages": [
                { "title": "Later", "due": "2027-05-01" },
                { "title": "Told once", "due": "2027-01-31", "sent": "2027-01-30" },
                { "title": "Late", "due": "every 3m", "sent": ["2026-10-05", "2027-01-05"], "channel": "letter" },
                { "title": "New", "due": "every 1w" } ] } ]"#,
        );
        let view = facts_of(&plan, Date::new(2027, 4, 12).unwrap(), Only::default(), view);
        let told = &view.stakeholders[0];
        let words: Vec<(&str, &str, &str, bool)> = told
            .messages
            .iter()
            .map(|told| (told.title.as_str(), told.when.as_str(), told.next.as_str(), told.is_late))
            .collect();
        assert_eq!(
            words,
            [
                ("Late", "every 3 months", "late since 5 Apr 2027", true),
                ("Later", "1 May 2027", "", false),
                ("Told once", "told on 30 Jan 2027", "", false),
                ("New", "every week", "not told yet", false),
            ]
        );
        // 9 is no step: a rule says so, and nobody is placed by it.
        assert_eq!((told.power, told.interest, has(&plan)), (Some(5), None, false));
    }
}
