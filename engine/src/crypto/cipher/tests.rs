//! What holds of every mode.

use super::*;

const KEY: [u8; 32] = [1; 32];

fn sealed(mode: Mode, iv: &[u8], pieces: &[&[u8]]) -> (Vec<u8>, Option<Block>) {
    let mut cipher = Cipher::new(mode, true, &KEY, iv);
    let mut output: Vec<u8> = pieces.iter().flat_map(|piece| cipher.update(piece)).collect();
    output.extend(cipher.finish(None).unwrap());
    (output, cipher.tag())
}

fn opened(mode: Mode, iv: &[u8], sealed: &[u8], tag: Option<&[u8]>) -> Result<Vec<u8>, Failure> {
    let mut decipher = Cipher::new(mode, false, &KEY, iv);
    let mut output: Vec<u8> = sealed.chunks(7).flat_map(|piece| decipher.update(piece)).collect();
    output.extend(decipher.finish(tag)?);
    Ok(output)
}

#[test]
fn text_comes_back_in_whatever_pieces_it_is_given() {
    let text = b"sixteen bytes is one block, this is more";
    for mode in [Mode::Ecb, Mode::Cbc, Mode::Ctr, Mode::Gcm] {
        let iv: &[u8] = if mode == Mode::Ecb { &[] } else { &[2; 16] };
        let (whole, tag) = sealed(mode, iv, &[text]);
        assert_eq!(sealed(mode, iv, &[&text[..3], &text[3..33], &text[33..]]), (whole.clone(), tag), "{mode:?}");
        let tag = tag.as_ref().map(|tag| &tag[..]);
        assert_eq!(opened(mode, iv, &whole, tag).unwrap(), text, "{mode:?}");
    }
}

#[test]
fn a_changed_tag_is_noticed() {
    let (whole, tag) = sealed(Mode::Gcm, &[2; 12], &[b"hi"]);
    let mut tag = tag.unwrap();
    tag[0] ^= 1;
    assert_eq!(opened(Mode::Gcm, &[2; 12], &whole, Some(&tag)), Err(Failure::NotAuthentic));
    assert_eq!(opened(Mode::Gcm, &[2; 12], &whole, None), Err(Failure::NotAuthentic));
}

#[test]
fn bad_padding_and_bad_lengths_are_told_apart() {
    let (mut whole, _) = sealed(Mode::Cbc, &[2; 16], &[b"text"]);
    assert_eq!(opened(Mode::Cbc, &[2; 16], &whole[..15], None), Err(Failure::WrongLength));
    whole[15] ^= 0xff;
    assert_eq!(opened(Mode::Cbc, &[2; 16], &whole, None), Err(Failure::BadPadding));
}
