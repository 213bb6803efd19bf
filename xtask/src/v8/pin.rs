//! Checksums: every downloaded file is compared with the sha256 that this repository names before it is used.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

/// Compares a file with its pinned checksum.
pub(crate) fn verify(file: &Path, expected: &str) -> Result<()> {
    let bytes = fs::read(file).with_context(|| format!("reading {} to check it", file.display()))?;
    let found = sha256(&bytes);
    if found == expected {
        return Ok(());
    }
    bail!("checking {}: found sha256 {found} ({} bytes), expected {expected}", file.display(), bytes.len())
}

/// Whether the file is there and is the pinned one.
pub(crate) fn holds(file: &Path, expected: &str) -> bool {
    file.is_file() && verify(file, expected).is_ok()
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_checksum_is_told_with_both_values() {
        let file = std::env::temp_dir().join(format!("loopscope-xtask-{}-pin", std::process::id()));
        fs::write(&file, "abc").unwrap();
        let found = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        verify(&file, found).unwrap();
        let error = verify(&file, "0000").unwrap_err().to_string();
        fs::remove_file(&file).unwrap();
        assert_eq!(error, format!("checking {}: found sha256 {found} (3 bytes), expected 0000", file.display()));
    }
}
