//! The docs say what the binary does: generated pages are up to date, the tables of the format are the
//! schema, and every command shown in a page prints what the page shows.

mod answers;
mod console;
mod demands;
mod format;
mod generated;
mod limits;
mod numbers;
mod schema;

use std::fs;

use crate::run::{files, repository, truenorth};

/// The text of a page, by its path from the top of the repository.
#[track_caller]
fn page(path: &str) -> String {
    fs::read_to_string(repository().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// README.md, CONTRIBUTING.md and every page below docs/, by path.
fn pages() -> Vec<(String, String)> {
    let mut pages: Vec<(String, String)> =
        ["README.md", "CONTRIBUTING.md"].iter().map(|path| ((*path).to_owned(), page(path))).collect();
    for (name, bytes) in files(&repository().join("docs")) {
        if name.ends_with(".md") {
            pages.push((format!("docs/{name}"), String::from_utf8(bytes).unwrap()));
        }
    }
    pages
}

/// The fenced blocks of a page in one language: the number of the first line inside, and the text.
fn blocks(text: &str, language: &str) -> Vec<(usize, String)> {
    let all = all_blocks(text).into_iter();
    all.filter(|block| block.words == language).map(|block| (block.begin, block.text)).collect()
}

/// A fenced block of a page.
struct Block {
    /// The number of its first line.
    begin: usize,
    /// What stands behind the fence: the language, and perhaps the name of a file.
    words: String,
    text: String,
}

fn all_blocks(text: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut open: Option<Block> = None;
    for (number, line) in text.lines().enumerate() {
        match (&mut open, line.trim_start().strip_prefix("```")) {
            (None, Some(words)) => {
                open = Some(Block { begin: number + 2, words: words.trim().to_owned(), text: String::new() });
            }
            (Some(_), Some(_)) => found.extend(open.take()),
            (Some(Block { text, .. }), None) => {
                text.push_str(line);
                text.push('\n');
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block is not closed");
    found
}

#[test]
fn links_between_pages_lead_somewhere() {
    let mut wrong = Vec::new();
    for (path, text) in pages() {
        let from = repository().join(&path);
        let mut in_block = false;
        for line in text.lines() {
            in_block ^= line.trim_start().starts_with("```");
            for target in
                line.split("](").skip(1).filter_map(|rest| rest.split(')').next()).filter(|_| !in_block)
            {
                let file = target.split('#').next().unwrap();
                if file.is_empty()
                    || target.contains("://")
                    || target.starts_with("mailto:")
                    || line.contains(&format!("`[{target}"))
                {
                    continue;
                }
                if !from.parent().unwrap().join(file).exists() {
                    wrong.push(format!("{path}: {target}"));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new(), "links to nothing");
}

#[test]
fn the_readme_shows_the_plan_that_init_writes() {
    let directory = tempfile::tempdir().unwrap();
    // 2027-07-01
    truenorth(&["init", "--minimal"]).at(&directory).env("SOURCE_DATE_EPOCH", "1814443200").exits(0);
    let text = fs::read_to_string(directory.path().join("truenorth.json")).unwrap();
    let shown = blocks(&page("README.md"), "json").into_iter().any(|(_, block)| block == text);
    assert!(shown, "README.md has no ```json block with the plan of `init --minimal` in 2027:\n{text}");
}
