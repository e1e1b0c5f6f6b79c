//! Any text as a plan, through every rule and every format: what comes out is inert and has its form.
#![no_main]

#[path = "../binary.rs"]
mod binary;
#[expect(unused_imports, reason = "the modules name each other from here")]
use binary::*;

use std::path::PathBuf;
use std::sync::LazyLock;

use truenorth_core::scalar::Date;

/// Where the plan of this process stands; in memory where the system has that.
static DIRECTORY: LazyLock<PathBuf> = LazyLock::new(|| {
    let memory = PathBuf::from("/dev/shm");
    let base = if memory.is_dir() { memory } else { std::env::temp_dir() };
    let directory = base.join(format!("truenorth-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(&directory).unwrap();
    directory
});

libfuzzer_sys::fuzz_target!(|text: &str| render(text));

fn render(text: &str) {
    std::fs::write(DIRECTORY.join(files::ROOT), text).unwrap();
    let input = args::Input {
        dir: DIRECTORY.clone(),
        today: Date::new(2027, 2, 15),
        limits: vec![(files::LimitName::Entries, 100)],
    };
    let Ok(mut loaded) = load::load(&input) else { return };
    let flags = truenorth_check::Flags { select: vec![truenorth_check::Selector::All], ..Default::default() };
    let analysed = commands::analyse(&mut loaded, &flags);
    let shown = loaded.shown(&analysed.report, anstream::ColorChoice::Never);
    binary::hold(&shown);
    if loaded.empty || analysed.report.unreadable {
        return;
    }
    let theme = charts::theme(args::ThemeArg::Light);
    let drawn = charts::all(&loaded, &analysed, &theme).map_err(|failure| format!("{failure:?}")).unwrap();
    for chart in &drawn {
        let svg = String::from_utf8(charts::svg(&chart.scene)).unwrap();
        roxmltree::Document::parse(&svg).unwrap();
        binary::inert(&svg, &chart.name);
    }
    binary::inert(&summary::markdown_summary(&loaded, &analysed, &drawn), "summary");
    binary::inert(&built::plan_json(&loaded.plan, &analysed.figures, loaded.today), "plan.json");
}
