//! What a run of the stepper is made from: the part of the options that a key can change.

use loopscope_engine::profile::MAJORS;
use std::fmt::{self, Display};

/// Version and luck of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spec {
    /// The Node version to be.
    pub(crate) node: u32,
    /// What choices are drawn from; none for the typical schedule.
    pub(crate) seed: Option<u64>,
}

impl Spec {
    /// Reads what a user typed, such as `seed 7`, `node 20`, `typical`, `7`; what is not said stays as it is.
    pub(crate) fn changed(self, text: &str) -> Result<Self, String> {
        let mut spec = self;
        let mut words = text.split_whitespace();
        while let Some(word) = words.next() {
            match word {
                "typical" => spec.seed = None,
                "seed" => spec.seed = Some(number(words.next())?),
                "node" => {
                    let found = number(words.next())?;
                    let major = MAJORS.into_iter().find(|major| u64::from(*major) == found);
                    spec.node = major.ok_or(format!("there is no profile of Node {found}; there are {MAJORS:?}"))?;
                }
                other => spec.seed = Some(number(Some(other))?),
            }
        }
        Ok(spec)
    }

    /// The same under the next version there is.
    pub(crate) fn next_version(self) -> Self {
        let at = MAJORS.iter().position(|major| *major == self.node).unwrap_or(0);
        Self { node: MAJORS[(at + 1) % MAJORS.len()], ..self }
    }
}

fn number(word: Option<&str>) -> Result<u64, String> {
    let word = word.unwrap_or_default();
    word.parse().map_err(|_| format!("expected `seed 7`, `node 20` or `typical`, found {word:?}"))
}

impl Display for Spec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.seed {
            Some(seed) => write!(f, "node {} · seed {seed}", self.node),
            None => write!(f, "node {} · typical schedule", self.node),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Spec;

    #[test]
    fn what_is_not_said_stays_as_it_is() {
        let spec = Spec { node: 26, seed: Some(1) };
        assert_eq!(spec.changed("node 20"), Ok(Spec { node: 20, seed: Some(1) }));
        assert_eq!(spec.changed("7"), Ok(Spec { node: 26, seed: Some(7) }));
        assert_eq!(spec.changed("typical node 18"), Ok(Spec { node: 18, seed: None }));
        assert!(spec.changed("node 19").is_err());
        assert!(spec.changed("fast").is_err());
    }
}
