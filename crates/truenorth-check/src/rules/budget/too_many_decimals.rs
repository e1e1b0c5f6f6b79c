//! `too-many-decimals`: an amount with more decimals than its currency has.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::scalar::{Currency, Decimal, Money};

use super::amounts::amounts;
use crate::context::count;
use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "BUD011", name: "too-many-decimals", unreadable: false };

/// See `too-many-decimals.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Budget,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "an amount has more decimals than its currency",
    options: &[],
    page: include_str!("too-many-decimals.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for line in &context.plan.lines {
        let mut fine = amounts(line).filter_map(|(money, place)| {
            let currency = money.currency.or(line.currency)?;
            let number = money.number()?;
            // Zeros at the end count too: they are how a point for thousands shows.
            let digits = number.decimals().max(u32::from(money.decimals));
            (digits > currency.minor_digits()).then_some((number, digits, currency, place))
        });
        let Some((number, written, currency, place)) = fine.next() else { continue };
        let more = fine.count();
        let rest = if more > 0 { format!("; so {} of this line", more_have(more)) } else { String::new() };
        let digits = match currency.minor_digits() {
            0 => "none".to_owned(),
            digits => digits.to_string(),
        };
        let message = format!(
            "`{}` of `{}` has {}, but {currency} has {digits}{rest}",
            with_digits(number, written),
            line.id(),
            count(usize::try_from(written).unwrap_or(0), "decimal")
        );
        let thousands = Decimal::from_integer(number.ten_thousandths() / 10)
            .filter(|_| written == 3 && number.decimals() < 3);
        let help = match thousands {
            Some(thousands) => format!(
                "if {thousands} is meant, write it without the point; else round it to {}",
                rounded(number, currency)
            ),
            None => format!("round it to {}", rounded(number, currency)),
        };
        let finding = sink.finding(place.build(line), message).help(help).item(line.id());
        sink.push(finding);
    }
}

/// A number with so many digits after the point.
fn with_digits(number: Decimal, digits: u32) -> String {
    let mut text = number.to_string();
    let has = text.split_once('.').map_or(0, |(_, digits)| digits.len());
    if has == 0 && digits > 0 {
        text.push('.');
    }
    text.extend(std::iter::repeat_n('0', usize::try_from(digits).unwrap_or(0).saturating_sub(has)));
    text
}

fn more_have(more: usize) -> String {
    if more == 1 { "has 1 more amount".to_owned() } else { format!("have {more} more amounts") }
}

/// The amount in whole smallest units of the currency, halves away from zero, as text for the plan.
fn rounded(number: Decimal, currency: Currency) -> String {
    let step = 10_i128.pow(4_u32.saturating_sub(currency.minor_digits()));
    let units = number.ten_thousandths();
    let half = if units < 0 { -step / 2 } else { step / 2 };
    let mended = Decimal::from_ten_thousandths((units + half) / step * step).unwrap_or(number);
    format!("\"{}\"", Money::known(mended))
}
