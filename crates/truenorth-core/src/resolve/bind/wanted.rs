//! What a reference may lead to, and the walk through the references of one item.

use super::Binder;
use crate::model::Entries;
use crate::place::Place;
use crate::plan::Item;
use crate::scalar::{Due, Reference};

/// What a reference may lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Wanted {
    Any,
    Goal,
    /// What a goal may contribute to.
    Up,
    Owner,
    Team,
    Person,
    PersonOrRole,
    Role,
    Skill,
    Line,
    Account,
    LineOrAccount,
    Growth,
    Measured,
    Trend,
    Swot,
    Risk,
    Decision,
    /// Those whom a change touches.
    Group,
    /// Those who are asked or told.
    Concerned,
}

impl Wanted {
    pub(super) fn fits(self, item: Item) -> bool {
        let owner = matches!(item, Item::Organization | Item::Team(_) | Item::Person(_) | Item::Role(_));
        match self {
            Self::Any => true,
            Self::Goal => matches!(item, Item::Goal(_)),
            Self::Up => matches!(item, Item::Goal(_) | Item::Vision),
            Self::Owner => owner,
            Self::Team => matches!(item, Item::Team(_)),
            Self::Person => matches!(item, Item::Person(_)),
            Self::PersonOrRole => matches!(item, Item::Person(_) | Item::Role(_)),
            Self::Role => matches!(item, Item::Role(_)),
            Self::Skill => matches!(item, Item::Skill(_)),
            Self::Line => matches!(item, Item::Line(_)),
            Self::Account => matches!(item, Item::Account(_)),
            Self::LineOrAccount => matches!(item, Item::Line(_) | Item::Account(_)),
            Self::Growth => matches!(item, Item::Growth(_)),
            Self::Measured => matches!(item, Item::Growth(_) | Item::Goal(_)),
            Self::Trend => matches!(item, Item::Trend(_)),
            Self::Swot => matches!(item, Item::Swot(_)),
            Self::Risk => matches!(item, Item::Risk(_)),
            Self::Decision => matches!(item, Item::Decision(_)),
            Self::Group | Self::Concerned => owner || matches!(item, Item::Stakeholder(_)),
        }
    }

    /// Whether it may be a goal, whose ids may be nested.
    pub(super) fn fits_goals(self) -> bool {
        matches!(self, Self::Any | Self::Goal | Self::Up | Self::Measured)
    }

    /// What to write there.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Any => "an item",
            Self::Goal => "a goal",
            Self::Up => "a goal or `vision`",
            Self::Owner => "a person, role, team or `organization`",
            Self::Team => "a team",
            Self::Person => "a person",
            Self::PersonOrRole => "a person or role",
            Self::Role => "a role",
            Self::Skill => "a skill",
            Self::Line => "a budget line",
            Self::Account => "an account",
            Self::LineOrAccount => "a budget line or account",
            Self::Growth => "a growth plan",
            Self::Measured => "a growth plan or a goal with a measure",
            Self::Trend => "a trend",
            Self::Swot => "a strength, weakness, opportunity or threat",
            Self::Risk => "a risk",
            Self::Decision => "a decision",
            Self::Group => "a team, role or stakeholder",
            Self::Concerned => "a person, role, team or stakeholder",
        }
    }
}

/// Follows the references of one item, or of one object inside it.
pub(super) struct Refs<'b, 'a> {
    pub(super) binder: &'b mut Binder<'a>,
    pub(super) here: Place,
}

impl<'a> Refs<'_, 'a> {
    /// The object `index` of the list `field`.
    pub(super) fn entry(&mut self, field: &'static str, index: usize) -> Refs<'_, 'a> {
        Refs { here: self.here.clone().field(field).index(index), binder: self.binder }
    }

    /// The object of `field`.
    pub(super) fn inside(&mut self, field: &'static str) -> Refs<'_, 'a> {
        Refs { here: self.here.clone().field(field), binder: self.binder }
    }

    pub(super) fn one(&mut self, field: &'static str, reference: Option<&Reference>, wanted: Wanted) {
        if let Some(reference) = reference {
            let here = &self.here;
            self.binder.item(reference, wanted, || here.clone().field(field));
        }
    }

    pub(super) fn many(&mut self, field: &'static str, references: &[Reference], wanted: Wanted) {
        for (entry, reference) in references.iter().enumerate() {
            let here = &self.here;
            self.binder.item(reference, wanted, || here.clone().field(field).index(entry));
        }
    }

    /// The keys of a map.
    pub(super) fn keys<V>(&mut self, field: &'static str, map: &Entries<Reference, V>, wanted: Wanted) {
        for (key, _) in map {
            let here = &self.here;
            self.binder.item(key, wanted, || here.clone().field(field).key(key.as_str()).key_only());
        }
    }

    /// The item that a relative due follows.
    pub(super) fn due(&mut self, field: &'static str, due: Option<&Due>) {
        if let Some(Due::After { item, .. }) = due
            && let Ok(reference) = Reference::parse(item.as_str())
        {
            let here = &self.here;
            self.binder.item(&reference, Wanted::Up, || here.clone().field(field));
        }
    }
}
