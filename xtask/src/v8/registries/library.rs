//! Prepares the wheel's library for linking. Three changes to the ELF file, and no change to its code:
//!
//! 1. Its name for itself (`DT_SONAME`) becomes its full path, so that a program linked against it finds it without a
//!    run path or a variable.
//! 2. References of the library to its own functions are bound once, here. As shipped, each program start looks up
//!    65,000 of them by name, which takes 25 ms: more than V8 needs to start.
//! 3. Names that nobody can refer to go, to make room for the longer name of the first change.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use object::build::elf::{Builder, Dynamic, DynamicSymbol, SectionData};
use object::elf;

use super::utf8;

/// Names of variables inside functions begin so (Itanium C++ ABI, `<local-name>`). No other file can refer to them.
const LOCAL_NAME: &[u8] = b"_ZZ";

/// Rewrites the library in `file`, which will stay at `place`.
pub(crate) fn prepare(file: &Path, place: &Path) -> Result<()> {
    let what = || format!("preparing {}", file.display());
    let bytes = fs::read(file).with_context(what)?;
    let mut library = Builder::read(bytes.as_slice()).with_context(what)?;
    set_soname(&mut library, utf8(place)?).with_context(what)?;
    let bound = bind_own_references(&mut library);
    drop_local_names(&mut library);
    let mut rewritten = Vec::with_capacity(bytes.len());
    library.write(&mut rewritten).with_context(what)?;
    if bound == 0 {
        bail!("preparing {}: found no reference to bind, expected tens of thousands", file.display());
    }
    fs::write(file, rewritten).with_context(what)
}

fn set_soname(library: &mut Builder<'_>, name: &str) -> Result<()> {
    let entries = library.dynamic_data_mut().context("found no dynamic section, expected a shared library")?;
    for entry in entries.iter_mut() {
        match entry {
            Dynamic::String { tag, val } if *tag == elf::DT_SONAME => {
                *val = name.as_bytes().to_vec().into();
                return Ok(());
            }
            _ => {}
        }
    }
    bail!("found no DT_SONAME, expected one")
}

/// Turns lookups by name into plain relocations and returns how many there were.
///
/// OK because nothing is meant to replace the library's functions from outside: a program that links it overrides none.
fn bind_own_references(library: &mut Builder<'_>) -> usize {
    let symbols = &library.dynamic_symbols;
    let mut bound = 0;
    for section in &mut library.sections {
        let SectionData::DynamicRelocation(relocations) = &mut section.data else { continue };
        for relocation in relocations.iter_mut() {
            let Some(symbol) = relocation.symbol.map(|id| symbols.get(id)) else { continue };
            if !has_fixed_place(symbol) {
                continue;
            }
            let Some(addend) = place_meant(relocation.r_type, symbol.st_value, relocation.r_addend) else { continue };
            relocation.r_type = elf::R_X86_64_RELATIVE;
            relocation.r_addend = addend;
            relocation.symbol = None;
            bound += 1;
        }
    }
    bound
}

/// Whether the symbol is the library's own and always in the same place, counted from the library's start.
/// Thread-local variables are not, and indirect functions choose their place at run time.
fn has_fixed_place(symbol: &DynamicSymbol<'_>) -> bool {
    symbol.section.is_some() && !matches!(symbol.st_type(), elf::STT_TLS | elf::STT_GNU_IFUNC)
}

/// The place that a reference of this type to a symbol with this value means; `None` if it means something else.
fn place_meant(r_type: elf::RelocationType, value: u64, addend: i64) -> Option<i64> {
    let value = i64::try_from(value).ok()?;
    match r_type {
        elf::R_X86_64_JUMP_SLOT | elf::R_X86_64_GLOB_DAT => Some(value),
        elf::R_X86_64_64 => value.checked_add(addend),
        _ => None,
    }
}

/// Removes names that nobody can look up any more. That makes room in the table of strings for the longer `DT_SONAME`:
/// the table may shrink but not grow, and these names fill 400 KB of it.
fn drop_local_names(library: &mut Builder<'_>) {
    for symbol in &mut library.dynamic_symbols {
        let droppable = symbol.section.is_some() && symbol.st_type() == elf::STT_OBJECT;
        symbol.delete |= droppable && symbol.name.starts_with(LOCAL_NAME);
    }
    library.delete_orphans();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_absolute_reference_adds_its_addend() {
        assert_eq!(place_meant(elf::R_X86_64_64, 0x1000, 8), Some(0x1008));
        assert_eq!(place_meant(elf::R_X86_64_JUMP_SLOT, 0x1000, 8), Some(0x1000));
        assert_eq!(place_meant(elf::R_X86_64_GLOB_DAT, 0x1000, 8), Some(0x1000));
    }

    #[test]
    fn a_reference_to_a_thread_local_variable_stays_a_lookup() {
        assert_eq!(place_meant(elf::R_X86_64_DTPMOD64, 0x1000, 0), None);
        assert_eq!(place_meant(elf::R_X86_64_DTPOFF64, 0x1000, 0), None);
    }

    #[test]
    fn what_is_no_shared_library_is_refused() {
        let file = std::env::temp_dir().join(format!("loopscope-xtask-{}-library", std::process::id()));
        fs::write(&file, "not an ELF file").unwrap();
        let error = prepare(&file, Path::new("/place")).unwrap_err().to_string();
        fs::remove_file(&file).unwrap();
        assert_eq!(error, format!("preparing {}", file.display()));
    }
}
