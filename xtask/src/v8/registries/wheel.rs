//! The Python wheel `mini-racer`: fetched by pip, so that the machine's own index and mirrors are honoured.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use zip::ZipArchive;

use super::packages;
use crate::process;
use crate::v8::pin;

/// V8 itself.
pub(crate) const LIBRARY: &str = "libmini_racer.so";

/// The data of ICU, which V8's Intl reads at run time: ICU 77 looks for a file of this name.
pub(crate) const ICU_DATA: &str = "icudt77l.dat";

/// The licence of the library, kept beside it.
pub(crate) const LICENCE: &str = "LICENSE";

/// The requirement as pip reads it. This version holds V8 14.4.258.23.
const REQUIREMENT: &str = "mini-racer==0.14.1";

/// pip's name for the only platform that has this file; named outright so that no other Python's taste decides.
const PLATFORM: &str = "manylinux_2_27_x86_64";

const FILE: &str = "mini_racer-0.14.1-py3-none-manylinux_2_27_x86_64.whl";

const SHA256: &str = "cdf3a088e1363f16a695288f882abf76b3705b8e1df21418208b87ed010037a4";

/// The files that are used, by their names in the wheel and ours.
const MEMBERS: &[(&str, &str)] = &[
    ("mini_racer-0.14.1.data/purelib/py_mini_racer/libmini_racer.so", LIBRARY),
    ("mini_racer-0.14.1.data/purelib/py_mini_racer/icudtl.dat", ICU_DATA),
    ("mini_racer-0.14.1.dist-info/licenses/LICENSE", LICENCE),
];

/// Downloads the wheel, unless an earlier run did.
pub(crate) fn fetch(downloads: &Path) -> Result<PathBuf> {
    let wheel = downloads.join(FILE);
    if pin::holds(&wheel, SHA256) {
        return Ok(wheel);
    }
    // pip keeps a file of this name if it finds one, even one that a killed run cut short.
    if wheel.exists() {
        fs::remove_file(&wheel).with_context(|| format!("removing {}", wheel.display()))?;
    }
    let mut pip = find_or_install_pip()?;
    pip.args(["download", "--quiet", "--no-deps", "--only-binary=:all:", "--platform", PLATFORM]);
    pip.args(["--disable-pip-version-check", "--no-input", "--dest"]).arg(downloads).arg(REQUIREMENT);
    process::capture(&format!("downloading {REQUIREMENT}"), &mut pip)?;
    pin::verify(&wheel, SHA256)?;
    Ok(wheel)
}

/// Takes the files that are used out of the wheel.
pub(crate) fn unpack(wheel: &Path, folder: &Path) -> Result<()> {
    let file = File::open(wheel).with_context(|| format!("opening {}", wheel.display()))?;
    let mut archive = ZipArchive::new(file).with_context(|| format!("reading {}", wheel.display()))?;
    for (member, name) in MEMBERS {
        let mut source = archive.by_name(member).with_context(|| format!("finding {member} in {}", wheel.display()))?;
        let mut target = File::create(folder.join(name)).with_context(|| format!("creating {name}"))?;
        io::copy(&mut source, &mut target).with_context(|| format!("unpacking {member}"))?;
    }
    Ok(())
}

fn find_or_install_pip() -> Result<Command> {
    if let Some(pip) = pip() {
        return Ok(pip);
    }
    packages::install("pip", |_| Ok("python3-pip".to_owned())).context(
        "choosing a pip to download a wheel: found none, expected `python3 -m pip`, `pip3` or `pip`; \
         install one, as in `apt-get install --no-install-recommends python3-pip`, and run this again",
    )?;
    pip().context("using pip: found none after installing python3-pip, expected one on PATH")
}

/// The first pip that answers.
fn pip() -> Option<Command> {
    const CALLS: [&[&str]; 4] = [&["python3", "-m", "pip"], &["python", "-m", "pip"], &["pip3"], &["pip"]];
    let command = |call: &[&str]| {
        let mut command = Command::new(call[0]);
        command.args(&call[1..]);
        command
    };
    CALLS.into_iter().find(|call| process::answers(command(call).arg("--version"))).map(command)
}
