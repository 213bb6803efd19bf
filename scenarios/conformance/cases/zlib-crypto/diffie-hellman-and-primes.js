// node: >=24
// Diffie-Hellman: known groups, agreement, what is wrong with parameters and keys; primes found and checked.
const crypto = require('crypto');
const attempt = (label, f) => { try { console.log(label, f()); } catch (e) { console.log(label, e.name, e.code, e.message); } };
for (const name of ['modp1', 'modp5', 'modp14', 'modp16']) {
  const group = crypto.getDiffieHellman(name);
  console.log(name, crypto.createHash('md5').update(group.getPrime()).digest('hex'), group.getGenerator('hex'), group.verifyError);
}
const prime = crypto.getDiffieHellman('modp2').getPrime();
const [alice, bob] = [crypto.createDiffieHellman(prime), crypto.createDiffieHellman(prime.toString('hex'), 'hex')];
attempt('no public key', () => alice.getPublicKey());
attempt('no keys', () => alice.computeSecret(Buffer.from([5])));
alice.generateKeys();
bob.generateKeys('hex');
attempt('agree', () => alice.computeSecret(bob.getPublicKey()).equals(bob.computeSecret(alice.getPublicKey('hex'), 'hex')));
attempt('small', () => alice.computeSecret(Buffer.from([1])));
attempt('large', () => alice.computeSecret(Buffer.alloc(200, 255)));
attempt('set', () => { const one = crypto.createDiffieHellman(prime, 5); one.setPrivateKey(Buffer.from([7])); one.generateKeys(); return BigInt(`0x${one.getPublicKey('hex')}`); });
attempt('verify', () => [24, 11, 13].map((p) => crypto.createDiffieHellman(Buffer.from([p]), 2).verifyError));
attempt('unknown', () => crypto.getDiffieHellman('modp99'));
attempt('generator', () => crypto.createDiffieHellman(prime, 1));
attempt('type', () => crypto.createDiffieHellman({}));
console.log([0n, 1n, 2n, 97n, 561n, 2n ** 127n - 1n].map((n) => crypto.checkPrimeSync(n)), crypto.checkPrimeSync(Buffer.from([1, 1])));
attempt('prime', () => { const found = crypto.generatePrimeSync(64, { bigint: true }); return [found.toString(2).length, crypto.checkPrimeSync(found)]; });
attempt('safe', () => crypto.checkPrimeSync((crypto.generatePrimeSync(32, { bigint: true, safe: true }) - 1n) / 2n));
attempt('remainder', () => crypto.generatePrimeSync(32, { bigint: true, add: 12n, rem: 11n }) % 12n);
attempt('bytes', () => crypto.generatePrimeSync(32).byteLength);
attempt('negative', () => crypto.checkPrimeSync(-7n));
attempt('number', () => crypto.checkPrimeSync(7));
attempt('too large', () => crypto.generatePrimeSync(8, { add: 2n ** 40n }));
crypto.generatePrime(32, (err, found) => crypto.checkPrime(found, (err, is) => console.log('called back', err, is)));
