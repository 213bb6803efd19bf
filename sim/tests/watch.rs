//! Watches of files, against what Node 20 was told on a real Linux: `d` is the watched directory's log, `f` that of the
//! file `d/f` in it. Each line is one call, or a few that belong together, and what both were told of it.
#![expect(clippy::unwrap_used, reason = "a watch that does not begin fails the test")]

use loopscope_engine::clock::WallTime;
use loopscope_engine::os::file::{FilePath, Mode, OpenFlags};
use loopscope_engine::os::{ChangeKind, Errno, FileCall, Os, PollTimeout, Ready, WatchId, Work};
use loopscope_sim::{Options, World};

fn write(path: &str, text: &str, how: OpenFlags) -> FileCall {
    let flags = OpenFlags::WRITE_ONLY.with(OpenFlags::CREATE).with(how);
    FileCall::WriteWhole { path: path.into(), flags, mode: Mode(0o666), bytes: text.into(), flush: false }
}

fn put(path: &str, text: &str) -> FileCall {
    write(path, text, OpenFlags::TRUNCATE)
}

fn rename(from: &str, to: &str) -> FileCall {
    FileCall::Rename { from: from.into(), to: to.into() }
}

fn mkdir(path: &str) -> FileCall {
    FileCall::Mkdir { path: path.into(), mode: Mode(0o777) }
}

fn unlink(path: &str) -> FileCall {
    FileCall::Unlink { path: path.into() }
}

struct Watched {
    os: Box<dyn Os>,
    directory: WatchId,
    file: WatchId,
}

impl Watched {
    fn new() -> Self {
        let (_clock, mut os) = World::new(Options::default()).main_thread();
        for call in [FileCall::Chdir { path: "/tmp".into() }, mkdir("d"), put("d/f", "x"), put("g", "1")] {
            os.run(Work::File(call)).unwrap();
        }
        let directory = os.watch(&"d".into()).unwrap();
        let file = os.watch(&"d/f".into()).unwrap();
        Self { os, directory, file }
    }

    /// Makes the calls, polls, and shows what the watches were told.
    fn told(&mut self, calls: Vec<FileCall>) -> String {
        for call in calls {
            self.os.run(Work::File(call)).unwrap();
        }
        let mut ready = Vec::new();
        self.os.poll(PollTimeout::Now, &mut ready);
        let show = |ready: &Ready| match ready {
            Ready::Changed(id, change) => {
                let watch = if *id == self.directory { 'd' } else { 'f' };
                let kind = match change.kind {
                    ChangeKind::Rename => "rename",
                    ChangeKind::Change => "change",
                };
                format!("{watch}:{kind}:{}", change.name)
            }
            other => panic!("no change: {other:?}"),
        };
        ready.iter().map(show).collect::<Vec<_>>().join(" ")
    }
}

#[test]
fn changes_are_told_as_on_linux() {
    let mut watched = Watched::new();
    let time = WallTime::from_ns(1_000_000_000);
    let utimes = FileCall::Utimes { path: "d/f".into(), accessed: time, modified: time };
    let symlink = FileCall::Symlink { target: "f".into(), path: "d/l".into() };
    let link = FileCall::Link { from: "d/f".into(), to: "d/h".into() };
    let claims: Vec<(Vec<FileCall>, &str)> = vec![
        (vec![put("d/new", "")], "d:rename:new"),
        (vec![put("d/f", "yy")], "d:change:f f:change:f d:change:f f:change:f"),
        (vec![write("d/f", "z", OpenFlags::APPEND)], "d:change:f f:change:f"),
        (vec![FileCall::Truncate { path: "d/f".into(), len: 0 }], "d:change:f f:change:f"),
        (vec![FileCall::Chmod { path: "d/f".into(), mode: Mode(0o600) }], "d:change:f f:change:f"),
        (vec![utimes], "d:change:f f:change:f"),
        (vec![mkdir("d/sub")], "d:rename:sub"),
        (vec![symlink], "d:rename:l"),
        (vec![link], "f:change:f d:rename:h"),
        (vec![rename("g", "d/g")], "d:rename:g"),
        (vec![rename("d/g", "d/g2")], "d:rename:g d:rename:g2"),
        (vec![rename("d/g2", "g")], "d:rename:g2"),
        (vec![unlink("d/h")], "f:change:f d:rename:h"),
        (
            vec![put("d/t", "t"), rename("d/t", "d/f")],
            "d:rename:t d:change:t d:rename:t d:rename:f f:change:f f:rename:f f:rename:f",
        ),
        (vec![unlink("d/f")], "d:rename:f"),
        (vec![FileCall::Rmdir { path: "d/sub".into() }], "d:rename:sub"),
        (
            vec![unlink("d/l"), unlink("d/new"), FileCall::Rmdir { path: "d".into() }],
            "d:rename:l d:rename:new d:rename:d d:rename:d",
        ),
    ];
    for (calls, expected) in claims {
        let label = format!("{calls:?}");
        assert_eq!(watched.told(calls), expected, "{label}");
    }
}

#[test]
fn equal_changes_that_nobody_has_read_are_told_once() {
    let mut watched = Watched::new();
    watched.os.unwatch(watched.file);
    assert_eq!(watched.told(vec![put("d/f", "1"), put("d/f", "2")]), "d:change:f");
    assert_eq!(watched.told(vec![put("d/f", "3")]), "d:change:f");
}

#[test]
fn an_ended_watch_is_silent() {
    let mut watched = Watched::new();
    let append = || write("d/f", "z", OpenFlags::APPEND);
    watched.os.run(Work::File(append())).unwrap();
    watched.os.unwatch(watched.directory);
    assert_eq!(watched.told(vec![append()]), "f:change:f");
}

#[test]
fn a_change_by_the_pool_wakes_the_loop() {
    let mut watched = Watched::new();
    let job = watched.os.queue(Work::File(FileCall::Unlink { path: "d/f".into() }));
    let mut ready = Vec::new();
    watched.os.poll(PollTimeout::Forever, &mut ready);
    // The change precedes the completion that it is part of.
    assert!(matches!(ready.first(), Some(Ready::Changed(..))), "{ready:?}");
    assert_eq!(ready.last().and_then(Ready::work), Some(job));
}

#[test]
fn what_cannot_be_read_cannot_be_watched() {
    let mut watched = Watched::new();
    let watch = |watched: &mut Watched, path: &str| watched.os.watch(&FilePath::from(path)).err();
    assert_eq!(watch(&mut watched, "gone"), Some(Errno::ENOENT));
    assert_eq!(watch(&mut watched, "d/f/x"), Some(Errno::ENOTDIR));
    watched.os.run(Work::File(FileCall::Chmod { path: "g".into(), mode: Mode(0) })).unwrap();
    assert_eq!(watch(&mut watched, "g"), Some(Errno::EACCES));
}
