//! Calls cargo on the workspace, with the variables that make V8 link.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, ExitStatus, Stdio};

use anyhow::{Context, Result};
use serde_json::Value;

use crate::process;
use crate::v8::V8;

/// What `cargo xtask run` does without arguments: the product's first lesson, seen from the workspace's root.
const MAIN_JOB: &[&str] = &["trace", "--format", "text", "scenarios/lessons/01-who-comes-first/program.js"];

/// The workspace's root folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask/ lies below the workspace's root")
}

/// The folder that cargo builds into.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// The cargo that runs this program, not yet told anything about V8.
pub(crate) fn plain() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Cargo, so that what it builds links the given V8.
pub(crate) fn with(v8: &V8) -> Command {
    let mut command = plain();
    for (name, value) in v8.variables() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command
}

/// Leaves `target/release/loopscope`.
pub(crate) fn build(v8: &V8) -> Result<ExitCode> {
    let status = wait(with(v8).current_dir(root()).args(["build", "--release", "--package", "loopscope"]))?;
    Ok(exit_code(status))
}

/// Builds and runs the program. With arguments it stays in the caller's folder, so that relative paths mean what they say.
pub(crate) fn run(v8: &V8, args: &[String]) -> Result<ExitCode> {
    let mut command = with(v8);
    command
        .args(["run", "--release", "--package", "loopscope", "--manifest-path"])
        .arg(root().join("Cargo.toml"))
        .arg("--");
    if args.is_empty() {
        command.current_dir(root()).args(MAIN_JOB);
    } else {
        command.args(args);
    }
    Ok(exit_code(wait(&mut command)?))
}

/// Builds and runs the tests: of the whole workspace, unless the arguments name packages.
pub(crate) fn test(v8: &V8, args: &[String]) -> Result<ExitCode> {
    Ok(exit_code(wait(with(v8).current_dir(root()).args(test_arguments(args)))?))
}

/// The arguments of `cargo test` for those of `cargo xtask test`.
pub(crate) fn test_arguments(args: &[String]) -> Vec<String> {
    let for_cargo = args.iter().take_while(|arg| *arg != "--");
    let names_packages = for_cargo.into_iter().any(|arg| arg.starts_with("-p") || arg.starts_with("--package"));
    let scope = if names_packages { None } else { Some("--workspace") };
    ["test"].into_iter().chain(scope).map(String::from).chain(args.iter().cloned()).collect()
}

/// Where cargo keeps the unpacked source of a package, found by asking cargo, so that mirrors and vendoring work.
///
/// `command` is a `cargo metadata`, set up for the manifest that depends on the package.
pub(crate) fn source_of(name: &str, version: &str, command: &mut Command) -> Result<PathBuf> {
    let what = format!("asking cargo for the source of {name} {version}");
    let text = process::capture(&what, command)?;
    let metadata: Value = serde_json::from_str(&text).with_context(|| format!("{what}: found no JSON"))?;
    find_source(name, version, &metadata).with_context(|| what)
}

fn find_source(name: &str, version: &str, metadata: &Value) -> Result<PathBuf> {
    let packages = metadata["packages"].as_array().map(Vec::as_slice).unwrap_or_default();
    let versions: Vec<_> = packages.iter().filter(|package| package["name"] == name).collect();
    let package = versions.iter().find(|package| package["version"] == version).with_context(|| {
        let found: Vec<_> = versions.iter().filter_map(|package| package["version"].as_str()).collect();
        format!("found versions [{}] of {name}, expected {version}", found.join(", "))
    })?;
    let manifest = package["manifest_path"].as_str().context("found a package without `manifest_path`")?;
    Ok(Path::new(manifest).parent().context("found a manifest without a folder")?.to_owned())
}

/// Runs with the terminal's own streams.
pub(crate) fn wait(command: &mut Command) -> Result<ExitStatus> {
    command.stdin(Stdio::inherit()).status().with_context(|| format!("starting `{}`", command.get_program().display()))
}

/// The same code for our caller; a program that a signal ended counts as failed.
pub(crate) fn exit_code(status: ExitStatus) -> ExitCode {
    status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn arguments(args: &[&str]) -> String {
        test_arguments(&args.iter().map(ToString::to_string).collect::<Vec<_>>()).join(" ")
    }

    #[test]
    fn tests_cover_the_workspace_unless_packages_are_named() {
        assert_eq!(arguments(&[]), "test --workspace");
        assert_eq!(arguments(&["--", "-p"]), "test --workspace -- -p");
        assert_eq!(arguments(&["-p", "loopscope-sim", "clock"]), "test -p loopscope-sim clock");
    }

    #[test]
    fn a_source_is_found_by_name_and_version() {
        let metadata = json!({"packages": [
            {"name": "v8", "version": "142.0.0", "manifest_path": "/registry/v8-142.0.0/Cargo.toml"},
            {"name": "v8", "version": "145.0.0", "manifest_path": "/registry/v8-145.0.0/Cargo.toml"},
        ]});
        assert_eq!(find_source("v8", "145.0.0", &metadata).unwrap(), Path::new("/registry/v8-145.0.0"));
        let error = find_source("v8", "146.0.0", &metadata).unwrap_err();
        assert_eq!(error.to_string(), "found versions [142.0.0, 145.0.0] of v8, expected 146.0.0");
    }
}
