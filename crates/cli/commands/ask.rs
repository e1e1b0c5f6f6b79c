//! What all questions to the plan share: load it, analyse it, refuse what cannot be read, write the answer.

use anstream::ColorChoice;
use truenorth_check::Flags;
use truenorth_core::plan::{Item, Plan};
use truenorth_core::sanitise;
use truenorth_core::scalar::did_you_mean;

use super::Analysed;
use crate::answer::Answer;
use crate::args::{Asked, Input, Under};
use crate::failure::Failure;
use crate::load::{self, Loaded};
use crate::output;

/// Loads the plan, makes the answer, and writes it to standard output.
pub(super) fn answer(
    asked: &Asked,
    color: ColorChoice,
    make: impl FnOnce(&Loaded, &Analysed) -> Result<Answer, Failure>,
) -> Result<(), Failure> {
    let (loaded, analysed) = load(&asked.input, &asked.under, color)?;
    let mut answer = make(&loaded, &analysed)?;
    answer.notes.extend(super::left_out(&analysed.report));
    let text = answer.write(asked.format, asked.table.as_deref(), Some(&loaded))?;
    output::to_stdout(&text, color)
}

/// The plan with what is computed from it; an unreadable one is refused.
pub(super) fn load(input: &Input, under: &Under, color: ColorChoice) -> Result<(Loaded, Analysed), Failure> {
    let mut loaded = load::load_under(input, under.scenario.as_deref())?;
    let analysed = super::analyse(&mut loaded, &Flags::default());
    super::refuse(&loaded, &analysed.report, color, "the plan cannot be read whole, so there is no answer")?;
    Ok((loaded, analysed))
}

/// What to say where only a goal has an answer: `by-department` is not a goal but an account.
pub(super) fn not_a_goal(plan: &Plan, item: Item) -> String {
    let kind = plan.item_kind(item);
    let article = match kind {
        // There is one of each.
        "vision" | "mission" | "organization" => "the",
        _ if kind.starts_with(['a', 'e', 'i', 'o', 'u']) => "an",
        _ => "a",
    };
    format!("`{}` is not a goal but {article} {kind}", plan.item_id(item))
}

/// The item with an id, or what was meant.
pub(super) fn item(loaded: &Loaded, id: &str) -> Result<Item, Failure> {
    let plan = &loaded.plan;
    if let Some(item) = plan.find(id).or_else(|| plan.former_ids.get(id).copied()) {
        return Ok(item);
    }
    if let Some(absent) = absent(loaded, id) {
        return Err(absent);
    }
    let mut words: Vec<&str> = plan.names().collect();
    words.sort_unstable();
    let help = match did_you_mean(id, words.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "items are named by their full id, such as `goal/key-result`".to_owned(),
    };
    Err(Failure::with_help(format!("nothing in this plan has the id `{}`", sanitise::short(id, 80)), help))
}

/// A plan that has no vision, mission or organisation knows its name all the same.
pub(super) fn absent(loaded: &Loaded, id: &str) -> Option<Failure> {
    let is_one = ["vision", "mission", "organization"].contains(&id) && loaded.plan.find(id).is_none();
    let help = format!("write `{id}` into truenorth.json");
    is_one.then(|| Failure::with_help(format!("this plan has no {id}"), help))
}
