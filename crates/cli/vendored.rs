//! The other plans that stand in this one's directory: `plans.<name>.file`, a `plan.json` that `build` made.

use truenorth_core::finding::{Finding, Level};
use truenorth_core::place::Place;
use truenorth_core::plan::Plan;
use truenorth_core::read::{self, Document};
use truenorth_core::resolve;
use truenorth_core::rules;
use truenorth_core::source::Sources;

use crate::files::{self, Content};
use crate::tree::Tree;

/// The names of the files that `plans` names. Globs of `include` do not match them: they are other plans.
pub(crate) fn names(root: &Document) -> Vec<&str> {
    root.content.plans.iter().filter_map(|(_, plan)| plan.file.as_deref()).map(plain).collect()
}

fn plain(name: &str) -> &str {
    name.strip_prefix("./").unwrap_or(name)
}

/// Reads every other plan that has a file. One that cannot be read is a finding, and references into it are then only
/// counted.
pub(crate) fn read(
    tree: Tree<'_>,
    root: &Document,
    limit: u64,
    findings: &mut Vec<Finding>,
) -> Vec<(String, Plan)> {
    let mut plans = Vec::new();
    for (id, written) in &root.content.plans {
        let Some(name) = written.file.as_deref().map(plain) else { continue };
        let read = match files::outside(name) {
            Some(_) => Err("it stands outside of the directory of the root file".to_owned()),
            None => one(tree, name, limit),
        };
        match read {
            Ok(plan) => plans.push((id.as_str().to_owned(), plan)),
            Err(why) => findings.push(
                Finding::new(
                    &rules::UNREADABLE_OTHER_PLAN,
                    Level::Error,
                    Place::value(root.file, written.spot).field("file"),
                    format!("the plan `{id}` cannot be read: {why}"),
                )
                .help("put there the plan.json that `truenorth build` writes, or leave `file` out"),
            ),
        }
    }
    plans
}

fn one(tree: Tree<'_>, name: &str, limit: u64) -> Result<Plan, String> {
    if tree.leads_over_link(name) {
        return Err("it is a link or behind one, and links are not followed".to_owned());
    }
    let bytes = match tree.read(name, limit) {
        Content::Read(bytes) => bytes,
        Content::Unreadable(why) => return Err(why),
        Content::PassedOver(why) => return Err(why.to_owned()),
    };
    let mut findings = Vec::new();
    let document = read::read(&mut Sources::default(), &mut findings, name, bytes, true);
    // Its own mistakes are not this plan's; only damage that hides items is.
    if let Some(found) = findings.iter().find(|finding| finding.level == Level::Error) {
        return Err(found.message.clone());
    }
    Ok(resolve::resolve(vec![document], name, true, &mut findings))
}
