//! The simulated files against what Linux does.
//!
//! Each claim is a list of calls with the answers that a real Linux (6.x, ext4, an ordinary user) gave to Node 20. A
//! call is a line as a shell would have it; the answer is `ok`, a value, or the error's name. Nothing here is special
//! to the simulation: a real operating system behind the same trait has to pass the same lists.
//!
//! Every list starts in a fresh folder with: directories `d` and `full` (which holds `x`), a file `f` of one byte, the
//! links `ld` to `d`, `lf` to `f`, `dangling` to nothing, and `loop` to itself.
#![expect(clippy::unwrap_used, reason = "a line that does not parse is a wrong test")]

mod calls;
mod claims;
mod linux;
