//! The symbols that literals, lengths and distances are, with their fixed codes: the tables of RFC 1951, section 3.2.

/// Symbols of the alphabets of RFC 1951, section 3.2.
pub(super) const LITERALS: usize = 256;
pub(super) const END_OF_BLOCK: usize = 256;
pub(super) const LENGTH_CODES: usize = 29;
pub(super) const SYMBOLS: usize = LITERALS + 1 + LENGTH_CODES;
/// The fixed code has two symbols more that never occur.
pub(super) const FIXED_SYMBOLS: usize = SYMBOLS + 2;
pub(super) const DISTANCES: usize = 30;
pub(super) const LENGTHS: usize = 19;

/// Bits of the longest code, and of the longest of the code for code lengths.
pub(super) const BITS_MAX: usize = 15;
pub(super) const LENGTH_BITS_MAX: usize = 7;

pub(super) const LENGTH_EXTRA: [u8; LENGTH_CODES] =
    [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
pub(super) const DISTANCE_EXTRA: [u8; DISTANCES] =
    [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
pub(super) const LENGTHS_EXTRA: [u8; LENGTHS] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 3, 7];

/// The first value of each code with extra bits.
pub(super) const fn bases<const N: usize>(extra: [u8; N]) -> [u16; N] {
    let mut bases = [0; N];
    let mut at = 1;
    while at < N {
        bases[at] = bases[at - 1] + (1 << extra[at - 1]);
        at += 1;
    }
    bases
}

pub(super) const LENGTH_BASES: [u16; LENGTH_CODES] = {
    let mut bases = bases(LENGTH_EXTRA);
    // The longest match has a code of its own.
    bases[LENGTH_CODES - 1] = 255;
    bases
};
pub(super) const DISTANCE_BASES: [u16; DISTANCES] = bases(DISTANCE_EXTRA);

/// The code of each length, less the shortest.
pub(super) const LENGTH_CODE: [u8; 256] = {
    let mut codes = [0; 256];
    let mut length = 0;
    let mut code = 0;
    while length < 256 {
        while code + 1 < LENGTH_CODES && LENGTH_BASES[code + 1] as usize <= length {
            code += 1;
        }
        codes[length] = code as u8;
        length += 1;
    }
    codes
};

/// The code of a distance, less one.
pub(super) fn distance_code(distance: u16) -> usize {
    if distance < 4 {
        return usize::from(distance);
    }
    let bits = distance.ilog2();
    (2 * bits + u32::from(distance >> (bits - 1) & 1)) as usize
}

/// What a code is made for.
pub(super) struct Alphabet {
    /// Bits that follow a symbol's code.
    pub(super) extra: &'static [u8],
    /// The first symbol with an entry in `extra`.
    pub(super) extra_base: usize,
    /// The lengths of the fixed code; none for the code of code lengths.
    pub(super) fixed: &'static [u8],
    pub(super) bits_max: usize,
}

pub(super) const FIXED_LENGTHS: [u8; FIXED_SYMBOLS] = {
    let mut lengths = [8; FIXED_SYMBOLS];
    let mut symbol = 144;
    while symbol < 280 {
        lengths[symbol] = if symbol < 256 { 9 } else { 7 };
        symbol += 1;
    }
    lengths
};
pub(super) const FIXED_DISTANCE_LENGTHS: [u8; DISTANCES] = [5; DISTANCES];

pub(super) const OF_SYMBOLS: Alphabet =
    Alphabet { extra: &LENGTH_EXTRA, extra_base: LITERALS + 1, fixed: &FIXED_LENGTHS, bits_max: BITS_MAX };
pub(super) const OF_DISTANCES: Alphabet =
    Alphabet { extra: &DISTANCE_EXTRA, extra_base: 0, fixed: &FIXED_DISTANCE_LENGTHS, bits_max: BITS_MAX };
pub(super) const OF_LENGTHS: Alphabet =
    Alphabet { extra: &LENGTHS_EXTRA, extra_base: 0, fixed: &[], bits_max: LENGTH_BITS_MAX };
