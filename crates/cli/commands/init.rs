//! `truenorth init`

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anstream::ColorChoice;

use crate::args::Init;
use crate::examples::{self, EXAMPLES};
use crate::failure::Failure;
use crate::{exit, files, output};

/// Where the schema goes, for editors.
const SCHEMA: &str = ".truenorth/plan.schema.json";

pub(super) fn run(init: &Init, color: ColorChoice) -> Result<u8, Failure> {
    if init.list {
        let list = EXAMPLES.iter().map(|example| format!("{:<12} {}\n", example.name, example.summary));
        output::to_stdout(&list.collect::<String>(), color)?;
        return Ok(exit::CLEAN);
    }
    let year = files::system_date().year();
    let own = |texts: &[(&str, &str)]| -> Vec<(String, String)> {
        let fill =
            |text: &str| text.replace("YEAR", &year.to_string()).replace("HORIZON", &(year + 8).to_string());
        texts.iter().map(|(path, text)| ((*path).to_owned(), fill(text))).collect()
    };
    let (directory, written, builds) = match &init.example {
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
    refuse_overwriting(&directory, &written)?;
    for (path, text) in &written {
        write_new(&directory.join(path), text)?;
    }
    let shown = directory.display().to_string();
    let shown = truenorth_core::sanitise::one_line(&shown);
    let here = directory == Path::new(".");
    let target = if here { String::new() } else { format!(" {shown}") };
    let count = written.len();
    output::to_stdout(
        &format!(
            "created {count} file{} in {}\nnext:  truenorth check{target}\n{}",
            if count == 1 { "" } else { "s" },
            if here { "this directory".to_owned() } else { shown.to_string() },
            if builds { format!("       truenorth build{target} --out out\n") } else { String::new() },
        ),
        color,
    )?;
    Ok(exit::CLEAN)
}

fn refuse_overwriting(directory: &Path, written: &[(String, String)]) -> Result<(), Failure> {
    for (path, _) in written {
        let path = directory.join(path);
        if path.symlink_metadata().is_ok() {
            return Err(Failure::with_help(
                format!("{} is there already; nothing was written", path.display()),
                "choose an empty directory",
            ));
        }
    }
    Ok(())
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
