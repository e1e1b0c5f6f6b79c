//! Where the files of a plan are read from.

use std::path::Path;

use crate::failure::Failure;
use crate::files::{self, Content, Found, Includes, Limits};
use crate::git::Revision;

/// A directory, or what was in it at a revision.
#[derive(Clone, Copy)]
pub(crate) enum Tree<'a> {
    /// The directory of the root file as it is.
    Directory(&'a Path),
    /// As it was.
    Revision(&'a Revision),
}

impl Tree<'_> {
    /// Reads a regular file of at most `limit` bytes, by its path from the root file, with `/`.
    pub(crate) fn read(&self, name: &str, limit: u64) -> Content {
        match self {
            Self::Directory(root) => files::read(&root.join(name), limit),
            Self::Revision(revision) => revision.read(name, limit),
        }
    }

    /// Whether a file is a link or behind one. Links of a revision are passed over when it is read.
    pub(crate) fn leads_over_link(&self, name: &str) -> bool {
        match self {
            Self::Directory(root) => files::leads_over_link(root, name),
            Self::Revision(_) => false,
        }
    }

    /// Every file that an include matches, without the root file, sorted by name.
    pub(crate) fn included(&self, includes: &Includes, limits: &Limits) -> Result<Vec<Found>, Failure> {
        match self {
            Self::Directory(root) => files::included(root, includes, limits),
            Self::Revision(revision) => Ok(revision.included(includes, limits)),
        }
    }
}
