//! Where the files of a plan are read from.

use std::path::Path;

use crate::beside::Entry;
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

    /// The files and directories in a directory, given with a `/` at its end or empty; `None` if it cannot be read, is behind
    /// a link, or holds more than `most` of them.
    pub(crate) fn entries(&self, directory: &str, most: usize) -> Option<Vec<Entry>> {
        match self {
            Self::Directory(root) => files::entries(&root.join(directory), most),
            Self::Revision(revision) => revision.entries(directory, most),
        }
    }

    /// Whether there is a file of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        match self {
            Self::Directory(root) => root.join(name).symlink_metadata().is_ok(),
            Self::Revision(revision) => revision.has(name),
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
