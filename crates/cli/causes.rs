//! One cause of many findings is named where they are told: nobody reads sixteen unknown references as one misspelt glob.

use truenorth_core::finding::Finding;
use truenorth_core::rules;

/// Where an include matches no file, what is referred to may stand in the files that it should have matched: both say so.
pub(crate) fn name_missing_files(findings: &mut [Finding]) {
    let is_empty = |finding: &&Finding| finding.rule == &rules::INCLUDE_MATCHES_NOTHING;
    let Some(empty) = findings.iter().find(is_empty).map(|finding| finding.message.clone()) else { return };
    // One that resembles a known id is a slip of its own.
    let leads_nowhere =
        |finding: &Finding| finding.rule == &rules::UNKNOWN_REFERENCE && finding.fix.is_none();
    let count = findings.iter().filter(|finding| leads_nowhere(finding)).count();
    if count == 0 {
        return;
    }
    let references =
        if count == 1 { "1 reference leads".to_owned() } else { format!("{count} references lead") };
    for finding in findings {
        if leads_nowhere(finding) {
            let help = finding.help.take().map_or_else(String::new, |help| format!("{help}; "));
            finding.help = Some(format!("{help}or mend `include`, where it may be missing: {empty}"));
        } else if finding.rule == &rules::INCLUDE_MATCHES_NOTHING {
            let help = finding.help.take().unwrap_or_default();
            finding.help =
                Some(format!("{help}; {references} nowhere, perhaps into the files that it misses"));
        }
    }
}
