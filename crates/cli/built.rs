//! `plan.json`: the built plan with its figures.

use serde_json::{Map, Value, json};
use truenorth_core::model::BuiltBy;
use truenorth_core::plan::Plan;
use truenorth_core::scalar::{Date, Id};
use truenorth_graph::Figures;

/// The version of the built form.
const VERSION: u32 = 1;

/// The text of plan.json.
pub(crate) fn plan_json(plan: &Plan, figures: &Figures, today: Date) -> String {
    let mut file = truenorth_core::built::file(plan);
    file.built = Some(BuiltBy {
        version: VERSION,
        by: concat!("truenorth ", env!("CARGO_PKG_VERSION")).to_owned(),
        today,
        scenario: plan.scenario.as_deref().and_then(|id| Id::parse(id).ok()),
        figures: of_goals(plan, figures),
    });
    // Plain data with text keys always serialises.
    let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
    text.push('\n');
    harmless_json(&text)
}

/// Computed figures by goal; see docs/built-plan.md. Rounded to six decimals, so that the last bits of a
/// sum do not show.
fn of_goals(plan: &Plan, figures: &Figures) -> Value {
    let rounded = |value: f64| json!((value * 1e6).round() / 1e6);
    let mut goals = Map::new();
    for (index, goal) in plan.goals() {
        let mut entry = Map::new();
        entry.insert("reaches_vision".to_owned(), json!(figures.reaches[index.at()]));
        entry.insert("contribution".to_owned(), rounded(figures.contribution[index.at()]));
        if let Some(progress) = figures.progress[index.at()] {
            entry.insert("progress".to_owned(), rounded(progress));
        }
        if let Some(expected) = figures.expected[index.at()] {
            entry.insert("expected".to_owned(), rounded(expected));
        }
        if let Some(needed) =
            figures.needed[index.at()].filter(|_| figures.needed[index.at()] != figures.expected[index.at()])
        {
            entry.insert("needed".to_owned(), rounded(needed));
        }
        if let Some(day) = figures.as_of[index.at()] {
            entry.insert("as_of".to_owned(), json!(day));
        }
        if figures.projected[index.at()] {
            entry.insert("projected".to_owned(), json!(true));
        }
        if let Some(weight) = figures.known_weight[index.at()] {
            entry.insert("known_weight".to_owned(), rounded(weight));
        }
        if let Some(confidence) = figures.confidence[index.at()] {
            entry.insert("confidence".to_owned(), rounded(confidence));
        }
        entry.insert("status".to_owned(), json!(figures.status[index.at()]));
        if let Some(due) = goal.due {
            entry.insert("due".to_owned(), json!(due));
        }
        goals.insert(goal.id().to_owned(), Value::Object(entry));
    }
    json!({ "goals": goals })
}

/// JSON text that means the same and holds no beginning of a runner command and no character that does
/// not show: such characters become `\u` escapes, which is possible because outside of texts JSON has
/// neither.
pub(crate) fn harmless_json(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut last = '\0';
    for character in text.chars() {
        let hidden = character != '\n' && !matches!(character, ' '..='~') && {
            let mut buffer = [0; 4];
            let shown: &str = character.encode_utf8(&mut buffer);
            truenorth_core::scalar::text::hidden_characters(shown, false).is_some()
        };
        if hidden || (last == '#' && character == '#') {
            for unit in character.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
            last = '\0';
        } else {
            out.push(character);
            last = character;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_mean_the_same() {
        let value = json!({ "a": "##[x] ###vso[y] \u{202e}\u{7f} é \u{1f600} \u{10ffff}" });
        let text = harmless_json(&value.to_string());
        assert!(!text.contains("##") && !text.contains('\u{202e}') && !text.contains('\u{7f}'));
        assert!(text.contains('é'));
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }
}
