//! Takes the items out of their files: flattens nesting, gives full ids, finds equal ids.

use std::collections::hash_map::Entry;

use thin_vec::ThinVec;

use super::dates;
use crate::finding::{Finding, Level};
use crate::model::{self, Items, Kind, Written};
use crate::place::{Place, Spot};
use crate::plan::{
    Account, AccountIx, ChangeIx, DecisionIx, Goal, GoalIx, Growth, GrowthIx, Item, KindIx, Line, LineIx,
    Person, PersonIx, Placed, Plan, ReviewIx, RiskIx, Role, RoleIx, SavingIx, ScenarioIx, SkillIx,
    StakeholderIx, StrategyIx, Swot, SwotIx, SwotKind, Team, TeamIx, TrainingIx, TrendIx,
};
use crate::rules;
use crate::scalar::{Due, Id, Time};
use crate::source::FileId;

/// What binding needs beside the items themselves.
#[derive(Default)]
pub(super) struct Raw {
    /// Former ids with the item that had them.
    pub(super) aliases: Vec<(String, Item)>,
    /// Goals whose last day is relative to another goal's.
    pub(super) relative: Vec<GoalIx>,
}

/// Moves all items of a file into the plan. `period` is that of the file's `defaults`.
pub(super) fn collect(
    plan: &mut Plan,
    raw: &mut Raw,
    file: FileId,
    content: model::File,
    period: Option<Time>,
    findings: &mut Vec<Finding>,
) {
    let mut adder = Adder { plan, raw, file, period, findings };
    if adder.plan.root == Some(file) {
        adder.values();
    }
    adder.plan.goals.reserve(content.pillars.len() + content.goals.len());
    for goal in content.pillars {
        adder.goal(goal, Kind::Pillar, None);
    }
    for goal in content.goals {
        adder.goal(goal, Kind::Objective, None);
    }
    adder.section(
        content.teams,
        |plan| &mut plan.teams,
        |at| Item::Team(TeamIx(at)),
        |file, written| Team { file, written, part_of: None, owner: None },
    );
    adder.section(
        content.people,
        |plan| &mut plan.people,
        |at| Item::Person(PersonIx(at)),
        |file, written| Person { file, written, team: None, roles: Vec::new() },
    );
    adder.section(
        content.roles,
        |plan| &mut plan.roles,
        |at| Item::Role(RoleIx(at)),
        |file, written| Role { file, written, team: None },
    );
    adder.section(
        content.accounts,
        |plan| &mut plan.accounts,
        |at| Item::Account(AccountIx(at)),
        |file, written| Account { file, written, part_of: None },
    );
    adder.section(content.budget, |plan| &mut plan.lines, |at| Item::Line(LineIx(at)), line);
    adder.section(
        content.growth,
        |plan| &mut plan.growth,
        |at| Item::Growth(GrowthIx(at)),
        |file, written| Growth { file, written, owner: None, contributes_to: Vec::new() },
    );
    adder.section(content.skills, |plan| &mut plan.skills, |at| Item::Skill(SkillIx(at)), Placed::new);
    adder.section(
        content.training,
        |plan| &mut plan.training,
        |at| Item::Training(TrainingIx(at)),
        Placed::new,
    );
    adder.section(content.savings, |plan| &mut plan.savings, |at| Item::Saving(SavingIx(at)), Placed::new);
    adder.section(
        content.scenarios,
        |plan| &mut plan.scenarios,
        |at| Item::Scenario(ScenarioIx(at)),
        Placed::new,
    );
    adder.strategy(content.strategy.unwrap_or_default());
    adder.section(content.risks, |plan| &mut plan.risks, |at| Item::Risk(RiskIx(at)), Placed::new);
    adder.section(
        content.decisions,
        |plan| &mut plan.decisions,
        |at| Item::Decision(DecisionIx(at)),
        Placed::new,
    );
    adder.section(content.changes, |plan| &mut plan.changes, |at| Item::Change(ChangeIx(at)), Placed::new);
    adder.section(
        content.stakeholders,
        |plan| &mut plan.stakeholders,
        |at| Item::Stakeholder(StakeholderIx(at)),
        Placed::new,
    );
    adder.section(content.reviews, |plan| &mut plan.reviews, |at| Item::Review(ReviewIx(at)), Placed::new);
    let Adder { plan, .. } = adder;
    plan.mentoring.extend(content.mentoring.into_iter().map(|it| Placed::new(file, it)));
    plan.feedback.extend(content.feedback.into_iter().map(|it| Placed::new(file, it)));
}

fn line(file: FileId, written: model::BudgetLine) -> Line {
    let (accounts, funds) = (Vec::new(), Vec::new());
    Line { file, written, owner: None, team: None, accounts, funds, currency: None }
}

struct Adder<'a> {
    plan: &'a mut Plan,
    raw: &'a mut Raw,
    file: FileId,
    /// The time of goals without any.
    period: Option<Time>,
    findings: &'a mut Vec<Finding>,
}

impl Adder<'_> {
    /// Adds the items of a section, each by its list, what it is as an [`Item`], and how it stands in the list.
    fn section<T: Written, E>(
        &mut self,
        section: Items<T>,
        list: fn(&mut Plan) -> &mut Vec<E>,
        item: fn(u32) -> Item,
        place: fn(FileId, T) -> E,
    ) {
        for written in section {
            let item = item(list(self.plan).len() as u32);
            if self.register(written.id(), written.spot(), item, written.aliases()) {
                let entry = place(self.file, written);
                list(self.plan).push(entry);
            }
        }
    }

    fn strategy(&mut self, strategy: model::Strategy) {
        fn swot(kind: SwotKind, file: FileId, written: model::Swot) -> Swot {
            Swot { kind, entry: Placed::new(file, written) }
        }
        let item = |at| Item::Swot(SwotIx(at));
        self.section(strategy.trends, |plan| &mut plan.trends, |at| Item::Trend(TrendIx(at)), Placed::new);
        self.section(
            strategy.strengths,
            |plan| &mut plan.swot,
            item,
            |file, it| swot(SwotKind::Strength, file, it),
        );
        self.section(
            strategy.weaknesses,
            |plan| &mut plan.swot,
            item,
            |file, it| swot(SwotKind::Weakness, file, it),
        );
        self.section(
            strategy.opportunities,
            |plan| &mut plan.swot,
            item,
            |file, it| swot(SwotKind::Opportunity, file, it),
        );
        self.section(
            strategy.threats,
            |plan| &mut plan.swot,
            item,
            |file, it| swot(SwotKind::Threat, file, it),
        );
        self.section(
            strategy.strategies,
            |plan| &mut plan.strategies,
            |at| Item::Strategy(StrategyIx(at)),
            Placed::new,
        );
    }

    fn values(&mut self) {
        let values: Vec<(usize, Id, Spot)> = (self.plan.values.iter().enumerate())
            .filter_map(|(position, value)| Some((position, value.id.clone()?, value.spot)))
            .collect();
        for (position, id, spot) in values {
            self.register(&id, spot, Item::Value(position as u32), &[]);
        }
    }

    /// Adds a goal and then all goals nested in it; the recursion is as deep as the file nests objects,
    /// which the reader limits.
    fn goal(&mut self, mut goal: Box<model::Goal>, default: Kind, nest: Option<GoalIx>) {
        if let Some(nest) = nest {
            match self.plan[nest].written.id.nest(&goal.id) {
                Ok(full) => goal.id = full,
                Err(mistake) => {
                    let place = Place::value(self.file, goal.spot).field("id");
                    let mut finding =
                        Finding::new(&rules::MALFORMED_VALUE, Level::Error, place, mistake.message);
                    finding.help = mistake.help;
                    self.findings.push(finding);
                    return;
                }
            }
        }
        let index = GoalIx::new(self.plan.goals.len());
        if !self.register(&goal.id, goal.spot, Item::Goal(index), &goal.aliases) {
            return;
        }
        let nested = [
            (Kind::KeyResult, std::mem::take(&mut goal.key_results)),
            (Kind::Initiative, std::mem::take(&mut goal.initiatives)),
            (Kind::Milestone, std::mem::take(&mut goal.milestones)),
        ];
        let kind = self.kind(&goal, default);
        let (start, due) = dates::of(&self.plan.calendar, &goal, self.period);
        if matches!(goal.due, Some(Due::After { .. })) {
            self.raw.relative.push(index);
        }
        self.plan.goals.push(Goal {
            file: self.file,
            done: goal.done,
            status: goal.status,
            written: goal,
            nest,
            kind,
            owner: None,
            team: None,
            parents: ThinVec::new(),
            links: ThinVec::new(),
            start,
            due,
        });
        for (kind, goals) in nested {
            for goal in goals {
                self.goal(goal, kind, Some(index));
            }
        }
    }

    fn kind(&mut self, goal: &model::Goal, default: Kind) -> KindIx {
        let word = goal.kind.as_deref().unwrap_or(default.word());
        let find = |word: &str| self.plan.kinds.iter().position(|kind| kind.word == word);
        match find(word) {
            Some(position) => KindIx::new(position),
            None => {
                let place = Place::value(self.file, goal.spot).field("kind");
                let finding = super::kinds::unknown(self.plan, word, place);
                self.findings.extend(finding.map(|finding| finding.item(goal.id.as_str())));
                KindIx::new(find(default.word()).unwrap_or(0))
            }
        }
    }

    /// Takes the id for the item; false if it cannot have it, and then it is left out of the plan.
    fn register(&mut self, id: &Id, spot: Spot, item: Item, aliases: &[String]) -> bool {
        let place = || Place::value(self.file, spot).field("id");
        if id.is_reserved() {
            self.findings.push(
                Finding::new(
                    &rules::RESERVED_ID,
                    Level::Error,
                    place(),
                    format!("the id `{id}` is taken by the format"),
                )
                .help("`vision`, `mission` and `organization` stand for themselves; choose another id")
                .item(id.as_str()),
            );
            return false;
        }
        match self.plan.ids.entry(id.clone()) {
            Entry::Vacant(entry) => {
                entry.insert(item);
            }
            Entry::Occupied(entry) => {
                let first = *entry.get();
                let mut finding = Finding::new(
                    &rules::DUPLICATE_ID,
                    Level::Error,
                    place(),
                    format!("the id `{id}` is used twice"),
                )
                .help("ids are unique over all files and kinds; give one of the two another id")
                .item(id.as_str());
                if let Some(first) = self.plan.item_place(first) {
                    finding = finding.also(first.field("id"), "first used here");
                }
                self.findings.push(finding);
                return false;
            }
        }
        self.raw.aliases.extend(aliases.iter().map(|alias| (alias.clone(), item)));
        true
    }
}
