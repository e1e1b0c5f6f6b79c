//! Who or what a piece of work cannot do without.

use std::collections::BTreeMap;

use truenorth_core::model::LineType;
use truenorth_core::plan::{Goal, GoalIx, Item, LineIx, Owner, PersonIx, Plan, RoleIx, SkillIx, TeamIx, Up};
use truenorth_core::scalar::Date;

use crate::graph::PlanGraph;
use crate::hands::{Few, holders, members, present};
use crate::needs::needs;
use crate::supply::{Courses, Supply};

/// Why a piece of work ends with a person, role, team, skill or budget line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The work is given to nobody else.
    Work,
    /// It is given to this role, which nobody else holds.
    Holder(RoleIx),
    /// It is given to this team, to which nobody else belongs.
    Member(TeamIx),
    /// It is given to this role, and nobody holds it.
    Vacant,
    /// It needs one person with this skill, and one is known to have it.
    Skill(SkillIx),
    /// No other budget line pays for it.
    Money,
}

impl Reason {
    /// The reason in words, as the end of a sentence about the item.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Work => "alone does the work",
            Self::Holder(_) => "alone holds the role that does the work",
            Self::Member(_) => "alone is the team that does the work",
            Self::Vacant => "does the work, and nobody holds it",
            Self::Skill(_) => "alone: one person is needed, and one has the skill",
            Self::Money => "alone pays for it",
        }
    }
}

/// A goal without children, what it cannot do without, and why.
pub(crate) struct Carrier {
    pub(crate) item: Item,
    pub(crate) goal: GoalIx,
    pub(crate) reason: Reason,
}

/// What each piece of work in `pieces` (by goal) cannot do without. At most a few entries a goal, by goal.
pub(crate) fn carriers(plan: &Plan, graph: &PlanGraph, today: Date, pieces: &[bool]) -> Vec<Carrier> {
    let is_piece = |goal: GoalIx| pieces.get(goal.at()).copied().unwrap_or_default();
    let mut all = Vec::new();
    let hands = Hands::new(plan, today);
    let money = money(plan, graph, today);
    for (goal, written) in plan.goals().filter(|(goal, _)| is_piece(*goal)) {
        all.extend(hands.of(plan, written).map(|(item, reason)| Carrier { item, goal, reason }));
        if let Some(line) = money.get(goal.at()).and_then(|lines| lines.one()) {
            all.push(Carrier { item: Item::Line(line), goal, reason: Reason::Money });
        }
    }
    let supply = Supply::new(plan);
    if supply.is_written() {
        // Many goals need the same skill at the same level.
        let mut known: BTreeMap<(SkillIx, u32, Date), Option<PersonIx>> = BTreeMap::new();
        for need in needs(plan).into_iter().filter(|need| need.people == 1 && is_piece(need.goal)) {
            let key = (need.skill, need.level, need.day(today));
            let only = *known.entry(key).or_insert_with(|| {
                let who = supply.who(key.0, key.1, key.2, Courses::All);
                who.first().copied().filter(|_| who.len() == 1)
            });
            let Some(only) = only else { continue };
            for item in [Item::Person(only), Item::Skill(need.skill)] {
                all.push(Carrier { item, goal: need.goal, reason: Reason::Skill(need.skill) });
            }
        }
    }
    all.sort_by_key(|carrier| (carrier.goal, carrier.item, carrier.reason));
    all.dedup_by_key(|carrier| (carrier.goal, carrier.item, carrier.reason));
    all
}

/// Who does the work.
struct Hands {
    present: Vec<bool>,
    holders: Vec<Few<PersonIx>>,
    members: Vec<Few<PersonIx>>,
}

impl Hands {
    fn new(plan: &Plan, today: Date) -> Self {
        let today = Some(today);
        Self { present: present(plan, today), holders: holders(plan, today), members: members(plan, today) }
    }

    /// The single ones that a goal is given to: those responsible, or the owner where nobody is.
    fn of(&self, plan: &Plan, goal: &Goal) -> impl Iterator<Item = (Item, Reason)> + use<> {
        let responsible = goal.written.raci.iter().flat_map(|raci| &raci.responsible);
        // Those behind whom somebody stands, and the others.
        let (mut given, mut vacant) = (Few::Nobody, Few::Nobody);
        let mut people = Few::Nobody;
        let mut see = |owner: Owner| {
            let behind = self.people(plan, owner);
            let given = if behind == Few::Nobody { &mut vacant } else { &mut given };
            *given = given.join(Few::One(owner));
            people = people.join(behind);
        };
        let mut nobody = true;
        for owner in responsible.filter_map(|part| plan.target(&part.who)?.owner()) {
            nobody = false;
            see(owner);
        }
        if let Some(owner) = goal.owner.filter(|_| nobody) {
            see(owner);
        }
        let given = if given == Few::Nobody { vacant } else { given };
        let unit = given.one().and_then(|owner| match owner {
            Owner::Role(_) if people == Few::Nobody => Some((owner.into(), Reason::Vacant)),
            Owner::Role(_) | Owner::Team(_) => Some((owner.into(), Reason::Work)),
            // A person is told below; without the organization there is no plan.
            Owner::Person(_) | Owner::Organization => None,
        });
        let person = people.one().map(|person| {
            let reason = match given {
                Few::One(Owner::Role(role)) => Reason::Holder(role),
                Few::One(Owner::Team(team)) => Reason::Member(team),
                _ => Reason::Work,
            };
            (Item::Person(person), reason)
        });
        unit.into_iter().chain(person)
    }

    /// Who stands behind an owner. Of a team without people, and in a plan without people, nobody knows.
    fn people(&self, plan: &Plan, owner: Owner) -> Few<PersonIx> {
        let set = |sets: &[Few<PersonIx>], at: usize| sets.get(at).copied().unwrap_or_default();
        match owner {
            Owner::Person(person) if self.present.get(person.at()).copied().unwrap_or_default() => {
                Few::One(person)
            }
            Owner::Person(_) => Few::Nobody,
            Owner::Role(_) if plan.people.is_empty() => Few::Many,
            Owner::Role(role) => set(&self.holders, role.at()),
            Owner::Team(team) => match set(&self.members, team.at()) {
                Few::Nobody => Few::Many,
                some => some,
            },
            Owner::Organization => Few::Many,
        }
    }
}

/// By goal: the expense lines that pay for it, or, where none does, those that pay for its parents. Lines that were
/// valid only before `today` are left out. Members of cycles have their own lines only.
fn money(plan: &Plan, graph: &PlanGraph, today: Date) -> Vec<Few<LineIx>> {
    let mut own = vec![Few::Nobody; plan.goals.len()];
    let mut of_vision = Few::Nobody;
    for (index, line) in plan.lines() {
        let written = &line.written;
        let ended = written.valid.as_ref().is_some_and(|valid| plan.calendar.period(valid).last < today);
        if ended || written.aggregate == Some(true) || written.line_type == Some(LineType::Revenue) {
            continue;
        }
        for funds in &line.funds {
            let set = match funds.to {
                Up::Vision => Some(&mut of_vision),
                Up::Goal(goal) => own.get_mut(goal.at()),
            };
            if let Some(set) = set {
                *set = set.join(Few::One(index));
            }
        }
    }
    for item in graph.parents_first() {
        let Up::Goal(goal) = item else { continue };
        if graph.in_cycle(goal) || own.get(goal.at()) != Some(&Few::Nobody) {
            continue;
        }
        let from_above = graph.parents(goal).fold(Few::Nobody, |lines, (parent, _)| {
            lines.join(match parent {
                Up::Vision => of_vision,
                Up::Goal(parent) => own.get(parent.at()).copied().unwrap_or_default(),
            })
        });
        if let Some(set) = own.get_mut(goal.at()) {
            *set = from_above;
        }
    }
    own
}
