//! In every sample with a budget, each cent of the lines arrives at the vision or has a place where it stays.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use truenorth_core::budget::{self, Total};
use truenorth_core::model::Stage;
use truenorth_core::plan::{Plan, Up};
use truenorth_core::scalar::Currency;
use truenorth_core::source::Sources;
use truenorth_core::{read, resolve};
use truenorth_graph::{Asked, Basis, By, Currencies, FlowNode, Grain, Heading, Money, PlanGraph, Received};

use crate::run::{directories, files, repository, sample};

/// The plan of all JSON files in a directory, without those of plans below it.
pub(crate) fn plan(directory: &Path) -> Plan {
    let (mut sources, mut findings) = (Sources::default(), Vec::new());
    let all = files(directory);
    let others: Vec<String> = (all.iter())
        .filter_map(|(name, _)| Some(format!("{}/", name.strip_suffix("/truenorth.json")?)))
        .collect();
    let json = (all.into_iter()).filter(|(name, _)| {
        name.ends_with(".json") && !others.iter().any(|other| name.starts_with(other.as_str()))
    });
    let documents = json
        .map(|(name, bytes)| read::read(&mut sources, &mut findings, &name, bytes, name == "truenorth.json"))
        .collect();
    resolve::resolve(documents, "plan", true, &mut findings)
}

/// The samples that have a budget, and the frozen plan of the format.
fn budgets() -> Vec<(PathBuf, Plan)> {
    let mut all: Vec<PathBuf> = directories(&sample("")).iter().map(|name| sample(name)).collect();
    all.retain(|directory| !directory.ends_with("broken"));
    all.push(sample("broken/bad-money"));
    all.push(repository().join("tests/fixtures/format-1"));
    let plans = all.into_iter().map(|directory| (directory.clone(), plan(&directory)));
    plans.filter(|(_, plan)| !plan.lines.is_empty()).collect()
}

#[test]
fn there_are_samples_with_a_budget() {
    let names: Vec<String> = (budgets().iter())
        .map(|(directory, _)| directory.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    for name in ["aurora", "first-steps", "format-1"] {
        assert!(names.iter().any(|found| found == name), "{name} is not in {names:?}");
    }
}

#[test]
fn every_cent_of_the_samples_has_a_place() {
    for (directory, plan) in budgets() {
        let graph = PlanGraph::new(&plan);
        for currencies in [Currencies::Each, Currencies::Own] {
            let mut by_grain: Vec<BTreeMap<(Heading, Up), Total>> = Vec::new();
            for grain in [Grain::Month, Grain::Quarter, Grain::Year, Grain::Whole] {
                let asked = Asked { grain, currencies, ..Asked::default() };
                let money = Money::new(&plan, &graph, &asked);
                let mut sums: BTreeMap<(Heading, Up), Total> = BTreeMap::new();
                for sheet in money.sheets() {
                    let place = format!("{} {:?}", directory.display(), sheet.heading);
                    assert_eq!(sheet.aligned().plus(sheet.unaligned_total()), sheet.lines, "{place}");
                    let pillars: Total = sheet.pillars.iter().map(|(_, amount)| *amount).sum();
                    assert_eq!(pillars.plus(sheet.beside_pillars), sheet.aligned(), "{place}");
                    for hierarchy in money.by_account(&sheet.heading) {
                        let head = hierarchy.accounts.iter().find(|(account, _)| *account == hierarchy.head);
                        let total = head.map_or_else(Received::default, |(_, received)| *received).total;
                        assert_eq!(total.plus(hierarchy.outside), sheet.lines, "{place}");
                    }
                    for by in [By::Line, By::Category, By::Team] {
                        let flows = money.flows(&sheet, by, Some(2));
                        let ends = flows
                            .iter()
                            .filter(|flow| matches!(flow.to, FlowNode::Vision | FlowNode::Unaligned(_)));
                        assert_eq!(ends.map(|flow| flow.amount).sum::<Total>(), sheet.lines, "{place}");
                    }
                    for (up, amount) in &sheet.through {
                        // The period is not compared: the parts of all periods add to the same.
                        let heading = Heading { period: plan.calendar.period(&whole()), ..sheet.heading };
                        let sum = sums.entry((heading, *up)).or_default();
                        *sum = sum.plus(*amount);
                    }
                }
                sums.retain(|_, sum| !sum.is_zero());
                by_grain.push(sums);
                if grain == Grain::Year {
                    agrees_with_the_summary(&plan, &money, currencies);
                }
            }
            assert!(
                by_grain.windows(2).all(|pair| pair[0] == pair[1]),
                "{} {by_grain:?}",
                directory.display()
            );
        }
    }
}

fn whole() -> truenorth_core::scalar::Time {
    truenorth_core::scalar::Time::parse("1900..").unwrap()
}

/// The sums of the lines by year are those that the summary of `build` prints.
fn agrees_with_the_summary(plan: &Plan, money: &Money<'_>, currencies: Currencies) {
    let sums = match currencies {
        Currencies::Each => budget::by_year(plan),
        Currencies::Own => budget::by_year_in_own(plan).0,
    };
    let of_summary: Vec<(String, bool, Stage, Option<Currency>, Total)> = (sums.into_iter())
        .map(|(heading, sum)| {
            (heading.year.to_string(), heading.is_revenue, heading.stage, heading.currency, sum)
        })
        .collect();
    let of_sheets: Vec<(String, bool, Stage, Option<Currency>, Total)> = (money.sheets())
        .map(|sheet| {
            let Heading { period, is_revenue, basis, currency } = sheet.heading;
            let Basis::Stage(stage) = basis else { panic!("{basis:?}") };
            (period.first.to_string(), is_revenue, stage, currency, sheet.lines)
        })
        .collect();
    assert_eq!(of_sheets, of_summary);
}
