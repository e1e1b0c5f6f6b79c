//! The level of a risk by its likelihood and impact.

use truenorth_core::model::RiskLevel::{self, High, Low, Moderate, VeryHigh, VeryLow};
use truenorth_core::plan::Plan;

/// Rows by likelihood 1..5, columns by impact 1..5.
pub(super) type Matrix = [[RiskLevel; 5]; 5];

/// NIST SP 800-30 Rev. 1, table I-2.
const NIST: Matrix = [
    [VeryLow, VeryLow, VeryLow, Low, Low],
    [VeryLow, Low, Low, Low, Moderate],
    [VeryLow, Low, Moderate, Moderate, High],
    [VeryLow, Low, Moderate, High, VeryHigh],
    [VeryLow, Low, Moderate, High, VeryHigh],
];

/// What is wrong with a matrix, at a row and perhaps a column, both from 0.
pub(super) struct Fault {
    pub(super) message: String,
    pub(super) row: Option<usize>,
    pub(super) column: Option<usize>,
}

/// The matrix of the plan, or the default one; what is wrong with it if it is none.
pub(super) fn matrix(plan: &Plan) -> Result<Matrix, Fault> {
    let written = &plan.checks.risk_matrix;
    if written.is_empty() {
        return Ok(NIST);
    }
    let fault = |row, message| Fault { message, row, column: None };
    let mut matrix = NIST;
    if written.len() != matrix.len() {
        return Err(fault(
            None,
            format!("`risk_matrix` has {} instead of 5, one for each likelihood", rows(written.len())),
        ));
    }
    for (row, (to, from)) in matrix.iter_mut().zip(written.iter()).enumerate() {
        let Ok(levels) = <[RiskLevel; 5]>::try_from(from.to_vec()) else {
            let message = format!(
                "the row of `risk_matrix` for likelihood {} has {} instead of 5, one for each impact",
                row + 1,
                crate::context::count(from.len(), "level")
            );
            return Err(fault(Some(row), message));
        };
        *to = levels;
    }
    match falls(&matrix) {
        Some(fault) => Err(fault),
        None => Ok(matrix),
    }
}

fn rows(number: usize) -> String {
    crate::context::count(number, "row")
}

/// The first cell that is lower than the one of a smaller likelihood or impact beside it.
fn falls(matrix: &Matrix) -> Option<Fault> {
    for (row, levels) in matrix.iter().enumerate() {
        for (column, level) in levels.iter().enumerate() {
            let left = column.checked_sub(1).and_then(|column| levels.get(column));
            let above = row.checked_sub(1).and_then(|row| matrix.get(row)?.get(column));
            let (other, of) = match (left, above) {
                (Some(left), _) if left > level => {
                    (left, format!("likelihood {} and impact {column}", row + 1))
                }
                (_, Some(above)) if above > level => {
                    (above, format!("likelihood {row} and impact {}", column + 1))
                }
                _ => continue,
            };
            let message = format!(
                "`risk_matrix` falls: likelihood {} and impact {} are {}, less than the {} of {of}",
                row + 1,
                column + 1,
                word(*level),
                word(*other)
            );
            return Some(Fault { message, row: Some(row), column: Some(column) });
        }
    }
    None
}

/// The level of a rating; none if it is not within 1..5.
pub(super) fn level(matrix: &Matrix, likelihood: u32, impact: u32) -> Option<RiskLevel> {
    let row = usize::try_from(likelihood).ok()?.checked_sub(1)?;
    let column = usize::try_from(impact).ok()?.checked_sub(1)?;
    matrix.get(row)?.get(column).copied()
}

/// A level for people.
pub(super) fn word(level: RiskLevel) -> &'static str {
    match level {
        VeryLow => "very low",
        Low => "low",
        Moderate => "moderate",
        High => "high",
        VeryHigh => "very high",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The case of the oracle `risk_matrix.json`: NIST SP 800-30 Rev. 1, appendix I, table I-2. Its rows are
    /// printed from very high to very low likelihood, its columns from very low to very high impact.
    #[test]
    fn the_default_is_the_published_table() {
        let printed = [
            "very_low low moderate high very_high",
            "very_low low moderate high very_high",
            "very_low low moderate moderate high",
            "very_low low low low moderate",
            "very_low very_low very_low low low",
        ];
        for (likelihood, row) in (1_u32..=5).rev().zip(printed) {
            for (impact, expected) in (1_u32..).zip(row.split(' ')) {
                let found = level(&NIST, likelihood, impact).map(word).unwrap();
                assert_eq!(found.replace(' ', "_"), expected, "{likelihood} {impact}");
            }
        }
        assert!(falls(&NIST).is_none());
        for (likelihood, impact) in [(0, 1), (1, 0), (6, 1), (1, 6), (u32::MAX, u32::MAX)] {
            assert_eq!(level(&NIST, likelihood, impact), None);
        }
    }
}
