//! AES in the modes that programs use: FIPS 197, SP 800-38A and SP 800-38D.
//!
//! Input comes in pieces of any length, as OpenSSL takes it: a mode of whole blocks keeps what is left of one, and
//! when it decrypts also the last whole block, which may be padding.

#[cfg(test)]
mod tests;

use aes::cipher::array::Array;
use aes::cipher::{
    BlockCipherDecrypt, BlockCipherEncrypt, BlockModeDecrypt, BlockModeEncrypt, KeyInit, KeyIvInit, StreamCipher,
};
use aes::{Aes128, Aes192, Aes256};
use ghash::GHash;
use ghash::universal_hash::UniversalHash;

/// The length of a block of AES, in bytes.
pub(crate) const BLOCK_BYTES: usize = 16;

type Block = [u8; BLOCK_BYTES];

/// How blocks depend on each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Ecb,
    Cbc,
    Ctr,
    Gcm,
}

/// Why data could not be finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// It is not made of whole blocks.
    WrongLength,
    /// Its padding is none.
    BadPadding,
    /// It was changed, or there is no tag to tell.
    NotAuthentic,
}

/// Works on blocks one after the other.
trait Blocks {
    fn work(&mut self, block: &mut Block);
}

/// Each of the ways to work on a block, by the crates' traits.
struct EncryptEach<C>(C);
struct DecryptEach<C>(C);
struct EncryptChain<C>(C);
struct DecryptChain<C>(C);

impl<C: BlockCipherEncrypt<BlockSize = aes::cipher::consts::U16>> Blocks for EncryptEach<C> {
    fn work(&mut self, block: &mut Block) {
        self.0.encrypt_block(Array::cast_from_core_mut(block));
    }
}

impl<C: BlockCipherDecrypt<BlockSize = aes::cipher::consts::U16>> Blocks for DecryptEach<C> {
    fn work(&mut self, block: &mut Block) {
        self.0.decrypt_block(Array::cast_from_core_mut(block));
    }
}

impl<C: BlockModeEncrypt<BlockSize = aes::cipher::consts::U16>> Blocks for EncryptChain<C> {
    fn work(&mut self, block: &mut Block) {
        self.0.encrypt_block(Array::cast_from_core_mut(block));
    }
}

impl<C: BlockModeDecrypt<BlockSize = aes::cipher::consts::U16>> Blocks for DecryptChain<C> {
    fn work(&mut self, block: &mut Block) {
        self.0.decrypt_block(Array::cast_from_core_mut(block));
    }
}

/// Runs `$body` with `$C` standing for AES with keys of that length.
macro_rules! with_aes {
    ($key:expr, $C:ident => $body:expr) => {
        match $key.len() {
            16 => {
                type $C = Aes128;
                $body
            }
            24 => {
                type $C = Aes192;
                $body
            }
            _ => {
                type $C = Aes256;
                $body
            }
        }
    };
}

const LENGTHS: &str = "[simulator bug] JavaScript checks the lengths of keys and vectors";

fn blocks(mode: Mode, encrypts: bool, key: &[u8], iv: &[u8]) -> Box<dyn Blocks> {
    with_aes!(key, C => match (mode, encrypts) {
        (Mode::Cbc, true) => Box::new(EncryptChain(cbc::Encryptor::<C>::new_from_slices(key, iv).expect(LENGTHS))),
        (Mode::Cbc, false) => Box::new(DecryptChain(cbc::Decryptor::<C>::new_from_slices(key, iv).expect(LENGTHS))),
        (_, true) => Box::new(EncryptEach(C::new_from_slice(key).expect(LENGTHS))),
        (_, false) => Box::new(DecryptEach(C::new_from_slice(key).expect(LENGTHS))),
    })
}

/// A cipher or decipher under way.
pub(crate) struct Cipher {
    encrypts: bool,
    work: Work,
}

enum Work {
    Blocks { blocks: Box<dyn Blocks>, kept: Vec<u8>, pads: bool },
    Stream(Box<dyn StreamCipher>),
    Gcm(Box<Gcm>),
}

impl Cipher {
    /// A cipher at its start; `key` and `iv` have lengths that go with the mode.
    pub(crate) fn new(mode: Mode, encrypts: bool, key: &[u8], iv: &[u8]) -> Self {
        let work = match mode {
            Mode::Ecb | Mode::Cbc => {
                Work::Blocks { blocks: blocks(mode, encrypts, key, iv), kept: Vec::new(), pads: true }
            }
            Mode::Ctr => with_aes!(key, C => {
                Work::Stream(Box::new(ctr::Ctr128BE::<C>::new_from_slices(key, iv).expect(LENGTHS)))
            }),
            Mode::Gcm => Work::Gcm(Box::new(Gcm::new(key, iv))),
        };
        Self { encrypts, work }
    }

    /// Whether the last block is padded, or must be padding.
    pub(crate) fn set_padding(&mut self, is_on: bool) {
        if let Work::Blocks { pads, .. } = &mut self.work {
            *pads = is_on;
        }
    }

    /// Takes data that is not encrypted, but authenticated.
    pub(crate) fn authenticate(&mut self, bytes: &[u8]) {
        if let Work::Gcm(gcm) = &mut self.work {
            gcm.take_additional(bytes);
        }
    }

    /// Takes the next piece, and gives what is ready.
    pub(crate) fn update(&mut self, input: &[u8]) -> Vec<u8> {
        match &mut self.work {
            Work::Blocks { blocks, kept, pads } => {
                kept.extend_from_slice(input);
                let holds_last = !self.encrypts && *pads;
                let whole = kept.len().saturating_sub(usize::from(holds_last)) / BLOCK_BYTES * BLOCK_BYTES;
                let rest = kept.split_off(whole);
                let mut output = std::mem::replace(kept, rest);
                for block in output.as_chunks_mut::<BLOCK_BYTES>().0 {
                    blocks.work(block);
                }
                output
            }
            Work::Stream(stream) => {
                let mut output = input.to_vec();
                stream.apply_keystream(&mut output);
                output
            }
            Work::Gcm(gcm) => gcm.update(input, self.encrypts),
        }
    }

    /// Gives the end. `expected` is the tag that a decipher was told of.
    pub(crate) fn finish(&mut self, expected: Option<&[u8]>) -> Result<Vec<u8>, Failure> {
        match &mut self.work {
            Work::Blocks { blocks, kept, pads: false } => {
                let _ = blocks;
                if kept.is_empty() { Ok(Vec::new()) } else { Err(Failure::WrongLength) }
            }
            Work::Blocks { blocks, kept, pads: true } if self.encrypts => {
                let padding = BLOCK_BYTES - kept.len();
                let mut last = [padding as u8; BLOCK_BYTES];
                last[..kept.len()].copy_from_slice(kept);
                blocks.work(&mut last);
                Ok(last.to_vec())
            }
            Work::Blocks { blocks, kept, pads: true } => {
                let mut last = Block::try_from(&kept[..]).map_err(|_| Failure::WrongLength)?;
                blocks.work(&mut last);
                let padding = usize::from(last[BLOCK_BYTES - 1]);
                let is_padded = (1..=BLOCK_BYTES).contains(&padding)
                    && last[BLOCK_BYTES - padding..].iter().all(|byte| usize::from(*byte) == padding);
                if is_padded { Ok(last[..BLOCK_BYTES - padding].to_vec()) } else { Err(Failure::BadPadding) }
            }
            Work::Stream(_) => Ok(Vec::new()),
            Work::Gcm(gcm) if self.encrypts => {
                gcm.finish();
                Ok(Vec::new())
            }
            Work::Gcm(gcm) => {
                let tag = gcm.finish();
                match expected {
                    Some(expected) if !expected.is_empty() && tag.starts_with(expected) => Ok(Vec::new()),
                    _ => Err(Failure::NotAuthentic),
                }
            }
        }
    }

    /// The tag of what was encrypted, once it is finished.
    pub(crate) fn tag(&self) -> Option<Block> {
        match &self.work {
            Work::Gcm(gcm) => gcm.tag,
            Work::Blocks { .. } | Work::Stream(_) => None,
        }
    }
}

/// Galois/counter mode: a key stream, and a checksum in a field of 2^128 elements over what is sent.
struct Gcm {
    stream: Box<dyn StreamCipher>,
    checksum: GHash,
    /// What encrypts the checksum.
    mask: Block,
    /// Bytes that do not fill a block of the checksum yet.
    kept: Vec<u8>,
    additional_bytes: u64,
    text_bytes: u64,
    tag: Option<Block>,
}

impl Gcm {
    fn new(key: &[u8], iv: &[u8]) -> Self {
        let mut hash_key = Block::default();
        blocks(Mode::Ecb, true, key, &[]).work(&mut hash_key);
        let first = first_counter(&hash_key, iv);
        let mut stream: Box<dyn StreamCipher> =
            with_aes!(key, C => Box::new(ctr::Ctr32BE::<C>::new_from_slices(key, &first).expect(LENGTHS)));
        // The key stream's first block is for the checksum.
        let mut mask = Block::default();
        stream.apply_keystream(&mut mask);
        let checksum = GHash::new(&hash_key.into());
        Self { stream, checksum, mask, kept: Vec::new(), additional_bytes: 0, text_bytes: 0, tag: None }
    }

    fn take_additional(&mut self, bytes: &[u8]) {
        self.additional_bytes += bytes.len() as u64;
        self.check(bytes);
    }

    fn check(&mut self, bytes: &[u8]) {
        self.kept.extend_from_slice(bytes);
        let rest = self.kept.split_off(self.kept.len() / BLOCK_BYTES * BLOCK_BYTES);
        self.checksum.update_padded(&std::mem::replace(&mut self.kept, rest));
    }

    /// Fills the last block up with zeros.
    fn pad(&mut self) {
        self.checksum.update_padded(&std::mem::take(&mut self.kept));
    }

    fn update(&mut self, input: &[u8], encrypts: bool) -> Vec<u8> {
        if self.text_bytes == 0 {
            self.pad();
        }
        self.text_bytes += input.len() as u64;
        if !encrypts {
            self.check(input);
        }
        let mut output = input.to_vec();
        self.stream.apply_keystream(&mut output);
        if encrypts {
            self.check(&output);
        }
        output
    }

    fn finish(&mut self) -> Block {
        self.pad();
        let mut lengths = Block::default();
        lengths[..8].copy_from_slice(&(self.additional_bytes * 8).to_be_bytes());
        lengths[8..].copy_from_slice(&(self.text_bytes * 8).to_be_bytes());
        self.checksum.update_padded(&lengths);
        let mut tag = Block::from(self.checksum.clone().finalize());
        for (byte, mask) in tag.iter_mut().zip(self.mask) {
            *byte ^= mask;
        }
        self.tag = Some(tag);
        tag
    }
}

/// The counter that the key stream starts from.
fn first_counter(hash_key: &Block, iv: &[u8]) -> Block {
    const USUAL_BYTES: usize = 12;
    let mut counter = Block::default();
    if iv.len() == USUAL_BYTES {
        counter[..USUAL_BYTES].copy_from_slice(iv);
        counter[BLOCK_BYTES - 1] = 1;
        return counter;
    }
    let mut checksum = GHash::new(&(*hash_key).into());
    checksum.update_padded(iv);
    counter[8..].copy_from_slice(&(iv.len() as u64 * 8).to_be_bytes());
    checksum.update_padded(&counter);
    checksum.finalize().into()
}
