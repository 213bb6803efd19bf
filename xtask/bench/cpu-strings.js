// Text put together piece by piece, and taken apart character by character.
let text = '';
for (let n = 0; n < 600_000; n++) text += n.toString(36) + (n % 7 === 0 ? '\n' : ' ');
let hash = 0;
for (let n = 0; n < text.length; n++) hash = (hash * 31 + text.charCodeAt(n)) | 0;
const counts = new Map();
for (const line of text.split('\n')) {
  for (const word of line.split(' ')) {
    const key = word.slice(-2).toUpperCase().padStart(3, '_');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
}
console.log(hash, counts.size, [...counts.values()].reduce((a, b) => Math.max(a, b)));
