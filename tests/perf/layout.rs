//! Our layout of the alignment map beside that of Graphviz dot: `layout [--set test|design]` draws plans with both and prints crossings,
//! length of links and time. `layout --boxes` reads boxes and links from standard input and writes where they go, as dot does.
#![expect(clippy::print_stdout, reason = "a command-line program for measuring")]

use std::error::Error;
use std::fmt::Write as _;
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};
use std::time::Instant;

use truenorth_charts::charts::alignment_map::{self, View};
use truenorth_charts::layout::{self, Spacing};
use truenorth_charts::scene::{Bounds, Item, PX, Scene, Segment, Shape};
use truenorth_charts::theme::{Look, Theme};

mod dot;
mod drawn;
mod plans;
mod synthetic;

use dot::{Question, Sized};
use drawn::{Line, curve};

/// Runs of each program; the least time counts.
const RUNS: usize = 3;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        [] => compare("test"),
        ["--set", set @ ("test" | "design")] => compare(set),
        ["--boxes"] => boxes(),
        _ => Err("usage: layout [--set test|design], or layout --boxes < FILE".into()),
    }
}

/// The figures of one plan.
struct Row {
    crossings: (usize, usize),
    length: (f64, f64),
    /// Ours within the process, as a process of its own, and dot's process.
    seconds: [f64; 3],
}

fn compare(set: &str) -> Result<(), Box<dyn Error>> {
    drawn::self_test()?;
    let version = dot::version().ok_or("dot is not installed: nothing is compared")?;
    println!("{version}\n");
    println!(
        "| plan | boxes | links | crossings | dot | ratio | length, kpx | dot | ratio | ms, layout | process | dot | times |"
    );
    println!("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    let mut rows = Vec::new();
    for kind in plans::Kind::all(set) {
        let view = kind.view()?;
        let row = measure(&view)?;
        let (ours, dots) = row.crossings;
        println!(
            "| {} | {} | {} | {ours} | {dots} | {} | {:.1} | {:.1} | {:.2} | {:.2} | {:.1} | {:.1} | {:.1} |",
            kind.name(),
            view.nodes.len(),
            view.edges.len(),
            ratio(row.crossings).map_or_else(|| "-".to_owned(), |ratio| format!("{ratio:.2}")),
            row.length.0 / 1e3,
            row.length.1 / 1e3,
            row.length.0 / row.length.1,
            row.seconds[0] * 1e3,
            row.seconds[1] * 1e3,
            row.seconds[2] * 1e3,
            row.seconds[2] / row.seconds[1],
        );
        rows.push(row);
    }
    let crossings: Vec<f64> = rows.iter().filter_map(|row| ratio(row.crossings)).collect();
    let most = rows.iter().filter(|row| {
        let (ours, dots) = row.crossings;
        ours as f64 > (dots as f64 * 1.3).max(dots as f64 + 2.0)
    });
    println!("\ncrossings to dot's, median: {:.3}", median(crossings));
    println!("plans with more than 1.3 times dot's crossings, and more than 2 over: {}", most.count());
    println!(
        "length to dot's, median: {:.3}",
        median(rows.iter().map(|row| row.length.0 / row.length.1).collect())
    );
    println!(
        "dot's time to ours, median: {:.1}",
        median(rows.iter().map(|row| row.seconds[2] / row.seconds[1]).collect())
    );
    Ok(())
}

/// Ours to dot's; two pictures without crossings are equal, and nothing compares with none.
fn ratio((ours, dots): (usize, usize)) -> Option<f64> {
    match (ours, dots) {
        (0, 0) => Some(1.0),
        (_, 0) => None,
        _ => Some(ours as f64 / dots as f64),
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => f64::NAN,
        count if count % 2 == 1 => values[middle],
        _ => f64::midpoint(values[middle - 1], values[middle]),
    }
}

fn measure(view: &View) -> Result<Row, Box<dyn Error>> {
    let scene = alignment_map::draw(view, &Look::slide(Theme::light()))?;
    let (areas, lines) = taken(view, &scene)?;
    let spots: Vec<_> = areas
        .iter()
        .map(|area| {
            let px = |value: i32| f64::from(value) / f64::from(PX);
            ((px(area.left), px(area.top)), (px(area.right), px(area.bottom)))
        })
        .collect();
    if drawn::overlaps(&spots) > 0 {
        return Err("our boxes overlap".into());
    }
    let question = question(view, &areas);
    let dots = dot::lay_out(&question)?;
    if drawn::overlaps(&dots.boxes) > 0 || dots.lines.len() != view.edges.len() {
        return Err("dot's boxes overlap, or links are missing".into());
    }
    let text = lines_of(view, &areas);
    let least = |run: &dyn Fn() -> Result<f64, Box<dyn Error>>| -> Result<f64, Box<dyn Error>> {
        let mut least = f64::INFINITY;
        for _ in 0..RUNS {
            least = least.min(run()?);
        }
        Ok(least)
    };
    let (nodes, edges, spacing) = parsed(&text)?;
    let inside = least(&|| {
        let begin = Instant::now();
        std::hint::black_box(layout::layout(&nodes, &edges, &spacing));
        Ok(begin.elapsed().as_secs_f64())
    })?;
    Ok(Row {
        crossings: (drawn::crossings(&lines), drawn::crossings(&dots.lines)),
        length: (drawn::length(&lines), drawn::length(&dots.lines)),
        seconds: [
            inside,
            least(&|| process(&text))?,
            least(&|| Ok(dot::lay_out(&question)?.seconds))?.min(dots.seconds),
        ],
    })
}

/// The cards and links of our picture.
fn taken(view: &View, scene: &Scene) -> Result<(Vec<Bounds>, Vec<Line>), Box<dyn Error>> {
    let area = |item: &Item| match &item.shape {
        Shape::Group { items, .. } => items.iter().find_map(|inner| match &inner.shape {
            Shape::Rect { x, y, width, height, .. } if inner.class == "card" => {
                Some(Bounds { left: *x, top: *y, right: x + width, bottom: y + height })
            }
            _ => None,
        }),
        _ => None,
    };
    let cards: Vec<Bounds> =
        scene.items.iter().filter(|item| item.class.starts_with("goal")).filter_map(area).collect();
    let paths = scene.items.iter().filter(|item| item.class == "link" || item.class == "link negative");
    let mut lines = Vec::new();
    for (item, edge) in paths.zip(&view.edges) {
        let Shape::Path(segments) = &item.shape else { continue };
        let at = |point: &truenorth_charts::scene::Point| {
            (f64::from(point.x) / f64::from(PX), f64::from(point.y) / f64::from(PX))
        };
        let mut spots = Vec::new();
        for segment in segments {
            match segment {
                Segment::Move(point) | Segment::Line(point) => spots.push(at(point)),
                Segment::Cubic(one, two, end) => curve(&mut spots, at(one), at(two), at(end)),
                _ => {}
            }
        }
        lines.push(Line { ends: (edge.child, edge.parent), spots });
    }
    if cards.len() != view.nodes.len() || lines.len() != view.edges.len() {
        return Err(format!("{} cards and {} links are drawn", cards.len(), lines.len()).into());
    }
    Ok((cards, lines))
}

fn question(view: &View, areas: &[Bounds]) -> Question {
    let px = |value: i32| f64::from(value) / f64::from(PX);
    let edge = |column: usize, right: bool| {
        let members = view.nodes.iter().zip(areas).filter(move |(node, _)| node.column == column);
        members.map(|(_, area)| if right { area.right } else { area.left }).next()
    };
    let gutter = match (edge(0, true), edge(1, false)) {
        (Some(left), Some(right)) => px(right - left),
        _ => 96.0,
    };
    let boxes = view.nodes.iter().zip(areas).map(|(node, area)| Sized {
        column: node.column,
        width: px(area.right - area.left),
        height: px(area.bottom - area.top),
    });
    Question {
        boxes: boxes.collect(),
        links: view.edges.iter().map(|edge| (edge.child, edge.parent)).collect(),
        gutter,
        gap: px(alignment_map::spacing(view.detail).gap),
    }
}

/// What `--boxes` reads.
fn lines_of(view: &View, areas: &[Bounds]) -> String {
    let spacing = alignment_map::spacing(view.detail);
    let mut out = format!("{} {} {} {}\n", spacing.gap, spacing.group_gap, spacing.lane, spacing.port);
    for (node, area) in view.nodes.iter().zip(areas) {
        let _ = writeln!(out, "box {} {}", node.column, area.bottom - area.top);
    }
    for edge in &view.edges {
        let _ = writeln!(out, "link {} {}", edge.child, edge.parent);
    }
    out
}

type Parsed = (Vec<layout::Node>, Vec<layout::Edge>, Spacing);

fn parsed(text: &str) -> Result<Parsed, Box<dyn Error>> {
    let mut lines = text.lines();
    let first: Vec<i32> = lines.next().unwrap_or("").split(' ').map(str::parse).collect::<Result<_, _>>()?;
    let [gap, group_gap, lane, port] = first[..] else {
        return Err("the first line has four distances".into());
    };
    let (mut nodes, mut edges) = (Vec::new(), Vec::new());
    for line in lines {
        match line.split(' ').collect::<Vec<_>>()[..] {
            ["box", column, height] => {
                nodes.push(layout::Node { column: column.parse()?, height: height.parse()? });
            }
            ["link", from, to] => edges.push(layout::Edge { from: from.parse()?, to: to.parse()? }),
            _ => return Err(format!("neither box nor link: {line}").into()),
        }
    }
    Ok((nodes, edges, Spacing { gap, group_gap, lane, port }))
}

fn boxes() -> Result<(), Box<dyn Error>> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let (nodes, edges, spacing) = parsed(&text)?;
    let placed = layout::layout(&nodes, &edges, &spacing);
    let mut out = String::new();
    for top in &placed.tops {
        writeln!(out, "box {top}")?;
    }
    for route in &placed.routes {
        writeln!(out, "link {route:?}")?;
    }
    print!("{out}");
    Ok(())
}

/// Wall time of our layout as a process of its own.
fn process(text: &str) -> Result<f64, Box<dyn Error>> {
    let program = std::env::current_exe()?;
    let begin = Instant::now();
    let mut child =
        Command::new(program).arg("--boxes").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut stdin = child.stdin.take().ok_or("no input")?;
    stdin.write_all(text.as_bytes())?;
    drop(stdin);
    let output = child.wait_with_output()?;
    let seconds = begin.elapsed().as_secs_f64();
    if output.status.success() { Ok(seconds) } else { Err("our layout failed".into()) }
}
