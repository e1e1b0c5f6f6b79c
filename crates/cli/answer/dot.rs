//! The diagram of an answer in the language of Graphviz.

use std::fmt::Write as _;

use truenorth_core::sanitise;

use super::{Answer, Look};

pub(super) fn write(answer: &Answer) -> String {
    let mut out = String::from(
        "digraph plan {\n  rankdir=BT;\n  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n",
    );
    // Writing to a String cannot fail.
    let _ = writeln!(out, "  label=\"{}\";", quoted(&answer.title));
    for (number, node) in answer.diagram.nodes.iter().enumerate() {
        let lines: Vec<String> = node.lines.iter().map(|line| quoted(line)).collect();
        let look = match node.look {
            Look::Plain => "",
            Look::Top => ", penwidth=3",
            Look::Asked => ", style=\"rounded,filled\", fillcolor=\"#fff2cc\"",
            Look::Means => ", shape=ellipse, style=solid",
            Look::Fault => ", color=\"#c00000\", penwidth=2",
        };
        let _ = writeln!(out, "  n{number} [label=\"{}\"{look}];", lines.join("\\n"));
    }
    for edge in &answer.diagram.edges {
        let style = if edge.weak { ", style=dashed" } else { "" };
        let _ = writeln!(out, "  n{} -> n{} [label=\"{}\"{style}];", edge.from, edge.to, quoted(&edge.label));
    }
    out.push_str("}\n");
    out
}

/// A text inside of the quotes of a label, where Graphviz reads escapes, and entities as in HTML.
fn quoted(text: &str) -> String {
    sanitise::one_line(text).replace('\\', "\\\\").replace('"', "\\\"").replace('&', "&amp;")
}
