//! Rules on ownership.
