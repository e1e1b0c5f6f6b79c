//! What a goal takes: people, skills, effort, other teams' help, and beliefs it rests on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::lists::Many;
use super::{Document, Spot};
use crate::scalar::{Date, Due, Duration, Percent, Reference, Time};

/// Everybody beside the owner who has a part in a goal.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Raci {
    /// Where the object begins in its file.
    #[serde(rename = "@", default, skip_serializing)]
    #[schemars(skip)]
    pub spot: Spot,
    /// Who does the work; load is counted here.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub responsible: Many<Involved>,
    /// Besides `owner`: a finding unless the policy allows it.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub accountable: Many<Involved>,
    /// Who helps.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub supportive: Many<Involved>,
    /// Who is asked before.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub consulted: Many<Involved>,
    /// Who is told after.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub informed: Many<Involved>,
    /// Who stands behind it and pays.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub sponsor: Many<Involved>,
    /// Who speaks for it in a team.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub champion: Many<Involved>,
    /// Who must agree.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub approver: Many<Involved>,
    /// Who looks at the result.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub reviewer: Many<Involved>,
}

impl Raci {
    /// Every part with its field's name, in the order of the format.
    #[must_use]
    pub fn parts(&self) -> [(&'static str, &[Involved]); 9] {
        [
            ("responsible", &self.responsible),
            ("accountable", &self.accountable),
            ("supportive", &self.supportive),
            ("consulted", &self.consulted),
            ("informed", &self.informed),
            ("sponsor", &self.sponsor),
            ("champion", &self.champion),
            ("approver", &self.approver),
            ("reviewer", &self.reviewer),
        ]
    }
}

/// Somebody's part in a goal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Involved {
    /// A person, role, team or `organization`.
    pub who: Reference,
    /// Of full time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<Percent>,
    /// Instead of `share`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effort: Option<Duration>,
    /// Default the goal's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Time>,
    /// The team that a champion acts for.
    #[serde(rename = "for")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_team: Option<Reference>,
}

/// A number that is not known for sure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Estimate_{T}")]
pub struct Estimate<T> {
    /// Optimistic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<T>,
    /// Most likely.
    pub likely: T,
    /// Pessimistic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<T>,
}

/// How children without a weight join under roll-up `grl`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Decomposition {
    /// As strong as the weakest.
    All,
    /// As strong as the strongest.
    Any,
    /// Just one of them counts.
    One,
}

/// A skill that a goal needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Need {
    /// The skill.
    pub skill: Reference,
    /// Least level; default 3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<u32>,
    /// How many people; default 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<u32>,
    /// Default the goal's start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Time>,
}

/// Something a goal wants of another team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Ask {
    /// Who is asked.
    pub team: Reference,
    /// What is wanted.
    #[serde(rename = "for")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wants: Option<String>,
    /// How much work it is for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<Size>,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Due>,
    /// Default open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A size as of a shirt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Size {
    Small,
    Medium,
    Large,
}

/// What those who were asked say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Nothing yet.
    Open,
    /// They will.
    Agreed,
    /// They will not.
    Declined,
    /// They have.
    Done,
}

/// A belief that a goal rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Assumption {
    /// One line.
    pub title: String,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<AssumptionKind>,
    /// How much falls with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criticality: Option<Criticality>,
    /// How likely it is to hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Percent>,
    /// What speaks for it.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub evidence: Many<Document>,
    /// Day to look again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Date>,
}

/// What an assumption is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AssumptionKind {
    /// Somebody wants it.
    Desirability,
    /// It can be done.
    Feasibility,
    /// It pays.
    Viability,
    /// It lasts when things change.
    Adaptability,
}

/// How much falls with an assumption.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Criticality {
    Low,
    Medium,
    High,
}
