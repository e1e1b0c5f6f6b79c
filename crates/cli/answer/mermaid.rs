//! The diagram of an answer as a Mermaid flowchart, which forges draw in Markdown pages.

use std::fmt::Write as _;

use truenorth_core::sanitise;

use super::{Answer, Look};

pub(super) fn write(answer: &Answer) -> String {
    let mut out = String::from("flowchart BT\n");
    // Writing to a String cannot fail.
    for (number, node) in answer.diagram.nodes.iter().enumerate() {
        let lines: Vec<String> = node.lines.iter().map(|line| escaped(line)).collect();
        // Mermaid refuses an empty text.
        let text =
            Some(lines.join("<br/>")).filter(|text| !text.is_empty()).unwrap_or_else(|| " ".to_owned());
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
/// of Mermaid, which has no other way to quote.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    // Mermaid reads `1.`, `1)`, `-` and `+` at the beginning as a list of Markdown, which it then does not draw.
    let mut begins = true;
    for character in sanitise::one_line(text).chars() {
        let is_word = character.is_alphanumeric() || " ,:/(%'?!".contains(character);
        let harmless = is_word || !begins && ".)+-".contains(character) || !character.is_ascii();
        begins &= character.is_ascii_digit() || character == ' ';
        if harmless {
            out.push(character);
        } else {
            let _ = write!(out, "#{};", u32::from(character));
        }
    }
    out
}
