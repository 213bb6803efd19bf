//! The host's folder at `/app`: seen as it is, read when needed, never changed.

use loopscope_engine::os::file::{DirEntry, FilePath, FileType, Mode, OpenFlags};
use loopscope_engine::os::{Errno, FileCall, FileReply, Os, Reply, Work};
use loopscope_sim::{HostEntry, HostFolder, HostKind, Options, World};
use std::sync::{Arc, Mutex};

/// A host's folder that notes what it is asked.
#[derive(Clone, Default)]
struct Folder {
    asked: Arc<Mutex<Vec<String>>>,
}

impl Folder {
    fn note(&self, what: String) {
        self.asked.lock().expect("nobody panics with it").push(what);
    }
}

fn file(name: &str, len: u64) -> HostEntry {
    HostEntry { name: name.into(), kind: HostKind::File { len, is_executable: false } }
}

impl HostFolder for Folder {
    fn list(&mut self, path: &FilePath) -> Result<Vec<HostEntry>, Errno> {
        self.note(format!("list {path}"));
        match path.to_string().as_str() {
            "" => Ok(vec![
                file("z.js", 1),
                HostEntry { name: "lib".into(), kind: HostKind::Directory },
                file("a.js", 5),
                HostEntry { name: "to-z".into(), kind: HostKind::Symlink("z.js".into()) },
                HostEntry { name: "out".into(), kind: HostKind::Symlink("/etc/shadow".into()) },
            ]),
            "lib" => Ok(vec![file("deep.js", 3)]),
            _ => Err(Errno::ENOENT),
        }
    }

    fn read(&mut self, path: &FilePath) -> Result<Arc<[u8]>, Errno> {
        self.note(format!("read {path}"));
        match path.to_string().as_str() {
            "a.js" => Ok(Arc::from(*b"hello")),
            "lib/deep.js" => Ok(Arc::from(*b"xyz")),
            _ => Err(Errno::EIO),
        }
    }
}

fn machine() -> (World, Box<dyn Os>, Folder) {
    let folder = Folder::default();
    let world = World::new(Options { mount: Some(Box::new(folder.clone())), ..Options::default() });
    let (_clock, os) = world.main_thread();
    (world, os, folder)
}

fn call(os: &mut dyn Os, call: FileCall) -> Result<FileReply, Errno> {
    match os.run(Work::File(call))? {
        Reply::File(reply) => Ok(reply),
        other => panic!("no file's reply: {other:?}"),
    }
}

fn read(os: &mut dyn Os, path: &str) -> Result<FileReply, Errno> {
    call(os, FileCall::ReadWhole { path: path.into(), flags: OpenFlags::READ_ONLY, limit: 1_000 })
}

fn write(os: &mut dyn Os, path: &str, text: &str) -> Result<FileReply, Errno> {
    let flags = OpenFlags::WRITE_ONLY.with(OpenFlags::CREATE).with(OpenFlags::APPEND);
    let (path, bytes) = (path.into(), text.into());
    call(os, FileCall::WriteWhole { path, flags, mode: Mode(0o666), bytes, flush: false })
}

fn bytes(text: &str) -> Result<FileReply, Errno> {
    Ok(FileReply::Whole(text.into()))
}

#[test]
fn names_come_sorted_whatever_order_the_host_has() {
    let (_world, mut os, _folder) = machine();
    let entry = |name: &str, kind| DirEntry { name: name.into(), kind };
    let listed = call(&mut *os, FileCall::Readdir { path: "/app".into() });
    let expected = vec![
        entry("a.js", FileType::File),
        entry("lib", FileType::Directory),
        entry("out", FileType::Symlink),
        entry("to-z", FileType::Symlink),
        entry("z.js", FileType::File),
    ];
    assert_eq!(listed, Ok(FileReply::Entries(expected)));
}

#[test]
fn the_host_is_asked_for_nothing_that_the_program_does_not_touch() {
    let (world, mut os, folder) = machine();
    assert_eq!(read(&mut *os, "a.js"), bytes("hello"));
    assert_eq!(read(&mut *os, "/app/a.js"), bytes("hello"));
    assert_eq!(*folder.asked.lock().expect("nobody panics with it"), ["list ", "read a.js"]);
    let files: Vec<_> = world.mounted_files().into_iter().map(|file| (file.path.to_string(), file.len)).collect();
    assert_eq!(files, [("a.js".to_owned(), 5)]);
}

#[test]
fn what_is_written_stays_in_the_machine() {
    let (_world, mut os, folder) = machine();
    assert_eq!(write(&mut *os, "/app/lib/deep.js", "!"), Ok(FileReply::Done));
    assert_eq!(read(&mut *os, "/app/lib/deep.js"), bytes("xyz!"));
    assert_eq!(read(&mut *machine().1, "/app/lib/deep.js"), bytes("xyz"));
    assert_eq!(*folder.asked.lock().expect("nobody panics with it"), ["list ", "list lib", "read lib/deep.js"]);
}

#[test]
fn a_mounted_file_can_be_removed_and_moved_within_the_mount() {
    let (_world, mut os, _folder) = machine();
    let rename = |from: &str, to: &str| FileCall::Rename { from: from.into(), to: to.into() };
    assert_eq!(call(&mut *os, rename("/app/lib", "/app/src")), Ok(FileReply::Done));
    assert_eq!(read(&mut *os, "/app/src/deep.js"), bytes("xyz"));
    assert_eq!(call(&mut *os, rename("/app/a.js", "/tmp/a.js")), Err(Errno::EXDEV));
    assert_eq!(call(&mut *os, FileCall::Unlink { path: "/app/a.js".into() }), Ok(FileReply::Done));
    assert_eq!(read(&mut *os, "/app/a.js"), Err(Errno::ENOENT));
}

#[test]
fn links_lead_within_the_machine_and_not_to_the_host() {
    let (_world, mut os, _folder) = machine();
    assert_eq!(read(&mut *os, "/app/out"), Err(Errno::ENOENT));
    let target = call(&mut *os, FileCall::Realpath { path: "/app/to-z".into() });
    assert_eq!(target, Ok(FileReply::Path("/app/z.js".into())));
}

#[test]
fn a_file_that_the_host_cannot_read_is_an_error_of_the_read() {
    let (_world, mut os, _folder) = machine();
    assert_eq!(read(&mut *os, "/app/z.js"), Err(Errno::EIO));
}
