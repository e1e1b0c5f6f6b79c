//! Findings silenced inside items: `ignore` with a reason and perhaps a last day.

use std::collections::HashMap;

use truenorth_core::finding::{Finding, Level};
use truenorth_core::fix::{Change, Fix};
use truenorth_core::model::Ignore;
use truenorth_core::place::Place;
use truenorth_core::plan::Plan;
use truenorth_core::scalar::Date;
use truenorth_core::source::Sources;

use crate::policy::{FlagError, Policy};
use crate::rules::{
    self, EXPIRED_IGNORE, IGNORE_OF_RULE_TURNED_OFF, IGNORE_WITHOUT_REASON, UNKNOWN_RULE, UNUSED_IGNORE,
};

/// One entry of an `ignore` list.
struct Entry<'a> {
    place: Place,
    item: &'a str,
    written: &'a Ignore,
    used: bool,
    /// Silences nothing: no reason, no such rule, or past its last day.
    void: bool,
}

impl Entry<'_> {
    /// Why the entry silences nothing, if so.
    fn fault(&self, today: Date, policy: &Policy) -> Option<Finding> {
        let word = self.written.rule.as_str();
        let place = |field| self.place.clone().field(field);
        let Some(rule) = rules::find(word) else {
            let FlagError { message, near } = FlagError::no_rule(word);
            let finding = Finding::new(&UNKNOWN_RULE, Level::Error, place("rule"), message);
            let Some(near) = near else { return Some(finding.help("`truenorth rules` lists them")) };
            let change = Change::Text { place: place("rule"), was: word.to_owned(), text: near.clone() };
            let fix = Fix::not_safe(format!("write `{near}`"), change);
            return Some(finding.help(format!("did you mean `{near}`?")).fix(fix));
        };
        if self.written.reason.as_deref().is_none_or(|reason| reason.trim().is_empty()) {
            let message = "this ignore gives no reason";
            let finding = Finding::new(&IGNORE_WITHOUT_REASON, Level::Error, place("rule"), message);
            return Some(finding.help("add `\"reason\": \"...\"`; without one it silences nothing"));
        }
        if let Some(until) = self.written.until.filter(|until| *until < today) {
            let message = format!("this ignore ended on {until}");
            let finding = Finding::new(&EXPIRED_IGNORE, Level::Error, place("until"), message);
            let finding = finding.help("mend the finding, or set a later day with a new reason");
            return Some(finding.fix(self.taken_out()));
        }
        if policy.turned_off(rule) {
            let message = format!("`{word}` is turned off for the whole plan, so there is nothing to ignore");
            let finding = Finding::new(&IGNORE_OF_RULE_TURNED_OFF, Level::Warning, place("rule"), message);
            let help = "take this ignore out, or turn the rule on again in `checks`";
            return Some(finding.help(help).fix(self.taken_out()));
        }
        None
    }

    /// Without the entry nothing changes but that the finding about it is gone.
    fn taken_out(&self) -> Fix {
        Fix::safe("take this ignore out", Change::Remove(self.place.clone()))
    }
}

/// All entries of a plan.
pub(crate) struct Ignores<'a> {
    entries: Vec<Entry<'a>>,
    /// The first entry that silences, by the id of the item that it stands in and by the rule, as code or name.
    by_item: HashMap<&'a str, HashMap<&'a str, usize>>,
}

impl<'a> Ignores<'a> {
    /// Collects the entries of all items; what is wrong with them is pushed to `findings`.
    pub(crate) fn new(plan: &'a Plan, today: Date, policy: &Policy, findings: &mut Vec<Finding>) -> Self {
        let mut ignores = Self { entries: Vec::new(), by_item: HashMap::new() };
        for item in plan.items() {
            let list = plan.item_ignores(item);
            if list.is_empty() {
                continue;
            }
            if let Some(place) = plan.item_place(item) {
                ignores.add(plan.item_id(item), place, list);
            }
        }
        ignores.judge(today, policy, findings);
        ignores
    }

    fn add(&mut self, item: &'a str, place: Place, list: &'a [Ignore]) {
        for (entry, written) in list.iter().enumerate() {
            let place = place.clone().field("ignore").index(entry);
            self.entries.push(Entry { place, item, written, used: false, void: false });
        }
    }

    fn judge(&mut self, today: Date, policy: &Policy, findings: &mut Vec<Finding>) {
        for (position, entry) in self.entries.iter_mut().enumerate() {
            if let Some(finding) = entry.fault(today, policy) {
                entry.void = true;
                findings.push(finding.item(entry.item));
            } else {
                let of_item = self.by_item.entry(entry.item).or_default();
                of_item.entry(entry.written.rule.as_str()).or_insert(position);
            }
        }
    }

    /// The reason by which a finding is silenced: an entry of its item, or of a goal around it.
    pub(crate) fn reason(&mut self, finding: &Finding) -> Option<&'a str> {
        if self.entries.is_empty() {
            return None;
        }
        let mut item = finding.item.as_deref()?;
        loop {
            if let Some(of_item) = self.by_item.get(item) {
                // Of two that name the rule, by code and by name, the first counts.
                let words = [finding.rule.code, finding.rule.name];
                let first = words.iter().filter_map(|word| of_item.get(word)).min();
                if let Some(entry) = first.and_then(|first| self.entries.get_mut(*first)) {
                    entry.used = true;
                    return entry.written.reason.as_deref();
                }
            }
            item = item.rsplit_once('/')?.0;
        }
    }

    /// Findings about entries that silenced nothing. To be asked after all findings went through
    /// [`Self::reason`]. Of a rule that is not asked in the file, nobody knows what it would find.
    pub(crate) fn unused(&self, plan: &Plan, policy: &Policy, sources: &Sources) -> Vec<Finding> {
        let ran = |entry: &Entry<'_>| {
            let file = sources.name(entry.place.file);
            // Of a damaged item the rules say nothing.
            !plan.damaged_ids.contains(entry.item)
                && rules::find(&entry.written.rule).is_some_and(|rule| policy.reports_in(rule, file))
        };
        let idle = self.entries.iter().filter(|entry| !entry.used && !entry.void && ran(entry));
        idle.map(|entry| {
            Finding::new(
                &UNUSED_IGNORE,
                Level::Warning,
                entry.place.clone().field("rule"),
                format!("nothing here is found by `{}`", entry.written.rule),
            )
            .help("take this ignore out")
            .item(entry.item)
            .fix(entry.taken_out())
        })
        .collect()
    }
}
