//! What the kernel reckons a message costs: more than its bytes, which is why a buffer of 208 KiB holds only a few hundred
//! small ones. The formulas follow `skb->truesize`; the numbers were measured on Linux 6.18.

/// `struct sk_buff` itself.
const SKB: usize = 256;

/// The end of a linear buffer that the kernel keeps for itself: `struct skb_shared_info`.
const SHARED_INFO: usize = 320;

const PAGE: usize = 4_096;

/// How many bytes of a stream one message of a unix socket takes beside its pages: `SKB_MAX_HEAD(0)`.
const HEAD_MAX: usize = PAGE - SHARED_INFO;

/// And how many in pages: `UNIX_SKB_FRAGS_SZ`.
const FRAGMENTS_MAX: usize = 32_768;

/// The first message that a unix stream makes of `len` bytes: how many of them it takes, and its cost.
pub(super) fn truesize_of_stream(len: usize) -> (usize, usize) {
    let len = len.min(HEAD_MAX + FRAGMENTS_MAX);
    let head = len.min(HEAD_MAX);
    let buffer = (head + SHARED_INFO).next_power_of_two();
    (len, SKB + buffer + (len - head).next_multiple_of(PAGE))
}

/// The cost of a datagram of `len` bytes.
pub(super) const fn truesize_of_datagram(len: usize) -> usize {
    match len {
        // The kernel's cache of small heads.
        0..=200 => SKB + 576,
        201..=8_000 => SKB + (len + SHARED_INFO + 44).next_power_of_two(),
        // In pages from a pool that several messages share.
        _ => len + 1_248,
    }
}

#[cfg(test)]
mod tests {
    use super::{truesize_of_datagram, truesize_of_stream};

    /// How many messages fit before the account is overdrawn, the last one included.
    fn unix_messages(len: usize) -> usize {
        212_992_usize.div_ceil(truesize_of_stream(len).1)
    }

    #[test]
    fn as_many_unix_messages_fit_as_were_measured() {
        assert_eq!([1, 100, 1_000, 10_000].map(unix_messages), [278, 278, 93, 17]);
        assert_eq!(truesize_of_stream(1_000_000).0 * 6, 219_264);
    }

    #[test]
    fn as_many_datagrams_fit_as_were_measured() {
        let fit = |len| 212_992 / truesize_of_datagram(len);
        assert_eq!([1, 100, 500, 1_000, 4_000, 20_000, 65_507].map(fit), [256, 256, 166, 92, 25, 10, 3]);
    }
}
