//! Key derivation. <https://nodejs.org/api/crypto.html#cryptopbkdf2password-salt-iterations-keylen-digest-callback>
//!
//! Some derivations are meant to be slow, and the search for an RSA key from a seed is one, too. Their results are pure, so each is worked out once in this process of the
//! host, whatever number of simulated runs asks; and one that a simulated pool worker will take a while for may be
//! [begun ahead](begin_ahead) on another core. Nobody can see either but for the real time that a run takes.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::digest::{Digest, digest, with_type};
use super::rsa;
use hmac::{Hmac, SimpleHmac};

/// A derivation that may be slow, with everything that its result depends on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Derivation {
    /// RFC 8018.
    Pbkdf2 { digest: Digest, password: Vec<u8>, salt: Vec<u8>, iterations: u32, length: usize },
    /// RFC 7914; `log_n` is the cost's logarithm to base 2.
    Scrypt { password: Vec<u8>, salt: Vec<u8>, log_n: u8, r: u32, p: u32, length: usize },
    /// A private key of RSA.
    RsaKey { seed: Vec<u8>, modulus_bits: usize, exponent: u64 },
}

/// What comes of a derivation: one key, or the numbers of which one consists; nothing when there is no such key.
type Parts = Vec<Vec<u8>>;

impl Derivation {
    fn compute(&self) -> Parts {
        match self {
            Self::Pbkdf2 { digest, password, salt, iterations, length } => {
                vec![pbkdf2(*digest, password, salt, *iterations, *length)]
            }
            Self::RsaKey { seed, modulus_bits, exponent } => {
                rsa::generate(seed, *modulus_bits, *exponent).unwrap_or_default()
            }
            Self::Scrypt { password, salt, log_n, r, p, length } => {
                let mut key = vec![0; *length];
                if *length > 0 {
                    let params = scrypt::Params::new(*log_n, *r, *p).expect("[simulator bug] JavaScript checks these");
                    scrypt::scrypt(password, salt, &params, &mut key).expect("[simulator bug] the length is not zero");
                }
                vec![key]
            }
        }
    }

    /// A key that has nothing to do with the real one but depends on the same, for runs in which it does not matter:
    /// `--fast-crypto`. It begins with the bytes of "FAST", so that nobody takes it for the real one.
    fn stand_in(&self) -> Vec<u8> {
        const MARK: &[u8] = b"FAST";
        let (text, length) = match self {
            Self::Pbkdf2 { length, .. } | Self::Scrypt { length, .. } => (format!("{self:?}"), *length),
            Self::RsaKey { .. } => unreachable!("[simulator bug] RSA has no stand-in: its keys must work"),
        };
        let blocks = (0_u64..).map(|block| digest(Digest::Sha256, format!("{block} {text}").as_bytes()));
        MARK.iter().copied().chain(blocks.flatten()).take(length).collect()
    }
}

/// Runs [`pbkdf2::pbkdf2`] with an HMAC that keeps the state after its key, where the digest allows that: twice as fast.
fn pbkdf2(digest: Digest, password: &[u8], salt: &[u8], iterations: u32, length: usize) -> Vec<u8> {
    let mut key = vec![0; length];
    let out = &mut key[..];
    let done = match digest {
        Digest::Sha1 => pbkdf2::pbkdf2::<Hmac<sha1::Sha1>>(password, salt, iterations, out),
        Digest::Sha256 => pbkdf2::pbkdf2::<Hmac<sha2::Sha256>>(password, salt, iterations, out),
        Digest::Sha512 => pbkdf2::pbkdf2::<Hmac<sha2::Sha512>>(password, salt, iterations, out),
        other => with_type!(
            other,
            D => pbkdf2::pbkdf2::<SimpleHmac<D>>(password, salt, iterations, out),
            _ => Ok(())
        ),
    };
    done.expect("[simulator bug] HMAC takes keys of any length");
    key
}

/// RFC 5869; `None` for digests without an HMAC and for keys longer than 255 values of the digest.
pub(crate) fn hkdf(digest: Digest, key: &[u8], salt: &[u8], info: &[u8], length: usize) -> Option<Vec<u8>> {
    let mut out = vec![0; length];
    with_type!(
        digest,
        D => hkdf::SimpleHkdf::<D>::new(Some(salt), key).expand(info, &mut out).ok(),
        _ => None
    )?;
    Some(out)
}

/// Where a result is, or will be.
#[derive(Default)]
struct Slot {
    progress: Mutex<Progress>,
    done: Condvar,
}

#[derive(Default)]
enum Progress {
    /// Nobody has begun.
    #[default]
    Asked,
    /// Somebody is at it.
    Begun,
    Done(Parts),
}

impl Slot {
    fn progress(&self) -> MutexGuard<'_, Progress> {
        // OK because whoever panicked has failed its run already.
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Works the result out unless somebody has begun to.
    fn work(&self, derivation: &Derivation) {
        {
            let mut progress = self.progress();
            if !matches!(*progress, Progress::Asked) {
                return;
            }
            *progress = Progress::Begun;
        }
        let result = derivation.compute();
        *self.progress() = Progress::Done(result);
        self.done.notify_all();
    }

    /// The result, once it is there.
    fn wait(&self) -> Parts {
        let mut progress = self.progress();
        loop {
            if let Progress::Done(result) = &*progress {
                return result.clone();
            }
            progress = self.done.wait(progress).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// How many results are remembered: enough for the requests of a large run, a few hundred kilobytes.
const REMEMBERED_MAX: usize = 4096;

/// The results that are known or under way, and their order of age.
struct Known {
    slots: BTreeMap<Derivation, Arc<Slot>>,
    oldest: VecDeque<Derivation>,
}

static KNOWN: Mutex<Known> = Mutex::new(Known { slots: BTreeMap::new(), oldest: VecDeque::new() });

/// The place of a result, and whether it is new.
fn slot_of(derivation: &Derivation) -> (Arc<Slot>, bool) {
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(slot) = known.slots.get(derivation) {
        return (Arc::clone(slot), false);
    }
    if known.oldest.len() == REMEMBERED_MAX
        && let Some(oldest) = known.oldest.pop_front()
    {
        known.slots.remove(&oldest);
    }
    let slot = Arc::new(Slot::default());
    known.slots.insert(derivation.clone(), Arc::clone(&slot));
    known.oldest.push_back(derivation.clone());
    (slot, true)
}

/// The key. A `fast` one is a stand-in.
pub(crate) fn derive(derivation: &Derivation, fast: bool) -> Vec<u8> {
    if fast {
        return derivation.stand_in();
    }
    search(derivation).concat()
}

/// All parts of what comes of a derivation.
pub(crate) fn search(derivation: &Derivation) -> Parts {
    let (slot, _) = slot_of(derivation);
    slot.work(derivation);
    slot.wait()
}

/// The job of working a key out that will be asked for, to be done whenever there is time, by whatever thread; `None`
/// when it is known or under way.
pub(crate) fn begin_ahead(derivation: Derivation) -> Option<Box<dyn FnOnce() + Send>> {
    let (slot, is_new) = slot_of(&derivation);
    is_new.then(|| -> Box<dyn FnOnce() + Send> { Box::new(move || slot.work(&derivation)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(password: &[u8]) -> Derivation {
        Derivation::Pbkdf2 {
            digest: Digest::Sha1,
            password: password.to_vec(),
            salt: b"salt".to_vec(),
            iterations: 2,
            length: 20,
        }
    }

    #[test]
    fn pbkdf2_gives_the_key_of_rfc_6070() {
        let key = derive(&example(b"password"), false);
        assert_eq!(key[..4], [0xea, 0x6c, 0x01, 0x4d]);
    }

    #[test]
    fn scrypt_gives_the_key_of_rfc_7914() {
        let (password, salt) = (b"password".to_vec(), b"NaCl".to_vec());
        let key = derive(&Derivation::Scrypt { password, salt, log_n: 10, r: 8, p: 16, length: 64 }, false);
        assert_eq!(key[..4], [0xfd, 0xba, 0xbe, 0x1c]);
    }

    #[test]
    fn work_begun_ahead_is_done_once() {
        let job = begin_ahead(example(b"ahead")).expect("nobody has asked before");
        assert!(begin_ahead(example(b"ahead")).is_none());
        // Whoever needs it first does not wait for the other to begin.
        let key = derive(&example(b"ahead"), false);
        job();
        assert_eq!(derive(&example(b"ahead"), false), key);
    }

    #[test]
    fn a_stand_in_is_marked_and_depends_on_the_input() {
        let (one, other) = (derive(&example(b"one"), true), derive(&example(b"other"), true));
        assert!(one.starts_with(b"FAST") && other.starts_with(b"FAST"));
        assert_ne!(one, other);
        assert_eq!(one.len(), 20);
    }

    #[test]
    fn hkdf_refuses_keys_that_are_too_long() {
        assert!(hkdf(Digest::Sha256, b"key", b"", b"", 255 * 32).is_some());
        assert!(hkdf(Digest::Sha256, b"key", b"", b"", 255 * 32 + 1).is_none());
    }
}
