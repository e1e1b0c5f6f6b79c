//! What comes to every goal and to the vision under one heading.

use std::collections::BTreeMap;

use truenorth_core::budget::Total;
use truenorth_core::plan::{GoalIx, LineIx, Up};

use super::pass::Pass;
use super::ways::{Reason, Rows, To};
use super::{Heading, Money};

/// Money that comes to a goal or account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Received {
    /// Straight from lines.
    pub own: Total,
    /// The same with all from below.
    pub total: Total,
}

/// Money of a line for a goal or the vision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FundMoney {
    /// From where.
    pub line: LineIx,
    /// The entry of its `funds`.
    pub entry: u32,
    /// To where.
    pub to: Up,
    /// How much.
    pub amount: Total,
}

/// Money that goes from a goal to a parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkMoney {
    /// From where.
    pub from: GoalIx,
    /// To where.
    pub to: Up,
    /// The entry of its `contributes_to`; `None` for an implied link.
    pub entry: Option<u32>,
    /// How much.
    pub amount: Total,
}

/// Where money does not go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stuck {
    /// At a line.
    Line(LineIx),
    /// At a goal.
    Goal(GoalIx),
}

/// Money that does not reach the vision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unaligned {
    /// Where it does not go on.
    pub at: Stuck,
    /// Why.
    pub reason: Reason,
    /// How much.
    pub amount: Total,
}

/// The money of one heading. Parts of nothing are left out of the lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What it is of.
    pub heading: Heading,
    /// The sum of the lines. It is the sum of `through` plus that of `unaligned`, to the smallest coin.
    pub lines: Total,
    /// What arrives at the vision, by the direct child that it comes through, in the order of the plan.
    /// [`Up::Vision`] stands first, for lines that fund the vision itself.
    pub through: Vec<(Up, Total)>,
    /// What does not: lines first, then goals, in the order of the plan.
    pub unaligned: Vec<Unaligned>,
    /// What comes to each pillar, in the order of the plan. Money counts at the first pillar on its way up.
    pub pillars: Vec<(GoalIx, Total)>,
    /// What arrives at the vision past every pillar.
    pub beside_pillars: Total,
    /// Every goal that money comes to, in the order of the plan. Goals above each other hold the same money.
    pub goals: Vec<(GoalIx, Received)>,
    /// What lines give to goals and the vision, in the order of the plan.
    pub funds: Vec<FundMoney>,
    /// What goals hand on, in the order of the plan.
    pub links: Vec<LinkMoney>,
}

impl Sheet {
    /// What arrives at the vision.
    #[must_use]
    pub fn aligned(&self) -> Total {
        self.through.iter().map(|(_, amount)| *amount).sum()
    }

    /// What does not.
    #[must_use]
    pub fn unaligned_total(&self) -> Total {
        self.unaligned.iter().map(|unaligned| unaligned.amount).sum()
    }

    /// The part that does not, 0 to 1. With corrections below 0 it can lie beyond; `None` if the sum of the lines is
    /// not above 0.
    #[must_use]
    pub fn unaligned_ratio(&self) -> Option<f64> {
        let whole = self.lines.to_f64();
        (whole > 0.0).then(|| self.unaligned_total().to_f64() / whole)
    }

    /// What does not reach the vision by reason, in the order of [`Reason`].
    #[must_use]
    pub fn unaligned_by_reason(&self) -> Vec<(Reason, Total)> {
        let mut sums: BTreeMap<Reason, Total> = BTreeMap::new();
        for unaligned in &self.unaligned {
            let sum = sums.entry(unaligned.reason).or_default();
            *sum = sum.plus(unaligned.amount);
        }
        sums.into_iter().collect()
    }

    /// What comes to a goal.
    #[must_use]
    pub fn received(&self, goal: GoalIx) -> Received {
        let found = self.goals.binary_search_by_key(&goal, |(goal, _)| *goal);
        found.ok().and_then(|at| self.goals.get(at)).map_or_else(Received::default, |(_, received)| *received)
    }
}

/// Everything pushed up for a heading.
fn pushed<'a>(money: &'a Money<'a>, heading: &Heading, sinks: Option<&'a [bool]>) -> Pass<'a> {
    let digits = heading.currency.map_or(2, |currency| currency.minor_digits());
    let mut pass = Pass::new(money.graph, &money.ways, sinks);
    money.runs.each(heading, |amounts, times| pass.push(amounts, digits, times));
    pass
}

/// What one goal receives under a heading; none if nothing comes there.
pub(super) fn received(money: &Money<'_>, heading: &Heading, goal: GoalIx) -> Option<Received> {
    let pass = pushed(money, heading, None);
    let of = |list: &[i128]| {
        list.get(goal.at()).map_or_else(Total::default, |units| Total::from_ten_thousandths(*units))
    };
    let received = Received { own: of(&pass.own), total: of(&pass.total) };
    (received != Received::default()).then_some(received)
}

pub(super) fn build(money: &Money<'_>, heading: &Heading) -> Sheet {
    let pass = pushed(money, heading, None);
    let mut sheet = Sheet {
        heading: *heading,
        lines: money.by_line(heading).into_iter().map(|(_, amount)| amount).sum(),
        through: Vec::new(),
        unaligned: Vec::new(),
        pillars: Vec::new(),
        beside_pillars: Total::default(),
        goals: Vec::new(),
        funds: Vec::new(),
        links: Vec::new(),
    };
    let mut to_vision = Total::default();
    each(&money.ways.lines, &pass.by_line_way, |row, to, entry, amount| {
        let line = LineIx::new(row);
        match (to, entry) {
            (To::Up(to), Some(entry)) => {
                sheet.funds.push(FundMoney { line, entry, to, amount });
                if to == Up::Vision {
                    to_vision = to_vision.plus(amount);
                }
            }
            (To::Stuck(reason), _) => {
                sheet.unaligned.push(Unaligned { at: Stuck::Line(line), reason, amount });
            }
            (To::Up(_), None) => {}
        }
    });
    if !to_vision.is_zero() {
        sheet.through.push((Up::Vision, to_vision));
    }
    each(&money.ways.goals, &pass.by_goal_way, |row, to, entry, amount| {
        let from = GoalIx::new(row);
        match to {
            To::Up(to) => {
                sheet.links.push(LinkMoney { from, to, entry, amount });
                if to == Up::Vision {
                    match sheet.through.last_mut() {
                        Some((Up::Goal(last), sum)) if *last == from => *sum = sum.plus(amount),
                        _ => sheet.through.push((Up::Goal(from), amount)),
                    }
                }
            }
            To::Stuck(reason) => sheet.unaligned.push(Unaligned { at: Stuck::Goal(from), reason, amount }),
        }
    });
    for (goal, (own, total)) in pass.own.iter().zip(&pass.total).enumerate() {
        if *own != 0 || *total != 0 {
            let [own, total] = [own, total].map(|units| Total::from_ten_thousandths(*units));
            sheet.goals.push((GoalIx::new(goal), Received { own, total }));
        }
    }
    pillars(money, heading, &mut sheet);
    sheet
}

/// A second pass in which money stops at the pillars.
fn pillars(money: &Money<'_>, heading: &Heading, sheet: &mut Sheet) {
    if money.items.is_empty() {
        sheet.beside_pillars = sheet.aligned();
        return;
    }
    let pass = pushed(money, heading, Some(&money.items.sinks));
    for (goal, (total, is_sink)) in pass.total.iter().zip(&money.items.sinks).enumerate() {
        if *is_sink && *total != 0 {
            sheet.pillars.push((GoalIx::new(goal), Total::from_ten_thousandths(*total)));
        }
    }
    let mut beside = Total::default();
    for (rows, amounts) in [(&money.ways.lines, &pass.by_line_way), (&money.ways.goals, &pass.by_goal_way)] {
        each(rows, amounts, |_, to, _, amount| {
            if to == To::Up(Up::Vision) {
                beside = beside.plus(amount);
            }
        });
    }
    sheet.beside_pillars = beside;
}

/// Calls `see` with every way that money went: row, end, entry and amount.
fn each(rows: &Rows, amounts: &[i128], mut see: impl FnMut(usize, To, Option<u32>, Total)) {
    for (row, ways) in rows.rows().enumerate() {
        for (way, amount) in ways.clone().zip(amounts.get(ways).unwrap_or(&[])) {
            if let Some(way) = rows.ways.get(way).filter(|_| *amount != 0) {
                see(row, way.to, way.entry, Total::from_ten_thousandths(*amount));
            }
        }
    }
}
