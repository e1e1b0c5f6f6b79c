//! `truenorth check`

use anstream::ColorChoice;
use truenorth_check::{Flags, Report};
use truenorth_core::finding::Level;

use crate::args::Check;
use crate::failure::Failure;
use crate::report::{self, Shown};
use crate::{exit, load, output};

pub(super) fn run(check: &Check, color: ColorChoice) -> Result<u8, Failure> {
    let mut loaded = load::load_under(&check.input, check.under.scenario.as_deref())?;
    let flags =
        Flags { select: check.select.clone(), ignore: check.ignore.clone(), no_ignores: check.no_ignores };
    let analysed = (!loaded.empty).then(|| super::analyse(&mut loaded, &flags));
    let nothing = Report::default();
    let report = analysed.as_ref().map_or(&nothing, |analysed| &analysed.report);
    let in_repository = report::in_repository(&loaded.root);
    let mut shown: Shown<'_> =
        Shown { in_repository: in_repository.as_deref(), ..loaded.shown(report, color) };
    if let Some(level) = check.fail_on {
        shown.fail_on = Level::from(level);
    }
    report::write(&check.reports, &shown)?;
    // There is nothing to show of an empty plan; programs still get their form.
    if !(loaded.empty && check.format.is_for_people()) {
        output::to_stdout(&check.format.render(&shown), color)?;
    }
    let code = if loaded.empty {
        output::to_stderr(
            "note: truenorth.json is empty: nothing to check\nhelp: `truenorth init` shows what a plan holds\n",
        );
        exit::NOTHING
    } else if report.unreadable {
        exit::FAILED
    } else if report.fails(shown.fail_on) {
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
