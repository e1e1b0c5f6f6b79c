//! Rules on references.
