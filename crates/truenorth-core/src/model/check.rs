//! Policy: which rules run, at which level, and what is silenced.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::lists::{Entries, Items, Many};
use super::{Size, Spot};
use crate::finding;
use crate::scalar::{Date, Money, Percent, Reference};

/// Policy of the whole plan; only in the root file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Checks {
    /// Where the object begins in its file.
    #[serde(rename = "@", default, skip_serializing)]
    #[schemars(skip)]
    pub spot: Spot,
    /// Version of the tool that the plan needs, such as `>=0.1`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub required_version: Option<String>,
    /// Rule sets, codes, slugs or prefixes of codes; default `["default"]`.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub select: Many<String>,
    /// Taken away from `select`.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub ignore: Many<String>,
    /// The least level that makes `check` fail; default error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fail_on: Option<finding::Level>,
    /// Level and options by rule.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub rules: Entries<String, RuleSetting>,
    /// Settings for some files; the last match wins.
    #[serde(default, skip_serializing_if = "Items::is_empty")]
    pub overrides: Items<Override>,
    /// How progress rolls up unless a goal says otherwise; default weighted_mean.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rollup: Option<super::Rollup>,
    /// How pace becomes status; default `default`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_profile: Option<StatusProfile>,
    /// With `rollup` grl: how far below 100 a mere sum of contributions stays; default 0%.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grl_tolerance: Option<Percent>,
    /// Capacity limits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limits: Option<Limits>,
    /// How much risk is taken on purpose, by category of risks; `*` = every other category.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub appetite: Entries<String, Appetite>,
    /// Levels of risk: 5 rows by likelihood 1..5, each with 5 columns by impact 1..5; default NIST SP 800-30.
    #[serde(default, skip_serializing_if = "Items::is_empty")]
    pub risk_matrix: Items<Items<RiskLevel>>,
    /// The share of money that each pillar should get; default from the pillars' weights.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub priorities: Entries<Reference, Percent>,
    /// The least share of goals that are due within `1y`, `3y`, `beyond`.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub horizons: Entries<Horizon, Percent>,
}

/// How pace becomes status, as the field's tools do it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum StatusProfile {
    Default,
    Viva,
    Upraise,
    Cascade,
    Servicenow,
    Engagedly,
    Google,
    Perdoo,
}

/// How much risk of a category is taken on purpose.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Appetite {
    /// The highest residual level without a finding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<RiskLevel>,
    /// The highest residual expected loss without a finding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loss: Option<Money>,
}

/// A level of risk (NIST SP 800-30).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum RiskLevel {
    VeryLow,
    Low,
    Moderate,
    High,
    VeryHigh,
}

/// How far away a due is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Horizon {
    /// Within a year.
    #[serde(rename = "1y")]
    OneYear,
    /// Within three years.
    #[serde(rename = "3y")]
    ThreeYears,
    /// Later.
    #[serde(rename = "beyond")]
    Beyond,
}

/// What a rule is set to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RuleSetting {
    /// Where the object begins in its file.
    #[serde(rename = "@", default, skip_serializing)]
    #[schemars(skip)]
    pub spot: Spot,
    /// The level of its findings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<RuleLevel>,
    /// By name; each rule's page lists its own.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub options: Entries<String, serde_json::Value>,
}

/// A level, or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RuleLevel {
    /// A fault.
    Error,
    /// Probably a fault, or one that can wait.
    Warning,
    /// Worth knowing.
    Note,
    /// Not reported.
    Off,
}

impl RuleLevel {
    /// The level of a finding, `None` for off.
    #[must_use]
    pub fn level(self) -> Option<finding::Level> {
        match self {
            Self::Error => Some(finding::Level::Error),
            Self::Warning => Some(finding::Level::Warning),
            Self::Note => Some(finding::Level::Note),
            Self::Off => None,
        }
    }
}

/// Other settings for some files.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Override {
    /// Where the object begins in its file.
    #[serde(rename = "@", default, skip_serializing)]
    #[schemars(skip)]
    pub spot: Spot,
    /// Globs relative to the root file.
    #[serde(default, skip_serializing_if = "Many::is_empty")]
    pub files: Many<String>,
    /// Level and options by rule.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub rules: Entries<String, RuleSetting>,
    /// Why.
    pub reason: String,
}

/// Capacity limits.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Limits {
    /// Where the object begins in its file.
    #[serde(rename = "@", default, skip_serializing)]
    #[schemars(skip)]
    pub spot: Spot,
    /// Goals that one owner may have active at a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goals_per_owner: Option<u32>,
    /// Key results that an objective may have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_results_per_objective: Option<u32>,
    /// Load of a person in a period, of capacity; default 100 %.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub load: Option<Percent>,
    /// Points of change for a team in a quarter: small 1, medium 2, large 4.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change_load: Option<u32>,
    /// Points of an ask by its size; default small 1, medium 3, large 8.
    #[serde(default, skip_serializing_if = "Entries::is_empty")]
    pub ask_points: Entries<Size, u32>,
    /// Mentees of one mentor; default 3.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mentees: Option<u32>,
}

/// A rule silenced inside an item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Ignore {
    /// Where the object begins in its file.
    #[serde(rename = "@", default, skip_serializing)]
    #[schemars(skip)]
    pub spot: Spot,
    /// Code or slug.
    pub rule: String,
    /// Why; printed with the finding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// After this day the entry is itself a finding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}
