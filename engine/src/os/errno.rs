//! Error numbers as Linux and libuv give them, with the names and sentences that Node shows.

use std::fmt;

/// An error number: the positive number of `errno(3)`, or the positive form of one of libuv's own.
///
/// Node shows it three ways: [`Errno::name`] is `error.code`, [`Errno::uv`] is `error.errno`, and
/// [`Errno::message`] begins `error.message`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Errno(u16);

/// Declares the constants and the map, in the order of libuv's `UV_ERRNO_MAP` (`uv.h`).
macro_rules! errnos {
    ($($name:ident = $number:literal, $message:literal;)*) => {
        impl Errno {
            $(
                #[doc = $message]
                pub const $name: Self = Self($number);
            )*

            /// Every error that libuv knows, in the order of its `UV_ERRNO_MAP`: the order of
            /// `util.getSystemErrorMap()`.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The name and the sentence, if libuv knows this number.
            const fn entry(self) -> Option<(&'static str, &'static str)> {
                match self.0 {
                    $($number => Some((stringify!($name), $message)),)*
                    _ => None,
                }
            }
        }
    };
}

// Numbers below 200 are those of Linux on every architecture that Node supports; those from 3000 are libuv's own.
// Read off `util.getSystemErrorMap()` of Node 20.20 on Linux.
errnos! {
    E2BIG = 7, "argument list too long";
    EACCES = 13, "permission denied";
    EADDRINUSE = 98, "address already in use";
    EADDRNOTAVAIL = 99, "address not available";
    EAFNOSUPPORT = 97, "address family not supported";
    EAGAIN = 11, "resource temporarily unavailable";
    EAI_ADDRFAMILY = 3000, "address family not supported";
    EAI_AGAIN = 3001, "temporary failure";
    EAI_BADFLAGS = 3002, "bad ai_flags value";
    EAI_BADHINTS = 3013, "invalid value for hints";
    EAI_CANCELED = 3003, "request canceled";
    EAI_FAIL = 3004, "permanent failure";
    EAI_FAMILY = 3005, "ai_family not supported";
    EAI_MEMORY = 3006, "out of memory";
    EAI_NODATA = 3007, "no address";
    EAI_NONAME = 3008, "unknown node or service";
    EAI_OVERFLOW = 3009, "argument buffer overflow";
    EAI_PROTOCOL = 3014, "resolved protocol is unknown";
    EAI_SERVICE = 3010, "service not available for socket type";
    EAI_SOCKTYPE = 3011, "socket type not supported";
    EALREADY = 114, "connection already in progress";
    EBADF = 9, "bad file descriptor";
    EBUSY = 16, "resource busy or locked";
    ECANCELED = 125, "operation canceled";
    ECHARSET = 4080, "invalid Unicode character";
    ECONNABORTED = 103, "software caused connection abort";
    ECONNREFUSED = 111, "connection refused";
    ECONNRESET = 104, "connection reset by peer";
    EDESTADDRREQ = 89, "destination address required";
    EEXIST = 17, "file already exists";
    EFAULT = 14, "bad address in system call argument";
    EFBIG = 27, "file too large";
    EHOSTUNREACH = 113, "host is unreachable";
    EINTR = 4, "interrupted system call";
    EINVAL = 22, "invalid argument";
    EIO = 5, "i/o error";
    EISCONN = 106, "socket is already connected";
    EISDIR = 21, "illegal operation on a directory";
    ELOOP = 40, "too many symbolic links encountered";
    EMFILE = 24, "too many open files";
    EMSGSIZE = 90, "message too long";
    ENAMETOOLONG = 36, "name too long";
    ENETDOWN = 100, "network is down";
    ENETUNREACH = 101, "network is unreachable";
    ENFILE = 23, "file table overflow";
    ENOBUFS = 105, "no buffer space available";
    ENODEV = 19, "no such device";
    ENOENT = 2, "no such file or directory";
    ENOMEM = 12, "not enough memory";
    ENONET = 64, "machine is not on the network";
    ENOPROTOOPT = 92, "protocol not available";
    ENOSPC = 28, "no space left on device";
    ENOSYS = 38, "function not implemented";
    ENOTCONN = 107, "socket is not connected";
    ENOTDIR = 20, "not a directory";
    ENOTEMPTY = 39, "directory not empty";
    ENOTSOCK = 88, "socket operation on non-socket";
    ENOTSUP = 95, "operation not supported on socket";
    EOVERFLOW = 75, "value too large for defined data type";
    EPERM = 1, "operation not permitted";
    EPIPE = 32, "broken pipe";
    EPROTO = 71, "protocol error";
    EPROTONOSUPPORT = 93, "protocol not supported";
    EPROTOTYPE = 91, "protocol wrong type for socket";
    ERANGE = 34, "result too large";
    EROFS = 30, "read-only file system";
    ESHUTDOWN = 108, "cannot send after transport endpoint shutdown";
    ESPIPE = 29, "invalid seek";
    ESRCH = 3, "no such process";
    ETIMEDOUT = 110, "connection timed out";
    ETXTBSY = 26, "text file is busy";
    EXDEV = 18, "cross-device link not permitted";
    UNKNOWN = 4094, "unknown error";
    EOF = 4095, "end of file";
    ENXIO = 6, "no such device or address";
    EMLINK = 31, "too many links";
    EHOSTDOWN = 112, "host is down";
    EREMOTEIO = 121, "remote I/O error";
    ENOTTY = 25, "inappropriate ioctl for device";
    EFTYPE = 4028, "inappropriate file type or format";
    EILSEQ = 84, "illegal byte sequence";
    ESOCKTNOSUPPORT = 94, "socket type not supported";
    ENODATA = 61, "no data available";
    EUNATCH = 49, "protocol driver not attached";
}

impl Errno {
    /// The error with this positive number. Numbers that libuv does not know are kept; they have no name.
    pub const fn from_number(number: u16) -> Self {
        Self(number)
    }

    /// The error of this name, as in `ENOENT`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|errno| errno.name() == name)
    }

    /// The positive number, as `errno(3)` has it.
    pub const fn number(self) -> u16 {
        self.0
    }

    /// The negative number, as libuv returns it and `error.errno` shows it.
    pub const fn uv(self) -> i32 {
        -(self.0 as i32)
    }

    /// `error.code`: the constant's name, as `uv_err_name` gives it.
    pub const fn name(self) -> &'static str {
        match self.entry() {
            Some((name, _)) => name,
            None => "UNKNOWN",
        }
    }

    /// The sentence that begins `error.message`, as `uv_strerror` gives it.
    pub const fn message(self) -> &'static str {
        match self.entry() {
            Some((_, message)) => message,
            None => "unknown error",
        }
    }
}

impl fmt::Debug for Errno {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Errno {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name(), self.message())
    }
}

impl std::error::Error for Errno {}

#[cfg(test)]
mod tests {
    use super::Errno;

    #[test]
    fn a_name_leads_back_to_its_error() {
        for errno in Errno::ALL {
            assert_eq!(Errno::from_name(errno.name()), Some(*errno));
        }
    }

    #[test]
    fn libuv_shows_errors_as_negative_numbers() {
        assert_eq!(Errno::ENOENT.uv(), -2);
        assert_eq!(Errno::EOF.uv(), -4095);
        assert_eq!(Errno::ENOENT.to_string(), "ENOENT: no such file or directory");
    }

    #[test]
    fn an_unknown_number_is_kept() {
        let strange = Errno::from_number(4000);
        assert_eq!((strange.uv(), strange.name()), (-4000, "UNKNOWN"));
    }
}
