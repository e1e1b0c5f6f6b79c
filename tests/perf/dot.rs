//! Graphviz dot on the same boxes: what it is told, and what it answers with `-Tplain`.

use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::drawn::{Line, Spot, curve};

/// Pixels in an inch, in which dot counts.
const INCH: f64 = 96.0;

/// A box that dot is to place.
pub(crate) struct Sized {
    pub(crate) column: usize,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// Boxes and links with the distances of the map: between columns, and between boxes of a column.
pub(crate) struct Question {
    pub(crate) boxes: Vec<Sized>,
    /// Child and parent.
    pub(crate) links: Vec<(usize, usize)>,
    pub(crate) gutter: f64,
    pub(crate) gap: f64,
}

/// What dot made of it.
pub(crate) struct Answer {
    pub(crate) lines: Vec<Line>,
    /// Left top and right bottom of the boxes.
    pub(crate) boxes: Vec<(Spot, Spot)>,
    /// Wall time of the whole process, in seconds.
    pub(crate) seconds: f64,
}

fn text(question: &Question) -> Result<String, std::fmt::Error> {
    let mut out = String::from("digraph map {\n");
    writeln!(out, "rankdir=LR; ranksep={:.3}; nodesep={:.3};", question.gutter / INCH, question.gap / INCH)?;
    writeln!(out, "node [shape=box, fixedsize=true, label=\"\"]; edge [arrowhead=none];")?;
    for (at, sized) in question.boxes.iter().enumerate() {
        writeln!(out, "n{at} [width={:.4}, height={:.4}];", sized.width / INCH, sized.height / INCH)?;
    }
    let columns = question.boxes.iter().map(|sized| sized.column).max().unwrap_or(0);
    for column in 0..=columns {
        let members = question.boxes.iter().enumerate().filter(|(_, sized)| sized.column == column);
        let names: Vec<String> = members.map(|(at, _)| format!("n{at}")).collect();
        if names.len() > 1 {
            writeln!(out, "{{ rank=same; {} }}", names.join("; "))?;
        }
    }
    for (child, parent) in &question.links {
        writeln!(out, "n{parent} -> n{child};")?;
    }
    out.push_str("}\n");
    Ok(out)
}

/// Whether dot is installed, with its version.
pub(crate) fn version() -> Option<String> {
    let output = Command::new("dot").arg("-V").output().ok()?;
    let words = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    words.contains("version").then_some(words)
}

/// Lays out with dot.
pub(crate) fn lay_out(question: &Question) -> Result<Answer, Box<dyn Error>> {
    let asked = text(question)?;
    let begin = Instant::now();
    let mut child =
        Command::new("dot").arg("-Tplain").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut stdin = child.stdin.take().ok_or("dot takes no input")?;
    // dot reads all before it writes anything.
    stdin.write_all(asked.as_bytes())?;
    drop(stdin);
    let output = child.wait_with_output()?;
    let seconds = begin.elapsed().as_secs_f64();
    if !output.status.success() {
        return Err("dot failed".into());
    }
    let plain = String::from_utf8(output.stdout)?;
    let mut answer =
        Answer { lines: Vec::new(), boxes: vec![((0.0, 0.0), (0.0, 0.0)); question.boxes.len()], seconds };
    for row in plain.lines() {
        let words: Vec<&str> = row.split_whitespace().collect();
        let number = |at: usize| -> Result<f64, Box<dyn Error>> {
            Ok(words.get(at).ok_or("dot wrote a short line")?.parse::<f64>()? * INCH)
        };
        let node = |at: usize| -> Result<usize, Box<dyn Error>> {
            let name = words.get(at).ok_or("dot wrote a short line")?;
            Ok(name.trim_start_matches('n').parse()?)
        };
        match words.first() {
            Some(&"node") => {
                let (x, y, w, h) = (number(2)?, number(3)?, number(4)? / 2.0, number(5)? / 2.0);
                let slot = answer.boxes.get_mut(node(1)?).ok_or("dot names a box that is not there")?;
                *slot = ((x - w, y - h), (x + w, y + h));
            }
            Some(&"edge") => {
                let count: usize = words.get(3).ok_or("dot wrote a short line")?.parse()?;
                let mut spots = vec![(number(4)?, number(5)?)];
                for first in (1..count).step_by(3) {
                    let at = |step: usize| -> Result<Spot, Box<dyn Error>> {
                        Ok((number(4 + 2 * (first + step))?, number(5 + 2 * (first + step))?))
                    };
                    curve(&mut spots, at(0)?, at(1)?, at(2)?);
                }
                answer.lines.push(Line { ends: (node(2)?, node(1)?), spots });
            }
            _ => {}
        }
    }
    Ok(answer)
}
