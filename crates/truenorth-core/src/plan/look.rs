//! Looking things up in a plan: by id, by index, and what people call them.

use super::{
    AccountIx, ChangeIx, DecisionIx, Goal, GoalIx, GrowthIx, Item, Line, LineIx, Owner, PersonIx, Plan,
    ReviewIx, RiskIx, RoleIx, SavingIx, ScenarioIx, SkillIx, StakeholderIx, StrategyIx, SwotIx, TeamIx,
    TrainingIx, TrendIx, Up,
};
use crate::model::{Document, Ignore, Kind, Written};
use crate::place::{Place, Spot};
use crate::scalar::{Date, Due, Offset, Reference, Sign};
use crate::source::FileId;

impl Plan {
    /// Every goal with its index.
    pub fn goals(&self) -> impl Iterator<Item = (GoalIx, &Goal)> {
        self.goals.iter().enumerate().map(|(position, goal)| (GoalIx::new(position), goal))
    }

    /// Every budget line with its index.
    pub fn lines(&self) -> impl Iterator<Item = (LineIx, &Line)> {
        self.lines.iter().enumerate().map(|(position, line)| (LineIx::new(position), line))
    }

    /// The built-in kind that a goal is like.
    #[must_use]
    pub fn like(&self, goal: GoalIx) -> Kind {
        self[self[goal].kind].like
    }

    /// The organisation's name, for people.
    #[must_use]
    pub fn organization_name(&self) -> &str {
        self.organization.as_ref().map_or("the organization", |organization| &organization.name)
    }

    /// The item with this full id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<Item> {
        match id {
            "vision" => self.vision.as_ref().map(|_| Item::Vision),
            "mission" => self.mission.as_ref().map(|_| Item::Mission),
            "organization" => Some(Item::Organization),
            _ => self.ids.get(id).copied(),
        }
    }

    /// Every word that [`Self::find`] knows, in no order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let words =
            ["vision", "mission", "organization"].into_iter().filter(|word| self.find(word).is_some());
        words.chain(self.ids.keys().map(AsRef::as_ref))
    }

    /// An owner's name, for people.
    #[must_use]
    pub fn owner_name(&self, owner: Owner) -> &str {
        match owner {
            Owner::Organization => self.organization_name(),
            Owner::Team(team) => &self[team].written.title,
            Owner::Person(person) => &self[person].written.name,
            Owner::Role(role) => &self[role].written.title,
        }
    }

    /// An owner's full id.
    #[must_use]
    pub fn owner_id(&self, owner: Owner) -> &str {
        match owner {
            Owner::Organization => "organization",
            Owner::Team(team) => self[team].written.id.as_str(),
            Owner::Person(person) => self[person].written.id.as_str(),
            Owner::Role(role) => self[role].written.id.as_str(),
        }
    }

    /// The id of a parent.
    #[must_use]
    pub fn up_id(&self, up: Up) -> &str {
        match up {
            Up::Vision => "vision",
            Up::Goal(goal) => self[goal].id(),
        }
    }

    /// What every item has. `None` for one that is not written: a plan may lack a vision or an organisation.
    fn head(&self, item: Item) -> Option<Head<'_>> {
        let in_root = |spot: Spot, id, title, kind| {
            let file = self.root?;
            Some(Head { file, spot, id, title, kind, ignore: &[], documents: &[] })
        };
        match item {
            Item::Vision => {
                self.vision.as_ref().and_then(|it| in_root(it.spot, "vision", &it.title, "vision"))
            }
            Item::Mission => {
                self.mission.as_ref().and_then(|it| in_root(it.spot, "mission", &it.title, "mission"))
            }
            Item::Organization => {
                let spot = self.organization.as_ref()?.spot;
                in_root(spot, "organization", self.organization_name(), "organization")
            }
            Item::Value(value) => {
                let value = self.values.get(value as usize)?;
                in_root(value.spot, value.id.as_ref().map_or("", |id| id.as_str()), &value.title, "value")
            }
            Item::Goal(ix) => {
                let goal = &self[ix];
                Some(Head { kind: &self[goal.kind].title, ..Head::of(goal.file, goal.written.as_ref()) })
            }
            Item::Team(ix) => Some(Head::of(self[ix].file, &self[ix].written)),
            Item::Person(ix) => Some(Head::of(self[ix].file, &self[ix].written)),
            Item::Role(ix) => Some(Head::of(self[ix].file, &self[ix].written)),
            Item::Account(ix) => Some(Head::of(self[ix].file, &self[ix].written)),
            Item::Line(ix) => Some(Head::of(self[ix].file, &self[ix].written)),
            Item::Growth(ix) => Some(Head::of(self[ix].file, &self[ix].written)),
            Item::Skill(ix) => Some(Head::of(self[ix].file, &self[ix].written)),
            Item::Training(ix) => Some(Head::of(self[ix].file, &self[ix].written)),
            Item::Saving(ix) => Some(Head::of(self[ix].file, &self[ix].written)),
            Item::Scenario(ix) => Some(Head::of(self[ix].file, &self[ix].written)),
            Item::Trend(ix) => Some(Head::of(self[ix].file, &self[ix].written)),
            Item::Swot(ix) => {
                let swot = &self[ix];
                Some(Head { kind: swot.kind.title(), ..Head::of(swot.entry.file, &swot.entry.written) })
            }
            Item::Strategy(ix) => Some(Head::of(self[ix].file, &self[ix].written)),
            Item::Risk(ix) => Some(Head::of(self[ix].file, &self[ix].written)),
            Item::Decision(ix) => Some(Head::of(self[ix].file, &self[ix].written)),
            Item::Change(ix) => Some(Head::of(self[ix].file, &self[ix].written)),
            Item::Stakeholder(ix) => Some(Head::of(self[ix].file, &self[ix].written)),
            Item::Review(ix) => Some(Head::of(self[ix].file, &self[ix].written)),
        }
    }

    /// Every item that has `ignore`, section by section.
    pub fn items(&self) -> impl Iterator<Item = Item> {
        fn all<I>(count: usize, index: fn(usize) -> I, item: fn(I) -> Item) -> impl Iterator<Item = Item> {
            (0..count).map(move |position| item(index(position)))
        }
        all(self.goals.len(), GoalIx::new, Item::Goal)
            .chain(all(self.teams.len(), TeamIx::new, Item::Team))
            .chain(all(self.people.len(), PersonIx::new, Item::Person))
            .chain(all(self.roles.len(), RoleIx::new, Item::Role))
            .chain(all(self.skills.len(), SkillIx::new, Item::Skill))
            .chain(all(self.training.len(), TrainingIx::new, Item::Training))
            .chain(all(self.accounts.len(), AccountIx::new, Item::Account))
            .chain(all(self.lines.len(), LineIx::new, Item::Line))
            .chain(all(self.savings.len(), SavingIx::new, Item::Saving))
            .chain(all(self.growth.len(), GrowthIx::new, Item::Growth))
            .chain(all(self.scenarios.len(), ScenarioIx::new, Item::Scenario))
            .chain(all(self.trends.len(), TrendIx::new, Item::Trend))
            .chain(all(self.swot.len(), SwotIx::new, Item::Swot))
            .chain(all(self.strategies.len(), StrategyIx::new, Item::Strategy))
            .chain(all(self.risks.len(), RiskIx::new, Item::Risk))
            .chain(all(self.decisions.len(), DecisionIx::new, Item::Decision))
            .chain(all(self.changes.len(), ChangeIx::new, Item::Change))
            .chain(all(self.stakeholders.len(), StakeholderIx::new, Item::Stakeholder))
            .chain(all(self.reviews.len(), ReviewIx::new, Item::Review))
    }

    /// An item's full id; empty for a value without one.
    #[must_use]
    pub fn item_id(&self, item: Item) -> &str {
        self.head(item).map_or("", |head| head.id)
    }

    /// An item's title or name.
    #[must_use]
    pub fn item_title(&self, item: Item) -> &str {
        self.head(item).map_or("", |head| head.title)
    }

    /// What an item is, for people: `goal`, `team` ...
    #[must_use]
    pub fn item_kind(&self, item: Item) -> &str {
        self.head(item).map_or("", |head| head.kind)
    }

    /// Where an item stands; `None` only for a vision or organisation that is not written.
    #[must_use]
    pub fn item_place(&self, item: Item) -> Option<Place> {
        self.head(item).map(|head| Place::value(head.file, head.spot))
    }

    /// The papers and pages of an item of a section.
    #[must_use]
    pub fn item_documents(&self, item: Item) -> &[Document] {
        match item {
            // Most items are goals.
            Item::Goal(ix) => &self[ix].written.documents,
            _ => self.head(item).map_or(&[], |head| head.documents),
        }
    }

    /// The findings silenced inside an item.
    #[must_use]
    pub fn item_ignores(&self, item: Item) -> &[Ignore] {
        match item {
            Item::Goal(ix) => &self[ix].written.ignore,
            _ => self.head(item).map_or(&[], |head| head.ignore),
        }
    }

    /// The item of this plan that a reference leads to, by id, former id, or the id of something inside an item
    /// (an option of a decision, a scenario of a growth plan), which stands for the item.
    #[must_use]
    pub fn target(&self, reference: &Reference) -> Option<Item> {
        if reference.plan().is_some() {
            return None;
        }
        let id = reference.id();
        self.find(id).or_else(|| self.former_ids.get(id).copied()).or_else(|| self.around(id))
    }

    /// The item that has a local id: `decision/option`, `growth/scenario`.
    pub(crate) fn around(&self, id: &str) -> Option<Item> {
        let (outer, local) = id.rsplit_once('/')?;
        let item = self.find(outer)?;
        let is_local = match item {
            Item::Decision(ix) => {
                let decision = &self[ix].written;
                let options = decision.options.iter().map(|option| &option.id);
                let criteria = decision.criteria.iter().map(|criterion| &criterion.id);
                let states = decision.states.iter().map(|state| &state.id);
                options.chain(criteria).chain(states).any(|id| id.as_str() == local)
            }
            Item::Growth(ix) => {
                self[ix].written.scenarios.iter().any(|scenario| scenario.id.as_str() == local)
            }
            _ => false,
        };
        is_local.then_some(item)
    }

    /// The last day of a due: of a time its end, of a relative one that of the goal it follows. `None` for a
    /// recurring one, and where the goal has no date.
    #[must_use]
    pub fn due_day(&self, due: &Due) -> Option<Date> {
        match due {
            Due::At(time) => Some(self.calendar.period(time).last),
            Due::Every(_) => None,
            Due::After { item, offset } => {
                let goal =
                    match self.find(item.as_str()).or_else(|| self.former_ids.get(item.as_str()).copied())? {
                        Item::Goal(goal) => &self[goal],
                        _ => return None,
                    };
                let from = goal.done.or(goal.due)?;
                Some(match offset {
                    None => from,
                    Some(Offset { sign: Sign::Plus, duration }) => self.calendar.add(from, duration),
                    Some(Offset { sign: Sign::Minus, duration }) => self.calendar.subtract(from, duration),
                })
            }
        }
    }

    /// The name of a level of skills; its number where the scale is shorter.
    #[must_use]
    pub fn skill_level(&self, level: u32) -> String {
        let own = self.skill_scale.get(level as usize).map(String::as_str);
        let default = || DREYFUS.get(level as usize).copied().filter(|_| self.skill_scale.is_empty());
        own.or_else(default).map_or_else(|| level.to_string(), str::to_owned)
    }
}

/// The default names of levels of skills (Dreyfus and Dreyfus 1980, with 0 for none).
const DREYFUS: [&str; 6] = ["none", "novice", "advanced beginner", "competent", "proficient", "expert"];

/// What every item has.
#[derive(Clone, Copy)]
struct Head<'a> {
    file: FileId,
    spot: Spot,
    id: &'a str,
    title: &'a str,
    kind: &'a str,
    ignore: &'a [Ignore],
    documents: &'a [Document],
}

impl<'a> Head<'a> {
    fn of<T: Written>(file: FileId, item: &'a T) -> Self {
        Self {
            file,
            spot: item.spot(),
            id: item.id().as_str(),
            title: item.title(),
            kind: T::KIND,
            ignore: item.ignore(),
            documents: item.documents(),
        }
    }
}
