//! Rules on files.
