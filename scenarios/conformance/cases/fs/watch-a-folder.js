// fs.watch and fs.watchFile tell of changes; both are closed by the program.
const fs = require('fs');
const os = require('os');
const path = require('path');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'watch-'));
const file = path.join(folder, 'a');
fs.writeFileSync(file, '1');
fs.watchFile(file, { interval: 20 }, (now, before) => {
  console.log('watchFile', now.size, before.size);
  fs.unwatchFile(file);
  watchFolder();
});
setTimeout(() => fs.writeFileSync(file, '12345'), 60);
function watchFolder() {
  const watcher = fs.watch(folder);
  watcher.once('change', (type, name) => {
    console.log(type, name);
    watcher.close();
  });
  watcher.on('close', () => {
    console.log('closed');
    fs.rmSync(folder, { recursive: true });
  });
  setTimeout(() => fs.writeFileSync(path.join(folder, 'b'), ''), 30);
}
try { fs.watch(path.join(folder, 'missing')); } catch (e) { console.log(e.code, e.syscall, e.filename === path.join(folder, 'missing')); }
