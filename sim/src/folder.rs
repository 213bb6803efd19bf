//! Folders to mount that many runs share: one in memory, and one that reads each host file once.

use crate::os::fs::{HostEntry, HostFolder, HostKind};
use loopscope_engine::os::Errno;
use loopscope_engine::os::file::FilePath;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

/// A folder that any number of runs see, also at the same time. Clones are the same folder.
///
/// Every listing and every file is asked for once and kept: a search neither reads a file a thousand times nor notices
/// that somebody saves the program while it runs.
#[derive(Clone)]
pub struct SharedFolder(Arc<Mutex<Kept>>);

struct Kept {
    source: Box<dyn HostFolder>,
    listings: BTreeMap<FilePath, Result<Vec<HostEntry>, Errno>>,
    files: BTreeMap<FilePath, Result<Arc<[u8]>, Errno>>,
}

impl SharedFolder {
    /// A folder that keeps what `source` says.
    pub fn new(source: Box<dyn HostFolder>) -> Self {
        Self(Arc::new(Mutex::new(Kept { source, listings: BTreeMap::new(), files: BTreeMap::new() })))
    }

    /// A folder of these files; names with `/` lie in folders of their own.
    ///
    /// ```
    /// let folder = loopscope_sim::SharedFolder::of_files([("main.js", "require('./lib/a')"), ("lib/a.js", "")]);
    /// # let _ = folder;
    /// ```
    pub fn of_files<N: Into<String>, B: Into<Vec<u8>>>(files: impl IntoIterator<Item = (N, B)>) -> Self {
        let files = files.into_iter().map(|(name, bytes)| (name.into(), Arc::from(bytes.into()))).collect();
        Self::new(Box::new(MemoryFolder(files)))
    }
}

impl HostFolder for SharedFolder {
    fn list(&mut self, path: &FilePath) -> Result<Vec<HostEntry>, Errno> {
        // OK because a run that panicked has left whole answers behind, or none.
        let Kept { source, listings, .. } = &mut *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        listings.entry(path.clone()).or_insert_with(|| source.list(path)).clone()
    }

    fn read(&mut self, path: &FilePath) -> Result<Arc<[u8]>, Errno> {
        // OK for the same reason.
        let Kept { source, files, .. } = &mut *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        files.entry(path.clone()).or_insert_with(|| source.read(path)).clone()
    }
}

/// Files by their path.
struct MemoryFolder(BTreeMap<String, Arc<[u8]>>);

impl HostFolder for MemoryFolder {
    fn list(&mut self, path: &FilePath) -> Result<Vec<HostEntry>, Errno> {
        let folder = path.to_string();
        let inside = |name: &'_ str| match folder.as_str() {
            "" => Some(name.to_owned()),
            folder => name.strip_prefix(folder)?.strip_prefix('/').map(str::to_owned),
        };
        let mut folders = BTreeSet::new();
        let mut entries = Vec::new();
        for (name, bytes) in &self.0 {
            let Some(rest) = inside(name) else { continue };
            match rest.split_once('/') {
                Some((first, _)) => {
                    folders.insert(first.to_owned());
                }
                None => entries.push(HostEntry {
                    name: rest.into_bytes(),
                    kind: HostKind::File { len: bytes.len() as u64, is_executable: false },
                }),
            }
        }
        let folders = folders.into_iter().map(|name| HostEntry { name: name.into_bytes(), kind: HostKind::Directory });
        entries.extend(folders);
        Ok(entries)
    }

    fn read(&mut self, path: &FilePath) -> Result<Arc<[u8]>, Errno> {
        self.0.get(&path.to_string()).cloned().ok_or(Errno::ENOENT)
    }
}

#[cfg(test)]
mod tests {
    use super::SharedFolder;
    use crate::os::fs::HostFolder;
    use loopscope_engine::os::file::FilePath;

    #[test]
    fn files_lie_in_the_folders_that_their_names_say() {
        let mut folder = SharedFolder::of_files([("a.js", "1"), ("lib/b.js", "2"), ("lib/c/d.js", "3")]);
        let mut names = |path: &str| -> Vec<String> {
            let entries = folder.list(&FilePath::from(path)).unwrap();
            entries.into_iter().map(|entry| String::from_utf8(entry.name).unwrap()).collect()
        };
        assert_eq!(names(""), ["a.js", "lib"]);
        assert_eq!(names("lib"), ["b.js", "c"]);
        assert_eq!(&*folder.read(&FilePath::from("lib/c/d.js")).unwrap(), b"3");
    }
}
