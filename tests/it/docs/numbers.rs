//! The pages of docs/numbers say what the code computes.

use std::fmt::Write as _;

use truenorth_core::measuring::profile::{PROFILES, Parents, Profile, Scale};
use truenorth_core::model::Status;

use super::page;
use crate::snapshot::assert_file;

/// `0.165` as `16.5`, without the last bits of the quotient.
fn percent(part: f64) -> String {
    format!("{}", (part * 1000.0).round() / 10.0)
}

fn bands(profile: &Profile) -> String {
    let limit = |least: f64| match profile.scale {
        Scale::Ratio => format!("from {} %", percent(least)),
        Scale::Difference => format!("up to {} points short", percent(-least)),
    };
    let mut words = Vec::new();
    if profile.achieves {
        words.push("achieved when the target is reached".to_owned());
    }
    if let Some(lead) = profile.lead {
        words.push(format!("ahead more than {} points over it", percent(lead)));
    }
    words.extend(profile.bands.iter().map(|band| format!("{} {}", band.status.title(), limit(band.least))));
    words.push(format!("else {}", profile.worst.title()));
    words.join("; ")
}

fn table() -> String {
    let mut table = "| profile | of what is needed | a goal with children | a limit that is not kept | source and notes |\n|---|---|---|---|---|\n".to_owned();
    for profile in &PROFILES {
        let parents = match profile.parents {
            Parents::Pace => "its rolled-up pace",
            Parents::Weakest => "the weakest child",
            Parents::MeanRatio => "the mean of its children's ratios",
        };
        let limit = if profile.open == profile.worst {
            profile.worst.title().to_owned()
        } else {
            format!("{} until due, then {}", profile.open.title(), profile.worst.title())
        };
        writeln!(
            table,
            "| `{}` | {} | {parents} | {limit} | {}. {} |",
            profile.word,
            bands(profile),
            profile.source,
            capital(profile.note)
        )
        .unwrap();
    }
    table
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[test]
fn the_table_of_profiles_is_up_to_date() {
    const PATH: &str = "docs/numbers/progress.md";
    const MARK: &str = "<!-- Written from the list of profiles; a test holds it. -->\n";
    let text = page(PATH);
    let (before, rest) = text.split_once(MARK).unwrap();
    let (_, after) = rest.split_once("\n\n").unwrap();
    assert_file(PATH, &format!("{before}{MARK}{}\n{after}", table()));
    assert!(PROFILES.iter().all(|profile| profile.worst != Status::OnTrack));
}
