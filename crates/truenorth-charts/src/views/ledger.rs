//! The money of a plan by line and month, in one currency, for the charts of money.

use std::collections::BTreeMap;

use truenorth_core::budget::{Total, fiscal_year, is_revenue};
use truenorth_core::model::Stage;
use truenorth_core::plan::{LineIx, Plan};
use truenorth_core::scalar::{Currency, Date, Period};
use truenorth_graph::{Asked, Basis, Currencies, Grain, Money};

use super::shown;
use crate::catalogue::Facts;
use crate::charts::money::Unit;

/// Amounts by basis, line and month.
pub(super) struct Ledger {
    pub(super) currency: Option<Currency>,
    /// By basis and line: months by their first day.
    amounts: BTreeMap<(Basis, LineIx), BTreeMap<Date, Total>>,
    /// What is left out, for people.
    pub(super) notes: Vec<String>,
}

/// The time that is asked for, else the fiscal year of today.
pub(super) fn period(facts: &Facts<'_>) -> Period {
    facts.only.period.unwrap_or_else(|| fiscal_year(facts.plan, facts.today))
}

/// Whether any line has an amount of the stage.
pub(super) fn has_stage(plan: &Plan, wanted: Stage) -> bool {
    plan.lines.iter().any(|line| line.written.amounts.iter().any(|(stage, _)| *stage == wanted))
}

/// Which lines of those asked for a chart leaves out, in words, each with its reason; empty if it has all. Of those that
/// neither are sums of others nor, where it shows spending alone, income, `rest` is the reason.
pub(super) fn left_out(
    facts: &Facts<'_>,
    drawn: impl Fn(LineIx) -> bool,
    shows_income: bool,
    rest: &str,
) -> String {
    let mut counts = [0_usize; 3];
    for (at, line) in facts.plan.lines.iter().enumerate() {
        if !facts.wants_team(line.team) || drawn(LineIx::new(at)) {
            continue;
        }
        let reason = match line.written.aggregate {
            Some(true) => 0,
            _ if !shows_income && is_revenue(line) => 1,
            _ => 2,
        };
        if let Some(count) = counts.get_mut(reason) {
            *count += 1;
        }
    }
    let sums = if counts.first() == Some(&1) { "sum of others" } else { "sums of others" };
    let reasons = [sums, "of income", rest];
    let parts: Vec<String> = counts
        .iter()
        .zip(reasons)
        .filter(|(count, _)| **count > 0)
        .map(|(count, reason)| format!("{count} {reason}"))
        .collect();
    if parts.is_empty() { String::new() } else { format!(" ({} left out)", parts.join(", ")) }
}

impl Ledger {
    /// The lines that are asked for, over the months that begin in a time.
    pub(super) fn new(facts: &Facts<'_>, bases: &[Basis], within: Period) -> Self {
        let own = facts.plan.organization.as_ref().and_then(|organization| organization.currency);
        let asked = Asked {
            grain: Grain::Month,
            bases: bases.to_vec(),
            currencies: if own.is_some() { Currencies::Own } else { Currencies::Each },
            within: Some(within),
        };
        let money = Money::new(facts.plan, facts.graph, &asked);
        // Without a currency of the organisation, that of the first amounts; the others are told, not added.
        let currency = money.headings().next().and_then(|heading| heading.currency);
        let mut ledger = Self { currency, amounts: BTreeMap::new(), notes: Vec::new() };
        let mut left_out = false;
        for heading in money.headings() {
            if heading.currency != currency {
                left_out = true;
                continue;
            }
            for (line, total) in money.by_line(heading) {
                if facts.wants_team(facts.plan[line].team) {
                    let months = ledger.amounts.entry((heading.basis, line)).or_default();
                    months.insert(heading.period.first, total);
                }
            }
        }
        if left_out {
            ledger
                .notes
                .push("amounts of other currencies are left out: the organisation names none".to_owned());
        }
        if !money.without_rate().is_empty() {
            let list: Vec<&str> = money.without_rate().iter().map(Currency::as_str).collect();
            ledger.notes.push(format!("amounts without an exchange rate are left out: {}", list.join(", ")));
        }
        let unknown = money.unknown().len();
        if unknown > 0 {
            ledger.notes.push(format!("amounts of {unknown} lines are not known and left out"));
        }
        ledger
    }

    /// The months of a line; empty if it has none.
    pub(super) fn months(&self, basis: Basis, line: LineIx) -> &BTreeMap<Date, Total> {
        static NONE: BTreeMap<Date, Total> = BTreeMap::new();
        self.amounts.get(&(basis, line)).unwrap_or(&NONE)
    }

    /// The lines with an amount of the basis, in the order of the plan.
    pub(super) fn lines(&self, basis: Basis) -> impl Iterator<Item = LineIx> + '_ {
        self.amounts.keys().filter(move |(of, _)| *of == basis).map(|(_, line)| *line)
    }

    /// The name of the unit of amounts.
    pub(super) fn unit(&self) -> Unit {
        Unit { currency: self.currency }
    }
}

/// What lines are put together by, so that not more rows come out than can be read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Line,
    Category,
    Team,
}

impl Group {
    /// The finest that gives at most `most` rows for these lines, else by category.
    pub(super) fn of(plan: &Plan, lines: &[LineIx], most: usize) -> Self {
        let count = |group: Self| {
            let mut labels: Vec<String> = lines.iter().map(|line| group.label(plan, *line)).collect();
            labels.sort_unstable();
            labels.dedup();
            labels.len()
        };
        if lines.len() <= most {
            return Self::Line;
        }
        let named = lines.iter().filter(|line| plan[**line].written.category.is_some()).count();
        if named * 2 >= lines.len() && count(Self::Category) <= most {
            return Self::Category;
        }
        if lines.iter().any(|line| plan[*line].team.is_some()) && count(Self::Team) > 1 {
            return Self::Team;
        }
        Self::Category
    }

    /// What a row is, in the plural.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Line => "budget lines",
            Self::Category => "categories",
            Self::Team => "teams",
        }
    }

    /// The same in the singular.
    pub(super) fn one(self) -> &'static str {
        match self {
            Self::Line => "budget line",
            Self::Category => "category",
            Self::Team => "team",
        }
    }

    /// The row that a line belongs to.
    pub(super) fn label(self, plan: &Plan, line: LineIx) -> String {
        let line = &plan[line];
        match self {
            Self::Line => shown(line.written.title.as_str()),
            Self::Category => match &line.written.category {
                Some(category) => spaced(&shown(category)),
                None => "Without category".to_owned(),
            },
            Self::Team => match line.team {
                Some(team) => shown(&plan[team].written.title),
                None => "Without team".to_owned(),
            },
        }
    }
}

/// A word of a plan such as `rolling_stock`, as people write it.
pub(super) fn spaced(word: &str) -> String {
    let words = word.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
