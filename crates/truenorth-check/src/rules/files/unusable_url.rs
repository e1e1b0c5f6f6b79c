//! `unusable-url`: an address that no report will ever make a link of.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Document;
use truenorth_core::place::Place;
use truenorth_core::plan::Item;
use truenorth_core::scalar::text::shown;

use crate::context::{Context, Goals, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "PLN008", name: "unusable-url", unreadable: false };

/// See `unusable-url.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Files,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "an address is neither https, http nor mailto, nor a path inside the plan",
    options: &[],
    page: include_str!("unusable-url.md"),
    check: RuleCheck::GoalsAndRest(goals, rest),
};

fn rest(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    for item in plan.items().filter(|item| !matches!(item, Item::Goal(_))) {
        let documents = plan.item_documents(item);
        if documents.is_empty() {
            continue;
        }
        let (Some(place), id) = (plan.item_place(item), plan.item_id(item)) else { continue };
        judge_list(documents, &place, "documents", id, sink);
    }
    for (statement, id) in [(&plan.vision, "vision"), (&plan.mission, "mission")] {
        if let (Some(statement), Some(root)) = (statement, plan.root) {
            judge_list(&statement.documents, &Place::value(root, statement.spot), "documents", id, sink);
        }
    }
    for trend in &plan.trends {
        if let Some(source) = &trend.written.source {
            judge(&source.url, trend.place().field("source").field("url"), trend.id(), sink);
        }
    }
    for other in &plan.others {
        if let (Some(url), Some(root)) = (&other.written.url, plan.root) {
            judge(url, Place::value(root, other.written.spot).field("url"), "", sink);
        }
    }
}

fn goals(_: &Context<'_>, goals: Goals<'_>, sink: &mut Sink<'_>) {
    for (_, goal) in goals {
        if !goal.written.documents.is_empty() {
            judge_list(&goal.written.documents, &goal.place(), "documents", goal.id(), sink);
        }
        for (index, assumption) in goal.written.assumptions.iter().enumerate() {
            let place = goal.place().field("assumptions").index(index);
            judge_list(&assumption.evidence, &place, "evidence", goal.id(), sink);
        }
    }
}

fn judge_list(documents: &[Document], place: &Place, field: &'static str, item: &str, sink: &mut Sink<'_>) {
    for (index, document) in documents.iter().enumerate() {
        judge(&document.url, place.clone().field(field).index(index).field("url"), item, sink);
    }
}

fn judge(url: &str, place: Place, item: &str, sink: &mut Sink<'_>) {
    let Some(why) = fault(url) else { return };
    let start: String = url.chars().take(60).collect();
    let finding = sink.finding(place, format!("`{}` {why}", shown(&start)));
    let finding = if item.is_empty() { finding } else { finding.item(item) };
    sink.push(finding.help("write an address with https, http or mailto, or a path relative to the file"));
}

/// What is wrong with an address; `None` for one that can be a link.
fn fault(url: &str) -> Option<&'static str> {
    if url.trim().is_empty() {
        return Some("is no address");
    }
    if url.chars().any(|letter| letter.is_whitespace() || letter.is_control()) {
        return Some("has a space in it, which no address has");
    }
    let scheme = url.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    });
    match scheme {
        Some(scheme) if ["https", "http"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) => {
            let host = url.get(scheme.len() + 1..).and_then(|rest| rest.strip_prefix("//"));
            host.is_none_or(|host| host.is_empty() || host.starts_with('/')).then_some("names no place")
        }
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto") => {
            (!url.contains('@')).then_some("names nobody to write to")
        }
        Some(_) => Some("is of a kind that is never made a link"),
        None if url.starts_with('/') || url.contains('\\') => Some("is a path of one machine"),
        None if url.split(['/', '#', '?']).any(|part| part == "..") => {
            Some("leads out of the plan's directory")
        }
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn addresses_that_can_be_links() {
        for url in [
            "https://example.org/a?b=c#d",
            "HTTP://example.org",
            "mailto:office@example.org",
            "docs/heron.pdf",
            "heron.pdf#page=3",
            "a:b/c".trim_start_matches("a:"),
            "2027/plan.md",
        ] {
            assert_eq!(fault(url), None, "{url}");
        }
    }

    #[test]
    fn addresses_that_cannot() {
        for url in [
            "",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "ftp://example.org",
            "https:example.org",
            "https://",
            "https:///x",
            "mailto:",
            "/etc/passwd",
            "c:\\plans",
            "docs\\a.pdf",
            "../secret.pdf",
            "docs/../../a.pdf",
            "https://exa mple.org",
            "https://example.org/\u{a}x",
        ] {
            assert!(fault(url).is_some(), "{url}");
        }
    }
}
