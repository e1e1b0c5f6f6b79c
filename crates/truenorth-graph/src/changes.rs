//! What changes ask of those whom they touch.

use truenorth_core::model::{Change, ChangeStatus, Size};
use truenorth_core::plan::{Item, Placed, Plan};
use truenorth_core::scalar::Period;

/// The changes that are neither embedded nor dropped. Proposed ones, which all are by default, belong to them:
/// a change is prepared while it is proposed.
pub fn open_changes(plan: &Plan) -> impl Iterator<Item = &Placed<Change>> {
    let over =
        |change: &Change| matches!(change.status, Some(ChangeStatus::Embedded | ChangeStatus::Dropped));
    plan.changes.iter().filter(move |change| !over(&change.written))
}

/// What an open change asks of a group.
#[derive(Clone, Copy, Debug)]
pub struct ChangeLoad<'a> {
    /// The change.
    pub change: &'a Placed<Change>,
    /// The entry of its `groups`.
    pub entry: usize,
    /// A team, role or stakeholder.
    pub group: Item,
    /// 1 for a small load, 2 for a medium one (the default), 4 for a large one: the points of `checks.limits.change_load`.
    pub points: u32,
    /// The group's own time, else that of the change; `None` if neither is written.
    pub period: Option<Period>,
}

/// What the open changes ask of every group, in the order of the plan.
#[must_use]
pub fn change_loads(plan: &Plan) -> Vec<ChangeLoad<'_>> {
    let mut loads = Vec::new();
    for change in open_changes(plan) {
        for (entry, touched) in change.written.groups.iter().enumerate() {
            let Some(group) = plan.target(&touched.group) else { continue };
            let period = touched.period.as_ref().or(change.written.period.as_ref());
            loads.push(ChangeLoad {
                change,
                entry,
                group,
                points: points(touched.load),
                period: period.map(|period| plan.calendar.period(period)),
            });
        }
    }
    loads
}

/// The format's own points of a load.
fn points(load: Option<Size>) -> u32 {
    match load {
        Some(Size::Small) => 1,
        Some(Size::Medium) | None => 2,
        Some(Size::Large) => 4,
    }
}
