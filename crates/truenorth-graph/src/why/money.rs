//! Sums of money: of a line, of an account, and what arrives at a goal or the vision.

use truenorth_core::budget::Total;
use truenorth_core::model::Stage;
use truenorth_core::plan::{AccountIx, Item, LineIx, Up};
use truenorth_core::scalar::Currency;

use super::{Ask, Derivation, Field, Grounds, Input, Origin, Quantity, derived, written};
use crate::money::{Sheet, hierarchy_heads};

/// Of a line, an account, a goal or the vision, over all time.
pub(super) fn money(grounds: &Grounds<'_>, ask: Ask, stage: Stage) -> Option<Derivation> {
    match ask.item {
        Item::Line(line) => of_line(grounds, ask, line, stage),
        Item::Account(account) => of_account(grounds, ask, account, stage),
        Item::Goal(goal) => of_goal(grounds, ask, Up::Goal(goal), stage),
        Item::Vision => of_goal(grounds, ask, Up::Vision, stage),
        _ => None,
    }
}

/// The amounts of the stage, added.
fn of_line(grounds: &Grounds<'_>, ask: Ask, ix: LineIx, stage: Stage) -> Option<Derivation> {
    let line = grounds.plan.lines.get(ix.at())?;
    let (_, amounts) = line.written.amounts.iter().find(|(of, _)| *of == stage)?;
    let place = line.place().field("amounts").key(stage.word());
    let mut sum = Total::default();
    let mut currencies: Vec<Option<Currency>> = Vec::new();
    let mut inputs = Vec::new();
    for (number, (time, money)) in (1..).zip(amounts) {
        let Some(amount) = money.number() else { continue };
        let currency = money.currency.or(line.currency);
        if !currencies.contains(&currency) {
            currencies.push(currency);
        }
        sum.add(&amount);
        let value = Quantity::Money(total(&amount), currency);
        inputs.push(written(format!("amount_{number}"), value, place.clone().key(time.to_string())));
    }
    // Amounts of several currencies have no sum.
    let [currency] = currencies.as_slice() else { return None };
    let names: Vec<&str> = inputs.iter().map(|input| input.name.as_str()).collect();
    let formula = names.join(" + ");
    let because = match line.written.aggregate {
        Some(true) => format!("its {} amounts, added; a subtotal, which no other sum counts", stage.word()),
        _ => format!("its {} amounts, added", stage.word()),
    };
    Some(Derivation { of: ask, value: Quantity::Money(sum, *currency), because, formula, inputs })
}

fn total(amount: &truenorth_core::scalar::Decimal) -> Total {
    let mut total = Total::default();
    total.add(amount);
    total
}

/// The lines of an account and the accounts below it.
fn of_account(grounds: &Grounds<'_>, ask: Ask, ix: AccountIx, stage: Stage) -> Option<Derivation> {
    let plan = grounds.plan;
    // In a circle of accounts there is no sum.
    hierarchy_heads(plan).get(ix.at()).copied().flatten()?;
    let mut sum = Total::default();
    let mut currencies: Vec<Option<Currency>> = Vec::new();
    let mut inputs: Vec<Input> = Vec::new();
    let mut take = |name: String, item: Item, amount: Total, currency: Option<Currency>| {
        if !currencies.contains(&currency) {
            currencies.push(currency);
        }
        sum = sum.plus(amount);
        inputs.push(derived(name, Quantity::Money(amount, currency), item, ask.field));
    };
    let below = (0..plan.accounts.len()).map(AccountIx::new);
    for (number, account) in (1..).zip(below.filter(|account| plan[*account].part_of == Some(ix))) {
        if let Some((amount, currency)) = account_sum(grounds, account, stage) {
            take(format!("account_{number}"), Item::Account(account), amount, currency);
        }
    }
    let lines = plan.lines().filter(|(_, line)| line.written.aggregate != Some(true));
    let lines = lines.filter(|(_, line)| line.accounts.iter().any(|(account, _)| *account == ix));
    for (number, (line, _)) in (1..).zip(lines) {
        if let Some(Derivation { value: Quantity::Money(amount, currency), .. }) =
            of_line(grounds, Ask { item: Item::Line(line), field: ask.field }, line, stage)
        {
            take(format!("line_{number}"), Item::Line(line), amount, currency);
        }
    }
    let [currency] = currencies.as_slice() else { return None };
    let names: Vec<&str> = inputs.iter().map(|input| input.name.as_str()).collect();
    let formula = names.join(" + ");
    let because = "its lines and the accounts below it, added".to_owned();
    Some(Derivation { of: ask, value: Quantity::Money(sum, *currency), because, formula, inputs })
}

/// The sum of an account with all below it, walked without recursion.
fn account_sum(grounds: &Grounds<'_>, top: AccountIx, stage: Stage) -> Option<(Total, Option<Currency>)> {
    let plan = grounds.plan;
    let is_below = |account: AccountIx| {
        let mut at = Some(account);
        let mut steps = 0;
        while let Some(account) = at.filter(|_| steps <= plan.accounts.len()) {
            if account == top {
                return true;
            }
            at = plan[account].part_of;
            steps += 1;
        }
        false
    };
    let mut sum: Option<(Total, Option<Currency>)> = None;
    let lines = plan.lines().filter(|(_, line)| line.written.aggregate != Some(true));
    for (ix, _) in lines.filter(|(_, line)| line.accounts.iter().any(|(account, _)| is_below(*account))) {
        let ask = Ask { item: Item::Line(ix), field: Field::Money(stage) };
        let Some(Derivation { value: Quantity::Money(amount, currency), .. }) =
            of_line(grounds, ask, ix, stage)
        else {
            continue;
        };
        sum = match sum {
            None => Some((amount, currency)),
            Some((before, of)) if of == currency => Some((before.plus(amount), of)),
            Some(_) => return None,
        };
    }
    sum
}

/// What lines and children hand to a goal or the vision.
fn of_goal(grounds: &Grounds<'_>, ask: Ask, up: Up, stage: Stage) -> Option<Derivation> {
    // Money of several currencies has no sum: that of the organisation's counts, else the first.
    let own = grounds.plan.organization.as_ref().and_then(|organization| organization.currency);
    let sheets: Vec<&Sheet> =
        grounds.sheets(stage).filter(|sheet| arrives(sheet, up) != Total::default()).collect();
    let sheet = sheets.iter().find(|sheet| sheet.heading.currency == own).or(sheets.first())?;
    let currency = sheet.heading.currency;
    let mut inputs = Vec::new();
    let lines = sheet.funds.iter().filter(|fund| fund.to == up);
    for (number, fund) in (1..).zip(lines) {
        let line_sum =
            of_line(grounds, Ask { item: Item::Line(fund.line), field: ask.field }, fund.line, stage);
        let of = Ask { item: Item::Line(fund.line), field: ask.field };
        let whole = line_sum.and_then(|sum| match sum.value {
            Quantity::Money(amount, _) => Some(amount),
            _ => None,
        });
        inputs.push(part(format!("line_{number}"), fund.amount, whole, currency, of));
    }
    let links = sheet.links.iter().filter(|link| link.to == up);
    for (number, link) in (1..).zip(links) {
        let of = Ask { item: Item::Goal(link.from), field: ask.field };
        let whole = Some(sheet.received(link.from).total);
        inputs.push(part(format!("goal_{number}"), link.amount, whole, currency, of));
    }
    let names: Vec<&str> = inputs.iter().map(|input| input.name.as_str()).collect();
    let formula = names.join(" + ");
    Some(Derivation {
        of: ask,
        value: Quantity::Money(arrives(sheet, up), currency),
        because: format!(
            "{} expenses: the lines that fund it, and what contributes to it{}",
            stage.word(),
            if sheets.len() > 1 { "; what is in other currencies is not in it" } else { "" }
        ),
        formula,
        inputs,
    })
}

fn arrives(sheet: &Sheet, up: Up) -> Total {
    match up {
        Up::Vision => sheet.aligned(),
        Up::Goal(goal) => sheet.received(goal).total,
    }
}

/// All of a sum, or its part.
fn part(name: String, amount: Total, whole: Option<Total>, currency: Option<Currency>, of: Ask) -> Input {
    let value = Quantity::Money(amount, currency);
    let from = match whole {
        Some(whole) if whole != amount && whole.to_f64() != 0.0 => {
            Origin::Part { of, share: amount.to_f64() / whole.to_f64() }
        }
        _ => Origin::Derived(of),
    };
    Input { name, value, about: Some(of.item), from }
}
