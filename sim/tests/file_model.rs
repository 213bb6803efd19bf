//! The simulated files against a small model: what a program wrote is what it reads, whatever it does between.
//!
//! The model knows names and bytes and nothing else: a file is a number, a name leads to one, a directory is a set of
//! names. Programs make, write, append, cut, link, move, remove and read; after every step the tree is listed and
//! compared. Errors are not the model's business (`files/` compares those with Linux): what the simulation refuses, the
//! model leaves out.

use loopscope_engine::os::file::{DirEntry, FilePath, FileType, Mode, OpenFlags};
use loopscope_engine::os::{Errno, FileCall, FileReply, Os, Reply, Work};
use loopscope_sim::{Options, World};
use proptest::prelude::*;
use std::collections::BTreeMap;

#[derive(Clone, Debug)]
enum Step {
    Mkdir(Name),
    Write(Name, Vec<u8>),
    Append(Name, Vec<u8>),
    Truncate(Name, u8),
    Link(Name, Name),
    Rename(Name, Name),
    Copy(Name, Name),
    Remove(Name),
}

/// A path of one or two names.
type Name = (Option<char>, char);

fn name() -> impl Strategy<Value = Name> {
    (prop::option::of(prop::sample::select(vec!['a', 'b'])), prop::sample::select(vec!['a', 'b', 'c']))
}

fn path(name: &Name) -> String {
    match name {
        (Some(folder), file) => format!("/tmp/{folder}/{file}"),
        (None, file) => format!("/tmp/{file}"),
    }
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let bytes = || prop::collection::vec(any::<u8>(), 0..5);
    let step = prop_oneof![
        name().prop_map(Step::Mkdir),
        (name(), bytes()).prop_map(|(name, bytes)| Step::Write(name, bytes)),
        (name(), bytes()).prop_map(|(name, bytes)| Step::Append(name, bytes)),
        (name(), any::<u8>()).prop_map(|(name, len)| Step::Truncate(name, len)),
        (name(), name()).prop_map(|(from, to)| Step::Link(from, to)),
        (name(), name()).prop_map(|(from, to)| Step::Rename(from, to)),
        (name(), name()).prop_map(|(from, to)| Step::Copy(from, to)),
        name().prop_map(Step::Remove),
    ];
    prop::collection::vec(step, 0..40)
}

fn write(name: &Name, bytes: &[u8], how: OpenFlags) -> FileCall {
    let flags = OpenFlags::WRITE_ONLY.with(OpenFlags::CREATE).with(how);
    FileCall::WriteWhole { path: path(name).into(), flags, mode: Mode(0o666), bytes: bytes.to_vec(), flush: false }
}

fn call(os: &mut dyn Os, call: FileCall) -> Result<FileReply, Errno> {
    match os.run(Work::File(call))? {
        Reply::File(reply) => Ok(reply),
        other => panic!("no file's reply: {other:?}"),
    }
}

/// A path with what it leads to: a file's bytes and how many names it has, nothing for a directory.
type Listed = (String, Option<(Vec<u8>, u64)>);

/// What a name leads to.
#[derive(Clone, Debug, PartialEq)]
enum Node {
    Folder,
    /// The number of a file.
    File(usize),
}

/// Names and bytes.
#[derive(Debug, Default)]
struct Model {
    names: BTreeMap<String, Node>,
    files: Vec<Vec<u8>>,
}

impl Model {
    fn file(&mut self, name: &Name) -> &mut Vec<u8> {
        let number = match self.names.get(&path(name)) {
            Some(Node::File(number)) => *number,
            _ => {
                self.files.push(Vec::new());
                self.files.len() - 1
            }
        };
        self.names.insert(path(name), Node::File(number));
        &mut self.files[number]
    }

    /// Moves a name and all below it.
    fn rename(&mut self, from: &Name, to: &Name) {
        let (from, to) = (path(from), path(to));
        // `rename(2)`: two names of one file stay as they are.
        if self.names.get(&from) == self.names.get(&to) && matches!(self.names.get(&from), Some(Node::File(_))) {
            return;
        }
        let moved: Vec<String> =
            self.names.keys().filter(|name| **name == from || name.starts_with(&format!("{from}/"))).cloned().collect();
        for name in moved {
            if let Some(node) = self.names.remove(&name) {
                self.names.insert(name.replacen(&from, &to, 1), node);
            }
        }
    }

    /// False for what changes something though it fails: libuv removes the target of a copy that cannot be made.
    fn foresees(&self, step: &Step) -> bool {
        !matches!(step, Step::Copy(from, _) if self.names.get(&path(from)) == Some(&Node::Folder))
    }

    /// Repeats what the simulation has done.
    fn apply(&mut self, step: &Step) {
        match step {
            Step::Mkdir(name) => drop(self.names.insert(path(name), Node::Folder)),
            Step::Write(name, bytes) => *self.file(name) = bytes.clone(),
            Step::Append(name, bytes) => self.file(name).extend(bytes),
            Step::Truncate(name, len) => self.file(name).resize(usize::from(*len), 0),
            Step::Link(from, to) => drop(self.names.insert(path(to), self.names[&path(from)].clone())),
            Step::Rename(from, to) => self.rename(from, to),
            Step::Copy(from, to) => {
                let bytes = self.file(from).clone();
                *self.file(to) = bytes;
            }
            Step::Remove(name) => drop(self.names.remove(&path(name))),
        }
    }

    /// All names below `/tmp` with what they hold, and how many names each file has.
    fn list(&self) -> Vec<Listed> {
        let links = |number: &usize| self.names.values().filter(|node| **node == Node::File(*number)).count() as u64;
        let entry = |(name, node): (&String, &Node)| match node {
            Node::Folder => (name.clone(), None),
            Node::File(number) => (name.clone(), Some((self.files[*number].clone(), links(number)))),
        };
        self.names.iter().map(entry).collect()
    }
}

/// Does the step; an error is an answer, too.
fn perform(os: &mut dyn Os, step: &Step) -> Result<FileReply, Errno> {
    let p = |name: &Name| FilePath::from(path(name));
    let wanted = match step {
        Step::Mkdir(name) => FileCall::Mkdir { path: p(name), mode: Mode(0o777) },
        Step::Write(name, bytes) => write(name, bytes, OpenFlags::TRUNCATE),
        Step::Append(name, bytes) => write(name, bytes, OpenFlags::APPEND),
        Step::Truncate(name, len) => FileCall::Truncate { path: p(name), len: u64::from(*len) },
        Step::Link(from, to) => FileCall::Link { from: p(from), to: p(to) },
        Step::Rename(from, to) => FileCall::Rename { from: p(from), to: p(to) },
        Step::Copy(from, to) => FileCall::CopyFile { from: p(from), to: p(to), exclusive: false },
        Step::Remove(name) => match call(os, FileCall::Unlink { path: p(name) }) {
            Err(Errno::EISDIR) => FileCall::Rmdir { path: p(name) },
            answer => return answer,
        },
    };
    call(os, wanted)
}

/// All names below `folder` with what they hold, and how many names each file has, sorted by path.
fn listed(os: &mut dyn Os, folder: &str) -> Vec<Listed> {
    let Ok(FileReply::Entries(entries)) = call(os, FileCall::Readdir { path: folder.into() }) else {
        panic!("{folder} is not listed")
    };
    assert!(entries.is_sorted_by(|left, right| left.name < right.name), "{entries:?}");
    let mut all = Vec::new();
    for DirEntry { name, kind } in entries {
        let path = format!("{folder}/{name}");
        if kind == FileType::Directory {
            all.push((path.clone(), None));
            all.extend(listed(os, &path));
            continue;
        }
        let read = FileCall::ReadWhole { path: path.as_str().into(), flags: OpenFlags::READ_ONLY, limit: 1_000 };
        let stat = call(os, FileCall::Stat { path: path.as_str().into() });
        match (call(os, read), stat) {
            (Ok(FileReply::Whole(bytes)), Ok(FileReply::Stat(stat))) => {
                assert_eq!(stat.size, bytes.len() as u64);
                all.push((path, Some((bytes, stat.nlink))));
            }
            answers => panic!("{path}: {answers:?}"),
        }
    }
    all.sort();
    all
}

proptest! {
    #[test]
    fn what_was_written_is_what_is_read(steps in steps()) {
        let (_clock, mut os) = World::new(Options::default()).main_thread();
        let mut model = Model::default();
        for step in &steps {
            if !model.foresees(step) {
                continue;
            }
            if perform(&mut *os, step).is_ok() {
                model.apply(step);
            }
            prop_assert_eq!(listed(&mut *os, "/tmp"), model.list(), "after {:?}", step);
        }
    }
}
