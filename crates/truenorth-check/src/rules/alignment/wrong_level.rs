//! `wrong-level`: a goal contributes to something that the level of its kind does not allow.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::place::Place;
use truenorth_core::plan::{GoalKind, Plan, Up};

use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "ALN007", name: "wrong-level", unreadable: false };

/// See `wrong-level.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Alignment,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "a goal contributes to something that `levels` does not allow for its kind",
    options: &[],
    page: include_str!("wrong-level.md"),
    check: RuleCheck::Goals(check),
};

fn check(context: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for (index, goal) in goals {
        let kind = &plan[goal.kind];
        let Some(under) = kind.under.as_ref().filter(|_| !goal.is_over()) else { continue };
        for parent in &goal.parents {
            let (word, what) = match parent.to {
                Up::Vision => ("vision", "the vision".to_owned()),
                Up::Goal(up) => {
                    let word = plan[plan[up].kind].word.as_str();
                    (word, format!("`{}` of kind `{word}`", plan[up].id()))
                }
            };
            if under.iter().any(|allowed| allowed == word) {
                continue;
            }
            let message =
                format!("`{}` is of kind `{}` and may not contribute to {what}", goal.id(), kind.word);
            let mut finding = sink
                .about_goal(context, index, goal.parent_place(parent), message)
                .help(help(kind, under, word));
            if let Some(place) = level_place(plan, &kind.word) {
                finding = finding.also(place, format!("what `{}` may contribute to", kind.word));
            }
            sink.push(finding);
        }
    }
}

fn help(kind: &GoalKind, under: &[String], word: &str) -> String {
    let list: Vec<String> = (under.iter())
        .map(|word| if word == "vision" { "to `vision`".to_owned() } else { format!("to a `{word}`") })
        .collect();
    if list.is_empty() {
        return format!("take the link out, or add `{word}` to `under` of the level `{}`", kind.word);
    }
    format!(
        "let it contribute {}, or add `{word}` to `under` of the level `{}`",
        list.join(" or "),
        kind.word
    )
}

/// Where the root file says what a kind may contribute to.
fn level_place(plan: &Plan, word: &str) -> Option<Place> {
    let level = plan.levels.iter().find(|level| level.kind == word)?;
    Some(Place::value(plan.root?, level.spot).field("under"))
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    #[test]
    fn own_kinds_and_the_vision() {
        let json = with(
            r#""levels": [{ "kind": "theme", "like": "pillar", "under": "vision" }, { "kind": "objective", "under": ["theme", "vision"] },
              { "kind": "key_result", "under": [] }],
            "pillars": [{ "id": "p", "title": "P" }, { "id": "t", "title": "T", "kind": "theme" }],
            "goals": [
              { "id": "a", "title": "A", "contributes_to": ["t", "vision"] },
              { "id": "b", "title": "B", "contributes_to": ["vision", "p"], "key_results": [{ "id": "k", "title": "K" }] },
              { "id": "c", "title": "C", "contributes_to": "p", "status": "missed" }
            ]"#,
        );
        let found = of_rule(&json, "ALN007");
        let texts: Vec<(&str, Option<&str>)> =
            found.iter().map(|finding| (finding.message.as_str(), finding.help.as_deref())).collect();
        assert_eq!(
            texts,
            [
                (
                    "`b` is of kind `objective` and may not contribute to `p` of kind `pillar`",
                    Some(
                        "let it contribute to a `theme` or to `vision`, or add `pillar` to `under` of the level `objective`"
                    )
                ),
                (
                    "`b/k` is of kind `key_result` and may not contribute to `b` of kind `objective`",
                    Some("take the link out, or add `objective` to `under` of the level `key_result`")
                )
            ]
        );
        assert_eq!(found[0].secondary[0].text, "what `objective` may contribute to");
    }
}
