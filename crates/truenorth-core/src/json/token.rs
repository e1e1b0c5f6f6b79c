//! The smallest pieces: texts, numbers and words, each with a message for each way of being wrong.

use std::ops::Range;

use super::damage::Damage;
use crate::fix::Safety;

/// The offset after the text that begins with the double quote at `start`, if it holds neither escapes nor damage.
pub(super) fn plain_string(bytes: &[u8], start: usize) -> Option<usize> {
    let end = plain_end(bytes, start + 1);
    (bytes.get(end) == Some(&b'"') && bytes.get(start) == Some(&b'"')).then_some(end + 1)
}

/// Reads a text that begins with the quote at `start`. Gives the offset after it and whether it needs
/// unescaping; `None` as offset if the line ends first, which loses the rest of the file.
pub(super) fn string(bytes: &[u8], start: usize, damage: &mut Vec<Damage>) -> (Option<usize>, bool) {
    let quote = bytes[start];
    let mut escaped = quote != b'"';
    let mut at = start + 1;
    loop {
        if quote == b'"' {
            at = plain_end(bytes, at);
        }
        match bytes.get(at) {
            Some(byte) if *byte == quote => return (Some(at + 1), escaped),
            Some(b'\\') => {
                escaped = true;
                at = escape(bytes, at, damage);
            }
            None => {
                damage.push(Damage::syntax(
                    start..at,
                    "the file ends inside this text",
                    "the file may be cut off; close the text, and what is open around it",
                ));
                return (None, true);
            }
            Some(b'\n' | b'\r') => {
                damage.push(Damage::syntax(
                    start..at,
                    "this text has no closing quote on its line",
                    "close it with `\"`; a line break inside a text is written `\\n`",
                ));
                return (None, true);
            }
            Some(byte) if *byte < 0x20 => {
                damage.push(Damage::syntax(
                    at..at + 1,
                    format!("control character U+{byte:04X} inside a text"),
                    "write it as an escape (a tab is `\\t`) or take it out",
                ));
                at += 1;
            }
            Some(_) => at += 1,
        }
    }
}

/// The first byte from `at` on that is a double quote, a backslash or a control character. Eight bytes a step, by the
/// usual word-wide test for bytes below a limit, which sets the top bit of each (and maybe of bytes after the first).
/// With bit 1 turned over, control characters stay below 0x20 and the quote, 0x22, becomes 0x20.
fn plain_end(bytes: &[u8], mut at: usize) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const TOPS: u64 = 0x8080_8080_8080_8080;
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        let word = u64::from_le_bytes(*chunk);
        let quote_or_control = (word ^ (ONES * 0x02)).wrapping_sub(ONES * 0x21);
        let backslash = (word ^ (ONES * b'\\' as u64)).wrapping_sub(ONES);
        // Neither test is true of a byte with the top bit set: xor does not touch it.
        let found = (quote_or_control | backslash) & !word & TOPS;
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    while bytes.get(at).is_some_and(|byte| !matches!(byte, b'"' | b'\\') && *byte >= 0x20) {
        at += 1;
    }
    at
}

/// Judges the escape at the backslash `at`; gives the offset after it.
fn escape(bytes: &[u8], at: usize, damage: &mut Vec<Damage>) -> usize {
    match bytes.get(at + 1) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => at + 2,
        Some(b'u') => match unit(bytes, at) {
            None => {
                damage.push(Damage::syntax(
                    at..(at + 6).min(bytes.len()),
                    "`\\u` needs four hexadecimal digits",
                    "write the character itself, or `\\u00e9` for example",
                ));
                at + 2
            }
            Some(0xD800..=0xDBFF) if matches!(unit(bytes, at + 6), Some(0xDC00..=0xDFFF)) => at + 12,
            Some(0xD800..=0xDFFF) => {
                damage.push(Damage::syntax(
                    at..at + 6,
                    "half of a surrogate pair is no character",
                    "write the character itself",
                ));
                at + 6
            }
            Some(_) => at + 6,
        },
        // The end of the line or file is for the caller to report.
        None | Some(b'\n' | b'\r') => at + 1,
        Some(_) => {
            damage.push(Damage::syntax(
                at..at + 2,
                "unknown escape in a text",
                "a backslash itself is written `\\\\`",
            ));
            at + 2
        }
    }
}

/// The four hexadecimal digits of a `\uXXXX` that begins at `at`.
fn unit(bytes: &[u8], at: usize) -> Option<u32> {
    if bytes.get(at..at + 2)? != b"\\u" {
        return None;
    }
    bytes.get(at + 2..at + 6)?.iter().try_fold(0, |value, byte| {
        let digit = char::from(*byte).to_digit(16)?;
        Some(value * 16 + digit)
    })
}

/// The end of a run of characters that can only be one number or word.
pub(super) fn word_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while bytes.get(at).is_some_and(|byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.' | b'_' | b'$') || *byte >= 0x80
    }) {
        at += 1;
    }
    at
}

/// What is wrong with a number, if anything.
pub(super) fn number(text: &str, span: Range<usize>) -> Option<Damage> {
    let wrong = |message: &str, help| Some(Damage::syntax(span.clone(), message, help));
    let digits = text.strip_prefix('-').unwrap_or(text);
    let prefix = digits.get(..2).unwrap_or("");
    if text.starts_with('+') {
        return wrong("a number has no plus sign", "leave the `+` out");
    }
    if ["0x", "0b", "0o"].iter().any(|other| prefix.eq_ignore_ascii_case(other)) {
        return wrong("numbers are decimal", "write the decimal number");
    }
    if digits.starts_with('.') {
        return wrong("a number begins with a digit", "write `0` before the point");
    }
    let (integer, rest) = split_digits(digits);
    if integer.is_empty() {
        return wrong("this is no number", "write digits, such as `12` or `0.5`");
    }
    if integer.len() > 1 && integer.starts_with('0') {
        return wrong("a number has no leading zeros", "leave the zeros out, or put a text in quotes");
    }
    let mut rest = rest;
    if let Some(after) = rest.strip_prefix('.') {
        let (fraction, after) = split_digits(after);
        if fraction.is_empty() {
            return wrong("a digit must follow the decimal point", "leave the point out or add a `0`");
        }
        rest = after;
    }
    let exponent = rest.strip_prefix(['e', 'E']);
    if let Some(after) = exponent {
        let (power, after) = split_digits(after.strip_prefix(['+', '-']).unwrap_or(after));
        if power.is_empty() {
            return wrong("the exponent has no digits", "write the number without `e`");
        }
        rest = after;
    }
    if !rest.is_empty() {
        return wrong("this is no number", "a text, such as a date, stands in quotes");
    }
    let huge = exponent.is_some() || integer.len() > 300;
    if huge && text.parse::<f64>().is_ok_and(f64::is_infinite) {
        return wrong("this number is too large", "numbers reach to about 1.8e308");
    }
    None
}

fn split_digits(text: &str) -> (&str, &str) {
    let end = text.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    text.split_at(end)
}

/// What is wrong with a bare word in the place of a value.
pub(super) fn bare_word(word: &str, span: Range<usize>) -> Damage {
    let help = match word {
        "True" | "TRUE" => "write `true`",
        "False" | "FALSE" => "write `false`",
        "None" | "nil" | "NULL" | "Null" | "undefined" => "leave the field out",
        "NaN" | "Infinity" | "inf" => "write a missing word such as \"not_measured\", or leave it out",
        _ => "put the text in double quotes",
    };
    let shown: String = word.chars().take(40).collect();
    let damage = Damage::syntax(span.clone(), format!("`{shown}` stands without quotes"), help);
    match word {
        "True" | "TRUE" => damage.mend(Safety::Safe, help, span, "true"),
        "False" | "FALSE" => damage.mend(Safety::Safe, help, span, "false"),
        _ => damage,
    }
}
