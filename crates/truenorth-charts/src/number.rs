//! Numbers as people read them on a chart: thousands separators, short forms, percentages.

/// A number with `decimals` places and commas between thousands: `1,234,567.5`. Not-a-number gives `?`.
#[must_use]
pub fn grouped(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return "?".to_owned();
    }
    let plain = format!("{:.*}", decimals.min(12), value.abs());
    let (whole, fraction) = plain.split_once('.').map_or((plain.as_str(), None), |(w, f)| (w, Some(f)));
    let mut out = String::with_capacity(plain.len() + plain.len() / 3 + 1);
    // A value that rounds to nothing carries no sign.
    if value < 0.0 && plain.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
        out.push('\u{2212}');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// The short scales used on charts, largest first: factor and suffix.
const SCALES: [(f64, &str); 4] = [(1e12, " tn"), (1e9, " bn"), (1e6, " M"), (1.0, "")];

/// A number in short form with about three significant figures: `1.25 M`, `88,400`, `3.5`. At 1e15 and above in
/// powers of ten.
#[must_use]
pub fn short(value: f64) -> String {
    let magnitude = value.abs();
    if !value.is_finite() {
        return "?".to_owned();
    }
    if magnitude >= 1e15 || (magnitude > 0.0 && magnitude < 1e-4) {
        return scientific(value);
    }
    // Below ten million the plain number is short enough and says more.
    if magnitude < 1e7 {
        let decimals =
            if magnitude >= 1000.0 || magnitude == 0.0 { 0 } else { significant_decimals(magnitude) };
        return trimmed(&grouped(value, decimals));
    }
    let (factor, suffix) = SCALES.into_iter().find(|(f, _)| magnitude >= *f).unwrap_or((1.0, ""));
    let scaled = value / factor;
    format!("{}{suffix}", trimmed(&grouped(scaled, significant_decimals(scaled.abs()))))
}

/// Decimals that show three significant figures.
fn significant_decimals(magnitude: f64) -> usize {
    if magnitude >= 100.0 {
        0
    } else if magnitude >= 10.0 {
        1
    } else if magnitude >= 1.0 {
        2
    } else {
        (2.0 - magnitude.log10().floor()).clamp(2.0, 7.0) as usize
    }
}

/// Cuts zeros at the end of a fraction.
fn trimmed(number: &str) -> String {
    if number.contains('.') {
        number.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        number.to_owned()
    }
}

/// Powers of ten in plain characters: `2.5e15`.
fn scientific(value: f64) -> String {
    let plain = format!("{value:.2e}");
    let (digits, power) = plain.split_once('e').unwrap_or((&plain, "0"));
    format!("{}e{power}", trimmed(digits)).replace('-', "\u{2212}")
}

/// Labels for the ticks of one axis: all in the same scale and with the same number of decimals.
#[must_use]
pub fn tick_labels(ticks: &[f64], step: f64) -> Vec<String> {
    let most = ticks.iter().fold(0.0_f64, |m, t| m.max(t.abs()));
    if most >= 1e15 || step.abs() < 1e-6 {
        return ticks.iter().map(|&t| if t == 0.0 { "0".to_owned() } else { scientific(t) }).collect();
    }
    // With 2 M as the largest label, "0.5 M" reads better than "500,000".
    let (factor, suffix) = SCALES.into_iter().find(|(f, _)| most >= *f * 0.999).unwrap_or((1.0, ""));
    let decimals = decimals_of(step / factor);
    ticks
        .iter()
        .map(
            |&t| if t == 0.0 { "0".to_owned() } else { format!("{}{suffix}", grouped(t / factor, decimals)) },
        )
        .collect()
}

/// Decimals needed to write multiples of a nice step exactly (0 to 9).
fn decimals_of(step: f64) -> usize {
    (0..9).find(|&d| ((step * 10f64.powi(d)).round() - step * 10f64.powi(d)).abs() < 1e-6).unwrap_or(9)
        as usize
}

/// How amounts of one chart are written: all in the same unit, as large as keeps three figures of the largest.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    factor: f64,
    decimals: usize,
    /// The unit to name once on the chart, such as `million EUR`.
    pub unit: String,
}

impl Scale {
    /// The unit for amounts up to `most`, whatever its sign, of `currency`, which may be empty.
    #[must_use]
    pub fn of(most: f64, currency: &str) -> Self {
        let most = if most.is_finite() { most.abs() } else { 0.0 };
        let (factor, word) = if most >= 9.95e8 {
            (1e9, "billion")
        } else if most >= 9.95e5 {
            (1e6, "million")
        } else if most >= 9.95e3 {
            (1e3, "thousand")
        } else {
            (1.0, "")
        };
        // Of large units a digit more: the differences of a plan lie there.
        let decimals = match most / factor {
            _ if factor == 1.0 => 0,
            shown if shown >= 100.0 => usize::from(factor > 1e3),
            shown if shown >= 10.0 => 1,
            _ => 2,
        };
        let parts: Vec<&str> = [word, currency].into_iter().filter(|part| !part.is_empty()).collect();
        Self { factor, decimals, unit: parts.join(" ") }
    }

    /// An amount in the unit, without naming it.
    #[must_use]
    pub fn plain(&self, amount: f64) -> String {
        grouped(amount / self.factor, self.decimals)
    }

    /// The same with a sign before what is not 0.
    #[must_use]
    pub fn signed(&self, amount: f64) -> String {
        let plain = self.plain(amount);
        let is_zero = !plain.bytes().any(|byte| (b'1'..=b'9').contains(&byte));
        if is_zero {
            plain.replace('\u{2212}', "")
        } else if amount > 0.0 {
            format!("+{plain}")
        } else {
            plain
        }
    }

    /// The amounts of level lines; without decimals where none of them needs any.
    #[must_use]
    pub fn levels(&self, amounts: &[f64]) -> Vec<String> {
        let is_whole = |amount: &f64| (amount / self.factor).fract().abs() < 1e-9;
        let decimals = if amounts.iter().all(is_whole) { 0 } else { self.decimals };
        amounts.iter().map(|amount| grouped(amount / self.factor, decimals)).collect()
    }

    /// An amount with its unit: `18.0 million EUR`.
    #[must_use]
    pub fn named(&self, amount: f64) -> String {
        format!("{} {}", self.plain(amount), self.unit).trim_end().to_owned()
    }
}

/// A difference as a percentage of what it is held against, with a sign: `+5 %`, below 10 % with one decimal;
/// empty where that is 0.
#[must_use]
pub fn signed_percent(difference: f64, of: f64) -> String {
    let share = difference / of.abs() * 100.0;
    if !share.is_finite() {
        return String::new();
    }
    if share.abs() > 999.0 {
        return if share > 0.0 { "> +999 %" } else { "< \u{2212}999 %" }.to_owned();
    }
    let text = grouped(share, usize::from(share.abs() < 9.95));
    let is_zero = !text.bytes().any(|byte| (b'1'..=b'9').contains(&byte));
    let sign = if share > 0.0 && !is_zero { "+" } else { "" };
    format!("{sign}{text} %")
}

/// A share as a whole percentage, such as `62 %`; beyond 999 % as `>999 %`.
#[must_use]
pub fn percent(share: f64) -> String {
    let whole = (share * 100.0).round();
    if !whole.is_finite() {
        "\u{2013}".to_owned()
    } else if whole > 999.0 {
        ">999 %".to_owned()
    } else if whole < -999.0 {
        "<\u{2212}999 %".to_owned()
    } else {
        format!("{} %", grouped(whole, 0))
    }
}

/// Shares of one whole as percentages that add up to 100 with so many decimals: each is cut, and what is missing goes to
/// those that lost most (largest remainder); of equal ones to the first. Shares that do not make a whole are rounded each
/// by itself.
#[must_use]
pub fn percentages(shares: &[f64], decimals: usize) -> Vec<f64> {
    let unit = 10f64.powi(decimals.min(3) as i32);
    let parts: Vec<f64> = shares.iter().map(|share| share * 100.0 * unit).collect();
    let is_whole = parts.iter().all(|part| (0.0..=100.0 * unit).contains(part))
        && (shares.iter().sum::<f64>() - 1.0).abs() < 1e-6;
    if !is_whole {
        return parts.iter().map(|part| part.round() / unit).collect();
    }
    let mut given: Vec<f64> = parts.iter().map(|part| (part + 1e-9).floor()).collect();
    let missing = (100.0 * unit - given.iter().sum::<f64>()).round().max(0.0) as usize;
    let mut order: Vec<(usize, f64)> =
        parts.iter().zip(&given).map(|(part, given)| part - given).enumerate().collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    for (at, _) in order.into_iter().take(missing) {
        if let Some(slot) = given.get_mut(at) {
            *slot += 1.0;
        }
    }
    given.into_iter().map(|part| part / unit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 5, 4 and 2 of 11 are 45.45, 36.36 and 18.18 %: cut they make 99, and the first lost most.
    #[test]
    fn percentages_add_up() {
        assert_eq!(percentages(&[5.0 / 11.0, 4.0 / 11.0, 2.0 / 11.0], 0), [46.0, 36.0, 18.0]);
        assert_eq!(percentages(&[1.0 / 3.0; 3], 0), [34.0, 33.0, 33.0]);
        assert_eq!(percentages(&[1.0 / 3.0; 3], 1), [33.4, 33.3, 33.3]);
        assert_eq!(percentages(&[0.3, 0.2, 0.5], 0), [30.0, 20.0, 50.0]);
        assert_eq!(percentages(&[0.456, 0.2], 0), [46.0, 20.0], "no whole");
        assert!(percentages(&[f64::NAN, 1.0], 0)[0].is_nan());
        assert_eq!(percentages(&[], 0), [] as [f64; 0]);
    }

    #[test]
    fn level_lines_have_the_decimals_that_they_need() {
        let scale = Scale::of(193_200_000.0, "EUR");
        assert_eq!(scale.levels(&[0.0, 5e7, 1e8]), ["0", "50", "100"]);
        assert_eq!(scale.levels(&[0.0, 2.5e6, 5e6]), ["0.0", "2.5", "5.0"]);
    }

    #[test]
    fn thousands_are_separated() {
        assert_eq!(grouped(1_234_567.5, 1), "1,234,567.5");
        assert_eq!(grouped(-999.0, 0), "\u{2212}999");
        assert_eq!(grouped(-0.2, 0), "0");
        assert_eq!(grouped(f64::NAN, 0), "?");
    }

    #[test]
    fn short_forms_keep_three_figures() {
        assert_eq!(short(88_400.0), "88,400");
        assert_eq!(short(12_340_000.0), "12.3 M");
        assert_eq!(short(2.5e9), "2.5 bn");
        assert_eq!(short(2.5e15), "2.5e15");
        assert_eq!(short(0.125), "0.125");
        assert_eq!(short(3.0), "3");
        assert_eq!(short(0.0), "0");
    }

    #[test]
    fn amounts_of_a_chart_share_their_unit() {
        let scale = Scale::of(18_044_190.0, "EUR");
        assert_eq!((scale.plain(2_400_000.0), scale.unit.as_str()), ("2.4".to_owned(), "million EUR"));
        assert_eq!(scale.signed(-440_000.0), "\u{2212}0.4");
        assert_eq!(scale.signed(440_000.0), "+0.4");
        assert_eq!(scale.signed(-10.0), "0.0");
        assert_eq!(Scale::of(999_999.0, "").named(999_999.0), "1.00 million");
        assert_eq!(Scale::of(-480_000.0, "SEK").named(-480_000.0), "\u{2212}480 thousand SEK");
        assert_eq!(Scale::of(950.0, "EUR").named(12.4), "12 EUR");
        assert_eq!(Scale::of(f64::NAN, "").named(3.0), "3");
    }

    #[test]
    fn differences_carry_their_sign() {
        assert_eq!(signed_percent(48.0, 1000.0), "+4.8 %");
        assert_eq!(signed_percent(-120.0, -1000.0), "\u{2212}12 %");
        assert_eq!(signed_percent(0.1, 1000.0), "0.0 %");
        assert_eq!(signed_percent(1.0, 0.0), "");
        assert_eq!(signed_percent(1e9, 1.0), "> +999 %");
    }

    #[test]
    fn ticks_share_scale_and_decimals() {
        assert_eq!(tick_labels(&[0.0, 500_000.0, 1_000_000.0], 500_000.0), ["0", "0.5 M", "1.0 M"]);
        assert_eq!(tick_labels(&[80_000.0, 85_000.0], 5000.0), ["80,000", "85,000"]);
        assert_eq!(tick_labels(&[0.25, 0.5], 0.25), ["0.25", "0.50"]);
    }

    #[test]
    fn percentages_are_whole_and_bounded() {
        assert_eq!(percent(0.617), "62 %");
        assert_eq!(percent(40.0), ">999 %");
        assert_eq!(percent(f64::NAN), "\u{2013}");
    }
}
