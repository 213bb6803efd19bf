//! The comment lines at a program's head that say how it wants to be run.
//!
//! ```js
//! // nodes: 18 20 26
//! // seeds: 1 2
//! // env: UV_THREADPOOL_SIZE=1
//! // args: --unhandled-rejections=warn
//! // stdin: one two
//! // cores: 2
//! // crypto: fast
//! ```
//!
//! Every line is optional. They end where the first line comes that is no comment; other comments are left alone.

use loopscope_engine::profile::Profile;
use loopscope_sim::Simulation;
use thiserror::Error;

/// How a program wants to be run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directives {
    /// The Node versions under which it is looked at; none said: the newest.
    pub nodes: Vec<Profile>,
    /// The seeds under which it is looked at; none said: the typical schedule.
    pub seeds: Vec<u64>,
    /// Variables beside the usual ones.
    pub env: Vec<(String, String)>,
    /// Node's own flags.
    pub node_options: Vec<String>,
    /// What stands on standard input.
    pub stdin: String,
    /// How many cores computations share, if it matters.
    pub cores: Option<u32>,
    /// Whether slow key derivation gives marked stand-ins.
    pub fast_crypto: bool,
}

/// A line that says something impossible.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("reading the line `// {key}:` at the head of a program: found {found:?}, expected {expected}")]
pub struct DirectiveError {
    key: String,
    found: String,
    expected: &'static str,
}

impl Directives {
    /// Reads the head of a program.
    ///
    /// # Errors
    /// A known key with a value that it cannot have.
    pub fn read(source: &str) -> Result<Self, DirectiveError> {
        let mut found = Self::default();
        let head = source.lines().filter(|line| !line.starts_with("#!"));
        for line in head.map_while(|line| line.strip_prefix("//")) {
            let Some((key, value)) = line.trim().split_once(':') else { continue };
            let (key, value) = (key.trim(), value.trim());
            found.take(key, value).map_err(|expected| DirectiveError {
                key: key.to_owned(),
                found: value.to_owned(),
                expected,
            })?;
        }
        Ok(found)
    }

    fn take(&mut self, key: &str, value: &str) -> Result<(), &'static str> {
        let words = || value.split_whitespace();
        match key {
            "nodes" => {
                let profiles = words().map(|word| word.parse().ok().and_then(Profile::of_major));
                self.nodes = profiles.collect::<Option<_>>().ok_or("some of 10, 18, 20, 22, 24 and 26")?;
            }
            "seeds" => self.seeds = words().map(str::parse).collect::<Result<_, _>>().map_err(|_| "whole numbers")?,
            "env" => {
                let variables = words().map(|word| word.split_once('='));
                let variables = variables.map(|pair| pair.map(|(name, value)| (name.to_owned(), value.to_owned())));
                self.env.extend(variables.collect::<Option<Vec<_>>>().ok_or("NAME=VALUE")?);
            }
            "args" => self.node_options.extend(words().map(str::to_owned)),
            "stdin" => value.clone_into(&mut self.stdin),
            "cores" => self.cores = Some(value.parse().map_err(|_| "a number")?),
            "crypto" if value == "fast" => self.fast_crypto = true,
            _ => {}
        }
        Ok(())
    }

    /// A simulation with these circumstances.
    pub fn apply(&self, simulation: Simulation) -> Simulation {
        let mut simulation = simulation
            .node_options(self.node_options.iter().cloned())
            .stdin(self.stdin.clone())
            .fast_crypto(self.fast_crypto);
        for (name, value) in &self.env {
            simulation = simulation.env(name, value);
        }
        match self.cores {
            Some(cores) => simulation.cores(cores),
            None => simulation,
        }
    }

    /// The options of `loopscope` that give the same run.
    pub fn options(&self) -> String {
        let mut options = String::new();
        let mut add = |option: String| {
            options += &option;
            options.push(' ');
        };
        self.env.iter().for_each(|(name, value)| add(format!("--env {name}={value}")));
        self.node_options.iter().for_each(|flag| add(format!("--node-option={flag}")));
        if !self.stdin.is_empty() {
            add(format!("--stdin '{}'", self.stdin));
        }
        if let Some(cores) = self.cores {
            add(format!("--cores {cores}"));
        }
        if self.fast_crypto {
            add("--fast-crypto".to_owned());
        }
        options
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_says_how_to_run_and_other_comments_are_left_alone() {
        let source =
            "// Shows: nothing.\n// nodes: 18 26\n// seeds: 3\n// env: A=1 B=2\n// cores: 2\nrun(); // seeds: 9\n";
        let read = Directives::read(source).unwrap();
        assert_eq!(read.nodes.iter().map(|node| node.major()).collect::<Vec<_>>(), [18, 26]);
        assert_eq!(read.seeds, [3]);
        assert_eq!(read.options(), "--env A=1 --env B=2 --cores 2 ");
    }

    #[test]
    fn a_version_that_is_no_profile_is_named() {
        let error = Directives::read("// nodes: 19").unwrap_err();
        assert_eq!(
            error.to_string(),
            "reading the line `// nodes:` at the head of a program: found \"19\", expected some of 10, 18, 20, 22, 24 and 26"
        );
    }
}
