//! The sources of the builtins' JavaScript halves, by module id.

/// Every builtin, sorted by id: the files below `src/node`.
static SOURCES: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/builtins.rs"));

/// The source of a builtin.
#[cfg(not(feature = "live-js"))]
pub(crate) fn source(id: &str) -> Option<&'static str> {
    let at = SOURCES.binary_search_by(|(other, _)| (*other).cmp(id)).ok()?;
    Some(SOURCES[at].1)
}

/// The source of a builtin, read from the source folder at run time: the feature `live-js` saves a rebuild for each
/// change while one works on the builtins. Never on in a release.
#[cfg(feature = "live-js")]
pub(crate) fn source(id: &str) -> Option<&'static str> {
    let path = format!("{}/src/node/{id}.js", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).ok().map(|text| &*text.leak())
}

/// The ids of all builtins, sorted.
pub(crate) fn ids() -> impl Iterator<Item = &'static str> {
    SOURCES.iter().map(|(id, _)| *id)
}
