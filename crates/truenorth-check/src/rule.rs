//! What a rule is: data and one function.

use truenorth_core::finding::{Level, RuleId};

use crate::context::{Context, Goals, Sink};

/// What a family of rules looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Plan files.
    Files,
    /// References.
    References,
    /// Alignment with the vision.
    Alignment,
    /// Key results and measures.
    KeyResults,
    /// Progress and status against the numbers.
    Progress,
    /// Budget.
    Budget,
    /// Growth plans.
    Growth,
    /// Time.
    Time,
    /// Ownership.
    Ownership,
    /// Skills, training and mentoring.
    Skills,
    /// Strategy.
    Strategy,
    /// Risks.
    Risks,
    /// Decisions.
    Decisions,
    /// Change, stakeholders and feedback.
    Change,
    /// Values and learning.
    Learning,
    /// Policy, silenced findings and the baseline.
    Ignores,
}

impl Group {
    /// Every group, in the order of the docs.
    pub const ALL: [Self; 16] = [
        Self::Files,
        Self::References,
        Self::Alignment,
        Self::KeyResults,
        Self::Progress,
        Self::Budget,
        Self::Growth,
        Self::Time,
        Self::Ownership,
        Self::Skills,
        Self::Strategy,
        Self::Risks,
        Self::Decisions,
        Self::Change,
        Self::Learning,
        Self::Ignores,
    ];

    /// The first three letters of its rules' codes.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Files => "PLN",
            Self::References => "REF",
            Self::Alignment => "ALN",
            Self::KeyResults => "KRS",
            Self::Progress => "PRG",
            Self::Budget => "BUD",
            Self::Growth => "GRO",
            Self::Time => "TIM",
            Self::Ownership => "OWN",
            Self::Skills => "SKL",
            Self::Strategy => "STR",
            Self::Risks => "RSK",
            Self::Decisions => "DEC",
            Self::Change => "CHG",
            Self::Learning => "LRN",
            Self::Ignores => "SUP",
        }
    }

    /// Its name for people.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Files => "plan files",
            Self::References => "references",
            Self::Alignment => "alignment",
            Self::KeyResults => "key results and measures",
            Self::Progress => "progress and status",
            Self::Budget => "budget",
            Self::Growth => "growth plans",
            Self::Time => "time",
            Self::Ownership => "ownership",
            Self::Skills => "skills, training and mentoring",
            Self::Strategy => "strategy",
            Self::Risks => "risks",
            Self::Decisions => "decisions",
            Self::Change => "change, stakeholders and feedback",
            Self::Learning => "values and learning",
            Self::Ignores => "policy, ignores and baseline",
        }
    }
}

/// The smallest rule set that holds a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Set {
    /// Runs unless it is turned off: high signal.
    Default,
    /// For those who want more.
    Strict,
}

/// Who applies a rule.
#[derive(Clone, Copy)]
pub enum RuleCheck {
    /// Reading and resolving: the rule is only registered here.
    Reader,
    /// The policy itself: findings about `checks`, ignores and the baseline.
    Policy,
    /// This function, on the resolved plan.
    Plan(fn(&Context<'_>, &mut Sink<'_>)),
    /// This function, on some goals after others, for rules that judge each goal by itself: all of them look at a
    /// few hundred goals before the next few hundred have to come from memory.
    Goals(fn(&Context<'_>, Goals<'_>, &mut Sink<'_>)),
    /// The first function on the goals, likewise, and the second on the rest of the plan.
    GoalsAndRest(fn(&Context<'_>, Goals<'_>, &mut Sink<'_>), fn(&Context<'_>, &mut Sink<'_>)),
}

/// An option of a rule.
#[derive(Clone, Copy, Debug)]
pub struct OptionDoc {
    /// Its key in `checks.rules.<rule>.options`.
    pub name: &'static str,
    /// The JSON value that holds if it is not set, as text.
    pub default: &'static str,
    /// What it does, with its unit.
    pub meaning: &'static str,
}

/// A rule. Its file holds this and the function; its page stands beside it.
pub struct Rule {
    /// Code, slug, and whether it makes the plan unreadable.
    pub id: &'static RuleId,
    /// The family.
    pub group: Group,
    /// The level of its findings unless policy says otherwise.
    pub level: Level,
    /// The smallest set that holds it.
    pub set: Set,
    /// The version of the tool that brought it.
    pub since: &'static str,
    /// What it finds, in one line.
    pub summary: &'static str,
    /// Its options.
    pub options: &'static [OptionDoc],
    /// Its page: Markdown with fixed headings, see [`crate::parse_page`].
    pub page: &'static str,
    /// Who applies it.
    pub check: RuleCheck,
}

impl Rule {
    /// A rule of the default set without options that something else than a function here applies.
    pub(crate) const fn applied_elsewhere(
        id: &'static RuleId,
        group: Group,
        level: Level,
        summary: &'static str,
        page: &'static str,
        check: RuleCheck,
    ) -> Self {
        Self { id, group, level, set: Set::Default, since: "0.1.0", summary, options: &[], page, check }
    }
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.id.code, self.id.name)
    }
}
