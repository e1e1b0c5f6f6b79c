//! `truenorth money`: every budget line through the goals to the pillars and the vision, to the smallest coin.

use anstream::ColorChoice;
use truenorth_core::budget::Total;
use truenorth_core::model::Stage;
use truenorth_core::plan::{AccountIx, Plan, Up};
use truenorth_core::scalar::Period;
use truenorth_graph::{Asked, Basis, By, Currencies, FlowNode, Grain, Heading, Money, Sheet, Stuck};

use super::{Analysed, ask};
use crate::answer::{Answer, Cell, Look, Table, columns};
use crate::args::{GrainArg, Money as Arguments, StageArg};
use crate::exit;
use crate::failure::Failure;
use crate::load::Loaded;

pub(super) fn run(arguments: &Arguments, color: ColorChoice) -> Result<u8, Failure> {
    ask::answer(&arguments.asked, color, |loaded, analysed| of(loaded, analysed, arguments))?;
    Ok(exit::CLEAN)
}

fn of(loaded: &Loaded, analysed: &Analysed, arguments: &Arguments) -> Result<Answer, Failure> {
    let plan = &loaded.plan;
    let own = plan.organization.as_ref().and_then(|organization| organization.currency);
    if arguments.own_currency && own.is_none() {
        return Err(Failure::with_help(
            "the organisation has no currency to convert to",
            "write `currency` into `organization`",
        ));
    }
    let within = arguments.within.map(|time| plan.calendar.period(&time));
    let bases: Vec<Basis> = arguments.stage.iter().map(|stage| basis(*stage)).collect();
    let asked = Asked {
        grain: grain(arguments.by),
        bases: if bases.is_empty() { vec![Basis::Planned] } else { bases },
        currencies: if arguments.own_currency { Currencies::Own } else { Currencies::Each },
        within,
    };
    let money = Money::new(plan, &analysed.graph, &asked);
    let sheets: Vec<Sheet> = money.sheets().collect();
    let mut answer = Answer { command: "money", title: title(&sheets), ..Answer::default() };
    answer.tables = vec![by_pillar(plan, &sheets), totals(&sheets), unaligned(plan, &sheets)];
    // The priorities are held against planned money of this year and later, whatever else is asked.
    if asked.bases == [Basis::Planned] && within.is_none() {
        answer.tables.extend(priorities(plan, analysed, loaded));
    }
    let details = [
        by_goal(plan, &sheets),
        accounts(plan, &money),
        flows(plan, &money, &sheets, arguments, &mut answer)?,
    ];
    answer.tables.extend(details.map(|table| Table { is_detail: true, ..table }));
    let lines = plan.lines.iter().filter(|line| line.written.aggregate != Some(true)).count();
    let mut with: Vec<_> = money.headings().flat_map(|of| money.by_line(of)).map(|(line, _)| line).collect();
    with.sort_unstable();
    with.dedup();
    if !with.is_empty() && with.len() < lines {
        let without = lines - with.len();
        answer
            .notes
            .push(format!("{without} of {lines} lines have no such amounts; shares are of the others"));
    }
    if !money.unknown().is_empty() {
        let ids: Vec<String> = money.unknown().iter().map(|line| format!("`{}`", plan[*line].id())).collect();
        answer.notes.push(format!("amounts that are words are in no sum: {}", ids.join(", ")));
    }
    for currency in money.without_rate() {
        answer.notes.push(format!("amounts in {currency} without a rate of their month are in no sum"));
    }
    Ok(answer)
}

fn title(sheets: &[Sheet]) -> String {
    let spent: Vec<&Sheet> = sheets.iter().filter(|sheet| !sheet.heading.is_revenue).collect();
    if sheets.is_empty() {
        return "The plan has no such amounts".to_owned();
    }
    if spent.is_empty() {
        return "The plan spends nothing; it has revenue alone".to_owned();
    }
    let stuck = spent.iter().filter(|sheet| sheet.unaligned_total() != Total::default()).count();
    match stuck {
        0 => "All expenses reach the vision".to_owned(),
        _ => {
            let worst = spent.iter().filter_map(|sheet| sheet.unaligned_ratio()).fold(0.0, f64::max);
            format!("Up to {} of the expenses of a period do not reach the vision", super::percent(worst))
        }
    }
}

/// The cells that say which sheet a row is of.
fn heading(heading: &Heading) -> Vec<Cell> {
    vec![
        Cell::text(period(heading.period)),
        Cell::Day(heading.period.first),
        Cell::Day(heading.period.last),
        Cell::text(heading.basis.word()),
        Cell::text(if heading.is_revenue { "revenue" } else { "expense" }),
    ]
}

const HEADING: [(&str, &str); 5] =
    [("period", "Period"), ("first", ""), ("last", ""), ("stage", "Stage"), ("direction", "Direction")];

fn headed(more: &[(&'static str, &'static str)]) -> Vec<crate::answer::Column> {
    let all: Vec<(&'static str, &'static str)> = HEADING.iter().chain(more).copied().collect();
    columns(&all)
}

/// A period in short: a year, a month, or first and last day.
fn period(period: Period) -> String {
    let (first, last) = (period.first, period.last);
    if first.day() == 1 && last == first.last_of_month() {
        return format!("{:04}-{:02}", first.year(), first.month());
    }
    if first.month() == 1 && first.day() == 1 && last == first.add_months(12).add_days(-1) {
        return format!("{:04}", first.year());
    }
    format!("{first}..{last}")
}

fn amount(sheet: &Sheet, amount: Total) -> Cell {
    Cell::Money(amount.to_string(), sheet.heading.currency)
}

fn share(part: Total, whole: Total) -> Cell {
    let whole = whole.to_f64();
    if whole > 0.0 { Cell::Share(part.to_f64() / whole) } else { Cell::Nothing }
}

fn by_pillar(plan: &Plan, sheets: &[Sheet]) -> Table {
    let mut rows = Vec::new();
    for sheet in sheets {
        let mut push = |id: &str, title: &str, money: Total| {
            let mut row = heading(&sheet.heading);
            row.extend([Cell::text(id), amount(sheet, money), share(money, sheet.lines), Cell::text(title)]);
            rows.push(row);
        };
        for (pillar, money) in &sheet.pillars {
            push(plan[*pillar].id(), plan[*pillar].title(), *money);
        }
        if !sheet.beside_pillars.is_zero() {
            push("vision", "past every pillar", sheet.beside_pillars);
        }
        let stuck = sheet.lines.minus(sheet.pillars.iter().map(|(_, money)| *money).sum());
        let stuck = stuck.minus(sheet.beside_pillars);
        if !stuck.is_zero() {
            push("", "unaligned", stuck);
        }
    }
    let more = [("pillar", "Pillar"), ("amount", "Amount"), ("share", "Share"), ("title", "Title")];
    Table::new("pillars", "By pillar", headed(&more), rows)
}

fn totals(sheets: &[Sheet]) -> Table {
    let row = |sheet: &Sheet| {
        let mut row = heading(&sheet.heading);
        row.extend([
            amount(sheet, sheet.lines),
            amount(sheet, sheet.aligned()),
            amount(sheet, sheet.unaligned_total()),
            Cell::maybe(sheet.unaligned_ratio(), Cell::Share),
        ]);
        row
    };
    let more = [
        ("lines", "Lines"),
        ("aligned", "Reaches the vision"),
        ("unaligned", "Does not"),
        ("ratio", "Share"),
    ];
    Table::new("totals", "Totals", headed(&more), sheets.iter().map(row).collect())
}

fn unaligned(plan: &Plan, sheets: &[Sheet]) -> Table {
    let mut rows = Vec::new();
    for sheet in sheets {
        for stuck in &sheet.unaligned {
            let (id, title) = match stuck.at {
                Stuck::Line(line) => (plan[line].id(), &*plan[line].written.title),
                Stuck::Goal(goal) => (plan[goal].id(), plan[goal].title()),
            };
            let mut row = heading(&sheet.heading);
            row.extend([
                Cell::text(id),
                Cell::text(stuck.reason.title()),
                amount(sheet, stuck.amount),
                share(stuck.amount, sheet.lines),
                Cell::text(title),
            ]);
            rows.push(row);
        }
    }
    let more =
        [("at", "At"), ("reason", "Reason"), ("amount", "Amount"), ("share", "Share"), ("title", "Title")];
    Table::new("unaligned", "Money that does not reach the vision", headed(&more), rows)
}

fn by_goal(plan: &Plan, sheets: &[Sheet]) -> Table {
    let mut rows = Vec::new();
    for sheet in sheets {
        for (goal, received) in &sheet.goals {
            let mut row = heading(&sheet.heading);
            row.extend([
                Cell::text(plan[*goal].id()),
                amount(sheet, received.own),
                amount(sheet, received.total),
                Cell::text(plan[*goal].title()),
            ]);
            rows.push(row);
        }
    }
    let more = [("goal", "Goal"), ("own", "From lines"), ("total", "With all below"), ("title", "Title")];
    Table::new("goals", "By goal; goals above each other hold the same money", headed(&more), rows)
}

fn accounts(plan: &Plan, money: &Money<'_>) -> Table {
    let mut rows = Vec::new();
    for of in money.headings() {
        let cell = |amount: Total| Cell::Money(amount.to_string(), of.currency);
        for hierarchy in money.by_account(of) {
            for (account, received) in &hierarchy.accounts {
                let written = &plan[*account].written;
                let mut row = heading(of);
                row.extend([
                    Cell::Below(depth(plan, *account), written.id.as_str().to_owned()),
                    cell(received.own),
                    cell(received.total),
                    Cell::text(&*written.title),
                ]);
                rows.push(row);
            }
            if !hierarchy.outside.is_zero() {
                let mut row = heading(of);
                let title = format!("in no account of `{}`", plan[hierarchy.head].written.id);
                row.extend([
                    Cell::Nothing,
                    cell(hierarchy.outside),
                    cell(hierarchy.outside),
                    Cell::text(title),
                ]);
                rows.push(row);
            }
        }
    }
    let more =
        [("account", "Account"), ("own", "Own lines"), ("total", "With all below"), ("title", "Title")];
    Table::new("accounts", "By account; every hierarchy holds each line once", headed(&more), rows)
}

/// How many accounts are above; none more than there are, so that a circle ends.
fn depth(plan: &Plan, account: AccountIx) -> usize {
    let mut at = plan[account].part_of;
    let mut steps = 0;
    while let Some(above) = at.filter(|_| steps < plan.accounts.len()) {
        steps += 1;
        at = plan[above].part_of;
    }
    steps
}

fn flows(
    plan: &Plan,
    money: &Money<'_>,
    sheets: &[Sheet],
    arguments: &Arguments,
    answer: &mut Answer,
) -> Result<Table, Failure> {
    let by = match &arguments.from {
        None => By::Line,
        Some(from) => match from.as_str() {
            "line" => By::Line,
            "category" => By::Category,
            "team" => By::Team,
            id => match plan.find(id) {
                Some(truenorth_core::plan::Item::Account(account)) if plan[account].part_of.is_none() => {
                    By::Account(account)
                }
                _ => {
                    let id = truenorth_core::sanitise::short(id, 60);
                    let help = "write line, category, team, or the id of an account that heads a hierarchy";
                    return Err(Failure::with_help(format!("money cannot be shown from `{id}`"), help));
                }
            },
        },
    };
    let mut rows = Vec::new();
    for (number, sheet) in sheets.iter().enumerate() {
        for flow in money.flows(sheet, by, arguments.depth) {
            let (from, to) = (name(plan, &flow.from), name(plan, &flow.to));
            let mut row = heading(&sheet.heading);
            row.extend([Cell::text(&*from), Cell::text(&*to), amount(sheet, flow.amount)]);
            rows.push(row);
            // One picture holds one sheet: the first.
            if number == 0 {
                let [from, to] = [(flow.from, from), (flow.to, to)].map(|(node, name)| {
                    let look = match node {
                        FlowNode::Goal(_) => Look::Plain,
                        FlowNode::Vision => Look::Top,
                        FlowNode::Unaligned(_) => Look::Fault,
                        _ => Look::Means,
                    };
                    answer.diagram.node(&key(&node, &name), || vec![name.clone()], look)
                });
                let amount = Cell::Money(flow.amount.to_string(), sheet.heading.currency).shown();
                answer.diagram.edge(from, to, amount);
            }
        }
    }
    if sheets.len() > 1 {
        answer.notes.push(
            "a diagram shows the first of the totals alone; --by, --within, --stage and --own-currency choose"
                .to_owned(),
        );
    }
    let more = [("from", "From"), ("to", "To"), ("amount", "Amount")];
    let mut made = Table::new("flows", "", headed(&more), rows);
    made.title = "Flows".to_owned();
    Ok(made)
}

/// What tells boxes apart: a category may be called like an id.
fn key(node: &FlowNode, name: &str) -> String {
    match node {
        FlowNode::Category(Some(_)) => format!("category {name}"),
        FlowNode::Category(None) | FlowNode::Team(None) | FlowNode::Account(None) => {
            format!("without {name}")
        }
        _ => name.to_owned(),
    }
}

fn name(plan: &Plan, node: &FlowNode) -> String {
    match node {
        FlowNode::Line(line) => plan[*line].id().to_owned(),
        FlowNode::Category(category) => category.clone().unwrap_or_else(|| "no category".to_owned()),
        FlowNode::Team(team) => {
            team.map_or_else(|| "no team".to_owned(), |team| plan[team].written.id.as_str().to_owned())
        }
        FlowNode::Account(account) => account
            .map_or_else(|| "no account".to_owned(), |account| plan[account].written.id.as_str().to_owned()),
        FlowNode::Goal(goal) => plan.up_id(Up::Goal(*goal)).to_owned(),
        FlowNode::Vision => "vision".to_owned(),
        FlowNode::Unaligned(reason) => format!("unaligned: {}", reason.title()),
    }
}

/// Money against priorities: what every pillar has, should have, and lacks.
fn priorities(plan: &Plan, analysed: &Analysed, loaded: &Loaded) -> Option<Table> {
    let found = truenorth_graph::misalignment(plan, &analysed.graph, loaded.today)?;
    let currency = plan.organization.as_ref().and_then(|organization| organization.currency);
    let row = |gap: &truenorth_graph::PillarGap| {
        vec![
            Cell::text(gap.pillar.map_or("vision", |pillar| plan[pillar].id())),
            Cell::Share(gap.wanted),
            Cell::Share(gap.given),
            Cell::Money(gap.money.to_string(), currency),
            Cell::Money(gap.over.to_string(), currency),
        ]
    };
    let from = if found.written { "`checks.priorities`" } else { "the weights of the pillars" };
    let title = format!(
        "Planned money of this year and later against {from}: {} of it, {}, lies elsewhere",
        super::percent(found.distance),
        Cell::Money(found.amount.to_string(), currency).shown()
    );
    let pairs = [
        ("pillar", "Pillar"),
        ("wanted", "Should get"),
        ("given", "Gets"),
        ("amount", "Amount"),
        ("over", "Too much (+) or little (-)"),
    ];
    Some(Table::new("priorities", &title, columns(&pairs), found.pillars.iter().map(row).collect()))
}

fn grain(grain: GrainArg) -> Grain {
    match grain {
        GrainArg::Month => Grain::Month,
        GrainArg::Quarter => Grain::Quarter,
        GrainArg::Year => Grain::Year,
        GrainArg::All => Grain::Whole,
    }
}

fn basis(stage: StageArg) -> Basis {
    Basis::Stage(match stage {
        StageArg::Planned => return Basis::Planned,
        StageArg::Request => Stage::Request,
        StageArg::Proposed => Stage::Proposed,
        StageArg::Adopted => Stage::Adopted,
        StageArg::Adjusted => Stage::Adjusted,
        StageArg::Committed => Stage::Committed,
        StageArg::Actual => Stage::Actual,
        StageArg::Forecast => Stage::Forecast,
    })
}
