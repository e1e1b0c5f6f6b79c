//! `placeholder-text`: a text that says that a text is still to come.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::place::Place;
use truenorth_core::plan::Item;

use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "PLN020", name: "placeholder-text", unreadable: false };

/// See `placeholder-text.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Files,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a title or reason is a placeholder, such as `TBD`",
    options: &[],
    page: include_str!("placeholder-text.md"),
    check: RuleCheck::GoalsAndRest(goals, rest),
};

/// Words that stand for a text to come, in lower case and without what is around them.
const WORDS: [&str; 14] = [
    "tbd",
    "tba",
    "tbc",
    "todo",
    "fixme",
    "xxx",
    "to be determined",
    "to be defined",
    "to be confirmed",
    "to be announced",
    "to be decided",
    "to_be_inserted_by_user",
    "placeholder",
    "lorem ipsum",
];

fn goals(_: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    for (_, goal) in goals {
        if is_placeholder(goal.title()) {
            report(sink, goal.place().field("title"), "title", goal.id(), goal.title());
        }
    }
}

fn rest(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for item in plan.items().filter(|item| !matches!(item, Item::Goal(_))) {
        let title = plan.item_title(item);
        if is_placeholder(title)
            && let Some(place) = plan.item_place(item)
        {
            let field = if matches!(item, Item::Person(_)) { "name" } else { "title" };
            report(sink, place.field(field), field, plan.item_id(item), title);
        }
    }
    for change in &plan.changes {
        if let Some(why) = change.written.why.as_deref().filter(|why| is_placeholder(why)) {
            report(sink, change.place().field("why"), "why", change.id(), why);
        }
    }
    for decision in &plan.decisions {
        if let Some(why) = decision.written.why.as_deref().filter(|why| is_placeholder(why)) {
            report(sink, decision.place().field("why"), "why", decision.id(), why);
        }
    }
}

fn report(sink: &mut Sink<'_>, place: Place, field: &str, id: &str, text: &str) {
    let shown: String = text.chars().take(60).collect();
    let finding = sink
        .finding(place, format!("the `{field}` of `{id}` is the placeholder \"{shown}\""))
        .help("write what is meant, or take the item out until somebody knows")
        .item(id);
    sink.push(finding);
}

/// Whether a text is nothing but a placeholder. A title in which such a word stands among others says something.
fn is_placeholder(text: &str) -> bool {
    // Most titles are longer than any of the words, and are not looked at further.
    if text.len() > 40 {
        return false;
    }
    let bare = text.trim_matches(|letter: char| !letter.is_alphanumeric());
    WORDS.iter().any(|word| bare.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::is_placeholder;

    #[test]
    fn nothing_but_a_placeholder() {
        for text in ["TBD", "[To be determined]", "[To_be_inserted_by_user]", "tbd...", "XXX", "<todo>"] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["Owner of the licence to be determined", "", "...", "TBD Bank", "Todos los santos"] {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
