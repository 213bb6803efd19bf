//! A queue of bytes in the pieces in which they came: the kernel's socket buffers.

use std::collections::VecDeque;

/// Bytes in order. Empty ones take no memory.
#[derive(Clone, Debug, Default)]
pub(super) struct Bytes {
    pieces: VecDeque<Vec<u8>>,
    /// How many bytes of the first piece are gone.
    gone: usize,
    len: usize,
}

impl Bytes {
    /// How many there are.
    pub(super) const fn len(&self) -> usize {
        self.len
    }

    /// True when there are none.
    pub(super) const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Adds a piece at the end.
    pub(super) fn push(&mut self, piece: Vec<u8>) {
        if !piece.is_empty() {
            self.len += piece.len();
            self.pieces.push_back(piece);
        }
    }

    /// Takes at most `len` bytes from the front.
    pub(super) fn take(&mut self, len: usize) -> Vec<u8> {
        let len = len.min(self.len);
        let mut taken = Vec::new();
        while taken.len() < len {
            let missing = len - taken.len();
            let Some(first) = self.pieces.front_mut() else { break };
            let rest = first.len() - self.gone;
            if rest > missing {
                taken.extend_from_slice(&first[self.gone..self.gone + missing]);
                self.gone += missing;
                break;
            }
            let piece = std::mem::take(first);
            if taken.is_empty() && self.gone == 0 {
                taken = piece;
            } else {
                taken.extend_from_slice(&piece[self.gone..]);
            }
            self.gone = 0;
            self.pieces.pop_front();
        }
        self.len -= taken.len();
        if self.pieces.is_empty() {
            // What stays open and idle keeps no memory.
            self.pieces = VecDeque::new();
        }
        taken
    }

    /// Forgets all.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::Bytes;

    #[test]
    fn pieces_are_joined_and_cut_as_the_reader_likes() {
        let mut bytes = Bytes::default();
        bytes.push(b"abc".to_vec());
        bytes.push(b"defg".to_vec());
        assert_eq!(bytes.take(2), b"ab");
        assert_eq!(bytes.take(3), b"cde");
        assert_eq!((bytes.len(), bytes.take(9)), (2, b"fg".to_vec()));
        assert!(bytes.is_empty());
        assert_eq!(bytes.take(1), b"");
    }
}
