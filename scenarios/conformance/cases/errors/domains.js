// node: >=18
// Domains: errors of timers, files, emitters and promises that were begun inside of one go to its listener.
const domain = require('domain');
const { EventEmitter } = require('events');
const fs = require('fs');
const show = (name) => (error) => {
  console.log(name, error.message, error.domainThrown, error.domainEmitter !== undefined, error.domainBound !== undefined);
};
const d = domain.create();
d.on('error', show('d'));
console.log(d.run((a, b) => a + b, 1, 2), process.domain, domain.active, EventEmitter.usingDomains);
const steps = [
  () => d.run(() => setTimeout(() => { throw new Error('timer'); }, 1)),
  () => d.run(() => fs.stat('/none', (error) => { console.log(error.code, process.domain === d); throw new Error('file'); })),
  () => d.run(() => process.nextTick(() => { throw new Error('tick'); })),
  () => d.run(async () => { await null; throw new Error('rejection'); }),
  () => d.run(() => new EventEmitter()).emit('error', new Error('emitter')),
  () => {
    const emitter = new EventEmitter();
    d.add(emitter);
    emitter.on('ask', () => console.log('in the domain', process.domain === d));
    emitter.emit('ask');
    emitter.emit('error', new Error('member'));
    emitter.on('error', (error) => console.log('own listener', error.message));
    emitter.emit('error', new Error('member again'));
    d.remove(emitter);
    console.log(d.members.length, emitter.domain);
  },
  () => {
    const bound = d.bind(function(x) { return [this.name, x, process.domain === d]; });
    console.log(bound.call({ name: 'receiver' }, 1), bound.domain === d);
    const intercepted = d.intercept((x) => console.log('value', x));
    intercepted(null, 'kept');
    intercepted(new Error('intercepted'));
  },
  () => {
    const inner = domain.create();
    inner.on('error', show('inner'));
    d.run(() => inner.run(() => setTimeout(() => { throw new Error('nested'); }, 1)));
  },
  () => {
    process.on('uncaughtException', (error) => console.log('uncaught', error.message));
    domain.create().run(() => process.nextTick(() => { throw new Error('nobody listens'); }));
  },
];
const next = () => {
  const step = steps.shift();
  if (step === undefined) return;
  step();
  setTimeout(next, 10);
};
next();
