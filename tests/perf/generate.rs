//! Writes a large synthetic plan for measuring: `generate GOALS DIR [--files N]`. The same arguments always give the same bytes.
#![expect(clippy::print_stdout, reason = "a command-line program for measuring")]

use std::error::Error;
use std::fs;
use std::path::Path;

mod synthetic;

fn main() -> Result<(), Box<dyn Error>> {
    let usage = "usage: generate GOALS DIR [--files N], with at least 80 goals";
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (goals, directory, files) = match &arguments[..] {
        [goals, directory] => (goals, directory, None),
        [goals, directory, option, files] if option == "--files" => (goals, directory, Some(files)),
        _ => return Err(usage.into()),
    };
    let goals: usize = goals.parse()?;
    let files = files.map_or(Ok(goals.div_ceil(500)), |files| files.parse::<usize>())?;
    if goals < 80 || files == 0 {
        return Err(usage.into());
    }
    let directory = Path::new(directory);
    fs::create_dir_all(directory)?;
    // Files of an earlier and larger run would become part of the plan.
    if fs::read_dir(directory)?.next().is_some() {
        return Err(format!("{} is not empty", directory.display()).into());
    }
    println!("{}", synthetic::generate(goals, directory, files, 0)?);
    Ok(())
}
