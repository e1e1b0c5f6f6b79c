//! `truenorth explain`

mod item;
mod number;

pub(super) use number::at;

use std::path::{Path, PathBuf};

use anstream::ColorChoice;
use truenorth_check::rules::fix_words;
use truenorth_check::{Flags, RULES, Rule, Set};
use truenorth_core::sanitise;
use truenorth_core::scalar::did_you_mean;
use truenorth_graph::why::{FIELDS, Field};

use crate::answer::{Answer, AnswerFormat, Cell};
use crate::args::{Asked, Explain, Input};
use crate::failure::Failure;
use crate::load::{self, Loaded};

use super::Analysed;
use crate::{exit, output};

pub(super) fn run(explain: &Explain, color: ColorChoice) -> Result<u8, Failure> {
    let (field, asked) = field_or_directory(explain)?;
    let (rule_word, item_word) = match explain.word.split_once(':') {
        Some(("rule", word)) => (Some(word), None),
        Some(("item", word)) => (None, Some(word)),
        _ if field.is_some() => (None, Some(explain.word.as_str())),
        _ => (Some(explain.word.as_str()), Some(explain.word.as_str())),
    };
    // Nobody types a code in capitals.
    let find =
        |word| truenorth_check::find(word).or_else(|| truenorth_check::find(&word.to_ascii_uppercase()));
    let rule = rule_word.and_then(find);
    let mut out = match rule {
        Some(rule) => of_rule(rule, &asked)?,
        None => String::new(),
    };
    if let Some(word) = item_word {
        match load::load_under(&asked.input, asked.under.scenario.as_deref()) {
            Ok(mut loaded) => {
                let analysed = super::analyse(&mut loaded, &Flags::default());
                if rule.is_none() {
                    let why = "the plan cannot be read whole, so there is no answer";
                    super::refuse(&loaded, &analysed.report, color, why)?;
                }
                let text = of_item(&loaded, &analysed, word, field, explain.depth, &asked)?;
                if text.is_none() && field.is_some() && truenorth_check::find(word).is_some() {
                    let help = "numbers are of items: `truenorth explain ID NUMBER`";
                    return Err(Failure::with_help(
                        format!("`{word}` is a rule, which has no numbers"),
                        help,
                    ));
                }
                if text.is_none() && rule.is_none() {
                    return Err(unknown(word, loaded.plan.names()));
                }
                if text.is_some() && rule.is_some() {
                    if asked.format != AnswerFormat::Table {
                        return Err(both(word));
                    }
                    out.push('\n');
                }
                out.push_str(&text.unwrap_or_default());
            }
            // Without a plan there are still the rules.
            Err(Failure::NoPlan { .. }) if rule.is_some() => {}
            Err(Failure::NoPlan { .. }) => return Err(unknown(word, std::iter::empty())),
            Err(failure) if rule.is_none() => return Err(failure),
            Err(_) => {}
        }
    } else if rule.is_none() {
        return Err(unknown(rule_word.unwrap_or_default(), std::iter::empty()));
    }
    output::to_stdout(&out, color)?;
    Ok(exit::CLEAN)
}

/// The second word is a number of the item, or else the directory of the plan.
fn field_or_directory(explain: &Explain) -> Result<(Option<Field>, Asked), Failure> {
    let mut asked = explain.asked.clone();
    let Some(word) = &explain.field else { return Ok((None, asked)) };
    if let Some(field) = Field::of_name(word) {
        return Ok((Some(field), asked));
    }
    if asked.input.dir == Path::new(".") && Path::new(word).is_dir() {
        asked.input = Input { dir: PathBuf::from(word), ..asked.input };
        return Ok((None, asked));
    }
    let help = match did_you_mean(word, FIELDS.iter().map(|(_, name, _)| *name)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`truenorth explain ID` lists the numbers of an item".to_owned(),
    };
    let word = sanitise::short(word, 80);
    Err(Failure::with_help(format!("`{word}` is neither a number of an item nor a directory"), help))
}

/// Two answers are no JSON and no table.
fn both(word: &str) -> Failure {
    Failure::with_help(
        format!("`{word}` is a rule and an item of the plan"),
        format!("write `rule:{word}` or `item:{word}`"),
    )
}

fn unknown<'a>(word: &str, ids: impl Iterator<Item = &'a str>) -> Failure {
    let mut words: Vec<&str> = ids.collect();
    words.sort_unstable();
    words.splice(0..0, RULES.iter().flat_map(|rule| [rule.id.code, rule.id.name]));
    let help = match did_you_mean(word, words.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`truenorth rules` lists the rules; items are named by their full id".to_owned(),
    };
    Failure::with_help(format!("`{word}` is neither a rule nor an item of the plan"), help)
}

/// The page of a rule.
fn of_rule(rule: &Rule, asked: &Asked) -> Result<String, Failure> {
    let set = if rule.set == Set::Strict { "strict" } else { "default" };
    if asked.format != AnswerFormat::Table {
        let title = format!("{} {}", rule.id.code, rule.id.name);
        let mut answer = Answer { command: "explain", title, ..Answer::default() };
        let facts = [
            ("code", rule.id.code),
            ("name", rule.id.name),
            ("level", rule.level.word()),
            ("set", set),
            ("since", rule.since),
            ("fix", fix_words(rule.id)),
            ("summary", rule.summary),
            ("page", rule.page),
        ];
        for (key, value) in facts {
            answer.fact(key, key, Cell::text(value));
        }
        return answer.write(asked.format, asked.table.as_deref(), None);
    }
    let mut out = format!(
        "{} {} ({}, in the set `{set}`, since {}; fix: {})\n{}\n\n{}",
        rule.id.code,
        rule.id.name,
        rule.level.word(),
        rule.since,
        fix_words(rule.id),
        rule.summary,
        rule.page
    );
    if !out.ends_with('\n') {
        out.push('\n');
    }
    Ok(out)
}

/// The text on an item; `None` if the plan has none of that id.
fn of_item(
    loaded: &Loaded,
    analysed: &Analysed,
    word: &str,
    field: Option<Field>,
    depth: usize,
    asked: &Asked,
) -> Result<Option<String>, Failure> {
    let former = || loaded.plan.former_ids.get(word).copied();
    let Some(item) = loaded.plan.find(word).or_else(former) else {
        return super::ask::absent(loaded, word).map_or(Ok(None), Err);
    };
    let text = match field {
        Some(field) => number::answer(loaded, analysed, item, field, depth)?.write(loaded, asked)?,
        None => {
            item::answer(loaded, analysed, item).write(asked.format, asked.table.as_deref(), Some(loaded))?
        }
    };
    Ok(Some(text))
}
