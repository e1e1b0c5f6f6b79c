//! A rule's page: Markdown with fixed headings, whose examples are run by tests.

/// The headings of every page, in this order. `Options` is there only for rules that have some.
pub(crate) const HEADINGS: [&str; 5] = ["What it finds", "Why it matters", "Fails", "Passes", "Options"];

/// A page taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// What the rule finds.
    pub what: String,
    /// Why that matters.
    pub why: String,
    /// A plan on which the rule finds something: the text of its root file.
    pub fails: String,
    /// The mended plan.
    pub passes: String,
    /// The text on options; empty if there are none.
    pub options: String,
}

/// Why a page does not have the fixed form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageError(pub String);

impl std::fmt::Display for PageError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for PageError {}

/// Takes a page apart: `## What it finds`, `## Why it matters`, `## Fails` and `## Passes` with a JSON
/// block each, and `## Options` if wanted.
///
/// # Errors
/// A heading that is missing or out of order, or an example without a JSON block.
pub fn parse_page(text: &str) -> Result<Page, PageError> {
    let mut sections = HEADINGS.map(|_| String::new());
    let mut next = 0;
    let mut current = None;
    let mut in_block = false;
    for line in text.lines() {
        in_block ^= line.starts_with("```");
        if let Some(heading) = line.strip_prefix("## ").filter(|_| !in_block) {
            let position = HEADINGS.iter().position(|known| *known == heading);
            let Some(position) = position.filter(|position| *position >= next) else {
                return Err(PageError(format!("unexpected heading `{heading}`")));
            };
            if position > next {
                return Err(PageError(format!("heading `{}` is missing", HEADINGS[next])));
            }
            next = position + 1;
            current = Some(position);
        } else if let Some(section) = current.and_then(|position| sections.get_mut(position)) {
            section.push_str(line);
            section.push('\n');
        } else if !line.trim().is_empty() {
            return Err(PageError("text before the first heading".to_owned()));
        }
    }
    if next < 4 {
        return Err(PageError(format!("heading `{}` is missing", HEADINGS[next])));
    }
    let [what, why, fails, passes, options] = sections.map(|section| section.trim().to_owned());
    Ok(Page { what, why, fails: block(&fails, "Fails")?, passes: block(&passes, "Passes")?, options })
}

fn block(section: &str, heading: &str) -> Result<String, PageError> {
    let begin = section.find("```json\n").map(|at| at + "```json\n".len());
    let rest = begin.and_then(|begin| section.get(begin..));
    let body = rest.and_then(|rest| rest.find("\n```").and_then(|end| rest.get(..=end)));
    body.map(str::to_owned).ok_or_else(|| PageError(format!("no JSON block under `{heading}`")))
}
