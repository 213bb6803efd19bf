//! Five hundred modules of each kind, and a main module that loads them all.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

const MODULES: usize = 500;

/// Writes `main.cjs`, `main.mjs` and what they load.
pub(crate) fn write(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    let mut common = String::new();
    let mut ecma = String::new();
    for number in 0..MODULES {
        writeln!(common, "require('./{number}.cjs');").context("a String takes all text")?;
        writeln!(ecma, "import './{number}.mjs';").context("a String takes all text")?;
        put(folder, &format!("{number}.cjs"), &format!("exports.add = (value) => value + {number};\n"))?;
        put(folder, &format!("{number}.mjs"), &format!("export const add = (value) => value + {number};\n"))?;
    }
    put(folder, "main.cjs", &common)?;
    put(folder, "main.mjs", &ecma)
}

fn put(folder: &Path, name: &str, text: &str) -> Result<()> {
    let file = folder.join(name);
    fs::write(&file, text).with_context(|| format!("writing {}", file.display()))
}
