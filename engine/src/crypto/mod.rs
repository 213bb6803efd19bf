//! What Node's `crypto` computes, for real: plain functions over bytes, on RustCrypto's crates.
//!
//! Nothing here knows V8, time or chance; what needs chance is given it as bytes. In reading order:
//!
//! * [`digest`]: digests and HMACs by OpenSSL's names
//! * [`derive`]: key derivation, which may be slow: cached, and begun ahead where the host has a core to spare
//! * [`cipher`]: AES in its modes
//! * [`seeded`]: random bytes from one draw of luck
//! * [`rsa`] and [`curves`]: keys in pairs, and what is signed, sealed and agreed on with them

pub(crate) mod cipher;
pub(crate) mod curves;
pub(crate) mod derive;
pub(crate) mod digest;
pub(crate) mod rsa;
pub(crate) mod seeded;
