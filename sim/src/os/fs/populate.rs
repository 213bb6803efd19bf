//! What a fresh machine holds: the folders and files that programs expect, and the texts of `/proc`.

use super::inode::{Content, Device, InodeId, Node, ProcFile, Volume};
use super::mount::Mount;
use super::process::{OpenFile, Owner, ProcessFiles};
use super::tree::{self, ROOT, Tree};
use super::watch::Watches;
use super::{FileSystem, HostFolder};
use loopscope_engine::clock::WallTime;
use loopscope_engine::os::Errno;
use loopscope_engine::os::file::{FilePath, OpenFlags};

/// How large the disk is. Enough for a program's files, and little enough that a program which fills it is told so
/// (`ENOSPC`) before the host has to give its memory.
const DISK_BYTES: u64 = 1 << 30;

/// The number of the first process; `/proc/self` leads there.
pub(crate) const PID: u32 = 4_242;

/// Files of the system with their texts.
const TEXTS: &[(&str, &str)] = &[
    ("/etc/hostname", "loopscope\n"),
    ("/etc/hosts", "127.0.0.1\tlocalhost\n::1\tlocalhost\n127.0.1.1\tloopscope\n"),
    ("/etc/passwd", "root:x:0:0:root:/root:/bin/sh\nuser:x:1000:1000:user:/home/user:/bin/sh\n"),
    ("/etc/group", "root:x:0:\nuser:x:1000:\n"),
    ("/etc/resolv.conf", "nameserver 192.0.2.53\n"),
    ("/etc/os-release", "NAME=\"Loopscope\"\nID=loopscope\nPRETTY_NAME=\"Loopscope simulated Linux\"\n"),
];

/// Commands of the machine, which lie in `/usr/bin`. Whoever looks finds them there; what they do is told in
/// `engine/src/node/internal/commands.js`.
const COMMANDS: &[&str] = &[
    "bash", "cat", "dash", "echo", "env", "false", "head", "ls", "printenv", "printf", "pwd", "sh", "sleep", "true",
    "wc", "which",
];

/// Folders that belong to the system.
const FOLDERS: &[&str] = &[
    "/dev",
    "/etc",
    "/home",
    "/opt",
    "/proc",
    "/proc/self",
    "/root",
    "/run",
    "/usr",
    "/usr/bin",
    "/usr/lib",
    "/usr/local",
    "/usr/local/bin",
    "/usr/local/lib",
    "/var",
    "/var/log",
];

/// Devices by name. `/dev/random` and `/dev/urandom` give the same since Linux 5.6.
const DEVICES: &[(&str, Device)] = &[
    ("/dev/null", Device::Null),
    ("/dev/zero", Device::Zero),
    ("/dev/full", Device::Full),
    ("/dev/random", Device::Random),
    ("/dev/urandom", Device::Random),
    ("/dev/tty", Device::Tty),
];

/// The standard streams by name; each name opens the process's own pipe again.
const STREAMS: &[(&str, i32)] = &[("/dev/stdin", 0), ("/dev/stdout", 1), ("/dev/stderr", 2)];

/// Files of `/proc` by name.
const PROC_FILES: &[(&str, ProcFile)] = &[
    ("/proc/cpuinfo", ProcFile::CpuInfo),
    ("/proc/meminfo", ProcFile::MemInfo),
    ("/proc/uptime", ProcFile::Uptime),
    ("/proc/version", ProcFile::Version),
    ("/proc/self/cmdline", ProcFile::CommandLine),
    ("/proc/self/comm", ProcFile::CommandName),
    ("/proc/self/status", ProcFile::Status),
];

/// The text of a file of `/proc`. A kernel makes it when the file is opened; here it is always the same.
pub(super) fn text_of(file: ProcFile) -> Vec<u8> {
    let text = match file {
        ProcFile::CpuInfo => "processor\t: 0\nmodel name\t: Loopscope simulated processor\n".to_owned(),
        ProcFile::MemInfo => "MemTotal:        8388608 kB\nMemFree:         6291456 kB\n".to_owned(),
        ProcFile::Uptime => "3600.00 14000.00\n".to_owned(),
        ProcFile::Version => "Linux version 6.1.0-loopscope (simulated)\n".to_owned(),
        ProcFile::CommandLine => "/usr/local/bin/node\0".to_owned(),
        ProcFile::CommandName => "node\n".to_owned(),
        ProcFile::Status => format!("Name:\tnode\nState:\tR (running)\nPid:\t{PID}\nUid:\t1000\t1000\t1000\t1000\n"),
    };
    text.into_bytes()
}

impl FileSystem {
    /// The files of a fresh machine, all dated `born`, with `folder` at `/app`.
    pub(crate) fn new(folder: Option<Box<dyn HostFolder>>, stdin: Vec<u8>, born: WallTime) -> Self {
        let mut files = Self {
            tree: Tree::new(DISK_BYTES, born),
            mount: Mount::new(folder, born),
            watches: Watches::default(),
            stdin,
            output: Vec::new(),
        };
        for path in FOLDERS {
            files.plant(path, tree::directory(ROOT), 0o755, Owner::ROOT, born);
        }
        files.plant("/tmp", tree::directory(ROOT), 0o1777, Owner::ROOT, born);
        files.plant("/home/user", tree::directory(ROOT), 0o755, Owner::USER, born);
        for (path, text) in TEXTS {
            files.plant(path, Node::File(Content::Own(text.as_bytes().to_vec())), 0o644, Owner::ROOT, born);
        }
        files.plant("/bin", Node::Symlink(FilePath::from("usr/bin")), 0o777, Owner::ROOT, born);
        // A program may look at its own executable and at commands, but their bytes are none of the simulation's.
        let commands = COMMANDS.iter().map(|name| format!("/usr/bin/{name}"));
        for path in commands.chain(["/usr/local/bin/node".to_owned()]) {
            files.plant(&path, Node::File(Content::Own(Vec::new())), 0o755, Owner::ROOT, born);
        }
        for (path, device) in DEVICES {
            files.plant(path, Node::Device(*device), 0o666, Owner::ROOT, born);
        }
        for (path, fd) in STREAMS {
            files.plant(path, Node::Stream(*fd), 0o600, Owner::USER, born);
        }
        for (path, file) in PROC_FILES {
            files.plant(path, Node::Proc(*file), 0o444, Owner::ROOT, born);
        }
        let mut app = tree::directory(ROOT);
        if let Node::Directory(directory) = &mut app {
            directory.unlisted = Some(FilePath::default());
            directory.is_mount_point = true;
        }
        files.plant("/app", app, 0o755, Owner::USER, born);
        files
    }

    /// Adds a file whose folder exists already.
    fn plant(&mut self, path: &str, node: Node, permissions: u32, owner: Owner, born: WallTime) {
        let volume = match path {
            path if path.starts_with("/dev") => Volume::Devices,
            path if path.starts_with("/proc") => Volume::Proc,
            path if path.starts_with("/app") => Volume::App,
            _ => Volume::Root,
        };
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let parent = self.planted(folder);
        let id = self.tree.add(node, permissions, owner, volume, born);
        // OK because every folder stands before its files in the lists above.
        let _ = self.tree.enter(parent, name.as_bytes().to_vec(), id, born);
    }

    /// The inode of a path of this file's lists.
    fn planted(&self, path: &str) -> InodeId {
        let names = path.split('/').filter(|name| !name.is_empty());
        names.fold(ROOT, |id, name| {
            let entries = self.tree.directory(id).map(|directory| &directory.entries);
            entries.ok().and_then(|entries| entries.get(name.as_bytes())).copied().unwrap_or(ROOT)
        })
    }

    /// Puts `/dev/null` behind a descriptor of a process's start.
    pub(crate) fn open_null(&mut self, own: &mut ProcessFiles, fd: i32) {
        let inode = self.planted("/dev/null");
        self.tree.get_mut(inode).opened += 1;
        let path = FilePath::from("/dev/null");
        let flags = OpenFlags::READ_WRITE;
        own.inherit(fd, OpenFile { inode, flags, offset: 0, path, entry: None, text: None, listing: None });
    }

    /// Puts a file of another process behind a descriptor of a process's start. `EBADF`.
    pub(crate) fn share(
        &mut self,
        from: &ProcessFiles,
        shared: i32,
        own: &mut ProcessFiles,
        fd: i32,
    ) -> Result<(), Errno> {
        let file = from.get(shared)?;
        let (inode, flags, offset, path) = (file.inode, file.flags, file.offset, file.path.clone());
        let (entry, text) = (file.entry.clone(), file.text.clone());
        self.tree.get_mut(inode).opened += 1;
        own.inherit(fd, OpenFile { inode, flags, offset, path, entry, text, listing: None });
        Ok(())
    }

    /// Whether what is written to a descriptor is the output of the whole run.
    pub(crate) fn is_output(&self, own: &ProcessFiles, fd: i32) -> bool {
        own.get(fd).is_ok_and(|file| matches!(self.tree.get(file.inode).node, Node::Stream(_)))
    }

    /// Gives a process its standard streams and puts it into `/app`.
    pub(crate) fn start_process(&mut self, own: &mut ProcessFiles) {
        own.cwd = self.planted("/app");
        for (path, fd) in STREAMS {
            let flags = if *fd == 0 { OpenFlags::READ_ONLY } else { OpenFlags::WRITE_ONLY };
            let inode = self.planted(path);
            self.tree.get_mut(inode).opened += 1;
            let path = FilePath::from(*path);
            own.inherit(*fd, OpenFile { inode, flags, offset: 0, path, entry: None, text: None, listing: None });
        }
    }
}
