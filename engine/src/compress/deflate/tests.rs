//! The values are those of real Node 18 to 26, which agree.

use super::*;
use crate::compress::inflate::{Form, Inflater};

fn settings(level: i32) -> Settings {
    Settings { wrap: Wrap::Raw, level, window_bits: 15, memory_level: 8, strategy: Strategy::Default }
}

/// Compresses as Node does: with output buffers of 16 KiB.
fn packed(settings: Settings, bytes: &[u8]) -> Vec<u8> {
    let mut deflater = Deflater::new(settings);
    let (mut all, mut input) = (Vec::new(), bytes);
    let mut output = vec![0; 16384];
    loop {
        let step = deflater.step(input, &mut output, Flush::Finish);
        input = &input[step.taken..];
        all.extend_from_slice(&output[..step.given]);
        if step.status == Status::End {
            return all;
        }
    }
}

fn unpacked(wrap: Wrap, bytes: &[u8], length: usize) -> Vec<u8> {
    let mut output = vec![0; length + 1];
    let step = Inflater::new(Form::Is(wrap), 15).step(bytes, &mut output, 4);
    assert_eq!(step.status, Status::End);
    output.truncate(step.given);
    output
}

/// Words in an order that repeats late: matches, literals and several blocks.
fn text() -> Vec<u8> {
    let words = ["the ", "quick ", "brown ", "fox ", "jumps ", "over ", "lazy ", "dogs ", "{\"id\": 1} "];
    let mut seed = 1_u32;
    let mut text = Vec::new();
    while text.len() < 200_000 {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        text.extend_from_slice(words[(seed >> 8) as usize % words.len()].as_bytes());
    }
    text
}

#[test]
fn what_was_compressed_comes_back_whatever_the_settings() {
    let text = text();
    for wrap in [Wrap::Raw, Wrap::Zlib, Wrap::Gzip] {
        for level in 0..=9 {
            for strategy in 0..=4 {
                let strategy = Strategy::from_number(strategy).unwrap();
                let settings = Settings { wrap, strategy, ..settings(level) };
                let packed = packed(settings, &text);
                assert!(unpacked(wrap, &packed, text.len()) == text, "{settings:?}");
            }
        }
    }
}

#[test]
fn empty_and_short_input_give_the_bytes_of_node() {
    assert_eq!(packed(settings(-1), b""), [3, 0]);
    assert_eq!(packed(settings(-1), b"a"), [0x4b, 4, 0]);
    let zlib = Settings { wrap: Wrap::Zlib, ..settings(-1) };
    assert_eq!(packed(zlib, b""), [0x78, 0x9c, 3, 0, 0, 0, 0, 1]);
}

#[test]
fn a_flush_ends_in_an_empty_stored_block() {
    let mut deflater = Deflater::new(settings(-1));
    let mut output = [0; 100];
    let step = deflater.step(b"part one", &mut output, Flush::Full);
    assert!(output[..step.given].ends_with(&[0, 0, 0xff, 0xff]));
    assert_eq!(deflater.step(b"", &mut output, Flush::Full).status, Status::BufferError);
}

#[test]
fn a_dictionary_saves_bytes() {
    let dictionary = b"hello world hello";
    let mut deflater = Deflater::new(Settings { wrap: Wrap::Zlib, ..settings(-1) });
    assert!(deflater.set_dictionary(dictionary));
    let mut output = [0; 100];
    let given = deflater.step(b"hello world", &mut output, Flush::Finish).given;
    let mut inflater = Inflater::new(Form::Is(Wrap::Zlib), 15);
    let mut text = [0; 100];
    let first = inflater.step(&output[..given], &mut text, 0);
    assert_eq!(first.status, Status::NeedDictionary);
    assert!(inflater.set_dictionary(dictionary));
    let second = inflater.step(&output[first.taken..given], &mut text, 4);
    assert_eq!(&text[..second.given], b"hello world");
}

#[test]
fn parameters_can_change_on_the_way() {
    let mut deflater = Deflater::new(settings(9));
    let text = text();
    let (half, rest) = text.split_at(text.len() / 2);
    let mut output = vec![0; 300_000];
    let first = deflater.step(half, &mut output, Flush::Sync);
    deflater.set_parameters(0, Strategy::Default);
    let second = deflater.step(&rest[..10_000], &mut output[first.given..], Flush::Sync);
    deflater.set_parameters(6, Strategy::Filtered);
    let given = first.given + second.given;
    let third = deflater.step(&rest[10_000..], &mut output[given..], Flush::Finish);
    assert_eq!(third.status, Status::End);
    assert!(unpacked(Wrap::Raw, &output[..given + third.given], text.len()) == text);
}
