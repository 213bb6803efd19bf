//! Runs other programs, and turns their failures into messages that say what was tried.

use std::io::ErrorKind;
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result, anyhow, bail};

/// How many of the last lines of a failed program's output a message shows. A compiler's first error fits; a log does not.
const LINES_SHOWN: usize = 25;

/// Runs `command` to its end with its output captured, and returns what it wrote to standard output.
///
/// `what` names the deed for the error message, as in "compiling binding.cc".
pub(crate) fn capture(what: &str, command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| not_started(what, command, &error))?;
    succeed(what, command, &output)?;
    String::from_utf8(output.stdout).with_context(|| format!("{what}: found output that is not UTF-8"))
}

/// Starts all commands at once and waits for every one; the first failure is returned.
pub(crate) fn capture_all(commands: Vec<(String, Command)>) -> Result<()> {
    let mut running = Vec::new();
    for (what, mut command) in commands {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = command.spawn().map_err(|error| not_started(&what, &command, &error))?;
        running.push((what, command, child));
    }
    // Every child is waited for before any failure is told, so that none outlives this function.
    let ended: Vec<_> =
        running.into_iter().map(|(what, command, child)| (what, command, child.wait_with_output())).collect();
    for (what, command, output) in ended {
        let output = output.with_context(|| format!("{what}: waiting for `{}`", command.get_program().display()))?;
        succeed(&what, &command, &output)?;
    }
    Ok(())
}

/// Whether the program exists and ends well when called so. Used to find out which tools the machine has.
pub(crate) fn answers(command: &mut Command) -> bool {
    command.stdin(Stdio::null()).output().is_ok_and(|output| output.status.success())
}

fn not_started(what: &str, command: &Command, error: &std::io::Error) -> anyhow::Error {
    let program = command.get_program().display();
    match error.kind() {
        ErrorKind::NotFound => anyhow!("{what}: found no program `{program}`, expected it on PATH"),
        _ => anyhow!("{what}: `{program}` did not start: {error}"),
    }
}

fn succeed(what: &str, command: &Command, output: &Output) -> Result<()> {
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    bail!(
        "{what}: found {} from `{}`, expected success\n{}",
        output.status,
        command.get_program().display(),
        last_lines(&String::from_utf8_lossy(&said), LINES_SHOWN),
    )
}

fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(count)..].iter().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_named_with_the_deed() {
        let error = capture("linking the moon", &mut Command::new("no-such-program-here")).unwrap_err();
        assert_eq!(error.to_string(), "linking the moon: found no program `no-such-program-here`, expected it on PATH");
    }

    #[test]
    fn only_the_end_of_a_long_output_is_shown() {
        assert_eq!(last_lines("a\nb\nc", 2), "    b\n    c");
        assert_eq!(last_lines("a", 2), "    a");
    }
}
