//! `truenorth init`

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anstream::ColorChoice;
use truenorth_core::read;
use truenorth_core::source::FileId;

use crate::args::Init;
use crate::examples::{self, EXAMPLES};
use crate::failure::Failure;
use crate::files::{Includes, Limits};
use crate::integrations::{Home, Integration};
use crate::{exit, files, output};

/// Files to write: path and text.
type Texts = Vec<(String, String)>;

/// Where the schema goes, for editors.
const SCHEMA: &str = ".truenorth/plan.schema.json";

pub(super) fn run(init: &Init, color: ColorChoice) -> Result<u8, Failure> {
    if init.list {
        let list = EXAMPLES.iter().map(|example| format!("{:<12} {}\n", example.name, example.summary));
        output::to_stdout(&list.collect::<String>(), color)?;
        return Ok(exit::CLEAN);
    }
    let (directory, texts, builds) = plan(init)?;
    let (integrations, is_repository) = integrations(init, &directory)?;
    // Where a plan is already, only what was asked for beside it is written.
    let only_beside = !integrations.is_empty()
        && init.example.is_none()
        && !init.minimal
        && directory.join(files::ROOT).symlink_metadata().is_ok();
    let texts = if only_beside { Vec::new() } else { texts };
    for (path, _) in &texts {
        refuse_overwriting(&directory.join(path), "choose an empty directory")?;
    }
    refuse_strangers(&directory, &texts)?;
    for (path, _) in &integrations {
        let help = "add to it by hand; the same command in an empty directory shows what";
        refuse_overwriting(path, help)?;
    }
    for (path, text) in &texts {
        write_new(&directory.join(path), text)?;
    }
    for (path, integration) in &integrations {
        write_new(path, &integration.text)?;
    }
    output::to_stdout(&told(&directory, &texts, &integrations, (builds, is_repository)), color)?;
    Ok(exit::CLEAN)
}

/// The directory of the new plan, its files by path from there, and whether it builds as it is.
fn plan(init: &Init) -> Result<(PathBuf, Texts, bool), Failure> {
    let year = files::system_date().year();
    let own = |texts: &[(&str, &str)]| -> Texts {
        let fill =
            |text: &str| text.replace("YEAR", &year.to_string()).replace("HORIZON", &(year + 8).to_string());
        texts.iter().map(|(path, text)| ((*path).to_owned(), fill(text))).collect()
    };
    let (directory, texts, builds) = match &init.example {
        Some(name) => {
            let Some(example) = EXAMPLES.iter().find(|example| example.name == name) else {
                let names: Vec<&str> = EXAMPLES.iter().map(|example| example.name).collect();
                return Err(Failure::with_help(
                    format!("there is no example `{name}`"),
                    format!("the examples are {}", names.join(", ")),
                ));
            };
            let texts = example.files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
            (init.dir.clone().unwrap_or_else(|| PathBuf::from(example.name)), texts.collect(), example.builds)
        }
        None if init.minimal => (init.dir.clone().unwrap_or_default(), own(examples::MINIMAL), true),
        None => {
            let mut texts = own(examples::START);
            texts.push((SCHEMA.to_owned(), super::schema::text()));
            (init.dir.clone().unwrap_or_default(), texts, true)
        }
    };
    let directory = if directory.as_os_str().is_empty() { PathBuf::from(".") } else { directory };
    Ok((directory, texts, builds))
}

/// What was asked for beside the plan, each with the path to write, and whether there is a repository to write it to.
fn integrations(init: &Init, directory: &Path) -> Result<(Vec<(PathBuf, Integration)>, bool), Failure> {
    if init.ci.is_none() && !init.pre_commit {
        return Ok((Vec::new(), true));
    }
    let home = Home::of(directory)?;
    let found = init.ci.map(|platform| home.ci(platform)).into_iter();
    let found = found.chain(init.pre_commit.then(|| home.pre_commit()));
    let found = found.map(|integration| (home.top.join(&integration.path), integration)).collect();
    Ok((found, home.is_repository))
}

/// What was written, and what to do next.
fn told(
    directory: &Path,
    texts: &[(String, String)],
    integrations: &[(PathBuf, Integration)],
    (builds, is_repository): (bool, bool),
) -> String {
    let shown = directory.display().to_string();
    let shown = truenorth_core::sanitise::one_line(&shown);
    let here = directory == Path::new(".");
    let target = if here { String::new() } else { format!(" {shown}") };
    let mut out = String::new();
    let mut next = vec![format!("truenorth check{target}")];
    let count = texts.len();
    if count > 0 {
        let place = if here { "this directory".to_owned() } else { shown.to_string() };
        out.push_str(&format!("created {count} file{} in {place}\n", if count == 1 { "" } else { "s" }));
        if builds {
            next.push(format!("truenorth build{target} --out out"));
        }
    }
    let from_here = std::env::current_dir().and_then(fs::canonicalize).unwrap_or_default();
    for (path, integration) in integrations {
        let path = path.strip_prefix(&from_here).unwrap_or(path).display().to_string();
        out.push_str(&match is_repository {
            true => format!("created {} at the top of the repository\n", integration.path.display()),
            false => format!("created {}\n", truenorth_core::sanitise::one_line(&path)),
        });
        next.push(integration.next.to_owned());
    }
    if !is_repository {
        next.push("git init, as there is no repository around these files yet".to_owned());
    }
    for (number, line) in next.iter().enumerate() {
        out.push_str(if number == 0 { "next:  " } else { "       " });
        out.push_str(line);
        out.push('\n');
    }
    out
}

fn refuse_overwriting(path: &Path, help: &str) -> Result<(), Failure> {
    if path.symlink_metadata().is_ok() {
        let message = format!("{} is there already; nothing was written", path.display());
        return Err(Failure::with_help(message, help));
    }
    Ok(())
}

/// Refuses a directory with files that the new plan's `include` would take in: they would count as parts of it.
fn refuse_strangers(directory: &Path, texts: &Texts) -> Result<(), Failure> {
    let root = texts.iter().find(|(path, _)| path == files::ROOT).map_or("", |(_, text)| text);
    let document = read::read_alone(FileId(0), root.as_bytes().to_vec(), true).document;
    let globs: Vec<&str> = document.content.include.iter().map(String::as_str).collect();
    let Ok(includes) = Includes::new(&globs) else { return Ok(()) };
    let found = files::listed(directory, &includes, &Limits::default())?;
    let taken_in = match found.as_slice() {
        _ if !directory.is_dir() => return Ok(()),
        [] => return Ok(()),
        [one] => format!("`{}` is", one.name),
        [one, two] => format!("`{}` and `{}` are", one.name, two.name),
        [one, two, rest @ ..] => format!("`{}`, `{}` and {} more are", one.name, two.name, rest.len()),
    };
    let own = if directory == Path::new(".") { PathBuf::from("plan") } else { directory.join("plan") };
    Err(Failure::with_help(
        format!(
            "{taken_in} here, and the plan's `include` would take in what is no part of it; nothing was written"
        ),
        format!("give the plan a directory of its own: `truenorth init {}`", own.display()),
    ))
}

fn write_new(path: &Path, text: &str) -> Result<(), Failure> {
    let failed = |error: std::io::Error| {
        let why = match error.kind() {
            ErrorKind::AlreadyExists => "it is there already".to_owned(),
            _ => error.to_string(),
        };
        Failure::new(format!("{} cannot be written: {why}", path.display()))
    };
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(failed)?;
    }
    output::write_file(path, text.as_bytes())
}
