//! Follows every reference of the sections that carry no links of their own: each must lead somewhere, and to an
//! item of the right kind. `tests/it/formats.rs` holds this list against the schema: a reference of the format
//! that is not followed here or beside fails it.

use super::wanted::{Refs, Wanted};
use super::{Binder, FileDefaults, of_file};
use crate::model::{self, Written};
use crate::place::Place;
use crate::plan::{Owner, Placed, Plan};
use crate::scalar::Reference;

/// The owners of one section, in its order.
type Owners = Vec<Option<Owner>>;

/// The owners of every section that has them.
pub(super) struct Bound {
    training: Owners,
    savings: Owners,
    swot: Owners,
    strategies: Owners,
    risks: Owners,
    decisions: Owners,
    changes: Owners,
    stakeholders: Owners,
}

fn put_owners<T>(section: &mut [Placed<T>], owners: Owners) {
    for (item, owner) in section.iter_mut().zip(owners) {
        item.owner = owner;
    }
}

impl Bound {
    /// Puts the owners into their items.
    pub(super) fn put(self, plan: &mut Plan) {
        put_owners(&mut plan.training, self.training);
        put_owners(&mut plan.savings, self.savings);
        for (swot, owner) in plan.swot.iter_mut().zip(self.swot) {
            swot.entry.owner = owner;
        }
        put_owners(&mut plan.strategies, self.strategies);
        put_owners(&mut plan.risks, self.risks);
        put_owners(&mut plan.decisions, self.decisions);
        put_owners(&mut plan.changes, self.changes);
        put_owners(&mut plan.stakeholders, self.stakeholders);
    }
}

impl<'a> Binder<'a> {
    /// Follows the references of all these sections.
    pub(super) fn sections(&mut self, defaults: &[FileDefaults]) -> Bound {
        let plan = self.plan;
        self.root();
        for person in &plan.people {
            self.about(person.written.id.as_str());
            let here = Place::value(person.file, person.written.spot);
            let mut refs = Refs { here, binder: self };
            refs.keys("skills", &person.written.skills, Wanted::Skill);
            refs.many("strengths", &person.written.strengths, Wanted::Skill);
            refs.many("interests", &person.written.interests, Wanted::Skill);
        }
        for role in &plan.roles {
            self.about(role.written.id.as_str());
            let here = Place::value(role.file, role.written.spot);
            Refs { here, binder: self }.keys("requires", &role.written.requires, Wanted::Skill);
        }
        for line in &plan.lines {
            self.about(line.id());
            let mut refs = Refs { here: line.place(), binder: self };
            refs.one("varies_with", line.written.varies_with.as_ref(), Wanted::Growth);
        }
        for growth in &plan.growth {
            self.about(growth.written.id.as_str());
            let here = Place::value(growth.file, growth.written.spot);
            Refs { here, binder: self }.many("drivers", &growth.written.drivers, Wanted::Measured);
        }
        self.about("");
        for it in &plan.mentoring {
            let here = Place::value(it.file, it.written.spot);
            let mut refs = Refs { here, binder: self };
            refs.one("mentor", Some(&it.written.mentor), Wanted::Person);
            refs.one("mentee", Some(&it.written.mentee), Wanted::Person);
            refs.one("skill", it.written.skill.as_ref(), Wanted::Skill);
        }
        for it in &plan.feedback {
            let here = Place::value(it.file, it.written.spot);
            let mut refs = Refs { here, binder: self };
            refs.one("from", Some(&it.written.from), Wanted::Owner);
            refs.one("to", Some(&it.written.to), Wanted::Owner);
        }
        self.each(&plan.scenarios, |refs, it| {
            for (index, setting) in it.set.iter().enumerate() {
                refs.entry("set", index).one("item", Some(&setting.item), Wanted::Any);
            }
        });
        self.each(&plan.trends, |_, _| {});
        self.each(&plan.reviews, review);
        let mut swot = Vec::with_capacity(plan.swot.len());
        for entry in &plan.swot {
            let owner = entry.entry.written.owner.as_ref();
            swot.push(self.owned(&entry.entry, owner, defaults, |refs, it| {
                refs.many("from", &it.from, Wanted::Trend);
            }));
        }
        Bound {
            training: self.each_owned(&plan.training, |it| it.owner.as_ref(), defaults, training),
            savings: self.each_owned(
                &plan.savings,
                |it| it.owner.as_ref(),
                defaults,
                |refs, it| {
                    refs.many("lines", &it.lines, Wanted::Line);
                },
            ),
            swot,
            strategies: self.each_owned(
                &plan.strategies,
                |it| it.owner.as_ref(),
                defaults,
                |refs, it| {
                    refs.many("answers", &it.answers, Wanted::Swot);
                    refs.many("carried_by", &it.carried_by, Wanted::Up);
                },
            ),
            risks: self.each_owned(&plan.risks, |it| it.owner.as_ref(), defaults, risk),
            decisions: self.each_owned(&plan.decisions, |it| it.owner.as_ref(), defaults, decision),
            changes: self.each_owned(&plan.changes, |it| it.owner.as_ref(), defaults, change),
            stakeholders: self.each_owned(&plan.stakeholders, |it| it.owner.as_ref(), defaults, stakeholder),
        }
    }

    fn root(&mut self) {
        self.about("");
        let plan = self.plan;
        let Some(root) = plan.root else { return };
        let here = Place::value(root, plan.checks.spot);
        Refs { here, binder: self }.keys("priorities", &plan.checks.priorities, Wanted::Up);
    }

    fn each<T: Written>(&mut self, section: &'a [Placed<T>], follow: fn(&mut Refs<'_, 'a>, &T)) {
        for item in section {
            self.about(item.id());
            follow(&mut Refs { here: item.place(), binder: self }, &item.written);
        }
    }

    fn each_owned<T: Written>(
        &mut self,
        section: &'a [Placed<T>],
        owner: fn(&T) -> Option<&Reference>,
        defaults: &[FileDefaults],
        follow: fn(&mut Refs<'_, 'a>, &T),
    ) -> Owners {
        section.iter().map(|item| self.owned(item, owner(&item.written), defaults, follow)).collect()
    }

    fn owned<T: Written>(
        &mut self,
        item: &'a Placed<T>,
        owner: Option<&Reference>,
        defaults: &[FileDefaults],
        follow: impl Fn(&mut Refs<'_, 'a>, &T),
    ) -> Option<Owner> {
        self.about(item.id());
        follow(&mut Refs { here: item.place(), binder: self }, &item.written);
        match owner {
            Some(owner) => self.owner(Some(owner), || item.place().field("owner")),
            None => of_file(defaults, item.file).and_then(|defaults| defaults.owner),
        }
    }
}

fn training(refs: &mut Refs<'_, '_>, it: &model::Training) {
    refs.keys("teaches", &it.teaches, Wanted::Skill);
    refs.many("contributes_to", &it.contributes_to, Wanted::Up);
    refs.many("attendees", &it.attendees, Wanted::Person);
}

fn actions(refs: &mut Refs<'_, '_>, list: &[model::Action]) {
    for (index, action) in list.iter().enumerate() {
        let mut refs = refs.entry("actions", index);
        refs.one("owner", action.owner.as_ref(), Wanted::Owner);
        refs.due("due", action.due.as_ref());
        refs.one("goal", action.goal.as_ref(), Wanted::Up);
    }
}

fn risk(refs: &mut Refs<'_, '_>, it: &model::Risk) {
    refs.one("part_of", it.part_of.as_ref(), Wanted::Risk);
    refs.many("threatens", &it.threatens, Wanted::Any);
    actions(refs, &it.actions);
    refs.due("review", it.review.as_ref());
}

fn decision(refs: &mut Refs<'_, '_>, it: &model::Decision) {
    refs.many("deciders", &it.deciders, Wanted::Owner);
    refs.many("consulted", &it.consulted, Wanted::Concerned);
    refs.many("informed", &it.informed, Wanted::Concerned);
    for (index, effect) in it.affects.iter().enumerate() {
        refs.entry("affects", index).one("item", Some(&effect.item), Wanted::Any);
    }
    refs.many("replaces", &it.replaces, Wanted::Decision);
    refs.many("amends", &it.amends, Wanted::Decision);
    refs.many("relates_to", &it.relates_to, Wanted::Any);
    refs.due("review", it.review.as_ref());
    for (index, prediction) in it.predictions.iter().enumerate() {
        refs.entry("predictions", index).due("due", prediction.due.as_ref());
    }
}

fn change(refs: &mut Refs<'_, '_>, it: &model::Change) {
    refs.one("sponsor", it.sponsor.as_ref(), Wanted::Owner);
    refs.many("contributes_to", &it.contributes_to, Wanted::Up);
    for (index, group) in it.groups.iter().enumerate() {
        let mut refs = refs.entry("groups", index);
        refs.one("group", Some(&group.group), Wanted::Group);
        refs.many("support", &group.support, Wanted::Any);
    }
    for (step, evidence) in &it.kotter {
        for (index, reference) in evidence.iter().enumerate() {
            let here = &refs.here;
            refs.binder
                .item(reference, Wanted::Any, || here.clone().field("kotter").key(step.word()).index(index));
        }
    }
    for (index, challenge) in it.challenges.iter().enumerate() {
        let mut refs = refs.entry("challenges", index);
        refs.one("owner", challenge.owner.as_ref(), Wanted::Owner);
        refs.due("due", challenge.due.as_ref());
    }
}

fn stakeholder(refs: &mut Refs<'_, '_>, it: &model::Stakeholder) {
    refs.many("about", &it.about, Wanted::Any);
    for (index, message) in it.messages.iter().enumerate() {
        let mut refs = refs.entry("messages", index);
        refs.many("about", &message.about, Wanted::Any);
        refs.one("owner", message.owner.as_ref(), Wanted::Owner);
        refs.due("due", message.due.as_ref());
    }
}

fn review(refs: &mut Refs<'_, '_>, it: &model::Review) {
    refs.many("about", &it.about, Wanted::Any);
    actions(refs, &it.actions);
    refs.keys("grades", &it.grades, Wanted::Up);
}
