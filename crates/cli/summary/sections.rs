//! The tables of risks, decisions, changes and savings. A section that the plan does not have is left out.

use std::fmt::Write as _;

use truenorth_core::model::{
    Change, ChangeStatus, Decision, DecisionStatus, Risk, RiskStatus, Saving, SavingStatus, Treatment,
};
use truenorth_core::plan::{Owner, Placed, Plan};
use truenorth_core::sanitise::markdown;
use truenorth_core::scalar::{Due, Money};

/// All tables, in the order of the format.
pub(super) fn write(plan: &Plan, out: &mut String) {
    savings(plan, out);
    risks(plan, out);
    decisions(plan, out);
    changes(plan, out);
}

fn table(heading: &str, columns: &[&str], rows: &[Vec<String>], out: &mut String) {
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(out, "## {heading}\n\n| {} |\n|{}", columns.join(" | "), " --- |".repeat(columns.len()));
    for row in rows {
        let _ = writeln!(out, "| {} |", row.join(" | "));
    }
    out.push('\n');
}

fn owner(plan: &Plan, owner: Option<Owner>) -> String {
    owner.map_or_else(String::new, |owner| markdown(plan.owner_name(owner)))
}

fn money(plan: &Plan, money: &Money) -> String {
    let currency = money.currency.or(plan.organization.as_ref().and_then(|found| found.currency));
    match money.number() {
        Some(amount) => {
            let unit = currency.map_or_else(String::new, |currency| format!(" {currency}"));
            format!("{}{unit}", super::grouped(&amount, currency))
        }
        None => markdown(&money.to_string()),
    }
}

fn due(due: Option<&Due>) -> String {
    due.map_or_else(String::new, Due::to_string)
}

fn savings(plan: &Plan, out: &mut String) {
    let row = |saving: &Placed<Saving>| {
        let status = match saving.written.status.unwrap_or(SavingStatus::Idea) {
            SavingStatus::Idea => "idea",
            SavingStatus::Planned => "planned",
            SavingStatus::UnderWay => "under way",
            SavingStatus::Achieved => "achieved",
            SavingStatus::Dropped => "dropped",
        };
        vec![
            markdown(saving.title()),
            money(plan, &saving.written.saving),
            saving.written.start.map_or_else(String::new, |start| start.to_string()),
            status.to_owned(),
            owner(plan, saving.owner),
        ]
    };
    let rows: Vec<_> = plan.savings.iter().map(row).collect();
    table("Savings", &["Saving", "A year", "From", "Status", "Owner"], &rows, out);
}

fn risks(plan: &Plan, out: &mut String) {
    let rating = |likelihood: Option<u32>, impact: Option<u32>| match (likelihood, impact) {
        (Some(likelihood), Some(impact)) => format!("{likelihood} x {impact}"),
        _ => String::new(),
    };
    let mut risks: Vec<_> = plan.risks.iter().collect();
    // The greatest first; those of which only an order or nothing is known stay as they stand.
    risks.sort_by_key(|risk| {
        let product = risk.written.likelihood.zip(risk.written.impact);
        std::cmp::Reverse(product.map(|(likelihood, impact)| u64::from(likelihood) * u64::from(impact)))
    });
    let row = |risk: &&Placed<Risk>| {
        let after = risk.written.residual.as_ref();
        let treatment = match (risk.written.treatment, risk.written.status) {
            (_, Some(RiskStatus::Closed)) => "closed",
            (_, Some(RiskStatus::Occurred)) => "has occurred",
            (Some(Treatment::Avoid), _) => "avoid",
            (Some(Treatment::Reduce), _) => "reduce",
            (Some(Treatment::Transfer), _) => "transfer",
            (Some(Treatment::Accept), _) => "accept",
            (None, _) => "none yet",
        };
        vec![
            markdown(risk.title()),
            rating(risk.written.likelihood, risk.written.impact),
            rating(after.and_then(|after| after.likelihood), after.and_then(|after| after.impact)),
            treatment.to_owned(),
            owner(plan, risk.owner),
        ]
    };
    let rows: Vec<_> = risks.iter().map(row).collect();
    let columns = ["Risk", "Likelihood x impact", "After treatment", "Treatment", "Owner"];
    table("Risks", &columns, &rows, out);
}

fn decisions(plan: &Plan, out: &mut String) {
    let row = |decision: &Placed<Decision>| {
        let written = &decision.written;
        let status = match written.status.unwrap_or(DecisionStatus::Proposed) {
            DecisionStatus::Proposed => "proposed",
            DecisionStatus::Pending => "pending",
            DecisionStatus::Accepted => "accepted",
            DecisionStatus::Rejected => "rejected",
            DecisionStatus::Amended => "amended",
            DecisionStatus::Superseded => "superseded",
        };
        let chosen = written.options.iter().find(|option| Some(&option.id) == written.chosen.as_ref());
        vec![
            markdown(decision.title()),
            status.to_owned(),
            written.date.map_or_else(String::new, |date| date.to_string()),
            chosen.map_or_else(String::new, |option| markdown(&option.title)),
            due(written.review.as_ref()),
            owner(plan, decision.owner),
        ]
    };
    let rows: Vec<_> = plan.decisions.iter().map(row).collect();
    table("Decisions", &["Decision", "Status", "Date", "Chosen", "Review", "Owner"], &rows, out);
}

fn changes(plan: &Plan, out: &mut String) {
    let row = |change: &Placed<Change>| {
        let status = match change.written.status.unwrap_or(ChangeStatus::Proposed) {
            ChangeStatus::Proposed => "proposed",
            ChangeStatus::UnderWay => "under way",
            ChangeStatus::Embedded => "embedded",
            ChangeStatus::Dropped => "dropped",
        };
        let groups = change.written.groups.iter().filter_map(|group| plan.target(&group.group));
        vec![
            markdown(change.title()),
            change.written.why.as_deref().map_or_else(String::new, markdown),
            groups.map(|item| markdown(plan.item_title(item))).collect::<Vec<_>>().join("; "),
            status.to_owned(),
            owner(plan, change.owner),
        ]
    };
    let rows: Vec<_> = plan.changes.iter().map(row).collect();
    table("Changes", &["Change", "Why", "Touches", "Status", "Owner"], &rows, out);
}
