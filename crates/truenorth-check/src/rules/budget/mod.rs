//! Rules on budget.
