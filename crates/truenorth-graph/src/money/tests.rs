//! Money worked out by hand.

use std::collections::BTreeMap;

use super::*;
use crate::testing::{date, diamonds, goal, link, on_small_stack, plan};
use truenorth_core::plan::Up;

pub(super) fn asked(grain: Grain) -> Asked {
    Asked { grain, ..Asked::default() }
}

/// The only sheet of a plan.
fn sheet(plan: &Plan) -> Sheet {
    let graph = PlanGraph::new(plan);
    let money = Money::new(plan, &graph, &asked(Grain::Whole));
    let mut sheets = money.sheets();
    let sheet = sheets.next().unwrap();
    assert!(sheets.next().is_none());
    sheet
}

/// What arrives through each child of the vision, by id.
fn through(plan: &Plan, sheet: &Sheet) -> String {
    let words = sheet.through.iter().map(|(up, amount)| format!("{}={amount}", plan.up_id(*up)));
    words.collect::<Vec<_>>().join(" ")
}

fn stuck(plan: &Plan, sheet: &Sheet) -> String {
    let words = sheet.unaligned.iter().map(|unaligned| {
        let id = match unaligned.at {
            Stuck::Line(line) => plan[line].id(),
            Stuck::Goal(goal) => plan[goal].id(),
        };
        format!("{id}:{:?}={}", unaligned.reason, unaligned.amount)
    });
    words.collect::<Vec<_>>().join(" ")
}

fn flows(plan: &Plan, by: By, depth: Option<u32>) -> Vec<String> {
    let graph = PlanGraph::new(plan);
    let money = Money::new(plan, &graph, &asked(Grain::Whole));
    let sheet = money.sheets().next().unwrap();
    let word = |node: &FlowNode| match node {
        FlowNode::Line(line) => plan[*line].id().to_owned(),
        FlowNode::Category(category) => category.clone().unwrap_or("none".to_owned()),
        FlowNode::Team(team) => team.map_or("none", |team| plan[team].written.id.as_str()).to_owned(),
        FlowNode::Account(account) => {
            account.map_or("none", |account| plan[account].written.id.as_str()).to_owned()
        }
        FlowNode::Goal(goal) => plan[*goal].id().to_owned(),
        FlowNode::Vision => "vision".to_owned(),
        FlowNode::Unaligned(reason) => format!("{reason:?}"),
    };
    let flows = money.flows(&sheet, by, depth);
    flows.iter().map(|flow| format!("{}>{}={}", word(&flow.from), word(&flow.to), flow.amount)).collect()
}

/// A diamond: 100.01 comes to `d`, which has two parents under one pillar each and a third of 20 % beside.
const DIAMOND: &str = r#""pillars": [ { "id": "p", "title": "P" }, { "id": "q", "title": "Q" } ],
    "goals": [
        { "id": "a", "title": "A", "contributes_to": "p" },
        { "id": "b", "title": "B", "contributes_to": ["p", "q"] },
        { "id": "c", "title": "C", "contributes_to": "vision" },
        { "id": "d", "title": "D", "contributes_to": ["a", { "goal": "c", "share": "20%" }, "b"] },
        { "id": "e", "title": "E", "contributes_to": "d" } ],
    "budget": [ { "id": "l", "title": "L", "category": "tools", "funds": "d", "amounts": { "actual": { "2027-01": "60.01" } } },
        { "id": "m", "title": "M", "category": "tools", "funds": ["e"], "amounts": { "actual": { "2027-01": "40" } } } ]"#;

/// A plan whose organisation counts in euro.
pub(super) fn in_euro(json: &str) -> Plan {
    let mut made = plan(json);
    let own = Currency::parse("EUR").ok();
    if let Some(organization) = &mut made.organization {
        organization.currency = own;
    }
    for line in &mut made.lines {
        line.currency = line.currency.or(own);
    }
    made
}

/// By hand: 100.01 splits 40 : 20 : 40 into 40.00, 20.00 and 40.00, and the last cent goes to the largest remainder: 0.4
/// cents of `a`, which is written before `b`. `b` halves its 40.00.
#[test]
fn a_diamond_is_not_counted_twice() {
    let plan = in_euro(DIAMOND);
    let sheet = sheet(&plan);
    assert_eq!(sheet.lines.to_string(), "100.01");
    assert_eq!(through(&plan, &sheet), "p=60.01 q=20 c=20");
    assert!(sheet.unaligned.is_empty() && sheet.unaligned_ratio() == Some(0.0));
    let received = |id: &str| {
        let Received { own, total } = sheet.received(goal(&plan, id));
        format!("{own} {total}")
    };
    assert_eq!(["d", "e", "a", "b"].map(received), ["60.01 100.01", "40 40", "0 40.01", "0 40"]);
    let pillars: Vec<String> = sheet.pillars.iter().map(|(_, amount)| amount.to_string()).collect();
    assert_eq!((pillars, sheet.beside_pillars.to_string()), (vec!["60.01".into(), "20".into()], "20".into()));
    let graph = PlanGraph::new(&plan);
    let costs = Money::new(&plan, &graph, &asked(Grain::Month)).cost_of(goal(&plan, "b"));
    assert_eq!(costs.len(), 1);
    assert_eq!(
        (costs[0].0.period.to_string(), costs[0].1.total),
        ("2027-01-01..2027-01-31".into(), sheet.received(goal(&plan, "b")).total)
    );
}

#[test]
fn flows_keep_goals_that_divide_their_money() {
    let plan = in_euro(DIAMOND);
    let all = flows(&plan, By::Line, None);
    assert_eq!(
        all,
        [
            "l>d=60.01",
            "m>e=40",
            "p>vision=60.01",
            "q>vision=20",
            "a>p=40.01",
            "b>p=20",
            "b>q=20",
            "c>vision=20",
            "d>a=40.01",
            "d>b=40",
            "d>c=20",
            "e>d=40"
        ]
    );
    // `a` goes into its pillar, `e` into `d`, which divides its money, as `b` does.
    assert_eq!(
        flows(&plan, By::Category, Some(1)),
        [
            "tools>d=100.01",
            "p>vision=60.01",
            "q>vision=20",
            "b>p=20",
            "b>q=20",
            "c>vision=20",
            "d>p=40.01",
            "d>b=40",
            "d>c=20"
        ]
    );
    assert_eq!(flows(&plan, By::Team, Some(0)), ["none>vision=100.01"]);
}

#[test]
fn money_that_does_not_arrive_has_a_place_and_a_reason() {
    let plan = in_euro(
        r#""plans": { "other": {} },
        "goals": [
            { "id": "a", "title": "A", "contributes_to": { "goal": "vision", "share": "75%" } },
            { "id": "lost", "title": "Lost" },
            { "id": "under", "title": "Under", "contributes_to": ["lost", "vision"] },
            { "id": "x", "title": "X", "contributes_to": ["y", "vision"] },
            { "id": "y", "title": "Y", "contributes_to": "x" },
            { "id": "abroad", "title": "Abroad", "contributes_to": ["other:g", "vision"] } ],
        "budget": [
            { "id": "none", "title": "None", "amounts": { "adopted": { "2027": 1 } } },
            { "id": "reserve", "title": "R", "reserve": "contingency", "amounts": { "adopted": { "2027": 2 } } },
            { "id": "half", "title": "Half", "funds": { "goal": "vision", "share": "50%" }, "amounts": { "adopted": { "2027": 4 } } },
            { "id": "over", "title": "Over", "funds": [ { "goal": "a", "share": "90%" }, { "goal": "vision", "share": "90%" }, "lost" ],
                "amounts": { "adopted": { "2027-01": 8 } } },
            { "id": "loop", "title": "Loop", "funds": "y", "amounts": { "adopted": { "2027-01": 16 } } },
            { "id": "up", "title": "Up", "funds": "under", "amounts": { "adopted": { "2027-01": 32 } } },
            { "id": "out", "title": "Out", "funds": ["abroad", "other:h"], "amounts": { "adopted": { "2027-01": 64 } } },
            { "id": "sum", "title": "Sum", "aggregate": true, "funds": "a", "amounts": { "adopted": { "2027-01": 128 } } },
            { "id": "word", "title": "Word", "funds": "a", "amounts": { "adopted": { "2027-01": "confidential" } } } ]"#,
    );
    let sheet = sheet(&plan);
    assert_eq!(sheet.lines.to_string(), "127");
    assert_eq!(through(&plan, &sheet), "vision=6 a=3 under=16 abroad=16");
    assert_eq!(
        stuck(&plan, &sheet),
        "none:NoGoal=1 reserve:Reserve=2 half:SharesNotWhole=2 out:OtherPlan=32 a:SharesNotWhole=1 lost:NoParent=16 \
         y:Cycle=16 abroad:OtherPlan=16"
    );
    assert_eq!(sheet.unaligned_total().to_string(), "86");
    assert!((sheet.unaligned_ratio().unwrap() - 86.0 / 127.0).abs() < 1e-12);
    assert_eq!(sheet.unaligned_by_reason().len(), 6);
    let graph = PlanGraph::new(&plan);
    let money = Money::new(&plan, &graph, &Asked::default());
    assert_eq!(money.unknown().iter().map(|line| plan[*line].id()).collect::<Vec<_>>(), ["word"]);
    // A goal that leads nowhere is folded away, one that only does so in part is not.
    let near = flows(&plan, By::Line, Some(1));
    assert!(near.contains(&"loop>Cycle=16".into()) && near.contains(&"under>NoParent=16".into()), "{near:?}");
}

/// The months of a year are what the year is, also where cents do not divide, and revenue stays apart.
#[test]
fn months_quarters_and_years_agree() {
    let plan = in_euro(
        r#""calendar": { "fiscal_year_start": "04-15" },
        "goals": [ { "id": "a", "title": "A", "contributes_to": "vision" }, { "id": "b", "title": "B", "contributes_to": "vision" },
            { "id": "c", "title": "C", "contributes_to": ["a", "b", "vision"] } ],
        "budget": [
            { "id": "l", "title": "L", "funds": "c", "amounts": { "adopted": { "2027": "100", "FY28": "100.07" }, "actual": { "2027-05": 0 } } },
            { "id": "m", "title": "M", "funds": ["a", "b", "c"], "type": "revenue", "amounts": { "adopted": { "2027-04-10..2027-04-20": "0.05" } } } ]"#,
    );
    let graph = PlanGraph::new(&plan);
    let sums = |grain: Grain| {
        let mut sums: BTreeMap<(bool, Basis, Up), i128> = BTreeMap::new();
        for sheet in Money::new(&plan, &graph, &asked(grain)).sheets() {
            for (up, amount) in &sheet.through {
                *sums.entry((sheet.heading.is_revenue, sheet.heading.basis, *up)).or_default() +=
                    amount.ten_thousandths();
            }
        }
        sums
    };
    let whole = sums(Grain::Whole);
    assert_eq!(whole.values().sum::<i128>(), 2_001_200);
    for grain in [Grain::Month, Grain::Quarter, Grain::Year] {
        assert_eq!(sums(grain), whole, "{grain:?}");
    }
    // The fiscal year begins on 15 April: the first part of April 2027 belongs to the one before.
    let money = Money::new(&plan, &graph, &asked(Grain::Year));
    let words: Vec<String> = (money.headings())
        .map(|heading| format!("{} {} {}", heading.period, heading.is_revenue, heading.basis.word()))
        .collect();
    assert_eq!(
        words,
        [
            "2026-04-15..2027-04-14 false adopted",
            "2026-04-15..2027-04-14 true adopted",
            "2027-04-15..2028-04-14 false adopted",
            "2027-04-15..2028-04-14 false actual"
        ]
    );
    let years: Vec<String> = money.sheets().map(|sheet| sheet.lines.to_string()).collect();
    // Four months of 8.34, then eight and the fiscal year; a known 0 has a sheet of its own.
    assert_eq!(years, ["33.36", "0.05", "166.71", "0"]);
}

#[test]
fn currencies_stay_apart_or_are_converted() {
    let mut plan = in_euro(
        r#""rates": { "SEK": { "2027-01-01": "0.1", "2027-07-01": "0.2" } },
        "goals": [ { "id": "a", "title": "A", "contributes_to": "vision" } ],
        "budget": [
            { "id": "l", "title": "L", "funds": "a", "amounts": { "forecast": { "2027": "12.00 SEK", "2028": "1 NOK", "2027-01": "3" } } } ]"#,
    );
    let graph = PlanGraph::new(&plan);
    let lines = |currencies| {
        let asked = Asked { grain: Grain::Whole, currencies, ..Asked::default() };
        let money = Money::new(&plan, &graph, &asked);
        let lines: Vec<String> = (money.sheets())
            .map(|sheet| {
                format!("{} {}", sheet.lines, sheet.heading.currency.map_or("?".into(), |of| of.to_string()))
            })
            .collect();
        (lines, money.without_rate().len())
    };
    assert_eq!(lines(Currencies::Each), (vec!["3 EUR".into(), "1 NOK".into(), "12 SEK".into()], 0));
    assert_eq!(lines(Currencies::Own), (vec!["4.8 EUR".into()], 1));
    plan.organization = None;
    let graph = PlanGraph::new(&plan);
    let asked = Asked { currencies: Currencies::Own, ..Asked::default() };
    let money = Money::new(&plan, &graph, &asked);
    assert_eq!((money.headings().count(), money.without_rate().len()), (0, 3));
}

#[test]
fn accounts_of_two_hierarchies_count_each_line_once() {
    let plan = in_euro(
        r#""accounts": [ { "id": "team-a", "title": "A", "part_of": "teams" }, { "id": "teams", "title": "T" },
            { "id": "kinds", "title": "K" }, { "id": "pay", "title": "P", "part_of": "kinds" }, { "id": "night", "title": "N", "part_of": "pay" },
            { "id": "o", "title": "O", "part_of": "o" } ],
        "budget": [
            { "id": "l", "title": "L", "accounts": ["team-a", "night"], "amounts": { "actual": { "2027-01": 1 } } },
            { "id": "m", "title": "M", "accounts": ["teams", "team-a", "o"], "amounts": { "actual": { "2027-01": 2 } } },
            { "id": "n", "title": "N", "accounts": "pay", "amounts": { "actual": { "2027-01": 4 } } } ]"#,
    );
    let graph = PlanGraph::new(&plan);
    let money = Money::new(&plan, &graph, &asked(Grain::Whole));
    let heading = *money.headings().next().unwrap();
    let words: Vec<String> = (money.by_account(&heading).iter())
        .map(|hierarchy| {
            let accounts = hierarchy.accounts.iter().map(|(account, received)| {
                format!("{} {}/{}", plan[*account].written.id, received.own, received.total)
            });
            format!("{}, outside {}", accounts.collect::<Vec<_>>().join(", "), hierarchy.outside)
        })
        .collect();
    assert_eq!(words, ["team-a 1/1, teams 2/3, outside 4", "kinds 0/5, pay 4/5, night 1/1, outside 2"]);
    let teams = hierarchy_heads(&plan)[0].unwrap();
    assert_eq!(
        flows(&plan, By::Account(teams), None),
        ["none>NoGoal=4", "team-a>NoGoal=1", "teams>NoGoal=2"]
    );
}

/// By hand: 60 % and 40 % of 1000 are wanted, 300 and 500 are there, and 200 go past the pillars. 300 too little on `p`;
/// 100 too much on `q` and all 200 beside.
#[test]
fn money_against_priorities() {
    let json = |priorities: &str, weights: [u8; 2]| {
        format!(
            r#""checks": {{ {priorities} }},
            "pillars": [ {{ "id": "p", "title": "P", "weight": {} }}, {{ "id": "q", "title": "Q", "weight": {} }} ],
            "goals": [ {{ "id": "in", "title": "In", "kind": "pillar", "contributes_to": "q" }},
                {{ "id": "a", "title": "A", "contributes_to": "vision" }}, {{ "id": "lost", "title": "Lost" }} ],
            "budget": [
                {{ "id": "k", "title": "K", "funds": "p", "amounts": {{ "adopted": {{ "2026": 5000, "2027": 300 }} }} }},
                {{ "id": "l", "title": "L", "funds": ["q", "in"], "amounts": {{ "request": {{ "2027": 9 }}, "adopted": {{ "2028": 500 }} }} }},
                {{ "id": "m", "title": "M", "funds": "a", "amounts": {{ "adopted": {{ "2027": 200 }} }} }},
                {{ "id": "n", "title": "N", "funds": "lost", "amounts": {{ "adopted": {{ "2027": 77 }} }} }} ]"#,
            weights[0], weights[1]
        )
    };
    let measured = |plan: &Plan| {
        let found = misalignment(plan, &PlanGraph::new(plan), date("2027-06-30")).unwrap();
        let rows = found.pillars.iter().map(|gap| {
            let id = gap.pillar.map_or("beside", |pillar| plan[pillar].id());
            format!("{id} {:.2} {:.2} {} {}", gap.wanted, gap.given, gap.money, gap.over)
        });
        let rows: Vec<String> = rows.collect();
        (found.written, format!("{:.3} {} of {}", found.distance, found.amount, found.money), rows)
    };
    let by_weights = in_euro(&json("", [3, 2]));
    let expected = ["p 0.60 0.30 300 -300", "q 0.40 0.50 500 100", "beside 0.00 0.20 200 200"];
    assert_eq!(
        measured(&by_weights),
        (false, "0.300 300 of 1000".into(), expected.map(str::to_owned).to_vec())
    );
    let written = r#""priorities": { "p": "60%", "in": "40%" }"#;
    let expected =
        ["p 0.60 0.30 300 -300", "q 0.00 0.25 250 250", "in 0.40 0.25 250 -150", "beside 0.00 0.20 200 200"];
    assert_eq!(
        measured(&in_euro(&json(written, [1, 1]))),
        (true, "0.450 450 of 1000".into(), expected.map(str::to_owned).to_vec())
    );
    assert_eq!(misalignment(&Plan::default(), &PlanGraph::new(&Plan::default()), date("2027-06-30")), None);
}

/// Chains of a million goals, and an amount of two hundred years at their end.
#[test]
fn long_chains_and_long_times() {
    let pattern = in_euro(
        r#""goals": [ { "id": "a", "title": "A", "contributes_to": "vision" } ],
        "budget": [ { "id": "l", "title": "L", "funds": "a", "amounts": { "actual": { "1900..": "1000000.01" } } } ]"#,
    );
    let count = 1_000_000;
    let mut plan = crate::testing::plan_of_links(&pattern, count, crate::testing::chain(count));
    for goal in &mut plan.goals {
        goal.written.contributes_to = Default::default();
    }
    plan.lines = pattern.lines;
    plan.lines[0].funds[0].to = Up::Goal(GoalIx::new(count - 1));
    let sheet = on_small_stack(|| {
        let graph = PlanGraph::new(&plan);
        let money = Money::new(&plan, &graph, &asked(Grain::Whole));
        let sheet = money.sheets().next().unwrap();
        assert_eq!(money.flows(&sheet, By::Line, Some(2)).len(), 3);
        sheet
    });
    assert_eq!(sheet.aligned().to_string(), "1000000.01");
    assert_eq!(sheet.goals.len(), count);
}

/// A thousand goals below a thousand others, each linked with each, and thirty diamonds on top of each other.
#[test]
fn many_ways() {
    let pattern = in_euro(
        r#""goals": [ { "id": "a", "title": "A" } ],
        "budget": [ { "id": "l", "title": "L", "funds": "a", "amounts": { "actual": { "2027-01": "1000000.01" } } } ]"#,
    );
    let side = 1000;
    let up = (0..side).map(|at| (GoalIx::new(at), link(Up::Vision)));
    let across = (side..2 * side)
        .flat_map(|from| (0..side).map(move |to| (GoalIx::new(from), link(Up::Goal(GoalIx::new(to))))));
    let wide = (2 * side, up.chain(across).collect::<Vec<_>>());
    for (goals, links) in [wide, diamonds(30)] {
        let mut plan = crate::testing::plan_of_links(&pattern, goals, links);
        plan.lines.clone_from(&pattern.lines);
        for line in &mut plan.lines {
            line.funds[0].to = Up::Goal(GoalIx::new(goals - 1));
        }
        let sheet = on_small_stack(|| sheet(&plan));
        assert_eq!((sheet.aligned(), sheet.unaligned.len()), (sheet.lines, 0));
        let parts: Vec<i128> = sheet.through.iter().map(|(_, amount)| amount.ten_thousandths()).collect();
        let (least, most) = (parts.iter().min().unwrap(), parts.iter().max().unwrap());
        assert!(most - least <= 100, "equal parts differ by a cent at most: {least} {most}");
    }
}

/// The fiscal year is divided as a whole; what lies within a time is the difference of what its months are.
#[test]
fn a_part_of_time_is_the_sum_of_its_months() {
    let plan = in_euro(
        r#""goals": [ { "id": "a", "title": "A", "contributes_to": "vision" }, { "id": "b", "title": "B", "contributes_to": "vision" } ],
        "budget": [ { "id": "l", "title": "L", "funds": ["a", "b"], "amounts": { "actual": { "2027": "0.12" } } } ]"#,
    );
    let graph = PlanGraph::new(&plan);
    let parts = |grain, within: Option<(&str, &str)>| {
        let within = within.map(|(first, last)| Period { first: date(first), last: date(last) });
        let money = Money::new(&plan, &graph, &Asked { within, ..asked(grain) });
        money.sheets().map(|sheet| through(&plan, &sheet)).collect::<Vec<_>>()
    };
    assert_eq!(parts(Grain::Year, None), ["a=0.06 b=0.06"]);
    // The first cent of two goes to `a`, the second to `b`, and so on: not all twelve to `a`.
    assert_eq!(parts(Grain::Month, None)[..3], ["a=0.01", "b=0.01", "a=0.01"]);
    let quarter = ("2027-02-01", "2027-04-30");
    assert_eq!(parts(Grain::Month, Some(quarter)), ["b=0.01", "a=0.01", "b=0.01"]);
    assert_eq!(parts(Grain::Year, Some(quarter)), ["a=0.01 b=0.02"]);
    assert_eq!(parts(Grain::Whole, Some(quarter)), ["a=0.01 b=0.02"]);
}
