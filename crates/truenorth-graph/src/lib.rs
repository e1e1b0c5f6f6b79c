//! Links team goals to the organisation's vision on petgraph: line of sight, coverage, cycles, contribution, progress.
