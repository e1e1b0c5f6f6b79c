//! Rules on key results.
