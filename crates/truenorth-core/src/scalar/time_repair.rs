//! Times written in another way than the plan's, and what they mean.

use super::time::Time;

/// English month names begin with these.
const MONTHS: [&str; 12] =
    ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/// The time that a text in another spelling certainly means: `Q2 2027`, `2027-q2`, `fy 27`, `June 2027`,
/// `2027/6/3`, spaces around the points of a range. The text is never taken as that time, only proposed.
pub(super) fn repaired(text: &str) -> Option<Time> {
    if text.len() > 64 {
        return None;
    }
    let upper = text.to_ascii_uppercase().replace("...", "..");
    let spelled = match upper.split_once("..") {
        None => simple(&upper)?,
        Some((first, last)) if last.trim().is_empty() => format!("{}..", simple(first)?),
        Some((first, last)) => format!("{}..{}", simple(first)?, simple(last)?),
    };
    // A text that is spelled as proposed is wrong for another reason, and would only be proposed again.
    if spelled == text { None } else { strict(&spelled) }
}

/// Reads the proposal; its own mistakes would lead back here, so only forms known to be sound are read.
fn strict(spelled: &str) -> Option<Time> {
    Time::parse(spelled).ok()
}

/// The plan's spelling of a time that is not a range, in upper case; it may name a day that does not exist.
fn simple(text: &str) -> Option<String> {
    let words = words(text)?;
    let mut year: Option<String> = None;
    let mut part: Option<String> = None;
    let mut numbers: Vec<&str> = Vec::new();
    let mut rest = words.as_slice();
    while let Some((word, after)) = rest.split_first() {
        rest = after;
        match *word {
            "FY" | "Q" | "H" | "W" => {
                let (number, after) = rest.split_first()?;
                rest = after;
                if !number.bytes().all(|byte| byte.is_ascii_digit()) {
                    return None;
                }
                let (slot, value) = match *word {
                    "FY" => (&mut year, format!("FY{number}")),
                    "W" => (&mut part, format!("W{number:0>2}")),
                    letter => (&mut part, format!("{letter}{number}")),
                };
                if slot.replace(value).is_some() {
                    return None;
                }
            }
            number if number.bytes().all(|byte| byte.is_ascii_digit()) => {
                if number.len() == 4 {
                    if year.replace(number.to_owned()).is_some() {
                        return None;
                    }
                } else if number.len() <= 2 && (year.is_some() || numbers.is_empty()) {
                    // Day before month or month before day cannot be told apart, so two numbers are
                    // taken only after the year.
                    numbers.push(number);
                } else {
                    return None;
                }
            }
            name => {
                let index = MONTHS.iter().position(|month| name.starts_with(month))?;
                if part.replace(format!("{:02}", index + 1)).is_some() {
                    return None;
                }
            }
        }
    }
    let year = year?;
    match (part, numbers.as_slice()) {
        (None, []) => Some(year),
        (Some(part), []) => Some(format!("{year}-{part}")),
        (None, [month]) => Some(format!("{year}-{month:0>2}")),
        (None, [month, day]) if words.first() == Some(&year.as_str()) => {
            Some(format!("{year}-{month:0>2}-{day:0>2}"))
        }
        _ => None,
    }
}

/// The runs of letters and of digits, without what stands between them; none for letters beyond ASCII.
fn words(text: &str) -> Option<Vec<&str>> {
    if !text.is_ascii() {
        return None;
    }
    let mut words = Vec::new();
    for group in text.split(|c: char| !c.is_ascii_alphanumeric()) {
        let mut rest = group;
        while let Some(first) = rest.chars().next() {
            let digit = first.is_ascii_digit();
            let end = rest.find(|c: char| c.is_ascii_digit() != digit).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            words.push(word);
            rest = after;
        }
    }
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_letters_or_digits() {
        assert_eq!(words("FY27-Q3").unwrap(), ["FY", "27", "Q", "3"]);
        assert_eq!(words(" 2027 / 06").unwrap(), ["2027", "06"]);
        assert_eq!(words("").unwrap(), Vec::<&str>::new());
        assert_eq!(words("2027–28"), None);
    }

    #[test]
    fn proposals_are_only_made_when_certain() {
        for text in ["06-07-2027", "2027-13", "2027 2028", "Q1 Q2 2027", "27", "30.06.2027", "2027-Q5"] {
            assert_eq!(repaired(text), None, "{text}");
        }
        assert_eq!(repaired("sept 2027").unwrap().to_string(), "2027-09");
        assert_eq!(repaired("2027-1-2..2027-2-3").unwrap().to_string(), "2027-01-02..2027-02-03");
    }
}
