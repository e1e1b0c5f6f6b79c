//! What holds for all money.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::tests::{asked, in_euro};
use super::*;

/// A random plan: goals with links to any goal (cycles too), lines with shares, stages, currencies and corrections.
#[derive(Clone, Debug)]
struct Made {
    goals: Vec<Ends>,
    lines: Vec<MadeLine>,
}

/// Funds, amounts, and whether it is revenue.
type MadeLine = (Ends, Vec<(usize, i64)>, bool);

/// Goals with their shares in percent; the number after the last stands for the vision.
type Ends = Vec<(usize, Option<u32>)>;

const GOALS: usize = 7;
const TIMES: [&str; 5] = ["2027-01", "2027-Q1", "2027", "FY27-Q2", "2026-12-20..2027-05-10"];
const MONEY: [&str; 3] = ["", " USD", " JPY"];

fn made() -> impl Strategy<Value = Made> {
    let share = || prop::option::weighted(0.5, 0_u32..130);
    let links = prop::collection::btree_map(0..=GOALS, share(), 0..4)
        .prop_map(|map| map.into_iter().collect::<Vec<_>>());
    let funds = prop::collection::btree_map(0..=GOALS, share(), 0..4)
        .prop_map(|map| map.into_iter().collect::<Vec<_>>());
    let amounts = prop::collection::btree_map(0..TIMES.len() * MONEY.len(), -50_000_i64..200_000, 0..5);
    let line = (funds, amounts.prop_map(|map| map.into_iter().collect::<Vec<_>>()), any::<bool>());
    (prop::collection::vec(links, GOALS), prop::collection::vec(line, 0..6))
        .prop_map(|(goals, lines)| Made { goals, lines })
}

/// The plan, with other ids and another order of goals and lines if asked.
fn json(made: &Made, prefix: &str, turned: bool) -> String {
    let id = |goal: usize| if goal == GOALS { "vision".to_owned() } else { format!("{prefix}{goal}") };
    let list = |ends: &[(usize, Option<u32>)]| {
        let entries = ends.iter().map(|(goal, share)| {
            let share = share.map_or(String::new(), |share| format!(r#", "share": "{share}%""#));
            format!(r#"{{ "goal": "{}"{share} }}"#, id(*goal))
        });
        entries.collect::<Vec<_>>().join(", ")
    };
    let mut goals: Vec<String> = (made.goals.iter().enumerate())
        .map(|(at, links)| {
            let links: Vec<_> = links.iter().copied().filter(|(to, _)| *to != at).collect();
            let kind = if at < 2 { "pillar" } else { "objective" };
            format!(
                r#"{{ "id": "{}", "title": "G", "kind": "{kind}", "contributes_to": [{}] }}"#,
                id(at),
                list(&links)
            )
        })
        .collect();
    let mut lines: Vec<String> = (made.lines.iter().enumerate())
        .map(|(at, (funds, amounts, is_revenue))| {
            let mut stages: BTreeMap<&str, Vec<String>> = BTreeMap::new();
            for (kind, cents) in amounts {
                let stage = if kind % 2 == 0 { "adopted" } else { "actual" };
                let sign = if *cents < 0 { "-" } else { "" };
                let (whole, rest) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
                let (time, unit) = (TIMES[kind % TIMES.len()], MONEY[kind / TIMES.len()]);
                let fraction = if unit == " JPY" { String::new() } else { format!(".{rest:02}") };
                let sign = if whole == 0 && (rest == 0 || fraction.is_empty()) { "" } else { sign };
                let entry = format!(r#""{time}": "{sign}{whole}{fraction}{unit}""#);
                let list = stages.entry(stage).or_default();
                if !list.iter().any(|other| other.split(':').next() == entry.split(':').next()) {
                    list.push(entry);
                }
            }
            let stages: Vec<String> =
                stages.iter().map(|(stage, list)| format!(r#""{stage}": {{ {} }}"#, list.join(", "))).collect();
            let kind = if *is_revenue { "revenue" } else { "expense" };
            format!(
                r#"{{ "id": "{prefix}line-{at}", "title": "L", "type": "{kind}", "funds": [{}], "amounts": {{ {} }} }}"#,
                list(funds),
                stages.join(", ")
            )
        })
        .collect();
    if turned {
        goals.reverse();
        lines.reverse();
    }
    format!(
        r#""rates": {{ "USD": {{ "2020-01-01": "0.9137" }}, "JPY": {{ "2027-02-01": "0.0061" }} }},
        "goals": [{}], "budget": [{}]"#,
        goals.join(", "),
        lines.join(", ")
    )
}

/// Everything that the sheets of a plan say, by the number of each goal.
fn said(plan: &Plan, asked: &Asked) -> Vec<String> {
    let graph = PlanGraph::new(plan);
    let money = Money::new(plan, &graph, asked);
    let number = |id: &str| id.rsplit(['z', 'g', '-']).next().map_or(String::new(), str::to_owned);
    let said = money.sheets().map(|sheet| {
        let mut through: Vec<String> = sheet
            .through
            .iter()
            .map(|(up, amount)| format!("{}={amount}", number(plan.up_id(*up))))
            .collect();
        let mut goals: Vec<String> = (sheet.goals.iter())
            .map(|(goal, received)| {
                format!("{}={}/{}", number(plan[*goal].id()), received.own, received.total)
            })
            .collect();
        let mut stuck: Vec<String> = (sheet.unaligned.iter())
            .map(|unaligned| match unaligned.at {
                Stuck::Line(line) => format!("l{} {}", number(plan[line].id()), unaligned.amount),
                Stuck::Goal(goal) => format!("{} {}", number(plan[goal].id()), unaligned.amount),
            })
            .collect();
        let mut pillars: Vec<String> = sheet
            .pillars
            .iter()
            .map(|(goal, amount)| format!("{}={amount}", number(plan[*goal].id())))
            .collect();
        for list in [&mut through, &mut goals, &mut stuck, &mut pillars] {
            list.sort();
        }
        format!(
            "{:?} {} {through:?} {goals:?} {stuck:?} {pillars:?} {}",
            sheet.heading, sheet.lines, sheet.beside_pillars
        )
    });
    said.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn money_is_conserved(made in made()) {
        let plan = in_euro(&json(&made, "g", false));
        let graph = PlanGraph::new(&plan);
        let mut sums: BTreeMap<(Currencies, bool, Basis, Option<Currency>), Vec<Total>> = BTreeMap::new();
        for currencies in [Currencies::Each, Currencies::Own] {
            for grain in [Grain::Month, Grain::Quarter, Grain::Year, Grain::Whole] {
                let bases = vec![Basis::Stage(Stage::Adopted), Basis::Stage(Stage::Actual), Basis::Planned];
                let money = Money::new(&plan, &graph, &Asked { grain, bases, currencies, within: None });
                let mut grains: BTreeMap<_, Total> = BTreeMap::new();
                for sheet in money.sheets() {
                    let Heading { is_revenue, basis, currency, .. } = sheet.heading;
                    let sum = grains.entry((currencies, is_revenue, basis, currency)).or_default();
                    *sum = sum.plus(sheet.aligned());
                    prop_assert_eq!(sheet.aligned().plus(sheet.unaligned_total()), sheet.lines);
                    let by_line: Total = money.by_line(&sheet.heading).into_iter().map(|(_, amount)| amount).sum();
                    prop_assert_eq!(by_line, sheet.lines);
                    // At each goal as much goes out as comes in, and nothing below the smallest coin.
                    let coin = if currency.is_some_and(|currency| currency.minor_digits() == 0) { 10_000 } else { 100 };
                    for depth in [None, Some(0), Some(1), Some(2)] {
                        let mut balance: BTreeMap<FlowNode, i128> = BTreeMap::new();
                        for flow in money.flows(&sheet, By::Line, depth) {
                            prop_assert_eq!(flow.amount.ten_thousandths() % coin, 0);
                            *balance.entry(flow.from).or_default() -= flow.amount.ten_thousandths();
                            *balance.entry(flow.to).or_default() += flow.amount.ten_thousandths();
                        }
                        let mut ends = 0;
                        for (node, amount) in balance {
                            match node {
                                FlowNode::Goal(_) => prop_assert_eq!(amount, 0),
                                FlowNode::Vision | FlowNode::Unaligned(_) => ends += amount,
                                _ => {}
                            }
                        }
                        prop_assert_eq!(ends, sheet.lines.ten_thousandths());
                    }
                }
                for (key, sum) in grains {
                    sums.entry(key).or_default().push(sum);
                }
            }
        }
        // Months, quarters, years and all time say the same.
        for (key, sums) in sums {
            prop_assert!(sums.iter().all(|sum| Some(sum) == sums.first()), "{:?} {:?}", key, sums);
        }
    }

    #[test]
    fn names_and_order_change_no_number(made in made()) {
        let plans = [("g", false), ("z", false), ("g", true)].map(|(prefix, turned)| in_euro(&json(&made, prefix, turned)));
        for asked in [asked(Grain::Year), Asked { currencies: Currencies::Own, bases: vec![Basis::Planned], ..asked(Grain::Quarter) }] {
            let [first, renamed, turned] = [&plans[0], &plans[1], &plans[2]].map(|plan| said(plan, &asked));
            prop_assert_eq!(&first, &renamed);
            prop_assert_eq!(&first, &turned);
        }
    }
}
