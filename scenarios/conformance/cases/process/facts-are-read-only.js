// What cannot be assigned to in `process`, and what the release says of itself.
'use strict';
const flags = (object, name) => {
  const { writable, enumerable, configurable } = Object.getOwnPropertyDescriptor(object, name);
  return [name, writable, enumerable, configurable].join(' ');
};
for (const name of ['version', 'versions', 'arch', 'platform', 'release', 'pid', 'ppid', 'title', 'argv', 'env']) console.log(flags(process, name));
for (const name of ['node', 'v8', 'uv', 'modules']) console.log(flags(process.versions, name), process.versions[name]);
console.log(Object.keys(process.versions).join(' '));
console.log(process.release);
for (const assign of [
  () => { process.version = 'v1'; },
  () => { process.versions.v8 = '1'; },
  () => { process.pid = 1; },
  () => { process.release.name = 'io.js'; },
]) {
  try {
    assign();
  } catch (error) {
    console.log(error.name, error.message);
  }
}
console.log(Object.keys(process).filter((name) => /deprecation|warnings$/i.test(name)));
