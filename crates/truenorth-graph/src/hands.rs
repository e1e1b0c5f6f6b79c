//! Who stands behind a role or a team.

use truenorth_core::plan::{Item, PersonIx, Plan, TeamIx};
use truenorth_core::scalar::Date;

/// Nobody, one, or more: all that a single point of failure asks of a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Few<T> {
    /// None.
    #[default]
    Nobody,
    /// Just this one.
    One(T),
    /// Two or more, or an unknown number.
    Many,
}

impl<T: Copy + PartialEq> Few<T> {
    /// The members of both.
    pub(crate) fn join(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nobody, set) | (set, Self::Nobody) => set,
            (Self::One(one), Self::One(two)) if one == two => self,
            _ => Self::Many,
        }
    }

    /// The only one.
    pub(crate) fn one(self) -> Option<T> {
        match self {
            Self::One(one) => Some(one),
            Self::Nobody | Self::Many => None,
        }
    }
}

fn add<T: Copy + PartialEq>(sets: &mut [Few<T>], at: usize, more: Few<T>) {
    if let Some(set) = sets.get_mut(at) {
        *set = set.join(more);
    }
}

/// Whether a person has not left before a day.
fn stays(plan: &Plan, person: PersonIx, day: Date) -> bool {
    plan[person].written.valid.as_ref().is_none_or(|valid| plan.calendar.period(valid).last >= day)
}

/// By person: whether he or she has not left before a day; without a day everybody.
pub(crate) fn present(plan: &Plan, today: Option<Date>) -> Vec<bool> {
    let people = (0..plan.people.len()).map(PersonIx::new);
    people.map(|person| today.is_none_or(|today| stays(plan, person, today))).collect()
}

/// By role: who holds it, without those who have left before a day.
pub(crate) fn holders(plan: &Plan, today: Option<Date>) -> Vec<Few<PersonIx>> {
    let mut sets = vec![Few::Nobody; plan.roles.len()];
    for (position, here) in present(plan, today).into_iter().enumerate() {
        let person = PersonIx::new(position);
        for role in plan[person].roles.iter().filter(|_| here) {
            add(&mut sets, role.at(), Few::One(person));
        }
    }
    sets
}

/// By team: who belongs to it or to a team below it, without those who have left before a day.
pub(crate) fn members(plan: &Plan, today: Option<Date>) -> Vec<Few<PersonIx>> {
    let mut sets = vec![Few::Nobody; plan.teams.len()];
    for (position, here) in present(plan, today).into_iter().enumerate() {
        let person = PersonIx::new(position);
        for team in teams_of(plan, person).filter(|_| here) {
            add(&mut sets, team.at(), Few::One(person));
        }
    }
    for team in teams_upwards(plan) {
        let own = sets.get(team.at()).copied().unwrap_or_default();
        if let Some(above) = plan[team].part_of {
            add(&mut sets, above.at(), own);
        }
    }
    sets
}

/// The teams of a person, the main one first.
pub(crate) fn teams_of(plan: &Plan, person: PersonIx) -> impl Iterator<Item = TeamIx> {
    let written = &plan[person];
    let further = written.written.teams.iter().filter_map(|team| match plan.target(team) {
        Some(Item::Team(team)) => Some(team),
        _ => None,
    });
    written.team.into_iter().chain(further)
}

/// Every team after those that are part of it. Teams that are part of themselves are left out, and so are those above.
pub(crate) fn teams_upwards(plan: &Plan) -> Vec<TeamIx> {
    let mut open = vec![0_usize; plan.teams.len()];
    let parents = || plan.teams.iter().map(|team| team.part_of);
    for above in parents().flatten() {
        if let Some(open) = open.get_mut(above.at()) {
            *open = open.saturating_add(1);
        }
    }
    let ends = open.iter().enumerate().filter(|(_, open)| **open == 0);
    let mut order: Vec<TeamIx> = ends.map(|(position, _)| TeamIx::new(position)).collect();
    let mut next = 0;
    while let Some(team) = order.get(next).copied() {
        next = next.saturating_add(1);
        if let Some(above) = plan[team].part_of
            && let Some(open) = open.get_mut(above.at())
        {
            *open = open.saturating_sub(1);
            if *open == 0 {
                order.push(above);
            }
        }
    }
    order
}
