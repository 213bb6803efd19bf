//! Road B: V8 from package registries alone, for machines that reach nothing else.
//!
//! The library comes from the Python wheel `mini-racer`: its `libmini_racer.so` is V8 14.4, the generation that the
//! crate `v8` expects, with every symbol exported. What it lacks is the few hundred C functions that the Rust crate
//! calls; those are compiled here from the crate's own `binding.cc`. Linux on x86-64 only, as the wheel is.
//!
//! One file a step, in this order: [`compiler`] (which clang++), [`wheel`] (the library), [`sources`] (the crate's C++),
//! [`shims`] (compile them), [`library`] (prepare the library for linking). [`packages`] installs what is missing.

mod compiler;
mod library;
mod packages;
mod shims;
mod sources;
mod wheel;

use std::env;
use std::path::Path;

use anyhow::{Result, bail};

use super::V8;
use super::cache::Cache;
use crate::report::step;

/// The archive of shims, by the name that the linker expects.
pub(crate) const ARCHIVE: &str = "librusty_v8.a";

/// The name of this road in the cache folder.
const ROAD: &str = "registries";

/// What the result consists of.
const FILES: &[&str] = &[ARCHIVE, wheel::LIBRARY, wheel::ICU_DATA, wheel::LICENCE];

/// The result of an earlier run.
pub(crate) fn cached(cache: &Cache) -> Option<V8> {
    cache.find(ROAD, FILES).map(|folder| V8::Registries { folder })
}

/// Makes the result, step by step.
pub(crate) fn build(cache: &Cache) -> Result<V8> {
    let platform = (env::consts::OS, env::consts::ARCH, cfg!(target_env = "gnu"));
    if platform != ("linux", "x86_64", true) {
        bail!(
            "found {} on {}, expected linux on x86_64 with glibc: the wheel holds a library for that only",
            env::consts::OS,
            env::consts::ARCH
        );
    }
    let compiler = step("a C++ compiler", compiler::find_or_install)?;
    let downloads = cache.downloads()?;
    let wheel = step("the wheel mini-racer", || wheel::fetch(&downloads))?;
    let crate_source = step("the source of the crate v8", sources::of_the_crate)?;
    let old_header = step("one header of an older crate v8", || sources::old_header(&downloads))?;
    let folder = cache.make(ROAD, FILES, |folder, place| {
        let inputs = shims::Inputs { compiler: &compiler, crate_source: &crate_source, old_header: &old_header, place };
        step("unpacking the wheel", || wheel::unpack(&wheel, folder))?;
        step("compiling the shims", || shims::compile(&inputs, &folder.join(ARCHIVE)))?;
        step("preparing the library", || library::prepare(&folder.join(wheel::LIBRARY), &place.join(wheel::LIBRARY)))
    })?;
    cache.remove_downloads()?;
    Ok(V8::Registries { folder })
}

/// A path as text: the compiler's arguments and the library's own name need it so.
fn utf8(path: &Path) -> Result<&str> {
    match path.to_str() {
        Some(text) => Ok(text),
        None => bail!("using the path {}: found bytes that are not UTF-8, expected UTF-8", path.display()),
    }
}
