//! The real program in a real terminal: it draws, walks, quits and gives the terminal back.

use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

const PROGRAM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/step/mixed.js");

/// How long the slowest machine may take for one thing.
const PATIENCE: Duration = Duration::from_secs(120);

/// Everything that the program wrote so far.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<String>>);

impl Written {
    fn text(&self) -> String {
        self.0.lock().expect("no reader panics").clone()
    }

    /// Waits until `text` was written, and gives all up to then.
    #[expect(clippy::disallowed_methods, reason = "a test that waits for another process must give up some time")]
    fn wait_for(&self, text: &str) -> String {
        let begun = Instant::now();
        loop {
            let written = self.text();
            if written.contains(text) {
                return written;
            }
            assert!(begun.elapsed() < PATIENCE, "waited for {text:?} in:\n{written}");
            thread::yield_now();
        }
    }
}

#[test]
fn a_walk_in_a_terminal_ends_with_the_terminal_as_it_was() {
    let size = PtySize { rows: 30, cols: 100, pixel_width: 0, pixel_height: 0 };
    let terminal = native_pty_system().openpty(size).expect("a pseudo-terminal");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_loopscope"));
    command.args(["step", PROGRAM]);
    command.env("TERM", "xterm-256color");
    let mut child = terminal.slave.spawn_command(command).expect("the stepper starts");
    drop(terminal.slave);
    let written = Written::default();
    let mut reader = terminal.master.try_clone_reader().expect("a reader");
    let kept = written.clone();
    let reading = thread::spawn(move || {
        let mut bytes = [0; 4096];
        while let Ok(count @ 1..) = reader.read(&mut bytes) {
            kept.0.lock().expect("no reader panics").push_str(&String::from_utf8_lossy(&bytes[..count]));
        }
    });
    let mut keys = terminal.master.take_writer().expect("a writer");
    written.wait_for("Nothing has happened yet");
    keys.write_all(b"j").expect("the stepper listens");
    written.wait_for("Main script");
    keys.write_all(b"/timeout\r").expect("the stepper listens");
    written.wait_for("prints");
    keys.write_all(b"q").expect("the stepper listens");
    let status = child.wait().expect("the stepper ends");
    reading.join().expect("no reader panics");
    assert!(status.success(), "{status:?}");
    let written = written.text();
    // Leave the alternate screen, show the cursor.
    assert!(written.contains("\u{1b}[?1049l") && written.contains("\u{1b}[?25h"), "{written:?}");
}

#[test]
fn without_a_terminal_there_is_one_clear_message() {
    let output = Command::new(env!("CARGO_BIN_EXE_loopscope")).args(["step", PROGRAM]).output().expect("it starts");
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(message.contains("found no terminal") && message.lines().count() == 1, "{message}");
}
