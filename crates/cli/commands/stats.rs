//! `truenorth stats`: what the plan is made of and how well it hangs together, each number with its offenders.

use anstream::ColorChoice;
use truenorth_core::plan::{GoalIx, Plan, Up};
use truenorth_graph::{Carried, CycleKind, Share, Stats, Stuck};

use super::{Analysed, ask};
use crate::answer::{Answer, Cell, Look, Table, columns};
use crate::args::StatsArgs;
use crate::exit;
use crate::failure::Failure;
use crate::load::Loaded;

pub(super) fn run(arguments: &StatsArgs, color: ColorChoice) -> Result<u8, Failure> {
    ask::answer(&arguments.asked, color, |loaded, analysed| Ok(of(loaded, analysed, arguments.points)))?;
    Ok(exit::CLEAN)
}

fn of(loaded: &Loaded, analysed: &Analysed, points: usize) -> Answer {
    let plan = &loaded.plan;
    let figures = &analysed.figures;
    let stats = truenorth_graph::stats(plan, &analysed.graph, figures, loaded.today);
    let upward = &stats.coverage.upward;
    let title = format!("{} of {} goals reach the vision", upward.covered, upward.of);
    let mut answer = Answer { command: "stats", title, ..Answer::default() };
    answer.fact("goals", "goals", Cell::count(stats.goals));
    answer.fact(
        "vision_progress",
        "progress of the vision",
        Cell::maybe(figures.vision.progress, Cell::Share),
    );
    answer.fact("vision_expected", "expected by now", Cell::maybe(figures.vision.expected, Cell::Share));
    answer.fact("known", "of the work, known", Cell::maybe(figures.vision.known_weight, Cell::Share));
    answer.fact(
        "depth_max",
        "most steps to the vision",
        Cell::maybe(stats.depth.max, |it| Cell::Count(it.into())),
    );
    answer.fact("depth_mean", "mean of the steps", Cell::maybe(stats.depth.mean, Cell::Number));
    answer.fact(
        "money_hhi",
        "concentration of money (HHI)",
        Cell::maybe(stats.focus.money_hhi, Cell::Number),
    );
    answer.fact(
        "money_entropy",
        "evenness of money (0 to 1)",
        Cell::maybe(stats.focus.money_entropy, Cell::Number),
    );
    answer.tables = vec![
        measures(plan, &stats),
        offenders(plan, &stats),
        money(plan, &stats),
        single_points(loaded, analysed, points),
    ];
    let details = [
        counted(plan, &stats),
        depth(&stats),
        focus(plan, &stats),
        crossing(plan, &stats),
        implied(plan),
        to_cut(loaded),
    ];
    answer.tables.extend(details.map(|table| Table { is_detail: true, ..table }));
    if answer.tables.iter().any(|table| table.key == "points" && !table.rows.is_empty()) {
        answer.notes.push(
            "what the vision loses is the work that nobody and nothing else could do; the share of all goals that \
             one stands for, which may be more, is in `truenorth impact ID`"
                .to_owned(),
        );
    }
    draw(plan, analysed, &mut answer);
    answer
}

/// Every share of the plan that hangs together, each by its own measure: there is no single score.
fn measures(plan: &Plan, stats: &Stats) -> Table {
    let coverage = &stats.coverage;
    let mut rows = Vec::new();
    let mut share = |name: &str, of: &Share| {
        rows.push(vec![
            Cell::text(name),
            Cell::maybe(of.ratio(), Cell::Share),
            Cell::count(of.covered),
            Cell::count(of.of),
        ]);
    };
    share("goals that reach the vision", &coverage.upward);
    for (kind, of) in &coverage.upward_by_kind {
        share(&format!("of kind {}", plan[*kind].title), of);
    }
    share("pillars that something contributes to", &coverage.pillars);
    share("objectives with a goal that says how", &coverage.objectives);
    let mut carried = |name: &str, of: &Carried| {
        if of.total > 0.0 {
            rows.push(vec![
                Cell::text(name),
                Cell::maybe(of.ratio(), Cell::Share),
                Cell::Number(of.reaches),
                Cell::Number(of.total),
            ]);
        }
    };
    carried("work that reaches the vision, by count", &stats.by_count);
    carried("by effort in person-days", &stats.by_effort);
    let pairs = [("measure", "Measure"), ("share", "Share"), ("covered", "Covered"), ("of", "Of")];
    Table::new("measures", "Alignment", columns(&pairs), rows)
}

fn offenders(plan: &Plan, stats: &Stats) -> Table {
    let mut rows = Vec::new();
    let mut push = |measure: &str, goal: GoalIx| {
        rows.push(vec![
            Cell::text(measure),
            Cell::text(plan[goal].id()),
            Cell::maybe(plan[goal].owner, |owner| Cell::text(plan.owner_name(owner))),
            Cell::text(plan[goal].title()),
        ]);
    };
    let coverage = &stats.coverage;
    for (measure, share) in [
        ("does not reach the vision", &coverage.upward),
        ("nothing contributes to it", &coverage.pillars),
        ("no goal says how", &coverage.objectives),
    ] {
        for goal in &share.offenders {
            push(measure, *goal);
        }
    }
    let pairs = [("measure", "What"), ("goal", "Goal"), ("owner", "Owner"), ("title", "Title")];
    Table::new("offenders", "What does not hang together", columns(&pairs), rows)
}

fn counted(plan: &Plan, stats: &Stats) -> Table {
    let mut rows = Vec::new();
    for (kind, count) in &stats.kinds {
        rows.push(vec![Cell::text("kind"), Cell::text(&*plan[*kind].title), Cell::count(*count)]);
    }
    for (status, goals) in &stats.statuses {
        rows.push(vec![Cell::text("status"), Cell::text(status.title()), Cell::count(goals.len())]);
    }
    for (field, count) in &stats.links {
        rows.push(vec![Cell::text("links"), Cell::text(*field), Cell::count(*count)]);
    }
    Table::new("counts", "Counts", columns(&[("of", "Of"), ("name", "Name"), ("count", "Count")]), rows)
}

fn depth(stats: &Stats) -> Table {
    let rows = stats.depth.distribution.iter();
    let rows = rows.map(|(depth, count)| vec![Cell::Count((*depth).into()), Cell::count(*count)]);
    let pairs = [("steps", "Steps to the vision"), ("goals", "Goals")];
    Table::new("depth", "Depth", columns(&pairs), rows.collect())
}

fn focus(plan: &Plan, stats: &Stats) -> Table {
    let owners = stats.focus.goals_per_owner.iter().map(|(owner, goals)| {
        vec![
            Cell::text("goals of an owner"),
            Cell::text(plan.owner_id(*owner)),
            Cell::count(goals.len()),
            Cell::text(plan.owner_name(*owner)),
        ]
    });
    let objectives = stats.focus.key_results.iter().map(|(goal, count)| {
        vec![
            Cell::text("key results of an objective"),
            Cell::text(plan[*goal].id()),
            Cell::count(*count),
            Cell::text(plan[*goal].title()),
        ]
    });
    let pairs = [("measure", "What"), ("id", "Of"), ("count", "At once"), ("title", "Title")];
    Table::new("focus", "Focus", columns(&pairs), owners.chain(objectives).collect())
}

fn crossing(plan: &Plan, stats: &Stats) -> Table {
    let rows = stats.cross_team.iter().map(|link| {
        let team =
            |goal: GoalIx| Cell::maybe(plan[goal].team, |team| Cell::text(plan[team].written.id.as_str()));
        vec![
            team(link.from),
            Cell::text(plan[link.from].id()),
            Cell::text(link.field),
            team(link.to),
            Cell::text(plan[link.to].id()),
        ]
    });
    let pairs = [
        ("from_team", "Team"),
        ("from", "Goal"),
        ("field", "By"),
        ("to_team", "Other team"),
        ("to", "Goal of it"),
    ];
    Table::new("cross_team", "Links between teams", columns(&pairs), rows.collect())
}

fn money(plan: &Plan, stats: &Stats) -> Table {
    let mut rows = Vec::new();
    for found in &stats.money {
        let cell =
            |amount: truenorth_core::budget::Total| Cell::Money(amount.to_string(), found.heading.currency);
        let year = Cell::Day(found.heading.period.first);
        rows.push(vec![
            year.clone(),
            Cell::text(if found.heading.is_revenue { "revenue" } else { "expense" }),
            cell(found.lines),
            cell(found.unaligned),
            Cell::maybe(found.ratio, Cell::Share),
            Cell::List(
                found
                    .offenders
                    .iter()
                    .map(|stuck| match stuck.at {
                        Stuck::Line(line) => plan[line].id().to_owned(),
                        Stuck::Goal(goal) => plan[goal].id().to_owned(),
                    })
                    .collect(),
            ),
        ]);
    }
    let pairs = [
        ("from", "Year from"),
        ("direction", "Direction"),
        ("lines", "Planned"),
        ("unaligned", "Does not reach the vision"),
        ("ratio", "Share"),
        ("at", "At"),
    ];
    Table::new("money", "Money; `truenorth money` follows it", columns(&pairs), rows)
}

fn single_points(loaded: &Loaded, analysed: &Analysed, most: usize) -> Table {
    let plan = &loaded.plan;
    let points = truenorth_graph::points(plan, &analysed.graph, loaded.today, most);
    let rows = points.iter().map(|point| {
        let pillars = point.pillars.iter();
        let pillars =
            pillars.map(|(goal, part)| format!("{} {}", plan[*goal].id(), super::percent(*part))).collect();
        let mut reasons: Vec<String> = point.work.iter().map(|lost| lost.reason.title().to_owned()).collect();
        reasons.sort();
        reasons.dedup();
        vec![
            Cell::text(plan.item_kind(point.item)),
            Cell::text(plan.item_id(point.item)),
            Cell::Share(point.loses),
            Cell::count(point.work.len()),
            Cell::count(point.waiting.len()),
            Cell::List(pillars),
            Cell::List(reasons),
        ]
    });
    let pairs = [
        ("kind", "Kind"),
        ("id", "Without"),
        ("loses", "The vision loses"),
        ("work", "Work lost"),
        ("waiting", "Work that waits"),
        ("pillars", "Pillars lose"),
        ("reasons", "Because it alone"),
    ];
    Table::new("points", "Single points of failure", columns(&pairs), rows.collect())
}

/// Links that another way implies already. In numbers they count; whether they should is for people to say.
fn implied(plan: &Plan) -> Table {
    let mut rows = Vec::new();
    for kind in [CycleKind::ContributesTo, CycleKind::DependsOn] {
        let found = truenorth_graph::implied_links(plan, kind);
        for link in &found.links {
            let way = found.way(link);
            rows.push(vec![
                Cell::text(kind.field()),
                Cell::text(plan[link.from].id()),
                Cell::text(plan.up_id(link.to)),
                Cell::List(way.iter().map(|up| plan.up_id(*up).to_owned()).collect()),
            ]);
        }
    }
    let pairs = [("field", "By"), ("from", "Goal"), ("to", "To"), ("way", "Already by way of")];
    Table::new("implied_links", "Links that another way implies", columns(&pairs), rows)
}

/// Links without which no circle is left.
fn to_cut(loaded: &Loaded) -> Table {
    let plan = &loaded.plan;
    let mut rows = Vec::new();
    for kind in CycleKind::ALL {
        for edge in truenorth_graph::links_to_cut(plan, kind) {
            rows.push(vec![
                Cell::text(kind.field()),
                Cell::text(plan[edge.from].id()),
                Cell::text(plan[edge.to].id()),
                Cell::maybe(edge.place(plan), |place| Cell::text(super::explain::at(loaded, &place))),
            ]);
        }
    }
    let pairs = [("field", "By"), ("from", "Goal"), ("to", "To"), ("at", "Written in")];
    Table::new("links_to_cut", "Links to cut, so that no circle is left", columns(&pairs), rows)
}

/// The pillars and how much of the vision each is; what does not reach it beside them.
fn draw(plan: &Plan, analysed: &Analysed, answer: &mut Answer) {
    for (goal, link) in analysed.graph.children(Up::Vision) {
        let status = analysed.figures.status[goal.at()].title().to_owned();
        let lines = || vec![plan[goal].title().to_owned(), status];
        let node = answer.diagram.node(plan[goal].id(), lines, Look::Plain);
        let title = || vec![super::trace::up_title(plan, Up::Vision).to_owned()];
        let vision = answer.diagram.node("vision", title, Look::Top);
        answer.diagram.edge(node, vision, super::percent(link.normalised));
    }
    for goal in analysed.graph.goals().filter(|goal| !analysed.figures.reaches[goal.at()]) {
        answer.diagram.node(plan[goal].id(), || vec![plan[goal].title().to_owned()], Look::Fault);
    }
}
