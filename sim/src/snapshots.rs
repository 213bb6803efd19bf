//! The bootstrapped contexts that `build.rs` made, and the code of the other builtins.

use loopscope_engine::{code_cache, snapshot};

/// Lets this process start runtimes from what was made for them: call it before the first one. With the feature
/// `live-js` the sources may have changed since the build, so that they are read instead.
pub(crate) fn provide() {
    if !cfg!(feature = "live-js") {
        snapshot::provide(include_bytes!(concat!(env!("OUT_DIR"), "/node.snapshot")));
        code_cache::provide(include_bytes!(concat!(env!("OUT_DIR"), "/node.code")));
    }
}
