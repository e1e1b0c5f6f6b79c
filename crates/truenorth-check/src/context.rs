//! What a rule may look at, and where it puts what it finds.

use truenorth_core::finding::Finding;
use truenorth_core::place::Place;
use truenorth_core::plan::{Goal, GoalIx, Plan};
use truenorth_core::scalar::Date;
use truenorth_graph::{Figures, PlanGraph};

use crate::policy::{Policy, Way};
use crate::rule::Rule;

/// What a rule may look at.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The resolved plan.
    pub plan: &'a Plan,
    /// Its links on petgraph.
    pub graph: &'a PlanGraph,
    /// Progress, status, reach of every goal.
    pub figures: &'a Figures,
    /// The day that counts as today.
    pub today: Date,
}

/// Goals of the plan that stand one after another, each with its index.
#[derive(Clone, Debug)]
pub struct Goals<'a> {
    first: usize,
    goals: std::iter::Enumerate<std::slice::Iter<'a, Goal>>,
}

impl<'a> Goals<'a> {
    /// All goals of a plan, at most so many at a time.
    pub(crate) fn portions(plan: &'a Plan, size: usize) -> impl Iterator<Item = Self> {
        let portions = plan.goals.chunks(size.max(1)).enumerate();
        portions
            .map(move |(number, goals)| Self { first: number * size.max(1), goals: goals.iter().enumerate() })
    }
}

impl<'a> Iterator for Goals<'a> {
    type Item = (GoalIx, &'a Goal);

    fn next(&mut self) -> Option<Self::Item> {
        let (position, goal) = self.goals.next()?;
        Some((GoalIx::new(self.first + position), goal))
    }
}

/// Where one rule puts its findings.
pub struct Sink<'a> {
    rule: &'static Rule,
    policy: &'a Policy,
    way: Way,
    findings: &'a mut Vec<Finding>,
}

impl<'a> Sink<'a> {
    pub(crate) fn new(
        rule: &'static Rule,
        policy: &'a Policy,
        way: Way,
        findings: &'a mut Vec<Finding>,
    ) -> Self {
        Self { rule, policy, way, findings }
    }

    /// A finding of this rule at `place`, to be completed and given to [`Sink::push`].
    #[must_use]
    pub fn finding(&self, place: Place, message: impl Into<String>) -> Finding {
        Finding::new(self.rule.id, self.rule.level, place, message)
    }

    /// The same about a goal.
    #[must_use]
    pub fn about_goal(
        &self,
        context: &Context<'_>,
        goal: GoalIx,
        place: Place,
        message: impl Into<String>,
    ) -> Finding {
        self.finding(place, message).item(context.plan[goal].id())
    }

    /// Adds a finding.
    pub fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// A whole-number option of this rule; the default that its [`crate::OptionDoc`] names if the policy
    /// sets none or something else than a whole number.
    #[must_use]
    pub fn number(&self, name: &str) -> f64 {
        let default = self.rule.options.iter().find(|option| option.name == name);
        self.policy
            .option(self.rule, self.way, name)
            .and_then(serde_json::Value::as_f64)
            .or_else(|| default.and_then(|option| option.default.parse().ok()))
            .unwrap_or(0.0)
    }
}

/// "1 goal", "2 goals": a count with its noun, which takes an `s` in the plural.
#[must_use]
pub(crate) fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
