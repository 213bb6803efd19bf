//! Gets V8 for the engine: from the cache folder, else from upstream, else from package registries alone.
//!
//! The crate `v8` is Rust over a C++ library that it does not contain. Upstream publishes that library as a prebuilt
//! archive (road A, [`upstream`]). Where only package registries can be reached, the same library is taken out of a
//! Python wheel, and the C++ shims between the two are compiled here (road B, [`registries`]).
//!
//! Reading order: this file, [`cache`] (where results live), [`upstream`], [`registries`], [`pin`] (checksums).

mod cache;
mod pin;
mod registries;
mod upstream;

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result, anyhow, bail};

use crate::report;
use cache::Cache;

/// The version of the crate `v8`, as the workspace's manifest pins it.
pub(crate) const VERSION: &str = "145.0.0";

/// Read by the build script of the crate `v8`: the archive to link.
const ARCHIVE: &str = "RUSTY_V8_ARCHIVE";

/// Read by `engine/build.rs`: the folder of road B's shared library, to be linked before libc.
const SHARED_DIR: &str = "LOOPSCOPE_V8_DIR";

/// A V8 that is ready to be linked.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum V8 {
    /// Upstream's prebuilt archive: the whole library, statically linked.
    Upstream { archive: PathBuf },
    /// Road B's folder: shims in `librusty_v8.a`, the library in `libmini_racer.so`.
    Registries { folder: PathBuf },
    /// An archive that the caller's environment names; whatever else is set stays as it is.
    Given { archive: PathBuf },
    /// No archive is pinned for this platform: the build script of the crate `v8` fetches its own.
    LeftToCrate,
}

impl V8 {
    /// The variables to set (or to remove) for cargo.
    pub(crate) fn variables(&self) -> Vec<(&'static str, Option<PathBuf>)> {
        match self {
            V8::Upstream { archive } => vec![(ARCHIVE, Some(archive.clone())), (SHARED_DIR, None)],
            V8::Registries { folder } => {
                vec![(ARCHIVE, Some(folder.join(registries::ARCHIVE))), (SHARED_DIR, Some(folder.clone()))]
            }
            V8::Given { .. } | V8::LeftToCrate => vec![],
        }
    }

    /// Lines that set the variables in a POSIX shell.
    pub(crate) fn shell_lines(&self) -> String {
        let line = |(name, value): (&str, Option<PathBuf>)| match value {
            Some(value) => format!("export {name}={}\n", shell_quoted(&value.display().to_string())),
            None => format!("unset {name}\n"),
        };
        self.variables().into_iter().map(line).collect()
    }

    /// Where V8 comes from, for people.
    pub(crate) fn describe(&self) -> String {
        match self {
            V8::Upstream { archive } => format!("V8 {VERSION}: upstream's archive, {}", archive.display()),
            V8::Registries { folder } => format!("V8 {VERSION}: from package registries, {}", folder.display()),
            V8::Given { archive } => format!("V8: the archive that {ARCHIVE} names, {}", archive.display()),
            V8::LeftToCrate => format!("V8 {VERSION}: left to the build script of the crate `v8`"),
        }
    }
}

/// Makes V8 available: at once when the cache folder holds it, else by the roads in order.
pub(crate) fn provide() -> Result<V8> {
    let cache = Cache::locate()?;
    let roads = Roads::wanted(env::var("LOOPSCOPE_V8_ROAD").ok().as_deref())?;
    if let Some(archive) = env::var_os(ARCHIVE).map(PathBuf::from).filter(|archive| !archive.starts_with(cache.root()))
    {
        return given(archive);
    }
    if let Some(found) = cached(&cache, roads) {
        return Ok(found);
    }
    let _lock = cache.lock()?;
    // OK to ask again: whoever held the lock before may have finished the work.
    if let Some(found) = cached(&cache, roads) {
        return Ok(found);
    }
    cache.remove_leftovers()?;
    eprintln!("Getting V8 {VERSION} into {}", cache.root().display());
    let (result, spent) = report::timed(|| build(&cache, roads));
    let v8 = result?;
    eprintln!("V8 is ready after {}", report::seconds(spent));
    Ok(v8)
}

fn given(archive: PathBuf) -> Result<V8> {
    if archive.to_str().is_some_and(|text| text.starts_with("http:") || text.starts_with("https:")) || archive.is_file()
    {
        return Ok(V8::Given { archive });
    }
    bail!(
        "using the V8 that {ARCHIVE} names: found no file {}, expected an archive; unset it to let xtask get V8",
        archive.display()
    )
}

fn cached(cache: &Cache, roads: Roads) -> Option<V8> {
    let upstream = || roads.upstream.then(|| upstream::cached(cache)).flatten();
    let registries = || roads.registries.then(|| registries::cached(cache)).flatten();
    upstream().or_else(registries)
}

fn build(cache: &Cache, roads: Roads) -> Result<V8> {
    if !roads.upstream {
        return registries::build(cache).with_context(|| format!("getting V8 {VERSION} from package registries"));
    }
    let refusal = match upstream::build(cache) {
        Ok(v8) => return Ok(v8),
        Err(error) => error,
    };
    if !roads.registries {
        return Err(refusal.context(format!("getting V8 {VERSION} from upstream")));
    }
    eprintln!("  ({refusal:#})\n  upstream's archive is out of reach, package registries come next");
    registries::build(cache).map_err(|error| {
        anyhow!(
            "getting V8 {VERSION}: found no way that works\n- upstream: {refusal:#}\n- package registries: {error:#}"
        )
    })
}

/// Which ways to V8 the caller allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Roads {
    upstream: bool,
    registries: bool,
}

impl Roads {
    fn wanted(name: Option<&str>) -> Result<Self> {
        match name {
            None | Some("") => Ok(Self { upstream: true, registries: true }),
            Some("upstream") => Ok(Self { upstream: true, registries: false }),
            Some("registries") => Ok(Self { upstream: false, registries: true }),
            Some(other) => bail!("reading LOOPSCOPE_V8_ROAD: found `{other}`, expected `upstream` or `registries`"),
        }
    }
}

fn shell_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_workspace_depends_on_exactly_the_version_that_is_fetched() {
        let manifest = fs::read_to_string(crate::cargo::root().join("Cargo.toml")).unwrap();
        assert!(manifest.contains(&format!("v8 = \"={VERSION}\"")), "expected v8 = \"={VERSION}\" in Cargo.toml");
    }

    #[test]
    fn each_road_sets_its_variables_and_unsets_the_other_roads() {
        let upstream = V8::Upstream { archive: "/cache/a/librusty_v8.a.gz".into() };
        assert_eq!(
            upstream.shell_lines(),
            "export RUSTY_V8_ARCHIVE='/cache/a/librusty_v8.a.gz'\nunset LOOPSCOPE_V8_DIR\n"
        );
        let registries = V8::Registries { folder: "/cache/b".into() };
        assert_eq!(
            registries.shell_lines(),
            "export RUSTY_V8_ARCHIVE='/cache/b/librusty_v8.a'\nexport LOOPSCOPE_V8_DIR='/cache/b'\n"
        );
        assert_eq!(V8::LeftToCrate.shell_lines(), "");
    }

    #[test]
    fn a_path_with_blanks_and_quotes_survives_the_shell() {
        assert_eq!(shell_quoted("/home/o'neil/my cache"), r"'/home/o'\''neil/my cache'");
    }

    #[test]
    fn a_road_can_be_chosen_and_a_misspelt_one_is_refused() {
        assert_eq!(Roads::wanted(Some("registries")).unwrap(), Roads { upstream: false, registries: true });
        assert_eq!(Roads::wanted(None).unwrap(), Roads { upstream: true, registries: true });
        let error = Roads::wanted(Some("registry")).unwrap_err().to_string();
        assert_eq!(error, "reading LOOPSCOPE_V8_ROAD: found `registry`, expected `upstream` or `registries`");
    }
}
