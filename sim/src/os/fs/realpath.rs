//! `realpath(3)`, which is no system call: the C library asks for each name whether it is a link.
//!
//! So it asks along the absolute path, also for a path that is relative, and takes `..` off by itself: permissions
//! on the way to the working directory count, those of a directory that `..` leaves do not. As glibc 2.33 does it
//! (`stdlib/canonicalize.c`).

use super::process::ProcessFiles;
use super::walk::{LINKS_MAX, Last};
use super::{FileSystem, Result};
use loopscope_engine::os::Errno;
use loopscope_engine::os::file::FilePath;

impl FileSystem {
    /// `realpath(3)`.
    pub(super) fn realpath(&mut self, own: &ProcessFiles, path: &FilePath) -> Result<FilePath> {
        if path.as_bytes().is_empty() {
            return Err(Errno::ENOENT);
        }
        let mut found = if path.as_bytes().starts_with(b"/") { Vec::new() } else { self.getcwd(own)?.into_bytes() };
        if found == b"/" {
            found.clear();
        }
        let mut rest = path.as_bytes().to_vec();
        let mut links = 0;
        while let Some((name, behind)) = first_name(&rest) {
            match name.as_slice() {
                b"." => {}
                b".." => found.truncate(found.iter().rposition(|byte| *byte == b'/').unwrap_or(0)),
                name => {
                    let longer = [found.as_slice(), b"/", name].concat();
                    match self.readlink(own, &FilePath::from(longer.clone())) {
                        Ok(target) => {
                            links += 1;
                            if links > LINKS_MAX {
                                return Err(Errno::ELOOP);
                            }
                            if target.as_bytes().starts_with(b"/") {
                                found.clear();
                            }
                            rest = [target.as_bytes(), behind.as_slice()].concat();
                            continue;
                        }
                        Err(Errno::EINVAL) if needs_directory(&behind) => {
                            let folder = FilePath::from([longer.as_slice(), b"/"].concat());
                            self.find(own, &folder, Last::Follow)?;
                        }
                        Err(Errno::EINVAL) => {}
                        Err(errno) => return Err(errno),
                    }
                    found = longer;
                }
            }
            rest = behind;
        }
        Ok(if found.is_empty() { FilePath::from("/") } else { FilePath::from(found) })
    }
}

/// The first name of a path and what stands behind it, beginning with a slash; `None` when there is no name.
fn first_name(path: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let begin = path.iter().position(|byte| *byte != b'/')?;
    let end = path[begin..].iter().position(|byte| *byte == b'/').map_or(path.len(), |place| begin + place);
    Some((path[begin..end].to_vec(), path[end..].to_vec()))
}

/// Whether what stands behind a name says that it has to be a directory: nothing but slashes and `.`, or a `..`.
fn needs_directory(behind: &[u8]) -> bool {
    let mut rest = behind.to_vec();
    while let Some((name, behind)) = first_name(&rest) {
        match name.as_slice() {
            b"." => rest = behind,
            name => return name == b"..",
        }
    }
    !behind.is_empty()
}
