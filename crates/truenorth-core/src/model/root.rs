//! The root file, what every file may hold, and what every item may have.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::change::{Change, Review, Stakeholder};
use super::check::Checks;
use super::decision::Decision;
use super::goal::Goal;
use super::growth::{Growth, Scenario};
use super::learning::{Feedback, Mentoring, Skill, Training};
use super::lists::{Entries, Items, Many};
use super::money::{Account, BudgetLine, Saving};
use super::people::{Person, Role, Team};
use super::risk::Risk;
use super::strategy::Strategy;
use super::{RuleLevel, Spot};
use crate::scalar::{Currency, Date, Decimal, Id, Reference, Time};

/// A file of a plan. The fields from `truenorth` to `built` belong into the root file only.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct File {
    /// Where the object begins in its file.
    #[serde(rename = "@", default, skip_serializing)]
    #[schemars(skip)]
    pub spot: Spot,
    /// Address of the schema, for editors.
    #[serde(rename = "$schema")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// Version of the format: 1. Only the root file has it; required there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub truenorth: Option<u32>,
    /// Name of this plan in other plans' references; default: the directory's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<Id>,
    /// "Today" of this plan unless `--today` is given: for archived plans, samples and reports that can be
    /// made again. Absent = the day of the run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
    /// Whose plan it is. Required in the root file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<Organization>,
    /// Fiscal year and working days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<Calendar>,
    /// What every goal points at; its id is `vision`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vision: Option<Statement>,
    /// Why the organisation exists; its id is `mission`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mission: Option<Statement>,
    /// Principles that limit how goals are met.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub values: Many<Value>,
    /// Own kinds of goals, and rules for the built-in ones.
    #[serde(default, skip_serializing_if = "Items::is_empty")]
    pub levels: Items<Level>,
    /// Names of the levels of skills, from 0; default none, novice, advanced beginner, competent, proficient, expert (Dreyfus).
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub skill_scale: Many<String>,
    /// One unit of that currency in the organisation's, from that date on: `{"USD": {"2027-01-01": "0.92"}}`.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub rates: Entries<Currency, Entries<Date, Decimal>>,
    /// Plans that references may name, by the word before the colon.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub plans: Entries<Id, OtherPlan>,
    /// Globs of further files, relative to this file, with `/` only, never out of this directory; default
    /// none.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub include: Many<String>,
    /// Policy: which rules run, at which level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checks: Option<Checks>,
    /// Only in a plan made by `truenorth build`: by what, when and with which figures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub built: Option<BuiltBy>,
    /// Fills absent fields of this file's items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub defaults: Option<Defaults>,
    /// Goals of kind `pillar`; without `contributes_to` they contribute to `vision`.
    #[serde(default, skip_serializing_if = "Items::is_empty")]
    pub pillars: Items<Box<Goal>>,
    /// Goals; default kind `objective`.
    #[serde(default, skip_serializing_if = "Items::is_empty")]
    pub goals: Items<Box<Goal>>,
    /// Teams.
    #[serde(default, skip_serializing_if = "Items::is_empty")]
    pub teams: Items<Team>,
    /// People.
    #[serde(default, skip_serializing_if = "Items::is_empty")]
    pub people: Items<Person>,
    /// Roles.
    #[serde(default, skip_serializing_if = "Items::is_empty")]
    pub roles: Items<Role>,
    /// Skills that people hold and work needs.
    #[serde(default, skip_serializing_if = "Items::is_empty")]
    pub skills: Items<Skill>,
    /// Trainings.
    #[serde(default, skip_serializing_if = "Items::is_empty")]
    pub training: Items<Training>,
    /// Who learns from whom.
    #[serde(default, skip_serializing_if = "Items::is_empty")]
    pub mentoring: Items<Mentoring>,
    /// Who talks with whom, how often; cadence and dates only, never the words.
    #[serde(default, skip_serializing_if = "Items::is_empty")]
    pub feedback: Items<Feedback>,
    /// Charts of accounts: hierarchies of budget lines.
    #[serde(default, skip_serializing_if = "Items::is_empty")]
    pub accounts: Items<Account>,
    /// Budget lines.
    #[serde(default, skip_serializing_if = "Items::is_empty")]
    pub budget: Items<BudgetLine>,
    /// Savings.
    #[serde(default, skip_serializing_if = "Items::is_empty")]
    pub savings: Items<Saving>,
    /// Growth plans.
    #[serde(default, skip_serializing_if = "Items::is_empty")]
    pub growth: Items<Growth>,
    /// Overlays: the plan with some fields replaced.
    #[serde(default, skip_serializing_if = "Items::is_empty")]
    pub scenarios: Items<Scenario>,
    /// Trends, strengths, weaknesses, opportunities, threats, and what answers them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strategy: Option<Strategy>,
    /// Risks.
    #[serde(default, skip_serializing_if = "Items::is_empty")]
    pub risks: Items<Risk>,
    /// Decisions.
    #[serde(default, skip_serializing_if = "Items::is_empty")]
    pub decisions: Items<Decision>,
    /// Changes that people have to live through.
    #[serde(default, skip_serializing_if = "Items::is_empty")]
    pub changes: Items<Change>,
    /// Those outside the teams who have a stake.
    #[serde(default, skip_serializing_if = "Items::is_empty")]
    pub stakeholders: Items<Stakeholder>,
    /// Looks back.
    #[serde(default, skip_serializing_if = "Items::is_empty")]
    pub reviews: Items<Review>,
}

impl File {
    /// How many items stand in it, nested goals too.
    #[must_use]
    pub fn count_items(&self) -> usize {
        fn goals(list: &[Box<Goal>]) -> usize {
            let nested =
                |goal: &Goal| goals(&goal.key_results) + goals(&goal.initiatives) + goals(&goal.milestones);
            list.iter().map(|goal| 1 + nested(goal)).sum()
        }
        let strategy = self.strategy.as_ref().map_or(0, |strategy| {
            strategy.trends.len()
                + strategy.strengths.len()
                + strategy.weaknesses.len()
                + strategy.opportunities.len()
                + strategy.threats.len()
                + strategy.strategies.len()
        });
        goals(&self.pillars)
            + goals(&self.goals)
            + self.teams.len()
            + self.people.len()
            + self.roles.len()
            + self.skills.len()
            + self.training.len()
            + self.accounts.len()
            + self.budget.len()
            + self.savings.len()
            + self.growth.len()
            + self.scenarios.len()
            + strategy
            + self.risks.len()
            + self.decisions.len()
            + self.changes.len()
            + self.stakeholders.len()
            + self.reviews.len()
    }
}

/// What `build` says of itself in the plan it makes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BuiltBy {
    /// Version of the built form: 1.
    pub version: u32,
    /// Tool and its version.
    pub by: String,
    /// The day that counted as today.
    pub today: Date,
    /// The scenario that was laid over the plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scenario: Option<Id>,
    /// Computed figures by goal; see `docs/built-plan.md`.
    pub figures: serde_json::Value,
}

/// Fills absent fields of a file's items.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Defaults {
    /// Where the object begins in its file.
    #[serde(rename = "@", default, skip_serializing)]
    #[schemars(skip)]
    pub spot: Spot,
    /// For each item of this file, nested too, that can have an owner and lacks one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Reference>,
    /// The same for `team`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<Reference>,
    /// The same for `period`, for items with neither `period`, `start` nor `due`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Time>,
    /// The same for `currency`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
}

/// Whose plan it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Organization {
    /// Where the object begins in its file.
    #[serde(rename = "@", default, skip_serializing)]
    #[schemars(skip)]
    pub spot: Spot,
    /// Its name.
    pub name: String,
    /// ISO 4217 code; needed once money is used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// BCP 47 tag of the language of titles; default `en`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// Fiscal year and working days.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Calendar {
    /// Where the object begins in its file.
    #[serde(rename = "@", default, skip_serializing)]
    #[schemars(skip)]
    pub spot: Spot,
    /// Month and day on which the fiscal year begins, such as `07-01`; default `01-01`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fiscal_year_start: Option<String>,
    /// Whether `FY27` ends (default) or starts in 2027.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fiscal_year_named_by: Option<YearNamedBy>,
    /// Default Monday to Friday; for durations of dependent work.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub working_days: Many<WorkingDay>,
    /// Days off.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub holidays: Many<Time>,
}

/// Which calendar year names a fiscal year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum YearNamedBy {
    /// The one in which it ends.
    End,
    /// The one in which it starts.
    Start,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum WorkingDay {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

/// Vision or mission.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Statement {
    /// Where the object begins in its file.
    #[serde(rename = "@", default, skip_serializing)]
    #[schemars(skip)]
    pub spot: Spot,
    /// One sentence.
    pub title: String,
    /// Prose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// By when, such as `2035`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub horizon: Option<Time>,
    /// Papers and pages that belong to it.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub documents: Many<Document>,
    /// Where it came from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Box<Origin>>,
    /// By BCP 47 tag.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub translations: Entries<String, Translation>,
}

/// A principle of the organisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename = "PlanValue")]
#[schemars(rename = "PlanValue")]
pub struct Value {
    /// Where the object begins in its file.
    #[serde(rename = "@", default, skip_serializing)]
    #[schemars(skip)]
    pub spot: Spot,
    /// Only if something refers to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Id>,
    /// One line.
    pub title: String,
    /// What it forbids or demands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// A kind of goals with its rules.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Level {
    /// Where the object begins in its file.
    #[serde(rename = "@", default, skip_serializing)]
    #[schemars(skip)]
    pub spot: Spot,
    /// A built-in kind (pillar, objective, key_result, initiative, milestone, kpi) or a new word.
    pub kind: String,
    /// Shown instead of the kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The built-in kind whose checks and drawing it shares; default objective.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub like: Option<Kind>,
    /// Kinds, or `vision`, that it may contribute to; absent = any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub under: Option<Many<String>>,
    /// Level of the finding when such a goal does not reach the vision; default from the rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unaligned: Option<UnalignedLevel>,
}

/// Another plan that references may name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OtherPlan {
    /// Where the object begins in its file.
    #[serde(rename = "@", default, skip_serializing)]
    #[schemars(skip)]
    pub spot: Spot,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The edition meant; named in findings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Its `plan.json`, made by `build`, inside this plan's directory; without it references are not resolved, only
    /// counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Where it is published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// What happens to a goal of a kind that does not reach the vision.
pub type UnalignedLevel = RuleLevel;

/// The built-in kinds of goals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A lasting choice that groups objectives; carries no number itself.
    Pillar,
    /// An outcome wanted by a date.
    Objective,
    /// A number with baseline and target that measures an objective.
    KeyResult,
    /// Work that should move key results.
    Initiative,
    /// A dated step of an initiative or objective.
    Milestone,
    /// A standing number that is held against a target.
    Kpi,
}

impl Kind {
    /// Every built-in kind, from the vision down.
    pub const ALL: [Self; 6] =
        [Self::Pillar, Self::Objective, Self::KeyResult, Self::Initiative, Self::Milestone, Self::Kpi];

    /// The word of the format.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Pillar => "pillar",
            Self::Objective => "objective",
            Self::KeyResult => "key_result",
            Self::Initiative => "initiative",
            Self::Milestone => "milestone",
            Self::Kpi => "kpi",
        }
    }

    /// The word for people.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::KeyResult => "key result",
            Self::Kpi => "KPI",
            other => other.word(),
        }
    }
}

/// A paper, page or issue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// Where the object begins in its file.
    #[serde(rename = "@", default, skip_serializing)]
    #[schemars(skip)]
    pub spot: Spot,
    /// `https`, `http`, `mailto`, or a path relative to the file.
    pub url: String,
    /// Shown instead of the address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// Where an imported item came from, with its own wording.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Origin {
    /// Id in the source, unchanged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// File, line or address in the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Original words by field, such as `{"due": "90 days after guidance"}`.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub text: Entries<String, String>,
}

/// Title and prose in another language.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Translation {
    /// The title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The prose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}
