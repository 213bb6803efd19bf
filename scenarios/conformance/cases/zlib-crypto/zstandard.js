// node: >=24
// Zstandard: the bytes, parameters, frames in a row, damaged and unfinished data, and a stream with a flush.
const zlib = require('zlib');
const { constants } = zlib;
const attempt = (label, f) => { try { console.log(label, f()); } catch (e) { console.log(label, e.name, e.code, e.errno, e.message); } };
const data = Buffer.from('hello hello hello hello '.repeat(20));
const packed = zlib.zstdCompressSync(data);
console.log(packed.toString('hex'), zlib.zstdDecompressSync(packed).equals(data));
attempt('checksum', () => zlib.zstdCompressSync(data, { params: { [constants.ZSTD_c_checksumFlag]: 1 } }).toString('hex'));
attempt('strategy', () => zlib.zstdCompressSync(data, { params: { [constants.ZSTD_c_strategy]: constants.ZSTD_btultra2 } }).length);
attempt('dictionary', () => zlib.zstdDecompressSync(zlib.zstdCompressSync(data, { dictionary: data }), { dictionary: data }).length);
attempt('pledged', () => zlib.zstdCompressSync(data, { pledgedSrcSize: 5 }));
attempt('out of bounds', () => zlib.zstdCompressSync(data, { params: { [constants.ZSTD_c_windowLog]: 99 } }));
attempt('two frames', () => String(zlib.zstdDecompressSync(Buffer.concat([zlib.zstdCompressSync('a'), zlib.zstdCompressSync('b')]))));
attempt('bad', () => zlib.zstdDecompressSync(Buffer.from('no such frame')));
attempt('cut', () => zlib.zstdDecompressSync(packed.subarray(0, 15)));
attempt('nothing', () => zlib.zstdDecompressSync(Buffer.alloc(0)));
attempt('too large', () => zlib.zstdDecompressSync(packed, { maxOutputLength: 5 }));
const stream = zlib.createZstdCompress();
const chunks = [];
stream.on('data', (chunk) => { chunks.push(chunk); console.log('data', chunk.toString('hex')); });
stream.on('end', () => {
  console.log('end', zlib.zstdDecompressSync(Buffer.concat(chunks)).length, stream.bytesWritten);
  zlib.zstdCompress('called back', (err, result) => zlib.zstdDecompress(result, (err, text) => console.log(err, String(text))));
});
stream.write('abc');
stream.flush(() => { console.log('flushed'); stream.end(data); });
