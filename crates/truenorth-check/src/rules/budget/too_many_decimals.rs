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
            (number.decimals() > currency.minor_digits()).then_some((number, currency, place))
        });
        let Some((number, currency, place)) = fine.next() else { continue };
        let more = fine.count();
        let rest = if more > 0 { format!("; so {} of this line", more_have(more)) } else { String::new() };
        let digits = match currency.minor_digits() {
            0 => "none".to_owned(),
            digits => digits.to_string(),
        };
        let message = format!(
            "`{number}` of `{}` has {}, but {currency} has {digits}{rest}",
            line.id(),
            count(usize::try_from(number.decimals()).unwrap_or(0), "decimal")
        );
        let finding = sink
            .finding(place.build(line), message)
            .help(format!("round it to {}", rounded(number, currency)))
            .item(line.id());
        sink.push(finding);
    }
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
