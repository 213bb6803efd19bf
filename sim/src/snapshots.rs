//! The bootstrapped contexts that `build.rs` made.

use loopscope_engine::snapshot;

/// Lets this process start runtimes from the blob made for them: call it before the first one. With the feature
/// `live-js` the sources may have changed since the build, so that they are read instead.
pub(crate) fn provide() {
    if !cfg!(feature = "live-js") {
        snapshot::provide(include_bytes!(concat!(env!("OUT_DIR"), "/node.snapshot")));
    }
}
