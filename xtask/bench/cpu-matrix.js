// Matrices on typed arrays multiplied, and a blur over a picture.
const SIZE = 420;
const a = Float64Array.from({ length: SIZE * SIZE }, (_, n) => (n % 17) - 8);
const b = Float64Array.from({ length: SIZE * SIZE }, (_, n) => (n % 13) - 6);
const product = new Float64Array(SIZE * SIZE);
for (let row = 0; row < SIZE; row++) {
  for (let k = 0; k < SIZE; k++) {
    const factor = a[row * SIZE + k];
    for (let column = 0; column < SIZE; column++) product[row * SIZE + column] += factor * b[k * SIZE + column];
  }
}
let picture = Uint8ClampedArray.from({ length: 1_000 * 1_000 }, (_, n) => (n * 7919) % 256);
for (let round = 0; round < 8; round++) {
  const next = new Uint8ClampedArray(picture.length);
  for (let n = 1_001; n < picture.length - 1_001; n++) {
    next[n] = (picture[n - 1] + picture[n + 1] + picture[n - 1_000] + picture[n + 1_000] + 4 * picture[n]) / 8;
  }
  picture = next;
}
console.log(product.reduce((x, y) => x + y), picture.reduce((x, y) => x + y));
