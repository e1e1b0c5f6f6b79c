//! Looking things up in a plan: by id, by index, and what people call them.

use super::{Goal, GoalIx, Item, Line, LineIx, Owner, Plan, Up};
use crate::model::Kind;
use crate::place::{Place, Spot};

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

    /// An item's full id; empty for a value without one.
    #[must_use]
    pub fn item_id(&self, item: Item) -> &str {
        match item {
            Item::Vision => "vision",
            Item::Mission => "mission",
            Item::Organization => "organization",
            Item::Value(value) => self
                .values
                .get(value as usize)
                .and_then(|value| value.id.as_ref())
                .map_or("", |id| id.as_str()),
            Item::Goal(goal) => self[goal].id(),
            Item::Team(team) => self[team].written.id.as_str(),
            Item::Person(person) => self[person].written.id.as_str(),
            Item::Role(role) => self[role].written.id.as_str(),
            Item::Account(account) => self[account].written.id.as_str(),
            Item::Line(line) => self[line].written.id.as_str(),
            Item::Growth(growth) => self[growth].written.id.as_str(),
        }
    }

    /// An item's title or name.
    #[must_use]
    pub fn item_title(&self, item: Item) -> &str {
        match item {
            Item::Vision => self.vision.as_ref().map_or("", |vision| &vision.title),
            Item::Mission => self.mission.as_ref().map_or("", |mission| &mission.title),
            Item::Organization => self.organization_name(),
            Item::Value(value) => self.values.get(value as usize).map_or("", |value| &value.title),
            Item::Goal(goal) => self[goal].title(),
            Item::Team(team) => &self[team].written.title,
            Item::Person(person) => &self[person].written.name,
            Item::Role(role) => &self[role].written.title,
            Item::Account(account) => &self[account].written.title,
            Item::Line(line) => &self[line].written.title,
            Item::Growth(growth) => &self[growth].written.title,
        }
    }

    /// What an item is, for people: `goal`, `team` ...
    #[must_use]
    pub fn item_kind(&self, item: Item) -> &str {
        match item {
            Item::Vision => "vision",
            Item::Mission => "mission",
            Item::Organization => "organization",
            Item::Value(_) => "value",
            Item::Goal(goal) => &self[self[goal].kind].title,
            Item::Team(_) => "team",
            Item::Person(_) => "person",
            Item::Role(_) => "role",
            Item::Account(_) => "account",
            Item::Line(_) => "budget line",
            Item::Growth(_) => "growth plan",
        }
    }

    /// Where an item stands; `None` only for a vision or organisation that is not written.
    #[must_use]
    pub fn item_place(&self, item: Item) -> Option<Place> {
        let in_root = |spot: Spot| self.root.map(|root| Place::value(root, spot));
        match item {
            Item::Vision => in_root(self.vision.as_ref()?.spot),
            Item::Mission => in_root(self.mission.as_ref()?.spot),
            Item::Organization => in_root(self.organization.as_ref()?.spot),
            Item::Value(value) => in_root(self.values.get(value as usize)?.spot),
            Item::Goal(goal) => Some(self[goal].place()),
            Item::Team(team) => Some(Place::value(self[team].file, self[team].written.spot)),
            Item::Person(person) => Some(Place::value(self[person].file, self[person].written.spot)),
            Item::Role(role) => Some(Place::value(self[role].file, self[role].written.spot)),
            Item::Account(account) => Some(Place::value(self[account].file, self[account].written.spot)),
            Item::Line(line) => Some(self[line].place()),
            Item::Growth(growth) => Some(Place::value(self[growth].file, self[growth].written.spot)),
        }
    }
}
