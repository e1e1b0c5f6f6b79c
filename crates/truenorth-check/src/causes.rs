//! One cause of many findings is named where they are told: a misspelt field of a file's `defaults` is missing in all its goals.

use truenorth_core::finding::{Finding, RuleId};
use truenorth_core::fix::Change;
use truenorth_core::json;
use truenorth_core::rules::UNKNOWN_KEY;
use truenorth_core::source::{FileId, Sources};

use crate::rules::{ownership, time};

/// The fields of `defaults` whose absence in a goal is a finding.
static FIELDS: &[(&str, &RuleId)] =
    &[("owner", ownership::goal_without_owner::RULE.id), ("period", time::goal_without_due::RULE.id)];

/// A misspelt field of `defaults`.
struct Slip {
    file: FileId,
    rule: &'static RuleId,
    words: String,
}

/// Findings on what goals lack say so where the `defaults` of their file have it under a misspelt key.
pub(crate) fn name_slips_in_defaults(findings: &mut [Finding], sources: &Sources) {
    let unknown = findings.iter().filter(|finding| finding.rule == &UNKNOWN_KEY);
    let slips: Vec<Slip> = unknown.filter_map(|finding| slip(finding, sources)).collect();
    for finding in findings.iter_mut().filter(|_| !slips.is_empty()) {
        let is_it = |slip: &&Slip| slip.rule == finding.rule && slip.file == finding.primary.place.file;
        if let Some(slip) = slips.iter().find(is_it) {
            let help = finding.help.take().unwrap_or_default();
            finding.help = Some(format!("{}, or {help}", slip.words));
        }
    }
}

fn slip(finding: &Finding, sources: &Sources) -> Option<Slip> {
    let Some(Change::Bytes(place, text)) = finding.fix.as_ref()?.changes.first() else { return None };
    let (field, rule) = FIELDS.iter().find(|(field, _)| text.trim_matches('"') == *field)?;
    let file = place.file;
    let (tape, _) = json::scan(sources.text(file));
    let (_, defaults) = tape.field(0, "defaults")?;
    let span = place.span(sources);
    let within = tape.span(defaults);
    let key = sources
        .text(file)
        .get(span.clone())
        .filter(|_| within.start < span.start && span.end < within.end)?;
    let line = sources.line_column(file, span.start).line;
    let words = format!("mend {key} in the file's `defaults`, line {line}, to `{field}`");
    Some(Slip { file, rule, words })
}

#[cfg(test)]
mod tests {
    use crate::testing;

    const GOALS: &str = r#""goals": [
        { "id": "a", "title": "A", "kind": "initiative", "contributes_to": "vision", "period": "2027" },
        { "id": "b", "title": "B", "kind": "initiative", "contributes_to": "vision", "period": "2027", "ownr": "x" }
    ] }"#;

    fn helps(defaults: &str) -> Vec<String> {
        let root =
            r#"{ "truenorth": 1, "as_of": "2027-02-01", "organization": { "name": "T" }, "vision": "V","#;
        let found = testing::of_rule(&format!("{root}\n{defaults} {GOALS}"), "OWN001");
        found.into_iter().map(|finding| finding.help.unwrap()).collect()
    }

    #[test]
    fn a_slip_in_defaults_is_named_where_its_field_is_missing() {
        let helps = helps(r#""defaults": { "ownr": "organization" },"#);
        let words = "mend \"ownr\" in the file's `defaults`, line 2, to `owner`, or add ";
        assert!(helps.len() == 2 && helps.iter().all(|help| help.starts_with(words)), "{helps:?}");
    }

    #[test]
    fn a_slip_elsewhere_is_not() {
        let helps = helps(r#""defaults": { "currency": "EUR" },"#);
        assert!(helps.len() == 2 && helps.iter().all(|help| help.starts_with("add ")), "{helps:?}");
    }
}
