//! Takes the items out of their files: flattens nesting, gives full ids, finds equal ids.

use std::collections::hash_map::Entry;

use crate::finding::{Finding, Level};
use crate::model::{self, Kind};
use crate::place::{Place, Spot};
use crate::plan::{
    Account, AccountIx, Goal, GoalIx, Growth, GrowthIx, Item, KindIx, Line, LineIx, Person, PersonIx, Plan,
    Role, RoleIx, Team, TeamIx,
};
use crate::rules;
use crate::scalar::Id;
use crate::source::FileId;

/// What binding needs beside the items themselves.
#[derive(Default)]
pub(super) struct Raw {
    /// Former ids with the item that had them.
    pub(super) aliases: Vec<(String, Item)>,
}

/// Moves all items of a file into the plan.
pub(super) fn collect(
    plan: &mut Plan,
    raw: &mut Raw,
    file: FileId,
    content: model::File,
    findings: &mut Vec<Finding>,
) {
    let mut adder = Adder { plan, raw, file, findings };
    if adder.plan.root == Some(file) {
        adder.values();
    }
    adder.plan.goals.reserve(content.pillars.len() + content.goals.len());
    for goal in content.pillars.into_vec() {
        adder.goal(goal, Kind::Pillar, None);
    }
    for goal in content.goals.into_vec() {
        adder.goal(goal, Kind::Objective, None);
    }
    for team in content.teams.into_vec() {
        let item = Item::Team(TeamIx::new(adder.plan.teams.len()));
        if adder.register(&team.id, team.spot, item, &team.aliases) {
            adder.plan.teams.push(Team { file, written: team, part_of: None, owner: None });
        }
    }
    for person in content.people.into_vec() {
        let item = Item::Person(PersonIx::new(adder.plan.people.len()));
        if adder.register(&person.id, person.spot, item, &person.aliases) {
            adder.plan.people.push(Person { file, written: person, team: None, roles: Vec::new() });
        }
    }
    for role in content.roles.into_vec() {
        let item = Item::Role(RoleIx::new(adder.plan.roles.len()));
        if adder.register(&role.id, role.spot, item, &role.aliases) {
            adder.plan.roles.push(Role { file, written: role, team: None });
        }
    }
    for account in content.accounts.into_vec() {
        let item = Item::Account(AccountIx::new(adder.plan.accounts.len()));
        if adder.register(&account.id, account.spot, item, &account.aliases) {
            adder.plan.accounts.push(Account { file, written: account, part_of: None });
        }
    }
    for line in content.budget.into_vec() {
        let item = Item::Line(LineIx::new(adder.plan.lines.len()));
        if adder.register(&line.id, line.spot, item, &line.aliases) {
            adder.plan.lines.push(Line {
                file,
                written: line,
                owner: None,
                team: None,
                accounts: Vec::new(),
                funds: Vec::new(),
                currency: None,
            });
        }
    }
    for growth in content.growth.into_vec() {
        let item = Item::Growth(GrowthIx::new(adder.plan.growth.len()));
        if adder.register(&growth.id, growth.spot, item, &growth.aliases) {
            adder.plan.growth.push(Growth { file, written: growth, owner: None, contributes_to: Vec::new() });
        }
    }
}

struct Adder<'a> {
    plan: &'a mut Plan,
    raw: &'a mut Raw,
    file: FileId,
    findings: &'a mut Vec<Finding>,
}

impl Adder<'_> {
    fn values(&mut self) {
        let values: Vec<(usize, Id, Spot)> = (self.plan.values.iter().enumerate())
            .filter_map(|(position, value)| Some((position, value.id.clone()?, value.spot)))
            .collect();
        for (position, id, spot) in values {
            self.register(&id, spot, Item::Value(position as u32), &[]);
        }
    }

    /// Adds a goal and then all goals nested in it; the recursion is as deep as the file nests objects,
    /// which the reader limits.
    fn goal(&mut self, mut goal: model::Goal, default: Kind, nest: Option<GoalIx>) {
        if let Some(nest) = nest {
            match self.plan[nest].written.id.nest(&goal.id) {
                Ok(full) => goal.id = full,
                Err(mistake) => {
                    let place = Place::value(self.file, goal.spot).field("id");
                    let mut finding =
                        Finding::new(&rules::MALFORMED_VALUE, Level::Error, place, mistake.message);
                    finding.help = mistake.help;
                    self.findings.push(finding);
                    return;
                }
            }
        }
        let index = GoalIx::new(self.plan.goals.len());
        if !self.register(&goal.id, goal.spot, Item::Goal(index), &goal.aliases) {
            return;
        }
        let nested = [
            (Kind::KeyResult, goal.key_results.take()),
            (Kind::Initiative, goal.initiatives.take()),
            (Kind::Milestone, goal.milestones.take()),
        ];
        let kind = self.kind(&goal, default);
        self.plan.goals.push(Goal {
            file: self.file,
            written: goal,
            nest,
            kind,
            owner: None,
            team: None,
            parents: Vec::new(),
            links: Vec::new(),
            start: None,
            due: None,
        });
        for (kind, goals) in nested {
            for goal in goals {
                self.goal(goal, kind, Some(index));
            }
        }
    }

    fn kind(&mut self, goal: &model::Goal, default: Kind) -> KindIx {
        let word = goal.kind.as_deref().unwrap_or(default.word());
        let find = |word: &str| self.plan.kinds.iter().position(|kind| kind.word == word);
        match find(word) {
            Some(position) => KindIx::new(position),
            None => {
                let place = Place::value(self.file, goal.spot).field("kind");
                let finding = super::kinds::unknown(self.plan, word, place);
                self.findings.extend(finding.map(|finding| finding.item(goal.id.as_str())));
                KindIx::new(find(default.word()).unwrap_or(0))
            }
        }
    }

    /// Takes the id for the item; false if it cannot have it, and then it is left out of the plan.
    fn register(&mut self, id: &Id, spot: Spot, item: Item, aliases: &[String]) -> bool {
        let place = || Place::value(self.file, spot).field("id");
        if id.is_reserved() {
            self.findings.push(
                Finding::new(
                    &rules::RESERVED_ID,
                    Level::Error,
                    place(),
                    format!("the id `{id}` is taken by the format"),
                )
                .help("`vision`, `mission` and `organization` stand for themselves; choose another id")
                .item(id.as_str()),
            );
            return false;
        }
        match self.plan.ids.entry(id.as_str().into()) {
            Entry::Vacant(entry) => {
                entry.insert(item);
            }
            Entry::Occupied(entry) => {
                let first = *entry.get();
                let mut finding = Finding::new(
                    &rules::DUPLICATE_ID,
                    Level::Error,
                    place(),
                    format!("the id `{id}` is used twice"),
                )
                .help("ids are unique over all files and kinds; give one of the two another id")
                .item(id.as_str());
                if let Some(first) = self.plan.item_place(first) {
                    finding = finding.also(first.field("id"), "first used here");
                }
                self.findings.push(finding);
                return false;
            }
        }
        self.raw.aliases.extend(aliases.iter().map(|alias| (alias.clone(), item)));
        true
    }
}
