//! Paths of fields: `due`, `measure.target`, `amounts.forecast.FY28`, `measure.actuals.2027-01..2027-03`.

use super::EditError;
use crate::json::{NodeKind, Tape};
use crate::scalar::{Calendar, Period, Time};

/// The fields whose objects are maps by time, wherever they stand.
const BY_TIME: &[&str] = &["achieved", "actuals", "check_ins", "leave", "phased", "values"];

/// The fields whose objects hold maps by time.
const OF_MAPS_BY_TIME: &[&str] = &["amounts", "rates"];

/// The steps of a path: it is cut at each single point. Two points belong to a range of times; three are a
/// range without end and the next step.
///
/// # Errors
/// Empty steps and more points are refused.
pub fn steps(path: &str) -> Result<Vec<&str>, EditError> {
    let mut found = Vec::new();
    let mut begin = 0;
    let mut at = 0;
    let bytes = path.as_bytes();
    while at < bytes.len() {
        let points = bytes.iter().skip(at).take_while(|byte| **byte == b'.').count();
        let cut = match points {
            0 => None,
            1 => Some(at),
            2 => None,
            3 => Some(at + 2),
            _ => return Err(malformed(path)),
        };
        if let Some(cut) = cut {
            found.push(path.get(begin..cut).unwrap_or_default());
            begin = cut + 1;
        }
        at += points.max(1);
    }
    found.push(path.get(begin..).unwrap_or_default());
    if found.iter().any(|step| step.is_empty()) {
        return Err(malformed(path));
    }
    Ok(found)
}

fn malformed(path: &str) -> EditError {
    let shown = crate::scalar::text::shown(path);
    EditError::new(format!("`{shown}` is not the path of a field"))
        .help("write the names of fields with a point between them, such as `measure.target`")
}

/// The key and value at the end of these steps, as far as they are written. In maps by time two names of one
/// time, such as `FY27` and `FY2027`, are the same.
#[must_use]
pub fn find(tape: &Tape<'_>, object: usize, steps: &[&str]) -> Option<(usize, usize)> {
    let mut names = names(tape, object);
    let mut found = None;
    let mut node = object;
    for step in steps {
        let entry = entry(tape, node, step, &names)?;
        names.push((*step).to_owned());
        node = entry.1;
        found = Some(entry);
    }
    found
}

/// The entry of an object with this key.
pub(super) fn entry(tape: &Tape<'_>, object: usize, key: &str, names: &[String]) -> Option<(usize, usize)> {
    let exact = tape.field(object, key);
    if exact.is_some() || !is_time_map(names) {
        return exact;
    }
    let time = Time::parse(key).ok()?;
    tape.entries(object).find(|(key, _)| Time::parse(&tape.string(*key)).is_ok_and(|other| other == time))
}

/// The keys that lead from the outermost value to a node; lists add nothing.
#[must_use]
pub fn names(tape: &Tape<'_>, node: usize) -> Vec<String> {
    let mut names = Vec::new();
    let mut at = 0;
    while at < node {
        match tape.kind(at) {
            NodeKind::Object => {
                let Some((key, value)) = tape.entries(at).take_while(|(_, value)| *value <= node).last()
                else {
                    return names;
                };
                names.push(tape.string(key).into_owned());
                at = value;
            }
            NodeKind::Array => {
                let Some(element) = tape.elements(at).take_while(|element| *element <= node).last() else {
                    return names;
                };
                at = element;
            }
            _ => return names,
        }
    }
    names
}

/// Whether the object that these keys lead to is a map by time. Nothing below an `x-` key is.
#[must_use]
pub fn is_time_map<S: AsRef<str>>(names: &[S]) -> bool {
    let mut inner = names.iter().rev().map(AsRef::as_ref);
    let (last, before) = (inner.next().unwrap_or_default(), inner.next().unwrap_or_default());
    (BY_TIME.contains(&last) || OF_MAPS_BY_TIME.contains(&before))
        && !names.iter().any(|name| name.as_ref().starts_with("x-"))
}

/// What a map by time is ordered by: the first day, then the last. None for a key that is no time.
pub(super) fn order(key: &str, calendar: &Calendar) -> Option<Period> {
    Time::parse(key).ok().map(|time| calendar.period(&time))
}
