//! Binds the references of goals.

use thin_vec::ThinVec;

use super::wanted::{Refs, Wanted};
use super::{Binder, FileDefaults, of_file};
use crate::model::{self, Kind};
use crate::plan::{Goal, Item, Link, LinkKind, Owner, Parent, Plan, TeamIx, Up};
use crate::scalar::Reference;

/// What binding adds to a goal.
pub(super) struct BoundGoal {
    owner: Option<Owner>,
    team: Option<TeamIx>,
    parents: ThinVec<Parent>,
    links: ThinVec<Link>,
}

/// Puts what was bound into the goals, in their order.
pub(super) fn put(plan: &mut Plan, bound: Vec<BoundGoal>) {
    for (goal, bound) in plan.goals.iter_mut().zip(bound) {
        goal.owner = bound.owner;
        goal.team = bound.team;
        goal.parents = bound.parents;
        goal.links = bound.links;
    }
}

impl<'a> Binder<'a> {
    pub(super) fn goals(&mut self, defaults: &[FileDefaults]) -> Vec<BoundGoal> {
        let plan = self.plan;
        plan.goals.iter().map(|goal| self.goal(goal, of_file(defaults, goal.file))).collect()
    }

    fn goal(&mut self, goal: &'a Goal, defaults: Option<FileDefaults>) -> BoundGoal {
        let written = &goal.written;
        self.about(goal.id());
        let owner = match &written.owner {
            Some(owner) => self.owner(Some(owner), || goal.place().field("owner")),
            None if written.help_wanted == Some(true) => None,
            None => defaults.and_then(|defaults| defaults.owner),
        };
        let team = match &written.team {
            Some(team) => self.team(Some(team), || goal.place().field("team")),
            None => defaults.and_then(|defaults| defaults.team),
        };
        for (time, check_in) in &written.check_ins {
            self.owner(check_in.by.as_ref(), || {
                goal.place().field("check_ins").key(time.to_string()).field("by")
            });
        }
        let (parents, links) = (self.parents(goal), self.links(goal));
        if written.has_rare() {
            goal_extras(&mut Refs { here: goal.place(), binder: self }, written);
        }
        BoundGoal { owner, team, parents, links }
    }

    /// The implied parent first: the goal around it, or the vision for a pillar that names no parent.
    fn parents(&mut self, goal: &Goal) -> ThinVec<Parent> {
        let written = &goal.written;
        let pillar = self.plan[goal.kind].like == Kind::Pillar;
        let implied = match goal.nest {
            Some(nest) => Some(Up::Goal(nest)),
            None if written.contributes_to.is_empty() && pillar => {
                self.plan.vision.as_ref().map(|_| Up::Vision)
            }
            None => None,
        };
        let count = written.contributes_to.len() + usize::from(implied.is_some());
        let mut parents = ThinVec::with_capacity(count);
        let weight = written.weight.unwrap_or(1.0);
        parents.extend(implied.map(|to| Parent { to, weight, share: None, entry: None }));
        for (entry, link) in written.contributes_to.iter().enumerate() {
            let place = || goal.place().field("contributes_to").index(entry).field("goal");
            if let Some(to) = self.up(&link.goal, place) {
                parents.push(Parent {
                    to,
                    weight: link.weight.unwrap_or(1.0),
                    share: link.share,
                    entry: Some(entry as u32),
                });
            }
        }
        parents
    }

    fn links(&mut self, goal: &Goal) -> ThinVec<Link> {
        let mut links = ThinVec::new();
        // All but `depends_on` are rare.
        if goal.written.depends_on.is_empty() && !goal.written.has_rare() {
            return links;
        }
        for kind in LinkKind::ALL {
            for (entry, reference) in references(&goal.written, kind) {
                let link = Link { kind, to: Item::Organization, entry: entry as u32 };
                let wanted = match kind {
                    LinkKind::RelatesTo => Wanted::Any,
                    LinkKind::Supports => Wanted::Up,
                    _ => Wanted::Goal,
                };
                if let Some(to) = self.item(reference, wanted, || goal.link_place(&link)) {
                    links.push(Link { to, ..link });
                }
            }
        }
        links
    }
}

/// Follows the references of a goal that bind nothing: all stand in rare fields.
fn goal_extras(refs: &mut Refs<'_, '_>, goal: &model::Goal) {
    if let Some(raci) = &goal.raci {
        let mut refs = refs.inside("raci");
        for (field, involved) in raci.parts() {
            for (index, part) in involved.iter().enumerate() {
                let mut refs = refs.entry(field, index);
                refs.one("who", Some(&part.who), Wanted::Owner);
                refs.one("for", part.for_team.as_ref(), Wanted::Team);
            }
        }
    }
    for (index, need) in goal.needs.iter().enumerate() {
        refs.entry("needs", index).one("skill", Some(&need.skill), Wanted::Skill);
    }
    for (index, ask) in goal.asks.iter().enumerate() {
        let mut refs = refs.entry("asks", index);
        refs.one("team", Some(&ask.team), Wanted::Owner);
        refs.due("due", ask.due.as_ref());
    }
}

/// The references of one kind of links, each with its entry.
fn references(goal: &model::Goal, kind: LinkKind) -> impl Iterator<Item = (usize, &Reference)> {
    let (plain, dependencies): (&[Reference], &[model::Dependency]) = match kind {
        LinkKind::Supports => (&goal.supports, &[]),
        LinkKind::DependsOn => (&[], &goal.depends_on),
        LinkKind::ConflictsWith => (&goal.conflicts_with, &[]),
        LinkKind::RelatesTo => (&goal.relates_to, &[]),
        LinkKind::Replaces => (&goal.replaces, &[]),
        LinkKind::Continues => (&goal.continues, &[]),
    };
    plain.iter().chain(dependencies.iter().map(|dependency| &dependency.goal)).enumerate()
}
