//! docs/limits.md says what the constants in the code say.

use std::fmt::Write as _;

use super::page;
use crate::snapshot::assert_file;

/// A limit: what is limited, where its number stands, and what happens past it.
struct Limit {
    what: &'static str,
    file: &'static str,
    /// The words before the number in that file.
    name: &'static str,
    unit: &'static str,
    past: &'static str,
}

const fn limit(
    what: &'static str,
    file: &'static str,
    name: &'static str,
    unit: &'static str,
    past: &'static str,
) -> Limit {
    Limit { what, file, name, unit, past }
}

/// What `--limit` lowers, under the name that it has there.
const LOWERED: &[Limit] = &[
    limit(
        "`file`",
        "crates/cli/files.rs",
        "Self { file: ",
        "bytes",
        "[`unreadable-file`](rules/unreadable-file.md), exit status 2; the file is not read",
    ),
    limit(
        "`plan`",
        "crates/cli/files.rs",
        ", plan: ",
        "bytes",
        "the same, at the first file that is too much, in the order of names",
    ),
    limit(
        "`items`",
        "crates/cli/files.rs",
        ", items: ",
        "items",
        "an error that names the file with most items, exit status 2",
    ),
    limit(
        "`entries`",
        "crates/cli/files.rs",
        ", entries: ",
        "directory entries",
        "an error, exit status 2; write narrower globs in `include`",
    ),
];

/// What is fixed.
const FIXED: &[(&str, &[Limit])] = &[
    (
        "Files",
        &[
            limit(
                "lists and objects inside each other",
                "crates/truenorth-core/src/json/scan.rs",
                "MAX_DEPTH: usize = ",
                "levels",
                "[`nested-too-deep`](rules/nested-too-deep.md), exit status 2",
            ),
            limit(
                "damages reported of one file",
                "crates/truenorth-core/src/json/scan.rs",
                "MAX_DAMAGES: usize = ",
                "findings",
                "the rest of the file is not looked at; mend these first",
            ),
            limit(
                "a title",
                "crates/truenorth-core/src/json/de/mod.rs",
                "LONG_TITLE: usize = ",
                "characters",
                "[`unfit-text`](rules/unfit-text.md); it is kept, and cut where it is shown",
            ),
            limit(
                "a whole id",
                "crates/truenorth-core/src/scalar/id.rs",
                "const LONGEST: usize = ",
                "characters",
                "[`malformed-value`](rules/malformed-value.md)",
            ),
            limit(
                "a part of an id, between slashes",
                "crates/truenorth-core/src/scalar/id.rs",
                "LONGEST_SEGMENT: usize = ",
                "characters",
                "the same",
            ),
            limit(
                "looking for the ids nearest to unknown ones",
                "crates/truenorth-core/src/scalar/nearest.rs",
                "STEPS: usize = ",
                "steps",
                "the others say how ids are written",
            ),
            limit(
                "files beside the plan that are looked at",
                "crates/cli/beside.rs",
                "MOST_FILES: usize = ",
                "files",
                "the rest is not looked at, in the order of directories and names",
            ),
            limit(
                "such a file",
                "crates/cli/beside.rs",
                "MOST_BYTES: u64 = ",
                "bytes",
                "it is not looked at",
            ),
            limit(
                "directories with such files",
                "crates/cli/beside.rs",
                "MOST_DIRECTORIES: usize = ",
                "directories",
                "the rest is not looked into",
            ),
            limit(
                "such a directory",
                "crates/cli/beside.rs",
                "MOST_ENTRIES: usize = ",
                "entries",
                "it is not looked into",
            ),
            limit(
                "a table to import",
                "crates/cli/commands/import.rs",
                "LARGEST: u64 = ",
                "bytes",
                "an error, exit status 2; nothing is written",
            ),
        ],
    ),
    (
        "Findings",
        &[
            limit(
                "findings printed for people",
                "crates/cli/report/mod.rs",
                "MOST_PRINTED: usize = ",
                "findings",
                "the least important are counted and not printed; formats for programs hold all",
            ),
            limit(
                "further places of a finding",
                "crates/cli/report/human.rs",
                "MOST_PLACES: usize = ",
                "places",
                "`and 3 more places`",
            ),
            limit(
                "a message or label for people",
                "crates/cli/report/shown.rs",
                "LONGEST_TEXT: usize = ",
                "characters",
                "`...` in place of the rest",
            ),
            limit(
                "findings in summary.md",
                "crates/cli/summary/mod.rs",
                "MOST_FINDINGS: usize = ",
                "findings",
                "the rest is counted",
            ),
        ],
    ),
    (
        "Answers",
        &[
            limit(
                "a cell of a table for people",
                "crates/cli/answer/table.rs",
                "const LONGEST: usize = ",
                "characters",
                "`...`; JSON and CSV hold all",
            ),
            limit(
                "a title, a note or the last column",
                "crates/cli/answer/table.rs",
                "ENDLESS: usize = ",
                "characters",
                "the same",
            ),
            limit(
                "notes of an import that are printed",
                "crates/cli/import/notes.rs",
                "MOST_PRINTED: usize = ",
                "notes",
                "the rest is counted",
            ),
        ],
    ),
    (
        "Charts",
        &[
            limit(
                "boxes drawn in full on the alignment map",
                "crates/truenorth-charts/src/charts/alignment_map.rs",
                "FULL_LIMIT: usize = ",
                "boxes",
                "a line for each; `--detail full` draws cards",
            ),
            limit(
                "goals with a box of their own on the alignment map",
                "crates/truenorth-charts/src/charts/alignment_map.rs",
                "pub const LIMIT: usize = ",
                "boxes",
                "goals are counted by pillar and team, and a warning says so; `--detail compact` draws all",
            ),
            limit(
                "boxes on the alignment map, whatever is asked for",
                "crates/truenorth-charts/src/charts/alignment_map.rs",
                "pub const MOST: usize = ",
                "boxes",
                "no map, and it is said",
            ),
            limit(
                "a side of a PNG",
                "crates/truenorth-charts/src/raster.rs",
                "MAX_SIDE: u32 = ",
                "pixels",
                "no PNG, and it is said; the SVG has no such limit",
            ),
            limit(
                "a font of your own",
                "crates/truenorth-charts/src/fallback.rs",
                "MAX_BYTES: usize = ",
                "bytes",
                "an error, exit status 2",
            ),
            limit(
                "a tooltip",
                "crates/truenorth-charts/src/svg.rs",
                "MAX_TOOLTIP: usize = ",
                "characters",
                "an ellipsis",
            ),
        ],
    ),
];

/// The number behind those words: digits with `_`, or a shift of two of them.
fn number(limit: &Limit) -> u64 {
    let text = page(limit.file);
    let mut found = text.split(limit.name).skip(1);
    let rest = found.next().unwrap_or_else(|| panic!("no `{}` in {}", limit.name, limit.file));
    assert!(found.next().is_none(), "`{}` stands twice in {}", limit.name, limit.file);
    let written: String =
        rest.chars().take_while(|letter| letter.is_ascii_digit() || " <_".contains(*letter)).collect();
    let value = |text: &str| text.trim().replace('_', "").parse::<u64>().unwrap();
    match written.split_once("<<") {
        Some((number, shift)) => value(number) << value(shift),
        None => value(&written),
    }
}

/// `1 GiB`, `5,000,000 items`.
fn shown(limit: &Limit) -> String {
    let number = number(limit);
    if limit.unit == "bytes" && number.is_multiple_of(1 << 30) {
        return format!("{} GiB", number >> 30);
    }
    if limit.unit == "bytes" && number.is_multiple_of(1 << 20) {
        return format!("{} MiB", number >> 20);
    }
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{grouped} {}", limit.unit)
}

#[test]
fn the_page_of_the_limits_is_up_to_date() {
    let mut text = String::from(
        "# Limits\n\n\
         A plan may come from anybody. These limits keep a run within what a machine has; none is met by a plan that people\n\
         maintain. Past a limit the tool says so, where, and what to do, and takes nothing half.\n\n\
         ## Lowered by `--limit`\n\n\
         Every command that reads a plan takes `--limit NAME=VALUE`, as often as wanted: `--limit file=16MiB --limit items=100000`.\n\
         Units are KiB, MiB and GiB. A limit is lowered and never raised.\n\n\
         | name | limit | past it |\n|---|---|---|\n",
    );
    for limit in LOWERED {
        writeln!(text, "| {} | {} | {} |", limit.what, shown(limit), limit.past).unwrap();
    }
    for (heading, limits) in FIXED {
        write!(text, "\n## {heading}\n\n| what | limit | past it |\n|---|---|---|\n").unwrap();
        for limit in *limits {
            writeln!(text, "| {} | {} | {} |", limit.what, shown(limit), limit.past).unwrap();
        }
    }
    text.push_str(
        "\n## Numbers\n\n\
         An amount has at most 18 digits before the point and 4 after it; sums are exact or refused. Years are 1900 to 2199. A measured value\n\
         is a binary number as in JSON; one that is not finite is refused. See [format.md](format.md).\n\n\
         This page is written by a test from the constants in the code: `SNAPSHOTS=overwrite cargo test --test it limits`.\n",
    );
    assert_file("docs/limits.md", &text);
}
