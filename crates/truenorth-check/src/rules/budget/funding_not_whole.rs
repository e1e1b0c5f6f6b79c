//! `funding-not-whole`: shares of a budget line that do not add to 100 %.

use truenorth_core::finding::{Level, RuleId};
use truenorth_core::model::Funding;
use truenorth_core::scalar::Percent;

use crate::context::{Context, Sink};
use crate::rule::{Group, Rule, RuleCheck, Set};

static ID: RuleId = RuleId { code: "BUD002", name: "funding-not-whole", unreadable: false };

/// See `funding-not-whole.md`.
pub static RULE: Rule = Rule {
    id: &ID,
    group: Group::Budget,
    level: Level::Error,
    set: Set::Default,
    since: "0.1.0",
    summary: "the shares of the goals that a budget line pays for do not add to 100 %",
    options: &[],
    page: include_str!("funding-not-whole.md"),
    check: RuleCheck::Plan(check),
};

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    for line in &context.plan.lines {
        let funds = &line.written.funds;
        let shares: Vec<Percent> = funds.iter().filter_map(|funding| funding.share).collect();
        let left = funds.len() - shares.len();
        let sum = Percent::sum(shares.iter().copied());
        if shares.is_empty() || sum.is_hundred() || (left > 0 && sum < Percent::HUNDRED) {
            continue;
        }
        let rest = if left > 0 { format!(", and nothing is left for {left} more") } else { String::new() };
        let message = format!("the shares of `{}` add to {sum}{rest}", line.id());
        let finding = sink
            .finding(line.place().field("funds").key_only(), message)
            .label(format!("{sum} in all"))
            .help(help(funds, sum, left))
            .item(line.id());
        sink.push(finding);
    }
}

/// The edit of the last share that makes the sum whole, if there is one.
fn help(funds: &[Funding], sum: Percent, left: usize) -> String {
    let last = funds.iter().rev().find_map(|funding| Some((&funding.goal, funding.share?)));
    let mended = last.map(|(goal, share)| {
        let missing = Percent::HUNDRED.ten_thousandths().saturating_sub(sum.ten_thousandths());
        (goal, Percent::from_ten_thousandths(share.ten_thousandths().saturating_add(missing)))
    });
    match mended {
        Some((goal, share)) if left == 0 && Percent::ZERO < share && share <= Percent::HUNDRED => {
            format!("give `{goal}` the share \"{share}\", or leave all shares out for equal ones")
        }
        _ => "write shares that add to 100%, or leave all of them out for equal ones".to_owned(),
    }
}
