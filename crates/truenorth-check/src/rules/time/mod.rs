//! Rules on time.
