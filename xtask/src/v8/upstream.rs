//! Road A: the prebuilt archive that upstream publishes with each release of the crate `v8`.
//!
//! The crate's build script would download it by itself, once for each `target/` folder and without a checksum. We
//! fetch it once per machine and check it. That the release host cannot be reached is no error here: road B follows.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result, bail};

use super::cache::Cache;
use super::{V8, VERSION, pin};
use crate::{process, report};

/// The name of this road in the cache folder.
const ROAD: &str = "upstream";

/// The crate's build script recognises gzip by its first bytes, so the archive stays compressed.
const ARCHIVE: &str = "librusty_v8.a.gz";

/// Where upstream publishes. `RUSTY_V8_MIRROR` replaces it, as it does for the crate's build script.
const RELEASES: &str = "https://github.com/denoland/rusty_v8/releases/download";

/// How long to wait for a first answer. Longer only delays road B on a machine that is cut off.
const CONNECT_SECONDS_MAX: u32 = 6;

/// A download slower than this many bytes a second, for [`STALL_SECONDS_MAX`], counts as stalled.
const BYTES_PER_SECOND_MIN: u32 = 20_000;

/// See [`BYTES_PER_SECOND_MIN`].
const STALL_SECONDS_MAX: u32 = 20;

/// One published archive.
struct Pinned {
    arch: &'static str,
    os: &'static str,
    target: &'static str,
    sha256: &'static str,
}

/// The archives of release 145.0.0. Upstream publishes no checksums; these are the ones that distributions pin.
const PINNED: &[Pinned] = &[
    Pinned {
        arch: "x86_64",
        os: "linux",
        target: "x86_64-unknown-linux-gnu",
        sha256: "7215753c0c78d141f752d7b993794bae07e18a1dfd466dcaa84fa64e76bacac1",
    },
    Pinned {
        arch: "aarch64",
        os: "linux",
        target: "aarch64-unknown-linux-gnu",
        sha256: "e088af62c921512b0c2d963defe836dd4b54621e29e6393b0b384c6cccaa5f26",
    },
    Pinned {
        arch: "x86_64",
        os: "macos",
        target: "x86_64-apple-darwin",
        sha256: "d6352e0becfbb1a41f3d820b3724496a70f8fb338e85753669cfcb168cadc21a",
    },
    Pinned {
        arch: "aarch64",
        os: "macos",
        target: "aarch64-apple-darwin",
        sha256: "c876b57b27550ab7d81a0ad900d6f382699fdb9a7bba2d5531ab3603b0611ba9",
    },
];

/// The archive in the cache folder. Platforms without a pin have nothing to cache: the crate helps itself there.
pub(crate) fn cached(cache: &Cache) -> Option<V8> {
    if this_platform().is_none() {
        return Some(V8::LeftToCrate);
    }
    cache.find(ROAD, &[ARCHIVE]).map(|folder| V8::Upstream { archive: folder.join(ARCHIVE) })
}

/// Downloads and checks the archive.
pub(crate) fn build(cache: &Cache) -> Result<V8> {
    let Some(pinned) = this_platform() else { return Ok(V8::LeftToCrate) };
    let base = env::var("RUSTY_V8_MIRROR").unwrap_or_else(|_| RELEASES.to_owned());
    let url = url(&base, pinned.target);
    let folder = cache.make(ROAD, &[ARCHIVE], |folder, _| {
        let file = folder.join(ARCHIVE);
        report::step("upstream's prebuilt archive", || download(&url, &file))?;
        pin::verify(&file, pinned.sha256)
    })?;
    Ok(V8::Upstream { archive: folder.join(ARCHIVE) })
}

fn this_platform() -> Option<&'static Pinned> {
    PINNED.iter().find(|pinned| pinned.arch == env::consts::ARCH && pinned.os == env::consts::OS)
}

fn url(base: &str, target: &str) -> String {
    format!("{base}/v{VERSION}/librusty_v8_release_{target}.a.gz")
}

/// Downloads with curl, else with Python, as the crate's build script does: a HTTP client of our own would be the
/// largest part of this program.
fn download(url: &str, file: &Path) -> Result<()> {
    let what = format!("downloading {url}");
    if process::answers(Command::new("curl").arg("--version")) {
        process::capture(&what, curl(url).arg("--output").arg(file))?;
    } else {
        process::capture(&what, Command::new("python3").args(["-c", PYTHON_DOWNLOAD, url]).arg(file))?;
    }
    let length = fs::metadata(file).with_context(|| what.clone())?.len();
    if length == 0 {
        bail!("{what}: found an empty file, expected an archive");
    }
    Ok(())
}

fn curl(url: &str) -> Command {
    let mut command = Command::new("curl");
    command.args(["--fail", "--location", "--silent", "--show-error"]);
    command.args(["--connect-timeout", &CONNECT_SECONDS_MAX.to_string()]);
    command.args(["--speed-limit", &BYTES_PER_SECOND_MIN.to_string()]);
    command.args(["--speed-time", &STALL_SECONDS_MAX.to_string(), url]);
    command
}

/// The timeout is per read, so it bounds both the wait for an answer and a stall.
const PYTHON_DOWNLOAD: &str = "\
import shutil, sys, urllib.request
with urllib.request.urlopen(sys.argv[1], timeout=20) as answer, open(sys.argv[2], 'wb') as file:
    shutil.copyfileobj(answer, file)
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_the_one_that_the_crate_itself_would_use() {
        assert_eq!(
            url(RELEASES, "x86_64-unknown-linux-gnu"),
            "https://github.com/denoland/rusty_v8/releases/download/v145.0.0/librusty_v8_release_x86_64-unknown-linux-gnu.a.gz"
        );
    }

    #[test]
    fn every_platform_is_pinned_once_with_a_whole_checksum() {
        for pinned in PINNED {
            assert!(
                pinned.sha256.len() == 64 && pinned.sha256.bytes().all(|byte| byte.is_ascii_hexdigit()),
                "{}",
                pinned.target
            );
            let same = PINNED.iter().filter(|other| (other.arch, other.os) == (pinned.arch, pinned.os));
            assert_eq!(same.count(), 1, "{}", pinned.target);
        }
    }
}
