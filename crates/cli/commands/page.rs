//! `truenorth page`: one page of Markdown for somebody.

use anstream::ColorChoice;
use truenorth_core::plan::Item;

use super::ask;
use crate::args::PageArgs;
use crate::failure::Failure;
use crate::{exit, output, page};

pub(super) fn run(arguments: &PageArgs, color: ColorChoice) -> Result<u8, Failure> {
    let (loaded, analysed) = ask::load(&arguments.input, &arguments.under, color)?;
    if let Some(note) = super::left_out(&analysed.report) {
        output::to_stderr(&format!("warning: {note}\n"));
    }
    let item = ask::item(&loaded, &arguments.id)?;
    let wrong = |id: &str, item: Item, help: &str| {
        let kind = loaded.plan.item_kind(item);
        Failure::with_help(format!("`{id}` ({kind}) has no such page"), help)
    };
    let text = match (item, &arguments.reader) {
        (who, Some(reader)) => {
            let reader_item = ask::item(&loaded, reader)?;
            for (id, item) in [(&arguments.id, who), (reader, reader_item)] {
                if !page::does_work(item) {
                    return Err(wrong(id, item, "name two teams, people or roles"));
                }
            }
            page::of_team_for(&loaded, &analysed, who, reader_item)
        }
        (Item::Stakeholder(who), None) => page::of_stakeholder(&loaded, &analysed, who),
        (who, None) if page::does_work(who) => page::of_worker(&loaded, &analysed, who),
        (other, None) => {
            let help = "name a team, person, role or stakeholder; `truenorth trace` shows why a goal matters";
            return Err(wrong(&arguments.id, other, help));
        }
    };
    output::to_stdout(&text, color)?;
    Ok(exit::CLEAN)
}
