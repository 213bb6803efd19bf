//! The bootstrapped contexts that `build.rs` made, one a profile.

use loopscope_engine::profile::Profile;
use loopscope_engine::snapshot;

/// Lists a profile's blob.
macro_rules! blobs {
    ($($major:literal),*) => {
        [$(($major, &include_bytes!(concat!(env!("OUT_DIR"), "/node-", $major, ".snapshot"))[..])),*]
    };
}

/// Lets this process start runtimes of `profile` from the blob made for it. With the feature `live-js` the sources
/// may have changed since the build, so that they are read instead.
pub(crate) fn provide(profile: Profile) {
    if cfg!(feature = "live-js") {
        return;
    }
    let blobs: [(u32, &'static [u8]); 6] = blobs!(10, 18, 20, 22, 24, 26);
    if let Some((_, blob)) = blobs.into_iter().find(|(major, _)| *major == profile.major()) {
        snapshot::provide(profile, blob);
    }
}
