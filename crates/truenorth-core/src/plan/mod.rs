//! The resolved plan: every item once, by dense index, with its references bound and its dates fixed.

mod index;
mod look;
mod placed;

use std::collections::{HashMap, HashSet};
use std::ops::Index;

use thin_vec::ThinVec;

pub use index::{
    AccountIx, ChangeIx, DecisionIx, GoalIx, GrowthIx, Item, KindIx, LineIx, PersonIx, ReviewIx, RiskIx,
    RoleIx, SavingIx, ScenarioIx, SkillIx, StakeholderIx, StrategyIx, SwotIx, TeamIx, TrainingIx, TrendIx,
};
pub use placed::{OtherPlan, Placed, Swot, SwotKind};

use crate::model;
use crate::model::{Kind, RuleLevel};
use crate::place::Place;
use crate::scalar::{Calendar, Currency, Date, Decimal, Id, Percent};
use crate::source::FileId;

/// Who answers for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Owner {
    Organization,
    Team(TeamIx),
    Person(PersonIx),
    Role(RoleIx),
}

/// What a goal can contribute to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Up {
    /// The vision.
    Vision,
    /// Another goal.
    Goal(GoalIx),
}

/// A link of a goal to a parent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parent {
    /// The parent.
    pub to: Up,
    /// Weight of the child in the parent as written, or 1. Not normalised; may be negative.
    pub weight: f64,
    /// Share of the child's cost that goes to the parent, if written.
    pub share: Option<Percent>,
    /// The entry of `contributes_to`; `None` for the link implied by nesting or by being a pillar.
    pub entry: Option<u32>,
}

/// The links that change no roll-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    /// `supports`: explains.
    Supports,
    /// `depends_on`: needs it first.
    DependsOn,
    /// `conflicts_with`: not both; symmetric.
    ConflictsWith,
    /// `relates_to`: see also; symmetric.
    RelatesTo,
    /// `replaces`: the other has ended for this one.
    Replaces,
    /// `continues`: carried over from there.
    Continues,
}

impl LinkKind {
    /// Every kind, in the order of the format.
    pub const ALL: [Self; 6] = [
        Self::Supports,
        Self::DependsOn,
        Self::ConflictsWith,
        Self::RelatesTo,
        Self::Replaces,
        Self::Continues,
    ];

    /// The field of the format.
    #[must_use]
    pub fn field(self) -> &'static str {
        match self {
            Self::Supports => "supports",
            Self::DependsOn => "depends_on",
            Self::ConflictsWith => "conflicts_with",
            Self::RelatesTo => "relates_to",
            Self::Replaces => "replaces",
            Self::Continues => "continues",
        }
    }
}

/// A link of a goal other than to a parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Which kind.
    pub kind: LinkKind,
    /// Where it leads; references into other plans and to items not read are left out.
    pub to: Item,
    /// The entry of its field.
    pub entry: u32,
}

/// A kind of goals: a built-in one or one of `levels`.
#[derive(Clone, Debug, PartialEq)]
pub struct GoalKind {
    /// The word of the format.
    pub word: String,
    /// The word for people.
    pub title: String,
    /// The built-in kind whose checks and drawing it shares.
    pub like: Kind,
    /// Kinds, or `vision`, that it may contribute to; `None` = any.
    pub under: Option<Vec<String>>,
    /// Level of the finding when such a goal does not reach the vision.
    pub unaligned: Option<RuleLevel>,
}

/// A goal with everything bound.
#[derive(Clone, Debug)]
pub struct Goal {
    /// The file it stands in.
    pub file: FileId,
    /// As written, but with its full id and without the goals nested in it.
    pub written: Box<model::Goal>,
    /// The goal it is nested in.
    pub nest: Option<GoalIx>,
    /// Its kind.
    pub kind: KindIx,
    /// Who answers for it, from the goal or the file's defaults.
    pub owner: Option<Owner>,
    /// Whose goal it is, from the goal or the file's defaults.
    pub team: Option<TeamIx>,
    /// Its parents, the implied one first.
    pub parents: ThinVec<Parent>,
    /// Its other links, by kind and entry.
    pub links: ThinVec<Link>,
    /// First day, from `start` or `period`.
    pub start: Option<Date>,
    /// Last day, from `due` or `period`; relative ones are worked out.
    pub due: Option<Date>,
    /// Finished on, as written: asked of other goals too, and so kept where a look costs little.
    pub done: Option<Date>,
    /// As set by hand, likewise.
    pub status: Option<model::Status>,
}

/// A team with its references bound.
#[derive(Clone, Debug)]
pub struct Team {
    /// The file it stands in.
    pub file: FileId,
    /// As written.
    pub written: model::Team,
    /// The team that it belongs to.
    pub part_of: Option<TeamIx>,
    /// Its lead.
    pub owner: Option<Owner>,
}

/// A person with references bound.
#[derive(Clone, Debug)]
pub struct Person {
    /// The file it stands in.
    pub file: FileId,
    /// As written.
    pub written: model::Person,
    /// Main team.
    pub team: Option<TeamIx>,
    /// Roles held.
    pub roles: Vec<RoleIx>,
}

/// A role with its references bound.
#[derive(Clone, Debug)]
pub struct Role {
    /// The file it stands in.
    pub file: FileId,
    /// As written.
    pub written: model::Role,
    /// Whose role it is.
    pub team: Option<TeamIx>,
}

/// An account with its references bound.
#[derive(Clone, Debug)]
pub struct Account {
    /// The file it stands in.
    pub file: FileId,
    /// As written.
    pub written: model::Account,
    /// The account above.
    pub part_of: Option<AccountIx>,
}

/// A goal that a budget line pays for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Funds {
    /// The goal, or the vision itself.
    pub to: Up,
    /// Share of the line, if written.
    pub share: Option<Percent>,
    /// The entry of `funds`.
    pub entry: u32,
}

/// A budget line with its references bound.
#[derive(Clone, Debug)]
pub struct Line {
    /// The file it stands in.
    pub file: FileId,
    /// As written.
    pub written: model::BudgetLine,
    /// Who answers for it, from the line or the file's defaults.
    pub owner: Option<Owner>,
    /// Whose money it is, from the line or the file's defaults.
    pub team: Option<TeamIx>,
    /// Its accounts, each with its entry of `accounts`.
    pub accounts: Vec<(AccountIx, u32)>,
    /// The goals it pays for.
    pub funds: Vec<Funds>,
    /// Of the line, the file's defaults, or the organisation.
    pub currency: Option<Currency>,
}

/// A growth plan with its references bound.
#[derive(Clone, Debug)]
pub struct Growth {
    /// The file it stands in.
    pub file: FileId,
    /// As written.
    pub written: model::Growth,
    /// Who answers for it.
    pub owner: Option<Owner>,
    /// Goals that it belongs to, each with its entry.
    pub contributes_to: Vec<(Up, u32)>,
}

/// A whole plan.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Name in other plans' references.
    pub name: String,
    /// The root file.
    pub root: Option<FileId>,
    /// Whose plan it is.
    pub organization: Option<model::Organization>,
    /// Fiscal year and working days.
    pub calendar: Calendar,
    /// The calendar as written.
    pub written_calendar: Option<model::Calendar>,
    /// "Today" of the plan, if it names one.
    pub as_of: Option<Date>,
    /// What every goal points at.
    pub vision: Option<model::Statement>,
    /// Why the organisation exists.
    pub mission: Option<model::Statement>,
    /// Principles.
    pub values: Vec<model::PlanValue>,
    /// Levels as written.
    pub levels: Vec<model::Level>,
    /// Policy.
    pub checks: model::Checks,
    /// Kinds of goals, the built-in ones first.
    pub kinds: Vec<GoalKind>,
    /// Teams.
    pub teams: Vec<Team>,
    /// People.
    pub people: Vec<Person>,
    /// Roles.
    pub roles: Vec<Role>,
    /// Goals of all kinds, nested ones after the goal they are nested in.
    pub goals: Vec<Goal>,
    /// Accounts.
    pub accounts: Vec<Account>,
    /// Budget lines.
    pub lines: Vec<Line>,
    /// Growth plans.
    pub growth: Vec<Growth>,
    /// Skills.
    pub skills: Vec<Placed<model::Skill>>,
    /// Trainings.
    pub training: Vec<Placed<model::Training>>,
    /// Who learns from whom.
    pub mentoring: Vec<Placed<model::Mentoring>>,
    /// Who talks with whom, how often.
    pub feedback: Vec<Placed<model::Feedback>>,
    /// Savings.
    pub savings: Vec<Placed<model::Saving>>,
    /// Overlays.
    pub scenarios: Vec<Placed<model::Scenario>>,
    /// The overlay that was laid over this plan, by id.
    pub scenario: Option<String>,
    /// Trends.
    pub trends: Vec<Placed<model::Trend>>,
    /// Strengths, weaknesses, opportunities, threats.
    pub swot: Vec<Swot>,
    /// What answers them.
    pub strategies: Vec<Placed<model::StrategyAnswer>>,
    /// Risks.
    pub risks: Vec<Placed<model::Risk>>,
    /// Decisions.
    pub decisions: Vec<Placed<model::Decision>>,
    /// Changes.
    pub changes: Vec<Placed<model::Change>>,
    /// Stakeholders.
    pub stakeholders: Vec<Placed<model::Stakeholder>>,
    /// Looks back.
    pub reviews: Vec<Placed<model::Review>>,
    /// Names of the levels of skills, from 0, if the plan names its own.
    pub skill_scale: Vec<String>,
    /// Exchange rates as written.
    pub rates: model::Entries<Currency, model::Entries<Date, Decimal>>,
    /// Other plans, in order of their names.
    pub others: Vec<OtherPlan>,
    /// How many references lead into other plans that are not here.
    pub unresolved: usize,
    /// Items by full id.
    pub ids: HashMap<Id, Item, foldhash::fast::RandomState>,
    /// Items by former id.
    pub former_ids: HashMap<Box<str>, Item>,
    /// Ids that exist but were not read.
    pub unread_ids: HashSet<String>,
    /// Ids of items of which some part could not be read or bound. What rules would say of them may only
    /// follow from that.
    pub damaged_ids: HashSet<String>,
    /// The `defaults` of the files that have some, in the order of the files: for telling where a value comes from.
    pub defaults: Vec<(FileId, model::Defaults)>,
}

macro_rules! indexed {
    ($($index:ty => $list:ident: $item:ty),*) => {$(
        impl Index<$index> for Plan {
            type Output = $item;

            fn index(&self, index: $index) -> &$item {
                &self.$list[index.at()]
            }
        }
    )*};
}

indexed! {
    GoalIx => goals: Goal, TeamIx => teams: Team, PersonIx => people: Person, RoleIx => roles: Role,
    AccountIx => accounts: Account, LineIx => lines: Line, GrowthIx => growth: Growth, KindIx => kinds: GoalKind,
    SkillIx => skills: Placed<model::Skill>, TrainingIx => training: Placed<model::Training>,
    SavingIx => savings: Placed<model::Saving>, ScenarioIx => scenarios: Placed<model::Scenario>,
    TrendIx => trends: Placed<model::Trend>, SwotIx => swot: Swot,
    StrategyIx => strategies: Placed<model::StrategyAnswer>, RiskIx => risks: Placed<model::Risk>,
    DecisionIx => decisions: Placed<model::Decision>, ChangeIx => changes: Placed<model::Change>,
    StakeholderIx => stakeholders: Placed<model::Stakeholder>, ReviewIx => reviews: Placed<model::Review>
}

impl Goal {
    /// Its full id.
    #[must_use]
    pub fn id(&self) -> &str {
        self.written.id.as_str()
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.written.title
    }

    /// Where it stands.
    #[must_use]
    pub fn place(&self) -> Place {
        Place::value(self.file, self.written.spot)
    }

    /// Where its link to a parent stands; of an implied link the goal itself.
    #[must_use]
    pub fn parent_place(&self, parent: &Parent) -> Place {
        match parent.entry {
            Some(entry) => self.place().field("contributes_to").index(entry as usize).field("goal"),
            None => self.place(),
        }
    }

    /// Where one of its other links stands.
    #[must_use]
    pub fn link_place(&self, link: &Link) -> Place {
        let place = self.place().field(link.kind.field()).index(link.entry as usize);
        if link.kind == LinkKind::DependsOn { place.field("goal") } else { place }
    }

    /// Where its last day is written: `due`, else `period`, else the goal.
    #[must_use]
    pub fn due_place(&self) -> Place {
        self.place().field(if self.written.due.is_some() { "due" } else { "period" })
    }

    /// Whether it is over: done, achieved, missed or dropped.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.done.is_some() || self.status.is_some_and(model::Status::is_over)
    }

    /// Whether it is agreed and not over: neither a proposal nor the past.
    #[must_use]
    pub fn is_live(&self) -> bool {
        !self.is_over() && self.status != Some(model::Status::Proposed)
    }
}

impl Line {
    /// Where it stands.
    #[must_use]
    pub fn place(&self) -> Place {
        Place::value(self.file, self.written.spot)
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        self.written.id.as_str()
    }
}
