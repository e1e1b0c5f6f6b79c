//! The built plan: the whole plan in one file, in its long form. It is a plan file like any other and
//! reads back to the same plan.

use crate::model::{self, ContributionFields, Entries, File, Items, Written};
use crate::plan::{Goal, OtherPlan, Placed, Plan, SwotKind};
use crate::read::FORMAT_VERSION;
use crate::scalar::{Due, Id, Reference, SimpleTime, Time};

/// The plan as one file: nested goals flat under their full ids, defaults filled in, implied links
/// written out, kinds and owners named. Includes and file overrides have no place in it.
#[must_use]
pub fn file(plan: &Plan) -> File {
    let checks = model::Checks { overrides: Items::default(), ..plan.checks.clone() };
    File {
        truenorth: Some(FORMAT_VERSION),
        plan: Id::parse(&plan.name).ok(),
        as_of: plan.as_of,
        organization: plan.organization.clone(),
        calendar: plan.written_calendar.clone(),
        vision: plan.vision.clone(),
        mission: plan.mission.clone(),
        values: plan.values.clone().into(),
        levels: plan.levels.clone().into(),
        checks: (checks != model::Checks { spot: checks.spot, ..model::Checks::default() }).then_some(checks),
        goals: plan.goals.iter().map(|found| goal(plan, found)).collect(),
        teams: plan.teams.iter().map(|team| team.written.clone()).collect(),
        people: plan.people.iter().map(|person| person.written.clone()).collect(),
        roles: plan.roles.iter().map(|role| role.written.clone()).collect(),
        accounts: plan.accounts.iter().map(|account| account.written.clone()).collect(),
        budget: plan.lines.iter().map(|found| line(plan, found)).collect(),
        savings: owned(plan, &plan.savings),
        growth: plan.growth.iter().map(|found| growth(plan, found)).collect(),
        skills: plain(&plan.skills),
        training: owned(plan, &plan.training),
        mentoring: plain(&plan.mentoring),
        feedback: plain(&plan.feedback),
        scenarios: plain(&plan.scenarios),
        strategy: strategy(plan),
        risks: owned(plan, &plan.risks),
        decisions: owned(plan, &plan.decisions),
        changes: owned(plan, &plan.changes),
        stakeholders: owned(plan, &plan.stakeholders),
        reviews: plain(&plan.reviews),
        skill_scale: plan.skill_scale.clone().into(),
        rates: plan.rates.clone(),
        plans: plan.others.iter().filter_map(other).collect(),
        ..File::default()
    }
}

fn plain<T: Clone>(section: &[Placed<T>]) -> Items<T> {
    section.iter().map(|item| item.written.clone()).collect()
}

fn owned<T: Clone + Written>(plan: &Plan, section: &[Placed<T>]) -> Items<T> {
    section.iter().map(|item| with_owner(plan, item)).collect()
}

/// An item with the owner that its file's defaults give it.
fn with_owner<T: Clone + Written>(plan: &Plan, item: &Placed<T>) -> T {
    let mut written = item.written.clone();
    if let (Some(field), Some(owner)) = (written.owner_field(), item.owner) {
        *field = reference(plan.owner_id(owner));
    }
    written
}

/// The lists of the strategy; `None` if all are empty.
fn strategy(plan: &Plan) -> Option<model::Strategy> {
    let swot = |kind| {
        let entries = plan.swot.iter().filter(move |swot| swot.kind == kind);
        entries.map(|swot| with_owner(plan, &swot.entry)).collect()
    };
    let strategy = model::Strategy {
        trends: plain(&plan.trends),
        strengths: swot(SwotKind::Strength),
        weaknesses: swot(SwotKind::Weakness),
        opportunities: swot(SwotKind::Opportunity),
        threats: swot(SwotKind::Threat),
        strategies: owned(plan, &plan.strategies),
        ..model::Strategy::default()
    };
    (strategy != model::Strategy::default()).then_some(strategy)
}

/// Another plan without its file, which the built plan does not carry along.
fn other(other: &OtherPlan) -> Option<(Id, model::OtherPlan)> {
    let written = model::OtherPlan { file: None, ..other.written.clone() };
    Some((Id::parse(&other.id).ok()?, written))
}

fn reference(id: &str) -> Option<Reference> {
    Reference::parse(id).ok()
}

fn goal(plan: &Plan, goal: &Goal) -> Box<model::Goal> {
    let mut written = goal.written.clone();
    written.kind = Some(plan[goal.kind].word.as_str().into());
    written.owner = goal.owner.and_then(|owner| reference(plan.owner_id(owner)));
    written.team = goal.team.and_then(|team| reference(plan[team].written.id.as_str()));
    let links = goal.parents.iter().filter_map(|parent| {
        let link = parent.entry.and_then(|entry| goal.written.contributes_to.get(entry as usize));
        let fields = ContributionFields {
            goal: reference(plan.up_id(parent.to))?,
            weight: Some(parent.weight).filter(|weight| (*weight - 1.0).abs() > f64::EPSILON),
            share: parent.share,
            lift: link.and_then(|link| link.lift.clone()),
            note: link.and_then(|link| link.note.clone()),
        };
        Some(fields.into())
    });
    // Links into other plans stay as they are written.
    let elsewhere = goal.written.contributes_to.iter().filter(|link| link.goal.plan().is_some()).cloned();
    written.contributes_to = links.chain(elsewhere).collect();
    written.weight = None;
    let bare = written.period.is_none() && written.start.is_none() && written.due.is_none();
    if bare {
        // The file's default period, which the built plan has no place for.
        written.start = goal.start.map(|day| Time::One(SimpleTime::Date(day)));
        written.due = goal.due.map(|day| Due::At(Time::One(SimpleTime::Date(day))));
    }
    written
}

fn line(plan: &Plan, line: &crate::plan::Line) -> model::BudgetLine {
    let mut written = line.written.clone();
    written.owner = line.owner.and_then(|owner| reference(plan.owner_id(owner)));
    written.team = line.team.and_then(|team| reference(plan[team].written.id.as_str()));
    let organization = plan.organization.as_ref().and_then(|organization| organization.currency);
    written.currency = line.currency.filter(|currency| Some(*currency) != organization);
    written
}

fn growth(plan: &Plan, growth: &crate::plan::Growth) -> model::Growth {
    let mut written = growth.written.clone();
    written.owner = growth.owner.and_then(|owner| reference(plan.owner_id(owner)));
    written.measure.actuals = sorted(plan, &written.measure.actuals);
    written
}

/// A series in order of time.
fn sorted<V: Clone>(plan: &Plan, series: &Entries<Time, V>) -> Entries<Time, V> {
    let mut entries = series.to_vec();
    entries.sort_by_key(|(time, _)| {
        let period = plan.calendar.period(time);
        (period.first, period.last)
    });
    entries.into()
}
