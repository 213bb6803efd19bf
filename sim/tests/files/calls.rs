//! File calls as lines that a shell would understand, and their answers as text.

use loopscope_engine::clock::WallTime;
use loopscope_engine::os::file::{FilePath, FileType, Mode, OpenFlags};
use loopscope_engine::os::{FileCall, FileReply, Os, Reply, Work};

/// What every list finds; the first line makes its folder.
pub(crate) const SETUP: &[&str] = &[
    "mkdtemp /tmp/t-",
    "mkdir d",
    "mkdir full",
    "put full/x 1",
    "put f x",
    "symlink d ld",
    "symlink f lf",
    "symlink nowhere dangling",
    "symlink loop loop",
];

fn flags(text: &str) -> OpenFlags {
    let create = OpenFlags::CREATE.with(OpenFlags::WRITE_ONLY);
    match text {
        "r" => OpenFlags::READ_ONLY,
        "r+" => OpenFlags::READ_WRITE,
        "w" => create.with(OpenFlags::TRUNCATE),
        "wx" => create.with(OpenFlags::TRUNCATE).with(OpenFlags::EXCLUSIVE),
        "w+" => OpenFlags::CREATE.with(OpenFlags::READ_WRITE).with(OpenFlags::TRUNCATE),
        "a" => create.with(OpenFlags::APPEND),
        "a+" => OpenFlags::CREATE.with(OpenFlags::READ_WRITE).with(OpenFlags::APPEND),
        "O_NOFOLLOW" => OpenFlags::NO_FOLLOW,
        "O_DIRECTORY" => OpenFlags::DIRECTORY,
        other => panic!("no such flags: {other}"),
    }
}

/// The call that a line stands for.
fn parse(line: &str) -> FileCall {
    let words: Vec<&str> = line.split(' ').collect();
    let word = |index: usize| words.get(index).copied().unwrap_or_default();
    let path = |index: usize| FilePath::from(word(index));
    let number = |index: usize| word(index).parse::<u64>().unwrap();
    let fd = || word(1).parse::<i32>().unwrap();
    let position = |index: usize| words.get(index).map(|text| text.parse().unwrap());
    let mode = |index: usize| Mode(words.get(index).map_or(0o777, |text| u32::from_str_radix(text, 8).unwrap()));
    match word(0) {
        "open" => FileCall::Open { path: path(1), flags: flags(word(2)), mode: Mode(0o666) },
        "close" => FileCall::Close { fd: fd() },
        "read" => FileCall::Read { fd: fd(), len: number(2) as usize, position: position(3) },
        "write" => FileCall::Write { fd: fd(), bytes: word(2).into(), position: position(3) },
        "stat" => FileCall::Stat { path: path(1) },
        "lstat" => FileCall::Lstat { path: path(1) },
        "access" => FileCall::Access { path: path(1), mode: number(2) as u32 },
        "ls" => FileCall::Readdir { path: path(1) },
        "mkdir" => FileCall::Mkdir { path: path(1), mode: mode(2) },
        "mkdtemp" => FileCall::Mkdtemp { prefix: path(1) },
        "rmdir" => FileCall::Rmdir { path: path(1) },
        "unlink" => FileCall::Unlink { path: path(1) },
        "rename" => FileCall::Rename { from: path(1), to: path(2) },
        "link" => FileCall::Link { from: path(1), to: path(2) },
        "symlink" => FileCall::Symlink { target: path(1), path: path(2) },
        "readlink" => FileCall::Readlink { path: path(1) },
        "realpath" => FileCall::Realpath { path: path(1) },
        "chmod" => FileCall::Chmod { path: path(1), mode: mode(2) },
        "chown" => FileCall::Chown { path: path(1), uid: position(2).map(|uid| uid as u32), gid: None },
        "utimes" => FileCall::Utimes { path: path(1), accessed: seconds(number(2)), modified: seconds(number(3)) },
        "lutimes" => FileCall::Lutimes { path: path(1), accessed: seconds(number(2)), modified: seconds(number(3)) },
        "truncate" => FileCall::Truncate { path: path(1), len: number(2) },
        "ftruncate" => FileCall::Ftruncate { fd: fd(), len: number(2) },
        "fsync" => FileCall::Fsync { fd: fd() },
        "cp" => FileCall::CopyFile { from: path(1), to: path(2), exclusive: word(3) == "excl" },
        "put" => FileCall::WriteWhole {
            path: path(1),
            flags: flags("w"),
            mode: Mode(0o666),
            bytes: word(2).into(),
            flush: false,
        },
        "get" => FileCall::ReadWhole { path: path(1), flags: flags("r"), limit: 100 },
        "cd" => FileCall::Chdir { path: path(1) },
        "pwd" => FileCall::Getcwd,
        "umask" => FileCall::Umask { mask: Some(mode(1)) },
        other => panic!("no such call: {other}"),
    }
}

fn seconds(seconds: u64) -> WallTime {
    WallTime::from_ns(i64::try_from(seconds).unwrap() * 1_000_000_000)
}

fn show(reply: &FileReply) -> String {
    match reply {
        FileReply::Done => "ok".to_owned(),
        FileReply::Fd(fd) => format!("fd {fd}"),
        FileReply::Count(count) => format!("{count} bytes"),
        FileReply::Bytes(bytes) | FileReply::Whole(bytes) => format!("{:?}", String::from_utf8_lossy(bytes)),
        FileReply::Stat(stat) => {
            let kind = match stat.mode.0 & Mode::TYPE.0 {
                kind if kind == Mode::DIRECTORY.0 => "directory",
                kind if kind == Mode::SYMLINK.0 => "link",
                kind if kind == Mode::FILE.0 => "file",
                _ => "other",
            };
            let (mode, nlink, size) = (stat.mode.permissions(), stat.nlink, stat.size);
            match kind {
                "directory" => format!("directory {mode:o} nlink {nlink}"),
                _ => format!("{kind} {mode:o} nlink {nlink} size {size}"),
            }
        }
        FileReply::StatFs(_) => "statfs".to_owned(),
        FileReply::Entries(entries) => {
            let mark = |kind| match kind {
                FileType::Directory => "/",
                FileType::Symlink => "@",
                _ => "",
            };
            let names: Vec<String> =
                entries.iter().map(|entry| format!("{}{}", entry.name, mark(entry.kind))).collect();
            names.join(" ")
        }
        FileReply::Path(path) => path.to_string(),
        FileReply::Mask(mask) => format!("{:o}", mask.0),
        FileReply::Opened { fd, stat } => format!("fd {fd} size {}", stat.size),
    }
}

/// What the operating system answers to a line.
pub(crate) fn answer(os: &mut dyn Os, line: &str) -> String {
    match os.run(Work::File(parse(line))) {
        Ok(Reply::File(reply)) => show(&reply),
        Ok(other) => panic!("no file's reply: {other:?}"),
        Err(errno) => errno.name().to_owned(),
    }
}
