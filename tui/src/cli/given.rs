//! The options of a run as they were typed, so that a saved schedule can bring them back.

use super::run::RunArgs;
use clap::error::Error;
use clap::parser::ValueSource;
use clap::{ArgMatches, Args, Command, FromArgMatches};

/// Options that a schedule file says in its own way.
const SAID_OTHERWISE: [&str; 4] = ["seed", "schedule", "file", "args"];

/// Every option about the run that was typed, as `--name=value`. It adds no option itself, and has to be the first field
/// of its struct, as clap takes the values of later ones away.
#[derive(Clone, Debug, Default)]
pub(crate) struct Given(pub(crate) Vec<String>);

impl FromArgMatches for Given {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        // OK because this looks at the options of a run without its own, which has none.
        let run = RunArgs::augment_args(Command::new("run"));
        let mut words = Vec::new();
        for option in run.get_arguments().filter(|option| !SAID_OTHERWISE.contains(&option.get_id().as_str())) {
            let id = option.get_id().as_str();
            let is_typed =
                matches.try_contains_id(id).is_ok() && matches.value_source(id) == Some(ValueSource::CommandLine);
            let Some(name) = option.get_long().filter(|_| is_typed) else { continue };
            if !option.get_action().takes_values() {
                words.push(format!("--{name}"));
                continue;
            }
            let values = matches.get_raw(id).into_iter().flatten();
            words.extend(values.map(|value| format!("--{name}={}", value.to_string_lossy())));
        }
        Ok(Self(words))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Args for Given {
    fn augment_args(command: Command) -> Command {
        command
    }

    fn augment_args_for_update(command: Command) -> Command {
        command
    }
}
