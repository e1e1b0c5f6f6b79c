//! What holds for every chart.

use super::CHARTS;

#[test]
fn every_chart_has_a_name_and_a_sentence_of_its_own() {
    let mut names: Vec<&str> = CHARTS.iter().map(|chart| chart.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), CHARTS.len());
    for chart in CHARTS {
        assert!(chart.summary.len() > 20 && !chart.summary.ends_with('.'), "{}", chart.name);
    }
}
