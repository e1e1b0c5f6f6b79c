//! Findings with the lines at fault, the most important last, in the manner of rustc.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level as Title, Origin, Renderer, Snippet};
use anstream::adapter::strip_str;
use truenorth_core::finding::{Finding, Label, Level};
use truenorth_core::fix::Safety;
use truenorth_core::sanitise::Mapped;

use super::{MOST_PRINTED, Shown, shown, summary};

/// How many characters of a long line are shown on each side of the place at fault.
const AROUND: usize = 70;

/// Stands for the path until the true position is known; no text of a plan comes before it on its line.
const PATH: &str = "@";

/// How many other places of a finding are shown.
const MOST_PLACES: usize = 11;

pub(super) fn render(all: &Shown<'_>) -> String {
    let mut findings: Vec<&Finding> = all.report.findings.iter().collect();
    // Stable: within a level the order of files and places stays.
    findings.sort_by_key(|finding| finding.level);
    let more = findings.len().saturating_sub(MOST_PRINTED);
    let mut out = String::new();
    if more > 0 {
        out.push_str(&format!("{more} further findings are not printed; the most important follow\n\n"));
    }
    for finding in findings.into_iter().skip(more) {
        out.push_str(&one(all, finding));
        out.push_str("\n\n");
    }
    out.push_str(&summary(all));
    out.push('\n');
    out
}

fn one(all: &Shown<'_>, finding: &Finding) -> String {
    let title = match finding.level {
        Level::Error => Title::ERROR,
        Level::Warning => Title::WARNING,
        Level::Note => Title::NOTE,
    };
    let message = format!("{}: {}", finding.rule.name, shown::text(&finding.message));
    let mut group = Group::with_title(title.primary_title(message).id(finding.rule.code));
    group = place(all, group, &finding.primary, true);
    for label in finding.secondary.iter().take(MOST_PLACES) {
        group = place(all, group, label, false);
    }
    if finding.secondary.len() > MOST_PLACES {
        let more = finding.secondary.len() - MOST_PLACES;
        group = group.element(Title::NOTE.message(format!("and {more} more places")));
    }
    if let Some(help) = &finding.help {
        group = group.element(Title::HELP.message(shown::text(help)));
    }
    if let Some(fix) = &finding.fix {
        let flag = if fix.safety == Safety::Safe { "--fix" } else { "--fix --unsafe-fixes" };
        let message = format!("{} (`check {flag}`)", shown::text(&fix.title));
        group = group.element(Title::HELP.with_name("fix").message(message));
    }
    if let Some(from) = &finding.level_from {
        let mut set =
            format!("`{}` is set to {} by {}", finding.rule.name, finding.level.word(), from.word());
        if let Some(reason) = from.reason() {
            set.push_str(&format!(": {}", shown::text(reason)));
        }
        group = group.element(Title::NOTE.message(set));
    }
    let renderer = if all.color { Renderer::styled() } else { Renderer::plain() };
    let text = renderer.decor_style(DecorStyle::Ascii).render(&[group]);
    with_positions(all, finding, &text)
}

/// Puts the true line and column behind the arrows. The renderer takes them from the line it was given,
/// which is cut and made harmless and so may count other columns than the file.
fn with_positions(all: &Shown<'_>, finding: &Finding, text: &str) -> String {
    let mut places = std::iter::once(&finding.primary).chain(&finding.secondary);
    let mut out = String::with_capacity(text.len() + 64);
    for (number, line) in text.lines().enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let plain = strip_str(line).to_string();
        let is_arrow = plain.trim_start().starts_with("--> ") || plain.trim_start().starts_with("::: ");
        let head = line.find(PATH).filter(|_| is_arrow).and_then(|at| line.get(..at));
        match (head, if head.is_some() { places.next() } else { None }) {
            (Some(head), Some(label)) => {
                let at = shown::position(all, &label.place);
                out.push_str(head);
                out.push_str(&format!("{}:{}:{}", shown::file_name(all, &label.place), at.line, at.column));
            }
            _ => out.push_str(line),
        }
    }
    out
}

/// Adds a place: its file, line and column, and the line itself if there is one.
fn place<'a>(all: &Shown<'_>, group: Group<'a>, label: &Label, primary: bool) -> Group<'a> {
    let at = shown::position(all, &label.place);
    let text = all.sources.text(label.place.file);
    if text.is_empty() {
        return group.element(Origin::path(PATH));
    }
    let (line, span) = line(text, label.place.span(all.sources));
    let kind = if primary { AnnotationKind::Primary } else { AnnotationKind::Context };
    let mut annotation = kind.span(span);
    if !label.text.is_empty() {
        annotation = annotation.label(shown::text(&label.text));
    }
    group.element(Snippet::source(line).path(PATH).line_start(at.line).annotation(annotation))
}

/// The line on which a span begins, harmless and cut, and the span in it.
fn line(text: &str, span: Range<usize>) -> (String, Range<usize>) {
    let mut start = span.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    // A line may have megabytes; only what could be shown of it is looked at. A character has four bytes at most.
    let floor = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let low = floor(start.saturating_sub(4 * (AROUND + 2)));
    let high = floor(start.saturating_add(4 * 6 * (AROUND + 1)).min(text.len()));
    let begin = text[low..start].rfind('\n').map_or(low, |at| low + at + 1);
    let end = text[start..high].find(['\n', '\r']).map_or(high, |at| start + at);
    let mut stop = span.end.clamp(start, end);
    while !text.is_char_boundary(stop) {
        stop -= 1;
    }
    let left = text[begin..start].char_indices().rev().nth(AROUND).map(|(at, _)| begin + at);
    let mut far = start + (stop - start).min(4 * AROUND);
    while !text.is_char_boundary(far) {
        far -= 1;
    }
    let right = text[far..end].char_indices().nth(AROUND).map(|(at, _)| far + at);
    let (from, to) = (left.unwrap_or(begin), right.unwrap_or(end));
    let mapped = Mapped::source_line(&text[from..to]);
    let prefix = if left.is_some() { "... " } else { "" };
    let suffix = if right.is_some() { " ..." } else { "" };
    let offset = |at: usize| prefix.len() + mapped.offset(at - from);
    let mut shown = offset(start)..offset(stop.min(to));
    if shown.is_empty() {
        shown.end = (shown.start + 1).min(prefix.len() + mapped.text.len()).max(shown.start);
    }
    (format!("{prefix}{}{suffix}", mapped.text), shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let text = format!("a\n{}HERE{}\nb", "x".repeat(300), "y".repeat(300));
        let start = text.find("HERE").unwrap();
        let (line, span) = line(&text, start..start + 4);
        assert_eq!(&line[span], "HERE");
        assert!(line.starts_with("... x") && line.ends_with("y ..."));
        assert!(line.len() < 200);
    }

    #[test]
    fn a_span_may_begin_after_a_multibyte_character() {
        let text = "{\"é日\": 1}";
        let start = text.find('1').unwrap();
        let (line, span) = line(text, start..start + 1);
        assert_eq!(&line[span], "1");
    }

    #[test]
    fn a_long_span_may_be_cut_inside_of_a_character() {
        for letter in ["a", "é", "ໝ", "🕴"] {
            for before in 0..4 {
                let text = format!("{}{}", "x".repeat(before), letter.repeat(8 * AROUND));
                let (shown, span) = line(&text, before..text.len());
                assert!(shown.ends_with(" ...") && shown.get(span).is_some(), "{letter} {before}");
            }
        }
    }

    #[test]
    fn a_place_at_the_end_of_the_file_is_shown() {
        let (line, span) = line("{\n", 2..2);
        assert_eq!((line.as_str(), span), ("", 0..0));
    }
}
