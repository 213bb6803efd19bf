//! `internalBinding('fs_ops')`: file calls. <https://nodejs.org/api/fs.html>
//!
//! The last argument of each function says how the call is made: `false` runs it on this thread and gives its result
//! or libuv's negative error number; `true` queues it for the thread pool and gives the request's id, with which
//! `onRequestDone` reports the same result later.
//!
//! What `read` gives is how many bytes it has read: they wait in the engine until `takeRead` puts them where they belong.

use super::super::convert;
use super::super::state::State;
use super::super::watch::Stack;
use super::{Op, number, ops, reply};
use crate::clock::WallTime;
use crate::os::file::{FilePath, Mode, OpenFlags, Stat};
use crate::os::{FileCall, FileReply, Work};

/// Reads the arguments of one call, in order.
struct Arguments<'a, 's, 'i> {
    scope: &'a mut v8::PinScope<'s, 'i>,
    args: v8::FunctionCallbackArguments<'s>,
    next: i32,
}

impl<'s> Arguments<'_, 's, '_> {
    fn value(&mut self) -> v8::Local<'s, v8::Value> {
        self.next += 1;
        self.args.get(self.next - 1)
    }

    fn path(&mut self) -> FilePath {
        let value = self.value();
        convert::bytes(value).map_or_else(|| FilePath::from(convert::text(self.scope, value)), FilePath::from)
    }

    fn bytes(&mut self) -> Vec<u8> {
        let value = self.value();
        convert::bytes(value).unwrap_or_else(|| convert::text(self.scope, value).into_bytes())
    }

    fn number(&mut self) -> f64 {
        let value = self.value();
        value.number_value(self.scope).unwrap_or(0.0)
    }

    fn integer(&mut self) -> i32 {
        self.number() as i32
    }

    fn length(&mut self) -> u64 {
        self.number().max(0.0) as u64
    }

    fn flags(&mut self) -> OpenFlags {
        OpenFlags(self.number() as u32)
    }

    fn mode(&mut self) -> Mode {
        Mode(self.number() as u32)
    }

    /// A mode; undefined is none.
    fn mask(&mut self) -> Option<Mode> {
        let value = self.value();
        value.is_number().then(|| Mode(value.uint32_value(self.scope).unwrap_or(0)))
    }

    /// A file position; negative for the descriptor's own.
    fn position(&mut self) -> Option<u64> {
        let number = self.number();
        (number >= 0.0).then_some(number as u64)
    }

    /// A user or group; -1 leaves it as it is.
    fn owner(&mut self) -> Option<u32> {
        let number = self.number();
        (number >= 0.0 && number < f64::from(u32::MAX)).then_some(number as u32)
    }

    /// Seconds since 1970, as a fraction.
    fn time(&mut self) -> WallTime {
        WallTime::from_ns((self.number() * 1e9).round() as i64)
    }

    fn flag(&mut self) -> bool {
        self.value().is_true()
    }

    fn buffers(&mut self) -> Vec<Vec<u8>> {
        let Ok(list) = v8::Local::<v8::Array>::try_from(self.value()) else { return Vec::new() };
        (0..list.length()).filter_map(|at| list.get_index(self.scope, at).and_then(convert::bytes)).collect()
    }
}

/// Makes the call: on this thread, or on the pool when the argument after the call's own says so.
fn submit(arguments: &mut Arguments, call: FileCall, mut rv: v8::ReturnValue) {
    let state = State::of(arguments.scope);
    let queued = arguments.flag();
    state.settle_time();
    if queued {
        let id = state.os.borrow_mut().queue(Work::File(call));
        state.event_loop.begin_request();
        rv.set_double(id.0 as f64);
    } else {
        let result = state.run_now(Work::File(call), || Stack::of(arguments.scope));
        state.collect_output();
        rv.set(reply(arguments.scope, result));
    }
}

/// One function a call: its name, the variant, and how each field is read.
macro_rules! calls {
    ($($js:ident => $rust:ident / $variant:ident { $($field:ident : $read:ident),* },)*) => {
        pub(super) const OPS: &[Op] = ops! { takeRead => take_read, $($js => $rust,)* };
        $(fn $rust<'s>(scope: &mut v8::PinScope<'s, '_>, args: v8::FunctionCallbackArguments<'s>, rv: v8::ReturnValue) {
            let arguments = &mut Arguments { scope, args, next: 0 };
            let call = FileCall::$variant { $($field: arguments.$read() as _),* };
            submit(arguments, call, rv);
        })*
    };
}

calls! {
    open => open / Open { path: path, flags: flags, mode: mode },
    close => close / Close { fd: integer },
    read => read / Read { fd: integer, len: length, position: position },
    write => write / Write { fd: integer, bytes: bytes, position: position },
    writev => writev / Writev { fd: integer, buffers: buffers, position: position },
    stat => stat / Stat { path: path },
    lstat => lstat / Lstat { path: path },
    fstat => fstat / Fstat { fd: integer },
    statfs => statfs / StatFs { path: path },
    access => access / Access { path: path, mode: integer },
    readdir => readdir / Readdir { path: path },
    opendir => opendir / OpenDir { path: path },
    readdirNext => readdir_next / ReadDirNext { fd: integer, count: length },
    closedir => closedir / CloseDir { fd: integer },
    mkdir => mkdir / Mkdir { path: path, mode: mode },
    mkdtemp => mkdtemp / Mkdtemp { prefix: path },
    rmdir => rmdir / Rmdir { path: path },
    unlink => unlink / Unlink { path: path },
    rename => rename / Rename { from: path, to: path },
    link => link / Link { from: path, to: path },
    symlink => symlink / Symlink { target: path, path: path },
    readlink => readlink / Readlink { path: path },
    realpath => realpath / Realpath { path: path },
    chmod => chmod / Chmod { path: path, mode: mode },
    fchmod => fchmod / Fchmod { fd: integer, mode: mode },
    chown => chown / Chown { path: path, uid: owner, gid: owner },
    fchown => fchown / Fchown { fd: integer, uid: owner, gid: owner },
    lchown => lchown / Lchown { path: path, uid: owner, gid: owner },
    utimes => utimes / Utimes { path: path, accessed: time, modified: time },
    futimes => futimes / Futimes { fd: integer, accessed: time, modified: time },
    lutimes => lutimes / Lutimes { path: path, accessed: time, modified: time },
    truncate => truncate / Truncate { path: path, len: length },
    ftruncate => ftruncate / Ftruncate { fd: integer, len: length },
    fsync => fsync / Fsync { fd: integer },
    fdatasync => fdatasync / Fdatasync { fd: integer },
    copyFile => copy_file / CopyFile { from: path, to: path, exclusive: flag },
    readWhole => read_whole / ReadWhole { path: path, flags: flags, limit: length },
    writeWhole => write_whole / WriteWhole { path: path, flags: flags, mode: mode, bytes: bytes, flush: flag },
    chdir => chdir / Chdir { path: path },
    getcwd => getcwd / Getcwd {},
    umask => umask / Umask { mask: mask },
}

/// A file call's answer for JavaScript.
pub(super) fn file_reply<'s>(scope: &mut v8::PinScope<'s, '_>, answer: FileReply) -> v8::Local<'s, v8::Value> {
    match answer {
        FileReply::Done => v8::undefined(scope).into(),
        FileReply::Fd(fd) => v8::Integer::new(scope, fd).into(),
        FileReply::Count(count) => v8::Number::new(scope, count as f64).into(),
        FileReply::Bytes(bytes) => {
            let count = v8::Number::new(scope, bytes.len() as f64).into();
            State::of(scope).bytes_read.replace(bytes);
            count
        }
        FileReply::Whole(bytes) => convert::uint8_array(scope, &bytes).into(),
        FileReply::Stat(stat) => numbers(scope, &stat_numbers(&stat)),
        FileReply::StatFs(fs) => {
            let fields = [fs.kind, fs.bsize, fs.blocks, fs.bfree, fs.bavail, fs.files, fs.ffree];
            numbers(scope, &fields.map(|field| field as f64))
        }
        FileReply::Entries(entries) => {
            let names = convert::strings(scope, entries.iter().map(|entry| entry.name.to_string()));
            let kinds: Vec<v8::Local<v8::Value>> = entries
                .iter()
                .map(|entry| v8::Integer::new_from_unsigned(scope, entry.kind.uv_dirent()).into())
                .collect();
            let kinds = v8::Array::new_with_elements(scope, &kinds);
            v8::Array::new_with_elements(scope, &[names.into(), kinds.into()]).into()
        }
        FileReply::Path(path) => convert::string(scope, &path.to_string()).into(),
        FileReply::Mask(mode) => v8::Integer::new_from_unsigned(scope, mode.0).into(),
        FileReply::Opened { fd, stat } => {
            let fd = v8::Integer::new(scope, fd).into();
            let stat = numbers(scope, &stat_numbers(&stat));
            v8::Array::new_with_elements(scope, &[fd, stat]).into()
        }
    }
}

/// Node's order of a stat's fields: times as seconds and nanoseconds.
fn stat_numbers(stat: &Stat) -> [f64; 18] {
    let seconds = |time: WallTime| time.as_ns().div_euclid(1_000_000_000) as f64;
    let nanoseconds = |time: WallTime| time.as_ns().rem_euclid(1_000_000_000) as f64;
    [
        stat.dev as f64,
        f64::from(stat.mode.0),
        stat.nlink as f64,
        f64::from(stat.uid),
        f64::from(stat.gid),
        stat.rdev as f64,
        stat.blksize as f64,
        stat.ino as f64,
        stat.size as f64,
        stat.blocks as f64,
        seconds(stat.accessed),
        nanoseconds(stat.accessed),
        seconds(stat.modified),
        nanoseconds(stat.modified),
        seconds(stat.changed),
        nanoseconds(stat.changed),
        seconds(stat.born),
        nanoseconds(stat.born),
    ]
}

/// An array of numbers: V8 makes one sooner than a typed array, whose memory lies outside of its heap.
fn numbers<'s>(scope: &mut v8::PinScope<'s, '_>, numbers: &[f64]) -> v8::Local<'s, v8::Value> {
    let numbers: Vec<v8::Local<v8::Value>> =
        numbers.iter().map(|number| v8::Number::new(scope, *number).into()).collect();
    v8::Array::new_with_elements(scope, &numbers).into()
}

/// `takeRead(view, offset, from)`: copies the bytes read last into `view` from `offset` on, as many as it has room for;
/// without those that come before `from`.
fn take_read(scope: &mut v8::PinScope, args: v8::FunctionCallbackArguments, _rv: v8::ReturnValue) {
    let (offset, from) = (number(scope, &args, 1) as usize, number(scope, &args, 2) as usize);
    let view = v8::Local::<v8::ArrayBufferView>::try_from(args.get(0)).expect("[simulator bug] a buffer is a view");
    let state = State::of(scope);
    if let Some(bytes) = state.bytes_read.borrow().get(from..) {
        convert::fill_view(view, offset, bytes);
    }
}
