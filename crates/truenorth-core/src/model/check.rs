//! Policy: which rules run, at which level, and what is silenced.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Spot;
use super::lists::{Entries, Items, Many};
use crate::finding;
use crate::scalar::Date;

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
    /// Capacity limits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limits: Option<Limits>,
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
