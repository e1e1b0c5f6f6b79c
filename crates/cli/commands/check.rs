//! `truenorth check`

use anstream::ColorChoice;
use truenorth_check::Flags;
use truenorth_core::finding::Level;

use crate::args::Check;
use crate::failure::Failure;
use crate::{exit, load, output};

pub(super) fn run(check: &Check, color: ColorChoice) -> Result<u8, Failure> {
    let mut loaded = load::load_under(&check.input, check.under.scenario.as_deref())?;
    if loaded.empty {
        output::to_stderr(
            "note: truenorth.json is empty: nothing to check\nhelp: `truenorth init` shows what a plan holds\n",
        );
        return Ok(exit::NOTHING);
    }
    let flags = Flags {
        select: check.select.clone(),
        ignore: check.ignore.clone(),
        levels: check.level.clone(),
        no_ignores: check.no_ignores,
    };
    let analysed = super::analyse(&mut loaded, &flags);
    let report = &analysed.report;
    output::to_stdout(&check.format.render(&loaded.shown(report, color)), color)?;
    let fail_on = check.fail_on.map(Level::from).or(loaded.plan.checks.fail_on).unwrap_or(Level::Error);
    let code = if report.unreadable {
        exit::FAILED
    } else if report.fails(fail_on) {
        exit::FINDINGS
    } else if loaded.plan.ids.is_empty() && loaded.plan.vision.is_none() {
        output::to_stderr("note: the plan has neither a vision nor goals yet: nothing to check\n");
        exit::NOTHING
    } else {
        exit::CLEAN
    };
    // The process ends here; giving back a large plan piece by piece would only cost time.
    std::mem::forget((loaded, analysed));
    Ok(code)
}
