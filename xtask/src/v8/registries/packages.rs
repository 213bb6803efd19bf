//! Installs Debian packages, on machines where this program may: run by root, with apt at hand.

use std::process::Command;

use anyhow::{Result, bail};

use crate::process;

/// Proof that packages may be installed here. Its lists are fresh.
pub(crate) struct Manager(());

/// Installs the package that `choose` picks from apt's fresh lists and returns its name.
///
/// `what` is for people: what the package brings.
pub(crate) fn install(what: &str, choose: impl FnOnce(&Manager) -> Result<String>) -> Result<String> {
    if !process::answers(Command::new("apt-get").arg("--version")) {
        bail!("installing {what}: found no apt-get on this machine");
    }
    if process::capture("asking who runs this", Command::new("id").arg("-u"))?.trim() != "0" {
        bail!("installing {what}: found a user who may not, expected root");
    }
    process::capture("refreshing apt's lists", apt_get().arg("update"))?;
    let package = choose(&Manager(()))?;
    eprint!("installing {package} with apt … ");
    process::capture(
        &format!("installing {package}"),
        apt_get().args(["install", "--yes", "--no-install-recommends", &package]),
    )?;
    Ok(package)
}

impl Manager {
    /// All packages whose names begin so.
    pub(crate) fn names(&self, prefix: &str) -> Result<Vec<String>> {
        let text = process::capture("searching apt's lists", Command::new("apt-cache").args(["pkgnames", prefix]))?;
        Ok(text.lines().map(str::to_owned).collect())
    }
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}
