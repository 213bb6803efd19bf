//! The conformance corpus in `scenarios/conformance`: programs, and what real Node printed for them.

use crate::directives::Directives;
use crate::run::Setup;
use loopscope_engine::profile::Profile;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// One outcome that a real binary showed.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Expected {
    /// What it printed.
    pub stdout: String,
    /// Its exit code.
    pub exit: i32,
    /// In how many of the recorded runs.
    pub count: u32,
}

/// A case under one profile.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its path below `cases`, such as `timers/tie.js`.
    pub name: String,
    /// How to run it.
    pub setup: Setup,
    /// What real Node showed, most frequent first.
    pub expected: Vec<Expected>,
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("conformance")
}

/// Every case that is recorded for a profile, sorted by name.
pub fn cases(profile: Profile) -> Vec<Case> {
    let file = corpus().join(format!("expected/{}.json", profile.major()));
    let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("reading {}: {error}", file.display()));
    let recorded: BTreeMap<String, Vec<Expected>> =
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("reading {}: {error}", file.display()));
    recorded.into_iter().map(|(name, expected)| case(name, expected, profile)).collect()
}

fn case(name: String, expected: Vec<Expected>, profile: Profile) -> Case {
    let path = corpus().join("cases").join(&name);
    let source = fs::read_to_string(&path).unwrap_or_else(|error| panic!("reading {}: {error}", path.display()));
    let (area, file) = name.split_once('/').expect("a case lies in an area");
    let directives = Directives::read(&source).unwrap_or_else(|error| panic!("reading {}: {error}", path.display()));
    let setup = Setup {
        node_options: directives.node_options,
        env: directives.env,
        stdin: directives.stdin,
        ..Setup::new(corpus().join("cases").join(area), file, profile)
    };
    Case { name, setup, expected }
}
