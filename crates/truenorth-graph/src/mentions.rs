//! Every reference of the plan from one item to another, in one list.

use truenorth_core::model::{self, Written};
use truenorth_core::plan::{
    AccountIx, ChangeIx, DecisionIx, GrowthIx, Item, LineIx, Owner, PersonIx, Placed, Plan, ReviewIx, RiskIx,
    RoleIx, SavingIx, ScenarioIx, StakeholderIx, StrategyIx, SwotIx, TeamIx, TrainingIx, Up,
};
use truenorth_core::scalar::{Due, Reference};

/// What a reference says about the two items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sense {
    /// A goal contributes to another, or to the vision.
    Rises,
    /// A goal waits for another: `depends_on`.
    Waits,
    /// The one that writes it cannot go on without the other: its owner, a skill, a person who does the work.
    Needs,
    /// The other way round: the other cannot go on without the one that writes it. A line funds a goal.
    Serves,
    /// It acts on the other, for good or bad: a risk threatens a goal, a growth plan contributes to one.
    Touches,
    /// Neither: see also.
    About,
}

/// A reference from one item to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mention {
    /// The item that writes it. Of mentoring it is the mentee.
    pub from: Item,
    /// The item that it leads to.
    pub to: Item,
    /// The field of `from` that it stands in; of a part of a list its own field where that says more.
    pub field: &'static str,
    /// What it says.
    pub sense: Sense,
}

/// Every reference of a plan from item to item, found from both ends.
///
/// Owners and teams that come from a file's `defaults` are there, and so is the goal around a nested one. References
/// into other plans, in `due_was`, in `defaults` and `checks`, and `feedback` are not: they lead from no item to one.
#[derive(Clone, Debug)]
pub struct Mentions {
    /// By the item that writes, then as written.
    from: Vec<Mention>,
    /// By the item that is meant, then by the one that writes.
    to: Vec<Mention>,
}

impl Mentions {
    /// Collects the references of a plan.
    #[must_use]
    pub fn new(plan: &Plan) -> Self {
        let mut all = Collector { plan, of: Item::Organization, found: Vec::new() };
        all.plan();
        let mut from = all.found;
        from.sort_by_key(|mention| mention.from);
        let mut to = from.clone();
        to.sort_by_key(|mention| mention.to);
        Self { from, to }
    }

    /// All, by the item that writes them.
    #[must_use]
    pub fn all(&self) -> &[Mention] {
        &self.from
    }

    /// Those that an item writes.
    #[must_use]
    pub fn of(&self, item: Item) -> &[Mention] {
        slice(&self.from, |mention| mention.from, item)
    }

    /// Those that lead to an item.
    #[must_use]
    pub fn to(&self, item: Item) -> &[Mention] {
        slice(&self.to, |mention| mention.to, item)
    }
}

fn slice(list: &[Mention], end: fn(&Mention) -> Item, item: Item) -> &[Mention] {
    let first = list.partition_point(|mention| end(mention) < item);
    let last = list.partition_point(|mention| end(mention) <= item);
    list.get(first..last).unwrap_or_default()
}

struct Collector<'a> {
    plan: &'a Plan,
    /// The item whose references follow.
    of: Item,
    found: Vec<Mention>,
}

impl<'a> Collector<'a> {
    fn put(&mut self, field: &'static str, sense: Sense, to: Item) {
        self.found.push(Mention { from: self.of, to, field, sense });
    }

    fn one(&mut self, field: &'static str, sense: Sense, reference: Option<&Reference>) {
        if let Some(to) = reference.and_then(|reference| self.plan.target(reference)) {
            self.put(field, sense, to);
        }
    }

    fn many(
        &mut self,
        field: &'static str,
        sense: Sense,
        references: impl IntoIterator<Item = &'a Reference>,
    ) {
        for reference in references {
            self.one(field, sense, Some(reference));
        }
    }

    /// The item that a relative due follows.
    fn due(&mut self, field: &'static str, due: Option<&Due>) {
        if let Some(Due::After { item, .. }) = due {
            let found =
                self.plan.find(item.as_str()).or_else(|| self.plan.former_ids.get(item.as_str()).copied());
            if let Some(to) = found {
                self.put(field, Sense::About, to);
            }
        }
    }

    /// The owner as written, else the one of the file's `defaults`.
    fn owner(&mut self, written: Option<&Reference>, bound: Option<Owner>) {
        match (written, bound) {
            (Some(written), _) => self.one("owner", Sense::Needs, Some(written)),
            (None, Some(owner)) => self.put("owner", Sense::Needs, owner.into()),
            (None, None) => {}
        }
    }

    fn team(&mut self, written: Option<&Reference>, bound: Option<TeamIx>) {
        match (written, bound) {
            (Some(written), _) => self.one("team", Sense::Needs, Some(written)),
            (None, Some(team)) => self.put("team", Sense::Needs, Item::Team(team)),
            (None, None) => {}
        }
    }

    fn each<T: Written>(
        &mut self,
        section: &'a [Placed<T>],
        item: fn(usize) -> Item,
        follow: fn(&mut Self, &'a T, Option<Owner>),
    ) {
        for (position, placed) in section.iter().enumerate() {
            self.of = item(position);
            follow(self, &placed.written, placed.owner);
        }
    }

    fn plan(&mut self) {
        let plan = self.plan;
        for (index, goal) in plan.goals() {
            self.of = Item::Goal(index);
            // The link that nobody writes: to the goal around, or of a pillar to the vision.
            for parent in goal.parents.iter().filter(|parent| parent.entry.is_none()) {
                let to = match parent.to {
                    Up::Vision => Item::Vision,
                    Up::Goal(goal) => Item::Goal(goal),
                };
                self.put("contributes_to", Sense::Rises, to);
            }
            self.owner(goal.written.owner.as_ref(), goal.owner);
            self.team(goal.written.team.as_ref(), goal.team);
            self.goal(&goal.written);
        }
        self.people();
        self.money();
        let item = |position| Item::Training(TrainingIx::new(position));
        self.each(&plan.training, item, |all, it, owner| {
            all.owner(it.owner.as_ref(), owner);
            all.many("teaches", Sense::Serves, it.teaches.iter().map(|(skill, _)| skill));
            all.many("contributes_to", Sense::Serves, &it.contributes_to);
            all.many("attendees", Sense::About, &it.attendees);
        });
        self.strategy();
        self.each(&plan.risks, |position| Item::Risk(RiskIx::new(position)), Self::risk);
        self.each(&plan.decisions, |position| Item::Decision(DecisionIx::new(position)), Self::decision);
        self.each(&plan.changes, |position| Item::Change(ChangeIx::new(position)), Self::change);
        self.each(
            &plan.stakeholders,
            |position| Item::Stakeholder(StakeholderIx::new(position)),
            Self::stakeholder,
        );
        self.each(
            &plan.reviews,
            |position| Item::Review(ReviewIx::new(position)),
            |all, it, _| {
                all.many("about", Sense::Touches, &it.about);
                all.actions(&it.actions);
                all.many("grades", Sense::About, it.grades.iter().map(|(goal, _)| goal));
            },
        );
        self.each(
            &plan.scenarios,
            |position| Item::Scenario(ScenarioIx::new(position)),
            |all, it, _| {
                all.many("set", Sense::Touches, it.set.iter().map(|setting| &setting.item));
            },
        );
    }

    fn goal(&mut self, it: &'a model::Goal) {
        self.many("contributes_to", Sense::Rises, it.contributes_to.iter().map(|link| &link.goal));
        self.many("depends_on", Sense::Waits, it.depends_on.iter().map(|link| &link.goal));
        self.many("supports", Sense::About, &it.supports);
        self.many("conflicts_with", Sense::About, &it.conflicts_with);
        self.many("relates_to", Sense::About, &it.relates_to);
        self.many("replaces", Sense::About, &it.replaces);
        self.many("continues", Sense::About, &it.continues);
        for (field, parts) in it.raci.iter().flat_map(|raci| raci.parts()) {
            let sense = if field == "responsible" { Sense::Needs } else { Sense::About };
            self.many(field, sense, parts.iter().map(|part| &part.who));
            self.many("for", Sense::About, parts.iter().filter_map(|part| part.for_team.as_ref()));
        }
        self.due("due", it.due.as_ref());
        self.many("check_ins", Sense::About, it.check_ins.iter().filter_map(|(_, said)| said.by.as_ref()));
        self.many("needs", Sense::Needs, it.needs.iter().map(|need| &need.skill));
        for ask in &it.asks {
            self.one("asks", Sense::Needs, Some(&ask.team));
            self.due("asks", ask.due.as_ref());
        }
    }

    fn people(&mut self) {
        let plan = self.plan;
        for (position, team) in plan.teams.iter().enumerate() {
            self.of = Item::Team(TeamIx::new(position));
            self.one("part_of", Sense::About, team.written.part_of.as_ref());
            self.one("owner", Sense::Needs, team.written.owner.as_ref());
        }
        for (position, person) in plan.people.iter().enumerate() {
            self.of = Item::Person(PersonIx::new(position));
            let it = &person.written;
            self.one("team", Sense::Serves, it.team.as_ref());
            self.many("teams", Sense::Serves, &it.teams);
            self.many("roles", Sense::Serves, &it.roles);
            self.one("reports_to", Sense::About, it.reports_to.as_ref());
            let has = it.skills.iter().filter(|(_, held)| held.level > 0);
            self.many("skills", Sense::Serves, has.map(|(skill, _)| skill));
            let lacks = it.skills.iter().filter(|(_, held)| held.level == 0);
            self.many("skills", Sense::About, lacks.map(|(skill, _)| skill));
            self.many("strengths", Sense::About, &it.strengths);
            self.many("interests", Sense::About, &it.interests);
        }
        for (position, role) in plan.roles.iter().enumerate() {
            self.of = Item::Role(RoleIx::new(position));
            self.one("team", Sense::About, role.written.team.as_ref());
            self.one("reports_to", Sense::About, role.written.reports_to.as_ref());
            self.many("requires", Sense::Needs, role.written.requires.iter().map(|(skill, _)| skill));
        }
        for it in &plan.mentoring {
            let Some(mentee) = plan.target(&it.written.mentee) else { continue };
            self.of = mentee;
            self.one("mentoring", Sense::About, Some(&it.written.mentor));
            self.one("mentoring", Sense::About, it.written.skill.as_ref());
        }
    }

    fn money(&mut self) {
        let plan = self.plan;
        for (position, account) in plan.accounts.iter().enumerate() {
            self.of = Item::Account(AccountIx::new(position));
            self.one("part_of", Sense::About, account.written.part_of.as_ref());
            self.one("owner", Sense::Needs, account.written.owner.as_ref());
        }
        for (position, line) in plan.lines.iter().enumerate() {
            self.of = Item::Line(LineIx::new(position));
            let it = &line.written;
            self.owner(it.owner.as_ref(), line.owner);
            self.one("manager", Sense::Needs, it.manager.as_ref());
            self.team(it.team.as_ref(), line.team);
            self.many("accounts", Sense::About, &it.accounts);
            self.many("funds", Sense::Serves, it.funds.iter().map(|funding| &funding.goal));
            self.one("varies_with", Sense::Needs, it.varies_with.as_ref());
            self.many("aggregate_of", Sense::About, &it.aggregate_of);
        }
        self.each(
            &plan.savings,
            |position| Item::Saving(SavingIx::new(position)),
            |all, it, owner| {
                all.owner(it.owner.as_ref(), owner);
                all.many("lines", Sense::Touches, &it.lines);
            },
        );
        for (position, growth) in plan.growth.iter().enumerate() {
            self.of = Item::Growth(GrowthIx::new(position));
            self.owner(growth.written.owner.as_ref(), growth.owner);
            self.many("contributes_to", Sense::Touches, &growth.written.contributes_to);
            self.many("drivers", Sense::Needs, &growth.written.drivers);
        }
    }

    fn strategy(&mut self) {
        let plan = self.plan;
        for (position, swot) in plan.swot.iter().enumerate() {
            self.of = Item::Swot(SwotIx::new(position));
            self.owner(swot.entry.written.owner.as_ref(), swot.entry.owner);
            self.many("from", Sense::About, &swot.entry.written.from);
        }
        self.each(
            &plan.strategies,
            |position| Item::Strategy(StrategyIx::new(position)),
            |all, it, owner| {
                all.owner(it.owner.as_ref(), owner);
                all.many("answers", Sense::Touches, &it.answers);
                all.many("carried_by", Sense::Touches, &it.carried_by);
            },
        );
    }

    fn actions(&mut self, list: &'a [model::Action]) {
        for action in list {
            self.one("actions", Sense::Needs, action.owner.as_ref());
            self.due("actions", action.due.as_ref());
            self.one("actions", Sense::Needs, action.goal.as_ref());
        }
    }

    fn risk(&mut self, it: &'a model::Risk, owner: Option<Owner>) {
        self.owner(it.owner.as_ref(), owner);
        self.one("part_of", Sense::About, it.part_of.as_ref());
        self.many("threatens", Sense::Touches, &it.threatens);
        self.actions(&it.actions);
        self.due("review", it.review.as_ref());
    }

    fn decision(&mut self, it: &'a model::Decision, owner: Option<Owner>) {
        self.owner(it.owner.as_ref(), owner);
        self.many("deciders", Sense::Needs, &it.deciders);
        self.many("consulted", Sense::About, &it.consulted);
        self.many("informed", Sense::About, &it.informed);
        self.many("affects", Sense::Touches, it.affects.iter().map(|effect| &effect.item));
        self.many("replaces", Sense::About, &it.replaces);
        self.many("amends", Sense::About, &it.amends);
        self.many("relates_to", Sense::About, &it.relates_to);
        self.due("review", it.review.as_ref());
        for prediction in &it.predictions {
            self.due("predictions", prediction.due.as_ref());
        }
    }

    fn change(&mut self, it: &'a model::Change, owner: Option<Owner>) {
        self.owner(it.owner.as_ref(), owner);
        self.one("sponsor", Sense::Needs, it.sponsor.as_ref());
        self.many("contributes_to", Sense::Touches, &it.contributes_to);
        for group in &it.groups {
            self.one("groups", Sense::Touches, Some(&group.group));
            self.many("support", Sense::Needs, &group.support);
        }
        self.many("kotter", Sense::About, it.kotter.iter().flat_map(|(_, evidence)| evidence));
        for challenge in &it.challenges {
            self.one("challenges", Sense::Needs, challenge.owner.as_ref());
            self.due("challenges", challenge.due.as_ref());
        }
    }

    fn stakeholder(&mut self, it: &'a model::Stakeholder, owner: Option<Owner>) {
        self.owner(it.owner.as_ref(), owner);
        self.many("about", Sense::Touches, &it.about);
        for message in &it.messages {
            self.many("messages", Sense::About, &message.about);
            self.one("messages", Sense::Needs, message.owner.as_ref());
            self.due("messages", message.due.as_ref());
        }
    }
}
