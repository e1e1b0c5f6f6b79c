//! Findings in the order in which people want them, and equal ones together.

use std::collections::HashMap;

use truenorth_core::finding::{Finding, Level};

use super::Shown;

/// Findings with one cause: the first of them, and where the same was found.
#[derive(Debug)]
pub(super) struct Cause<'a> {
    /// The one that is shown.
    pub(super) first: &'a Finding,
    /// The others: same rule, level and message, such as every reference to one id that is not there.
    pub(super) same: Vec<&'a Finding>,
}

/// Up to so many equal findings are each shown by themselves.
const FEW: usize = 3;

/// The findings by cause, least level first; within a level in the order of files and places.
pub(super) fn by_cause<'a>(all: &Shown<'a>) -> Vec<Cause<'a>> {
    type Key<'k> = (Level, &'k str, &'k str);
    let key =
        |finding: &'a Finding| -> Key<'a> { (finding.level, finding.rule.code, finding.message.as_str()) };
    let mut counts: HashMap<Key<'a>, usize> = HashMap::new();
    for finding in &all.report.findings {
        *counts.entry(key(finding)).or_default() += 1;
    }
    let mut causes: Vec<Cause<'a>> = Vec::new();
    let mut begun: HashMap<Key<'a>, usize> = HashMap::new();
    for finding in &all.report.findings {
        let many = counts.get(&key(finding)).is_some_and(|count| *count > FEW);
        let position = if many { *begun.entry(key(finding)).or_insert(causes.len()) } else { causes.len() };
        match causes.get_mut(position) {
            Some(cause) => cause.same.push(finding),
            None => causes.push(Cause { first: finding, same: Vec::new() }),
        }
    }
    // Stable: within a level the order stays.
    causes.sort_by_key(|cause| cause.first.level);
    causes
}

/// The findings, most serious first; within a level in the order of files and places.
pub(super) fn most_serious_first<'a>(all: &Shown<'a>) -> Vec<&'a Finding> {
    let mut findings: Vec<&Finding> = all.report.findings.iter().collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    findings
}
