//! A folder of its own for a test, with programs in it, and the binary run there.
//!
//! Every call makes another folder, which goes away with its value. Tests run side by side: one that shared a file with
//! another could find it empty while that one writes it.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A folder with programs.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn empty() -> Self {
        Self(tempfile::tempdir().expect("the folder for temporary files is writable"))
    }

    /// A folder with these files, each a name and its text.
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self::empty();
        for (file, text) in files {
            folder.write(file, text);
        }
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file, with the folders that it lies in.
    pub(crate) fn write(&self, file: &str, content: impl AsRef<[u8]>) {
        let file = self.path().join(file);
        fs::create_dir_all(file.parent().expect("it lies in the folder")).expect("the folder is ours");
        fs::write(file, content).expect("the folder is ours");
    }

    pub(crate) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path().join(file)).expect("the command wrote it")
    }

    /// Runs `loopscope` in the folder, and gives its exit code, stdout and stderr.
    pub(crate) fn run(&self, args: &[&str]) -> (i32, String, String) {
        self.run_with_input(args, "")
    }

    /// As [`Self::run`] for what ends well and without a complaint: its stdout.
    #[track_caller]
    pub(crate) fn stdout_of(&self, args: &[&str]) -> String {
        let (code, text, complaint) = self.run(args);
        assert_eq!((code, complaint.as_str()), (0, ""));
        text
    }

    /// As [`Self::run`], with a text that the command can read.
    pub(crate) fn run_with_input(&self, args: &[&str], input: &str) -> (i32, String, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_loopscope"));
        let command = command.args(args).current_dir(self.path());
        let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the binary starts");
        // A command that does not read its input may be gone already.
        drop(child.stdin.take().expect("its input is a pipe").write_all(input.as_bytes()));
        let output = child.wait_with_output().expect("it ends");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("all that is written is text");
        (output.status.code().expect("no signal ended it"), text(output.stdout), text(output.stderr))
    }
}
