//! Decimal numbers as text: the one strict reader, and what is wrong with everything else.

use super::mistake::{Mistake, quoted};

/// What a number is for, in messages.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    /// "an amount".
    pub(super) name: &'static str,
    /// Most digits before the point.
    pub(super) before: usize,
    /// What stands behind the number in a proposal, such as `%`.
    pub(super) suffix: &'static str,
}

/// Regular expression of a decimal number, without anchors.
pub(super) fn pattern(before: usize) -> String {
    format!("-?(0|[1-9][0-9]{{0,{}}})(\\.[0-9]{{1,4}})?", before.saturating_sub(1))
}

/// The number in ten thousandths; none unless the text has exactly the form of [`pattern`].
pub(super) fn ten_thousandths(text: &str, before: usize) -> Option<i128> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    let bytes = digits.as_bytes();
    let point = bytes.iter().position(|byte| *byte == b'.');
    let (whole, fraction) = bytes.split_at(point.unwrap_or(bytes.len()));
    let fraction = fraction.get(1..).unwrap_or(&[]);
    if point.is_some() && !(1..=4).contains(&fraction.len()) {
        return None;
    }
    let sound =
        (1..=before.min(30)).contains(&whole.len()) && (whole.len() == 1 || whole.first() != Some(&b'0'));
    if !sound || !whole.iter().chain(fraction).all(u8::is_ascii_digit) {
        return None;
    }
    // Up to 16 digits fit into 64 bits, where computing is cheap.
    let units = if whole.len() <= 12 {
        let shift = [10_000, 1_000, 100, 10, 1].get(fraction.len()).copied().unwrap_or(1);
        let digit = |number: i64, byte: &u8| number * 10 + i64::from(byte - b'0');
        i128::from(whole.iter().chain(fraction).fold(0, digit) * shift)
    } else {
        let digit = |number: i128, byte: &u8| number * 10 + i128::from(byte - b'0');
        let zeros = [b'0'; 4];
        let padding = zeros.get(fraction.len()..).unwrap_or(&[]);
        whole.iter().chain(fraction).chain(padding).fold(0, digit)
    };
    Some(if negative { -units } else { units })
}

/// The canonical text of a number of ten thousandths: at least `decimals` digits after the point if there
/// are any, no further zeros.
pub(super) fn written(units: i128, decimals: usize) -> String {
    let magnitude = units.unsigned_abs();
    let sign = if units < 0 { "-" } else { "" };
    let (whole, rest) = (magnitude / 10_000, magnitude % 10_000);
    if rest == 0 {
        return format!("{sign}{whole}");
    }
    let digits = format!("{rest:04}");
    let fraction = digits.trim_end_matches('0');
    format!("{sign}{whole}.{fraction:0<decimals$}")
}

/// Says what is wrong with a text that [`ten_thousandths`] refuses (the text without the suffix).
pub(super) fn mistake(text: &str, kind: Kind) -> Mistake {
    let Kind { name, before, suffix } = kind;
    let found = quoted(&format!("{}{suffix}", text.get(..400).unwrap_or(text)));
    let example = format!("write {name} such as \"12.5{suffix}\"");
    let proposal = |mistake: Mistake, number: Option<String>| match number {
        Some(number) => mistake.with_text(&format!("{number}{suffix}")),
        None => mistake.with_help(example.clone()),
    };
    let digits = text.trim().trim_start_matches(['-', '+']);
    if !digits.bytes().any(|byte| byte.is_ascii_digit()) || text.len() > 400 {
        return Mistake::new(format!("{found} is not {name}")).with_help(example);
    }
    let plain =
        digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && digits.matches('.').count() <= 1;
    if plain {
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let whole = whole.trim_start_matches('0');
        if whole.len() > before {
            return Mistake::new(format!(
                "{found} has {} digits before the point, {name} has at most {before}",
                whole.len()
            ))
            .with_help("write a smaller number");
        }
        if fraction.trim_end_matches('0').len() > 4 {
            return Mistake::new(format!(
                "{found} has {} digits after the point, {name} has at most 4",
                fraction.len()
            ))
            .with_help("round it to at most 4 digits after the point");
        }
        return proposal(Mistake::new(format!("{found} is not {name}")), cleaned(text, before));
    }
    if digits.bytes().all(|byte| byte.is_ascii_digit() || b".eE+-".contains(&byte))
        && digits.contains(['e', 'E'])
    {
        let value = text.trim().parse::<f64>().ok().filter(|value| value.abs() < 1e15);
        let number =
            value.map(|value| value.to_string()).filter(|text| ten_thousandths(text, before).is_some());
        let mistake = Mistake::new(format!("{found} has an exponent; {name} is written with all its digits"));
        return proposal(mistake, number);
    }
    if digits.contains(',') && digits.bytes().all(|byte| byte.is_ascii_digit() || b".,".contains(&byte)) {
        let mistake =
            Mistake::new(format!("{found} has a comma; {name} has a point before its decimals only"));
        return with_commas(mistake, text.trim(), kind);
    }
    proposal(Mistake::new(format!("{found} is not {name}")), cleaned(text, before))
}

/// Proposes a number for one with commas, which divide thousands or stand for the point.
fn with_commas(mistake: Mistake, text: &str, kind: Kind) -> Mistake {
    let Kind { name, before, suffix } = kind;
    let without = cleaned(&text.replace(',', ""), before);
    let pointed = cleaned(&text.replace('.', "").replace(',', "."), before);
    let tail = text.rsplit(',').next().unwrap_or_default();
    let single = text.matches(',').count() == 1;
    let proposal = match text.rfind('.') {
        Some(point) if Some(point) > text.rfind(',') => without,
        Some(_) => pointed,
        None if single && tail.len() == 3 => {
            return match (without, pointed) {
                (Some(a), Some(b)) => mistake.with_help(format!("write \"{a}{suffix}\" or \"{b}{suffix}\"")),
                _ => mistake.with_help(format!("write {name} such as \"12.5{suffix}\"")),
            };
        }
        None if single => pointed,
        None => without,
    };
    match proposal {
        Some(number) => mistake.with_text(&format!("{number}{suffix}")),
        None => mistake.with_help(format!("write {name} such as \"12.5{suffix}\"")),
    }
}

/// The number without plus, leading zeros, and the spaces, apostrophes and underscores that divide
/// thousands; none if that is still not a number.
fn cleaned(text: &str, before: usize) -> Option<String> {
    let text: String = text
        .chars()
        .filter(|c| !matches!(c, ' ' | '_' | '\'' | '\u{a0}' | '\u{202f}' | '\u{2019}'))
        .collect();
    let (sign, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(digits) => ("-", digits),
        None => ("", text.strip_prefix('+').unwrap_or(&text)),
    };
    let digits = digits.trim_start_matches('0');
    let zero = if digits.is_empty() || digits.starts_with('.') { "0" } else { "" };
    let digits = match digits.split_once('.') {
        Some((whole, fraction)) => {
            let fraction = fraction.trim_end_matches('0');
            if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
        }
        None => digits.to_owned(),
    };
    let number = format!("{sign}{zero}{digits}");
    ten_thousandths(&number, before).map(|_| number)
}

/// The mistake for a JSON number with a point or an exponent, where binary numbers would lose digits.
/// `decimals` are the digits after the point that the proposal has at least.
pub(super) fn float_mistake(number: f64, kind: Kind, decimals: usize) -> Mistake {
    let Kind { name, before, .. } = kind;
    let limit = 10_f64.powi(i32::try_from(before).unwrap_or(18));
    if !number.is_finite() || number.abs() >= limit {
        return Mistake::new(format!(
            "`{number:e}` is too large: {name} has at most {before} digits before the point"
        ))
        .with_help("write a smaller number");
    }
    let mistake = Mistake::new(format!("`{number}` is a number that may lose digits; {name} is exact"));
    match ten_thousandths(&number.to_string(), before) {
        Some(units) => mistake.with_help(format!("write \"{}\" in quotes", written(units, decimals))),
        None => mistake.with_help("write it in quotes, with at most 4 digits after the point"),
    }
}
