//! Binds the references of teams, people, roles, accounts, budget lines and growth plans.

use super::wanted::Wanted;
use super::{Binder, FileDefaults, of_file};
use crate::place::Place;
use crate::plan::{AccountIx, Funds, Item, Line, Owner, Plan, RoleIx, TeamIx, Up};
use crate::scalar::Currency;

/// What binding adds to a budget line.
pub(super) struct BoundLine {
    owner: Option<Owner>,
    team: Option<TeamIx>,
    accounts: Vec<(AccountIx, u32)>,
    funds: Vec<Funds>,
    currency: Option<Currency>,
}

/// A team's own team and lead.
type BoundTeam = (Option<TeamIx>, Option<Owner>);
/// A person's main team and roles.
type BoundPerson = (Option<TeamIx>, Vec<RoleIx>);
/// A growth plan's owner and goals.
type BoundGrowth = (Option<Owner>, Vec<(Up, u32)>);

/// Puts what was bound into the items, each list in the items' order.
pub(super) fn put(
    plan: &mut Plan,
    teams: Vec<BoundTeam>,
    people: Vec<BoundPerson>,
    roles: Vec<Option<TeamIx>>,
    accounts: Vec<Option<AccountIx>>,
    lines: Vec<BoundLine>,
    growth: Vec<BoundGrowth>,
) {
    for (team, bound) in plan.teams.iter_mut().zip(teams) {
        (team.part_of, team.owner) = bound;
    }
    for (person, bound) in plan.people.iter_mut().zip(people) {
        (person.team, person.roles) = bound;
    }
    for (role, bound) in plan.roles.iter_mut().zip(roles) {
        role.team = bound;
    }
    for (account, bound) in plan.accounts.iter_mut().zip(accounts) {
        account.part_of = bound;
    }
    for (line, bound) in plan.lines.iter_mut().zip(lines) {
        line.owner = bound.owner;
        line.team = bound.team;
        line.accounts = bound.accounts;
        line.funds = bound.funds;
        line.currency = bound.currency;
    }
    for (growth, bound) in plan.growth.iter_mut().zip(growth) {
        (growth.owner, growth.contributes_to) = bound;
    }
}

impl<'a> Binder<'a> {
    pub(super) fn teams(&mut self) -> Vec<BoundTeam> {
        let plan = self.plan;
        let bind = |team: &'a crate::plan::Team| {
            let written = &team.written;
            let here = Place::value(team.file, written.spot);
            self.about(written.id.as_str());
            let part_of = self.team(written.part_of.as_ref(), || here.clone().field("part_of"));
            (part_of, self.owner(written.owner.as_ref(), || here.clone().field("owner")))
        };
        plan.teams.iter().map(bind).collect()
    }

    pub(super) fn people(&mut self) -> Vec<BoundPerson> {
        let plan = self.plan;
        let bind = |person: &'a crate::plan::Person| {
            let written = &person.written;
            let here = Place::value(person.file, written.spot);
            self.about(written.id.as_str());
            let team = self.team(written.team.as_ref(), || here.clone().field("team"));
            for (entry, further) in written.teams.iter().enumerate() {
                self.team(Some(further), || here.clone().field("teams").index(entry));
            }
            let mut roles = Vec::new();
            for (entry, role) in written.roles.iter().enumerate() {
                let place = || here.clone().field("roles").index(entry);
                if let Some(Item::Role(role)) = self.item(role, Wanted::Role, place) {
                    roles.push(role);
                }
            }
            if let Some(above) = &written.reports_to {
                self.item(above, Wanted::PersonOrRole, || here.clone().field("reports_to"));
            }
            (team, roles)
        };
        plan.people.iter().map(bind).collect()
    }

    pub(super) fn roles(&mut self) -> Vec<Option<TeamIx>> {
        let plan = self.plan;
        let bind = |role: &'a crate::plan::Role| {
            let written = &role.written;
            let here = Place::value(role.file, written.spot);
            self.about(written.id.as_str());
            if let Some(above) = &written.reports_to {
                self.item(above, Wanted::Role, || here.clone().field("reports_to"));
            }
            self.team(written.team.as_ref(), || here.clone().field("team"))
        };
        plan.roles.iter().map(bind).collect()
    }

    pub(super) fn accounts(&mut self) -> Vec<Option<AccountIx>> {
        let plan = self.plan;
        let bind = |account: &'a crate::plan::Account| {
            let written = &account.written;
            let here = Place::value(account.file, written.spot);
            self.about(written.id.as_str());
            self.owner(written.owner.as_ref(), || here.clone().field("owner"));
            let place = || here.clone().field("part_of");
            match self.item(written.part_of.as_ref()?, Wanted::Account, place)? {
                Item::Account(above) => Some(above),
                _ => None,
            }
        };
        plan.accounts.iter().map(bind).collect()
    }

    pub(super) fn lines(&mut self, defaults: &[FileDefaults]) -> Vec<BoundLine> {
        let plan = self.plan;
        plan.lines.iter().map(|line| self.line(line, of_file(defaults, line.file))).collect()
    }

    fn line(&mut self, line: &'a Line, defaults: Option<FileDefaults>) -> BoundLine {
        let written = &line.written;
        let here = line.place();
        self.about(line.id());
        let owner = match &written.owner {
            Some(owner) => self.owner(Some(owner), || here.clone().field("owner")),
            None => defaults.and_then(|defaults| defaults.owner),
        };
        self.owner(written.manager.as_ref(), || here.clone().field("manager"));
        let team = match &written.team {
            Some(team) => self.team(Some(team), || here.clone().field("team")),
            None => defaults.and_then(|defaults| defaults.team),
        };
        let mut accounts = Vec::new();
        for (entry, account) in written.accounts.iter().enumerate() {
            let place = || here.clone().field("accounts").index(entry);
            if let Some(Item::Account(account)) = self.item(account, Wanted::Account, place) {
                accounts.push((account, entry as u32));
            }
        }
        let mut funds = Vec::new();
        for (entry, funding) in written.funds.iter().enumerate() {
            let place = || here.clone().field("funds").index(entry).field("goal");
            let up = self.up(&funding.goal, place);
            funds.extend(up.map(|to| Funds { to, share: funding.share, entry: entry as u32 }));
        }
        for (entry, part) in written.aggregate_of.iter().enumerate() {
            self.item(part, Wanted::LineOrAccount, || here.clone().field("aggregate_of").index(entry));
        }
        let organization = self.plan.organization.as_ref().and_then(|found| found.currency);
        let in_file = defaults.and_then(|defaults| defaults.currency);
        BoundLine { owner, team, accounts, funds, currency: written.currency.or(in_file).or(organization) }
    }

    pub(super) fn growth(&mut self, defaults: &[FileDefaults]) -> Vec<BoundGrowth> {
        let plan = self.plan;
        let bind = |growth: &'a crate::plan::Growth| {
            let written = &growth.written;
            let here = Place::value(growth.file, written.spot);
            self.about(written.id.as_str());
            let owner = match &written.owner {
                Some(owner) => self.owner(Some(owner), || here.clone().field("owner")),
                None => of_file(defaults, growth.file).and_then(|defaults| defaults.owner),
            };
            let mut contributes_to = Vec::new();
            for (entry, goal) in written.contributes_to.iter().enumerate() {
                let up = self.up(goal, || here.clone().field("contributes_to").index(entry));
                contributes_to.extend(up.map(|to| (to, entry as u32)));
            }
            (owner, contributes_to)
        };
        plan.growth.iter().map(bind).collect()
    }
}
