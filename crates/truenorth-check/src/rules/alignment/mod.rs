//! Rules on alignment.
