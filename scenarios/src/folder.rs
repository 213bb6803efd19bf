//! A folder of the host that a program sees at `/app`: read only, and only what lies inside it.

use loopscope_engine::os::Errno;
use loopscope_engine::os::file::FilePath;
use loopscope_sim::{HostEntry, HostFolder, HostKind};
use std::ffi::OsStr;
use std::fs::{self, DirEntry};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::sync::Arc;

/// A folder, read when a program asks for it.
pub struct RealFolder {
    root: PathBuf,
}

impl RealFolder {
    /// `root` must be absolute.
    pub fn new(root: PathBuf) -> Self {
        Self { root }
    }

    fn host_path(&self, path: &FilePath) -> PathBuf {
        self.root.join(OsStr::from_bytes(path.as_bytes()))
    }
}

impl HostFolder for RealFolder {
    fn list(&mut self, path: &FilePath) -> Result<Vec<HostEntry>, Errno> {
        let entries = fs::read_dir(self.host_path(path)).map_err(|error| errno(&error))?;
        Ok(entries.filter_map(|entry| describe(&entry.ok()?)).collect())
    }

    fn read(&mut self, path: &FilePath) -> Result<Arc<[u8]>, Errno> {
        fs::read(self.host_path(path)).map(Arc::from).map_err(|error| errno(&error))
    }
}

fn describe(entry: &DirEntry) -> Option<HostEntry> {
    let metadata = entry.metadata().ok()?;
    let kind = if metadata.is_dir() {
        HostKind::Directory
    } else if metadata.is_file() {
        HostKind::File { len: metadata.len(), is_executable: metadata.permissions().mode() & 0o100 != 0 }
    } else if metadata.is_symlink() {
        let target = fs::read_link(entry.path()).ok()?;
        HostKind::Symlink(FilePath::from(target.into_os_string().into_vec()))
    } else {
        return None;
    };
    Some(HostEntry { name: entry.file_name().into_vec(), kind })
}

fn errno(error: &std::io::Error) -> Errno {
    let number = error.raw_os_error().and_then(|number| u16::try_from(number).ok());
    number.map_or(Errno::EIO, Errno::from_number)
}
