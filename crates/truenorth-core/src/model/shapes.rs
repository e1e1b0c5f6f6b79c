//! What the derived types cannot say of themselves: shorthands, prose, plural names.

/// The structs that a bare text or number may stand for, with the field it fills (shorthand S2).
pub const SHORT_FORMS: &[(&str, &str)] = &[
    ("Action", "title"),
    ("Actual", "value"),
    ("Ask", "team"),
    ("Assumption", "title"),
    ("ChangeGroup", "group"),
    ("CheckIn", "note"),
    ("Contribution", "goal"),
    ("Dependency", "goal"),
    ("Document", "url"),
    ("Effect", "item"),
    ("Estimate", "likely"),
    ("Funding", "goal"),
    ("Held", "level"),
    ("Involved", "who"),
    ("MovedDue", "due"),
    ("Need", "skill"),
    ("OldTarget", "target"),
    ("PlanValue", "title"),
    ("RuleSetting", "level"),
    ("Statement", "title"),
];

/// Fields whose texts may hold line breaks.
pub const PROSE: &[&str] = &["description", "context", "note"];

/// Words that people write for those of the format; the first that fits the place is proposed. Words that
/// differ by a slip of the finger need no entry.
const MEANT: &[(&str, &[&str])] = &[
    ("amount", &["amounts"]),
    ("cancelled", &["dropped"]),
    ("children", &["key_results"]),
    ("current", &["actuals"]),
    ("deadline", &["due"]),
    ("done", &["achieved"]),
    ("end", &["due"]),
    ("from", &["start", "baseline"]),
    ("green", &["on_track"]),
    ("in_progress", &["on_track"]),
    ("label", &["title"]),
    ("mitigate", &["reduce"]),
    ("name", &["title", "id"]),
    ("parent", &["contributes_to", "part_of"]),
    ("planned", &["adopted", "accepted", "proposed"]),
    ("plan", &["phased", "adopted"]),
    ("red", &["off_track"]),
    ("responsible", &["owner"]),
    ("summary", &["title", "description"]),
    ("tasks", &["initiatives"]),
    ("title", &["name"]),
    ("to", &["due", "target"]),
    ("yellow", &["at_risk"]),
];

/// The words of the format that `word` may stand for.
#[must_use]
pub fn meant(word: &str) -> &'static [&'static str] {
    MEANT.iter().find(|(written, _)| *written == word).map_or(&[], |(_, meant)| meant)
}

/// What people call the objects of a struct.
const PLURALS: &[(&str, &str)] = &[
    ("Account", "accounts"),
    ("Action", "actions"),
    ("Actual", "actuals"),
    ("Adkar", "`adkar`"),
    ("Appetite", "entries of `appetite`"),
    ("Ask", "asks"),
    ("Assumption", "assumptions"),
    ("BudgetLine", "budget lines"),
    ("Calendar", "calendars"),
    ("Challenge", "challenges"),
    ("Change", "changes"),
    ("ChangeGroup", "groups of a change"),
    ("CheckIn", "check-ins"),
    ("Checks", "`checks`"),
    ("Choice", "options of a decision"),
    ("Contribution", "links to a parent"),
    ("Criterion", "criteria"),
    ("Decision", "decisions"),
    ("DecisionImpact", "`impact`"),
    ("Defaults", "`defaults`"),
    ("Dependency", "dependencies"),
    ("Document", "documents"),
    ("Effect", "entries of `affects`"),
    ("Estimate", "estimates"),
    ("Feedback", "entries of `feedback`"),
    ("File", "plan files"),
    ("Funding", "entries of `funds`"),
    ("Goal", "goals"),
    ("Growth", "growth plans"),
    ("GrowthScenario", "scenarios of a growth plan"),
    ("Held", "levels of a skill"),
    ("Ignore", "entries of `ignore`"),
    ("Involved", "entries of `raci`"),
    ("Level", "levels"),
    ("Limits", "`limits`"),
    ("Measure", "measures"),
    ("Mentoring", "entries of `mentoring`"),
    ("Message", "messages"),
    ("MovedDue", "entries of `due_was`"),
    ("Need", "needs"),
    ("OldTarget", "entries of `target_was`"),
    ("Organization", "`organization`"),
    ("Origin", "origins"),
    ("OtherPlan", "entries of `plans`"),
    ("Override", "overrides"),
    ("Person", "people"),
    ("PlanValue", "values"),
    ("Prediction", "predictions"),
    ("Raci", "`raci`"),
    ("Residual", "`residual`"),
    ("Review", "reviews"),
    ("Risk", "risks"),
    ("Role", "roles"),
    ("RuleSetting", "settings of a rule"),
    ("Saving", "savings"),
    ("Scenario", "scenarios"),
    ("Setting", "settings of a scenario"),
    ("Skill", "skills"),
    ("Stakeholder", "stakeholders"),
    ("State", "states"),
    ("Statement", "vision and mission"),
    ("Strategy", "`strategy`"),
    ("StrategyAnswer", "strategies"),
    ("Swot", "entries of a SWOT"),
    ("Team", "teams"),
    ("Training", "trainings"),
    ("Translation", "translations"),
    ("Trend", "trends"),
];

/// The field that a bare value fills in `name`, if there is one.
#[must_use]
pub fn short_field(name: &str) -> Option<&'static str> {
    SHORT_FORMS.iter().find(|(short, _)| *short == name).map(|(_, field)| *field)
}

/// What people call the objects of the struct `name`.
#[must_use]
pub fn plural(name: &str) -> &str {
    PLURALS.iter().find(|(of, _)| *of == name).map_or("objects here", |(_, plural)| plural)
}
