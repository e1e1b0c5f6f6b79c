//! Files in the repository that tests hold to be equal to what the binary says. `SNAPSHOTS=overwrite`
//! in the environment writes them anew.

use std::path::Path;

use snapbox::assert::{Assert, DEFAULT_ACTION_ENV};
use snapbox::data::Data;

use crate::run::repository;

/// Holds a file, by its path from the top of the repository, against the text it should have.
#[track_caller]
pub(crate) fn assert_file(path: impl AsRef<Path>, text: &str) {
    let expected = Data::read_from(&repository().join(path), None).raw();
    Assert::new().action_env(DEFAULT_ACTION_ENV).eq(Data::text(text).raw(), expected);
}

/// Whether the files are written anew in this run.
pub(crate) fn overwriting() -> bool {
    std::env::var(DEFAULT_ACTION_ENV).is_ok_and(|action| action == "overwrite")
}
