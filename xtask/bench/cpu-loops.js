// Work of numbers alone: primes by trial division, and a sieve.
let found = 0;
for (let n = 2; n < 1_500_000; n++) {
  let isPrime = true;
  for (let d = 2; d * d <= n; d++) {
    if (n % d === 0) {
      isPrime = false;
      break;
    }
  }
  if (isPrime) found++;
}
const sieve = new Uint8Array(16_000_000);
for (let n = 2; n * n < sieve.length; n++) {
  if (sieve[n]) continue;
  for (let m = n * n; m < sieve.length; m += n) sieve[m] = 1;
}
let left = 0;
for (let n = 2; n < sieve.length; n++) if (!sieve[n]) left++;
console.log(found, left);
