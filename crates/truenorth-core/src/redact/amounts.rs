//! Amounts of money in free texts.

use std::collections::BTreeSet;

/// What stands in the place of an amount.
pub(super) const AMOUNT: &str = "[amount]";

/// Codes of ISO 4217 that are common in texts. Those that a plan uses are learned besides: three capitals alone may be
/// anything, such as `12 KPI`.
const CODES: [&str; 42] = [
    "AED", "ARS", "AUD", "BGN", "BRL", "CAD", "CHF", "CLP", "CNY", "COP", "CZK", "DKK", "EGP", "EUR", "GBP",
    "HKD", "HUF", "IDR", "ILS", "INR", "ISK", "JPY", "KES", "KRW", "MXN", "MYR", "NGN", "NOK", "NZD", "PHP",
    "PLN", "RON", "SAR", "SEK", "SGD", "THB", "TRY", "TWD", "UAH", "USD", "VND", "ZAR",
];

/// Words for money, in lower case.
const WORDS: [&str; 18] = [
    "euro", "euros", "dollar", "dollars", "pound", "pounds", "yen", "franc", "francs", "krona", "kronor",
    "krone", "kroner", "rupee", "rupees", "yuan", "cents", "pence",
];

/// Words for so many that a number before them is taken for money even without a currency.
const MANY: [&str; 13] = [
    "million",
    "millions",
    "mio",
    "mn",
    "mln",
    "billion",
    "billions",
    "bn",
    "mrd",
    "milliarde",
    "milliarden",
    "millionen",
    "trillion",
];

/// Words that multiply a number that has a currency.
const FEW: [&str; 6] = ["k", "m", "b", "thousand", "tsd", "hundred"];

/// The amounts that a plan writes as numbers.
#[derive(Debug, Default)]
pub(super) struct Amounts {
    /// Their digits, without sign, separators and the zeros of decimals.
    digits: BTreeSet<String>,
    codes: BTreeSet<String>,
}

/// Whether a measure in this unit counts money, such as `EUR`, `million EUR` or `€ a seat`.
pub(super) fn is_money_unit(unit: &str) -> bool {
    let mut words = unit.split(|c: char| !c.is_alphanumeric());
    unit.contains(is_symbol)
        || words.any(|word| is_code(word) || WORDS.contains(&word.to_lowercase().as_str()))
}

fn is_symbol(c: char) -> bool {
    matches!(c, '$' | '£' | '¥' | '¢' | '฿' | '\u{20A0}'..='\u{20CF}')
}

fn is_code(word: &str) -> bool {
    // `kEUR` and `mEUR` are written, too.
    CODES.contains(&word.trim_start_matches(['k', 'm', 'M', 'T']))
}

impl Amounts {
    /// Learns an amount as written in a plan: `12000`, `12000.50`, `12000 USD`.
    pub(super) fn learn(&mut self, written: &str) {
        let (number, code) = written.split_once(' ').unwrap_or((written, ""));
        if !code.is_empty() {
            self.codes.insert(code.to_owned());
        }
        let number = number.trim_start_matches('-');
        let whole = number.split_once('.').map_or(number, |(whole, _)| whole);
        for digits in [number, whole] {
            let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
            // Small numbers and years are everywhere and give nothing away.
            let is_year = digits.len() == 4 && ("1900".."2200").contains(&digits.as_str());
            if digits.len() > 3 && !is_year {
                self.digits.insert(digits);
            }
        }
    }

    /// The text with its amounts replaced.
    pub(super) fn replaced(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
            let (before, from) = rest.split_at(start);
            let length = number(from);
            let (found, after) = from.split_at(length);
            let inside_word = before.ends_with(|c: char| c.is_alphanumeric() && c != 'k');
            let lead = self.currency_before(before);
            let trail = self.currency_after(after);
            let is_known = || {
                let digits: String = found.chars().filter(char::is_ascii_digit).collect();
                self.digits.contains(&digits)
            };
            let is_money = lead.is_some() || (!inside_word && (trail.is_some() || is_known()));
            if is_money {
                out.push_str(before.get(..lead.unwrap_or(before.len())).unwrap_or(before));
                out.push_str(AMOUNT);
                rest = after.get(trail.unwrap_or(0)..).unwrap_or_default();
            } else {
                out.push_str(before);
                out.push_str(found);
                rest = after;
            }
        }
        out.push_str(rest);
        out
    }

    /// Where a currency begins that ends the text before a number.
    fn currency_before(&self, before: &str) -> Option<usize> {
        let trimmed = before.trim_end_matches([' ', '\u{A0}', '\u{202F}', '-', '\u{2212}', '+', '~']);
        if trimmed.ends_with(is_symbol) {
            let symbols = trimmed.trim_end_matches(is_symbol);
            // US$, A$
            let letters = symbols.trim_end_matches(|c: char| c.is_ascii_uppercase());
            let kept = if symbols.len() - letters.len() <= 2 { letters } else { symbols };
            return Some(kept.len());
        }
        let head = trimmed.trim_end_matches(char::is_alphanumeric);
        let word = trimmed.get(head.len()..)?;
        self.is_currency(word).then_some(head.len())
    }

    /// Where a currency or a word for very many ends that the text after a number begins with; a range of two
    /// numbers has it behind the second.
    fn currency_after(&self, after: &str) -> Option<usize> {
        if let Some(end) = self.unit_after(after) {
            return Some(end);
        }
        let spaces = |text: &str| text.len() - text.trim_start_matches([' ', '\u{A0}', '\u{202F}']).len();
        let at = spaces(after);
        let join = ["-", "\u{2013}", "\u{2014}", "to ", "and ", "or ", "bis ", "/"];
        let join = join.iter().find(|word| after.get(at..).is_some_and(|rest| rest.starts_with(**word)))?;
        let mut second = at + join.len();
        second += spaces(after.get(second..)?);
        let length = number(after.get(second..)?);
        if length == 0 {
            return None;
        }
        let end = second + length;
        self.unit_after(after.get(end..)?).map(|unit| end + unit)
    }

    fn unit_after(&self, after: &str) -> Option<usize> {
        let mut end = 0;
        let mut money = None;
        // `2.4 million euros`, `96 k EUR`, `12 m€`: at most two words.
        for _ in 0..3 {
            let rest = after.get(end..)?;
            let word_at = rest.trim_start_matches([' ', '\u{A0}', '\u{202F}', '-']);
            let begin = end + (rest.len() - word_at.len());
            if let Some(symbol) = word_at.chars().next().filter(|c| is_symbol(*c)) {
                return Some(begin + symbol.len_utf8());
            }
            let word: String = word_at.chars().take_while(|c| c.is_alphabetic()).collect();
            let lower = word.to_lowercase();
            let next = begin + word.len();
            if word.is_empty() || word_at.get(word.len()..)?.starts_with(|c: char| c.is_ascii_digit()) {
                break;
            }
            if self.is_currency(&word) {
                return Some(next);
            }
            if MANY.contains(&lower.as_str()) {
                end = next + usize::from(after.get(next..)?.starts_with('.') && lower.len() < 4);
                money = Some(end);
            } else if FEW.contains(&lower.as_str()) || lower == "of" {
                end = next;
            } else {
                break;
            }
        }
        money
    }

    fn is_currency(&self, word: &str) -> bool {
        is_code(word) || self.codes.contains(word) || WORDS.contains(&word.to_lowercase().as_str())
    }
}

/// How many bytes of the text are a number with its separators; `3 000` is one, `3 400000` are two.
fn number(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes.iter().skip(from).take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = digits(0);
    while end > 0 {
        let Some(separator) = text.get(end..).and_then(|rest| rest.chars().next()) else { break };
        let next = end + separator.len_utf8();
        let count = digits(next);
        let joined = match separator {
            '.' | ',' => count > 0,
            '\'' | '\u{2019}' | ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' => count == 3,
            _ => false,
        };
        if !joined {
            break;
        }
        end = next + count;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_with_a_currency_are_replaced_and_other_numbers_stay() {
        let amounts = Amounts::default();
        for (text, expected) in [
            ("Cut cost by €2.4 million a year", "Cut cost by [amount] a year"),
            ("12,000 EUR for 58 trains in 2027", "[amount] for 58 trains in 2027"),
            ("US$5bn, or 3\u{A0}000\u{A0}€", "[amount], or [amount]"),
            ("EUR 1'200.50, then 96 k EUR", "[amount], then [amount]"),
            ("between 2 and 3 million euros", "between [amount]"),
            ("What 96.6 million a year buy", "What [amount] a year buy"),
            ("Mio. as in 3 Mio. CHF", "Mio. as in [amount]"),
            ("2027-Q2: 12 KPI, 38 % and 4 minutes", "2027-Q2: 12 KPI, 38 % and 4 minutes"),
            ("-300 dollars", "-[amount]"),
            ("line 7", "line 7"),
        ] {
            assert_eq!(amounts.replaced(text), expected);
        }
    }

    #[test]
    fn amounts_of_the_plan_are_known_without_a_currency() {
        let mut amounts = Amounts::default();
        for written in ["480000", "12000.50", "-7300 XAU", "2027", "12"] {
            amounts.learn(written);
        }
        assert_eq!(
            amounts.replaced("480,000 or 12 000.50 or 7300 in 2027, 12 times, 5 XAU"),
            "[amount] or [amount] or [amount] in 2027, 12 times, [amount]"
        );
    }

    #[test]
    fn units_of_money_are_told_from_others() {
        assert!(["EUR", "€ a seat", "million EUR", "kEUR", "euros"].into_iter().all(is_money_unit));
        assert!(!["%", "days", "people", "MW", "KPI"].into_iter().any(is_money_unit));
    }
}
