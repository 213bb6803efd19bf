// process.binding: what old packages take from it.
'use strict';
process.noDeprecation = true;
try {
  process.binding('no such binding');
} catch (error) {
  console.log(error.code, error.name, error.message);
}
const { os, fs, crypto, zlib } = process.binding('constants');
console.log(os.signals.SIGTERM, fs.O_RDONLY, typeof crypto.RSA_PKCS1_PADDING, zlib.Z_BEST_SPEED);
console.log(process.binding('uv').errname(-2), process.binding('uv').UV_EOF, process.binding('uv') === process.binding('uv'));
console.log(Object.keys(process.binding('tcp_wrap')).join(' '), process.binding('pipe_wrap').constants.SOCKET);
console.log(process.binding('util').isDate(new Date()), process.binding('util').isMap(new Set()));
console.log(process.binding('config').hasIntl, typeof process.binding('natives'));
