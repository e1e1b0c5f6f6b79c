//! The items of a file with their full ids, found without reading what they hold.

use crate::json::{NodeKind, Tape};

/// The sections of a file whose entries are items; a dot leads into an object.
pub const SECTIONS: &[&str] = &[
    "vision",
    "mission",
    "organization",
    "values",
    "pillars",
    "goals",
    "teams",
    "people",
    "roles",
    "skills",
    "training",
    "accounts",
    "budget",
    "savings",
    "growth",
    "scenarios",
    "strategy.trends",
    "strategy.strengths",
    "strategy.weaknesses",
    "strategy.opportunities",
    "strategy.threats",
    "strategy.strategies",
    "risks",
    "decisions",
    "changes",
    "stakeholders",
    "reviews",
];

/// The lists of a goal that hold goals.
pub const NESTED: &[&str] = &["key_results", "initiatives", "milestones"];

/// The sections that hold one item, whose id is the section's name.
pub(crate) const SINGLE: &[&str] = &["vision", "mission", "organization"];

/// The sections whose items may hold goals.
const WITH_GOALS: &[&str] = &["pillars", "goals"];

/// An item of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its full id: `parent/own` if it stands in a goal.
    pub id: String,
    /// The section, one of [`SECTIONS`]; of a nested goal that of its outermost goal.
    pub section: &'static str,
    /// The list of its goal that it stands in, one of [`NESTED`].
    pub nested_in: Option<&'static str>,
    /// Of a nested goal: the position of its goal in the list of items.
    pub parent: Option<usize>,
    /// Its node: an object, or the text that stands for a vision or mission.
    pub node: usize,
}

/// All items of a file, a goal before those nested in it. Entries without an id are left out, with what is
/// nested in them.
#[must_use]
pub fn items(tape: &Tape<'_>) -> Vec<Item> {
    let mut found = Vec::new();
    for section in SECTIONS {
        let mut node = Some(0);
        for name in section.split('.') {
            node = node.and_then(|node| tape.field(node, name)).map(|(_, value)| value);
        }
        let Some(node) = node else { continue };
        if SINGLE.contains(section) {
            let id = (*section).to_owned();
            found.push(Item { id, section, nested_in: None, parent: None, node });
            continue;
        }
        for entry in entries(tape, node) {
            collect(tape, entry, section, None, &mut found);
        }
    }
    found
}

/// The first item with this full id.
#[must_use]
pub fn item(tape: &Tape<'_>, id: &str) -> Option<Item> {
    items(tape).into_iter().find(|item| item.id == id)
}

/// The texts of an item's `aliases`.
#[must_use]
pub fn aliases(tape: &Tape<'_>, item: usize) -> Vec<String> {
    let Some((_, list)) = tape.field(item, "aliases") else { return Vec::new() };
    let texts = entries(tape, list).into_iter().filter(|node| tape.kind(*node) == NodeKind::String);
    texts.map(|node| tape.string(node).into_owned()).collect()
}

/// The entries of a list; a single value stands for a list of one.
fn entries(tape: &Tape<'_>, node: usize) -> Vec<usize> {
    if tape.kind(node) == NodeKind::Array { tape.elements(node).collect() } else { vec![node] }
}

/// Depth of nesting is bounded by the scanner.
fn collect(
    tape: &Tape<'_>,
    node: usize,
    section: &'static str,
    inside: Option<(usize, &'static str)>,
    found: &mut Vec<Item>,
) {
    let id = tape.field(node, "id").map(|(_, id)| id).filter(|id| tape.kind(*id) == NodeKind::String);
    let Some(own) = id.map(|id| tape.string(id)) else { return };
    let outer = inside.and_then(|(parent, _)| found.get(parent)).map(|parent| parent.id.as_str());
    let id = outer.map_or_else(|| own.clone().into_owned(), |outer| format!("{outer}/{own}"));
    let parent = inside.map(|(parent, _)| parent);
    let nested_in = inside.map(|(_, list)| list);
    let position = found.len();
    found.push(Item { id, section, nested_in, parent, node });
    if !WITH_GOALS.contains(&section) {
        return;
    }
    for list in NESTED {
        let Some((_, goals)) = tape.field(node, list) else { continue };
        for goal in entries(tape, goals) {
            collect(tape, goal, section, Some((position, list)), found);
        }
    }
}
