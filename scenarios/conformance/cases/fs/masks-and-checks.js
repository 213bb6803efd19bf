// node: >=18
// The mask of the process holds for files and folders; which argument is refused first, and what is only warned of.
const fs = require('fs');
const os = require('os');
const path = require('path');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'masks-'));
const mode = (name) => (fs.statSync(path.join(folder, name)).mode & 0o777).toString(8);
console.log(process.umask(0o077).toString(8), process.umask().toString(8));
fs.writeFileSync(path.join(folder, 'private'), '');
fs.mkdirSync(path.join(folder, 'own'));
fs.writeFileSync(path.join(folder, 'asked'), '', { mode: 0o644 });
console.log(mode('private'), mode('own'), mode('asked'));
process.umask(0o022);
fs.rmSync(folder, { recursive: true });

const attempt = (f) => {
  try {
    console.log(f());
  } catch (error) {
    console.log(error.code, error.message.split('. Received')[0]);
  }
};
attempt(() => fs.rmSync(() => {}, 5));
process.on('warning', ({ code, message }) => console.log(code, message));
attempt(() => fs.existsSync({}));
const fd = fs.openSync(__filename);
attempt(() => fs.readSync(fd, Buffer.alloc(2), 0, 2, -2));
fs.closeSync(fd);
