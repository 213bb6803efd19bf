//! What stands around the compressed bytes: the headers and trailers of RFC 1950 and RFC 1952, and the checksums in them.

use super::{Channel, Deflater, LastFlush, Phase, Status, Strategy, Wrap, crc32};

/// The checksum and length of the input that was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Check {
    wrap: Wrap,
    pub(super) value: u32,
    length: u32,
}

impl Check {
    /// Of no input yet.
    pub(super) const fn new(wrap: Wrap) -> Self {
        Self { wrap, value: if matches!(wrap, Wrap::Zlib) { 1 } else { 0 }, length: 0 }
    }

    /// Takes what was read.
    pub(super) fn take(&mut self, bytes: &[u8]) {
        self.length = self.length.wrapping_add(bytes.len() as u32);
        self.value = match self.wrap {
            Wrap::Raw => 0,
            Wrap::Zlib => zlib_rs::adler32::adler32(self.value, bytes),
            Wrap::Gzip => crc32(self.value, bytes),
        };
    }
}

impl Deflater {
    /// Writes the header; false when the output had no room for all of it.
    pub(super) fn write_header(&mut self, channel: &mut Channel) -> bool {
        self.phase = Phase::Body;
        match self.settings.wrap {
            Wrap::Raw => return true,
            Wrap::Zlib => self.write_zlib_header(),
            Wrap::Gzip => self.write_gzip_header(),
        }
        self.blocks.flush_pending(channel);
        if self.blocks.has_pending() {
            self.last_flush = LastFlush::Repeatable;
            return false;
        }
        true
    }

    fn write_zlib_header(&mut self) {
        const METHOD_DEFLATE: u32 = 8;
        const HAS_DICTIONARY: u32 = 0x20;
        let effort = match self.level {
            _ if self.strategy as u32 >= Strategy::HuffmanOnly as u32 => 0,
            0 | 1 => 0,
            2..=5 => 1,
            6 => 2,
            _ => 3,
        };
        let mut header = (METHOD_DEFLATE + ((self.settings.window_bits - 8) << 4)) << 8 | effort << 6;
        if self.dictionary.is_some() {
            header |= HAS_DICTIONARY;
        }
        header += 31 - header % 31;
        self.blocks.put(&(header as u16).to_be_bytes());
        if let Some(sum) = self.dictionary {
            self.blocks.put(&sum.to_be_bytes());
        }
    }

    fn write_gzip_header(&mut self) {
        /// The number that RFC 1952 gives to the operating system; Node's builds say this one on Linux.
        const OS: u8 = 3;
        let effort = match self.level {
            9 => 2,
            level if level < 2 || self.strategy as u32 >= Strategy::HuffmanOnly as u32 => 4,
            _ => 0,
        };
        self.blocks.put(&[31, 139, 8, 0, 0, 0, 0, 0, effort, OS]);
    }

    /// Writes the trailer, once: the checksum of all input.
    pub(super) fn write_trailer(&mut self, channel: &mut Channel) -> Status {
        if self.phase == Phase::Finished || self.settings.wrap == Wrap::Raw {
            return Status::End;
        }
        match self.settings.wrap {
            Wrap::Gzip => {
                self.blocks.put(&self.check.value.to_le_bytes());
                self.blocks.put(&self.check.length.to_le_bytes());
            }
            Wrap::Zlib | Wrap::Raw => self.blocks.put(&self.check.value.to_be_bytes()),
        }
        self.blocks.flush_pending(channel);
        self.phase = Phase::Finished;
        if self.blocks.has_pending() { Status::Ok } else { Status::End }
    }
}
