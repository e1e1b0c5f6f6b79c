//! What is known already: findings of the baseline, and those that were there at an earlier revision.

use std::collections::BTreeSet;

use anstream::ColorChoice;
use truenorth_check::{Baseline, Flags, Key, Policy, Report, keys};
use truenorth_core::sanitise;
use truenorth_core::source::Sources;

use crate::args::{Check, Input};
use crate::commands::{Analysed, analyse_by};
use crate::failure::Failure;
use crate::load::{self, Loaded};
use crate::{baseline, exit, output};

/// The findings of the plan as it was at a revision.
pub(super) struct Earlier {
    keys: BTreeSet<Key>,
}

impl Earlier {
    /// Those of the revision of `--against`, on the same day and by the policy of today: a rule that is turned on now
    /// reports only what is new, too. What the plan ignored then counts as not found.
    pub(super) fn of(check: &Check, loaded: &Loaded, flags: &Flags) -> Result<Option<Self>, Failure> {
        let Some(revision) = &check.known.against else { return Ok(None) };
        let shown = sanitise::short(revision, 80);
        let input = Input { today: Some(loaded.today), ..check.input.clone() };
        let scenario = check.under.scenario.as_deref();
        let Some(mut then) = load::load_at(&input, &loaded.root, revision, scenario)? else {
            output::to_stderr(&format!("note: there was no plan here at `{shown}`: everything is new\n"));
            return Ok(Some(Self { keys: BTreeSet::new() }));
        };
        let policy = Policy::new(&loaded.plan, &loaded.sources, flags, &mut Vec::new());
        let analysed = analyse_by(&mut then, &policy, flags);
        if analysed.report.unreadable {
            output::to_stderr(&format!(
                "note: the plan at `{shown}` cannot be read whole, so the rules say nothing about it: \
                 what they find now is new\n"
            ));
        }
        Ok(Some(Self { keys: keys(&analysed.report.findings, &then.sources).into_iter().collect() }))
    }

    /// Sets apart what was there before. What keeps the plan from being read is always reported.
    pub(super) fn apply(&self, report: &mut Report, sources: &Sources) {
        let keys = keys(&report.findings, sources);
        for (finding, key) in std::mem::take(&mut report.findings).into_iter().zip(keys) {
            let known = self.keys.contains(&key) && !finding.rule.unreadable;
            if known { &mut report.before } else { &mut report.findings }.push(finding);
        }
    }
}

/// Sets apart what the baseline holds, and reports entries whose finding is gone.
pub(super) fn apply_baseline(
    check: &Check,
    loaded: &mut Loaded,
    report: &mut Report,
    flags: &Flags,
) -> Result<(), Failure> {
    // A baseline that is to be written need not be there, and what is found goes into it.
    let named = check.known.baseline.as_deref();
    let absent = named.is_some_and(|path| path.symlink_metadata().is_err());
    if check.known.no_baseline || check.known.write_baseline && absent {
        return Ok(());
    }
    let read = baseline::read(loaded, named);
    // A damaged one is about to be written anew.
    if check.known.write_baseline && read.is_err() {
        return Ok(());
    }
    let Some(read) = read? else {
        if check.known.prune_baseline {
            return Err(Failure::with_help(
                format!("there is no baseline {}", baseline::path(&loaded.root, named).display()),
                "`truenorth check --write-baseline` writes one",
            ));
        }
        return Ok(());
    };
    let policy = Policy::new(&loaded.plan, &loaded.sources, flags, &mut Vec::new());
    let mut entries = read.baseline;
    if check.known.prune_baseline && !report.unreadable {
        let kept = entries.pruned(report, &loaded.sources, &policy);
        let text = Baseline::write(kept.iter().cloned());
        if text != loaded.sources.text(read.file) {
            let (before, now) = (entries.len(), kept.len());
            baseline::write(&read.path, kept)?;
            let path = read.path.display();
            output::to_stderr(&format!("note: {path} went from {before} to {now} entries\n"));
            entries = Baseline::parse(&text).map_err(|error| Failure::new(error.message))?;
        }
    }
    entries.apply(report, &loaded.sources);
    // Under a scenario other things are found; of the plan itself they say nothing.
    if loaded.plan.scenario.is_none() {
        entries.add_stale(report, &loaded.sources, &policy, read.file);
    }
    Ok(())
}

/// Writes the baseline anew. Entries of rules that were not asked stay.
pub(super) fn write(
    check: &Check,
    loaded: &Loaded,
    analysed: &Analysed,
    color: ColorChoice,
) -> Result<u8, Failure> {
    crate::commands::refuse_unreadable(loaded, &analysed.report, color)?;
    let named = check.known.baseline.as_deref();
    let path = baseline::path(&loaded.root, named);
    let policy = Policy::new(&loaded.plan, &loaded.sources, &super::flags(check), &mut Vec::new());
    let mut entries = Baseline::of(&analysed.report, &loaded.sources);
    let old = loaded.sources.iter().last().filter(|_| path.exists());
    if let Some(old) = old.and_then(|(_, source)| Baseline::parse(&source.text).ok()) {
        entries.extend(old.not_asked(&policy));
    }
    let shown = path.display();
    let count = entries.len();
    if count == 0 && !path.exists() {
        output::to_stdout("nothing is found, so there is no baseline to write\n", color)?;
        return Ok(exit::CLEAN);
    }
    baseline::write(&path, entries)?;
    let findings = if count == 1 { "1 finding".to_owned() } else { format!("{count} findings") };
    output::to_stdout(&format!("wrote {findings} to {shown}; commit it with the plan\n"), color)?;
    Ok(exit::CLEAN)
}
