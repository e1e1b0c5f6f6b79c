//! The written texts, read as any other: an import must not break a plan.

use std::collections::BTreeMap;

use truenorth_core::finding::{Finding, Level};
use truenorth_core::plan::Plan;
use truenorth_core::source::Sources;
use truenorth_core::{read, resolve};

use super::write::Texts;
use crate::files::ROOT;

/// How many new errors are shown.
const MOST: usize = 10;

/// The errors that `after` has and `before` has not, as `file:line:column: CODE message`.
pub(crate) fn new_errors(before: &Texts, after: &Texts) -> Vec<String> {
    let (_, old) = errors(before);
    let mut known: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for finding in &old {
        *known.entry((finding.rule.code, &finding.message)).or_default() += 1;
    }
    let (sources, new) = errors(after);
    let mut found = Vec::new();
    for finding in &new {
        if let Some(count) =
            known.get_mut(&(finding.rule.code, finding.message.as_str())).filter(|count| **count > 0)
        {
            *count -= 1;
            continue;
        }
        let place = &finding.primary.place;
        let at = sources.line_column(place.file, place.span(&sources).start);
        let name = sources.name(place.file);
        found.push(format!("{name}:{}:{}: {} {}", at.line, at.column, finding.rule.code, finding.message));
    }
    found.truncate(MOST);
    found
}

/// Files as read together.
pub(crate) struct Read {
    pub(crate) sources: Sources,
    pub(crate) findings: Vec<Finding>,
    pub(crate) plan: Plan,
}

/// Reads and resolves files, the root file first.
pub(crate) fn read(texts: &Texts) -> Read {
    let mut sources = Sources::default();
    let mut findings = Vec::new();
    let names = texts.keys().filter(|name| *name == ROOT).chain(texts.keys().filter(|name| *name != ROOT));
    let documents = names
        .map(|name| {
            let bytes = texts.get(name).cloned().unwrap_or_default().into_bytes();
            read::read(&mut sources, &mut findings, name, bytes, name == ROOT)
        })
        .collect();
    let whole = !findings.iter().any(|finding: &Finding| finding.rule.unreadable);
    let plan = resolve::resolve(documents, "plan", whole, &mut findings);
    Read { sources, findings, plan }
}

fn errors(texts: &Texts) -> (Sources, Vec<Finding>) {
    let Read { sources, mut findings, .. } = read(texts);
    findings.retain(|finding| finding.level == Level::Error);
    (sources, findings)
}
