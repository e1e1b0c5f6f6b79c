//! `truenorth check`

mod fix;
mod known;
mod watch;

use anstream::ColorChoice;
use truenorth_check::{Flags, Report};
use truenorth_core::finding::Level;
use truenorth_core::plan::{Item, Plan};

use self::known::Earlier;
use super::Analysed;
use crate::args::Check;
use crate::failure::Failure;
use crate::load::{self, Loaded};
use crate::report::{self, Shown};
use crate::{exit, output};

pub(super) fn run(check: &Check, color: ColorChoice) -> Result<u8, Failure> {
    if check.strict {
        return Err(Failure::with_help(
            "check has no --strict",
            "`--select all` runs the rules of the set strict, too, and `--fail-on warning` fails on warnings",
        ));
    }
    let fixes = &check.fixes;
    if fixes.unsafe_fixes && !fixes.fix && !fixes.diff {
        return Err(Failure::with_help(
            "--unsafe-fixes says which fixes are made, and none are to be made",
            "add --fix, or --diff to see them first",
        ));
    }
    if fixes.watch {
        return watch::run(check, color);
    }
    if fixes.fix || fixes.diff {
        return fix::run(check, color);
    }
    let (loaded, code) = once(check, color)?;
    // The process ends here; giving back a large plan piece by piece would only cost time.
    std::mem::forget(loaded);
    Ok(code)
}

/// Reads, checks and reports the plan once.
fn once(check: &Check, color: ColorChoice) -> Result<(Option<(Loaded, Analysed)>, u8), Failure> {
    let mut loaded = load::load_under(&check.input, check.under.scenario.as_deref())?;
    if loaded.empty {
        // There is nothing to show of an empty plan; programs still get their form.
        show(check, &loaded, &Report::default(), !check.format.is_for_people(), color)?;
        return Ok((None, nothing()));
    }
    let flags = flags(check);
    let earlier = Earlier::of(check, &loaded, &flags)?;
    let analysed = judge(check, &mut loaded, &flags, earlier.as_ref())?;
    if check.known.write_baseline {
        let code = known::write(check, &loaded, &analysed, color)?;
        return Ok((Some((loaded, analysed)), code));
    }
    let code = tell(check, &loaded, &analysed, color)?;
    Ok((Some((loaded, analysed)), code))
}

fn nothing() -> u8 {
    output::to_stderr(
        "note: truenorth.json is empty: nothing to check\nhelp: `truenorth init` shows what a plan holds\n",
    );
    exit::NOTHING
}

fn flags(check: &Check) -> Flags {
    Flags {
        select: check.select.clone(),
        ignore: check.ignore.clone(),
        levels: check.level.clone(),
        no_ignores: check.no_ignores,
    }
}

/// Checks a loaded plan and sets apart what is known: what the baseline holds, and what was there before.
fn judge(
    check: &Check,
    loaded: &mut Loaded,
    flags: &Flags,
    earlier: Option<&Earlier>,
) -> Result<Analysed, Failure> {
    let mut analysed = super::analyse(loaded, flags);
    known::apply_baseline(check, loaded, &mut analysed.report, flags)?;
    if let Some(earlier) = earlier {
        earlier.apply(&mut analysed.report, &loaded.sources);
    }
    Ok(analysed)
}

/// Writes the reports that were asked for and prints the findings, if they are `printed`; gives the least level that fails.
fn show(
    check: &Check,
    loaded: &Loaded,
    report: &Report,
    printed: bool,
    color: ColorChoice,
) -> Result<Level, Failure> {
    let in_repository = report::in_repository(&loaded.root);
    let mut shown: Shown<'_> =
        Shown { in_repository: in_repository.as_deref(), ..loaded.shown(report, color) };
    if let Some(level) = check.fail_on {
        shown.fail_on = Level::from(level);
    }
    report::write(&check.reports, &shown)?;
    if printed {
        output::to_stdout(&check.format.render(&shown), color)?;
    }
    Ok(shown.fail_on)
}

/// Prints the findings and gives the exit status.
fn tell(check: &Check, loaded: &Loaded, analysed: &Analysed, color: ColorChoice) -> Result<u8, Failure> {
    let report = &analysed.report;
    let fail_on = show(check, loaded, report, true, color)?;
    Ok(if report.unreadable {
        exit::FAILED
    } else if report.fails(fail_on) {
        exit::FINDINGS
    } else if plans_nothing(&loaded.plan) {
        output::to_stderr("note: the plan holds no goals, nor anything else to do: nothing to check\n");
        exit::NOTHING
    } else {
        exit::CLEAN
    })
}

/// Whether a plan holds nothing but who is there and what they want in the end.
fn plans_nothing(plan: &Plan) -> bool {
    let mut items = plan.items();
    items.all(|item| matches!(item, Item::Team(_) | Item::Person(_) | Item::Role(_)))
        && plan.mentoring.is_empty()
        && plan.feedback.is_empty()
}
