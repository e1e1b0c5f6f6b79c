//! SARIF 2.1.0 (OASIS), as GitHub code scanning, Azure DevOps and editors read it.
//!
//! All rules are listed, whether they found anything or not, and a clean plan gives a run without results, so that
//! platforms close what is mended. Findings that the plan ignores or its baseline holds are results with a suppression.

mod rules;
mod types;

use truenorth_core::finding::{Finding, Label};
use truenorth_core::sanitise;

use super::fingerprint::Fingerprints;
use super::{Shown, shown, summary};
use types::{
    ArtifactLocation, AutomationDetails, Driver, Invocation, Location, Log, LogicalLocation, Message,
    Notification, PartialFingerprints, PhysicalLocation, Region, RelatedLocation, ResultEntry,
    ResultProperties, Run, RunProperties, Suppression, Text, Tool,
};

/// GitHub keeps 5,000 results of a run; the most serious ones stand first.
const MOST_RESULTS: usize = 5_000;
/// GitHub shows 100 related places of a result.
const MOST_RELATED: usize = 100;

/// Where the tool is described: its repository, or else its name as a package URL.
const INFORMATION: &str = if env!("CARGO_PKG_REPOSITORY").is_empty() {
    concat!("pkg:generic/truenorth@", env!("CARGO_PKG_VERSION"))
} else {
    env!("CARGO_PKG_REPOSITORY")
};

pub(super) fn render(all: &Shown<'_>) -> String {
    let mut fingerprints = Fingerprints::default();
    let report = all.report;
    // In the order of the report, so that the number of a fingerprint does not depend on levels.
    let keys: Vec<(String, usize)> =
        report.findings.iter().map(|finding| fingerprints.next(all, finding)).collect();
    let mut numbered: Vec<(&Finding, (String, usize))> = report.findings.iter().zip(keys).collect();
    numbered.sort_by_key(|(finding, _)| std::cmp::Reverse(finding.level));
    let found = numbered.into_iter().map(|(finding, key)| result(all, finding, key, None));
    let ignored = report.ignored.iter().map(|ignored| {
        let key = fingerprints.next(all, &ignored.finding);
        result(all, &ignored.finding, key, Some(("inSource", &ignored.reason)))
    });
    let mut results: Vec<ResultEntry> = found.chain(ignored).collect();
    // What a baseline holds stays known to the platform, and open for nobody.
    results.extend(report.baselined.iter().map(|finding| {
        let key = fingerprints.next(all, finding);
        result(all, finding, key, Some(("external", "in the baseline")))
    }));
    let more = results.len().saturating_sub(MOST_RESULTS);
    results.truncate(MOST_RESULTS);
    let log = Log {
        schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "truenorth",
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    information_uri: INFORMATION,
                    rules: rules::all(),
                },
            },
            automation_details: AutomationDetails { id: "truenorth/" },
            column_kind: "unicodeCodePoints",
            invocations: [Invocation {
                execution_successful: !report.unreadable,
                tool_execution_notifications: notifications(all, more),
            }],
            results,
            properties: RunProperties {
                today: all.today.to_string(),
                scenario: all.scenario.map(str::to_owned),
            },
        }],
    };
    // Plain data with text keys always serialises.
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    crate::built::harmless_json(&text)
}

fn notifications(all: &Shown<'_>, more: usize) -> Vec<Notification> {
    let mut notifications = Vec::new();
    if more > 0 {
        let text = format!("{more} further results are left out; the most serious ones are here.");
        notifications.push(Notification { level: "warning", message: Text { text } });
    }
    if all.report.unreadable {
        notifications.push(Notification { level: "error", message: Text { text: sentence(&summary(all)) } });
    }
    notifications
}

fn result(
    all: &Shown<'_>,
    finding: &Finding,
    (hash, number): (String, usize),
    silenced: Option<(&'static str, &str)>,
) -> ResultEntry {
    let help = finding.help.as_deref().map_or(String::new(), |help| format!(" Help: {}", sentence(help)));
    let related = finding.secondary.iter().take(MOST_RELATED).enumerate();
    let from = finding.level_from.as_ref();
    ResultEntry {
        rule_id: finding.rule.code,
        rule_index: rules::index(finding.rule),
        level: finding.level.word(),
        message: Message { text: without_links(&format!("{}{help}", sentence(&finding.message))) },
        locations: [Location {
            physical_location: physical(all, &finding.primary),
            logical_locations: (finding.item.iter())
                .map(|id| LogicalLocation {
                    fully_qualified_name: sanitise::short(id, 200).into_owned(),
                    kind: "member",
                })
                .collect(),
        }],
        related_locations: related
            .map(|(number, label)| RelatedLocation {
                id: number + 1,
                message: Some(&label.text)
                    .filter(|text| !text.is_empty())
                    .map(|text| Message { text: without_links(&sentence(text)) }),
                physical_location: physical(all, label),
            })
            .collect(),
        partial_fingerprints: PartialFingerprints { primary: format!("{hash}:{number}") },
        suppressions: (silenced.iter())
            .map(|(kind, reason)| Suppression {
                kind,
                status: "accepted",
                justification: shown::text(reason),
            })
            .collect(),
        properties: from.map(|from| ResultProperties {
            level_from: from.word(),
            level_reason: from.reason().map(shown::text),
        }),
    }
}

/// A place on one line; of a file without a text its beginning.
fn physical(all: &Shown<'_>, label: &Label) -> PhysicalLocation {
    let (start, end) = shown::on_one_line(all, &label.place);
    PhysicalLocation {
        artifact_location: ArtifactLocation { uri: shown::uri(&shown::repository_path(all, &label.place)) },
        region: Region {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            // A region that ends before it begins is none; one without a character is an insertion point.
            end_column: end.column.max(start.column),
        },
    }
}

/// A text as a sentence: the one format whose readers want a capital and a full stop.
fn sentence(text: &str) -> String {
    let text = shown::text(text);
    if text.ends_with(['.', '!', '?']) { text } else { format!("{text}.") }
}

/// `[text](place)` in a message is a link; texts of a plan make none (section 3.11.6).
fn without_links(text: &str) -> String {
    if text.contains("](") {
        return text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
    }
    text.to_owned()
}
