//! `truenorth record`

use anstream::ColorChoice;
use truenorth_core::edit::{self, Item};
use truenorth_core::json::{NodeKind, Tape, scan};
use truenorth_core::plan;
use truenorth_core::sanitise::{one_line, short};
use truenorth_core::scalar::{MissingWord, Mistake, Money, Time, Value};

use super::percent;
use crate::args::Record;
use crate::edits::{self, State};
use crate::failure::Failure;
use crate::{exit, output};

pub(super) fn run(record: &Record, color: ColorChoice) -> Result<u8, Failure> {
    let before = State::now(&record.input)?;
    let Record { id, on, .. } = record;
    let found = edits::find(&before.loaded, id)?;
    let tape = edits::tape(&before.loaded, found.file)?;
    if let Time::From(_) = Time::parse(on).map_err(mistake)? {
        return Err(Failure::with_help(
            format!("`{on}` has no end, and what was counted has"),
            "write a day, a month, a quarter or a year, such as 2027-04",
        ));
    }
    let (map, value) = match found.item.section {
        "pillars" | "goals" | "growth" => {
            if tape.field(found.item.node, "measure").is_none() {
                return Err(Failure::with_help(
                    format!("`{id}` has no `measure`, so there is nothing to record"),
                    "give it a measure with a baseline and a target first",
                ));
            }
            (["measure", "actuals"], entry(record, measured(&record.value)?))
        }
        "budget" => {
            if record.note.is_some() || record.provisional {
                return Err(Failure::with_help(
                    "an amount has no note and is never provisional",
                    "write what is not final under `forecast`",
                ));
            }
            (["amounts", "actual"], money(&record.value)?)
        }
        section => return Err(nothing_to_record(id, section)),
    };
    let steps = [map[0], map[1], on.as_str()];
    let old = edit::find(&tape, found.item.node, &steps);
    if let Some((key, old)) = old
        && !record.replace
    {
        let at = before.loaded.at(found.file, tape.span(key).start);
        return Err(Failure::with_help(
            format!("`{id}` has {} for {on} already, at {at}; nothing was written", short(tape.raw(old), 80)),
            "--replace writes the new value in its place",
        ));
    }
    let calendar = &before.loaded.plan.calendar;
    let change = edit::set_steps(&tape, found.item.node, &steps, &value, calendar)?;
    let text = edit::apply(tape.text(), &[change])?;
    let after = edits::save(&record.input, &before, &[(found.file, text)], color)?;
    output::to_stdout(&told(record, &before, &after, &steps, &value), color)?;
    Ok(exit::CLEAN)
}

fn nothing_to_record(id: &str, section: &str) -> Failure {
    Failure::with_help(
        format!("`{id}` stands in `{section}`, which has no actuals"),
        "record goals, growth plans and budget lines; of a risk or a person there is nothing to count",
    )
}

fn mistake(mistake: Mistake) -> Failure {
    match mistake.help {
        Some(help) => Failure::with_help(mistake.message, help),
        None => Failure::new(mistake.message),
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A measured value as JSON, as it was typed.
fn measured(text: &str) -> Result<String, Failure> {
    if MissingWord::from_text(text).is_some() {
        return Ok(quoted(text));
    }
    let (tape, damage) = scan(text);
    if tape.kind(0) == NodeKind::Number && tape.raw(0) == text {
        return match damage.into_iter().next() {
            None => Ok(text.to_owned()),
            Some(damage) => Err(Failure::with_help(format!("`{text}`: {}", damage.message), damage.help)),
        };
    }
    let bare = text.strip_suffix('%').map(str::trim_end).filter(|bare| bare.parse::<f64>().is_ok());
    if let Some(bare) = bare {
        return Err(Failure::with_help(
            format!("`{text}` has a unit"),
            format!("write {bare}; the unit stands in the measure"),
        ));
    }
    match Value::parse(text) {
        Ok(_) => Ok(quoted(text)),
        Err(error) => Err(mistake(error)),
    }
}

/// An amount as JSON: a whole number as such, anything else as a text, which keeps it exact.
fn money(text: &str) -> Result<String, Failure> {
    Money::parse(text).map_err(mistake)?;
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = digits.len() <= 15 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let canonical = plain && (digits == "0" || !digits.starts_with('0'));
    Ok(if canonical { text.to_owned() } else { quoted(text) })
}

/// The entry of `actuals`: short if there is nothing but the value.
fn entry(record: &Record, value: String) -> String {
    if record.note.is_none() && !record.provisional {
        return value;
    }
    let provisional = if record.provisional { ", \"provisional\": true" } else { "" };
    let note =
        record.note.as_deref().map_or_else(String::new, |note| format!(", \"note\": {}", quoted(note)));
    format!("{{ \"value\": {value}{provisional}{note} }}")
}

/// `teams/track.json:21: `track-works` measure.actuals.2027-04: 3`, and what became of the progress.
fn told(record: &Record, before: &State, after: &State, steps: &[&str], value: &str) -> String {
    let mut line = format!("`{}` {}: {}", record.id, steps.join("."), one_line(value));
    if let Ok(found) = edits::find(&after.loaded, &record.id) {
        let (tape, _) = scan(after.loaded.sources.text(found.file));
        let at = written_at(&tape, &found.item, steps);
        line = format!("{}: {line}", one_line(&after.loaded.at(found.file, at)));
    }
    if let (Some(old), Some(new)) = (progress(before, &record.id), progress(after, &record.id)) {
        line.push_str(&format!("; progress {} -> {}", percent(old), percent(new)));
    }
    line.push('\n');
    line
}

fn written_at(tape: &Tape<'_>, item: &Item, steps: &[&str]) -> usize {
    edit::find(tape, item.node, steps).map_or(0, |(key, _)| tape.span(key).start)
}

fn progress(state: &State, id: &str) -> Option<f64> {
    match state.loaded.plan.find(id)? {
        plan::Item::Goal(goal) => state.analysed.figures.progress.get(goal.at()).copied().flatten(),
        _ => None,
    }
}
