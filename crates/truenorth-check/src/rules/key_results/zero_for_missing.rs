//! `zero-for-missing`: a 0 that stands for a number that nobody has.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::scalar::Value;

use super::measured;
use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "KRS011", name: "zero-for-missing", unreadable: false };

/// See `zero-for-missing.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::KeyResults,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a 0 stands where its own words say that there is no number yet",
    options: &[],
    page: include_str!("zero-for-missing.md"),
    check: RuleCheck::Goals(check),
};

/// Words that say that there is no number, in lower case.
const WORDS: [&str; 14] = [
    "tbd",
    "to be determined",
    "to be defined",
    "to be confirmed",
    "n/a",
    "not available",
    "no data",
    "not measured",
    "not yet measured",
    "missing",
    "unknown",
    "not set",
    "not reported",
    "confidential",
];

fn check(_: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    for (_, goal, measure) in measured(goals) {
        let here = || goal.place().field("measure");
        let zero = |value: Option<Value>| value.and_then(Value::number) == Some(0.0);
        let noted = measure.actuals.iter().filter(|(_, actual)| zero(Some(actual.value)));
        for (time, actual) in noted {
            if let Some(word) = actual.note.as_deref().and_then(says_missing) {
                let place = here().field("actuals").key(time.to_string());
                report(sink, goal.id(), place, &format!("the actual for {time}"), word);
            }
        }
        let Some(origin) = goal.written.origin.as_deref() else { continue };
        for (field, value) in [("baseline", measure.baseline), ("target", measure.target)] {
            let words = origin.text.iter().find(|(key, _)| key == field).map(|(_, words)| words.as_str());
            if let Some(word) = words.filter(|_| zero(value)).and_then(says_missing) {
                report(sink, goal.id(), here().field(field), &format!("the {field}"), word);
            }
        }
    }
}

fn report(sink: &mut Sink<'_>, id: &str, place: truenorth_core::place::Place, what: &str, word: &str) {
    let finding = sink
        .finding(place, format!("{what} of `{id}` is 0, but its own words are \"{word}\""))
        .help("write why there is no number in place of the 0: \"not_measured\", \"not_set\", \"confidential\" or \"not_applicable\"")
        .item(id);
    sink.push(finding);
}

/// The word by which a text says that there is no number.
fn says_missing(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    let at_bounds = |word: &str| {
        text.match_indices(word).any(|(at, _)| {
            let before = text.get(..at).and_then(|text| text.chars().next_back());
            let after = text.get(at + word.len()..).and_then(|text| text.chars().next());
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
    };
    WORDS.into_iter().find(|word| at_bounds(word))
}

#[cfg(test)]
mod tests {
    use super::says_missing;
    use crate::testing::{of_rule, with};

    #[test]
    fn a_real_zero_is_a_number() {
        let found = |measure: &str, more: &str| {
            let json = with(&format!(
                r#""goals": [{{ "id": "k", "title": "K", "kind": "kpi", "contributes_to": "vision", "measure": {{ {measure} }}{more} }}]"#
            ));
            of_rule(&json, "KRS011").into_iter().map(|finding| finding.message).collect::<Vec<_>>()
        };
        let noted = |value: &str, note: &str| {
            found(&format!(r#""actuals": {{ "2027-05": {{ "value": {value}, "note": "{note}" }} }}"#), "")
        };
        assert_eq!(
            noted("0", "[To be determined]"),
            ["the actual for 2027-05 of `k` is 0, but its own words are \"to be determined\""]
        );
        assert!(noted("0", "no accident").is_empty() && noted("3", "TBD").is_empty());
        let origin = r#", "origin": { "text": { "target": "TBD" } }"#;
        assert_eq!(found(r#""baseline": 4, "target": 0"#, origin).len(), 1);
        assert!(found(r#""baseline": 4, "target": 0"#, "").is_empty());
    }

    #[test]
    fn words_stand_alone() {
        assert_eq!(says_missing("value: N/A"), Some("n/a"));
        assert_eq!(says_missing("#Missing"), Some("missing"));
        assert_eq!(says_missing("two permissions granted, unknowns resolved"), None);
    }
}
