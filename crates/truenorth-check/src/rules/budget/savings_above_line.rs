//! `savings-above-line`: savings that are more than what they save on.

use std::collections::{BTreeMap, BTreeSet};

use truenorth_core::budget::{fiscal_year, planned_months};
use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::{Saving, SavingStatus};
use truenorth_core::plan::{Item, LineIx, Placed};
use truenorth_core::scalar::{Currency, Date, Decimal};

use super::amounts::shown;
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::PLACES;

static ID: RuleId = RuleId { code: "BUD022", name: "savings-above-line", unreadable: false };

/// See `savings-above-line.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Budget,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "the savings on budget lines are together more than the lines",
    options: &[],
    page: include_str!("savings-above-line.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    // Savings on the same set of lines compete for the same money.
    let mut by_lines: BTreeMap<Vec<LineIx>, Vec<&Placed<Saving>>> = BTreeMap::new();
    for saving in &plan.savings {
        let dropped = saving.written.status == Some(SavingStatus::Dropped);
        let lines: Option<BTreeSet<LineIx>> = (saving.written.lines.iter())
            .map(|line| match plan.target(line) {
                Some(Item::Line(line)) => Some(line),
                _ => None,
            })
            .collect();
        if let Some(lines) = lines.filter(|lines| !dropped && !lines.is_empty()) {
            by_lines.entry(lines.into_iter().collect()).or_default().push(saving);
        }
    }
    for (lines, savings) in by_lines {
        let Some(first) = lines.first().map(|line| &plan[*line]) else { continue };
        let currency = first.currency;
        let yearly: Option<Vec<i128>> =
            lines.iter().map(|line| largest_year(context, *line, currency)).collect();
        let saved: Option<Vec<i128>> = (savings.iter())
            .map(|saving| {
                let money = &saving.written.saving;
                let same = money.currency.is_none() || money.currency == currency;
                money.number().filter(|_| same).map(|number| number.ten_thousandths())
            })
            .collect();
        let (Some(yearly), Some(saved)) = (yearly, saved) else { continue };
        let (whole, saved): (i128, i128) = (yearly.iter().sum(), saved.iter().sum());
        if saved <= whole {
            continue;
        }
        let (Some(whole), Some(saved)) =
            (Decimal::from_ten_thousandths(whole), Decimal::from_ten_thousandths(saved))
        else {
            continue;
        };
        let Some(last) = savings.last() else { continue };
        let names: Vec<String> = lines.iter().map(|line| format!("`{}`", plan[*line].id())).collect();
        let message = match savings.len() {
            1 => format!(
                "`{}` saves {} a year on {}, which costs {} a year",
                last.id(),
                shown(first, saved),
                names.join(", "),
                shown(first, whole)
            ),
            many => format!(
                "{many} savings on {} add to {} a year, and it costs {} a year",
                names.join(", "),
                shown(first, saved),
                shown(first, whole)
            ),
        };
        let mut finding = sink
            .finding(last.place().field("saving"), message)
            .help("lower the `saving`, name all `lines` that it saves on, or drop one: a euro can be saved once")
            .item(last.id());
        for other in savings.iter().rev().skip(1).take(PLACES) {
            finding = finding.also(other.place().field("saving"), format!("`{}`", other.id()));
        }
        sink.push(finding.also(first.place(), "what is saved on"));
    }
}

/// The most that is planned or was spent for a line in one fiscal year, in ten-thousandths; none if it is not known.
fn largest_year(context: &Context<'_>, line: LineIx, currency: Option<Currency>) -> Option<i128> {
    let plan = context.plan;
    let line = &plan[line];
    if line.currency != currency {
        return None;
    }
    let mut years: BTreeMap<Date, i128> = BTreeMap::new();
    let (spreads, unknown) = planned_months(plan, line);
    for (month, part) in
        spreads.iter().filter(|spread| spread.currency == currency).flat_map(|spread| &spread.months)
    {
        *years.entry(fiscal_year(plan, month.first).first).or_default() += part.ten_thousandths();
    }
    years.into_values().max().filter(|_| unknown == 0)
}

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    #[test]
    fn together_and_alone() {
        let found = |savings: &[(&str, u32, &str)]| {
            let savings: Vec<String> = (savings.iter().enumerate())
                .map(|(number, (lines, saving, more))| {
                    format!(
                        r#"{{ "id": "s{number}", "title": "S", "lines": {lines}, "saving": {saving}{more} }}"#
                    )
                })
                .collect();
            let line = |id: &str| {
                format!(
                    r#"{{ "id": "{id}", "title": "{id}", "currency": "EUR", "funds": "vision", "amounts": {{ "adopted": {{ "2027": 100, "2028-H1": 60 }} }} }}"#
                )
            };
            let json = with(&format!(
                r#""budget": [{}, {}], "savings": [{}]"#,
                line("a"),
                line("b"),
                savings.join(", ")
            ));
            of_rule(&json, "BUD022").into_iter().map(|finding| finding.message).collect::<Vec<_>>()
        };
        assert_eq!(
            found(&[(r#""a""#, 101, "")]),
            ["`s0` saves 101 EUR a year on `a`, which costs 100 EUR a year"]
        );
        assert!(found(&[(r#""a""#, 100, "")]).is_empty());
        assert_eq!(
            found(&[(r#""a""#, 60, ""), (r#""a""#, 60, "")]),
            ["2 savings on `a` add to 120 EUR a year, and it costs 100 EUR a year"]
        );
        assert!(found(&[(r#""a""#, 60, ""), (r#""a""#, 60, r#", "status": "dropped""#)]).is_empty());
        assert!(found(&[(r#"["a", "b"]"#, 200, ""), (r#""a""#, 60, "")]).is_empty());
    }
}
