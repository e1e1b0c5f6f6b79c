//! `truenorth migrate`

use anstream::ColorChoice;
use truenorth_core::edit;
use truenorth_core::json::scan;
use truenorth_core::read::FORMAT_VERSION;
use truenorth_core::sanitise::one_line;
use truenorth_core::source::FileId;

use crate::args::Migrate;
use crate::edits::{self, State};
use crate::failure::Failure;
use crate::{diff, exit, files, output};

pub(super) fn run(migrate: &Migrate, color: ColorChoice) -> Result<u8, Failure> {
    let state = State::now(&migrate.input)?;
    // A damaged plan is not touched, and of a newer version it is not known what it means.
    super::refuse_unreadable(&state.loaded, &state.analysed.report, color)?;
    let sources = &state.loaded.sources;
    let root = sources.iter().find(|(_, source)| source.name == files::ROOT);
    let version = root.and_then(|(_, source)| {
        let (tape, _) = scan(&source.text);
        tape.field(0, "truenorth").and_then(|(_, value)| tape.raw(value).parse::<u32>().ok())
    });
    let Some(from) = version else {
        return Err(Failure::with_help(
            "the root file does not say its version of the format",
            "add `\"truenorth\": 1`",
        ));
    };
    let to = migrate.to.unwrap_or(FORMAT_VERSION);
    // The root file is read first.
    let plan: Vec<(FileId, &str, &str)> = sources
        .iter()
        .filter(|(_, source)| !source.text.is_empty())
        .map(|(file, source)| (file, source.name.as_str(), source.text.as_str()))
        .collect();
    let texts: Vec<(String, String)> =
        plan.iter().map(|(_, name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let new = edit::migrate(&texts, from, to, edit::MIGRATIONS)?;
    if from == to {
        let newest = if to == FORMAT_VERSION { ", the newest version of the format" } else { "" };
        output::to_stdout(&format!("the plan is in version {to}{newest}: nothing to do\n"), color)?;
        return Ok(exit::CLEAN);
    }
    let changes: Vec<(FileId, String)> = plan
        .iter()
        .zip(new)
        .filter(|((_, _, old), new)| old != new)
        .map(|((file, ..), new)| (*file, new))
        .collect();
    let mut out = String::new();
    if migrate.dry_run {
        for (file, text) in &changes {
            out.push_str(&diff::unified(sources.name(*file), sources.text(*file), text));
        }
    } else {
        edits::replace(&state.loaded, &changes)?;
        for (file, _) in &changes {
            out.push_str(&format!("wrote {}\n", one_line(&state.loaded.path(*file).display().to_string())));
        }
        out.push_str(&format!("the plan is in version {to} now\n"));
    }
    output::to_stdout(&out, color)?;
    Ok(exit::CLEAN)
}
