//! Where snapshots lie: in this folder, for all crates, under names that say what they are of: `scenario__what`.
#![forbid(unsafe_code)]

/// Compares `text` with the snapshot of that name. `cargo insta review`, or `INSTA_UPDATE=always`, takes what is new.
///
/// # Panics
///
/// When they differ.
#[track_caller]
pub fn check(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(env!("CARGO_MANIFEST_DIR"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}
