//! Totals by account, hierarchy by hierarchy.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use truenorth_core::budget::Total;
use truenorth_core::plan::{AccountIx, Line, LineIx, Plan};

use super::sheet::Received;

/// The money of some lines in one hierarchy of accounts. Every line counts once: at the first of its accounts that
/// belongs to the hierarchy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hierarchy {
    /// The account that heads it; its total and `outside` are the sum of the lines.
    pub head: AccountIx,
    /// Every account of it in the order of the plan: its own lines, and those with all below.
    pub accounts: Vec<(AccountIx, Received)>,
    /// Lines that stand in no account of it.
    pub outside: Total,
}

/// By account: the one that heads its hierarchy; none for an account in or below a circle.
#[must_use]
pub fn hierarchy_heads(plan: &Plan) -> Vec<Option<AccountIx>> {
    climb(plan).into_iter().map(|climbed| climbed.map(|(head, _)| head)).collect()
}

/// By account: the head of its hierarchy and the number of accounts above it. Time is linear: no chain is walked twice.
fn climb(plan: &Plan) -> Vec<Option<(AccountIx, usize)>> {
    let count = plan.accounts.len();
    let mut found: Vec<Option<(AccountIx, usize)>> = vec![None; count];
    let mut visited = vec![false; count];
    for start in (0..count).map(AccountIx::new) {
        let mut chain = Vec::new();
        let mut at = start;
        let mut above = loop {
            match visited.get_mut(at.at()) {
                // Either the end of an earlier chain, or this chain again, which then has no head yet.
                Some(true) | None => {
                    break found
                        .get(at.at())
                        .copied()
                        .flatten()
                        .map(|(head, depth)| (head, depth.saturating_add(1)));
                }
                Some(visited) => *visited = true,
            }
            chain.push(at);
            match plan.accounts.get(at.at()).and_then(|account| account.part_of) {
                Some(up) => at = up,
                None => break Some((at, 0)),
            }
        };
        for account in chain.into_iter().rev() {
            if let Some(slot) = found.get_mut(account.at()) {
                *slot = above;
            }
            above = above.map(|(head, depth)| (head, depth.saturating_add(1)));
        }
    }
    found
}

/// The account of a line in the hierarchy of a head.
pub(super) fn place_in(line: &Line, head: AccountIx, heads: &[Option<AccountIx>]) -> Option<AccountIx> {
    let mut accounts = line.accounts.iter().map(|(account, _)| *account);
    accounts.find(|account| heads.get(account.at()).copied().flatten() == Some(head))
}

/// The totals of lines with these sums.
pub(super) fn totals(plan: &Plan, lines: &[(LineIx, Total)]) -> Vec<Hierarchy> {
    let places = climb(plan);
    let head_of = |account: AccountIx| places.get(account.at()).copied().flatten().map(|(head, _)| head);
    let mut received = vec![Received::default(); plan.accounts.len()];
    let mut inside: BTreeMap<AccountIx, Total> = BTreeMap::new();
    for (index, sum) in lines {
        let Some(line) = plan.lines.get(index.at()) else { continue };
        let mut seen: Vec<AccountIx> = Vec::new();
        for (account, _) in &line.accounts {
            let Some(head) = head_of(*account).filter(|head| !seen.contains(head)) else { continue };
            seen.push(head);
            let inside = inside.entry(head).or_default();
            *inside = inside.plus(*sum);
            if let Some(received) = received.get_mut(account.at()) {
                received.own = received.own.plus(*sum);
                received.total = received.total.plus(*sum);
            }
        }
    }
    // The deepest accounts first, so that each is complete when it is added to the one above.
    let mut deepest: Vec<(Reverse<usize>, AccountIx)> = (places.iter().enumerate())
        .filter_map(|(at, place)| Some((Reverse(place.map(|(_, depth)| depth)?), AccountIx::new(at))))
        .collect();
    deepest.sort_unstable();
    for (_, account) in deepest {
        let total = received.get(account.at()).map_or_else(Total::default, |received| received.total);
        let above = plan.accounts.get(account.at()).and_then(|account| account.part_of);
        if let Some(above) = above.and_then(|above| received.get_mut(above.at())) {
            above.total = above.total.plus(total);
        }
    }
    let all: Total = lines.iter().map(|(_, sum)| *sum).sum();
    let mut hierarchies: BTreeMap<AccountIx, Vec<(AccountIx, Received)>> = BTreeMap::new();
    for (at, received) in received.into_iter().enumerate() {
        if let Some(head) = head_of(AccountIx::new(at)) {
            hierarchies.entry(head).or_default().push((AccountIx::new(at), received));
        }
    }
    let hierarchies = hierarchies.into_iter().map(|(head, accounts)| Hierarchy {
        head,
        accounts,
        outside: all.minus(inside.get(&head).copied().unwrap_or_default()),
    });
    hierarchies.collect()
}
