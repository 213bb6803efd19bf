//! The C++ sources: both come from the crate `v8`, in two versions, through cargo and thus from wherever cargo is
//! configured to look.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::cargo;
use crate::v8::{VERSION, pin};

/// The version with the header that fits the library: V8 14.4.258.23, which the wheel holds, passes arguments to
/// callbacks as V8 14.0 did, not as the 14.4 of the crate 145.0.0 does.
const OLD_VERSION: &str = "142.0.0";

/// The checksum of the whole older crate, as registries name it.
const OLD_CRATE_SHA256: &str = "3a59140a5284145fad6fa9628b70ffafea368a39d59f46fa0381c61a951444a7";

/// The one header that is taken from it.
const OLD_HEADER: &str = "v8/include/v8-function-callback.h";

const OLD_HEADER_SHA256: &str = "1007c0bbcaebd1a7304806b342286ecdeda9d14d74731fe56abfd90db8ad8771";

/// A package that depends on the older crate and on nothing else.
const OLD_MANIFEST: &str = include_str!("old_header.toml");

/// The unpacked source of the crate `v8` that the workspace builds with. Cargo checks it against `Cargo.lock`.
pub(crate) fn of_the_crate() -> Result<PathBuf> {
    let source =
        cargo::source_of("v8", VERSION, cargo_metadata(&cargo::root().join("Cargo.toml")).current_dir(cargo::root()))?;
    // OK to insist: the compiler's map of replaced files (see shims.rs) compares resolved paths.
    source.canonicalize().with_context(|| format!("resolving {}", source.display()))
}

/// Downloads the older crate and returns the place of its header, among the downloads.
pub(crate) fn old_header(downloads: &Path) -> Result<PathBuf> {
    let header = downloads.join("v8-function-callback.h");
    if pin::holds(&header, OLD_HEADER_SHA256) {
        return Ok(header);
    }
    let source = old_crate(&downloads.join("old-header"))?;
    let found = source.join(OLD_HEADER);
    pin::verify(&found, OLD_HEADER_SHA256)?;
    fs::copy(&found, &header).with_context(|| format!("copying {}", found.display()))?;
    Ok(header)
}

/// Lets cargo resolve a package of ours that depends on the older crate.
///
/// It starts from the workspace's `Cargo.lock`, so that every other dependency is one that is there anyway.
fn old_crate(folder: &Path) -> Result<PathBuf> {
    let what = || format!("writing a package into {}", folder.display());
    fs::create_dir_all(folder).with_context(what)?;
    fs::write(folder.join("Cargo.toml"), OLD_MANIFEST).with_context(what)?;
    fs::write(folder.join("lib.rs"), "").with_context(what)?;
    fs::copy(cargo::root().join("Cargo.lock"), folder.join("Cargo.lock")).with_context(what)?;
    let source =
        cargo::source_of("v8", OLD_VERSION, cargo_metadata(&folder.join("Cargo.toml")).current_dir(cargo::root()))?;
    let lock = fs::read_to_string(folder.join("Cargo.lock")).context("reading the older crate's checksum")?;
    match lock_checksum(&lock, "v8") {
        Some(OLD_CRATE_SHA256) => Ok(source),
        other => {
            bail!("checking v8 {OLD_VERSION}: found sha256 {}, expected {OLD_CRATE_SHA256}", other.unwrap_or("none"))
        }
    }
}

/// `cargo metadata` downloads what it describes; the filter keeps it from downloading other platforms' packages.
fn cargo_metadata(manifest: &Path) -> Command {
    let mut command = cargo::plain();
    command.args([
        "metadata",
        "--format-version",
        "1",
        "--filter-platform",
        "x86_64-unknown-linux-gnu",
        "--manifest-path",
    ]);
    command.arg(manifest);
    command
}

/// The checksum that a `Cargo.lock` holds for a package.
fn lock_checksum<'a>(lock: &'a str, name: &str) -> Option<&'a str> {
    let (_, entry) = lock.split_once(&format!("\nname = \"{name}\"\n"))?;
    let entry = entry.split("[[package]]").next()?;
    let (_, rest) = entry.split_once("\nchecksum = \"")?;
    rest.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checksum_is_read_from_the_entry_of_its_own_package() {
        let lock = "[[package]]\nname = \"local\"\nversion = \"0.1.0\"\n\n\
                    [[package]]\nname = \"v8\"\nversion = \"142.0.0\"\nchecksum = \"3a59\"\ndependencies = []\n";
        assert_eq!(lock_checksum(lock, "v8"), Some("3a59"));
        assert_eq!(lock_checksum(lock, "local"), None);
        assert_eq!(lock_checksum(lock, "v"), None);
    }

    #[test]
    fn the_throwaway_package_asks_for_the_pinned_version() {
        assert!(OLD_MANIFEST.contains(&format!("v8 = \"={OLD_VERSION}\"")));
    }
}
