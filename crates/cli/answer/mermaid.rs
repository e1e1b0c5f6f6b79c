//! The diagram of an answer as a Mermaid flowchart, which forges draw in Markdown pages.

use std::fmt::Write as _;

use truenorth_core::sanitise;

use super::{Answer, Look};

pub(super) fn write(answer: &Answer) -> String {
    let mut out = String::from("flowchart BT\n");
    // Writing to a String cannot fail.
    for (number, node) in answer.diagram.nodes.iter().enumerate() {
        let lines: Vec<String> = node.lines.iter().map(|line| escaped(line)).collect();
        let text = lines.join("<br/>");
        let _ = match node.look {
            Look::Means => writeln!(out, "  n{number}([\"{text}\"])"),
            Look::Top => writeln!(out, "  n{number}[[\"{text}\"]]"),
            Look::Plain | Look::Asked | Look::Fault => writeln!(out, "  n{number}[\"{text}\"]"),
        };
    }
    for edge in &answer.diagram.edges {
        let arrow = if edge.weak { "-.->" } else { "-->" };
        let label =
            if edge.label.is_empty() { String::new() } else { format!("|\"{}\"|", escaped(&edge.label)) };
        let _ = writeln!(out, "  n{} {arrow}{label} n{}", edge.from, edge.to);
    }
    for (look, style) in [(Look::Asked, "fill:#fff2cc,color:#000"), (Look::Fault, "stroke:#c00000")] {
        for (number, _) in answer.diagram.nodes.iter().enumerate().filter(|(_, node)| node.look == look) {
            let _ = writeln!(out, "  style n{number} {style}");
        }
    }
    out
}

/// A text inside of the quotes of a label: whatever is neither letter, digit nor harmless becomes an entity
/// of Mermaid, which has no other way to quote. A sign that would begin a list of Markdown is not harmless.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    let line = sanitise::one_line(text);
    let number = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    for (at, character) in line.char_indices() {
        let begins_list = at == number && "-+.)".contains(character);
        let harmless =
            character.is_alphanumeric() || " .,:/()%+-'?!".contains(character) || !character.is_ascii();
        let harmless = harmless && !begins_list;
        if harmless {
            out.push(character);
        } else {
            let _ = write!(out, "#{};", u32::from(character));
        }
    }
    out
}
