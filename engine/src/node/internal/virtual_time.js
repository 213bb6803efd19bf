// Replaces every way of JavaScript's own to time and chance: Date, performance.now (through hrtime), Math.random.
'use strict';

const { hrtime, wallTime, random } = internalBinding('process');

const US_PER_MS = 1000;
/** Random numbers fetched at once: a crossing for each would be slow. */
const RANDOM_BATCH = 64;

function now() {
  return Math.floor(wallTime() / US_PER_MS);
}

/** A Date whose "now" is the simulated wall clock; everything else is the language's own. */
function replaceDate() {
  const RealDate = Date;
  const construct = Reflect.construct;
  const apply = Reflect.apply;
  const VirtualDate = function Date(...args) {
    if (new.target === undefined) return apply(RealDate.prototype.toString, new RealDate(now()), []);
    return construct(RealDate, args.length === 0 ? [now()] : args, new.target);
  };
  Object.defineProperties(VirtualDate, Object.getOwnPropertyDescriptors(RealDate));
  Object.defineProperty(VirtualDate, 'length', { value: 7, configurable: true });
  Object.defineProperty(VirtualDate, 'now', { value: { now() { return now(); } }.now, writable: true, configurable: true });
  const { toString } = Function.prototype;
  Object.defineProperty(RealDate.prototype, 'constructor', { value: VirtualDate, writable: true, configurable: true });
  const shown = apply(toString, RealDate, []);
  Object.defineProperty(VirtualDate, 'toString', { value: () => shown, writable: true, configurable: true });
  Object.defineProperty(globalThis, 'Date', { value: VirtualDate, writable: true, configurable: true });
}

/** Math.random from the simulation's source of chance: 53 bits each. */
function replaceRandom() {
  let numbers;
  let at = RANDOM_BATCH * 2;
  Math.random = { random() {
    if (at >= RANDOM_BATCH * 2) {
      numbers = new Uint32Array(random(RANDOM_BATCH * 8).buffer);
      at = 0;
    }
    const high = numbers[at++] >>> 5;
    const low = numbers[at++] >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  } }.random;
  Object.defineProperty(Math, 'random', { enumerable: false });
}

module.exports = {
  hrtime,
  replaceClocks() {
    replaceDate();
    replaceRandom();
  },
};
