//! Exit statuses. They do not depend on the output format and are never a count.

/// Clean: nothing at or above `--fail-on`; or the command did what it was asked.
pub(crate) const CLEAN: u8 = 0;
/// Findings at or above `--fail-on`.
pub(crate) const FINDINGS: u8 = 1;
/// Usage or configuration is wrong, or the plan could not be read. clap uses the same number.
pub(crate) const FAILED: u8 = 2;
/// There is nothing to check: no plan was found, or one that plans nothing yet.
pub(crate) const NOTHING: u8 = 3;

/// The table of `--help` and the docs.
pub(crate) const TABLE: &str = "\
Exit status:
  0  clean: nothing at or above --fail-on
  1  findings at or above --fail-on
  2  usage or configuration is wrong, or the plan cannot be read
  3  nothing to check: no plan was found, or one without goals or anything else to do";
