//! The kinds of goals: the built-in ones and those of `levels`.

use crate::finding::{Finding, Level};
use crate::model::Kind;
use crate::place::Place;
use crate::plan::{GoalKind, Plan};
use crate::rules;
use crate::scalar;

/// Fills [`Plan::kinds`]: the built-in kinds in the order of [`Kind::ALL`], then the plan's own.
pub(super) fn define(plan: &mut Plan, findings: &mut Vec<Finding>) {
    plan.kinds = Kind::ALL
        .iter()
        .map(|kind| GoalKind {
            word: kind.word().to_owned(),
            title: kind.title().to_owned(),
            like: *kind,
            under: None,
            unaligned: None,
        })
        .collect();
    let levels = std::mem::take(&mut plan.levels);
    for level in &levels {
        let built_in = Kind::ALL.iter().copied().find(|kind| kind.word() == level.kind);
        let kind = GoalKind {
            word: level.kind.clone(),
            title: level.title.clone().unwrap_or_else(|| {
                built_in.map_or_else(|| level.kind.replace('_', " "), |kind| kind.title().to_owned())
            }),
            like: level.like.or(built_in).unwrap_or(Kind::Objective),
            under: level.under.as_ref().map(|under| under.to_vec()),
            unaligned: level.unaligned,
        };
        match plan.kinds.iter_mut().find(|known| known.word == level.kind) {
            Some(known) => *known = kind,
            None => plan.kinds.push(kind),
        }
    }
    if let Some(root) = plan.root {
        for level in &levels {
            let under = level.under.iter().flat_map(|under| under.iter().enumerate());
            for (entry, word) in under.filter(|(_, word)| *word != "vision") {
                let place = Place::value(root, level.spot).field("under").index(entry);
                findings.extend(unknown(plan, word, place));
            }
        }
    }
    plan.levels = levels;
}

/// A finding if `word` is no kind of the plan.
pub(super) fn unknown(plan: &Plan, word: &str, place: Place) -> Option<Finding> {
    if plan.kinds.iter().any(|kind| kind.word == word) {
        return None;
    }
    let words = || plan.kinds.iter().map(|kind| kind.word.as_str());
    let help = match scalar::did_you_mean(word, words()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!(
            "define it in `levels` of the root file, or use one of {}",
            words().collect::<Vec<_>>().join(", ")
        ),
    };
    let shown: String = word.chars().take(60).collect();
    Some(
        Finding::new(
            &rules::UNKNOWN_KIND,
            Level::Error,
            place,
            format!("`{}` is no kind of goals", scalar::text::shown(&shown)),
        )
        .help(help),
    )
}
