//! The budget lines below an account or subtotal.

use std::collections::BTreeSet;

use truenorth_core::plan::{AccountIx, Item, LineIx, Plan};

/// Accounts with what stands directly in each.
pub(super) struct Tree {
    accounts: Vec<Vec<AccountIx>>,
    lines: Vec<Vec<LineIx>>,
}

impl Tree {
    pub(super) fn new(plan: &Plan) -> Self {
        let mut tree = Self {
            accounts: vec![Vec::new(); plan.accounts.len()],
            lines: vec![Vec::new(); plan.accounts.len()],
        };
        for (position, account) in plan.accounts.iter().enumerate() {
            if let Some(list) = account.part_of.and_then(|above| tree.accounts.get_mut(above.at())) {
                list.push(AccountIx::new(position));
            }
        }
        for (index, line) in plan.lines() {
            for (account, _) in &line.accounts {
                if let Some(list) = tree.lines.get_mut(account.at()) {
                    list.push(index);
                }
            }
        }
        tree
    }

    /// The lines that a subtotal is made of, each once: those it names, and those in or below the accounts
    /// it names that are no subtotals and go the same way. None if it names something that is not there.
    pub(super) fn below(&self, plan: &Plan, total: LineIx) -> Option<BTreeSet<LineIx>> {
        let mut lines = BTreeSet::new();
        let mut open = Vec::new();
        let mut seen = BTreeSet::new();
        for part in &plan[total].written.aggregate_of {
            let item = plan.find(part.id()).or_else(|| plan.former_ids.get(part.id()).copied());
            match item.filter(|_| part.plan().is_none())? {
                Item::Line(line) => {
                    lines.insert(line);
                }
                Item::Account(account) => open.push(account),
                _ => return None,
            }
        }
        while let Some(account) = open.pop() {
            if !seen.insert(account) {
                continue;
            }
            open.extend(self.accounts.get(account.at()).into_iter().flatten());
            let here = self.lines.get(account.at()).into_iter().flatten().copied();
            lines.extend(here.filter(|line| {
                let written = &plan[*line].written;
                written.aggregate != Some(true) && same_way(plan, *line, total)
            }));
        }
        lines.remove(&total);
        Some(lines)
    }
}

/// Whether all lines and accounts were read whole; if not, a line may be missing from a sum only because of
/// a fault that is reported already.
pub(super) fn is_whole(plan: &Plan) -> bool {
    let lost = plan.damaged_ids.iter().any(|id| !plan.ids.contains_key(id.as_str()));
    let lines = plan.lines.iter().map(|line| &line.written.id);
    let mut ids = lines.chain(plan.accounts.iter().map(|account| &account.written.id));
    !lost && !ids.any(|id| plan.damaged_ids.contains(id.as_str()))
}

fn same_way(plan: &Plan, line: LineIx, total: LineIx) -> bool {
    super::amounts::is_revenue(&plan[line]) == super::amounts::is_revenue(&plan[total])
}
