//! From the files' items to one plan: ids unique, nesting flattened, defaults filled in, references
//! bound, dates fixed. Everything wrong with that is a finding; what is left is always a sound plan.

mod bind;
mod collect;
mod currency;
mod dates;
mod kinds;

#[cfg(test)]
mod tests;

use crate::finding::{Finding, Level};
use crate::model;
use crate::place::Place;
use crate::plan::{OtherPlan, Plan};
use crate::read::Document;
use crate::rules;
use crate::scalar::{self, Calendar};
use crate::source::FileId;

/// What resolving needs beside the documents.
#[derive(Debug, Default)]
pub struct Setup {
    /// Name of a plan whose root file gives none.
    pub name: String,
    /// Whether every file could be read; if not, references that lead nowhere are not reported, since what they
    /// lead to may stand in the part that was lost.
    pub whole: bool,
    /// The plans of `plans` that are here, by their names.
    pub others: Vec<(String, Plan)>,
}

/// Makes one plan of all documents, without other plans. See [`Setup`] for `name` and `whole`.
#[must_use]
pub fn resolve(documents: Vec<Document>, name: &str, whole: bool, findings: &mut Vec<Finding>) -> Plan {
    resolve_with(documents, Setup { name: name.to_owned(), whole, ..Setup::default() }, findings)
}

/// Makes one plan of all documents.
#[must_use]
pub fn resolve_with(documents: Vec<Document>, setup: Setup, findings: &mut Vec<Finding>) -> Plan {
    let Setup { name, whole, mut others } = setup;
    let mut plan = Plan { name, ..Plan::default() };
    let items: usize = documents.iter().map(|document| document.items).sum();
    plan.ids.reserve(items);
    let mut files = Vec::with_capacity(documents.len());
    let mut sections = Vec::with_capacity(documents.len());
    for mut document in documents {
        plan.unread_ids.extend(std::mem::take(&mut document.unread_ids));
        plan.damaged_ids.extend(std::mem::take(&mut document.damaged_ids));
        if document.is_root {
            take_root(&mut plan, &mut document, &mut others, findings);
        }
        let defaults = document.content.defaults.take().unwrap_or_default();
        if let Some(currency) = defaults.currency {
            currency::stamp(&mut document.content, currency);
        }
        files.push((document.file, defaults));
        sections.push((document.file, document.content));
    }
    kinds::define(&mut plan, findings);
    let mut raw = collect::Raw::default();
    for ((file, content), (_, defaults)) in sections.into_iter().zip(&files) {
        collect::collect(&mut plan, &mut raw, file, content, defaults.period, findings);
    }
    bind::bind(&mut plan, &raw, &files, whole, findings);
    dates::fix(&mut plan, &raw.relative, findings);
    files.retain(|(_, defaults)| *defaults != model::Defaults::default());
    plan.defaults = files;
    let unbound = findings.iter().filter(|finding| finding.rule.code.starts_with("REF"));
    plan.damaged_ids
        .extend(unbound.filter(|found| found.level == Level::Error).filter_map(|found| found.item.clone()));
    plan
}

fn take_root(
    plan: &mut Plan,
    document: &mut Document,
    others: &mut Vec<(String, Plan)>,
    findings: &mut Vec<Finding>,
) {
    let root = &mut document.content;
    plan.root = Some(document.file);
    if let Some(name) = root.plan.take() {
        plan.name = name.as_str().to_owned();
    }
    plan.organization = root.organization.take();
    plan.as_of = root.as_of;
    plan.vision = root.vision.take();
    plan.mission = root.mission.take();
    plan.values = root.values.take();
    plan.levels = root.levels.take();
    plan.checks = root.checks.take().unwrap_or_default();
    plan.skill_scale = root.skill_scale.take();
    plan.rates = std::mem::take(&mut root.rates);
    for (id, written) in root.plans.take() {
        let here = others.iter().position(|(name, _)| name == id.as_str());
        let read = here.map(|position| Box::new(others.swap_remove(position).1));
        plan.others.push(OtherPlan { id: id.as_str().to_owned(), written, plan: read });
    }
    plan.others.sort_by(|left, right| left.id.cmp(&right.id));
    if let Some(written) = root.calendar.take() {
        plan.calendar = calendar(document.file, &written, findings);
        plan.written_calendar = Some(written);
    }
}

/// The calendar of the plan; a bad fiscal year start is a finding and counts as the default.
fn calendar(file: FileId, written: &model::Calendar, findings: &mut Vec<Finding>) -> Calendar {
    let mut calendar = Calendar::default();
    if let Some(start) = &written.fiscal_year_start {
        match scalar::parse_fiscal_start(start) {
            Ok((month, day)) => {
                calendar.fiscal_start_month = month;
                calendar.fiscal_start_day = day;
            }
            Err(mistake) => {
                let place = Place::value(file, written.spot).field("fiscal_year_start");
                let mut finding = Finding::new(&rules::MALFORMED_VALUE, Level::Error, place, mistake.message);
                finding.help = mistake.help;
                findings.push(finding);
            }
        }
    }
    if written.fiscal_year_named_by == Some(model::YearNamedBy::Start) {
        calendar.named_by = scalar::NamedBy::Start;
    }
    if !written.working_days.is_empty() {
        calendar.working_days = [false; 7];
        for day in &written.working_days {
            calendar.working_days[*day as usize] = true;
        }
    }
    calendar.holidays = written.holidays.iter().map(|time| calendar.period(time)).collect();
    calendar
}
