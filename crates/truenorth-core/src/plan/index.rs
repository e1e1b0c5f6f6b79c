//! Dense indices: the position of an item in its list of the plan.

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
    /// A goal of [`Plan::goals`].
    GoalIx,
    /// A team of [`Plan::teams`].
    TeamIx,
    /// A person of [`Plan::people`].
    PersonIx,
    /// A role of [`Plan::roles`].
    RoleIx,
    /// An account of [`Plan::accounts`].
    AccountIx,
    /// A budget line of [`Plan::lines`].
    LineIx,
    /// A growth plan of [`Plan::growth`].
    GrowthIx,
    /// A kind of goals of [`Plan::kinds`].
    KindIx,
    /// A skill of [`Plan::skills`].
    SkillIx,
    /// A training of [`Plan::training`].
    TrainingIx,
    /// A saving of [`Plan::savings`].
    SavingIx,
    /// A scenario of [`Plan::scenarios`].
    ScenarioIx,
    /// A trend of [`Plan::trends`].
    TrendIx,
    /// A SWOT entry of [`Plan::swot`].
    SwotIx,
    /// A strategy of [`Plan::strategies`].
    StrategyIx,
    /// A risk of [`Plan::risks`].
    RiskIx,
    /// A decision of [`Plan::decisions`].
    DecisionIx,
    /// A change of [`Plan::changes`].
    ChangeIx,
    /// A stakeholder of [`Plan::stakeholders`].
    StakeholderIx,
    /// A review of [`Plan::reviews`].
    ReviewIx
}

/// Anything that has an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Item {
    Vision,
    Mission,
    Organization,
    /// By position in [`Plan::values`].
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
