//! `subtotal-among-lines`: a subtotal that is added like a line.

use std::collections::BTreeMap;

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::plan::{AccountIx, LineIx};
use truenorth_core::scalar::Decimal;
use truenorth_core::source::FileId;

use super::amounts::{is_revenue, known};
use crate::context::{Context, Sink, count};
use crate::rule::{Group, Rule, RuleCheck, Set};
use crate::rules::alignment::also_all;

static ID: RuleId = RuleId { code: "BUD020", name: "subtotal-among-lines", unreadable: false };

/// See `subtotal-among-lines.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Budget,
    level: Level::Warning,
    set: Set::Default,
    since: "0.1.0",
    summary: "a budget line is the sum of the others beside it, and so is counted twice",
    options: &[],
    page: include_str!("subtotal-among-lines.md"),
    check: RuleCheck::Plan(check),
};

/// A sum of two amounts may be a third by chance; one of more hardly ever.
const LEAST: usize = 2;

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let plan = context.plan;
    let mut groups: BTreeMap<Key, Vec<(LineIx, Decimal)>> = BTreeMap::new();
    for (index, line) in plan.lines().filter(|(_, line)| line.written.aggregate != Some(true)) {
        let beside = line.accounts.iter().map(|(account, _)| *account).collect::<Vec<_>>();
        for (stage, amounts) in &line.written.amounts {
            for (time, money) in amounts {
                let Some(number) = known(line, money).filter(|number| !number.is_zero()) else { continue };
                let key = (beside.clone(), line.file, is_revenue(line), stage.word(), time.to_string());
                groups.entry(key).or_default().push((index, number));
            }
        }
    }
    // A line with several times has a finding for the first of them alone.
    let mut found: BTreeMap<LineIx, (&'static str, String, Vec<LineIx>)> = BTreeMap::new();
    let mut against: BTreeMap<LineIx, usize> = BTreeMap::new();
    for ((_, _, _, stage, time), lines) in &groups {
        let whole: i128 = lines.iter().map(|(_, number)| number.ten_thousandths()).sum();
        let total = lines.iter().max_by_key(|(_, number)| number.ten_thousandths());
        let Some((index, number)) = total.filter(|_| lines.len() > LEAST) else { continue };
        if number.ten_thousandths() * 2 == whole {
            let parts = lines.iter().map(|(line, _)| *line).filter(|line| line != index);
            found.entry(*index).or_insert((stage, time.clone(), parts.collect()));
        } else {
            *against.entry(*index).or_default() += 1;
        }
    }
    for (index, (stage, time, parts)) in found {
        let line = &plan[index];
        // Of three times one may agree by chance; a subtotal agrees in all.
        if against.contains_key(&index) {
            continue;
        }
        let place = line.place().field("amounts").key(stage).key(time);
        let finding = sink
            .finding(
                place,
                format!(
                    "`{}` is the sum of the {} beside it, so their money is counted twice",
                    line.id(),
                    count(parts.len(), "line")
                ),
            )
            .help("write `\"aggregate\": true`, with what it adds as `aggregate_of`, or take the line out")
            .item(line.id());
        let places = parts.into_iter().map(|part| (plan[part].place(), format!("`{}`", plan[part].id())));
        sink.push(also_all(finding, places.collect()));
    }
}

/// Where lines stand beside each other: accounts, file, direction, stage and time.
type Key = (Vec<AccountIx>, FileId, bool, &'static str, String);

#[cfg(test)]
mod tests {
    use crate::testing::{of_rule, with};

    fn found(amounts: &[&str]) -> Vec<String> {
        let lines: Vec<String> = (amounts.iter().enumerate())
            .map(|(number, amounts)| {
                format!(r#"{{ "id": "l{number}", "title": "L", "currency": "EUR", "funds": "vision", "amounts": {{ "adopted": {{ {amounts} }} }} }}"#)
            })
            .collect();
        let json = with(&format!(r#""budget": [{}]"#, lines.join(", ")));
        of_rule(&json, "BUD020").into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn the_largest_is_all_others() {
        assert_eq!(
            found(&[r#""2027": 3"#, r#""2027": 10"#, r#""2027": 7"#]),
            ["`l1` is the sum of the 2 lines beside it, so their money is counted twice"]
        );
        assert!(found(&[r#""2027": 3"#, r#""2027": 10"#, r#""2027": 8"#]).is_empty());
        assert!(found(&[r#""2027": 3"#, r#""2027": 3"#]).is_empty(), "two equal lines");
        let second_year = [r#""2027": 3, "2028": 4"#, r#""2027": 10, "2028": 12"#, r#""2027": 7, "2028": 9"#];
        assert!(found(&second_year).is_empty(), "by chance in one year");
    }
}
