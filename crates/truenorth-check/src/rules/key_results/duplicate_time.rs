//! `duplicate-time`: two numbers of one measure for the same time.
//!
//! Two spellings of one period are a contradiction anywhere. Times that merely overlap are one only where
//! actuals are added up, since the days in common would count twice.

use truenorth_core::finding::{Finding, Level, RuleId};
use truenorth_core::scalar::{Calendar, Date, Period, Time, Value};

use super::{Measured, is_sum, of_goals, of_growth};
use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::also_all;

static ID: RuleId = RuleId { code: "KRS010", name: "duplicate-time", unreadable: false };

/// See `duplicate-time.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::KeyResults,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "a measure has two numbers for one time, or adds up times that overlap",
    options: &[],
    page: include_str!("duplicate-time.md"),
    check: RuleCheck::GoalsAndRest(goals, growth),
};

/// One number of a series.
struct Entry {
    /// Its place in the file's order.
    position: usize,
    time: Time,
    period: Period,
}

fn goals(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    check(&context.plan.calendar, of_goals(goals), sink);
}

fn growth(context: &Context<'_>, sink: &mut Sink<'_>) {
    check(&context.plan.calendar, of_growth(context.plan), sink);
}

fn check<'a>(calendar: &Calendar, measures: impl Iterator<Item = Measured<'a>>, sink: &mut Sink<'_>) {
    let mut found = Vec::new();
    for measured in measures {
        let actuals = measured.measure.actuals.iter().map(|(time, actual)| (time, actual.value));
        let phased = measured.measure.phased.iter().map(|(time, value)| (time, *value));
        if !one_after_another(calendar, measured.measure.actuals.iter().map(|(time, _)| time)) {
            for group in &groups(entries(calendar, actuals), is_sum(measured.measure)) {
                found.extend(finding(sink, &measured, "actuals", group));
            }
        }
        if !one_after_another(calendar, measured.measure.phased.iter().map(|(time, _)| time)) {
            for group in &groups(entries(calendar, phased), false) {
                found.extend(finding(sink, &measured, "phased", group));
            }
        }
    }
    for finding in found {
        sink.push(finding);
    }
}

/// Whether each time begins after the end of the one before, as people mostly write them. Then none clash.
fn one_after_another<'a>(calendar: &Calendar, times: impl Iterator<Item = &'a Time>) -> bool {
    times.map(|time| calendar.period(time)).is_sorted_by(|before, after| before.last < after.first)
}

fn entries<'a>(calendar: &Calendar, series: impl Iterator<Item = (&'a Time, Value)>) -> Vec<Entry> {
    // A word for a missing number contradicts nothing and adds nothing.
    let numbers = series.enumerate().filter(|(_, (_, value))| value.number().is_some());
    numbers
        .map(|(position, (time, _))| Entry { position, time: *time, period: calendar.period(time) })
        .collect()
}

/// Entries that clash, each group in the order of the file: of the same period, or, if `overlaps`, that
/// share days with an earlier one of the group.
fn groups(mut entries: Vec<Entry>, overlaps: bool) -> Vec<Vec<Entry>> {
    entries.sort_unstable_by_key(|entry| (entry.period.first, entry.period.last, entry.position));
    let mut groups: Vec<Vec<Entry>> = Vec::new();
    let mut last = Date::MIN;
    let mut group: Vec<Entry> = Vec::new();
    for entry in entries {
        let clashes = group
            .last()
            .is_some_and(|before| before.period == entry.period || (overlaps && entry.period.first <= last));
        if !clashes {
            keep(&mut groups, &mut group);
            last = entry.period.last;
        }
        last = last.max(entry.period.last);
        group.push(entry);
    }
    keep(&mut groups, &mut group);
    groups
}

/// Moves a group of several entries to the groups, in the order of the file, and begins a new one.
fn keep(groups: &mut Vec<Vec<Entry>>, group: &mut Vec<Entry>) {
    if group.len() > 1 {
        let mut group = std::mem::take(group);
        group.sort_unstable_by_key(|entry| entry.position);
        groups.push(group);
    } else {
        group.clear();
    }
}

fn finding(
    sink: &Sink<'_>,
    measured: &Measured<'_>,
    field: &'static str,
    group: &[Entry],
) -> Option<Finding> {
    let place = |entry: &Entry| measured.place().field(field).key(entry.time.to_string()).key_only();
    let (first, second) = (group.first()?, group.get(1)?);
    let id = measured.id;
    let same = group.iter().all(|entry| entry.period == first.period);
    let (main, message, help) = if same {
        let message = format!("`{field}` of `{id}` has {} numbers for {}", group.len(), first.period);
        (second, message, "keep the one that is right")
    } else {
        // The longest time is mostly the whole, the others its parts.
        let whole = group.iter().rev().max_by_key(|entry| entry.period.days())?;
        let part = group
            .iter()
            .find(|entry| entry.position != whole.position && entry.period.overlaps(&whole.period))?;
        let message = format!(
            "`{field}` of `{id}` are added up, but {} and {} overlap, so days count twice",
            whole.time, part.time
        );
        (whole, message, "keep either the whole or its parts")
    };
    let others = group.iter().filter(|entry| entry.position != main.position);
    let places = others.map(|entry| (place(entry), "and this".to_owned())).collect();
    Some(also_all(sink.finding(place(main), message).item(id).help(help), places))
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    fn found(measure: &str) -> Vec<String> {
        let json = with(&format!(
            r#""goals": [{{ "id": "k", "title": "K", "kind": "key_result", "contributes_to": "vision", "measure": {measure} }}]"#
        ));
        of_rule(&json, "KRS010").into_iter().map(|finding| finding.message).collect()
    }

    fn of(aggregation: &str, actuals: &str) -> Vec<String> {
        found(&format!(
            r#"{{ "baseline": 1, "target": 5, "aggregation": "{aggregation}", "actuals": {{ {actuals} }} }}"#
        ))
    }

    #[test]
    fn two_spellings_of_one_time() {
        let twice = r#""2027-Q1": 2, "2027-04": 3, "2027-01..2027-03": 4"#;
        let message = "`actuals` of `k` has 2 numbers for 2027-01-01..2027-03-31";
        assert_eq!(of("last", twice), [message]);
        assert_eq!(of("sum", twice), [message]);
        assert_eq!(
            found(r#"{ "baseline": 1, "target": 5, "phased": { "2027-H1": 2, "2027-01..2027-06": 3 } }"#),
            ["`phased` of `k` has 2 numbers for 2027-01-01..2027-06-30"]
        );
        assert!(of("last", r#""2027-Q1": 2, "2027-01..2027-03": "not_measured""#).is_empty());
    }

    #[test]
    fn overlaps_matter_in_a_sum() {
        let quarter = r#""2027-01": 1, "2027-02": 1, "2027-Q1": 3, "2027-04": 1"#;
        assert!(of("last", quarter).is_empty());
        assert_eq!(
            of("sum", quarter),
            ["`actuals` of `k` are added up, but 2027-Q1 and 2027-01 overlap, so days count twice"]
        );
        assert!(of("sum", r#""2027-02": 1, "2027-01": 1, "2027-Q2": 3"#).is_empty(), "side by side");
    }
}
