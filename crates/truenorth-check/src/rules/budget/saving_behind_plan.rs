//! `saving-behind-plan`: a saving that brings less than it was to bring by now.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::SavingStatus;
use truenorth_core::scalar::{Decimal, Money};
use truenorth_graph::currency_of;

use crate::context::{Context, Sink};
use crate::rule::{Group, OptionDoc, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "BUD023", name: "saving-behind-plan", unreadable: false };

/// See `saving-behind-plan.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Budget,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a saving has brought much less than it was to bring by now",
    options: &[OptionDoc {
        name: "tolerance_percent",
        default: "20",
        meaning: "percent by which a saving may lag behind",
    }],
    page: include_str!("saving-behind-plan.md"),
    check: RuleCheck::Plan(check),
};

/// Of a year of 365 days.
const YEAR: i128 = 365;

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let (plan, today) = (context.plan, context.today);
    #[expect(clippy::cast_possible_truncation, reason = "clamped to a range that fits")]
    let tolerance = sink.number("tolerance_percent").clamp(0.0, 100.0) as i128;
    for saving in &plan.savings {
        let it = &saving.written;
        if matches!(it.status, None | Some(SavingStatus::Idea | SavingStatus::Dropped)) {
            continue;
        }
        let Some(start) = it.start.map(|start| plan.calendar.period(&start).first) else { continue };
        let counted = it.achieved.iter().map(|(time, money)| (plan.calendar.period(time), money));
        let counted: Vec<_> = counted.filter(|(period, _)| period.first <= today).collect();
        // What was counted speaks of the days until then; where nothing was, a quarter must have gone by.
        let until = counted.iter().map(|(period, _)| period.last.min(today)).max();
        let days = i128::from(until.unwrap_or(today).days_since(start)) + 1;
        if days <= 0 || (until.is_none() && days < WAIT) {
            continue;
        }
        let same = |money: &Money| money.currency == it.saving.currency;
        let sum: Option<i128> = counted
            .iter()
            .map(|(_, money)| Some(money.number().filter(|_| same(money))?.ten_thousandths()))
            .sum();
        let (Some(sum), Some(yearly)) = (sum, it.saving.number().map(|number| number.ten_thousandths()))
        else {
            continue;
        };
        let expected = yearly.saturating_mul(days) / YEAR;
        if yearly <= 0 || sum.saturating_mul(100) >= expected.saturating_mul(100 - tolerance) {
            continue;
        }
        let shown = |units: i128| {
            // To whole units, as nobody plans savings to the cent.
            let whole = Decimal::from_integer(units / 10_000).unwrap_or(Decimal::ZERO);
            Money { currency: currency_of(plan, &it.saving), ..Money::known(whole) }.to_string()
        };
        let day = until.unwrap_or(today);
        let message = format!(
            "`{}` has saved {} by {day}, where {} were to be saved since {start}",
            saving.id(),
            shown(sum),
            shown(expected)
        );
        let place = if it.achieved.is_empty() {
            saving.place().field("start")
        } else {
            saving.place().field("achieved").key_only()
        };
        let finding = sink
            .finding(place, message)
            .also(saving.place().field("saving"), format!("{} a year", it.saving))
            .help("write what was saved as `achieved`; if it is less, lower the `saving` or move its `start`, and the budget of the line with it")
            .item(saving.id());
        sink.push(finding);
    }
}

/// Days after which something should have been counted.
const WAIT: i128 = 91;

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    #[test]
    fn by_the_days_since_its_start() {
        let found = |fields: &str| {
            let json = with(&format!(
                r#""budget": [{{ "id": "l", "title": "L", "currency": "EUR" }}], "savings": [{{ "id": "s", "title": "S", "lines": "l", "saving": 36500, "start": "2027-01", {fields} }}]"#
            ));
            of_rule(&json, "BUD023").into_iter().map(|finding| finding.message).collect::<Vec<_>>()
        };
        // 90 days of the first quarter at 100 a day.
        assert_eq!(
            found(r#""status": "under_way", "achieved": { "2027-Q1": 6000 }"#),
            ["`s` has saved 6000 by 2027-03-31, where 9000 were to be saved since 2027-01-01"]
        );
        assert!(
            found(r#""status": "under_way", "achieved": { "2027-Q1": 7200 }"#).is_empty(),
            "within a fifth"
        );
        assert_eq!(found(r#""status": "planned""#).len(), 1, "begun half a year ago and nothing counted");
        assert!(found(r#""status": "idea""#).is_empty());
        assert!(found(r#""status": "under_way", "achieved": { "2027-Q1": "not_measured" }"#).is_empty());
    }
}
