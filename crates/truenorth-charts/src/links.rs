//! Which item of the plan a mark of a chart stands for.

use std::collections::HashMap;

use truenorth_core::plan::Plan;
use truenorth_core::sanitise;

use crate::scene::{Item, Shape};

/// The items of a plan by the words that charts show of them.
#[derive(Debug)]
pub struct Links {
    /// `None` for a title that several items have.
    by_title: HashMap<String, Option<String>>,
}

impl Links {
    /// Those of a plan.
    #[must_use]
    pub fn new(plan: &Plan) -> Self {
        let mut by_title: HashMap<String, Option<String>> = HashMap::new();
        for item in plan.items() {
            let title = sanitise::one_line(plan.item_title(item));
            let title = crate::text::one_line(&title);
            if !title.is_empty() {
                let id = plan.item_id(item);
                let same = by_title.entry(title).or_insert_with(|| Some(id.to_owned()));
                if same.as_deref() != Some(id) {
                    *same = None;
                }
            }
        }
        Self { by_title }
    }

    /// The id of the item that a mark stands for: the one that its chart names, or the only one whose title its words
    /// are or begin with before a colon.
    #[must_use]
    pub fn of<'a>(&'a self, mark: &'a Item) -> Option<&'a str> {
        if let Some(id) = &mark.of {
            return Some(id);
        }
        let words = match &mark.shape {
            Shape::Text(text) => Some(text.content.as_str()),
            _ => None,
        };
        [mark.tooltip.as_deref(), words].into_iter().flatten().find_map(|words| self.titled(words))
    }

    /// The item whose title these words are, or begin with before a colon.
    fn titled(&self, words: &str) -> Option<&str> {
        let heads = words.match_indices(": ").filter_map(|(at, _)| words.get(..at));
        let mut whole_and_heads = std::iter::once(words).chain(heads);
        whole_and_heads.find_map(|words| self.by_title.get(words)?.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Color, Point, TextStyle};

    fn plan(titles: &[(&str, &str)]) -> Plan {
        let json: Vec<String> = titles
            .iter()
            .map(|(id, title)| format!("{{\"id\": \"{id}\", \"title\": \"{title}\"}}"))
            .collect();
        let text = format!(
            "{{\"truenorth\": 1, \"organization\": {{\"name\": \"O\"}}, \"goals\": [{}]}}",
            json.join(",")
        );
        crate::testing::plan_of_file(&text)
    }

    #[test]
    fn marks_are_known_by_name_title_or_tooltip() {
        let links = Links::new(&plan(&[("a", "Grow: fast"), ("b", "Twin"), ("c", "Twin"), ("d", "Grow")]));
        let text =
            |words: &str| Item::text("t", words, Point::default(), TextStyle::regular(14), Color::hex(0));
        assert_eq!(links.of(&text("Grow")), Some("d"));
        assert_eq!(links.of(&text("Twin")), None, "two items have that title");
        assert_eq!(links.of(&text("Gro\u{2026}").with_tooltip("Grow: fast")), Some("a"), "cut words");
        assert_eq!(links.of(&text("x").with_tooltip("Grow: fast: 12 May")), Some("d"), "the shortest title");
        assert_eq!(links.of(&text("x").with_tooltip("Other: 12")), None);
        assert_eq!(links.of(&text("Grow").standing_for("z")), Some("z"));
        assert_eq!(links.of(&text("Grow: 2 % over plan")), Some("d"), "a headline");
    }
}
