//! What the derived types cannot say of themselves: shorthands, later fields, prose, plural names.

/// The structs that a bare text or number may stand for, with the field it fills (shorthand S2).
pub const SHORT_FORMS: &[(&str, &str)] = &[
    ("Actual", "value"),
    ("CheckIn", "note"),
    ("Contribution", "goal"),
    ("Dependency", "goal"),
    ("Document", "url"),
    ("Funding", "goal"),
    ("MovedDue", "due"),
    ("OldTarget", "target"),
    ("PlanValue", "title"),
    ("RuleSetting", "level"),
    ("Statement", "title"),
];

/// Fields whose texts may hold line breaks.
pub const PROSE: &[&str] = &["description", "context", "note"];

/// Fields of the format that this version does not read yet, by struct. They are reported as such and
/// are never called unknown.
pub const NOT_READ: &[(&str, &[&str])] = &[
    (
        "File",
        &[
            "skill_scale",
            "rates",
            "plans",
            "skills",
            "training",
            "mentoring",
            "feedback",
            "savings",
            "scenarios",
            "strategy",
            "risks",
            "decisions",
            "changes",
            "stakeholders",
            "reviews",
        ],
    ),
    ("Checks", &["status_profile", "appetite", "risk_matrix", "priorities", "horizons"]),
    ("Limits", &["load", "change_load", "ask_points", "mentees"]),
    ("Contribution", &["lift"]),
    (
        "Goal",
        &[
            "raci",
            "grade",
            "decomposition",
            "effort",
            "duration",
            "cost",
            "mandatory",
            "funding_min",
            "needs",
            "asks",
            "assumptions",
        ],
    ),
    ("Team", &["ask_capacity"]),
    ("Person", &["leave", "skills", "strengths", "interests", "day_cost"]),
    ("Role", &["requires", "grade", "track"]),
    ("BudgetLine", &["estimate", "varies_with"]),
    ("Growth", &["drivers", "combine"]),
];

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
    ("Actual", "actuals"),
    ("BudgetLine", "budget lines"),
    ("Calendar", "calendars"),
    ("CheckIn", "check-ins"),
    ("Checks", "`checks`"),
    ("Contribution", "links to a parent"),
    ("Defaults", "`defaults`"),
    ("Dependency", "dependencies"),
    ("Document", "documents"),
    ("File", "plan files"),
    ("Funding", "entries of `funds`"),
    ("Goal", "goals"),
    ("Growth", "growth plans"),
    ("GrowthScenario", "scenarios of a growth plan"),
    ("Ignore", "entries of `ignore`"),
    ("Level", "levels"),
    ("Limits", "`limits`"),
    ("Measure", "measures"),
    ("MovedDue", "entries of `due_was`"),
    ("OldTarget", "entries of `target_was`"),
    ("Organization", "`organization`"),
    ("Origin", "origins"),
    ("Override", "overrides"),
    ("Person", "people"),
    ("PlanValue", "values"),
    ("Role", "roles"),
    ("RuleSetting", "settings of a rule"),
    ("Statement", "vision and mission"),
    ("Team", "teams"),
    ("Translation", "translations"),
];

/// The field that a bare value fills in `name`, if there is one.
#[must_use]
pub fn short_field(name: &str) -> Option<&'static str> {
    SHORT_FORMS.iter().find(|(short, _)| *short == name).map(|(_, field)| *field)
}

/// The fields of `name` that a later version reads.
#[must_use]
pub fn not_read(name: &str) -> &'static [&'static str] {
    NOT_READ.iter().find(|(of, _)| *of == name).map_or(&[], |(_, fields)| fields)
}

/// What people call the objects of the struct `name`.
#[must_use]
pub fn plural(name: &str) -> &str {
    PLURALS.iter().find(|(of, _)| *of == name).map_or("objects here", |(_, plural)| plural)
}
