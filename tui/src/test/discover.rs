//! Which programs a folder has, and which records.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// Folders whose files are not programs of their own, but loaded by programs.
const NO_PROGRAMS: [&str; 2] = ["node_modules", "support"];

/// How the files of programs end.
const PROGRAMS: [&str; 3] = ["js", "mjs", "cjs"];

/// A program, or a record without one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// The program's path below the folder, with `/` between names.
    pub(super) name: String,
    /// The record's path, whether it exists or not.
    pub(super) record: String,
    /// Whether the program exists.
    pub(super) has_program: bool,
}

impl Found {
    /// The folder that the program lies in, below the one that is tested.
    pub(super) fn folder(&self) -> &str {
        self.name.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The program's file name.
    pub(super) fn file(&self) -> &str {
        self.name.rsplit_once('/').map_or(&self.name, |(_, file)| file)
    }
}

/// All programs and records, sorted by name.
pub(super) fn discover(folder: &Path) -> io::Result<Vec<Found>> {
    let mut found = BTreeMap::new();
    walk(folder, "", &mut found)?;
    Ok(found.into_values().collect())
}

fn walk(folder: &Path, prefix: &str, found: &mut BTreeMap<String, Found>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else { continue };
        let path = format!("{prefix}{name}");
        // Links are left alone: one that leads upwards would never end.
        let kind = entry.file_type()?;
        if kind.is_dir() {
            if !name.starts_with('.') && !NO_PROGRAMS.contains(&name.as_str()) {
                walk(&entry.path(), &format!("{path}/"), found)?;
            }
        } else if kind.is_file() {
            add(path, found);
        }
    }
    Ok(())
}

fn add(path: String, found: &mut BTreeMap<String, Found>) {
    let is_program = |path: &str| path.rsplit_once('.').is_some_and(|(_, end)| PROGRAMS.contains(&end));
    if is_program(&path) {
        let entry = found.entry(path.clone()).or_default();
        *entry = Found { record: format!("{path}.order"), name: path, has_program: true };
    } else if let Some(program) = path.strip_suffix(".order").filter(|program| is_program(program)) {
        let entry = found.entry(program.to_owned()).or_default();
        *entry = Found { name: program.to_owned(), record: path.clone(), ..entry.clone() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_belongs_to_the_program_of_its_name() {
        let mut found = BTreeMap::new();
        for path in ["b/x.mjs.order", "a.js", "b/x.mjs", "gone.js.order", "notes.order", "a.json"] {
            add(path.to_owned(), &mut found);
        }
        let found: Vec<(&str, bool)> = found.values().map(|found| (found.name.as_str(), found.has_program)).collect();
        assert_eq!(found, [("a.js", true), ("b/x.mjs", true), ("gone.js", false)]);
    }
}
