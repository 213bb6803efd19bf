//! What of a lesson is checked: a `lesson.toml`.
//!
//! ```toml
//! part = "The loop"                    # its part of the path
//! choices = [["a < b"], ["b < a"]]     # for each choice of the question: the facts that make it true
//! asks = "inside.js"                   # the program that the question is about; else the first one
//!
//! [[program]]
//! file = "program.js"
//! luck = true                          # its order is not the same in every run
//! prints-time = true                   # its lines contain times, which are never those of a real machine
//! facts = ["script < tick"]
//! ```
//!
//! Which choice is right is not written down: it is the one whose facts hold in the runs.

use crate::fact::{Fact, FactError};
use serde::Deserialize;
use thiserror::Error;

/// A lesson's plan.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The part of the path that it belongs to.
    pub part: String,
    /// For each choice of the question, what makes it true.
    pub choices: Vec<Vec<Fact>>,
    /// The program that the question is about.
    pub asks: String,
    /// Its programs.
    pub programs: Vec<Checked>,
}

/// A program of a lesson, and what is true of it.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The file, relative to the lesson's folder.
    pub file: String,
    /// Whether its order is luck.
    pub luck: bool,
    /// Whether its lines contain times.
    pub prints_time: bool,
    /// What is true of it under every version that it is looked at.
    pub facts: Vec<Fact>,
}

/// What can be wrong with a plan.
#[derive(Debug, Error)]
pub enum PlanError {
    /// It is no TOML, or has other fields.
    #[error(transparent)]
    Toml(#[from] toml::de::Error),
    /// A fact says nothing.
    #[error(transparent)]
    Fact(#[from] FactError),
    /// There is nothing to run.
    #[error("found no program, expected one at least")]
    NoProgram,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    part: String,
    choices: Vec<Vec<String>>,
    asks: Option<String>,
    program: Vec<WrittenProgram>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct WrittenProgram {
    file: String,
    #[serde(default)]
    luck: bool,
    #[serde(default)]
    prints_time: bool,
    #[serde(default)]
    facts: Vec<String>,
}

impl Plan {
    /// Reads a plan.
    ///
    /// # Errors
    /// Unknown fields, facts that say nothing, no program.
    pub fn parse(source: &str) -> Result<Self, PlanError> {
        let written: Written = toml::from_str(source)?;
        let programs = written.program.into_iter().map(Checked::of).collect::<Result<Vec<_>, _>>()?;
        let first = programs.first().ok_or(PlanError::NoProgram)?;
        Ok(Self {
            part: written.part,
            choices: written.choices.iter().map(|choice| facts(choice)).collect::<Result<_, _>>()?,
            asks: written.asks.unwrap_or_else(|| first.file.clone()),
            programs,
        })
    }

    /// The program that the question is about.
    pub fn asked(&self) -> Option<&Checked> {
        self.programs.iter().find(|program| program.file == self.asks)
    }
}

impl Checked {
    fn of(written: WrittenProgram) -> Result<Self, FactError> {
        Ok(Self {
            file: written.file,
            luck: written.luck,
            prints_time: written.prints_time,
            facts: facts(&written.facts)?,
        })
    }
}

fn facts(texts: &[String]) -> Result<Vec<Fact>, FactError> {
    texts.iter().map(|text| Fact::parse(text)).collect()
}
