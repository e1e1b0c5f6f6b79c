//! Dense indices: the position of an item in its list of the plan.

use super::Owner;

macro_rules! index {
    ($($(#[$docs:meta])* $name:ident),*) => {$(
        $(#[$docs])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The position in its list.
            #[must_use]
            pub fn at(self) -> usize {
                self.0 as usize
            }

            /// The index for a position.
            #[must_use]
            pub fn new(position: usize) -> Self {
                Self(position as u32)
            }
        }
    )*};
}

index! {
    /// A goal of [`super::Plan::goals`].
    GoalIx,
    /// A team of [`super::Plan::teams`].
    TeamIx,
    /// A person of [`super::Plan::people`].
    PersonIx,
    /// A role of [`super::Plan::roles`].
    RoleIx,
    /// An account of [`super::Plan::accounts`].
    AccountIx,
    /// A budget line of [`super::Plan::lines`].
    LineIx,
    /// A growth plan of [`super::Plan::growth`].
    GrowthIx,
    /// A kind of goals of [`super::Plan::kinds`].
    KindIx,
    /// A skill of [`super::Plan::skills`].
    SkillIx,
    /// A training of [`super::Plan::training`].
    TrainingIx,
    /// A saving of [`super::Plan::savings`].
    SavingIx,
    /// A scenario of [`super::Plan::scenarios`].
    ScenarioIx,
    /// A trend of [`super::Plan::trends`].
    TrendIx,
    /// A SWOT entry of [`super::Plan::swot`].
    SwotIx,
    /// A strategy of [`super::Plan::strategies`].
    StrategyIx,
    /// A risk of [`super::Plan::risks`].
    RiskIx,
    /// A decision of [`super::Plan::decisions`].
    DecisionIx,
    /// A change of [`super::Plan::changes`].
    ChangeIx,
    /// A stakeholder of [`super::Plan::stakeholders`].
    StakeholderIx,
    /// A review of [`super::Plan::reviews`].
    ReviewIx
}

/// Anything that has an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Item {
    Vision,
    Mission,
    Organization,
    /// By position in [`super::Plan::values`].
    Value(u32),
    Goal(GoalIx),
    Team(TeamIx),
    Person(PersonIx),
    Role(RoleIx),
    Account(AccountIx),
    Line(LineIx),
    Growth(GrowthIx),
    Skill(SkillIx),
    Training(TrainingIx),
    Saving(SavingIx),
    Scenario(ScenarioIx),
    Trend(TrendIx),
    Swot(SwotIx),
    Strategy(StrategyIx),
    Risk(RiskIx),
    Decision(DecisionIx),
    Change(ChangeIx),
    Stakeholder(StakeholderIx),
    Review(ReviewIx),
}

impl From<Owner> for Item {
    fn from(owner: Owner) -> Self {
        match owner {
            Owner::Organization => Self::Organization,
            Owner::Team(team) => Self::Team(team),
            Owner::Person(person) => Self::Person(person),
            Owner::Role(role) => Self::Role(role),
        }
    }
}

impl Item {
    /// The item as one that answers for something; `None` for all but people, roles, teams and the organization.
    #[must_use]
    pub fn owner(self) -> Option<Owner> {
        match self {
            Self::Organization => Some(Owner::Organization),
            Self::Team(team) => Some(Owner::Team(team)),
            Self::Person(person) => Some(Owner::Person(person)),
            Self::Role(role) => Some(Owner::Role(role)),
            _ => None,
        }
    }
}
