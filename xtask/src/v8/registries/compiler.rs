//! Chooses the clang++ that compiles the shims, and installs one where that is allowed.
//!
//! gcc does not compile V8's headers with the crate's own libc++; clang does, from version 19 on.

use std::env;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::packages;
use crate::process;

/// The oldest clang that understands the crate's libc++.
const OLDEST: u32 = 19;

/// The newest clang that the recipe was tried with. Newer ones probably work, so they come after those that surely do.
const NEWEST_TRIED: u32 = 22;

/// Where the search for `clang++-N` ends. LLVM publishes two versions a year, so this lasts for years.
const NEWEST_SEARCHED: u32 = 40;

/// A compiler that was found on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Compiler {
    /// The name or path to call it by.
    pub(crate) program: String,
    /// Its major version.
    pub(crate) version: u32,
}

/// The best clang++ of this machine; if there is none, the best one that apt can install.
pub(crate) fn find_or_install() -> Result<Compiler> {
    let found = installed();
    if let Some(compiler) = choose(&found) {
        return Ok(compiler);
    }
    let package = packages::install("a clang++", |manager| best_package(&manager.names("clang-")?))
        .with_context(|| missing(&found))?;
    choose(&installed())
        .with_context(|| format!("using clang++: found none after installing {package}, expected one on PATH"))
}

/// Every clang++ that answers: `$CXX`, those with a version in their name, and the plain one.
fn installed() -> Vec<Compiler> {
    let numbered = (OLDEST..=NEWEST_SEARCHED).map(|version| format!("clang++-{version}"));
    let names = env::var("CXX").into_iter().chain(numbered).chain(["clang++".to_owned()]);
    names
        .filter_map(|program| {
            let text =
                process::capture("asking a compiler for its version", Command::new(&program).arg("--version")).ok()?;
            Some(Compiler { program, version: clang_version(&text)? })
        })
        .collect()
}

/// The first of the best version, so that `$CXX` wins over an equal.
fn choose(found: &[Compiler]) -> Option<Compiler> {
    let usable = found.iter().filter(|compiler| compiler.version >= OLDEST);
    usable.min_by_key(|compiler| preference(compiler.version)).cloned()
}

/// Smaller is better: versions that were tried, newest first; then untried ones, oldest first.
fn preference(version: u32) -> (bool, u32) {
    if version <= NEWEST_TRIED { (false, NEWEST_TRIED - version) } else { (true, version) }
}

/// Reads the major version from `Debian clang version 19.1.7 (3)`; `None` for compilers that are not clang.
fn clang_version(text: &str) -> Option<u32> {
    let (_, rest) = text.split_once("clang version ")?;
    rest.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
}

/// The best of apt's packages `clang-19`, `clang-20` and so on.
fn best_package(names: &[String]) -> Result<String> {
    let version = |name: &String| name.strip_prefix("clang-")?.parse().ok().filter(|version| *version >= OLDEST);
    match names.iter().filter_map(version).min_by_key(|version| preference(*version)) {
        Some(version) => Ok(format!("clang-{version}")),
        None => {
            bail!("choosing a package: found [{}] in apt's lists, expected clang-{OLDEST} or newer", names.join(", "))
        }
    }
}

fn missing(found: &[Compiler]) -> String {
    let found: Vec<_> = found.iter().map(|compiler| format!("{} {}", compiler.program, compiler.version)).collect();
    let found = if found.is_empty() { "no clang++".to_owned() } else { found.join(", ") };
    format!(
        "choosing a compiler for V8's shims: found {found}, expected clang++ {OLDEST} or newer; \
         install one, as in `apt-get install --no-install-recommends clang-{OLDEST}`, and run this again"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compilers(versions: &[u32]) -> Vec<Compiler> {
        versions.iter().map(|&version| Compiler { program: format!("clang++-{version}"), version }).collect()
    }

    fn chosen(versions: &[u32]) -> Option<u32> {
        choose(&compilers(versions)).map(|compiler| compiler.version)
    }

    #[test]
    fn the_newest_tried_compiler_is_chosen() {
        assert_eq!(chosen(&[19, 22, 20]), Some(22));
        assert_eq!(chosen(&[19, 25]), Some(19));
    }

    #[test]
    fn an_untried_compiler_is_better_than_none_and_an_old_one_is_not() {
        assert_eq!(chosen(&[14, 26, 24]), Some(24));
        assert_eq!(chosen(&[14, 18]), None);
    }

    #[test]
    fn among_equals_the_callers_own_compiler_wins() {
        let own = Compiler { program: "/opt/clang++".to_owned(), version: 20 };
        assert_eq!(choose(&[vec![own.clone()], compilers(&[20])].concat()), Some(own));
    }

    #[test]
    fn the_version_is_read_from_clang_and_from_nothing_else() {
        assert_eq!(clang_version("Debian clang version 19.1.7 (3~deb12u1)\nTarget: x86_64-pc-linux-gnu"), Some(19));
        assert_eq!(clang_version("clang version 22\n"), Some(22));
        assert_eq!(clang_version("g++ (Debian 12.2.0-14) 12.2.0"), None);
    }

    #[test]
    fn the_package_is_chosen_like_the_compiler() {
        let names = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
        let offered = names(&["clang-14", "clang-tidy-22", "clang-19", "clang-22", "clang-22-doc"]);
        assert_eq!(best_package(&offered).unwrap(), "clang-22");
        let error = best_package(&names(&["clang-14"])).unwrap_err().to_string();
        assert_eq!(error, "choosing a package: found [clang-14] in apt's lists, expected clang-19 or newer");
    }

    #[test]
    fn the_message_for_a_missing_compiler_says_what_was_found_and_what_to_install() {
        assert_eq!(
            missing(&compilers(&[14])),
            "choosing a compiler for V8's shims: found clang++-14 14, expected clang++ 19 or newer; \
             install one, as in `apt-get install --no-install-recommends clang-19`, and run this again"
        );
    }
}
