//! The line of a file that a finding shows.

use std::ops::Range;

use truenorth_core::sanitise::Mapped;

/// The line on which a span begins, harmless and cut to so many characters on each side of the span, and the span in it.
pub(super) fn line(text: &str, span: Range<usize>, around: usize) -> (String, Range<usize>) {
    let start = floor(text, span.start.min(text.len()));
    // A line may have megabytes; only what could be shown of it is looked at. A character has four bytes at most.
    let low = floor(text, start.saturating_sub(4 * (around + 2)));
    let high = floor(text, start.saturating_add(4 * 6 * (around + 1)).min(text.len()));
    let begin = text[low..start].rfind('\n').map_or(low, |at| low + at + 1);
    let end = text[start..high].find(['\n', '\r']).map_or(high, |at| start + at);
    let stop = floor(text, span.end.clamp(start, end));
    let left = text[begin..start].char_indices().rev().nth(around).map(|(at, _)| begin + at);
    let far = floor(text, start + (stop - start).min(4 * around));
    let right = text[far..end].char_indices().nth(around).map(|(at, _)| far + at);
    let (from, to) = (left.unwrap_or(begin), right.unwrap_or(end));
    let mapped = Mapped::source_line(&text[from..to]);
    let prefix = if left.is_some() { "... " } else { "" };
    let suffix = if right.is_some() { " ..." } else { "" };
    let offset = |at: usize| prefix.len() + mapped.offset(at - from);
    let shown = offset(start)..offset(stop.min(to));
    let line = format!("{prefix}{}{suffix}", mapped.text);
    // Where nothing stands between two characters, the one after it is shown.
    let next = line.get(shown.start..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let end = if shown.is_empty() { shown.start + next } else { shown.end };
    (line, shown.start..end)
}

/// The byte, or the one at which its character begins.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    const AROUND: usize = 70;

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let text = format!("a\n{}HERE{}\nb", "x".repeat(300), "y".repeat(300));
        let start = text.find("HERE").unwrap();
        let (line, span) = line(&text, start..start + 4, AROUND);
        assert_eq!(&line[span], "HERE");
        assert!(line.starts_with("... x") && line.ends_with("y ..."));
        assert!(line.len() < 200);
    }

    #[test]
    fn an_empty_span_shows_the_whole_character_after_it() {
        let (shown, span) = line("{\"a\" é}", 5..5, AROUND);
        assert_eq!(&shown[span], "é");
        let (_, span) = line("{", 1..1, AROUND);
        assert_eq!(span, 1..1);
    }

    #[test]
    fn a_span_may_begin_after_a_multibyte_character() {
        let text = "{\"é日\": 1}";
        let start = text.find('1').unwrap();
        let (line, span) = line(text, start..start + 1, AROUND);
        assert_eq!(&line[span], "1");
    }

    #[test]
    fn a_long_span_may_be_cut_inside_of_a_character() {
        for letter in ["a", "é", "ໝ", "🕴"] {
            for before in 0..4 {
                let text = format!("{}{}", "x".repeat(before), letter.repeat(8 * AROUND));
                let (shown, span) = line(&text, before..text.len(), AROUND);
                assert!(shown.ends_with(" ...") && shown.get(span).is_some(), "{letter} {before}");
            }
        }
    }

    #[test]
    fn a_place_at_the_end_of_the_file_is_shown() {
        let (line, span) = line("{\n", 2..2, AROUND);
        assert_eq!((line.as_str(), span), ("", 0..0));
    }
}
