//! Findings with the lines at fault, the most important last, in the manner of rustc.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level as Title, Origin, Renderer, Snippet};
use anstream::adapter::strip_str;
use truenorth_core::finding::{Finding, Label, Level};
use truenorth_core::fix::Safety;
use truenorth_core::sanitise;

use super::order::{Cause, by_cause};
use super::{MOST_PRINTED, Shown, shown, snippet, summary};

/// Stands for the path until the true position is known; no text of a plan comes before it on its line.
const PATH: &str = "@";

/// How many bytes a finding may take, colours not counted.
const MOST_BYTES: usize = 1_024;

/// How many other places of a finding are shown at most; the rest is counted.
const MOST_PLACES: usize = 10;

/// How much of a finding is shown.
#[derive(Clone, Copy)]
struct Room {
    /// How many characters of a long line on each side of the place at fault.
    around: usize,
    /// How many other places come with their line.
    lines: usize,
    /// How many come with or without it; the rest is counted.
    places: usize,
    /// How many characters of a message, a label, a help line.
    text: usize,
}

/// From roomy to narrow: the first in which a finding fits is taken. The last one always fits but for its path.
const ROOMS: [Room; 8] = [
    Room { around: 70, lines: MOST_PLACES, places: MOST_PLACES, text: shown::LONGEST_TEXT },
    Room { around: 40, lines: 2, places: MOST_PLACES, text: shown::LONGEST_TEXT },
    Room { around: 40, lines: 0, places: MOST_PLACES, text: shown::LONGEST_TEXT },
    Room { around: 30, lines: 0, places: 8, text: shown::LONGEST_TEXT },
    Room { around: 30, lines: 0, places: 6, text: shown::LONGEST_TEXT },
    Room { around: 30, lines: 0, places: 4, text: 150 },
    Room { around: 20, lines: 0, places: 2, text: 80 },
    Room { around: 10, lines: 0, places: 0, text: 40 },
];

pub(super) fn render(all: &Shown<'_>) -> String {
    let causes = by_cause(all);
    let more = causes.len().saturating_sub(MOST_PRINTED);
    let mut out = String::new();
    if more > 0 {
        let left_out: usize = causes.iter().take(more).map(|cause| cause.same.len() + 1).sum();
        out.push_str(&format!("{left_out} further findings are not printed; the most important follow\n\n"));
    }
    for cause in causes.iter().skip(more) {
        out.push_str(&one(all, cause));
        out.push_str("\n\n");
    }
    out.push_str(&summary(all));
    out.push('\n');
    out
}

/// A finding in the first room in which it fits.
fn one(all: &Shown<'_>, cause: &Cause<'_>) -> String {
    let mut text = String::new();
    for room in &ROOMS {
        text = in_room(all, cause, room);
        if text.len() <= MOST_BYTES || strip_str(&text).to_string().len() <= MOST_BYTES {
            break;
        }
    }
    text
}

fn in_room(all: &Shown<'_>, cause: &Cause<'_>, room: &Room) -> String {
    let finding = cause.first;
    let short = |words: &str| sanitise::short(words, room.text).into_owned();
    let title = match finding.level {
        Level::Error => Title::ERROR,
        Level::Warning => Title::WARNING,
        Level::Note => Title::NOTE,
    };
    let message = format!("{}: {}", finding.rule.name, short(&finding.message));
    let mut group = Group::with_title(title.primary_title(message).id(finding.rule.code));
    group = with_line(all, group, &finding.primary, true, room);
    for label in finding.secondary.iter().take(room.lines) {
        group = with_line(all, group, label, false, room);
    }
    let mut notes = Vec::new();
    for label in finding.secondary.iter().take(room.places).skip(room.lines) {
        notes.push(format!("{} {}", at(all, label), short(&label.text)));
    }
    if finding.secondary.len() > room.places {
        notes.push(format!("and {} more places", finding.secondary.len() - room.places));
    }
    for same in cause.same.iter().take(room.places) {
        notes.push(format!("the same at {}", at(all, &same.primary)));
    }
    if cause.same.len() > room.places {
        notes.push(format!("the same at {} more places", cause.same.len() - room.places));
    }
    for note in notes {
        group = group.element(Title::NOTE.message(note));
    }
    if let Some(help) = &finding.help {
        group = group.element(Title::HELP.message(short(help)));
    }
    if let Some(fix) = &finding.fix {
        let flag = if fix.safety == Safety::Safe { "--fix" } else { "--fix --unsafe-fixes" };
        let message = format!("{} (`check {flag}`)", short(&fix.title));
        group = group.element(Title::HELP.with_name("fix").message(message));
    }
    if let Some(from) = shown::level_from(finding) {
        let set = format!("the level `{}` comes from {}", finding.level.word(), short(&from));
        group = group.element(Title::NOTE.message(set));
    }
    let renderer = if all.color { Renderer::styled() } else { Renderer::plain() };
    let text = renderer.decor_style(DecorStyle::Ascii).render(&[group]);
    with_positions(all, finding, &text)
}

/// `teams/fleet.json:7:26:`, for a place without its line.
fn at(all: &Shown<'_>, label: &Label) -> String {
    let at = shown::position(all, &label.place);
    format!("{}:{}:{}", shown::file_name(all, &label.place), at.line, at.column)
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
                out.push_str(head);
                out.push_str(&at(all, label));
            }
            _ => out.push_str(line),
        }
    }
    out
}

/// Adds a place: its file, line and column, and the line itself if there is one.
fn with_line<'a>(all: &Shown<'_>, group: Group<'a>, label: &Label, primary: bool, room: &Room) -> Group<'a> {
    let at = shown::position(all, &label.place);
    let text = all.sources.text(label.place.file);
    if text.is_empty() {
        return group.element(Origin::path(PATH));
    }
    let (line, span) = snippet::line(text, label.place.span(all.sources), room.around);
    let kind = if primary { AnnotationKind::Primary } else { AnnotationKind::Context };
    let mut annotation = kind.span(span);
    if !label.text.is_empty() {
        annotation = annotation.label(sanitise::short(&label.text, room.text).into_owned());
    }
    group.element(Snippet::source(line).path(PATH).line_start(at.line).annotation(annotation))
}
