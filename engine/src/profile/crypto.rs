//! Cryptography: OpenSSL's version, keys, digests, ciphers, Web Crypto.

use super::table::{Rule, numbers, rules};

numbers! {
    /// `crypto.constants.OPENSSL_VERSION_NUMBER`: that of the OpenSSL in each version. Measured.
    openssl_version_number: [(10, 0x1010_106f), (18, 0x3000_0100), (20, 0x3000_0130), (22, 0x3050_0080)];
}

rules! {
    /// OpenSSL knows wraps with padding by their short names: since its 3.2. Measured.
    openssl_is32: Rule::Since(22);
    /// `crypto.hash` exists. Node doc "crypto.hash" (21.7.0, 20.12.0).
    crypto_has_hash: Rule::Since(20);
    /// `crypto.hash` takes an object of options. Node doc "crypto.hash" (24.4.0).
    crypto_hash_takes_options: Rule::Since(24);
    /// Errors of derivations name the function. Measured.
    crypto_errors_name_derivation: Rule::Since(26);
    /// The constructors Hash and Hmac warn (DEP0179, DEP0181). Node doc "Deprecated APIs" (22.0.0).
    crypto_constructors_are_deprecated: Rule::Since(22);
    /// `crypto.constants` lists flags of OpenSSL that do nothing any more. Measured.
    crypto_lists_dead_flags: Rule::Until(18);
    /// `crypto.constants.RSA_SSLV23_PADDING` exists. Measured.
    crypto_lists_sslv23_padding: Rule::Since(24);
    /// `crypto.getHashes` and `getCiphers` list the names of OpenSSL's providers. Measured.
    crypto_lists_names_of_providers: Rule::Since(26);
    /// `crypto.argon2` exists. Node doc "crypto.argon2" (24.7.0).
    crypto_has_argon2: Rule::Since(24);
    /// `crypto.createMac`, `getMacs` and `parsePKCS12` exist. Measured.
    crypto_has_macs: Rule::Since(26);
    /// `crypto.randomUUIDv7` exists. Measured.
    crypto_has_uuid_v7: Rule::Since(24);
    /// `crypto.encapsulate` and `decapsulate` exist. Node doc "crypto.encapsulate" (24.7.0).
    crypto_has_kem: Rule::Since(24);
    /// `crypto.createCipher` and `createDecipher` exist. Node doc "Deprecated APIs", DEP0106 (22.0.0).
    crypto_has_old_ciphers: Rule::Until(20);
    /// Their classes are still exported. Measured.
    crypto_exports_old_ciphers: Rule::Until(22);
    /// Reading `crypto.fips` warns (DEP0093). Node doc "Deprecated APIs" (23.0.0).
    crypto_fips_is_deprecated: Rule::Since(24);
    /// `crypto.DEFAULT_ENCODING` exists. Node doc "Deprecated APIs", DEP0091 (20.0.0).
    crypto_has_default_encoding: Rule::Until(18);
    /// Errors name the options of a key by their whole path. Measured.
    crypto_options_have_full_names: Rule::Since(24);
    /// `crypto.secureHeapUsed()` of an unused heap gives its smallest allocation, and no utilization. Measured.
    secure_heap_has_minimum: Rule::Since(24);
    /// SHAKE digests without an explicit length warn (DEP0198). Node doc "Deprecated APIs" (25.0.0).
    shake_length_is_deprecated: Rule::Since(26);
    /// The error of scrypt parameters that need too much memory says so. Measured.
    scrypt_says_why: Rule::Since(20);
    /// Both names of one scrypt parameter are ERR_INCOMPATIBLE_OPTION_PAIR. Measured.
    scrypt_option_pairs_are_incompatible: Rule::Since(24);
    /// A derivation of a key of no bytes fails. Measured.
    empty_keys_cannot_be_derived: Rule::Since(22);
    /// KeyObjects show their type when inspected. Measured.
    key_objects_show_their_type: Rule::Until(22);
    /// Errors of key generation have OpenSSL's codes. Measured.
    key_generation_errors_have_codes: Rule::Since(26);
    /// Private keys may be given as URLs of a key store. Measured.
    private_keys_may_be_urls: Rule::Since(24);
    /// What is wrong with a JSON Web Key is said by ERR_CRYPTO_INVALID_JWK alone. Measured.
    jwk_errors_name_the_key: Rule::Since(24);
    /// JSON Web Keys of Edwards curves list their members in alphabetical order. Measured.
    okp_jwk_is_sorted: Rule::Until(24);
    /// `crypto.diffieHellman` takes keys in any form, not only KeyObjects. Measured.
    diffie_hellman_takes_key_data: Rule::Since(24);
    /// `crypto.verify` takes signatures as strings. Measured.
    signatures_may_be_strings: Rule::Since(24);
    /// `sign.sign` calls its key `privateKey` in errors. Measured.
    sign_names_its_key: Rule::Since(24);
    /// `crypto.getCipherInfo` lists the key's length before the block's. Measured.
    cipher_info_has_key_length_first: Rule::Since(26);
    /// Another output encoding in the middle of a cipher is an error of the argument. Measured.
    cipher_encodings_are_arguments: Rule::Since(24);
    /// Web Crypto checks keys and words its errors anew. Measured.
    webcrypto_is_reworded: Rule::Since(24);
    /// Web Crypto lists `alg` of a JSON Web Key before its members. Measured.
    webcrypto_jwk_has_alg_first: Rule::Since(22);
}
