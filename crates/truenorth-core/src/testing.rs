//! Plans for tests: one file of JSON, read and resolved.

use crate::plan::Plan;
use crate::read::read;
use crate::resolve::resolve;
use crate::source::Sources;

/// The plan of one file, which has nothing wrong with it.
pub(crate) fn plan(json: &str) -> Plan {
    with_sources(json).1
}

/// The same with its text.
pub(crate) fn with_sources(json: &str) -> (Sources, Plan) {
    let mut sources = Sources::default();
    let mut findings = Vec::new();
    let document = read(&mut sources, &mut findings, "truenorth.json", json.as_bytes().to_vec(), true);
    let plan = resolve(vec![document], "test", true, &mut findings);
    assert!(findings.is_empty(), "{findings:?}");
    (sources, plan)
}
