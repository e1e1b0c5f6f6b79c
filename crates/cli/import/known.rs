//! The items of the plan that rows may be about, and which row is about which.

use std::collections::{BTreeMap, BTreeSet};

use truenorth_core::model::Origin;
use truenorth_core::place::Spot;
use truenorth_core::plan::Plan;
use truenorth_core::scalar::Currency;
use truenorth_core::source::FileId;

use super::fields::Target;
use super::names::folded;

/// An item that is there.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub(crate) id: String,
    pub(crate) file: FileId,
    pub(crate) spot: Spot,
    /// The unit of its measure.
    pub(crate) unit: Option<String>,
    /// It has a measure.
    pub(crate) measured: bool,
    /// Of a budget line: its currency.
    pub(crate) currency: Option<Currency>,
    /// It is a budget line.
    pub(crate) line: bool,
}

/// The items of a plan with the ways to them.
#[derive(Debug, Default)]
pub(crate) struct Index {
    pub(crate) items: Vec<Known>,
    by_origin: BTreeMap<String, Vec<usize>>,
    by_id: BTreeMap<String, usize>,
    by_alias: BTreeMap<String, Vec<usize>>,
    by_origin_title: BTreeMap<String, Vec<usize>>,
    by_title: BTreeMap<String, Vec<usize>>,
}

/// How a row was matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Match {
    /// By an id, or by a name that people gave as alias.
    Id(usize),
    /// By the title that the source had when the item was made: who changed the title of the item since
    /// meant it.
    Title(usize),
}

impl Match {
    pub(crate) fn index(self) -> usize {
        match self {
            Self::Id(index) | Self::Title(index) => index,
        }
    }
}

impl Index {
    /// The items that a table of this kind can be about.
    pub(crate) fn of(plan: &Plan, target: Target) -> Self {
        let mut index = Self::default();
        if target != Target::Budget {
            for goal in &plan.goals {
                let written = &goal.written;
                let known = Known {
                    id: goal.id().to_owned(),
                    file: goal.file,
                    spot: written.spot,
                    unit: written
                        .measure
                        .as_ref()
                        .and_then(|measure| measure.unit.as_deref().map(str::to_owned)),
                    measured: written.measure.is_some(),
                    currency: None,
                    line: false,
                };
                index.add(known, goal.title(), &written.aliases, written.origin.as_deref());
            }
        }
        if target == Target::Actuals {
            for growth in &plan.growth {
                let written = &growth.written;
                let known = Known {
                    id: written.id.as_str().to_owned(),
                    file: growth.file,
                    spot: written.spot,
                    unit: written.measure.unit.as_deref().map(str::to_owned),
                    measured: true,
                    currency: None,
                    line: false,
                };
                index.add(known, &written.title, &written.aliases, written.origin.as_deref());
            }
        }
        if target != Target::Goals {
            for line in &plan.lines {
                let written = &line.written;
                let known = Known {
                    id: line.id().to_owned(),
                    file: line.file,
                    spot: written.spot,
                    unit: None,
                    measured: false,
                    currency: line.currency,
                    line: true,
                };
                index.add(known, &written.title, &written.aliases, written.origin.as_deref());
            }
        }
        index
    }

    fn add(&mut self, known: Known, title: &str, aliases: &[String], origin: Option<&Origin>) {
        let at = self.items.len();
        self.by_id.insert(known.id.clone(), at);
        if let Some(id) = origin.and_then(|origin| origin.id.as_ref()) {
            self.by_origin.entry(id.clone()).or_default().push(at);
        }
        let words = origin.and_then(|origin| origin.text.iter().find(|(field, _)| field == "title"));
        if let Some((_, words)) = words {
            self.by_origin_title.entry(folded(words)).or_default().push(at);
        }
        for alias in aliases {
            self.by_alias.entry(folded(alias)).or_default().push(at);
        }
        self.by_title.entry(folded(title)).or_default().push(at);
        self.items.push(known);
    }

    /// The item with this id in its source, in the plan, or formerly.
    pub(crate) fn by_id(&self, id: &str, used: &BTreeSet<usize>) -> Option<usize> {
        let lists = [self.by_origin.get(id), self.by_alias.get(&folded(id))];
        // If all are taken, the first again: two rows of one id.
        let first = |list: &Vec<usize>| free(list, used).or(list.first().copied());
        let [origin, alias] = lists.map(|list| list.and_then(first));
        origin.or_else(|| self.by_id.get(id).copied()).or(alias)
    }

    /// The item that a row of this title and without an id is about; each item is given once, in the order
    /// of the plan.
    pub(crate) fn by_title(&self, title: &str, used: &BTreeSet<usize>) -> Option<Match> {
        let title = folded(title);
        let origin = self.by_origin_title.get(&title).and_then(|list| free(list, used)).map(Match::Title);
        origin.or_else(|| self.by_alias.get(&title).and_then(|list| free(list, used)).map(Match::Id))
    }

    /// The only item that is called so: by id, by id in its source, by alias or title.
    pub(crate) fn by_any_name(&self, name: &str) -> Result<usize, Option<Vec<&str>>> {
        if let Some(found) = self.by_id(name, &BTreeSet::new()) {
            return Ok(found);
        }
        let title = folded(name);
        let found = self.by_origin_title.get(&title).or_else(|| self.by_title.get(&title));
        match found.map(Vec::as_slice) {
            Some([one]) => Ok(*one),
            Some(several) => Err(Some(
                several.iter().filter_map(|at| self.items.get(*at)).map(|item| item.id.as_str()).collect(),
            )),
            None => Err(None),
        }
    }

    /// An item of this title that the import would not touch.
    pub(crate) fn of_title(&self, title: &str) -> Option<&Known> {
        self.by_title.get(&folded(title)).and_then(|list| self.items.get(*list.first()?))
    }

    /// All ids.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        self.items.iter().map(|item| item.id.as_str())
    }
}

fn free(list: &[usize], used: &BTreeSet<usize>) -> Option<usize> {
    list.iter().find(|at| !used.contains(at)).copied()
}
