//! The fields that an import can fill: one list a kind, with what their cells hold and the headers that
//! people write for them.

use serde::de::DeserializeOwned;
use truenorth_core::model::{
    Ambition, EarnedBy, Indicator, LineType, MeasureKind, Perspective, Reserve, Rollup,
};
use truenorth_core::model::{Spread, Status};

/// What a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Target {
    /// Goals of any kind, a row each.
    Goals,
    /// Budget lines, a row each.
    Budget,
    /// Counted values or spent money of items that are there, a row each.
    Actuals,
}

/// What the cells of a field hold.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shape {
    /// The source's id of the item.
    Id,
    /// A text of one line.
    Text,
    /// A text that may have lines.
    Prose,
    /// Texts with `;`, `,` or `|` between them.
    Texts,
    /// Addresses, with white space or `;` between them.
    Addresses,
    /// A word of the format.
    Word(fn(&str) -> Result<(), String>),
    /// A built-in kind of goals or one of `levels`.
    Kind,
    /// A person, role, team or the organisation.
    Owner,
    /// A team.
    Team,
    /// Goals, with `;` or `|` between them, or `,`.
    Goals,
    /// Goals, or the vision, likewise.
    Parents,
    /// Accounts, likewise.
    Accounts,
    /// A time.
    Time,
    /// A time, or relative to an item.
    Due,
    /// A day.
    Date,
    /// A weight: a number that is never missing.
    Number,
    /// A number of a measure, or why it is missing.
    Value,
    /// An amount of money.
    Money,
    /// An ISO 4217 code.
    Currency,
    /// Yes or no.
    Flag,
}

/// A field that a column can fill.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    /// Its path in the item; of a field by time the part before the time.
    pub(crate) name: &'static str,
    /// What its cells hold.
    pub(crate) shape: Shape,
    /// What follows `name` in `--map`: keys such as `STAGE.TIME`; empty for most.
    pub(crate) keys: &'static str,
    /// Headers that mean it, in lower case without anything but letters and digits.
    pub(crate) headers: &'static [&'static str],
}

fn word<T: DeserializeOwned>(text: &str) -> Result<(), String> {
    serde_json::from_value::<T>(text.into()).map(drop).map_err(|error| error.to_string())
}

const fn field(name: &'static str, shape: Shape, headers: &'static [&'static str]) -> Field {
    Field { name, shape, keys: "", headers }
}

/// Fields of goals, in the order in which they are written.
const GOALS: &[Field] = &[
    field(
        "id",
        Shape::Id,
        &["id", "key", "ref", "reference", "identifier", "goalid", "code", "number", "nr"],
    ),
    field(
        "title",
        Shape::Text,
        &[
            "title",
            "goal",
            "name",
            "objective",
            "goaltitle",
            "goalname",
            "keyresult",
            "kpi",
            "summary",
            "initiative",
        ],
    ),
    field("kind", Shape::Kind, &["kind", "type", "level", "goaltype", "issuetype"]),
    field(
        "contributes_to",
        Shape::Parents,
        &["contributesto", "parent", "parentid", "parentgoal", "alignedto", "alignsto", "supportsgoal"],
    ),
    field("weight", Shape::Number, &["weight"]),
    field("supports", Shape::Goals, &["supports"]),
    field("depends_on", Shape::Goals, &["dependson", "dependencies", "dependency", "blockedby"]),
    field(
        "owner",
        Shape::Owner,
        &["owner", "lead", "responsible", "accountable", "assignee", "owneremail", "goalowner"],
    ),
    field("team", Shape::Team, &["team", "department", "group", "squad"]),
    field("period", Shape::Time, &["period", "quarter", "cycle", "timeframe"]),
    field("start", Shape::Time, &["start", "startdate", "begin", "from"]),
    field("due", Shape::Due, &["due", "duedate", "deadline", "end", "enddate", "targetdate", "finish"]),
    field("done", Shape::Date, &["done", "completed", "completedon", "finishedon", "closed"]),
    field("status", Shape::Word(word::<Status>), &["status", "state", "health"]),
    field("measure.kind", Shape::Word(word::<MeasureKind>), &["measurekind", "metrictype", "direction"]),
    field("measure.name", Shape::Text, &["measure", "metric", "measurename", "indicatorname"]),
    field("measure.unit", Shape::Text, &["unit", "units", "unitofmeasure", "measureunit"]),
    field("measure.baseline", Shape::Value, &["baseline", "startvalue", "initial", "initialvalue"]),
    field("measure.target", Shape::Value, &["target", "targetvalue", "goalvalue"]),
    field("measure.low", Shape::Value, &["low", "lowerlimit"]),
    field("measure.high", Shape::Value, &["high", "upperlimit"]),
    field("measure.commit", Shape::Value, &["commit"]),
    field("measure.stretch", Shape::Value, &["stretch", "stretchtarget"]),
    field("measure.threshold", Shape::Value, &["threshold"]),
    field("measure.worst", Shape::Value, &["worst"]),
    Field { name: "measure.actuals", shape: Shape::Value, keys: "TIME", headers: &[] },
    field("measure.indicator", Shape::Word(word::<Indicator>), &["indicator"]),
    field("measure.source", Shape::Text, &["datasource", "measuresource"]),
    field("ambition", Shape::Word(word::<Ambition>), &["ambition"]),
    field("rollup", Shape::Word(word::<Rollup>), &["rollup"]),
    field("perspective", Shape::Word(word::<Perspective>), &["perspective"]),
    field("help_wanted", Shape::Flag, &["helpwanted"]),
    field("tags", Shape::Texts, &["tags", "labels", "themes", "keywords"]),
    field(
        "description",
        Shape::Prose,
        &["description", "details", "comment", "comments", "notes", "remarks"],
    ),
    field("documents", Shape::Addresses, &["documents", "url", "link", "links"]),
];

/// Fields of budget lines, in the order in which they are written.
const BUDGET: &[Field] = &[
    field("id", Shape::Id, &["id", "key", "ref", "lineid", "code", "number", "nr", "accountnumber"]),
    field(
        "title",
        Shape::Text,
        &["title", "name", "line", "budgetline", "lineitem", "item", "costcentre", "position"],
    ),
    field("type", Shape::Word(word::<LineType>), &["type", "expenserevenue"]),
    field("category", Shape::Text, &["category", "costtype", "nature", "expensecategory"]),
    field("owner", Shape::Owner, &["owner", "responsible", "budgetholder", "budgetowner"]),
    field("manager", Shape::Owner, &["manager"]),
    field("team", Shape::Team, &["team", "department", "unit"]),
    field("accounts", Shape::Accounts, &["accounts", "account"]),
    field("funds", Shape::Parents, &["funds", "goal", "goals", "fundsgoal"]),
    field("currency", Shape::Currency, &["currency"]),
    Field { name: "amounts", shape: Shape::Money, keys: "STAGE.TIME", headers: &[] },
    field("spread", Shape::Word(word::<Spread>), &["spread"]),
    field("reserve", Shape::Word(word::<Reserve>), &["reserve"]),
    field("earned_by", Shape::Word(word::<EarnedBy>), &["earnedby"]),
    field("aggregate", Shape::Flag, &["aggregate", "subtotal"]),
    field("valid", Shape::Time, &["valid"]),
    field("tags", Shape::Texts, &["tags", "labels"]),
    field(
        "description",
        Shape::Prose,
        &["description", "details", "comment", "comments", "notes", "remarks"],
    ),
    field("documents", Shape::Addresses, &["documents", "url", "link", "links"]),
];

/// Fields of a counted value.
const ACTUALS: &[Field] = &[
    field(
        "id",
        Shape::Id,
        &[
            "id",
            "key",
            "ref",
            "goal",
            "goalid",
            "kpi",
            "keyresult",
            "metric",
            "measure",
            "line",
            "item",
            "title",
            "name",
        ],
    ),
    field("time", Shape::Time, &["time", "period", "month", "date", "quarter", "year", "on"]),
    field("value", Shape::Value, &["value", "actual", "amount", "result", "measured", "current"]),
    field("note", Shape::Prose, &["note", "notes", "comment", "comments", "remark"]),
    field("provisional", Shape::Flag, &["provisional", "estimate"]),
];

/// Other names of fields that `--map` takes.
pub(crate) const SHORT_NAMES: &[(&str, &str)] = &[
    ("parent", "contributes_to"),
    ("baseline", "measure.baseline"),
    ("target", "measure.target"),
    ("unit", "measure.unit"),
];

/// Words in headers of amounts, with the stage that they certainly mean.
pub(crate) const STAGES: &[(&str, &str)] = &[
    ("request", "request"),
    ("requested", "request"),
    ("proposed", "proposed"),
    ("adopted", "adopted"),
    ("approved", "adopted"),
    ("adjusted", "adjusted"),
    ("committed", "committed"),
    ("actual", "actual"),
    ("actuals", "actual"),
    ("spent", "actual"),
    ("forecast", "forecast"),
];

impl Target {
    /// The fields of a kind of table.
    pub(crate) fn fields(self) -> &'static [Field] {
        match self {
            Self::Goals => GOALS,
            Self::Budget => BUDGET,
            Self::Actuals => ACTUALS,
        }
    }

    /// The section of a plan file that its items stand in; none for what stands in items.
    pub(crate) fn section(self) -> Option<&'static str> {
        match self {
            Self::Goals => Some("goals"),
            Self::Budget => Some("budget"),
            Self::Actuals => None,
        }
    }

    /// The names of its fields, for people.
    pub(crate) fn names(self) -> String {
        let names = self.fields().iter().map(|field| match field.keys {
            "" => field.name.to_owned(),
            keys => format!("{}.{keys}", field.name),
        });
        names.collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_header_means_two_fields_and_short_names_lead_to_fields() {
        for target in [Target::Goals, Target::Budget, Target::Actuals] {
            let headers: Vec<&str> =
                target.fields().iter().flat_map(|field| field.headers.iter().copied()).collect();
            let unique: BTreeSet<&str> = headers.iter().copied().collect();
            assert_eq!(headers.len(), unique.len(), "{target:?}");
            let plain = |header: &&str| header.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
            assert!(headers.iter().all(plain), "{target:?}");
        }
        for (_, name) in SHORT_NAMES {
            assert!(Target::Goals.fields().iter().any(|field| field.name == *name), "{name}");
        }
    }
}
