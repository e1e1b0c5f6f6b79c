//! Items of the sections that carry few references of their own, and other plans.

use super::{Owner, Plan};
use crate::model::{self, Written};
use crate::place::Place;
use crate::source::FileId;

/// Anything else of a section, in its file.
#[derive(Clone, Debug)]
pub struct Placed<T> {
    /// The file it stands in.
    pub file: FileId,
    /// As written.
    pub written: T,
    /// Who answers for it, from the item or the file's defaults; `None` for kinds without an owner.
    pub owner: Option<Owner>,
}

/// Which list of the SWOT an entry stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SwotKind {
    /// Inside, helpful.
    Strength,
    /// Inside, harmful.
    Weakness,
    /// Outside, helpful.
    Opportunity,
    /// Outside, harmful.
    Threat,
}

impl SwotKind {
    /// The word for people.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Strength => "strength",
            Self::Weakness => "weakness",
            Self::Opportunity => "opportunity",
            Self::Threat => "threat",
        }
    }
}

/// A SWOT entry with its list.
#[derive(Clone, Debug)]
pub struct Swot {
    /// Its list.
    pub kind: SwotKind,
    /// The entry.
    pub entry: Placed<model::Swot>,
}

/// Another plan that references name.
#[derive(Clone, Debug)]
pub struct OtherPlan {
    /// The word before the colon.
    pub id: String,
    /// As written.
    pub written: model::OtherPlan,
    /// What stands in its `plan.json`; `None` if there is none here, or it could not be read.
    pub plan: Option<Box<Plan>>,
}

impl<T> Placed<T> {
    /// An item whose owner is not bound yet.
    pub(crate) fn new(file: FileId, written: T) -> Self {
        Self { file, written, owner: None }
    }
}

impl<T: Written> Placed<T> {
    /// Where it stands.
    #[must_use]
    pub fn place(&self) -> Place {
        Place::value(self.file, self.written.spot())
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        self.written.id().as_str()
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> &str {
        self.written.title()
    }
}
