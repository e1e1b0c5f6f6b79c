//! Names in cells: which items of the plan, or of the table itself, they mean.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use truenorth_core::plan::Plan;
use truenorth_core::scalar::did_you_mean;

/// What a cell may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Group {
    /// Person, role, team or the organisation.
    Owner,
    /// Team.
    Team,
    /// Goal.
    Goal,
    /// What a goal can contribute to: a goal, or the vision.
    Parent,
    /// Account.
    Account,
}

impl Group {
    /// The words for a message.
    fn words(self) -> &'static str {
        match self {
            Self::Owner => "person, role or team",
            Self::Team => "team",
            Self::Goal | Self::Parent => "goal",
            Self::Account => "account",
        }
    }
}

/// All names of all items, with the ids they lead to.
#[derive(Debug, Default)]
pub(crate) struct Names {
    ids: BTreeSet<(Group, String)>,
    names: BTreeMap<(Group, String), BTreeSet<String>>,
    /// How many unknown names were compared with all that are known.
    compared: Cell<usize>,
}

/// How many unknown names of a table get a "did you mean": each looks at every name.
pub(super) const SUGGESTIONS: usize = 50;

/// Names are compared without regard to case and white space.
pub(crate) fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

impl Names {
    /// The names of a plan: ids, titles, former names, and ids of sources.
    pub(crate) fn of(plan: &Plan) -> Self {
        let mut names = Self::default();
        for team in &plan.teams {
            for group in [Group::Team, Group::Owner] {
                names.item(group, team.written.id.as_str(), &team.written.title, &team.written.aliases);
            }
        }
        for person in &plan.people {
            names.item(
                Group::Owner,
                person.written.id.as_str(),
                &person.written.name,
                &person.written.aliases,
            );
        }
        for role in &plan.roles {
            names.item(Group::Owner, role.written.id.as_str(), &role.written.title, &role.written.aliases);
        }
        if let Some(organization) = &plan.organization {
            names.item(Group::Owner, "organization", &organization.name, &[]);
        }
        for account in &plan.accounts {
            names.item(
                Group::Account,
                account.written.id.as_str(),
                &account.written.title,
                &account.written.aliases,
            );
        }
        if let Some(vision) = &plan.vision {
            names.item(Group::Parent, "vision", &vision.title, &[]);
        }
        for goal in &plan.goals {
            let origin = goal.written.origin.as_ref().and_then(|origin| origin.id.as_ref());
            for group in [Group::Goal, Group::Parent] {
                names.item(group, goal.id(), goal.title(), &goal.written.aliases);
                if let Some(id) = origin {
                    names.add(group, id, goal.id());
                }
            }
        }
        names
    }

    fn item(&mut self, group: Group, id: &str, title: &str, aliases: &[String]) {
        self.ids.insert((group, id.to_owned()));
        self.add(group, title, id);
        for alias in aliases {
            self.add(group, alias, id);
        }
    }

    /// One more name of an item.
    pub(crate) fn add(&mut self, group: Group, name: &str, id: &str) {
        self.ids.insert((group, id.to_owned()));
        self.names.entry((group, folded(name))).or_default().insert(id.to_owned());
    }

    /// Whether it is the id of an item.
    pub(crate) fn has_id(&self, group: Group, id: &str) -> bool {
        self.ids.contains(&(group, id.to_owned()))
    }

    /// The id that a name means, or why there is none.
    pub(crate) fn find(&self, group: Group, name: &str) -> Result<String, String> {
        let name = name.trim();
        if self.has_id(group, name) {
            return Ok(name.to_owned());
        }
        let key = (group, folded(name));
        let what = group.words();
        if let Some(found) = self.names.get(&key) {
            let ids: Vec<&str> = found.iter().map(String::as_str).collect();
            return match ids.as_slice() {
                [id] => Ok((*id).to_owned()),
                _ => Err(format!("`{name}` is the name of several: {}", ids.join(", "))),
            };
        }
        let known = self.names.keys().filter(|(of, _)| *of == group).map(|(_, name)| name.as_str());
        self.compared.set(self.compared.get().saturating_add(1));
        let near = Some(known).filter(|_| self.compared.get() <= SUGGESTIONS);
        let near = near.and_then(|known| did_you_mean(&key.1, known));
        let near = near.and_then(|near| self.names.get(&(group, near.to_owned())));
        let near =
            near.and_then(|ids| ids.first()).map_or_else(String::new, |id| format!("; near is `{id}`"));
        Err(format!("no {what} has the id, name or alias `{name}`{near}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_by_id_name_and_alias() {
        let mut names = Names::default();
        names.item(Group::Owner, "p-gull", "Gil  Gull", &["GG".to_owned(), "Gilbert Gull".to_owned()]);
        names.item(Group::Owner, "fleet", "Fleet", &[]);
        names.item(Group::Owner, "old-fleet", "Fleet", &[]);
        names.item(Group::Team, "fleet", "Fleet", &[]);
        for name in ["p-gull", " gil gull ", "gg", "GILBERT GULL"] {
            assert_eq!(names.find(Group::Owner, name), Ok("p-gull".to_owned()), "{name}");
        }
        assert_eq!(
            names.find(Group::Owner, "FLEET").unwrap_err(),
            "`FLEET` is the name of several: fleet, old-fleet"
        );
        assert_eq!(names.find(Group::Owner, "fleet"), Ok("fleet".to_owned()), "an id is an id");
        assert_eq!(names.find(Group::Team, "Fleet"), Ok("fleet".to_owned()));
        assert_eq!(
            names.find(Group::Owner, "Gil Gul").unwrap_err(),
            "no person, role or team has the id, name or alias `Gil Gul`; near is `p-gull`"
        );
    }
}
