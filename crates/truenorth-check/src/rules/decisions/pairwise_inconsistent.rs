//! `pairwise-inconsistent`: comparisons in pairs that contradict each other.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::{Decision, Entries};
use truenorth_core::scalar::{Id, Ratio};

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "DEC009", name: "pairwise-inconsistent", unreadable: false };

/// See `pairwise-inconsistent.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Decisions,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "comparisons in pairs contradict each other",
    options: &[],
    page: include_str!("pairwise-inconsistent.md"),
    check: RuleCheck::Plan(check),
};

/// The highest ratio that is taken for consistent (Saaty).
const MOST: f64 = 0.1;

/// Mean consistency index of random matrices with 3 to 9 rows (Saaty 1980).
const RANDOM: [f64; 7] = [0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for decision in &context.plan.decisions {
        for (of, rows) in &decision.written.pairwise {
            let ratio = matrix(&decision.written, of, rows).and_then(|matrix| consistency_ratio(&matrix));
            let Some(ratio) = ratio.filter(|ratio| *ratio > MOST) else { continue };
            let message = format!(
                "the comparisons of `{}` by `{of}` contradict each other: consistency ratio {ratio:.2}, above {MOST}",
                decision.id()
            );
            let finding = sink
                .finding(decision.place().field("pairwise").key(of).key_only(), message)
                .help("look at them again: what is 3 times as good as something 3 times as good is 9 times as good")
                .item(decision.id());
            sink.push(finding);
        }
    }
}

/// The whole matrix, row over column; none unless every pair is compared exactly once.
fn matrix(decision: &Decision, of: &str, rows: &Entries<Id, Entries<Id, Ratio>>) -> Option<Vec<Vec<f64>>> {
    let ids: Vec<&Id> = if of == "criteria" {
        decision.criteria.iter().map(|criterion| &criterion.id).collect()
    } else {
        decision.options.iter().map(|option| &option.id).collect()
    };
    // There are random indices for 3 to 9; two always agree.
    if !(3..=RANDOM.len() + 2).contains(&ids.len()) {
        return None;
    }
    let find = |wanted: &Id| ids.iter().position(|id| *id == wanted);
    let mut matrix = vec![vec![0.0; ids.len()]; ids.len()];
    for (position, row) in matrix.iter_mut().enumerate() {
        row[position] = 1.0;
    }
    for (row, columns) in rows {
        for (column, ratio) in columns {
            let (row, column) = (find(row)?, find(column)?);
            if row == column || matrix[row][column] != 0.0 {
                return None;
            }
            matrix[row][column] = ratio.value();
            matrix[column][row] = 1.0 / ratio.value();
        }
    }
    matrix.iter().flatten().all(|value| *value > 0.0 && value.is_finite()).then_some(matrix)
}

/// `((lambda - n) / (n - 1)) / random index`, with the principal eigenvalue by power iteration.
fn consistency_ratio(matrix: &[Vec<f64>]) -> Option<f64> {
    let size = matrix.len();
    let random = *RANDOM.get(size.checked_sub(3)?)?;
    let mut weights = vec![1.0 / size as f64; size];
    let mut lambda = size as f64;
    for _ in 0..1000 {
        let next: Vec<f64> = matrix
            .iter()
            .map(|row| row.iter().zip(&weights).map(|(ratio, weight)| ratio * weight).sum())
            .collect();
        // The weights add to 1, so the sum of the product is the eigenvalue.
        let sum: f64 = next.iter().sum();
        let done = (sum - lambda).abs() < 1e-12 * sum;
        lambda = sum;
        weights = next.into_iter().map(|value| value / sum).collect();
        if done {
            break;
        }
    }
    Some((lambda - size as f64) / (size as f64 - 1.0) / random).filter(|ratio| ratio.is_finite())
}

#[cfg(test)]
mod tests {
    use super::consistency_ratio;

    fn close(matrix: &[&[f64]], expected: f64, tolerance: f64) {
        let matrix: Vec<Vec<f64>> = matrix.iter().map(|row| row.to_vec()).collect();
        let found = consistency_ratio(&matrix).unwrap();
        assert!((found - expected).abs() < tolerance, "{found} {expected}");
    }

    /// Cases of the oracle `ahp.json`: Saaty, Int. J. Services Sciences 1(1), 2008; the leader example of the
    /// Analytic Hierarchy Process (criteria, and Tom, Dick and Harry by experience); a circle, by numpy.
    #[test]
    fn published_ratios() {
        let drinks: [&[f64]; 7] = [
            // coffee, wine, tea, beer, soda, milk, water
            &[1.0, 9.0, 5.0, 2.0, 1.0, 1.0, 0.5],
            &[1.0 / 9.0, 1.0, 1.0 / 3.0, 1.0 / 9.0, 1.0 / 9.0, 1.0 / 9.0, 1.0 / 9.0],
            &[0.2, 3.0, 1.0, 1.0 / 3.0, 0.25, 1.0 / 3.0, 1.0 / 9.0],
            &[0.5, 9.0, 3.0, 1.0, 0.5, 1.0, 1.0 / 3.0],
            &[1.0, 9.0, 4.0, 2.0, 1.0, 2.0, 0.5],
            &[1.0, 9.0, 3.0, 1.0, 0.5, 1.0, 1.0 / 3.0],
            &[2.0, 9.0, 9.0, 3.0, 2.0, 3.0, 1.0],
        ];
        close(&drinks, 0.022_301_646, 1e-6);
        let criteria: [&[f64]; 4] = [
            &[1.0, 4.0, 3.0, 7.0],
            &[0.25, 1.0, 1.0 / 3.0, 3.0],
            &[1.0 / 3.0, 3.0, 1.0, 5.0],
            &[1.0 / 7.0, 1.0 / 3.0, 0.2, 1.0],
        ];
        close(&criteria, 0.043_858_527, 1e-6);
        close(&[&[1.0, 0.25, 4.0], &[4.0, 1.0, 9.0], &[0.25, 1.0 / 9.0, 1.0]], 0.031_806_5, 1e-6);
        let ninth = 1.0 / 9.0;
        close(&[&[1.0, 9.0, ninth], &[ninth, 1.0, 9.0], &[9.0, ninth, 1.0]], 6.130_268_199, 1e-6);
    }
}
