//! From one version of the format to the next: text to text, file by file.

use super::{EditError, apply, set};
use crate::json::scan;
use crate::read::FORMAT_VERSION;
use crate::scalar::Calendar;

/// One step from a version to the next one.
pub struct Migration {
    /// The version that it reads.
    pub from: u32,
    /// What it does, for people.
    pub summary: &'static str,
    /// The new text of a file, from its text and whether it is the root file. The version's number is not its work.
    pub change: fn(&str, bool) -> Result<String, EditError>,
}

/// All of them, one for each version but the newest, in order.
pub static MIGRATIONS: &[Migration] = &[];

/// The texts of all files in version `to`, each with its name; the first is the root file. Those that stay as they are
/// come out as they went in.
///
/// # Errors
/// The first step that fails ends it; so does a version that the steps do not lead to.
pub fn migrate(
    files: &[(String, String)],
    from: u32,
    to: u32,
    migrations: &[Migration],
) -> Result<Vec<String>, EditError> {
    if to < from {
        return Err(EditError::new(format!("the plan is in version {from} already"))
            .help("there is no way back; take the older files from your history"));
    }
    let mut texts: Vec<String> = files.iter().map(|(_, text)| text.clone()).collect();
    for version in from..to {
        let Some(step) = migrations.iter().find(|step| step.from == version) else {
            return Err(EditError::new(format!("version {} of the format is not known", version + 1))
                .help(format!("the newest one is {FORMAT_VERSION}")));
        };
        for (position, (text, (name, _))) in texts.iter_mut().zip(files).enumerate() {
            let in_file =
                |error: EditError| EditError { message: format!("{name}: {}", error.message), ..error };
            *text = (step.change)(text, position == 0).map_err(in_file)?;
            if position == 0 {
                let (tape, _) = scan(text);
                let number = (version + 1).to_string();
                let edit = set(&tape, 0, "truenorth", &number, &Calendar::default()).map_err(in_file)?;
                let changed = apply(text, &[edit])?;
                *text = changed;
            }
        }
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Renames the field `titel` of the file's object.
    fn rename(text: &str, _: bool) -> Result<String, EditError> {
        let (tape, _) = scan(text);
        let Some((key, _)) = tape.field(0, "titel") else { return Ok(text.to_owned()) };
        apply(text, &[super::super::Edit { span: tape.span(key), text: "\"title\"".to_owned() }])
    }

    fn fails(_: &str, is_root: bool) -> Result<String, EditError> {
        if is_root { Ok("{ \"truenorth\": 2 }".to_owned()) } else { Err(EditError::new("no way")) }
    }

    const STEPS: &[Migration] = &[
        Migration { from: 1, summary: "titel is called title", change: rename },
        Migration { from: 2, summary: "fails but for the root file", change: fails },
    ];

    fn files(texts: &[&str]) -> Vec<(String, String)> {
        texts
            .iter()
            .enumerate()
            .map(|(number, text)| (format!("{number}.json"), (*text).to_owned()))
            .collect()
    }

    #[test]
    fn steps_are_taken_in_order_over_all_files() {
        let plan = files(&["{ \"truenorth\": 1,\n  \"titel\": 2 }", "{\"titel\":3}", "{ }"]);
        let new = migrate(&plan, 1, 2, STEPS).unwrap();
        assert_eq!(new, ["{ \"truenorth\": 2,\n  \"title\": 2 }", "{\"title\":3}", "{ }"]);
        let root = files(&["{ \"truenorth\": 1 }"]);
        assert_eq!(migrate(&root, 1, 3, STEPS).unwrap(), ["{ \"truenorth\": 3 }"]);
    }

    #[test]
    fn a_failure_gives_no_text_at_all() {
        let plan = files(&["{ \"truenorth\": 1 }", "{}"]);
        assert_eq!(migrate(&plan, 1, 3, STEPS).unwrap_err().message, "1.json: no way");
        assert!(migrate(&plan, 1, 4, STEPS).unwrap_err().message.contains("1.json"));
        assert_eq!(migrate(&plan, 2, 1, STEPS).unwrap_err().message, "the plan is in version 2 already");
    }

    #[test]
    fn the_list_leads_to_the_newest_version() {
        let plan = files(&["{ \"truenorth\": 1 }"]);
        let newest = migrate(&plan, 1, FORMAT_VERSION, MIGRATIONS).unwrap();
        assert_eq!(newest, [format!("{{ \"truenorth\": {FORMAT_VERSION} }}")]);
        assert!(migrate(&plan, 1, FORMAT_VERSION + 1, MIGRATIONS).is_err());
    }
}
