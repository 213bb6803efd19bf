//! The cache folder: one for all clones, outside `target/`, so that a second clone needs no download and no compiling.
//!
//! A result is a folder that appears whole or not at all: it is filled under another name and renamed at the end.
//! What a killed run left behind is removed by the next one. A lock file keeps two runs apart.

use std::env;
use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};

use super::VERSION;

/// Raise this when the way a result is made changes: results of older recipes are then no longer found.
const RECIPE: u32 = 2;

/// The name of the file in each result that proves it complete. See [`receipt`].
const RECEIPT: &str = "receipt.txt";

/// The extension of folders that are being filled.
const UNFINISHED: &str = "unfinished";

/// The cache folder.
pub(crate) struct Cache {
    root: PathBuf,
}

impl Cache {
    /// Finds the folder that the environment asks for. It need not exist yet.
    pub(crate) fn locate() -> Result<Self> {
        let root = root_from(env::var_os("LOOPSCOPE_CACHE"), env::var_os("XDG_CACHE_HOME"), env::home_dir())?;
        let root = std::path::absolute(&root).with_context(|| format!("making {} absolute", root.display()))?;
        Ok(Self { root })
    }

    /// The folder itself.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The result of one road, if it is there and whole.
    pub(crate) fn find(&self, road: &str, files: &[&str]) -> Option<PathBuf> {
        let folder = self.folder(road);
        let expected = receipt(&folder, &folder, files)?;
        (fs::read_to_string(folder.join(RECEIPT)).ok()? == expected).then_some(folder)
    }

    /// Makes the result of one road. `fill` gets the folder to write into and the folder's later name.
    pub(crate) fn make(
        &self,
        road: &str,
        files: &[&str],
        fill: impl FnOnce(&Path, &Path) -> Result<()>,
    ) -> Result<PathBuf> {
        let folder = self.folder(road);
        // The process's number keeps this folder apart from one that a killed run's compiler still writes into.
        let unfinished = folder.with_added_extension(format!("{}.{UNFINISHED}", std::process::id()));
        create(&unfinished)?;
        let filled = fill(&unfinished, &folder).and_then(|()| complete(&unfinished, &folder, files));
        if let Err(error) = filled {
            remove(&unfinished)?;
            return Err(error);
        }
        remove(&folder)?;
        fs::rename(&unfinished, &folder).with_context(|| format!("renaming {}", unfinished.display()))?;
        Ok(folder)
    }

    /// Where verified downloads wait for their use, so that a killed run need not fetch them again.
    pub(crate) fn downloads(&self) -> Result<PathBuf> {
        let folder = self.root.join("downloads");
        create(&folder)?;
        Ok(folder)
    }

    /// Removes what is of no use once a result is made.
    pub(crate) fn remove_downloads(&self) -> Result<()> {
        remove(&self.root.join("downloads"))
    }

    /// Removes half-filled folders. Call it with the lock held: nobody else is filling them then.
    pub(crate) fn remove_leftovers(&self) -> Result<()> {
        for entry in fs::read_dir(&self.root).with_context(|| format!("listing {}", self.root.display()))? {
            let path = entry.with_context(|| format!("listing {}", self.root.display()))?.path();
            if path.extension().is_some_and(|extension| extension == UNFINISHED) {
                remove(&path)?;
            }
        }
        Ok(())
    }

    /// Waits until no other run works in this folder. The lock ends with the returned value, or with the process.
    pub(crate) fn lock(&self) -> Result<File> {
        create(&self.root)?;
        let path = self.root.join("lock");
        let file = File::create(&path).with_context(|| format!("creating {}", path.display()))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                eprintln!("Waiting for another xtask that is getting V8");
                file.lock().with_context(|| format!("locking {}", path.display()))?;
            }
            Err(TryLockError::Error(error)) => {
                return Err(error).with_context(|| format!("locking {}", path.display()));
            }
        }
        Ok(file)
    }

    fn folder(&self, road: &str) -> PathBuf {
        self.root.join(key(road, env::consts::ARCH, env::consts::OS))
    }
}

fn key(road: &str, arch: &str, os: &str) -> String {
    format!("v8-{VERSION}-recipe-{RECIPE}-{road}-{arch}-{os}")
}

fn root_from(own: Option<OsString>, xdg: Option<OsString>, home: Option<PathBuf>) -> Result<PathBuf> {
    let named = |value: Option<OsString>| value.filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(own) = named(own) {
        return Ok(own);
    }
    // The XDG specification: a relative path is invalid and to be ignored.
    if let Some(xdg) = named(xdg).filter(|path| path.is_absolute()) {
        return Ok(xdg.join("loopscope"));
    }
    home.map(|home| home.join(".cache").join("loopscope")).ok_or_else(|| {
        anyhow!("choosing the cache folder: found no home folder, expected one, or LOOPSCOPE_CACHE to name a folder")
    })
}

/// The text that a complete result holds: its own place and the size of each file; `None` when a file is missing.
///
/// The place is in it because road B's library knows its own path: a result that was moved must be made again.
fn receipt(folder: &Path, place: &Path, files: &[&str]) -> Option<String> {
    let mut text = format!("{}\n", place.display());
    for file in files {
        text += &format!("{file} {}\n", fs::metadata(folder.join(file)).ok()?.len());
    }
    Some(text)
}

/// Writes the receipt into a folder that has all its files.
fn complete(unfinished: &Path, place: &Path, files: &[&str]) -> Result<()> {
    let receipt = receipt(unfinished, place, files).with_context(|| {
        format!("completing {}: found files missing, expected {}", unfinished.display(), files.join(", "))
    })?;
    fs::write(unfinished.join(RECEIPT), receipt).with_context(|| format!("writing into {}", unfinished.display()))
}

/// Creates a folder and those above it, with a message on failure.
fn create(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("creating the folder {}", folder.display()))
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("removing {}", folder.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A cache in a folder of its own, removed with the value.
    struct Scratch(Cache);

    impl Scratch {
        fn new(name: &str) -> Self {
            let root = env::temp_dir().join(format!("loopscope-xtask-{}-{name}", std::process::id()));
            fs::create_dir_all(&root).unwrap();
            Self(Cache { root })
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(self.0.root());
        }
    }

    fn write_a(folder: &Path) -> Result<()> {
        Ok(fs::write(folder.join("a"), "one")?)
    }

    fn root_of(own: &str, xdg: &str) -> PathBuf {
        root_from(Some(own.into()), Some(xdg.into()), Some("/home/user".into())).unwrap()
    }

    #[test]
    fn the_own_variable_comes_before_xdg_and_xdg_before_home() {
        assert_eq!(root_of("/own", "/xdg"), Path::new("/own"));
        assert_eq!(root_of("", "/xdg"), Path::new("/xdg/loopscope"));
        assert_eq!(root_of("", "relative"), Path::new("/home/user/.cache/loopscope"));
    }

    #[test]
    fn the_key_names_version_recipe_road_and_platform() {
        assert_eq!(key("upstream", "x86_64", "linux"), format!("v8-{VERSION}-recipe-{RECIPE}-upstream-x86_64-linux"));
    }

    #[test]
    fn a_finished_result_is_found_again() {
        let Scratch(cache) = &Scratch::new("finished");
        let made = cache.make("road", &["a"], |folder, _| write_a(folder)).unwrap();
        assert_eq!(cache.find("road", &["a"]), Some(made));
        assert_eq!(cache.find("other", &["a"]), None);
    }

    #[test]
    fn a_result_that_fails_half_way_leaves_nothing() {
        let Scratch(cache) = &Scratch::new("half");
        let failed = cache.make("road", &["a", "b"], |folder, _| write_a(folder));
        assert!(failed.unwrap_err().to_string().ends_with("found files missing, expected a, b"));
        assert_eq!(fs::read_dir(cache.root()).unwrap().count(), 0);
    }

    #[test]
    fn what_a_killed_run_left_behind_goes_and_results_stay() {
        let Scratch(cache) = &Scratch::new("killed");
        let made = cache.make("road", &["a"], |folder, _| write_a(folder)).unwrap();
        fs::create_dir(cache.root().join("v8-1-road.4711.unfinished")).unwrap();
        cache.remove_leftovers().unwrap();
        assert_eq!(cache.find("road", &["a"]), Some(made));
        assert_eq!(fs::read_dir(cache.root()).unwrap().count(), 1);
    }

    #[test]
    fn a_damaged_or_moved_result_is_not_found() {
        let Scratch(cache) = &Scratch::new("damaged");
        let made = cache.make("road", &["a"], |folder, _| write_a(folder)).unwrap();
        fs::rename(&made, cache.folder("elsewhere")).unwrap();
        assert_eq!(cache.find("elsewhere", &["a"]), None);
        let made = cache.make("road", &["a"], |folder, _| write_a(folder)).unwrap();
        fs::write(made.join("a"), "o").unwrap();
        assert_eq!(cache.find("road", &["a"]), None);
    }
}
