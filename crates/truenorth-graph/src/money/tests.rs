//! Money worked out by hand, and what holds for all money.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::testing::{date, goal, on_small_stack, plan};
use truenorth_core::plan::Up;

fn asked(grain: Grain) -> Asked {
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
const DIAMOND: &str = r#""organization": { "name": "T", "currency": "EUR" },
    "pillars": [ { "id": "p", "title": "P" }, { "id": "q", "title": "Q" } ],
    "goals": [
        { "id": "a", "title": "A", "contributes_to": "p" },
        { "id": "b", "title": "B", "contributes_to": ["p", "q"] },
        { "id": "c", "title": "C", "contributes_to": "vision" },
        { "id": "d", "title": "D", "contributes_to": ["a", { "goal": "c", "share": "20%" }, "b"] },
        { "id": "e", "title": "E", "contributes_to": "d" } ],
    "budget": [ { "id": "l", "title": "L", "category": "tools", "funds": "d", "amounts": { "actual": { "2027-01": "60.01" } } },
        { "id": "m", "title": "M", "category": "tools", "funds": ["e"], "amounts": { "actual": { "2027-01": "40" } } } ]"#;

/// `plan` of the tests has an organisation already; another one replaces it.
fn with_organization(json: &str) -> Plan {
    let mut made = plan(json.split_once("},").map_or(json, |(_, rest)| rest));
    let own = Currency::parse("EUR").unwrap();
    if let Some(organization) = &mut made.organization {
        organization.currency = Some(own);
    }
    for line in &mut made.lines {
        line.currency = line.currency.or(Some(own));
    }
    made
}

/// By hand: 100.01 splits 40 : 20 : 40 into 40.00, 20.00 and 40.00, and the last cent goes to the largest remainder: 0.4
/// cents of `a`, which is written before `b`. `b` halves its 40.00.
#[test]
fn a_diamond_is_not_counted_twice() {
    let plan = with_organization(DIAMOND);
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
    let plan = with_organization(DIAMOND);
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
    let plan = with_organization(
        r#""organization": {},
        "plans": { "other": {} },
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
    let plan = with_organization(
        r#""organization": {}, "calendar": { "fiscal_year_start": "04-15" },
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
    let mut plan = with_organization(
        r#""organization": {}, "rates": { "SEK": { "2027-01-01": "0.1", "2027-07-01": "0.2" } },
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
    let plan = with_organization(
        r#""organization": {},
        "accounts": [ { "id": "team-a", "title": "A", "part_of": "teams" }, { "id": "teams", "title": "T" },
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
            r#""organization": {{}}, "checks": {{ {priorities} }},
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
    let by_weights = with_organization(&json("", [3, 2]));
    let expected = ["p 0.60 0.30 300 -300", "q 0.40 0.50 500 100", "beside 0.00 0.20 200 200"];
    assert_eq!(
        measured(&by_weights),
        (false, "0.300 300 of 1000".into(), expected.map(str::to_owned).to_vec())
    );
    let written = r#""priorities": { "p": "60%", "in": "40%" }"#;
    let expected =
        ["p 0.60 0.30 300 -300", "q 0.00 0.25 250 250", "in 0.40 0.25 250 -150", "beside 0.00 0.20 200 200"];
    assert_eq!(
        measured(&with_organization(&json(written, [1, 1]))),
        (true, "0.450 450 of 1000".into(), expected.map(str::to_owned).to_vec())
    );
    assert_eq!(misalignment(&Plan::default(), &PlanGraph::new(&Plan::default()), date("2027-06-30")), None);
}

/// Chains of a million goals, and an amount of two hundred years at their end.
#[test]
fn long_chains_and_long_times() {
    let pattern = with_organization(
        r#""organization": {}, "goals": [ { "id": "a", "title": "A", "contributes_to": "vision" } ],
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
        r#""organization": {{}}, "rates": {{ "USD": {{ "2020-01-01": "0.9137" }}, "JPY": {{ "2027-02-01": "0.0061" }} }},
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
        let plan = with_organization(&json(&made, "g", false));
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
        let plans = [("g", false), ("z", false), ("g", true)].map(|(prefix, turned)| with_organization(&json(&made, prefix, turned)));
        for asked in [asked(Grain::Year), Asked { currencies: Currencies::Own, bases: vec![Basis::Planned], ..asked(Grain::Quarter) }] {
            let [first, renamed, turned] = [&plans[0], &plans[1], &plans[2]].map(|plan| said(plan, &asked));
            prop_assert_eq!(&first, &renamed);
            prop_assert_eq!(&first, &turned);
        }
    }
}
